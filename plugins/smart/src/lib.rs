//! SMART goals: one number that is to move, from where to where, by when, and how far it has come.
//!
//! The modules with formulas ([`mod@line`], [`status`], [`trend`], [`student`], [`letters`]) know nothing of Markdown, and
//! `report` computes nothing.

pub mod inputs;
pub mod letters;
pub mod line;
pub mod settings;
pub mod status;
pub mod student;
pub mod trend;
pub mod unit;

mod data;
mod goal;
mod problems;
mod report;

use stratbook_plugin::prelude::*;

pub use inputs::Inputs;
pub use settings::Settings;

/// The plugin.
#[derive(Debug)]
pub struct Smart;

impl Plugin for Smart {
    const MANIFEST: &'static str = include_str!("../plugin.toml");

    fn methods() -> Methods {
        Methods::new().report(include_str!("../example.yaml"), report::make).settings::<Settings>()
    }
}
