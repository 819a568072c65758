//! A goal with all that follows from its inputs and the day.

use stratbook_plugin::prelude::*;

use crate::inputs::{Direction, Guardrail, Inputs, Measurement};
use crate::letters::{self, Letter};
use crate::line::Line;
use crate::settings::Settings;
use crate::status::{self, Judged, Point, Status};
use crate::trend::{self, Trend};
use crate::unit::Unit;

/// A projection further than this beyond the due date says nothing that anybody should act on.
const LATEST: i64 = 3653;

/// A goal, judged on a day.
#[derive(Debug)]
pub(crate) struct Goal<'a> {
    pub(crate) inputs: &'a Inputs,
    pub(crate) settings: &'a Settings,
    pub(crate) today: Day,
    pub(crate) line: Line,
    pub(crate) unit: Unit,
    /// All that was measured up to the day, sorted.
    pub(crate) measured: Vec<&'a Measurement>,
    pub(crate) judged: Judged,
    pub(crate) projection: Option<Projection>,
    pub(crate) letters: Vec<Letter>,
    /// By when the next value is to be measured; nothing once the goal is decided.
    pub(crate) next_measurement: Option<Day>,
}

/// Where the measurements lead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Projection {
    pub(crate) trend: Trend,
    /// The line goes through the baseline, since there is one measurement.
    pub(crate) with_baseline: bool,
    /// Day of the last measurement, from which on it is a projection.
    pub(crate) from: Day,
    /// The value on the due day.
    pub(crate) value: f64,
    /// The range around it; nothing for one or two measurements.
    pub(crate) range: Option<(f64, f64)>,
    /// The chance that the target is reached on the due day, if everything goes on as it did.
    pub(crate) chance: Option<f64>,
    /// The day on which the line is at the target.
    pub(crate) meets: Option<Day>,
}

impl<'a> Goal<'a> {
    pub(crate) fn new(inputs: &'a Inputs, settings: &'a Settings, today: Day) -> Self {
        let direction = inputs.direction.unwrap_or(if inputs.target < inputs.baseline {
            Direction::Down
        } else {
            Direction::Up
        });
        let Inputs { baseline, target, start, due, .. } = *inputs;
        let line = Line { baseline, target, start, due, direction };
        let mut measured: Vec<&Measurement> =
            inputs.measurements.iter().filter(|measurement| measurement.date <= today).collect();
        measured.sort_by_key(|measurement| measurement.date);
        let points: Vec<Point> = measured
            .iter()
            .filter(|measurement| measurement.date >= start)
            .map(|measurement| Point { day: measurement.date, value: measurement.value })
            .collect();
        let every = inputs.measure_every.unwrap_or(settings.measure_every).max(1);
        let judged = status::judge(&line, &points, today, every, settings);
        let next_measurement = next_measurement(&line, &points, judged, every);
        let mut goal = Self {
            inputs,
            settings,
            today,
            line,
            unit: Unit::new(inputs.unit.as_ref(), baseline, target),
            measured,

            judged,
            projection: None,
            letters: Vec::new(),
            next_measurement,
        };
        goal.projection = goal.project(&points);
        goal.letters = letters::judge(&goal);
        goal
    }

    /// How much of the way has come, by the value that the goal is judged by.
    pub(crate) fn progress(&self) -> Option<f64> {
        self.judged.by.and_then(|point| self.line.progress(point.value))
    }

    /// How much of the way is expected on the day of that value; today where there is none.
    pub(crate) fn expected(&self) -> f64 {
        self.line.expected(self.judged.by.map_or(self.today, |point| point.day))
    }

    /// Whether the last word is spoken.
    pub(crate) fn decided(&self) -> bool {
        self.judged.status == Status::Missed
            || (self.judged.status == Status::Achieved && self.today > self.line.due)
    }

    /// Whether a measurement should be there and is not.
    pub(crate) fn measurement_overdue(&self) -> Option<i64> {
        self.next_measurement.map(|day| day.until(self.today)).filter(|days| *days > 0)
    }

    /// Guardrails of which a value is known that is out of the limits.
    pub(crate) fn broken(&self) -> impl Iterator<Item = &'a Guardrail> + '_ {
        self.inputs.guardrails.iter().filter(|guardrail| {
            guardrail
                .latest
                .as_ref()
                .is_some_and(|latest| latest.date <= self.today && !guardrail.holds(latest.value))
        })
    }

    fn project(&self, points: &[Point]) -> Option<Projection> {
        let last = points.last()?;
        if last.day >= self.line.due || self.today > self.line.due {
            return None;
        }
        let x = |day: Day| self.line.start.until(day) as f64;
        let mut places: Vec<(f64, f64)> = points.iter().map(|point| (x(point.day), point.value)).collect();
        let with_baseline = places.len() == 1;
        if with_baseline {
            places.insert(0, (0.0, self.line.baseline));
        }
        let trend = trend::fit(&places)?;
        let due = x(self.line.due);
        let chance =
            trend.chance_of_at_least(due, self.line.target).map(|chance| match self.line.direction {
                Direction::Up => chance,
                Direction::Down => 1.0 - chance,
            });
        let rises = (trend.slope > 0.0) == (self.line.direction == Direction::Up);
        let meets = trend
            .reaches(self.line.target)
            .filter(|_| rises && !self.line.reached(last.value))
            .map(|x| self.line.start.plus_days(x.clamp(0.0, 4e6).ceil() as i64).max(last.day))
            .filter(|day| self.line.due.until(*day) <= LATEST);
        Some(Projection {
            trend,
            with_baseline,
            from: last.day,
            value: trend.at(due),
            range: trend.range(due, self.settings.confidence),
            chance,
            meets,
        })
    }
}

fn next_measurement(line: &Line, points: &[Point], judged: Judged, every: u32) -> Option<Day> {
    let decided = judged.status == Status::Missed || points.last().is_some_and(|last| last.day >= line.due);
    let from = points.last().map_or(line.start, |last| last.day);
    (!decided).then(|| from.plus_days(i64::from(every)).min(line.due))
}
