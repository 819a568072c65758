//! Contexts of the pages that no document is behind: folders, listings, all documents, glossary, 404, redirects.

use stratbook_graph::{Child, FolderId, TaxonomyKind};
use stratbook_model::DocId;

use super::neighbourhood::Here;
use crate::context::{ChildItem, Group, GroupItem, PageContext, PageKind, Text};
use crate::site::{PageKey, RECENT, Site, with_anchor};

/// Entries of the home page; a folder of thousands of notes has its page of all documents.
const HOME: usize = 48;
/// Longer lists go without summaries, so that they stay readable, and pages of a large site small.
const SUMMARIES: usize = 200;

impl Site<'_> {
    pub(super) fn folder_context(&self, id: FolderId) -> PageContext<'_> {
        let page = PageKey::Folder(id);
        let (previous, next) = self.graph.folder_neighbours(id);
        let mut context = if id == FolderId::ROOT {
            PageContext {
                description: self.shared.description.as_str().into(),
                ..self.blank(page, PageKind::Home, self.shared.title.as_str().into())
            }
        } else {
            PageContext {
                breadcrumbs: self.crumbs(self.graph.folder(id).parent.unwrap_or(FolderId::ROOT)),
                ..self.blank(page, PageKind::Folder, self.folder_link(id).title)
            }
        };
        context.previous = previous.map(|step| self.step_link(step));
        context.next = next.map(|step| self.step_link(step));
        self.fill_folder(&mut context, id);
        context
    }

    /// What a folder's page shows of the folder, with or without an index document.
    pub(super) fn fill_folder<'s>(&'s self, page: &mut PageContext<'s>, id: FolderId) {
        let children = &self.graph.folder(id).children;
        let with_summary = children.len() <= SUMMARIES;
        let limit = if id == FolderId::ROOT { HOME } else { usize::MAX };
        page.children = if children.len() > limit {
            // Sections first: they are the way to everything that does not fit.
            let folders = children.iter().filter(|child| matches!(child, Child::Folder(_)));
            let documents = children.iter().filter(|child| matches!(child, Child::Document(_)));
            folders.chain(documents).take(limit).map(|child| self.child_item(*child, true)).collect()
        } else {
            children.iter().map(|child| self.child_item(*child, with_summary)).collect()
        };
        page.children_more = children.len() - page.children.len();
        page.lessons = self.lessons(id);
        page.tree = self.tree(Here::Folder(id));
        if id == FolderId::ROOT {
            page.recent = self.latest.iter().take(RECENT).map(|id| self.document_item(*id, false)).collect();
        }
    }

    pub(super) fn taxonomy_context(&self, at: usize) -> PageContext<'_> {
        let taxonomy = &self.graph.taxonomies()[at];
        let children =
            taxonomy.terms.iter().zip(&self.generated.terms[at]).map(|(term, location)| ChildItem {
                title: (&*term.label).into(),
                url: (&*location.url).into(),
                summary: "".into(),
                folder: false,
                count: term.documents.len(),
                status: None,
                doc_type: None,
                updated: None,
                duration: "".into(),
            });
        PageContext {
            breadcrumbs: vec![self.home_link()],
            children: children.collect(),
            ..self.blank(PageKey::Taxonomy(at), PageKind::Taxonomy, taxonomy_title(taxonomy.kind).into())
        }
    }

    pub(super) fn term_context(&self, taxonomy: usize, at: usize) -> PageContext<'_> {
        let kind = self.graph.taxonomies()[taxonomy].kind;
        let term = &self.graph.taxonomies()[taxonomy].terms[at];
        let with_summary = term.documents.len() <= SUMMARIES;
        let above = crate::context::LinkItem {
            title: taxonomy_title(kind).into(),
            url: (&*self.location(PageKey::Taxonomy(taxonomy)).url).into(),
        };
        PageContext {
            breadcrumbs: vec![self.home_link(), above],
            children: term.documents.iter().map(|id| self.document_item(*id, with_summary)).collect(),
            ..self.blank(PageKey::Term(taxonomy, at), PageKind::Listing, (&*term.label).into())
        }
    }

    pub(super) fn all_context(&self) -> PageContext<'_> {
        let mut all: Vec<DocId> = (0..self.documents.len() as u32).map(DocId).collect();
        all.sort_by_cached_key(|id| (self.document(*id).title.to_lowercase(), *id));
        let items = all.into_iter().map(|id| GroupItem {
            title: (&*self.document(id).title).into(),
            url: self.url_of(id).into(),
            summary: "".into(),
        });
        PageContext {
            breadcrumbs: vec![self.home_link()],
            groups: by_letter(items),
            ..self.blank(PageKey::All, PageKind::All, "All documents".into())
        }
    }

    pub(super) fn glossary_context(&self) -> PageContext<'_> {
        let mut items: Vec<GroupItem<'_>> = self
            .graph
            .glossary()
            .iter()
            .map(|term| GroupItem {
                title: term.name.as_str().into(),
                url: with_anchor(self.url_of(term.doc), term.anchor.as_deref()).into(),
                summary: term.definition.as_str().into(),
            })
            .collect();
        items.sort_by_cached_key(|item| (item.title.to_lowercase(), item.url.clone()));
        PageContext {
            breadcrumbs: vec![self.home_link()],
            groups: by_letter(items.into_iter()),
            ..self.blank(PageKey::Glossary, PageKind::Glossary, "Glossary".into())
        }
    }

    pub(super) fn not_found_context(&self) -> PageContext<'_> {
        PageContext {
            url: format!("{}404.html", self.shared.base_path).into(),
            canonical: String::new(),
            section_key: "".into(),
            ..self.blank(PageKey::NotFound, PageKind::NotFound, "Page not found".into())
        }
    }

    pub(super) fn redirect_context(&self, at: usize) -> PageContext<'_> {
        let to = self.redirects[at].to;
        let target =
            self.blank(PageKey::Document(to), PageKind::Redirect, (&*self.document(to).title).into());
        PageContext { section_key: "".into(), ..target }
    }
}

/// Entries that are sorted by title, under their first letters. What begins with no letter stands first.
fn by_letter<'s>(items: impl Iterator<Item = GroupItem<'s>>) -> Vec<Group<'s>> {
    let mut groups: Vec<Group<'s>> = Vec::new();
    let mut others = Group { title: "#".to_owned(), items: Vec::new() };
    for item in items {
        match letter(&item.title) {
            None => others.items.push(item),
            Some(letter) => match groups.iter_mut().find(|group| group.title == letter) {
                Some(group) => group.items.push(item),
                None => groups.push(Group { title: letter, items: vec![item] }),
            },
        }
    }
    groups.sort_by(|a, b| a.title.cmp(&b.title));
    if !others.items.is_empty() {
        groups.insert(0, others);
    }
    groups
}

fn letter(title: &Text<'_>) -> Option<String> {
    let first = title.trim_start().chars().next().filter(|first| first.is_alphabetic())?;
    Some(first.to_uppercase().collect())
}

const fn taxonomy_title(kind: TaxonomyKind) -> &'static str {
    match kind {
        TaxonomyKind::Tag => "Tags",
        TaxonomyKind::DocType => "Document types",
        TaxonomyKind::Owner => "Owners",
        TaxonomyKind::Status => "Statuses",
    }
}
