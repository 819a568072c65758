//! Reading a run of documents: which words are where.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::codings::Packer;
use super::menus::Menus;
use super::records;
use crate::bm25::{Lengths, norm};
use crate::index::Analyzers;
use crate::schema::facets;
use crate::vocabulary::Vocabulary;
use crate::{Field, Language, Record};

/// What a run of documents with numbers one after another holds.
#[derive(Default)]
pub(super) struct Part {
    pub(super) documents: Vec<Row>,
    pub(super) lengths: Lengths,
    pub(super) entries: u32,
    /// The field that has most of an entry's words, with its length, by entry.
    pub(super) longest: Vec<(u8, u8)>,
    /// Terms, and what follows each.
    pub(super) terms: Vec<Box<str>>,
    /// Where each term's occurrences begin, then the end.
    pub(super) starts: Vec<u32>,
    pub(super) occurrences: Vec<Occurrence>,
    /// Surface words with the number of documents that have them.
    pub(super) words: Vec<(Box<str>, u32)>,
    /// Documents by facet.
    pub(super) facets: FxHashMap<String, Vec<u32>>,
    pub(super) menus: Menus,
    /// Whole names with their documents.
    pub(super) names: Vec<(String, u32)>,
    pub(super) languages: Vec<Language>,
    /// Packed records: number of the first document of each file.
    pub(super) files: Vec<(u32, Vec<u8>)>,
}

/// A document in the table of documents.
pub(super) struct Row {
    pub(super) entries: u32,
    pub(super) index_page: bool,
    pub(super) template: bool,
    pub(super) retired: bool,
}

/// A term in a field of an entry.
#[derive(Clone, Copy, Default)]
pub(super) struct Occurrence {
    /// Number of the entry in its part.
    pub(super) entry: u32,
    pub(super) count: u16,
    pub(super) field: u8,
    pub(super) norm: u8,
}

/// A field of an entry, with the place where its terms begin.
struct Span {
    entry: u32,
    field: u8,
    norm: u8,
    start: usize,
}

/// Numbers for words, in order of their coming.
#[derive(Default)]
struct Numbers {
    known: FxHashMap<Box<str>, u32>,
    all: Vec<Box<str>>,
}

impl Numbers {
    fn of(&mut self, word: &str) -> u32 {
        if let Some(number) = self.known.get(word) {
            return *number;
        }
        let number = self.all.len() as u32;
        self.known.insert(word.into(), number);
        self.all.push(word.into());
        number
    }
}

/// A word, in one language.
#[derive(Clone, Copy)]
struct Met {
    /// Its number.
    word: u32,
    /// The number of its term.
    term: u32,
    /// Documents that have it.
    frequency: u32,
    /// The last one that had it.
    last: u32,
}

/// The words of one language.
type Known = Vocabulary<Met>;

/// Counts words.
#[derive(Default)]
struct Counter {
    words: Numbers,
    terms: Numbers,
    /// The document at hand.
    document: u32,
    /// Terms of the field at hand.
    here: Vec<u32>,
}

impl Counter {
    /// Counts a word if it was met before.
    fn again(&mut self, known: &mut Known, surface: &str) -> bool {
        let Some(met) = known.get(surface) else { return false };
        self.here.push(met.term);
        met.frequency += u32::from(met.last != self.document);
        met.last = self.document;
        true
    }

    /// Counts a word.
    fn count(&mut self, known: &mut Known, surface: &str, term: &str) {
        if !self.again(known, surface) {
            let (word, term) = (self.words.of(surface), self.terms.of(term));
            known.insert(surface, Met { word, term, frequency: 1, last: self.document });
            self.here.push(term);
        }
    }

    /// All words, each with the number of documents that have it. A document is in one language.
    fn words<'k>(&mut self, known: impl Iterator<Item = &'k Known>) -> Vec<(Box<str>, u32)> {
        let mut words: Vec<(Box<str>, u32)> =
            std::mem::take(&mut self.words.all).into_iter().map(|word| (word, 0)).collect();
        for met in known.flat_map(Vocabulary::values) {
            words[met.word as usize].1 += met.frequency;
        }
        words
    }
}

