//! The `stratbook` command: arguments in, engine called, words out.
//!
//! This crate knows terminals, formats and exit codes. It decides nothing about content: what is wrong with a document
//! arrives as a diagnostic, and what is done about it is the engine's work.

mod arguments;
mod bundled;
mod commands;
mod failure;
mod opener;
mod progress;
mod render;
mod terminal;
mod text;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

use arguments::Arguments;
use commands::{Context, Outcome};
use terminal::Terminal;

/// The first argument that makes this program the process that a plugin runs in. People do not type it.
const WORKER: &str = "plugin-worker";

/// The whole command line, for man pages, completions and the reference.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Runs the command and gives its exit code: 0 done, 1 errors or nothing found, 2 it could not run.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut arguments = arguments.into_iter().peekable();
    let program = arguments.next();
    if arguments.peek().is_some_and(|first| first == WORKER) {
        arguments.next();
        stratbook_host::worker_main(arguments, &bundled::plugins());
    }
    let arguments: Vec<OsString> = program.into_iter().chain(arguments).collect();
    let matches = command().try_get_matches_from(commands::typed::mark(&command(), arguments));
    let parsed = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(parsed) => parsed,
        Err(error) => {
            // Help and version come this way too, with code 0. Nothing can be done where even this cannot be printed.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let mut terminal = Terminal::of_process(parsed.global.color, parsed.global.quiet);
    let outcome = Context::of_process(&parsed.global, &mut terminal)
        .and_then(|mut context| commands::execute(parsed.command, &mut context));
    let code = match outcome {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::ErrorsFound | Outcome::NothingFound) => 1,
        Err(failure) => {
            failure.print(&mut terminal);
            2
        }
    };
    // What could not be written was not done, unless the reader went away by itself.
    ExitCode::from(if terminal.finish() { code } else { 2 })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_consistent() {
        super::command().debug_assert();
    }
}
