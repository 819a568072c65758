//! Earlier assessments, what has got worse since, and teams beside each other.

use stratbook_plugin::prelude::*;

use super::known::unasked;
use crate::facts::{self, Facts, Known};
use crate::inputs::{Answer, Assessment, Inputs};
use crate::ladder::{Ladder, Prerequisite};
use crate::position::{self, Position, State};

/// An earlier assessment.
#[derive(Debug)]
pub(crate) struct Past<'a> {
    pub(crate) given: &'a Assessment,
    facts: Facts,
    pub(crate) position: Position,
}

/// A prerequisite that held once, and does not hold now.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Regressed {
    /// Place of the step that needs it, from 0.
    pub(crate) step: usize,
    pub(crate) prerequisite: Prerequisite,
    pub(crate) was: Option<Known>,
    pub(crate) on: Day,
}

/// Where a team stands.
#[derive(Debug)]
pub(crate) struct TeamPosition<'a> {
    pub(crate) name: &'a str,
    pub(crate) facts: Facts,
    pub(crate) position: Position,
}

/// Earlier assessments, the oldest first. Each is judged by its own facts alone, on the ladder of today.
pub(super) fn history<'a>(
    inputs: &'a Inputs,
    ladder: &Ladder,
    today: Day,
    errors: &mut Vec<Finding>,
    warnings: &mut Vec<Finding>,
) -> Vec<Past<'a>> {
    let mut history: Vec<Past<'a>> = Vec::new();
    for (index, given) in inputs.history.iter().enumerate() {
        let at = pointer!["history", index];
        if history.iter().any(|past| past.given.date == given.date) {
            errors.push(
                Finding::error(format!("there are two assessments of {}", given.date))
                    .at(format!("{at}/date"))
                    .hint("keep the one that counts"),
            );
        }
        if given.date > today {
            warnings.push(
                Finding::warning(format!(
                    "an assessment of {} cannot be known on {today}, and is not shown",
                    given.date
                ))
                .at(format!("{at}/date"))
                .hint("correct the date"),
            );
            continue;
        }
        let mut facts = Facts::default();
        overlay(ladder, &given.facts, &mut facts, &at, errors, warnings);
        let position = position::find(ladder, &facts);
        history.push(Past { given, facts, position });
    }
    history.sort_by_key(|past| past.given.date);
    history
}

/// For every prerequisite that does not hold, the last assessment in which it did.
pub(super) fn regressed(
    ladder: &Ladder,
    now: &Facts,
    position: &Position,
    history: &[Past<'_>],
) -> Vec<Regressed> {
    let mut regressed: Vec<Regressed> = Vec::new();
    for (step, index, prerequisite) in ladder.prerequisites() {
        let Some(fact) = prerequisite.need.fact() else { continue };
        if position.states[step][index] != State::Unmet || now.get(fact).is_none() {
            continue;
        }
        let held = history.iter().rev().find(|past| past.position.states[step][index] == State::Met);
        if let Some(past) = held {
            regressed.push(Regressed {
                step,
                prerequisite: prerequisite.clone(),
                was: past.facts.get(fact),
                on: past.given.date,
            });
        }
    }
    regressed
}

pub(super) fn teams<'a>(
    inputs: &'a Inputs,
    ladder: &Ladder,
    all: &Facts,
    errors: &mut Vec<Finding>,
) -> Vec<TeamPosition<'a>> {
    let mut warnings = Vec::new();
    let mut teams: Vec<TeamPosition<'a>> = Vec::new();
    for (index, team) in inputs.teams.iter().enumerate() {
        let at = pointer!["teams", index];
        if teams.iter().any(|other| other.name == team.name) {
            errors.push(
                Finding::error(format!("there are two teams `{}`", team.name))
                    .at(format!("{at}/name"))
                    .hint("give each its own name"),
            );
        }
        let mut facts = all.clone();
        overlay(ladder, &team.facts, &mut facts, &at, errors, &mut warnings);
        let position = position::find(ladder, &facts);
        teams.push(TeamPosition { name: &team.name, facts, position });
    }
    // What a team says and nobody asks for is as wrong as a value of the wrong kind: it would change nothing.
    errors.append(&mut warnings);
    teams
}

/// Puts answers over facts.
fn overlay(
    ladder: &Ladder,
    answers: &std::collections::BTreeMap<String, Answer>,
    facts: &mut Facts,
    at: &str,
    errors: &mut Vec<Finding>,
    warnings: &mut Vec<Finding>,
) {
    let asked = ladder.facts();
    for (name, answer) in answers {
        let place = format!("{at}{}", pointer!["facts", name]);
        if !asked.contains(&&**name) {
            warnings.push(unasked(name, &asked, place));
            continue;
        }
        match facts::read(ladder, name, answer) {
            Ok(value) => facts.set(name, value),
            Err((message, hint)) => errors.push(Finding::error(message).at(place).hint(hint)),
        }
    }
}
