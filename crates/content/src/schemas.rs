//! JSON Schemas for front matter: the workspace's, checked, and our own, exported.

use std::collections::BTreeMap;
use std::sync::Arc;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Map, Value, json};
use stratbook_model::{Span, names};

use crate::fields::{FIELDS, Field, Shape};
use crate::node::{Data, Entry, Node};
use crate::words::{listed, nearest};

/// JSON Schemas that front matter is checked against: one for all documents, and one per document type.
#[derive(Debug, Clone, Default)]
pub struct Schemas {
    all: Option<Arc<Validator>>,
    by_type: BTreeMap<String, Arc<Validator>>,
}

/// Front matter that does not fit.
pub(crate) struct Violation {
    /// The key or value, if it is about one.
    pub span: Option<Span>,
    pub message: String,
    pub hint: String,
}

impl Schemas {
    /// Adds a schema for all documents (`None`) or for those of one `doc_type` (any letter case).
    /// Gives the reason where it is not a schema. References to other files are not followed.
    pub fn add(&mut self, doc_type: Option<&str>, schema: &Value) -> Result<(), String> {
        let validator = Arc::new(jsonschema::validator_for(schema).map_err(|error| error.to_string())?);
        match doc_type {
            None => self.all = Some(validator),
            Some(kind) => {
                self.by_type.insert(names::fold(kind), validator);
            }
        }
        Ok(())
    }

    pub(crate) fn check(&self, doc_type: Option<&str>, entries: &[&Entry]) -> Vec<Violation> {
        let of_type = doc_type.and_then(|kind| self.by_type.get(&names::fold(kind)));
        let validators: Vec<&Validator> =
            self.all.iter().chain(of_type).map(|validator| &**validator).collect();
        if validators.is_empty() {
            return Vec::new();
        }
        let pairs = entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json()));
        let instance = Value::Object(pairs.collect::<Map<_, _>>());
        let mut violations: Vec<Violation> = Vec::new();
        for error in validators.iter().flat_map(|validator| validator.iter_errors(&instance)) {
            let path: Vec<String> = pointer(error.instance_path().as_str());
            let place = place(entries, &path);
            let what = path
                .first()
                .map_or_else(|| "the front matter".to_owned(), |_| format!("`{}`", path.join(".")));
            let message = |reason: String| format!("{what} does not fit the schema: {reason}");
            match error.kind() {
                ValidationErrorKind::AdditionalProperties { unexpected }
                | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                    violations.extend(unexpected.iter().map(|key| {
                        Violation {
                            span: path
                                .is_empty()
                                .then(|| entries.iter().find(|entry| entry.key == *key))
                                .flatten()
                                .map(|entry| entry.key_span)
                                .or(place),
                            message: format!("the schema does not allow the key `{key}`"),
                            hint: "remove it, or allow it in the schema".to_owned(),
                        }
                    }));
                }
                ValidationErrorKind::Required { property } => {
                    let key = property.as_str().unwrap_or_default();
                    violations.push(Violation {
                        span: place,
                        message: format!("the schema asks for the key `{key}`"),
                        hint: format!("add `{key}: …`"),
                    });
                }
                ValidationErrorKind::Enum { options } => {
                    let words: Vec<&str> =
                        options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                    let value = error.instance().as_str().unwrap_or_default();
                    let hint = nearest(value, words.iter().copied()).map_or_else(
                        || format!("use one of {}", listed(words.iter().take(12).copied())),
                        |near| format!("did you mean `{near}`?"),
                    );
                    let reason = "it is not one of the allowed values".to_owned();
                    violations.push(Violation { span: place, message: message(reason), hint });
                }
                _ => {
                    let reason = error.masked_with("it").to_string();
                    violations.push(Violation {
                        span: place,
                        message: message(reason),
                        hint: "correct the value, or the schema".to_owned(),
                    });
                }
            }
        }
        violations.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
        violations.dedup_by(|a, b| a.span == b.span && a.message == b.message);
        violations
    }
}

fn pointer(path: &str) -> Vec<String> {
    path.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect()
}

/// The place of the value that a path leads to, or of the last one on the way.
fn place(entries: &[&Entry], path: &[String]) -> Option<Span> {
    let (first, rest) = path.split_first()?;
    let entry = entries.iter().find(|entry| entry.key == *first)?;
    let mut node: &Node = &entry.value;
    for part in rest {
        let next = match &node.data {
            Data::List(items) => part.parse::<usize>().ok().and_then(|at| items.get(at)),
            Data::Map(entries) => entries.iter().rfind(|entry| entry.key == *part).map(|entry| &entry.value),
            _ => None,
        };
        let Some(next) = next else { break };
        node = next;
    }
    let empty = node.span.start == node.span.end;
    Some(if empty { entry.key_span } else { node.span })
}

/// The JSON Schema of the front matter that Stratbook knows, for editors to complete and check.
pub fn front_matter_schema() -> Value {
    let mut properties = Map::new();
    for field in FIELDS {
        properties.insert(field.name.to_owned(), property(field, field.description.to_owned()));
        for synonym in field.synonyms {
            let description = format!("{} Another name for `{}`.", field.description, field.name);
            properties.entry((*synonym).to_owned()).or_insert_with(|| property(field, description));
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Stratbook front matter",
        "description": "What a document says about itself. All keys are optional; other keys are kept.",
        "type": "object",
        "properties": properties,
        "additionalProperties": true,
    })
}

fn property(field: &Field, description: String) -> Value {
    let text = json!({ "type": ["string", "null"] });
    let list = json!({ "type": "array", "items": { "type": ["string", "number", "null"] } });
    let mut schema = match (field.name, field.shape) {
        ("status", _) => json!({ "type": ["string", "null"], "examples": ["Draft", "Active", "Deprecated"] }),
        ("security_level", _) => json!({
            "type": ["string", "null"],
            "examples": ["Public", "Internal", "Confidential", "Restricted"],
        }),
        (_, Shape::Text) => json!({ "type": ["string", "number", "null"] }),
        (_, Shape::Texts | Shape::CommaTexts) => json!({ "anyOf": [list, text] }),
        ("created", _) => json!({ "type": ["string", "boolean", "null"], "examples": ["2026-02-21"] }),
        (_, Shape::Day) => json!({ "type": ["string", "null"], "examples": ["2026-02-21"] }),
        (_, Shape::Number) => json!({ "type": ["number", "null"] }),
        (_, Shape::Flag) => json!({ "type": ["boolean", "null"] }),
        (_, Shape::Relations) => json!({ "anyOf": [
            { "type": "array", "items": { "type": ["string", "object", "null"] } },
            { "type": ["string", "object", "null"] },
        ] }),
    };
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".to_owned(), Value::String(description));
    }
    schema
}
