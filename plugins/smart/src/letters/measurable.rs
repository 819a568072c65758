//! Measurable: a unit, a source that everybody reads it from, two different ends, and values that are recent.

use stratbook_plugin::plural;

use super::Remark;
use crate::goal::Goal;
use crate::inputs::{names_a_page, said};

pub(super) fn remarks(goal: &Goal<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if goal.unit.name().is_empty() {
        remarks.push(
            Remark::bad(
                "The numbers have no unit.",
                "Add the unit, such as “%”, “EUR” or “tickets per 100 orders”.",
            )
            .at("unit"),
        );
    }
    if goal.line.progress(goal.line.baseline).is_none() {
        remarks.push(
            Remark::bad(
                "The target is the baseline, so nothing is to change.",
                "Give a target that differs from the baseline; what is only to be kept is a guardrail of another goal.",
            )
            .at("target"),
        );
    }
    remarks.push(match said(goal.inputs.source_of_truth.as_ref()) {
        Some(source) if names_a_page(source) => Remark::good("A page says where it is read from."),
        Some(source) => Remark::good(format!("It is read from {}.", source.trim_end_matches('.'))),
        None => Remark::bad(
            "Nothing says where the number is read from.",
            "Name the one report or query that everybody uses as the source of truth.",
        )
        .at("source_of_truth"),
    });
    match (goal.measurement_overdue(), goal.measured.last()) {
        (Some(days), Some(last)) => remarks.push(Remark::weak(
            format!(
                "The last value is of {}; the next was due {} ago.",
                last.date.for_people(),
                plural(days as usize, "day", "days")
            ),
            "Measure, and add the value.",
        )),
        (Some(days), None) => remarks.push(Remark::weak(
            format!(
                "Nothing has been measured; the first value was due {} ago.",
                plural(days as usize, "day", "days")
            ),
            "Measure, and add the value.",
        )),
        _ => {}
    }
    remarks
}
