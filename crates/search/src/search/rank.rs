//! From the scores of entries to documents in order.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::DocId;

use super::foremost::{Candidate, Ranked, foremost};
use super::groups::Gathered;
use super::narrow::Narrowed;
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
    let bounds = bounds(index, gathered, narrowed, &named, settings, listing);
    let total = bounds.len();
    let closely = settings.rerank.max(limit);
    let found = candidates(bounds, gathered, narrowed, settings, closely);
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

/// A document that matches, before its entries are looked at.
struct Bound {
    /// No less than its score.
    score: f64,
    segment: usize,
    document: usize,
    whole: f64,
    name: f64,
    kind: f64,
}

/// Every document that matches. What its best entry has of each word is no more than what the document has, so that
/// bounds its score, with the same sums as [`candidate`] makes.
fn bounds(
    index: &Index,
    gathered: &Gathered,
    narrowed: &Narrowed,
    named: &[Named],
    settings: &Settings,
    listing: bool,
) -> Vec<Bound> {
    let ideal: f64 = gathered.groups.iter().filter(|group| !group.joined).map(|group| group.idf).sum();
    let scores = of_documents(gathered, narrowed, settings);
    let mut bounds = Vec::new();
    for (segment, (scores, documents)) in scores.iter().zip(&narrowed.segments).enumerate() {
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
        for (document, whole) in scores.iter().copied().enumerate() {
            let lists = listing && alive.is_none_or(|alive| alive.is_alive(documents.starts[document]));
            let name = shares.get(document).map_or(0.0, |share| share * settings.name * ideal);
            if documents.admits(document) && (whole > 0.0 || lists || name > 0.0) {
                let kind = kinds[document];
                let score = (whole + settings.second * whole + settings.whole * whole + name) * kind;
                bounds.push(Bound { score, segment, document, whole, name, kind });
            }
        }
    }
    bounds
}

/// The documents that may be among the first `count`, all of equal score among them: of those whose bound is below the
/// `count`th score so far, the entries need not be looked at.
fn candidates(
    mut bounds: Vec<Bound>,
    gathered: &Gathered,
    narrowed: &Narrowed,
    settings: &Settings,
    count: usize,
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
    let mut first: BinaryHeap<Reverse<Score>> = BinaryHeap::with_capacity(count + 1);
    for bound in bounds {
        let full = first.len() == count;
        if full && first.peek().is_some_and(|least| bound.score < least.0.0) {
            continue;
        }
        let candidate = candidate(&bound, gathered, narrowed, settings, &mut entries);
        first.push(Reverse(Score(candidate.score)));
        if full {
            first.pop();
        }
        found.push(candidate);
    }
    found
}

#[derive(PartialEq)]
struct Score(f64);

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
    bound: &Bound,
    gathered: &Gathered,
    narrowed: &Narrowed,
    settings: &Settings,
    entries: &mut Vec<f64>,
) -> Candidate {
    let Bound { segment, document, whole, name, kind, .. } = *bound;
    let starts = &narrowed.segments[segment].starts;
    let (first, end) = (starts[document], starts[document + 1]);
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
    let score = (best_score + settings.second * second_score + settings.whole * whole + name) * kind;
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
        .map(|group| WantedWord {
            position: group.position,
            // Of a word that is there as typed, only that counts as said.
            terms: group
                .alternatives
                .iter()
                .filter(|(alternative, _)| alternative.how == How::Exact || !group.is_known())
                .map(|(alternative, _)| alternative.term.as_str())
                .collect(),
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
