//! The picture of a line chart.

use super::{Line, Series, Style};
use crate::format::Format;
use crate::kinds::sparkline::lonely;
use crate::legend::{Key, legend, nothing};
use crate::scale::{Scale, date_ticks, extent, nice, step, ticks, widen};
use crate::svg::{Anchor, DASHES, SERIES, SIZE, SMALL, Stroke, Svg, Text};
use crate::text::{fit, width};

/// Dashes of a target.
const TARGET: &str = "2 3";

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

impl Line {
    pub(super) fn drawn(&self, format: &Format, svg: &mut Svg) {
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
