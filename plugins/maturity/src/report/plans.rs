//! Initiatives: what may begin, what comes too early, and what skipping costs.

use stratbook_plugin::prelude::*;

use super::answer::steps;
use super::words::asked;
use crate::assess::{Assessed, Plan, Readiness};

pub(super) fn write(page: &mut Markdown, all: &Assessed<'_>) {
    if all.plans.is_empty() {
        return;
    }
    page.section("Initiatives");
    let mut table =
        Table::new().column("Initiative").column("Step").column("Verdict").column("Cost").column("Owner");
    for plan in &all.plans {
        let step = &all.ladder.steps[plan.step];
        let verdict = match plan.readiness {
            Readiness::Ready => text("the ground is there"),
            Readiness::Early => {
                inline!["too early: ", plural(plan.open.len(), "prerequisite", "prerequisites"), " first"]
            }
            Readiness::Skips => inline![strong("skips"), " ", plural(plan.skipped.len(), "step", "steps")],
        };
        table.row(cells![
            name(plan),
            inline![plan.step + 1, " ", &*step.name],
            verdict,
            plan.given.cost.as_deref(),
            plan.given.owner.as_deref(),
        ]);
    }
    page.table(&table);
    for plan in all.plans.iter().filter(|plan| plan.readiness == Readiness::Skips) {
        skip(page, all, plan);
    }
}

fn name(plan: &Plan<'_>) -> Inline {
    match crate::path::said(plan.given.page.as_ref()) {
        Some(path) => link(path, &plan.given.name),
        None => text(&plan.given.name),
    }
}

fn skip(page: &mut Markdown, all: &Assessed<'_>, plan: &Plan<'_>) {
    let mut body = Markdown::new();
    let stake = crate::path::said(plan.given.cost.as_ref())
        .map(|cost| inline![" At stake: ", strong(cost), "."])
        .unwrap_or_default();
    body.paragraph(inline!["It passes over step ", strong(steps(all, &plan.skipped)), "."] + stake);
    let costs =
        plan.skipped.iter().map(|index| &all.ladder.steps[*index]).filter(|step| !step.skipping.is_empty());
    body.list(costs.map(|step| inline!["What skipping ", strong(&step.name), " costs: ", &*step.skipping]));
    body.paragraph(inline![
        "To be finished first, ",
        plural(plan.open.len(), "prerequisite", "prerequisites"),
        ":"
    ]);
    body.list(
        plan.open.iter().map(|(step, prerequisite, _)| {
            inline!["Step ", step + 1, ": ", asked(&all.ladder, prerequisite)]
        }),
    );
    page.callout(Callout::Warning, inline![&*plan.given.name, " skips a step"], body);
}
