//! Codes and keys by which a document is asked for.

use std::collections::BTreeSet;

use super::document::Document;
use super::{Kind, Query, front_matter, markup, phrases, words};

const FIELDS: [&str; 3] = ["id", "key", "code"];
/// Series whose numbers are also written after a space.
const SERIES: [&str; 6] = ["RFC", "PEP", "ADR", "KEP", "ISO", "KB"];
const PER_DOCUMENT: usize = 3;

/// The codes that are in one document only.
pub(super) fn queries(documents: &[Document]) -> Vec<Query> {
    let mut candidates: Vec<(usize, String)> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let lines = document.front_matter();
        let keys =
            FIELDS.iter().filter_map(|name| front_matter::scalar(&lines, name)).filter(|key| is_key(key));
        let mut codes: Vec<String> = keys.collect();
        for (_, line) in document.body() {
            codes.extend(codes_in(&markup::plain(line)));
        }
        let mut seen = BTreeSet::new();
        codes.retain(|code| seen.insert(code.to_lowercase()));
        candidates.extend(codes.into_iter().map(|code| (number, code)));
    }
    let texts: Vec<Vec<String>> = documents.iter().map(|document| words::words(&document.text())).collect();
    let wordings: Vec<Vec<String>> = candidates.iter().map(|(_, code)| words::words(code)).collect();
    let places = phrases::texts_with(&wordings, &texts);
    let mut made = vec![0; documents.len()];
    candidates
        .into_iter()
        .zip(places)
        .filter(|((number, _), places)| {
            let is_unique = places.iter().eq([number]);
            made[*number] += usize::from(is_unique);
            is_unique && made[*number] <= PER_DOCUMENT
        })
        .map(|((number, text), _)| Query {
            text,
            path: documents[number].path.clone(),
            kind: Kind::Identifier,
        })
        .collect()
}

/// A key of several parts; one of a single word is a word.
fn is_key(key: &str) -> bool {
    !key.contains(char::is_whitespace) && words::words(key).len() >= 2
}

/// `KB/GROWTH/ADS-01`, `SEC-104`, `RFC 2119`: capitals and a number, in parts.
fn codes_in(text: &str) -> Vec<String> {
    let belongs = |character: char| character.is_alphanumeric() || "/-_.%=&@".contains(character);
    let tokens: Vec<&str> = text
        .split(|character| !belongs(character))
        .map(|token| token.trim_end_matches(['.', '-', '/']))
        .collect();
    let mut codes: Vec<String> =
        tokens.iter().filter(|token| is_code(token)).map(|token| (*token).to_owned()).collect();
    for pair in tokens.windows(2) {
        let is_number = pair[1].len() >= 2 && pair[1].bytes().all(|byte| byte.is_ascii_digit());
        if SERIES.contains(&pair[0]) && is_number {
            codes.push(format!("{} {}", pair[0], pair[1]));
        }
    }
    codes
}

fn is_code(token: &str) -> bool {
    let capitals = token.bytes().take_while(u8::is_ascii_uppercase).count();
    capitals >= 2
        && (5..=24).contains(&token.len())
        && token[capitals..].starts_with(['-', '/'])
        && token
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'/'))
        && token.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_words() {
        let text =
            "See KB/GROWTH/ADS-01, (SEC-104). RFC 2119 and/or AND/OR, CI/CD, x-AB-12, a.com/AB-12, UTF-8.";
        assert_eq!(codes_in(text), ["KB/GROWTH/ADS-01", "SEC-104", "UTF-8", "RFC 2119"]);
    }

    #[test]
    fn only_what_one_document_has_is_asked_for() {
        let documents =
            [("a.md", "---\nid: GROWTH-7\n---\nAs of SEC-104 and KB-0001.\n"), ("b.md", "Like sec-104.\n")]
                .map(|(path, text)| Document::parse(path.to_owned(), text));
        let texts: Vec<_> = queries(&documents).into_iter().map(|query| query.text).collect();
        assert_eq!(texts, ["GROWTH-7", "KB-0001"]);
    }
}
