//! The straight line that fits the measurements best, and what it says of a later day.
//!
//! Ordinary least squares with a prediction interval for one new observation, as in D. C. Montgomery and G. C. Runger,
//! *Applied Statistics and Probability for Engineers*, chapter 11 (simple linear regression).

use crate::student;

/// A fitted line `y = intercept + slope · x`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// How many points it was fitted to.
    pub points: usize,
    /// Change of the value a day.
    pub slope: f64,
    /// Value at `x = 0`.
    pub intercept: f64,
    /// Mean of all x.
    pub mean: f64,
    /// Sum of `(x − mean)²`.
    pub spread: f64,
    /// How far the points lie from the line: `s = √(Σ residual² / (n − 2))`. Nothing for two points, which the line goes
    /// through whatever they are.
    pub scatter: Option<f64>,
}

/// Fits a line: `slope = Σ(x − x̄)(y − ȳ) / Σ(x − x̄)²`, `intercept = ȳ − slope · x̄`. It takes two points with different x.
pub fn fit(points: &[(f64, f64)]) -> Option<Trend> {
    let count = points.len() as f64;
    if points.len() < 2 {
        return None;
    }
    let mean = points.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = points.iter().map(|(_, y)| y).sum::<f64>() / count;
    let spread: f64 = points.iter().map(|(x, _)| (x - mean).powi(2)).sum();
    let common: f64 = points.iter().map(|(x, y)| (x - mean) * (y - mean_y)).sum();
    let slope = common / spread;
    if spread <= 0.0 || !slope.is_finite() {
        return None;
    }
    let intercept = mean_y - slope * mean;
    let squares: f64 = points.iter().map(|(x, y)| (y - intercept - slope * x).powi(2)).sum();
    let scatter = (points.len() > 2).then(|| (squares / (count - 2.0)).sqrt());
    Some(Trend { points: points.len(), slope, intercept, mean, spread, scatter })
}

impl Trend {
    /// The value of the line.
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }

    /// Standard error of one new observation: `s · √(1 + 1/n + (x − x̄)² / Σ(x − x̄)²)`.
    pub fn error(&self, x: f64) -> Option<f64> {
        let share = 1.0 + 1.0 / self.points as f64 + (x - self.mean).powi(2) / self.spread;
        self.scatter.map(|scatter| scatter * share.sqrt())
    }

    /// The t quantile of a range: `t(1 − (1 − confidence)/2; n − 2)`.
    pub fn quantile(&self, confidence: f64) -> Option<f64> {
        self.scatter.map(|_| student::quantile(f64::midpoint(1.0, confidence), self.points as f64 - 2.0))
    }

    /// The range in which one new observation is expected: `line ± t · standard error`.
    pub fn range(&self, x: f64, confidence: f64) -> Option<(f64, f64)> {
        let reach = self.quantile(confidence)? * self.error(x)?;
        Some((self.at(x) - reach, self.at(x) + reach))
    }

    /// The chance that one new observation is at least `value`, if the line and the scatter stay as they are.
    pub fn chance_of_at_least(&self, x: f64, value: f64) -> Option<f64> {
        let error = self.error(x).filter(|error| *error > 0.0)?;
        Some(student::below((self.at(x) - value) / error, self.points as f64 - 2.0))
    }

    /// Where the line has a value: `(value − intercept) / slope`.
    pub fn reaches(&self, value: f64) -> Option<f64> {
        Some((value - self.intercept) / self.slope).filter(|x| self.slope != 0.0 && x.is_finite())
    }
}
