//! What the goal is tied to: aims, assessments, competencies, a ladder step, and numbers that must not get worse.

use stratbook_plugin::Host;
use stratbook_plugin::prelude::*;

use crate::goal::Goal;
use crate::inputs::{names_a_page, said};
use crate::unit::Unit;

/// A page that the goal names, as the handbook has it.
#[derive(Debug)]
struct Named {
    words: Inline,
    found: Option<Document>,
}

#[derive(Debug, Default)]
pub(super) struct Connections {
    pub(super) relations: Vec<Relation>,
    serves: Vec<Named>,
    assessments: Vec<Named>,
    competencies: Vec<Named>,
    step: Option<Inline>,
    /// The source of truth, linked where it is a page.
    pub(super) source: Option<Inline>,
}

pub(super) fn find(goal: &Goal<'_>, host: Host<'_>) -> Result<Connections> {
    let inputs = goal.inputs;
    let mut all = Connections::default();
    for (index, name) in inputs.serves.iter().enumerate() {
        all.relations.push(Relation::new("serves", page_of(name)).at(pointer!["serves", index]));
        all.serves.push(named(name, host)?);
    }
    for (index, name) in inputs.assessments.iter().enumerate() {
        all.relations.push(Relation::new("depends_on", page_of(name)).at(pointer!["assessments", index]));
        all.assessments.push(named(name, host)?);
    }
    for (index, name) in inputs.competencies.iter().enumerate() {
        if names_a_page(name) {
            all.relations.push(Relation::new("needs", page_of(name)).at(pointer!["competencies", index]));
            all.competencies.push(named(name, host)?);
        } else {
            all.competencies.push(Named { words: text(name), found: None });
        }
    }
    if let Some(source) = said(inputs.source_of_truth.as_ref()) {
        all.source = Some(text(source));
        if names_a_page(source) {
            all.relations.push(Relation::new("measured_by", page_of(source)).at(pointer!["source_of_truth"]));
            all.source = Some(named(source, host)?.words);
        }
    }
    let benchmark = inputs.benchmark.as_ref().and_then(|benchmark| said(benchmark.source.as_ref()));
    if let Some(source) = benchmark.filter(|source| names_a_page(source)) {
        all.relations.push(Relation::new("cites", page_of(source)).at(pointer!["benchmark", "source"]));
    }
    if let Some(step) = said(inputs.ladder_step.as_ref()) {
        if names_a_page(step) {
            all.relations.push(Relation::new("belongs_to", page_of(step)).at(pointer!["ladder_step"]));
        }
        all.step = Some(ladder_step(step, host)?);
    }
    Ok(all)
}

fn named(name: &str, host: Host<'_>) -> Result<Named> {
    let found = host.document(page_of(name))?;
    let words = match &found {
        Some(document) => {
            let section = name.split_once('#').map(|(_, section)| format!("#{section}")).unwrap_or_default();
            link(format!("/{}{section}", document.path), &document.title)
        }
        None => text(name),
    };
    Ok(Named { words, found })
}

/// A page without its section: relations are between documents.
fn page_of(name: &str) -> &str {
    name.split('#').next().unwrap_or(name)
}

/// `/ladder.md#step`: the ladder's title and the step's name, as the ladder itself says them.
fn ladder_step(step: &str, host: Host<'_>) -> Result<Inline> {
    if !names_a_page(step) {
        return Ok(text(step));
    }
    let (path, id) = step.split_once('#').unwrap_or((step, ""));
    let Some(document) = host.document(path)? else { return Ok(text(step)) };
    let steps = document.extra.get("ladder").and_then(|ladder| ladder.get("steps")).and_then(Value::as_array);
    let found = steps.into_iter().flatten().enumerate().find(|(_, step)| step["id"] == id);
    let ladder = link(format!("/{}", document.path), &document.title);
    Ok(match found {
        Some((index, found)) => {
            let name = found["name"].as_str().unwrap_or(id);
            inline!["Step ", index + 1, ", ", strong(name), ", of ", ladder]
        }
        None if id.is_empty() => ladder,
        None => inline![id, " of ", ladder],
    })
}

pub(super) fn write(page: &mut Markdown, goal: &Goal<'_>, all: &Connections) {
    guardrails(page, goal);
    let mut entries = Vec::new();
    let mut add = |term: &str, names: &[Named]| {
        if !names.is_empty() {
            let mut words = Inline::default();
            for (index, name) in names.iter().enumerate() {
                words.push(if index > 0 { ", " } else { "" });
                words.push(&name.words);
                match &name.found {
                    Some(document) if document.deprecated => words.push(" (deprecated)"),
                    Some(document) if document.overdue => words.push(" (review overdue)"),
                    _ => {}
                }
            }
            entries.push((strong(term), words));
        }
    };
    add("Serves", &all.serves);
    add("Depends on the assessments", &all.assessments);
    add("Takes the competencies", &all.competencies);
    if let Some(step) = &all.step {
        entries.push((strong("Ladder step"), step.clone()));
    }
    if entries.is_empty() {
        return;
    }
    page.section("What it is tied to");
    page.list(entries.into_iter().map(|(term, words)| inline![term, ": ", words]));
}

fn guardrails(page: &mut Markdown, goal: &Goal<'_>) {
    if goal.inputs.guardrails.is_empty() {
        return;
    }
    page.section("What must not get worse");
    let mut table = Table::new()
        .column("Guardrail")
        .numbers("Limit")
        .numbers("Latest")
        .column("Measured")
        .centred("Holds");
    for guardrail in &goal.inputs.guardrails {
        let ends = [guardrail.at_least, guardrail.at_most];
        let first = ends.into_iter().flatten().next().unwrap_or_default();
        let last = ends.into_iter().flatten().next_back().unwrap_or_default();
        let unit = Unit::new(guardrail.unit.as_ref(), first, last);
        let limit = match ends {
            [Some(low), Some(high)] => format!("{} to {}", unit.value(low), unit.value(high)),
            [Some(low), None] => format!("at least {}", unit.value(low)),
            [None, Some(high)] => format!("at most {}", unit.value(high)),
            [None, None] => String::new(),
        };
        let latest = guardrail.latest.as_ref().filter(|latest| latest.date <= goal.today);
        let holds = match latest {
            Some(latest) if guardrail.holds(latest.value) => text("yes"),
            Some(_) => strong("no"),
            None => text("not known"),
        };
        table.row(cells![
            &*guardrail.name,
            limit,
            latest.map(|latest| unit.value(latest.value)),
            latest.map(|latest| latest.date),
            holds,
        ]);
    }
    page.table(&table);
}
