//! Horizontal bars, the highest first: for comparing things of which each has one number, or a few that add up.

use std::fmt::Write as _;

use crate::fields::{Fields, Problems, numbers};
use crate::format::Format;
use crate::kinds::{Kind, Tone, count};
use crate::legend::{Key, gap, legend, nothing};
use crate::scale::{Scale, extent, nice, ticks, widen};
use crate::svg::{Anchor, Area, Hatch, LEADING, SERIES, SIZE, SMALL, Stroke, Svg, Text};
use crate::table::Table;
use crate::text::{width, wrap};

const MOST_BARS: usize = 60;
const MOST_PARTS: usize = 8;

#[derive(Debug)]
struct Bar {
    label: String,
    /// One for each part; without parts one. A gap is none.
    values: Vec<Option<f64>>,
    low: Option<f64>,
    high: Option<f64>,
    tone: Option<Tone>,
    group: String,
}

#[derive(Debug)]
struct Mark {
    label: String,
    value: f64,
}

#[derive(Debug)]
pub(crate) struct Bars {
    all: Vec<Bar>,
    parts: Vec<String>,
    marks: Vec<Mark>,
    tones: Vec<(Tone, String)>,
    fixed: (Option<f64>, Option<f64>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Value,
    Given,
}

impl Bars {
    pub(crate) fn read(fields: &mut Fields<'_>, problems: &mut Problems) -> Self {
        let parts = match fields.get("parts") {
            Some(_) => fields.names("parts", MOST_PARTS, "", problems),
            None => Vec::new(),
        };
        if fields.get("bars").is_none() {
            fields.missing("bars", "add `bars:` with one `- { label: …, value: … }` a line", problems);
        }
        let stacked = !parts.is_empty();
        let mut bars =
            fields.groups("bars", MOST_BARS, problems, |fields, problems| bar(fields, &parts, problems));
        let marks = fields.groups("marks", 4, problems, |fields, problems| Mark {
            label: fields.required_text("label", problems),
            value: fields.number("value", problems).unwrap_or_else(|| {
                fields.missing("value", "add `value: …`", problems);
                0.0
            }),
        });
        let tones = tones(fields, problems);
        let order = fields.choice("sort", &[("value", Order::Value), ("given", Order::Given)], problems);
        let fixed = (fields.number("min", problems), fields.number("max", problems));
        let bounds = extent(bars.iter().flat_map(|bar| bar.ends(stacked)).chain([0.0])).unwrap_or((0.0, 1.0));
        if fixed.0.is_some_and(|low| low > bounds.0) {
            problems.add(
                fields.key_span("min"),
                "`min` is higher than the lowest value, or than nought",
                "leave it out: bars begin at nought",
            );
        }
        if fixed.1.is_some_and(|high| high < bounds.1) {
            problems.add(
                fields.key_span("max"),
                "`max` is lower than the highest value",
                "raise it, or leave it out",
            );
        }
        if order != Some(Order::Given) {
            bars.sort_by(|a, b| b.rank().total_cmp(&a.rank()));
        }
        group(&mut bars);
        Self { all: bars, parts, marks, tones, fixed }
    }

