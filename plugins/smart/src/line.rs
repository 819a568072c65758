//! The straight line from the baseline to the target, which is what is expected of a goal on each day.

use stratbook_plugin::Day;

use crate::inputs::Direction;

/// From the baseline on the start day to the target on the due day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Value on the start day.
    pub baseline: f64,
    /// Value on the due day.
    pub target: f64,
    /// First day.
    pub start: Day,
    /// Last day, after the first.
    pub due: Day,
    /// Which way is better.
    pub direction: Direction,
}

impl Line {
    /// How much of the way a value has come: `(value − baseline) / (target − baseline)`.
    ///
    /// The same formula serves goals where less is better, since both differences change their sign. It is below 0 for a
    /// value worse than the baseline and above 1 beyond the target. Nothing where baseline and target are the same.
    pub fn progress(&self, value: f64) -> Option<f64> {
        let way = self.target - self.baseline;
        (way != 0.0).then(|| (value - self.baseline) / way).filter(|share| share.is_finite())
    }

    /// How much of the way is expected on a day: days since the start / days from start to due, between 0 and 1.
    pub fn expected(&self, day: Day) -> f64 {
        let whole = self.start.until(self.due).max(1) as f64;
        (self.start.until(day) as f64 / whole).clamp(0.0, 1.0)
    }

    /// The value that is expected on a day: `baseline + expected · (target − baseline)`.
    pub fn expected_value(&self, day: Day) -> f64 {
        self.baseline + self.expected(day) * (self.target - self.baseline)
    }

    /// Whether a value is the target, or better.
    pub fn reached(&self, value: f64) -> bool {
        match self.direction {
            Direction::Up => value >= self.target,
            Direction::Down => value <= self.target,
        }
    }
}
