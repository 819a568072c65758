//! `serve`: builds once and shows the site.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use stratbook_engine::search::{Opened, Refresh, SearchOptions};
use stratbook_engine::{BuildOptions, Silent, Workspace};
use stratbook_search::{Language, Options, Query};
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
    };
    let search = SearchOptions {
        clearance: options.clearance.clone(),
        drafts: options.drafts,
        refresh: Refresh::Auto,
    };
    let report = stratbook_engine::build(&workspace, &options, &context.bar())?;
    build::tell(&report, context);
    let listen = Listen { host: arguments.host, port: arguments.port };
    let search = Asked::new(workspace, search);
    let server = Server::bind(Path::new(&report.out), base_path(base_url.as_deref()), listen)?
        .with_search(Arc::new(search));
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

/// What answers the search box of the served site: the index of the same documents, opened at the first question.
struct Asked {
    workspace: Workspace,
    options: SearchOptions,
    index: OnceLock<Result<Opened, String>>,
}

impl Asked {
    const fn new(workspace: Workspace, options: SearchOptions) -> Self {
        Self { workspace, options, index: OnceLock::new() }
    }
}

impl stratbook_server::Search for Asked {
    fn search(&self, query: &str, limit: Option<usize>, filters: &[String]) -> Result<String, String> {
        let config = self.workspace.config();
        let mut query = Query::parse(query, Language::of_tag(&config.language));
        for filter in filters {
            query.filter(filter)?;
        }
        let opened = self
            .index
            .get_or_init(|| {
                stratbook_engine::search::open(&self.workspace, &self.options, &Silent)
                    .map_err(|error| error.to_string())
            })
            .as_ref()
            .map_err(Clone::clone)?;
        let options = Options { limit: limit.unwrap_or(Options::default().limit), explain: false };
        let answer =
            opened.index.search(&query, &config.search, &options).map_err(|error| error.to_string())?;
        Ok(json::print(&answer))
    }
}

/// The path of an address: `https://example.org/handbook/` gives `/handbook/`.
fn base_path(base_url: Option<&str>) -> &str {
    let after_scheme = base_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    after_scheme.find('/').map_or("/", |at| &after_scheme[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_shown_where_it_will_live() {
        assert_eq!(base_path(None), "/");
        assert_eq!(base_path(Some("https://example.org/")), "/");
        assert_eq!(base_path(Some("https://example.org/a/b/")), "/a/b/");
        assert_eq!(base_path(Some("https://example.org")), "/");
    }
}
