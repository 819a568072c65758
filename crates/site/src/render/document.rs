//! The context of a document's page.

use stratbook_graph::{End, FolderId, TaxonomyKind};
use stratbook_model::{DocId, Document, ReportState};

use super::neighbourhood::Here;
use super::parts::clip;
use crate::context::{
    Day, Label, LessonItem, LessonPlace, LevelLabel, PageContext, PageKind, ReportLabel, Text, TocEntry,
};
use crate::site::{PageKey, REPORT_DATA, Site};
use crate::urls::encode;

/// Words a minute.
const READING: u32 = 220;
/// Characters of a description for search engines.
const DESCRIPTION: usize = 300;

impl Site<'_> {
    pub(super) fn document_context(&self, id: DocId) -> PageContext<'_> {
        let document = self.document(id);
        let meta = &document.metadata;
        let folder = self.graph.folder_of(id);
        let is_index = self.graph.folder(folder).index == Some(id);
        let kind = match (is_index, folder) {
            (true, FolderId::ROOT) => PageKind::Home,
            (true, _) => PageKind::Folder,
            (false, _) => PageKind::Document,
        };
        let (backlinks, backlinks_more) = self.backlinks(id);
        let (previous, next) = self.graph.neighbours(id);
        let summary = meta.summary.as_ref().map_or("", |summary| summary.value.trim());
        let description = meta.meta_description.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let description = self.graph.redact(id, description.unwrap_or_else(|| document.description()));
        let steward = meta.steward.as_ref().map_or("", |steward| steward.value.as_str());
        let mut page = PageContext {
            description: clip(description, DESCRIPTION),
            language: meta.lang.as_deref().unwrap_or(&self.shared.language).into(),
            toc: self.toc(id, document),
            breadcrumbs: match kind {
                PageKind::Home => Vec::new(),
                PageKind::Folder => self.crumbs(self.graph.folder(folder).parent.unwrap_or(FolderId::ROOT)),
                _ => self.crumbs(folder),
            },
            status: meta.status.as_ref().map(|status| self.label(TaxonomyKind::Status, &status.value)),
            doc_type: meta.doc_type.as_ref().map(|kind| self.label(TaxonomyKind::DocType, &kind.value)),
            owner_team: meta.owner_team.as_ref().map(|team| self.label(TaxonomyKind::Owner, &team.value)),
            steward: steward.into(),
            steward_url: if steward.is_empty() {
                "".into()
            } else {
                self.label(TaxonomyKind::Owner, steward).url
            },
            version: meta.version.as_deref().unwrap_or("").into(),
            id: meta.id.as_ref().map_or("", |id| id.value.as_str()).into(),
            updated: meta.updated.as_ref().map(|day| Day(day.value)),
            reviewed: meta.reviewed.as_ref().map(|day| Day(day.value)),
            created: meta.created.as_ref().map(|day| Day(day.value)),
            level: Some(LevelLabel {
                label: self.options.levels.name(document.clearance).into(),
                rank: document.clearance.0,
            }),
            audience: meta.target_audience.iter().map(|audience| audience.replace('_', " ").into()).collect(),
            duration: meta.duration.as_deref().unwrap_or("").into(),
            words: document.outline.words,
            reading_minutes: if document.outline.words == 0 {
                0
            } else {
                (document.outline.words / READING).max(1)
            },
            category: meta.category.as_deref().unwrap_or("").into(),
            summary: self.graph.redact(id, summary),
            tags: self.tags(document),
            key_concepts: &meta.key_concepts,
            questions: &meta.synthetic_questions,
            use_cases: &meta.use_cases,
            cover: self.cover(id),
            backlinks,
            backlinks_more,
            cited_by: self.cited_by(id),
            related: self.related(id),
            relations: self.relations(id),
            previous: previous.map(|step| self.step_link(step)),
            next: next.map(|step| self.step_link(step)),
            lesson: self.graph.lesson(id).map(|lesson| LessonPlace {
                position: lesson.position,
                total: lesson.total,
                course: self.folder_link(lesson.course),
            }),
            edit_url: self.options.edit_url.as_deref().map_or_else(String::new, |template| {
                template.replace("{path}", &encode(document.path.as_str()))
            }),
            twin_url: format!("{}index.md", self.url_of(id)),
            extra: &meta.extra,
            draft: meta.draft,
            report: document.report.as_deref().map(|report| ReportLabel {
                plugin: (&*report.plugin).into(),
                name: (&*report.name).into(),
                rollup: report.rollup,
                made: report.state == ReportState::Made,
                status: report.status.as_str().into(),
                tone: report.tone.as_str().into(),
                headline: report.headline.as_str().into(),
                due: report.due.as_deref().unwrap_or("").into(),
                overdue: &report.overdue,
                data_url: if report.data.is_null() {
                    String::new()
                } else {
                    format!("{}{REPORT_DATA}", self.url_of(id))
                },
            }),
            ..self.blank(PageKey::Document(id), kind, (&*document.title).into())
        };
        if let Some(title) = meta.seo_title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
            page.head_title = title.into();
        }
        if is_index {
            self.fill_folder(&mut page, folder);
        } else {
            page.tree = self.tree(Here::Document(id));
        }
        page
    }

    /// Lessons of a course.
    pub(super) fn lessons(&self, folder: FolderId) -> Vec<LessonItem<'_>> {
        let lessons = self.graph.lessons(folder).iter().enumerate();
        lessons
            .map(|(at, id)| LessonItem {
                title: (&*self.document(*id).title).into(),
                url: self.url_of(*id).into(),
                summary: self.card(*id),
                duration: self.document(*id).metadata.duration.as_deref().unwrap_or("").into(),
                position: at + 1,
            })
            .collect()
    }

    /// Headings of levels 2 to 4. In documents that use level 1 for their parts, these count as level 2; the first
    /// heading is the page's title where it is of level 1.
    fn toc<'s>(&'s self, id: DocId, document: &'s Document) -> Vec<TocEntry<'s>> {
        let headings = document.outline.headings.iter().enumerate();
        headings
            .filter(|(at, heading)| heading.level <= 4 && (*at > 0 || heading.level > 1))
            .filter(|(_, heading)| !heading.text.trim().is_empty())
            .map(|(_, heading)| TocEntry {
                level: heading.level.max(2),
                text: self.graph.redact(id, &heading.text),
                anchor: &heading.anchor,
            })
            .collect()
    }

    fn tags<'s>(&'s self, document: &'s Document) -> Vec<Label<'s>> {
        let written = document.metadata.tags.iter().map(|tag| tag.value.as_str());
        let inline = document.outline.inline_tags.iter().map(|tag| &**tag);
        let mut tags: Vec<Label<'_>> = Vec::new();
        for tag in written.chain(inline) {
            let label = self.label(TaxonomyKind::Tag, tag);
            if !tags.iter().any(|known| known.label == label.label) {
                tags.push(label);
            }
        }
        tags
    }

    fn cover(&self, id: DocId) -> Text<'_> {
        match self.graph.cover(id) {
            Some(End::Asset(path)) => self.plan.asset(path).map_or("", |location| &*location.url).into(),
            Some(end @ End::External(url)) if end.is_url() => url.as_str().into(),
            _ => "".into(),
        }
    }
}
