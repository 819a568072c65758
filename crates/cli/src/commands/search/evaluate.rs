//! `search --eval`: how good the answers are.

use std::path::Path;

use stratbook_engine::Workspace;
use stratbook_search::eval;

use super::{ask, language};
use crate::arguments::{Search, SearchFormat};
use crate::commands::{Context, Outcome};
use crate::failure::Failure;
use crate::render::{json, search};
use crate::text::{count, tame};

/// As many lines that cannot be read are told one by one.
const TOLD: usize = 10;

pub(super) fn run(
    arguments: &Search,
    file: &Path,
    workspace: &Workspace,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    let shown = context.shown(file);
    let bytes = std::fs::read(file).map_err(|error| Failure::system(format!("read `{shown}`"), &error))?;
    let (questions, unread) = eval::read(&String::from_utf8_lossy(&bytes));
    for line in unread.iter().take(TOLD) {
        context.terminal.say(&format!("{shown}: {}", tame(line)));
    }
    if unread.len() > TOLD {
        context.terminal.say(&format!("{shown}: {} more cannot be read", count(unread.len() - TOLD, "line")));
    }
    if questions.is_empty() {
        return Err(Failure::new(format!("there is no question in `{shown}`"))
            .hint("write one a line: `{\"query\": \"how do we begin\", \"path\": \"start/index.md\"}`"));
    }
    let settings = &workspace.config().search;
    let report = ask(arguments, workspace, context, |index| {
        eval::evaluate(index, language(workspace), settings, &questions)
    })?;
    if let Some(first) = report.unknown.first() {
        let path = questions.iter().find(|question| question.line == *first).map_or("", |found| &found.path);
        let lines = match report.unknown.len() {
            1 => "1 line names a document that is".to_owned(),
            more => format!("{more} lines name a document that is"),
        };
        context
            .terminal
            .say(&format!("{shown}: {lines} not in the index, first line {first}: `{}`", tame(path)));
    }
    context.terminal.result(&match arguments.format {
        SearchFormat::Json => json::print(&report),
        SearchFormat::Human | SearchFormat::Paths => search::report(&report, context.terminal.width()),
    });
    Ok(Outcome::Done)
}
