//! The graph as one value, and how to ask it.

use std::borrow::Cow;
use std::sync::OnceLock;

use rayon::prelude::*;
use stratbook_model::{ContentPath, Diagnostic, DocId, Document};

use crate::generated::Generated;
use crate::names::NameIndex;
use crate::ranks::Ranks;
use crate::resolve::check::{Resolved, asset, is_deprecated, redact};
use crate::resolve::{Facts, Scope};
use crate::tree::Tree;
use crate::{
    Backlink, End, Folder, FolderId, GlossaryTerm, Lesson, Options, Related, Relation, Step, Taxonomy,
    Withheld, backlinks, checks, glossary, related, taxonomy,
};

/// Everything that follows from how documents name each other and where they lie.
#[derive(Debug)]
pub struct Graph {
    tree: Tree,
    resolved: Vec<Resolved>,
    backlinks: Vec<Vec<Backlink>>,
    related: Vec<Vec<Related>>,
    orphans: Vec<DocId>,
    glossary: Vec<GlossaryTerm>,
    taxonomies: Vec<Taxonomy>,
    used_assets: Vec<ContentPath>,
}

impl Graph {
    /// Resolves every link and relation of `documents` (a document's index is its [`DocId`]) and draws the
    /// conclusions. `assets` are the content's other files. Diagnostics come sorted.
    pub fn build(
        documents: &[Document],
        assets: &[ContentPath],
        withheld: &Withheld,
        options: &Options,
    ) -> (Self, Vec<Diagnostic>) {
        let (tree, ranks) =
            rayon::join(|| Tree::build(documents, &options.reading_order), || Ranks::of(documents));
        let folders = || tree.folders.iter().map(|folder| &folder.path);
        let (names, (taxonomies, terms)) = rayon::join(
            || NameIndex::build(documents, assets, folders()),
            || {
                let taxonomies = taxonomy::taxonomies(documents, &ranks, options);
                (taxonomies, glossary::gather(documents, &tree, options))
            },
        );
        let generated = Generated::new(&taxonomies, !terms.is_empty(), &names);
        let scope = Scope {
            documents,
            tree: &tree,
            names: &names,
            withheld,
            options,
            generated: &generated,
            facts: documents.iter().map(facts).collect(),
            anchors: documents.iter().map(|_| OnceLock::new()).collect(),
            suggestions: OnceLock::new(),
        };
        let mut resolved: Vec<Resolved> = (0..documents.len() as u32)
            .into_par_iter()
            .with_min_len(64)
            .map(|id| scope.resolve(DocId(id)))
            .collect();
        let mut diagnostics: Vec<Diagnostic> =
            resolved.iter_mut().flat_map(|resolved| std::mem::take(&mut resolved.diagnostics)).collect();

        let backlinks = backlinks::backlinks(documents, &ranks, &resolved);
        let related = related::related(documents, &ranks, &resolved, &backlinks, &taxonomies[0]);
        let glossary = glossary::glossary(documents, &resolved, terms);
        let orphans = checks::orphans::orphans(documents, &backlinks, &tree);

        checks::names::check(documents, &names, &mut diagnostics);
        checks::tags::check(documents, &taxonomies[0], &mut diagnostics);
        checks::stewardship::check(documents, options, &mut diagnostics);
        checks::orphans::check(documents, &orphans, &backlinks, &mut diagnostics);
        Diagnostic::sort(&mut diagnostics);

        let used_assets = used_assets(&resolved);
        let graph = Self { tree, resolved, backlinks, related, orphans, glossary, taxonomies, used_assets };
        (graph, diagnostics)
    }

    /// Ends of the links of a document's body, parallel to `outline.links`.
    pub fn links(&self, document: DocId) -> &[End] {
        &self.resolved[document.index()].links
    }

    /// Front-matter relations of a document, in file order.
    pub fn relations(&self, document: DocId) -> &[Relation] {
        &self.resolved[document.index()].relations
    }

    /// Where the document's `cover_image` is.
    pub fn cover(&self, document: DocId) -> Option<&End> {
        self.resolved[document.index()].cover.as_ref()
    }

    /// Who refers to a document, by path of the referring document, kind and context; one for each of these. A
    /// document's links to itself are not among them.
    pub fn backlinks(&self, document: DocId) -> &[Backlink] {
        &self.backlinks[document.index()]
    }

    /// What to read beside a document: relations first, then what shares rare tags and links; at most six.
    pub fn related(&self, document: DocId) -> &[Related] {
        &self.related[document.index()]
    }

    /// All folders by path, so the root is first; a folder's index is its [`FolderId`].
    pub fn folders(&self) -> &[Folder] {
        &self.tree.folders
    }

    /// One folder.
    pub fn folder(&self, folder: FolderId) -> &Folder {
        &self.tree.folders[folder.index()]
    }

    /// The folder that a document lies in; for an index document the folder that it is the page of.
    pub fn folder_of(&self, document: DocId) -> FolderId {
        self.tree.folder_of[document.index()]
    }

    /// Whether a document is the page of its folder.
    pub fn is_index(&self, document: DocId) -> bool {
        self.tree.is_index(document)
    }

    /// Every page in reading order: the root's, then depth first.
    pub fn reading_order(&self) -> &[Step] {
        &self.tree.steps
    }

    /// The pages before and after a document in reading order.
    pub fn neighbours(&self, document: DocId) -> (Option<Step>, Option<Step>) {
        self.tree.around_document(document)
    }

    /// The pages before and after a folder's page in reading order.
    pub fn folder_neighbours(&self, folder: FolderId) -> (Option<Step>, Option<Step>) {
        self.tree.around_folder(folder)
    }

    /// Where a document stands in its course, if it is a lesson.
    pub fn lesson(&self, document: DocId) -> Option<Lesson> {
        self.tree.lesson(document)
    }

    /// The lessons of a folder in order; none where it is no course.
    pub fn lessons(&self, folder: FolderId) -> &[DocId] {
        self.tree.lessons(folder)
    }

    /// Terms by name.
    pub fn glossary(&self) -> &[GlossaryTerm] {
        &self.glossary
    }

    /// Documents that nobody refers to, by path; index documents and terms are never among them.
    pub fn orphans(&self) -> Vec<DocId> {
        self.orphans.clone()
    }

    /// Listings by tag, doc type, owner and status, in this order.
    pub fn taxonomies(&self) -> &[Taxonomy] {
        &self.taxonomies
    }

    /// Assets that a document links to, embeds or has as its cover, by path. A build that withholds documents
    /// publishes only these, since the others may belong to what is withheld.
    pub fn used_assets(&self) -> &[ContentPath] {
        &self.used_assets
    }

    /// A text of the document (its lead, a heading, a sentence) with the labels of links that name a withheld
    /// document replaced by `…`. Use it for every text of an author's that leaves the rendered body.
    pub fn redact<'t>(&self, document: DocId, text: &'t str) -> Cow<'t, str> {
        redact(&self.resolved[document.index()].telling, text)
    }
}

fn facts(document: &Document) -> Facts {
    Facts { clearance: document.clearance, deprecated: is_deprecated(document) }
}

fn used_assets(resolved: &[Resolved]) -> Vec<ContentPath> {
    let ends = resolved.iter().flat_map(|resolved| {
        let relations = resolved.relations.iter().map(|relation| &relation.end);
        resolved.links.iter().chain(relations).chain(&resolved.cover)
    });
    let mut used: Vec<ContentPath> = ends.filter_map(asset).cloned().collect();
    used.sort();
    used.dedup();
    used
}
