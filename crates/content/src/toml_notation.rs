//! TOML to nodes.

use stratbook_model::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::engine::{Notation, Parsed, Problem};
use crate::node::{Data, Entry, Node};

/// TOML 1.
pub(crate) struct Toml;

impl Notation for Toml {
    fn parse(text: &str) -> Parsed {
        let (table, errors) = DeTable::parse_recoverable(text);
        let span = table.span();
        let root = Node {
            span: Span::new(span.start, span.end),
            data: Data::Map(entries(text, table.into_inner())),
        };
        let problems = errors.iter().map(|error| {
            let span = error.span().unwrap_or_default();
            Problem {
                limit: false,
                span: Span::new(span.start, span.end),
                message: error.message().to_owned(),
            }
        });
        Parsed { root: Some(root), problems: problems.collect() }
    }
}

fn entries(text: &str, table: DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| {
            let span = key.span();
            Entry {
                key: key.into_inner().into_owned(),
                key_span: Span::new(span.start, span.end),
                value: node(text, value),
            }
        })
        .collect();
    // The table is sorted by key; readers expect the order of the file.
    entries.sort_by_key(|entry| entry.key_span);
    entries
}

fn node(text: &str, value: Spanned<DeValue<'_>>) -> Node {
    let span = Span::new(value.span().start, value.span().end);
    let data = match value.into_inner() {
        DeValue::String(value) => Data::Text(value.into_owned()),
        DeValue::Array(items) => Data::List(items.into_iter().map(|item| node(text, item)).collect()),
        DeValue::Table(table) => Data::Map(entries(text, table)),
        _ => Data::Plain(text.get(span.range()).unwrap_or_default().to_owned()),
    };
    Node { span, data }
}
