//! The report's numbers: `report.json`, and what rollups and other reports read.

use serde::Serialize;
use std::collections::BTreeMap;
use stratbook_plugin::Day;

use crate::goal::Goal;
use crate::inputs::{Direction, said};
use crate::letters::Mark;
use crate::status::Status;

#[derive(Debug, Serialize)]
pub(crate) struct Data<'a> {
    status: Status,
    /// Share of the way from baseline to target, by the last measurement; below 0 and above 1 where it is so.
    progress: Option<f64>,
    /// Share of the way expected on the day of that measurement; today where there is none.
    expected: f64,
    /// Share of the way expected today.
    expected_today: f64,
    /// Value on the due date, if the measurements go on as they did.
    projected: Option<f64>,
    projected_low: Option<f64>,
    projected_high: Option<f64>,
    /// How often a value at the due date is expected within that range.
    confidence: f64,
    /// Chance to be at the target on the due date.
    chance: Option<f64>,
    /// Day on which the target would be met.
    meets: Option<Day>,
    letters: BTreeMap<char, LetterData<'a>>,
    statement: &'a str,
    kpi: &'a str,
    unit: &'a str,
    direction: Direction,
    baseline: f64,
    target: f64,
    start: Day,
    due: Day,
    owner: Option<&'a str>,
    latest: Option<Value>,
    measurements: Vec<Value>,
    next_measurement: Option<Day>,
    competencies: &'a [String],
    ladder_step: Option<&'a str>,
    serves: &'a [String],
    assessments: &'a [String],
    guardrails: Vec<GuardrailData<'a>>,
}

#[derive(Debug, Serialize)]
struct LetterData<'a> {
    name: &'static str,
    verdict: Mark,
    reasons: Vec<&'a str>,
    suggestions: Vec<&'a str>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Value {
    date: Day,
    value: f64,
}

#[derive(Debug, Serialize)]
struct GuardrailData<'a> {
    name: &'a str,
    holds: Option<bool>,
}

impl<'a> Data<'a> {
    pub(crate) fn of(goal: &'a Goal<'a>) -> Self {
        let inputs = goal.inputs;
        let range = goal.projection.and_then(|projection| projection.range);
        let letters = goal.letters.iter().map(|letter| {
            let data = LetterData {
                name: letter.name,
                verdict: letter.mark(),
                reasons: letter.remarks.iter().map(|remark| &*remark.reason).collect(),
                suggestions: letter
                    .remarks
                    .iter()
                    .map(|remark| &*remark.suggestion)
                    .filter(|text| !text.is_empty())
                    .collect(),
            };
            (letter.letter, data)
        });
        let known = |latest: &&crate::inputs::Measurement| latest.date <= goal.today;
        let guardrails = inputs.guardrails.iter().map(|guardrail| GuardrailData {
            name: &guardrail.name,
            holds: guardrail.latest.as_ref().filter(known).map(|latest| guardrail.holds(latest.value)),
        });
        let measurements: Vec<Value> = goal
            .measured
            .iter()
            .map(|measurement| Value { date: measurement.date, value: measurement.value })
            .collect();
        Self {
            status: goal.judged.status,
            progress: goal.progress(),
            expected: goal.expected(),
            expected_today: goal.line.expected(goal.today),
            projected: goal.projection.map(|projection| projection.value),
            projected_low: range.map(|range| range.0),
            projected_high: range.map(|range| range.1),
            confidence: goal.settings.confidence,
            chance: goal.projection.and_then(|projection| projection.chance),
            meets: goal.projection.and_then(|projection| projection.meets),
            letters: letters.collect(),
            statement: &inputs.statement,
            kpi: &inputs.kpi,
            unit: goal.unit.name(),
            direction: goal.line.direction,
            baseline: inputs.baseline,
            target: inputs.target,
            start: inputs.start,
            due: inputs.due,
            owner: said(inputs.owner.as_ref()),
            latest: measurements.last().copied(),
            measurements,
            next_measurement: goal.next_measurement,
            competencies: &inputs.competencies,
            ladder_step: said(inputs.ladder_step.as_ref()),
            serves: &inputs.serves,
            assessments: &inputs.assessments,
            guardrails: guardrails.collect(),
        }
    }
}
