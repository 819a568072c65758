//! Values over time or over a number: measurements, where they lead, and where they should be. Here they are read and
//! told; [`draw`] draws them.

mod draw;

use std::fmt::Write as _;

use crate::fields::{Fields, MOST_POINTS, Problems, date, number, offer, position};
use crate::format::{Format, day};
use crate::kinds::{Kind, count};
use crate::scale::extent;
use crate::svg::Svg;
use crate::table::Table;
use crate::yaml::{Data, Node};

const MOST_SERIES: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// A line with a marker at each value.
    Measured,
    /// A line alone.
    Plain,
    /// Dashed: not yet known.
    Projection,
}

#[derive(Debug, Clone, Copy)]
struct Point {
    x: f64,
    y: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Debug)]
struct Series {
    name: String,
    style: Style,
    points: Vec<Point>,
    /// Which colour it has: that of the series it goes on from, or its own.
    colour: usize,
}

#[derive(Debug)]
struct Target {
    label: String,
    /// From left to right; one point is a level.
    ends: Vec<(f64, f64)>,
}

impl Target {
    fn name(&self, format: &Format) -> String {
        let value = self.ends.last().map_or(0.0, |end| end.1);
        format!("{} {}", self.label, format.label(value))
    }
}

#[derive(Debug)]
pub(crate) struct Line {
    series: Vec<Series>,
    targets: Vec<Target>,
    today: Option<f64>,
    dates: bool,
    fixed: (Option<f64>, Option<f64>),
}

impl Line {
    pub(crate) fn read(fields: &mut Fields<'_>, problems: &mut Problems) -> Self {
        let mut dates = None;
        if fields.get("series").is_none() {
            fields.missing(
                "series",
                "add `series:` with one `- { name: …, points: [[2026-01-01, 3], …] }` for each line",
                problems,
            );
        }
        let mut names: Vec<(String, usize)> = Vec::new();
        let series = fields.groups("series", MOST_SERIES, problems, |fields, problems| {
            let series = series(fields, &names, &mut dates, problems);
            names.push((series.name.clone(), series.colour));
            series
        });
        let targets =
            fields.groups("targets", 4, problems, |fields, problems| target(fields, &mut dates, problems));
        let today = fields.get("today").and_then(|node| position(node, &mut dates, problems));
        let fixed = (fields.number("min", problems), fields.number("max", problems));
        let line = Self { series, targets, today, dates: dates.unwrap_or(false), fixed };
        if let Some((low, high)) = extent(line.values()) {
            if fixed.0.is_some_and(|min| min > low) {
                problems.add(
                    fields.key_span("min"),
                    "`min` is higher than the lowest value",
                    "lower it, or leave it out",
                );
            }
            if fixed.1.is_some_and(|max| max < high) {
                problems.add(
                    fields.key_span("max"),
                    "`max` is lower than the highest value",
                    "raise it, or leave it out",
                );
            }
        }
        if let (Some(min), Some(max)) = fixed
            && max <= min
        {
            problems.add(fields.key_span("max"), "`max` is not above `min`", "give the axis a range");
        }
        line
    }

    fn values(&self) -> impl Iterator<Item = f64> + '_ {
        let points = self.series.iter().flat_map(|series| &series.points);
        let points = points.flat_map(|point| [point.y, point.low, point.high].into_iter().flatten());
        points.chain(self.targets.iter().flat_map(|target| target.ends.iter().map(|end| end.1)))
    }

    fn across(&self) -> impl Iterator<Item = f64> + '_ {
        let points = self.series.iter().flat_map(|series| series.points.iter().map(|point| point.x));
        let targets = self.targets.iter().filter(|target| target.ends.len() > 1);
        points.chain(targets.flat_map(|target| target.ends.iter().map(|end| end.0))).chain(self.today)
    }

    fn place(&self, x: f64) -> String {
        if self.dates { day(date(x)) } else { Format::default().full(x) }
    }
}

fn series(
    fields: &mut Fields<'_>,
    before: &[(String, usize)],
    dates: &mut Option<bool>,
    problems: &mut Problems,
) -> Series {
    let styles = [("measured", Style::Measured), ("plain", Style::Plain), ("projection", Style::Projection)];
    let name = fields.required_text("name", problems);
    let style = fields.choice("style", &styles, problems).unwrap_or(Style::Measured);
    let own = before.len();
    let colour = fields.get("of").map_or(own, |node| {
        let word = crate::fields::text(node, "`of`", problems);
        before.iter().find(|(name, _)| *name == word).map_or_else(
            || {
                let names: Vec<&str> = before.iter().map(|(name, _)| &**name).collect();
                let hint = if names.is_empty() {
                    "name a series that stands before this one".to_owned()
                } else {
                    offer(&word, &names)
                };
                problems.add(node.span, format!("there is no series `{word}` before this one"), hint);
                own
            },
            |(_, colour)| *colour,
        )
    });
    let nodes = fields.required_list("points", MOST_POINTS, "add `points: [[2026-01-01, 3], …]`", problems);
    let mut points: Vec<Point> = nodes.iter().filter_map(|node| point(node, dates, problems)).collect();
    points.sort_by(|a, b| a.x.total_cmp(&b.x));
    Series { name, style, points, colour }
}

