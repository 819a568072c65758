//! `completions`: a script for the user's shell.

use super::{Context, Outcome};
use crate::arguments::Completions;
use crate::failure::Failure;

#[expect(clippy::unnecessary_wraps, reason = "all commands have one signature")]
pub(super) fn run(arguments: &Completions, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::command(), "stratbook", &mut script);
    context.terminal.result(&String::from_utf8_lossy(&script));
    Ok(Outcome::Done)
}
