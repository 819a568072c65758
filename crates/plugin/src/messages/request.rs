//! Requests of the methods that make something.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Document, Summary};

/// The request of `generate`: make a report of a document. Answered with a [`Report`](super::Report).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Generate {
    /// The document whose `report` names the plugin.
    pub document: Document,
    /// Its `inputs`, checked against the plugin's schema.
    pub inputs: Value,
    /// The workspace's settings for the plugin.
    pub settings: Map<String, Value>,
    /// The day of the build (`YYYY-MM-DD`). A plugin has no other clock to go by.
    pub today: String,
    /// BCP 47 tag of the document's language.
    pub language: String,
}

impl Generate {
    /// A request of that day.
    pub fn new(document: Document, inputs: Value, today: impl Into<String>) -> Self {
        Self { document, inputs, today: today.into(), language: "en".to_owned(), ..Self::default() }
    }
}

/// The request of `rollup`: make a page of the results of many reports. Answered with a [`Report`](super::Report).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Rollup {
    /// The document whose `rollup` names the plugin.
    pub document: Document,
    /// Its `inputs`, checked against the plugin's schema.
    pub inputs: Value,
    /// The workspace's settings for the plugin.
    pub settings: Map<String, Value>,
    /// The day of the build (`YYYY-MM-DD`).
    pub today: String,
    /// BCP 47 tag of the document's language.
    pub language: String,
    /// All reports that the plugin may read, sorted by path.
    pub reports: Vec<ReportView>,
}

impl Rollup {
    /// A request of that day.
    pub fn new(document: Document, inputs: Value, today: impl Into<String>) -> Self {
        Self { document, inputs, today: today.into(), language: "en".to_owned(), ..Self::default() }
    }
}

/// What came of a report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct ReportView {
    /// The document that it was made of.
    pub document: Document,
    /// The plugin that made it.
    pub plugin: String,
    /// Its result in a few words.
    pub summary: Summary,
    /// Its numbers.
    pub data: Value,
    /// Whether it could be made. Where not, `data` is null.
    pub made: bool,
}

impl ReportView {
    /// A report that was made.
    pub fn new(document: Document, plugin: impl Into<String>, summary: Summary, data: Value) -> Self {
        Self { document, plugin: plugin.into(), summary, data, made: true }
    }
}

/// The request of `check`: say what is wrong with documents. Answered with [`Findings`](super::Findings).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Check {
    /// Some of the documents, with their bodies. A build calls as often as it takes to go through all.
    pub documents: Vec<Document>,
    /// The workspace's settings for the plugin.
    pub settings: Map<String, Value>,
    /// The day of the build (`YYYY-MM-DD`).
    pub today: String,
}

/// The request of `shortcode`: say what stands in its place. Answered with a [`Shortcoded`](super::Shortcoded).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Shortcode {
    /// Its name.
    pub name: String,
    /// Its attributes in order, as pairs; a value without a name has an empty one.
    pub attributes: Vec<(String, String)>,
    /// The document that it stands in.
    pub document: Document,
    /// The workspace's settings for the plugin.
    pub settings: Map<String, Value>,
    /// The day of the build (`YYYY-MM-DD`).
    pub today: String,
}
