//! Objectives and key results: the plugin of the tutorial.

mod overview;
mod report;

use serde::Serialize;
use stratbook_plugin::prelude::*;

/// An objective and what it is measured by.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    /// What is to be reached, in words.
    pub objective: String,
    /// How it is seen that it was reached.
    #[schemars(length(min = 1))]
    pub results: Vec<KeyResult>,
}

/// A number that is to change.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyResult {
    /// What is measured.
    pub name: String,
    /// The value at the beginning.
    pub start: f64,
    /// The value today.
    pub now: f64,
    /// The value that is to be reached; below `start` where less is better.
    pub target: f64,
    /// What is written behind the numbers, such as `%`.
    #[serde(default)]
    pub unit: String,
}

/// What the report leaves behind for rollups.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Data {
    objective: String,
    /// From 0 to 1.
    progress: f64,
}

/// The plugin.
#[derive(Debug)]
pub struct Okr;

impl Plugin for Okr {
    const MANIFEST: &'static str = include_str!("../plugin.toml");

    fn methods() -> Methods {
        Methods::new().report(include_str!("../example.yaml"), report::make).rollup("", overview::make)
    }
}

export_plugin!(Okr);
