//! Names to documents: links, relations, backlinks, the tree and order of pages, the glossary, and the checks on them.
//!
//! Pure: documents in, graph and diagnostics out. It knows nothing of URLs, HTML or files on disk.
//!
//! [`Graph::build`] works in this order: the tree of folders, the index of names, every link and relation to its
//! [`End`], then what follows from the ends (backlinks, related documents, orphans), then the listings and the
//! checks that need no link. Documents may come in any order; nothing but their numbers depends on it.

mod backlinks;
mod checks;
mod generated;
mod glossary;
mod graph;
mod lookup;
mod names;
mod options;
mod plain;
mod ranks;
mod related;
mod report;
mod resolve;
mod scalar;
mod target;
mod taxonomy;
mod tree;
mod types;
mod withheld;

pub use checks::stewardship::is_overdue;
pub use graph::Graph;
pub use lookup::Lookup;
pub use options::Options;
pub use resolve::check::is_deprecated;
pub use tree::{Child, Folder, FolderId, Lesson, Step};
pub use types::{
    BackKind, Backlink, End, GlossaryTerm, Related, Relation, Taxonomy, TaxonomyKind, TaxonomyTerm, Why,
};
pub use withheld::Withheld;
