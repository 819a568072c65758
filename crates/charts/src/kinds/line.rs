//! Values over time or over a number: measurements, where they lead, and where they should be.

use std::fmt::Write as _;

use crate::fields::{Fields, MOST_POINTS, Problems, date, number, offer, position};
use crate::format::{Format, day};
use crate::kinds::sparkline::lonely;
use crate::kinds::{Kind, count};
use crate::legend::{Key, legend, nothing};
use crate::scale::{Scale, date_ticks, extent, nice, step, ticks, widen};
use crate::svg::{Anchor, DASHES, SERIES, SIZE, SMALL, Stroke, Svg, Text};
use crate::table::Table;
use crate::text::{fit, width};
use crate::yaml::{Data, Node};

const MOST_SERIES: usize = 8;
/// Dashes of a target.
const TARGET: &str = "2 3";

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

/// The part of a drawing in which the lines run.
struct Plot {
    across: Scale,
    up: Scale,
}

impl Plot {
    fn at(&self, x: f64, y: f64) -> (f64, f64) {
        (self.across.at(x), self.up.at(y))
    }
}

/// A name at the end of its line.
struct Tag<'a> {
    y: f64,
    text: String,
    class: &'a str,
    title: String,
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
        let (Some((left, right)), Some((low, high))) = (extent(self.across()), extent(self.values())) else {
            nothing(svg, "There are no values to show");
            return;
        };
        let narrow = svg.narrow();
        let (left, right) = if right > left {
            (left, right)
        } else if self.dates {
            (left - 15.0, right + 15.0)
        } else {
            widen(left, right)
        };
        let steps = if narrow { 4 } else { 5 };
        let (low, high, step) = nice(low, high, steps, self.fixed);
        let tags = self.tags(narrow, left, right, format);
        let named = |series: &Series| tags.iter().any(|tag| tag.title == series.name);
        let mut keys: Vec<(Key<'_>, String)> = self
            .series
            .iter()
            .filter(|series| !named(series))
            .map(|series| (Self::key(series), series.name.clone()))
            .collect();
        let target = Key::Line { class: "ink", dash: TARGET, marker: None };
        keys.extend(
            self.targets
                .iter()
                .map(|goal| (target, goal.name(format)))
                .filter(|(_, name)| !tags.iter().any(|tag| tag.title == *name)),
        );
        let keys: Vec<(Key<'_>, &str)> = keys.iter().map(|(key, name)| (*key, &**name)).collect();
        let mut top = legend(svg, &keys, 0.0) + 12.0;
        if self.today.is_some() {
            top += 16.0;
        }
        let height = if narrow { 210.0 } else { 280.0 };
        let values = ticks(low, high, step);
        let texts: Vec<String> = values
            .iter()
            .enumerate()
            .map(|(index, value)| format.tick(*value, step, index + 1 == values.len()))
            .collect();
        let margin =
            texts.iter().map(|text| width(text, SMALL)).fold(0.0, f64::max).min(svg.width / 3.0) + 8.0;
        let tag_room =
            tags.iter().map(|tag| width(&tag.text, SIZE)).fold(0.0, f64::max).min(svg.width * 0.26);
        let end = svg.width - if tags.is_empty() { 8.0 } else { tag_room + 12.0 };
        let plot = Plot {
            across: Scale { low: left, high: right, from: margin, to: end },
            up: Scale { low, high, from: top + height, to: top },
        };
        for (value, text) in values.iter().zip(&texts) {
            let y = plot.up.at(*value);
            let class = if *value == 0.0 { "axis" } else { "grid" };
            svg.line((margin, y), (end, y), Stroke::thin(class));
            svg.text((margin - 8.0, y + 4.3), text, Text::new("faint", SMALL, Anchor::End));
        }
        self.places(svg, &plot, top + height, narrow);
        self.today(svg, &plot, top, top + height);
        for series in &self.series {
            band(svg, &plot, series);
        }
        self.targets(svg, &plot, format, (margin, end));
        for series in &self.series {
            self.series(svg, &plot, series, format);
        }
        write_tags(svg, tags, &plot, (end + 8.0, tag_room));
        svg.height = top + height + 26.0;
    }
}

impl Line {
    fn key<'a>(series: &Series) -> Key<'a> {
        let class = SERIES[series.colour % SERIES.len()];
        match series.style {
            Style::Measured => Key::Line { class, dash: "", marker: Some(series.colour) },
            Style::Plain => Key::Line { class, dash: DASHES[series.colour % DASHES.len()], marker: None },
            Style::Projection => Key::Line { class, dash: "6 4", marker: None },
        }
    }

