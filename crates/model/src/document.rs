//! A document: one Markdown file, or one that a plugin made.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Clearance, ContentPath, Metadata, Outline, ReportResult, SourceText, Span};

/// A document's number in one build: its index in the list of admitted documents, which is sorted by path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocId(pub u32);

impl DocId {
    /// As an index into the document list.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a document's title came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleSource {
    /// `title` in the front matter.
    FrontMatter,
    /// The first heading of level 1.
    Heading,
    /// The file's (or, for a folder's page, the folder's) name.
    FileName,
}

/// A document, read and parsed.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it lies under the content root.
    pub path: ContentPath,
    /// The whole decoded text and the name that diagnostics use.
    pub source: SourceText,
    /// blake3 of the file's bytes.
    pub hash: [u8; 32],
    /// Bytes of the front matter between its fences, if there is one.
    pub front_matter: Option<Span>,
    /// The body within `source.text`.
    pub body: Span,
    /// Front matter, typed.
    pub metadata: Metadata,
    /// Structure of the body. Spans are in the file.
    pub outline: Outline,
    /// The title that pages show: never empty.
    pub title: Arc<str>,
    /// Where the title came from.
    pub title_source: TitleSource,
    /// The level that counts, with defaults and unknown levels resolved.
    pub clearance: Clearance,
    /// What a plugin made of it, for a report.
    pub report: Option<Arc<ReportResult>>,
}

impl Document {
    /// The body as text.
    pub fn body_text(&self) -> &str {
        &self.source.text[self.body.range()]
    }

    /// A one-paragraph description: summary, excerpt, meta description, semantic summary, else the lead.
    pub fn description(&self) -> &str {
        let meta = &self.metadata;
        let summary = meta.summary.as_ref().map(|summary| summary.value.as_str());
        [summary, meta.excerpt.as_deref(), meta.meta_description.as_deref(), meta.semantic_summary.as_deref()]
            .into_iter()
            .flatten()
            .map(str::trim)
            .find(|text| !text.is_empty())
            .unwrap_or(&self.outline.lead)
    }
}
