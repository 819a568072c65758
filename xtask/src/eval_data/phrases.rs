//! In which texts a phrase is, for many phrases at once.

use std::collections::{BTreeMap, BTreeSet};

/// For each phrase of at least two words the numbers of the texts that have its words one after the other.
pub(super) fn texts_with(phrases: &[Vec<String>], texts: &[Vec<String>]) -> Vec<BTreeSet<usize>> {
    let mut by_beginning: BTreeMap<[&str; 2], Vec<usize>> = BTreeMap::new();
    for (number, phrase) in phrases.iter().enumerate() {
        if let [first, second, ..] = phrase.as_slice() {
            by_beginning.entry([first, second]).or_default().push(number);
        }
    }
    let mut found = vec![BTreeSet::new(); phrases.len()];
    for (text_number, text) in texts.iter().enumerate() {
        for (at, pair) in text.windows(2).enumerate() {
            for &number in by_beginning.get(&[pair[0].as_str(), pair[1].as_str()]).into_iter().flatten() {
                if text[at..].starts_with(&phrases[number]) {
                    found[number].insert(text_number);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn phrases_are_found_whole() {
        let phrases = ["how do i", "how do we", "kb 12"].map(words);
        let texts = ["So how do I? Or how do they?", "How do. KB-12", "how do I"].map(words);
        let found = texts_with(&phrases, &texts);
        assert_eq!(found, [BTreeSet::from([0, 2]), BTreeSet::new(), BTreeSet::from([1])]);
    }
}
