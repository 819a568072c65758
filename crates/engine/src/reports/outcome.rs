//! What came of one report: text, numbers, relations, and what there is to say.

use std::fmt::Write as _;

use serde_json::Value;
use stratbook_host::{Failure, FailureKind, Host};
use stratbook_model::{
    Diagnostic, Document, RelationEntry, ReportResult, ReportState, Rule, Severity, Span, rules,
};
use stratbook_plugin::messages::Severity as Said;
use stratbook_plugin::messages::{Finding, Page, Report, Tone};

use super::given::Given;
use super::{FileRead, Job};

/// What came of a report.
pub(super) struct Outcome {
    /// Id of the plugin.
    pub plugin: String,
    /// Where the document names the plugin.
    pub span: Span,
    /// What goes below the document's own text.
    pub markdown: String,
    pub pages: Vec<Page>,
    pub relations: Vec<RelationEntry>,
    pub diagnostics: Vec<Diagnostic>,
    pub result: ReportResult,
    pub file: Option<FileRead>,
}

impl Outcome {
    pub(super) fn new(host: &Host, job: &Job) -> Self {
        let name = host.find(&job.plugin).map_or(job.plugin.as_str(), |found| &found.manifest.name);
        Self {
            plugin: job.plugin.clone(),
            span: job.span,
            markdown: String::new(),
            pages: Vec::new(),
            relations: Vec::new(),
            diagnostics: Vec::new(),
            result: ReportResult {
                plugin: job.plugin.as_str().into(),
                name: name.into(),
                rollup: job.rollup,
                state: ReportState::Made,
                status: String::new(),
                tone: "neutral".to_owned(),
                headline: String::new(),
                due: None,
                overdue: Vec::new(),
                progress: None,
                data: Value::Null,
            },
            file: None,
        }
    }

    /// The report could not be made: the page says so.
    pub(super) fn fail(&mut self, document: &Document, failure: &Failure) {
        let (rule, state) = rule(failure.kind);
        let mut diagnostic = Diagnostic::at(rule, &document.source, self.span, &failure.message);
        diagnostic.notes.clone_from(&failure.notes);
        diagnostic.hint.clone_from(&failure.hint);
        self.diagnostics.push(diagnostic);
        self.not_made(state, &failure.message);
    }

    /// The plugin is there, and makes something else.
    pub(super) fn no_method(&mut self, document: &Document, rollup: bool) {
        let what = if rollup { "rollups" } else { "reports" };
        let message = format!("the plugin `{}` makes no {what}", self.plugin);
        let hint = if rollup {
            "try `report:` in place of `rollup:`"
        } else {
            "try `rollup:` in place of `report:`"
        };
        self.diagnostics
            .push(Diagnostic::at(&rules::PLUGIN_MISSING, &document.source, self.span, &message).hint(hint));
        self.not_made(ReportState::NoPlugin, &message);
    }

    /// The inputs do not fit: the page lists what is wrong with them.
    pub(super) fn wrong_inputs(&mut self) {
        let errors: Vec<&Diagnostic> =
            self.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
        let mut list = String::new();
        for error in errors.iter().take(20) {
            let place =
                error.place.as_ref().map_or_else(String::new, |place| format!("line {}: ", place.line));
            let _ = writeln!(list, "> - {place}{}", plain(&error.message));
        }
        if errors.len() > 20 {
            let _ = writeln!(list, "> - and {} more", errors.len() - 20);
        }
        self.not_made(ReportState::WrongInputs, "its inputs need correcting");
        self.markdown =
            format!("> [!WARNING] This report could not be made\n> Its inputs need correcting:\n>\n{list}");
    }

    fn not_made(&mut self, state: ReportState, reason: &str) {
        self.result.state = state;
        "not made".clone_into(&mut self.result.status);
        "bad".clone_into(&mut self.result.tone);
        reason.clone_into(&mut self.result.headline);
        self.markdown = format!(
            "> [!WARNING] This report could not be made\n> {}. The rest of the page is as its author wrote it.\n",
            plain(&capital(reason))
        );
    }

