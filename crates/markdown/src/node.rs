//! The nodes that parsing and rendering both walk: pulldown's events with this product's own syntax worked in.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr};
use stratbook_model::{LinkKind, Rule, Shortcode};

/// A node and where it stands in the body.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) range: Range<usize>,
    /// For a start its end and the other way round; otherwise its own index.
    pub(crate) partner: usize,
}

#[derive(Debug)]
pub(crate) enum Node<'a> {
    Start(Container<'a>),
    End,
    Text(CowStr<'a>),
    /// Text of a raw HTML block: its entities are not decoded.
    HtmlText(String),
    /// The inside of a raw `<script>` or `<style>`.
    Verbatim(String),
    Code(CowStr<'a>),
    Math {
        tex: CowStr<'a>,
        display: bool,
    },
    CodeBlock {
        info: CowStr<'a>,
        text: String,
        /// Of a chart, where each piece of the text stands: in the text, and in the body.
        pieces: Vec<(usize, usize)>,
    },
    Soft,
    Hard,
    Rule,
    Task(bool),
    FootnoteReference(CowStr<'a>),
    Image(usize),
    Embed(usize),
    Shortcode(usize),
    /// An element without content, such as `<br>`.
    Void(Box<RawTag>),
}

#[derive(Debug)]
pub(crate) enum Container<'a> {
    Paragraph,
    /// Index into [`Flow::headings`].
    Heading(usize),
    Quote,
    Callout(Box<Callout>),
    CalloutTitle,
    List(Option<u64>),
    Item,
    Footnote(CowStr<'a>),
    DefinitionList,
    DefinitionTitle,
    Definition,
    Table(Vec<Alignment>),
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Mark,
    /// Index into [`Flow::links`].
    Link(usize),
    Raw(Box<RawTag>),
    /// A link within a link: its text alone.
    Bare,
    /// Left out with all that is in it.
    Dropped,
}

impl Container<'_> {
    /// Whether it stands inside a line of text.
    pub(crate) fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::Mark
                | Self::Link(_)
                | Self::Raw(_)
                | Self::Bare
                | Self::Dropped
        )
    }
}

#[derive(Debug)]
pub(crate) struct Callout {
    /// Lower case.
    pub(crate) kind: String,
    /// `Some(open)` when it can be folded.
    pub(crate) fold: Option<bool>,
}

/// A raw HTML tag, taken apart.
#[derive(Debug)]
pub(crate) struct RawTag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, RawValue)>,
}

#[derive(Debug)]
pub(crate) enum RawValue {
    Empty,
    /// As written, entities not decoded.
    Text(String),
    /// A link, by its number.
    Link(usize),
    /// `srcset`: links with their descriptors.
    Set(Vec<(usize, String)>),
}

/// What is known of a link before it is resolved; ranges are in the body.
#[derive(Debug)]
pub(crate) struct LinkFact {
    pub(crate) kind: LinkKind,
    pub(crate) target: String,
    pub(crate) label: String,
    pub(crate) labelled: bool,
    pub(crate) title: String,
    pub(crate) range: Range<usize>,
    pub(crate) target_range: Range<usize>,
    /// Width and height of an image, as written after `|`.
    pub(crate) size: Option<(u32, Option<u32>)>,
    /// Written as `![[…]]`.
    pub(crate) embed: bool,
}

#[derive(Debug)]
pub(crate) struct HeadingFact {
    pub(crate) level: u8,
    pub(crate) text: String,
    pub(crate) anchor: String,
    pub(crate) range: Range<usize>,
    /// Its start node.
    pub(crate) node: usize,
}

/// Something to report, not yet placed.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) rule: &'static Rule,
    pub(crate) range: Range<usize>,
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// A body as nodes, with what was found on the way.
#[derive(Debug, Default)]
pub(crate) struct Flow<'a> {
    pub(crate) nodes: Vec<Entry<'a>>,
    pub(crate) links: Vec<LinkFact>,
    pub(crate) headings: Vec<HeadingFact>,
    /// Spans are in the body.
    pub(crate) shortcodes: Vec<Shortcode>,
    /// Block ids (`^id`, with the sign) by the start node of their block, and in that order.
    pub(crate) block_ids: Vec<(usize, String)>,
    /// Ids and names of raw HTML.
    pub(crate) raw_ids: Vec<String>,
    pub(crate) problems: Vec<Problem>,
    /// Ranges of reference definitions (`[name]: target`).
    pub(crate) definitions: Vec<Range<usize>>,
    /// Ranges that are not shown at all: comments, block ids, shortcodes' closing halves.
    pub(crate) hidden: Vec<Range<usize>>,
    /// The fence that would close the code block with which the body ends.
    pub(crate) open_fence: Option<String>,
}

impl Flow<'_> {
    /// The text of some nodes, without markup.
    pub(crate) fn plain_text(&self, nodes: Range<usize>) -> String {
        let mut text = String::new();
        for entry in &self.nodes[nodes] {
            match &entry.node {
                Node::Text(part) | Node::Code(part) | Node::Math { tex: part, .. } => text.push_str(part),
                Node::HtmlText(part) => text.push_str(&crate::escape::decode(part)),
                Node::Soft | Node::Hard => text.push(' '),
                _ => {}
            }
        }
        text
    }

    /// Footnote definitions in the order of their numbers, by label: those referred to first, then the others.
    pub(crate) fn footnotes(&self) -> Vec<(&str, usize)> {
        let mut definitions: Vec<(&str, usize)> = Vec::new();
        let mut seen = HashSet::new();
        for (index, entry) in self.nodes.iter().enumerate() {
            if let Node::Start(Container::Footnote(label)) = &entry.node
                && seen.insert(&**label)
            {
                definitions.push((label, index));
            }
        }
        if definitions.is_empty() {
            return definitions;
        }
        let by_label: HashMap<&str, usize> =
            definitions.iter().enumerate().map(|(at, (label, _))| (*label, at)).collect();
        let mut numbered = vec![false; definitions.len()];
        let mut order: Vec<usize> = Vec::new();
        let mut visit = |range: Range<usize>, order: &mut Vec<usize>, skip: bool| {
            let mut at = range.start;
            while at < range.end {
                match &self.nodes[at].node {
                    Node::Start(Container::Footnote(_)) if skip => at = self.nodes[at].partner,
                    Node::FootnoteReference(label) => {
                        if let Some(&definition) = by_label.get(&**label)
                            && !std::mem::replace(&mut numbered[definition], true)
                        {
                            order.push(definition);
                        }
                    }
                    _ => {}
                }
                at += 1;
            }
        };
        visit(0..self.nodes.len(), &mut order, true);
        let mut next = 0;
        while next < order.len() {
            let start = definitions[order[next]].1;
            visit(start + 1..self.nodes[start].partner, &mut order, false);
            next += 1;
        }
        let unused = (0..definitions.len()).filter(|definition| !numbered[*definition]);
        order.extend(unused.collect::<Vec<_>>());
        order.into_iter().map(|definition| definitions[definition]).collect()
    }
}
