//! What a workspace may decide: the table `[plugin.maturity]`.

use stratbook_plugin::prelude::*;

/// When a fact is too old to rest on.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// A fact that is older than this many days still counts, and is said to be due for another look.
    #[schemars(range(min = 1, max = 10_000))]
    pub stale_after_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { stale_after_days: 365 }
    }
}
