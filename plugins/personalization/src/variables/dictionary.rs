//! The variable dictionary of a workspace: names that mean the same in all its templates.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::name;
use crate::quantity::{self, Unit};

/// The key of front matter that holds a dictionary.
pub const KEY: &str = "dictionary";

/// A variable dictionary.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dictionary {
    entries: BTreeMap<String, Entry>,
    /// Synonyms, and the names that they stand for.
    synonyms: BTreeMap<String, String>,
    /// What is wrong with it, in words.
    pub problems: Vec<String>,
}

/// What the dictionary knows of a variable.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Other names for it.
    pub synonyms: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Its unit.
    pub unit: Unit,
    /// What stands where nothing is given.
    pub default: Option<Value>,
    /// The lowest value that can be right.
    pub low: Option<f64>,
    /// The highest.
    pub high: Option<f64>,
    /// The only values that can be right; any where there are none.
    pub allowed: Vec<String>,
    /// What it means.
    pub description: String,
    /// An example.
    pub example: String,
    /// The document that says all this.
    pub document: String,
}

/// What a variable is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// Anything.
    #[default]
    Any,
    /// Words: numbers in it are not grouped.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
}

impl Dictionary {
    /// Adds the dictionary of a document: the value of `dictionary` in its front matter.
    pub fn add(&mut self, document: &str, value: &Value) {
        let mut problem = |text: String| self.problems.push(format!("`{document}`: {text}"));
        let mut found: Vec<(String, Map<String, Value>)> = Vec::new();
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    match value {
                        Value::Object(entry) => found.push((key.clone(), entry.clone())),
                        Value::String(description) => {
                            let entry =
                                Map::from_iter([("description".to_owned(), description.clone().into())]);
                            found.push((key.clone(), entry));
                        }
                        Value::Null => found.push((key.clone(), Map::new())),
                        _ => problem(format!("the entry `{key}` has neither a description nor keys")),
                    }
                }
            }
            Value::Array(entries) => {
                for (index, value) in entries.iter().enumerate() {
                    match value.get("name").and_then(Value::as_str) {
                        Some(key) => {
                            found.push((key.to_owned(), value.as_object().cloned().unwrap_or_default()));
                        }
                        None => problem(format!("entry {} has no `name`", index + 1)),
                    }
                }
            }
            _ => problem("a dictionary is a map from names to what they mean".to_owned()),
        }
        for (key, fields) in found {
            self.entry(document, &key, &fields);
        }
    }

    fn entry(&mut self, document: &str, key: &str, fields: &Map<String, Value>) {
        let name = name::meant(key);
        let mut problems = Vec::new();
        if name::read(&name).is_none() {
            self.problems.push(format!("`{document}`: `{key}` is not a name of a variable"));
            return;
        }
        let mut entry = Entry { document: document.to_owned(), ..Entry::default() };
        for (field, value) in fields {
            let text = || plain(value);
            match field.as_str() {
                "name" => {}
                "synonyms" | "aliases" => {
                    entry.synonyms = texts(value).iter().map(|one| name::meant(one)).collect();
                }
                "description" => entry.description = text(),
                "example" => entry.example = super::declared::meaningful(&text()),
                "unit" => entry.unit = Unit::of_word(&text()),
                "default" => entry.default = (!value.is_null()).then(|| value.clone()),
                "min" | "minimum" => entry.low = bound(value),
                "max" | "maximum" => entry.high = bound(value),
                "range" => match value.as_array().map(Vec::as_slice) {
                    Some([low, high]) => (entry.low, entry.high) = (bound(low), bound(high)),
                    _ => problems.push("`range` is a list of the lowest and the highest value".to_owned()),
                },
                "values" | "allowed" | "options" => entry.allowed = texts(value),
                "type" => match text().to_lowercase().as_str() {
                    "text" | "string" | "words" | "email" | "url" | "id" | "year" => entry.kind = Kind::Text,
                    "number" | "integer" | "count" => entry.kind = Kind::Number,
                    "percent" | "percentage" | "share" => {
                        (entry.kind, entry.unit) = (Kind::Number, Unit::Percent);
                    }
                    "money" | "amount" => {
                        entry.kind = Kind::Number;
                        if entry.unit == Unit::None {
                            entry.unit = Unit::Money('$');
                        }
                    }
                    "date" | "day" => entry.kind = Kind::Date,
                    "choice" | "list" | "any" => {}
                    other => problems.push(format!(
                        "`{other}` is no type; there are text, number, percent, money, date and choice"
                    )),
                },
                other => problems.push(format!("`{other}` means nothing there")),
            }
        }
        if let (Some(low), Some(high)) = (entry.low, entry.high)
            && low > high
        {
            problems.push(format!("its range ends at {high}, before it begins at {low}"));
        }
        self.problems.extend(problems.into_iter().map(|text| format!("`{document}`, `{name}`: {text}")));
        if let Some(before) = self.entries.get(&name) {
            self.problems
                .push(format!("`{name}` is in `{}` and in `{document}`; the first counts", before.document));
            return;
        }
        for synonym in &entry.synonyms {
            if let Some(other) = self.synonyms.insert(synonym.clone(), name.clone())
                && other != name
            {
                self.problems.push(format!("`{synonym}` is a synonym of `{other}` and of `{name}`"));
                self.synonyms.insert(synonym.clone(), other);
            }
        }
        self.entries.insert(name, entry);
    }

    /// What a name stands for: itself, where it is no synonym.
    pub fn canonical<'a>(&'a self, name: &'a str) -> &'a str {
        if self.entries.contains_key(name) {
            return name;
        }
        self.synonyms.get(name).map_or(name, String::as_str)
    }

    /// What is known of a name, or of what it is a synonym of.
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.get(self.canonical(name))
    }

    /// All names and synonyms.
    pub fn names(&self) -> BTreeSet<String> {
        self.entries.keys().chain(self.synonyms.keys()).cloned().collect()
    }

    /// All entries by name.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(name, entry)| (name.as_str(), entry))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn bound(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| Some(quantity::read(value.as_str()?)?.number))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().map(plain).collect(),
        Value::Null => Vec::new(),
        // Several in a line, as people write tags.
        other => plain(other)
            .split(',')
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_and_synonyms_are_known() {
        let mut dictionary = Dictionary::default();
        dictionary.add(
            "dictionary.md",
            &json!({
                "COMPANY_NAME": {"synonyms": ["CLIENT_NAME", "Business Name"], "description": "Who it is for", "default": "Acme"},
                "CONSENT_RATE": {"type": "percent", "range": [0, 100]},
                "OWNER": "One person",
            }),
        );
        assert_eq!(dictionary.problems, Vec::<String>::new());
        assert_eq!(dictionary.canonical("CLIENT_NAME"), "COMPANY_NAME");
        assert_eq!(dictionary.get("BUSINESS_NAME").unwrap().default, Some(json!("Acme")));
        let rate = dictionary.get("CONSENT_RATE").unwrap();
        assert_eq!((rate.unit, rate.low, rate.high), (Unit::Percent, Some(0.0), Some(100.0)));
        assert_eq!(dictionary.get("OWNER").unwrap().description, "One person");
        assert_eq!(dictionary.names().len(), 5);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let mut dictionary = Dictionary::default();
        dictionary.add("a.md", &json!([{"name": "A", "range": [3, 1], "typ": 1}, {"x": 1}, {"name": "?"}]));
        dictionary.add("b.md", &json!({"A": "again", "B": {"type": "thing", "synonyms": "C, D"}, "E": {"synonyms": ["C"]}, "F": 3}));
        dictionary.add("c.md", &json!("text"));
        insta::assert_snapshot!(dictionary.problems.join("\n"), @r"
        `a.md`: entry 2 has no `name`
        `a.md`, `A`: `typ` means nothing there
        `a.md`, `A`: its range ends at 1, before it begins at 3
        `a.md`: `?` is not a name of a variable
        `b.md`: the entry `F` has neither a description nor keys
        `A` is in `a.md` and in `b.md`; the first counts
        `b.md`, `B`: `thing` is no type; there are text, number, percent, money, date and choice
        `C` is a synonym of `B` and of `E`
        `c.md`: a dictionary is a map from names to what they mean
        ");
    }
}
