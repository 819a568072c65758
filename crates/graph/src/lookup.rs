//! Documents by name before anything is linked: for who works on documents that are still being made.

use std::sync::OnceLock;

use stratbook_model::{DocId, Document};

use crate::generated::Generated;
use crate::names::{NameIndex, Node};
use crate::resolve::{Found, Manner, Scope};
use crate::target::Target;
use crate::tree::Tree;
use crate::{Options, Withheld};

/// The names of documents, as relations use them.
#[derive(Debug)]
pub struct Lookup<'a> {
    tree: Tree,
    names: NameIndex,
    generated: Generated,
    withheld: &'a Withheld,
    options: &'a Options,
}

impl<'a> Lookup<'a> {
    /// The names of `documents`, which are admitted: no name leads to another.
    pub fn build(documents: &[Document], withheld: &'a Withheld, options: &'a Options) -> Self {
        let tree = Tree::build(documents, &options.reading_order);
        let names = NameIndex::build(documents, &[], tree.folders.iter().map(|folder| &folder.path));
        let generated = Generated::new(&[], false, &names);
        Self { tree, names, generated, withheld, options }
    }

    /// What `name`, written in `from`, leads to: a path from the content folder (with `/` at its beginning) or beside
    /// `from`, an id, an alias or a title. `documents` are those that it was built of.
    pub fn find(&self, documents: &[Document], from: &Document, name: &str) -> Option<DocId> {
        match self.look(documents, from, name) {
            Found::Node { node: Node::Document(id), .. } => Some(id),
            _ => None,
        }
    }

    /// Whether `name`, written in `from`, is that of a document that this build leaves out.
    pub fn is_withheld(&self, documents: &[Document], from: &Document, name: &str) -> bool {
        matches!(self.look(documents, from, name), Found::Closed(_) | Found::Draft(_))
    }

    fn look(&self, documents: &[Document], from: &Document, name: &str) -> Found {
        let scope = Scope {
            documents,
            tree: &self.tree,
            names: &self.names,
            withheld: self.withheld,
            options: self.options,
            facts: Vec::new(),
            generated: &self.generated,
            anchors: Vec::new(),
            suggestions: OnceLock::new(),
        };
        scope.find(from, Manner::Relation, &Target::name(name.trim()))
    }
}
