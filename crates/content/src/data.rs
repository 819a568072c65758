//! Data that reports are made from: out of front matter or a file of its own, with the place of every part.

use jsonschema::Validator;
use serde_json::Value;
use stratbook_model::{Diagnostic, SourceText, Span, rules};

use crate::engine::{Notation, Parsed};
use crate::front_matter;
use crate::json_notation::Json;
use crate::node::{Data as Kind, Entry, Node};
use crate::schemas::{self, Words};
use crate::toml_notation::Toml;
use crate::yaml::Yaml;

/// How a data file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataFormat {
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// JSON.
    Json,
    /// Rows under a row of names, with commas, semicolons or tabs between.
    Csv,
}

impl DataFormat {
    /// By the end of a file's name.
    pub fn of(file: &str) -> Option<Self> {
        match file.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Self::Yaml),
            "toml" => Some(Self::Toml),
            "json" => Some(Self::Json),
            "csv" | "tsv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// A value with the places of its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Data(Node);

/// Part of a value that does not fit its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Where it stands; none where it is about the whole.
    pub span: Option<Span>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// A JSON Schema, ready to be used.
#[derive(Debug)]
pub struct Schema {
    validator: Validator,
    schema: Value,
}

impl Schema {
    /// Gives the reason where it is not a schema. References to other files are not followed.
    pub fn new(schema: &Value) -> Result<Self, String> {
        let validator = jsonschema::validator_for(schema).map_err(|error| error.to_string())?;
        Ok(Self { validator, schema: schema.clone() })
    }

    /// Whether a value fits.
    pub fn fits(&self, value: &Value) -> bool {
        self.validator.is_valid(value)
    }

    /// The keys that the value at a path may have, as far as the schema tells without looking at the value.
    fn keys_at(&self, path: &[String]) -> Vec<String> {
        let mut keys = Vec::new();
        self.descend(&self.schema, path, 0, &mut keys);
        keys.sort();
        keys.dedup();
        keys
    }

    fn descend(&self, schema: &Value, path: &[String], depth: usize, keys: &mut Vec<String>) {
        // References and alternatives nest; a schema that refers to itself must end somewhere.
        if depth > 16 {
            return;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str)
            && let Some(target) = reference.strip_prefix('#').and_then(|pointer| self.schema.pointer(pointer))
        {
            self.descend(target, path, depth + 1, keys);
        }
        for alternatives in ["anyOf", "oneOf", "allOf"] {
            for one in schema.get(alternatives).and_then(Value::as_array).into_iter().flatten() {
                self.descend(one, path, depth + 1, keys);
            }
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        let Some((first, rest)) = path.split_first() else {
            keys.extend(properties.into_iter().flat_map(|properties| properties.keys().cloned()));
            return;
        };
        if let Some(property) = properties.and_then(|properties| properties.get(first)) {
            self.descend(property, rest, depth + 1, keys);
        } else if let Some(other) = schema.get("additionalProperties").filter(|other| other.is_object()) {
            self.descend(other, rest, depth + 1, keys);
        }
        if first.parse::<usize>().is_ok()
            && let Some(items) = schema.get("items")
        {
            self.descend(items, rest, depth + 1, keys);
        }
    }
}

impl Data {
    /// The value of a front-matter key. The front matter is read anew: places are asked for where something is wrong.
    pub fn of_key(source: &SourceText, key: &str) -> Option<Self> {
        front_matter::value_of(source, key).map(Self)
    }

    /// All of a document's front matter.
    pub fn of_front_matter(source: &SourceText) -> Option<Self> {
        front_matter::whole(source).map(Self)
    }

    /// A data file. What cannot be read is reported; what can be is used.
    pub fn of_file(source: &SourceText, format: DataFormat) -> (Option<Self>, Vec<Diagnostic>) {
        let Parsed { root, problems } = match format {
            DataFormat::Yaml => Yaml::parse(&source.text),
            DataFormat::Toml => Toml::parse(&source.text),
            DataFormat::Json => Json::parse(&source.text),
            DataFormat::Csv => table(&source.text),
        };
        let diagnostics = problems
            .into_iter()
            .take(20)
            .map(|problem| {
                Diagnostic::at(&rules::INVALID_DATA_FILE, source, problem.span, problem.message)
                    .hint("correct the line shown; what stands around it is used")
            })
            .collect();
        (root.map(Self), diagnostics)
    }

    /// A value that stands nowhere.
    pub fn of_value(value: &Value) -> Self {
        let (data, _) = Self::of_file(&SourceText::new("", value.to_string()), DataFormat::Json);
        data.unwrap_or(Self(Node { span: Span::default(), data: Kind::Plain(String::new()) }))
    }

    /// As JSON.
    pub fn value(&self) -> Value {
        self.0.to_json()
    }

    /// Where the value that a JSON Pointer leads to stands, or the last one on the way there.
    pub fn place(&self, pointer: &str) -> Span {
        self.0.follow(&schemas::pointer(pointer)).0
    }

