//! The answer: the step, why it is no higher, and what could change that.

use stratbook_plugin::prelude::*;

use super::words::{amount, answer, asked, listed};
use crate::assess::{Assessed, Readiness, Source, Todo};
use crate::ladder::Need;
use crate::position::State;

/// As many reasons are given at once.
const MOST: usize = 4;

pub(super) fn write(page: &mut Markdown, all: &Assessed<'_>) {
    let mut body = Markdown::new();
    body.paragraph(standing(all));
    cap(&mut body, all);
    if let Some(words) = doubt(all) {
        body.paragraph(words);
    }
    if !all.regressed.is_empty() {
        let count = all.regressed.len();
        body.paragraph(inline![
            strong(plural(count, "prerequisite held once", "prerequisites held once")),
            if count == 1 { " and does not hold now; see " } else { " and do not hold now; see " },
            emphasis("What got worse"),
            "."
        ]);
    }
    let skipping = all.plans.iter().filter(|plan| plan.readiness == Readiness::Skips).count();
    if skipping > 0 {
        body.paragraph(inline![
            strong(plural(skipping, "initiative skips", "initiatives skip")),
            " a step; see ",
            emphasis("Initiatives"),
            "."
        ]);
    }
    let kind = match tone(all) {
        Tone::Good => Callout::Success,
        Tone::Warn => Callout::Warning,
        _ => Callout::Note,
    };
    page.callout(kind, title(all), body);
}

fn title(all: &Assessed<'_>) -> String {
    match all.step() {
        Some(step) => format!("Step {} of {}: {}", all.position.step, all.ladder.steps.len(), step.name),
        None => "Below the first step".to_owned(),
    }
}

pub(super) fn status(all: &Assessed<'_>) -> String {
    format!("step {} of {}", all.position.step, all.ladder.steps.len())
}

/// Nobody is better for standing higher; what got worse, or builds on nothing, asks for attention.
pub(super) fn tone(all: &Assessed<'_>) -> Tone {
    let skips = all.plans.iter().any(|plan| plan.readiness == Readiness::Skips);
    if all.next().is_none() {
        Tone::Good
    } else if skips || !all.regressed.is_empty() {
        Tone::Warn
    } else {
        Tone::Neutral
    }
}

/// For lists, where the status stands beside it.
pub(super) fn headline(all: &Assessed<'_>) -> String {
    let here = all.step().map_or("Below the first step", |step| &*step.name);
    match all.next() {
        Some(next) => format!("{here}; {} to do for {}", all.todo.len(), next.name),
        None => format!("{here}, the highest step"),
    }
}

/// The day on which the oldest fact that counts has to be looked at again.
pub(super) fn due(all: &Assessed<'_>) -> Option<Day> {
    let dates = all.sources.iter().filter(|source| source.value.is_some()).filter_map(|source| source.date);
    dates.min().map(|date| date.plus_days(i64::from(all.settings.stale_after_days)))
}

fn standing(all: &Assessed<'_>) -> Inline {
    let ladder = link(format!("/{}", all.page.path), &all.page.title);
    match (all.step(), all.next()) {
        (Some(step), Some(next)) => inline![
            "On the ladder ",
            ladder,
            ", everything is there that ",
            strong(&step.name),
            if all.position.step > 1 { " and the steps below it ask for" } else { " asks for" },
            ". The next is step ",
            all.position.step + 1,
            ", ",
            strong(&next.name),
            ", with ",
            strong(plural(all.todo.len(), "prerequisite", "prerequisites")),
            " open."
        ],
        (Some(step), None) => inline![
            "On the ladder ",
            ladder,
            ", everything is there that the highest step, ",
            strong(&step.name),
            ", and the steps below it ask for."
        ],
        (None, _) => inline![
            "On the ladder ",
            ladder,
            ", the first step has ",
            strong(plural(all.todo.len(), "prerequisite", "prerequisites")),
            " open."
        ],
    }
}

/// Why it is no higher: the answers that keep it there.
fn cap(body: &mut Markdown, all: &Assessed<'_>) {
    if all.next().is_none() {
        return;
    }
    body.paragraph("It is no higher because of:");
    let more = all.todo.len().saturating_sub(MOST);
    let rest = (more > 0).then(|| inline!["and ", more, " more, listed below"]);
    body.list(all.todo.iter().take(MOST).map(|todo| reason(all, todo)).chain(rest));
}

/// `What share is complete? 74 %, and not more than 80 % (30 September 2026)`.
fn reason(all: &Assessed<'_>, todo: &Todo) -> Inline {
    let need = &todo.prerequisite.need;
    let question = inline![asked(&all.ladder, &todo.prerequisite), " "];
    let Some(source) = need.fact().and_then(|fact| all.source(fact)) else {
        return question + strong("not yet");
    };
    let limit = match need {
        Need::Metric { side, threshold, unit, .. } if todo.state == State::Unmet => {
            inline![", and not ", side.words(), " ", amount(*threshold, unit)]
        }
        _ => Inline::default(),
    };
    question + strong(answer(source.value, &source.unit)) + limit + origin(source)
}

/// ` (30 September 2026, shop analytics)`.
fn origin(source: &Source) -> Inline {
    let cited = super::evidence::cited(source);
    match source.date.filter(|_| source.value.is_some()) {
        Some(date) if cited.is_empty() => inline![" (", date, ")"],
        Some(date) => inline![" (", date, ", ", cited, ")"],
        None => Inline::default(),
    }
}

/// What is not known, and what it could change.
fn doubt(all: &Assessed<'_>) -> Option<Inline> {
    let best = all.swings.first()?;
    let count = all.swings.len();
    let mut words = inline![strong(plural(count, "answer is missing", "answers are missing")), ". "];
    if all.position.possible > all.position.step {
        let good = if count == 1 { "With a good one" } else { "With good ones" };
        words.push(inline![good, " it could be step ", all.position.possible, ". "]);
    }
    let fact = code(&best.fact);
    words.push(match (best.worth > 0, count) {
        (true, 1) => inline!["It is ", fact, "."],
        (true, _) => inline!["The one that moves the result most is ", fact, "."],
        (false, 1) => inline![
            "It is ",
            fact,
            ", which changes nothing alone, since something else is known to be open."
        ],
        (false, _) => inline![
            "None of them changes the step alone, since something else is known to be open; find out ",
            fact,
            " first."
        ],
    });
    Some(words)
}

/// Names of several steps: `2, Operations, and 3, Personalization`.
pub(super) fn steps(all: &Assessed<'_>, places: &[usize]) -> String {
    let names: Vec<String> =
        places.iter().map(|place| format!("{} {}", place + 1, all.ladder.steps[*place].name)).collect();
    listed(&names)
}
