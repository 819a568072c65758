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
pub struct Lookup {
    tree: Tree,
    names: NameIndex,
    generated: Generated,
    withheld: Withheld,
    options: Options,
}

impl Lookup {
    /// The names of `documents`, which are admitted: no name leads to another.
    pub fn build(documents: &[Document], options: &Options) -> Self {
        let tree = Tree::build(documents, &options.reading_order);
        let names = NameIndex::build(documents, &[], tree.folders.iter().map(|folder| &folder.path));
        let generated = Generated::new(&[], false, &names);
        Self { tree, names, generated, withheld: Withheld::default(), options: options.clone() }
    }

    /// What `name`, written in `from`, leads to: a path from the content folder (with `/` at its beginning) or beside
    /// `from`, an id, an alias or a title. `documents` are those that it was built of.
    pub fn find(&self, documents: &[Document], from: &Document, name: &str) -> Option<DocId> {
        let scope = Scope {
            documents,
            tree: &self.tree,
            names: &self.names,
            withheld: &self.withheld,
            options: &self.options,
            facts: Vec::new(),
            generated: &self.generated,
            anchors: Vec::new(),
            suggestions: OnceLock::new(),
        };
        match scope.find(from, Manner::Relation, &Target::name(name.trim())) {
            Found::Node { node: Node::Document(id), .. } => Some(id),
            _ => None,
        }
    }
}
