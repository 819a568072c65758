//! From nodes to HTML.

pub(crate) mod code;
mod footnotes;
mod link;
mod part;
mod table;

pub use part::Part;

use std::ops::Range;

use stratbook_model::{Outline, SourceText, Span};

use crate::escape::{push_escaped, push_html_text};
use crate::node::{Container, Flow, Node, RawTag, RawValue};
use crate::options::Options;
use crate::resolver::{Embedded, Resolver, Target};
use crate::terms::Terms;
use crate::{body_text, comments};

/// A body as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// The HTML, well-formed.
    pub html: String,
    /// The page holds a Mermaid diagram, so it needs the script.
    pub mermaid: bool,
    /// The page holds highlighted code.
    pub code: bool,
    /// The page holds math.
    pub math: bool,
}

/// Renders a body or a part of it. `outline` is the one that [`parse`](crate::parse) gave for the same body and options.
pub fn render(
    source: &SourceText,
    body: Span,
    part: Part<'_>,
    outline: &Outline,
    options: &Options,
    terms: Option<&Terms>,
    resolver: &dyn Resolver,
) -> Rendered {
    let (text, _) = comments::mask(body_text(source, body));
    let flow = crate::walk::walk(&text, options);
    debug_assert_eq!(flow.links.len(), outline.links.len(), "parse and render see the same links");
    let (ranges, embedded) = part::select(&flow, part);
    let mut renderer = Renderer {
        flow: &flow,
        options,
        resolver,
        terms: terms.filter(|_| !embedded),
        seen_terms: terms.map(Terms::seen).unwrap_or_default(),
        quiet: 0,
        embedded,
        out: Rendered { html: String::with_capacity(text.len() * 2), ..Rendered::default() },
        open: Vec::new(),
        paragraph: Paragraph::Closed,
        notes: footnotes::Notes::new(&flow, &ranges),
        tables: 0,
        charts: 0,
        term_count: 0,
        heading: None,
        columns: Vec::new(),
        closings: Vec::new(),
    };
    // A link whose label is replaced is passed over as a whole, perhaps beyond the gap between two ranges.
    let mut next = 0;
    for range in ranges {
        next = renderer.nodes(range.start.max(next)..range.end);
    }
    renderer.footnotes();
    renderer.out
}

/// How the paragraph being rendered stands in the HTML.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paragraph {
    Closed,
    /// `<p>` was written at this place.
    Open(usize),
    /// It holds blocks only, and is not written.
    Bare,
}

struct Renderer<'r> {
    flow: &'r Flow<'r>,
    options: &'r Options,
    resolver: &'r dyn Resolver,
    terms: Option<&'r Terms>,
    seen_terms: Vec<bool>,
    /// Containers that are open in which terms are not linked.
    quiet: usize,
    /// Shown within another page: no ids, no anchors.
    embedded: bool,
    out: Rendered,
    /// Start nodes that are open.
    open: Vec<usize>,
    paragraph: Paragraph,
    notes: footnotes::Notes<'r>,
    tables: usize,
    charts: usize,
    term_count: usize,
    heading: Option<usize>,
    columns: Vec<table::Columns>,
    /// How the open links end.
    closings: Vec<&'static str>,
}

