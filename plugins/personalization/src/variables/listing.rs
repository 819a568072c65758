//! The variables of one document: what they mean, where they are used, and what is odd about them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::dictionary::Dictionary;
use super::near::{self, Known};
use super::scan::{Scan, Use, scan_among};

/// The variables of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listing {
    /// Its path.
    pub path: String,
    /// Its variables: those that are used, from the beginning to the end, and then those that are declared only.
    pub variables: Vec<Variable>,
    /// Pairs of names that are probably meant to be the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub duplicates: Vec<(String, String)>,
    /// Whether names stand only in code, and none is declared: a text about variables, or a program, and no template.
    #[serde(skip)]
    pub only_mentions: bool,
}

/// A variable of a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Variable {
    /// Its name, with underscores.
    pub name: String,
    /// What is written there, as the document or the dictionary says.
    pub description: String,
    /// An example; empty where there is none.
    pub example: String,
    /// Whether the document declares it.
    pub declared: bool,
    /// Where it is used.
    pub uses: Vec<Spot>,
    /// How else it is written there, such as `COMPANY NAME`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<String>,
    /// The dictionary's name for it, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub synonym_of: Option<String>,
    /// Whether the dictionary knows it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_dictionary: bool,
    /// What stands there where nothing is given.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub default: String,
    /// The unit that stands around it, such as `%`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Headings that it is used under, each once.
    #[serde(skip)]
    pub sections: Vec<String>,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// From 1, the front matter counted.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

/// A document to look through.
#[derive(Debug, Clone, Copy)]
pub struct Source<'t> {
    /// Its path.
    pub path: &'t str,
    /// Its text, without front matter.
    pub body: &'t str,
    /// The line of the file on which the text begins, from 1.
    pub body_line: u32,
}

/// Lists the variables of a document. `others` are names that other documents of the library use.
pub fn list(source: Source<'_>, dictionary: &Dictionary, others: &BTreeSet<String>) -> Listing {
    let scan = scan_among(source.body, &dictionary.names(), others);
    let mut places = Places::new(source);
    let mut order: Vec<Variable> = Vec::new();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    for found in &scan.uses {
        let at = *index.entry(found.name.clone()).or_insert_with(|| {
            order.push(Variable { name: found.name.clone(), ..Variable::default() });
            order.len() - 1
        });
        note(&mut order[at], found, &scan, source.body, places.spot(found.range.start));
    }
    for declared in &scan.declared {
        let at = *index.entry(declared.name.clone()).or_insert_with(|| {
            order.push(Variable { name: declared.name.clone(), ..Variable::default() });
            order.len() - 1
        });
        let variable = &mut order[at];
        variable.declared = true;
        for (text, new) in [
            (&mut variable.description, &declared.description),
            (&mut variable.example, &declared.example),
            (&mut variable.default, &declared.default),
        ] {
            if text.is_empty() {
                text.clone_from(new);
            }
        }
    }
    for variable in &mut order {
        add_from(dictionary, variable);
    }
    let known: Vec<Known<'_>> = order
        .iter()
        .map(|variable| Known {
            name: &variable.name,
            certain: (variable.declared || variable.in_dictionary) && !variable.uses.is_empty(),
        })
        .collect();
    let duplicates = near::duplicates(&known)
        .into_iter()
        .map(|(left, right)| (left.to_owned(), right.to_owned()))
        .collect();
    let only_mentions =
        scan.declared.is_empty() && scan.uses.iter().all(|found| scan.is_program(found.place));
    Listing { path: source.path.to_owned(), variables: order, duplicates, only_mentions }
}

fn note(variable: &mut Variable, found: &Use, scan: &Scan, text: &str, spot: Spot) {
    variable.uses.push(spot);
    if found.variant {
        let written = text[found.range.start + 1..found.range.end - 1].to_owned();
        if !variable.variants.contains(&written) {
            variable.variants.push(written);
        }
    }
    let unit = crate::quantity::Unit::around(text, &found.range).sign();
    if variable.unit.is_empty() {
        variable.unit = unit;
    }
    if let Some(section) = scan.section_title(found.section)
        && !variable.sections.iter().any(|known| known == section)
    {
        variable.sections.push(section.to_owned());
    }
}

