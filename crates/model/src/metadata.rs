//! Front matter, resolved: known fields typed, everything else kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Span, Spanned};

/// One front-matter relation, not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationEntry {
    /// The field it was given in, canonical (`relations`, `related_templates`, …): the kind of the relation.
    pub kind: Arc<str>,
    /// The target as written, surrounding `[[…]]` and quotes removed.
    pub target: String,
    /// The target in the file.
    pub span: Span,
}

/// What a document says about itself.
///
/// Absent and empty values are alike (`None`, empty list): real files carry `cover_image: ""`.
/// Dates are calendar days; versions and ids are text whatever their YAML type was.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// `title`.
    pub title: Option<Spanned<String>>,
    /// `id`, such as `KB/GROWTH/ADS-01`.
    pub id: Option<Spanned<String>>,
    /// `version`, as text.
    pub version: Option<String>,
    /// `steward` (also `owner`): the person who answers for the document.
    pub steward: Option<Spanned<String>>,
    /// `owner_team` (also `team`).
    pub owner_team: Option<Spanned<String>>,
    /// `updated` (also `last_updated`, `modified`, `lastmod`, `date`): the day of the last change.
    pub updated: Option<Spanned<Date>>,
    /// `reviewed` (also `last_reviewed`).
    pub reviewed: Option<Spanned<Date>>,
    /// `created` (also `published`).
    pub created: Option<Spanned<Date>>,
    /// `status`, in the vocabulary's spelling where it is in the vocabulary.
    pub status: Option<Spanned<String>>,
    /// `doc_type` (also `type`).
    pub doc_type: Option<Spanned<String>>,
    /// `summary` (also `description`).
    pub summary: Option<Spanned<String>>,
    /// `semantic_summary`.
    pub semantic_summary: Option<String>,
    /// `excerpt`.
    pub excerpt: Option<String>,
    /// `tags` (also `keywords`), as written but trimmed and without a leading `#`; no doubles.
    pub tags: Vec<Spanned<String>>,
    /// All relation fields, in file order.
    pub relations: Vec<RelationEntry>,
    /// `aliases`: other names.
    pub aliases: Vec<Spanned<String>>,
    /// Aliases that begin with `/`, and `redirect_from`: old URLs of this page.
    pub redirects: Vec<Spanned<String>>,
    /// `synthetic_questions` (also `questions`).
    pub synthetic_questions: Vec<String>,
    /// `key_concepts`.
    pub key_concepts: Vec<String>,
    /// `primary_keyword`.
    pub primary_keyword: Option<String>,
    /// `seo_title`.
    pub seo_title: Option<String>,
    /// `meta_description`.
    pub meta_description: Option<String>,
    /// `cover_image` (also `image`, `cover`).
    pub cover_image: Option<Spanned<String>>,
    /// `target_audience` (also `audience`), underscores kept as written.
    pub target_audience: Vec<String>,
    /// `security_level` (also `clearance`, `classification`), as written.
    pub security_level: Option<Spanned<String>>,
    /// `category`.
    pub category: Option<String>,
    /// `use_cases`.
    pub use_cases: Vec<String>,
    /// `duration` of a lesson, as text (`15-20 mins`).
    pub duration: Option<String>,
    /// `order` (also `weight`, `nav_order`, `sidebar_position`, `position`): place among its siblings.
    pub order: Option<f64>,
    /// `slug`: the last part of the page's URL.
    pub slug: Option<Spanned<String>>,
    /// `lang` (also `language`).
    pub lang: Option<String>,
    /// `draft: true`, or `published: false`. (`status: Draft` alone does not hide a page.)
    pub draft: bool,
    /// `term: true`, `doc_type: Term` or `Glossary term`: the document defines its title as a term.
    pub term: bool,
    /// `template`: the theme template that renders this page, without `.html`.
    pub template: Option<Spanned<String>>,
    /// `report`: the plugin that makes a report from this document.
    pub report: Option<Spanned<String>>,
    /// `rollup`: the plugin that makes a page of many reports here.
    pub rollup: Option<Spanned<String>>,
    /// `inputs`: what the report is made from.
    pub inputs: Option<Spanned<serde_json::Value>>,
    /// `inputs_file`: the data file that holds the inputs.
    pub inputs_file: Option<Spanned<String>>,
    /// All other keys, as JSON values, under the names they were given.
    pub extra: BTreeMap<String, serde_json::Value>,
}
