//! The picture of a bar chart.

use super::{Bar, Bars};
use crate::format::Format;
use crate::kinds::Tone;
use crate::legend::{Key, gap, legend, nothing};
use crate::scale::{Scale, extent, nice, ticks, widen};
use crate::svg::{Anchor, Area, Hatch, LEADING, SERIES, SIZE, SMALL, Stroke, Svg, Text};
use crate::text::{width, wrap};

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
    pub(super) fn drawn(&self, format: &Format, svg: &mut Svg) {
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
