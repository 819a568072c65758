//! A line that is being typed.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};
use unicode_width::UnicodeWidthStr as _;

/// A question is not longer than this, in bytes.
const LONGEST: usize = 4096;

/// A line of text and the place in it where typing goes on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Input {
    text: String,
    /// In bytes; always between two characters as a reader sees them.
    cursor: usize,
}

impl Input {
    /// What was typed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Columns before the cursor.
    pub(crate) fn column(&self) -> usize {
        self.text[..self.cursor].width()
    }

    /// Types. Line feeds and other control characters become spaces; what would make the line too long is left out.
    pub(crate) fn insert(&mut self, text: &str) {
        for character in text.chars() {
            let character = if character.is_control() { ' ' } else { character };
            if self.text.len() + character.len_utf8() > LONGEST {
                break;
            }
            self.text.insert(self.cursor, character);
            self.cursor += character.len_utf8();
        }
        self.settle();
    }

    /// One character to the left.
    pub(crate) fn left(&mut self) {
        self.cursor = self.before(self.cursor);
    }

    /// One character to the right.
    pub(crate) fn right(&mut self) {
        self.cursor = self.after(self.cursor);
    }

    /// To the beginning of the word.
    pub(crate) fn word_left(&mut self) {
        self.cursor = self.word_start();
        if !self.is_settled() {
            self.left();
        }
    }

    /// To the end of the word.
    pub(crate) fn word_right(&mut self) {
        let rest = &self.text[self.cursor..];
        let word = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        let length = rest[word..].find(char::is_whitespace).unwrap_or(rest.len() - word);
        self.cursor += word + length;
        self.settle();
    }

    /// To the beginning.
    pub(crate) const fn home(&mut self) {
        self.cursor = 0;
    }

    /// To the end.
    pub(crate) fn end(&mut self) {
        self.cursor = self.text.len();
    }

    /// Takes away the character on the left.
    pub(crate) fn backspace(&mut self) {
        self.take(self.before(self.cursor), self.cursor);
    }

    /// Takes away the character on the right.
    pub(crate) fn delete(&mut self) {
        self.take(self.cursor, self.after(self.cursor));
    }

    /// Takes away the word on the left.
    pub(crate) fn delete_word(&mut self) {
        self.take(self.word_start(), self.cursor);
    }

    /// Takes away all on the left.
    pub(crate) fn delete_to_start(&mut self) {
        self.take(0, self.cursor);
    }

    /// Takes away all on the right.
    pub(crate) fn delete_to_end(&mut self) {
        self.take(self.cursor, self.text.len());
    }

    fn take(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
        self.settle();
    }

    /// What is typed or taken away can join characters: the cursor never stays inside of one.
    fn settle(&mut self) {
        if !self.is_settled() {
            self.right();
        }
    }

    fn is_settled(&self) -> bool {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor.is_boundary(&self.text, 0) == Ok(true)
    }

    fn before(&self, at: usize) -> usize {
        GraphemeCursor::new(at, self.text.len(), true)
            .prev_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(0)
    }

    fn after(&self, at: usize) -> usize {
        GraphemeCursor::new(at, self.text.len(), true)
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len())
    }

    fn word_start(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        before
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))
    }

    /// The part that fits into `room` columns with the cursor in it, and the cursor's column in that.
    pub(crate) fn shown(&self, room: usize) -> (String, usize) {
        let mut start = 0;
        let mut column = self.column();
        let mut graphemes = self.text.graphemes(true);
        while column >= room.max(1) {
            let Some(first) = graphemes.next() else { break };
            start += first.len();
            column -= first.width();
        }
        let mut shown = String::new();
        let mut width = 0;
        for grapheme in self.text[start..].graphemes(true) {
            width += grapheme.width();
            if width > room {
                break;
            }
            shown.push_str(grapheme);
        }
        (shown, column)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(text: &str) -> Input {
        let mut input = Input::default();
        input.insert(text);
        input
    }

    #[test]
    fn a_line_is_edited_as_in_a_shell() {
        let mut input = typed("how do we begin");
        input.delete_word();
        assert_eq!(input.text(), "how do we ");
        input.delete_word();
        assert_eq!(input.text(), "how do ");
        input.home();
        input.insert("so ");
        assert_eq!((input.text(), input.column()), ("so how do ", 3));
        input.word_right();
        input.delete_to_end();
        assert_eq!(input.text(), "so how");
        input.left();
        input.backspace();
        assert_eq!(input.text(), "so hw");
        input.delete();
        assert_eq!(input.text(), "so h");
        input.word_left();
        input.delete_to_start();
        assert_eq!(input.text(), "h");
        input.end();
        input.right();
        input.backspace();
        input.backspace();
        assert_eq!(input, Input::default());
    }

    #[test]
    fn what_readers_see_as_one_character_is_one() {
        let mut input = typed("e\u{301}👩‍👩‍👧x");
        input.left();
        input.backspace();
        assert_eq!(input.text(), "e\u{301}x");
        input.backspace();
        assert_eq!(input.text(), "x");
    }

    #[test]
    fn pasted_lines_become_one_and_endless_ones_end() {
        assert_eq!(typed("a\nb\u{1b}[2Jc").text(), "a b [2Jc");
        assert_eq!(typed(&"ä".repeat(100_000)).text().len(), LONGEST);
    }

    #[test]
    fn the_cursor_is_always_seen() {
        let input = typed("abcdefghij");
        assert_eq!(input.shown(5), ("ghij".to_owned(), 4));
        assert_eq!(typed("日本語").shown(5), ("本語".to_owned(), 4));
        let mut first = typed("abcdefghij");
        first.home();
        assert_eq!(first.shown(5), ("abcde".to_owned(), 0));
        assert_eq!(input.shown(0).0, "");
    }

    proptest! {
        #[test]
        fn the_cursor_is_never_inside_a_character(
            text in "\\PC{0,20}",
            keys in proptest::collection::vec(0..12_u8, 0..40),
            room in 0..30_usize,
        ) {
            let mut input = typed(&text);
            for key in keys {
                match key {
                    0 => input.left(),
                    1 => input.right(),
                    2 => input.word_left(),
                    3 => input.word_right(),
                    4 => input.home(),
                    5 => input.end(),
                    6 => input.backspace(),
                    7 => input.delete(),
                    8 => input.delete_word(),
                    9 => input.insert("\u{301}"),
                    10 => input.insert("\u{200d}👩 "),
                    _ => input.insert("x y"),
                }
                let boundary = GraphemeCursor::new(input.cursor, input.text.len(), true).is_boundary(&input.text, 0);
                prop_assert_eq!(boundary, Ok(true), "{:?}", input);
                input.shown(room);
            }
        }
    }
}
