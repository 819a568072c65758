//! What a workspace may decide: the table `[plugin.smart]`.

use stratbook_plugin::prelude::*;

/// Where the lines between the statuses run, and how sure a projection is to be.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// A goal is on track while it is at most this share of the whole way behind its straight line: 0.1 is a tenth.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub on_track_within: f64,
    /// A goal is at risk while it is at most this share of the whole way behind; further behind, it is off track.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub at_risk_within: f64,
    /// How often a value at the due date is expected to lie within the range that the projection gives.
    #[schemars(range(min = 0.5, max = 0.999))]
    pub confidence: f64,
    /// How many days may lie between two measurements, where a goal does not say.
    #[schemars(range(min = 1, max = 1000))]
    pub measure_every: u32,
    /// How many days after the due date the last measurement may still be taken, since many numbers are known only then.
    #[schemars(range(min = 0, max = 366))]
    pub grace_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            on_track_within: 0.10,
            at_risk_within: 0.25,
            confidence: 0.90,
            measure_every: 31,
            grace_days: 14,
        }
    }
}

impl Settings {
    /// What a schema cannot say.
    pub(crate) fn check(&self) -> Result<()> {
        let shares = [self.on_track_within, self.at_risk_within];
        if !shares.iter().all(|share| (0.0..=1.0).contains(share))
            || !(0.5..=0.999).contains(&self.confidence)
        {
            return Err(Error::new(
                "`[plugin.smart]` in `stratbook.toml` has a share that is out of its range",
            ));
        }
        if self.on_track_within > self.at_risk_within {
            return Err(Error::new(
                "`on_track_within` is larger than `at_risk_within` under `[plugin.smart]` in `stratbook.toml`, so that no goal could be at risk",
            ));
        }
        Ok(())
    }
}
