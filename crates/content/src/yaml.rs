//! YAML to nodes, on a parser that keeps places.

pub(crate) mod mend;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use stratbook_model::Span;

use crate::engine::{MAX_DEPTH, MAX_NODES, Notation, Parsed, Problem};
use crate::node::{Data, Entry, Node};

/// YAML 1.2.
pub(crate) struct Yaml;

impl Notation for Yaml {
    fn parse(text: &str) -> Parsed {
        let mut builder = Builder { text, places: Places::new(text), ..Builder::default() };
        builder.run();
        builder.finish()
    }
}

/// Character offsets, which the parser counts in, to byte offsets.
#[derive(Default)]
struct Places {
    /// Byte offset of each character; empty where all characters are one byte long.
    bytes: Vec<u32>,
    len: usize,
}

impl Places {
    fn new(text: &str) -> Self {
        let bytes =
            if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at as u32).collect() };
        Self { bytes, len: text.len() }
    }

    fn byte(&self, character: usize) -> usize {
        if self.bytes.is_empty() {
            character.min(self.len)
        } else {
            self.bytes.get(character).map_or(self.len, |at| *at as usize)
        }
    }
}

/// A list or map whose end is not reached yet.
struct Open {
    start: usize,
    anchor: usize,
    data: Data,
    /// A map's key that waits for its value.
    key: Option<(String, Span)>,
}

#[derive(Default)]
struct Builder<'a> {
    text: &'a str,
    places: Places,
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    count: usize,
    root: Option<Node>,
    problems: Vec<Problem>,
}

impl Builder<'_> {
    fn run(&mut self) {
        let mut documents = 0;
        for event in Parser::new_from_str(self.text) {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = self.places.byte(error.marker().index());
                    self.problem(false, Span::new(at, at), error.info());
                    return;
                }
            };
            let (start, end) = (self.places.byte(span.start.index()), self.places.byte(span.end.index()));
            let kept = match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        self.problem(false, Span::new(start, end), "a second YAML document begins here");
                        return;
                    }
                    true
                }
                Event::Scalar(text, style, anchor, tag) => {
                    let node = self.scalar(text.into_owned(), style, tag.as_deref(), start, end);
                    self.value(node, anchor)
                }
                Event::SequenceStart(anchor, _) => self.begin(start, anchor, Data::List(Vec::new())),
                Event::MappingStart(anchor, _) => self.begin(start, anchor, Data::Map(Vec::new())),
                Event::SequenceEnd | Event::MappingEnd => self.end(end),
                Event::Alias(anchor) => self.alias(anchor, Span::new(start, end)),
                _ => true,
            };
            if !kept {
                return;
            }
        }
    }

    fn problem(&mut self, limit: bool, span: Span, message: &str) {
        self.problems.push(Problem { limit, span, message: message.to_owned() });
    }

    fn scalar(&self, text: String, style: ScalarStyle, tag: Option<&Tag>, start: usize, end: usize) -> Node {
        let raw = self.text.get(start..end).unwrap_or_default();
        let end = start + raw.trim_end().len();
        let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
        let data = if matches!(style, ScalarStyle::Plain) && !is_text {
            Data::Plain(text)
        } else {
            Data::Text(text)
        };
        Node { span: Span::new(start, end), data }
    }

    fn begin(&mut self, start: usize, anchor: usize, data: Data) -> bool {
        if self.open.len() >= MAX_DEPTH {
            let message = format!("lists and groups lie more than {MAX_DEPTH} deep in each other");
            self.problem(true, Span::new(start, start), &message);
            return false;
        }
        self.open.push(Open { start, anchor, data, key: None });
        true
    }

    fn end(&mut self, end: usize) -> bool {
        let Some(open) = self.open.pop() else { return true };
        let (node, anchor) = self.close(open, end);
        self.value(node, anchor)
    }

    fn close(&self, open: Open, end: usize) -> (Node, usize) {
        let bracket = end > open.start && matches!(self.text.as_bytes().get(end - 1), Some(b']' | b'}'));
        let last = match &open.data {
            Data::List(items) => items.last().map(|item| item.span.end),
            Data::Map(entries) => entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end)),
            _ => None,
        };
        let last = last.map_or(open.start, |last| last as usize);
        let flow = matches!(self.text.as_bytes().get(open.start), Some(b'[' | b'{'));
        let end = if flow && bracket { end.max(last) } else { last };
        (Node { span: Span::new(open.start, end), data: open.data }, open.anchor)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> bool {
        let Some((node, count)) = self.anchors.get(&anchor) else {
            // A value that contains itself.
            return self.value(Node { span, data: Data::Plain(String::new()) }, 0);
        };
        if self.count + count > MAX_NODES {
            self.problem(true, span, &format!("aliases (`*name`) make more than {MAX_NODES} values of this"));
            return false;
        }
        let node = Node { span, data: node.data.clone() };
        self.count += count;
        self.value(node, 0)
    }

    fn value(&mut self, mut node: Node, anchor: usize) -> bool {
        self.count += 1;
        if self.count > MAX_NODES {
            self.problem(true, node.span, &format!("there are more than {MAX_NODES} values"));
            return false;
        }
        if anchor > 0 {
            let count = node.count();
            self.anchors.insert(anchor, (node.clone(), count));
        }
        match self.open.last_mut() {
            None => self.root = self.root.take().or(Some(node)),
            Some(Open { data: Data::List(items), .. }) => items.push(node),
            Some(Open { data: Data::Map(entries), key, .. }) => match key.take() {
                None => *key = Some((key_text(self.text, &node), node.span)),
                Some((key, key_span)) => {
                    if node.is_null() && node.span.start == node.span.end {
                        // The parser places nothing wherever it noticed; a reader looks beside the key.
                        node.span = Span::new(key_span.end as usize, key_span.end as usize);
                    }
                    if key == "<<" {
                        merge(entries, node);
                    } else {
                        entries.push(Entry { key, key_span, value: node });
                    }
                }
            },
            Some(_) => {}
        }
        true
    }

    fn finish(mut self) -> Parsed {
        // After an error or at a limit, what was read so far still counts.
        while let Some(open) = self.open.pop() {
            let (node, _) = self.close(open, self.text.len());
            match self.open.last_mut() {
                None => self.root = self.root.take().or(Some(node)),
                Some(Open { data: Data::List(items), .. }) => items.push(node),
                Some(Open { data: Data::Map(entries), key: Some((key, key_span)), .. }) => {
                    entries.push(Entry { key: std::mem::take(key), key_span: *key_span, value: node });
                }
                Some(_) => {}
            }
        }
        Parsed { root: self.root, problems: self.problems }
    }
}

fn key_text(text: &str, node: &Node) -> String {
    match &node.data {
        Data::Plain(key) | Data::Text(key) => key.clone(),
        _ => text.get(node.span.range()).unwrap_or_default().to_owned(),
    }
}

/// `<<: *base` and `<<: [*one, *two]`: keys of the others that are not there yet.
fn merge(entries: &mut Vec<Entry>, node: Node) {
    match node.data {
        Data::Map(more) => {
            for entry in more {
                if !entries.iter().any(|known| known.key == entry.key) {
                    entries.push(entry);
                }
            }
        }
        Data::List(nodes) => nodes.into_iter().for_each(|node| merge(entries, node)),
        _ => {}
    }
}
