//! Several people who scored: how far they are apart, and whom each of them would choose.

use std::collections::BTreeMap;

use crate::criteria::SAME;
use crate::inputs::Scoring;
use crate::score::mean;

/// How the scores of several people for one criterion lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation of the sample, √(Σ (x − mean)² / (n − 1)); 0 for one person.
    pub deviation: f64,
    /// How many people.
    pub people: usize,
}

/// The spread of scores; nothing where there are none.
pub fn spread(scores: &[f64]) -> Option<Spread> {
    let people = scores.len();
    let low = scores.iter().copied().reduce(f64::min)?;
    let high = scores.iter().copied().reduce(f64::max)?;
    let mean = scores.iter().sum::<f64>() / people as f64;
    let squares: f64 = scores.iter().map(|score| (score - mean).powi(2)).sum();
    let deviation = if people > 1 { (squares / (people - 1) as f64).sqrt() } else { 0.0 };
    Some(Spread { low, high, mean, deviation, people })
}

/// Whom each person would put first with their own scores, among `eligible` options.
///
/// Only people are asked who scored every criterion that counts, of every eligible option. Where somebody has options level
/// at the top, all of them are given.
pub fn choices(
    scores: &[Vec<Option<&Scoring>>],
    weights: &[f64],
    eligible: &[usize],
) -> BTreeMap<String, Vec<usize>> {
    let mut choices = BTreeMap::new();
    let Some(first) = eligible.first() else { return choices };
    let names = scores[*first].iter().flatten().flat_map(|scoring| scoring.assessors.keys());
    for name in names {
        if choices.contains_key(name) {
            continue;
        }
        let own = |option: usize| -> Option<f64> {
            let points: Option<Vec<f64>> = weights
                .iter()
                .zip(&scores[option])
                .map(|(weight, scoring)| {
                    let given = scoring.and_then(|scoring| scoring.assessors.get(name)).copied();
                    if *weight > 0.0 { given.map(|points| points.0) } else { Some(0.0) }
                })
                .collect();
            points.map(|points| mean(weights, &points))
        };
        let totals: Option<Vec<f64>> = eligible.iter().map(|&option| own(option)).collect();
        let Some(totals) = totals else { continue };
        let best = totals.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let winners = eligible.iter().zip(&totals).filter(|(_, total)| **total >= best - SAME);
        choices.insert(name.clone(), winners.map(|(option, _)| *option).collect());
    }
    choices
}
