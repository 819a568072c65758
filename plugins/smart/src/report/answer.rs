//! The answer: how the goal stands, by how much, and where it leads.

use stratbook_plugin::prelude::*;

use super::upper_first;
use crate::goal::{Goal, Projection};
use crate::status::{Rule, Status};

pub(super) fn write(page: &mut Markdown, goal: &Goal<'_>) {
    let mut body = Markdown::new();
    body.paragraph(standing(goal));
    if let Some(words) = outlook(goal) {
        body.paragraph(words);
    }
    for guardrail in goal.broken() {
        body.paragraph(inline![
            "But ",
            strong(&guardrail.name),
            " is out of its limits; see ",
            emphasis("What must not get worse"),
            "."
        ]);
    }
    page.callout(callout(goal), upper_first(goal.judged.status.words()), body);
}

pub(super) fn tone(goal: &Goal<'_>) -> Tone {
    let tone = match goal.judged.status {
        Status::Achieved | Status::OnTrack => Tone::Good,
        Status::AtRisk => Tone::Warn,
        Status::OffTrack | Status::Missed => Tone::Bad,
        Status::NotStarted => Tone::Neutral,
    };
    let doubt = falls_short(goal) || goal.broken().next().is_some();
    if tone == Tone::Good && doubt { Tone::Warn } else { tone }
}

/// Whether it is close to its line and will miss the target all the same, even at the better end of the projection.
fn falls_short(goal: &Goal<'_>) -> bool {
    let range = goal.projection.and_then(|projection| projection.range);
    let short = range.is_some_and(|(low, high)| !goal.line.reached(low) && !goal.line.reached(high));
    goal.judged.status == Status::OnTrack && short
}

fn callout(goal: &Goal<'_>) -> Callout {
    match tone(goal) {
        Tone::Good => Callout::Success,
        Tone::Warn => Callout::Warning,
        Tone::Bad => Callout::Failure,
        _ => Callout::Note,
    }
}

/// For lists, beside the title and the status: `At 2.31 %, 31 % of the way to 3 %; 42 % expected`.
pub(super) fn headline(goal: &Goal<'_>) -> String {
    let target = goal.unit.value(goal.line.target);
    let words = match (goal.judged.by, goal.progress()) {
        (Some(point), Some(progress)) => format!(
            "At {}, {} of the way to {target}; {} expected",
            goal.unit.value(point.value),
            percent(progress),
            percent(goal.expected())
        ),
        (Some(point), None) => format!("At {}, to be kept at {target}", goal.unit.value(point.value)),
        (None, _) => format!("From {} to {target}, not measured yet", goal.unit.value(goal.line.baseline)),
    };
    // A line does not end between a number and its sign.
    words.replace(" %", "\u{a0}%")
}

