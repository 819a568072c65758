//! What impacts to expect in an entry. Most words are said once in an entry, in its longest field, and are worth the same
//! then, whichever word it is: an impact says little that the entry does not say by itself. So an impact is written as its
//! rank among those of like entries, which nearly always is the first or the second.

use rayon::prelude::*;

use super::codings::Packer;
use super::collect::{Part, field};
use super::postings::{APART, List};
use crate::bm25::{FieldScale, STEPS, impact};

/// Impacts, from 0 on.
const IMPACTS: usize = STEPS as usize + 1;

/// How often each impact is in entries of each usual impact.
type Counts = Vec<[u32; IMPACTS]>;

pub(super) struct Foreseen {
    /// What a word is worth that an entry's longest field says once, by entry.
    usual: Vec<u8>,
    /// Of entries with a usual impact, the most frequent impacts in their order.
    orders: Vec<[u8; APART as usize]>,
    /// The way back: the rank of an impact, [`APART`] where it has none.
    ranks: Vec<[u8; IMPACTS]>,
}

impl Foreseen {
    /// Of the usual impact of each entry, and of all lists.
    pub(super) fn new(usual: Vec<u8>, lists: &[List]) -> Self {
        let counts = lists
            .par_iter()
            .fold(
                || vec![[0; IMPACTS]; IMPACTS],
                |mut counts: Counts, list| {
                    list.each(|entry, _, impact| {
                        counts[usize::from(usual[entry])][usize::from(impact)] += 1;
                    });
                    counts
                },
            )
            .reduce(
                || vec![[0; IMPACTS]; IMPACTS],
                |mut counts, others| {
                    for (count, other) in counts.iter_mut().flatten().zip(others.iter().flatten()) {
                        *count += other;
                    }
                    counts
                },
            );
        let orders: Vec<[u8; APART as usize]> = counts.iter().map(order).collect();
        let ranks = orders.iter().map(|order| {
            let mut ranks = [APART; IMPACTS];
            for (rank, impact) in order.iter().enumerate() {
                ranks[usize::from(*impact)] = rank as u8;
            }
            ranks
        });
        Self { ranks: ranks.collect(), usual, orders }
    }

    /// The rank of an impact in an entry, [`APART`] where it is a rare one.
    #[inline]
    pub(super) fn rank(&self, entry: usize, impact: u8) -> u8 {
        self.ranks[usize::from(self.usual[entry])][usize::from(impact)]
    }

    /// The orders, one after another, and the usual impact of each entry.
    pub(super) fn file(&self, packer: &mut Packer) -> Vec<u8> {
        packer.numbers(&[self.orders.as_flattened(), &self.usual])
    }
}

/// The usual impact of each entry.
pub(super) fn usual(parts: &[Part], scales: &[FieldScale], saturation: f64) -> Vec<u8> {
    parts
        .iter()
        .flat_map(|part| &part.longest)
        .map(|(number, norm)| impact(scales[field(*number) as usize].of(*norm), saturation))
        .collect()
}

/// The most frequent impacts first, the lower one of equals.
fn order(counts: &[u32; IMPACTS]) -> [u8; APART as usize] {
    let mut impacts: Vec<u8> = (0..IMPACTS as u8).collect();
    impacts.sort_by_key(|impact| std::cmp::Reverse(counts[usize::from(*impact)]));
    std::array::from_fn(|rank| impacts[rank])
}
