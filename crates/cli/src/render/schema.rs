//! A JSON Schema as a list of keys: what goes where, and what it means.

use std::fmt::Write as _;

use serde_json::Value;

use super::human::{NAME, QUIET};
use crate::text::{tame, wrap};

/// Groups within groups are shown this deep.
const DEEPEST: usize = 5;

/// The keys of a schema, those within others below them.
pub(crate) fn keys(schema: &Value, width: usize, indent: usize) -> String {
    let mut text = String::new();
    Writer { root: schema, width }.group(&mut text, schema, indent, &mut Vec::new());
    text
}

/// What a schema says of a key, by the names of the keys that lead to it; lists on the way are passed through.
pub(crate) fn meaning(schema: &Value, path: &[&str]) -> Option<String> {
    let writer = Writer { root: schema, width: 0 };
    writer.words(writer.property(schema, path)?)
}

/// The keys of a schema's outermost group: name, kind, whether it must be given, and what it means.
pub(crate) fn outermost(schema: &Value) -> Vec<(&str, String, bool, Option<String>)> {
    let writer = Writer { root: schema, width: 0 };
    let (schema, _) = writer.resolve(schema);
    let required = strings(schema.get("required"));
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(key, property)| {
            (key.as_str(), writer.kind(property), required.contains(&key.as_str()), writer.words(property))
        })
        .collect()
}

struct Writer<'s> {
    root: &'s Value,
    width: usize,
}

impl<'s> Writer<'s> {
    fn group(&self, text: &mut String, schema: &'s Value, indent: usize, open: &mut Vec<&'s str>) {
        let (schema, name) = self.resolve(schema);
        if indent > DEEPEST || name.is_some_and(|name| open.contains(&name)) {
            return;
        }
        let before = open.len();
        open.extend(name);
        let required: Vec<&str> = strings(schema.get("required"));
        let properties = schema.get("properties").and_then(Value::as_object);
        // Required keys first, each group in the schema's order.
        let (must, may): (Vec<_>, Vec<_>) =
            properties.into_iter().flatten().partition(|(key, _)| required.contains(&key.as_str()));
        for (key, property) in must.into_iter().chain(may) {
            let must = if required.contains(&key.as_str()) { "" } else { ", may be left out" };
            let pad = "  ".repeat(indent);
            let _ = writeln!(
                text,
                "{pad}{NAME}{}{NAME:#} {QUIET}{}{must}{QUIET:#}",
                tame(key),
                tame(&self.kind(property))
            );
            if let Some(words) = self.words(property) {
                let hang = format!("{pad}    ");
                let _ = writeln!(text, "{hang}{}", wrap(&tame(&words.replace('\n', " ")), self.width, &hang));
            }
            if let Some(inner) = self.inner(property) {
                self.group(text, inner, indent + 1, open);
            }
        }
        open.truncate(before);
    }

