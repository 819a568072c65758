//! For programs: one JSON object.

use std::fmt::Write as _;

use serde::Serialize;
use stratbook_engine::BuildReport;
use stratbook_model::{Diagnostic, Severity, Tally};

use super::Findings;

/// A diagnostic as programs see it. Members are only ever added.
#[derive(Debug, Serialize)]
struct Found<'a> {
    code: &'static str,
    name: &'static str,
    group: &'static str,
    severity: Severity,
    /// Relative to the workspace; `null` where no file is concerned.
    path: Option<&'a str>,
    /// From 1.
    line: Option<u32>,
    /// From 1, in characters.
    column: Option<u32>,
    end_line: Option<u32>,
    /// One past the last character.
    end_column: Option<u32>,
    message: &'a str,
    hint: Option<&'a str>,
    notes: &'a [String],
    /// What `check --fix` would do.
    fix: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Report<'a> {
    diagnostics: Vec<Found<'a>>,
    summary: Summary,
}

#[derive(Debug, Serialize)]
struct Summary {
    #[serde(flatten)]
    tally: Tally,
    documents: usize,
}

#[derive(Debug, Serialize)]
struct Build<'a> {
    documents: usize,
    pages: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
    diagnostics: Tally,
    elapsed_ms: u64,
    highest_level: Option<&'a str>,
    out: String,
}

/// All of a check.
pub(crate) fn report(findings: &Findings<'_>) -> String {
    let diagnostics = findings.diagnostics.iter().map(found).collect();
    let summary = Summary { tally: findings.tally, documents: findings.documents };
    print(&Report { diagnostics, summary })
}

/// What a build did.
pub(crate) fn build(report: &BuildReport) -> String {
    print(&Build {
        documents: report.documents,
        pages: report.pages,
        written: report.written,
        unchanged: report.unchanged,
        removed: report.removed,
        diagnostics: report.tally,
        elapsed_ms: u64::try_from(report.elapsed.as_millis()).unwrap_or(u64::MAX),
        highest_level: report.highest_level.as_deref(),
        out: report.out.to_string_lossy().into_owned(),
    })
}

/// Any value, indented, with a line feed at the end.
///
/// Control characters are escaped by JSON itself, except for those from U+007F on; those are escaped here, so that the
/// text can be shown on a terminal.
pub(crate) fn print(value: &impl Serialize) -> String {
    // Only maps with keys that are no text cannot be written, and there are none.
    let json = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut text = String::with_capacity(json.len() + 1);
    for character in json.chars() {
        if matches!(character, '\u{7f}'..='\u{9f}') {
            let _ = write!(text, "\\u{:04x}", u32::from(character));
        } else {
            text.push(character);
        }
    }
    text.push('\n');
    text
}

fn found(diagnostic: &Diagnostic) -> Found<'_> {
    let place = diagnostic.place.as_ref();
    Found {
        code: diagnostic.rule.code,
        name: diagnostic.rule.name,
        group: diagnostic.rule.group,
        severity: diagnostic.severity,
        path: place.map(|place| &*place.file),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        end_line: place.map(|place| place.end_line),
        end_column: place.map(|place| place.end_column),
        message: &diagnostic.message,
        hint: diagnostic.hint.as_deref(),
        notes: &diagnostic.notes,
        fix: diagnostic.fix.as_ref().map(|fix| fix.title.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples;

    #[test]
    fn the_shape_is_a_contract() {
        let diagnostics = samples::diagnostics();
        insta::assert_snapshot!(report(&samples::findings(&diagnostics)));
    }

    #[test]
    fn it_is_json_whatever_the_text() {
        let text = print(&"a\u{9b}31m\u{1b}\"");
        assert!(!text.contains('\u{9b}') && !text.contains('\u{1b}'));
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), "a\u{9b}31m\u{1b}\"");
    }
}
