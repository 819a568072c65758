//! What came of a call, for tests to look at.

use std::fmt::Write as _;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::abi;
use crate::messages::{Finding, Findings, Relation, Report, Severity, Shortcoded};

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    method: String,
    /// What `call` returned: [`abi::OK`], [`abi::UNSUPPORTED`] or [`abi::FAILED`].
    pub status: i32,
    /// What was answered.
    pub answer: Option<Vec<u8>>,
    /// What the plugin asked, in order: the name of the question and the request.
    pub asked: Vec<(String, String)>,
}

impl Outcome {
    pub(super) fn of(method: &str) -> Self {
        Self { method: method.to_owned(), status: abi::FAILED, answer: None, asked: Vec::new() }
    }

    /// The answer as text; empty where there is none.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(self.answer.as_deref().unwrap_or_default()).into_owned()
    }

    /// Why the call failed. `None` where it did not.
    pub fn failure(&self) -> Option<String> {
        match self.status {
            abi::OK => None,
            abi::UNSUPPORTED => Some(format!("`{}` is not supported", self.method)),
            _ => Some(self.text()),
        }
    }

    /// The answer as what the method answers with. Where it is something else, the test fails and says what there was.
    #[track_caller]
    pub fn parsed<T: DeserializeOwned>(&self) -> T {
        if let Some(failure) = self.failure() {
            panic!("`{}` failed: {failure}", self.method);
        }
        match serde_json::from_str(&self.text()) {
            Ok(answer) => answer,
            Err(error) => panic!("`{}` answered what cannot be read ({error}): {}", self.method, self.text()),
        }
    }

    /// The report that `generate` or `rollup` made.
    #[track_caller]
    pub fn report(&self) -> Report {
        self.parsed()
    }

    /// What `shortcode` made.
    #[track_caller]
    pub fn shortcoded(&self) -> Shortcoded {
        self.parsed()
    }

    /// What the plugin found wrong, whichever method it was.
    #[track_caller]
    pub fn findings(&self) -> Vec<Finding> {
        self.parsed::<Findings>().findings
    }

    /// What came out as a text for people: result, relations, findings, data and Markdown, for tests that compare it with
    /// what came out before.
    pub fn snapshot(&self) -> String {
        let mut out = String::new();
        if let Some(failure) = self.failure() {
            let _ = writeln!(out, "failed: {failure}");
            return out;
        }
        let Ok(report) = serde_json::from_slice::<Report>(self.answer.as_deref().unwrap_or_default()) else {
            let _ = writeln!(out, "unreadable: {}", self.text());
            return out;
        };
        summary(&mut out, &report);
        for Relation { kind, target, at } in &report.relations {
            let at = at.as_deref().map(|at| format!(" (from {at})")).unwrap_or_default();
            let _ = writeln!(out, "relation: {kind} {target}{at}");
        }
        report.findings.iter().for_each(|found| finding(&mut out, found));
        if !report.data.is_null() {
            let _ = writeln!(out, "data: {}", pretty(&report.data));
        }
        if !report.markdown.is_empty() {
            let _ = writeln!(out, "\n{}", report.markdown.trim_end());
        }
        for page in &report.pages {
            let _ = write!(out, "\n=== {}: {}\n", page.slug, page.title);
            if !page.summary.is_empty() {
                let _ = writeln!(out, "{}", page.summary);
            }
            let _ = writeln!(out, "\n{}", page.markdown.trim_end());
        }
        out
    }
}

fn summary(out: &mut String, report: &Report) {
    let summary = &report.summary;
    if !summary.status.is_empty() {
        let tone = serde_json::to_value(summary.tone).unwrap_or_default();
        let _ = writeln!(out, "status: {} ({})", summary.status, tone.as_str().unwrap_or_default());
    }
    if !summary.headline.is_empty() {
        let _ = writeln!(out, "headline: {}", summary.headline);
    }
    if let Some(due) = &summary.due {
        let _ = writeln!(out, "due: {due}");
    }
    for overdue in &summary.overdue {
        let _ = writeln!(out, "overdue: {overdue}");
    }
    if let Some(progress) = summary.progress {
        let _ = writeln!(out, "progress: {progress}");
    }
}

fn finding(out: &mut String, finding: &Finding) {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let _ = write!(out, "{severity}");
    if let Some(document) = &finding.document {
        let _ = write!(out, " in {document}");
    }
    if let Some(at) = &finding.at {
        let _ = write!(out, " at {}", if at.is_empty() { "the top" } else { at });
    }
    if let Some(line) = finding.line {
        let _ = write!(out, " on line {line}:{}", finding.column.unwrap_or(1));
    }
    let _ = writeln!(out, ": {}", finding.message);
    for note in &finding.notes {
        let _ = writeln!(out, "  note: {note}");
    }
    if let Some(hint) = &finding.hint {
        let _ = writeln!(out, "  hint: {hint}");
    }
}

fn pretty(data: &Value) -> String {
    format!("{data:#}")
}
