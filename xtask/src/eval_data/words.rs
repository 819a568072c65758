//! Words as the generator compares them; nothing of it is a search's analysis.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static STOP_WORDS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| include_str!("stop-words.txt").split_whitespace().collect());

/// The words of a text in lower case. Apostrophes join, all else that is no letter or digit parts.
pub(super) fn words(text: &str) -> Vec<String> {
    let joined: String = text.chars().filter(|&character| !matches!(character, '\'' | '’')).collect();
    joined
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The letters and digits of a text in lower case: equal for a heading and for the anchor made of it.
pub(super) fn key(text: &str) -> String {
    words(text).concat()
}

/// Whether the word says what a text is about.
pub(super) fn is_significant(word: &str) -> bool {
    word.chars().nth(1).is_some() && !STOP_WORDS.contains(word)
}

/// In how many texts each word is.
#[derive(Debug)]
pub(super) struct Vocabulary(BTreeMap<String, usize>);

impl Vocabulary {
    /// Counts the words of all texts.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a [String]>) -> Self {
        let mut counts = BTreeMap::new();
        for text in texts {
            for word in text.iter().collect::<BTreeSet<_>>() {
                *counts.entry(word.clone()).or_default() += 1;
            }
        }
        Self(counts)
    }

    /// In how many texts the word is.
    pub(super) fn count(&self, word: &str) -> usize {
        self.0.get(word).copied().unwrap_or(0)
    }

    /// In how many texts words are that begin so, at most; words are counted each for itself.
    pub(super) fn count_beginning(&self, beginning: &str) -> usize {
        self.beginning(beginning).map(|(_, count)| count).sum()
    }

    /// Whether a word is one typing mistake or none from this one.
    pub(super) fn has_near(&self, word: &str, except: &str) -> bool {
        self.0.keys().any(|other| other != except && is_near(word, other))
    }

    fn beginning(&self, beginning: &str) -> impl Iterator<Item = (&String, usize)> {
        self.0
            .range(beginning.to_owned()..)
            .take_while(move |(word, _)| word.starts_with(beginning))
            .map(|(word, &count)| (word, count))
    }
}

/// Whether at most one insertion, deletion, substitution or transposition makes one word of the other.
fn is_near(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let start = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
    let (left, right) = (&left[start..], &right[start..]);
    match (left, right) {
        ([], _) | (_, []) => true,
        ([_, left_rest @ ..], [_, right_rest @ ..]) => {
            left_rest == right_rest
                || left_rest == right
                || left == right_rest
                || (left.len() > 1
                    && right.len() > 1
                    && left[0] == right[1]
                    && left[1] == right[0]
                    && left[2..] == right[2..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_has_the_key_of_its_anchor() {
        assert_eq!(key("Who's on-call (CI/CD)?"), key("whos-on-call-cicd"));
    }

    #[test]
    fn near_is_one_mistake() {
        for (left, right) in
            [("word", "word"), ("word", "wrod"), ("word", "wod"), ("word", "woord"), ("word", "wird")]
        {
            assert!(is_near(left, right) && is_near(right, left), "{left} {right}");
        }
        for (left, right) in [("word", "drow"), ("word", "wo"), ("word", "wirs"), ("words", "wrdo")] {
            assert!(!is_near(left, right) && !is_near(right, left), "{left} {right}");
        }
    }

    #[test]
    fn beginnings_are_counted() {
        let texts = [words("policy policies"), words("policy pond")];
        let vocabulary = Vocabulary::of(texts.iter().map(Vec::as_slice));
        assert_eq!(vocabulary.count("policy"), 2);
        assert_eq!(vocabulary.count_beginning("polic"), 3);
        assert!(vocabulary.has_near("pand", "policy"));
        assert!(!vocabulary.has_near("pand", "pond"));
    }
}
