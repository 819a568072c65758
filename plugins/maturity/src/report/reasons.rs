//! The reasons: the to-do list of the next step, the answers that are missing, and what got worse.

use stratbook_plugin::prelude::*;

use super::words::{answer, asked, gap, need};
use crate::assess::{Assessed, Source, Todo};
use crate::position::State;

pub(super) fn write(page: &mut Markdown, all: &Assessed<'_>) {
    todo(page, all);
    regressed(page, all);
    unknown(page, all);
}

fn todo(page: &mut Markdown, all: &Assessed<'_>) {
    let Some(next) = all.next() else { return };
    page.section(inline!["To do for step ", all.position.step + 1, ": ", &*next.name]);
    let mut table = Table::new().column("Open").column("Needed").column("Now").column("Distance");
    for todo in &all.todo {
        let fact = todo.prerequisite.need.fact();
        let source = fact.and_then(|fact| all.source(fact));
        let unit = source.map_or("", |source| &*source.unit);
        let now = match fact {
            Some(fact) => inline![answer(all.facts.get(fact), unit), since(source)],
            None => text("not reached"),
        };
        table.row(cells![
            asked(&all.ladder, &todo.prerequisite),
            need(&all.ladder, &todo.prerequisite.need),
            now,
            distance(todo, unit, source.and_then(|source| source.of)),
        ]);
    }
    page.table(&table);
    let mut lines = Vec::new();
    if !next.effort.is_empty() {
        lines.push(inline![strong("Takes"), ": ", &*next.effort]);
    }
    if !next.output.is_empty() {
        lines.push(inline![strong("Delivers"), ": ", &*next.output]);
    }
    if !all.help.is_empty() {
        let mut words = Inline::default();
        for (index, page) in all.help.iter().enumerate() {
            words.push(if index > 0 { ", " } else { "" });
            words.push(page);
        }
        lines.push(inline![strong("Read"), ": ", words]);
    }
    page.list(lines);
    goals(page, all);
}

/// Goals with their live status, by step.
fn goals(page: &mut Markdown, all: &Assessed<'_>) {
    if all.goals.is_empty() {
        return;
    }
    page.subsection("Goals on this ladder");
    let mut table = Table::new().column("Step").column("Goal").column("Status").column("How it stands");
    for (index, step) in all.ladder.steps.iter().enumerate() {
        for goal in all.goals.iter().filter(|goal| goal.step == index) {
            table.row(cells![
                inline![index + 1, " ", &*step.name],
                link(&goal.path, &goal.title),
                &*goal.status,
                &*goal.headline
            ]);
        }
    }
    page.table(&table);
}

/// `, 30 September 2026`.
fn since(source: Option<&Source>) -> Inline {
    let known = source.filter(|source| source.value.is_some());
    known.and_then(|source| source.date).map(|date| inline![", ", date]).unwrap_or_default()
}

/// `6 percentage points, or 745 of 12,400`.
fn distance(todo: &Todo, unit: &str, of: Option<f64>) -> String {
    match (todo.state, todo.distance, todo.things) {
        (State::Unknown, _, _) => "find out".to_owned(),
        (_, Some(distance), Some(things)) => {
            format!(
                "{}, or {} of {}",
                gap(distance, unit),
                number(things as f64),
                number(of.unwrap_or_default())
            )
        }
        // On the threshold, where more than it is asked for.
        (_, Some(0.0), None) => "just beyond".to_owned(),
        (_, Some(distance), None) => gap(distance, unit),
        _ => "to be done".to_owned(),
    }
}

fn regressed(page: &mut Markdown, all: &Assessed<'_>) {
    let before = all.history.last().map(|past| past.position.step);
    if all.regressed.is_empty() {
        return;
    }
    page.section("What got worse");
    if let Some(before) = before.filter(|before| *before > all.position.step) {
        page.paragraph(inline![
            "The last assessment gave step ",
            strong(before),
            "; now it is step ",
            strong(all.position.step),
            "."
        ]);
    }
    let mut table = Table::new()
        .column("It held once")
        .column("Needed")
        .column("Then")
        .column("Now")
        .column("Needed by step");
    for it in &all.regressed {
        let fact = it.prerequisite.need.fact().unwrap_or_default();
        let unit = all.source(fact).map_or("", |source| &*source.unit);
        table.row(cells![
            asked(&all.ladder, &it.prerequisite),
            need(&all.ladder, &it.prerequisite.need),
            inline![answer(it.was, unit), ", ", it.on],
            answer(all.facts.get(fact), unit),
            inline![it.step + 1, " ", &*all.ladder.steps[it.step].name],
        ]);
    }
    page.table(&table);
}

fn unknown(page: &mut Markdown, all: &Assessed<'_>) {
    if all.swings.is_empty() {
        return;
    }
    page.section("What nobody has said yet");
    page.paragraph(if all.swings.first().is_some_and(|swing| swing.worth > 0) { "Unknown is neither yes nor no. The first of these moves the result most." } else { "Unknown is neither yes nor no. None of these moves the step alone; they are in the order in which the ladder asks." });
    let mut table = Table::new().column("Question").column("A good answer").column("A bad answer");
    for swing in &all.swings {
        let question = all.ladder.asks(&swing.fact).map(|it| asked(&all.ladder, it)).unwrap_or_default();
        let good = if swing.gain > all.position.step {
            format!("step {} at once", swing.gain)
        } else {
            "alone changes nothing".to_owned()
        };
        let bad = if swing.loss < all.position.possible {
            format!("no more than step {}, where {} is possible now", swing.loss, all.position.possible)
        } else {
            "changes nothing".to_owned()
        };
        table.row(cells![question, good, bad]);
    }
    page.table(&table);
}
