//! A small line without axes, for the direction of a number beside its name.

use crate::fields::{Fields, MOST_POINTS, Problems, numbers};
use crate::format::Format;
use crate::kinds::{Kind, count};
use crate::scale::{Scale, extent, widen};
use crate::svg::{Anchor, SIZE, Stroke, Svg, Text};
use crate::table::Table;

#[derive(Debug)]
pub(crate) struct Sparkline {
    values: Vec<Option<f64>>,
}

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 36.0;

impl Sparkline {
    pub(crate) fn read(fields: &mut Fields<'_>, problems: &mut Problems) -> Self {
        let nodes = fields.required_list("values", MOST_POINTS, "add `values: […]`", problems);
        Self { values: numbers(nodes, problems) }
    }

    fn known(&self) -> impl DoubleEndedIterator<Item = f64> + '_ {
        self.values.iter().flatten().copied()
    }
}

impl Kind for Sparkline {
    fn key(&self) -> &'static str {
        "sparkline"
    }

    fn name(&self) -> &'static str {
        "Sparkline"
    }

    fn describe(&self, format: &Format) -> String {
        let Some((low, high)) = extent(self.known()) else { return "A line without values.".to_owned() };
        let end = |value: Option<f64>| value.map(|value| format.label(value)).unwrap_or_default();
        format!(
            "{}, from {} to {}; lowest {}, highest {}.",
            count(self.values.len(), "value", "values"),
            end(self.known().next()),
            end(self.known().next_back()),
            format.label(low),
            format.label(high)
        )
    }

    fn words(&self) -> Vec<&str> {
        Vec::new()
    }

    fn table(&self, format: &Format) -> Table {
        let mut table = Table::new(&["Number", "Value"]);
        for (index, value) in self.values.iter().enumerate() {
            let value = value.map_or_else(|| "no value".to_owned(), |value| format.full(value));
            table.rows.push(vec![(index + 1).to_string(), value]);
        }
        table
    }

    fn rows(&self) -> Vec<(String, Vec<Option<f64>>)> {
        vec![(String::new(), self.values.clone())]
    }

    fn width(&self) -> Option<f64> {
        Some(WIDTH)
    }

    fn draw(&self, format: &Format, svg: &mut Svg) {
        svg.height = HEIGHT;
        let (low, high) = extent(self.known()).map_or((0.0, 1.0), |(low, high)| widen(low, high));
        let label =
            self.known().next_back().map_or_else(|| "no value".to_owned(), |value| format.label(value));
        let right = WIDTH - crate::text::width(&label, SIZE).min(110.0) - 12.0;
        let steps = self.values.len().saturating_sub(1).max(1) as f64;
        let across = Scale { low: 0.0, high: steps, from: 5.0, to: right };
        let up = Scale { low, high, from: HEIGHT - 6.0, to: 6.0 };
        let points: Vec<Option<(f64, f64)>> = self
            .values
            .iter()
            .enumerate()
            .map(|(index, value)| value.map(|value| (across.at(index as f64), up.at(value))))
            .collect();
        if low < 0.0 && high > 0.0 {
            svg.line((0.0, up.at(0.0)), (right + 5.0, up.at(0.0)), Stroke::thin("grid"));
        }
        svg.polyline(&points, false, Stroke { class: "s1", width: 1.75, dash: "" });
        for index in lonely(&points) {
            if let Some(at) = points[index] {
                svg.circle(at, 1.75, "s1");
            }
        }
        let mut y = HEIGHT / 2.0;
        if let Some(at) = points.iter().flatten().next_back() {
            svg.circle(*at, 3.25, "s1");
            y = at.1;
        }
        let class = if self.known().next().is_some() { "ink" } else { "faint" };
        svg.text(
            (right + 9.0, y.clamp(12.0, HEIGHT - 8.0) + 4.5),
            &label,
            Text::new(class, SIZE, Anchor::Start).bold(),
        );
    }
}

/// Points between two gaps: no line shows them.
pub(crate) fn lonely(points: &[Option<(f64, f64)>]) -> impl Iterator<Item = usize> + '_ {
    let known = |index: Option<usize>| index.and_then(|index| points.get(index)).is_some_and(Option::is_some);
    (0..points.len()).filter(move |&index| {
        points[index].is_some() && !known(index.checked_sub(1)) && !known(Some(index + 1))
    })
}
