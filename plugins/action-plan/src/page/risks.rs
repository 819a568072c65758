//! How it is seen that the plan works, and what could go wrong.

use stratbook_overview::read::{Assessment, Goal, Reports, said};
use stratbook_overview::value_cell;
use stratbook_plugin::prelude::*;

use super::list;

pub(super) fn kpis(page: &mut Markdown, goals: &[Goal]) {
    if goals.is_empty() {
        return;
    }
    page.section("How we see that it works");
    let mut table = Table::new()
        .column("KPI")
        .numbers("Began at")
        .numbers("Now")
        .numbers("Target")
        .numbers("At this pace")
        .column("Due")
        .column("Status");
    for goal in goals {
        let shown = |number: Option<f64>| number.map(|number| value_cell(number, &goal.unit));
        let kpi = if goal.kpi.is_empty() { &goal.common.title } else { &goal.kpi };
        table.row(cells![
            link(format!("/{}", goal.common.path), kpi),
            shown(goal.baseline),
            shown(goal.measurements.last().map(|(_, latest)| *latest)),
            shown(goal.target),
            shown(goal.projected),
            goal.due,
            strong(&goal.status),
        ]);
    }
    page.table(&table);
}

/// Something that could go wrong, or has.
pub(super) struct Risk {
    kind: &'static str,
    pub(super) words: String,
    from: Inline,
}

pub(super) fn risks(reports: &Reports) -> Vec<Risk> {
    let mut risks = Vec::new();
    let mut add = |kind: &'static str, words: String, from: Inline| risks.push(Risk { kind, words, from });
    for goal in &reports.goals {
        if goal.common.summary.tone == Tone::Bad || goal.common.summary.tone == Tone::Warn {
            let words = format!("{} is {}", goal.common.title, goal.status);
            add("Objective", words, goal.common.link());
        }
        for (name, _) in goal.guardrails.iter().filter(|(_, holds)| *holds == Some(false)) {
            add("Guardrail", format!("{name} does not hold"), goal.common.link());
        }
    }
    for assessment in &reports.assessments {
        if let Some(option) = assessment.chosen() {
            for risk in &option.risks {
                add("Option", format!("{}: {risk}", option.name), assessment.common.link());
            }
        }
        let [_, bare, stale] = assessment.gaps;
        if stale > 0 {
            let words = plural(
                stale as usize,
                "score rests on a page that has aged",
                "scores rest on pages that have aged",
            );
            add("Evidence", words, assessment.common.link());
        }
        if bare > 0 {
            let words = plural(bare as usize, "score has no evidence", "scores have no evidence");
            add("Evidence", words, assessment.common.link());
        }
    }
    for position in &reports.positions {
        for skip in list(&position.data["skips"]) {
            let Some(name) = said(&skip["name"]) else { continue };
            let costs: Vec<String> = list(&skip["costs"]).iter().filter_map(said).collect();
            let costs = if costs.is_empty() { String::new() } else { format!(": {}", costs.join("; ")) };
            add("Ladder", format!("{name} skips a step{costs}"), position.common.link());
        }
    }
    for template in reports.templates.iter().filter(|template| !template.open.is_empty()) {
        let words = plural(template.open.len(), "variable is open", "variables are open");
        add("Template", words, template.common.link());
    }
    for report in reports.all() {
        for what in &report.summary.overdue {
            add("Overdue", what.clone(), report.link());
        }
    }
    risks
}

pub(super) fn ethics(page: &mut Markdown, reports: &Reports, risks: &[Risk]) {
    page.section("Risks and ethics");
    if risks.is_empty() {
        page.paragraph("No report names a risk.");
    } else {
        let mut table = Table::new().column("Kind").column("Risk").column("Where");
        for risk in risks {
            table.row(cells![risk.kind, strong(&risk.words), &risk.from]);
        }
        page.table(&table);
    }
    let vetoed = reports.assessments.iter().flat_map(|assessment| &assessment.options);
    let vetoed = vetoed.filter(|option| option.failed_gates.iter().any(|gate| gate.contains("ethic")));
    let vetoed: Vec<&str> = vetoed.map(|option| option.name.as_str()).collect();
    let scored: Vec<Inline> = reports
        .assessments
        .iter()
        .filter_map(Assessment::chosen)
        .filter_map(|option| Some(inline![strong(option.link()), ": ", number(option.ethics?), " of 5"]))
        .collect();
    if !scored.is_empty() {
        page.paragraph("Ethics and compliance of what was chosen:");
        page.list(scored);
    }
    if !vetoed.is_empty() {
        page.paragraph(inline![
            "Vetoed on ethical grounds: ",
            strong(vetoed.join(", ")),
            ". High scores elsewhere do not make up for it."
        ]);
    }
}
