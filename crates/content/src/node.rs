//! A front-matter value with the place that each part of it was written at: the same for YAML, TOML and JSON.

use serde_json::{Map, Number, Value};
use stratbook_model::Span;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Where it stands, quotes and brackets counted.
    pub span: Span,
    /// What it is.
    pub data: Data,
}

/// What a value is. Unquoted scalars stay text until somebody asks for a type, so that `1.10` stays `1.10`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Data {
    /// A scalar without quotes: text, number, boolean, date or null.
    Plain(String),
    /// A scalar in quotes, or a block of text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in file order, double keys included.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// The key as text.
    pub key: String,
    /// The key's place, quotes counted.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// An absent value: `key:` with nothing after it, `null`, `~`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.data, Data::Plain(text) if is_null(text))
    }

    /// Whether there is nothing in it: null, blank text, an empty list or map.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.data {
            Data::Plain(text) => is_null(text),
            Data::Text(text) => text.trim().is_empty(),
            Data::List(items) => items.iter().all(Self::is_empty),
            Data::Map(entries) => entries.is_empty(),
        }
    }

    /// A scalar as text, untyped.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.data {
            Data::Plain(text) if is_null(text) => None,
            Data::Plain(text) | Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A name for what kind of value it is.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.data {
            Data::List(_) => "a list",
            Data::Map(_) => "a group of keys",
            Data::Text(_) => "text",
            Data::Plain(text) => match typed(text) {
                Value::Null => "nothing",
                Value::Bool(_) => "true or false",
                Value::Number(_) => "a number",
                _ => "text",
            },
        }
    }

    /// As JSON.
    pub(crate) fn to_json(&self) -> Value {
        match &self.data {
            Data::Plain(text) => typed(text),
            Data::Text(text) => Value::String(text.clone()),
            Data::List(items) => items.iter().map(Self::to_json).collect(),
            Data::Map(entries) => entries_to_json(entries),
        }
    }

    /// The place of the value that a path leads to, or of the last one on the way, and whether the path ended there.
    /// Of an empty value it is the key's.
    pub(crate) fn follow(&self, path: &[String]) -> (Span, bool) {
        let mut node = self;
        let mut span = self.span;
        for part in path {
            let (next, key) = match &node.data {
                Data::List(items) => (part.parse::<usize>().ok().and_then(|at| items.get(at)), None),
                Data::Map(entries) => {
                    let entry = entries.iter().rfind(|entry| entry.key == *part);
                    (entry.map(|entry| &entry.value), entry.map(|entry| entry.key_span))
                }
                _ => (None, None),
            };
            let Some(next) = next else { return (span, false) };
            node = next;
            let empty = node.span.start == node.span.end;
            span = if empty { key.unwrap_or(span) } else { node.span };
        }
        (span, true)
    }

    /// The place of a key of the group that a path leads to.
    pub(crate) fn key_span(&self, path: &[String], key: &str) -> Option<Span> {
        let mut node = self;
        for part in path {
            node = match &node.data {
                Data::List(items) => items.get(part.parse::<usize>().ok()?)?,
                Data::Map(entries) => &entries.iter().rfind(|entry| entry.key == *part)?.value,
                _ => return None,
            };
        }
        match &node.data {
            Data::Map(entries) => entries.iter().rfind(|entry| entry.key == key).map(|entry| entry.key_span),
            _ => None,
        }
    }

    /// Moves every place.
    pub(crate) fn relocate(&mut self, to: &impl Fn(Span) -> Span) {
        self.span = to(self.span);
        match &mut self.data {
            Data::Plain(_) | Data::Text(_) => {}
            Data::List(items) => items.iter_mut().for_each(|item| item.relocate(to)),
            Data::Map(entries) => entries.iter_mut().for_each(|entry| entry.relocate(to)),
        }
    }

    /// How many values it is made of.
    pub(crate) fn count(&self) -> usize {
        1 + match &self.data {
            Data::Plain(_) | Data::Text(_) => 0,
            Data::List(items) => items.iter().map(Self::count).sum(),
            Data::Map(entries) => entries.iter().map(|entry| entry.value.count()).sum(),
        }
    }
}

impl Entry {
    /// Moves every place.
    pub(crate) fn relocate(&mut self, to: &impl Fn(Span) -> Span) {
        self.key_span = to(self.key_span);
        self.value.relocate(to);
    }
}

/// Entries as a JSON object; of double keys the last counts.
pub(crate) fn entries_to_json(entries: &[Entry]) -> Value {
    let pairs = entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json()));
    Value::Object(pairs.collect::<Map<_, _>>())
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// An unquoted scalar by YAML's core schema, which holds for TOML and JSON too.
fn typed(text: &str) -> Value {
    match text {
        _ if is_null(text) => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.')) {
        return Value::String(text.to_owned());
    }
    // TOML allows `1_000`.
    let digits = text.strip_prefix('+').unwrap_or(text).replace('_', "");
    let whole =
        digits.parse::<i64>().map(Number::from).ok().or_else(|| digits.parse::<u64>().map(Number::from).ok());
    let radix =
        |prefix, radix| digits.strip_prefix(prefix).and_then(|rest| i64::from_str_radix(rest, radix).ok());
    let whole = whole.or_else(|| radix("0x", 16).or_else(|| radix("0o", 8)).map(Number::from));
    let number = whole.or_else(|| {
        // Only digits make a number here: Rust would also read `infinity`.
        let numeric = digits.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
        numeric.then(|| digits.parse().ok().and_then(Number::from_f64)).flatten()
    });
    number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}
