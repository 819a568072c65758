//! In which share of all weightings an option wins.

use crate::criteria::SAME;

/// How many weightings are drawn. The standard error of a share is then at most √(0.25 / 40,000) = 0.25 percentage points.
pub const DRAWS: u32 = 40_000;

/// What the draws gave for one option.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share of weightings in which it wins, while every missing score is the lowest. Ties are divided.
    pub wins: f64,
    /// The share in which it wins or is level if its own missing scores are the highest. Without missing scores it is that
    /// of winning or being level.
    pub could_win: f64,
}

/// The share of all weightings in which each option wins.
///
/// Weightings are drawn uniformly from the simplex {w : wᵢ ≥ 0, Σ wᵢ = 1}: independent exponential variables divided by
/// their sum have that distribution (L. Devroye, *Non-Uniform Random Variate Generation*, 1986, chapter V, theorem 2.2).
/// Dividing is left out, since it does not change who wins. The share is the "rank acceptability index" of the first rank in
/// R. Lahdelma and P. Salminen, *SMAA-2*, Operations Research 49 (2001). The seed is fixed, so that a report never changes by itself.
///
/// `low` and `high` are rows of scores, one for each option; only options of `eligible` can win.
pub fn shares(low: &[Vec<f64>], high: &[Vec<f64>], weights: &[f64], eligible: &[usize]) -> Vec<Share> {
    let counted: Vec<usize> = (0..weights.len()).filter(|&at| weights[at] > 0.0).collect();
    let mut wins = vec![0.0; low.len()];
    let mut could = vec![0.0; low.len()];
    let rows = |of: &[Vec<f64>]| -> Vec<Vec<f64>> {
        eligible.iter().map(|&option| counted.iter().map(|&at| of[option][at]).collect()).collect()
    };
    let (low, high) = (rows(low), rows(high));
    let mut random = SplitMix(0x5_7241_7645);
    let mut drawn = vec![0.0; counted.len()];
    let mut totals = vec![0.0; eligible.len()];
    for _ in 0..DRAWS {
        for weight in &mut drawn {
            *weight = -random.uniform().ln();
        }
        let mut best = f64::NEG_INFINITY;
        let mut second = f64::NEG_INFINITY;
        for (total, row) in totals.iter_mut().zip(&low) {
            *total = dot(&drawn, row);
            if *total > best {
                second = best;
                best = *total;
            } else if *total > second {
                second = *total;
            }
        }
        let level = |total: f64, best: f64| total >= best - SAME * best.abs().max(1.0);
        let first = totals.iter().filter(|total| level(**total, best)).count().max(1) as f64;
        for (at, option) in eligible.iter().enumerate() {
            let winner = level(totals[at], best);
            if winner {
                wins[*option] += 1.0 / first;
            }
            // Its best end against the others' certain scores.
            let rival = if totals[at] >= best { second } else { best };
            if winner || level(dot(&drawn, &high[at]), rival) {
                could[*option] += 1.0;
            }
        }
    }
    let draws = f64::from(DRAWS);
    wins.into_iter().zip(could).map(|(wins, could)| Share { wins: wins / draws, could_win: could / draws }).collect()
}

fn dot(weights: &[f64], scores: &[f64]) -> f64 {
    weights.iter().zip(scores).map(|(weight, score)| weight * score).sum()
}

/// SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, *Fast Splittable Pseudorandom Number Generators*, 2014).
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Above 0 and at most 1, so that it has a logarithm.
    fn uniform(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }
}
