//! A closer look at the first documents: words of the question that stand together in the text, and titles that say
//! what the question says.

use rustc_hash::FxHashMap;

use crate::Analyzer;

/// The question's words as the closer look needs them.
pub struct Wanted {
    /// Which words a term stands for, as a bit each.
    terms: FxHashMap<Box<str>, u64>,
    /// Which words a folded word is, as typed, completed or mended, as a bit each.
    surfaces: FxHashMap<Box<str>, u64>,
    /// Numbers of words that follow each other in the question.
    pairs: Vec<(usize, usize)>,
    /// How many words there are, joined ones aside.
    words: usize,
    /// First letters of the terms, as a bit each by byte value; a stem begins as its word does.
    letters: [u64; 4],
}

/// A word of the question for [`Wanted`].
pub struct WantedWord<'a> {
    /// Its place in the question.
    pub position: u32,
    /// Terms that stand for it.
    pub terms: Vec<&'a str>,
    /// Words that it is, as typed, completed or mended; of other words, the terms are only stems.
    pub surfaces: Vec<&'a str>,
}

/// Words with at most one word between them stand together.
pub(crate) const TOGETHER: u32 = 2;
/// Words beyond these play no part.
pub(crate) const MOST: usize = 64;
/// What a title's word counts that has the stem of a word of the question but is another form of it. A mended word has
/// only itself to say what was meant, and a document named so comes before those named after its relatives.
pub(crate) const OTHER_FORM: f64 = 0.4;

impl Wanted {
    /// The question's words in order, joined ones left out.
    pub fn new(words: &[WantedWord<'_>]) -> Self {
        let words = &words[..words.len().min(MOST)];
        let mut terms: FxHashMap<Box<str>, u64> = FxHashMap::default();
        let mut surfaces: FxHashMap<Box<str>, u64> = FxHashMap::default();
        for (number, word) in words.iter().enumerate() {
            for term in &word.terms {
                *terms.entry((*term).into()).or_default() |= 1 << number;
            }
            for surface in &word.surfaces {
                *surfaces.entry((*surface).into()).or_default() |= 1 << number;
            }
        }
        let pairs = words
            .windows(2)
            .enumerate()
            .filter(|(_, pair)| pair[1].position.saturating_sub(pair[0].position) <= TOGETHER)
            .map(|(number, _)| (number, number + 1))
            .collect();
        let mut letters = [0; 4];
        for first in terms.keys().filter_map(|term| term.bytes().next()) {
            letters[usize::from(first >> 6)] |= 1 << (first & 63);
        }
        Self { terms, surfaces, pairs, words: words.len(), letters }
    }

    /// Whether a word can have one of the terms as its stem, going by its first letter. Only words of
    /// Latin script are ever ruled out.
    pub(crate) fn may_be(&self, surface: &str) -> bool {
        surface.bytes().next().is_none_or(|first| {
            first >= 0x80 || self.letters[usize::from(first >> 6)] & (1 << (first & 63)) != 0
        })
    }

    /// Which of the question's words a term stands for, as a bit each.
    pub(crate) fn bits(&self, term: &str) -> u64 {
        self.terms.get(term).copied().unwrap_or(0)
    }

    /// Which pairs of neighbouring words stand together in `text`, as a bit each.
    pub fn pairs_in(&self, analyzer: &mut Analyzer, text: &str) -> u64 {
        if self.pairs.is_empty() {
            return 0;
        }
        let mut found = 0;
        let mut recent: Vec<(u32, u64)> = Vec::new();
        analyzer.each_where(
            text,
            |surface| self.may_be(surface),
            |token| {
                let bits = self.bits(token.term);
                if token.joined || bits == 0 {
                    return;
                }
                recent.retain(|(position, _)| token.position - position <= TOGETHER);
                for (number, (first, second)) in self.pairs.iter().enumerate() {
                    if bits & (1 << second) != 0
                        && recent.iter().any(|(_, earlier)| earlier & (1 << first) != 0)
                    {
                        found |= 1 << number;
                    }
                }
                recent.push((token.position, bits));
            },
        );
        found
    }

    /// Share of the pairs in `found`; 0 where the question has none.
    pub fn pair_share(&self, found: u64) -> f64 {
        if self.pairs.is_empty() { 0.0 } else { f64::from(found.count_ones()) / self.pairs.len() as f64 }
    }

    /// How much a title and the question agree: the share of the title's words that are asked for, times the share of
    /// the question's words that the title has; where the question is the title's beginning, only what it asks for
    /// counts. Words of another form count less. `stop` are words that count in neither.
    pub fn coverage(&self, analyzer: &mut Analyzer, title: &str, stop: &[&str]) -> f64 {
        let (mut words, mut asked, mut seen) = (0_u32, 0.0, 0_u64);
        let (mut begins, mut next, mut begun) = (true, 0, 0.0);
        analyzer.each(title, |token| {
            if token.joined || stop.binary_search(&token.surface).is_ok() {
                return;
            }
            words += 1;
            let bits = self.bits(token.term);
            let as_meant = self.surfaces.get(token.surface).is_some_and(|surface| surface & bits != 0);
            let counts = match bits {
                0 => 0.0,
                _ if as_meant => 1.0,
                _ => OTHER_FORM,
            };
            asked += counts;
            seen |= bits;
            if next < self.words {
                begins &= bits & (1 << next) != 0;
                begun += counts;
                next += 1;
            }
        });
        if words == 0 || self.words == 0 {
            return 0.0;
        }
        if begins && next == self.words {
            return begun / self.words as f64;
        }
        asked / f64::from(words) * f64::from(seen.count_ones()) / self.words as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn wanted(words: &[(u32, &str, &str)]) -> Wanted {
        let words: Vec<WantedWord<'_>> = words
            .iter()
            .map(|(position, surface, term)| WantedWord {
                position: *position,
                terms: vec![term],
                surfaces: vec![surface],
            })
            .collect();
        Wanted::new(&words)
    }

    #[test]
    fn pairs_stand_in_order_and_near() {
        let wanted = wanted(&[(0, "customer", "custom"), (1, "retention", "retent"), (5, "cost", "cost")]);
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        assert_eq!(wanted.pairs_in(&mut analyzer, "customer retention"), 1);
        assert!(wanted.pair_share(1) > 0.99 && wanted.pair_share(0) < 0.01);
        assert_eq!(wanted.pairs_in(&mut analyzer, "retention of customers"), 0);
        assert_eq!(wanted.pairs_in(&mut analyzer, "customers and their retention"), 0);
    }

    #[test]
    fn a_title_that_is_asked_for_is_covered() {
        let wanted = wanted(&[(0, "customer", "custom"), (1, "retention", "retent")]);
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let stop = Language::ENGLISH.stop_words();
        assert!(wanted.coverage(&mut analyzer, "The customer's retention plan", stop) > 0.99);
        assert!(wanted.coverage(&mut analyzer, "Plan for customers", stop) < 0.5);
        assert!(wanted.coverage(&mut analyzer, "", stop) < 0.01);
    }

    #[test]
    fn a_title_of_another_form_is_covered_less() {
        let wanted = wanted(&[(0, "customs", "custom")]);
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let mut coverage = |title: &str| wanted.coverage(&mut analyzer, title, &[]);
        assert!(coverage("Customs") > 0.99);
        assert!((coverage("Customers") - OTHER_FORM).abs() < 1e-9);
        assert!(coverage("All customs") > coverage("All customers"));
    }
}
