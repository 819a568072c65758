//! Which entries have a term and how much of it: files of many terms each, one file for a term of many entries.

use rayon::prelude::*;

use super::codings::{Packer, number};
use super::collect::{Part, field};
use super::foreseen::{Foreseen, usual};
use crate::bm25::{FieldScale, Lengths, impact};
use crate::{Field, Settings};

/// Bytes from which on a file takes no further term.
const FULL: usize = 6 << 10;

/// Distances, and ranks of impacts, from which on they are written apart.
pub(super) const APART: u8 = 15;

/// All terms of an index, sorted, and their files.
pub(super) struct Postings {
    pub(super) terms: Vec<Box<str>>,
    /// Number of the first term of each file, with the file.
    pub(super) files: Vec<(u32, Vec<u8>)>,
    /// What each entry makes of impacts.
    pub(super) foreseen: Foreseen,
}

/// A term's list.
pub(super) struct List {
    /// Distances between entries, as bytes.
    distances: Vec<u8>,
    impacts: Vec<u8>,
}

impl List {
    /// Gives each entry with its distance from the one before, and its impact.
    pub(super) fn each(&self, mut give: impl FnMut(usize, u32, u8)) {
        let (mut at, mut entry) = (0, 0);
        for impact in &self.impacts {
            let (mut distance, mut shift) = (0, 0);
            loop {
                let byte = self.distances[at];
                at += 1;
                distance |= u32::from(byte & 0x7f) << shift;
                if byte & 0x80 == 0 {
                    break;
                }
                shift += 7;
            }
            entry += distance as usize;
            give(entry, distance, *impact);
        }
    }
}

/// A term's list as it is written.
struct Coded {
    /// One byte an entry: how many entries there are between it and the one before it, and its impact's rank.
    pairs: Vec<u8>,
    /// What did not fit into those.
    apart: Vec<u8>,
}

impl Coded {
    fn new(list: &List, foreseen: &Foreseen) -> Self {
        let mut pairs = Vec::with_capacity(list.impacts.len());
        let mut apart = Vec::new();
        let mut first = true;
        list.each(|entry, distance, impact| {
            let between = if std::mem::take(&mut first) { distance } else { distance - 1 };
            let rank = foreseen.rank(entry, impact);
            pairs.push((between.min(u32::from(APART)) as u8) << 4 | rank);
            if between >= u32::from(APART) {
                number(u64::from(between - u32::from(APART)), &mut apart);
            }
            if rank == APART {
                apart.push(impact);
            }
        });
        Self { pairs, apart }
    }

    const fn len(&self) -> usize {
        self.pairs.len() + self.apart.len()
    }
}

/// Brings the lists of all parts together. Impacts come from sums over the whole index, so they wait until here.
pub(super) fn merge(parts: &[Part], lengths: &Lengths, settings: &Settings) -> Postings {
    let mut all: Vec<(&str, u32, u32)> = parts
        .iter()
        .enumerate()
        .flat_map(|(part, found)| {
            found.terms.iter().enumerate().map(move |(at, term)| (&**term, part as u32, at as u32))
        })
        .collect();
    all.par_sort_unstable();
    let groups: Vec<&[(&str, u32, u32)]> = all.chunk_by(|a, b| a.0 == b.0).collect();
    let scales: Vec<FieldScale> =
        Field::ALL.iter().map(|field| FieldScale::new(*field, settings, lengths)).collect();
    let mut offsets = Vec::with_capacity(parts.len());
    let mut entries = 0;
    for part in parts {
        offsets.push(entries);
        entries += part.entries;
    }
    let lists: Vec<List> =
        groups.par_iter().map(|group| list(group, parts, &offsets, &scales, settings.saturation)).collect();
    let foreseen = Foreseen::new(usual(parts, &scales, settings.saturation), &lists);
    let lists: Vec<Coded> = lists.into_par_iter().map(|list| Coded::new(&list, &foreseen)).collect();
    let mut bounds = vec![0];
    let mut size = 0;
    for (at, list) in lists.iter().enumerate() {
        // A long list is alone in its file.
        if size > 0 && size + list.len() > FULL {
            bounds.push(at);
            size = 0;
        }
        size += list.len();
    }
    bounds.push(lists.len());
    let files = bounds
        .par_windows(2)
        .filter(|bound| bound[0] < bound[1])
        .map_init(Packer::new, |packer, bound| (bound[0] as u32, file(packer, &lists[bound[0]..bound[1]])))
        .collect();
    Postings { terms: groups.iter().map(|group| group[0].0.into()).collect(), files, foreseen }
}

