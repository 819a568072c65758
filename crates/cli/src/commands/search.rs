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
    if arguments.open && arguments.limit == Some(0) {
        return Err(Failure::new("there is nothing to open in no answer").hint("leave out `--limit 0`"));
    }
    let queries = queries(arguments, language(&workspace))?;
    let options = Options { limit: arguments.limit.unwrap_or(10), explain: arguments.explain };
    let settings = &workspace.config().search;
    let (answer, query) = ask(arguments, &workspace, context, |index| {
        if let Some(filter) = &queries.filter {
            let answer = index.search(filter, settings, &options)?;
            if answer.total > 0 {
                return Ok((answer, filter));
            }
        }
        Ok((index.search(&queries.question, settings, &options)?, &queries.question))
    })?;
    for hint in &answer.hints {
        context.terminal.say(&format!("{QUIET}{}{QUIET:#}", tame(hint)));
    }
    context.terminal.result(&match arguments.format {
        SearchFormat::Json => json::print(&answer),
        SearchFormat::Paths => paths(&answer, context.terminal.shown()),
        SearchFormat::Human => {
            let links = context.terminal.links().then(|| workspace.root());
            render::search::answer(&answer, query, context.terminal.width(), links)
        }
    });
    if answer.total == 0 {
        return Ok(Outcome::NothingFound);
    }
    if arguments.open
        && let Some(first) = answer.hits.first()
    {
        context.terminal.flush();
        opener::edit(&workspace.root().join(&first.file), first.line).map_err(|reason| {
            Failure::new(format!("`{}` could not be opened: {reason}", first.file))
                .hint("name an editor in the variable `VISUAL` or `EDITOR`")
        })?;
    }
    Ok(Outcome::Done)
}

/// What can be meant by what was typed.
struct Queries {
    /// The question as it stands.
    question: Query,
    /// One filter, if it lets through any document; then it is meant.
    filter: Option<Query>,
}

fn queries(arguments: &Search, language: Language) -> Result<Queries, Failure> {
    let parse = |text: &str| -> Result<Query, Failure> {
        let mut query = Query::parse(text, language);
        for filter in &arguments.filters {
            query.filter(filter).map_err(Failure::new)?;
        }
        Ok(query)
    };
    Ok(Queries {
        question: parse(&typed::question(&arguments.query))?,
        filter: typed::one_filter(&arguments.query, language).map(|text| parse(&text)).transpose()?,
    })
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