/// The sentence that carries the status.
fn standing(goal: &Goal<'_>) -> Inline {
    let line = &goal.line;
    let kpi = upper_first(&goal.inputs.kpi);
    let ends = inline!["from ", goal.unit.value(line.baseline), " to ", goal.unit.value(line.target)];
    let at = goal.judged.by.map(|point| {
        inline![kpi.clone(), " stood at ", strong(goal.unit.value(point.value)), " on ", point.day]
    });
    match (goal.judged.rule, at) {
        (Rule::BeforeStart, _) => {
            let days = goal.today.until(line.start);
            inline![
                kpi,
                " is to go ",
                ends,
                ". It starts on ",
                line.start,
                ", in ",
                plural(days as usize, "day", "days"),
                "."
            ]
        }
        (Rule::FirstAwaited { by }, _) => {
            inline![
                kpi,
                " is to go ",
                ends,
                ". It began on ",
                line.start,
                "; the first value is due on ",
                by,
                "."
            ]
        }
        (Rule::Unmeasured { days }, _) => inline![
            "It began ",
            plural(days as usize, "day", "days"),
            " ago, and ",
            strong("nothing has been measured since"),
            ", so nobody can say how it stands."
        ],
        (Rule::NeverMeasured, _) => inline![
            "It was due on ",
            line.due,
            ", and ",
            strong("nothing was measured"),
            ": nothing shows that the target was reached."
        ],
        (Rule::Lag { .. }, Some(at)) => {
            let progress = percent(goal.progress().unwrap_or_default());
            let expected = percent(goal.expected());
            let by_now = inline![
                ", ",
                strong(progress),
                " of the way ",
                ends,
                ". The straight line expected ",
                strong(expected),
                " by then."
            ];
            at + by_now
        }
        (Rule::Reached { on }, Some(at)) => {
            let early = on.until(line.due);
            let target = goal.unit.value(line.target);
            let when = if early > 0 {
                let days = plural(early as usize, "day", "days");
                inline![
                    "The target ",
                    target,
                    " has been reached since ",
                    on,
                    ", ",
                    days,
                    " before it was due."
                ]
            } else {
                inline!["The target was ", target, "."]
            };
            at + ". " + when
        }
        (Rule::Short { later }, at) => {
            let short = goal.judged.by.map(|point| goal.unit.difference(line.target - point.value));
            let mut words = if let (Some(at), Some(short)) = (at, short) {
                let progress = goal.progress().map(|share| inline![" (", percent(share), " of the way)"]);
                at + progress.unwrap_or_default()
                    + ", "
                    + short
                    + " short of the target "
                    + goal.unit.value(line.target)
                    + "."
            } else {
                inline!["Nothing was measured by the due date."]
            };
            if let Some(day) = later {
                let late = line.due.until(day);
                words.push(inline![
                    " It was reached on ",
                    day,
                    ", ",
                    plural(late as usize, "day", "days"),
                    " late."
                ]);
            }
            words
        }
        (Rule::Holds, Some(at)) => {
            at + ", where it is to stay: " + goal.unit.value(line.target) + " or better."
        }
        (Rule::Slipped, Some(at)) => {
            at + ", worse than the " + goal.unit.value(line.target) + " that is to be kept."
        }
        // These rules come of a value.
        (Rule::Lag { .. } | Rule::Reached { .. } | Rule::Holds | Rule::Slipped, None) => Inline::default(),
    }
}

/// Where the measurements lead, in a sentence or two.
fn outlook(goal: &Goal<'_>) -> Option<Inline> {
    if goal.judged.status == Status::Achieved {
        let open = goal.today <= goal.line.due;
        return open.then(|| {
            inline!["It is due on ", goal.line.due, " and counts as achieved as long as the value holds."]
        });
    }
    if matches!(goal.judged.rule, Rule::Lag { last_awaited: true, .. }) {
        return Some(inline![
            "It was due on ",
            goal.line.due,
            "; the measurement that decides is still missing."
        ]);
    }
    let projection = goal.projection?;
    let target = goal.line.target;
    let arrives = goal.line.reached(projection.value);
    let begin = if falls_short(goal) { "But if" } else { "If" };
    let value = strong(goal.unit.value(projection.value));
    let mut words = inline![begin, " it goes on as measured, it stands at ", value];
    if let Some((low, high)) = projection.range {
        words.push(inline![" (", goal.unit.value(low), " to ", goal.unit.value(high), ")"]);
    }
    words.push(inline![" on ", goal.line.due]);
    words.push(if arrives {
        inline![" and reaches the target."]
    } else {
        inline![", ", goal.unit.difference(target - projection.value), " short of the target."]
    });
    words.push(match (projection.chance, projection.range) {
        (Some(chance), _) => {
            inline![" The chance to be at the target on that day is ", strong(percent(chance)), "."]
        }
        (None, Some(_)) => Inline::default(),
        (None, None) => inline![
            " With ",
            if projection.with_baseline { "one measurement" } else { "two measurements" },
            " there is a direction, and no uncertainty to give: that takes three."
        ],
    });
    words.push(meeting(goal, &projection, arrives));
    Some(words)
}

fn meeting(goal: &Goal<'_>, projection: &Projection, arrives: bool) -> Inline {
    match projection.meets {
        Some(day) if !arrives => {
            let late = goal.line.due.until(day);
            inline![" It would be reached on ", day, ", ", plural(late as usize, "day", "days"), " late."]
        }
        Some(day) => inline![" It would be there on ", day, "."],
        None if arrives => Inline::default(),
        None => inline![" At this pace it is not reached at all."],
    }
}
