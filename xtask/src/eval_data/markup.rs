//! Markdown's marks, taken off one line.

/// The text of a heading or a paragraph's line as a reader sees it.
pub(super) fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        if let Some((text, after)) = link(rest) {
            out.push_str(&plain(text));
            rest = after;
        } else if let Some(after) = tag(rest) {
            rest = after;
        } else {
            let mut after = &rest[character.len_utf8()..];
            match character {
                '`' | '*' | '!' if character != '!' || after.starts_with('[') => {}
                '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => {
                    out.push_str(&after[..1]);
                    after = &after[1..];
                }
                '{' if after.starts_with(['#', ':']) => {
                    after = after.split_once('}').map_or("", |(_, after)| after);
                }
                '_' if !joins(&out, after) => {}
                other => out.push(other),
            }
            rest = after;
        }
    }
    entities(&out).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether something in it is filled in by a template.
pub(super) fn has_placeholder(text: &str) -> bool {
    ["{{", "{%", "<%", "${"].iter().any(|mark| text.contains(mark))
}

/// The usual character references, and all numbered ones, as characters.
fn entities(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let known = part.split_once(';').and_then(|(name, rest)| {
            let character = match name {
                "amp" => '&',
                "nbsp" => ' ',
                "quot" => '"',
                "lt" => '<',
                "gt" => '>',
                _ => char::from_u32(name.strip_prefix('#')?.parse().ok()?)?,
            };
            Some((character, rest))
        });
        let (character, rest) = known.unwrap_or(('&', part));
        out.push(character);
        out.push_str(rest);
    }
    out
}

/// A link or an image at the beginning: its text (none of an image) and what comes after it.
fn link(text: &str) -> Option<(&str, &str)> {
    if let Some(inner) = text.strip_prefix("[[") {
        let (inner, after) = inner.split_once("]]")?;
        return Some((inner.rsplit_once('|').map_or(inner, |(_, name)| name), after));
    }
    let image = text.starts_with("![");
    let inner = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    let mut depth = 1;
    let end = inner.char_indices().find_map(|(at, character)| {
        match character {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    let (name, after) = (&inner[..end], &inner[end + 1..]);
    let after = match after.chars().next() {
        Some('(') => after.split_once(')')?.1,
        Some('[') => after.split_once(']')?.1,
        _ => after,
    };
    Some((if image { "" } else { name }, after))
}

/// What comes after an HTML tag or an address in angle brackets at the beginning.
fn tag(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    inner
        .starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!'))
        .then_some(())?;
    inner.split_once('>').map(|(_, after)| after)
}

/// An underscore within a word belongs to it.
fn joins(before: &str, after: &str) -> bool {
    before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        for (line, text) in [
            ("How do I use `snake_case` **now**?", "How do I use snake_case now?"),
            ("The [_first_ link](a.md#b) and [[page|its name]] {#anchor}", "The first link and its name"),
            ("![logo](x.png) Terms &amp; what&#8217;s in them, R&D<br/>", "Terms & what’s in them, R&D"),
            ("A \\_b\\_ [c][d] [e] (f) 1 < 2!", "A _b_ c e (f) 1 < 2!"),
            ("[open (", "[open ("),
        ] {
            assert_eq!(plain(line), text, "{line}");
        }
    }
}