    /// The schema that a reference leads to, with its name. `null` as an alternative says only that it may be left out.
    fn resolve(&self, schema: &'s Value) -> (&'s Value, Option<&'s str>) {
        let mut schema = schema;
        let mut name = None;
        for _ in 0..8 {
            if let Some(reference) = schema.get("$ref").and_then(Value::as_str)
                && let Some(pointer) = reference.strip_prefix('#')
                && let Some(target) = self.root.pointer(pointer)
            {
                schema = target;
                name = pointer.rsplit('/').next();
                continue;
            }
            let alternatives = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(*key)?.as_array());
            let mut real = alternatives.into_iter().flatten().filter(|one| !is_null(one));
            match (real.next(), real.next()) {
                (Some(only), None) => schema = only,
                _ => break,
            }
        }
        (schema, name)
    }

    /// The schema of the key that a path leads to; none where a key on the way is any name.
    fn property(&self, schema: &'s Value, path: &[&str]) -> Option<&'s Value> {
        let (key, rest) = path.split_first()?;
        let (schema, _) = self.resolve(schema);
        let alternatives = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(*key)?.as_array());
        if let Some(alternatives) = alternatives {
            return alternatives.iter().find_map(|one| self.property(one, path));
        }
        if let Some(items) = schema.get("items").filter(|items| items.is_object()) {
            return self.property(items, path);
        }
        match schema.get("properties").and_then(|properties| properties.get(*key)) {
            Some(property) if rest.is_empty() => Some(property),
            Some(property) => self.property(property, rest),
            None if rest.is_empty() => None,
            None => self.property(schema.get("additionalProperties")?, rest),
        }
    }

    fn words(&self, property: &'s Value) -> Option<String> {
        let own = property.get("description").and_then(Value::as_str);
        let words = own.or_else(|| self.resolve(property).0.get("description")?.as_str())?;
        let mut words = words.to_owned();
        if let Some(default) = property.get("default").filter(|value| !value.is_null() && !is_empty(value)) {
            let _ = write!(words, " Default: {default}.");
        }
        Some(words)
    }

    fn inner(&self, property: &'s Value) -> Option<&'s Value> {
        let (schema, _) = self.resolve(property);
        if schema.get("properties").is_some() {
            return Some(property);
        }
        let items = schema.get("items").or_else(|| schema.get("additionalProperties"))?;
        items.is_object().then(|| self.inner(items)).flatten()
    }

    fn kind(&self, property: &'s Value) -> String {
        let (schema, _) = self.resolve(property);
        if let Some(constant) = schema.get("const") {
            return constant.to_string();
        }
        let choices = strings(schema.get("enum"));
        if !choices.is_empty() {
            return choices.join(" | ");
        }
        if let Some(alternatives) = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(*key)?.as_array()) {
            let mut kinds: Vec<String> =
                alternatives.iter().filter(|one| !is_null(one)).map(|one| self.kind(one)).collect();
            kinds.dedup();
            return kinds.join(" or ");
        }
        let range = |what: &str| {
            let bound = |key: &str| schema.get(key).map(ToString::to_string);
            match (bound("minimum"), bound("maximum")) {
                (Some(low), Some(high)) => format!("{what} from {low} to {high}"),
                (Some(low), None) => format!("{what} from {low} up"),
                (None, Some(high)) => format!("{what} up to {high}"),
                (None, None) => what.to_owned(),
            }
        };
        let kind = match schema.get("type") {
            Some(Value::String(kind)) => kind.as_str(),
            Some(Value::Array(kinds)) => {
                kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or_default()
            }
            _ => "",
        };
        match kind {
            "string" if schema.get("format").and_then(Value::as_str) == Some("date") => "day".to_owned(),
            "string" => "text".to_owned(),
            "integer" => range("whole number"),
            "number" => range("number"),
            "boolean" => "true or false".to_owned(),
            "array" => match schema.get("items") {
                Some(items) if items.is_object() => format!("list of {}", self.kind(items)),
                _ => "list".to_owned(),
            },
            "object" => match schema.get("additionalProperties") {
                Some(values) if values.is_object() && schema.get("properties").is_none() => {
                    format!("names with {}", self.kind(values))
                }
                _ => "group".to_owned(),
            },
            _ => "anything".to_owned(),
        }
    }
}

fn strings(value: Option<&Value>) -> Vec<&str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("null")
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_listed_with_kind_and_meaning() {
        let schema = json!({
            "type": "object",
            "required": ["goal", "options"],
            "properties": {
                "due": { "anyOf": [{ "$ref": "#/$defs/Day" }, { "type": "null" }], "description": "When it is due." },
                "goal": { "type": "string", "description": "What is to be reached." },
                "options": { "type": "array", "items": { "$ref": "#/$defs/Option" } },
            },
            "$defs": {
                "Day": { "type": "string", "format": "date" },
                "Option": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "name": { "type": "string" },
                        "score": { "type": ["number", "null"], "minimum": 1, "maximum": 5 },
                        "inner": { "$ref": "#/$defs/Option" },
                    },
                },
            },
        });
        let text = anstream::adapter::strip_str(&keys(&schema, 80, 1)).to_string();
        insta::assert_snapshot!(text, @"
          goal text
              What is to be reached.
          options list of group
            name text
            inner group, may be left out
            score number from 1 to 5, may be left out
          due day, may be left out
              When it is due.
        ");
    }
}
