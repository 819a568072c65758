//! What a workspace says under `[plugin.strive]`: other criteria, thresholds and review dates.

use stratbook_plugin::prelude::*;
use stratbook_plugin::schemars;

use crate::criteria::{Criterion, Gate, six};
use crate::verdict::Thresholds;

/// Settings of STRIVE.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Criteria that are changed (by the id of one of the six) or added (by another id).
    pub criteria: Vec<CriterionSetting>,
    /// Adopt from this score on.
    #[schemars(range(min = 1, max = 5))]
    pub adopt: f64,
    /// Pilot from this score on.
    #[schemars(range(min = 1, max = 5))]
    pub pilot: f64,
    /// Hold from this score on; below it, reject.
    #[schemars(range(min = 1, max = 5))]
    pub hold: f64,
    /// The fewest points in the weakest criterion of an option that is adopted.
    #[schemars(range(min = 1, max = 5))]
    pub weakest: f64,
    /// Options whose scores differ by less are level.
    #[schemars(range(min = 0, max = 4))]
    pub tie: f64,
    /// Months between light reviews.
    #[schemars(range(min = 1, max = 120))]
    pub light_months: i32,
    /// Months between deep reviews.
    #[schemars(range(min = 1, max = 120))]
    pub deep_months: i32,
}

impl Default for Settings {
    fn default() -> Self {
        let Thresholds { adopt, pilot, hold, weakest, tie } = Thresholds::default();
        Self { criteria: Vec::new(), adopt, pilot, hold, weakest, tie, light_months: 3, deep_months: 12 }
    }
}

/// A criterion as a workspace wants it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionSetting {
    /// Its id, under which documents give scores.
    #[schemars(length(min = 1, max = 60))]
    pub id: String,
    /// Its name, as reports show it.
    #[serde(default)]
    pub name: Option<String>,
    /// What is asked.
    #[serde(default)]
    pub question: Option<String>,
    /// Its weight, where a document does not give one.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1_000_000))]
    pub weight: Option<f64>,
    /// The fewest points with which an option passes; 0 takes the gate away.
    #[serde(default)]
    #[schemars(range(min = 0, max = 5))]
    pub gate: Option<f64>,
    /// Whether an option must serve at least one goal to pass.
    #[serde(default)]
    pub needs_goal: Option<bool>,
    /// Takes the criterion away.
    #[serde(default)]
    pub remove: bool,
}

impl Settings {
    /// The thresholds.
    pub fn thresholds(&self) -> Thresholds {
        let Self { adopt, pilot, hold, weakest, tie, .. } = *self;
        Thresholds { adopt, pilot, hold, weakest, tie }
    }

    /// The criteria: the six, as far as they are not changed, then those that were added.
    pub fn criteria(&self) -> Result<Vec<Criterion>> {
        let mut criteria = six();
        for setting in &self.criteria {
            let at = criteria.iter().position(|criterion| criterion.id == setting.id);
            match at {
                Some(at) if setting.remove => {
                    criteria.remove(at);
                }
                Some(at) => change(&mut criteria[at], setting),
                None => {
                    let mut added = Criterion {
                        id: setting.id.clone(),
                        name: spoken(&setting.id),
                        question: String::new(),
                        weight: 1.0,
                        gate: None,
                    };
                    change(&mut added, setting);
                    criteria.push(added);
                }
            }
        }
        if criteria.is_empty() || criteria.len() > 16 {
            return Err(Error::new(format_args!(
                "`[plugin.strive]` leaves {} criteria; there can be 1 to 16",
                criteria.len()
            )));
        }
        if criteria.iter().any(|criterion| !criterion.weight.is_finite() || criterion.weight < 0.0) {
            return Err(Error::new("a weight under `[plugin.strive]` is not a number of 0 or more"));
        }
        if !(self.hold <= self.pilot && self.pilot <= self.adopt) {
            return Err(Error::new(
                "`hold`, `pilot` and `adopt` under `[plugin.strive]` do not rise from one to the next",
            ));
        }
        Ok(criteria)
    }
}

fn change(criterion: &mut Criterion, setting: &CriterionSetting) {
    if let Some(name) = &setting.name {
        criterion.name.clone_from(name);
    }
    if let Some(question) = &setting.question {
        criterion.question.clone_from(question);
    }
    if let Some(weight) = setting.weight {
        criterion.weight = weight;
    }
    let known = criterion.gate.unwrap_or(Gate { at_least: 0.0, needs_goal: false });
    let gate = Gate {
        at_least: setting.gate.unwrap_or(known.at_least),
        needs_goal: setting.needs_goal.unwrap_or(known.needs_goal),
    };
    criterion.gate = (gate.at_least > 0.0 || gate.needs_goal).then_some(gate);
}

/// An id as a person would say it: `time_to_value` is "Time to value".
fn spoken(id: &str) -> String {
    let words = id.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
