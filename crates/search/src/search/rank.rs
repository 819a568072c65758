//! From the scores of entries to documents in order.

use tantivy::DocId;

use super::foremost::{Candidate, Ranked, foremost};
use super::groups::Gathered;
use super::narrow::Narrowed;
use super::scores::scores;
use crate::evidence::{Wanted, WantedWord};
use crate::expand::How;
use crate::index::Analyzers;
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
    ranked.sort_by(Ranked::order);
    ranked.truncate(limit);
    for one in &mut ranked {
        one.section = section(index, one, &scores[one.found.segment].entries)?;
    }
    Ok((ranked, total))
}

/// The section of highest score; where none has any, the first one.
fn section(index: &Index, one: &Ranked, scores: &[f64]) -> Result<Option<DocId>, IndexError> {
    let mut entries: Vec<DocId> = (one.found.first + 1..one.found.end).collect();
    entries.sort_by(|a, b| scores[*b as usize].total_cmp(&scores[*a as usize]).then_with(|| a.cmp(b)));
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
