//! STRIVE: weighs options against each other, and says what the result rests on and what would change it.
//!
//! The modules that compute know numbers only; [`inputs`] is what a document says, and the report puts both on a page.

pub mod assessors;
pub mod cash;
pub mod criteria;
pub mod flip;
pub mod inputs;
pub mod ranking;
pub mod reviews;
pub mod score;
pub mod sensitivity;
pub mod settings;
pub mod verdict;
pub mod weightings;

mod assessment;
mod data;
mod knowledge;
mod report;
mod result;

use stratbook_plugin::prelude::*;

/// The plugin.
#[derive(Debug)]
pub struct Strive;

impl Plugin for Strive {
    const MANIFEST: &'static str = include_str!("../plugin.toml");

    fn methods() -> Methods {
        Methods::new().report(include_str!("../example.yaml"), report::make).settings::<settings::Settings>()
    }
}
