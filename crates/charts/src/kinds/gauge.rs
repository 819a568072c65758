//! One number on its range, with what its parts mean: a straight gauge, which is read more exactly than a dial.

use std::fmt::Write as _;

use crate::fields::{Fields, Problems};
use crate::format::Format;
use crate::kinds::{Kind, Tone};
use crate::legend::gap;
use crate::scale::Scale;
use crate::svg::{Anchor, Area, LEADING, SMALL, Stroke, Svg, Text};
use crate::table::Table;
use crate::text::{width, wrap};

#[derive(Debug)]
struct Zone {
    from: f64,
    label: String,
    tone: Tone,
}

#[derive(Debug)]
pub(crate) struct Gauge {
    value: Option<f64>,
    min: f64,
    max: f64,
    target: Option<f64>,
    zones: Vec<Zone>,
}

impl Gauge {
    pub(crate) fn read(fields: &mut Fields<'_>, problems: &mut Problems) -> Self {
        let value = fields.number("value", problems);
        let min = fields.number("min", problems).unwrap_or(0.0);
        let max = fields.number("max", problems);
        if max.is_none() && fields.get("max").is_none() {
            fields.missing("max", "add `max: …`, where the gauge ends", problems);
        }
        let max_known = max.is_some();
        let max = max.unwrap_or(min + 1.0);
        if max <= min {
            problems.add(fields.key_span("max"), "`max` is not above `min`", "give the gauge a range");
        }
        for (key, value) in [("value", value), ("target", fields.number("target", problems))] {
            if max_known && value.is_some_and(|value| value < min || value > max) {
                let message = format!("`{key}` lies outside the gauge");
                problems.add(fields.key_span(key), message, "set `min` and `max` so that it has a place");
            }
        }
        let target = fields.number("target", &mut Problems::default());
        let mut last = f64::NEG_INFINITY;
        let zones = fields.groups("thresholds", 6, problems, |fields, problems| {
            let from = fields.number("from", problems);
            if from.is_none() && fields.get("from").is_none() {
                fields.missing("from", "add `from: …`, where this part begins", problems);
            }
            let from = from.unwrap_or(last);
            if from < last {
                problems.add(
                    fields.key_span("from"),
                    "this part begins below the one before",
                    "list `thresholds` from low to high",
                );
            } else if max_known && from > max {
                problems.add(
                    fields.key_span("from"),
                    "this part begins beyond `max`",
                    "leave it out, or raise `max`",
                );
            }
            last = from;
            let tone = fields.choice("tone", &Tone::ALL, problems).unwrap_or(Tone::Neutral);
            Zone { from, label: fields.text("label", problems), tone }
        });
        Self { value, min, max, target, zones }
    }

    fn zone(&self) -> Option<&Zone> {
        let value = self.value?;
        self.zones.iter().rev().find(|zone| zone.from <= value)
    }
}

impl Kind for Gauge {
    fn key(&self) -> &'static str {
        "gauge"
    }

    fn name(&self) -> &'static str {
        "Gauge"
    }

    fn describe(&self, format: &Format) -> String {
        let range = format!("from {} to {}", format.short(self.min), format.label(self.max));
        let mut text = match self.value {
            Some(value) => format!("{} on a range {range}", format.label(value)),
            None => format!("No value on a range {range}"),
        };
        if let Some(zone) = self.zone().filter(|zone| !zone.label.is_empty()) {
            let _ = write!(text, ": {}", zone.label);
        }
        if let Some(target) = self.target {
            let _ = write!(text, ". The target is {}", format.label(target));
        }
        text + "."
    }

    fn words(&self) -> Vec<&str> {
        self.zones.iter().map(|zone| &*zone.label).collect()
    }

    fn table(&self, format: &Format) -> Table {
        let mut table = Table::new(&["What", "Value"]);
        let value = self.value.map_or_else(|| "no value".to_owned(), |value| format.full(value));
        table.rows.push(vec!["Value".to_owned(), value]);
        if let Some(target) = self.target {
            table.rows.push(vec!["Target".to_owned(), format.full(target)]);
        }
        for (name, value) in [("Lowest", self.min), ("Highest", self.max)] {
            table.rows.push(vec![name.to_owned(), format.full(value)]);
        }
        for zone in &self.zones {
            let name = if zone.label.is_empty() { "Threshold" } else { &zone.label };
            table.rows.push(vec![format!("{name}, from"), format.full(zone.from)]);
        }
        table
    }

    fn draw(&self, format: &Format, svg: &mut Svg) {
        let scale = Scale { low: self.min, high: self.max, from: 0.0, to: svg.width };
        let value = self.value.map_or_else(|| "no value".to_owned(), |value| format.label(value));
        let big = if self.value.is_some() { 28.0 } else { 18.0 };
        let at = self.value.map_or(0.0, |value| scale.at(value));
        // The number stands over its place, as far as the edges allow.
        let half = width(&value, big) / 2.0;
        let x = at.clamp(half.min(svg.width / 2.0), (svg.width - half).max(svg.width / 2.0));
        let class = if self.value.is_some() { "ink" } else { "faint" };
        svg.text((x, 31.0), &value, Text::new(class, big, Anchor::Middle).bold());
        let (top, thick) = (56.0, 16.0);
        let track = Area::new(0.0, top, svg.width, thick);
        if self.value.is_none() {
            gap(svg, track);
        }
        self.zones(svg, format, &scale, track);
        let below = top + thick;
        if let Some(target) = self.target {
            let x = scale.at(target).clamp(7.0, svg.width - 7.0);
            svg.begin(&format!("Target: {}", format.label(target)));
            svg.shape(&[(x - 6.0, below + 10.0), (x + 6.0, below + 10.0), (x, below + 1.0)], "soft", 1.0);
            svg.end();
        }
        if let Some(value) = self.value {
            let x = scale.at(value).clamp(7.0, svg.width - 7.0);
            svg.begin(&format.label(value));
            svg.shape(&[(x - 7.0, top - 12.0), (x + 7.0, top - 12.0), (x, top - 1.0)], "ink", 1.0);
            let x = scale.at(value).clamp(1.5, svg.width - 1.5);
            for (class, width) in [("paper", 6.0), ("ink", 2.5)] {
                svg.line((x, top), (x, below), Stroke { class, width, dash: "" });
            }
            svg.end();
        }
        self.names(svg, format, &scale, below + if self.target.is_some() { 25.0 } else { 18.0 });
    }
}

