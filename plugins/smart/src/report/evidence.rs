//! The evidence: all numbers, with the arithmetic that leads from them to the status and to the projection.

use stratbook_plugin::prelude::*;
use stratbook_plugin::quantity;

use super::reasons::change;
use crate::goal::{Goal, Projection};
use crate::inputs::{Direction, Measurement, said};
use crate::status::Rule;

/// Writes it; `source` is the source of truth, linked where it is a page.
pub(super) fn write(page: &mut Markdown, goal: &Goal<'_>, source: Option<&Inline>) {
    page.section("The numbers");
    page.quote(Markdown::from(&*goal.inputs.statement));
    facts(page, goal, source);
    measurements(page, goal);
    status_arithmetic(page, goal);
    projection_arithmetic(page, goal);
}

fn facts(page: &mut Markdown, goal: &Goal<'_>, source: Option<&Inline>) {
    let inputs = goal.inputs;
    let better = match goal.line.direction {
        Direction::Up => "more is better",
        Direction::Down => "less is better",
    };
    let mut table = Table::new().column("Field").column("Value");
    table.row(cells![strong("KPI"), inline![&*inputs.kpi, ", ", better]]);
    table.row(cells![
        strong("Baseline and target"),
        inline![goal.unit.value(inputs.baseline), " to ", goal.unit.value(inputs.target)]
    ]);
    table.row(cells![strong("Start and due"), inline![inputs.start, " to ", inputs.due]]);
    table.row(cells![strong("Owner"), said(inputs.owner.as_ref())]);
    table.row(cells![strong("Source of truth"), source.cloned()]);
    if let Some(stop) = said(inputs.stop.as_ref()) {
        table.row(cells![strong("We stop if"), stop]);
    }
    page.table(&table);
}

/// More rows than this are folded, and the latest stand in front.
const MANY: usize = 24;
const LATEST: usize = 12;
/// Values of more letters may be broken over lines.
const LONG: usize = 18;

fn measurements(page: &mut Markdown, goal: &Goal<'_>) {
    let all = &goal.measured[..];
    if all.is_empty() {
        page.paragraph("There is no measurement yet.");
    } else if all.len() <= MANY {
        page.table(&rows(goal, all));
    } else {
        page.table(&rows(goal, &all[all.len() - LATEST..]));
        let title = format!("All {}", plural(all.len(), "measurement", "measurements"));
        let mut body = Markdown::new();
        body.table(&rows(goal, all));
        page.details(title, body);
    }
}

fn rows(goal: &Goal<'_>, measured: &[&Measurement]) -> Table {
    let mut table = Table::new()
        .column("Measured")
        .numbers("Value")
        .numbers("Straight line")
        .numbers("Difference")
        .numbers("Way");
    let outside = |measurement: &&Measurement| measurement.date < goal.line.start;
    if measured.iter().any(|it| said(it.note.as_ref()).is_some() || outside(it)) {
        table = table.column("Note");
    }
    for measurement in measured {
        let day = measurement.date;
        let note = said(measurement.note.as_ref()).unwrap_or_default();
        let first = [whole(&day.for_people()), whole(&goal.unit.value(measurement.value))];
        let rest = if day < goal.line.start {
            let before = if note.is_empty() { "" } else { "; " };
            let none = || "–".to_owned();
            [none(), none(), none(), format!("{note}{before}before the start, not counted")]
        } else {
            let expected = goal.line.expected_value(day);
            let difference = measurement.value - expected;
            let sign = if difference < 0.0 { "−" } else { "+" };
            [
                whole(&goal.unit.value(expected)),
                whole(&format!("{sign}{}", goal.unit.short_difference(difference))),
                whole(&goal.line.progress(measurement.value).map_or_else(|| "–".to_owned(), percent)),
                note.to_owned(),
            ]
        };
        table.row(first.into_iter().chain(rest));
    }
    table
}

/// A value that is not broken over lines, unless it is long.
fn whole(value: &str) -> String {
    if value.chars().count() <= LONG { value.replace(' ', "\u{a0}") } else { value.to_owned() }
}

