//! Teams beside each other, and the way over time.

use stratbook_plugin::prelude::*;

use super::words::answer;
use crate::assess::Assessed;
use crate::position::State;

pub(super) fn write(page: &mut Markdown, all: &Assessed<'_>) {
    teams(page, all);
    history(page, all);
}

fn teams(page: &mut Markdown, all: &Assessed<'_>) {
    if all.teams.is_empty() {
        return;
    }
    page.section("Team by team");
    let mut table = Table::new().column("Team").column("Step").column("What keeps it from the next");
    for team in &all.teams {
        let position = &team.position;
        let here = position
            .step
            .checked_sub(1)
            .map(|index| inline![position.step, " ", &*all.ladder.steps[index].name]);
        let caps = all.ladder.steps.get(position.step).map(|step| {
            let mut words = Inline::default();
            let open = step
                .prerequisites
                .iter()
                .zip(&position.states[position.step])
                .filter(|(_, state)| **state != State::Met);
            for (index, (prerequisite, _)) in open.enumerate() {
                let fact = prerequisite.need.fact().unwrap_or_default();
                let unit = all.source(fact).map_or("", |source| &*source.unit);
                words.push(if index > 0 { ", " } else { "" });
                words.push(match prerequisite.need.fact() {
                    Some(fact) => inline![code(fact), ": ", answer(team.facts.get(fact), unit)],
                    None => text(super::need_in_words(&all.ladder, &prerequisite.need)),
                });
            }
            words
        });
        table.row(cells![
            team.name,
            here.unwrap_or_else(|| text("below the first")),
            caps.unwrap_or_else(|| text("nothing, it is the highest"))
        ]);
    }
    page.table(&table);
}

fn history(page: &mut Markdown, all: &Assessed<'_>) {
    if all.history.is_empty() {
        return;
    }
    page.section("Over time");
    let mut points: Vec<(Day, usize)> =
        all.history.iter().map(|past| (past.given.date, past.position.step)).collect();
    if points.last().is_none_or(|last| last.0 < all.today) {
        points.push((all.today, all.position.step));
    }
    let steps = all.ladder.steps.len();
    let (first, last) = (points[0].1, all.position.step);
    let title = if first == last {
        "The step over time".to_owned()
    } else {
        format!("From step {first} to step {last}")
    };
    page.chart(&json!({
        "type": "line",
        "title": title,
        "min": 0,
        "max": steps,
        "decimals": 0,
        "series": [{ "name": "Step", "points": points }],
    }));
    let mut table = Table::new().column("Assessed").column("Step").column("Note");
    for past in &all.history {
        let name = past
            .position
            .step
            .checked_sub(1)
            .map(|index| inline![past.position.step, " ", &*all.ladder.steps[index].name]);
        table.row(cells![
            past.given.date,
            name.unwrap_or_else(|| text("below the first")),
            past.given.note.as_deref().unwrap_or_default()
        ]);
    }
    page.table(&table);
    page.paragraph("Earlier assessments are judged on the ladder as it is today.");
}
