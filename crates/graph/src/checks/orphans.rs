//! Documents that nobody refers to.

use stratbook_model::{Diagnostic, DocId, Document, rules};

use super::beginning;
use crate::Backlink;
use crate::tree::Tree;

/// Documents without backlinks, by path. Index documents have the tree to lead to them, terms their hover
/// definitions.
pub(crate) fn orphans(documents: &[Document], backlinks: &[Vec<Backlink>], tree: &Tree) -> Vec<DocId> {
    let mut orphans: Vec<DocId> = (0..documents.len() as u32)
        .map(DocId)
        .filter(|id| {
            backlinks[id.index()].is_empty() && !tree.is_index(*id) && !documents[id.index()].metadata.term
        })
        .collect();
    orphans.sort_by(|a, b| documents[a.index()].path.cmp(&documents[b.index()].path));
    orphans
}

/// Up to how many orphans are reported however few documents are linked.
const FEW: usize = 20;

/// Reports orphans, unless they are most of a larger collection: then links are not its habit.
pub(crate) fn check(
    documents: &[Document],
    orphans: &[DocId],
    backlinks: &[Vec<Backlink>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let most = orphans.len() > FEW && orphans.len() * 2 > documents.len();
    if most || backlinks.iter().all(Vec::is_empty) {
        return;
    }
    for id in orphans {
        let document = &documents[id.index()];
        diagnostics.push(
            Diagnostic::at(
                &rules::ORPHAN,
                &document.source,
                beginning(document),
                "nobody links to this document",
            )
            .hint("link to it from where it is needed, or name it in a neighbour's `relations`"),
        );
    }
}
