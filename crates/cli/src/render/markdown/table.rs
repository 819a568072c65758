//! Tables that fit: columns share the width, cells are wrapped.

use anstyle::Style;
use stratbook_engine::blocks::{Column, Run};

use super::super::human::{QUIET, STRONG};
use super::words::{measure, wrap};
use super::{Line, Look};

/// Blanks between columns.
const GAP: usize = 2;
/// A word longer than this may be broken so that a table fits.
const LONGEST_WORD: usize = 14;

/// The lines of a table.
pub(super) fn table(
    columns: &[Column],
    head: &[Vec<Run>],
    rows: &[Vec<Vec<Run>>],
    look: Look,
) -> Vec<String> {
    let count = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
    if count == 0 {
        return Vec::new();
    }
    let empty = Vec::new();
    let cell =
        |row: &'_ [Vec<Run>], at: usize| -> (usize, usize) { measure(row.get(at).unwrap_or(&empty), look) };
    let mut whole = vec![1; count];
    let mut least = vec![1; count];
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        for at in 0..count {
            let (wide, word) = cell(row, at);
            whole[at] = whole[at].max(wide);
            least[at] = least[at].max(word.min(LONGEST_WORD));
        }
    }
    let Some(widths) = widths(&whole, &least, look.width) else { return records(head, rows, look) };
    let wrapped = |row: &[Vec<Run>], style: Style| -> Vec<Vec<Line>> {
        (0..count)
            .map(|at| wrap(row.get(at).unwrap_or(&empty), Look { width: widths[at], ..look }, style))
            .collect()
    };
    let mut lines = Vec::new();
    if head.iter().any(|cell| !cell.is_empty()) {
        lines.extend(set(&wrapped(head, STRONG), columns, &widths));
        let total = widths.iter().sum::<usize>() + GAP * (count - 1);
        lines.push(format!("{QUIET}{}{QUIET:#}", "─".repeat(total)));
    }
    let rows: Vec<Vec<Vec<Line>>> = rows.iter().map(|row| wrapped(row, Style::new())).collect();
    // Rows of several lines need something between them.
    let apart = rows.iter().any(|row| row.iter().any(|cell| cell.len() > 1));
    for (at, row) in rows.iter().enumerate() {
        if apart && at > 0 {
            lines.push(String::new());
        }
        lines.extend(set(row, columns, &widths));
    }
    lines
}

/// A row whose cells are wrapped.
fn set(row: &[Vec<Line>], columns: &[Column], widths: &[usize]) -> Vec<String> {
    let height = row.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|number| {
            let mut text = String::new();
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    text.push_str(&" ".repeat(GAP));
                }
                let none = Line::default();
                let line = cell.get(number).unwrap_or(&none);
                let blanks = widths[at].saturating_sub(line.width);
                let before = match columns.get(at) {
                    Some(Column::Right) => blanks,
                    Some(Column::Centre) => blanks / 2,
                    _ => 0,
                };
                text.push_str(&" ".repeat(before));
                text.push_str(&line.text);
                text.push_str(&" ".repeat(blanks - before));
            }
            text.truncate(text.trim_end().len());
            text
        })
        .collect()
}

/// How wide each column is: as wide as it wants where all fit, else each at least as wide as its longest word, and the
/// rest shared in proportion to what is missing. None where not even the words fit.
fn widths(whole: &[usize], least: &[usize], width: usize) -> Option<Vec<usize>> {
    let room = width.checked_sub(GAP * (whole.len() - 1))?;
    if whole.iter().sum::<usize>() <= room {
        return Some(whole.to_vec());
    }
    let mut widths = least.to_vec();
    let mut left = room.checked_sub(least.iter().sum())?;
    // A column of few characters is better whole than a wide one a little wider.
    let mut order: Vec<usize> = (0..whole.len()).collect();
    order.sort_by_key(|at| (whole[*at], *at));
    for (done, at) in order.iter().enumerate() {
        let share = left / (order.len() - done);
        let more = share.min(whole[*at].saturating_sub(widths[*at]));
        widths[*at] += more;
        left -= more;
    }
    Some(widths)
}

/// A table that is too wide, row by row: each cell behind its column's name.
fn records(head: &[Vec<Run>], rows: &[Vec<Vec<Run>>], look: Look) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        for (at, cell) in row.iter().enumerate() {
            let mut runs: Vec<Run> = Vec::new();
            if let Some(name) = head.get(at).filter(|name| !name.is_empty()) {
                runs.extend(name.iter().cloned().map(|mut run| {
                    run.style.strong = true;
                    run
                }));
                runs.push(Run { text: ": ".to_owned(), ..Run::default() });
            }
            runs.extend(cell.iter().cloned());
            let inner = Look { width: look.width.saturating_sub(2).max(8), ..look };
            for (number, line) in wrap(&runs, inner, Style::new()).into_iter().enumerate() {
                lines.push(if number == 0 { line.text } else { format!("  {}", line.text) });
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::widths;

    #[test]
    fn columns_share_what_there_is() {
        assert_eq!(widths(&[5, 10], &[5, 5], 20), Some(vec![5, 10]));
        assert_eq!(widths(&[5, 100], &[5, 8], 40), Some(vec![5, 33]));
        assert_eq!(widths(&[50, 50], &[8, 8], 42), Some(vec![20, 20]));
        assert_eq!(widths(&[50, 50], &[20, 20], 30), None);
    }
}
