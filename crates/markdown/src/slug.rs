//! Anchors for headings, by GitHub's rules.

use std::collections::{HashMap, HashSet};

/// The anchor of a heading on its own: lower case, white space to `-`, punctuation and symbols dropped.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.trim().chars() {
        if character.is_ascii_lowercase()
            || character.is_ascii_digit()
            || character == '-'
            || character == '_'
        {
            slug.push(character);
        } else if character == ' ' {
            slug.push('-');
        } else if character.is_alphanumeric() || is_mark(character) {
            slug.extend(character.to_lowercase());
        }
    }
    slug
}

/// Combining marks belong to the letter before them.
fn is_mark(character: char) -> bool {
    matches!(character as u32,
        0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f | 0x900..=0x903 | 0x93a..=0x94f
        | 0xe31 | 0xe34..=0xe3a | 0xe47..=0xe4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff)
}

/// Gives out anchors that are unique in one document.
#[derive(Debug, Default)]
pub(crate) struct Slugger {
    taken: HashSet<String>,
    counts: HashMap<String, u32>,
}

impl Slugger {
    /// A unique anchor from `base`: itself, else `base-1`, `base-2`, and so on.
    pub(crate) fn unique(&mut self, base: &str) -> String {
        let base = if base.is_empty() { "section" } else { base };
        if self.taken.insert(base.to_owned()) {
            return base.to_owned();
        }
        let count = self.counts.entry(base.to_owned()).or_default();
        loop {
            *count += 1;
            let candidate = format!("{base}-{count}");
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_github() {
        for (text, expected) in [
            ("Hello World", "hello-world"),
            ("What's new?", "whats-new"),
            ("A & B", "a--b"),
            ("1.2 Scope", "12-scope"),
            ("snake_case-name", "snake_case-name"),
            ("Überblick der Ziele", "überblick-der-ziele"),
            ("日本語 見出し", "日本語-見出し"),
            ("🚀 Launch", "-launch"),
            ("C++ / Rust", "c--rust"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn doubles_are_numbered_without_collision() {
        let mut slugger = Slugger::default();
        let given: Vec<_> = ["a", "a-1", "a", "a", ""].iter().map(|base| slugger.unique(base)).collect();
        assert_eq!(given, ["a", "a-1", "a-2", "a-3", "section"]);
    }
}
