//! The words of a question with all that stands for them, and what each of it is worth.

use std::rc::Rc;

use crate::bm25::idf;
use crate::expand::{Alternative, Dictionary, How, expand};
use crate::index::Analyzers;
use crate::query::Query;
use crate::search::gather::{Gatherer, Postings};
use crate::{Field, Index, IndexError, Settings};

/// What of a completion's worth is left beside the word itself.
pub(crate) const BESIDE_THE_WORD: f64 = 0.5;

/// A word of the question.
pub(crate) struct Group {
    /// As typed, folded.
    pub(crate) surface: String,
    /// Its place in the question.
    pub(crate) position: u32,
    /// Whether it is several parts read as one.
    pub(crate) joined: bool,
    /// What stands for it, exact terms first.
    pub(crate) alternatives: Vec<(Alternative, Rc<Postings>)>,
    /// How telling it is.
    pub(crate) idf: f64,
}

impl Group {
    /// Whether the index has the word as typed.
    pub(crate) fn is_known(&self) -> bool {
        self.alternatives.first().is_some_and(|(first, _)| first.how == How::Exact)
    }

    /// The terms that it is taken for: its own, and those that it begins where it may be only begun. It is mended only
    /// where it is nothing else.
    pub(crate) fn meant(&self) -> impl Iterator<Item = &str> {
        let is_sure = |how: How| how != How::Corrected;
        let sure = self.alternatives.iter().any(|(alternative, _)| is_sure(alternative.how));
        let meant =
            self.alternatives.iter().filter(move |(alternative, _)| !sure || is_sure(alternative.how));
        meant.map(|(alternative, _)| alternative.term.as_str())
    }

    /// What an alternative is worth, of a full match.
    pub(crate) fn worth(&self, how: How, settings: &Settings) -> f64 {
        match how {
            How::Exact => self.idf,
            // A word that is there as typed needs no completion; it may still be on its way to one.
            How::Completed if self.is_known() => self.idf * settings.completion * BESIDE_THE_WORD,
            How::Completed => self.idf * settings.completion,
            How::Corrected => self.idf * settings.correction,
        }
    }
}

/// All words of a question, looked up.
pub(crate) struct Gathered {
    pub(crate) groups: Vec<Group>,
}

impl Gathered {
    /// What a person should know: words that the index does not have.
    pub(crate) fn hints(&self) -> Vec<String> {
        let mut hints = Vec::new();
        for group in &self.groups {
            let Some((first, _)) = group.alternatives.first() else {
                if !group.joined {
                    hints.push(format!("`{}` is in no document", group.surface));
                }
                continue;
            };
            if first.how == How::Corrected {
                hints.push(format!("`{}` was read as `{}`", group.surface, first.surface));
            }
        }
        hints
    }
}

/// Looks up every word.
pub(crate) fn gather(index: &Index, query: &Query, settings: &Settings) -> Result<Gathered, IndexError> {
    let mut words = Words {
        index,
        gatherer: Gatherer::new(index, settings),
        analyzers: Analyzers::default(),
        read: Vec::new(),
    };
    let entries = index.entries();
    let mut groups = Vec::new();
    for word in &query.words {
        let found = expand(&word.surface, word.open, word.joined, &mut words)?;
        let mut alternatives = Vec::with_capacity(found.len());
        for alternative in found {
            let postings = words.postings(&alternative.term)?;
            alternatives.push((alternative, postings));
        }
        let exact: u64 = frequency(&alternatives, true);
        let counted = if exact > 0 { exact } else { frequency(&alternatives, false) };
        groups.push(Group {
            surface: word.surface.clone(),
            position: word.position,
            joined: word.joined,
            alternatives,
            idf: idf(counted.min(entries), entries),
        });
    }
    Ok(Gathered { groups })
}

fn frequency(alternatives: &[(Alternative, Rc<Postings>)], exact: bool) -> u64 {
    alternatives
        .iter()
        .filter(|(alternative, _)| (alternative.how == How::Exact) == exact)
        .map(|(_, postings)| postings.frequency())
        .sum()
}

struct Words<'a> {
    index: &'a Index,
    gatherer: Gatherer<'a>,
    analyzers: Analyzers,
    /// Terms that were read already: expansion asks whether they are there, ranking for all of them.
    read: Vec<(String, Rc<Postings>)>,
}

impl Words<'_> {
    fn postings(&mut self, term: &str) -> Result<Rc<Postings>, IndexError> {
        if let Some((_, known)) = self.read.iter().find(|(known, _)| known == term) {
            return Ok(Rc::clone(known));
        }
        let postings = Rc::new(self.gatherer.read(term, &Field::ALL)?);
        self.read.push((term.to_owned(), Rc::clone(&postings)));
        Ok(postings)
    }
}

impl Dictionary for Words<'_> {
    type Error = IndexError;

    fn stems(&mut self, surface: &str) -> Vec<String> {
        let mut stems: Vec<String> = Vec::new();
        for language in &self.index.languages {
            let stem = self.analyzers.of(*language).stem(surface);
            if stems.iter().all(|known| known != stem) {
                stems.push(stem.to_owned());
            }
        }
        stems
    }

    fn has(&mut self, term: &str) -> Result<bool, IndexError> {
        Ok(self.postings(term)?.frequency() > 0)
    }

    fn complete(&mut self, prefix: &str, limit: usize) -> Result<Vec<String>, IndexError> {
        self.index.complete(prefix, limit)
    }

    fn near(&mut self, word: &str, limit: usize) -> Result<Vec<String>, IndexError> {
        self.index.near(word, limit)
    }
}
