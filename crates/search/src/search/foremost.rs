//! The first of many documents: by score, then by path.

use std::cmp::Ordering;

use rustc_hash::FxHashSet;
use tantivy::DocId;
use tantivy::schema::IndexRecordOption;

use crate::index::damaged;
use crate::record::About;
use crate::schema::Stored;
use crate::{Index, IndexError};

/// So many documents of equal score are read to learn their paths; of more, the index is asked which come first.
const FEW: usize = 64;

/// A document that matches, and where its score came from.
pub(crate) struct Candidate {
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
    /// Factor for what kind of document it is.
    pub(crate) kind: f64,
    pub(crate) score: f64,
}

/// A candidate that was looked at.
pub(crate) struct Ranked {
    pub(crate) found: Candidate,
    pub(crate) about: About,
    /// Its section of highest score.
    pub(crate) section: Option<DocId>,
    pub(crate) pairs: f64,
    pub(crate) coverage: f64,
    /// Its score after the closer look.
    pub(crate) score: f64,
}

impl Ranked {
    /// Best first, then by path.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then_with(|| self.about.path.cmp(&other.about.path))
    }
}

/// The first `count` candidates by score, then path.
pub(crate) fn foremost(
    index: &Index,
    mut found: Vec<Candidate>,
    count: usize,
) -> Result<Vec<Ranked>, IndexError> {
    if count == 0 {
        return Ok(Vec::new());
    }
    if found.len() > count {
        found.select_nth_unstable_by(count - 1, |a, b| b.score.total_cmp(&a.score));
        let least = found[count - 1].score;
        found.retain(|candidate| candidate.score >= least);
        let (mut better, equal): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|candidate| candidate.score > least);
        let wanted = count - better.len();
        better.extend(if equal.len() > wanted + FEW { by_path(index, equal, wanted)? } else { equal });
        found = better;
    }
    let mut ranked = Vec::with_capacity(found.len());
    for found in found {
        let about = match index.stored(found.segment, found.first)? {
            Stored::Document(document) => document.about,
            _ => return Err(IndexError::Damaged("its entries are out of order".to_owned())),
        };
        let score = found.score;
        ranked.push(Ranked { found, about, section: None, pairs: 0.0, coverage: 0.0, score });
    }
    ranked.sort_by(Ranked::order);
    ranked.truncate(count);
    Ok(ranked)
}

/// Of each segment the first `count` by path. The paths are read in their order, which the index keeps them in, and
/// only until there are enough.
fn by_path(index: &Index, equal: Vec<Candidate>, count: usize) -> Result<Vec<Candidate>, IndexError> {
    let unreadable = |error: std::io::Error| IndexError::Damaged(error.to_string());
    let mut first = FxHashSet::default();
    for (number, segment) in index.searcher.segment_readers().iter().enumerate() {
        let wanted: FxHashSet<DocId> =
            equal.iter().filter(|one| one.segment == number).map(|one| one.first).collect();
        let mut left = count.min(wanted.len());
        let inverted = segment.inverted_index(index.schema.key).map_err(damaged)?;
        let mut paths = inverted.terms().stream().map_err(unreadable)?;
        while left > 0 && paths.advance() {
            let mut entries = inverted
                .read_block_postings_from_terminfo(paths.value(), IndexRecordOption::Basic)
                .map_err(unreadable)?;
            while !entries.docs().is_empty() {
                if let Some(entry) = entries.docs().iter().find(|entry| wanted.contains(entry)) {
                    first.insert((number, *entry));
                    left -= 1;
                    break;
                }
                entries.advance();
            }
        }
    }
    Ok(equal.into_iter().filter(|one| first.contains(&(one.segment, one.first))).collect())
}
