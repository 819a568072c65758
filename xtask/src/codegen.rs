//! `cargo xtask codegen`: the reference pages of the bundled handbook, written from the code.
//!
//! The writing is done by the package in `xtask/reference`, which depends on the crates that the pages describe; the
//! other tasks thereby work without compiling them.

use crate::shell::{self, Outcome};

/// Arguments of `cargo xtask codegen`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail where a page is not what the code says
    #[arg(long)]
    pub(crate) check: bool,
}

/// Writes or checks the pages.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut command = shell::cargo();
    command.args(["run", "--quiet", "--package", "xtask-reference", "--", "pages"]);
    command.arg(shell::root().join("content").join("reference"));
    if arguments.check {
        command.arg("--check");
    }
    shell::run(&mut command)
}
