//! Makes the wire's report pleasant to build.

use serde::Serialize;

use crate::day::Day;
use crate::error::{Error, Result};
use crate::messages::{
    Attribute, Finding, Page, Relation, Report, Severity, ShortcodeDescription, Shortcoded, Tone,
};

impl Report {
    /// A report of that Markdown, and nothing else yet.
    pub fn new(markdown: impl Into<String>) -> Self {
        Self { markdown: markdown.into(), ..Self::default() }
    }

    /// Whether the inputs were too wrong for a report: an error among its findings and no Markdown.
    pub fn is_refused(&self) -> bool {
        self.markdown.is_empty()
            && self.pages.is_empty()
            && self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Says its numbers, for `report.json`, for rollups and for other reports.
    pub fn with_data(mut self, data: &impl Serialize) -> Result<Self> {
        self.data = serde_json::to_value(data).map_err(|error| {
            Error::new(format_args!("the report's data cannot be written as JSON: {error}"))
        })?;
        Ok(self)
    }

    /// Says its result in one or two words, such as `at risk`, and whether that is good news.
    pub fn with_status(mut self, status: impl Into<String>, tone: Tone) -> Self {
        self.summary.status = status.into();
        self.summary.tone = tone;
        self
    }

    /// Says its result in one line, such as `pilot Vendor A (3.8 of 5)`.
    pub fn with_headline(mut self, headline: impl Into<String>) -> Self {
        self.summary.headline = headline.into();
        self
    }

    /// Says the next day on which somebody must do something.
    pub fn with_due(mut self, due: impl Into<Option<Day>>) -> Self {
        self.summary.due = due.into().map(|day| day.to_string());
        self
    }

    /// Says what is overdue, in a few words.
    pub fn with_overdue(mut self, what: impl Into<String>) -> Self {
        self.summary.overdue.push(what.into());
        self
    }

    /// Says how complete it is, from 0 to 1.
    pub fn with_progress(mut self, progress: f64) -> Self {
        // JSON has no other numbers, and a share of nothing is no share.
        self.summary.progress = progress.is_finite().then(|| progress.clamp(0.0, 1.0));
        self
    }

    /// Adds a relation to another document.
    pub fn with_relation(mut self, relation: Relation) -> Self {
        self.relations.push(relation);
        self
    }

    /// Adds a finding.
    pub fn with_finding(mut self, finding: Finding) -> Self {
        self.findings.push(finding);
        self
    }

    /// Adds a further page below the document's.
    pub fn with_page(mut self, page: Page) -> Self {
        self.pages.push(page);
        self
    }
}

impl Page {
    /// Says what it is about.
    pub fn with_summary(mut self, summary: impl Into<String>) -> Self {
        self.summary = summary.into();
        self
    }
}

impl Shortcoded {
    /// Adds a finding, shown at the shortcode.
    pub fn with_finding(mut self, finding: Finding) -> Self {
        self.findings.push(finding);
        self
    }
}

impl ShortcodeDescription {
    /// Adds an attribute that may be left out.
    pub fn optional(self, name: impl Into<String>, summary: impl Into<String>) -> Self {
        self.attribute(name, summary, false)
    }

    /// Adds an attribute that must be given.
    pub fn required(self, name: impl Into<String>, summary: impl Into<String>) -> Self {
        self.attribute(name, summary, true)
    }

    fn attribute(mut self, name: impl Into<String>, summary: impl Into<String>, required: bool) -> Self {
        self.attributes.push(Attribute { name: name.into(), summary: summary.into(), required });
        self
    }
}
