//! The index that the search box of a built site reads.

use std::collections::BTreeSet;
use std::fs;

use super::Contest;
use super::indexing::text;
use crate::bench::floor;
use crate::bench::measure::{Cost, measure};
use crate::bench::table::{self, times};
use crate::bench::workspace::{self, SETTINGS};
use crate::shell::{Context as _, Outcome};

/// Cold builds with the index and without it, and Pagefind over the pages of the latter.
pub(super) fn site(contest: &Contest<'_>) -> Outcome<String> {
    let folder = contest.workspace();
    let (with, without) = (folder.join("with"), folder.join("without"));
    let bundle = contest.folder.join("pagefind");
    let plain = format!("{SETTINGS}\n[search]\nsite = false\n");
    let (mut ours, mut none, mut pagefind) = (vec![], vec![], vec![]);
    for run in 1..=contest.runs {
        eprintln!("{} documents: site, run {run} of {}", contest.size, contest.runs);
        for (name, settings, costs) in [("with", SETTINGS, &mut ours), ("without", &*plain, &mut none)] {
            contest.settings(settings)?;
            for gone in [".stratbook", "with", "without"] {
                // The other one's output stays for the comparison.
                if gone == name || gone == ".stratbook" {
                    workspace::remove(&folder.join(gone))?;
                }
            }
            costs.push(measure(
                &contest.programs.stratbook,
                &["-C", ".", "build", "--out", name, "--format", "json"],
                &folder,
            )?);
        }
        if let Some(program) = &contest.programs.pagefind {
            workspace::remove(&bundle)?;
            let (site, output) = (text(&without), text(&bundle));
            let arguments = [program.arguments, &["--site", &site, "--output-path", &output]].concat();
            pagefind.push(measure(&program.program, &arguments, &folder)?);
        }
    }
    contest.settings(SETTINGS)?;

    let bare: BTreeSet<String> = floor::files(&without)?.into_iter().collect();
    let (mut files, mut bytes) = (0, 0);
    for file in floor::files(&with)?.iter().filter(|file| !bare.contains(*file)) {
        files += 1;
        bytes += fs::metadata(with.join(file)).could_not(format!("look at `{file}`"))?.len();
    }
    let (_, pages) = workspace::volume(&without)?;
    let found = if pagefind.is_empty() { None } else { Some(workspace::volume(&bundle)?) };
    workspace::remove(&with)?;
    workspace::remove(&without)?;
    workspace::remove(&bundle)?;

    let [ours, none, pagefind] = [ours, none, pagefind].map(|costs| table::median(&costs));
    let row = |name: &str, cost: Option<Cost>, volume: Option<(usize, u64)>, beside: String| {
        let size = |(_, bytes): (usize, u64)| format!("{:.1} MB", bytes as f64 / 1e6);
        vec![
            name.to_owned(),
            table::time(cost),
            table::processor(cost),
            table::memory(cost),
            volume.map_or_else(|| "–".to_owned(), |(files, _)| files.to_string()),
            volume.map_or_else(|| "–".to_owned(), size),
            beside,
        ]
    };
    let share = pages.max(1);
    let rows = [
        row(
            "stratbook, cold build without the index",
            none,
            None,
            format!("{:.1} MB of pages", pages as f64 / 1e6),
        ),
        row(
            "stratbook, cold build with the index",
            ours,
            Some((files, bytes)),
            format!("{}, {:.3} × the pages", times(ours, none, "without"), bytes as f64 / share as f64),
        ),
        row(
            "Pagefind, over the pages",
            pagefind,
            found,
            if pagefind.is_none() {
                "not installed (`npm install pagefind`)".to_owned()
            } else {
                times(pagefind, none, "the build without")
            },
        ),
    ];
    let title = contest.title(&format!("the index of the site, medians of {}", contest.runs));
    Ok(table::grid(
        &title,
        &["run", "time", "processor", "peak memory", "files of the index", "index", "beside"],
        rows,
    ))
}
