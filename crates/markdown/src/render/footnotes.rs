//! Footnotes: numbered where they are first referred to, collected at the end, with ways back.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::Renderer;
use crate::node::{Flow, Node};

/// The footnotes of what is rendered.
pub(super) struct Notes<'r> {
    /// Start nodes, in order of their numbers.
    order: Vec<usize>,
    numbers: HashMap<&'r str, usize>,
    /// How often each was referred to so far.
    uses: Vec<usize>,
}

impl<'r> Notes<'r> {
    /// Whole bodies show all footnotes, parts those that they refer to.
    pub(super) fn new(flow: &'r Flow<'r>, ranges: &[Range<usize>]) -> Self {
        let all = flow.footnotes();
        let numbers: HashMap<&str, usize> =
            all.iter().enumerate().map(|(at, (label, _))| (*label, at + 1)).collect();
        let covered: usize = ranges.iter().map(Range::len).sum();
        let partial = covered + 20 < flow.nodes.len() && ranges.len() < 2;
        let mut wanted = vec![!partial; all.len()];
        if partial {
            let mut pending: Vec<Range<usize>> = ranges.to_vec();
            while let Some(range) = pending.pop() {
                for entry in &flow.nodes[range] {
                    if let Node::FootnoteReference(label) = &entry.node
                        && let Some(number) = numbers.get(&**label)
                        && !std::mem::replace(&mut wanted[number - 1], true)
                    {
                        let start = all[number - 1].1;
                        pending.push(start..flow.nodes[start].partner);
                    }
                }
            }
        }
        let order: Vec<usize> = all
            .iter()
            .zip(&wanted)
            .map(|((_, node), wanted)| if *wanted { *node } else { usize::MAX })
            .collect();
        Self { uses: vec![0; order.len()], order, numbers }
    }
}

impl Renderer<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let Some(&number) = self.notes.numbers.get(label) else {
            self.write_escaped(&format!("[^{label}]"));
            return;
        };
        self.notes.uses[number - 1] += 1;
        let count = self.notes.uses[number - 1];
        if self.embedded || self.quiet > 0 {
            self.write(&format!("<sup class=\"footnote-ref\">{number}</sup>"));
            return;
        }
        let id = reference_id(number, count);
        self.write(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\" role=\"doc-noteref\" \
             aria-label=\"Footnote {number}\">{number}</a></sup>"
        ));
    }

    pub(super) fn footnotes(&mut self) {
        if self.notes.order.iter().all(|node| *node == usize::MAX) {
            return;
        }
        let attributes = if self.embedded { "" } else { " role=\"doc-endnotes\" aria-label=\"Footnotes\"" };
        self.write(&format!("<section class=\"footnotes\"{attributes}>\n<ol>\n"));
        for index in 0..self.notes.order.len() {
            let start = self.notes.order[index];
            if start == usize::MAX {
                continue;
            }
            let number = index + 1;
            self.write("<li");
            if number != 1 {
                self.attribute("value", &number.to_string());
            }
            if !self.embedded {
                self.attribute("id", &format!("fn-{number}"));
            }
            self.write(">");
            self.open.push(start);
            self.nodes(start + 1..self.flow.nodes[start].partner);
            self.open.pop();
            self.back_links(number);
            self.write("</li>\n");
        }
        self.write("</ol>\n</section>\n");
    }

    fn back_links(&mut self, number: usize) {
        let uses = self.notes.uses[number - 1];
        if self.embedded || uses == 0 {
            return;
        }
        let mut links = String::new();
        for count in 1..=uses.min(20) {
            let id = reference_id(number, count);
            let which = if uses == 1 { String::new() } else { format!(", {count}") };
            let _ = write!(
                links,
                " <a class=\"footnote-back\" href=\"#{id}\" role=\"doc-backlink\" \
                 aria-label=\"Back to the text of footnote {number}{which}\">↩</a>"
            );
        }
        let html = &mut self.out.html;
        match html.strip_suffix("</p>\n").map(str::len) {
            Some(length) => {
                html.truncate(length);
                html.push_str(&links);
                html.push_str("</p>\n");
            }
            None => html.push_str(&links),
        }
    }
}

fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") }
}