/// Distances between entries, and impacts.
fn list(
    group: &[(&str, u32, u32)],
    parts: &[Part],
    offsets: &[u32],
    scales: &[FieldScale],
    saturation: f64,
) -> List {
    let mut distances = Vec::new();
    let mut impacts = Vec::new();
    let mut last = 0;
    for (_, part, term) in group {
        let (found, offset) = (&parts[*part as usize], offsets[*part as usize]);
        let range = found.starts[*term as usize] as usize..found.starts[*term as usize + 1] as usize;
        for same in found.occurrences[range].chunk_by(|a, b| a.entry == b.entry) {
            // In the order of the fields, so that the sum is the same to the last bit everywhere.
            let frequency: f64 = same
                .iter()
                .map(|one| f64::from(one.count) * scales[field(one.field) as usize].of(one.norm))
                .sum();
            if frequency > 0.0 {
                let entry = offset + same[0].entry;
                number(u64::from(entry - last), &mut distances);
                last = entry;
                impacts.push(impact(frequency, saturation));
            }
        }
    }
    List { distances, impacts }
}

/// How many entries and bytes apart each list has, and all that is apart; then all pairs.
fn file(packer: &mut Packer, lists: &[Coded]) -> Vec<u8> {
    let mut apart = Vec::with_capacity(FULL);
    number(lists.len() as u64, &mut apart);
    for list in lists {
        number(list.pairs.len() as u64, &mut apart);
        number(list.apart.len() as u64, &mut apart);
    }
    for list in lists {
        apart.extend_from_slice(&list.apart);
    }
    let pairs: Vec<u8> = lists.iter().flat_map(|list| list.pairs.iter().copied()).collect();
    packer.numbers(&[&apart, &pairs])
}

#[cfg(test)]
pub(super) mod reading {
    //! The way back, for tests.

    use super::APART;
    use crate::site_index::codings::reading::number;

    /// Entries with impacts: one for each of `pairs`; takes what is apart of them.
    pub(crate) fn list(pairs: &[u8], apart: &mut &[u8], (orders, usual): (&[u8], &[u8])) -> Vec<(u64, u8)> {
        let mut next = 0;
        let mut list = Vec::new();
        for pair in pairs {
            let (between, rank) = (pair >> 4, pair & 15);
            let entry = next + u64::from(between) + if between == APART { number(apart) } else { 0 };
            let impact = if rank == APART {
                number(apart) as u8
            } else {
                orders[usize::from(usual[entry as usize]) * usize::from(APART) + usize::from(rank)]
            };
            list.push((entry, impact));
            next = entry + 1;
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::site_index::codings::reading::unpack;

    fn of(entries: &[(u32, u8)]) -> List {
        let (mut distances, mut last) = (Vec::new(), 0);
        for (entry, _) in entries {
            number(u64::from(entry - std::mem::replace(&mut last, *entry)), &mut distances);
        }
        List { distances, impacts: entries.iter().map(|(_, impact)| *impact).collect() }
    }

    proptest! {
        #[test]
        fn lists_come_back(
            all in prop::collection::vec(prop::collection::btree_map(0_u32..3000, 1_u8..=63, 0..60), 1..6),
            usual in prop::collection::vec(1_u8..4, 3000),
        ) {
            let all: Vec<Vec<(u32, u8)>> = all.into_iter().map(|list| list.into_iter().collect()).collect();
            let lists: Vec<List> = all.iter().map(|list| of(list)).collect();
            let foreseen = Foreseen::new(usual, &lists);
            let file = unpack(&foreseen.file(&mut Packer::new()));
            let known = file.split_at(64 * usize::from(APART));
            for (list, expected) in lists.iter().zip(&all) {
                let coded = Coded::new(list, &foreseen);
                let mut apart = coded.apart.as_slice();
                let found = reading::list(&coded.pairs, &mut apart, known);
                prop_assert!(apart.is_empty());
                prop_assert_eq!(found, expected.iter().map(|(e, i)| (u64::from(*e), *i)).collect::<Vec<_>>());
            }
        }
    }
}
