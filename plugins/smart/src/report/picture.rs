//! The picture: what was measured, the straight line, and where the measurements lead.

use stratbook_plugin::prelude::*;

use super::upper_first;
use crate::goal::{Goal, Projection};
use crate::status::{Rule, Status};

/// As many points can be told apart in a picture.
const MOST: usize = 400;
/// A unit of more letters is said once.
const LONG_UNIT: usize = 12;
/// Points of the projection: its range is curved.
const BAND: i64 = 6;

pub(super) fn write(page: &mut Markdown, goal: &Goal<'_>) {
    let line = &goal.line;
    let kpi = upper_first(&goal.inputs.kpi);
    let mut points: Vec<Value> =
        thinned(goal).into_iter().map(|(day, value)| json!([day, goal.unit.rounded(value)])).collect();
    let mut series = Vec::new();
    if points.is_empty() {
        // Where nothing was measured, the line alone is to be seen.
        points.push(json!([line.start, line.baseline]));
        series.push(json!({ "name": "Baseline", "points": points }));
    } else {
        series.push(json!({ "name": "Measured", "points": points }));
    }
    if let Some(projection) = &goal.projection {
        series.push(json!({
            "name": "Projection", "style": "projection", "of": "Measured", "points": band(goal, projection),
        }));
    }
    let mut chart = json!({
        "type": "line",
        "title": title(goal, &kpi),
        "series": series,
        "targets": [{
            "label": "Straight line", "from": [line.start, line.baseline], "to": [line.due, line.target],
        }],
    });
    // A long unit cannot stand beside each number of a picture.
    let unit = goal.unit.for_charts();
    let place = if unit.chars().count() > LONG_UNIT { "subtitle" } else { "unit" };
    chart[place] = json!(unit);
    if goal.today >= line.start && goal.today <= line.due {
        chart["today"] = json!(goal.today);
    }
    if goal.projection.is_some_and(|projection| projection.range.is_some()) {
        let confidence = percent(goal.settings.confidence);
        chart["note"] =
            json!(format!("The band holds {confidence} of the values that the measurements let expect."));
    }
    page.chart(&chart);
}

/// A title says what the chart shows.
fn title(goal: &Goal<'_>, kpi: &str) -> String {
    match (goal.judged.status, goal.judged.rule) {
        (Status::OnTrack, Rule::Lag { lag, .. }) if lag <= 0.0 => {
            format!("{kpi} is ahead of its straight line")
        }
        (Status::OnTrack, Rule::Lag { .. }) => format!("{kpi} keeps close to its straight line"),
        (Status::AtRisk, Rule::Lag { .. }) => format!("{kpi} is behind its straight line"),
        (Status::OffTrack, Rule::Lag { .. }) => format!("{kpi} is far behind its straight line"),
        (Status::Achieved, _) => format!("{kpi} has reached its target"),
        (Status::Missed, Rule::Short { .. }) => format!("{kpi} did not reach its target in time"),
        _ => format!("{kpi}: the way to the target"),
    }
}

fn thinned(goal: &Goal<'_>) -> Vec<(Day, f64)> {
    let all: Vec<(Day, f64)> =
        goal.measured.iter().map(|measurement| (measurement.date, measurement.value)).collect();
    let step = all.len().div_ceil(MOST).max(1);
    let last = all.len().saturating_sub(1);
    all.into_iter()
        .enumerate()
        .filter(|(index, _)| index % step == 0 || *index == last)
        .map(|(_, point)| point)
        .collect()
}

/// The projected line with its range, from the last measurement to the due day.
fn band(goal: &Goal<'_>, projection: &Projection) -> Vec<Value> {
    let days = projection.from.until(goal.line.due);
    let steps = days.min(BAND);
    (0..=steps)
        .map(|step| {
            let day = projection.from.plus_days(days * step / steps.max(1));
            let x = goal.line.start.until(day) as f64;
            let round = |value| goal.unit.rounded(value);
            let value = round(projection.trend.at(x));
            match projection.trend.range(x, goal.settings.confidence) {
                Some((low, high)) => json!([day, value, round(low), round(high)]),
                None => json!([day, value]),
            }
        })
        .collect()
}
