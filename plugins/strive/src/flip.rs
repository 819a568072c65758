//! The smallest change of one score after which another option wins.

use crate::criteria::{Criterion, SAME, SCALE};
use crate::verdict::{Failed, failed_gates};

/// A change of one score.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// Index of the option whose score is changed.
    pub option: usize,
    /// Index of the criterion.
    pub criterion: usize,
    /// The score now.
    pub from: f64,
    /// The score at which the two are level, or at which a gate is; see `how`.
    pub to: f64,
    /// Index of the option that wins then.
    pub winner: usize,
    /// What happens at `to`.
    pub how: How,
}

/// What happens at the changed score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Beyond it, the other option is ahead.
    Overtakes,
    /// Below it, the winner fails a gate.
    WinnerFails,
    /// At it, an option passes the gate that it failed, and is ahead.
    OtherPasses,
}

impl Flip {
    /// How many points of change it takes.
    pub fn size(&self) -> f64 {
        (self.to - self.from).abs()
    }
}

/// What the search needs to know of an option.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// Its scores; missing ones are never changed, but count as the lowest.
    pub scores: &'a [Option<f64>],
    /// How many goals it serves.
    pub goals: usize,
    /// Its overall score.
    pub overall: f64,
}

/// All single changes after which another option wins, the smallest first; one for each option and criterion at most.
///
/// Changing a score by δ changes the overall score by w·δ / Σ w, so a lead of *d* is gone after δ = d · Σ w / w. Gates give
/// further changes: the winner falls below one, or an option that fails a single one reaches it. Changes that would leave the
/// scale are left out.
pub fn flips(
    criteria: &[Criterion],
    candidates: &[Candidate<'_>],
    winner: usize,
    runner_up: Option<usize>,
) -> Vec<Flip> {
    let sum: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
    let mut flips: Vec<Flip> = Vec::new();
    let mut add = |flip: Flip| {
        if flip.to >= SCALE.0 - SAME && flip.to <= SCALE.1 + SAME {
            flips.push(flip);
        }
    };
    let lead = |other: usize| candidates[winner].overall - candidates[other].overall;
    for (criterion, asked) in criteria.iter().enumerate() {
        let points = |difference: f64| difference * sum / asked.weight;
        if let (Some(from), Some(second)) = (candidates[winner].scores[criterion], runner_up) {
            if asked.weight > 0.0 {
                let to = from - points(lead(second));
                // At the end of the scale the two are level, and there is no beyond.
                if to > SCALE.0 + SAME {
                    let how = How::Overtakes;
                    add(Flip { option: winner, criterion, from, to, winner: second, how });
                }
            }
            if let Some(gate) = asked.gate
                && gate.at_least > SCALE.0
            {
                let how = How::WinnerFails;
                add(Flip { option: winner, criterion, from, to: gate.at_least, winner: second, how });
            }
        }
        for (option, candidate) in candidates.iter().enumerate() {
            let Some(from) = candidate.scores[criterion] else { continue };
            if option == winner || asked.weight <= 0.0 {
                continue;
            }
            let to = from + points(lead(option));
            match *failed_gates(criteria, candidate.scores, candidate.goals) {
                [] if to < SCALE.1 - SAME => {
                    add(Flip { option, criterion, from, to, winner: option, how: How::Overtakes });
                }
                [Failed::TooLow { criterion: failed, at_least, .. }] if failed == criterion => {
                    let how = How::OtherPasses;
                    add(Flip { option, criterion, from, to: to.max(at_least), winner: option, how });
                }
                _ => {}
            }
        }
    }
    // The smaller of two changes of the same score is the one that counts.
    flips.sort_by(|left, right| {
        let place = |flip: &Flip| (flip.option, flip.criterion);
        // Sizes that differ by rounding alone are the same.
        let size = |flip: &Flip| (flip.size() / SAME).round();
        size(left).total_cmp(&size(right)).then(place(left).cmp(&place(right)))
    });
    let mut seen: Vec<(usize, usize)> = Vec::new();
    flips.retain(|flip| {
        let place = (flip.option, flip.criterion);
        let new = !seen.contains(&place);
        seen.push(place);
        new
    });
    flips
}
