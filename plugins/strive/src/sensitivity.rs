//! At which weight of a criterion the winner changes.

use crate::criteria::SAME;
use crate::score::mean;

/// How far the weight of one criterion can go before another option wins. Weights are shares of the whole, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The share that the criterion has.
    pub share: f64,
    /// The share below which another option wins, and which.
    pub below: Option<(f64, usize)>,
    /// The share above which another option wins, and which.
    pub above: Option<(f64, usize)>,
}

/// The range of each criterion's weight within which `winner` stays ahead of all `rivals`, while the other weights keep
/// their proportions. `None` for a criterion that has all the weight, or none of it.
///
/// With the share *p* of criterion *c*, and *R* the mean of the other scores by their weights, an option scores
/// *p·s_c + (1 − p)·R*. The lead over a rival is therefore a straight line in *p*,
///
/// > f(p) = p·Δs_c + (1 − p)·ΔR,
///
/// where Δ is winner minus rival. It is zero at *p\* = ΔR / (ΔR − Δs_c)*. The nearest such point on either side of the
/// present share is where the winner changes (one-way sensitivity analysis of an additive model: R. T. Clemen,
/// *Making Hard Decisions*, 1996, chapter 5).
pub fn ranges(weights: &[f64], scores: &[Vec<f64>], winner: usize, rivals: &[usize]) -> Vec<Option<Range>> {
    let sum: f64 = weights.iter().sum();
    (0..weights.len())
        .map(|criterion| {
            let share = weights[criterion] / sum;
            if !(share > 0.0 && share < 1.0) {
                return None;
            }
            let mut others = weights.to_vec();
            others[criterion] = 0.0;
            let mut range = Range { share, below: None, above: None };
            for &rival in rivals {
                let own = scores[winner][criterion] - scores[rival][criterion];
                let rest = mean(&others, &scores[winner]) - mean(&others, &scores[rival]);
                let slope = own - rest;
                if slope.abs() <= SAME {
                    continue;
                }
                // Rounding must not put a tie on the wrong side of where we are.
                let at = rest / -slope;
                if slope > 0.0 {
                    let at = at.min(share);
                    if at > SAME && range.below.is_none_or(|(known, _)| at > known + SAME) {
                        range.below = Some((at, rival));
                    }
                } else {
                    let at = at.max(share);
                    if at < 1.0 - SAME && range.above.is_none_or(|(known, _)| at < known - SAME) {
                        range.above = Some((at, rival));
                    }
                }
            }
            Some(range)
        })
        .collect()
}

/// A share as a weight beside the other weights as they are: w = p / (1 − p) · (sum of the others).
pub fn weight_at(share: f64, others: f64) -> f64 {
    share / (1.0 - share) * others
}
