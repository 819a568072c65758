//! `search`: the section that answers a question.

mod evaluate;
mod interactive;

use stratbook_engine::Workspace;
use stratbook_engine::search::{self, Opened, Refresh, SearchOptions};
use stratbook_search::{Answer, Index, IndexError, Language, Options, Query};

use super::{Context, Outcome, typed};
use crate::arguments::{self, Search, SearchFormat};
use crate::failure::Failure;
use crate::opener;
use crate::render::human::QUIET;
use crate::render::{self, json};
use crate::text::tame;

pub(super) fn run(arguments: &Search, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    if let Some(file) = &arguments.eval {
        return evaluate::run(arguments, &context.here.join(file), &workspace, context);
    }
    if arguments.query.is_empty() && arguments.filters.is_empty() {
        if context.terminal.full_screen() && arguments.format == SearchFormat::Human {
            return interactive::run(arguments, &workspace, context);
        }
        return Err(Failure::new("there is no question").hint("ask one: `stratbook search how do we begin`"));
    }
    let mut query = Query::parse(&typed::question(&arguments.query), language(&workspace));
    for filter in &arguments.filters {
        query.filter(filter).map_err(Failure::new)?;
    }
    let options = Options { limit: arguments.limit.unwrap_or(10).max(1), explain: arguments.explain };
    let settings = &workspace.config().search;
    let answer = ask(arguments, &workspace, context, |index| index.search(&query, settings, &options))?;
    for hint in &answer.hints {
        context.terminal.say(&format!("{QUIET}{}{QUIET:#}", tame(hint)));
    }
    context.terminal.result(&match arguments.format {
        SearchFormat::Json => json::print(&answer),
        SearchFormat::Paths => paths(&answer, context.terminal.shown()),
        SearchFormat::Human => {
            let links = context.terminal.links().then(|| workspace.root());
            render::search::answer(&answer, &query, context.terminal.width(), links)
        }
    });
    let Some(first) = answer.hits.first() else { return Ok(Outcome::NothingFound) };
    if arguments.open {
        context.terminal.flush();
        opener::edit(&workspace.root().join(&first.file), first.line).map_err(|reason| {
            Failure::new(format!("`{}` could not be opened: {reason}", first.file))
                .hint("name an editor in the variable `VISUAL` or `EDITOR`")
        })?;
    }
    Ok(Outcome::Done)
}

/// Asks the index, brought up to date, and says what is to be known of it.
fn ask<A: Send>(
    arguments: &Search,
    workspace: &Workspace,
    context: &mut Context<'_>,
    question: impl Fn(&Index) -> Result<A, IndexError> + Sync,
) -> Result<A, Failure> {
    let asked = search::answer(workspace, &scope(arguments), &context.bar(), question)?;
    say(&asked.notes, context);
    Ok(asked.answer)
}

/// The index, up to date, with what is to be known of it said.
fn open(arguments: &Search, workspace: &Workspace, context: &mut Context<'_>) -> Result<Opened, Failure> {
    let opened = search::open(workspace, &scope(arguments), &context.bar())?;
    say(&opened.notes, context);
    Ok(opened)
}

fn say(notes: &[String], context: &mut Context<'_>) {
    for note in notes {
        context.terminal.say(&format!("{QUIET}{}{QUIET:#}", tame(note)));
    }
}

/// What is searched.
fn scope(arguments: &Search) -> SearchOptions {
    SearchOptions {
        clearance: arguments.scope.clearance.clone(),
        drafts: arguments.scope.drafts,
        refresh: match arguments.refresh {
            arguments::Refresh::Auto => Refresh::Auto,
            arguments::Refresh::Never => Refresh::Never,
        },
        today: || super::today().ok(),
    }
}

fn language(workspace: &Workspace) -> Language {
    Language::of_tag(&workspace.config().language)
}

/// One file a line. For a program they stay as they are; on a screen none may steer it.
fn paths(answer: &Answer, shown: bool) -> String {
    let line = |file: &str| if shown { tame(file) } else { file.to_owned() } + "\n";
    answer.hits.iter().map(|hit| line(&hit.file)).collect()
}
