//! Which entries have a term and how much of it: files of many terms each, one file for a term of many entries.

use rayon::prelude::*;

use super::codings::{Packer, number};
use super::collect::{Part, field};
use crate::bm25::{FieldScale, Lengths, impact};
use crate::{Field, Settings};

/// Bytes from which on a file takes no further term.
const FULL: usize = 12 << 10;

/// All terms of an index, sorted, and their files.
pub(super) struct Postings {
    pub(super) terms: Vec<Box<str>>,
    /// Number of the first term of each file, with the file.
    pub(super) files: Vec<(u32, Vec<u8>)>,
}

/// A term's list.
struct List {
    distances: Vec<u8>,
    impacts: Vec<u8>,
}

impl List {
    const fn len(&self) -> usize {
        self.distances.len() + self.impacts.len()
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
    Postings { terms: groups.iter().map(|group| group[0].0.into()).collect(), files }
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

/// How many entries and bytes of distances each list has, and all distances; then all impacts.
fn file(packer: &mut Packer, lists: &[List]) -> Vec<u8> {
    let mut distances = Vec::with_capacity(FULL);
    number(lists.len() as u64, &mut distances);
    for list in lists {
        number(list.impacts.len() as u64, &mut distances);
        number(list.distances.len() as u64, &mut distances);
    }
    for list in lists {
        distances.extend_from_slice(&list.distances);
    }
    let impacts: Vec<u8> = lists.iter().flat_map(|list| list.impacts.iter().copied()).collect();
    packer.numbers(&[&distances, &impacts])
}
