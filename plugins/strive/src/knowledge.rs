//! What the handbook says about the documents that an assessment names: do they exist, are they still to be relied on, how
//! do the goals stand.

use std::collections::BTreeMap;

use stratbook_plugin::messages::Document;
use stratbook_plugin::prelude::*;
use stratbook_plugin::{Host, Result};

/// A document that was named, as far as this build has it.
#[derive(Debug)]
pub(crate) struct Known {
    document: Option<Document>,
}

/// What speaks against relying on a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stale {
    /// It is no longer valid.
    Deprecated,
    /// Its review is overdue.
    Overdue,
    /// It was changed after the score was given.
    Changed(Day),
}

impl Stale {
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Deprecated => "no longer valid".to_owned(),
            Self::Overdue => "past its review".to_owned(),
            Self::Changed(day) => format!("changed on {}, after the score", day.for_people()),
        }
    }
}

/// A goal that options serve.
#[derive(Debug, Clone)]
pub(crate) struct Goal {
    /// As the document names it.
    pub(crate) name: String,
    /// Its path, where this build has it.
    pub(crate) path: Option<String>,
    pub(crate) title: String,
    /// Whether it is a goal at all.
    pub(crate) counts: bool,
    pub(crate) status: String,
    pub(crate) tone: Tone,
    pub(crate) headline: String,
    pub(crate) progress: Option<f64>,
    pub(crate) due: Option<String>,
}

/// Asks about each document once.
pub(crate) struct Library<'h> {
    host: Host<'h>,
    known: BTreeMap<String, Known>,
}

impl<'h> Library<'h> {
    pub(crate) fn new(host: Host<'h>) -> Self {
        Self { host, known: BTreeMap::new() }
    }

    /// The document of that name. What is a web address, or is not in this build, is none.
    pub(crate) fn document(&mut self, name: &str) -> Result<Option<&Document>> {
        let name = page_of(name);
        if is_web(name) {
            return Ok(None);
        }
        if !self.known.contains_key(name) {
            let document = self.host.document(name)?;
            self.known.insert(name.to_owned(), Known { document });
        }
        Ok(self.known[name].document.as_ref())
    }

    /// What speaks against a source, for a score of that day.
    pub(crate) fn stale(&mut self, source: &str, scored: Option<Day>) -> Result<Vec<Stale>> {
        let Some(document) = self.document(source)? else { return Ok(Vec::new()) };
        let mut stale = Vec::new();
        if document.deprecated {
            stale.push(Stale::Deprecated);
        }
        if document.overdue {
            stale.push(Stale::Overdue);
        }
        let updated = document.updated.as_deref().and_then(|day| day.parse::<Day>().ok());
        if let (Some(updated), Some(scored)) = (updated, scored)
            && updated > scored
        {
            stale.push(Stale::Changed(updated));
        }
        Ok(stale)
    }

    /// A goal with its status of today.
    ///
    /// A document that this build does not have counts as a goal: whether it exists is checked with the relation, and a build
    /// for fewer readers must not come to another verdict.
    pub(crate) fn goal(&mut self, name: &str) -> Result<Goal> {
        let Some(document) = self.document(name)? else {
            return Ok(Goal {
                name: name.to_owned(),
                path: None,
                title: "a goal that is not shown here".to_owned(),
                counts: true,
                status: String::new(),
                tone: Tone::Neutral,
                headline: String::new(),
                progress: None,
                due: None,
            });
        };
        let typed = document.doc_type.as_deref().unwrap_or_default().to_lowercase();
        let counts = document.report.as_deref() == Some("smart") || typed.contains("goal");
        let mut goal = Goal {
            name: name.to_owned(),
            path: Some(document.path.clone()),
            title: document.title.clone(),
            counts,
            status: String::new(),
            tone: Tone::Neutral,
            headline: String::new(),
            progress: None,
            due: None,
        };
        if document.report.as_deref() == Some("smart") {
            let path = format!("/{}", document.path);
            if let Some(report) = self.host.report(path)? {
                goal.status = report.summary.status;
                goal.tone = report.summary.tone;
                goal.headline = report.summary.headline;
                goal.progress = report.summary.progress;
                goal.due = report.summary.due;
            }
        }
        Ok(goal)
    }

    /// A name that may be shown: words, or a page that this build has.
    pub(crate) fn shown(&mut self, name: Option<&str>) -> Result<Option<String>> {
        let Some(name) = name else { return Ok(None) };
        let shown = !names_a_page(name) || self.document(name)?.is_some();
        Ok(shown.then(|| name.to_owned()))
    }

    /// A source as a link, as far as it can be one.
    pub(crate) fn link(&mut self, source: &str) -> Result<Inline> {
        if is_web(source) {
            return Ok(url(source));
        }
        let anchor = source.find('#').map_or("", |at| &source[at..]).to_owned();
        Ok(match self.document(source)? {
            Some(document) => link(format!("/{}{anchor}", document.path), &document.title),
            None => emphasis("a page that is not shown here"),
        })
    }
}

/// The name without the place in the page.
pub(crate) fn page_of(name: &str) -> &str {
    if is_web(name) { name } else { name.split('#').next().unwrap_or(name).trim() }
}

pub(crate) fn is_web(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// Whether a name is that of a page, and not words.
pub(crate) fn names_a_page(name: &str) -> bool {
    name.starts_with('/') || page_of(name).to_lowercase().ends_with(".md")
}