fn add_from(dictionary: &Dictionary, variable: &mut Variable) {
    let Some(entry) = dictionary.get(&variable.name) else { return };
    variable.in_dictionary = true;
    let canonical = dictionary.canonical(&variable.name);
    if canonical != variable.name {
        variable.synonym_of = Some(canonical.to_owned());
    }
    if variable.description.is_empty() {
        variable.description.clone_from(&entry.description);
    }
    if variable.example.is_empty() {
        variable.example.clone_from(&entry.example);
    }
    if variable.default.is_empty()
        && let Some(default) = &entry.default
    {
        variable.default = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
    }
    let unit = entry.unit.sign();
    if !unit.is_empty() {
        variable.unit = unit;
    }
}

impl Listing {
    /// Variables that are declared and not used.
    pub fn unused(&self) -> impl Iterator<Item = &Variable> {
        self.variables.iter().filter(|variable| variable.uses.is_empty())
    }

    /// Variables that are used, and that neither the document nor the dictionary explains. Nothing where the document
    /// declares none at all: then that is its style.
    pub fn undeclared(&self) -> impl Iterator<Item = &Variable> {
        let declares = self.variables.iter().any(|variable| variable.declared);
        self.variables
            .iter()
            .filter(move |variable| declares && !variable.declared && !variable.in_dictionary)
    }
}

/// Turns offsets into lines and columns; offsets come in order, mostly.
struct Places<'t> {
    body: &'t str,
    body_line: u32,
    at: usize,
    line: u32,
    column: u32,
}

impl<'t> Places<'t> {
    fn new(source: Source<'t>) -> Self {
        Self {
            body: source.body,
            body_line: source.body_line.max(1),
            at: 0,
            line: source.body_line.max(1),
            column: 1,
        }
    }

    fn spot(&mut self, offset: usize) -> Spot {
        if offset < self.at {
            (self.at, self.line, self.column) = (0, self.body_line, 1);
        }
        for character in self.body[self.at..offset].chars() {
            if character == '\n' {
                self.line += 1;
                self.column = 0;
            }
            self.column += 1;
        }
        self.at = offset;
        Spot { line: self.line, column: self.column }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const BODY: &str = "Für [COMPANY_NAME]: [COMPANY NAME], $[PRICE]\n\n## Terms\n\n[COMPNY_NAME]\n\n## Variables\n\n\
        | Variable | Description | Example |\n|---|---|---|\n| `[COMPANY_NAME]` | Who | \"Acme\" |\n| `[UNUSED]` | Not used | |\n";

    fn listing() -> Listing {
        list(Source { path: "a.md", body: BODY, body_line: 5 }, &Dictionary::default(), &BTreeSet::new())
    }

    #[test]
    fn variables_are_listed_with_their_places() {
        let value = serde_json::to_value(listing()).unwrap();
        assert_eq!(
            value,
            json!({
                "path": "a.md",
                "variables": [
                    {"name": "COMPANY_NAME", "description": "Who", "example": "Acme", "declared": true,
                     "uses": [{"line": 5, "column": 5}, {"line": 5, "column": 21}], "variants": ["COMPANY NAME"]},
                    {"name": "PRICE", "description": "", "example": "", "declared": false, "unit": "$",
                     "uses": [{"line": 5, "column": 38}]},
                    {"name": "COMPNY_NAME", "description": "", "example": "", "declared": false,
                     "uses": [{"line": 9, "column": 1}]},
                    {"name": "UNUSED", "description": "Not used", "example": "", "declared": true, "uses": []},
                ],
                "duplicates": [["COMPANY_NAME", "COMPNY_NAME"]],
            })
        );
    }

    #[test]
    fn oddities_are_named() {
        let listing = listing();
        assert_eq!(listing.unused().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["UNUSED"]);
        assert_eq!(
            listing.undeclared().map(|one| one.name.as_str()).collect::<Vec<_>>(),
            ["PRICE", "COMPNY_NAME"]
        );
    }

    #[test]
    fn the_dictionary_explains() {
        let mut dictionary = Dictionary::default();
        dictionary.add(
            "d.md",
            &json!({"COST": {"synonyms": ["PRICE"], "description": "What it costs", "default": 5}}),
        );
        let source = Source { path: "a.md", body: BODY, body_line: 1 };
        let listing = list(source, &dictionary, &BTreeSet::new());
        let price = &listing.variables[1];
        assert_eq!(price.synonym_of.as_deref(), Some("COST"));
        assert_eq!((price.description.as_str(), price.default.as_str()), ("What it costs", "5"));
    }
}
