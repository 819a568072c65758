//! The variables of many documents, as one library.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::dictionary::Dictionary;
use super::listing::{Listing, Source, list};
use super::near::{self, Known};
use super::scan::scan;

/// The variables of a library.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Library {
    /// Templates, by path: documents with variables, but for those that only mention some in code.
    pub documents: Vec<Listing>,
    /// All variables by name.
    pub variables: Vec<Shared>,
    /// Pairs of names that are probably meant to be the same.
    pub duplicates: Vec<(String, String)>,
}

/// A variable that documents share.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Shared {
    /// Its name.
    pub name: String,
    /// The documents that use or declare it.
    pub documents: Vec<String>,
    /// How often it is used.
    pub uses: usize,
    /// What it means: each description once. More than one is worth a look.
    pub descriptions: Vec<String>,
    /// An example; empty where there is none.
    pub example: String,
    /// The units that stand around it.
    pub units: Vec<String>,
    /// How else it is written.
    pub variants: Vec<String>,
    /// Whether the dictionary knows it.
    pub in_dictionary: bool,
    /// How many documents use it without declaring it.
    pub undeclared_in: usize,
    /// How many documents declare it without using it.
    pub unused_in: usize,
}

/// All names with underscores that documents use or declare, for [`list`].
pub fn names<'t>(sources: impl IntoIterator<Item = Source<'t>>, dictionary: &Dictionary) -> BTreeSet<String> {
    let known = dictionary.names();
    let mut names = BTreeSet::new();
    for source in sources {
        if !source.body.contains('[') {
            continue;
        }
        let scan = scan(source.body, &known);
        names.extend(scan.uses.into_iter().filter(|found| !found.variant).map(|found| found.name));
        names.extend(scan.declared.into_iter().map(|declared| declared.name));
    }
    names
}

/// Lists the variables of all documents.
pub fn library<'t>(sources: impl IntoIterator<Item = Source<'t>>, dictionary: &Dictionary) -> Library {
    let mut sources: Vec<Source<'t>> = sources.into_iter().collect();
    sources.sort_by(|a, b| a.path.cmp(b.path));
    let others = names(sources.iter().copied(), dictionary);
    let documents: Vec<Listing> = sources
        .into_iter()
        .filter(|source| source.body.contains('['))
        .map(|source| list(source, dictionary, &others))
        .filter(|listing| !listing.variables.is_empty() && !listing.only_mentions)
        .collect();
    let mut shared: BTreeMap<&str, Shared> = BTreeMap::new();
    for listing in &documents {
        for variable in &listing.variables {
            let one = shared
                .entry(&variable.name)
                .or_insert_with(|| Shared { name: variable.name.clone(), ..Shared::default() });
            one.documents.push(listing.path.clone());
            one.uses += variable.uses.len();
            one.in_dictionary |= variable.in_dictionary;
            once(&mut one.descriptions, &variable.description);
            once(&mut one.units, &variable.unit);
            variable.variants.iter().for_each(|variant| once(&mut one.variants, variant));
            if one.example.is_empty() {
                one.example.clone_from(&variable.example);
            }
            one.unused_in += usize::from(variable.uses.is_empty());
        }
        for variable in listing.undeclared() {
            if let Some(one) = shared.get_mut(variable.name.as_str()) {
                one.undeclared_in += 1;
            }
        }
    }
    let variables: Vec<Shared> = shared.into_values().collect();
    let known: Vec<Known<'_>> = variables
        .iter()
        .map(|one| Known {
            name: &one.name,
            certain: one.in_dictionary || one.undeclared_in + one.unused_in == 0,
        })
        .collect();
    let duplicates = near::duplicates(&known)
        .into_iter()
        .map(|(left, right)| (left.to_owned(), right.to_owned()))
        .collect();
    Library { documents, variables, duplicates }
}

fn once(list: &mut Vec<String>, text: &str) {
    if !text.is_empty() && !list.iter().any(|known| known == text) {
        list.push(text.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_shares_names() {
        let source = |path, body| Source { path, body, body_line: 1 };
        let library = library(
            [
                source("b.md", "[COMPANY NAME] and [COMPANYNAME]"),
                source(
                    "a.md",
                    "[COMPANY_NAME] [PRICE]\n\n| Variable | Description |\n|---|---|\n| COMPANY_NAME | Who |\n",
                ),
                source("c.md", "[link](a.md) [SOME WORDS]"),
                source("d.md", "Write `[COMPANY_NAME]` for the name."),
            ],
            &Dictionary::default(),
        );
        let paths: Vec<&str> = library.documents.iter().map(|listing| listing.path.as_str()).collect();
        assert_eq!(paths, ["a.md", "b.md"]);
        let names: Vec<(&str, usize, usize)> =
            library.variables.iter().map(|one| (one.name.as_str(), one.documents.len(), one.uses)).collect();
        assert_eq!(names, [("COMPANYNAME", 1, 1), ("COMPANY_NAME", 2, 2), ("PRICE", 1, 1)]);
        assert_eq!(library.variables[1].variants, ["COMPANY NAME"]);
        assert_eq!(library.duplicates, [("COMPANYNAME".to_owned(), "COMPANY_NAME".to_owned())]);
        assert_eq!(library.variables[2].undeclared_in, 1);
    }
}
