//! What the colours and shapes of a drawing mean.

use crate::svg::{Anchor, Area, Hatch, SIZE, SMALL, Stroke, Svg, Text};
use crate::text::{fit, width};

/// The sample beside a name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Key<'a> {
    /// A line with its dash, and the marker of a series.
    Line { class: &'a str, dash: &'a str, marker: Option<usize> },
    /// A filled area.
    Swatch { class: &'a str, hatch: Hatch },
    /// A place without a value.
    Gap,
}

const ROW: f64 = 22.0;

/// Writes names with their samples from the left, as many rows as they need; gives where they end.
pub(crate) fn legend(svg: &mut Svg, items: &[(Key<'_>, &str)], top: f64) -> f64 {
    let (mut x, mut y) = (0.0, top);
    for (key, name) in items {
        let sample = if matches!(key, Key::Line { .. }) { 28.0 } else { 14.0 };
        let room = svg.width - sample - 7.0;
        let shown = fit(name, room, SIZE);
        let wide = sample + 7.0 + width(&shown, SIZE);
        if x > 0.0 && x + wide > svg.width {
            x = 0.0;
            y += ROW;
        }
        let middle = y + 8.0;
        svg.begin(name);
        match *key {
            Key::Line { class, dash, marker } => {
                svg.line((x, middle), (x + sample, middle), Stroke::line(class, dash));
                if let Some(marker) = marker {
                    svg.marker((x + sample / 2.0, middle), marker, 4.0);
                }
            }
            Key::Swatch { class, hatch } => {
                let area = Area::new(x, middle - 6.5, 13.0, 13.0);
                svg.rect(area, class, 2.0);
                svg.hatch(area, hatch, "paper", 5.0);
            }
            Key::Gap => gap(svg, Area::new(x, middle - 6.5, 13.0, 13.0)),
        }
        svg.text((x + sample + 7.0, middle + 4.5), &shown, Text::new("soft", SIZE, Anchor::Start));
        svg.end();
        x += wide + 20.0;
    }
    if items.is_empty() { top } else { y + ROW }
}

/// A place without a value: hatched, never empty, so that it cannot be taken for nought.
pub(crate) fn gap(svg: &mut Svg, area: Area) {
    svg.hatch(area, Hatch::Rising, "axis", 5.0);
    svg.frame(area, Stroke::thin("grid"), 1.0);
}

/// What stands in place of a drawing that has no values.
pub(crate) fn nothing(svg: &mut Svg, text: &str) {
    let area = Area::new(0.5, 0.5, svg.width - 1.0, 47.0);
    svg.frame(area, Stroke { class: "axis", width: 1.0, dash: "4 4" }, 4.0);
    svg.text((svg.width / 2.0, 29.0), text, Text::new("faint", SMALL, Anchor::Middle));
    svg.height = 48.0;
}