impl Renderer<'_> {
    /// Renders some nodes; gives the one to go on with.
    fn nodes(&mut self, range: Range<usize>) -> usize {
        let mut index = range.start;
        while index < range.end {
            index = self.node(index);
        }
        index
    }

    fn write(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    fn write_escaped(&mut self, text: &str) {
        push_escaped(&mut self.out.html, text);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.write(" ");
        self.write(name);
        self.write("=\"");
        self.write_escaped(value);
        self.write("\"");
    }

    /// Renders one node; gives the next one.
    fn node(&mut self, index: usize) -> usize {
        let flow = self.flow;
        let entry = &flow.nodes[index];
        match &entry.node {
            Node::Start(container) => return self.start(index, container),
            Node::End => self.end(entry.partner),
            Node::Text(text) => self.text(text),
            Node::HtmlText(text) => push_html_text(&mut self.out.html, text),
            Node::Verbatim(text) => self.write(text),
            Node::Code(text) => {
                self.write("<code>");
                self.write_escaped(text);
                self.write("</code>");
            }
            Node::Math { tex, display } => self.math(tex, *display),
            Node::CodeBlock { info, text, .. } => self.code_block(index, info, text),
            Node::Soft => self.write("\n"),
            Node::Hard => self.write("<br>\n"),
            Node::Rule => self.write("<hr>\n"),
            Node::Task(done) => {
                let (checked, label) = if *done { (" checked", "Done") } else { ("", "To do") };
                self.write("<input type=\"checkbox\" disabled");
                self.write(checked);
                self.attribute("aria-label", label);
                self.write("> ");
            }
            Node::FootnoteReference(label) => self.footnote_reference(label),
            Node::Image(link) => self.image(*link),
            Node::Embed(link) => self.embed(*link),
            Node::Shortcode(number) => {
                if let Some(html) = self.resolver.shortcode(*number) {
                    self.block(&html);
                }
            }
            Node::Void(tag) => self.raw_tag(tag, None),
        }
        index + 1
    }

    fn start(&mut self, index: usize, container: &Container<'_>) -> usize {
        self.open.push(index);
        match container {
            Container::Paragraph => self.start_paragraph(index),
            Container::Heading(number) => {
                self.quiet += 1;
                self.heading = Some(*number);
                let level = self.flow.headings[*number].level;
                self.write(HEADINGS[usize::from(level.clamp(1, 6)) - 1].0);
                if !self.embedded {
                    let anchor = &self.flow.headings[*number].anchor;
                    self.attribute("id", anchor);
                }
                self.write(">");
            }
            Container::Quote => self.block_start("<blockquote", index, ">\n"),
            Container::Callout(callout) => {
                let tag =
                    if callout.fold.is_some() { "<details class=\"callout" } else { "<div class=\"callout" };
                self.write(tag);
                self.write(" callout-");
                self.write_escaped(&callout.kind);
                self.write("\"");
                self.attribute("data-callout", &callout.kind);
                match callout.fold {
                    Some(true) => self.write(" open"),
                    Some(false) => {}
                    None => self.write(" role=\"note\""),
                }
                self.block_id(index);
                self.write(">\n");
            }
            Container::CalloutTitle => {
                self.quiet += 1;
                let folded = self.callout_of(index).is_some_and(|callout| callout.fold.is_some());
                self.write(if folded {
                    "<summary class=\"callout-title\">"
                } else {
                    "<p class=\"callout-title\">"
                });
                if self.flow.nodes[index].partner == index + 1 {
                    let kind = self.callout_of(index).map(|callout| callout.kind.clone()).unwrap_or_default();
                    self.write_escaped(&stratbook_model::names::humanise(&kind));
                }
            }
            Container::List(None) => self.block_start("<ul", index, ">\n"),
            Container::List(Some(first)) => {
                self.write("<ol");
                if *first != 1 {
                    self.attribute("start", &first.to_string());
                }
                self.block_id(index);
                self.write(">\n");
            }
            Container::Item => {
                let task = self.flow.nodes[index + 1..]
                    .iter()
                    .take(2)
                    .any(|entry| matches!(entry.node, Node::Task(_)));
                self.block_start(if task { "<li class=\"task\"" } else { "<li" }, index, ">");
            }
            Container::Footnote(_) | Container::Dropped => {
                self.open.pop();
                return self.flow.nodes[index].partner + 1;
            }
            Container::DefinitionList => self.block_start("<dl", index, ">\n"),
            Container::DefinitionTitle => self.block_start("<dt", index, ">"),
            Container::Definition => self.block_start("<dd", index, ">"),
            Container::Table(alignments) => self.start_table(index, alignments),
            Container::TableHead => self.write("<thead>\n<tr>"),
            Container::TableRow => self.start_row(),
            Container::TableCell => self.start_cell(index),
            Container::Emphasis => self.write("<em>"),
            Container::Strong => self.write("<strong>"),
            Container::Strikethrough => self.write("<del>"),
            Container::Mark => self.write("<mark>"),
            Container::Link(link) => return self.start_link(index, *link),
            Container::Raw(tag) => {
                if is_quiet(&tag.name) {
                    self.quiet += 1;
                }
                return self.start_raw(index, tag);
            }
            Container::Bare => {}
        }
        index + 1
    }

    fn end(&mut self, start: usize) {
        self.open.pop();
        let flow = self.flow;
        let Some(container) = flow.container(start) else { return };
        match container {
            Container::Paragraph => self.end_paragraph(),
            Container::Heading(number) => {
                self.quiet -= 1;
                let heading = &flow.headings[*number];
                if !self.embedded {
                    self.write(" <a class=\"anchor\" href=\"#");
                    self.write_escaped(&heading.anchor);
                    self.write("\"");
                    self.attribute("aria-label", &format!("Link to “{}”", heading.text));
                    self.write(">#</a>");
                }
                self.write(HEADINGS[usize::from(heading.level.clamp(1, 6)) - 1].1);
            }
            Container::Quote => self.write("</blockquote>\n"),
            Container::Callout(callout) => {
                self.write(if callout.fold.is_some() { "</div>\n</details>\n" } else { "</div>\n</div>\n" });
            }
            Container::CalloutTitle => {
                self.quiet -= 1;
                let folded = self.callout_of(start).is_some_and(|callout| callout.fold.is_some());
                self.write(if folded { "</summary>\n" } else { "</p>\n" });
                self.write("<div class=\"callout-body\">\n");
            }
            Container::List(None) => self.write("</ul>\n"),
            Container::List(Some(_)) => self.write("</ol>\n"),
            Container::Item => self.write("</li>\n"),
            Container::DefinitionList => self.write("</dl>\n"),
            Container::DefinitionTitle => self.write("</dt>\n"),
            Container::Definition => self.write("</dd>\n"),
            Container::Table(_) => self.end_table(),
            Container::TableHead => self.end_head(),
            Container::TableRow => self.write("</tr>\n"),
            Container::TableCell => self.end_cell(),
            Container::Emphasis => self.write("</em>"),
            Container::Strong => self.write("</strong>"),
            Container::Strikethrough => self.write("</del>"),
            Container::Mark => self.write("</mark>"),
            Container::Link(_) => self.end_link(),
            Container::Raw(tag) => {
                if is_quiet(&tag.name) {
                    self.quiet -= 1;
                }
                self.end_raw(tag);
            }
            Container::Bare | Container::Footnote(_) | Container::Dropped => {}
        }
    }

    fn callout_of(&self, title: usize) -> Option<&crate::node::Callout> {
        match self.flow.container(title.checked_sub(1)?)? {
            Container::Callout(callout) => Some(callout),
            _ => None,
        }
    }

    fn block_start(&mut self, tag: &str, index: usize, end: &str) {
        self.write(tag);
        self.block_id(index);
        self.write(end);
    }

    fn block_id(&mut self, index: usize) {
        if self.embedded || self.flow.block_ids.is_empty() {
            return;
        }
        let ids = &self.flow.block_ids;
        if let Ok(at) = ids.binary_search_by_key(&index, |(node, _)| *node) {
            self.attribute("id", &ids[at].1);
        }
    }

    fn start_paragraph(&mut self, index: usize) {
        let end = self.flow.nodes[index].partner;
        let mut blocks = false;
        let blocks_only = self.flow.nodes[index + 1..end].iter().all(|entry| match &entry.node {
            Node::Shortcode(_) | Node::Embed(_) => {
                blocks = true;
                true
            }
            Node::Text(text) => text.trim().is_empty(),
            Node::Soft | Node::Hard => true,
            _ => false,
        });
        if blocks_only && blocks {
            self.paragraph = Paragraph::Bare;
            return;
        }
        self.write("<p");
        self.block_id(index);
        self.write(">");
        self.paragraph = Paragraph::Open(self.out.html.len());
    }

    fn end_paragraph(&mut self) {
        match self.paragraph {
            Paragraph::Open(start)
                if self.out.html[start..].trim().is_empty() && self.out.html.ends_with("<p>") =>
            {
                self.out.html.truncate(start - "<p>".len());
            }
            Paragraph::Bare => self.write("\n"),
            _ => self.write("</p>\n"),
        }
        self.paragraph = Paragraph::Closed;
    }

    /// Writes HTML that may hold blocks. A paragraph around it is interrupted; within a line of text that cannot be.
    fn block(&mut self, html: &str) {
        let in_paragraph = self.open.last().is_some_and(|&index| {
            matches!(self.flow.container(index), Some(Container::Paragraph))
                && self.paragraph != Paragraph::Bare
        });
        if in_paragraph {
            match self.paragraph {
                Paragraph::Open(start) if self.out.html.ends_with("<p>") && start == self.out.html.len() => {
                    self.out.html.truncate(start - "<p>".len());
                }
                _ => self.write("</p>\n"),
            }
            self.write(html);
            self.write("\n<p>");
            self.paragraph = Paragraph::Open(self.out.html.len());
        } else {
            self.write(html);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(terms) = self.terms.filter(|_| self.quiet == 0) else {
            push_escaped(&mut self.out.html, text);
            return;
        };
        let mut from = 0;
        for (range, term) in terms.find(text, &mut self.seen_terms) {
            self.write_escaped(&text[from..range.start]);
            self.term_count += 1;
            let id = format!("term-{}", self.term_count);
            let tag = if term.href.is_empty() { "dfn" } else { "a" };
            self.write("<");
            self.write(tag);
            self.write(" class=\"term\"");
            if term.href.is_empty() {
                self.write(" tabindex=\"0\"");
            } else {
                self.attribute("href", &term.href);
            }
            if !term.definition.is_empty() {
                self.attribute("data-definition", &term.definition);
                self.attribute("aria-describedby", &id);
            }
            self.write(">");
            self.write_escaped(&text[range.clone()]);
            self.write("</");
            self.write(tag);
            self.write(">");
            if !term.definition.is_empty() {
                self.write("<span hidden");
                self.attribute("id", &id);
                self.write(">");
                self.write_escaped(&term.definition);
                self.write("</span>");
            }
            from = range.end;
        }
        self.write_escaped(&text[from..]);
    }

    fn math(&mut self, tex: &str, display: bool) {
        if let Ok(html) = crate::math::render(tex, display) {
            self.out.math = true;
            self.write(&html);
        } else {
            self.write("<code class=\"math-error\" title=\"This formula is not valid\">");
            self.write_escaped(tex);
            self.write("</code>");
        }
    }
}

const HEADINGS: [(&str, &str); 6] = [
    ("<h1", "</h1>\n"),
    ("<h2", "</h2>\n"),
    ("<h3", "</h3>\n"),
    ("<h4", "</h4>\n"),
    ("<h5", "</h5>\n"),
    ("<h6", "</h6>\n"),
];

/// Raw elements within which no term is linked.
fn is_quiet(name: &str) -> bool {
    matches!(
        name,
        "a" | "button"
            | "summary"
            | "code"
            | "pre"
            | "kbd"
            | "samp"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "label"
            | "svg"
            | "select"
            | "textarea"
            | "script"
            | "style"
            | "title"
            | "option"
    )
}
