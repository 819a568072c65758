//! What a program cost: time, and the most memory that it held.
//!
//! A program is started by a process of its own (`cargo xtask measure`), which has no other children: what the system
//! says of its children's memory is then about this one program, and what that one started.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use serde_json::{Value, json};

use super::MeasureArguments;
use crate::shell::{self, Context as _, Failure, Outcome};

/// What one run cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cost {
    pub(super) seconds: f64,
    /// Peak resident memory; `None` where the system does not tell.
    pub(super) megabytes: Option<f64>,
    /// Seconds of all cores together, which other programs on the machine hardly change.
    pub(super) processor: Option<f64>,
}

/// Runs the program and gives its cost. A program that fails has no cost.
pub(super) fn measure(program: &Path, arguments: &[&str], folder: &Path) -> Outcome<Cost> {
    start(program, arguments, folder, &[])
}

/// The same of a program that says with exit code 1 that it found nothing.
pub(super) fn measure_search(program: &Path, arguments: &[&str], folder: &Path) -> Outcome<Cost> {
    start(program, arguments, folder, &["--may-find-nothing"])
}

fn start(program: &Path, arguments: &[&str], folder: &Path, options: &[&str]) -> Outcome<Cost> {
    let own = env::current_exe().could_not("find this program")?;
    let report = folder.join(format!("measure-{}.json", std::process::id()));
    let mut command = Command::new(own);
    command
        .arg("measure")
        .args(options)
        .arg(&report)
        .arg("--")
        .arg(program)
        .args(arguments)
        .current_dir(folder);
    let output = command.stdin(Stdio::null()).output().could_not("start the measuring process")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last: Vec<_> = said.lines().rev().take(5).collect();
        let shown: Vec<_> = last.into_iter().rev().collect();
        return Err(Failure(format!(
            "`{} {}` failed: {}",
            program.display(),
            arguments.join(" "),
            shown.join("\n")
        )));
    }
    let text = fs::read_to_string(&report).could_not("read the measurement")?;
    fs::remove_file(&report).could_not("remove the measurement")?;
    let value: Value = serde_json::from_str(&text).could_not("read the measurement")?;
    let seconds =
        value["seconds"].as_f64().ok_or_else(|| Failure("the measurement has no time".to_owned()))?;
    Ok(Cost { seconds, megabytes: value["megabytes"].as_f64(), processor: value["processor"].as_f64() })
}

/// The measuring process itself.
pub(super) fn run(arguments: &MeasureArguments) -> Outcome {
    let mut command = Command::new(&arguments.program);
    command.args(&arguments.rest).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status().could_not(format!("start `{}`", shell::show(&command)))?;
    let seconds = start.elapsed().as_secs_f64();
    let found_nothing = arguments.may_find_nothing && status.code() == Some(1);
    if !(status.success() || found_nothing) {
        return Err(Failure(format!("`{}` failed ({status})", shell::show(&command))));
    }
    let (megabytes, processor) = used().unzip();
    let report = json!({ "seconds": seconds, "megabytes": megabytes, "processor": processor });
    fs::write(&arguments.report, report.to_string()).could_not("write the measurement")
}

/// Peak memory and processor time of the children that have ended.
#[cfg(unix)]
fn used() -> Option<(f64, f64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    // Kilobytes, but on Apple's systems bytes.
    let unit = if cfg!(target_vendor = "apple") { 1e6 } else { 1e6 / 1024.0 };
    let time = usage.user_time() + usage.system_time();
    Some((usage.max_rss() as f64 / unit, time.num_microseconds() as f64 / 1e6))
}

#[cfg(not(unix))]
fn used() -> Option<(f64, f64)> {
    None
}
