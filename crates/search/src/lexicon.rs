//! The words of an index: which there are, which begin alike, and which are one slip away.

use std::sync::OnceLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use rustc_hash::FxHashMap;
use tantivy::DocId;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy_fst::Automaton;

use crate::{Index, IndexError};

/// Names that begin with the question, at most.
pub(crate) const MOST_NAMES: usize = 64;
/// A shorter question is the beginning of too many names.
pub(crate) const SHORTEST_NAME: usize = 4;
/// Words that share a beginning, looked at before the search for completions stops.
pub(crate) const MOST_COMPLETIONS: usize = 20_000;

/// How a name agrees with a question: the entry of its document, and how much of the name was asked for.
pub(crate) struct Named {
    pub(crate) segment: usize,
    pub(crate) entry: DocId,
    pub(crate) share: f64,
}

impl Index {
    /// Documents whose whole name is the question, begins with it, or (where there is neither) is one slip away from
    /// it. The share is 1 for the whole name, less for a beginning, and `correction` for a slip; without one, none is
    /// looked for.
    pub(crate) fn named(
        &self,
        name: &str,
        open: bool,
        correction: Option<f64>,
    ) -> Result<Vec<Named>, IndexError> {
        let mut named = Vec::new();
        if name.is_empty() {
            return Ok(named);
        }
        let long = name.chars().count() >= SHORTEST_NAME;
        let length = name.chars().count() as f64;
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(self.schema.names).map_err(crate::index::damaged)?;
            let mut stream =
                inverted.terms().range().ge(name.as_bytes()).into_stream().map_err(unreadable)?;
            let mut seen = 0;
            let mut found = Vec::new();
            while stream.advance() && stream.key().starts_with(name.as_bytes()) && seen < MOST_NAMES {
                seen += 1;
                let whole = stream.key().len() == name.len();
                if !(whole || open && long) {
                    break;
                }
                let share = length / String::from_utf8_lossy(stream.key()).chars().count() as f64;
                found.push((stream.value().clone(), share));
            }
            self.entries_named(&inverted, number, found, &mut named)?;
        }
        if let Some(correction) = correction
            && named.is_empty()
            && long
        {
            let dfa = builder().build_dfa(name);
            for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
                let inverted = segment.inverted_index(self.schema.names).map_err(crate::index::damaged)?;
                let mut stream = inverted.terms().search(Near(&dfa)).into_stream().map_err(unreadable)?;
                let mut found = Vec::new();
                while stream.advance() {
                    found.push((stream.value().clone(), correction));
                }
                self.entries_named(&inverted, number, found, &mut named)?;
            }
        }
        Ok(named)
    }

    fn entries_named(
        &self,
        inverted: &InvertedIndexReader,
        segment: usize,
        found: Vec<(TermInfo, f64)>,
        named: &mut Vec<Named>,
    ) -> Result<(), IndexError> {
        let alive = self.searcher.segment_readers()[segment].alive_bitset();
        for (info, share) in found {
            let mut list = inverted
                .read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)
                .map_err(unreadable)?;
            while !list.docs().is_empty() {
                for entry in list.docs() {
                    if alive.is_none_or(|alive| alive.is_alive(*entry)) {
                        named.push(Named { segment, entry: *entry, share });
                    }
                }
                list.advance();
            }
        }
        Ok(())
    }

    /// Surface words that begin with `prefix` and are longer, most frequent first, then by alphabet.
    pub(crate) fn complete(&self, prefix: &str, limit: usize) -> Result<Vec<String>, IndexError> {
        let mut found: FxHashMap<String, u64> = FxHashMap::default();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.schema.words).map_err(crate::index::damaged)?;
            let mut stream =
                inverted.terms().range().gt(prefix.as_bytes()).into_stream().map_err(unreadable)?;
            let mut seen = 0;
            while stream.advance() {
                if !stream.key().starts_with(prefix.as_bytes()) || seen == MOST_COMPLETIONS {
                    break;
                }
                seen += 1;
                let word = String::from_utf8_lossy(stream.key()).into_owned();
                *found.entry(word).or_default() += u64::from(stream.value().doc_freq);
            }
        }
        Ok(most_frequent(found, limit))
    }

    /// Surface words that differ from `word` by one letter left out, added, exchanged or swapped with the next one.
    pub(crate) fn near(&self, word: &str, limit: usize) -> Result<Vec<String>, IndexError> {
        let mut found: FxHashMap<String, u64> = FxHashMap::default();
        let dfa = builder().build_dfa(word);
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.schema.words).map_err(crate::index::damaged)?;
            let mut stream = inverted.terms().search(Near(&dfa)).into_stream().map_err(unreadable)?;
            while stream.advance() {
                let near = String::from_utf8_lossy(stream.key()).into_owned();
                if near != word {
                    *found.entry(near).or_default() += u64::from(stream.value().doc_freq);
                }
            }
        }
        Ok(most_frequent(found, limit))
    }
}

/// Tables for one slip; they take a while to make.
fn builder() -> &'static LevenshteinAutomatonBuilder {
    static BUILDER: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    BUILDER.get_or_init(|| LevenshteinAutomatonBuilder::new(1, true))
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn unreadable(error: std::io::Error) -> IndexError {
    IndexError::Damaged(error.to_string())
}

fn most_frequent(found: FxHashMap<String, u64>, limit: usize) -> Vec<String> {
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.cmp(b)));
    found.into_iter().take(limit).map(|(word, _)| word).collect()
}

struct Near<'a>(&'a DFA);

impl Automaton for Near<'_> {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
