//! From postings to documents in order.

use tantivy::DocId;

use super::groups::{Gathered, Group};
use super::narrow::{Documents, Narrowed};
use crate::evidence::{Wanted, WantedWord};
use crate::expand::How;
use crate::index::Analyzers;
use crate::query::Query;
use crate::record::About;
use crate::schema::Stored;
use crate::{Analyzer, Index, IndexError, Language, Settings};

/// Documents of equal score beyond the limit that are still looked at, so that the path decides and not their place in
/// the index.
const MOST_TIES: usize = 200;

/// A document and where its score came from.
pub(crate) struct Ranked {
    pub(crate) segment: usize,
    /// Its first entry.
    pub(crate) first: DocId,
    /// The entry after its last one.
    pub(crate) end: DocId,
    pub(crate) best: DocId,
    pub(crate) best_score: f64,
    pub(crate) second_score: f64,
    /// What its words give, wherever in it they are.
    pub(crate) whole: f64,
    /// What its name gave.
    pub(crate) name: f64,
    /// Its section of highest score.
    pub(crate) section: Option<DocId>,
    pub(crate) kind: f64,
    pub(crate) pairs: f64,
    pub(crate) coverage: f64,
    pub(crate) score: f64,
    pub(crate) about: About,
}

/// What a question's words give, by segment.
pub(crate) struct Scores {
    /// To each entry.
    pub(crate) entries: Vec<f64>,
    /// To each document: every word counts by the entry that has most of it.
    pub(crate) documents: Vec<f64>,
}

pub(crate) fn scores(
    index: &Index,
    gathered: &Gathered,
    narrowed: &Narrowed,
    settings: &Settings,
) -> Vec<Scores> {
    let segments = index.searcher.segment_readers().iter().zip(&narrowed.segments);
    segments
        .enumerate()
        .map(|(number, (segment, documents))| {
            let mut scores = Scores {
                entries: vec![0.0; segment.max_doc() as usize],
                documents: vec![0.0; documents.len()],
            };
            for group in &gathered.groups {
                add(group, number, documents, settings, &mut scores);
            }
            scores
        })
        .collect()
}

/// Adds what one word gives. Of several terms that stand for it, the best counts.
fn add(group: &Group, segment: usize, documents: &Documents, settings: &Settings, scores: &mut Scores) {
    if let [(only, postings)] = group.alternatives.as_slice() {
        let worth = group.worth(only.how, settings);
        let entries = postings.segments[segment].iter();
        give(entries.map(|(entry, impact)| (*entry, worth * share(*impact))), documents, scores);
        return;
    }
    let mut all: Vec<(DocId, f64)> = Vec::new();
    for (alternative, postings) in &group.alternatives {
        let worth = group.worth(alternative.how, settings);
        let entries = postings.segments[segment].iter();
        all.extend(entries.map(|(entry, impact)| (*entry, worth * share(*impact))));
    }
    all.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.total_cmp(&a.1)));
    all.dedup_by_key(|(entry, _)| *entry);
    give(all.into_iter(), documents, scores);
}

/// Adds what entries, in order, were given.
fn give(entries: impl Iterator<Item = (DocId, f64)>, documents: &Documents, scores: &mut Scores) {
    let mut document = 0;
    let mut most = 0.0;
    let mut end = documents.starts.get(1).copied().unwrap_or(DocId::MAX);
    for (entry, given) in entries {
        scores.entries[entry as usize] += given;
        if entry >= end {
            scores.documents[document] += most;
            most = 0.0;
            document = documents.of(entry);
            end = documents.starts[document + 1];
        }
        most = most.max(given);
    }
    if let Some(slot) = scores.documents.get_mut(document) {
        *slot += most;
    }
}

fn share(impact: u8) -> f64 {
    f64::from(impact) / 255.0
}

