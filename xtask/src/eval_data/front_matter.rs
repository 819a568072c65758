//! The little of YAML that front matter's plain fields need, line by line.
//!
//! Queries are made of what is certain to be read right; a field in a form that is not known here is left alone.

use std::ops::Range;

/// The value of a top-level field that is written on one line.
pub(super) fn scalar(lines: &[&str], name: &str) -> Option<String> {
    lines.iter().find_map(|line| field(line, name)).and_then(value)
}

/// A top-level field that is a list of strings: its lines and its items.
pub(super) fn list(lines: &[&str], name: &str) -> Option<(Range<usize>, Vec<String>)> {
    let start = lines.iter().position(|line| field(line, name).is_some())?;
    let rest = &lines[start + 1..];
    let belongs = |line: &&str| line.trim().is_empty() || line.starts_with([' ', '\t', '-']);
    let length = rest.iter().position(|line| !belongs(line)).unwrap_or(rest.len());
    let first = field(lines[start], name)?;
    let items = if let Some(inner) = first.strip_prefix('[') {
        inner.strip_suffix(']')?.split("\",").map(value).collect::<Option<Vec<_>>>()?
    } else {
        let mut items: Vec<String> = Vec::new();
        for line in rest[..length].iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
            match (line.strip_prefix("- "), items.last_mut()) {
                (Some(item), _) => items.push(item.trim().to_owned()),
                (None, Some(item)) => *item = format!("{item} {line}"),
                (None, None) => return None,
            }
        }
        items.iter().map(|item| value(item)).collect::<Option<Vec<_>>>()?
    };
    (!items.is_empty()).then_some((start..start + 1 + length, items))
}

fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(name)?.strip_prefix(':')?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
}

/// A plain or quoted string; `None` for what is none: a mapping, a block, nothing.
fn value(text: &str) -> Option<String> {
    let text = text.trim();
    let quoted = |quote: char| {
        // The closing quote may be missing where a list was split at it.
        let inner = text.strip_prefix(quote)?;
        Some(inner.strip_suffix(quote).unwrap_or(inner))
    };
    let string = if let Some(inner) = quoted('"') {
        inner.replace("\\\"", "\"").replace("\\\\", "\\")
    } else if let Some(inner) = quoted('\'') {
        inner.replace("''", "'")
    } else {
        let plain = text.split(" #").next().unwrap_or(text).trim();
        let is_other = plain.contains(": ")
            || plain.ends_with(':')
            || plain.starts_with(['[', '{', '|', '>', '&', '*', '!']);
        if is_other {
            return None;
        }
        plain.to_owned()
    };
    (!string.trim().is_empty()).then(|| string.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_lose_their_quotes() {
        let lines =
            ["title: \"A \\\"b\\\"\"", "id: 'it''s'", "key: plain # why", "code: >", "tags:", "  id: inner"];
        assert_eq!(scalar(&lines, "title").as_deref(), Some("A \"b\""));
        assert_eq!(scalar(&lines, "id").as_deref(), Some("it's"));
        assert_eq!(scalar(&lines, "key").as_deref(), Some("plain"));
        assert_eq!(scalar(&lines, "code"), None);
        assert_eq!(scalar(&lines, "tags"), None);
    }

    #[test]
    fn lists_are_read_in_both_forms() {
        let lines = ["questions:", "- Who am I?", "- \"What is", "  that: it?\"", "title: x"];
        let items = ["Who am I?", "What is that: it?"].map(str::to_owned);
        assert_eq!(list(&lines, "questions"), Some((0..4, items.clone().into())));
        let lines = ["title: x", "questions: [\"Who am I?\", \"What is that: it?\"]"];
        assert_eq!(list(&lines, "questions"), Some((1..2, items.into())));
    }

    #[test]
    fn lists_of_other_things_are_left_alone() {
        assert_eq!(list(&["faq:", "  - question: Who?", "    answer: Me"], "faq"), None);
        assert_eq!(list(&["faq: some text"], "faq"), None);
        assert_eq!(list(&["faqs:", "  - Who?"], "faq"), None);
    }
}
