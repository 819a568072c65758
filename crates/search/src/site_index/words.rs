//! The dictionary: every word and term, sorted, and every word once more by its end.

use rayon::prelude::*;

use super::codings::{Packer, after, number, signed, text};
use super::collect::Part;
use crate::Language;
use crate::index::Analyzers;

/// Bytes from which on a file takes no further word.
const FULL: usize = 8 << 10;

/// The dictionary's files.
pub(super) struct Dictionary {
    /// First word of each file of words, with the file.
    pub(super) words: Vec<(Box<str>, Vec<u8>)>,
    /// Length in characters and first word, backwards, of each file of words by their ends, with the file.
    pub(super) ends: Vec<(u32, String, Vec<u8>)>,
}

/// A line of the dictionary.
struct Line<'a> {
    word: &'a str,
    /// Documents that have it as a word; 0 for a stem that is none.
    documents: u32,
    /// Whether it is a term; terms are numbered in their order here.
    term: bool,
}

pub(super) fn dictionary(parts: &[Part], terms: &[Box<str>], languages: &[Language]) -> Dictionary {
    let mut all: Vec<(&str, u32)> = parts
        .iter()
        .flat_map(|part| part.words.iter().map(|(word, documents)| (&**word, *documents)))
        .collect();
    all.par_sort_unstable();
    let words: Vec<(&str, u32)> = all
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| (same[0].0, same.iter().map(|(_, documents)| documents).sum()))
        .collect();
    let ends = by_ends(&words);
    let lines = lines(&words, terms);
    Dictionary { words: forwards(&lines, terms, languages), ends }
}

/// Words and terms in one sorted list.
fn lines<'a>(words: &[(&'a str, u32)], terms: &'a [Box<str>]) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::with_capacity(words.len() + terms.len() / 2);
    let mut next = 0;
    for (word, documents) in words {
        while let Some(term) = terms.get(next).filter(|term| &***term < *word) {
            lines.push(Line { word: term, documents: 0, term: true });
            next += 1;
        }
        let term = terms.get(next).is_some_and(|term| &**term == *word);
        lines.push(Line { word, documents: *documents, term });
        next += usize::from(term);
    }
    lines.extend(terms[next..].iter().map(|term| Line { word: term, documents: 0, term: true }));
    lines
}

fn forwards(lines: &[Line<'_>], terms: &[Box<str>], languages: &[Language]) -> Vec<(Box<str>, Vec<u8>)> {
    let mut blocks: Vec<(Box<str>, Vec<u8>)> = Vec::new();
    let mut analyzers = Analyzers::default();
    let mut next_term = 0_u32;
    let mut previous = "";
    for line in lines {
        if blocks.last().is_none_or(|(_, bytes)| bytes.len() >= FULL) {
            let mut bytes = Vec::with_capacity(FULL + 128);
            number(u64::from(next_term), &mut bytes);
            blocks.push((line.word.into(), bytes));
            previous = "";
        }
        let Some((_, bytes)) = blocks.last_mut() else { continue };
        after(previous, line.word, bytes);
        previous = line.word;
        let mut stems: Vec<u32> = Vec::new();
        if line.documents > 0 {
            for language in languages {
                let stem = analyzers.of(*language).stem(line.word);
                if let Ok(found) = terms.binary_search_by(|term| (**term).cmp(stem))
                    && !stems.contains(&(found as u32))
                {
                    stems.push(found as u32);
                }
            }
        }
        let itself = line.term && stems == [next_term];
        number(u64::from(line.documents) << 2 | u64::from(line.term) << 1 | u64::from(itself), bytes);
        if line.documents > 0 && !itself {
            number(stems.len() as u64, bytes);
            for stem in stems {
                signed(i64::from(stem) - i64::from(next_term), bytes);
            }
        }
        next_term += u32::from(line.term);
    }
    blocks
        .into_par_iter()
        .map_init(Packer::new, |packer, (first, bytes)| (first, packer.text(&bytes)))
        .collect()
}

/// Words backwards, those of equal length together: with a slip in its first half, a word still has its end.
fn by_ends(words: &[(&str, u32)]) -> Vec<(u32, String, Vec<u8>)> {
    let mut all: Vec<(u32, String, u32)> = words
        .par_iter()
        .map(|(word, documents)| {
            let backwards: String = word.chars().rev().collect();
            (word.chars().count() as u32, backwards, *documents)
        })
        .collect();
    all.par_sort_unstable();
    let mut blocks: Vec<(u32, String, Vec<u8>)> = Vec::new();
    let mut previous = "";
    for (length, word, documents) in &all {
        if blocks.last().is_none_or(|(_, _, bytes)| bytes.len() >= FULL) {
            blocks.push((*length, word.clone(), Vec::with_capacity(FULL + 128)));
            previous = "";
        }
        let Some((_, _, bytes)) = blocks.last_mut() else { continue };
        after(previous, word, bytes);
        number(u64::from(*documents), bytes);
        previous = word;
    }
    blocks
        .into_par_iter()
        .map_init(Packer::new, |packer, (length, first, bytes)| (length, first, packer.text(&bytes)))
        .collect()
}

impl Dictionary {
    /// Where to look: the first word of each file.
    pub(super) fn directory(&self, to: &mut Vec<u8>) {
        number(self.words.len() as u64, to);
        for (first, _) in &self.words {
            text(first, to);
        }
        number(self.ends.len() as u64, to);
        for (length, first, _) in &self.ends {
            number(u64::from(*length), to);
            text(first, to);
        }
    }
}
