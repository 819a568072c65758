//! What all kinds of charts have in common: how they are read, named and put into a page.

use std::fmt::Write as _;

use stratbook_model::Span;

use crate::fields::{Fields, Problems, offer, text};
use crate::format::Format;
use crate::kinds::{self, Kind};
use crate::plain::Plain;
use crate::problem::Problem;
use crate::svg::{Svg, n};
use crate::text::escape;

/// Width of a drawing for a column of text, in units of about a pixel.
const WIDE: f64 = 720.0;
/// Width of a drawing for a phone.
const NARROW: f64 = 340.0;
/// Longest unit, in characters.
const LONGEST_UNIT: usize = 12;
/// Most digits after the point.
const MOST_DECIMALS: f64 = 6.0;

/// A chart that can be drawn.
#[derive(Debug)]
pub struct Chart {
    title: String,
    subtitle: String,
    description: String,
    note: String,
    format: Format,
    kind: Box<dyn Kind>,
}

/// Reads a specification.
///
/// # Errors
/// All that is wrong with it, each with its bytes in the specification; never an empty list.
pub fn read(specification: &str) -> Result<Chart, Vec<Problem>> {
    let root = crate::yaml::parse(specification).map_err(|problem| vec![problem])?;
    let mut problems = Problems::default();
    let chart = chart(&root, &mut problems);
    let problems = problems.into_vec();
    match chart {
        Some(chart) if problems.is_empty() => Ok(chart),
        _ => Err(problems),
    }
}

fn chart(root: &crate::yaml::Node, problems: &mut Problems) -> Option<Chart> {
    let mut fields = Fields::new(root, "the chart", problems)?;
    let names = kinds::NAMES;
    let Some(kind) = fields.get("type") else {
        let all: Vec<&str> = names.to_vec();
        fields.missing("type", &format!("begin with `type: …`, {}", offer("", &all)), problems);
        return None;
    };
    let word = text(kind, "`type`", problems);
    let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(&word)) else {
        problems.add(kind.span, format!("`{word}` is no type of chart"), offer(&word, &names));
        return None;
    };
    let title = fields.text("title", problems);
    let subtitle = fields.text("subtitle", problems);
    let description = fields.text("description", problems);
    let note = fields.text("note", problems);
    let unit = fields.text("unit", problems);
    if unit.chars().count() > LONGEST_UNIT {
        let span = fields.get("unit").map_or(Span::default(), |node| node.span);
        let message =
            format!("the unit is longer than {LONGEST_UNIT} characters, and stands beside each number");
        problems.add(span, message, "use a short sign, and say it in full in `subtitle`");
    }
    let decimals = fields.number("decimals", problems);
    if decimals.is_some_and(|value| !(0.0..=MOST_DECIMALS).contains(&value) || value.fract() != 0.0) {
        let span = fields.get("decimals").map_or(Span::default(), |node| node.span);
        problems.add(span, "`decimals` is a whole number from 0 to 6", "leave it out to have it chosen");
    }
    let kind = kinds::read(name, &mut fields, problems);
    fields.finish(problems);
    let format = Format { unit, decimals: decimals.map(|value| value as usize) };
    Some(Chart { title, subtitle, description, note, format, kind })
}

impl Chart {
    /// What it is called: its title, or its kind.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { self.kind.name() } else { &self.title }
    }

    /// What a reader who does not see it is told: the author's description, or what stands out in the data.
    pub fn description(&self) -> String {
        if self.description.is_empty() { self.kind.describe(&self.format) } else { self.description.clone() }
    }

    /// Its words, for whoever searches them: title, description, and the names in it. No numbers.
    pub fn words(&self) -> String {
        let head = [&self.title, &self.subtitle, &self.description, &self.note].map(String::as_str);
        let words: Vec<&str> =
            head.into_iter().chain(self.kind.words()).filter(|word| !word.is_empty()).collect();
        words.join(" · ")
    }

    /// What it shows, for readers without pictures.
    pub fn plain(&self) -> Plain {
        let table = self.kind.table(&self.format);
        Plain {
            kind: self.kind.key(),
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            description: self.description(),
            note: self.note.clone(),
            rows: self.kind.rows(),
            head: table.head,
            words: table.words,
            table: table.rows,
        }
    }

    /// The figure. `id` is unique in the page, and the ids within begin with it; without one it has none, as where one
    /// text is shown twice in a page.
    pub fn html(&self, id: Option<&str>) -> String {
        let mut out = String::with_capacity(8192);
        let _ = writeln!(out, "<figure class=\"chart chart-{}\">", self.kind.key());
        if !self.title.is_empty() || !self.subtitle.is_empty() {
            out.push_str("<figcaption>");
            if !self.title.is_empty() {
                let _ = write!(out, "<div class=\"chart-title\">{}</div>", escape(&self.title));
            }
            if !self.subtitle.is_empty() {
                let _ = write!(out, "<div class=\"chart-subtitle\">{}</div>", escape(&self.subtitle));
            }
            out.push_str("</figcaption>\n");
        }
        let widths: &[(f64, &str)] = match self.kind.width() {
            Some(width) => &[(width, "only")],
            None => &[(WIDE, "wide"), (NARROW, "narrow")],
        };
        for (width, form) in widths {
            let mut svg = Svg::new(*width);
            self.kind.draw(&self.format, &mut svg);
            self.svg(&svg, form, id, &mut out);
        }
        if !self.note.is_empty() {
            let _ = writeln!(out, "<p class=\"chart-note\">{}</p>", escape(&self.note));
        }
        self.kind.table(&self.format).html(self.name(), &mut out);
        out.push_str("</figure>\n");
        out
    }

    fn svg(&self, svg: &Svg, form: &str, id: Option<&str>, out: &mut String) {
        let (width, height) = (n(svg.width), n(svg.height));
        let name = escape(self.name());
        let description = escape(&self.description());
        let _ = write!(
            out,
            "<svg class=\"chart-{form}\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"system-ui, sans-serif\" direction=\"ltr\" role=\"img\""
        );
        // Without the theme's style sheet the wide drawing alone is shown.
        if form == "narrow" {
            out.push_str(" display=\"none\"");
        }
        match id {
            Some(id) => {
                let id = escape(&format!("{id}-{form}"));
                let _ = write!(
                    out,
                    " aria-labelledby=\"{id}-title {id}-description\">\n<title id=\"{id}-title\">{name}</title><desc id=\"{id}-description\">{description}</desc>\n"
                );
            }
            None => {
                let _ = writeln!(out, " aria-label=\"{name}. {description}\">");
            }
        }
        out.push_str(&svg.out);
        out.push_str("</svg>\n");
    }
}
