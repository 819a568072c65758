//! A document, as plugins see it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Relation;

/// A document that the build contains.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Document {
    /// Its path under the content folder, such as `reports/chatbot.md`. A link to it in Markdown begins with `/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its `status`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Whether its status says that it is no longer to be relied on.
    pub deprecated: bool,
    /// Its `doc_type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doc_type: Option<String>,
    /// Its security level, by name.
    pub level: String,
    /// Its `owner_team`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_team: Option<String>,
    /// Its `steward`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steward: Option<String>,
    /// Day of the last change (`YYYY-MM-DD`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// Day of the last review (`YYYY-MM-DD`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<String>,
    /// Whether its review is overdue, by the rules of the workspace.
    pub overdue: bool,
    /// Its tags.
    pub tags: Vec<String>,
    /// A paragraph that says what it is about.
    pub summary: String,
    /// The plugin that makes a report of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// The plugin that makes a rollup of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rollup: Option<String>,
    /// The documents that its front matter names, in their order. The kind is the field (`relations`, `related_templates`,
    /// …); the target is a path under the content folder where the document is known, else the name as it was given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Front-matter keys that Stratbook itself does not know, as they were given.
    pub extra: Map<String, Value>,
    /// Its headings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<Heading>,
    /// Its text in Markdown, without front matter. Lists of documents leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Line of the file on which the body begins, from 1.
    pub body_line: u32,
}

impl Document {
    /// A document of that path and title, and nothing else.
    pub fn new(path: impl Into<String>, title: impl Into<String>) -> Self {
        Self { path: path.into(), title: title.into(), body_line: 1, ..Self::default() }
    }
}

/// A heading.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its id in the page.
    pub anchor: String,
}

impl Heading {
    /// A heading.
    pub fn new(level: u8, text: impl Into<String>, anchor: impl Into<String>) -> Self {
        Self { level, text: text.into(), anchor: anchor.into() }
    }
}
