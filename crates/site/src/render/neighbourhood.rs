//! The side tree of a page: the way to it, its siblings, what is in it. Its length does not grow with the site.

use stratbook_graph::{Child, FolderId};
use stratbook_model::DocId;

use crate::context::{LinkItem, TreeItem};
use crate::site::Site;

/// Most siblings shown at once, and most children.
const WINDOW: usize = 40;

/// The page that a tree is drawn for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Here {
    Document(DocId),
    Folder(FolderId),
}

impl Site<'_> {
    /// The tree around a page. Empty for the home page, whose children are the sections of the header.
    pub(super) fn tree(&self, here: Here) -> Vec<TreeItem<'_>> {
        // A folder's page stands among its siblings; a document stands in its folder.
        let (around, own) = match here {
            Here::Document(id) => (self.graph.folder_of(id), Child::Document(id)),
            Here::Folder(id) => match self.graph.folder(id).parent {
                Some(parent) => (parent, Child::Folder(id)),
                None => return Vec::new(),
            },
        };
        let mut tree = Vec::new();
        let way = self.way_to(around);
        for (depth, folder) in way.iter().enumerate() {
            tree.push(self.line(Child::Folder(*folder), depth, false, true));
        }
        let depth = way.len();
        if around == FolderId::ROOT && matches!(own, Child::Folder(_)) {
            // The siblings of a section are in the header.
            self.push_own(&mut tree, own, depth);
            return tree;
        }
        let siblings = &self.graph.folder(around).children;
        let at = siblings.iter().position(|child| *child == own).unwrap_or(0);
        self.push_window(&mut tree, around, at, depth, |site, tree, child| {
            if child == own {
                site.push_own(tree, own, depth);
            } else {
                tree.push(site.line(child, depth, false, false));
            }
        });
        tree
    }

    /// The page itself, and what is in it.
    fn push_own<'s>(&'s self, tree: &mut Vec<TreeItem<'s>>, own: Child, depth: usize) {
        let is_folder = matches!(own, Child::Folder(_));
        tree.push(self.line(own, depth, true, is_folder));
        if let Child::Folder(id) = own {
            self.push_window(tree, id, 0, depth + 1, |site, tree, child| {
                tree.push(site.line(child, depth + 1, false, false));
            });
        }
    }

    /// The children of `folder` around number `at`; lines that stand for more where there are more.
    fn push_window<'s>(
        &'s self,
        tree: &mut Vec<TreeItem<'s>>,
        folder: FolderId,
        at: usize,
        depth: usize,
        mut push: impl FnMut(&'s Self, &mut Vec<TreeItem<'s>>, Child),
    ) {
        let children = &self.graph.folder(folder).children;
        let start = at.saturating_sub(WINDOW / 2).min(children.len().saturating_sub(WINDOW));
        let end = (start + WINDOW).min(children.len());
        let more = |count: usize| {
            let LinkItem { url, .. } = self.folder_link(folder);
            TreeItem {
                title: format!("{count} more").into(),
                url,
                current: false,
                open: false,
                folder: false,
                depth,
                more: count,
            }
        };
        if start > 0 {
            tree.push(more(start));
        }
        for child in &children[start..end] {
            push(self, tree, *child);
        }
        if end < children.len() {
            tree.push(more(children.len() - end));
        }
    }

    fn line(&self, child: Child, depth: usize, current: bool, open: bool) -> TreeItem<'_> {
        let (LinkItem { title, url }, folder) = match child {
            Child::Document(id) => (self.document_link(id), false),
            Child::Folder(id) => (self.folder_link(id), true),
        };
        TreeItem { title, url, current, open, folder, depth, more: 0 }
    }
}
