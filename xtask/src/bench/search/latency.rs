//! How long an answer takes: as a whole process, and inside of one.

use std::process::{Command, Stdio};
use std::{fs, iter};

use serde_json::json;

use super::Contest;
use super::indexing::{PEER, search, text};
use super::outputs::Latency;
use super::queries::{Question, literals};
use crate::bench::measure::{Cost, measure, measure_search};
use crate::bench::table::{self, times};
use crate::shell::{self, Context as _, Outcome};

/// Questions that are asked of whole processes.
const ASKED: usize = 50;

/// Every question as a process of its own. The files are in the system's memory, the process is not.
pub(super) fn whole_process(contest: &Contest<'_>, questions: &[Question]) -> Outcome<String> {
    let programs = contest.programs;
    let folder = contest.workspace();
    let index = text(&contest.bare_index(PEER));
    let (mut never, mut auto, mut bare, mut ripgrep, mut nothing) = (vec![], vec![], vec![], vec![], vec![]);
    for Question { query, .. } in questions.iter().take(ASKED) {
        never.push(search(contest, "never", query)?);
        auto.push(search(contest, "auto", query)?);
        bare.push(measure(&programs.bare, &["query", &index, query], &folder)?);
        if let Some(program) = &programs.ripgrep {
            let literals = literals(query);
            let words = literals.iter().flat_map(|word| ["-e", word]);
            let arguments: Vec<&str> =
                ["-c", "-i", "-F"].into_iter().chain(words).chain(["content"]).collect();
            ripgrep.push(measure_search(program, &arguments, &folder)?);
        }
        if let Some(program) = &programs.nothing {
            nothing.push(measure(program, &[], &folder)?);
        }
    }
    let asked = never.len();
    let [never, auto, bare, ripgrep, nothing] =
        [&never, &auto, &bare, &ripgrep, &nothing].map(|costs| Spread::of(costs));
    let beside = |ours: &Spread| {
        let parts = [times(ours.middle, bare.middle, "bare"), faster(ours.middle, ripgrep.middle)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let missing = |spread: &Spread, hint: &str| {
        if spread.middle.is_none() { hint.to_owned() } else { times(spread.middle, auto.middle, "stratbook") }
    };
    let rows = [
        never.row("stratbook, `--refresh never`", beside(&never)),
        auto.row("stratbook", beside(&auto)),
        bare.row("bare, sections with fields", times(bare.middle, auto.middle, "stratbook")),
        ripgrep.row(
            "`rg -c -i` with the same words",
            missing(&ripgrep, "not installed (`cargo install ripgrep`)"),
        ),
        nothing.row("floor: a process that does nothing", missing(&nothing, "there is no `true` here")),
    ];
    let title = contest.title(&format!("a question as a whole process, {asked} questions"));
    Ok(table::grid(
        &title,
        &["run", "fastest", "p50", "p95", "slowest", "processor", "peak memory", "beside"],
        rows,
    ))
}

fn faster(ours: Option<Cost>, ripgrep: Option<Cost>) -> String {
    table::ratio(ripgrep, ours)
        .map_or_else(String::new, |ratio| format!("{ratio:.1} times as fast as ripgrep"))
}

/// Times over many questions.
struct Spread {
    fastest: Option<f64>,
    middle: Option<Cost>,
    most: Option<f64>,
    slowest: Option<f64>,
}

impl Spread {
    fn of(costs: &[Cost]) -> Self {
        let mut seconds: Vec<f64> = costs.iter().map(|cost| cost.seconds).collect();
        seconds.sort_by(f64::total_cmp);
        let most = seconds.get((seconds.len() * 95 / 100).min(seconds.len().saturating_sub(1))).copied();
        Self {
            fastest: seconds.first().copied(),
            middle: table::median(costs),
            most,
            slowest: seconds.last().copied(),
        }
    }

    fn row(&self, name: &str, beside: String) -> Vec<String> {
        let millis = |seconds: Option<f64>| {
            seconds.map_or_else(|| "–".to_owned(), |seconds| format!("{:.1} ms", seconds * 1e3))
        };
        vec![
            name.to_owned(),
            millis(self.fastest),
            millis(self.middle.map(|cost| cost.seconds)),
            millis(self.most),
            millis(self.slowest),
            millis(self.middle.and_then(|cost| cost.processor)),
            table::memory(self.middle),
            beside,
        ]
    }
}

/// Many questions in one process, one after another.
pub(super) fn in_process(contest: &Contest<'_>, questions: &[Question]) -> Outcome<String> {
    let lines: String = questions
        .iter()
        .flat_map(|Question { query, path }| {
            iter::once(json!({ "query": query, "path": path }).to_string()).chain(["\n".to_owned()])
        })
        .collect();
    let file = contest.folder.join("questions.jsonl");
    fs::write(&file, lines).could_not("write the questions")?;
    let bare = shell::output(
        Command::new(&contest.programs.bare).arg("latency").arg(contest.bare_index(PEER)).arg(&file),
    )?;
    let mut command = Command::new(&contest.programs.stratbook);
    command.args(["search", "--refresh", "never", "--format", "json", "--eval"]).arg(&file);
    // One after another: a question that waits for a core says nothing.
    command.env("RAYON_NUM_THREADS", "1").current_dir(contest.workspace()).stdin(Stdio::null());
    let ours = Latency::of_report(&shell::output(&mut command)?);
    let bare = Latency::of_bare(&bare);
    let row = |name: &str, latency: Option<Latency>, beside: String| {
        let micros = |of: fn(Latency) -> u64| {
            latency.map_or_else(|| "–".to_owned(), |latency| format!("{} µs", of(latency)))
        };
        vec![name.to_owned(), micros(|l| l.p50), micros(|l| l.p95), micros(|l| l.p99), beside]
    };
    let beside = match (ours, bare) {
        (None, _) => "this `stratbook` does not say".to_owned(),
        (Some(ours), Some(bare)) if bare.p50 > 0 => {
            format!("{:.2} × bare at p50", ours.p50 as f64 / bare.p50 as f64)
        }
        _ => String::new(),
    };
    let rows = [row("stratbook", ours, beside), row("bare, sections with fields", bare, String::new())];
    let title = contest.title(&format!("a question in a running process, {} questions", questions.len()));
    Ok(table::grid(&title, &["run", "p50", "p95", "p99", "beside"], rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_read_off_the_sorted_times() {
        let costs: Vec<Cost> = (0..20)
            .rev()
            .map(|number| Cost {
                seconds: f64::from(number) / 1e3,
                megabytes: Some(8.0),
                processor: Some(0.002),
            })
            .collect();
        let row = Spread::of(&costs).row("x", String::new());
        assert_eq!(row, ["x", "0.0 ms", "9.5 ms", "19.0 ms", "19.0 ms", "2.0 ms", "8 MB", ""]);
        assert_eq!(Spread::of(&[]).row("x", String::new()), ["x", "–", "–", "–", "–", "–", "–", ""]);
    }
}