    fn stacked(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Whether some bar has more than its value: then the axis is drawn.
    fn has_axis(&self) -> bool {
        self.stacked()
            || !self.marks.is_empty()
            || self.all.iter().any(|bar| bar.low.is_some() || bar.high.is_some())
    }
}

fn bar(fields: &mut Fields<'_>, parts: &[String], problems: &mut Problems) -> Bar {
    let label = fields.required_text("label", problems);
    let group = fields.text("group", problems);
    let tone = fields.choice("tone", &Tone::ALL, problems);
    if parts.is_empty() {
        let value = fields.number("value", problems);
        let (low, high) = (fields.number("low", problems), fields.number("high", problems));
        let middle = value.or(low).or(high).unwrap_or(0.0);
        if low.is_some_and(|low| low > middle) || high.is_some_and(|high| high < middle) {
            let key = if low.is_some_and(|low| low > middle) { "low" } else { "high" };
            problems.add(
                fields.key_span(key),
                "the interval does not hold the value",
                "`low` is at most `value`, and `high` at least",
            );
        }
        return Bar { label, values: vec![value], low, high, tone, group };
    }
    let nodes =
        fields.required_list("values", MOST_PARTS, "add `values: […]`, one for each of `parts`", problems);
    let values = numbers(nodes, problems);
    if fields.get("values").is_some() && values.len() != parts.len() {
        let message = format!(
            "there are {} and {}",
            count(values.len(), "value", "values"),
            count(parts.len(), "part", "parts")
        );
        problems.add(
            fields.key_span("values"),
            message,
            "give one value for each of `parts`; a gap is `null`",
        );
    }
    for (node, value) in nodes.iter().zip(&values) {
        if value.is_some_and(|value| value < 0.0) {
            problems.add(
                node.span,
                "a part of a sum cannot be negative",
                "show these numbers as bars of their own, without `parts`",
            );
        }
    }
    Bar { label, values, low: None, high: None, tone, group }
}

fn tones(fields: &mut Fields<'_>, problems: &mut Problems) -> Vec<(Tone, String)> {
    let Some(node) = fields.get("tones") else { return Vec::new() };
    let Some(mut names) = Fields::new(node, "`tones`", problems) else { return Vec::new() };
    let all: Vec<(Tone, String)> =
        Tone::ALL.into_iter().map(|(key, tone)| (tone, names.text(key, problems))).collect();
    names.finish(problems);
    all.into_iter().filter(|(_, name)| !name.is_empty()).collect()
}

/// Brings the bars of a group together, the groups in the order of their first bars.
fn group(bars: &mut [Bar]) {
    let mut order: Vec<String> = Vec::new();
    for bar in bars.iter() {
        if !order.contains(&bar.group) {
            order.push(bar.group.clone());
        }
    }
    bars.sort_by_key(|bar| order.iter().position(|group| *group == bar.group));
}

impl Bar {
    /// What it is ranked by: its value or sum, or the middle of its interval; unknown is last.
    fn rank(&self) -> f64 {
        let known: Vec<f64> = self.values.iter().flatten().copied().collect();
        if !known.is_empty() {
            return known.iter().sum();
        }
        match (self.low, self.high) {
            (Some(low), Some(high)) => f64::midpoint(low, high),
            (one, other) => one.or(other).unwrap_or(f64::NEG_INFINITY),
        }
    }

    fn ends(&self, stacked: bool) -> Vec<f64> {
        let value = if stacked {
            Some(self.rank()).filter(|sum| sum.is_finite())
        } else {
            self.values.first().copied().flatten()
        };
        value.into_iter().chain(self.low).chain(self.high).collect()
    }

    fn value_text(&self, format: &Format) -> String {
        match (self.values.iter().flatten().count(), self.low, self.high) {
            (0, Some(low), Some(high)) => format!("{}–{}", format.short(low), format.label(high)),
            (0, ..) => "no value".to_owned(),
            _ => format.label(self.rank()),
        }
    }

    fn title(&self, format: &Format, bars: &Bars) -> String {
        let mut title = format!("{}: {}", self.label, self.value_text(format));
        if let (Some(low), Some(high), true) = (self.low, self.high, self.values.iter().any(Option::is_some))
        {
            let _ = write!(title, " (from {} to {})", format.short(low), format.label(high));
        }
        if let Some((_, name)) = bars.tones.iter().find(|(tone, _)| Some(*tone) == self.tone) {
            let _ = write!(title, ", {name}");
        }
        title
    }
}

impl Kind for Bars {
    fn key(&self) -> &'static str {
        "bar"
    }

    fn name(&self) -> &'static str {
        "Bar chart"
    }

    fn describe(&self, format: &Format) -> String {
        let mut text = format!("Bar chart of {}.", count(self.all.len(), "value", "values"));
        let mut ranked: Vec<&Bar> = self.all.iter().filter(|bar| bar.rank().is_finite()).collect();
        ranked.sort_by(|a, b| b.rank().total_cmp(&a.rank()));
        if let (Some(first), Some(last)) = (ranked.first(), ranked.last()) {
            let _ = write!(text, " Highest: {}, {}.", first.label, first.value_text(format));
            if ranked.len() > 1 {
                let _ = write!(text, " Lowest: {}, {}.", last.label, last.value_text(format));
            }
        }
        match self.all.len() - ranked.len() {
            0 => {}
            missing => {
                let _ = write!(text, " {missing} without a value.");
            }
        }
        text
    }

