//! What to do next, and what is overdue.

use stratbook_plugin::prelude::*;

use super::{lower_first, running};
use crate::goal::Goal;
use crate::inputs::said;
use crate::letters::Mark;
use crate::status::Status;

pub(super) fn write(page: &mut Markdown, goal: &Goal<'_>) {
    let tasks = tasks(goal);
    if tasks.is_empty() {
        return;
    }
    page.section("What to do next");
    page.numbered(tasks);
}

/// For lists of what is overdue.
pub(super) fn overdue(goal: &Goal<'_>) -> Vec<String> {
    let mut overdue = Vec::new();
    if let (Some(days), Some(due)) = (goal.measurement_overdue(), goal.next_measurement) {
        overdue.push(format!(
            "measurement of {}, {} late",
            due.for_people(),
            plural(days as usize, "day", "days")
        ));
    }
    if goal.judged.status == Status::Missed {
        overdue.push("decision on a goal that was missed".to_owned());
    }
    overdue
}

fn tasks(goal: &Goal<'_>) -> Vec<Inline> {
    let mut tasks = Vec::new();
    let who = said(goal.inputs.owner.as_ref()).unwrap_or("The owner");
    if let Some(day) = goal.next_measurement {
        let task = inline![strong("Measure"), " ", &*goal.inputs.kpi, " and add the value"];
        tasks.push(match goal.measurement_overdue() {
            Some(days) => task + ", " + plural(days as usize, "day", "days") + " overdue.",
            None => task + " by " + day + ".",
        });
    }
    match goal.judged.status {
        Status::Missed => tasks
            .push(inline![strong("Decide"), ": close the goal, or set it anew with a date that is ahead."]),
        Status::OffTrack | Status::AtRisk if running(goal) => {
            let stop = said(goal.inputs.stop.as_ref())
                .map(|stop| inline![" It ends if: ", lower_first(stop.trim_end_matches('.')), "."])
                .unwrap_or_default();
            tasks.push(
                inline![
                    strong("Decide"),
                    " in the next review: continue, change or stop. ",
                    who,
                    " brings a proposal."
                ] + stop,
            );
        }
        Status::Achieved if goal.today <= goal.line.due => {
            tasks.push(inline![strong("Keep watching"), " until ", goal.line.due, ", then close it."]);
        }
        _ => {}
    }
    for guardrail in goal.broken() {
        tasks.push(inline![strong("Repair"), " ", &*guardrail.name, ", which is out of its limits."]);
    }
    for letter in goal.letters.iter().filter(|letter| letter.mark() != Mark::Good) {
        for remark in letter.remarks.iter().filter(|remark| remark.mark != Mark::Good) {
            let known = remark.suggestion.starts_with("Measure")
                || remark.suggestion.starts_with("Close the goal")
                || remark.suggestion.starts_with("Bring ");
            if !known {
                tasks.push(inline![strong(letter.name), ": ", lower_first(&remark.suggestion)]);
            }
        }
    }
    tasks
}
