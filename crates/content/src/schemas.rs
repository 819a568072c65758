//! JSON Schemas for front matter: the workspace's, checked, and our own, exported.

use std::collections::BTreeMap;
use std::sync::Arc;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Map, Value, json};
use stratbook_model::{Span, names};

use crate::fields::{FIELDS, Field, Shape};
use crate::node::Entry;
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
        let key = |key: &str| entries.iter().find(|entry| entry.key == key).map(|entry| entry.key_span);
        let words = Words {
            whole: "the front matter does",
            schema: "the schema",
            hint: "correct the value, or the schema",
        };
        violations(
            &validators,
            &instance,
            &words,
            &|path| place(entries, path),
            &|path, name| path.is_empty().then(|| key(name)).flatten(),
            &|_| Vec::new(),
        )
    }
}

/// How a value and its schema are called.
pub(crate) struct Words<'w> {
    /// The whole value with its verb: "the inputs do".
    pub whole: &'w str,
    pub schema: &'w str,
    /// What to do where there is nothing nearer to say.
    pub hint: &'w str,
}

/// What does not fit: `place` says where a value stands, `key` where a key of it stands, `known` which keys it may have.
pub(crate) fn violations(
    validators: &[&Validator],
    instance: &Value,
    words: &Words<'_>,
    place: &dyn Fn(&[String]) -> Option<Span>,
    key: &dyn Fn(&[String], &str) -> Option<Span>,
    known: &dyn Fn(&[String]) -> Vec<String>,
) -> Vec<Violation> {
    let mut violations: Vec<Violation> = Vec::new();
    let schema = words.schema;
    for error in validators.iter().flat_map(|validator| validator.iter_errors(instance)) {
        let path: Vec<String> = pointer(error.instance_path().as_str());
        let at = place(&path);
        let what = format!("`{}`", path.join("."));
        let fits = if path.is_empty() { words.whole.to_owned() } else { format!("{what} does") };
        let message = |reason: String| format!("{fits} not fit {schema}: {reason}");
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                let known = known(&path);
                violations.extend(unexpected.iter().map(|name| Violation {
                    span: key(&path, name).or(at),
                    message: format!("{schema} does not allow the key `{name}`"),
                    hint: match nearest(name, known.iter().map(String::as_str)) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None if known.is_empty() => "remove it, or allow it in the schema".to_owned(),
                        None => format!("the keys are {}", listed(known.iter().map(String::as_str).take(20))),
                    },
                }));
            }
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                let within = if path.is_empty() { String::new() } else { format!(" in {what}") };
                violations.push(Violation {
                    span: at,
                    message: format!("{schema} asks for the key `{name}`{within}"),
                    hint: format!("add `{name}: …`"),
                });
            }
            ValidationErrorKind::Enum { options } => {
                let allowed: Vec<&str> =
                    options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                let value = error.instance().as_str().unwrap_or_default();
                let hint = nearest(value, allowed.iter().copied()).map_or_else(
                    || format!("use one of {}", listed(allowed.iter().take(12).copied())),
                    |near| format!("did you mean `{near}`?"),
                );
                let reason = "it is not one of the allowed values".to_owned();
                violations.push(Violation { span: at, message: message(reason), hint });
            }
            _ => {
                let reason = error.masked_with("it").to_string();
                violations.push(Violation {
                    span: at,
                    message: message(reason),
                    hint: words.hint.to_owned(),
                });
            }
        }
    }
    violations.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
    violations.dedup_by(|a, b| a.span == b.span && a.message == b.message);
    violations
}

pub(crate) fn pointer(path: &str) -> Vec<String> {
    path.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect()
}

/// The place of the value that a path leads to, or of the last one on the way.
fn place(entries: &[&Entry], path: &[String]) -> Option<Span> {
    let (first, rest) = path.split_first()?;
    let entry = entries.iter().find(|entry| entry.key == *first)?;
    let (span, _) = entry.value.follow(rest);
    Some(if span.start == span.end { entry.key_span } else { span })
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
        (_, Shape::Data) => json!({ "type": ["object", "array", "string", "number", "boolean", "null"] }),
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
