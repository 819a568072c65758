//! From the scores of entries to documents in order.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::DocId;

use super::foremost::{Candidate, Ranked, foremost};
use super::groups::Gathered;
use super::narrow::{self, Narrowed};
use super::scores::{of_documents, of_entries};
use crate::evidence::{Wanted, WantedWord};
use crate::expand::How;
use crate::index::Analyzers;
use crate::lexicon::Named;
use crate::query::Query;
use crate::schema::Stored;
use crate::{Analyzer, Index, IndexError, Language, Settings};

pub(crate) fn rank(
    index: &Index,
    query: &Query,
    gathered: &Gathered,
    narrowed: &Narrowed,
    settings: &Settings,
    limit: usize,
) -> Result<(Vec<Ranked>, usize), IndexError> {
    let listing = query.words.is_empty();
    let open = query.words.iter().any(|word| word.open);
    // Where the index has every word as typed, none of them was a slip.
    let unknown = gathered.groups.iter().any(|group| !group.joined && !group.is_known());
    let named = index.named(&query.name, open, unknown.then_some(settings.correction))?;
    let ideal: f64 = gathered.groups.iter().filter(|group| !group.joined).map(|group| group.idf).sum();
    let (segments, bounds) = bounds(index, gathered, narrowed, &named, settings, (ideal, listing));
    let total = bounds.len();
    let closely = settings.rerank.max(limit);
    let found = candidates(bounds, &segments, gathered, settings, (ideal, closely));
    let mut ranked = foremost(index, found, closely)?;
    let wanted = wanted(gathered);
    let mut analyzers = Analyzers::default();
    for (place, one) in ranked.iter_mut().enumerate() {
        if place < settings.rerank && !listing {
            look_closely(index, one, &wanted, &mut analyzers, settings)?;
        }
    }
    ranked.sort_by(Ranked::order);
    ranked.truncate(limit);
    for one in &mut ranked {
        one.section = section(index, one, gathered, settings)?;
    }
    Ok((ranked, total))
}

/// What of a document is known before its entries are looked at.
struct Documents<'a> {
    segment: usize,
    starts: &'a [DocId],
    /// What its words give, wherever in it they are.
    whole: Vec<f64>,
    /// How much of its name is the question; empty where no name is.
    shares: Vec<f64>,
    /// Factor for what kind of document it is.
    kinds: Vec<f64>,
}

impl Documents<'_> {
    /// What the document's name gives; `ideal` is what all words of the question are worth.
    fn name(&self, document: usize, settings: &Settings, ideal: f64) -> f64 {
        self.shares.get(document).map_or(0.0, |share| share * settings.name * ideal)
    }
}

/// A document that matches. Its score is no more than this.
struct Bound {
    score: f64,
    segment: u32,
    document: u32,
}

/// What is known of documents, and those that match. What a document's best entry has of each word is no more than
/// what the document has, so that bounds its score: it is put in the place of the entries' in the same sum.
fn bounds<'a>(
    index: &Index,
    gathered: &Gathered,
    narrowed: &'a Narrowed,
    named: &[Named],
    settings: &Settings,
    (ideal, listing): (f64, bool),
) -> (Vec<Documents<'a>>, Vec<Bound>) {
    let mut bounds = Vec::with_capacity(narrowed.segments.iter().map(narrow::Documents::len).sum());
    let mut segments = Vec::new();
    let wholes = of_documents(gathered, narrowed, settings);
    for (segment, (whole, documents)) in wholes.into_iter().zip(&narrowed.segments).enumerate() {
        let alive = index.searcher.segment_readers()[segment].alive_bitset();
        let mut kinds = vec![1.0_f64; documents.len()];
        for (list, factor) in [
            (&documents.index_pages, settings.index_page),
            (&documents.templates, settings.template),
            (&documents.retired, settings.retired),
        ] {
            for document in list {
                kinds[*document] *= factor;
            }
        }
        let mut shares = vec![0.0_f64; if named.is_empty() { 0 } else { documents.len() }];
        for one in named.iter().filter(|one| one.segment == segment) {
            let share = &mut shares[documents.of(one.entry)];
            *share = share.max(one.share);
        }
        let known = Documents { segment, starts: &documents.starts, whole, shares, kinds };
        for (document, whole) in known.whole.iter().copied().enumerate() {
            let lists = listing && alive.is_none_or(|alive| alive.is_alive(documents.starts[document]));
            let name = known.name(document, settings, ideal);
            if documents.admits(document) && (whole > 0.0 || lists || name > 0.0) {
                let score = score((whole, whole), whole, name, known.kinds[document], settings);
                bounds.push(Bound { score, segment: segment as u32, document: document as u32 });
            }
        }
        segments.push(known);
    }
    (segments, bounds)
}

