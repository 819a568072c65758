//! Whole names of documents, sorted, and every name once more backwards: a question that is a name, begins one or is one
//! slip away from one finds it in one or two small files.

use rayon::prelude::*;

use super::codings::{Packer, after, number, text};
use super::collect::Part;

/// Bytes from which on a file takes no further name.
const FULL: usize = 8 << 10;

/// Files of names.
pub(super) struct Names {
    /// First name of each file, with the file.
    pub(super) names: Vec<(String, Vec<u8>)>,
    /// First name, backwards, of each file of names by their ends, with the file.
    pub(super) ends: Vec<(String, Vec<u8>)>,
}

pub(super) fn names(parts: &[Part]) -> Names {
    let mut all: Vec<(String, u32)> = parts.iter().flat_map(|part| part.names.iter().cloned()).collect();
    all.par_sort_unstable();
    let mut backwards: Vec<(String, u32)> =
        all.par_iter().map(|(name, document)| (name.chars().rev().collect(), *document)).collect();
    backwards.par_sort_unstable();
    Names { names: files(&all), ends: files(&backwards) }
}

/// Names with the documents that have them.
fn files(all: &[(String, u32)]) -> Vec<(String, Vec<u8>)> {
    let mut blocks: Vec<(String, Vec<u8>)> = Vec::new();
    let mut previous = "";
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        let name = same[0].0.as_str();
        if blocks.last().is_none_or(|(_, bytes)| bytes.len() >= FULL) {
            blocks.push((name.to_owned(), Vec::with_capacity(FULL + 256)));
            previous = "";
        }
        let Some((_, bytes)) = blocks.last_mut() else { continue };
        after(previous, name, bytes);
        previous = name;
        number(same.len() as u64, bytes);
        let mut last = 0;
        for (_, document) in same {
            number(u64::from(document - last), bytes);
            last = *document;
        }
    }
    blocks
        .into_par_iter()
        .map_init(Packer::new, |packer, (first, bytes)| (first, packer.text(&bytes)))
        .collect()
}

impl Names {
    /// Where to look: the first name of each file.
    pub(super) fn directory(&self, to: &mut Vec<u8>) {
        for files in [&self.names, &self.ends] {
            number(files.len() as u64, to);
            for (first, _) in files {
                text(first, to);
            }
        }
    }
}
