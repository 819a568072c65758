//! The reasons: the to-do list of the next step, the answers that are missing, and what got worse.

use stratbook_plugin::prelude::*;

use super::words::{answer, asked, gap, need};
use crate::assess::{Assessed, Todo};
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
            Some(fact) => answer(all.facts.get(fact), unit),
            None => "not reached".to_owned(),
        };
        table.row(cells![
            asked(&all.ladder, &todo.prerequisite),
            need(&all.ladder, &todo.prerequisite.need),
            now,
            distance(todo, unit),
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
    let goals: Vec<&crate::assess::StepGoal> = all.goals.iter().filter(|goal| goal.step == all.position.step).collect();
    if !goals.is_empty() {
        let mut words = Inline::default();
        for (index, goal) in goals.into_iter().enumerate() {
            words.push(if index > 0 { ", " } else { "" });
            words.push(inline![link(&goal.path, &goal.title), " (", &*goal.status, ")"]);
        }
        lines.push(inline![strong("Goals of this step"), ": ", words]);
    }
    page.list(lines);
}

/// `6 percentage points, 745 of 12,400`.
fn distance(todo: &Todo, unit: &str) -> String {
    match (todo.state, todo.distance, todo.things) {
        (State::Unknown, _, _) => "find out".to_owned(),
        (_, Some(distance), Some(things)) => format!("{}, which is {}", gap(distance, unit), plural(things as usize, "piece", "pieces")),
        // On the threshold, where more than it is asked for.
        (_, Some(0.0), None) => "just beyond".to_owned(),
        (_, Some(distance), None) => gap(distance, unit),
        _ => "–".to_owned(),
    }
}

fn regressed(page: &mut Markdown, all: &Assessed<'_>) {
    let before = all.history.last().map(|past| past.position.step);
    if all.regressed.is_empty() {
        return;
    }
    page.section("What got worse");
    if let Some(before) = before.filter(|before| *before > all.position.step) {
        page.paragraph(inline!["The last assessment gave step ", strong(before), "; now it is step ", strong(all.position.step), "."]);
    }
    let mut table = Table::new().column("It held once").column("Needed").column("Then").column("Now").column("Needed by step");
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
    page.paragraph("Unknown is neither yes nor no. The first of these moves the result most.");
    let mut table = Table::new().column("Question").column("A good answer").column("A bad answer");
    for swing in &all.swings {
        let question = all.ladder.asks(&swing.fact).map(|it| asked(&all.ladder, it)).unwrap_or_default();
        let good = match swing.gain > all.position.step {
            true => format!("step {} at once", swing.gain),
            false => "alone changes nothing".to_owned(),
        };
        let bad = match swing.loss < all.position.possible {
            true => format!("no more than step {}, where {} is possible now", swing.loss, all.position.possible),
            false => "changes nothing".to_owned(),
        };
        table.row(cells![question, good, bad]);
    }
    page.table(&table);
}
