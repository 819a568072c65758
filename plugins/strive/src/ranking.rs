//! The order of options.

use crate::criteria::SAME;
use crate::score::Overall;

/// An option as far as its place depends on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Its score.
    pub overall: Overall,
    /// Whether it fails no gate. Options that fail one come last.
    pub passes: bool,
}

/// The rank of each option, from 1. Equal options share the better rank ("1, 1, 3").
///
/// Missing scores count as the lowest, so that an option takes only the place that nobody can dispute: giving a score
/// never costs it one. What it could still become is said beside it ([`best_rank`]).
pub fn ranks(entries: &[Entry]) -> Vec<usize> {
    entries.iter().map(|entry| 1 + entries.iter().filter(|other| ahead(other, entry)).count()).collect()
}

fn ahead(left: &Entry, right: &Entry) -> bool {
    if left.passes == right.passes { left.overall.low > right.overall.low + SAME } else { left.passes }
}

/// The best rank that an option can still reach, if all its missing scores turn out the highest.
pub fn best_rank(entries: &[Entry], at: usize) -> usize {
    let mut best = entries[at];
    best.overall.low = best.overall.high;
    1 + entries.iter().enumerate().filter(|(other, entry)| *other != at && ahead(entry, &best)).count()
}

/// Indexes of the options from the first to the last. Options of equal rank stay in the order in which they were given.
pub fn order(ranks: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by_key(|&at| (ranks[at], at));
    order
}

/// The option that is never better than another on any criterion, and worse on at least one: it can be left out whatever
/// the weights are. This is dominance as in R. L. Keeney and H. Raiffa (1976, section 3.2).
///
/// An interval is dominated only if its best end is. Gives, for each option, the first of the others that dominates it.
pub fn dominated(
    low: &[Vec<f64>],
    high: &[Vec<f64>],
    weights: &[f64],
    passes: &[bool],
) -> Vec<Option<usize>> {
    let beats = |winner: usize, loser: usize| {
        let mut better = false;
        for (at, weight) in weights.iter().enumerate() {
            if *weight <= 0.0 {
                continue;
            }
            let difference = low[winner][at] - high[loser][at];
            if difference < -SAME {
                return false;
            }
            better |= difference > SAME;
        }
        better
    };
    (0..low.len())
        .map(|loser| (0..low.len()).find(|&winner| winner != loser && passes[winner] && beats(winner, loser)))
        .collect()
}
