//! `check`: everything that is wrong.

use std::path::Path;

use stratbook_engine::{CheckOptions, CheckReport, Workspace};

use super::{Context, Outcome, fix};
use crate::arguments::{Check, CheckFormat};
use crate::failure::Failure;
use crate::render::{Findings, github, human, json, sarif};

pub(super) fn run(arguments: &Check, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    let options = CheckOptions {
        clearance: arguments.scope.clearance.clone(),
        drafts: arguments.scope.drafts,
        today: super::today()?,
    };
    let mut report = look(&workspace, &options, context)?;
    if arguments.fix {
        report = fix::run(arguments, &workspace, &options, report, context)?;
    }
    let findings =
        Findings { diagnostics: &report.diagnostics, tally: report.tally, documents: report.documents };
    let text = match arguments.format {
        CheckFormat::Human => human_text(&findings, context),
        CheckFormat::Json => json::report(&findings),
        CheckFormat::Sarif => sarif::report(&findings),
        CheckFormat::Github => github::report(&findings, &within_repository(workspace.root())),
    };
    context.terminal.result(&text);
    Ok(Outcome::of(report.tally, arguments.deny_warnings))
}

/// One look at the workspace.
pub(super) fn look(
    workspace: &Workspace,
    options: &CheckOptions,
    context: &Context<'_>,
) -> Result<CheckReport, Failure> {
    Ok(stratbook_engine::check(workspace, options, &context.bar())?)
}

fn human_text(findings: &Findings<'_>, context: &Context<'_>) -> String {
    let width = context.terminal.width();
    if !context.terminal.quiet() {
        return human::report(findings, width);
    }
    findings.diagnostics.iter().map(|found| human::diagnostic(found, width) + "\n\n").collect()
}

/// Where the workspace lies in the repository that GitHub checked out: its annotations go by paths from there.
fn within_repository(root: &Path) -> String {
    let repository =
        std::env::var_os("GITHUB_WORKSPACE").and_then(|path| Path::new(&path).canonicalize().ok());
    let below = repository.and_then(|repository| root.strip_prefix(repository).ok().map(Path::to_path_buf));
    match below.map(|below| below.to_string_lossy().replace('\\', "/")) {
        Some(below) if !below.is_empty() => format!("{below}/"),
        _ => String::new(),
    }
}