pub(crate) fn rank(
    index: &Index,
    query: &Query,
    gathered: &Gathered,
    narrowed: &Narrowed,
    settings: &Settings,
    limit: usize,
) -> Result<(Vec<Ranked>, usize), IndexError> {
    let scores = scores(index, gathered, narrowed, settings);
    let listing = query.words.is_empty();
    let open = query.words.iter().any(|word| word.open);
    let mut found = Vec::new();
    let ideal: f64 = gathered.groups.iter().filter(|group| !group.joined).map(|group| group.idf).sum();
    // Where the index has every word as typed, none of them was a slip.
    let unknown = gathered.groups.iter().any(|group| !group.joined && !group.is_known());
    let named = index.named(&query.name, open, unknown.then_some(settings.correction))?;
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
        for (document, span) in documents.starts.windows(2).enumerate() {
            if !documents.admits(document) {
                continue;
            }
            let (first, end) = (span[0], span[1]);
            let (mut best, mut best_score, mut second_score) = (first, 0.0, 0.0);
            for (entry, score) in (first..end).zip(&scores.entries[first as usize..end as usize]) {
                if *score > best_score {
                    second_score = best_score;
                    (best, best_score) = (entry, *score);
                } else if *score > second_score {
                    second_score = *score;
                }
            }
            let lists = listing && alive.is_none_or(|alive| alive.is_alive(first));
            let name = shares.get(document).map_or(0.0, |share| share * settings.name * ideal);
            if best_score > 0.0 || lists || name > 0.0 {
                let kind = kinds[document];
                let whole = scores.documents[document];
                let score =
                    (best_score + settings.second * second_score + settings.whole * whole + name) * kind;
                let candidate = Candidate {
                    segment,
                    first,
                    end,
                    best,
                    best_score,
                    second_score,
                    whole,
                    name,
                    kind,
                    score,
                };
                found.push(candidate);
            }
        }
    }
    let total = found.len();
    let closely = settings.rerank.max(limit);
    let mut ranked = foremost(index, found, closely)?;
    let wanted = wanted(gathered);
    let mut analyzers = Analyzers::default();
    for (place, one) in ranked.iter_mut().enumerate() {
        if place < settings.rerank && !listing {
            look_closely(index, one, &wanted, &mut analyzers, settings)?;
        }
    }
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.about.path.cmp(&b.about.path)));
    ranked.truncate(limit);
    for one in &mut ranked {
        one.section = section(index, one, &scores[one.segment].entries)?;
    }
    Ok((ranked, total))
}

struct Candidate {
    segment: usize,
    first: DocId,
    end: DocId,
    best: DocId,
    best_score: f64,
    second_score: f64,
    whole: f64,
    name: f64,
    kind: f64,
    score: f64,
}

/// The first `count` candidates by score, then path.
fn foremost(index: &Index, mut found: Vec<Candidate>, count: usize) -> Result<Vec<Ranked>, IndexError> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let by_score = |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score);
    if found.len() > count {
        found.select_nth_unstable_by(count - 1, by_score);
        let least = found[count - 1].score;
        let ties = found[count..].iter().filter(|candidate| candidate.score >= least).count();
        if ties > 0 {
            found.sort_by(by_score);
            found.truncate(count + ties.min(MOST_TIES));
        } else {
            found.truncate(count);
        }
    }
    let mut ranked = Vec::with_capacity(found.len());
    for one in found {
        let about = match index.stored(one.segment, one.first)? {
            Stored::Document(document) => document.about,
            _ => return Err(IndexError::Damaged("its entries are out of order".to_owned())),
        };
        ranked.push(Ranked {
            segment: one.segment,
            first: one.first,
            end: one.end,
            best: one.best,
            best_score: one.best_score,
            second_score: one.second_score,
            whole: one.whole,
            name: one.name,
            section: None,
            kind: one.kind,
            pairs: 0.0,
            coverage: 0.0,
            score: one.score,
            about,
        });
    }
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.about.path.cmp(&b.about.path)));
    ranked.truncate(count);
    Ok(ranked)
}

/// The section of highest score; where none has any, the first one.
fn section(index: &Index, one: &Ranked, scores: &[f64]) -> Result<Option<DocId>, IndexError> {
    let mut entries: Vec<DocId> = (one.first + 1..one.end).collect();
    entries.sort_by(|a, b| scores[*b as usize].total_cmp(&scores[*a as usize]).then_with(|| a.cmp(b)));
    for entry in entries {
        if matches!(index.stored(one.segment, entry)?, Stored::Section(_)) {
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
    let text = match index.stored(one.segment, one.best)? {
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