    fn words(&self) -> Vec<&str> {
        let groups = self.all.iter().map(|bar| &*bar.group);
        let mut words: Vec<&str> = self.all.iter().map(|bar| &*bar.label).chain(groups).collect();
        words.extend(self.parts.iter().map(|part| &**part));
        words.extend(self.marks.iter().map(|mark| &*mark.label));
        words.extend(self.tones.iter().map(|(_, name)| &**name));
        words.dedup();
        words
    }

    fn rows(&self) -> Vec<(String, Vec<Option<f64>>)> {
        let value = |bar: &Bar| match bar.values.as_slice() {
            [value] => *value,
            values => values.iter().flatten().copied().reduce(|sum, part| sum + part),
        };
        self.all.iter().map(|bar| (bar.label.clone(), vec![value(bar)])).collect()
    }

    fn table(&self, format: &Format) -> Table {
        let (groups, tones) = (self.all.iter().any(|bar| !bar.group.is_empty()), !self.tones.is_empty());
        let interval = self.all.iter().any(|bar| bar.low.is_some() || bar.high.is_some());
        let mut table = Table::new(&["Name"]);
        if self.stacked() {
            table.head.extend(self.parts.iter().cloned());
            table.head.push("Total".to_owned());
        } else {
            table.head.push("Value".to_owned());
        }
        if interval {
            table.head.extend(["Low", "High"].map(str::to_owned));
        }
        for (wanted, name) in [(groups, "Group"), (tones, "Verdict")] {
            if wanted {
                table.words.push(table.head.len());
                table.head.push(name.to_owned());
            }
        }
        let number =
            |value: Option<f64>| value.map_or_else(|| "no value".to_owned(), |value| format.full(value));
        for bar in &self.all {
            let mut row = vec![bar.label.clone()];
            row.extend(bar.values.iter().map(|value| number(*value)));
            if self.stacked() {
                row.push(number(Some(bar.rank()).filter(|sum| sum.is_finite())));
            }
            if interval {
                row.extend(
                    [bar.low, bar.high].map(|end| end.map_or_else(String::new, |end| format.full(end))),
                );
            }
            if groups {
                row.push(bar.group.clone());
            }
            if tones {
                let name = self.tones.iter().find(|(tone, _)| Some(*tone) == bar.tone);
                row.push(name.map(|(_, name)| name.clone()).unwrap_or_default());
            }
            table.rows.push(row);
        }
        table
    }

