//! The facts that a graph holds, as plain data.

use std::fmt;
use std::sync::Arc;

use stratbook_model::{ContentPath, DocId};

use crate::FolderId;

/// Where a link or relation leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Another document of the build (or the same one, by its name).
    Document {
        /// Which.
        id: DocId,
        /// The id of the heading or block within its page; checked, so it exists.
        anchor: Option<String>,
    },
    /// A folder without an index document: its generated page.
    Folder {
        /// Which.
        folder: FolderId,
        /// Always `None` for now: generated folder pages have no headings of an author's.
        anchor: Option<String>,
    },
    /// A file of the content that is not a document.
    Asset(ContentPath),
    /// A page or file that the site makes of itself, from the site's root: `tags/ads/`, `atom.xml`, `glossary/#kpi`.
    /// Pages end with `/` before the `#`. Not encoded.
    Generated(String),
    /// Somewhere else, as written. It is a URL (a scheme or `//` at its beginning) except where a configured
    /// external prefix made it external, such as a path into another vault: see [`End::is_url`].
    External(String),
    /// A place on the same page; `None` is its top.
    SamePage(Option<String>),
    /// A document that this build leaves out: only the label's text stays.
    Withheld {
        /// The label names the withheld document, so it must be replaced as well.
        rename: bool,
    },
    /// Nowhere; it has been reported.
    Broken,
}

impl End {
    /// The document that it leads to.
    pub const fn document(&self) -> Option<DocId> {
        match self {
            Self::Document { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// Whether it is an external target that a browser can open.
    pub fn is_url(&self) -> bool {
        matches!(self, Self::External(target) if crate::target::is_url(target))
    }
}

/// A front-matter relation with its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The field it was given in: `relations`, `related_templates`, ….
    pub kind: Arc<str>,
    /// Where it leads.
    pub end: End,
    /// Its index in the document's `metadata.relations`.
    pub entry: usize,
}

/// How another document refers to this one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BackKind {
    /// A Markdown or HTML link in its text.
    Link,
    /// A wikilink in its text.
    Wikilink,
    /// It shows this document, or a part of it, in place.
    Embed,
    /// A relation of that kind in its front matter.
    Relation(Arc<str>),
}

impl BackKind {
    /// `link`, `wikilink`, `embed`, or the relation's field.
    pub fn name(&self) -> &str {
        match self {
            Self::Link => "link",
            Self::Wikilink => "wikilink",
            Self::Embed => "embed",
            Self::Relation(kind) => kind,
        }
    }
}

/// An edge seen from its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlink {
    /// Who refers.
    pub from: DocId,
    /// How.
    pub kind: BackKind,
    /// The sentence around the link, names of withheld documents removed; empty for a relation.
    pub context: String,
    /// The heading of the section in `from` that holds the link.
    pub anchor: Option<String>,
}

/// A document worth reading beside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Which.
    pub id: DocId,
    /// Why it is thought to be.
    pub why: Why,
}

/// Why two documents are related: the strongest reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The document names it in a relation field.
    Relation(Arc<str>),
    /// It names the document in a relation field.
    RelatesHere(Arc<str>),
    /// They share tags that few others have: the rarest first, at most three.
    Tags(Vec<Arc<str>>),
    /// The same pages link to both.
    LinkedTogether,
    /// One links to the other.
    Links,
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Relation(kind) if is_plain(kind) => formatter.write_str("named as related"),
            Self::RelatesHere(kind) if is_plain(kind) => formatter.write_str("names this page as related"),
            Self::Relation(kind) => write!(formatter, "this page {} it", kind.replace('_', " ")),
            Self::RelatesHere(kind) => write!(formatter, "{} this page", kind.replace('_', " ")),
            Self::Tags(tags) => write!(formatter, "also about {}", tags.join(", ")),
            Self::LinkedTogether => formatter.write_str("often linked together"),
            Self::Links => formatter.write_str("linked"),
        }
    }
}

/// Whether a kind of relation says no more than that there is one. Others are verbs: `serves`, `belongs_to`.
fn is_plain(kind: &str) -> bool {
    kind == "relations" || kind.starts_with("related")
}

/// A term with its definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryTerm {
    /// The term as it is shown.
    pub name: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// One paragraph of plain text, at most about 240 characters; never empty.
    pub definition: String,
    /// The document that defines it.
    pub doc: DocId,
    /// The section that defines it, where it is not the whole document.
    pub anchor: Option<String>,
}

/// What a listing goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaxonomyKind {
    /// `tags`, and tags in the text.
    Tag,
    /// `doc_type`.
    DocType,
    /// `owner_team` and `steward`.
    Owner,
    /// `status`.
    Status,
}

/// All values of one field, with the documents that carry them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxonomy {
    /// Which field.
    pub kind: TaxonomyKind,
    /// Its values: statuses in the vocabulary's order, all others by label.
    pub terms: Vec<TaxonomyTerm>,
}

impl Taxonomy {
    /// The term that a value, however spelt, belongs to.
    pub fn find(&self, value: &str) -> Option<&TaxonomyTerm> {
        let key = stratbook_model::names::fold(value);
        self.terms.iter().find(|term| term.key == key)
    }
}

/// One value and its documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomyTerm {
    /// The spelling that is used most.
    pub label: Arc<str>,
    /// The folded value: unique in its taxonomy, the same for every spelling.
    pub key: String,
    /// Documents, by title and then path.
    pub documents: Vec<DocId>,
}
