//! Making the index, and bringing it up to date.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::outputs::{IndexVolume, index_volume};
use super::{Contest, WORD};
use crate::bench::measure::{Cost, measure, measure_search};
use crate::bench::table::{self, times};
use crate::bench::{floor, workspace};
use crate::shell::{Context as _, Outcome};

/// The indexes of the bare program: name, command, option, and what it is for.
const BARE: [(&str, &[&str], &str); 3] = [
    ("sections-stored", &["index-sections", "--store"], "bare, sections with fields, text stored"),
    ("sections", &["index-sections"], "bare, sections with fields"),
    ("files", &["index"], "bare, one entry a file"),
];

/// How often runs of milliseconds are repeated.
const REPEATED: usize = 5;

/// The index of the bare program that does what ours does.
pub(super) const PEER: &str = BARE[0].0;

/// The first search, which makes the index, beside the bare program's.
pub(super) fn indexing(contest: &Contest<'_>, bytes: u64) -> Outcome<String> {
    let (folder, content) = (contest.workspace(), contest.content());
    let cache = folder.join(".stratbook");
    let mut hash = Vec::new();
    let mut ours = Vec::new();
    let mut bare: [Vec<Cost>; BARE.len()] = Default::default();
    for run in 1..=contest.runs {
        eprintln!("{} documents: index, run {run} of {}", contest.size, contest.runs);
        hash.push(floor::read_and_hash(&content)?);
        workspace::remove(&cache)?;
        ours.push(search(contest, "auto", WORD)?);
        for ((name, command, _), costs) in BARE.iter().zip(&mut bare) {
            let (content, index) = (text(&content), text(&contest.bare_index(name)));
            costs.push(measure(
                &contest.programs.bare,
                &[command, &[&*content, &index][..]].concat(),
                &folder,
            )?);
        }
    }
    let hash = table::median(&hash);
    let ours = table::median(&ours);
    let bare = bare.each_ref().map(|costs| table::median(costs));
    let throughput = |name: &str, cost: Option<Cost>, volume: Option<IndexVolume>, beside: String| {
        let rate = |amount: f64, digits: usize| {
            cost.map_or_else(|| "–".to_owned(), |cost| format!("{:.digits$}", amount / cost.seconds))
        };
        let volume = volume.filter(|volume| volume.entries > 0);
        let size = |volume: IndexVolume| {
            format!("{:.1} MB = {:.2} × text", volume.bytes as f64 / 1e6, volume.bytes as f64 / bytes as f64)
        };
        vec![
            name.to_owned(),
            table::time(cost),
            table::processor(cost),
            rate(contest.size as f64, 0),
            rate(bytes as f64 / 1e6, 1),
            table::memory(cost),
            volume.map_or_else(|| "–".to_owned(), |volume| volume.entries.to_string()),
            volume.map_or_else(|| "–".to_owned(), size),
            beside,
        ]
    };
    let mut rows = vec![
        throughput("floor: read and hash the inputs", hash, None, times(hash, ours, "stratbook")),
        throughput(
            "stratbook, first search",
            ours,
            Some(index_volume(&cache.join("search"))?),
            times(ours, bare[0], BARE[0].2),
        ),
    ];
    for ((name, _, label), cost) in BARE.iter().zip(bare) {
        let volume = index_volume(&contest.bare_index(name))?;
        rows.push(throughput(label, cost, Some(volume), times(cost, ours, "stratbook")));
    }
    let title = contest.title(&format!(
        "making the index, {:.0} MB of Markdown, medians of {}",
        bytes as f64 / 1e6,
        contest.runs
    ));
    let columns =
        ["run", "time", "processor", "documents/s", "MB/s", "peak memory", "entries", "index", "beside"];
    Ok(table::grid(&title, &columns, rows))
}

/// A search after one edit, and after none.
pub(super) fn updating(contest: &Contest<'_>) -> Outcome<String> {
    let content = contest.content();
    let (mut edited, mut unchanged, mut unlooked, mut bare) = (vec![], vec![], vec![], vec![]);
    let index = text(&contest.bare_index(PEER));
    let before = workspace::edited(&content)?;
    for run in 1..=contest.runs {
        workspace::edit(&content, run)?;
        edited.push(search(contest, "auto", WORD)?);
        for _ in 0..REPEATED {
            unchanged.push(search(contest, "auto", WORD)?);
            unlooked.push(search(contest, "never", WORD)?);
            bare.push(measure(&contest.programs.bare, &["query", &index, WORD], &contest.workspace())?);
        }
    }
    if let Some((path, text)) = before {
        fs::write(&path, text).could_not("put the document back")?;
        search(contest, "auto", WORD)?;
    }
    let runs = contest.runs;
    let [edited, unchanged, unlooked, bare] =
        [edited, unchanged, unlooked, bare].map(|costs| table::median(&costs));
    let mut noticing = times(unchanged, unlooked, "not looking");
    if let (Some(with), Some(without)) = (unchanged, unlooked) {
        let _ = write!(noticing, ", {:.1} ms more", (with.seconds - without.seconds) * 1e3);
    }
    let row = |name: &str, cost, beside: String| {
        vec![name.to_owned(), table::time(cost), table::processor(cost), table::memory(cost), beside]
    };
    let rows = [
        row("stratbook, one document edited", edited, times(edited, unchanged, "nothing changed")),
        row("stratbook, nothing changed", unchanged, noticing),
        row("stratbook, `--refresh never`", unlooked, times(unlooked, bare, "bare")),
        row("bare, the same question", bare, String::new()),
    ];
    let title = contest.title(&format!("keeping it up to date, medians of {runs}"));
    Ok(table::grid(&title, &["run", "time", "processor", "peak memory", "beside"], rows))
}

/// A whole process of ours with one question.
pub(super) fn search(contest: &Contest<'_>, refresh: &str, query: &str) -> Outcome<Cost> {
    let arguments = ["-C", ".", "search", "--refresh", refresh, "--format", "paths", query];
    measure_search(&contest.programs.stratbook, &arguments, &contest.workspace())
}

/// A path as an argument.
pub(super) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
