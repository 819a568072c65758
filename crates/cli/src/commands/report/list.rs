//! `report list`: all reports, and how they stand.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::json;
use stratbook_engine::{LookOptions, ReportEntry};
use stratbook_model::ReportState;

use crate::arguments::{ReportFormat, ReportList};
use crate::commands::{Context, Outcome, today};
use crate::failure::Failure;
use crate::render::human::{BAD, QUIET, STRONG};
use crate::render::reports::{self, state_words};
use crate::text::{count, nearest};

pub(super) fn run(arguments: &ReportList, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    let options = LookOptions {
        clearance: arguments.scope.clearance.clone(),
        drafts: arguments.scope.drafts,
        today: today()?,
    };
    let mut entries = stratbook_engine::reports(&workspace, &options, &context.bar())?;
    if let Some(plugin) = &arguments.plugin {
        let known = workspace.host().0.plugins().iter().map(|known| known.manifest.id.as_str());
        let named: Vec<&str> = entries.iter().map(|entry| entry.plugin.as_str()).chain(known).collect();
        if !named.contains(&plugin.as_str()) {
            let failure = Failure::new(format!("there is no plugin `{plugin}`"));
            return Err(match nearest(plugin, named.into_iter()) {
                Some(near) => failure.hint(format!("did you mean `{near}`?")),
                None => failure.hint("`stratbook plugin list` shows which plugins there are"),
            });
        }
        entries.retain(|entry| entry.plugin == *plugin);
    }
    let text = match arguments.format {
        ReportFormat::Json => format!("{:#}\n", json!({ "reports": entries })),
        ReportFormat::Human if entries.is_empty() => {
            "there are no reports; `stratbook report new PLUGIN PATH` makes one\n".to_owned()
        }
        ReportFormat::Human => human(&entries, context.terminal.width()),
    };
    context.terminal.result(&text);
    Ok(Outcome::Done)
}

fn human(entries: &[ReportEntry], width: usize) -> String {
    let mut text = reports::table(entries, width);
    let overdue = entries.iter().filter(|entry| !entry.overdue.is_empty()).count();
    let mut failed: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.state != ReportState::Made) {
        *failed.entry(state_words(entry.state)).or_default() += 1;
    }
    let _ = write!(text, "\n{STRONG}{}{STRONG:#}", count(entries.len(), "report"));
    if overdue > 0 {
        let _ = write!(text, ", {BAD}{overdue} with something overdue{BAD:#}");
    }
    for (words, number) in &failed {
        let _ = write!(text, ", {BAD}{number} {words}{BAD:#}");
    }
    text.push('\n');
    if !failed.is_empty() {
        let _ = writeln!(text, "{QUIET}`stratbook check` says why reports could not be made{QUIET:#}");
    }
    text
}
