//! Edges seen from their ends.

use stratbook_model::{DocId, Document, LinkKind};

use crate::ranks::Ranks;
use crate::resolve::check::{Resolved, redact};
use crate::{BackKind, Backlink};

/// Who refers to each document: the transpose of links and relations, a document's references to itself left out.
pub(crate) fn backlinks(documents: &[Document], ranks: &Ranks, resolved: &[Resolved]) -> Vec<Vec<Backlink>> {
    let mut back: Vec<Vec<Backlink>> = documents.iter().map(|_| Vec::new()).collect();
    for (at, (document, resolved)) in documents.iter().zip(resolved).enumerate() {
        let from = DocId(at as u32);
        for (link, end) in document.outline.links.iter().zip(&resolved.links) {
            let Some(to) = end.document().filter(|to| *to != from) else { continue };
            let heading = link.heading.and_then(|heading| document.outline.headings.get(heading as usize));
            back[to.index()].push(Backlink {
                from,
                kind: match link.kind {
                    LinkKind::Markdown | LinkKind::Html => BackKind::Link,
                    LinkKind::Wikilink => BackKind::Wikilink,
                    LinkKind::Embed | LinkKind::Image | LinkKind::HtmlSource => BackKind::Embed,
                },
                context: redact(&resolved.telling, &link.context).into_owned(),
                anchor: heading.map(|heading| heading.anchor.clone()),
            });
        }
        for relation in &resolved.relations {
            let Some(to) = relation.end.document().filter(|to| *to != from) else { continue };
            back[to.index()].push(Backlink {
                from,
                kind: BackKind::Relation(relation.kind.clone()),
                context: String::new(),
                anchor: None,
            });
        }
    }
    for back in &mut back {
        let by = |a: &Backlink, b: &Backlink| {
            let order = ranks.by_path(a.from).cmp(&ranks.by_path(b.from)).then_with(|| a.kind.cmp(&b.kind));
            order.then_with(|| a.context.cmp(&b.context))
        };
        // Stable, so of several in one sentence the first in the document gives the section.
        back.sort_by(by);
        back.dedup_by(|b, a| by(a, b).is_eq());
        back.shrink_to_fit();
    }
    back
}
