//! Changes of a text, collected first and made at once.

use std::ops::Range;

use super::escape;
use crate::variables::scan::Heading;

/// Changes of a text. Where something is cut, nothing else is changed.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: Vec<(Range<usize>, String, bool)>,
}

impl Edits {
    pub(super) fn cut(&mut self, range: Range<usize>) {
        self.edits.push((range, String::new(), true));
    }

    pub(super) fn replace(&mut self, range: Range<usize>, new: String) {
        self.edits.push((range, new, false));
    }

    pub(super) fn insert(&mut self, at: usize, new: &str) {
        self.edits.push((at..at, new.to_owned(), false));
    }

    /// Makes the fences of a block longer than any line of them in what goes in.
    pub(super) fn widen_fence(&mut self, text: &str, block: &Range<usize>, runs: [usize; 2]) {
        let opening = &text[block.clone()];
        let Some(sign) = opening.chars().next().filter(|sign| matches!(sign, '`' | '~')) else { return };
        let length = escape::run_at_start(opening, sign);
        let longest = runs[usize::from(sign == '~')];
        if longest < length {
            return;
        }
        let more = sign.to_string().repeat(longest + 1 - length);
        self.insert(block.start, &more);
        let last = opening.trim_end().rsplit('\n').next().unwrap_or_default();
        let closing = last.trim_start_matches([' ', '>', '\t']);
        let closed = opening.trim_end().contains('\n')
            && escape::run_at_start(closing, sign) >= length
            && closing.trim_end().chars().all(|character| character == sign);
        if closed {
            self.insert(block.start + opening.trim_end().len(), &more);
        }
    }

    /// The same for code within a line.
    pub(super) fn widen_span(&mut self, text: &str, span: &Range<usize>, run: usize) {
        let length = escape::run_at_start(&text[span.clone()], '`');
        if run > 0 && length > 0 {
            // With a space at each end, since a backtick may now stand there.
            let more = "`".repeat((run + 1).saturating_sub(length));
            self.insert(span.start + length, &format!("{more} "));
            self.insert(span.end - length, &format!(" {more}"));
        }
    }

    /// Moves a heading down, or up where the number is below zero.
    pub(super) fn shift(&mut self, text: &str, heading: &Heading, by: i32) {
        let level = (i32::from(heading.level) + by).clamp(2, 6) as usize;
        let written = &text[heading.range.clone()];
        let signs = escape::run_at_start(written, '#');
        if signs > 0 {
            self.replace(heading.range.start..heading.range.start + signs, "#".repeat(level));
            return;
        }
        // A heading that is underlined becomes one with signs, if it is one line.
        let line = written.trim_end();
        if let Some((words, underline)) = line.split_once('\n')
            && !underline.contains('\n')
        {
            self.insert(heading.range.start, &format!("{} ", "#".repeat(level)));
            let start = heading.range.start + words.len();
            self.cut(start..heading.range.start + line.len());
        }
    }

    pub(super) fn apply(mut self, text: &str) -> String {
        // Cuts come before what begins at the same place; all else keeps its order.
        self.edits.sort_by_key(|(range, _, cut)| (range.start, !cut));
        let mut out = String::with_capacity(text.len() + 256);
        let mut at = 0;
        let mut cut_to = 0;
        for (range, new, cut) in self.edits {
            if range.start < at || (range.start < cut_to && !cut) {
                // Two cuts may overlap.
                if cut && range.end > at {
                    at = range.end;
                    cut_to = range.end;
                }
                continue;
            }
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(&new);
            at = range.end;
            if cut {
                cut_to = range.end;
            }
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}
