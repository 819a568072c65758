//! Pieces of contexts that several kinds of pages are made of.

use std::collections::BTreeMap;

use stratbook_graph::{BackKind, Child, End, FolderId, Step, TaxonomyKind};
use stratbook_model::{DocId, names};

use crate::context::{
    BacklinkItem, ChildItem, CitingReport, Day, Label, LinkItem, PageContext, PageKind, RelatedItem,
    RelationGroup, Text,
};
use crate::site::{PageKey, Site, section_key, with_anchor};

/// Backlinks shown on a page; a hub of the whole site must not print the whole site.
const BACKLINKS: usize = 100;
/// Reports shown that rest on a page.
const CITING: usize = 50;
/// Characters of a description in a list.
const CARD: usize = 280;

static NO_EXTRA: BTreeMap<String, serde_json::Value> = BTreeMap::new();

impl Site<'_> {
    /// A page with its place and nothing on it.
    pub(super) fn blank<'s>(&'s self, page: PageKey, kind: PageKind, title: Text<'s>) -> PageContext<'s> {
        let location = self.location(page);
        let base = &self.shared.base_path;
        let canonical = match location.url.strip_prefix(&**base) {
            Some(rest) if !self.shared.base_url.is_empty() => format!("{}{rest}", self.shared.base_url),
            _ => String::new(),
        };
        PageContext {
            kind,
            head_title: title.clone(),
            title,
            url: (&*location.url).into(),
            canonical,
            description: "".into(),
            language: self.shared.language.as_str().into(),
            content: String::new(),
            toc: Vec::new(),
            breadcrumbs: Vec::new(),
            section_key: section_key(&location.path).into(),
            status: None,
            doc_type: None,
            owner_team: None,
            steward: "".into(),
            steward_url: "".into(),
            version: "".into(),
            id: "".into(),
            updated: None,
            reviewed: None,
            created: None,
            level: None,
            audience: Vec::new(),
            duration: "".into(),
            words: 0,
            reading_minutes: 0,
            category: "".into(),
            summary: "".into(),
            tags: Vec::new(),
            key_concepts: &[],
            questions: &[],
            use_cases: &[],
            cover: "".into(),
            backlinks: Vec::new(),
            backlinks_more: 0,
            related: Vec::new(),
            relations: Vec::new(),
            previous: None,
            next: None,
            tree: Vec::new(),
            lesson: None,
            report: None,
            cited_by: Vec::new(),
            lessons: Vec::new(),
            children: Vec::new(),
            children_more: 0,
            groups: Vec::new(),
            recent: Vec::new(),
            edit_url: String::new(),
            twin_url: String::new(),
            needs: crate::context::Needs::default(),
            extra: &NO_EXTRA,
            json_ld: String::new(),
            draft: false,
        }
    }

    pub(super) fn document_link(&self, id: DocId) -> LinkItem<'_> {
        LinkItem { title: (&*self.document(id).title).into(), url: self.url_of(id).into() }
    }

    pub(super) fn folder_link(&self, id: FolderId) -> LinkItem<'_> {
        let title = &*self.graph.folder(id).title;
        let title = if title.is_empty() { &*self.shared.title } else { title };
        LinkItem { title: title.into(), url: self.folder_url(id).into() }
    }

    pub(super) fn step_link(&self, step: Step) -> LinkItem<'_> {
        match step {
            Step::Document(id) => self.document_link(id),
            Step::Folder(id) => self.folder_link(id),
        }
    }

    pub(super) fn home_link(&self) -> LinkItem<'_> {
        LinkItem { title: "Home".into(), url: self.shared.base_path.as_str().into() }
    }

    /// The folders from the root's child down to `folder`.
    pub(super) fn way_to(&self, folder: FolderId) -> Vec<FolderId> {
        let mut way = Vec::new();
        let mut next = Some(folder);
        while let Some(id) = next.filter(|id| *id != FolderId::ROOT) {
            way.push(id);
            next = self.graph.folder(id).parent;
        }
        way.reverse();
        way
    }

    /// Breadcrumbs to a page in `folder`.
    pub(super) fn crumbs(&self, folder: FolderId) -> Vec<LinkItem<'_>> {
        let way = self.way_to(folder).into_iter().map(|id| self.folder_link(id));
        std::iter::once(self.home_link()).chain(way).collect()
    }

    /// A document's description for a list, short, without names of withheld documents.
    pub(super) fn card(&self, id: DocId) -> Text<'_> {
        clip(self.graph.redact(id, self.document(id).description()), CARD)
    }

    /// A front-matter value as the site spells it, with its listing.
    pub(super) fn label<'s>(&'s self, kind: TaxonomyKind, value: &'s str) -> Label<'s> {
        match self.term(kind, value) {
            Some((taxonomy, at)) => Label {
                label: (&*self.graph.taxonomies()[taxonomy].terms[at].label).into(),
                url: (&*self.generated.terms[taxonomy][at].url).into(),
            },
            None => Label { label: value.into(), url: "".into() },
        }
    }

    pub(super) fn document_item(&self, id: DocId, with_summary: bool) -> ChildItem<'_> {
        let document = self.document(id);
        let meta = &document.metadata;
        ChildItem {
            title: (&*document.title).into(),
            url: self.url_of(id).into(),
            summary: if with_summary { self.card(id) } else { "".into() },
            folder: false,
            count: 0,
            status: meta.status.as_ref().map(|status| self.label(TaxonomyKind::Status, &status.value)),
            doc_type: meta.doc_type.as_ref().map(|kind| self.label(TaxonomyKind::DocType, &kind.value)),
            updated: meta.updated.as_ref().map(|updated| Day(updated.value)),
            duration: meta.duration.as_deref().unwrap_or("").into(),
        }
    }

    pub(super) fn child_item(&self, child: Child, with_summary: bool) -> ChildItem<'_> {
        match child {
            Child::Document(id) => self.document_item(id, with_summary),
            Child::Folder(id) => {
                let folder = self.graph.folder(id);
                let LinkItem { title, url } = self.folder_link(id);
                let index = folder.index.map(|index| self.document_item(index, with_summary));
                let bare = ChildItem {
                    title: "".into(),
                    url: "".into(),
                    summary: "".into(),
                    folder: true,
                    count: 0,
                    status: None,
                    doc_type: None,
                    updated: None,
                    duration: "".into(),
                };
                ChildItem { title, url, folder: true, count: folder.children.len(), ..index.unwrap_or(bare) }
            }
        }
    }

    /// Who refers to a document, and how many more do.
    pub(super) fn backlinks(&self, id: DocId) -> (Vec<BacklinkItem<'_>>, usize) {
        let all = self.graph.backlinks(id);
        let shown = all.iter().take(BACKLINKS).map(|backlink| BacklinkItem {
            title: (&*self.document(backlink.from).title).into(),
            url: with_anchor(self.url_of(backlink.from), backlink.anchor.as_deref()).into(),
            kind: backlink.kind.name(),
            context: &backlink.context,
        });
        (shown.collect(), all.len().saturating_sub(BACKLINKS))
    }

    /// Reports that refer to a document, each once: by relation rather than by link.
    pub(super) fn cited_by(&self, id: DocId) -> Vec<CitingReport<'_>> {
        let mut citing: Vec<(DocId, CitingReport<'_>)> = Vec::new();
        for backlink in self.graph.backlinks(id) {
            let document = self.document(backlink.from);
            let Some(report) = document.report.as_deref() else { continue };
            let how = match &backlink.kind {
                BackKind::Relation(kind) => kind.replace('_', " "),
                _ => String::new(),
            };
            match citing.iter_mut().find(|(from, _)| *from == backlink.from) {
                Some((_, known)) if known.how.is_empty() => known.how = how,
                Some(_) => {}
                None => citing.push((
                    backlink.from,
                    CitingReport {
                        title: (&*document.title).into(),
                        url: self.url_of(backlink.from).into(),
                        name: (&*report.name).into(),
                        how,
                        status: report.status.as_str().into(),
                        tone: report.tone.as_str().into(),
                        headline: report.headline.as_str().into(),
                    },
                )),
            }
        }
        citing.truncate(CITING);
        citing.into_iter().map(|(_, report)| report).collect()
    }

    pub(super) fn related(&self, id: DocId) -> Vec<RelatedItem<'_>> {
        let related = self.graph.related(id).iter();
        related
            .map(|related| RelatedItem {
                title: (&*self.document(related.id).title).into(),
                url: self.url_of(related.id).into(),
                summary: self.card(related.id),
                why: related.why.to_string(),
            })
            .collect()
    }

    /// Front-matter relations by kind, kinds in the order in which they first stand. What leads nowhere or to a
    /// withheld document is left out.
    pub(super) fn relations(&self, id: DocId) -> Vec<RelationGroup<'_>> {
        let mut groups: Vec<RelationGroup<'_>> = Vec::new();
        for relation in self.graph.relations(id) {
            let written = &self.document(id).metadata.relations;
            let item = match &relation.end {
                End::Document { id, anchor } => LinkItem {
                    title: (&*self.document(*id).title).into(),
                    url: with_anchor(self.url_of(*id), anchor.as_deref()).into(),
                },
                End::Folder { folder, .. } => self.folder_link(*folder),
                End::Asset(path) => {
                    let Some(location) = self.plan.asset(path) else { continue };
                    LinkItem { title: path.file_name().to_owned().into(), url: (&*location.url).into() }
                }
                end @ End::External(url) if end.is_url() => {
                    let title = written.get(relation.entry).map_or(url.as_str(), |entry| &entry.target);
                    LinkItem { title: title.into(), url: url.as_str().into() }
                }
                End::External(_)
                | End::Generated(_)
                | End::SamePage(_)
                | End::Withheld { .. }
                | End::Broken => continue,
            };
            let known = groups.iter().position(|group| group.kind == &*relation.kind);
            let at = known.unwrap_or_else(|| {
                let label = relation_label(&relation.kind);
                groups.push(RelationGroup { kind: &relation.kind, label, items: Vec::new() });
                groups.len() - 1
            });
            let group = &mut groups[at];
            if !group.items.iter().any(|known| known.url == item.url) {
                group.items.push(item);
            }
        }
        groups
    }
}

/// A relation field in words.
fn relation_label(kind: &str) -> String {
    match kind {
        "relations" => "See also".to_owned(),
        kind => names::humanise(kind),
    }
}

/// The first `limit` characters, cut between words.
pub(super) fn clip(text: Text<'_>, limit: usize) -> Text<'_> {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text };
    let cut = text[..end].rfind(char::is_whitespace).filter(|cut| *cut > end / 2).unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', '.', ' '])).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_words() {
        assert_eq!(clip("short".into(), 10), "short");
        assert_eq!(clip("some words, and more".into(), 13), "some words…");
        assert_eq!(clip("ÄÖÜÄÖÜ".into(), 3), "ÄÖÜ…");
    }

    #[test]
    fn relation_fields_are_said_in_words() {
        assert_eq!(relation_label("related_templates"), "Related templates");
        assert_eq!(relation_label("relations"), "See also");
    }
}
