//! Maturity ladders: on which step one stands, what keeps one from the next, and what is to be done about it.
//!
//! [`ladder`] reads and checks a ladder, [`facts`] what is known, [`position`] finds the step. None of them knows of
//! Markdown, and `report` computes nothing.

pub mod facts;
pub mod inputs;
pub mod ladder;
pub mod position;
pub mod settings;

mod assess;
mod check;
mod data;
mod path;
mod report;
mod shortcode;

use stratbook_plugin::prelude::*;

pub use inputs::Inputs;
pub use settings::Settings;

/// The plugin.
#[derive(Debug)]
pub struct Maturity;

impl Plugin for Maturity {
    const MANIFEST: &'static str = include_str!("../plugin.toml");

    fn methods() -> Methods {
        Methods::new()
            .report(include_str!("../example.yaml"), report::make)
            .check(check::run)
            .shortcode(
                ShortcodeDescription::new(
                    "ladder",
                    "Shows the steps of a ladder as a picture and as a table.",
                )
                .optional("of", "The page of the ladder, where it is another."),
                shortcode::show,
            )
            .settings::<Settings>()
    }
}
