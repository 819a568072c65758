//! Reads a language by words, strings, numbers and comments: not a parser, but right where it matters to the eye.

use super::languages::Rules;
use super::{Class, Sink};

pub(super) fn read(rules: &Rules, code: &str, sink: &mut Sink) {
    let bytes = code.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &code[at..];
        let byte = bytes[at];
        let (class, length) = if byte.is_ascii_whitespace() {
            (None, rest.bytes().take_while(u8::is_ascii_whitespace).count())
        } else if let Some(length) = comment(rules, code, at) {
            (Some(Class::Comment), length)
        } else if let Some(length) = string(rules, rest) {
            let key = rules.string_keys && rest[length..].trim_start().starts_with(':');
            (Some(if key { Class::Property } else { Class::Text }), length)
        } else if byte.is_ascii_digit() {
            (Some(Class::Number), number(rest))
        } else if rules.sigils.contains(&byte)
            && bytes.get(at + 1).is_some_and(|next| is_word_start(*next) || *next == b'{')
        {
            let braces = bytes[at + 1] == b'{';
            let length = if braces {
                rest.bytes().position(|byte| byte == b'}' || byte == b'\n').map_or(1, |end| end + 1)
            } else {
                1 + word(&rest[1..])
            };
            (Some(Class::Meta), length)
        } else if is_word_start(byte) {
            let length = word(rest);
            (word_class(rules, code, at, length), length)
        } else {
            (None, rest.chars().next().map_or(1, char::len_utf8))
        };
        sink.push(class, &code[at..at + length]);
        at += length;
    }
}

const fn is_word_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn word(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80).count()
}

fn number(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_')).count()
}

fn comment(rules: &Rules, code: &str, at: usize) -> Option<usize> {
    let rest = &code[at..];
    if let Some((open, close)) = rules.block_comment
        && rest.starts_with(open)
    {
        return Some(rest[open.len()..].find(close).map_or(rest.len(), |end| open.len() + end + close.len()));
    }
    let mark = rules.line_comments.iter().find(|mark| rest.starts_with(**mark))?;
    // `#` within a word or an address is none; `//` after a colon is an address.
    let before = code[..at].bytes().next_back();
    let starts = match *mark {
        "#" => before.is_none_or(|byte| byte.is_ascii_whitespace() || byte == b';'),
        _ => before != Some(b':'),
    };
    starts.then(|| rest.find('\n').unwrap_or(rest.len()))
}

fn string(rules: &Rules, rest: &str) -> Option<usize> {
    let quote = rules.strings.iter().find(|quote| rest.starts_with(**quote))?;
    let long = quote.len() > 1 || *quote == "`";
    let bytes = rest.as_bytes();
    let mut at = quote.len();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => {
                at += 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            // A string that is not closed on its line is an apostrophe or a slip: only the quote is taken.
            b'\n' if !long => return Some(if *quote == "'" { 1 } else { at }),
            _ if bytes[at..].starts_with(quote.as_bytes()) => return Some(at + quote.len()),
            _ => {}
        }
        at += 1;
    }
    Some(rest.len())
}

fn word_class(rules: &Rules, code: &str, at: usize, length: usize) -> Option<Class> {
    let word = &code[at..at + length];
    let known = |candidate: &str| {
        if rules.ignore_case { candidate.eq_ignore_ascii_case(word) } else { candidate == word }
    };
    let after_dot = code[..at].ends_with('.');
    if !after_dot && word.len() <= 14 && rules.keywords.split_ascii_whitespace().any(known) {
        return Some(
            if matches!(word, "true" | "false" | "null" | "nil" | "None" | "True" | "False" | "undefined") {
                Class::Number
            } else {
                Class::Keyword
            },
        );
    }
    let after = code[at + length..].bytes().next();
    if after == Some(b'(') || (after == Some(b'!') && !code[at + length..].starts_with("!=")) {
        return Some(Class::Function);
    }
    let capital = word.as_bytes()[0].is_ascii_uppercase();
    (rules.capital_types && capital && word.bytes().any(|byte| byte.is_ascii_lowercase()))
        .then_some(Class::Type)
}
