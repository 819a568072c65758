//! What makes a text stay text, in the Markdown that handbooks are written in: CommonMark with tables, callouts,
//! footnotes, math, definition lists, wiki links, highlights, comments, shortcodes, block ids and bare addresses.

/// A text on one line that Markdown shows as it is. White space at its ends stays one space.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied();
        match character {
            ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                before = Some(' ');
                continue;
            }
            character if character.is_control() => out.push('\u{fffd}'),
            // An escaped one would still be read as the id of a block.
            '^' if before.is_none_or(char::is_whitespace) => out.push_str("&#94;"),
            character => {
                let neighbour = |is: fn(char) -> bool| (before.is_some_and(is), after.is_some_and(is));
                let matters = match character {
                    '\\' | '`' | '*' | '[' | ']' | '<' | '{' | '}' | '$' | '~' | '|' | '&' | '#' => true,
                    // Within a word it is no emphasis.
                    '_' => neighbour(char::is_alphanumeric) != (true, true),
                    '=' | '%' => before == Some(character) || after == Some(character),
                    ':' => after == Some('/'),
                    _ => false,
                };
                if matters {
                    out.push('\\');
                }
                out.push(character);
            }
        }
        before = Some(character);
    }
    out
}

/// A line that begins a block, so that it does not begin another kind of block: `- a` or `3. a`.
pub(super) fn guarded(line: &str) -> String {
    let bytes = line.as_bytes();
    let ends = |at: usize| matches!(bytes.get(at), None | Some(b' '));
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) && ends(digits + 1) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    let matters = match bytes.first() {
        Some(b'+' | b':') => ends(1),
        // Also a line under a text, or between blocks.
        Some(b'-') => ends(1) || bytes.get(1) == Some(&b'-'),
        Some(b'=' | b'>' | b'#') => true,
        _ => false,
    };
    if matters { format!("\\{line}") } else { line.to_owned() }
}

/// Length of the longest run of a character.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// The fence that would close the one that is left open.
pub(super) fn open_fence(markdown: &str) -> Option<String> {
    let mut open: Option<(char, usize)> = None;
    for line in markdown.lines() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let line = line.trim_start_matches(' ');
        let Some(sign) = line.chars().next().filter(|sign| matches!(sign, '`' | '~')) else { continue };
        let length = line.chars().take_while(|character| *character == sign).count();
        if length < 3 || indent > 3 {
            continue;
        }
        let rest = &line[length..];
        match open {
            None if sign == '~' || !rest.contains('`') => open = Some((sign, length)),
            Some((opened, at_least)) if opened == sign && length >= at_least && rest.trim().is_empty() => {
                open = None;
            }
            _ => {}
        }
    }
    open.map(|(sign, length)| sign.to_string().repeat(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_prose_stays_legible() {
        let prose = "12,500 products (74 %), e.g. A-1: \"snake_case\", 3 > 2 = true; a/b^c, why?";
        assert_eq!(escaped(prose), prose);
    }

    #[test]
    fn signs_lose_their_meaning() {
        let escaped =
            ["**a**", "a | b", "[x](y)", "<b>", "$1$", "==m==", "a\n\n# b", "_a_", "https://a.b", "a ^b"]
                .map(escaped);
        assert_eq!(
            escaped,
            [
                "\\*\\*a\\*\\*",
                "a \\| b",
                "\\[x\\](y)",
                "\\<b>",
                "\\$1\\$",
                "\\=\\=m\\=\\=",
                "a \\# b",
                "\\_a\\_",
                "https\\://a.b",
                "a &#94;b"
            ]
        );
        let guarded = ["- a", "3. a", "3) a", "30 a", "=", ": a"].map(guarded);
        assert_eq!(guarded, ["\\- a", "3\\. a", "3\\) a", "30 a", "\\=", "\\: a"]);
    }

    #[test]
    fn open_fences_are_found() {
        assert_eq!(open_fence("a\n```rust\nb\n"), Some("```".to_owned()));
        assert_eq!(open_fence("~~~~\n~~~\n```\n"), Some("~~~~".to_owned()));
        assert_eq!(open_fence("```\na\n```\n"), None);
        assert_eq!(open_fence("``` a` b\n"), None);
    }
}
