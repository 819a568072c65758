//! The report's numbers: `report.json`, and what rollups and other reports read.

use std::collections::BTreeMap;

use serde::Serialize;
use stratbook_plugin::Day;

use crate::assess::{Assessed, Plan, Readiness};
use crate::facts::Known;
use crate::ladder::{Need, Step};
use crate::position::State;

#[derive(Debug, Serialize)]
pub(crate) struct Data<'a> {
    /// Id of the present step; null below the first.
    step: Option<&'a str>,
    step_number: usize,
    step_name: Option<&'a str>,
    steps: usize,
    /// Number of the step that it would be if everything unknown turned out well.
    possible: usize,
    /// Id of the next step; null on the highest.
    next: Option<&'a str>,
    next_name: Option<&'a str>,
    todo: Vec<TodoData<'a>>,
    skips: Vec<PlanData<'a>>,
    early: Vec<PlanData<'a>>,
    unknown: Vec<UnknownData<'a>>,
    regressed: Vec<RegressedData<'a>>,
    history: Vec<PastData>,
    teams: Vec<TeamData<'a>>,
    facts: BTreeMap<&'a str, FactData<'a>>,
    ladder: LadderData<'a>,
}

#[derive(Debug, Serialize)]
struct TodoData<'a> {
    fact: Option<&'a str>,
    question: &'a str,
    state: &'static str,
    value: Option<KnownData>,
    comparison: Option<&'static str>,
    threshold: Option<f64>,
    unit: Option<&'a str>,
    distance: Option<f64>,
    things: Option<i64>,
}

#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
enum KnownData {
    Number(f64),
    Yes(bool),
}

#[derive(Debug, Serialize)]
struct PlanData<'a> {
    name: &'a str,
    step: &'a str,
    skipped: Vec<&'a str>,
    costs: Vec<&'a str>,
    open: usize,
}

#[derive(Debug, Serialize)]
struct UnknownData<'a> {
    fact: &'a str,
    worth: usize,
    gain: usize,
    loss: usize,
}

#[derive(Debug, Serialize)]
struct RegressedData<'a> {
    fact: Option<&'a str>,
    step: &'a str,
    was: Option<KnownData>,
    on: Day,
    now: Option<KnownData>,
}

#[derive(Debug, Serialize)]
struct PastData {
    date: Day,
    step: usize,
    possible: usize,
}

#[derive(Debug, Serialize)]
struct TeamData<'a> {
    name: &'a str,
    step: usize,
    possible: usize,
}

#[derive(Debug, Serialize)]
struct FactData<'a> {
    value: Option<KnownData>,
    unit: &'a str,
    date: Option<Day>,
    source: Option<&'a str>,
    goal: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct LadderData<'a> {
    path: String,
    title: &'a str,
    steps: Vec<StepData<'a>>,
}

#[derive(Debug, Serialize)]
struct StepData<'a> {
    number: usize,
    id: &'a str,
    name: &'a str,
    /// Whether it is reached: `done`, `current`, `next` or `later`.
    state: &'static str,
    output: &'a str,
    effort: &'a str,
    /// How many of its own prerequisites are not known to hold.
    open: usize,
    /// Goals that say they belong to it.
    goals: Vec<&'a str>,
}

fn known(value: Option<Known>) -> Option<KnownData> {
    value.map(|value| match value {
        Known::Number(number) => KnownData::Number(number),
        Known::Yes(yes) => KnownData::Yes(yes),
    })
}

pub(crate) fn word(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::Unmet => "unmet",
        State::Unknown => "unknown",
    }
}

impl<'a> Data<'a> {
    pub(crate) fn of(all: &'a Assessed<'a>) -> Self {
        let steps = &all.ladder.steps;
        let value = |fact: Option<&str>| fact.and_then(|fact| all.facts.get(fact));
        let todo = all.todo.iter().map(|todo| {
            let need = &todo.prerequisite.need;
            let (comparison, threshold, unit) = match need {
                Need::Metric { side, threshold, unit, .. } => {
                    (Some(side.key()), Some(*threshold), Some(&**unit))
                }
                _ => (None, None, None),
            };
            TodoData {
                fact: need.fact(),
                question: &todo.prerequisite.question,
                state: word(todo.state),
                value: known(value(need.fact())),
                comparison,
                threshold,
                unit,
                distance: todo.distance,
                things: todo.things,
            }
        });
        let plans = |readiness: Readiness| -> Vec<PlanData<'a>> {
            all.plans
                .iter()
                .filter(|plan| plan.readiness == readiness)
                .map(|plan| plan_data(plan, steps))
                .collect()
        };
        let facts = all.sources.iter().map(|source| {
            let data = FactData {
                value: known(source.value),
                unit: &source.unit,
                date: source.date,
                source: source.cited.as_deref(),
                goal: source.goal.as_ref().map(|(path, _)| &**path),
            };
            (&*source.fact, data)
        });
        Self {
            step: all.step().map(|step| &*step.id),
            step_number: all.position.step,
            step_name: all.step().map(|step| &*step.name),
            steps: steps.len(),
            possible: all.position.possible,
            next: all.next().map(|step| &*step.id),
            next_name: all.next().map(|step| &*step.name),
            todo: todo.collect(),
            skips: plans(Readiness::Skips),
            early: plans(Readiness::Early),
            unknown: all
                .swings
                .iter()
                .map(|swing| UnknownData {
                    fact: &swing.fact,
                    worth: swing.worth,
                    gain: swing.gain,
                    loss: swing.loss,
                })
                .collect(),
            regressed: all
                .regressed
                .iter()
                .map(|it| RegressedData {
                    fact: it.prerequisite.need.fact(),
                    step: &steps[it.step].id,
                    was: known(it.was),
                    on: it.on,
                    now: known(value(it.prerequisite.need.fact())),
                })
                .collect(),
            history: all
                .history
                .iter()
                .map(|past| PastData {
                    date: past.given.date,
                    step: past.position.step,
                    possible: past.position.possible,
                })
                .collect(),
            teams: all
                .teams
                .iter()
                .map(|team| TeamData {
                    name: team.name,
                    step: team.position.step,
                    possible: team.position.possible,
                })
                .collect(),
            facts: facts.collect(),
            ladder: LadderData {
                path: format!("/{}", all.page.path),
                title: &all.page.title,
                steps: (0..steps.len()).map(|index| step_data(all, index)).collect(),
            },
        }
    }
}

fn step_data<'a>(all: &'a Assessed<'a>, index: usize) -> StepData<'a> {
    let step = &all.ladder.steps[index];
    let (number, here) = (index + 1, all.position.step);
    StepData {
        number,
        id: &step.id,
        name: &step.name,
        state: match () {
            () if number < here => "done",
            () if number == here => "current",
            () if number == here + 1 => "next",
            () => "later",
        },
        output: &step.output,
        effort: &step.effort,
        open: all.position.states[index].iter().filter(|state| **state != State::Met).count(),
        goals: all.goals.iter().filter(|goal| goal.step == index).map(|goal| &*goal.path).collect(),
    }
}

fn plan_data<'a>(plan: &'a Plan<'a>, steps: &'a [Step]) -> PlanData<'a> {
    PlanData {
        name: &plan.given.name,
        step: &steps[plan.step].id,
        skipped: plan.skipped.iter().map(|index| &*steps[*index].id).collect(),
        costs: plan
            .skipped
            .iter()
            .map(|index| &*steps[*index].skipping)
            .filter(|text| !text.is_empty())
            .collect(),
        open: plan.open.len(),
    }
}
