//! Rows against columns, each cell coloured by its value. A cell without one is hatched.

use std::fmt::Write as _;

use crate::fields::{Fields, Problems, list, number, numbers};
use crate::format::Format;
use crate::kinds::{Kind, count};
use crate::legend::{gap, nothing};
use crate::scale::extent;
use crate::svg::{Anchor, Area, LEADING, SIZE, SMALL, Svg, Text};
use crate::table::Table;
use crate::text::{fit, width, wrap};

const MOST_ROWS: usize = 60;
const MOST_COLUMNS: usize = 24;
const SHADES: [&str; 7] = ["h0", "h1", "h2", "h3", "h4", "h5", "h6"];

#[derive(Debug)]
pub(crate) struct Heatmap {
    rows: Vec<String>,
    columns: Vec<String>,
    /// By row.
    values: Vec<Vec<Option<f64>>>,
    min: f64,
    max: f64,
}

impl Heatmap {
    pub(crate) fn read(fields: &mut Fields<'_>, problems: &mut Problems) -> Self {
        let rows = fields.names("rows", MOST_ROWS, "add `rows: […]`, their names", problems);
        let columns = fields.names("columns", MOST_COLUMNS, "add `columns: […]`, their names", problems);
        let (min, max) = (fields.number("min", problems), fields.number("max", problems));
        let nodes = fields.required_list(
            "values",
            MOST_ROWS,
            "add `values:` with one `- […]` for each row",
            problems,
        );
        if fields.get("values").is_some() && nodes.len() != rows.len() {
            let message = format!(
                "there are {} of values and {} of names",
                count(nodes.len(), "row", "rows"),
                count(rows.len(), "row", "rows")
            );
            problems.add(fields.key_span("values"), message, "give one list of values for each of `rows`");
        }
        let mut values = Vec::new();
        for node in nodes {
            let cells = list(node, "values", MOST_COLUMNS, problems).unwrap_or_default();
            if cells.len() != columns.len() {
                let message = format!(
                    "there are {} and {}",
                    count(cells.len(), "value", "values"),
                    count(columns.len(), "column", "columns")
                );
                problems.add(node.span, message, "give one value for each of `columns`; a gap is `null`");
            }
            for cell in cells {
                let value = number(cell, &mut Problems::default());
                if value.is_some_and(|value| {
                    min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max)
                }) {
                    problems.add(
                        cell.span,
                        "this value lies outside `min` and `max`",
                        "set them so that it has a shade",
                    );
                }
            }
            values.push(numbers(cells, problems));
        }
        let known = extent(values.iter().flatten().flatten().copied()).unwrap_or((0.0, 1.0));
        let (min, max) = (min.unwrap_or(known.0), max.unwrap_or(known.1));
        if max < min {
            problems.add(fields.key_span("max"), "`max` is below `min`", "give the shades a range");
        }
        Self { rows, columns, values, min, max }
    }

    fn shade(&self, value: f64) -> usize {
        let share = (value - self.min) / (self.max - self.min);
        if share.is_finite() { ((share * 7.0).floor() as usize).min(6) } else { 3 }
    }

    fn cells(&self) -> impl Iterator<Item = (usize, usize, Option<f64>)> + '_ {
        self.values.iter().enumerate().flat_map(|(row, values)| {
            values.iter().enumerate().map(move |(column, value)| (row, column, *value))
        })
    }
}

impl Kind for Heatmap {
    fn key(&self) -> &'static str {
        "heatmap"
    }

    fn name(&self) -> &'static str {
        "Heat map"
    }

    fn describe(&self, format: &Format) -> String {
        let mut text = format!(
            "Heat map of {} by {}.",
            count(self.rows.len(), "row", "rows"),
            count(self.columns.len(), "column", "columns")
        );
        let known: Vec<(usize, usize, f64)> =
            self.cells().filter_map(|(row, column, value)| value.map(|value| (row, column, value))).collect();
        // Of equal values the first one is named.
        let highest = known.iter().rev().max_by(|a, b| a.2.total_cmp(&b.2));
        let lowest = known.iter().min_by(|a, b| a.2.total_cmp(&b.2));
        for (word, cell) in [("Highest", highest), ("Lowest", lowest)] {
            if let Some((row, column, value)) = cell {
                let (row, column) = (&self.rows[*row], &self.columns[*column]);
                let _ = write!(text, " {word}: {row}, {column}, {}.", format.label(*value));
            }
        }
        match self.cells().count() - known.len() {
            0 => {}
            empty => {
                let _ = write!(text, " {} without a value.", count(empty, "cell is", "cells are"));
            }
        }
        text
    }

    fn words(&self) -> Vec<&str> {
        self.rows.iter().chain(&self.columns).map(|word| &**word).collect()
    }

    fn table(&self, format: &Format) -> Table {
        let mut table = Table::new(&["Row"]);
        table.head.extend(self.columns.iter().cloned());
        for (name, values) in self.rows.iter().zip(&self.values) {
            let mut row = vec![name.clone()];
            row.extend(
                values
                    .iter()
                    .map(|value| value.map_or_else(|| "no value".to_owned(), |value| format.full(value))),
            );
            table.rows.push(row);
        }
        table
    }

    fn draw(&self, format: &Format, svg: &mut Svg) {
        if self.rows.is_empty() || self.columns.is_empty() {
            nothing(svg, "There are no values to show");
            return;
        }
        let size = if svg.narrow() { SMALL } else { SIZE };
        let widest = self.rows.iter().map(|name| width(name, size)).fold(0.0, f64::max);
        let left = widest.min(svg.width * if svg.narrow() { 0.36 } else { 0.3 }) + 10.0;
        let cell = ((svg.width - left) / self.columns.len() as f64).min(110.0);
        let top = self.heads(svg, left, cell, size);
        let mut y = top;
        for (name, values) in self.rows.iter().zip(&self.values) {
            let lines = wrap(name, left - 10.0, size, 2);
            let height = (lines.len() as f64 * LEADING + 8.0).max(30.0);
            let first = y + height / 2.0 - lines.len() as f64 * LEADING / 2.0 + 12.0;
            svg.begin(name);
            svg.lines((left - 10.0, first), &lines, Text::new("ink", size, Anchor::End));
            svg.end();
            for (column, value) in values.iter().enumerate() {
                let area = Area::new(left + column as f64 * cell + 1.0, y + 1.0, cell - 2.0, height - 2.0);
                self.cell(svg, format, area, (name, &self.columns[column]), *value);
            }
            y += height;
        }
        self.key(svg, format, left, y + 12.0);
    }
}

