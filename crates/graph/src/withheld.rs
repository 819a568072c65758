//! Names of documents that a build leaves out, so that links to them become text instead of errors.

use std::collections::BTreeSet;

use stratbook_model::{ContentPath, DocId, Document};

use crate::FolderId;
use crate::names::{NameIndex, Node, key};

/// What is known of the documents that a build leaves out: their names, and nothing else.
///
/// No name that it holds may reach a diagnostic, except those of left-out drafts, which are no secret.
#[derive(Debug, Default)]
pub struct Withheld {
    closed: Hidden,
    drafts: Hidden,
}

/// One set of left-out documents.
#[derive(Debug, Default)]
pub(crate) struct Hidden {
    pub(crate) index: NameIndex,
    folders: Vec<ContentPath>,
    /// By document: every text that would give it away, folded.
    names: Vec<Vec<String>>,
}

impl Withheld {
    /// The names of the documents above the build's clearance.
    pub fn new(documents: &[Document]) -> Self {
        Self { closed: Hidden::new(documents), drafts: Hidden::default() }
    }

    /// Adds drafts that the build leaves out though their level is admitted: links to them become text as well, and
    /// are reported.
    #[must_use]
    pub fn with_drafts(self, drafts: &[Document]) -> Self {
        Self { drafts: Hidden::new(drafts), ..self }
    }

    pub(crate) const fn closed(&self) -> &Hidden {
        &self.closed
    }

    pub(crate) const fn drafts(&self) -> &Hidden {
        &self.drafts
    }
}

impl Hidden {
    fn new(documents: &[Document]) -> Self {
        let mut folders = BTreeSet::new();
        for document in documents {
            let mut folder = document.path.folder();
            while !folder.is_root() && folders.insert(folder.clone()) {
                folder = folder.folder();
            }
        }
        let folders: Vec<ContentPath> = folders.into_iter().collect();
        Self {
            index: NameIndex::build(documents, &[], &folders),
            folders,
            names: documents.iter().map(telling_names).collect(),
        }
    }

    /// Whether a text gives the document or folder away.
    pub(crate) fn is_named_in(&self, node: Node, text: &str) -> bool {
        let text = key(text);
        match node {
            Node::Document(DocId(id)) => self.names[id as usize].iter().any(|name| holds(&text, name)),
            Node::Folder(FolderId(id)) => {
                let path = &self.folders[id as usize];
                let inside = |name: &str| holds(&text, &key(name));
                path.parts().any(inside)
            }
            Node::Asset(_) => true,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// Everything that a document is called, and its longer headings.
fn telling_names(document: &Document) -> Vec<String> {
    let meta = &document.metadata;
    let path = &document.path;
    let mut names = vec![key(path.as_str()), key(path.without_extension()), key(&document.title)];
    if path.index_rank().is_none_or(|rank| rank == 3) {
        names.push(key(path.stem()));
        names.push(key(stratbook_model::names::strip_order_prefix(path.stem()).1));
    } else {
        names.push(key(path.folder().file_name()));
    }
    let given = [&meta.title, &meta.id, &meta.slug].into_iter().flatten().chain(&meta.aliases);
    names.extend(given.map(|name| key(&name.value)));
    names.extend(meta.seo_title.as_deref().map(key));
    names.extend(
        document.outline.headings.iter().map(|heading| key(&heading.text)).filter(|text| text.len() > 7),
    );
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    names
}

/// Whether a folded text holds a folded name. A name of one or two letters must stand as a word of its own, or
/// every label would hold it.
fn holds(text: &str, name: &str) -> bool {
    if name.len() > 2 {
        text.contains(name)
    } else {
        !name.is_empty() && text.split(|c: char| !c.is_alphanumeric()).any(|word| word == name)
    }
}
