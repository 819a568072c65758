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
/// Weightings are drawn uniformly from the simplex {w : wᵢ ≥ 0, Σ wᵢ = 1}: the distances between sorted uniform numbers from
/// 0 to 1 have that distribution (L. Devroye, *Non-Uniform Random Variate Generation*, 1986, chapter V, theorem 2.1). The
/// share is the first-rank acceptability index of R. Lahdelma and P. Salminen, *SMAA-2*, Operations Research 49 (2001). The
/// seed is fixed, so that a report never changes by itself.
///
/// `low` and `high` are rows of scores, one for each option; only options of `eligible` can win.
pub fn shares(low: &[Vec<f64>], high: &[Vec<f64>], weights: &[f64], eligible: &[usize]) -> Vec<Share> {
    let counted: Vec<usize> = (0..weights.len()).filter(|&at| weights[at] > 0.0).collect();
    let rows = |of: &[Vec<f64>]| -> Vec<Vec<f64>> {
        eligible.iter().map(|&option| counted.iter().map(|&at| of[option][at]).collect()).collect()
    };
    let mut wins = vec![0.0; eligible.len()];
    let mut could = vec![0.0; eligible.len()];
    let (low_rows, high_rows) = (rows(low), rows(high));
    let open: Vec<usize> = (0..eligible.len()).filter(|&at| low_rows[at] != high_rows[at]).collect();
    let mut random = SplitMix(0x5_7241_7645);
    let mut drawn = vec![0.0; counted.len()];
    let mut totals = vec![0.0; eligible.len()];
    for _ in 0..DRAWS {
        draw(&mut random, &mut drawn);
        let (mut best, mut second, mut winner) = (f64::NEG_INFINITY, f64::NEG_INFINITY, 0);
        for (at, (total, row)) in totals.iter_mut().zip(&low_rows).enumerate() {
            *total = dot(&drawn, row);
            if *total > best {
                (second, best, winner) = (best, *total, at);
            } else if *total > second {
                second = *total;
            }
        }
        if second < best - SAME {
            wins[winner] += 1.0;
            could[winner] += 1.0;
        } else {
            let first = totals.iter().filter(|total| **total >= best - SAME).count().max(1) as f64;
            for (at, _) in totals.iter().enumerate().filter(|(_, total)| **total >= best - SAME) {
                wins[at] += 1.0 / first;
                could[at] += 1.0;
            }
        }
        for &at in open.iter().filter(|&&at| totals[at] < best - SAME) {
            // Its best end against the others' sure scores.
            could[at] += if dot(&drawn, &high_rows[at]) >= best - SAME { 1.0 } else { 0.0 };
        }
    }
    let mut shares = vec![Share { wins: 0.0, could_win: 0.0 }; low.len()];
    for (at, &option) in eligible.iter().enumerate() {
        shares[option] = Share { wins: wins[at] / f64::from(DRAWS), could_win: could[at] / f64::from(DRAWS) };
    }
    shares
}

/// Fills in weights that add up to 1.
fn draw(random: &mut SplitMix, weights: &mut [f64]) {
    let Some((last, cuts)) = weights.split_last_mut() else { return };
    *last = 1.0;
    for at in 0..cuts.len() {
        // Sorted as it grows: there are few.
        let cut = random.uniform();
        let mut place = at;
        while place > 0 && cuts[place - 1] > cut {
            cuts[place] = cuts[place - 1];
            place -= 1;
        }
        cuts[place] = cut;
    }
    for at in (1..weights.len()).rev() {
        weights[at] -= weights[at - 1];
    }
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

    /// From 0 to below 1.
    fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
