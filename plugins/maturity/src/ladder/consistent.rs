//! What no single line of a ladder can show: steps that wait for each other, and demands that cannot be met together.

use stratbook_plugin::prelude::*;

use super::{Ladder, Need, Problem, Side};

pub(super) fn check(ladder: &Ladder, problems: &mut Vec<Problem>) {
    circles(ladder, problems);
    kinds(ladder, problems);
    for fact in ladder.facts() {
        contradictions(ladder, fact, problems);
    }
}

/// A step needs all steps below it, so one that needs a step above waits for itself.
fn circles(ladder: &Ladder, problems: &mut Vec<Problem>) {
    for (step, index, prerequisite) in ladder.prerequisites() {
        let Need::Step { index: other } = prerequisite.need else { continue };
        let at = pointer!["steps", step, "prerequisites", index, "step"];
        let names = |index: usize| format!("`{}`", ladder.steps[index].id);
        match other.cmp(&step) {
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Equal => problems.push(Problem::error(
                at,
                format!("the step {} is its own prerequisite", names(step)),
                "remove this prerequisite",
            )),
            std::cmp::Ordering::Greater => {
                let way: Vec<String> = way(ladder, other, step).into_iter().map(names).collect();
                problems.push(Problem::error(
                    at,
                    format!(
                        "steps wait for each other: {} needs {}",
                        names(step),
                        way.join(", which needs ")
                    ),
                    format!("remove this prerequisite, or move {} below {}", names(other), names(step)),
                ));
            }
        }
    }
}

/// From a step down to a lower one: by what it says it needs where that leads there, else because it stands above.
fn way(ladder: &Ladder, from: usize, to: usize) -> Vec<usize> {
    let mut came_from: Vec<Option<usize>> = vec![None; ladder.steps.len()];
    let mut open = std::collections::VecDeque::from([from]);
    while let Some(step) = open.pop_front() {
        if step == to {
            let mut way = vec![to];
            while let Some(before) = came_from[way[way.len() - 1]] {
                way.push(before);
            }
            way.reverse();
            return way;
        }
        for prerequisite in &ladder.steps[step].prerequisites {
            if let Need::Step { index } = prerequisite.need
                && index != from
                && came_from[index].is_none()
            {
                came_from[index] = Some(step);
                open.push_back(index);
            }
        }
    }
    vec![from, to]
}

/// A name stands for a number or for a yes or no, and a number has one unit.
fn kinds(ladder: &Ladder, problems: &mut Vec<Problem>) {
    for (step, index, prerequisite) in ladder.prerequisites() {
        let Some(id) = prerequisite.need.fact() else { continue };
        let Some(first) = ladder.asks(id) else { continue };
        let at = |key: &str| pointer!["steps", step, "prerequisites", index, key];
        match (&first.need, &prerequisite.need) {
            (Need::Metric { .. }, Need::Fact { .. }) => problems.push(Problem::error(
                at("fact"),
                format!("`{id}` is a metric in another prerequisite"),
                "write `metric:` with a threshold, or use another name",
            )),
            (Need::Fact { .. }, Need::Metric { .. }) => problems.push(Problem::error(
                at("metric"),
                format!("`{id}` is a yes or no in another prerequisite"),
                "write `fact:`, or use another name",
            )),
            (Need::Metric { unit: one, .. }, Need::Metric { unit: other, .. })
                if !one.is_empty() && !other.is_empty() && one != other =>
            {
                problems.push(Problem::error(
                    at("unit"),
                    format!("`{id}` is counted in `{other}` here and in `{one}` before"),
                    "use one unit, and convert the threshold",
                ));
            }
            _ => {}
        }
    }
}

/// Demands add up from step to step. Those that leave no value make a step unreachable; those that add nothing are
/// probably mistaken.
fn contradictions(ladder: &Ladder, fact: &str, problems: &mut Vec<Problem>) {
    let demands: Vec<(usize, usize, &Need)> = ladder
        .prerequisites()
        .filter(|(_, _, prerequisite)| prerequisite.need.fact() == Some(fact))
        .map(|(step, index, prerequisite)| (step, index, &prerequisite.need))
        .collect();
    for (place, (step, index, need)) in demands.iter().enumerate() {
        for (other_step, _, other) in &demands[..place] {
            let at = pointer!["steps", *step, "prerequisites", *index];
            let one = format!("`{}` asks for {}", ladder.steps[*step].id, words(need));
            let before = format!("`{}` for {}", ladder.steps[*other_step].id, words(other));
            match compare(other, need) {
                Relation::Contradicts => problems.push(Problem::error(
                    at,
                    format!("no value of `{fact}` can do: {one}, and {before}"),
                    "change one of the two; a step needs what all steps below it need",
                )),
                Relation::AddsNothing => problems.push(Problem::warning(
                    at,
                    format!("this adds nothing: {one}, and {before} already"),
                    "raise the threshold, or remove this prerequisite",
                )),
                Relation::Adds => continue,
            }
            // One earlier demand is enough to see it.
            break;
        }
    }
}

enum Relation {
    Adds,
    AddsNothing,
    Contradicts,
}

fn compare(before: &Need, need: &Need) -> Relation {
    match (before, need) {
        (Need::Fact { is: one, .. }, Need::Fact { is: other, .. }) if one == other => Relation::AddsNothing,
        (Need::Fact { .. }, Need::Fact { .. }) => Relation::Contradicts,
        (Need::Metric { side: side_before, threshold: before, .. }, Need::Metric { side, threshold, .. }) => {
            sides(*side_before, *before, *side, *threshold)
        }
        _ => Relation::Adds,
    }
}

fn sides(side_before: Side, before: f64, side: Side, threshold: f64) -> Relation {
    if side_before.is_floor() == side.is_floor() {
        let (stricter, same) = if side.is_floor() {
            (threshold > before, threshold.total_cmp(&before).is_eq())
        } else {
            (threshold < before, threshold.total_cmp(&before).is_eq())
        };
        let strict = |side: Side| matches!(side, Side::MoreThan | Side::LessThan);
        let adds = stricter || (same && strict(side) && !strict(side_before));
        return if adds { Relation::Adds } else { Relation::AddsNothing };
    }
    let (floor, floor_side, ceiling, ceiling_side) = if side.is_floor() {
        (threshold, side, before, side_before)
    } else {
        (before, side_before, threshold, side)
    };
    let touching = floor_side == Side::AtLeast && ceiling_side == Side::AtMost;
    if floor < ceiling || (touching && floor <= ceiling) { Relation::Adds } else { Relation::Contradicts }
}

fn words(need: &Need) -> String {
    match need {
        Need::Metric { side, threshold, unit, .. } => {
            format!("{} {} {unit}", side.words(), number(*threshold)).trim_end().to_owned()
        }
        Need::Fact { is, .. } => (if *is { "yes" } else { "no" }).to_owned(),
        Need::Step { .. } => String::new(),
    }
}
