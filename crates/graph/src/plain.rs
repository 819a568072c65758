//! Markdown to plain text, lightly: for one paragraph of a definition, where a parser would be too much.

/// The first paragraph of a section's text as plain text; empty where it has none.
pub(crate) fn first_paragraph(section: &str) -> String {
    let mut lines = Vec::new();
    let mut fence = None;
    for line in section.lines() {
        let line = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark));
        if let Some(open) = fence {
            if mark == Some(open) {
                fence = None;
            }
            continue;
        }
        let unreadable =
            mark.is_some() || line.starts_with(['|', '#']) || line.starts_with("<!--") || is_rule(line);
        if line.is_empty() || unreadable {
            if !lines.is_empty() {
                break;
            }
            fence = mark;
            continue;
        }
        let line = line.trim_start_matches('>').trim_start();
        // A callout's first line is its kind.
        if line.starts_with("[!") {
            continue;
        }
        let item = line.strip_prefix(['-', '*', '+', ':']).filter(|rest| rest.starts_with(' '));
        if item.is_some() && !lines.is_empty() {
            break;
        }
        lines.push(item.unwrap_or(line).trim());
    }
    inline(&lines.join(" ")).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_rule(line: &str) -> bool {
    line.len() > 2 && (line.bytes().all(|byte| byte == b'-') || line.bytes().all(|byte| byte == b'='))
}

/// Inline syntax taken off: emphasis, code, links, images, tags of HTML, footnotes.
fn inline(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let next = &rest[character.len_utf8()..];
        rest = match character {
            '\\' if next.starts_with(|c: char| c.is_ascii_punctuation()) => {
                plain.push_str(&next[..1]);
                &next[1..]
            }
            '!' if next.starts_with('[') => bracket(next).map_or(next, |(_, _, after)| after),
            '[' => {
                if let Some((label, _, after)) = bracket(rest) {
                    plain.push_str(&inline(label));
                    after
                } else {
                    plain.push('[');
                    next
                }
            }
            '*' | '`' => next,
            '~' | '=' if next.starts_with(character) => &next[1..],
            '_' if is_edge(&plain, next) => next,
            '<' => match next.split_once('>') {
                Some((tag, after)) if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
                    if tag.starts_with("http") {
                        plain.push_str(tag);
                    }
                    after
                }
                _ => {
                    plain.push('<');
                    next
                }
            },
            other => {
                plain.push(other);
                next
            }
        };
    }
    plain
}

/// An underscore between letters belongs to the word.
fn is_edge(before: &str, after: &str) -> bool {
    !(before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric))
}

/// A bracketed construct at the beginning of `text`: its label, its target and what follows.
fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    if let Some(inner) = text.strip_prefix("[[") {
        let (name, after) = inner.split_once("]]")?;
        let (target, label) = name.split_once('|').unwrap_or((name, name));
        return Some((label, target, after));
    }
    let inner = text.strip_prefix('[')?;
    let (label, after) = inner.split_once(']')?;
    if label.starts_with('^') {
        return Some(("", "", after));
    }
    if let Some((target, after)) = after.strip_prefix('(').and_then(|after| after.split_once(')')) {
        return Some((label, target, after));
    }
    let reference = after.strip_prefix('[').and_then(|after| after.split_once(']'));
    reference.map(|(target, after)| (label, target, after))
}

/// At most `most` characters, cut between words and marked with `…`.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let cut = text[..cut].rfind(char::is_whitespace).filter(|at| *at > cut / 2).unwrap_or(cut);
    format!("{}…", text[..cut].trim_end_matches(|c: char| c.is_whitespace() || ",;:–-".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_reads_as_text() {
        let section = "\n```\ncode\n```\n\nA **key** `kpi_x` is [a _number_](kpi.md), see [[Goals|goals]][^1] <b>now</b>.\nStill it.\n\nNo more.";
        assert_eq!(first_paragraph(section), "A key kpi_x is a number, see goals now. Still it.");
        assert_eq!(first_paragraph("> [!note]\n> Said [once](x"), "Said [once](x");
        assert_eq!(first_paragraph("| a |\n"), "");
        assert_eq!(first_paragraph("- one\n- two"), "one");
    }

    #[test]
    fn long_texts_end_between_words() {
        assert_eq!(shorten("one two, three", 9), "one two…");
        assert_eq!(shorten("ünö", 3), "ünö");
    }
}
