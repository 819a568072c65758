//! What a plugin can ask during a call. It is told only of documents that the build contains.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A question with its name: what goes into the host's `ask`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "name", content = "request", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Ask {
    /// `search`, answered with [`Found`].
    Search(SearchAsk),
    /// `document`, answered with a [`Document`](super::Document), or null where there is none of that name.
    Document(DocumentAsk),
    /// `documents`, answered with a list of [`Document`](super::Document)s without bodies, sorted by path.
    Documents(DocumentFilter),
    /// `report`, answered with a [`ReportView`](super::ReportView), or null where there is none.
    Report(ReportAsk),
    /// `log`, answered with null.
    Log(LogAsk),
    /// `progress`, answered with null.
    Progress(ProgressAsk),
}

/// Searches the handbook, as `stratbook search` does.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct SearchAsk {
    /// The question.
    pub query: String,
    /// How many answers at most, up to 50.
    pub limit: u32,
}

impl SearchAsk {
    /// A question.
    pub fn new(query: impl Into<String>, limit: u32) -> Self {
        Self { query: query.into(), limit }
    }
}

/// Answers to a search, best first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Found {
    /// How many documents there are.
    pub total: u64,
    /// The first of them.
    pub hits: Vec<SearchHit>,
}

/// A document that was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct SearchHit {
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Heading of the section that answers best; empty for the text before the first.
    pub section: String,
    /// The section's id in the page.
    pub anchor: String,
    /// Some text of the section.
    pub snippet: String,
    /// Its score; only the order means something.
    pub score: f64,
}

/// Asks for a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct DocumentAsk {
    /// Its path (from the content folder where it begins with `/`, else beside the document of the call), id, title or
    /// alias, as in a link.
    pub document: String,
}

impl DocumentAsk {
    /// A document of that name.
    pub fn new(document: impl Into<String>) -> Self {
        Self { document: document.into() }
    }
}

/// Which documents are asked for: all whose every given member fits.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct DocumentFilter {
    /// With this tag, or one below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Of this `doc_type`, in any letter case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doc_type: Option<String>,
    /// Of this `status`, in any letter case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Of this `owner_team`, in any letter case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_team: Option<String>,
    /// In this folder, or one below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    /// Whose `report` names this plugin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// Whose front matter has this key of its own, with a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has: Option<String>,
}

/// Asks what came of a report. Only reports of plugins that the manifest names under `reads.reports` can be asked for:
/// they are made before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct ReportAsk {
    /// The document that it was made of, named as in [`DocumentAsk`].
    pub document: String,
}

impl ReportAsk {
    /// The report of that document.
    pub fn new(document: impl Into<String>) -> Self {
        Self { document: document.into() }
    }
}

/// Says something to the person who runs the build; `debug` messages are not shown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct LogAsk {
    /// How important it is.
    pub level: LogLevel,
    /// What there is to say.
    pub message: String,
}

impl LogAsk {
    /// A message.
    pub fn new(level: LogLevel, message: impl Into<String>) -> Self {
        Self { level, message: message.into() }
    }
}

/// How important a message is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum LogLevel {
    /// For who runs it.
    Info,
    /// For who should look at it.
    Warning,
    /// For who writes the plugin.
    #[default]
    #[serde(other)]
    Debug,
}

/// Says how far a long call has come.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct ProgressAsk {
    /// Steps done.
    pub done: u64,
    /// Steps in all; 0 where that is not known.
    pub total: u64,
    /// What is being done.
    pub message: String,
}
