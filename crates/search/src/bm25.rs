//! The arithmetic of the ranking, the same for the index in the cache and the one in the site.
//!
//! BM25F (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009): a word's frequencies in the fields of an
//! entry are divided by the fields' lengths, weighted and added, and only the sum is saturated.

use serde::{Deserialize, Serialize};

use crate::{Field, Settings};

/// Sums over all entries of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lengths {
    /// Words by field.
    pub words: [u64; Field::COUNT],
    /// Entries that have the field.
    pub entries: [u64; Field::COUNT],
}

impl Lengths {
    /// Counts an entry's field of `words` words.
    pub fn add(&mut self, field: Field, words: u64) {
        self.words[field as usize] += words;
        self.entries[field as usize] += 1;
    }

    /// Adds the sums of another index or document.
    pub fn merge(&mut self, other: &Self) {
        for at in 0..Field::COUNT {
            self.words[at] += other.words[at];
            self.entries[at] += other.entries[at];
        }
    }

    /// Takes away what [`Lengths::merge`] added.
    pub fn remove(&mut self, other: &Self) {
        for at in 0..Field::COUNT {
            self.words[at] = self.words[at].saturating_sub(other.words[at]);
            self.entries[at] = self.entries[at].saturating_sub(other.entries[at]);
        }
    }

    /// Words in a field on average, as one of the lengths that are a tenth apart: an edit of one document seldom
    /// changes it, so it seldom changes what all the others are worth.
    fn average(&self, field: Field) -> f64 {
        let at = field as usize;
        let average = self.words[at] as f64 / self.entries[at].max(1) as f64;
        1.1_f64.powi((average.max(1.0).ln() / 1.1_f64.ln()).round() as i32)
    }
}

/// What one occurrence counts in a field of a given length: lengths are known as one of 256 sizes.
pub struct FieldScale {
    by_norm: [f64; 256],
}

impl FieldScale {
    /// The scale of `field` under `settings`, given the sums of the index.
    pub fn new(field: Field, settings: &Settings, lengths: &Lengths) -> Self {
        let weight = settings.weights[field as usize];
        let share = settings.lengths[field as usize];
        let average = lengths.average(field).max(1.0);
        let by_norm = std::array::from_fn(|norm| {
            let length = f64::from(norm_length(norm as u8));
            weight / (1.0 - share + share * length / average)
        });
        Self { by_norm }
    }

    /// What one occurrence counts in a field whose length has this number.
    #[inline]
    pub fn of(&self, norm: u8) -> f64 {
        self.by_norm[usize::from(norm)]
    }
}

/// Number of the size nearest below a length in words.
pub fn norm(length: u32) -> u8 {
    tantivy::fieldnorm::FieldNormReader::fieldnorm_to_id(length)
}

fn norm_length(norm: u8) -> u32 {
    tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(norm)
}

/// Impacts are known in so many steps. They are most of what a browser loads for an answer; more steps than these
/// change no measure of the ranking.
pub(crate) const STEPS: f64 = 63.0;

/// The saturated frequency of a word in an entry in steps, at least one.
#[inline]
pub fn impact(frequency: f64, saturation: f64) -> u8 {
    // To the nearest step; adding a half and cutting off takes a fraction of what `round` takes.
    ((STEPS * frequency / (frequency + saturation) + 0.5) as u8).max(1)
}

/// An impact as a share of a full match, 0 to 1.
#[inline]
pub fn share(impact: u8) -> f64 {
    f64::from(impact) / STEPS
}

/// How telling a word is that `frequency` of `entries` entries have.
pub fn idf(frequency: u64, entries: u64) -> f64 {
    let (frequency, entries) = (frequency as f64, entries as f64);
    (1.0 + (entries - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_words_tell_more_and_more_of_a_word_tells_less_and_less() {
        assert!(idf(1, 100) > idf(10, 100) && idf(100, 100) > 0.0 && idf(0, 0) >= 0.0);
        let (one, two, three) = (impact(1.0, 1.2), impact(2.0, 1.2), impact(3.0, 1.2));
        assert!(two - one > three - two && three > two);
        assert_eq!(impact(0.0001, 1.2), 1);
    }

    #[test]
    fn a_longer_field_counts_less() {
        let mut lengths = Lengths::default();
        lengths.add(Field::Body, 100);
        let scale = FieldScale::new(Field::Body, &Settings::default(), &lengths);
        assert!(scale.of(norm(10)) > scale.of(norm(1000)));
        let before = lengths;
        lengths.merge(&before);
        lengths.remove(&before);
        assert_eq!(lengths, before);
    }
}
