//! Charts: from a specification in YAML (or JSON, which is YAML) to accessible SVG.
//!
//! [`read`] turns a specification into a [`Chart`], or says at which bytes it is wrong; [`Chart::html`] draws it: a
//! figure with its title, the drawing once for wide columns and once for phones, and its numbers as a table. Both are
//! pure, and their bytes are the same on every machine. This crate knows nothing of Markdown and of themes; the classes
//! that themes colour are listed in `svg.rs`.

mod chart;
mod fields;
mod format;
mod kinds;
mod legend;
mod plain;
mod problem;
mod scale;
mod svg;
mod table;
mod text;
mod yaml;

pub use chart::{Chart, read};
pub use plain::Plain;
pub use problem::Problem;

#[cfg(test)]
mod tests;
