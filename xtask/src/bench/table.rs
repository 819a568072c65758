//! Numbers as people read them: medians, units, a table in Markdown.

use std::fmt::Write as _;

use super::measure::Cost;

/// The middle of the runs: of their times, and of their memory.
pub(super) fn median(runs: &[Cost]) -> Option<Cost> {
    let middle = |mut values: Vec<f64>| -> Option<f64> {
        values.sort_by(f64::total_cmp);
        let half = values.len() / 2;
        let upper = *values.get(half)?;
        Some(if values.len() % 2 == 1 { upper } else { f64::midpoint(values[half - 1], upper) })
    };
    let seconds = middle(runs.iter().map(|run| run.seconds).collect())?;
    let of = |value: fn(&Cost) -> Option<f64>| middle(runs.iter().filter_map(value).collect());
    Some(Cost { seconds, megabytes: of(|run| run.megabytes), processor: of(|run| run.processor) })
}

/// A row: what was done, what it cost, and beside what it is seen.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) cost: Option<Cost>,
    pub(super) beside: String,
}

/// A table in Markdown.
pub(super) fn markdown(title: &str, rows: &[Row]) -> String {
    let cells = rows
        .iter()
        .map(|Row { name, cost, beside }| vec![name.clone(), time(*cost), memory(*cost), beside.clone()]);
    grid(title, &["run", "time", "peak memory", "beside"], cells)
}

/// A table in Markdown: the first and the last column are text, those between are numbers.
pub(super) fn grid(title: &str, columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = format!("### {title}\n\n");
    let mut line = |cells: &[String]| {
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    };
    line(&columns.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
    let last = columns.len().saturating_sub(1);
    let rules: Vec<String> =
        (0..columns.len()).map(|at| if at == 0 || at == last { "---" } else { "---:" }.to_owned()).collect();
    line(&rules);
    rows.into_iter().for_each(|row| line(&row));
    text
}

/// The time of a run as people read it.
pub(super) fn time(cost: Option<Cost>) -> String {
    cost.map_or_else(|| "–".to_owned(), |cost| seconds(cost.seconds))
}

/// The processor time of a run as people read it.
pub(super) fn processor(cost: Option<Cost>) -> String {
    cost.and_then(|cost| cost.processor).map_or_else(|| "–".to_owned(), seconds)
}

/// The most memory of a run as people read it.
pub(super) fn memory(cost: Option<Cost>) -> String {
    cost.and_then(|cost| cost.megabytes).map_or_else(|| "–".to_owned(), |amount| format!("{amount:.0} MB"))
}

/// `1.23 × the other`, with the same of processor time where it is known; nothing where one side is missing.
pub(super) fn times(one: Option<Cost>, other: Option<Cost>, what: &str) -> String {
    let Some(time) = ratio(one, other) else { return String::new() };
    let processor =
        |cost: Option<Cost>| cost.and_then(|cost| cost.processor).filter(|seconds| *seconds > 0.0);
    match processor(one).zip(processor(other)) {
        Some((one, other)) => format!("{time:.2} × {what} (processor {:.2} ×)", one / other),
        None => format!("{time:.2} × {what}"),
    }
}

/// `0.042 s`, `1.23 s`, `14.6 s`: three digits that matter.
pub(super) fn seconds(value: f64) -> String {
    match value {
        small if small < 1.0 => format!("{small:.3} s"),
        middle if middle < 10.0 => format!("{middle:.2} s"),
        large => format!("{large:.1} s"),
    }
}

/// How often the second goes into the first.
pub(super) fn ratio(one: Option<Cost>, other: Option<Cost>) -> Option<f64> {
    let (one, other) = (one?.seconds, other?.seconds);
    (other > 0.0).then_some(one / other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn cost(seconds: f64) -> Cost {
        Cost { seconds, megabytes: Some(seconds * 10.0), processor: None }
    }

    #[test]
    fn the_middle_run_counts() {
        assert_eq!(median(&[cost(9.0), cost(1.0), cost(2.0)]), Some(cost(2.0)));
        assert_eq!(median(&[cost(1.0), cost(3.0)]), Some(cost(2.0)));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn rows_without_a_cost_are_shown() {
        let rows = [
            Row { name: "ours, cold".to_owned(), cost: Some(cost(12.34)), beside: "0.5 × Hugo".to_owned() },
            Row { name: "Hugo, cold".to_owned(), cost: None, beside: "not installed".to_owned() },
        ];
        assert_eq!(
            markdown("10000 documents", &rows),
            "### 10000 documents\n\n| run | time | peak memory | beside |\n| --- | ---: | ---: | --- |\n| ours, cold | 12.3 s | 123 MB | 0.5 × Hugo |\n| Hugo, cold | – | – | not installed |\n"
        );
    }

    #[test]
    fn ratios_need_both_sides() {
        assert_eq!(ratio(Some(cost(1.0)), Some(cost(2.0))), Some(0.5));
        assert_eq!(ratio(Some(cost(1.0)), None), None);
        assert_eq!(times(Some(cost(1.0)), Some(cost(2.0)), "theirs"), "0.50 × theirs");
        assert_eq!(times(None, Some(cost(2.0)), "theirs"), "");
        let busy = |seconds| Some(Cost { processor: Some(seconds * 2.0), ..cost(1.0) });
        assert_eq!(times(busy(1.0), busy(4.0), "theirs"), "1.00 × theirs (processor 0.25 ×)");
    }
}
