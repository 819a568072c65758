//! `plugin check`: a scorecard.

use std::fmt::Write as _;

use stratbook_engine::conformance::{Mark, Scorecard, conformance};

use super::find;
use crate::arguments::{PluginCheck, ReportFormat};
use crate::commands::{Context, Outcome, today};
use crate::failure::Failure;
use crate::render::human::{BAD, GOOD, QUIET, STRONG, WARN};
use crate::text::{count, tame};

pub(super) fn run(arguments: &PluginCheck, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    find(workspace.host().0, &arguments.id)?;
    let card = conformance(&workspace, &arguments.id, today()?).map_err(|failure| {
        let message = Failure::new(failure.message);
        match failure.hint {
            Some(hint) => message.hint(hint),
            None => message,
        }
    })?;
    let text = match arguments.format {
        ReportFormat::Json => format!("{:#}\n", serde_json::json!(card)),
        ReportFormat::Human => human(&card),
    };
    context.terminal.result(&text);
    Ok(if card.worst() == Mark::Failed { Outcome::ErrorsFound } else { Outcome::Done })
}

fn human(card: &Scorecard) -> String {
    let mut text = String::new();
    for trial in &card.trials {
        let _ = match trial.mark {
            Mark::Passed => write!(text, "{GOOD}passed{GOOD:#} "),
            Mark::Skipped => write!(text, "{QUIET}skipped{QUIET:#}"),
            Mark::Warned => write!(text, "{WARN}look{WARN:#}   "),
            Mark::Failed => write!(text, "{BAD}failed{BAD:#} "),
        };
        let _ = writeln!(text, " {}", trial.name);
        for seen in trial.seen.iter().take(12) {
            let _ = writeln!(text, "        {QUIET}{}{QUIET:#}", tame(seen));
        }
        if trial.seen.len() > 12 {
            let _ = writeln!(text, "        {QUIET}and {} more{QUIET:#}", trial.seen.len() - 12);
        }
    }
    let of = |mark| card.trials.iter().filter(|trial| trial.mark == mark).count();
    let failed = of(Mark::Failed);
    let verdict = if failed == 0 {
        "stands everything that was tried".to_owned()
    } else {
        count(failed, "trial") + " failed"
    };
    let _ = writeln!(
        text,
        "\n{STRONG}{}{STRONG:#}: {} of {} passed, {verdict}",
        card.id,
        of(Mark::Passed),
        card.trials.len()
    );
    text
}
