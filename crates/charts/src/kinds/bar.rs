//! Horizontal bars, the highest first: for comparing things of which each has one number, or a few that add up. Here they
//! are read and told; [`draw`] draws them.

mod draw;

use std::fmt::Write as _;

use crate::fields::{Fields, Problems, numbers};
use crate::format::Format;
use crate::kinds::{Kind, Tone, count};
use crate::scale::extent;
use crate::svg::Svg;
use crate::table::Table;

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
        self.drawn(format, svg);
    }
}
