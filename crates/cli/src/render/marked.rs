//! Text with marked places, broken into lines.

use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::UnicodeWidthChar as _;

use crate::text::tame;

/// A text whose characters have styles.
pub(crate) struct Line<S> {
    characters: Vec<(char, S)>,
}

impl<S> Default for Line<S> {
    fn default() -> Self {
        Self { characters: Vec::new() }
    }
}

impl<S: Copy> Line<S> {
    /// Adds text in one style.
    pub(crate) fn plain(&mut self, text: &str, style: S) {
        self.characters.extend(tame(text).chars().map(|character| (character, style)));
    }

    /// Adds text with places in another style. Places are in characters, ascending.
    pub(crate) fn marked(&mut self, text: &str, marks: &[(u32, u32)], style: S, mark: S) {
        let mut marks = marks.iter().peekable();
        for (at, character) in (0u32..).zip(tame(text).chars()) {
            while marks.next_if(|(_, to)| *to <= at).is_some() {}
            let inside = marks.peek().is_some_and(|(from, _)| *from <= at);
            self.characters.push((character, if inside { mark } else { style }));
        }
    }

    /// Its lines of at most `room` columns, broken at spaces. A word that is too long for a line is broken anywhere.
    pub(crate) fn lines(&self, room: usize) -> Vec<&[(char, S)]> {
        lines(&self.characters, room)
    }

    /// What fits into `room` columns, with an ellipsis where that is not all.
    pub(crate) fn cut(mut self, room: usize) -> Vec<(char, S)> {
        let mut columns = 0;
        let mut fits = 0;
        for (at, (character, _)) in self.characters.iter().enumerate() {
            columns += character.width().unwrap_or(0);
            if columns > room {
                // The ellipsis stands in the place of what would be the last.
                self.characters.truncate(fits);
                if let Some(style) = self.characters.last().map(|(_, style)| *style) {
                    self.characters.push(('…', style));
                }
                break;
            }
            if columns < room {
                fits = at + 1;
            }
        }
        self.characters
    }
}

impl Line<Style> {
    /// Broken at spaces so that lines end before column `width`; all but the first begin after `indent` blanks, and
    /// the first is thought to stand there. A word that is too long for a line is broken anywhere.
    pub(crate) fn wrapped(&self, width: usize, indent: usize) -> String {
        let room = width.saturating_sub(indent).max(8);
        let mut text = String::new();
        for (number, line) in lines(&self.characters, room).into_iter().enumerate() {
            if number > 0 {
                let _ = write!(text, "\n{:indent$}", "");
            }
            write_line(&mut text, line);
        }
        text
    }
}

/// Cuts into lines of at most `room` columns, without the spaces at which they are cut.
fn lines<S>(characters: &[(char, S)], room: usize) -> Vec<&[(char, S)]> {
    let mut lines = Vec::new();
    let (mut start, mut space, mut columns) = (0, None, 0);
    let mut at = 0;
    while at < characters.len() {
        let character = characters[at].0;
        if character == ' ' {
            space = Some(at);
        }
        columns += character.width().unwrap_or(0);
        if columns > room && at > start {
            let end = space.filter(|space| *space > start).unwrap_or(at);
            lines.push(&characters[start..end]);
            start = end;
            while characters.get(start).is_some_and(|(character, _)| *character == ' ') {
                start += 1;
            }
            (at, space, columns) = (start, None, 0);
            continue;
        }
        at += 1;
    }
    lines.push(&characters[start.min(characters.len())..]);
    lines
}

fn write_line(text: &mut String, line: &[(char, Style)]) {
    for run in line.chunk_by(|(_, a), (_, b)| a == b) {
        let style = run[0].1;
        let _ = write!(text, "{style}");
        text.extend(run.iter().map(|(character, _)| *character));
        let _ = write!(text, "{style:#}");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    fn wrapped(text: &str, width: usize) -> String {
        let mut line = Line::default();
        line.plain(text, Style::new());
        line.wrapped(width, 2)
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrapped("one two three four", 12), "one two\n  three four");
        assert_eq!(wrapped("abcdefghijklmnop", 10), "abcdefgh\n  ijklmnop");
        assert_eq!(wrapped("日本語のテキスト", 12), "日本語のテ\n  キスト");
        assert_eq!(wrapped("", 12), "");
        assert_eq!(wrapped("a ", 12), "a ");
    }

    #[test]
    fn what_is_cut_ends_with_an_ellipsis() {
        let cut = |text: &str, room| {
            let mut line = Line::default();
            line.plain(text, ());
            line.cut(room).into_iter().map(|(character, ())| character).collect::<String>()
        };
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("", 4), "");
    }

    #[test]
    fn marks_survive_a_break_and_escapes_do_not_count() {
        let bold = Style::new().bold();
        let mut line = Line::default();
        line.marked("a\u{1b}bc defghi jkl", &[(1, 3), (5, 15)], Style::new(), bold);
        let text = line.wrapped(13, 2);
        assert_eq!(text, format!("a{bold}␛b{bold:#}c {bold}defghi{bold:#}\n  {bold}jkl{bold:#}"));
    }

    #[test]
    fn marks_that_are_out_of_place_do_no_harm() {
        let mut line = Line::default();
        line.marked("ab", &[(5, 9), (3, 1)], Style::new(), Style::new().bold());
        assert_eq!(line.wrapped(20, 0), "ab");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_lines_fit(text in "[a-c 日\u{301}é👩]{0,60}", room in 2..20_usize) {
            let mut line = Line::default();
            line.plain(&text, ());
            let lines = line.lines(room);
            let texts: Vec<String> =
                lines.iter().map(|line| line.iter().map(|(character, ())| *character).collect()).collect();
            for line in &texts {
                let columns: usize = line.chars().filter_map(unicode_width::UnicodeWidthChar::width).sum();
                prop_assert!(columns <= room, "{line:?} is wider than {room}");
            }
            prop_assert_eq!(texts.concat().replace(' ', ""), text.replace(' ', ""));
            let cut: String = line.cut(room).into_iter().map(|(character, ())| character).collect();
            prop_assert!(cut.width() <= room, "{:?}", cut);
        }
    }
}
