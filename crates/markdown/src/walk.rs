//! From text to nodes: the one place that decides what a body's pieces are, in which order, and under which number.
//!
//! The nodes are balanced whatever the input: every start has its end, raw HTML included.

mod html;
mod link;
mod reference;
mod shortcode;
mod tag;
mod text;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, Parser, Tag, TagEnd};
use stratbook_model::rules;

use crate::node::{Callout, Container, Entry, Flow, HeadingFact, Node, Problem};
use crate::options::Options;
use crate::slug::{Slugger, slug};
use crate::spaces::collapsed;

/// Problems of one document beyond this number are not listed one by one.
const MOST_PROBLEMS: usize = 40;
/// Longer fences are described, not repeated.
const LONGEST_FENCE_SHOWN: usize = 12;

/// The nodes of a body whose comments are masked.
pub(crate) fn walk<'a>(text: &'a str, options: &Options) -> Flow<'a> {
    let parser = Parser::new_ext(text, extensions(options)).into_offset_iter();
    let definitions =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
    let mut walker = Walker {
        text,
        options,
        flow: Flow { definitions, ..Flow::default() },
        stack: Vec::new(),
        run: None,
        html: None,
        image: None,
        code: None,
        marks: Vec::new(),
        skipped: 0..0,
        links_open: 0,
        anchors_open: 0,
        raw_open: 0,
        ignored_closers: HashMap::new(),
        opaque_closings: HashMap::new(),
        slugger: Slugger::default(),
        closers: None,
        closed_names: None,
    };
    walker.flow.definitions.sort_by_key(|range: &Range<usize>| range.start);
    for (event, range) in parser {
        walker.event(event, range);
    }
    walker.finish()
}

fn extensions(options: &Options) -> pulldown_cmark::Options {
    use pulldown_cmark::Options as Extensions;
    let mut extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_HEADING_ATTRIBUTES
        | Extensions::ENABLE_GFM
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_WIKILINKS;
    extensions.set(Extensions::ENABLE_MATH, options.math);
    extensions
}

struct Walker<'a, 'o> {
    text: &'a str,
    options: &'o Options,
    flow: Flow<'a>,
    /// Start nodes that are open, raw elements among them.
    stack: Vec<usize>,
    /// Text that stands in the body exactly so, not yet taken apart.
    run: Option<Range<usize>>,
    /// The raw HTML block being read: its text, and where its parts come from.
    html: Option<html::Source>,
    image: Option<reference::Image>,
    code: Option<Code<'a>>,
    /// `==` that may open a highlight: its container and its node.
    marks: Vec<(usize, usize)>,
    /// Text in this range was used already.
    skipped: Range<usize>,
    /// Links that are open; within one there is no other.
    links_open: usize,
    /// Raw `<a href>` that are open.
    anchors_open: usize,
    raw_open: usize,
    /// How many elements of a name were closed at once: their closing tags are expected.
    ignored_closers: HashMap<String, usize>,
    /// Where elements with opaque content are closed in the body, by name.
    opaque_closings: HashMap<String, Vec<usize>>,
    slugger: Slugger,
    /// Names that occur as `[/name]`.
    closers: Option<HashSet<&'a str>>,
    /// Names that occur as `</name`, lower case.
    closed_names: Option<HashSet<String>>,
}

/// A code block being read.
struct Code<'a> {
    info: CowStr<'a>,
    fenced: bool,
    /// Its text is a chart, so the places of its pieces are kept.
    chart: bool,
    text: String,
    pieces: Vec<(usize, usize)>,
    range: Range<usize>,
}

