//! `serve`: builds once and shows the site.

use std::path::Path;
use std::process::{Command, Stdio};

use stratbook_engine::BuildOptions;
use stratbook_server::{Listen, Server};

use super::{Context, Outcome, build};
use crate::arguments::Serve;
use crate::failure::Failure;
use crate::render::human::{GOOD, NAME, QUIET};

pub(super) fn run(arguments: Serve, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    let base_url = workspace.base_url(arguments.base_url.as_deref())?;
    let options = BuildOptions {
        out: arguments.out.map(|out| context.here.join(out)),
        clearance: arguments.scope.clearance,
        base_url: arguments.base_url,
        drafts: arguments.scope.drafts,
        today: context.today,
    };
    let report = stratbook_engine::build(&workspace, &options, &context.bar())?;
    build::tell(&report, context);
    let listen = Listen { host: arguments.host, port: arguments.port };
    let server = Server::bind(Path::new(&report.out), base_path(base_url.as_deref()), listen)?;
    let url = server.url();
    // The address is the result: a script can read it.
    context.terminal.result(&format!("{GOOD}serving{GOOD:#} {NAME}{url}{NAME:#}\n"));
    context.terminal.say(&format!("{QUIET}press Ctrl-C to stop{QUIET:#}"));
    if arguments.open && !open(&url) {
        context.terminal.say("no browser could be started");
    }
    server.run()?;
    Ok(Outcome::Done)
}

/// The path of an address: `https://example.org/handbook/` gives `/handbook/`.
fn base_path(base_url: Option<&str>) -> &str {
    let after_scheme = base_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    after_scheme.find('/').map_or("/", |at| &after_scheme[at..])
}

/// Shows an address in the user's browser.
fn open(url: &str) -> bool {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else {
        Command::new("xdg-open")
    };
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
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