    /// The names that stand at the ends of their lines: those that reach the right edge, on a wide drawing. `y` is still
    /// a value.
    fn tags(&self, narrow: bool, left: f64, right: f64, format: &Format) -> Vec<Tag<'_>> {
        if narrow {
            return Vec::new();
        }
        let near = right - (right - left) * 0.04;
        let mut tags = Vec::new();
        for series in &self.series {
            let last = series.points.iter().rev().find_map(|point| point.y.map(|y| (point.x, y)));
            if let Some((_, y)) = last.filter(|(x, _)| *x >= near) {
                let class = SERIES[series.colour % SERIES.len()];
                let text = format!("{} {}", series.name, format.label(y));
                tags.push(Tag { y, text, class, title: series.name.clone() });
            }
        }
        for target in &self.targets {
            let last = target.ends.last().filter(|(x, _)| target.ends.len() == 1 || *x >= near);
            if let Some((_, y)) = last {
                let text = target.name(format);
                tags.push(Tag { y: *y, title: text.clone(), text, class: "ink" });
            }
        }
        tags
    }

    fn places(&self, svg: &mut Svg, plot: &Plot, y: f64, narrow: bool) {
        let Scale { low, high, from, to } = plot.across;
        svg.line((from, y), (to, y), Stroke::thin("axis"));
        let most = if narrow { 4 } else { 7 };
        let places = if self.dates {
            date_ticks(low, high, most)
        } else {
            let step = step(high - low, most);
            ticks(low, high, step)
                .into_iter()
                .map(|value| (value, Format::default().tick(value, step, false)))
                .collect()
        };
        let mut free = f64::NEG_INFINITY;
        for (place, text) in places {
            let x = plot.across.at(place);
            svg.line((x, y), (x, y + 5.0), Stroke::thin("axis"));
            let half = width(&text, SMALL) / 2.0;
            if x - half >= free {
                svg.text((x, y + 19.0), &text, Text::new("faint", SMALL, Anchor::Middle));
                free = x + half + 6.0;
            }
        }
    }

    fn today(&self, svg: &mut Svg, plot: &Plot, top: f64, bottom: f64) {
        let Some(today) = self.today else { return };
        let x = plot.across.at(today);
        svg.begin(&format!("Today: {}", self.place(today)));
        svg.line((x, top - 6.0), (x, bottom), Stroke { class: "soft", width: 1.0, dash: "2 3" });
        svg.text((x, top - 11.0), "Today", Text::new("soft", SMALL, Anchor::Middle));
        svg.end();
    }

    fn targets(&self, svg: &mut Svg, plot: &Plot, format: &Format, edges: (f64, f64)) {
        for target in &self.targets {
            let (Some(first), Some(last)) = (target.ends.first(), target.ends.last()) else { continue };
            let (from, to) = if target.ends.len() == 1 {
                let y = plot.up.at(first.1);
                ((edges.0, y), (edges.1, y))
            } else {
                (plot.at(first.0, first.1), plot.at(last.0, last.1))
            };
            svg.begin(&target.name(format));
            svg.line(from, to, Stroke { class: "ink", width: 1.5, dash: TARGET });
            svg.end();
        }
    }

    fn series(&self, svg: &mut Svg, plot: &Plot, series: &Series, format: &Format) {
        let class = SERIES[series.colour % SERIES.len()];
        let points: Vec<Option<(f64, f64)>> =
            series.points.iter().map(|point| point.y.map(|y| plot.at(point.x, y))).collect();
        let dash = match series.style {
            Style::Measured => "",
            Style::Plain => DASHES[series.colour % DASHES.len()],
            Style::Projection => "6 4",
        };
        svg.polyline(&points, false, Stroke::line(class, dash));
        let crowded = points.len() > 60;
        let alone: Vec<usize> = lonely(&points).collect();
        for (index, (at, point)) in points.iter().zip(&series.points).enumerate() {
            let (Some(at), Some(y)) = (at, point.y) else { continue };
            if alone.contains(&index) || (series.style == Style::Measured && !crowded) {
                svg.begin(&format!("{}, {}: {}", series.name, self.place(point.x), format.label(y)));
                svg.marker(*at, series.colour, if points.len() > 24 { 3.0 } else { 4.0 });
                svg.end();
            }
        }
    }
}

/// Where the line could be: between low and high.
fn band(svg: &mut Svg, plot: &Plot, series: &Series) {
    let known: Vec<(f64, f64, f64)> = series
        .points
        .iter()
        .filter(|point| point.low.is_some() || point.high.is_some())
        .filter_map(|point| Some((point.x, point.low.or(point.y)?, point.high.or(point.y)?)))
        .collect();
    if known.len() < 2 {
        return;
    }
    let up = known.iter().map(|(x, low, _)| plot.at(*x, *low));
    let down = known.iter().rev().map(|(x, _, high)| plot.at(*x, *high));
    let outline: Vec<(f64, f64)> = up.chain(down).collect();
    svg.begin(&format!("{}: from low to high", series.name));
    svg.shape(&outline, SERIES[series.colour % SERIES.len()], 0.16);
    svg.end();
}

/// Writes the names at the right edge, pushed apart where they would overlap.
fn write_tags(svg: &mut Svg, mut tags: Vec<Tag<'_>>, plot: &Plot, (x, room): (f64, f64)) {
    tags.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut places: Vec<f64> = tags.iter().map(|tag| plot.up.at(tag.y) + 4.5).collect();
    for index in 1..places.len() {
        places[index] = places[index].max(places[index - 1] + 16.0);
    }
    // What was pushed below the plot is brought back from the bottom.
    let mut floor = plot.up.from + 4.5;
    for place in places.iter_mut().rev() {
        *place = place.min(floor);
        floor = *place - 16.0;
    }
    for (tag, y) in tags.iter().zip(places) {
        svg.begin(&tag.text);
        svg.text((x, y), &fit(&tag.text, room, SIZE), Text::new(tag.class, SIZE, Anchor::Start));
        svg.end();
    }
}