fn status_arithmetic(page: &mut Markdown, goal: &Goal<'_>) {
    let Some(point) = goal.judged.by else { return };
    let line = &goal.line;
    let mut lines = Vec::new();
    if let Some(progress) = line.progress(point.value) {
        lines.push(inline![
            "Progress: (",
            plain(point.value),
            " − ",
            plain(line.baseline),
            ") / (",
            plain(line.target),
            " − ",
            plain(line.baseline),
            ") = ",
            strong(percent(progress)),
        ]);
        let (gone, whole) = (line.start.until(point.day), line.start.until(line.due));
        lines.push(inline![
            "Expected: ",
            gone.max(0),
            " of ",
            whole,
            " days = ",
            strong(percent(line.expected(point.day))),
        ]);
    }
    if let Rule::Lag { lag, .. } = goal.judged.rule {
        let (near, far) = (goal.settings.on_track_within, goal.settings.at_risk_within);
        let by = if lag >= 0.0 {
            inline![percent(lag), " of the way behind"]
        } else {
            inline![percent(-lag), " of the way ahead"]
        };
        lines.push(inline![
            "So it is ",
            strong(by),
            ". On track is up to ",
            percent(near),
            " behind, at risk up to ",
            percent(far),
            ", off track beyond: ",
            strong(goal.judged.status.words()),
            ".",
        ]);
    }
    if goal.today > point.day {
        lines.push(inline![
            "A value is compared with the line of its own day, ",
            point.day,
            ", and not with that of today."
        ]);
    }
    let mut body = Markdown::new();
    body.list(lines);
    page.details("How the status is computed", body);
}

fn projection_arithmetic(page: &mut Markdown, goal: &Goal<'_>) {
    let Some(projection) = &goal.projection else { return };
    let trend = &projection.trend;
    let due = goal.line.start.until(goal.line.due);
    let mut body = Markdown::new();
    if projection.with_baseline {
        body.paragraph(inline![
            "There is one measurement, so the line goes from the baseline on ",
            goal.line.start,
            " through it."
        ]);
    } else {
        body.paragraph(inline![
            "The line that fits the ",
            plural(trend.points, "measurement", "measurements"),
            " since ",
            goal.line.start,
            " best (least squares), with x in days since then:"
        ]);
    }
    let mut lines = vec![
        inline![
            "Slope: ",
            significant(trend.slope),
            " a day, which is ",
            change(goal, trend.slope * super::reasons::MONTH),
            " in 30 days"
        ],
        inline!["Value at the start: ", significant(trend.intercept)],
        inline![
            "On the due date, x = ",
            due,
            ": ",
            significant(trend.intercept),
            " + ",
            significant(trend.slope),
            " · ",
            due,
            " = ",
            strong(goal.unit.value(projection.value))
        ],
    ];
    lines.extend(range_arithmetic(goal, projection, due as f64));
    body.list(lines);
    page.details("How the projection is computed", body);
}

fn range_arithmetic(goal: &Goal<'_>, projection: &Projection, due: f64) -> Vec<Inline> {
    let trend = &projection.trend;
    let confidence = goal.settings.confidence;
    let (Some((low, high)), Some(scatter), Some(error), Some(quantile)) =
        (projection.range, trend.scatter, trend.error(due), trend.quantile(confidence))
    else {
        return Vec::new();
    };
    let mut lines = vec![
        inline![
            "Scatter around the line: s = √(Σ residual² / (n − 2)) = ",
            significant(scatter),
            ", n = ",
            trend.points
        ],
        inline![
            "Standard error of one value on that day: s · √(1 + 1/n + (x − x̄)² / Σ(x − x̄)²) = ",
            significant(error),
            ", with x̄ = ",
            quantity(trend.mean, 2),
            " and Σ(x − x̄)² = ",
            quantity(trend.spread, 2)
        ],
        inline![
            "Range: ",
            significant(projection.value),
            " ± t · ",
            significant(error),
            " with t(",
            quantity(f64::midpoint(1.0, confidence), 4),
            "; ",
            trend.points - 2,
            ") = ",
            quantity(quantile, 3),
            ": ",
            strong(inline![goal.unit.value(low), " to ", goal.unit.value(high)]),
            ", in which ",
            percent(confidence),
            " of such values lie"
        ],
    ];
    if let Some(chance) = projection.chance {
        lines.push(inline![
            "Chance to be at the target on that day: ",
            strong(percent(chance)),
            ", if direction and scatter stay as they were"
        ]);
    }
    lines
}

/// A number with about five significant digits, for arithmetic that can be repeated.
fn significant(value: f64) -> String {
    let size = if value == 0.0 { 0.0 } else { value.abs().log10().floor() };
    quantity(value, (4.0 - size).clamp(0.0, 12.0) as usize)
}

fn plain(value: f64) -> String {
    quantity(value, 6)
}
