//! From nodes to blocks and runs.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::{Block, Column, Item, Run, RunStyle};
use crate::node::{Container, Flow, Node};
use crate::render::code::language;

/// Blocks within blocks go this deep; what is farther in is one paragraph.
const DEEPEST: usize = 24;

pub(super) struct Reader<'f, 't> {
    pub(super) flow: &'f Flow<'t>,
}

impl Reader<'_, '_> {
    pub(super) fn blocks(&self, nodes: Range<usize>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Words that stand in no paragraph, as in a tight list.
        let mut loose: Option<usize> = None;
        let mut at = nodes.start;
        while at < nodes.end {
            let entry = &self.flow.nodes[at];
            let is_word = match &entry.node {
                Node::Start(container) => container.is_inline() && !self.holds_blocks(at),
                Node::CodeBlock { .. } | Node::Rule | Node::End => false,
                Node::Math { display, .. } => !display,
                _ => true,
            };
            if is_word && depth <= DEEPEST {
                loose.get_or_insert(at);
                at = entry.partner.max(at) + 1;
                continue;
            }
            if let Some(start) = loose.take() {
                self.paragraph(start..at, &mut blocks);
            }
            match &entry.node {
                Node::Start(container) if depth < DEEPEST => {
                    self.container(container, at + 1..entry.partner, depth + 1, &mut blocks);
                    at = entry.partner;
                }
                Node::Start(_) => {
                    self.paragraph(at + 1..entry.partner, &mut blocks);
                    at = entry.partner;
                }
                Node::CodeBlock { info, text, .. } => blocks.push(code(info, text)),
                Node::Math { tex, .. } => {
                    blocks.push(Block::Code { language: "latex".to_owned(), text: tex.to_string() });
                }
                Node::Rule => blocks.push(Block::Rule),
                _ => {}
            }
            at += 1;
        }
        if let Some(start) = loose {
            self.paragraph(start..nodes.end, &mut blocks);
        }
        blocks
    }

    /// Whether a raw element has blocks in it, as `<div>` and `<details>` have.
    fn holds_blocks(&self, start: usize) -> bool {
        let nodes = &self.flow.nodes;
        matches!(nodes[start].node, Node::Start(Container::Raw(_)))
            && nodes[start + 1..nodes[start].partner].iter().any(|entry| match &entry.node {
                Node::Start(container) => !container.is_inline(),
                Node::CodeBlock { .. } => true,
                _ => false,
            })
    }

    fn container(
        &self,
        container: &Container<'_>,
        inner: Range<usize>,
        depth: usize,
        blocks: &mut Vec<Block>,
    ) {
        match container {
            Container::Heading(heading) => {
                let level = self.flow.headings.get(*heading).map_or(1, |heading| heading.level);
                blocks.push(Block::Heading { level, text: self.runs(inner) });
            }
            Container::Paragraph | Container::CalloutTitle | Container::DefinitionTitle => {
                self.paragraph(inner, blocks);
            }
            Container::Quote => blocks.push(Block::Quote(self.blocks(inner, depth))),
            Container::Callout(callout) => blocks.push(self.callout(&callout.kind, inner, depth)),
            Container::List(first) => {
                let mut items = Vec::new();
                for start in self.children(inner, |container| matches!(container, Container::Item)) {
                    let inner = start + 1..self.flow.nodes[start].partner;
                    items.push(Item { done: self.task(inner.clone()), blocks: self.blocks(inner, depth) });
                }
                blocks.push(Block::List { first: *first, items });
            }
            Container::Footnote(label) => {
                blocks.push(Block::Footnote { label: label.to_string(), blocks: self.blocks(inner, depth) });
            }
            Container::DefinitionList => self.definitions(inner, depth, blocks),
            Container::Table(alignments) => blocks.push(self.table(alignments, inner)),
            Container::Dropped => {}
            _ => blocks.extend(self.blocks(inner, depth)),
        }
    }

    fn callout(&self, kind: &str, inner: Range<usize>, depth: usize) -> Block {
        let first = &self.flow.nodes[inner.start];
        let (title, rest) = match &first.node {
            Node::Start(Container::CalloutTitle) => {
                (self.runs(inner.start + 1..first.partner), first.partner + 1..inner.end)
            }
            _ => (Vec::new(), inner),
        };
        Block::Callout { kind: kind.to_owned(), title, blocks: self.blocks(rest, depth) }
    }

