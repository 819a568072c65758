//! Plugins: what a report costs in process and through a worker, what starting a worker costs, and what the cache saves.
//!
//! The same plugin, from the same sources, is called in both ways: bundled, and as a shared library that the workspace
//! brings along in its place.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::measure::{self, Cost};
use super::table::{self, Row, times};
use super::workspace::{SETTINGS, remove};
use crate::shell::{self, Context as _, Outcome};

/// The plugin that is measured.
const PLUGIN: &str = "smart";

/// Reports of one plugin, and who makes them.
pub(super) struct Contest<'a> {
    pub(super) binary: &'a Path,
    pub(super) folder: &'a Path,
    /// How many reports there are.
    pub(super) reports: usize,
    pub(super) runs: usize,
}

#[derive(Default)]
struct Costs {
    plain: Vec<Cost>,
    plain_edited: Vec<Cost>,
    bundled: Vec<Cost>,
    loaded: Vec<Cost>,
    cached: Vec<Cost>,
    one_plain: Vec<Cost>,
    one_bundled: Vec<Cost>,
    one_loaded: Vec<Cost>,
}

impl Contest<'_> {
    /// Measures, and gives the table.
    pub(super) fn run(&self) -> Outcome<String> {
        let library = library()?;
        remove(self.folder)?;
        let many = self.folder.join("many");
        let one = self.folder.join("one");
        for (folder, reports) in [(&many, self.reports), (&one, 1)] {
            for kind in ["plain", "bundled", "loaded"] {
                let workspace = folder.join(kind);
                write(&workspace, reports, kind != "plain")?;
                if kind == "loaded" {
                    install(&workspace, &library)?;
                }
            }
        }
        let trust = self.hash(&many.join("loaded"))?;
        let mut costs = Costs::default();
        for run in 1..=self.runs {
            eprintln!("{} reports, run {run} of {}", self.reports, self.runs);
            let build = |workspace: &Path| {
                let arguments = ["-C", ".", "build", "--format", "json", "--trust", &trust];
                measure::measure(self.binary, &arguments, workspace)
            };
            let fresh = |workspace: &Path| {
                remove(&workspace.join("public"))?;
                remove(&workspace.join(".stratbook"))?;
                build(workspace)
            };
            costs.plain.push(fresh(&many.join("plain"))?);
            costs.bundled.push(fresh(&many.join("bundled"))?);
            costs.loaded.push(fresh(&many.join("loaded"))?);
            for kind in ["plain", "loaded"] {
                let page = many.join(kind).join("content/index.md");
                fs::write(&page, format!("# Goals\n\nEdited {run} times.\n")).could_not("edit a page")?;
            }
            costs.plain_edited.push(build(&many.join("plain"))?);
            costs.cached.push(build(&many.join("loaded"))?);
            costs.one_plain.push(fresh(&one.join("plain"))?);
            costs.one_bundled.push(fresh(&one.join("bundled"))?);
            costs.one_loaded.push(fresh(&one.join("loaded"))?);
        }
        Ok(self.table(&costs))
    }

    /// The hash that the workspace's library is trusted by.
    fn hash(&self, workspace: &Path) -> Outcome<String> {
        let mut command = std::process::Command::new(self.binary);
        command.current_dir(workspace).args(["plugin", "list", "--format", "json"]);
        let text = shell::output(&mut command)?;
        let json: serde_json::Value = serde_json::from_str(&text).could_not("read the list of plugins")?;
        let plugins = json["plugins"].as_array().cloned().unwrap_or_default();
        let found =
            plugins.iter().find(|plugin| plugin["id"] == PLUGIN).and_then(|plugin| plugin["hash"].as_str());
        Ok(found.unwrap_or_default().to_owned())
    }

    fn table(&self, costs: &Costs) -> String {
        let median = |runs: &[Cost]| table::median(runs);
        let plain = median(&costs.plain);
        let row = |name: &str, cost, beside: String| Row { name: name.to_owned(), cost, beside };
        let title = format!("{} reports of `{PLUGIN}`, medians of {}", self.reports, self.runs);
        let rows = [
            row("the documents without reports, cold", plain, String::new()),
            row(
                "reports in process, cold",
                median(&costs.bundled),
                times(median(&costs.bundled), plain, "without"),
            ),
            row(
                "reports through a worker, cold",
                median(&costs.loaded),
                times(median(&costs.loaded), plain, "without"),
            ),
            row("without reports, one page edited", median(&costs.plain_edited), String::new()),
            row(
                "reports through a worker, one page edited",
                median(&costs.cached),
                times(median(&costs.cached), median(&costs.plain_edited), "without"),
            ),
            row("one document, no report", median(&costs.one_plain), String::new()),
            row("one report in process", median(&costs.one_bundled), String::new()),
            row("one report through a worker", median(&costs.one_loaded), String::new()),
        ];
        let mut text = table::markdown(&title, &rows);
        let seconds = |runs: &[Cost]| median(runs).map(|cost| cost.seconds);
        let each = |with: &[Cost], without: &[Cost]| {
            Some((seconds(with)? - seconds(without)?) / self.reports as f64 * 1e6)
        };
        let mut line = |what: &str, value: Option<f64>, unit: &str| {
            if let Some(value) = value {
                let _ = writeln!(text, "- {what}: {value:.0} {unit}");
            }
        };
        line("a report in process, all told", each(&costs.bundled, &costs.plain), "µs");
        line("what the worker adds to a report", each(&costs.loaded, &costs.bundled), "µs (aim: below 200)");
        let start = seconds(&costs.one_loaded).zip(seconds(&costs.one_bundled));
        line(
            "what a worker adds to a build",
            start.map(|(with, without)| (with - without) * 1e3),
            "ms (aim: below 15)",
        );
        text
    }
}

