//! Time-bound: a first and a last day, not too far apart, and the last one still ahead.

use stratbook_plugin::plural;

use super::Remark;
use crate::goal::Goal;
use crate::status::Status;

/// A goal over more years than this outlives the people and the plan that it was made for.
const LONG_DAYS: i64 = 3 * 365 + 1;

pub(super) fn remarks(goal: &Goal<'_>) -> Vec<Remark> {
    let line = &goal.line;
    let days = line.start.until(line.due);
    let over = line.due.until(goal.today);
    let mut remarks = Vec::new();
    if over > 0 && goal.judged.status != Status::Achieved {
        remarks.push(Remark::bad(
            format!("It was due on {}, {} ago.", line.due.for_people(), plural(over as usize, "day", "days")),
            "Close the goal, or set it anew with a date that is ahead.",
        ));
    } else {
        remarks.push(Remark::good(format!(
            "It runs from {} to {}, {}.",
            line.start.for_people(),
            line.due.for_people(),
            plural(days as usize, "day", "days")
        )));
    }
    if days > LONG_DAYS {
        remarks.push(Remark::weak(
            "It runs for more than three years.",
            "Set a goal for the first year, and the next one when it is decided.",
        ));
    }
    remarks
}
