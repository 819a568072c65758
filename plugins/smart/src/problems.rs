//! What is wrong with inputs that no schema can say.

use stratbook_plugin::prelude::*;

use crate::inputs::{BenchmarkOf, Direction, Inputs};

/// Beyond this, differences of numbers lose what people mean by them.
const LARGEST: f64 = 1e15;

/// Everything that keeps a report from being made.
pub(crate) fn find(inputs: &Inputs) -> Vec<Finding> {
    let mut found = Vec::new();
    if inputs.due <= inputs.start {
        found.push(
            Finding::error(format!("the goal is due on {}, and starts on {}", inputs.due, inputs.start))
                .at(pointer!["due"])
                .hint("give a due date after the start"),
        );
    }
    direction(inputs, &mut found);
    measurements(inputs, &mut found);
    benchmark(inputs, &mut found);
    for (index, guardrail) in inputs.guardrails.iter().enumerate() {
        let finding = match (guardrail.at_least, guardrail.at_most) {
            (None, None) => Finding::error(format!("`{}` has no limit", guardrail.name))
                .hint("add `at_most:` or `at_least:` with a number"),
            (Some(low), Some(high)) if low > high => {
                Finding::error(format!("`{}` is to be at least {low} and at most {high}", guardrail.name))
                    .hint("swap the two limits")
            }
            _ => continue,
        };
        found.push(finding.at(pointer!["guardrails", index]));
    }
    for (key, value) in [("baseline", inputs.baseline), ("target", inputs.target)] {
        if value.abs() > LARGEST {
            found.push(too_large(value).at(pointer![key]));
        }
    }
    found
}

fn direction(inputs: &Inputs, found: &mut Vec<Finding>) {
    let (word, other) = match inputs.direction {
        Some(Direction::Up) if inputs.target < inputs.baseline => ("up", "down"),
        Some(Direction::Down) if inputs.target > inputs.baseline => ("down", "up"),
        _ => return,
    };
    let way = if word == "up" { "below" } else { "above" };
    found.push(
        Finding::error(format!(
            "the direction is `{word}`, but the target {} is {way} the baseline {}",
            number(inputs.target),
            number(inputs.baseline)
        ))
        .at(pointer!["direction"])
        .hint(format!("write `direction: {other}`, or correct `baseline` and `target`")),
    );
}

fn measurements(inputs: &Inputs, found: &mut Vec<Finding>) {
    let mut days: Vec<(Day, usize)> = inputs
        .measurements
        .iter()
        .enumerate()
        .map(|(index, measurement)| (measurement.date, index))
        .collect();
    days.sort_unstable();
    for pair in days.windows(2) {
        if pair[0].0 == pair[1].0 {
            found.push(
                Finding::error(format!("there are two measurements of {}", pair[0].0))
                    .at(pointer!["measurements", pair[1].1, "date"])
                    .hint("keep the one that counts"),
            );
        }
    }
    for (index, measurement) in inputs.measurements.iter().enumerate() {
        if measurement.value.abs() > LARGEST {
            found.push(too_large(measurement.value).at(pointer!["measurements", index, "value"]));
        }
    }
}

fn benchmark(inputs: &Inputs, found: &mut Vec<Finding>) {
    let Some(benchmark) = &inputs.benchmark else { return };
    if benchmark.low > benchmark.high {
        found.push(
            Finding::error(format!("the range begins at {} and ends at {}", benchmark.low, benchmark.high))
                .at(pointer!["benchmark", "low"])
                .hint("swap `low` and `high`"),
        );
    }
    if benchmark.of == BenchmarkOf::RelativeChange && inputs.baseline == 0.0 {
        found.push(
            Finding::error("a change from 0 cannot be given in per cent")
                .at(pointer!["benchmark", "of"])
                .hint("write `of: value` or `of: change`"),
        );
    }
}

fn too_large(value: f64) -> Finding {
    Finding::error(format!("`{value:e}` is too large to be computed with"))
        .hint("choose a larger unit, such as millions")
}

/// What is worth knowing, and does not stop the report.
pub(crate) fn warnings(inputs: &Inputs, today: Day) -> Vec<Finding> {
    let ahead = |day: Day| {
        Finding::warning(format!("a measurement of {day} cannot be known on {today}, and is not counted"))
            .hint("correct the date, or leave the value out until it is measured")
    };
    let mut found: Vec<Finding> = inputs
        .measurements
        .iter()
        .enumerate()
        .filter(|(_, measurement)| measurement.date > today)
        .map(|(index, measurement)| ahead(measurement.date).at(pointer!["measurements", index, "date"]))
        .collect();
    for (index, guardrail) in inputs.guardrails.iter().enumerate() {
        if let Some(latest) = guardrail.latest.as_ref().filter(|latest| latest.date > today) {
            found.push(ahead(latest.date).at(pointer!["guardrails", index, "latest", "date"]));
        }
    }
    found
}
