//! For GitHub Actions: one workflow command a line, shown beside the changed lines of a pull request.

use std::fmt::Write as _;

use stratbook_model::{Diagnostic, Severity};

use super::Findings;

/// All of a check. `prefix` stands before every path: the workspace's folder within the repository, with its slash.
pub(crate) fn report(findings: &Findings<'_>, prefix: &str) -> String {
    let mut text = String::new();
    for found in findings.diagnostics {
        line(&mut text, found, prefix);
    }
    text
}

fn line(text: &mut String, found: &Diagnostic, prefix: &str) {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let _ = write!(text, "::{command} ");
    if let Some(place) = &found.place {
        let _ = write!(
            text,
            "file={},line={},col={}",
            property(&format!("{prefix}{}", place.file)),
            place.line,
            place.column
        );
        // GitHub drops the columns of a span over several lines.
        if place.end_line == place.line && place.end_column > place.column {
            let _ = write!(text, ",endLine={},endColumn={}", place.end_line, place.end_column);
        }
        text.push(',');
    }
    let title = format!("{} {}", found.rule.code, found.rule.name);
    let mut message = found.message.clone();
    for note in &found.notes {
        let _ = write!(message, "\nnote: {note}");
    }
    if let Some(hint) = &found.hint {
        let _ = write!(message, "\nhelp: {hint}");
    }
    let _ = writeln!(text, "title={}::{}", property(&title), escape(&message));
}

/// The text of a command: what would end it is escaped, so that no document can give commands of its own.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value: also without what separates properties.
fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples;

    #[test]
    fn every_diagnostic_is_one_command() {
        let diagnostics = samples::diagnostics();
        let text = report(&samples::findings(&diagnostics), "docs/");
        assert_eq!(text.lines().count(), diagnostics.len());
        assert!(text.lines().all(|line| line.starts_with("::")), "{text}");
        insta::assert_snapshot!(text);
    }
}
