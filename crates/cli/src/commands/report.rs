//! `report`: what is done with reports beside building them into the site.

mod data;
mod export;
mod list;
mod new;
mod show;

use stratbook_engine::{FoundReport, LookOptions, ReportOutcome};
use stratbook_model::ReportState;

use super::{Context, Outcome};
use crate::arguments::Report;
use crate::failure::Failure;
use crate::render::human::diagnostic;

pub(super) fn run(arguments: &Report, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    match arguments {
        Report::New(arguments) => new::run(arguments, context),
        Report::List(arguments) => list::run(arguments, context),
        Report::Show(arguments) => show::run(arguments, context),
        Report::Data(arguments) => data::run(arguments, context),
        Report::Export(arguments) => export::run(arguments, context),
    }
}

/// The report of a document.
fn find(
    name: &str,
    clearance: Option<&String>,
    standalone: bool,
    context: &Context<'_>,
) -> Result<Box<FoundReport>, Failure> {
    let workspace = context.workspace()?;
    let options = LookOptions { clearance: clearance.cloned(), drafts: true, today: super::today()? };
    let name = &context.document_name(name, &workspace)?;
    match stratbook_engine::report(&workspace, name, &options, standalone, &context.bar())? {
        ReportOutcome::Found(report) => Ok(report),
        ReportOutcome::NoReport(path) => Err(Failure::new(format!("`{path}` is no report"))
            .hint("its front matter names no plugin; `stratbook report list` shows all reports")),
        ReportOutcome::Ambiguous(paths) => Err(super::ambiguous(name, &paths)),
        ReportOutcome::Unknown(near) => Err(super::unknown(name, &near)),
    }
}

/// Says on standard error why a report could not be made.
fn say_why(report: &FoundReport, context: &mut Context<'_>) {
    let width = context.terminal.width();
    let reasons = report.reasons();
    for reason in &reasons {
        context.terminal.always(&diagnostic(reason, width));
        context.terminal.always("");
    }
    let path = &report.entry.path;
    let why = match report.entry.state {
        ReportState::Made => {
            return Failure::new(format!("the report of `{path}` has no numbers")).print(context.terminal);
        }
        ReportState::WrongInputs => "its inputs are wrong",
        ReportState::NoPlugin => "its plugin cannot run",
        ReportState::Failed => "its plugin failed",
    };
    let message = format!("the report of `{path}` could not be made: {why}");
    let hint = reasons.is_empty().then(|| "`stratbook check` says more".to_owned());
    Failure { message, hint, diagnostics: Vec::new() }.print(context.terminal);
}
