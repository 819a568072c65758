//! Readers for languages that are not made of words: tags, keys and values, differences, styles.

use super::{Class, Sink};

/// HTML and XML.
pub(super) fn tags(code: &str, sink: &mut Sink) {
    let mut rest = code;
    while let Some(at) = rest.find('<') {
        sink.push(None, &rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
            sink.push(Some(Class::Comment), &rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let (tag, after) = rest.split_at(end);
        rest = after;
        let name_end =
            tag[1..].find(|c: char| c.is_whitespace() || c == '>').map_or(tag.len(), |end| end + 1);
        sink.push(Some(Class::Keyword), &tag[..name_end]);
        attributes(&tag[name_end..], sink);
    }
    sink.push(None, rest);
}

fn attributes(text: &str, sink: &mut Sink) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (class, length) = if first == '"' || first == '\'' {
            (Some(Class::Text), rest[1..].find(first).map_or(rest.len(), |end| end + 2))
        } else if first.is_alphanumeric() || matches!(first, ':' | '@' | '_') {
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '"' | '\''))
                .unwrap_or(rest.len());
            (Some(Class::Property), end)
        } else {
            (if matches!(first, '>' | '/' | '?') { Some(Class::Keyword) } else { None }, first.len_utf8())
        };
        sink.push(class, &rest[..length]);
        rest = &rest[length..];
    }
}

/// YAML, TOML and INI, line by line.
pub(super) fn keys(code: &str, sink: &mut Sink) {
    for line in code.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let (space, mut rest) = line.split_at(indent);
        sink.push(None, space);
        while let Some(item) = rest.strip_prefix("- ") {
            sink.push(None, "- ");
            rest = item;
        }
        if rest.starts_with('#') || rest.starts_with(';') {
            sink.push(Some(Class::Comment), rest);
            continue;
        }
        if rest.starts_with("---")
            || rest.starts_with("+++")
            || (rest.starts_with('[') && rest.trim_end().ends_with(']'))
        {
            sink.push(Some(Class::Meta), rest);
            continue;
        }
        let key = rest.find([':', '=']).filter(|at| {
            let after = rest.as_bytes().get(at + 1).copied();
            rest.as_bytes()[*at] == b'=' || after.is_none_or(|byte| byte.is_ascii_whitespace())
        });
        if let Some(at) = key.filter(|at| !rest[..*at].contains(" #")) {
            sink.push(Some(Class::Property), &rest[..at]);
            sink.push(None, &rest[at..=at]);
            rest = &rest[at + 1..];
        }
        value(rest, sink);
    }
}

fn value(text: &str, sink: &mut Sink) {
    let (text, comment) = match text.find(" #") {
        Some(at) if text[..at].matches('"').count().is_multiple_of(2) => text.split_at(at),
        _ => (text, ""),
    };
    let bare = text.trim();
    let indent = text.len() - text.trim_start().len();
    let (space, rest) = text.split_at(indent);
    let (rest, end) = rest.split_at(bare.len());
    sink.push(None, space);
    let number = bare.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && bare.bytes().all(|byte| {
            byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'T' | b'Z' | b'+')
        });
    let class = if number || matches!(bare, "true" | "false" | "null" | "yes" | "no" | "~") {
        Some(Class::Number)
    } else if bare.starts_with(['&', '*', '!', '|', '>']) {
        Some(Class::Meta)
    } else if bare.is_empty() {
        None
    } else {
        Some(Class::Text)
    };
    sink.push(class, rest);
    sink.push(None, end);
    if !comment.is_empty() {
        sink.push(Some(Class::Comment), comment);
    }
}

/// Differences, line by line.
pub(super) fn diff(code: &str, sink: &mut Sink) {
    for line in code.split_inclusive('\n') {
        let class = if line.starts_with("+++") || line.starts_with("---") || line.starts_with("diff ") {
            Some(Class::Keyword)
        } else if line.starts_with('+') {
            Some(Class::Inserted)
        } else if line.starts_with('-') {
            Some(Class::Deleted)
        } else if line.starts_with("@@") {
            Some(Class::Meta)
        } else {
            None
        };
        sink.push(class, line);
    }
}

/// CSS and its relatives.
pub(super) fn styles(code: &str, sink: &mut Sink) {
    let mut rest = code;
    let mut depth = 0usize;
    let mut in_value = false;
    while let Some(first) = rest.chars().next() {
        let (class, length) = if rest.starts_with("/*") {
            (Some(Class::Comment), rest.find("*/").map_or(rest.len(), |end| end + 2))
        } else if first == '"' || first == '\'' {
            (Some(Class::Text), rest[1..].find(first).map_or(rest.len(), |end| end + 2))
        } else if first == '@'
            || first == '$'
            || first == '-'
            || first.is_alphanumeric()
            || matches!(first, '.' | '#' | '_')
        {
            let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '%' | '.' | '#');
            let end =
                rest[first.len_utf8()..].find(|c| !word(c)).map_or(rest.len(), |end| end + first.len_utf8());
            let class = if first == '@' || first == '$' || rest.starts_with("--") {
                Class::Meta
            } else if in_value {
                if first.is_ascii_digit() || matches!(first, '#' | '.' | '-') {
                    Class::Number
                } else {
                    Class::Text
                }
            } else if depth > 0 && rest[end..].trim_start().starts_with(':') {
                Class::Property
            } else {
                Class::Keyword
            };
            (Some(class), end)
        } else {
            match first {
                '{' => (depth, in_value) = (depth + 1, false),
                '}' => (depth, in_value) = (depth.saturating_sub(1), false),
                ':' => in_value = depth > 0,
                ';' => in_value = false,
                _ => {}
            }
            (None, first.len_utf8())
        };
        sink.push(class, &rest[..length]);
        rest = &rest[length..];
    }
}
