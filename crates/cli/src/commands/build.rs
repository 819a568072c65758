//! `build`: the site, and in a few lines what is wrong with it.

use std::fmt::Write as _;

use stratbook_engine::{BuildOptions, BuildReport};
use stratbook_model::{Diagnostic, Severity};

use super::{Context, Outcome};
use crate::arguments::{Build, ReportFormat};
use crate::failure::Failure;
use crate::render::human::{self, BAD, GOOD, NAME, QUIET, WARN};
use crate::render::json;
use crate::text::{count, tame};

/// As many diagnostics are shown; a build is not a report.
const SHOWN: usize = 20;

pub(super) fn run(arguments: Build, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let (strict, deny_warnings, format) = (arguments.strict, arguments.deny_warnings, arguments.format);
    let report = build(arguments, context)?;
    match format {
        ReportFormat::Json => context.terminal.result(&json::build(&report)),
        ReportFormat::Human => tell(&report, context),
    }
    if strict || deny_warnings { Ok(Outcome::of(report.tally, deny_warnings)) } else { Ok(Outcome::Done) }
}

fn build(arguments: Build, context: &Context<'_>) -> Result<BuildReport, Failure> {
    let workspace = context.workspace()?;
    let options = BuildOptions {
        // A folder on the command line is meant from here; one in the configuration from the workspace.
        out: arguments.out.map(|out| context.here.join(out)),
        clearance: arguments.scope.clearance,
        base_url: arguments.base_url,
        drafts: arguments.scope.drafts,
        today: super::today()?,
        strict: arguments.strict,
    };
    Ok(stratbook_engine::build(&workspace, &options, &context.bar())?)
}

/// Says what was built and what is wrong with it.
pub(super) fn tell(report: &BuildReport, context: &mut Context<'_>) {
    let out = context.shown(&report.out);
    let width = context.terminal.width();
    context.terminal.say(&describe(report, &out, width));
}

fn describe(report: &BuildReport, out: &str, width: usize) -> String {
    let mut text = String::new();
    let check = human::command("stratbook check");
    // Errors before warnings; notes are for `check`.
    let of = |severity: Severity| report.diagnostics.iter().filter(move |found| found.severity == severity);
    let worth: Vec<&Diagnostic> = of(Severity::Error).chain(of(Severity::Warning)).collect();
    for found in worth.iter().take(SHOWN) {
        let _ = writeln!(text, "{}\n", human::diagnostic(found, width));
    }
    // The report holds the worst; how many there are, the tally knows.
    let more = (report.tally.error + report.tally.warning).saturating_sub(worth.len().min(SHOWN));
    if more > 0 {
        let _ = writeln!(text, "{QUIET}…{QUIET:#} and {more} more: run {check}\n");
    }
    let _ = writeln!(
        text,
        "{GOOD}built{GOOD:#} {} from {} in {} → {NAME}{out}{NAME:#} {QUIET}({} written, {} unchanged, {} removed){QUIET:#}",
        count(report.pages, "page"),
        count(report.documents, "document"),
        seconds(report.elapsed),
        report.written,
        report.unchanged,
        report.removed,
    );
    if let Some(level) = &report.highest_level {
        let _ = writeln!(text, "{QUIET}contains{QUIET:#} documents up to {NAME}{}{NAME:#}", tame(level));
    }
    let wrong = human::tally_words(report.tally);
    match (report.tally.error, report.tally.warning, report.tally.info) {
        (0, 0, 0) => {}
        (0, 0, _) => {
            let _ = writeln!(text, "{wrong}: run {check} to read them");
        }
        (errors, ..) => {
            let style = if errors > 0 { BAD } else { WARN };
            let _ = writeln!(text, "{style}found{style:#} {wrong}: run {check} to see all");
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// `0.21 s`, `12.4 s`, `2 min 5 s`.
fn seconds(elapsed: std::time::Duration) -> String {
    match elapsed.as_secs() {
        0..10 => format!("{:.2} s", elapsed.as_secs_f64()),
        10..60 => format!("{:.1} s", elapsed.as_secs_f64()),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::Duration;

    use stratbook_model::{Tally, rules};

    use super::*;
    use crate::render::samples;

    fn report(diagnostics: Vec<Diagnostic>) -> BuildReport {
        BuildReport {
            documents: 48,
            pages: 52,
            written: 12,
            unchanged: 40,
            removed: 0,
            tally: Tally::of(&diagnostics),
            diagnostics,
            elapsed: Duration::from_millis(214),
            highest_level: Some("Confidential".to_owned()),
            out: PathBuf::from("public"),
        }
    }

    fn plain(report: &BuildReport) -> String {
        anstream::adapter::strip_str(&describe(report, "public", 100)).to_string()
    }

    #[test]
    fn a_clean_build_is_two_lines() {
        insta::assert_snapshot!(plain(&report(Vec::new())), @"
        built 52 pages from 48 documents in 0.21 s → public (12 written, 40 unchanged, 0 removed)
        contains documents up to Confidential
        ");
    }

    #[test]
    fn errors_come_first_and_the_last_line_says_what_is_wrong() {
        insta::assert_snapshot!(plain(&report(samples::diagnostics())));
    }

    #[test]
    fn many_are_cut_short() {
        let many = vec![Diagnostic::new(&rules::ORPHAN, "note"); 5]
            .into_iter()
            .chain(vec![Diagnostic::new(&rules::UNKNOWN_RULE, "warning"); 57])
            .collect();
        let text = plain(&report(many));
        assert_eq!(text.matches("warning[SB0904]").count(), 20);
        assert!(text.contains("… and 37 more: run `stratbook check`\n"), "{text}");
        assert!(text.ends_with("found 57 warnings, 5 infos: run `stratbook check` to see all"), "{text}");
    }

    #[test]
    fn times_are_short() {
        let said = |millis| seconds(Duration::from_millis(millis));
        assert_eq!(
            [said(4), said(9_990), said(12_440), said(125_000)],
            ["0.00 s", "9.99 s", "12.4 s", "2 min 5 s"]
        );
    }
}
