//! Gathers what is known: from the inputs, and from goals that measure it.

use stratbook_plugin::prelude::*;

use crate::facts::{self, Facts, Known};
use crate::inputs::{Answer, Fact, Inputs};
use crate::ladder::{Ladder, Need};
use crate::path::{nearest, said};

/// A fact and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source {
    /// Its name.
    pub(crate) fact: String,
    /// The question that it answers.
    pub(crate) question: String,
    /// What it is counted in.
    pub(crate) unit: String,
    pub(crate) value: Option<Known>,
    pub(crate) date: Option<Day>,
    /// Words or a page, as the inputs give it.
    pub(crate) cited: Option<String>,
    /// The page of the goal that measures it, with its title.
    pub(crate) goal: Option<(String, String)>,
    /// Of how many things a percentage is one.
    pub(crate) of: Option<f64>,
    pub(crate) note: Option<String>,
}

pub(super) fn gather(
    call: &Generate<'_, Inputs>,
    ladder: &Ladder,
    errors: &mut Vec<Finding>,
    warnings: &mut Vec<Finding>,
) -> (Facts, Vec<Source>) {
    let inputs = &call.inputs;
    let asked = ladder.facts();
    for name in inputs.facts.keys().filter(|name| !asked.contains(&&***name)) {
        warnings.push(unasked(name, &asked, pointer!["facts", name]));
    }
    let mut all = Facts::default();
    let mut sources = Vec::new();
    for name in asked {
        let question = ladder.asks(name).map(|it| it.question.clone()).unwrap_or_default();
        let unit = unit(ladder, name);
        let mut source = Source {
            fact: name.to_owned(),
            question,
            unit,
            value: None,
            date: None,
            cited: None,
            goal: None,
            of: None,
            note: None,
        };
        if let Some(fact) = inputs.facts.get(name) {
            fill(call, ladder, fact, &mut source, errors, warnings);
        }
        all.set(name, source.value);
        sources.push(source);
    }
    (all, sources)
}

/// A name that the ladder does not ask for is probably misspelt.
pub(super) fn unasked(name: &str, asked: &[&str], at: String) -> Finding {
    let hint = match nearest(name, asked.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it asks for `{}`", asked.join("`, `")),
    };
    Finding::warning(format!("the ladder does not ask for `{name}`")).at(at).hint(hint)
}

fn unit(ladder: &Ladder, fact: &str) -> String {
    let units = ladder.prerequisites().filter_map(|(_, _, it)| match &it.need {
        Need::Metric { id, unit, .. } if id == fact && !unit.is_empty() => Some(unit.clone()),
        _ => None,
    });
    units.into_iter().next().unwrap_or_default()
}

fn fill(
    call: &Generate<'_, Inputs>,
    ladder: &Ladder,
    fact: &Fact,
    source: &mut Source,
    errors: &mut Vec<Finding>,
    warnings: &mut Vec<Finding>,
) {
    let name = source.fact.clone();
    let at = |key: &str| pointer!["facts", name, key];
    source.date = fact.date;
    source.cited = said(fact.source.as_ref()).map(str::to_owned);
    source.note = said(fact.note.as_ref()).map(str::to_owned);
    source.of = fact.of;
    if let Some(goal) = said(fact.goal.as_ref()) {
        if fact.value != Answer::Unknown {
            errors.push(
                Finding::error(format!("`{name}` has a value of its own and one of a goal"))
                    .at(at("value"))
                    .hint("remove `value`, or remove `goal`"),
            );
            return;
        }
        from_goal(call, goal, source, warnings, &at("goal"));
        return;
    }
    match facts::read(ladder, &name, &fact.value) {
        Ok(value) => source.value = value,
        Err((message, hint)) => errors.push(Finding::error(message).at(at("value")).hint(hint)),
    }
    if source.value.is_none() {
        return;
    }
    match fact.date {
        None => warnings.push(
            Finding::warning(format!("`{name}` has no date"))
                .at(pointer!["facts", name])
                .hint("add `date:`, the day on which it was found out"),
        ),
        Some(date) if date > call.today => {
            source.value = None;
            warnings.push(
                Finding::warning(format!(
                    "`{name}` cannot be known on {}: it is of {date}, and not counted",
                    call.today
                ))
                .at(at("date"))
                .hint("correct the date"),
            );
        }
        _ => {}
    }
    if source.cited.is_none() {
        warnings.push(
            Finding::warning(format!("`{name}` has no source"))
                .at(pointer!["facts", name])
                .hint("add `source:`, a page or the name of a report"),
        );
    }
    if let Some(Known::Number(value)) = source.value
        && source.unit == "%"
        && !(0.0..=100.0).contains(&value)
    {
        warnings.push(
            Finding::warning(format!("`{name}` is {value} %"))
                .at(at("value"))
                .hint("write a share between 0 and 100"),
        );
    }
}

/// The latest measurement of a SMART goal.
fn from_goal(
    call: &Generate<'_, Inputs>,
    goal: &str,
    source: &mut Source,
    warnings: &mut Vec<Finding>,
    at: &str,
) {
    let unknown = |why: String| Finding::warning(format!("`{}` is not known: {why}", source.fact)).at(at);
    let report = match call.host().report(goal) {
        Ok(Some(report)) => report,
        Ok(None) => {
            warnings.push(unknown(format!("`{goal}` has no report")).hint("name the page of a SMART goal"));
            return;
        }
        Err(error) => {
            warnings.push(unknown(error.to_string()).hint("name the page of a SMART goal"));
            return;
        }
    };
    let latest = &report.data["latest"];
    let (value, date) =
        (latest["value"].as_f64(), latest["date"].as_str().and_then(|date| date.parse().ok()));
    if !report.made || value.is_none() {
        let why = if report.made { "has no measurement yet" } else { "could not be made" };
        warnings.push(unknown(format!("the goal `{goal}` {why}")).hint("add a measurement to the goal"));
    }
    let unit = report.data["unit"].as_str().unwrap_or_default();
    if value.is_some() && unit != source.unit {
        warnings.push(
            Finding::warning(format!(
                "`{goal}` is counted in `{unit}`, and the ladder asks for `{}`",
                source.unit
            ))
            .at(at)
            .hint("give both the same unit"),
        );
    }
    source.goal = Some((format!("/{}", report.document.path), report.document.title));
    source.value = value.map(Known::Number);
    source.date = date;
}
