//! Personalization templates: finds the variables of a template, fills them, and says what is open and what cannot be
//! right.
//!
//! [`variables`] is what `stratbook vars` shows; it is pure, and so is everything but [`Personalization`] itself.

pub mod complete;
pub mod expression;
pub mod fill;
pub mod inputs;
pub mod parts;
pub mod plausible;
pub mod quantity;
mod report;
pub mod values;
pub mod variables;

use stratbook_plugin::prelude::*;

/// The plugin.
#[derive(Debug)]
pub struct Personalization;

impl Plugin for Personalization {
    const MANIFEST: &'static str = include_str!("../plugin.toml");

    fn methods() -> Methods {
        Methods::new().report(include_str!("../example.yaml"), report::make).settings::<inputs::Settings>()
    }
}