    /// Takes what the plugin made.
    pub(super) fn take(&mut self, document: &Document, given: &Given, report: Report) {
        let by = |finding: &Finding| {
            let (source, span) = match finding.line {
                Some(line) => (&document.source, body_place(document, line, finding.column)),
                None => given.place(document, self.span, finding.at.as_deref()),
            };
            said(finding, &self.plugin, source, span)
        };
        let found: Vec<Diagnostic> = report.findings.iter().map(by).collect();
        let failed = report.markdown.trim().is_empty()
            && report.findings.iter().any(|finding| finding.severity == Said::Error);
        self.diagnostics.extend(found);
        if failed {
            self.wrong_inputs();
            return;
        }
        for relation in &report.relations {
            let kind: String = relation
                .kind
                .trim()
                .to_lowercase()
                .chars()
                .map(|c| if c.is_alphanumeric() { c } else { '_' })
                .collect();
            // Places of relations are in the document: those of a data file are shown where the report is named.
            let span = match relation.at.as_deref() {
                Some(pointer) if given.in_document() => given.place(document, self.span, Some(pointer)).1,
                _ => self.span,
            };
            self.relations.push(RelationEntry {
                kind: if kind.is_empty() { "relations".into() } else { kind.into() },
                target: relation.target.trim().to_owned(),
                span,
            });
        }
        let summary = report.summary;
        self.result.status = summary.status;
        match summary.tone {
            Tone::Good => "good",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
            _ => "neutral",
        }
        .clone_into(&mut self.result.tone);
        self.result.headline = summary.headline;
        self.result.due = summary.due;
        self.result.overdue = summary.overdue;
        self.result.progress = summary.progress.filter(|progress| progress.is_finite());
        self.result.data = report.data;
        self.markdown = report.markdown;
        self.pages = report.pages;
    }
}

/// What a plugin found, as Stratbook says it.
pub(super) fn said(
    finding: &Finding,
    plugin: &str,
    source: &stratbook_model::SourceText,
    span: Span,
) -> Diagnostic {
    let rule = match finding.severity {
        Said::Error => &rules::REPORT_ERROR,
        Said::Info => &rules::REPORT_INFO,
        _ => &rules::REPORT_WARNING,
    };
    let mut diagnostic = Diagnostic::at(rule, source, span, &finding.message);
    diagnostic.notes.extend(finding.notes.iter().cloned());
    diagnostic.notes.push(format!("said by the plugin `{plugin}`"));
    diagnostic.hint.clone_from(&finding.hint);
    diagnostic
}

/// The rule for a failure, and what the report's state is then.
pub(super) fn rule(kind: FailureKind) -> (&'static Rule, ReportState) {
    match kind {
        FailureKind::Missing | FailureKind::Disabled => (&rules::PLUGIN_MISSING, ReportState::NoPlugin),
        FailureKind::Untrusted => (&rules::PLUGIN_UNTRUSTED, ReportState::NoPlugin),
        FailureKind::Unusable => (&rules::PLUGIN_UNUSABLE, ReportState::NoPlugin),
        FailureKind::WrongAnswer => (&rules::PLUGIN_ANSWER, ReportState::Failed),
        _ => (&rules::PLUGIN_FAILED, ReportState::Failed),
    }
}

/// A place of the body by line and column, both from 1.
pub(super) fn body_place(document: &Document, line: u32, column: Option<u32>) -> Span {
    let body = document.body_text();
    let start = document.body.range().start;
    let mut at = 0;
    for _ in 1..line.max(1) {
        match body[at..].find('\n') {
            Some(end) => at += end + 1,
            None => break,
        }
    }
    let text = body[at..].lines().next().unwrap_or_default();
    let from = column.map_or(0, |column| {
        text.char_indices().nth(column.max(1) as usize - 1).map_or(text.len(), |(offset, _)| offset)
    });
    Span::new(start + at + from, start + at + text.len())
}

/// Text that stays text in Markdown.
fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => safe.push(' '),
            '*' | '_' | '[' | ']' | '<' | '>' | '\\' | '|' | '~' | '$' | '#' | '!' | '&' => {
                safe.push('\\');
                safe.push(character);
            }
            other => safe.push(other),
        }
    }
    safe
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
