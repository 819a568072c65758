//! What is open for a step, and how far it is.

use crate::assess::Source;
use crate::facts::{Facts, Known};
use crate::ladder::{Ladder, Need, Prerequisite, Side};
use crate::position::{Position, State};

/// A prerequisite of the next step that is not known to hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Todo {
    pub(crate) prerequisite: Prerequisite,
    pub(crate) state: State,
    /// What is missing to the threshold, in the unit of the metric.
    pub(crate) distance: Option<f64>,
    /// How many things that is, where it is known of how many the metric is a share.
    pub(crate) things: Option<i64>,
}

pub(super) fn next(ladder: &Ladder, facts: &Facts, sources: &[Source], position: &Position) -> Vec<Todo> {
    let Some(step) = ladder.steps.get(position.step) else { return Vec::new() };
    let states = &position.states[position.step];
    step.prerequisites
        .iter()
        .zip(states)
        .filter(|(_, state)| **state != State::Met)
        .map(|(prerequisite, state)| {
            let of = prerequisite
                .need
                .fact()
                .and_then(|fact| sources.iter().find(|source| source.fact == fact))
                .filter(|source| source.unit == "%")
                .and_then(|source| source.of);
            let (distance, things) = distance(&prerequisite.need, facts, of);
            Todo { prerequisite: prerequisite.clone(), state: *state, distance, things }
        })
        .collect()
}

/// How far a metric is from its threshold, and how many of so many things that is.
///
/// A share of `value` per cent of `of` things is `round(of · value / 100)` of them. More than 80 % of 12,400 is at least
/// 9,921, at least 80 % is 9,920.
fn distance(need: &Need, facts: &Facts, of: Option<f64>) -> (Option<f64>, Option<i64>) {
    let Need::Metric { id, side, threshold, .. } = need else { return (None, None) };
    let Some(Known::Number(value)) = facts.get(id) else { return (None, None) };
    if side.holds(value, *threshold) {
        return (Some(0.0), of.map(|_| 0));
    }
    let things = of.filter(|of| of.is_finite() && *of <= 1e12).map(|of| {
        let have = (of * value / 100.0).round();
        let limit = of * threshold / 100.0;
        // Binary fractions may put a whole limit a hair beside itself.
        let whole = (limit - limit.round()).abs() < 1e-6;
        let limit = if whole { limit.round() } else { limit };
        let wanted = match side {
            Side::AtLeast => limit.ceil(),
            Side::MoreThan => limit.floor() + 1.0,
            Side::AtMost => limit.floor(),
            Side::LessThan => limit.ceil() - 1.0,
        };
        (wanted - have).abs() as i64
    });
    (Some((threshold - value).abs()), things)
}