/// Reads the documents with these numbers.
pub(super) fn collect(range: std::ops::Range<usize>, record: &(impl Fn(usize) -> Record + Sync)) -> Part {
    let mut part = Part::default();
    let mut analyzers = Analyzers::default();
    let mut counter = Counter::default();
    let mut by_language: FxHashMap<Language, Known> = FxHashMap::default();
    let mut spans: Vec<Span> = Vec::new();
    let mut runs: Vec<(u32, u16)> = Vec::new();
    let mut pack = records::Pack::new(Packer::new());
    for number in range {
        let record = record(number);
        let language = record.language();
        if !part.languages.contains(&language) {
            part.languages.push(language);
        }
        let analyzer = analyzers.of(language);
        let known = by_language.entry(language).or_default();
        counter.document = number as u32;
        let entries = record.entries();
        for entry in &entries {
            let (mut longest, mut most) = ((0, 0), 0);
            for (field, text) in &entry.fields {
                let counting = RefCell::new((&mut counter, &mut *known));
                // A word that was met before needs no stem anew.
                analyzer.each_where(
                    text,
                    |surface| {
                        let (counter, known) = &mut *counting.borrow_mut();
                        !counter.again(known, surface)
                    },
                    |token| {
                        let (counter, known) = &mut *counting.borrow_mut();
                        counter.count(known, token.surface, token.term);
                    },
                );
                let here = &mut counter.here;
                if here.is_empty() {
                    continue;
                }
                let count = here.len() as u32;
                part.lengths.add(*field, u64::from(count));
                if count > most {
                    (longest, most) = ((*field as u8, norm(count)), count);
                }
                spans.push(Span {
                    entry: part.entries,
                    field: *field as u8,
                    norm: norm(count),
                    start: runs.len(),
                });
                here.sort_unstable();
                for run in here.chunk_by(|a, b| a == b) {
                    runs.push((run[0], u16::try_from(run.len()).unwrap_or(u16::MAX)));
                }
                here.clear();
            }
            part.longest.push(longest);
            part.entries += 1;
        }
        part.names.extend(record.names(analyzer).into_iter().map(|name| (name, number as u32)));
        for facet in facets(&record.about) {
            part.facets.entry(facet).or_default().push(number as u32);
        }
        part.menus.add(&record.about);
        part.documents.push(Row {
            entries: entries.len() as u32,
            index_page: record.about.index_page,
            template: record.about.template,
            retired: record.about.retired,
        });
        pack.add(number as u32, &record, &entries);
    }
    part.files = pack.finish();
    part.words = counter.words(by_language.values());
    sort_by_term(&mut part, counter.terms.all, &spans, &runs);
    part
}

/// Brings occurrences from the order of entries into that of terms, keeping the order of entries in each.
fn sort_by_term(part: &mut Part, terms: Vec<Box<str>>, spans: &[Span], runs: &[(u32, u16)]) {
    let mut starts = vec![0_u32; terms.len() + 1];
    for (term, _) in runs {
        starts[*term as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut occurrences = vec![Occurrence::default(); runs.len()];
    for (at, span) in spans.iter().enumerate() {
        let end = spans.get(at + 1).map_or(runs.len(), |next| next.start);
        for (term, count) in &runs[span.start..end] {
            let slot = &mut next[*term as usize];
            occurrences[*slot as usize] =
                Occurrence { entry: span.entry, count: *count, field: span.field, norm: span.norm };
            *slot += 1;
        }
    }
    part.terms = terms;
    part.starts = starts;
    part.occurrences = occurrences;
}

/// The field with this number.
pub(super) fn field(number: u8) -> Field {
    Field::ALL[usize::from(number)]
}
