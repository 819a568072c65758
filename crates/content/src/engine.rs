//! The engine that gray_matter calls between the fences: values that know their places.
//!
//! gray_matter's own value type has no places, so nodes travel through it as arrays: `[kind, start, end, …]`.
//! Offsets are bytes in the text that the engine was given.

use std::marker::PhantomData;

use gray_matter::engine::Engine;
use gray_matter::{Error, Matter, Pod};
use stratbook_model::Span;

use crate::node::{Data, Entry, Node};

/// Deepest nesting read.
pub(crate) const MAX_DEPTH: usize = 64;
/// Most values read, aliases counted as often as they are used.
pub(crate) const MAX_NODES: usize = 100_000;

/// What a parser found.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Parsed {
    /// The value, as far as it could be read.
    pub root: Option<Node>,
    /// What is wrong, in the order it was met.
    pub problems: Vec<Problem>,
}

/// Something a parser could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Whether a limit was met; otherwise it is a mistake in the text.
    pub limit: bool,
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
}

/// A parser for one notation.
pub(crate) trait Notation {
    fn parse(text: &str) -> Parsed;
}

struct Located<N>(PhantomData<N>);

impl<N: Notation> Engine for Located<N> {
    fn parse(content: &str) -> Result<Pod, Error> {
        Ok(N::parse(content).into_pod())
    }
}

/// Has gray_matter take `head` apart (opening fence, front matter, closing fence) and parse what is between.
/// Gives the text that offsets count in, too.
pub(crate) fn run<N: Notation>(head: &str, fence: &str) -> (Parsed, String) {
    let mut matter = Matter::<Located<N>>::new();
    fence.clone_into(&mut matter.delimiter);
    match matter.parse::<Pod>(head) {
        Ok(entity) => (entity.data.map(Parsed::from_pod).unwrap_or_default(), entity.matter),
        Err(error) => {
            let problem = Problem { limit: true, span: Span::default(), message: error.to_string() };
            (Parsed { root: None, problems: vec![problem] }, String::new())
        }
    }
}

impl Parsed {
    fn into_pod(self) -> Pod {
        let problems = self.problems.into_iter().map(|problem| {
            Pod::Array(vec![
                Pod::Boolean(problem.limit),
                offset(problem.span.start),
                offset(problem.span.end),
                Pod::String(problem.message),
            ])
        });
        let problems = problems.collect();
        Pod::Array(vec![self.root.map_or(Pod::Null, into_pod), Pod::Array(problems)])
    }

    fn from_pod(pod: Pod) -> Self {
        let mut parts = items(pod).into_iter();
        let root = parts.next().and_then(from_pod);
        let problems = parts.next().map(items).unwrap_or_default().into_iter().filter_map(|problem| {
            let mut parts = items(problem).into_iter();
            let limit = parts.next()?.as_bool().ok()?;
            let span = span(&mut parts)?;
            Some(Problem { limit, span, message: text(parts.next()?)? })
        });
        Self { root, problems: problems.collect() }
    }
}

const PLAIN: i64 = 0;
const TEXT: i64 = 1;
const LIST: i64 = 2;
const MAP: i64 = 3;

fn into_pod(node: Node) -> Pod {
    let kind = match node.data {
        Data::Plain(_) => PLAIN,
        Data::Text(_) => TEXT,
        Data::List(_) => LIST,
        Data::Map(_) => MAP,
    };
    let mut parts = vec![Pod::Integer(kind), offset(node.span.start), offset(node.span.end)];
    match node.data {
        Data::Plain(text) | Data::Text(text) => parts.push(Pod::String(text)),
        Data::List(items) => parts.extend(items.into_iter().map(into_pod)),
        Data::Map(entries) => parts.extend(entries.into_iter().map(|entry| {
            let (start, end) = (offset(entry.key_span.start), offset(entry.key_span.end));
            Pod::Array(vec![start, end, Pod::String(entry.key), into_pod(entry.value)])
        })),
    }
    Pod::Array(parts)
}

fn from_pod(pod: Pod) -> Option<Node> {
    let mut parts = items(pod).into_iter();
    let kind = parts.next()?.as_i64().ok()?;
    let span = span(&mut parts)?;
    let data = match kind {
        PLAIN => Data::Plain(text(parts.next()?)?),
        TEXT => Data::Text(text(parts.next()?)?),
        LIST => Data::List(parts.filter_map(from_pod).collect()),
        _ => Data::Map(parts.filter_map(entry_from_pod).collect()),
    };
    Some(Node { span, data })
}

fn entry_from_pod(pod: Pod) -> Option<Entry> {
    let mut parts = items(pod).into_iter();
    let key_span = span(&mut parts)?;
    Some(Entry { key: text(parts.next()?)?, key_span, value: from_pod(parts.next()?)? })
}

fn offset(at: u32) -> Pod {
    Pod::Integer(i64::from(at))
}

fn span(parts: &mut impl Iterator<Item = Pod>) -> Option<Span> {
    let start = usize::try_from(parts.next()?.as_i64().ok()?).ok()?;
    let end = usize::try_from(parts.next()?.as_i64().ok()?).ok()?;
    Some(Span::new(start, end))
}

fn items(pod: Pod) -> Vec<Pod> {
    match pod {
        Pod::Array(items) => items,
        _ => Vec::new(),
    }
}

fn text(pod: Pod) -> Option<String> {
    match pod {
        Pod::String(text) => Some(text),
        _ => None,
    }
}