/// `[x, y]`, `[x, y, low, high]` or a group of these.
fn point(node: &Node, dates: &mut Option<bool>, problems: &mut Problems) -> Option<Point> {
    if matches!(node.data, Data::Map(_)) {
        let mut fields = Fields::new(node, "this point", problems)?;
        let x = fields.get("x");
        if x.is_none() {
            fields.missing("x", "add `x: …`, its date or number", problems);
        }
        let [y, low, high] = ["y", "low", "high"].map(|key| fields.number(key, problems));
        fields.finish(problems);
        return Some(Point { x: position(x?, dates, problems)?, y, low, high });
    }
    let parts = match &node.data {
        Data::List(parts) if matches!(parts.len(), 2 | 4) => parts,
        _ => {
            let hint = "write `[2026-01-01, 3]`, or `[2026-01-01, 3, 2.5, 3.5]` with its low and high";
            problems.add(node.span, "this point is not a pair", hint);
            return None;
        }
    };
    let value =
        |index: usize, problems: &mut Problems| parts.get(index).and_then(|node| number(node, problems));
    let x = position(&parts[0], dates, problems)?;
    Some(Point { x, y: value(1, problems), low: value(2, problems), high: value(3, problems) })
}

fn target(fields: &mut Fields<'_>, dates: &mut Option<bool>, problems: &mut Problems) -> Target {
    let label = fields.text("label", problems);
    let label = if label.is_empty() { "Target".to_owned() } else { label };
    let value = fields.number("value", problems);
    let mut ends: Vec<(f64, f64)> = value.into_iter().map(|value| (0.0, value)).collect();
    let sloped: Vec<Option<(f64, f64)>> = ["from", "to"]
        .map(|key| {
            let node = fields.get(key)?;
            let point = point(node, dates, problems)?;
            Some((point.x, point.y?))
        })
        .into();
    match (&*ends, &*sloped) {
        ([], [Some(from), Some(to)]) => {
            ends = vec![*from, *to];
            ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        ([_], [None, None]) => {}
        _ => problems.add(
            fields.span,
            "a target has a level, or two ends",
            "write `value: 5`, or `from: [2026-01-01, 3]` and `to: [2026-12-31, 5]`",
        ),
    }
    Target { label, ends }
}

impl Kind for Line {
    fn key(&self) -> &'static str {
        "line"
    }

    fn name(&self) -> &'static str {
        "Line chart"
    }

    fn describe(&self, format: &Format) -> String {
        let mut text = format!("Line chart of {}", count(self.series.len(), "series", "series"));
        if let Some((first, last)) = extent(self.across()) {
            let _ = write!(text, ", from {} to {}", self.place(first), self.place(last));
        }
        text.push('.');
        for series in &self.series {
            let mut known = series.points.iter().filter_map(|point| point.y);
            match (known.next(), known.next_back()) {
                (Some(first), Some(last)) => {
                    let _ = write!(
                        text,
                        " {}: from {} to {}.",
                        series.name,
                        format.label(first),
                        format.label(last)
                    );
                }
                (Some(only), None) => {
                    let _ = write!(text, " {}: {}.", series.name, format.label(only));
                }
                _ => {
                    let _ = write!(text, " {}: no values.", series.name);
                }
            }
        }
        for target in &self.targets {
            if let Some((_, value)) = target.ends.last() {
                let _ = write!(text, " {}: {}.", target.label, format.label(*value));
            }
        }
        text
    }

    fn words(&self) -> Vec<&str> {
        self.series
            .iter()
            .map(|series| &*series.name)
            .chain(self.targets.iter().map(|target| &*target.label))
            .collect()
    }

    fn rows(&self) -> Vec<(String, Vec<Option<f64>>)> {
        let values = |series: &Series| series.points.iter().map(|point| point.y).collect();
        self.series.iter().map(|series| (series.name.clone(), values(series))).collect()
    }

    fn table(&self, format: &Format) -> Table {
        let band = self
            .series
            .iter()
            .flat_map(|series| &series.points)
            .any(|point| point.low.is_some() || point.high.is_some());
        let mut table = Table::new(&["Series", if self.dates { "Date" } else { "At" }, "Value"]);
        if band {
            table.head.extend(["Low", "High"].map(str::to_owned));
        }
        let number = |value: Option<f64>| value.map(|value| format.full(value));
        for series in &self.series {
            for point in &series.points {
                let value = number(point.y).unwrap_or_else(|| "no value".to_owned());
                let mut row = vec![series.name.clone(), self.place(point.x), value];
                if band {
                    row.extend([point.low, point.high].map(|end| number(end).unwrap_or_default()));
                }
                table.rows.push(row);
            }
        }
        for target in &self.targets {
            for (x, value) in &target.ends {
                let place = if target.ends.len() > 1 { self.place(*x) } else { "always".to_owned() };
                let mut row = vec![target.label.clone(), place, format.full(*value)];
                row.resize(table.head.len(), String::new());
                table.rows.push(row);
            }
        }
        table
    }

    fn draw(&self, format: &Format, svg: &mut Svg) {
        self.drawn(format, svg);
    }
}
