//! JSON to nodes. A value's place is found from where its text lies in the whole.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use stratbook_model::Span;

use crate::engine::{MAX_DEPTH, Notation, Parsed, Problem};
use crate::node::{Data, Entry, Node};
use crate::yaml::Yaml;

/// JSON, and what people write for it.
pub(crate) struct Json;

impl Notation for Json {
    fn parse(text: &str) -> Parsed {
        match serde_json::from_str::<&RawValue>(text) {
            Ok(raw) => {
                let root = node(text, raw.get(), 0);
                Parsed { root: Some(root), problems: Vec::new() }
            }
            Err(error) => {
                let line_start: usize =
                    text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
                let at = text.floor_char_boundary(line_start + error.column().saturating_sub(1));
                let full = error.to_string();
                let message = full.rsplit_once(" at line").map_or(full.as_str(), |(message, _)| message);
                let problem = Problem { limit: false, span: Span::new(at, at), message: message.to_owned() };
                // YAML is JSON with more freedom: it reads trailing commas and single quotes.
                let loose = Yaml::parse(text).root;
                let root = loose.filter(|root| matches!(root.data, Data::Map(_)));
                Parsed { root, problems: vec![problem] }
            }
        }
    }
}

fn span_of(text: &str, part: &str) -> Span {
    let start = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    if start <= text.len() { Span::new(start, start + part.len()) } else { Span::default() }
}

fn node(text: &str, raw: &str, depth: usize) -> Node {
    let span = span_of(text, raw);
    let data = match raw.as_bytes().first() {
        Some(b'{') if depth < MAX_DEPTH => serde_json::from_str::<Pairs<'_>>(raw).map_or_else(
            |_| Data::Plain(String::new()),
            |pairs| {
                Data::Map(
                    pairs
                        .0
                        .into_iter()
                        .map(|(key, value)| {
                            let key_span = match &key {
                                Cow::Borrowed(key) => {
                                    let inner = span_of(text, key);
                                    Span::new(
                                        (inner.start as usize).saturating_sub(1),
                                        inner.end as usize + 1,
                                    )
                                }
                                // A key with escapes: its value's place is the nearest known one.
                                Cow::Owned(_) => span_of(text, value.get()),
                            };
                            Entry {
                                key: key.into_owned(),
                                key_span,
                                value: node(text, value.get(), depth + 1),
                            }
                        })
                        .collect(),
                )
            },
        ),
        Some(b'[') if depth < MAX_DEPTH => {
            let items = serde_json::from_str::<Vec<&RawValue>>(raw).unwrap_or_default();
            Data::List(items.into_iter().map(|item| node(text, item.get(), depth + 1)).collect())
        }
        Some(b'"') => Data::Text(serde_json::from_str(raw).unwrap_or_default()),
        _ => Data::Plain(raw.to_owned()),
    };
    Node { span, data }
}

/// An object's members in file order, keys borrowed where they have no escapes.
struct Pairs<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Pairs<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(Key(key)) = map.next_key::<Key<'de>>()? {
                    pairs.push((key, map.next_value::<&RawValue>()?));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);
