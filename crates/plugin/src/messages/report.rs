//! What a plugin makes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The answer of `generate` and `rollup`.
///
/// The Markdown is read like any other: links are checked, headings get anchors, the theme shows it. A path in a link
/// that begins with `/` starts at the content folder. `chart` blocks become pictures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Report {
    /// What is shown after the document's own text. Headings begin at level 2.
    pub markdown: String,
    /// Further pages, below the document's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<Page>,
    /// The report's numbers: `report.json` beside the page, and what rollups and other reports read.
    pub data: Value,
    /// The result in a few words, for lists.
    pub summary: Summary,
    /// Which documents it rests on, and how: they become relations of the document, and are checked like those that its
    /// front matter gives.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// What is wrong with the inputs, or worth knowing. A report that has an error here and no Markdown could not be made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// A further page of a report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Page {
    /// Last part of its path: `reports/chatbot.md` with the slug `costs` gives `reports/chatbot/costs.md`. Lower-case
    /// letters, digits and hyphens.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its summary, if it has one.
    pub summary: String,
    /// Its text. Headings begin at level 2.
    pub markdown: String,
}

impl Page {
    /// A page.
    pub fn new(slug: impl Into<String>, title: impl Into<String>, markdown: impl Into<String>) -> Self {
        Self { slug: slug.into(), title: title.into(), markdown: markdown.into(), summary: String::new() }
    }
}

/// A report's result in a few words. All of it may be empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Summary {
    /// One or two words, such as `at risk`.
    pub status: String,
    /// Whether the status is good news.
    pub tone: Tone,
    /// One line, such as `pilot Vendor A (3.8 of 5)`.
    pub headline: String,
    /// The next day on which somebody must do something (`YYYY-MM-DD`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// What is overdue, a few words each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overdue: Vec<String>,
    /// How complete it is, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<f64>,
}

/// Whether something is good news.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Tone {
    /// Yes.
    Good,
    /// It asks for attention.
    Warn,
    /// No.
    Bad,
    /// Neither.
    #[default]
    #[serde(other)]
    Neutral,
}

/// A typed edge to another document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Relation {
    /// Its kind, such as `serves`: lower-case letters, digits and underscores.
    pub kind: String,
    /// The other document: a path (from the content folder where it begins with `/`), an id or a title.
    pub target: String,
    /// JSON Pointer of the input that gave it, so that a target that does not exist is shown there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

impl Relation {
    /// An edge.
    pub fn new(kind: impl Into<String>, target: impl Into<String>) -> Self {
        Self { kind: kind.into(), target: target.into(), at: None }
    }

    /// Says which input gave it.
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.at = Some(pointer.into());
        self
    }
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Good to know.
    Info,
    /// Something is wrong.
    Error,
    /// Something is probably wrong.
    #[default]
    #[serde(other)]
    Warning,
}

/// Something to say about inputs or documents, shown with file, line and column.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, user text in backticks.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Further facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// JSON Pointer of the value that it is about: within `inputs` for `generate` and `rollup` (`/options/0/score`),
    /// within the front matter for `check`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Line of the document's body, from 1; for findings about its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column in that line, from 1, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// For `check`: the path of the document that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

impl Finding {
    /// A finding.
    pub fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self { severity, message: message.into(), ..Self::default() }
    }

    /// Something is wrong.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// Something is probably wrong.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Good to know.
    pub fn info(message: impl Into<String>) -> Self {
        Self::new(Severity::Info, message)
    }

    /// Says which value it is about, by JSON Pointer.
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.at = Some(pointer.into());
        self
    }

    /// Says which place of the body it is about.
    pub fn on_line(mut self, line: u32, column: u32) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// Says which document it is about.
    pub fn of(mut self, path: impl Into<String>) -> Self {
        self.document = Some(path.into());
        self
    }

    /// Says what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds a fact.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// The answer of `check`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Findings {
    /// What is wrong.
    pub findings: Vec<Finding>,
}

impl Findings {
    /// An answer.
    pub fn new(findings: Vec<Finding>) -> Self {
        Self { findings }
    }
}

/// The answer of `shortcode`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Shortcoded {
    /// What stands in its place.
    pub markdown: String,
    /// What is wrong with it; shown at the shortcode.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

impl Shortcoded {
    /// An answer.
    pub fn new(markdown: impl Into<String>) -> Self {
        Self { markdown: markdown.into(), findings: Vec::new() }
    }
}
