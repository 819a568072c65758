//! A specification as a tree of values that know where they stand. Knows YAML (and so JSON), no charts.

use saphyr_parser::{Event, Parser, ScalarStyle};
use stratbook_model::Span;

use crate::problem::Problem;

/// Longest specification, in bytes.
const LONGEST: usize = 200_000;
/// Most values in one specification.
const MOST: usize = 20_000;
/// How deep lists and groups may lie in each other.
const DEEPEST: usize = 12;

/// A value and its bytes in the specification.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) data: Data,
}

#[derive(Debug, Clone)]
pub(crate) enum Data {
    /// A scalar without quotes: its meaning depends on what is wanted.
    Plain(String),
    /// A scalar in quotes or a block of text.
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    pub(crate) value: Node,
}

impl Node {
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.data, Data::Plain(text) if matches!(&**text, "" | "~" | "null" | "Null" | "NULL"))
    }
}

struct Open {
    node: Node,
    key: Option<(String, Span)>,
}

struct Builder<'a> {
    text: &'a str,
    /// Byte offset of each character, since the parser counts characters; empty where both are the same.
    bytes: Vec<usize>,
    open: Vec<Open>,
    root: Option<Node>,
    count: usize,
}

/// Reads a specification; the one problem is that it cannot be read.
pub(crate) fn parse(text: &str) -> Result<Node, Problem> {
    if text.len() > LONGEST {
        return Err(Problem::new(
            Span::new(0, 0),
            format!("the chart's specification is longer than {LONGEST} bytes"),
            "show fewer points, such as one a week or a month",
        ));
    }
    let bytes = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() };
    let mut builder = Builder { text, bytes, open: Vec::new(), root: None, count: 0 };
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = builder.byte(error.marker().index());
            Problem::new(
                Span::new(at, at),
                format!("the chart is not valid YAML: {}", error.info()),
                "check the indentation and the brackets, and quote text that holds `: ` or ` #`",
            )
        })?;
        let span = Span::new(builder.byte(span.start.index()), builder.byte(span.end.index()));
        documents += usize::from(matches!(event, Event::DocumentStart(_)));
        if documents > 1 {
            return Err(Problem::new(
                span,
                "a second YAML document begins here",
                "give each chart a block of its own",
            ));
        }
        builder.event(event, span)?;
    }
    builder.root.ok_or_else(|| {
        Problem::new(Span::new(0, 0), "the chart is empty", "begin with `type: bar` and a list of `bars`")
    })
}

impl Builder<'_> {
    fn byte(&self, character: usize) -> usize {
        if self.bytes.is_empty() {
            character.min(self.text.len())
        } else {
            self.bytes.get(character).copied().unwrap_or(self.text.len())
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Problem> {
        match event {
            Event::Scalar(text, style, ..) => {
                let raw = self.text.get(span.range()).unwrap_or_default();
                let span = Span::new(span.start as usize, span.start as usize + raw.trim_end().len());
                let plain = matches!(style, ScalarStyle::Plain);
                let text = text.into_owned();
                let data = if plain { Data::Plain(text) } else { Data::Text(text) };
                self.value(Node { span, data })
            }
            Event::SequenceStart(..) => self.begin(span, Data::List(Vec::new())),
            Event::MappingStart(..) => self.begin(span, Data::Map(Vec::new())),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => self.value(open.node),
                None => Ok(()),
            },
            Event::Alias(_) => Err(Problem::new(
                span,
                "a chart cannot refer to another value of it (`*name`)",
                "write the value out",
            )),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, span: Span, data: Data) -> Result<(), Problem> {
        if self.open.len() >= DEEPEST {
            let message = format!("lists and groups lie more than {DEEPEST} deep in each other");
            return Err(Problem::new(span, message, "a chart needs three levels at most"));
        }
        self.open.push(Open { node: Node { span, data }, key: None });
        Ok(())
    }

    fn value(&mut self, mut node: Node) -> Result<(), Problem> {
        self.count += 1;
        if self.count > MOST {
            return Err(Problem::new(
                node.span,
                format!("the chart has more than {MOST} values"),
                "show fewer points, such as one a week or a month",
            ));
        }
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return Ok(());
        };
        match &mut open.node.data {
            Data::List(items) => items.push(node),
            Data::Map(entries) => match open.key.take() {
                None => {
                    let key = match node.data {
                        Data::Plain(text) | Data::Text(text) => text,
                        Data::List(_) | Data::Map(_) => {
                            return Err(Problem::new(
                                node.span,
                                "a list or group cannot be a key",
                                "write a word before the `:`",
                            ));
                        }
                    };
                    open.key = Some((key, node.span));
                }
                Some((key, key_span)) => {
                    if node.span.start == node.span.end {
                        // The parser places an empty value wherever it noticed; a reader looks beside the key.
                        node.span = Span::new(key_span.end as usize, key_span.end as usize);
                    }
                    if entries.iter().any(|entry| entry.key == key) {
                        return Err(Problem::new(
                            key_span,
                            format!("`{key}` is given twice"),
                            "keep one of the two",
                        ));
                    }
                    entries.push(Entry { key, key_span, value: node });
                }
            },
            Data::Plain(_) | Data::Text(_) => {}
        }
        Ok(())
    }
}