impl Gauge {
    fn is_here(&self, zone: &Zone) -> bool {
        self.zone().is_some_and(|current| std::ptr::eq(current, zone))
    }

    /// Where each part begins and ends on the gauge.
    fn spans(&self) -> Vec<(f64, f64, Option<&Zone>)> {
        let mut spans = Vec::new();
        let first = self.zones.first().map_or(self.max, |zone| zone.from);
        if first > self.min {
            spans.push((self.min, first, None));
        }
        for (index, zone) in self.zones.iter().enumerate() {
            let end = self.zones.get(index + 1).map_or(self.max, |next| next.from);
            spans.push((zone.from.max(self.min), end.min(self.max), Some(zone)));
        }
        spans
    }

    fn zones(&self, svg: &mut Svg, format: &Format, scale: &Scale, track: Area) {
        for (from, to, zone) in self.spans() {
            let (left, right) = (scale.at(from), scale.at(to));
            let seam = if from > self.min { 1.0 } else { 0.0 };
            let area = Area::new(left + seam, track.y, right - left - seam, track.height);
            match zone {
                _ if self.value.is_none() => {
                    svg.line((right, track.y), (right, track.y + track.height), Stroke::thin("axis"));
                }
                None => svg.rect(area, "track", 0.0),
                Some(zone) => {
                    svg.begin(&format!(
                        "{}: from {} to {}",
                        zone.label,
                        format.short(from),
                        format.label(to)
                    ));
                    svg.tint(area, zone.tone.class(), if self.is_here(zone) { 1.0 } else { 0.3 });
                    svg.end();
                }
            }
        }
        if self.value.is_some() && self.zones.is_empty() {
            let end = self.value.map_or(0.0, |value| scale.at(value));
            svg.rect(Area::new(0.0, track.y, end, track.height), "s1", 0.0);
        }
    }

    /// The numbers at the ends and thresholds, and under them what the parts are called.
    fn names(&self, svg: &mut Svg, format: &Format, scale: &Scale, y: f64) {
        let style = Text::new("faint", SMALL, Anchor::Middle);
        let mut taken: Vec<(f64, f64)> = Vec::new();
        let mut write = |svg: &mut Svg, value: f64, text: &str, style: Text<'_>| {
            let half = width(text, SMALL) / 2.0;
            let x = scale.at(value).clamp(half.min(svg.width / 2.0), (svg.width - half).max(svg.width / 2.0));
            // What matters most comes first; what would overlap it is left out.
            if taken.iter().all(|(from, to)| x + half + 6.0 < *from || x - half - 6.0 > *to) {
                svg.text((x, y), text, style);
                taken.push((x - half, x + half));
            }
        };
        if let Some(target) = self.target {
            let text = format!("target {}", format.label(target));
            write(svg, target, &text, Text::new("soft", SMALL, Anchor::Middle).bold());
        }
        write(svg, self.min, &format.short(self.min), style);
        write(svg, self.max, &format.label(self.max), style);
        for zone in self.zones.iter().filter(|zone| zone.from > self.min) {
            write(svg, zone.from, &format.short(zone.from), style);
        }
        let mut lowest = y;
        for (from, to, zone) in self.spans() {
            let Some(zone) = zone else { continue };
            let (left, right) = (scale.at(from), scale.at(to));
            let room = right - left - 4.0;
            let lines = if room > 24.0 { wrap(&zone.label, room, SMALL, 2) } else { Vec::new() };
            let here = self.is_here(zone);
            let style = Text::new(if here { "ink" } else { "faint" }, SMALL, Anchor::Middle);
            svg.lines(
                (f64::midpoint(left, right), y + LEADING + 2.0),
                &lines,
                if here { style.bold() } else { style },
            );
            lowest = f64::max(lowest, y + 2.0 + lines.len() as f64 * LEADING);
        }
        svg.height = lowest + 6.0;
    }
}
