//! What a question's words stand for: themselves, the words that they begin, the words that they were meant to be.

use serde::{Deserialize, Serialize};

/// Completions of the last word.
pub(crate) const COMPLETIONS: usize = 8;
/// Corrections of an unknown word.
pub(crate) const CORRECTIONS: usize = 4;
/// Shorter beginnings say too little.
pub(crate) const SHORTEST_BEGINNING: usize = 2;
/// Shorter words are one slip away from too many others.
pub(crate) const SHORTEST_MENDED: usize = 4;

/// How a term came to stand for a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It is the word, or has its stem.
    Exact,
    /// The word begins it.
    Completed,
    /// The word is one slip away from it.
    Corrected,
}

/// A term that stands for a word of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// The term as indexed.
    pub term: String,
    /// The word that it is the stem of.
    pub surface: String,
    /// How it came here.
    pub how: How,
}

/// What expansion asks of an index.
pub trait Dictionary {
    /// What can go wrong.
    type Error;
    /// Stems of a folded word, in each language of the index, none twice.
    fn stems(&mut self, surface: &str) -> Vec<String>;
    /// Whether any entry has the term.
    fn has(&mut self, term: &str) -> Result<bool, Self::Error>;
    /// Words that begin with `prefix` and are longer, most frequent first.
    fn complete(&mut self, prefix: &str, limit: usize) -> Result<Vec<String>, Self::Error>;
    /// Words that are one slip away, most frequent first.
    fn near(&mut self, word: &str, limit: usize) -> Result<Vec<String>, Self::Error>;
}

/// All that `surface` stands for: exact terms first. `open` words are completed too; unknown ones are mended.
pub fn expand<D: Dictionary>(
    surface: &str,
    open: bool,
    joined: bool,
    dictionary: &mut D,
) -> Result<Vec<Alternative>, D::Error> {
    let mut alternatives: Vec<Alternative> = Vec::new();
    for term in dictionary.stems(surface) {
        if dictionary.has(&term)? {
            alternatives.push(Alternative { term, surface: surface.to_owned(), how: How::Exact });
        }
    }
    let known = !alternatives.is_empty();
    let letters = surface.chars().count();
    if open && letters >= SHORTEST_BEGINNING {
        // More are asked for than are used: many words of one stem may come first.
        let words = dictionary.complete(surface, 4 * COMPLETIONS)?;
        add(&mut alternatives, words, How::Completed, COMPLETIONS, dictionary)?;
    }
    let telling = !joined && letters >= SHORTEST_MENDED && !surface.bytes().any(|byte| byte.is_ascii_digit());
    if !known && telling {
        let words = dictionary.near(surface, 4 * CORRECTIONS)?;
        add(&mut alternatives, words, How::Corrected, CORRECTIONS, dictionary)?;
        if alternatives.is_empty() && !open {
            let words = dictionary.complete(surface, 4 * COMPLETIONS)?;
            add(&mut alternatives, words, How::Completed, COMPLETIONS, dictionary)?;
        }
    }
    Ok(alternatives)
}

fn add<D: Dictionary>(
    alternatives: &mut Vec<Alternative>,
    words: Vec<String>,
    how: How,
    limit: usize,
    dictionary: &mut D,
) -> Result<(), D::Error> {
    let mut added = 0;
    for word in words {
        for term in dictionary.stems(&word) {
            if added < limit
                && alternatives.iter().all(|known| known.term != term)
                && dictionary.has(&term)?
            {
                alternatives.push(Alternative { term, surface: word.clone(), how });
                added += 1;
            }
        }
    }
    Ok(())
}
