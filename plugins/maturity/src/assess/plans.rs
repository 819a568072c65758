//! Initiatives: which may begin, which come too early, and which skip a step.

use stratbook_plugin::prelude::*;

use crate::inputs::{Initiative, Inputs};
use crate::ladder::{Ladder, Prerequisite};
use crate::path::nearest;
use crate::position::{Position, State};

/// Whether the ground for an initiative is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readiness {
    /// Its step is reached.
    Ready,
    /// Its step is the next: what is open for it comes first.
    Early,
    /// Between the present step and its own lie others.
    Skips,
}

/// An initiative, judged.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) given: &'a Initiative,
    /// Place of its step, from 0.
    pub(crate) step: usize,
    pub(crate) readiness: Readiness,
    /// Places of the steps that it skips.
    pub(crate) skipped: Vec<usize>,
    /// What is open up to its own step: place of the step, and the prerequisite.
    pub(crate) open: Vec<(usize, Prerequisite, State)>,
}

pub(super) fn judge<'a>(
    inputs: &'a Inputs,
    ladder: &Ladder,
    position: &Position,
    errors: &mut Vec<Finding>,
) -> Vec<Plan<'a>> {
    let mut plans = Vec::new();
    for (index, given) in inputs.initiatives.iter().enumerate() {
        let Some(step) = ladder.find(&given.step) else {
            let ids = ladder.steps.iter().map(|step| &*step.id);
            let hint = match nearest(&given.step, ids.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the steps are `{}`", ids.collect::<Vec<_>>().join("`, `")),
            };
            errors.push(
                Finding::error(format!("`{}` is no step of the ladder", given.step))
                    .at(pointer!["initiatives", index, "step"])
                    .hint(hint),
            );
            continue;
        };
        let readiness = match step {
            _ if step < position.step => Readiness::Ready,
            _ if step == position.step => Readiness::Early,
            _ => Readiness::Skips,
        };
        let open = ladder
            .prerequisites()
            .filter(|(at, own, _)| *at <= step && position.states[*at][*own] != State::Met)
            .map(|(at, own, prerequisite)| (at, prerequisite.clone(), position.states[at][own]))
            .collect();
        plans.push(Plan { given, step, readiness, skipped: (position.step..step).collect(), open });
    }
    plans
}
