//! Puts values into a template, so that they stay data: what would be Markdown or HTML in them is shown as it is written.

mod edit;
mod escape;

use std::ops::Range;

use crate::variables::scan::{Place, Scan, Use};
use edit::Edits;

/// What is written in place of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Whether it is Markdown, because somebody asked for that.
    pub markdown: bool,
}

impl Written {
    /// A text that is shown as it is.
    pub fn data(text: impl Into<String>) -> Self {
        Self { text: text.into(), markdown: false }
    }
}

/// What else is done to a text while it is filled.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// What is left out.
    pub cuts: Vec<Range<usize>>,
    /// How many levels headings go down; below zero they go up.
    pub shift: i32,
    /// The folder of the template, for links that are relative to it.
    pub folder: Option<String>,
    /// Whether what stays open is highlighted.
    pub highlight: bool,
}

/// The text with what `value` says in place of each variable. Where it says nothing, the variable stays.
pub fn fill(
    text: &str,
    scan: &Scan,
    shape: &Shape,
    mut value: impl FnMut(&Use) -> Option<Written>,
) -> String {
    let mut edits = Edits::default();
    for cut in &shape.cuts {
        edits.cut(cut.clone());
    }
    // The longest run of backticks or tildes that goes into each block and span of code.
    let mut block_runs = vec![[0_usize; 2]; scan.blocks.len()];
    let mut span_runs = vec![0_usize; scan.spans.len()];
    let mut open_in_block: Vec<Vec<&str>> = vec![Vec::new(); scan.blocks.len()];
    let mut open_before = None;
    for found in &scan.uses {
        let range = found.range.clone();
        let Some(written) = value(found).filter(|written| !written.text.trim().is_empty()) else {
            let marked =
                matches!(found.place, Place::Prose | Place::Heading | Place::Cell(..) | Place::LinkText);
            if shape.highlight && marked {
                // Two highlights that touch would be read as one sign of four.
                let joint = if open_before == Some(range.start) { "\u{2060}" } else { "" };
                edits.replace(range.clone(), format!("{joint}=={}==", &text[range.clone()]));
                open_before = Some(range.end);
            }
            if let Place::Block(block) = found.place {
                let name = &text[range];
                if !open_in_block[block].contains(&name) {
                    open_in_block[block].push(name);
                }
            }
            continue;
        };
        let around = Around::of(text, &range);
        let new = match found.place {
            Place::Block(block) => {
                for (run, sign) in block_runs[block].iter_mut().zip(['`', '~']) {
                    *run = escape::longest_run(&written.text, sign).max(*run);
                }
                escape::literal(&written.text, around.line_before)
            }
            Place::Code(span, in_cell) => {
                span_runs[span] = escape::longest_run(&written.text, '`').max(span_runs[span]);
                escape::in_code(&written.text, in_cell)
            }
            Place::Html | Place::LinkTitle => escape::html(&written.text),
            Place::Address => escape::address(&written.text),
            Place::Prose | Place::Heading | Place::LinkText | Place::Cell(..) => {
                let cell = matches!(found.place, Place::Cell(..));
                if around.before == Some('$') && !around.line_before.ends_with("\\$") {
                    // Two amounts of money in a line are no formula.
                    edits.insert(range.start - 1, "\\");
                }
                if written.markdown {
                    escape::markdown(&written.text, found.place, &around)
                } else {
                    let at_start = !cell && found.place == Place::Prose && around.begins_block();
                    escape::text(&written.text, at_start, around.before, around.after)
                }
            }
        };
        edits.replace(range, new);
    }
    for (block, runs) in scan.blocks.iter().zip(block_runs) {
        if block.fenced {
            edits.widen_fence(text, &block.range, runs);
        }
    }
    if shape.highlight {
        // Nothing can be highlighted in code, so it is said below.
        for (block, open) in scan.blocks.iter().zip(open_in_block) {
            let in_line = text[..block.range.start].ends_with('\n') || block.range.start == 0;
            if block.fenced && in_line && !open.is_empty() {
                let end = block.range.start + text[block.range.clone()].trim_end().len();
                edits.insert(end, &format!("\n\nOpen in this block: =={}==\n", open.join("==, ==")));
            }
        }
    }
    for (span, run) in scan.spans.iter().zip(span_runs) {
        edits.widen_span(text, span, run);
    }
    if shape.shift != 0 {
        for heading in &scan.headings {
            edits.shift(text, heading, shape.shift);
        }
    }
    if let Some(folder) = &shape.folder {
        for address in &scan.addresses {
            let inside = |found: &&Use| address.range.contains(&found.range.start);
            if let Some(absolute) = escape::absolute(&address.target, folder)
                && !scan.uses.iter().any(|found| inside(&found))
            {
                edits.replace(address.range.clone(), absolute);
            }
        }
    }
    edits.apply(text)
}

/// What stands around a place.
pub(crate) struct Around<'t> {
    pub(crate) before: Option<char>,
    pub(crate) after: Option<char>,
    /// The line up to the place.
    pub(crate) line_before: &'t str,
    /// The line behind it.
    pub(crate) line_after: &'t str,
}

impl<'t> Around<'t> {
    fn of(text: &'t str, range: &Range<usize>) -> Self {
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
        Self {
            before: text[..range.start].chars().next_back(),
            after: text[range.end..].chars().next(),
            line_before: &text[start..range.start],
            line_after: &text[range.end..end],
        }
    }

    /// Whether nothing but signs of lists and quotations stands before the place.
    pub(crate) fn begins_block(&self) -> bool {
        self.line_before.chars().all(|character| {
            character.is_whitespace() || character.is_ascii_digit() || "-*+>.):[ ]x".contains(character)
        })
    }

    /// Whether the place has its line to itself.
    pub(crate) fn alone(&self) -> bool {
        self.line_before.chars().all(|character| character.is_whitespace() || character == '>')
            && self.line_after.trim().is_empty()
    }
}

#[cfg(test)]
mod tests;