fn score((best, second): (f64, f64), whole: f64, name: f64, kind: f64, settings: &Settings) -> f64 {
    (best + settings.second * second + settings.whole * whole + name) * kind
}

/// The documents that may be among the first `count`, all of equal score among them: of those whose bound is below the
/// `count`th score so far, the entries need not be looked at.
fn candidates(
    mut bounds: Vec<Bound>,
    segments: &[Documents<'_>],
    gathered: &Gathered,
    settings: &Settings,
    (ideal, count): (f64, usize),
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut entries = Vec::new();
    if count == 0 {
        return found;
    }
    if bounds.len() > count {
        bounds.select_nth_unstable_by(count - 1, |a, b| b.score.total_cmp(&a.score));
    }
    // The scores that count, the least on top.
    let mut first: BinaryHeap<Reverse<Score>> = BinaryHeap::with_capacity(count.min(bounds.len()) + 1);
    for bound in bounds {
        let full = first.len() == count;
        if full && first.peek().is_some_and(|least| bound.score < least.0.0) {
            continue;
        }
        let documents = &segments[bound.segment as usize];
        let candidate =
            candidate(documents, bound.document as usize, gathered, settings, ideal, &mut entries);
        first.push(Reverse(Score(candidate.score)));
        if full {
            first.pop();
        }
        found.push(candidate);
    }
    found
}

struct Score(f64);

impl PartialEq for Score {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Looks at the entries of a document.
fn candidate(
    documents: &Documents<'_>,
    document: usize,
    gathered: &Gathered,
    settings: &Settings,
    ideal: f64,
    entries: &mut Vec<f64>,
) -> Candidate {
    let segment = documents.segment;
    let (whole, kind) = (documents.whole[document], documents.kinds[document]);
    let name = documents.name(document, settings, ideal);
    let (first, end) = (documents.starts[document], documents.starts[document + 1]);
    let (mut best, mut best_score, mut second_score) = (first, 0.0, 0.0);
    if whole > 0.0 {
        of_entries(gathered, segment, (first, end), settings, entries);
        for (entry, score) in (first..end).zip(&*entries) {
            if *score > best_score {
                second_score = best_score;
                (best, best_score) = (entry, *score);
            } else if *score > second_score {
                second_score = *score;
            }
        }
    }
    let score = score((best_score, second_score), whole, name, kind, settings);
    Candidate { segment, first, end, best, best_score, second_score, whole, name, kind, score }
}

/// The section of highest score; where none has any, the first one.
fn section(
    index: &Index,
    one: &Ranked,
    gathered: &Gathered,
    settings: &Settings,
) -> Result<Option<DocId>, IndexError> {
    let first = one.found.first;
    let mut scores = Vec::new();
    of_entries(gathered, one.found.segment, (first, one.found.end), settings, &mut scores);
    let mut entries: Vec<DocId> = (first + 1..one.found.end).collect();
    let score = |entry: DocId| scores[(entry - first) as usize];
    entries.sort_by(|a, b| score(*b).total_cmp(&score(*a)).then_with(|| a.cmp(b)));
    for entry in entries {
        if matches!(index.stored(one.found.segment, entry)?, Stored::Section(_)) {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

pub(crate) fn wanted(gathered: &Gathered) -> Wanted {
    let words: Vec<WantedWord<'_>> = gathered
        .groups
        .iter()
        .filter(|group| !group.joined)
        .map(|group| {
            // Of a word that is there as typed, only that counts as said.
            let said = group
                .alternatives
                .iter()
                .map(|(alternative, _)| alternative)
                .filter(|alternative| alternative.how == How::Exact || !group.is_known());
            WantedWord {
                position: group.position,
                terms: said.clone().map(|alternative| alternative.term.as_str()).collect(),
                surfaces: said.map(|alternative| alternative.surface.as_str()).collect(),
            }
        })
        .collect();
    Wanted::new(&words)
}

fn look_closely(
    index: &Index,
    one: &mut Ranked,
    wanted: &Wanted,
    analyzers: &mut Analyzers,
    settings: &Settings,
) -> Result<(), IndexError> {
    let language = Language::of_tag(&one.about.language);
    let analyzer: &mut Analyzer = analyzers.of(language);
    one.coverage = wanted.coverage(analyzer, &one.about.title, language.stop_words());
    let text = match index.stored(one.found.segment, one.found.best)? {
        Stored::Document(document) => document.about.summary,
        Stored::Question(question) => question,
        Stored::Section(section) => {
            let mut text = section.heading;
            for (_, block) in section.blocks {
                text.push('\n');
                text.push_str(&block);
            }
            text
        }
    };
    let title = wanted.pairs_in(analyzer, &one.about.title);
    one.pairs = wanted.pair_share(title | wanted.pairs_in(analyzer, &text));
    one.score *= 1.0 + settings.pair * one.pairs + settings.coverage * one.coverage;
    Ok(())
}