    fn draw(&self, format: &Format, svg: &mut Svg) {
        if self.all.is_empty() {
            nothing(svg, "There are no values to show");
            return;
        }
        let narrow = svg.narrow();
        let mut y = self.legend(svg);
        let labels = if narrow {
            0.0
        } else {
            let widest = self.all.iter().map(|bar| width(&bar.label, SIZE)).fold(0.0, f64::max);
            widest.min(svg.width * 0.34) + 12.0
        };
        let values =
            self.all.iter().map(|bar| width(&bar.value_text(format), SIZE)).fold(0.0, f64::max) + 10.0;
        let stacked = self.stacked();
        let bounds =
            self.all.iter().flat_map(|bar| bar.ends(stacked)).chain(self.marks.iter().map(|mark| mark.value));
        let (low, high) = extent(bounds.chain([0.0])).unwrap_or((0.0, 1.0));
        let steps = if narrow { 4 } else { 6 };
        let (low, high, step) = if self.has_axis() || self.fixed != (None, None) {
            nice(low, high, steps, self.fixed)
        } else {
            let (low, high) = widen(low, high);
            (low, high, high - low)
        };
        let left = labels + if low < 0.0 { values } else { 0.0 };
        let right = (svg.width - values).max(left + 40.0).min(svg.width);
        let scale = Scale { low, high, from: left, to: right };
        if self.has_axis() {
            y += 18.0;
        }
        let top = y;
        // The grid is drawn first, so that it lies behind; how far down it goes is known from the rows.
        let rows: Vec<Row> = self.rows(labels, svg.width, narrow, top);
        let bottom = rows.last().map_or(top, |row| row.end);
        // On a phone the names stand between the bars, and no line runs through them.
        let down = |svg: &mut Svg, x: f64, stroke: Stroke<'_>| {
            if narrow {
                for row in &rows {
                    svg.line((x, row.y - 3.0), (x, row.y + THICK + 3.0), stroke);
                }
            } else {
                svg.line((x, top - 4.0), (x, bottom), stroke);
            }
        };
        if self.has_axis() {
            let values = ticks(low, high, step);
            for (index, value) in values.iter().enumerate() {
                let x = scale.at(*value);
                down(svg, x, Stroke::thin("grid"));
                let text = format.tick(*value, step, index + 1 == values.len());
                svg.text((x, top - 9.0), &text, Text::new("faint", SMALL, Anchor::Middle));
            }
        }
        let zero = scale.at(0.0);
        let mut places = Vec::new();
        for row in &rows {
            if let Some((y, name)) = &row.heading {
                svg.text((0.0, *y), name, Text::new("soft", SIZE, Anchor::Start).bold());
            }
            places.push(self.bar(svg, format, row, &scale));
        }
        down(svg, zero, Stroke { class: "axis", width: 1.25, dash: "" });
        for mark in &self.marks {
            let x = scale.at(mark.value);
            svg.begin(&format!("{}: {}", mark.label, format.label(mark.value)));
            down(svg, x, Stroke { class: "ink", width: 1.25, dash: "5 3" });
            let text = format!("{} {}", mark.label, format.label(mark.value));
            svg.text((x, bottom + 18.0), &text, Text::new("ink", SMALL, Anchor::Middle));
            svg.end();
        }
        // Values come last, on paper where a mark runs below them.
        for (row, (x, y, style)) in rows.iter().zip(places) {
            let text = row.bar.value_text(format);
            svg.begin(&row.bar.title(format, self));
            if !self.marks.is_empty() {
                let wide = width(&text, SIZE).min(svg.width);
                let left = if style.anchor == Anchor::End { x - wide } else { x };
                let left = left.clamp(0.0, (svg.width - wide).max(0.0));
                svg.rect(Area::new(left, y - 12.0, wide, 16.0), "paper", 0.0);
            }
            svg.text((x, y), &text, style);
            svg.end();
        }
        svg.height = bottom + if self.marks.is_empty() { 4.0 } else { 24.0 };
    }
}

/// Where a bar stands.
struct Row<'a> {
    bar: &'a Bar,
    heading: Option<(f64, &'a str)>,
    label: Vec<String>,
    label_y: f64,
    /// Upper edge of the bar.
    y: f64,
    end: f64,
    labels: f64,
}

const THICK: f64 = 18.0;

impl Bars {
    fn legend(&self, svg: &mut Svg) -> f64 {
        let parts = self.parts.iter().enumerate().map(|(index, name)| {
            (Key::Swatch { class: SERIES[index % SERIES.len()], hatch: Hatch::of(index) }, &**name)
        });
        let used = |tone: Tone| self.all.iter().any(|bar| bar.tone == Some(tone));
        let tones = self.tones.iter().filter(|(tone, _)| used(*tone)).map(|(tone, name)| {
            let valued = |bar: &&Bar| bar.tone == Some(*tone) && bar.values.iter().any(Option::is_some);
            let key = match self.all.iter().find(valued) {
                Some(_) => Key::Swatch { class: tone.class(), hatch: tone.hatch() },
                None => Key::Gap,
            };
            (key, &**name)
        });
        let items: Vec<(Key<'_>, &str)> = parts.chain(tones).collect();
        let end = legend(svg, &items, 0.0);
        if items.is_empty() { 2.0 } else { end + 8.0 }
    }

    fn rows(&self, labels: f64, width: f64, narrow: bool, top: f64) -> Vec<Row<'_>> {
        let mut y = top;
        let mut group = "";
        let mut rows = Vec::new();
        for bar in &self.all {
            let mut heading = None;
            if bar.group != group {
                group = &bar.group;
                y += if rows.is_empty() { 14.0 } else { 26.0 };
                heading = Some((y, group));
                y += 8.0;
            }
            let room = if narrow { width } else { labels - 12.0 };
            let label = wrap(&bar.label, room, SIZE, 2);
            let text = label.len() as f64 * LEADING;
            let row = if narrow {
                let bar_y = y + text + 5.0;
                Row { bar, heading, label, label_y: y + 14.0, y: bar_y, end: bar_y + THICK + 8.0, labels }
            } else {
                let height = (text + 8.0).max(THICK + 10.0);
                let label_y = y + height / 2.0 - text / 2.0 + 12.5;
                Row { bar, heading, label, label_y, y: y + (height - THICK) / 2.0, end: y + height, labels }
            };
            y = row.end;
            rows.push(row);
        }
        rows
    }

