//! Achievable: a reason to believe in the target, and somebody who answers for it.

use stratbook_plugin::quantity;

use super::Remark;
use crate::goal::Goal;
use crate::inputs::{Benchmark, BenchmarkOf, Direction, names_a_page, said};

pub(super) fn remarks(goal: &Goal<'_>) -> Vec<Remark> {
    let owner = match said(goal.inputs.owner.as_ref()) {
        Some(owner) => Remark::good(format!("{owner} answers for it.")),
        None => Remark::bad("Nobody answers for it.", "Name one person as the owner.").at("owner"),
    };
    let reason = match (&goal.inputs.benchmark, said(goal.inputs.because.as_ref())) {
        (Some(range), _) => benchmark(goal, range),
        (None, Some(because)) => {
            Remark::good(format!("A reason is given: {}.", because.trim_end_matches('.')))
        }
        (None, None) => Remark::weak(
            "Nothing says that the target can be reached.",
            "Add a benchmark range, or the test or calculation that the target comes from.",
        ),
    };
    vec![owner, reason]
}

/// How the target compares with what others reached.
fn benchmark(goal: &Goal<'_>, range: &Benchmark) -> Remark {
    let change = goal.line.target - goal.line.baseline;
    let (wanted, show): (f64, Box<dyn Fn(f64) -> String>) = match range.of {
        BenchmarkOf::Value => (goal.line.target, Box::new(|value| goal.unit.value(value))),
        BenchmarkOf::Change => (change, Box::new(|value| signed(value, &goal.unit.difference(value)))),
        BenchmarkOf::RelativeChange => {
            let relative = 100.0 * change / goal.line.baseline.abs();
            (relative, Box::new(|value| signed(value, &format!("{} %", quantity(value.abs(), 1)))))
        }
    };
    let up = goal.line.direction == Direction::Up;
    let (far, near) = if up { (range.high, range.low) } else { (range.low, range.high) };
    let beyond = if up { wanted > far } else { wanted < far };
    let short = if up { wanted < near } else { wanted > near };
    let likely = format!("{} to {}", show(range.low), show(range.high));
    let source = said(range.source.as_ref())
        .filter(|source| !names_a_page(source))
        .map(|source| format!(" ({})", source.trim_end_matches('.')))
        .unwrap_or_default();
    if beyond {
        Remark::bad(
            format!(
                "The target asks for {}, beyond the range that is likely: {likely}{source}.",
                show(wanted)
            ),
            format!(
                "Lower the ambition to {} at most, or move the due date and say what will be different here.",
                show(far)
            ),
        )
        .at("target")
    } else if short {
        Remark::good(format!(
            "The target asks for {}, less than others usually reach: {likely}{source}.",
            show(wanted)
        ))
    } else {
        Remark::good(format!(
            "The target asks for {}, within the range that is likely: {likely}{source}.",
            show(wanted)
        ))
    }
}

fn signed(value: f64, size: &str) -> String {
    if value < 0.0 { format!("−{size}") } else { format!("+{size}") }
}