impl Heatmap {
    /// The names of the columns; gives where the cells begin.
    fn heads(&self, svg: &mut Svg, left: f64, cell: f64, size: f64) -> f64 {
        let fits = |lines: usize| {
            self.columns
                .iter()
                .all(|name| !wrap(name, cell - 4.0, size, lines).iter().any(|line| line.ends_with('…')))
        };
        let style = Text::new("soft", size, Anchor::Middle);
        if cell > 34.0 && fits(3) && self.columns.iter().all(|name| whole_words(name, cell - 4.0, size)) {
            let heads: Vec<Vec<String>> =
                self.columns.iter().map(|name| wrap(name, cell - 4.0, size, 3)).collect();
            let most = heads.iter().map(Vec::len).max().unwrap_or(1);
            for (column, lines) in heads.iter().enumerate() {
                let y = 13.0 + (most - lines.len()) as f64 * LEADING;
                svg.lines((left + (column as f64 + 0.5) * cell, y), lines, style);
            }
            return most as f64 * LEADING + 6.0;
        }
        // They read upwards where they are too long to stand side by side.
        let room = 120.0;
        let heads: Vec<String> = self.columns.iter().map(|name| fit(name, room, size)).collect();
        let height = heads.iter().map(|name| width(name, size)).fold(0.0, f64::max).min(room) + 4.0;
        for (column, (head, name)) in heads.iter().zip(&self.columns).enumerate() {
            let x = left + (column as f64 + 0.5) * cell + 4.5;
            svg.begin(name);
            svg.upright((x, height), head, Text::new("soft", size, Anchor::Start));
            svg.end();
        }
        height + 6.0
    }

    fn cell(&self, svg: &mut Svg, format: &Format, area: Area, names: (&str, &str), value: Option<f64>) {
        let Some(value) = value else {
            svg.begin(&format!("{}, {}: no value", names.0, names.1));
            gap(svg, area);
            svg.end();
            return;
        };
        let shade = self.shade(value);
        svg.begin(&format!("{}, {}: {}", names.0, names.1, format.label(value)));
        svg.rect(area, SHADES[shade], 2.0);
        let text = format.short(value);
        if width(&text, SMALL) <= area.width - 1.0 {
            let class = if shade >= 4 { "on-dark" } else { "on-light" };
            let at = (area.x + area.width / 2.0, area.y + area.height / 2.0 + 4.3);
            svg.text(at, &text, Text::new(class, SMALL, Anchor::Middle));
        }
        svg.end();
    }

    /// What the shades mean.
    fn key(&self, svg: &mut Svg, format: &Format, left: f64, top: f64) {
        let style = Text::new("faint", SMALL, Anchor::Start);
        let (low, high) = (format.short(self.min), format.label(self.max));
        let mut x = if svg.narrow() { 0.0 } else { left };
        if self.cells().any(|(_, _, value)| value.is_some()) {
            svg.text((x, top + 10.5), &low, style);
            x += width(&low, SMALL) + 7.0;
            for shade in SHADES {
                svg.rect(Area::new(x, top, 14.0, 13.0), shade, 0.0);
                x += 14.0;
            }
            x += 7.0;
            svg.text((x, top + 10.5), &high, style);
            x += width(&high, SMALL) + 22.0;
        }
        if self.cells().any(|(_, _, value)| value.is_none()) {
            let (x, top) = if x + 90.0 > svg.width { (0.0, top + 20.0) } else { (x, top) };
            gap(svg, Area::new(x, top, 14.0, 13.0));
            svg.text((x + 21.0, top + 10.5), "no value", style);
            svg.height = top + 20.0;
        } else {
            svg.height = top + 20.0;
        }
    }
}

fn whole_words(name: &str, room: f64, size: f64) -> bool {
    name.split(' ').all(|word| width(word, size) <= room)
}
