//! Charts without pixels: bars of blocks, lines of blocks, or the numbers.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use stratbook_engine::blocks::{Column, PlainChart, Run};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::super::human::{QUIET, STRONG};
use super::words::wrap;
use super::{Look, table};
use crate::text::tame;

/// Signs from an eighth of a cell to a whole one, lying.
const LYING: [&str; 8] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
/// The same, standing.
const STANDING: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Widest bar.
const WIDEST: usize = 40;
/// Widest name of a bar.
const WIDEST_NAME: usize = 32;
/// A table with more rows than this stands in the page, not in the terminal.
const MOST_ROWS: usize = 40;
/// For what is drawn.
const DRAWN: Style = AnsiColor::Cyan.on_default();

/// The lines of a chart.
pub(super) fn chart(chart: &PlainChart, look: Look) -> Vec<String> {
    let mut lines = Vec::new();
    let words = |text: &str, style: Style, lines: &mut Vec<String>| {
        if !text.trim().is_empty() {
            lines.extend(wrap(&[run(text)], look, style).into_iter().map(|line| line.text));
        }
    };
    words(&chart.title, STRONG, &mut lines);
    words(&chart.subtitle, QUIET, &mut lines);
    let picture = match chart.kind {
        "bar" => bars(chart, look.width),
        "line" | "sparkline" => sparklines(chart, look.width),
        _ => None,
    };
    let all = chart.table.len();
    let mut shown = false;
    match picture {
        Some(picture) => {
            lines.extend(picture);
            shown = chart.kind != "line" && chart.head.len() <= 2;
        }
        None => words(&chart.description, QUIET, &mut lines),
    }
    if !shown && all > 0 {
        lines.push(String::new());
        lines.extend(numbers(chart, look));
        if all > MOST_ROWS {
            words(&format!("and {} rows more", all - MOST_ROWS), QUIET, &mut lines);
        }
    }
    words(&chart.note, QUIET, &mut lines);
    lines
}

fn run(text: &str) -> Run {
    Run { text: text.replace('\n', " "), ..Run::default() }
}

/// The numbers as a table.
fn numbers(chart: &PlainChart, look: Look) -> Vec<String> {
    let column = |at: usize| if at == 0 || chart.words.contains(&at) { Column::Left } else { Column::Right };
    let columns: Vec<Column> = (0..chart.head.len()).map(column).collect();
    let cells = |row: &Vec<String>| row.iter().map(|text| vec![run(text)]).collect::<Vec<_>>();
    let rows: Vec<Vec<Vec<Run>>> = chart.table.iter().take(MOST_ROWS).map(cells).collect();
    table::table(&columns, &cells(&chart.head), &rows, look)
}

/// A bar for each number. Bars that go below nothing are not drawn: their numbers say more.
fn bars(chart: &PlainChart, width: usize) -> Option<Vec<String>> {
    let values: Vec<Option<f64>> =
        chart.rows.iter().map(|(_, values)| values.first().copied().flatten()).collect();
    let highest = values.iter().flatten().copied().fold(0.0, f64::max);
    if values.iter().flatten().any(|value| *value < 0.0) || highest <= 0.0 || !highest.is_finite() {
        return None;
    }
    let column =
        ["Total", "Value"].iter().find_map(|name| chart.head.iter().position(|head| head == name))?;
    let names: Vec<String> = chart.rows.iter().map(|(name, _)| shortened(&tame(name), WIDEST_NAME)).collect();
    let texts: Vec<String> =
        chart.table.iter().map(|row| row.get(column).map(|text| tame(text)).unwrap_or_default()).collect();
    let name = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let text = texts.iter().map(|text| text.width()).max().unwrap_or(0);
    let room = width.checked_sub(name + text + 3)?.min(WIDEST);
    if room < 6 {
        return None;
    }
    let lines = names.iter().zip(&values).enumerate().map(|(at, (label, value))| {
        let eighths = value.map_or(0, |value| (value / highest * (room * 8) as f64).round() as usize);
        let mut bar = "█".repeat(eighths / 8);
        if eighths % 8 > 0 {
            bar.push_str(LYING[eighths % 8 - 1]);
        }
        let number = texts.get(at).map_or("", String::as_str);
        format!("{label}{}  {DRAWN}{bar}{DRAWN:#} {number}", " ".repeat(name - label.width()))
    });
    Some(lines.collect())
}

/// A line of blocks for each row of numbers, all on one scale.
fn sparklines(chart: &PlainChart, width: usize) -> Option<Vec<String>> {
    let known = || chart.rows.iter().flat_map(|(_, values)| values.iter().flatten().copied());
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    let name = chart.rows.iter().map(|(name, _)| tame(name).width().min(WIDEST_NAME)).max()?;
    let room = width.checked_sub(name + 2).filter(|room| *room >= 6)?;
    if !low.is_finite() || !high.is_finite() || known().count() < 2 {
        return None;
    }
    let sign = |value: f64| {
        let part = if high > low { (value - low) / (high - low) } else { 0.5 };
        STANDING[((part * 7.0).round() as usize).min(7)]
    };
    let lines = chart.rows.iter().map(|(label, values)| {
        let label = shortened(&tame(label), WIDEST_NAME);
        let mut text = format!("{label}{}", " ".repeat(name - label.width()));
        if name > 0 {
            text.push_str("  ");
        }
        // Where there are more numbers than places, the last of each group stands for it.
        let places = values.len().min(room);
        let drawn: String = (0..places)
            .map(|place| values[(place + 1) * values.len() / places - 1].map_or(' ', sign))
            .collect();
        let _ = write!(text, "{DRAWN}{drawn}{DRAWN:#}");
        text
    });
    Some(lines.collect())
}

/// A text that is cut where it is too wide.
fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for sign in text.graphemes(true) {
        if short.width() + sign.width() + 1 > width {
            break;
        }
        short.push_str(sign);
    }
    short.push('…');
    short
}
