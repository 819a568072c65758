//! `report data`: the numbers of a report.

use crate::arguments::ReportData;
use crate::commands::{Context, Outcome};
use crate::failure::Failure;

pub(super) fn run(arguments: &ReportData, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let report = super::find(&arguments.document, arguments.clearance.as_ref(), false, context)?;
    let Some(json) = &report.json else {
        super::say_why(&report, context);
        return Ok(Outcome::ErrorsFound);
    };
    context.terminal.result(&String::from_utf8_lossy(json));
    Ok(Outcome::Done)
}
