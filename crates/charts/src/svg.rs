//! Writes SVG. Every colour is a class with a fallback: the theme sets `color` for the class, and where no style sheet is
//! at hand (an exported file, a program that knows SVG alone) the attribute beside it holds.

use std::fmt::Write as _;

use crate::text::{escape, fit, width};

/// Size of ordinary text.
pub(crate) const SIZE: f64 = 13.0;
/// Size of ticks, notes and values in cells.
pub(crate) const SMALL: f64 = 12.0;
/// Distance of two lines of text.
pub(crate) const LEADING: f64 = 16.0;

/// Classes of the theme and their colours on paper. Series colours are those of Okabe and Ito, darkened where text in
/// them would be too faint.
const COLOURS: [(&str, &str); 28] = [
    ("ink", "#15211c"),
    ("soft", "#405048"),
    ("faint", "#57685f"),
    ("grid", "#dde4e0"),
    ("axis", "#82938a"),
    ("paper", "#ffffff"),
    ("track", "#eaf0ed"),
    ("s1", "#0072b2"),
    ("s2", "#b94a00"),
    ("s3", "#00785c"),
    ("s4", "#9c4a84"),
    ("s5", "#7a5c00"),
    ("s6", "#3a6ea5"),
    ("s7", "#8c3b3b"),
    ("s8", "#4d4d4d"),
    ("good", "#00785c"),
    ("warn", "#b07400"),
    ("bad", "#b3261e"),
    ("neutral", "#66766e"),
    ("h0", "#f0f6f9"),
    ("h1", "#d5e7f1"),
    ("h2", "#aed2e6"),
    ("h3", "#7db8d8"),
    ("h4", "#2876a6"),
    ("h5", "#0f679c"),
    ("h6", "#074b78"),
    ("on-light", "#15211c"),
    ("on-dark", "#ffffff"),
];

/// Classes of series, in their order.
pub(crate) const SERIES: [&str; 8] = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"];
/// Dashes of series, in their order: lines are told apart in grey too.
pub(crate) const DASHES: [&str; 8] = ["", "7 4", "2 3", "10 3 2 3", "14 4", "5 2", "1 4", "12 3 2 3 2 3"];

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stroke<'a> {
    pub(crate) class: &'a str,
    pub(crate) width: f64,
    pub(crate) dash: &'a str,
}

impl<'a> Stroke<'a> {
    pub(crate) fn thin(class: &'a str) -> Self {
        Self { class, width: 1.0, dash: "" }
    }

    pub(crate) fn line(class: &'a str, dash: &'a str) -> Self {
        Self { class, width: 2.25, dash }
    }
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A piece of text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) class: &'a str,
    pub(crate) size: f64,
    pub(crate) anchor: Anchor,
    pub(crate) bold: bool,
}

impl<'a> Text<'a> {
    pub(crate) fn new(class: &'a str, size: f64, anchor: Anchor) -> Self {
        Self { class, size, anchor, bold: false }
    }

    pub(crate) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Area {
    pub(crate) fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width: width.max(0.0), height: height.max(0.0) }
    }
}

/// Which way hatching runs: colours of areas are told apart in grey too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hatch {
    None,
    Rising,
    Falling,
    Crossed,
}

impl Hatch {
    pub(crate) fn of(index: usize) -> Self {
        [Self::None, Self::Rising, Self::Falling, Self::Crossed][index % 4]
    }
}

/// A drawing being written.
#[derive(Debug)]
pub(crate) struct Svg {
    pub(crate) out: String,
    pub(crate) width: f64,
    /// Set when the drawing is done.
    pub(crate) height: f64,
}

impl Svg {
    pub(crate) fn new(width: f64) -> Self {
        Self { out: String::new(), width, height: 0.0 }
    }

    /// Whether it is drawn for a phone.
    pub(crate) fn narrow(&self) -> bool {
        self.width < 500.0
    }

    fn class(&mut self, class: &str) {
        let colour = COLOURS.iter().find(|(name, _)| *name == class).map_or("#15211c", |(_, colour)| *colour);
        let _ = write!(self.out, " class=\"{class}\" color=\"{colour}\"");
    }

    /// Opens a group with a title, which a pointer shows.
    pub(crate) fn begin(&mut self, title: &str) {
        let _ = write!(self.out, "<g><title>{}</title>", escape(title));
    }

    pub(crate) fn end(&mut self) {
        self.out.push_str("</g>\n");
    }

