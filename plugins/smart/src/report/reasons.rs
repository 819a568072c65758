//! The reasons: the five letters, and what the pace would have to be.

use stratbook_plugin::prelude::*;

use super::running;
use crate::goal::Goal;
use crate::letters::{Letter, Mark};

/// What people mean by a month, for rates.
pub(super) const MONTH: f64 = 30.0;

pub(super) fn write(page: &mut Markdown, goal: &Goal<'_>) {
    page.section("Is it a good goal?");
    let weakest = goal.letters.iter().map(Letter::mark).max().unwrap_or(Mark::Good);
    let named = |mark: Mark| -> Vec<&str> {
        goal.letters.iter().filter(|letter| letter.mark() == mark).map(|letter| letter.name).collect()
    };
    page.paragraph(match weakest {
        Mark::Good => inline!["All five letters hold."],
        Mark::Weak => {
            inline!["It can be worked with. To be sharpened: ", strong(listed(&named(Mark::Weak))), "."]
        }
        Mark::Bad => inline!["Not yet. What is missing: ", strong(listed(&named(Mark::Bad))), "."],
    });
    let better = |letter: &Letter| -> String {
        let texts = letter.remarks.iter().map(|remark| &*remark.suggestion).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join(" ")
    };
    let any = goal.letters.iter().any(|letter| !better(letter).is_empty());
    let mut table = Table::new().column("Letter").centred("Holds").column("Why");
    if any {
        table = table.column("What would make it better");
    }
    for letter in &goal.letters {
        let reasons: Vec<&str> = letter.remarks.iter().map(|remark| &*remark.reason).collect();
        // A table takes as many cells as it has columns.
        table.row(cells![strong(letter.name), letter.mark().word(), reasons.join(" "), better(letter)]);
    }
    page.table(&table);
    pace(page, goal);
}

/// What is left, against what has come so far.
fn pace(page: &mut Markdown, goal: &Goal<'_>) {
    let (Some(point), Some(projection)) = (goal.judged.by, goal.projection) else { return };
    let days = point.day.until(goal.line.due);
    if !running(goal) || days <= 0 {
        return;
    }
    let needed = (goal.line.target - point.value) / days as f64 * MONTH;
    let so_far = projection.trend.slope * MONTH;
    page.section("The pace that is left");
    page.paragraph(inline![
        "From ",
        point.day,
        " on, the target takes ",
        strong(change(goal, needed)),
        " in 30 days. So far, 30 days brought ",
        strong(change(goal, so_far)),
        "."
    ]);
}

pub(super) fn change(goal: &Goal<'_>, value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "+" };
    format!("{sign}{}", goal.unit.difference(value))
}

pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
