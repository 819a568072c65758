//! What a plugin can ask while it is called.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::messages::{
    Document, DocumentAsk, DocumentFilter, Found, LogAsk, LogLevel, ProgressAsk, ReportAsk, ReportView,
    SearchAsk,
};

/// Takes a question and gives the answer, both in JSON.
pub(crate) trait Asks {
    fn ask(&self, name: &'static str, request: String) -> Result<String, AskError>;
}

/// The host, for as long as the call takes. It cannot go to another thread.
#[derive(Clone, Copy)]
pub struct Host<'h> {
    asks: &'h dyn Asks,
}

impl<'h> Host<'h> {
    pub(crate) fn new(asks: &'h dyn Asks) -> Self {
        Self { asks }
    }

    /// Searches the handbook, as `stratbook search` does.
    pub fn search(&self, query: impl Into<String>, limit: u32) -> Result<Found, AskError> {
        self.ask("search", &SearchAsk::new(query, limit))
    }

    /// A document by path (from the content folder where it begins with `/`, else beside the document of the call), id,
    /// title or alias.
    pub fn document(&self, name: impl Into<String>) -> Result<Option<Document>, AskError> {
        self.ask("document", &DocumentAsk::new(name))
    }

    /// All documents that a filter lets through, without bodies, sorted by path.
    pub fn documents(&self, filter: &DocumentFilter) -> Result<Vec<Document>, AskError> {
        self.ask("documents", filter)
    }

    /// What came of the report of a document. Only reports of plugins that the manifest names under `reads.reports` can
    /// be asked for.
    pub fn report(&self, document: impl Into<String>) -> Result<Option<ReportView>, AskError> {
        self.ask("report", &ReportAsk::new(document))
    }

    /// Says something to the person who runs the build; `debug` messages are not shown. It cannot fail: what cannot be said is not.
    pub fn log(&self, level: LogLevel, message: impl fmt::Display) {
        self.tell("log", &LogAsk::new(level, message.to_string()));
    }

    /// Says how far a long call has come; `total` is 0 where that is not known.
    pub fn progress(&self, done: u64, total: u64, message: impl fmt::Display) {
        self.tell("progress", &ProgressAsk { done, total, message: message.to_string() });
    }

    fn tell(&self, name: &'static str, request: &impl Serialize) {
        if let Ok(request) = serde_json::to_string(request) {
            let _ = self.asks.ask(name, request);
        }
    }

    fn ask<A: DeserializeOwned>(&self, name: &'static str, request: &impl Serialize) -> Result<A, AskError> {
        let request = serde_json::to_string(request).map_err(|error| AskError::new(name, error))?;
        let answer = self.asks.ask(name, request)?;
        serde_json::from_str(&answer)
            .map_err(|error| AskError::new(name, format_args!("the answer cannot be read: {error}")))
    }
}

impl fmt::Debug for Host<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Host")
    }
}

/// The host gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskError {
    name: &'static str,
    reason: String,
}

impl AskError {
    pub(crate) fn new(name: &'static str, reason: impl fmt::Display) -> Self {
        Self { name, reason: reason.to_string() }
    }
}

impl fmt::Display for AskError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "asking for `{}` failed: {}", self.name, self.reason)
    }
}

impl std::error::Error for AskError {}

/// `DocumentFilter::default().tag("goal").status("Active")`: all that it says must fit.
impl DocumentFilter {
    /// With this tag, or one below it.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// Of this `doc_type`.
    pub fn doc_type(mut self, doc_type: impl Into<String>) -> Self {
        self.doc_type = Some(doc_type.into());
        self
    }

    /// Of this `status`.
    pub fn status(mut self, status: impl Into<String>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Of this `owner_team`.
    pub fn owner_team(mut self, owner_team: impl Into<String>) -> Self {
        self.owner_team = Some(owner_team.into());
        self
    }

    /// In this folder, or one below it.
    pub fn folder(mut self, folder: impl Into<String>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Whose `report` names this plugin.
    pub fn report(mut self, report: impl Into<String>) -> Self {
        self.report = Some(report.into());
        self
    }

    /// Whose front matter has this key of its own.
    pub fn has(mut self, has: impl Into<String>) -> Self {
        self.has = Some(has.into());
        self
    }
}