    fn definitions(&self, inner: Range<usize>, depth: usize, blocks: &mut Vec<Block>) {
        let is_part = |container: &Container<'_>| {
            matches!(container, Container::DefinitionTitle | Container::Definition)
        };
        for start in self.children(inner, is_part) {
            let inner = start + 1..self.flow.nodes[start].partner;
            if matches!(self.flow.nodes[start].node, Node::Start(Container::DefinitionTitle)) {
                blocks.push(Block::Definition { term: self.runs(inner), blocks: Vec::new() });
                continue;
            }
            let meaning = self.blocks(inner, depth);
            if let Some(Block::Definition { blocks, .. }) = blocks.last_mut() {
                blocks.extend(meaning);
            }
        }
    }

    fn table(&self, alignments: &[Alignment], inner: Range<usize>) -> Block {
        let is_row =
            |container: &Container<'_>| matches!(container, Container::TableHead | Container::TableRow);
        let is_cell = |container: &Container<'_>| matches!(container, Container::TableCell);
        let mut rows: Vec<Vec<Vec<Run>>> = Vec::new();
        for row in self.children(inner, is_row) {
            let cells = self.children(row + 1..self.flow.nodes[row].partner, is_cell);
            rows.push(cells.map(|cell| self.runs(cell + 1..self.flow.nodes[cell].partner)).collect());
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let columns = alignments.iter().map(|alignment| match alignment {
            Alignment::Right => Column::Right,
            Alignment::Center => Column::Centre,
            Alignment::Left | Alignment::None => Column::Left,
        });
        Block::Table { columns: columns.collect(), head, rows }
    }

    /// Starts of the containers of a sort that stand directly in a range.
    fn children<'c>(
        &'c self,
        nodes: Range<usize>,
        wanted: impl Fn(&Container<'_>) -> bool + 'c,
    ) -> impl Iterator<Item = usize> + 'c {
        let mut at = nodes.start;
        std::iter::from_fn(move || {
            while at < nodes.end {
                let here = at;
                at = self.flow.nodes[here].partner.max(here) + 1;
                if let Node::Start(container) = &self.flow.nodes[here].node
                    && wanted(container)
                {
                    return Some(here);
                }
            }
            None
        })
    }

    /// Whether an item is a task, and done.
    fn task(&self, inner: Range<usize>) -> Option<bool> {
        self.flow.nodes[inner].iter().take(2).find_map(|entry| match entry.node {
            Node::Task(done) => Some(done),
            _ => None,
        })
    }

    fn paragraph(&self, nodes: Range<usize>, blocks: &mut Vec<Block>) {
        let runs = self.runs(nodes);
        if runs.iter().any(|run| !run.text.trim().is_empty()) {
            blocks.push(Block::Paragraph(runs));
        }
    }

    /// Words with their styles; blocks among them are taken for words.
    fn runs(&self, nodes: Range<usize>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut open: Vec<(usize, RunStyle, Option<String>)> = Vec::new();
        let mut at = nodes.start;
        while at < nodes.end {
            let entry = &self.flow.nodes[at];
            let (mut style, mut link) =
                open.last().map(|(_, style, link)| (*style, link.clone())).unwrap_or_default();
            let mut push = |text: &str, style: RunStyle, link: Option<String>| match runs.last_mut() {
                Some(last) if last.style == style && last.link == link => last.text.push_str(text),
                _ if text.is_empty() => {}
                _ => runs.push(Run { text: text.to_owned(), style, link }),
            };
            match &entry.node {
                Node::Start(Container::Dropped) => at = entry.partner,
                Node::Start(container) => {
                    match container {
                        Container::Strong => style.strong = true,
                        Container::Emphasis => style.emphasis = true,
                        Container::Strikethrough => style.struck = true,
                        Container::Mark => style.marked = true,
                        Container::Link(index) => {
                            link = self.flow.links.get(*index).map(|fact| fact.target.clone());
                        }
                        _ => {}
                    }
                    open.push((entry.partner, style, link));
                }
                Node::End => {
                    let inner = open.pop();
                    let was_block = self.flow.container(entry.partner).is_some_and(|c| !c.is_inline());
                    if was_block && inner.is_some() {
                        push(" ", RunStyle::default(), None);
                    }
                }
                Node::Text(text) => push(text, style, link),
                Node::HtmlText(text) => push(&crate::escape::decode(text), style, link),
                Node::Code(text) | Node::Math { tex: text, .. } => {
                    push(text, RunStyle { code: true, ..style }, link);
                }
                Node::CodeBlock { text, .. } => push(text, RunStyle { code: true, ..style }, link),
                Node::Soft => push(" ", style, link),
                Node::Hard => push("\n", style, link),
                Node::Void(tag) if tag.name == "br" => push("\n", style, link),
                Node::FootnoteReference(label) => push(&format!("[{label}]"), style, link),
                Node::Image(index) | Node::Embed(index) => {
                    if let Some(fact) = self.flow.links.get(*index) {
                        let words = if fact.label.is_empty() { &fact.target } else { &fact.label };
                        push(words, style, link.or_else(|| Some(fact.target.clone())));
                    }
                }
                Node::Verbatim(_) | Node::Rule | Node::Task(_) | Node::Shortcode(_) | Node::Void(_) => {}
            }
            at += 1;
        }
        runs
    }
}

fn code(info: &str, text: &str) -> Block {
    if crate::chart::is_chart(info)
        && let Ok(chart) = stratbook_charts::read(text)
    {
        return Block::Chart(Box::new(chart.plain()));
    }
    Block::Code { language: language(info), text: text.trim_end_matches('\n').to_owned() }
}
