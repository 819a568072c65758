//! What follows for an option, and the rule that says so.

use crate::criteria::{Criterion, SAME};
use crate::score::Overall;

/// What follows for an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It fails a gate, or scores too little.
    Reject,
    /// A score is missing.
    Incomplete,
    /// Not now.
    Hold,
    /// Try it, with an end and a number at which to stop.
    Pilot,
    /// Introduce it.
    Adopt,
}

impl Verdict {
    /// As it stands in reports and data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Incomplete => "incomplete",
            Self::Hold => "hold",
            Self::Pilot => "pilot",
            Self::Adopt => "adopt",
        }
    }
}

/// The scores from which verdicts follow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Adopt from this score, if no criterion is below `weakest`.
    pub adopt: f64,
    /// Pilot from this score.
    pub pilot: f64,
    /// Hold from this score; below it, reject.
    pub hold: f64,
    /// The fewest points in the weakest criterion of an option that is adopted.
    pub weakest: f64,
    /// Differences below this are ties.
    pub tie: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { adopt: 4.0, pilot: 3.0, hold: 2.0, weakest: 3.0, tie: 0.3 }
    }
}

/// Why a gate is not passed.
#[derive(Debug, Clone, PartialEq)]
pub enum Failed {
    /// The option serves no goal.
    NoGoal {
        /// Index of the criterion.
        criterion: usize,
    },
    /// The option has too few points.
    TooLow {
        /// Index of the criterion.
        criterion: usize,
        /// The points that it has.
        score: f64,
        /// The points that it needs.
        at_least: f64,
    },
}

impl Failed {
    /// Index of the criterion whose gate it is.
    pub fn criterion(&self) -> usize {
        match self {
            Self::NoGoal { criterion } | Self::TooLow { criterion, .. } => *criterion,
        }
    }
}

/// The gates that an option surely fails. A missing score fails none: nobody knows yet.
pub fn failed_gates(criteria: &[Criterion], scores: &[Option<f64>], goals: usize) -> Vec<Failed> {
    let mut failed = Vec::new();
    for (criterion, (asked, score)) in criteria.iter().zip(scores).enumerate() {
        let Some(gate) = asked.gate else { continue };
        if gate.needs_goal && goals == 0 {
            failed.push(Failed::NoGoal { criterion });
        }
        if let Some(score) = *score
            && score < gate.at_least - SAME
        {
            failed.push(Failed::TooLow { criterion, score, at_least: gate.at_least });
        }
    }
    failed
}

/// The rule that gave a verdict.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// Gates are failed.
    Gates(Vec<Failed>),
    /// Scores of these criteria are missing; with the lowest and the highest in their place, these verdicts would follow.
    Missing {
        /// Indexes of the criteria.
        criteria: Vec<usize>,
        /// Verdict at the lower end.
        worst: Verdict,
        /// Verdict at the upper end.
        best: Verdict,
    },
    /// The score is that of an adoption, but a criterion is too weak for one.
    Weak {
        /// Index of the weakest criterion.
        criterion: usize,
    },
    /// The score alone decides.
    Score,
}

/// The verdict on an option and the rule that gave it. The first rule that fits counts: a failed gate rejects, a missing
/// score leaves it incomplete, and then the score decides.
pub fn verdict(
    criteria: &[Criterion],
    scores: &[Option<f64>],
    goals: usize,
    overall: &Overall,
    thresholds: &Thresholds,
) -> (Verdict, Rule) {
    let failed = failed_gates(criteria, scores, goals);
    if !failed.is_empty() {
        return (Verdict::Reject, Rule::Gates(failed));
    }
    let needed = |criterion: &Criterion| criterion.weight > 0.0 || criterion.gate.is_some();
    let missing: Vec<usize> =
        (0..criteria.len()).filter(|&at| scores[at].is_none() && needed(&criteria[at])).collect();
    if !missing.is_empty() {
        let at = |filler: f64, overall: f64| {
            let scores: Vec<_> = scores.iter().map(|score| Some(score.unwrap_or(filler))).collect();
            if failed_gates(criteria, &scores, goals).is_empty() {
                by_score(criteria, &scores, overall, thresholds).0
            } else {
                Verdict::Reject
            }
        };
        let worst = at(crate::criteria::SCALE.0, overall.low);
        let best = at(crate::criteria::SCALE.1, overall.high);
        return (Verdict::Incomplete, Rule::Missing { criteria: missing, worst, best });
    }
    by_score(criteria, scores, overall.low, thresholds)
}

fn by_score(
    criteria: &[Criterion],
    scores: &[Option<f64>],
    overall: f64,
    thresholds: &Thresholds,
) -> (Verdict, Rule) {
    let reached = |threshold: f64| overall >= threshold - SAME;
    if reached(thresholds.adopt) {
        let weakest = criteria
            .iter()
            .zip(scores)
            .enumerate()
            .filter(|(_, (criterion, _))| criterion.weight > 0.0)
            .filter_map(|(at, (_, score))| Some((at, (*score)?)))
            .min_by(|left, right| left.1.total_cmp(&right.1));
        return match weakest {
            Some((criterion, score)) if score < thresholds.weakest - SAME => {
                (Verdict::Pilot, Rule::Weak { criterion })
            }
            _ => (Verdict::Adopt, Rule::Score),
        };
    }
    let verdict = if reached(thresholds.pilot) {
        Verdict::Pilot
    } else if reached(thresholds.hold) {
        Verdict::Hold
    } else {
        Verdict::Reject
    };
    (verdict, Rule::Score)
}
