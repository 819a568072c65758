//! `cargo xtask codegen`: the reference pages of the bundled handbook and the published schemas, written from the code.
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

/// Writes or checks the pages, and the schemas of what plugins are told.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let root = shell::root();
    for (task, folder) in
        [("pages", root.join("content").join("reference")), ("schemas", root.join("crates/plugin/schemas"))]
    {
        let mut command = shell::cargo();
        command.args(["run", "--quiet", "--package", "xtask-reference", "--", task]).arg(folder);
        if arguments.check {
            command.arg("--check");
        }
        shell::run(&mut command)?;
    }
    Ok(())
}