    /// Draws a bar; gives where its value is written, and how.
    fn bar(&self, svg: &mut Svg, format: &Format, row: &Row<'_>, scale: &Scale) -> (f64, f64, Text<'static>) {
        let bar = row.bar;
        svg.begin(&bar.title(format, self));
        if svg.narrow() {
            svg.lines((0.0, row.label_y), &row.label, Text::new("ink", SIZE, Anchor::Start));
        } else {
            svg.lines((row.labels - 12.0, row.label_y), &row.label, Text::new("ink", SIZE, Anchor::End));
        }
        let zero = scale.at(0.0);
        let middle = row.y + THICK / 2.0;
        let mut end = zero;
        let negative = bar.rank() < 0.0 && bar.rank().is_finite();
        if self.stacked() {
            let mut sum = 0.0;
            for (index, value) in bar.values.iter().enumerate() {
                let Some(value) = value.filter(|value| *value > 0.0) else { continue };
                let from = scale.at(sum);
                sum += value;
                end = scale.at(sum);
                // A seam of paper keeps neighbours apart.
                let area = Area::new(from + 0.75, row.y, end - from - 1.5, THICK);
                svg.begin(&format!("{}, {}: {}", bar.label, self.parts[index], format.label(value)));
                svg.rect(area, SERIES[index % SERIES.len()], 0.0);
                svg.hatch(area, Hatch::of(index), "paper", 9.0);
                svg.end();
            }
        } else if let Some(value) = bar.values.first().copied().flatten() {
            end = scale.at(value);
            let class = bar.tone.map_or("s1", Tone::class);
            let area = Area::new(zero.min(end), row.y, (end - zero).abs(), THICK);
            svg.rect(area, class, 1.0);
            if let Some(tone) = bar.tone {
                svg.hatch(area, tone.hatch(), "paper", 9.0);
            }
        }
        let valued = bar.values.iter().any(Option::is_some);
        if let (false, Some(low), Some(high)) = (valued, bar.low, bar.high) {
            let (from, to) = (scale.at(low), scale.at(high));
            gap(svg, Area::new(from, row.y, to - from, THICK));
            end = to;
        } else if bar.low.is_some() || bar.high.is_some() {
            let known = bar.values.first().copied().flatten().unwrap_or(0.0);
            let (from, to) = (scale.at(bar.low.unwrap_or(known)), scale.at(bar.high.unwrap_or(known)));
            // Light under dark: the whisker is seen on the bar and beside it.
            for (class, width) in [("paper", 3.5), ("ink", 1.5)] {
                svg.line((from, middle), (to, middle), Stroke { class, width, dash: "" });
                for x in [from, to] {
                    svg.line((x, middle - 4.0), (x, middle + 4.0), Stroke { class, width, dash: "" });
                }
            }
            end = if negative { from.min(end) } else { to.max(end) };
        }
        let class = if valued || bar.low.is_some() { "ink" } else { "faint" };
        let (x, anchor) = if negative { (end - 7.0, Anchor::End) } else { (end + 7.0, Anchor::Start) };
        svg.end();
        (x, middle + 4.5, Text::new(class, SIZE, anchor))
    }
}
