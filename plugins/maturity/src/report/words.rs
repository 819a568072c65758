//! Needs, answers and lists in words.

use stratbook_plugin::prelude::*;

use crate::facts::Known;
use crate::ladder::{Ladder, Need};

/// A number with its unit.
pub(crate) fn amount(value: f64, unit: &str) -> String {
    match unit {
        "" => number(value),
        // A line does not end between a number and its sign.
        "%" => format!("{}\u{a0}%", number(value)),
        unit => format!("{} {unit}", number(value)),
    }
}

/// A difference: percentages differ by percentage points.
pub(crate) fn gap(value: f64, unit: &str) -> String {
    if unit == "%" {
        let one = (value - 1.0).abs() < 1e-9;
        format!("{} percentage {}", number(value), if one { "point" } else { "points" })
    } else {
        amount(value, unit)
    }
}

/// What is asked for: `more than 80 %`, `yes`, or a step.
pub(crate) fn need(ladder: &Ladder, need: &Need) -> String {
    match need {
        Need::Metric { side, threshold, unit, .. } => {
            format!("{} {}", side.words(), amount(*threshold, unit))
        }
        Need::Fact { is, .. } => (if *is { "yes" } else { "no" }).to_owned(),
        Need::Step { index } => format!("step {}, {}", index + 1, ladder.steps[*index].name),
    }
}

/// An answer: `84 %`, `yes`, `unknown`.
pub(crate) fn answer(value: Option<Known>, unit: &str) -> String {
    match value {
        Some(Known::Number(value)) => amount(value, unit),
        Some(Known::Yes(true)) => "yes".to_owned(),
        Some(Known::Yes(false)) => "no".to_owned(),
        None => "unknown".to_owned(),
    }
}

/// What a prerequisite is called: its question, or its name.
pub(crate) fn asked(ladder: &Ladder, prerequisite: &crate::ladder::Prerequisite) -> String {
    if !prerequisite.question.is_empty() {
        return prerequisite.question.clone();
    }
    match &prerequisite.need {
        Need::Step { index } => format!("Is step {}, {}, reached?", index + 1, ladder.steps[*index].name),
        other => other.fact().unwrap_or_default().to_owned(),
    }
}

/// `a, b and c`.
pub(crate) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
