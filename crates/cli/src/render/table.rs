//! Small tables: columns as wide as what stands in them.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::render::human::QUIET;
use crate::text::tame;

/// A column.
pub(crate) struct Column {
    name: &'static str,
    right: bool,
}

impl Column {
    /// For words.
    pub(crate) const fn left(name: &'static str) -> Self {
        Self { name, right: false }
    }

    /// For numbers.
    pub(crate) const fn right(name: &'static str) -> Self {
        Self { name, right: true }
    }
}

/// Rows under their columns' names.
pub(crate) fn table(columns: &[Column], rows: &[Vec<String>], indent: usize) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| tame(cell)).collect()).collect();
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|cell| cell.width())
                .max()
                .unwrap_or(0)
                .max(column.name.width())
        })
        .collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = " ".repeat(indent);
        for ((column, width), cell) in columns.iter().zip(&widths).zip(cells) {
            let blanks = " ".repeat(width - cell.width());
            if line.len() > indent {
                line.push_str("  ");
            }
            let _ =
                if column.right { write!(line, "{blanks}{cell}") } else { write!(line, "{cell}{blanks}") };
        }
        line.truncate(line.trim_end().len());
        line
    };
    let mut text = format!("{QUIET}{}{QUIET:#}\n", line(&mut columns.iter().map(|column| column.name)));
    for row in &rows {
        text.push_str(&line(&mut row.iter().map(String::as_str)));
        text.push('\n');
    }
    text
}
