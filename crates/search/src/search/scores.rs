//! What the words of a question give to entries and documents.

use tantivy::DocId;

use super::groups::{Gathered, Group};
use super::narrow::{Documents, Narrowed};
use crate::{Index, Settings};

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
