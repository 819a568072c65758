//! The rhythm of reviews: a light one each quarter, a deep one each year.

use stratbook_plugin::Day;

use crate::inputs::{Review, ReviewKind};

/// When the next reviews are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Day of the next light review.
    pub light: Day,
    /// Day of the next deep review.
    pub deep: Day,
}

impl Due {
    /// The nearer of the two, and whether it is the deep one. On the same day the deep one counts.
    pub fn next(self) -> (Day, bool) {
        if self.deep <= self.light { (self.deep, true) } else { (self.light, false) }
    }
}

/// Scoring counts as a deep review, and a deep review as a light one. The next of a kind is due its number of months after
/// the last. Reviews that are still to come do not count.
pub fn due(assessed: Day, reviews: &[Review], today: Day, light_months: i32, deep_months: i32) -> Due {
    let last = |deep_only: bool| {
        reviews
            .iter()
            .filter(|review| review.date <= today && (!deep_only || review.kind == ReviewKind::Deep))
            .map(|review| review.date)
            .fold(assessed, Day::max)
    };
    Due { light: last(false).plus_months(light_months), deep: last(true).plus_months(deep_months) }
}
