//! "Did you mean": the nearest name, found by shared letter triples.
//!
//! Built only once something is broken. A query looks at its rarest triples and a bounded number of names for each,
//! so the cost of one broken link does not grow with the number of documents.

use std::collections::HashMap;

use crate::names::{NameIndex, Node, key};
use crate::target::strip_markdown;
use stratbook_model::{ContentPath, DocId, Document, names};

/// Names looked at for one query, and for one triple of it.
const LOOKED_AT: usize = 1000;
const FOR_ONE_TRIPLE: usize = 300;
/// Names whose distance is measured.
const MEASURED: usize = 16;
/// How alike two names must be.
const ALIKE: f64 = 0.62;
/// Characters of a name that are compared; measuring takes time by their square.
const COMPARED: usize = 80;

/// Names by the triples of letters that they hold.
#[derive(Debug)]
pub(crate) struct Suggestions {
    names: Vec<(String, Node)>,
    triples: HashMap<[char; 3], Vec<u32>>,
}

impl Suggestions {
    pub(crate) fn build(documents: &[Document], assets: &[ContentPath]) -> Self {
        let mut found = Vec::with_capacity(documents.len() * 2);
        for (at, document) in documents.iter().enumerate() {
            let node = Node::Document(DocId(at as u32));
            let stem = document.path.stem();
            let bare = key(names::strip_order_prefix(stem).1);
            let mut own = vec![key(stem), bare, key(&document.title)];
            if document.path.index_rank().is_some() {
                own.push(key(document.path.folder().file_name()));
            }
            own.extend(document.metadata.aliases.iter().map(|alias| key(&alias.value)));
            own.extend(document.metadata.id.iter().map(|id| key(&id.value)));
            own.sort();
            own.dedup();
            found
                .extend(own.into_iter().filter(|name| !name.is_empty()).map(|name| (beginning(&name), node)));
        }
        for (at, asset) in assets.iter().enumerate() {
            found.push((beginning(&key(asset.file_name())), Node::Asset(at as u32)));
        }
        let mut triples: HashMap<[char; 3], Vec<u32>> = HashMap::new();
        for (at, (name, _)) in found.iter().enumerate() {
            for triple in triples_of(name) {
                let names = triples.entry(triple).or_default();
                if names.last() != Some(&(at as u32)) {
                    names.push(at as u32);
                }
            }
        }
        Self { names: found, triples }
    }

    /// The document (or, with `assets`, the file) with the name most like the last part of `target`; among equals
    /// the one whose path is most like it.
    pub(crate) fn nearest(&self, target: &str, index: &NameIndex, files: bool) -> Option<Node> {
        let target = target.trim_end_matches('/');
        let target = strip_markdown(target).unwrap_or(target);
        let wanted = beginning(&key(target.rsplit_once('/').map_or(target, |(_, last)| last)));
        if wanted.is_empty() {
            return None;
        }
        let target = beginning(target);
        let mut triples: Vec<&Vec<u32>> =
            triples_of(&wanted).filter_map(|triple| self.triples.get(&triple)).collect();
        triples.sort_by_key(|names| names.len());
        let seen = triples.into_iter().flat_map(|names| names.iter().take(FOR_ONE_TRIPLE));
        let mut seen: Vec<u32> = seen.take(LOOKED_AT).copied().collect();
        seen.sort_unstable();
        let mut candidates: Vec<(u32, usize)> = seen
            .chunk_by(|a, b| a == b)
            .map(|same| (same[0], same.len()))
            .filter(|(name, _)| files || !matches!(self.names[*name as usize].1, Node::Asset(_)))
            .collect();
        if candidates.len() > MEASURED {
            let shared_most = |(name, count): &(u32, usize)| (std::cmp::Reverse(*count), *name);
            candidates.select_nth_unstable_by_key(MEASURED, shared_most);
            candidates.truncate(MEASURED);
        }

        let path_of = |node: Node| match node {
            Node::Asset(asset) => index.asset(asset).as_str(),
            Node::Document(id) => index.path(id).as_str(),
            Node::Folder(_) => "",
        };
        let measure = |(name, _): (u32, usize)| {
            let (name, node) = &self.names[name as usize];
            let alike = strsim::normalized_damerau_levenshtein(&wanted, name);
            (alike >= ALIKE).then(|| (alike, strsim::jaro(&target, path_of(*node)), *node))
        };
        let best = candidates.into_iter().filter_map(measure).max_by(|a, b| {
            let by_score = a.0.total_cmp(&b.0).then_with(|| a.1.total_cmp(&b.1));
            by_score.then_with(|| path_of(b.2).cmp(path_of(a.2)))
        });
        best.map(|(_, _, node)| node)
    }
}

fn beginning(name: &str) -> String {
    name.chars().take(COMPARED).collect()
}

/// The triples of a name, its edges padded, so that short names have some.
fn triples_of(name: &str) -> impl Iterator<Item = [char; 3]> {
    let padded: Vec<char> = "\u{2}".chars().chain(name.chars()).chain("\u{3}".chars()).collect();
    (0..padded.len().saturating_sub(2)).map(move |at| [padded[at], padded[at + 1], padded[at + 2]])
}
