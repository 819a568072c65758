//! The picture: the ladder, and who stands where.

use stratbook_plugin::prelude::*;

use super::words::asked;
use crate::assess::Assessed;
use crate::ladder::Ladder;
use crate::position::State;

/// Longer notes do not fit beside a step.
const NOTE: usize = 90;

pub(super) fn write(page: &mut Markdown, all: &Assessed<'_>) {
    let here = all.position.step;
    let steps: Vec<Value> = all
        .ladder
        .steps
        .iter()
        .enumerate()
        .map(|(index, step)| {
            let states = &all.position.states[index];
            let state = match index + 1 {
                number if number < here => "done",
                number if number == here => "current",
                number if number == here + 1 => "next",
                _ if states.contains(&State::Unmet) => "blocked",
                _ if states.contains(&State::Unknown) => "unknown",
                _ => "later",
            };
            json!({ "name": step.name, "state": state, "note": note(all, index) })
        })
        .collect();
    let title = match all.step() {
        Some(step) => format!("Step {} of {}: {}", here, steps.len(), step.name),
        None => "Below the first step".to_owned(),
    };
    let mut chart = json!({ "type": "ladder", "title": title, "steps": steps });
    let teams: Vec<Value> = all
        .teams
        .iter()
        .filter(|team| team.position.step > 0)
        .map(|team| json!({ "name": team.name, "step": team.position.step.to_string() }))
        .collect();
    if !teams.is_empty() {
        chart["teams"] = json!(teams);
    }
    page.chart(&chart);
}

/// What is open for a step, or what it delivers.
fn note(all: &Assessed<'_>, step: usize) -> String {
    let states = &all.position.states[step];
    let prerequisites = &all.ladder.steps[step].prerequisites;
    let open: Vec<String> = prerequisites
        .iter()
        .zip(states)
        .filter(|(_, state)| **state != State::Met)
        .map(|(prerequisite, _)| asked(&all.ladder, prerequisite))
        .collect();
    let words = match (&*open, step < all.position.step) {
        (_, true) => all.ladder.steps[step].output.clone(),
        ([], _) => "Its own prerequisites hold".to_owned(),
        ([only], _) => format!("Open: {only}"),
        (several, _) => format!("{} open prerequisites", several.len()),
    };
    shortened(&words)
}

fn shortened(words: &str) -> String {
    if words.chars().count() <= NOTE {
        return words.to_owned();
    }
    let cut: String = words.chars().take(NOTE).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(&*cut, |(words, _)| words))
}

/// A ladder without anybody on it.
pub(crate) fn steps(page: &mut Markdown, ladder: &Ladder, title: &str) {
    let steps: Vec<Value> = ladder
        .steps
        .iter()
        .map(|step| json!({ "name": step.name, "note": shortened(&step.output) }))
        .collect();
    page.chart(&json!({ "type": "ladder", "title": title, "steps": steps }));
}
