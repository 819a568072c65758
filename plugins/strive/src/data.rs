//! The numbers that a report leaves behind: `report.json`, and what rollups read.

use serde::Serialize;
use stratbook_plugin::prelude::*;

use crate::assessment::Assessment;
use crate::flip::How;
use crate::result::{Outcome, Standing};
use crate::verdict::{Failed, Rule};

#[derive(Debug, Serialize)]
pub(crate) struct Data {
    question: Option<String>,
    decision: Option<String>,
    options: Vec<OptionData>,
    /// Name of the option in front.
    winner: Option<String>,
    /// Names of options that could still overtake it.
    open: Vec<String>,
    lead: Option<f64>,
    criteria: Vec<CriterionData>,
    flip: Option<FlipData>,
    goals: Vec<GoalData>,
    competencies: Vec<String>,
    assessed: Option<Day>,
    next_light: Option<Day>,
    next_deep: Option<Day>,
    /// Scores that are missing, that rest on nothing, and that rest on something stale.
    gaps: Gaps,
    history: Vec<HistoryData>,
}

#[derive(Debug, Serialize)]
struct OptionData {
    name: String,
    /// Null where a score is missing.
    score: Option<f64>,
    low: f64,
    high: f64,
    rank: usize,
    verdict: &'static str,
    win_share: f64,
    best_rank: usize,
    could_win_share: f64,
    rule: String,
    failed_gates: Vec<String>,
    dominated_by: Option<String>,
    scores: Vec<Option<f64>>,
    goals: Vec<String>,
    page: Option<String>,
    ladder_step: Option<String>,
    risks: Vec<String>,
    ethics: Option<f64>,
    cost: Option<f64>,
    benefit: Option<f64>,
    roi: Option<f64>,
    payback_months: Option<f64>,
    currency: Option<String>,
}

#[derive(Debug, Serialize)]
struct CriterionData {
    id: String,
    name: String,
    weight: f64,
    /// Share of the weight, from 0 to 1.
    share: f64,
    gate: Option<f64>,
    /// Share below which another option wins, and its name.
    below: Option<(f64, String)>,
    /// Share above which another option wins, and its name.
    above: Option<(f64, String)>,
}

#[derive(Debug, Serialize)]
struct FlipData {
    option: String,
    criterion: String,
    from: f64,
    to: f64,
    winner: String,
    how: &'static str,
}

#[derive(Debug, Serialize)]
struct GoalData {
    path: Option<String>,
    title: String,
    status: String,
}

#[derive(Debug, Default, Serialize)]
pub(crate) struct Gaps {
    pub(crate) missing: usize,
    pub(crate) without_evidence: usize,
    pub(crate) stale: usize,
}

#[derive(Debug, Serialize)]
struct HistoryData {
    assessed: Day,
    options: Vec<(String, Option<f64>)>,
}

impl Data {
    pub(crate) fn new(given: &Assessment<'_>, outcome: &Outcome) -> Self {
        let sum: f64 = given.weights.iter().sum();
        let name = |at: usize| given.name(at).to_owned();
        let criteria = given.criteria.iter().enumerate().map(|(at, criterion)| {
            let range = outcome.ranges.get(at).and_then(Option::as_ref);
            let side = |side: Option<(f64, usize)>| side.map(|(share, option)| (share, name(option)));
            CriterionData {
                id: criterion.id.clone(),
                name: criterion.name.clone(),
                weight: criterion.weight,
                share: criterion.weight / sum,
                gate: criterion.gate.map(|gate| gate.at_least),
                below: side(range.and_then(|range| range.below)),
                above: side(range.and_then(|range| range.above)),
            }
        });
        let flip = outcome.flips.first().map(|flip| FlipData {
            option: name(flip.option),
            criterion: given.criteria[flip.criterion].id.clone(),
            from: flip.from,
            to: flip.to,
            winner: name(flip.winner),
            how: match flip.how {
                How::Overtakes => "overtakes",
                How::WinnerFails => "winner_fails_gate",
                How::OtherPasses => "other_passes_gate",
            },
        });
        let goal = |goal: &crate::knowledge::Goal| GoalData {
            path: goal.path.clone(),
            title: goal.title.clone(),
            status: goal.status.clone(),
        };
        Self {
            question: given.inputs.question.clone(),
            decision: given.inputs.decision.clone(),
            options: (0..outcome.options.len()).map(|at| option(given, outcome, at)).collect(),
            winner: outcome.winner.map(name),
            open: outcome.open.iter().map(|&at| name(at)).collect(),
            lead: outcome.lead(),
            criteria: criteria.collect(),
            flip,
            goals: outcome.goals.iter().map(goal).collect(),
            competencies: outcome.competencies.clone(),
            assessed: given.inputs.assessed,
            next_light: outcome.due.map(|due| due.light),
            next_deep: outcome.due.map(|due| due.deep),
            gaps: gaps(given, outcome),
            history: given
                .inputs
                .history
                .iter()
                .map(|earlier| HistoryData {
                    assessed: earlier.assessed,
                    options: crate::report::earlier_scores(given, earlier),
                })
                .collect(),
        }
    }
}

fn option(given: &Assessment<'_>, outcome: &Outcome, at: usize) -> OptionData {
    let standing: &Standing = &outcome.options[at];
    let option = &given.inputs.options[at];
    let failed: &[Failed] = if let Rule::Gates(failed) = &standing.rule { failed } else { &[] };
    let ethics = given.criteria.iter().position(|criterion| criterion.id == "ethics_compliance");
    OptionData {
        name: given.name(at).to_owned(),
        score: standing.overall.score(),
        low: standing.overall.low,
        high: standing.overall.high,
        rank: standing.rank,
        verdict: standing.verdict.name(),
        win_share: standing.share.wins,
        best_rank: standing.best_rank,
        could_win_share: standing.share.could_win,
        rule: crate::report::rule(given, standing),
        failed_gates: failed.iter().map(|failed| given.criteria[failed.criterion()].id.clone()).collect(),
        dominated_by: standing.dominated_by.map(|by| given.name(by).to_owned()),
        scores: given.scores[at].clone(),
        goals: standing.goals.iter().filter_map(|&goal| outcome.goals[goal].path.clone()).collect(),
        page: standing.page.clone(),
        ladder_step: standing.ladder_step.clone(),
        risks: option.risks.0.clone(),
        ethics: ethics.and_then(|criterion| given.scores[at][criterion]),
        cost: standing.cash.as_ref().map(|cash| cash.cost),
        benefit: standing.cash.as_ref().map(|cash| cash.benefit),
        roi: standing.cash.as_ref().and_then(|cash| cash.roi),
        payback_months: standing.cash.as_ref().and_then(|cash| cash.payback),
        currency: standing.cash.as_ref().map(|_| given.inputs.currency.clone()),
    }
}

/// Counts what is thin. Options that a gate has ended need no further scores.
pub(crate) fn gaps(given: &Assessment<'_>, outcome: &Outcome) -> Gaps {
    let mut gaps = Gaps::default();
    for (at, standing) in outcome.options.iter().enumerate() {
        for criterion in 0..given.criteria.len() {
            if given.weights[criterion] <= 0.0 && given.criteria[criterion].gate.is_none() {
                continue;
            }
            match (given.scores[at][criterion], given.scorings[at][criterion]) {
                (Some(_), Some(scoring)) if !scoring.has_evidence() => gaps.without_evidence += 1,
                (None, _) if standing.passes => gaps.missing += 1,
                _ => {}
            }
            gaps.stale += usize::from(!standing.stale[criterion].is_empty());
        }
    }
    gaps
}
