//! `cargo xtask ci`: exactly what CI runs, to be run before a push.

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::shell::{self, Failure, Outcome};
use crate::{codegen, licences, suite, tidy};

/// Arguments of `cargo xtask ci`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Run these steps only (by name, as the closing table shows them)
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

struct Step {
    name: &'static str,
    run: fn() -> Outcome,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", run: || shell::run(shell::cargo().args(["fmt", "--all", "--check"])) },
    Step { name: "tidy", run: || tidy::run(&tidy::Arguments {}) },
    Step { name: "licences", run: || licences::run(&licences::Arguments {}) },
    Step { name: "clippy", run: clippy },
    Step { name: "doc", run: doc },
    Step { name: "codegen", run: || codegen::run(&codegen::Arguments { check: true }) },
    Step { name: "handbook", run: handbook },
    // Last, so that the output ends with the tests' own summary and our table.
    Step { name: "test", run: || suite::run(&suite::Arguments::everything()) },
];

struct Result {
    name: &'static str,
    elapsed: Duration,
    outcome: Outcome,
}

/// Runs every step, also after a failure, and fails at the end when one of them did.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    if let Some(unknown) = arguments.only.iter().find(|name| !STEPS.iter().any(|step| step.name == **name)) {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        return Err(Failure(format!("no step is named `{unknown}`; there are {}", names.join(", "))));
    }
    let chosen = STEPS
        .iter()
        .filter(|step| arguments.only.is_empty() || arguments.only.iter().any(|name| name == step.name));
    let mut results = Vec::new();
    for step in chosen {
        println!("\n── {} ──", step.name);
        let start = Instant::now();
        let outcome = (step.run)();
        if let Err(failure) = &outcome {
            println!("{failure}");
        }
        let elapsed = start.elapsed();
        println!("{}: {} in {:.1} s", step.name, verdict(&outcome), elapsed.as_secs_f64());
        results.push(Result { name: step.name, elapsed, outcome });
    }
    println!("\n{}", table(&results));
    match results.iter().filter(|result| result.outcome.is_err()).count() {
        0 => Ok(()),
        failed => Err(Failure(format!("{failed} of {} steps failed", results.len()))),
    }
}

fn clippy() -> Outcome {
    shell::run(shell::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]))
}

fn doc() -> Outcome {
    let mut command = shell::cargo();
    command.args(["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"]);
    shell::run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

/// The bundled handbook is checked by the command under review; its warnings count as errors.
fn handbook() -> Outcome {
    let mut command = Command::new(suite::build_binary()?);
    // Judged by the day of the last commit: a review that falls due later must not fail an old commit.
    let committed =
        Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(shell::root()).output();
    if let Some(seconds) = committed.ok().and_then(|output| String::from_utf8(output.stdout).ok())
        && !seconds.trim().is_empty()
    {
        command.env("SOURCE_DATE_EPOCH", seconds.trim());
    }
    shell::run(command.arg("-C").arg(shell::root()).args(["check", "--deny-warnings"]))
}

const fn verdict(outcome: &Outcome) -> &'static str {
    if outcome.is_ok() { "ok" } else { "FAILED" }
}

fn table(results: &[Result]) -> String {
    let mut text = String::from("step       result     time\n");
    for Result { name, elapsed, outcome } in results {
        let _ = writeln!(text, "{name:<10} {:<6} {:>6.1} s", verdict(outcome), elapsed.as_secs_f64());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_shows_each_step_and_its_verdict() {
        let results = [
            Result { name: "fmt", elapsed: Duration::from_millis(1250), outcome: Ok(()) },
            Result { name: "test", elapsed: Duration::from_secs(75), outcome: Err(Failure(String::new())) },
        ];
        assert_eq!(
            table(&results),
            "step       result     time\nfmt        ok        1.2 s\ntest       FAILED   75.0 s\n"
        );
    }

    #[test]
    fn an_unknown_step_is_refused() {
        let failure = run(&Arguments { only: vec!["lint".to_owned()] }).unwrap_err();
        assert!(
            failure.to_string().starts_with("no step is named `lint`; there are fmt, tidy,"),
            "{failure}"
        );
    }
}
