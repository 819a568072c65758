//! `report show`: the page of a report, for the terminal.

use std::fmt::Write as _;

use stratbook_engine::blocks::{Block, Run};
use stratbook_engine::{FoundReport, ReportEntry};
use stratbook_model::ReportState;

use crate::arguments::ReportShow;
use crate::commands::{Context, Outcome};
use crate::failure::Failure;
use crate::render::human::{BAD, QUIET, STRONG};
use crate::render::markdown::{Look, page};
use crate::render::reports;
use crate::text::{tame, wrap};

pub(super) fn run(arguments: &ReportShow, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let report = super::find(&arguments.document, arguments.clearance.as_ref(), false, context)?;
    let look = Look { width: context.terminal.width(), links: context.terminal.links() };
    let text = text(&report, look);
    context.terminal.result(&text);
    if report.entry.state == ReportState::Made {
        return Ok(Outcome::Done);
    }
    super::say_why(&report, context);
    Ok(Outcome::ErrorsFound)
}

fn text(report: &FoundReport, look: Look) -> String {
    let mut text = String::new();
    let mut blocks = report.blocks.as_slice();
    if let [title @ Block::Heading { .. }, rest @ ..] = blocks {
        text.push_str(&page(std::slice::from_ref(title), look));
        blocks = rest;
    }
    text.push_str(&head(&report.entry, look.width));
    text.push('\n');
    // The summary, and a few facts of the document.
    if let [summary @ Block::Quote(_), rest @ ..] = blocks {
        text.push_str(&page(std::slice::from_ref(summary), look));
        text.push('\n');
        blocks = rest;
    }
    if let [Block::List { first: None, items }, rest @ ..] = blocks {
        let facts: Vec<String> = items.iter().filter_map(|item| words(&item.blocks)).collect();
        let _ = writeln!(text, "{QUIET}{}{QUIET:#}\n", wrap(&tame(&facts.join(" · ")), look.width, ""));
        blocks = rest;
    }
    text.push_str(&page(blocks, look));
    text
}

/// Status, headline, what is due and overdue.
fn head(entry: &ReportEntry, width: usize) -> String {
    let (status, style) = reports::status(entry);
    let mut text = format!("{style}{status}{style:#}");
    if !entry.headline.is_empty() {
        let lead = status.chars().count() + 2;
        let hang = " ".repeat(lead);
        let headline =
            wrap(&tame(&entry.headline), width.saturating_sub(lead), "").replace('\n', &format!("\n{hang}"));
        let _ = write!(text, "  {STRONG}{headline}{STRONG:#}");
    }
    let kind = if entry.rollup { "overview" } else { "report" };
    let _ = write!(text, "\n{QUIET}{kind} by {}", tame(&entry.plugin_name));
    if let Some(due) = &entry.due {
        let _ = write!(text, " · next: {}", tame(due));
    }
    let _ = writeln!(text, " · {}{QUIET:#}", tame(&entry.path));
    for overdue in &entry.overdue {
        let _ = writeln!(text, "{BAD}overdue:{BAD:#} {}", wrap(&tame(overdue), width, "    "));
    }
    text
}

fn words(blocks: &[Block]) -> Option<String> {
    match blocks {
        [Block::Paragraph(runs)] => Some(runs.iter().map(|run: &Run| run.text.as_str()).collect()),
        _ => None,
    }
}
