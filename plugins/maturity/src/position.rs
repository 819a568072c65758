//! Where one stands: three-valued, since what is not known is neither true nor false.

use crate::facts::{Facts, Known};
use crate::ladder::{Ladder, Need};

/// Whether a prerequisite holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It does not.
    Unmet,
    /// Nobody can say.
    Unknown,
    /// It does.
    Met,
}

/// The states of all prerequisites, step by step, and what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// For each step, the state of each of its own prerequisites.
    pub states: Vec<Vec<State>>,
    /// The present step: the highest whose prerequisites, and those of all steps below, are known to hold. From 1; 0 is
    /// below the first.
    pub step: usize,
    /// The step that it would be if everything unknown turned out well.
    pub possible: usize,
}

/// Finds the position for some facts.
pub fn find(ladder: &Ladder, facts: &Facts) -> Position {
    climb(ladder, |need| state(need, facts))
}

/// Whether a fact holds; a step is judged by the climb.
fn state(need: &Need, facts: &Facts) -> State {
    let met = match need {
        Need::Metric { id, side, threshold, .. } => match facts.get(id) {
            Some(Known::Number(value)) => Some(side.holds(value, *threshold)),
            _ => None,
        },
        Need::Fact { id, is } => match facts.get(id) {
            Some(Known::Yes(yes)) => Some(yes == *is),
            _ => None,
        },
        Need::Step { .. } => None,
    };
    match met {
        Some(true) => State::Met,
        Some(false) => State::Unmet,
        None => State::Unknown,
    }
}

fn climb(ladder: &Ladder, judge: impl Fn(&Need) -> State) -> Position {
    let mut states: Vec<Vec<State>> = Vec::new();
    // The worst state of a step and of all below it.
    let mut so_far: Vec<State> = Vec::new();
    for step in &ladder.steps {
        let own: Vec<State> = step
            .prerequisites
            .iter()
            .map(|prerequisite| match prerequisite.need {
                // A ladder whose steps wait for each other is refused before.
                Need::Step { index } => so_far.get(index).copied().unwrap_or(State::Unmet),
                _ => judge(&prerequisite.need),
            })
            .collect();
        let below = so_far.last().copied().unwrap_or(State::Met);
        so_far.push(own.iter().copied().min().unwrap_or(State::Met).min(below));
        states.push(own);
    }
    let step = so_far.iter().take_while(|state| **state == State::Met).count();
    let possible = so_far.iter().take_while(|state| **state != State::Unmet).count();
    Position { states, step, possible }
}

/// What an answer that is missing is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swing {
    /// Name of the fact.
    pub fact: String,
    /// The present step if the answer is good, and everything else stays as it is.
    pub gain: usize,
    /// The possible step if the answer is bad.
    pub loss: usize,
    /// By how many steps it moves the result: `(gain − step) + (possible − loss)`.
    pub worth: usize,
}

/// All answers that are missing, the one that moves the result most first; then the one that is asked first.
pub fn swings(ladder: &Ladder, facts: &Facts) -> Vec<Swing> {
    let now = find(ladder, facts);
    let mut swings: Vec<Swing> = ladder
        .facts()
        .into_iter()
        .filter(|fact| facts.get(fact).is_none())
        .map(|fact| {
            let forced = |answer: State| {
                climb(ladder, |need| if need.fact() == Some(fact) { answer } else { state(need, facts) })
            };
            let (gain, loss) = (forced(State::Met).step, forced(State::Unmet).possible);
            Swing { fact: fact.to_owned(), gain, loss, worth: (gain - now.step) + (now.possible - loss) }
        })
        .collect();
    swings.sort_by_key(|swing| std::cmp::Reverse(swing.worth));
    swings
}
