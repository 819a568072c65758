//! What is known of words, found quickly: every word of every text is looked up.

use rustc_hash::FxHashMap;

/// Something for each word. Nearly all words are short; those are found as numbers, without following a pointer.
pub(crate) struct Vocabulary<T> {
    short: FxHashMap<u128, T>,
    long: FxHashMap<Box<str>, T>,
}

impl<T> Default for Vocabulary<T> {
    fn default() -> Self {
        Self { short: FxHashMap::default(), long: FxHashMap::default() }
    }
}

/// A word of up to 15 bytes as a number that no other word has.
fn number(word: &str) -> Option<u128> {
    let mut padded = [0; 16];
    padded[15] = u8::try_from(word.len()).ok().filter(|length| *length < 16)?;
    padded[..word.len()].copy_from_slice(word.as_bytes());
    Some(u128::from_le_bytes(padded))
}

impl<T> Vocabulary<T> {
    /// What is known of a word.
    pub(crate) fn get(&mut self, word: &str) -> Option<&mut T> {
        match number(word) {
            Some(number) => self.short.get_mut(&number),
            None => self.long.get_mut(word),
        }
    }

    /// Adds a word.
    pub(crate) fn insert(&mut self, word: &str, known: T) {
        match number(word) {
            Some(number) => self.short.insert(number, known),
            None => self.long.insert(word.into(), known),
        };
    }

    /// What is known of all words, in no order.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        self.short.values().chain(self.long.values())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_word_is_another_one(words in prop::collection::vec("[a\0é]{0,9}|[ab]{13,17}", 0..40)) {
            let mut expected = BTreeMap::new();
            let mut found = Vocabulary::default();
            for (at, word) in words.iter().enumerate() {
                prop_assert_eq!(found.get(word).copied(), expected.get(word).copied());
                expected.insert(word, at);
                found.insert(word, at);
            }
            for (word, at) in &expected {
                prop_assert_eq!(found.get(word).copied(), Some(*at));
            }
            let mut values: Vec<usize> = found.values().copied().collect();
            values.sort_unstable();
            let mut all: Vec<usize> = expected.into_values().collect();
            all.sort_unstable();
            prop_assert_eq!(values, all);
        }
    }
}
