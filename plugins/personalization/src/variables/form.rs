//! The form in which values are filled in, as TOML, YAML or CSV: each is what `inputs_file` takes.
//!
//! A form that was filled before keeps its values, whatever became of the template meanwhile. Reading a file is the
//! caller's; what is read here is the data in it.

mod write;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::listing::{Listing, Variable};
use super::name;
use crate::inputs::Values;
use crate::values::flatten;

pub(crate) use write::{cell, key_of, lines, quoted};
pub use write::{csv, toml, yaml};

/// A form.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The template, from the content folder on.
    pub template: String,
    /// The variables with their values; what is open is null.
    pub entries: Vec<Entry>,
    /// Values that an old form had, of variables that the template has no longer.
    pub left_over: Vec<(String, Value)>,
    /// What else an old form had: goals, choices, profiles and so on.
    pub others: Map<String, Value>,
}

/// A variable in a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The variable.
    pub variable: Variable,
    /// Its value; null where there is none.
    pub value: Value,
}

impl Form {
    /// An empty form.
    pub fn new(listing: &Listing) -> Self {
        let mut seen = std::collections::BTreeSet::new();
        let entries = listing
            .variables
            .iter()
            // One line for a variable and its synonyms.
            .filter(|variable| {
                seen.insert(variable.synonym_of.clone().unwrap_or_else(|| variable.name.clone()))
            })
            .filter(|variable| !variable.uses.is_empty())
            .map(|variable| Entry { variable: variable.clone(), value: Value::Null })
            .collect();
        let template = format!("/{}", listing.path.trim_start_matches('/'));
        Self { template, entries, left_over: Vec::new(), others: Map::new() }
    }

    /// Puts the values of an old form in: the data of its file, which is a map with `values`, a map of values alone, or the
    /// rows of a CSV file. Nothing of it is lost.
    pub fn keep(mut self, old: &Value) -> Self {
        let (values, others) = values_of(old);
        let (given, _) = flatten(&values, "");
        let mut old: BTreeMap<String, Value> = BTreeMap::new();
        let mut order = Vec::new();
        for one in given {
            if !old.contains_key(&one.name) {
                order.push(one.name.clone());
            }
            old.insert(one.name, one.value);
        }
        for entry in &mut self.entries {
            let names = [Some(&entry.variable.name), entry.variable.synonym_of.as_ref()];
            for name in names.into_iter().flatten() {
                if let Some(value) = old.remove(name)
                    && (is_open(&entry.value) || !is_open(&value))
                {
                    entry.value = value;
                }
            }
        }
        self.left_over = order
            .into_iter()
            .filter_map(|name| old.remove_entry(&name))
            .filter(|(_, value)| !is_open(value))
            .collect();
        // What cannot be flattened is kept as it is.
        for (key, value) in &values {
            let kept = flatten(&Map::from_iter([(key.clone(), value.clone())]), "").1;
            if !kept.is_empty() {
                self.left_over.push((name::meant(key), value.clone()));
            }
        }
        self.others = others;
        self.others.remove("template");
        self
    }

    /// How many variables have a value.
    pub fn filled(&self) -> usize {
        self.entries.iter().filter(|entry| !is_open(&entry.value)).count()
    }
}

/// Whether a value is none.
pub fn is_open(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn values_of(old: &Value) -> (Values, Map<String, Value>) {
    match old {
        Value::Object(map) => match map.get("values") {
            Some(Value::Object(values)) => {
                let mut others = map.clone();
                others.remove("values");
                (values.clone(), others)
            }
            _ if map.contains_key("template") => {
                let mut others = map.clone();
                others.remove("values");
                (Map::new(), others)
            }
            _ => (map.clone(), Map::new()),
        },
        Value::Array(rows) => {
            let mut values = Map::new();
            for row in rows {
                let cell = |key: &str| {
                    row.as_object()?
                        .iter()
                        .find(|(name, _)| name.trim().eq_ignore_ascii_case(key))
                        .map(|(_, value)| value)
                };
                if let (Some(name), Some(value)) = (cell("variable").and_then(Value::as_str), cell("value")) {
                    values.insert(name.to_owned(), value.clone());
                }
            }
            (values, Map::new())
        }
        _ => (Map::new(), Map::new()),
    }
}

#[cfg(test)]
mod tests;
