//! Texts that differ from their files: parts were put in, and the rest keeps its places.

use std::iter::Peekable;
use std::slice::Iter;
use std::sync::Arc;

use crate::source::boundary;
use crate::{SourceText, Span};

/// Something put into a text in place of something else.
#[derive(Debug, Clone)]
pub struct Insertion {
    /// What is replaced, in the text as it is. May be empty.
    pub span: Span,
    /// What takes its place.
    pub text: String,
    /// Who put it there, as in "in what the plugin `okr` made of this document"; none where it is not worth saying.
    pub by: Option<Arc<str>>,
    /// Where problems within it are shown, in the text as it is; none for the replaced span itself.
    pub shown: Option<Span>,
}

/// How a text came of a file's.
#[derive(Debug)]
pub(crate) struct Rewritten {
    original: Arc<str>,
    /// By place, apart.
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    /// In the text.
    span: Span,
    /// What it replaces, in the original.
    replaced: Span,
    /// Where it is shown, in the original.
    shown: Span,
    by: Option<Arc<str>>,
}

impl Rewritten {
    pub(crate) fn original(&self) -> &str {
        &self.original
    }

    /// The last part that begins at or before an offset.
    fn part(&self, offset: u32) -> Option<&Part> {
        let after = self.parts.partition_point(|part| part.span.start <= offset);
        // Of parts that begin at one place, an empty one before the offset ends there.
        self.parts[..after].last()
    }

    /// An offset of the text in the original, or what holds it.
    fn offset(&self, offset: u32) -> Result<u32, &Part> {
        match self.part(offset) {
            None => Ok(offset),
            Some(part) if offset < part.span.end => Err(part),
            Some(part) => Ok(part.replaced.end + (offset - part.span.end)),
        }
    }

    /// Where in the original a span is shown.
    pub(crate) fn shown(&self, span: Span) -> Span {
        match self.offset(span.start) {
            Err(part) => part.shown,
            Ok(start) => {
                let end = self.offset(span.end).unwrap_or(start).max(start);
                Span { start, end }
            }
        }
    }
}

/// A part that is being written.
struct Open {
    begins: usize,
    /// What it takes the place of, in the text before.
    start: usize,
    end: usize,
    shown: Span,
    by: Option<Arc<str>>,
}

/// Writes a text and its parts.
struct Writer<'t> {
    text: &'t str,
    before: &'t Rewritten,
    old: Peekable<Iter<'t, Part>>,
    rewritten: String,
    parts: Vec<Part>,
    /// What of the text before is written or left out.
    at: usize,
    open: Option<Open>,
}

impl Writer<'_> {
    fn insert(&mut self, insertion: &Insertion) {
        let start = boundary(self.text, insertion.span.start).max(self.at);
        let end = boundary(self.text, insertion.span.end).max(start);
        if self.open.as_ref().is_some_and(|open| start >= open.end) {
            self.close();
        }
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.begin(insertion, start, end),
        };
        open.end = open.end.max(end);
        while let Some(covered) = self.old.next_if(|part| (part.span.start as usize) < open.end) {
            open.end = open.end.max(covered.span.end as usize);
        }
        self.copy(start);
        self.rewritten.push_str(&insertion.text);
        self.at = end;
        self.open = Some(open);
    }

    fn begin(&mut self, insertion: &Insertion, start: usize, end: usize) -> Open {
        while let Some(part) = self.old.next_if(|part| part.span.end as usize <= start) {
            self.keep(part);
        }
        let span = Span::new(start, end);
        let shown = self.before.shown(insertion.shown.unwrap_or(span));
        // What begins within a part is part of it.
        let within = self.old.next_if(|part| (part.span.start as usize) < start);
        let (start, end) =
            within.map_or((start, end), |part| (part.span.start as usize, end.max(part.span.end as usize)));
        self.copy(start);
        Open {
            begins: self.rewritten.len(),
            start,
            end,
            shown: within.map_or(shown, |part| part.shown),
            by: within.map_or_else(|| insertion.by.clone(), |part| part.by.clone()),
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        self.copy(open.end);
        let edge = |offset: usize| match self.before.offset(offset as u32) {
            Ok(offset) => offset as usize,
            Err(part) => part.replaced.start as usize,
        };
        self.parts.push(Part {
            span: Span::new(open.begins, self.rewritten.len()),
            replaced: Span::new(edge(open.start), edge(open.end)),
            shown: open.shown,
            by: open.by,
        });
    }

    /// A part of before that nothing was put into.
    fn keep(&mut self, part: &Part) {
        self.copy(part.span.start as usize);
        let begins = self.rewritten.len();
        self.copy(part.span.end as usize);
        self.parts.push(Part { span: Span::new(begins, self.rewritten.len()), ..part.clone() });
    }

    fn copy(&mut self, to: usize) {
        if to > self.at {
            self.rewritten.push_str(&self.text[self.at..to]);
            self.at = to;
        }
    }

    fn finish(mut self) -> (String, Vec<Part>) {
        self.close();
        while let Some(part) = self.old.next() {
            self.keep(part);
        }
        self.copy(self.text.len());
        (self.rewritten, self.parts)
    }
}