    /// What does not fit a schema, by place. `whole` is what the value is called, with its verb: "the inputs do".
    pub fn misfits(&self, schema: &Schema, whole: &str) -> Vec<Misfit> {
        let words = Words { whole, schema: "what the plugin wants", hint: "correct the value" };
        let found = schemas::violations(
            &[&schema.validator],
            &self.value(),
            &words,
            &|path| Some(self.0.follow(path).0),
            &|path, key| self.0.key_span(path, key),
            &|path| schema.keys_at(path),
        );
        found
            .into_iter()
            .map(|found| Misfit { span: found.span, message: found.message, hint: found.hint })
            .collect()
    }
}

/// A table as a list of groups, one a row. An empty cell is an absent value.
fn table(text: &str) -> Parsed {
    let first = text.lines().next().unwrap_or_default();
    let count = |byte: char| first.matches(byte).count();
    let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|byte| count(char::from(*byte)));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut parsed = Parsed::default();
    let mut names: Vec<(String, Span)> = Vec::new();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let at = error.position().map_or(0, |position| position.byte() as usize);
                let message = "the row cannot be read".to_owned();
                let span = Span::new(at, at);
                parsed.problems.push(crate::engine::Problem { limit: false, span, message });
                continue;
            }
        };
        let start = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
        let rest = text.get(start..).unwrap_or_default();
        let start = start + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let mut at = start;
        let cells: Vec<(String, Span)> = record
            .iter()
            .map(|cell| {
                let from =
                    text.get(at..).and_then(|rest| rest.find(cell.trim())).map_or(at, |found| at + found);
                let end = (from + cell.trim().len()).min(text.len());
                at = end;
                (cell.trim().to_owned(), Span::new(from, end))
            })
            .collect();
        if names.is_empty() {
            names = cells;
            continue;
        }
        if cells.len() > names.len() {
            let message = format!("the row has {} cells, and there are {} names", cells.len(), names.len());
            let span = cells[names.len()].1;
            parsed.problems.push(crate::engine::Problem { limit: false, span, message });
        }
        let entries = names
            .iter()
            .zip(&cells)
            .filter(|(_, (cell, _))| !cell.is_empty())
            .map(|((name, _), (cell, span))| Entry {
                key: name.clone(),
                key_span: *span,
                value: Node { span: *span, data: Kind::Plain(cell.clone()) },
            })
            .collect();
        rows.push(Node { span: Span::new(start, at), data: Kind::Map(entries) });
    }
    parsed.root = Some(Node { span: Span::new(0, text.len()), data: Kind::List(rows) });
    parsed
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown<'t>(text: &'t str, data: &Data, pointer: &str) -> &'t str {
        &text[data.place(pointer).range()]
    }

    #[test]
    fn every_notation_gives_the_same_value_and_its_places() {
        let value = json!({ "name": "Chatbot", "scores": { "fit": 4 }, "list": [1, 2] });
        for (format, text) in [
            (DataFormat::Yaml, "name: Chatbot\nscores:\n  fit: 4\nlist: [1, 2]\n"),
            (DataFormat::Toml, "name = \"Chatbot\"\nlist = [1, 2]\n[scores]\nfit = 4\n"),
            (DataFormat::Json, "{\"name\": \"Chatbot\", \"scores\": {\"fit\": 4}, \"list\": [1, 2]}"),
        ] {
            let (data, said) = Data::of_file(&SourceText::new("a", text), format);
            let data = data.expect("is read");
            assert_eq!((data.value(), said.len()), (value.clone(), 0), "{format:?}");
            assert_eq!(shown(text, &data, "/scores/fit"), "4", "{format:?}");
            assert_eq!(shown(text, &data, "/list/1"), "2", "{format:?}");
        }
    }

    #[test]
    fn tables_are_lists_of_rows() {
        let text = "name;price\n\nA;12.5\n\"B; C\";\nD;1;2\n";
        let (data, said) = Data::of_file(&SourceText::new("a.csv", text), DataFormat::Csv);
        let data = data.expect("is read");
        assert_eq!(
            data.value(),
            json!([{ "name": "A", "price": 12.5 }, { "name": "B; C" }, { "name": "D", "price": 1 }])
        );
        assert_eq!(shown(text, &data, "/0/price"), "12.5");
        assert_eq!(shown(text, &data, "/1/name"), "B; C");
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].place.as_ref().map(|place| (place.line, place.column)), Some((5, 5)));
    }

    #[test]
    fn misfits_are_placed_and_keys_suggested() {
        let text = "---\nreport: x\ninputs:\n  options:\n    - nmae: A\n      score: 7\n---\n";
        let source = SourceText::new("a.md", text);
        let data = Data::of_key(&source, "inputs").expect("is there");
        let schema = Schema::new(&json!({
            "type": "object",
            "properties": { "options": { "type": "array", "items": { "$ref": "#/$defs/option" } } },
            "$defs": { "option": {
                "type": "object",
                "properties": { "name": { "type": "string" }, "score": { "type": "number", "maximum": 5 } },
                "required": ["name"],
                "additionalProperties": false,
            } },
        }))
        .expect("is a schema");
        let misfits = data.misfits(&schema, "the inputs do");
        let said: Vec<(&str, &str)> = misfits
            .iter()
            .map(|misfit| (&text[misfit.span.unwrap_or_default().range()], misfit.hint.as_str()))
            .collect();
        assert!(said.contains(&("nmae", "did you mean `name`?")), "{misfits:#?}");
        assert!(said.iter().any(|(at, _)| *at == "7"), "{misfits:#?}");
        assert!(misfits.iter().any(|misfit| misfit.message.contains("asks for the key `name`")));
    }
}
