//! `cargo xtask`: what developers and CI do with this repository, one module a command.
//!
//! Nothing here needs more than Rust; what uses other tools (nextest, Chromium, Hugo) says so when it has to do without.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "tasks talk to the person who started them")]

mod bench;
mod ci;
mod codegen;
mod corpus;
mod dist;
mod eval_data;
mod licences;
mod screenshots;
mod shell;
mod suite;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Development tasks of Stratbook.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run the whole test suite
    Test(suite::Arguments),
    /// Run everything that CI runs
    Ci(ci::Arguments),
    /// Hold the sources against the rules of the house
    Tidy(tidy::Arguments),
    /// Check licences, sources and advisories of all dependencies
    Licences(licences::Arguments),
    /// Make a folder of realistic documents
    GenCorpus(corpus::Arguments),
    /// Make search questions from a folder of documents
    GenEval(eval_data::Arguments),
    /// Measure builds beside Hugo and beside the floor
    Bench(bench::Arguments),
    /// Run a command and print what it cost (used by `bench`)
    #[command(hide = true)]
    Measure(bench::MeasureArguments),
    /// Write the reference pages of the bundled handbook
    Codegen(codegen::Arguments),
    /// Make a release: binary, man pages, completions, licences
    Dist(dist::Arguments),
    /// Take the screenshots of the README
    Screenshots(screenshots::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Test(arguments) => suite::run(&arguments),
        Task::Ci(arguments) => ci::run(&arguments),
        Task::Tidy(arguments) => tidy::run(&arguments),
        Task::Licences(arguments) => licences::run(&arguments),
        Task::GenCorpus(arguments) => corpus::run(&arguments),
        Task::GenEval(arguments) => eval_data::run(&arguments),
        Task::Bench(arguments) => bench::run(&arguments),
        Task::Measure(arguments) => bench::measure(&arguments),
        Task::Codegen(arguments) => codegen::run(&arguments),
        Task::Dist(arguments) => dist::run(&arguments),
        Task::Screenshots(arguments) => screenshots::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
