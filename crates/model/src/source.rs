//! Text of a file and places in it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Rewritten;

/// A range of bytes in the decoded text of a file (byte-order mark removed, front matter counted).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; an end before the start gives an empty span.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// As a range for slicing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span `offset` bytes further on: from a body's offsets to the file's.
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }
}

/// Starts of the lines of a text, to turn byte offsets into line and column.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the line starts of `text`. Lines end with `\n`; a `\r` before it belongs to the line.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        Self { starts }
    }

    /// Line (from 1) of a byte offset.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset) as u32
    }

    /// Bytes of a line (from 1), without its line end.
    pub fn line_span(&self, text: &str, line: u32) -> Span {
        let start = self.starts.get(line as usize - 1).copied().unwrap_or(text.len() as u32) as usize;
        let end = self.starts.get(line as usize).map_or(text.len(), |next| *next as usize - 1);
        let end = end.max(start);
        let trimmed = text[start..end].strip_suffix('\r').map_or(end, |line| start + line.len());
        Span::new(start, trimmed)
    }

    /// Line and column, both from 1; the column counts characters.
    pub fn position(&self, text: &str, offset: u32) -> (u32, u32) {
        let offset = boundary(text, offset);
        let line = self.line(offset as u32);
        let start = self.starts[line as usize - 1] as usize;
        (line, text[start..offset].chars().count() as u32 + 1)
    }
}

/// The decoded text of a file under the name that people know it by (relative to the workspace).
#[derive(Debug, Clone)]
pub struct SourceText {
    /// Name shown in diagnostics, relative to the workspace root.
    pub file: Arc<str>,
    /// The text.
    pub text: Arc<str>,
    /// How the text came of the file's, where it is not the same.
    pub(crate) rewritten: Option<Arc<Rewritten>>,
}

impl SourceText {
    /// Names a text.
    pub fn new(file: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), text: text.into(), rewritten: None }
    }

    /// The place of a span, with line, column and excerpt worked out.
    /// Costs a count of the lines before it; it is called when something is reported, not before.
    ///
    /// In a rewritten text it is a place of the file: where the span lies in what was put in, what that is shown at.
    pub fn place(&self, span: Span) -> Place {
        match &self.rewritten {
            None => self.place_in(&self.text, span),
            Some(rewritten) => self.place_in(rewritten.original(), rewritten.shown(span)),
        }
    }

    pub(crate) fn place_in(&self, text: &str, span: Span) -> Place {
        let start = boundary(text, span.start);
        let end = boundary(text, span.end).max(start);
        let line = 1 + count_lines(&text[..start]);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let column = text[line_start..start].chars().count() as u32 + 1;
        let end_line = line + count_lines(&text[start..end]);
        let end_line_start = text[..end].rfind('\n').map_or(0, |at| at + 1);
        let end_column = text[end_line_start..end].chars().count() as u32 + 1;
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let whole = &text[line_start..line_end];
        let (excerpt, excerpt_column) = window(whole.strip_suffix('\r').unwrap_or(whole), column);
        Place {
            file: self.file.clone(),
            span,
            line,
            column,
            end_line,
            end_column,
            excerpt: excerpt.into(),
            excerpt_column,
        }
    }
}

fn count_lines(text: &str) -> u32 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u32
}

/// The offset itself, or the nearest earlier one that lies between characters.
pub(crate) fn boundary(text: &str, offset: u32) -> usize {
    let mut offset = (offset as usize).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Longest excerpt kept, in characters: a minified file must not fill the screen or the cache.
const EXCERPT: usize = 160;

/// The part of a long line around `column`, and that column within the part.
fn window(line: &str, column: u32) -> (String, u32) {
    let count = line.chars().count();
    if count <= EXCERPT {
        return (line.to_owned(), column);
    }
    let column = column as usize;
    let first = column.saturating_sub(EXCERPT / 2).min(count.saturating_sub(EXCERPT));
    (line.chars().skip(first).take(EXCERPT).collect(), (column - first) as u32)
}

/// A place in a file, complete in itself: it can be printed without the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Name of the file, relative to the workspace root.
    pub file: Arc<str>,
    /// Bytes in the decoded text.
    pub span: Span,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Column of the first byte, from 1, in characters.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column of the end, exclusive.
    pub end_column: u32,
    /// The first line (a window of it where it is very long).
    pub excerpt: Arc<str>,
    /// Column of the first byte within the excerpt, from 1.
    pub excerpt_column: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_and_leave_out_line_ends() {
        let source = SourceText::new("a.md", "ein\r\nÄpfel und Öl\r\n");
        let start = source.text.find("und").expect("is there");
        let place = source.place(Span::new(start, start + 3));
        assert_eq!((place.line, place.column, place.end_column), (2, 7, 10));
        assert_eq!(&*place.excerpt, "Äpfel und Öl");
    }

    #[test]
    fn a_span_past_the_end_is_the_end() {
        let source = SourceText::new("a.md", "x\n");
        let place = source.place(Span::new(50, 60));
        assert_eq!((place.line, place.column), (2, 1));
        assert_eq!(source.place(Span::new(0, 0)).line, 1);
        assert_eq!(SourceText::new("e.md", "").place(Span::default()).line, 1);
    }

    #[test]
    fn long_lines_are_shown_around_the_place() {
        let text = format!("{}X{}", "a".repeat(5000), "b".repeat(5000));
        let place = SourceText::new("a.md", text).place(Span::new(5000, 5001));
        let shown: Vec<char> = place.excerpt.chars().collect();
        assert_eq!(shown[place.excerpt_column as usize - 1], 'X');
        assert_eq!(shown.len(), EXCERPT);
    }
}
