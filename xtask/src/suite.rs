//! `cargo xtask test`: the whole suite, on any machine with Rust.
//!
//! The browser tests find their browser themselves and pass without doing anything where there is none; this module
//! says so before the run, so that nobody takes a green run for a full one.

use std::path::PathBuf;

use crate::shell::{self, Outcome};

/// Arguments of `cargo xtask test`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Leave the documentation tests out
    #[arg(long)]
    no_doc: bool,
    /// Passed on to cargo-nextest or `cargo test`, such as a filter
    #[arg(last = true)]
    rest: Vec<String>,
}

impl Arguments {
    /// Everything, as CI runs it.
    pub(crate) const fn everything() -> Self {
        Self { no_doc: false, rest: Vec::new() }
    }
}

/// Runs the suite: all crates, the end-to-end tests, the documentation tests.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    say_what_is_skipped();
    let binary = build_binary()?;
    let mut failures = Vec::new();

    let mut suite = shell::cargo();
    if shell::answers("cargo", &["nextest", "--version"]) {
        suite.args(["nextest", "run", "--workspace", "--no-fail-fast"]).args(&arguments.rest);
    } else {
        println!("cargo-nextest is not installed: using `cargo test`");
        suite
            .args(["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"])
            .args(&arguments.rest);
    }
    failures.extend(shell::run(suite.env("STRATBOOK_BIN", &binary)).err());

    // A filter names unit or end-to-end tests: the documentation tests would all be filtered out anyway.
    if !arguments.no_doc && arguments.rest.is_empty() {
        let mut doc = shell::cargo();
        doc.args(["test", "--workspace", "--doc", "--no-fail-fast", "--quiet"]).env("STRATBOOK_BIN", &binary);
        failures.extend(shell::run(&mut doc).err());
    }
    say_what_is_skipped();
    match failures.into_iter().reduce(|first, second| shell::Failure(format!("{first}; {second}"))) {
        None => Ok(()),
        Some(failure) => Err(failure),
    }
}

/// Builds the command and gives its path, for the tests that drive it.
pub(crate) fn build_binary() -> Outcome<PathBuf> {
    shell::run(shell::cargo().args([
        "build",
        "--quiet",
        "--package",
        "stratbook-cli",
        "--bin",
        "stratbook",
    ]))?;
    let name = if cfg!(windows) { "stratbook.exe" } else { "stratbook" };
    Ok(shell::target_dir().join("debug").join(name))
}

fn say_what_is_skipped() {
    let Some(browser) = shell::browser() else {
        println!("SKIPPED browser tests: no Chromium found (install chromium, or name one in $CHROME)");
        return;
    };
    println!("browser tests use {}", browser.display());
    if std::env::var_os("AXE_CORE_JS").is_none() {
        println!(
            "SKIPPED accessibility tests: $AXE_CORE_JS does not name a copy of axe-core (`npm pack axe-core` has one)"
        );
    }
}