impl<'a> Walker<'a, '_> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.image.is_some() {
            self.in_image(event);
            return;
        }
        if let Some(html) = &mut self.html {
            match event {
                Event::Html(text) | Event::Text(text) => html.push(&text, range.start),
                Event::End(TagEnd::HtmlBlock) => {
                    if let Some(html) = self.html.take() {
                        self.raw_html(&html);
                    }
                }
                _ => {}
            }
            return;
        }
        if let Some(code) = &mut self.code {
            match event {
                Event::Text(text) => {
                    if code.chart {
                        code.pieces.push((code.text.len(), range.start));
                    }
                    code.text.push_str(&text);
                }
                Event::End(_) => {
                    if let Some(Code { info, text, pieces, range, fenced, .. }) = self.code.take() {
                        if fenced {
                            self.fence_end(&range);
                        }
                        self.leaf(Node::CodeBlock { info, text, pieces }, range);
                    }
                }
                _ => {}
            }
            return;
        }
        if let Event::Text(text) = event {
            self.text_event(text, range);
            return;
        }
        if self.skipped.contains(&range.start) && range.end <= self.skipped.end {
            return;
        }
        self.flush_run(ends_block(&event));
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(range.end),
            Event::Code(code) => self.leaf(Node::Code(code), range),
            Event::InlineMath(tex) => self.math(tex, range, false),
            Event::DisplayMath(tex) => self.math(tex, range, true),
            Event::InlineHtml(text) | Event::Html(text) => self.inline_html(&text, range),
            Event::FootnoteReference(label) => self.leaf(Node::FootnoteReference(label), range),
            Event::SoftBreak => self.line_break(Node::Soft, range),
            Event::HardBreak => self.line_break(Node::Hard, range),
            Event::Rule => self.leaf(Node::Rule, range),
            Event::TaskListMarker(done) => self.leaf(Node::Task(done), range),
            Event::Text(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let container = match tag {
            Tag::Paragraph => Container::Paragraph,
            Tag::Heading { level, id, classes, attrs } => {
                let fact = HeadingFact {
                    level: level as u8,
                    text: literal_attributes(
                        self.text,
                        &range,
                        id.is_none() && classes.is_empty() && !attrs.is_empty(),
                    ),
                    anchor: id.map(CowStr::into_string).unwrap_or_default(),
                    range: range.clone(),
                    node: self.flow.nodes.len(),
                };
                self.flow.headings.push(fact);
                Container::Heading(self.flow.headings.len() - 1)
            }
            Tag::BlockQuote(None) => Container::Quote,
            Tag::BlockQuote(Some(kind)) => {
                let kind = match kind {
                    BlockQuoteKind::Note => "note",
                    BlockQuoteKind::Tip => "tip",
                    BlockQuoteKind::Important => "important",
                    BlockQuoteKind::Warning => "warning",
                    BlockQuoteKind::Caution => "caution",
                };
                let start = range.start;
                self.open(Container::Callout(Box::new(Callout { kind: kind.to_owned(), fold: None })), range);
                self.open(Container::CalloutTitle, start..start);
                self.close(start);
                return;
            }
            Tag::CodeBlock(kind) => {
                let fenced = kind.is_fenced();
                let info = match kind {
                    CodeBlockKind::Indented => CowStr::Borrowed(""),
                    CodeBlockKind::Fenced(info) => info,
                };
                let chart = crate::chart::is_chart(&info);
                self.code =
                    Some(Code { info, fenced, chart, text: String::new(), pieces: Vec::new(), range });
                return;
            }
            Tag::HtmlBlock => {
                self.html = Some(html::Source::default());
                return;
            }
            Tag::List(first) => Container::List(first),
            Tag::Item => Container::Item,
            Tag::FootnoteDefinition(label) => Container::Footnote(label),
            Tag::DefinitionList => Container::DefinitionList,
            Tag::DefinitionListTitle => Container::DefinitionTitle,
            Tag::DefinitionListDefinition => Container::Definition,
            Tag::Table(alignments) => Container::Table(alignments),
            Tag::TableHead => Container::TableHead,
            Tag::TableRow => Container::TableRow,
            Tag::TableCell => Container::TableCell,
            Tag::Emphasis => Container::Emphasis,
            Tag::Strong => Container::Strong,
            Tag::Strikethrough => Container::Strikethrough,
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, range);
                return;
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                self.start_image(link_type, &dest_url, &title, range);
                return;
            }
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => Container::Bare,
        };
        self.open(container, range);
    }

    /// Ends the innermost Markdown container; raw elements that were left open in it end with it.
    fn end(&mut self, at: usize) {
        while let Some(&top) = self.stack.last() {
            let raw = match &self.flow.nodes[top].node {
                Node::Start(Container::Raw(tag)) => Some(tag.name.clone()),
                Node::Start(Container::Dropped) => Some(String::new()),
                _ => None,
            };
            let Some(name) = raw else { break };
            self.report_unclosed(&name, top);
            self.close_raw(at);
        }
        let Some(&top) = self.stack.last() else { return };
        match self.flow.nodes[top].node {
            Node::Start(Container::Link(link)) => {
                self.links_open -= 1;
                self.close(at);
                self.finish_link(link, top, at);
            }
            Node::Start(Container::Heading(heading)) => {
                self.finish_heading(heading, top);
                self.close(at);
            }
            _ => self.close(at),
        }
    }

    /// Reports a fenced code block that only the end of the text closes.
    fn fence_end(&mut self, range: &Range<usize>) {
        if !self.text[range.end..].trim().is_empty() {
            return;
        }
        let block = &self.text[range.clone()];
        let opening = block.lines().next().unwrap_or_default();
        let Some(sign @ ('`' | '~')) = opening.chars().next() else { return };
        let fence: String = opening.chars().take_while(|c| *c == sign).collect();
        let closed = block.trim_end().lines().skip(1).last().is_some_and(|last| {
            // In a quotation or a list, the line begins with their signs.
            let last = last.trim_start_matches(['>', ' ', '\t']).trim_end();
            last.len() >= fence.len() && last.chars().all(|c| c == sign)
        });
        if closed {
            return;
        }
        let place = range.start..range.start + opening.trim_end().len();
        let message = "this code block is never closed: everything below it is code";
        let hint = match fence.len() {
            ..=LONGEST_FENCE_SHOWN => format!("write `{fence}` on a line of its own where the code ends"),
            times => format!("write `{sign}` {times} times on a line of its own where the code ends"),
        };
        self.problem(&rules::UNCLOSED_CODE, place, message.to_owned(), &hint);
        // What follows a list or a quotation ends the code in it too.
        if self.stack.is_empty() {
            self.flow.open_fence = Some(fence);
        }
    }

    fn finish_heading(&mut self, heading: usize, start: usize) {
        let lost = std::mem::take(&mut self.flow.headings[heading].text);
        let range = self.flow.headings[heading].range.clone();
        if !lost.is_empty() {
            self.leaf(Node::Text(lost.into()), range.clone());
        }
        let text = self.flow.plain_text(start..self.flow.nodes.len());
        let text = collapsed(&text).into_owned();
        let wanted = self.flow.headings[heading].anchor.clone();
        let anchor = if wanted.is_empty() {
            self.slugger.unique(&slug(&text))
        } else {
            let anchor = self.slugger.unique(&wanted);
            if anchor != wanted {
                let message = format!("the heading id `{wanted}` is given twice");
                self.problem(&rules::DUPLICATE_ANCHOR, range, message, "give each heading an id of its own");
            }
            anchor
        };
        let fact = &mut self.flow.headings[heading];
        fact.text = text;
        fact.anchor = anchor;
    }

    fn math(&mut self, tex: CowStr<'a>, range: Range<usize>, display: bool) {
        if !display && crate::math::is_money(&self.text[..range.start], &tex, &self.text[range.end..]) {
            self.leaf(Node::Text(self.text[range.clone()].into()), range);
            return;
        }
        self.leaf(Node::Math { tex, display }, range);
    }

    /// A line break; the first one ends the title of a callout.
    fn line_break(&mut self, node: Node<'a>, range: Range<usize>) {
        let in_title = self
            .stack
            .last()
            .is_some_and(|&top| matches!(self.flow.nodes[top].node, Node::Start(Container::CalloutTitle)));
        if in_title {
            self.close(range.start);
            self.open(Container::Paragraph, range.end..range.end);
        } else {
            self.leaf(node, range);
        }
    }

    fn open(&mut self, container: Container<'a>, range: Range<usize>) {
        let index = self.flow.nodes.len();
        self.flow.nodes.push(Entry { node: Node::Start(container), range, partner: index });
        self.stack.push(index);
    }

    fn close(&mut self, at: usize) {
        let Some(start) = self.stack.pop() else { return };
        while self.marks.last().is_some_and(|(container, _)| *container == start) {
            self.marks.pop();
        }
        let index = self.flow.nodes.len();
        self.flow.nodes[start].partner = index;
        self.flow.nodes.push(Entry { node: Node::End, range: at..at, partner: start });
    }

    fn leaf(&mut self, node: Node<'a>, range: Range<usize>) {
        let index = self.flow.nodes.len();
        self.flow.nodes.push(Entry { node, range, partner: index });
    }

    fn problem(
        &mut self,
        rule: &'static stratbook_model::Rule,
        range: Range<usize>,
        message: String,
        hint: &str,
    ) {
        if self.flow.problems.len() < MOST_PROBLEMS {
            self.flow.problems.push(Problem { rule, range, message, hint: hint.to_owned() });
        }
    }

    fn finish(mut self) -> Flow<'a> {
        self.flush_run(true);
        while !self.stack.is_empty() {
            let before = self.stack.len();
            self.end(self.text.len());
            debug_assert!(self.stack.len() < before, "every end closes something");
        }
        for entry in &self.flow.nodes {
            if self.flow.problems.len() >= MOST_PROBLEMS {
                break;
            }
            if let Node::Math { tex, display } = &entry.node
                && let Err(reason) = crate::math::render(tex, *display)
            {
                self.flow.problems.push(Problem {
                    rule: &rules::INVALID_MATH,
                    range: entry.range.clone(),
                    message: format!("the formula {reason}"),
                    hint: "correct the LaTeX, or write `\\$` where a dollar sign is meant".to_owned(),
                });
            }
        }
        // A block has one id in the page: the first one given.
        self.flow.block_ids.sort_by_key(|(node, _)| *node);
        self.flow.block_ids.dedup_by_key(|(node, _)| *node);
        self.flow
    }
}

/// pulldown takes any `{…}` at the end of a heading for attributes. Where it names neither id nor class, it was text.
fn literal_attributes(text: &str, range: &Range<usize>, lost: bool) -> String {
    if !lost {
        return String::new();
    }
    let heading = &text[range.clone()];
    let Some(open) = heading.rfind('{') else { return String::new() };
    let close = heading[open..].find('}').map_or(heading.len(), |close| open + close + 1);
    format!(" {}", &heading[open..close])
}

/// Whether the text before this event ends its block, so that a block id may stand there.
fn ends_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => !matches!(
            tag,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        ),
        _ => false,
    }
}
