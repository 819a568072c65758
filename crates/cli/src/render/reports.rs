//! Reports as a table: what stands how, and what is due.

use std::fmt::Write as _;

use anstyle::Style;
use stratbook_engine::ReportEntry;
use stratbook_model::ReportState;
use unicode_width::UnicodeWidthStr as _;

use super::human::{BAD, GOOD, NAME, QUIET, WARN};
use crate::text::tame;

/// Between columns.
const GAP: usize = 2;
/// A headline narrower than this says nothing, so it goes on a line of its own.
const NARROWEST: usize = 24;

/// What a tone looks like.
pub(crate) fn tone(name: &str) -> Style {
    match name {
        "good" => GOOD,
        "warn" => WARN,
        "bad" => BAD,
        _ => Style::new().bold(),
    }
}

/// Why a report was not made, in words.
pub(crate) const fn state_words(state: ReportState) -> &'static str {
    match state {
        ReportState::Made => "made",
        ReportState::WrongInputs => "with wrong inputs",
        ReportState::NoPlugin => "without a plugin",
        ReportState::Failed => "whose plugin failed",
    }
}

/// The status of a report in a word or two, and how it looks.
pub(crate) fn status(entry: &ReportEntry) -> (String, Style) {
    match entry.state {
        ReportState::Made if entry.status.is_empty() => ("–".to_owned(), QUIET),
        ReportState::Made => (tame(&entry.status), tone(&entry.tone)),
        ReportState::WrongInputs => ("wrong inputs".to_owned(), BAD),
        ReportState::NoPlugin => ("no plugin".to_owned(), BAD),
        ReportState::Failed => ("failed".to_owned(), BAD),
    }
}

/// Reports, one below the other; what is overdue stands below the report that it belongs to.
pub(crate) fn table(entries: &[ReportEntry], width: usize) -> String {
    let rows: Vec<[String; 3]> = entries
        .iter()
        .map(|entry| {
            let due = entry.due.as_deref().map(tame).unwrap_or_default();
            [tame(&entry.path), tame(&entry.plugin), due]
        })
        .collect();
    let statuses: Vec<(String, Style)> = entries.iter().map(status).collect();
    let widest = |name: &str, cells: &mut dyn Iterator<Item = &str>| {
        cells.map(str::width).max().unwrap_or(0).max(name.width())
    };
    let path = widest("Report", &mut rows.iter().map(|row| row[0].as_str()));
    let plugin = widest("Plugin", &mut rows.iter().map(|row| row[1].as_str()));
    let due = widest("Due", &mut rows.iter().map(|row| row[2].as_str()));
    let status = widest("Status", &mut statuses.iter().map(|(words, _)| words.as_str()));
    let taken = path + plugin + status + due + 4 * GAP;
    let headline = width.saturating_sub(taken);
    let beside = headline >= NARROWEST;
    let gap = " ".repeat(GAP);
    let mut text = format!(
        "{QUIET}{}{gap}{}{gap}{}{gap}{}",
        padded("Report", path),
        padded("Plugin", plugin),
        padded("Status", status),
        if beside { padded("Due", due) } else { "Due".to_owned() },
    );
    if beside {
        let _ = write!(text, "{gap}Headline");
    }
    let _ = writeln!(text, "{QUIET:#}");
    for ((entry, row), (words, style)) in entries.iter().zip(&rows).zip(&statuses) {
        let blanks = " ".repeat(status - words.width());
        let mut line = format!(
            "{NAME}{}{NAME:#}{gap}{}{gap}{style}{words}{style:#}{blanks}{gap}{}",
            padded(&row[0], path),
            padded(&row[1], plugin),
            padded(&row[2], due),
        );
        let words = tame(&entry.headline);
        if !words.is_empty() {
            if beside {
                let hang = " ".repeat(taken);
                let _ = write!(line, "{gap}{}", lines(&words, headline).join(&format!("\n{hang}")));
            } else {
                for part in lines(&words, width.saturating_sub(4)) {
                    let _ = write!(line, "\n    {part}");
                }
            }
        }
        for overdue in &entry.overdue {
            let _ = write!(line, "\n    {BAD}overdue:{BAD:#} {}", tame(overdue));
        }
        for line in line.lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn lines(text: &str, width: usize) -> Vec<String> {
    crate::text::wrap(text, width, "").lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, state: ReportState, status: &str, tone: &str) -> ReportEntry {
        ReportEntry {
            path: path.to_owned(),
            title: "Title".to_owned(),
            plugin: "smart".to_owned(),
            plugin_name: "SMART goal".to_owned(),
            rollup: false,
            state,
            status: status.to_owned(),
            tone: tone.to_owned(),
            headline: String::new(),
            due: None,
            overdue: Vec::new(),
            progress: None,
        }
    }

    #[test]
    fn reports_read_well_in_wide_and_narrow_windows() {
        let mut risky = entry("content/goals/conversion.md", ReportState::Made, "at risk", "warn");
        risky.headline = "2.16 % of 3.0 %, the straight line asks for 2.4 % today".to_owned();
        risky.due = Some("2026-11-30".to_owned());
        risky.overdue = vec!["measurement of October\u{1b}[2J".to_owned()];
        let entries = [
            risky,
            entry("content/goals/orders.md", ReportState::WrongInputs, "", ""),
            entry("content/goals/überblick.md", ReportState::Made, "", ""),
        ];
        let plain = |width| anstream::adapter::strip_str(&table(&entries, width)).to_string();
        insta::assert_snapshot!(plain(100));
        insta::assert_snapshot!(plain(60));
    }
}