    pub(crate) fn rect(&mut self, area: Area, class: &str, radius: f64) {
        let (x, y, w, h) = (n(area.x), n(area.y), n(area.width), n(area.height));
        let _ = write!(self.out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"");
        if radius > 0.0 {
            let _ = write!(self.out, " rx=\"{}\"", n(radius));
        }
        self.class(class);
        self.out.push_str(" fill=\"currentColor\"/>");
    }

    /// A rectangle without seams, as faint as wanted.
    pub(crate) fn tint(&mut self, area: Area, class: &str, opacity: f64) {
        let Area { x, y, width, height } = area;
        self.shape(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height)], class, opacity);
    }

    /// The outline of a rectangle.
    pub(crate) fn frame(&mut self, area: Area, stroke: Stroke<'_>, radius: f64) {
        let (x, y, w, h) = (n(area.x), n(area.y), n(area.width), n(area.height));
        let _ =
            write!(self.out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{}\"", n(radius));
        self.stroke(stroke);
    }

    fn stroke(&mut self, stroke: Stroke<'_>) {
        self.class(stroke.class);
        let _ =
            write!(self.out, " fill=\"none\" stroke=\"currentColor\" stroke-width=\"{}\"", n(stroke.width));
        if !stroke.dash.is_empty() {
            let _ = write!(self.out, " stroke-dasharray=\"{}\"", stroke.dash);
        }
        self.out.push_str("/>");
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke<'_>) {
        let _ = write!(self.out, "<path d=\"M{} {}L{} {}\"", n(from.0), n(from.1), n(to.0), n(to.1));
        self.stroke(stroke);
    }

    /// Lines through points; with gaps where there is none.
    pub(crate) fn polyline(&mut self, points: &[Option<(f64, f64)>], closed: bool, stroke: Stroke<'_>) {
        let path = path(points, closed);
        if path.is_empty() {
            return;
        }
        let _ = write!(self.out, "<path d=\"{path}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
        self.stroke(stroke);
    }

    /// A filled shape.
    pub(crate) fn shape(&mut self, points: &[(f64, f64)], class: &str, opacity: f64) {
        let points: Vec<Option<(f64, f64)>> = points.iter().copied().map(Some).collect();
        let _ = write!(self.out, "<path d=\"{}\"", path(&points, true));
        self.class(class);
        self.out.push_str(" fill=\"currentColor\"");
        if opacity < 1.0 {
            let _ = write!(self.out, " fill-opacity=\"{}\"", n(opacity));
        }
        self.out.push_str("/>");
    }

    /// Text whose base line is at `at`.
    pub(crate) fn text(&mut self, at: (f64, f64), text: &str, style: Text<'_>) {
        if text.is_empty() {
            return;
        }
        // The estimate of widths is rough; what it says is kept within the drawing.
        let wide = width(text, style.size).min(self.width);
        let before = match style.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => wide / 2.0,
            Anchor::End => wide,
        };
        let x = (at.0 - before).min(self.width - wide).max(0.0) + before;
        let shown = fit(text, self.width, style.size);
        let _ = write!(self.out, "<text x=\"{}\" y=\"{}\" font-size=\"{}\"", n(x), n(at.1), n(style.size));
        match style.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.out.push_str(" text-anchor=\"end\""),
        }
        if style.bold {
            self.out.push_str(" font-weight=\"600\"");
        }
        self.class(style.class);
        let _ = write!(self.out, " fill=\"currentColor\">{}</text>", escape(&shown));
    }

    /// Lines of text, the first one's base line at `at`.
    pub(crate) fn lines(&mut self, at: (f64, f64), lines: &[String], style: Text<'_>) {
        for (index, line) in lines.iter().enumerate() {
            self.text((at.0, at.1 + index as f64 * LEADING), line, style);
        }
    }

    /// Text that reads upwards, beginning at `at`.
    pub(crate) fn upright(&mut self, at: (f64, f64), text: &str, style: Text<'_>) {
        let (x, y) = (n(at.0), n(at.1));
        let _ = write!(
            self.out,
            "<text x=\"{x}\" y=\"{y}\" transform=\"rotate(-90 {x} {y})\" font-size=\"{}\"",
            n(style.size)
        );
        self.class(style.class);
        let _ = write!(self.out, " fill=\"currentColor\">{}</text>", escape(text));
    }

    /// Diagonal lines within a rectangle. Drawn as lines and not as a pattern: patterns need ids, which a page of many
    /// charts would have to keep apart.
    pub(crate) fn hatch(&mut self, area: Area, hatch: Hatch, class: &str, gap: f64) {
        let mut d = String::new();
        let gap = gap.max((area.width + area.height) / 200.0);
        if matches!(hatch, Hatch::Rising | Hatch::Crossed) {
            diagonals(area, gap, false, &mut d);
        }
        if matches!(hatch, Hatch::Falling | Hatch::Crossed) {
            diagonals(area, gap, true, &mut d);
        }
        if d.is_empty() {
            return;
        }
        let _ = write!(self.out, "<path d=\"{d}\" stroke-opacity=\"0.7\"");
        self.stroke(Stroke { class, width: 1.25, dash: "" });
    }

    /// The shape of a series at a place: each has its own.
    pub(crate) fn marker(&mut self, at: (f64, f64), index: usize, size: f64) {
        let (x, y) = at;
        let class = SERIES[index % SERIES.len()];
        let points = |list: &[(f64, f64)]| -> Vec<(f64, f64)> {
            list.iter().map(|(dx, dy)| (x + dx * size, y + dy * size)).collect()
        };
        let shape = match index % 8 {
            1 => points(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
            2 => points(&[(0.0, -1.2), (1.15, 0.85), (-1.15, 0.85)]),
            3 => points(&[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)]),
            4 => points(&[(0.0, 1.2), (1.15, -0.85), (-1.15, -0.85)]),
            5 => points(&[
                (-0.4, -1.2),
                (0.4, -1.2),
                (0.4, -0.4),
                (1.2, -0.4),
                (1.2, 0.4),
                (0.4, 0.4),
                (0.4, 1.2),
                (-0.4, 1.2),
                (-0.4, 0.4),
                (-1.2, 0.4),
                (-1.2, -0.4),
                (-0.4, -0.4),
            ]),
            6 => points(&[(-1.2, 0.0), (-0.6, -1.05), (0.6, -1.05), (1.2, 0.0), (0.6, 1.05), (-0.6, 1.05)]),
            index => {
                let _ = write!(self.out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", n(x), n(y), n(size));
                if index == 7 {
                    self.stroke(Stroke { class, width: 2.0, dash: "" });
                } else {
                    self.class(class);
                    self.out.push_str(" fill=\"currentColor\"/>");
                }
                return;
            }
        };
        self.shape(&shape, class, 1.0);
    }

    pub(crate) fn circle(&mut self, at: (f64, f64), radius: f64, class: &str) {
        let _ = write!(self.out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", n(at.0), n(at.1), n(radius));
        self.class(class);
        self.out.push_str(" fill=\"currentColor\"/>");
    }

    pub(crate) fn ring(&mut self, at: (f64, f64), radius: f64, stroke: Stroke<'_>) {
        let _ = write!(self.out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", n(at.0), n(at.1), n(radius));
        self.stroke(stroke);
    }
}

fn path(points: &[Option<(f64, f64)>], closed: bool) -> String {
    let mut d = String::new();
    let mut pen = false;
    for point in points {
        match point {
            Some((x, y)) => {
                let _ = write!(d, "{}{} {}", if pen { 'L' } else { 'M' }, n(*x), n(*y));
                pen = true;
            }
            None => pen = false,
        }
    }
    if closed && !d.is_empty() {
        d.push('Z');
    }
    d
}

/// Lines at 45 degrees, clipped to the rectangle.
fn diagonals(area: Area, gap: f64, falling: bool, d: &mut String) {
    let Area { x, y, width, height } = area;
    let mut offset = gap / 2.0;
    while offset < width + height {
        // From the left or lower edge to the upper or right one.
        let from = if offset <= height { (0.0, offset) } else { (offset - height, height) };
        let to = if offset <= width { (offset, 0.0) } else { (width, offset - width) };
        let mirror = |(px, py): (f64, f64)| if falling { (x + width - px, y + py) } else { (x + px, y + py) };
        let (from, to) = (mirror(from), mirror(to));
        let _ = write!(d, "M{} {}L{} {}", n(from.0), n(from.1), n(to.0), n(to.1));
        offset += gap;
    }
}

/// A coordinate with two digits after the point at most: bytes do not differ between machines.
pub(crate) fn n(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    format!("{}", if rounded == 0.0 || !rounded.is_finite() { 0.0 } else { rounded })
}
