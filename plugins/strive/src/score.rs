//! The weighted score: a number where all scores are given, an interval where some are missing.

use crate::criteria::SCALE;

/// What an option scores overall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overall {
    /// As if every missing score were the lowest.
    pub low: f64,
    /// As if every missing score were the highest.
    pub high: f64,
    /// Whether no score that counts is missing; then `low` and `high` are the same.
    pub complete: bool,
}

impl Overall {
    /// The score, where it is known.
    pub fn score(&self) -> Option<f64> {
        self.complete.then_some(self.low)
    }
}

/// The weighted mean Σ wᵢ·sᵢ / Σ wᵢ of scores.
///
/// This is the additive value model of multi-attribute decision analysis (R. L. Keeney and H. Raiffa, *Decisions with
/// Multiple Objectives*, 1976, chapter 3). A score that is missing makes an interval of it: once it is taken as the lowest of
/// the scale, once as the highest. A criterion of weight 0 counts for nothing, so that its score cannot be missing.
pub fn overall(weights: &[f64], scores: &[Option<f64>]) -> Overall {
    Overall {
        low: mean(weights, &filled(scores, SCALE.0)),
        high: mean(weights, &filled(scores, SCALE.1)),
        complete: weights.iter().zip(scores).all(|(weight, score)| *weight <= 0.0 || score.is_some()),
    }
}

/// The scores, with a number in place of every missing one.
pub fn filled(scores: &[Option<f64>], missing: f64) -> Vec<f64> {
    scores.iter().map(|score| score.unwrap_or(missing)).collect()
}

/// Σ wᵢ·sᵢ / Σ wᵢ; 0 where all weights are 0.
pub fn mean(weights: &[f64], scores: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return 0.0;
    }
    weights.iter().zip(scores).map(|(weight, score)| weight * score).sum::<f64>() / sum
}
