//! What the words of a question give to entries and documents.

use tantivy::DocId;

use super::gather::List;
use super::groups::{Gathered, Group};
use super::narrow::{Documents, Narrowed};
use crate::Settings;
use crate::bm25::share;

/// What a question's words give to each document, by segment: every word counts by the entry that has most of it.
pub(crate) fn of_documents(gathered: &Gathered, narrowed: &Narrowed, settings: &Settings) -> Vec<Vec<f64>> {
    let mut most: Vec<f64> = Vec::new();
    let segments = narrowed.segments.iter().enumerate();
    segments
        .map(|(number, documents)| {
            let mut scores = vec![0.0; documents.len()];
            for group in &gathered.groups {
                add(group, number, documents, settings, &mut most, &mut scores);
            }
            scores
        })
        .collect()
}

/// Adds what one word gives. Of several terms that stand for it, the best counts.
fn add(
    group: &Group,
    segment: usize,
    documents: &Documents,
    settings: &Settings,
    most: &mut Vec<f64>,
    scores: &mut [f64],
) {
    if let [(only, postings)] = group.alternatives.as_slice() {
        let worth = group.worth(only.how, settings);
        each(&postings.segments[segment], documents, |document, impact| {
            scores[document] += worth * share(impact);
        });
        return;
    }
    most.clear();
    most.resize(if group.alternatives.is_empty() { 0 } else { scores.len() }, 0.0);
    for (alternative, postings) in &group.alternatives {
        let worth = group.worth(alternative.how, settings);
        each(&postings.segments[segment], documents, |document, impact| {
            most[document] = most[document].max(worth * share(impact));
        });
    }
    for (score, most) in scores.iter_mut().zip(most) {
        *score += *most;
    }
}

/// Gives each document of a list with the highest impact in it.
fn each(list: &List, documents: &Documents, mut give: impl FnMut(usize, u8)) {
    let starts = &documents.starts;
    let (mut at, mut document) = (0, 0);
    while let Some(entry) = list.entries.get(at) {
        while starts[document + 1] <= *entry {
            document += 1;
        }
        let end = starts[document + 1];
        let mut most = 0;
        while at < list.entries.len() && list.entries[at] < end {
            most = most.max(list.impacts[at]);
            at += 1;
        }
        give(document, most);
    }
}

/// What the words give to the entries from `first` up to `end`, which are one document.
pub(crate) fn of_entries(
    gathered: &Gathered,
    segment: usize,
    (first, end): (DocId, DocId),
    settings: &Settings,
    scores: &mut Vec<f64>,
) {
    scores.clear();
    scores.resize((end - first) as usize, 0.0);
    let mut most: Vec<f64> = Vec::new();
    for group in &gathered.groups {
        if let [(only, postings)] = group.alternatives.as_slice() {
            let worth = group.worth(only.how, settings);
            for (entry, impact) in postings.segments[segment].between(first, end) {
                scores[(entry - first) as usize] += worth * share(impact);
            }
            continue;
        }
        most.clear();
        most.resize(scores.len(), 0.0);
        for (alternative, postings) in &group.alternatives {
            let worth = group.worth(alternative.how, settings);
            for (entry, impact) in postings.segments[segment].between(first, end) {
                let slot = &mut most[(entry - first) as usize];
                *slot = slot.max(worth * share(impact));
            }
        }
        for (score, most) in scores.iter_mut().zip(&most) {
            *score += most;
        }
    }
}
