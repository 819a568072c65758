//! A few things compared on three to sixteen axes of one scale.

use std::fmt::Write as _;

use std::f64::consts::TAU;

use crate::fields::{Fields, Problems, number, numbers};
use crate::format::Format;
use crate::kinds::{Kind, count};
use crate::legend::{Key, legend, nothing};
use crate::scale::{extent, nice, ticks};
use crate::svg::{Anchor, DASHES, LEADING, SERIES, SIZE, SMALL, Stroke, Svg, Text};
use crate::table::Table;
use crate::text::{width, wrap};

const MOST_AXES: usize = 16;
const MOST_SERIES: usize = 8;

#[derive(Debug)]
struct Series {
    name: String,
    /// One for each axis.
    values: Vec<Option<f64>>,
}

#[derive(Debug)]
pub(crate) struct Radar {
    axes: Vec<String>,
    series: Vec<Series>,
    min: f64,
    max: f64,
    /// Distance of the rings.
    step: f64,
}

impl Radar {
    pub(crate) fn read(fields: &mut Fields<'_>, problems: &mut Problems) -> Self {
        let axes = fields.names("axes", MOST_AXES, "add `axes: [First, Second, Third]`", problems);
        if fields.get("axes").is_some() && axes.len() < 3 {
            problems.add(
                fields.key_span("axes"),
                "a radar has three axes at least",
                "use `type: bar` to compare one or two numbers",
            );
        }
        let min = fields.number("min", problems);
        let max = fields.number("max", problems);
        if let (Some(min), Some(max)) = (min, max)
            && max <= min
        {
            problems.add(fields.key_span("max"), "`max` is not above `min`", "give the axes a range");
        }
        let outside = |value: f64| min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max);
        if fields.get("series").is_none() {
            fields.missing("series", "add `series:` with one `- { name: …, values: […] }` a line", problems);
        }
        let series = fields.groups("series", MOST_SERIES, problems, |fields, problems| {
            let name = fields.required_text("name", problems);
            let nodes =
                fields.required_list("values", MOST_AXES, "add `values: […]`, one for each axis", problems);
            for node in nodes {
                // A number that cannot be read is reported below.
                let value = number(node, &mut Problems::default());
                if value.is_some_and(outside) {
                    problems.add(
                        node.span,
                        "this value lies outside the axes",
                        "set `min` and `max` so that it has a place",
                    );
                }
            }
            if fields.get("values").is_some() && nodes.len() != axes.len() {
                let message = format!(
                    "there are {} and {}",
                    count(nodes.len(), "value", "values"),
                    count(axes.len(), "axis", "axes")
                );
                problems.add(
                    fields.key_span("values"),
                    message,
                    "give one value for each axis; a gap is `null`",
                );
            }
            Series { name, values: numbers(nodes, problems) }
        });
        let known =
            extent(series.iter().flat_map(|series| series.values.iter().flatten().copied()).chain([0.0]));
        let (low, high) = known.unwrap_or((0.0, 1.0));
        let (min, max, step) = nice(low, high, 5, (min, max));
        Self { axes, series, min, max, step }
    }

    fn extreme(&self, highest: bool) -> Option<(&Series, usize, f64)> {
        let mut best: Option<(&Series, usize, f64)> = None;
        for series in &self.series {
            for (axis, value) in series.values.iter().enumerate() {
                let Some(value) = *value else { continue };
                if best.is_none_or(|(_, _, known)| if highest { value > known } else { value < known }) {
                    best = Some((series, axis, value));
                }
            }
        }
        best
    }
}

