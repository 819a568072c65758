//! The status of a goal, and the rule that gave it.

use serde::{Serialize, Serializer};
use stratbook_plugin::Day;

use crate::line::Line;
use crate::settings::Settings;

/// How a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Its first day lies ahead, or nothing was to be measured yet.
    NotStarted,
    /// No further behind its line than the workspace allows.
    OnTrack,
    /// Behind, but not by much; or nobody knows, since nothing was measured.
    AtRisk,
    /// Far behind.
    OffTrack,
    /// The target was reached in time.
    Achieved,
    /// The due date has passed, and the target was not reached by then.
    Missed,
}

impl Status {
    /// In words: `on track`.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::OffTrack => "off track",
            Self::Achieved => "achieved",
            Self::Missed => "missed",
        }
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.words())
    }
}

/// Which rule gave the status.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// The start lies ahead.
    BeforeStart,
    /// It has begun, and the first measurement is not due yet.
    FirstAwaited {
        /// The day by which something is to be measured.
        by: Day,
    },
    /// It has begun, and nothing was measured although something should have been.
    Unmeasured {
        /// Days since the start.
        days: i64,
    },
    /// The last value is compared with the line of its day: `lag = expected − progress`.
    Lag {
        /// Share of the whole way by which it is behind; negative where it is ahead.
        lag: f64,
        /// The due date has passed, and the measurement that decides is still to come.
        last_awaited: bool,
    },
    /// The last value that counts is at the target or beyond.
    Reached {
        /// The first day from which on every value was there.
        on: Day,
    },
    /// Baseline and target are the same, and the last value is no worse.
    Holds,
    /// Baseline and target are the same, and the last value is worse.
    Slipped,
    /// The due date has passed, and the last value that counts is short of the target.
    Short {
        /// The day on which the target was reached after all.
        later: Option<Day>,
    },
    /// The due date has passed, and nothing was ever measured.
    NeverMeasured,
}

/// A value on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The day.
    pub day: Day,
    /// The value.
    pub value: f64,
}

/// A status and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// How it stands.
    pub status: Status,
    /// Which rule said so.
    pub rule: Rule,
    /// The value that it was judged by.
    pub by: Option<Point>,
}

/// Judges a goal on a day by its values since the start, of which none lies after that day, sorted by day.
pub fn judge(line: &Line, points: &[Point], today: Day, every: u32, settings: &Settings) -> Judged {
    let last_chance = line.due.plus_days(i64::from(settings.grace_days));
    let counting = points.iter().filter(|point| point.day <= last_chance).count();
    let (counted, late) = points.split_at(counting);
    let Some(last) = counted.last().copied() else {
        let (status, rule) = without_values(line, late, today, every, last_chance);
        return Judged { status, rule, by: None };
    };
    let over = today > line.due;
    let decided = over && (last.day >= line.due || today > last_chance);
    let same = line.progress(last.value).is_none();
    let (status, rule) = match (line.reached(last.value), same) {
        (true, true) if !over => (Status::OnTrack, Rule::Holds),
        (true, _) => (Status::Achieved, Rule::Reached { on: reached_since(line, counted) }),
        (false, _) if decided => (Status::Missed, Rule::Short { later: reached_later(line, late) }),
        (false, true) => (Status::OffTrack, Rule::Slipped),
        (false, false) => {
            let lag = line.expected(last.day) - line.progress(last.value).unwrap_or(0.0);
            (by_lag(lag, settings), Rule::Lag { lag, last_awaited: over })
        }
    };
    Judged { status, rule, by: Some(last) }
}

/// On track up to the first threshold, at risk up to the second, off track beyond. A threshold itself still counts as
/// within, and the last digit of a binary fraction does not decide.
fn by_lag(lag: f64, settings: &Settings) -> Status {
    let within = |limit: f64| lag <= limit + 1e-9;
    match () {
        () if within(settings.on_track_within) => Status::OnTrack,
        () if within(settings.at_risk_within) => Status::AtRisk,
        () => Status::OffTrack,
    }
}

fn without_values(line: &Line, late: &[Point], today: Day, every: u32, last_chance: Day) -> (Status, Rule) {
    let by = line.start.plus_days(i64::from(every)).min(line.due);
    if today < line.start {
        (Status::NotStarted, Rule::BeforeStart)
    } else if !late.is_empty() {
        (Status::Missed, Rule::Short { later: reached_later(line, late) })
    } else if today > last_chance {
        (Status::Missed, Rule::NeverMeasured)
    } else if today <= by {
        (Status::NotStarted, Rule::FirstAwaited { by })
    } else {
        (Status::AtRisk, Rule::Unmeasured { days: line.start.until(today) })
    }
}

/// The first day of the last unbroken row of values at the target.
fn reached_since(line: &Line, points: &[Point]) -> Day {
    let row = points.iter().rev().take_while(|point| line.reached(point.value));
    row.last().map_or(line.due, |point| point.day)
}

fn reached_later(line: &Line, late: &[Point]) -> Option<Day> {
    late.iter().find(|point| line.reached(point.value)).map(|point| point.day)
}