/// A workspace of goals.
fn write(workspace: &Path, reports: usize, with_report: bool) -> Outcome {
    let content = workspace.join("content");
    fs::create_dir_all(&content).could_not("make the workspace")?;
    fs::write(workspace.join("stratbook.toml"), format!("{SETTINGS}[search]\nsite = false\n"))
        .could_not("write `stratbook.toml`")?;
    fs::write(content.join("index.md"), "# Goals\n").could_not("write a page")?;
    let example = example()?;
    for number in 0..reports {
        let report = if with_report { format!("report: {PLUGIN}\n") } else { String::new() };
        // A comment makes the inputs of each one's own, so that no result serves for two.
        let text =
            format!("---\ntitle: Goal {number}\n{report}inputs:\n{example}---\n# Goal {number}\n\nWords.\n");
        fs::write(content.join(format!("goal-{number}.md")), text).could_not("write a document")?;
    }
    Ok(())
}

/// The plugin's own example, as it stands under `inputs:`.
fn example() -> Outcome<String> {
    let file = shell::root().join("plugins").join(PLUGIN).join("example.yaml");
    let text = fs::read_to_string(&file).could_not(format!("read `{}`", file.display()))?;
    Ok(text.lines().flat_map(|line| ["  ", line, "\n"]).collect())
}

/// The plugin as a shared library.
fn library() -> Outcome<PathBuf> {
    let package = format!("stratbook-{PLUGIN}-library");
    shell::run(shell::cargo().args(["build", "--release", "--package", &package]))?;
    let name = format!(
        "{}{}{}",
        std::env::consts::DLL_PREFIX,
        package.replace('-', "_"),
        std::env::consts::DLL_SUFFIX
    );
    Ok(shell::target_dir().join("release").join(name))
}

/// Puts the library where it takes the bundled plugin's place.
fn install(workspace: &Path, library: &Path) -> Outcome {
    let folder = workspace.join("plugins").join(PLUGIN);
    fs::create_dir_all(&folder).could_not("make the plugin's folder")?;
    let file = format!("plugin{}", std::env::consts::DLL_SUFFIX);
    fs::copy(library, folder.join(&file)).could_not(format!("copy `{}`", library.display()))?;
    let manifest = shell::root().join("plugins").join(PLUGIN).join("plugin.toml");
    let manifest = fs::read_to_string(&manifest).could_not(format!("read `{}`", manifest.display()))?;
    let target = shell::output(std::process::Command::new("rustc").args(["-vV"]))?;
    let target = target.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let text = format!("{manifest}\n[[library]]\ntarget = \"{target}\"\nfile = \"{file}\"\n");
    fs::write(folder.join("plugin.toml"), text).could_not("write the manifest")
}
