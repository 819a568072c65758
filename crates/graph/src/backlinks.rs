//! Edges seen from their ends.

use rayon::prelude::*;
use stratbook_model::{DocId, Document, LinkKind};

use crate::ranks::Ranks;
use crate::resolve::check::{Resolved, redact};
use crate::{BackKind, Backlink};

/// Who refers to each document: the transpose of links and relations, a document's references to itself left out.
pub(crate) fn backlinks(documents: &[Document], ranks: &Ranks, resolved: &[Resolved]) -> Vec<Vec<Backlink>> {
    let outgoing: Vec<Vec<(DocId, Backlink)>> = documents
        .par_iter()
        .zip(resolved)
        .enumerate()
        .with_min_len(64)
        .map(|(at, (document, resolved))| references(DocId(at as u32), document, resolved))
        .collect();
    let mut counts = vec![0; documents.len()];
    for (to, _) in outgoing.iter().flatten() {
        counts[to.index()] += 1;
    }
    let mut back: Vec<Vec<Backlink>> = counts.into_iter().map(Vec::with_capacity).collect();
    for (to, backlink) in outgoing.into_iter().flatten() {
        back[to.index()].push(backlink);
    }
    back.par_iter_mut().with_min_len(256).for_each(|back| {
        let by = |a: &Backlink, b: &Backlink| {
            let order = ranks.by_path(a.from).cmp(&ranks.by_path(b.from)).then_with(|| a.kind.cmp(&b.kind));
            order.then_with(|| a.context.cmp(&b.context))
        };
        // Stable, so of several in one sentence the first in the document gives the section.
        back.sort_by(by);
        back.dedup_by(|b, a| by(a, b).is_eq());
        back.shrink_to_fit();
    });
    back
}

/// What one document refers to, links before relations.
fn references(from: DocId, document: &Document, resolved: &Resolved) -> Vec<(DocId, Backlink)> {
    let links = document.outline.links.iter().zip(&resolved.links).filter_map(|(link, end)| {
        let to = end.document().filter(|to| *to != from)?;
        let heading = link.heading.and_then(|heading| document.outline.headings.get(heading as usize));
        let kind = match link.kind {
            LinkKind::Markdown | LinkKind::Html => BackKind::Link,
            LinkKind::Wikilink => BackKind::Wikilink,
            LinkKind::Embed | LinkKind::Image | LinkKind::HtmlSource => BackKind::Embed,
        };
        let context = redact(&resolved.telling, &link.context).into_owned();
        Some((to, Backlink { from, kind, context, anchor: heading.map(|heading| heading.anchor.clone()) }))
    });
    let relations = resolved.relations.iter().filter_map(|relation| {
        let to = relation.end.document().filter(|to| *to != from)?;
        let kind = BackKind::Relation(relation.kind.clone());
        Some((to, Backlink { from, kind, context: String::new(), anchor: None }))
    });
    links.chain(relations).collect()
}
