//! Reads a document as a test writes it: YAML between two lines `---`, then the body.

use serde_json::{Map, Value};

use crate::messages::{Document, Heading, Relation};

pub(super) struct Read {
    pub(super) document: Document,
    pub(super) inputs: Value,
}

/// Fields that name other documents.
const RELATIONS: &[&str] =
    &["relations", "depends_on", "related_templates", "related_topics", "superseded_by", "supersedes"];

/// A document whose front matter is not YAML fails the test: it is the test's own mistake.
#[track_caller]
pub(super) fn read(path: &str, text: &str) -> Read {
    let text = text.replace("\r\n", "\n");
    let (yaml, body, body_line) = split(&text);
    let mut fields = match serde_saphyr::from_str::<Option<Map<String, Value>>>(yaml) {
        Ok(fields) => fields.unwrap_or_default(),
        Err(error) => panic!("the front matter of `{path}` is not YAML: {error}"),
    };
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    let mut document = Document::new(path, string(&mut fields, "title").unwrap_or_else(|| stem.to_owned()));
    document.id = string(&mut fields, "id");
    document.status = string(&mut fields, "status");
    document.deprecated = document
        .status
        .as_deref()
        .is_some_and(|status| ["deprecated", "archived", "superseded"].contains(&&*status.to_lowercase()));
    document.doc_type = string(&mut fields, "doc_type");
    document.level = string(&mut fields, "security_level").unwrap_or_default();
    document.owner_team = string(&mut fields, "owner_team");
    document.steward = string(&mut fields, "steward");
    document.updated = string(&mut fields, "updated");
    document.reviewed = string(&mut fields, "reviewed");
    document.summary = string(&mut fields, "summary").unwrap_or_default();
    document.report = string(&mut fields, "report");
    document.rollup = string(&mut fields, "rollup");
    document.tags = match fields.remove("tags") {
        Some(Value::Array(tags)) => tags.iter().filter_map(|tag| tag.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    };
    for field in RELATIONS {
        let names = match fields.remove(*field) {
            Some(Value::Array(names)) => names,
            Some(name @ Value::String(_)) => vec![name],
            _ => continue,
        };
        let relation = |name: &Value| Some(Relation::new(*field, name.as_str()?));
        document.relations.extend(names.iter().filter_map(relation));
    }
    let inputs = fields.remove("inputs").unwrap_or(Value::Null);
    document.extra = fields;
    document.headings = headings(body);
    document.body = Some(body.to_owned());
    document.body_line = body_line;
    Read { document, inputs }
}

fn split(text: &str) -> (&str, &str, u32) {
    let Some(rest) = text.strip_prefix("---\n") else { return ("", text, 1) };
    let mut length = 0;
    for (index, line) in rest.split_inclusive('\n').enumerate() {
        if line.trim_end() == "---" {
            return (&rest[..length], &rest[length + line.len()..], index as u32 + 3);
        }
        length += line.len();
    }
    ("", text, 1)
}

fn string(fields: &mut Map<String, Value>, key: &str) -> Option<String> {
    match fields.remove(key)? {
        Value::String(text) => Some(text),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

/// Headings as a test needs them: lines that begin with `#`, outside fences.
fn headings(body: &str) -> Vec<Heading> {
    let mut fenced = false;
    let mut headings = Vec::new();
    for line in body.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if !fenced && (1..=6).contains(&level) && line[level..].starts_with(' ') {
            let text = line[level..].trim();
            headings.push(Heading::new(level as u8, text, text.to_lowercase().replace(' ', "-")));
        }
    }
    headings
}
