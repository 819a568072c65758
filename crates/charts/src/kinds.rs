//! The kinds of charts.

mod bar;
mod gauge;
mod heatmap;
mod ladder;
mod line;
mod radar;
mod sparkline;

use std::fmt::Debug;

use crate::fields::{Fields, Problems};
use crate::format::Format;
use crate::svg::Svg;
use crate::table::Table;

/// What `type` may be.
pub(crate) const NAMES: [&str; 7] = ["radar", "bar", "line", "ladder", "heatmap", "gauge", "sparkline"];

/// One kind of chart: its data, and how they are shown.
pub(crate) trait Kind: Debug + Send + Sync {
    /// One of [`NAMES`].
    fn key(&self) -> &'static str;
    /// What it is called where it has no title.
    fn name(&self) -> &'static str;
    /// What stands out in the data, in a sentence or two.
    fn describe(&self, format: &Format) -> String;
    /// All names in it.
    fn words(&self) -> Vec<&str>;
    /// All numbers in it.
    fn table(&self, format: &Format) -> Table;
    /// Draws it in the width that the drawing has, and sets its height.
    fn draw(&self, format: &Format, svg: &mut Svg);
    /// Its rows of numbers by name, where a row of blocks would show them. A gap is none.
    fn rows(&self) -> Vec<(String, Vec<Option<f64>>)> {
        Vec::new()
    }
    /// Its width, where that is always the same.
    fn width(&self) -> Option<f64> {
        None
    }
}

/// Reads the fields of one kind. `name` is one of [`NAMES`].
pub(crate) fn read(name: &str, fields: &mut Fields<'_>, problems: &mut Problems) -> Box<dyn Kind> {
    match name {
        "radar" => Box::new(radar::Radar::read(fields, problems)),
        "bar" => Box::new(bar::Bars::read(fields, problems)),
        "line" => Box::new(line::Line::read(fields, problems)),
        "ladder" => Box::new(ladder::Ladder::read(fields, problems)),
        "heatmap" => Box::new(heatmap::Heatmap::read(fields, problems)),
        "gauge" => Box::new(gauge::Gauge::read(fields, problems)),
        _ => Box::new(sparkline::Sparkline::read(fields, problems)),
    }
}

/// What a value is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Good,
    Warn,
    Bad,
    Neutral,
}

impl Tone {
    pub(crate) const ALL: [(&'static str, Self); 4] =
        [("good", Self::Good), ("warn", Self::Warn), ("bad", Self::Bad), ("neutral", Self::Neutral)];

    pub(crate) fn class(self) -> &'static str {
        Self::ALL.iter().find(|(_, tone)| *tone == self).map_or("neutral", |(name, _)| name)
    }

    pub(crate) fn hatch(self) -> crate::svg::Hatch {
        use crate::svg::Hatch;
        match self {
            Self::Good | Self::Neutral => Hatch::None,
            Self::Warn => Hatch::Rising,
            Self::Bad => Hatch::Falling,
        }
    }
}

/// `1 step`, `3 steps`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
