//! What came of a report.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Whether a report could be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// Yes.
    Made,
    /// Its inputs are wrong.
    WrongInputs,
    /// There is no plugin of that name, or it may not or cannot run.
    NoPlugin,
    /// The plugin failed.
    Failed,
}

/// What a plugin made of a document, apart from its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportResult {
    /// Id of the plugin.
    pub plugin: Arc<str>,
    /// Its name for people.
    pub name: Arc<str>,
    /// Whether it is a page made from many reports.
    pub rollup: bool,
    /// Whether it could be made.
    pub state: ReportState,
    /// One or two words, such as `at risk`.
    pub status: String,
    /// `good`, `warn`, `bad` or `neutral`.
    pub tone: String,
    /// One line.
    pub headline: String,
    /// The next day on which somebody must do something (`YYYY-MM-DD`).
    pub due: Option<String>,
    /// What is overdue.
    pub overdue: Vec<String>,
    /// How complete it is, from 0 to 1.
    pub progress: Option<f64>,
    /// Its numbers.
    pub data: serde_json::Value,
}
