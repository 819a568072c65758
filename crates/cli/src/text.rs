//! Small things about words.

/// The text with every character that could steer a terminal shown instead of obeyed.
///
/// Titles and file names come from anyone: an escape sequence could rewrite what was printed before, and marks that
/// change the direction of writing could make a path read as another. Each such character becomes exactly one visible
/// one, so that columns stay right. Tabs and line feeds become spaces.
pub(crate) fn tame(text: &str) -> String {
    text.chars().map(tame_character).collect()
}

/// Like [`tame`], but line feeds stay.
pub(crate) fn tame_lines(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { tame_character(c) }).collect()
}

fn tame_character(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{61c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        character => character,
    }
}

/// `1 page`, `2 pages`.
pub(crate) fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// The nearest of some words to what was typed, if one is near.
pub(crate) fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let allowed = (typed.chars().count() / 3).max(1);
    known
        .map(|word| (strsim::damerau_levenshtein(&typed, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, word)| word)
}

/// Breaks paragraphs at spaces so that lines have at most `width` characters, where words allow it.
/// `hang` stands before every line but the first.
pub(crate) fn wrap(text: &str, width: usize, hang: &str) -> String {
    let mut wrapped = String::with_capacity(text.len());
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            wrapped.push('\n');
            wrapped.push_str(hang);
            column = hang.chars().count();
        } else if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(tame("a\u{1b}[2Jb\u{9b}\u{202e}\u{7f}\tc\nd"), "a␛[2Jb\u{fffd}\u{fffd}␡ c d");
        assert_eq!(tame_lines("a\nb\u{7}"), "a\nb␇");
        assert_eq!(tame("Äpfel — 日本"), "Äpfel — 日本");
    }

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let words = ["SB0401", "SB0101", "broken-link"];
        assert_eq!(nearest("sb0410", words.into_iter()), Some("SB0401"));
        assert_eq!(nearest("brokn-link", words.into_iter()), Some("broken-link"));
        assert_eq!(nearest("weather", words.into_iter()), None);
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("one two  three\nfour", 9, "  "), "one two\n  three\n  four");
        assert_eq!(wrap("unbreakable", 3, ""), "unbreakable");
    }
}
