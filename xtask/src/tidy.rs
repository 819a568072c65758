//! `cargo xtask tidy`: the rules of the house that a machine can hold.
//!
//! Every rule is a function from a [`Tree`] to findings, so that it is tested on made-up trees. The layer table is the
//! one in ARCHITECTURE.md: the document is read, and is thereby true.

mod architecture;
mod layers;
mod manifests;
mod rules;
mod sources;
mod tree;

use std::fmt;

use crate::shell::{self, Failure, Outcome};
use tree::Tree;

/// Arguments of `cargo xtask tidy`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

/// Something that breaks a rule of the house.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    /// Counted from 1; 0 where the whole file is meant.
    line: usize,
    message: String,
}

impl Finding {
    fn new(path: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.into(), line, message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(formatter, "{}: {}", self.path, self.message),
            line => write!(formatter, "{}:{line}: {}", self.path, self.message),
        }
    }
}

/// Every check, in the order of the house style.
const CHECKS: &[fn(&Tree) -> Vec<Finding>] =
    &[layers::check, architecture::check, manifests::check, sources::check, rules::check];

/// Checks the workspace.
pub(crate) fn run(_: &Arguments) -> Outcome {
    let tree = Tree::read(&shell::root())?;
    let mut findings: Vec<_> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!(
                "tidy: {} files and {} packages, nothing to mend",
                tree.files.len(),
                tree.packages.len()
            );
            Ok(())
        }
        1 => Err(Failure("tidy: 1 finding".to_owned())),
        many => Err(Failure(format!("tidy: {many} findings"))),
    }
}