impl SourceText {
    /// The text with `insertions`, which are in order and apart. Places of what is left stay those of the file. What is
    /// put into something put in, or over the edge of it, makes one part with it.
    #[must_use]
    pub fn rewrite(&self, insertions: &[Insertion]) -> Self {
        let text = &*self.text;
        let whole = Arc::new(Rewritten { original: self.text.clone(), parts: Vec::new() });
        let before = self.rewritten.as_ref().unwrap_or(&whole);
        let mut writer = Writer {
            text,
            before,
            old: before.parts.iter().peekable(),
            rewritten: String::with_capacity(text.len()),
            parts: Vec::with_capacity(before.parts.len() + insertions.len()),
            at: 0,
            open: None,
        };
        for insertion in insertions {
            writer.insert(insertion);
        }
        let (rewritten, parts) = writer.finish();
        Self {
            file: self.file.clone(),
            text: rewritten.into(),
            rewritten: Some(Arc::new(Rewritten { original: before.original.clone(), parts })),
        }
    }

    /// The same bytes in the file; none where part of them was put in.
    pub fn in_file(&self, span: Span) -> Option<Span> {
        let Some(rewritten) = &self.rewritten else { return Some(span) };
        let start = rewritten.offset(span.start).ok()?;
        let last = rewritten.offset(span.end.saturating_sub(1).max(span.start)).ok()?;
        let end = if span.end > span.start { last + 1 } else { start };
        (end - start == span.end - span.start).then_some(Span { start, end })
    }

    /// Whether it differs from its file.
    pub const fn is_rewritten(&self) -> bool {
        self.rewritten.is_some()
    }

    /// The file's own text.
    pub fn file_text(&self) -> &str {
        self.rewritten.as_ref().map_or(&*self.text, |rewritten| rewritten.original())
    }

    /// Where in the file's own text an offset is shown.
    pub fn file_offset(&self, offset: u32) -> u32 {
        let span = Span { start: offset, end: offset };
        self.rewritten.as_ref().map_or(offset, |rewritten| rewritten.shown(span).start)
    }

    /// Who put in what begins at a span, and the line of it; none for the file's own text.
    pub fn put_in(&self, span: Span) -> Option<(Arc<str>, String)> {
        let rewritten = self.rewritten.as_ref()?;
        let by = rewritten.offset(span.start).err()?.by.clone()?;
        let place = self.place_in(&self.text, span);
        Some((by, place.excerpt.trim().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn put(at: std::ops::Range<usize>, text: &str) -> Insertion {
        Insertion {
            span: Span::new(at.start, at.end),
            text: text.to_owned(),
            by: Some("who".into()),
            shown: None,
        }
    }

    #[test]
    fn places_are_those_of_the_file() {
        let source = SourceText::new("a.md", "one\ntwo\nthree\n");
        let made = source.rewrite(&[put(4..7, "2\n2\n2")]);
        assert_eq!(&*made.text, "one\n2\n2\n2\nthree\n");
        let three = made.text.find("three").expect("is there");
        assert_eq!(made.place(Span::new(three, three + 5)).line, 3);
        assert_eq!(made.in_file(Span::new(three, three + 5)), Some(Span::new(8, 13)));
        let within = Span::new(6, 7);
        assert_eq!((made.place(within).line, made.place(within).column), (2, 1));
        assert_eq!(made.in_file(within), None);
        assert_eq!(made.put_in(within), Some(("who".into(), "2".to_owned())));
        assert_eq!(made.put_in(Span::new(0, 1)), None);
    }

    #[test]
    fn what_is_put_in_can_be_shown_elsewhere() {
        let source = SourceText::new("a.md", "---\nreport: okr\n---\nText\n");
        let end = source.text.len();
        let made = source.rewrite(&[Insertion {
            shown: Some(Span::new(4, 15)),
            ..put(end..end, "\n## Report\n\n[x](gone.md)\n")
        }]);
        let link = made.text.find("[x]").expect("is there");
        assert_eq!(made.place(Span::new(link, link + 3)).line, 2);
    }

    proptest! {
        /// Whatever is put in, in however many rounds: what is left of the file is shown at its own place.
        #[test]
        fn what_is_left_keeps_its_place(
            rounds in prop::collection::vec(prop::collection::vec((0_usize..60, 0_usize..4, "[xy]{0,5}"), 0..4), 1..4)
        ) {
            // Every character of the file is different, so that it can be told where it went.
            let text: String = ('A'..='Z').chain('0'..='9').collect();
            let mut source = SourceText::new("a.md", text.clone());
            for round in rounds {
                let mut edits: Vec<Insertion> = Vec::new();
                let mut sorted = round;
                sorted.sort_by_key(|(at, ..)| *at);
                let mut end = 0;
                for (at, length, new) in sorted {
                    let at = (end + at).min(source.text.len());
                    let to = (at + length).min(source.text.len());
                    edits.push(put(at..to, &new));
                    end = to;
                }
                source = source.rewrite(&edits);
            }
            for (at, character) in source.text.char_indices() {
                let span = Span::new(at, at + 1);
                if let Some(was) = source.in_file(span) {
                    prop_assert_eq!(text[was.range()].chars().next(), Some(character), "at {} of {}", at, &source.text);
                } else {
                    prop_assert!(source.place(span).span.end as usize <= text.len());
                }
                if character.is_lowercase() {
                    prop_assert!(source.in_file(span).is_none());
                }
            }
        }
    }
}