impl Kind for Radar {
    fn key(&self) -> &'static str {
        "radar"
    }

    fn name(&self) -> &'static str {
        "Radar chart"
    }

    fn describe(&self, format: &Format) -> String {
        let mut text = format!(
            "Radar chart of {} over {}.",
            count(self.series.len(), "series", "series"),
            count(self.axes.len(), "axis", "axes")
        );
        for (word, highest) in [("Highest", true), ("Lowest", false)] {
            if let Some((series, axis, value)) = self.extreme(highest) {
                let axis = self.axes.get(axis).map_or("", |axis| axis);
                let _ = write!(text, " {word}: {} in {axis}, {}.", series.name, format.label(value));
            }
        }
        let missing: usize = self
            .series
            .iter()
            .map(|series| series.values.iter().filter(|value| value.is_none()).count())
            .sum();
        if missing > 0 {
            let _ = write!(text, " {} missing.", count(missing, "value is", "values are"));
        }
        text
    }

    fn words(&self) -> Vec<&str> {
        self.axes.iter().chain(self.series.iter().map(|series| &series.name)).map(|word| &**word).collect()
    }

    fn table(&self, format: &Format) -> Table {
        let mut table = Table::new(&["Axis"]);
        table.head.extend(self.series.iter().map(|series| series.name.clone()));
        for (axis, name) in self.axes.iter().enumerate() {
            let mut row = vec![name.clone()];
            row.extend(self.series.iter().map(|series| {
                let value = series.values.get(axis).copied().flatten();
                value.map_or_else(|| "no value".to_owned(), |value| format.full(value))
            }));
            table.rows.push(row);
        }
        table
    }

    fn draw(&self, format: &Format, svg: &mut Svg) {
        if self.series.is_empty() {
            nothing(svg, "There are no values to show");
            return;
        }
        let size = if svg.narrow() { SMALL } else { SIZE };
        let radius = self.radius(svg, size);
        let names: Vec<(Key<'_>, &str)> = self
            .series
            .iter()
            .enumerate()
            .map(|(index, series)| {
                let key =
                    Key::Line { class: SERIES[index % 8], dash: DASHES[index % 8], marker: Some(index) };
                (key, &*series.name)
            })
            .collect();
        let top = legend(svg, &names, 0.0) + 6.0;
        let axes = self.axes.len();
        let turn = |axis: usize| TAU * axis as f64 / axes as f64;
        let centre_x = svg.width / 2.0;
        let labels: Vec<Vec<String>> = (0..axes)
            .map(|axis| {
                let side = turn(axis).sin().abs();
                let room = if side < 0.2 { svg.width * 0.6 } else { centre_x - side * radius - 16.0 };
                wrap(&self.axes[axis], room, size, if side < 0.2 { 2 } else { 3 })
            })
            .collect();
        let above = labels.first().map_or(0, Vec::len) as f64 * LEADING;
        let centre = (centre_x, top + above + radius + 10.0);
        let place = |axis: usize, distance: f64| {
            (centre.0 + turn(axis).sin() * distance, centre.1 - turn(axis).cos() * distance)
        };
        let at = |axis: usize, value: f64| {
            let share = (value - self.min) / (self.max - self.min);
            place(axis, radius * if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 })
        };
        let rings = ticks(self.min, self.max, self.step);
        for ring in &rings {
            let points: Vec<_> = (0..axes).map(|axis| Some(at(axis, *ring))).collect();
            let zero = *ring == 0.0 && self.min < 0.0;
            svg.polyline(&points, true, Stroke::thin(if zero { "axis" } else { "grid" }));
        }
        for axis in 0..axes {
            svg.line(centre, place(axis, radius), Stroke::thin("grid"));
        }
        // The middle needs no number, and has no room for one.
        for (index, ring) in rings.iter().enumerate().skip(1) {
            let y = at(0, *ring).1;
            let text = format.tick(*ring, self.step, index + 1 == rings.len());
            svg.text((centre.0 - 8.0, y + 4.0), &text, Text::new("faint", SMALL - 1.0, Anchor::End));
        }
        let mut bottom = centre.1 + radius;
        for (axis, lines) in labels.iter().enumerate() {
            let (sin, cos) = turn(axis).sin_cos();
            let (x, y) = place(axis, radius + 10.0);
            let anchor = match sin {
                _ if sin.abs() < 0.2 => Anchor::Middle,
                _ if sin > 0.0 => Anchor::Start,
                _ => Anchor::End,
            };
            // Upper labels end at their corner, lower ones begin there, those at the sides are centred.
            let extra = (lines.len() as f64 - 1.0).max(0.0) * LEADING;
            let first = y + 4.5 - extra * (1.0 + cos) / 2.0 - cos * 5.0 + if cos < -0.9 { 6.0 } else { 0.0 };
            svg.begin(&self.axes[axis]);
            svg.lines((x, first), lines, Text::new("ink", size, anchor));
            svg.end();
            bottom = bottom.max(first + extra);
        }
        for (index, series) in self.series.iter().enumerate() {
            self.series(svg, format, index, series, &at);
        }
        svg.height = bottom + 10.0;
    }
}

impl Radar {
    /// As large as lets the longest word of each label stand beside it unbroken, within limits.
    fn radius(&self, svg: &Svg, size: f64) -> f64 {
        let (most, least) = if svg.narrow() { (96.0, 66.0) } else { (150.0, 120.0) };
        let mut radius: f64 = most;
        for (axis, name) in self.axes.iter().enumerate() {
            let side = (TAU * axis as f64 / self.axes.len() as f64).sin().abs();
            if side >= 0.2 {
                let word = name.split(' ').map(|word| width(word, size)).fold(0.0, f64::max);
                radius = radius.min((svg.width / 2.0 - 17.0 - word) / side);
            }
        }
        radius.max(least)
    }

    fn series(
        &self,
        svg: &mut Svg,
        format: &Format,
        index: usize,
        series: &Series,
        at: &dyn Fn(usize, f64) -> (f64, f64),
    ) {
        let class = SERIES[index % SERIES.len()];
        let points: Vec<Option<(f64, f64)>> = series
            .values
            .iter()
            .enumerate()
            .map(|(axis, value)| value.map(|value| at(axis, value)))
            .collect();
        let whole: Vec<(f64, f64)> = points.iter().flatten().copied().collect();
        if whole.len() == points.len() && self.series.len() <= 3 {
            svg.shape(&whole, class, 0.08);
        }
        let stroke = Stroke::line(class, DASHES[index % DASHES.len()]);
        match points.iter().position(Option::is_none) {
            // Beginning behind a gap, the line passes the first axis unbroken.
            Some(gap) => {
                let turned: Vec<_> = points[gap..].iter().chain(&points[..gap]).copied().collect();
                svg.polyline(&turned, false, stroke);
            }
            None => svg.polyline(&points, true, stroke),
        }
        for (axis, (point, value)) in points.iter().zip(&series.values).enumerate() {
            if let (Some(point), Some(value)) = (point, value) {
                let axis = self.axes.get(axis).map_or("", |axis| axis);
                svg.begin(&format!("{}, {axis}: {}", series.name, format.label(*value)));
                svg.marker(*point, index, 4.0);
                svg.end();
            }
        }
    }
}
