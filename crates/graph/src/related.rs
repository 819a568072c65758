//! What to read beside a document.

use std::sync::Arc;

use rayon::prelude::*;
use stratbook_model::{DocId, Document};

use crate::ranks::Ranks;
use crate::resolve::check::Resolved;
use crate::{BackKind, Backlink, Related, Taxonomy, Why};

/// How many documents are named.
const MOST: usize = 6;
/// A tag that more documents carry says little about any two of them.
const COMMON_TAG: usize = 40;
/// A page that links to more documents is a list.
const LIST: usize = 40;
/// Referring pages that are looked at.
const REFERRERS: usize = 24;

/// Scores of all documents against one, reused from document to document: only what was touched is cleared.
struct Scores {
    tags: Vec<f32>,
    links: Vec<f32>,
    direct: Vec<bool>,
    touched: Vec<u32>,
}

/// For each document the documents related to it: those that relations name, in either direction, then those that
/// share rare tags or referring pages with it.
pub(crate) fn related(
    documents: &[Document],
    ranks: &Ranks,
    resolved: &[Resolved],
    backlinks: &[Vec<Backlink>],
    tags: &Taxonomy,
) -> Vec<Vec<Related>> {
    let mut tags_of: Vec<Vec<u32>> = documents.iter().map(|_| Vec::new()).collect();
    for (at, term) in tags.terms.iter().enumerate().filter(|(_, term)| term.documents.len() <= COMMON_TAG) {
        for id in &term.documents {
            tags_of[id.index()].push(at as u32);
        }
    }
    // What each page links to, once each.
    let linked: Vec<Vec<DocId>> = resolved
        .par_iter()
        .map(|resolved| {
            let mut ids: Vec<DocId> = resolved.links.iter().filter_map(crate::End::document).collect();
            ids.sort();
            ids.dedup();
            ids
        })
        .collect();
    let context = Context { documents, ranks, resolved, backlinks, tags, tags_of, linked };
    let fresh = || Scores {
        tags: vec![0.0; documents.len()],
        links: vec![0.0; documents.len()],
        direct: vec![false; documents.len()],
        touched: Vec::new(),
    };
    (0..documents.len())
        .into_par_iter()
        .with_min_len(256)
        .map_init(fresh, |scores, at| context.related(DocId(at as u32), scores))
        .collect()
}

struct Context<'a> {
    documents: &'a [Document],
    ranks: &'a Ranks,
    resolved: &'a [Resolved],
    backlinks: &'a [Vec<Backlink>],
    tags: &'a Taxonomy,
    tags_of: Vec<Vec<u32>>,
    linked: Vec<Vec<DocId>>,
}

impl Context<'_> {
    fn related(&self, id: DocId, scores: &mut Scores) -> Vec<Related> {
        let mut found: Vec<Related> = Vec::new();
        let add = |found: &mut Vec<Related>, other: DocId, why: Why| {
            if other != id && found.len() < MOST && !found.iter().any(|known| known.id == other) {
                found.push(Related { id: other, why });
            }
        };
        for relation in &self.resolved[id.index()].relations {
            if let Some(other) = relation.end.document() {
                add(&mut found, other, Why::Relation(relation.kind.clone()));
            }
        }
        for back in &self.backlinks[id.index()] {
            if let BackKind::Relation(kind) = &back.kind {
                add(&mut found, back.from, Why::RelatesHere(kind.clone()));
            }
        }
        if found.len() == MOST {
            return found;
        }
        self.score(id, scores);
        let mut ranked: Vec<(f32, u32)> = Vec::with_capacity(scores.touched.len());
        for other in scores.touched.iter().copied().filter(|other| *other != id.0) {
            let at = other as usize;
            let direct = if scores.direct[at] { 0.6 } else { 0.0 };
            ranked.push((scores.tags[at] + scores.links[at] + direct, other));
        }
        let best = |a: &(f32, u32), b: &(f32, u32)| {
            let by_path = || self.ranks.by_path(DocId(a.1)).cmp(&self.ranks.by_path(DocId(b.1)));
            b.0.total_cmp(&a.0).then_with(by_path)
        };
        // Some of the best may be known already, as relations.
        if ranked.len() > MOST * 2 {
            ranked.select_nth_unstable_by(MOST * 2, best);
            ranked.truncate(MOST * 2);
        }
        ranked.sort_unstable_by(best);
        for (_, other) in ranked {
            if found.len() == MOST {
                break;
            }
            let at = other as usize;
            let why = if scores.tags[at] > 0.0 && scores.tags[at] >= scores.links[at] {
                Why::Tags(self.shared_tags(id, DocId(other)))
            } else if scores.links[at] > 0.0 {
                Why::LinkedTogether
            } else {
                Why::Links
            };
            add(&mut found, DocId(other), why);
        }
        for at in scores.touched.drain(..).map(|at| at as usize) {
            scores.tags[at] = 0.0;
            scores.links[at] = 0.0;
            scores.direct[at] = false;
        }
        found
    }

    /// Adds up, for every document that has something in common with `id`, how telling that is.
    fn score(&self, id: DocId, scores: &mut Scores) {
        let all = self.documents.len() as f32;
        for tag in &self.tags_of[id.index()] {
            let sharing = &self.tags.terms[*tag as usize].documents;
            let weight = (1.0 + all / sharing.len() as f32).ln() / 4.0;
            for other in sharing {
                scores.tags[other.index()] += weight;
                scores.touched.push(other.0);
            }
        }
        let mut referrer = None;
        let referrers =
            self.backlinks[id.index()].iter().filter(|back| !matches!(back.kind, BackKind::Relation(_)));
        for back in referrers.take(REFERRERS) {
            if referrer == Some(back.from) {
                continue;
            }
            referrer = Some(back.from);
            scores.direct[back.from.index()] = true;
            scores.touched.push(back.from.0);
            let beside = &self.linked[back.from.index()];
            if beside.len() <= LIST {
                let weight = 1.0 / (2.0 + beside.len() as f32).ln();
                for other in beside {
                    scores.links[other.index()] += weight;
                    scores.touched.push(other.0);
                }
            }
        }
        for other in self.linked[id.index()].iter().take(LIST) {
            scores.direct[other.index()] = true;
            scores.touched.push(other.0);
        }
        scores.touched.sort_unstable();
        scores.touched.dedup();
    }

    /// The rarest first, then by label.
    fn shared_tags(&self, a: DocId, b: DocId) -> Vec<Arc<str>> {
        let shared = self.tags_of[a.index()].iter().filter(|tag| self.tags_of[b.index()].contains(tag));
        let mut shared: Vec<_> = shared.map(|tag| &self.tags.terms[*tag as usize]).collect();
        shared.sort_by(|a, b| a.documents.len().cmp(&b.documents.len()).then_with(|| a.key.cmp(&b.key)));
        shared.into_iter().take(3).map(|term| term.label.clone()).collect()
    }
}
