//! `serve`: builds once and shows the site.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use stratbook_engine::search::{self, Opened, Refresh, SearchOptions};
use stratbook_engine::{BuildOptions, EngineError, Silent, Workspace};
use stratbook_search::{IndexError, Language, Options, Query};
use stratbook_server::{Listen, Server};

use super::{Context, Outcome, build};
use crate::arguments::Serve;
use crate::failure::Failure;
use crate::opener;
use crate::render::human::{GOOD, NAME, QUIET};
use crate::render::json;

pub(super) fn run(arguments: Serve, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    let base_url = workspace.base_url(arguments.base_url.as_deref())?;
    let options = BuildOptions {
        out: arguments.out.map(|out| context.here.join(out)),
        clearance: arguments.scope.clearance,
        base_url: arguments.base_url,
        drafts: arguments.scope.drafts,
        today: super::today()?,
        strict: false,
    };
    let searched = SearchOptions {
        clearance: options.clearance.clone(),
        drafts: options.drafts,
        refresh: Refresh::Auto,
        today: || super::today().ok(),
    };
    let report = stratbook_engine::build(&workspace, &options, &context.bar())?;
    build::tell(&report, context);
    let listen = Listen { host: arguments.host, port: arguments.port };
    let asked = Arc::new(Asked::new(workspace, searched));
    // At once, so that it holds the documents whose pages were built; beside all else, as it may have to be made.
    drop(asked.begin());
    let server =
        Server::bind(Path::new(&report.out), base_path(base_url.as_deref()), listen)?.with_search(asked);
    let url = server.url();
    // The address is the result: a script can read it.
    context.terminal.result(&format!("{GOOD}serving{GOOD:#} {NAME}{url}{NAME:#}\n"));
    context.terminal.say(&format!("{QUIET}press Ctrl-C to stop{QUIET:#}"));
    if arguments.open && !opener::show(&url) {
        context.terminal.say("no browser could be started");
    }
    server.run()?;
    Ok(Outcome::Done)
}

/// What answers the search box of the served site: the index of the same documents, opened once. One that could not
/// be opened is tried again at the next question.
struct Asked {
    workspace: Workspace,
    options: SearchOptions,
    opened: Mutex<Option<Arc<Opened>>>,
}

impl Asked {
    const fn new(workspace: Workspace, options: SearchOptions) -> Self {
        Self { workspace, options, opened: Mutex::new(None) }
    }

    /// Opens the index on another thread. Whoever asks meanwhile waits for it.
    fn begin(self: &Arc<Self>) -> JoinHandle<()> {
        let asked = Arc::clone(self);
        std::thread::spawn(move || drop(asked.index(None)))
    }

    /// The index; `damaged` is one that could be opened and not read, and is made anew unless that was done since.
    fn index(&self, damaged: Option<&Arc<Opened>>) -> Result<Arc<Opened>, EngineError> {
        let mut held = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = match (&*held, damaged) {
            (Some(opened), Some(damaged)) if Arc::ptr_eq(opened, damaged) => {
                search::renew(&self.workspace, &self.options, &Silent)?
            }
            (Some(opened), _) => return Ok(Arc::clone(opened)),
            (None, _) => search::open(&self.workspace, &self.options, &Silent)?,
        };
        Ok(Arc::clone(held.insert(Arc::new(opened))))
    }
}

impl stratbook_server::Search for Asked {
    fn search(&self, query: &str, limit: Option<usize>, filters: &[String]) -> Result<String, String> {
        let config = self.workspace.config();
        let mut query = Query::parse(query, Language::of_tag(&config.language));
        for filter in filters {
            query.filter(filter)?;
        }
        let options = Options { limit: limit.unwrap_or(Options::default().limit), explain: false };
        let ask = |damaged: Option<&Arc<Opened>>| -> Result<_, EngineError> {
            let opened = self.index(damaged)?;
            let answer = opened.index.search(&query, &config.search, &options);
            Ok((opened, answer))
        };
        let answer = ask(None).and_then(|(opened, answer)| match answer {
            Err(IndexError::Damaged(_)) => Ok(ask(Some(&opened))?.1?),
            answer => Ok(answer?),
        });
        answer.map(|answer| json::print(&answer)).map_err(|error| error.to_string())
    }
}

/// The path of an address: `https://example.org/handbook/` gives `/handbook/`.
fn base_path(base_url: Option<&str>) -> &str {
    let after_scheme = base_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    after_scheme.find('/').map_or("/", |at| &after_scheme[at..])
}

#[cfg(test)]
mod tests {
    use std::fs;

    use stratbook_server::Search as _;

    use super::*;

    #[test]
    fn what_is_found_is_what_was_built() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        fs::write(content.join("old.md"), "# Old\n\nA wombat.\n").unwrap();
        let workspace = Workspace::find(Some(folder.path()), folder.path()).unwrap();
        let options =
            SearchOptions { clearance: None, drafts: false, refresh: Refresh::Auto, today: || None };
        let asked = Arc::new(Asked::new(workspace, options));
        asked.begin().join().unwrap();
        fs::write(content.join("new.md"), "# New\n\nA wombat.\n").unwrap();
        let answer = asked.search("wombat", None, &[]).unwrap();
        assert!(answer.contains("old.md") && !answer.contains("new.md"), "{answer}");
    }

    #[test]
    fn the_site_is_shown_where_it_will_live() {
        assert_eq!(base_path(None), "/");
        assert_eq!(base_path(Some("https://example.org/")), "/");
        assert_eq!(base_path(Some("https://example.org/a/b/")), "/a/b/");
        assert_eq!(base_path(Some("https://example.org")), "/");
    }
}
