//! What to do next, most urgent first.

use stratbook_plugin::prelude::*;

use super::Writing;
use crate::criteria::SAME;
use crate::verdict::{Failed, Rule, Verdict};

pub(crate) fn write(page: &mut Markdown, writing: &Writing<'_>) {
    let given = writing.given;
    let outcome = writing.outcome;
    let mut steps: Vec<Inline> = Vec::new();

    if let Some(due) = outcome.due {
        let (day, deep) = due.next();
        if day < writing.today {
            let kind = if deep { "deep" } else { "light" };
            steps.push(inline!["Hold the ", kind, " review that was due on ", day, "."]);
        }
    } else {
        steps.push(inline!["Say when the scores were given: ", code("assessed: YYYY-MM-DD"), "."]);
    }
    let aimless: Vec<&str> = (0..outcome.options.len())
        .filter(|&at| match &outcome.options[at].rule {
            Rule::Gates(failed) => failed.iter().all(|failed| matches!(failed, Failed::NoGoal { .. })),
            _ => false,
        })
        .map(|at| writing.name(at))
        .collect();
    if !aimless.is_empty() {
        steps.push(inline![
            "Name the goal that ",
            strong(aimless.join(", ")),
            " would serve (",
            code("goals: [\"/path/to/goal.md\"]"),
            "), or leave it: without a goal, nobody can say later whether it helped."
        ]);
    }
    for (at, standing) in outcome.options.iter().enumerate() {
        let Rule::Missing { criteria, .. } = &standing.rule else { continue };
        let names: Vec<&str> = criteria.iter().map(|&criterion| writing.criterion(criterion)).collect();
        let matters = outcome.open.contains(&at) || outcome.winner == Some(at);
        let why = if matters { "; the result depends on it" } else { "" };
        steps.push(inline!["Score ", strong(writing.name(at)), " for ", names.join(", "), why, "."]);
    }
    if let Some(winner) = outcome.winner {
        let standing = &outcome.options[winner];
        let unfounded: Vec<&str> = (0..given.criteria.len())
            .filter(|&at| {
                given.scorings[winner][at]
                    .is_some_and(|scoring| scoring.points().is_some() && !scoring.has_evidence())
            })
            .map(|at| writing.criterion(at))
            .collect();
        if !unfounded.is_empty() {
            steps.push(inline![
                "Name what the scores of ",
                strong(writing.name(winner)),
                " for ",
                unfounded.join(", "),
                " rest on."
            ]);
        }
        if let (Some(lead), Some(second)) = (outcome.lead(), outcome.runner_up)
            && lead < given.thresholds.tie - SAME
        {
            steps.push(inline![
                "Decide between ",
                strong(writing.name(winner)),
                " and ",
                strong(writing.name(second)),
                " by the riskiest criterion, or by what can be undone more easily: the scores do not."
            ]);
        }
        match standing.verdict {
            Verdict::Pilot => steps.push(inline![
                "Plan a pilot of ",
                strong(writing.name(winner)),
                " with an end, an owner and a number below which it stops."
            ]),
            Verdict::Adopt => steps.push(inline![
                "Invite vendors for ",
                strong(writing.name(winner)),
                ", and assess them in a document of their own."
            ]),
            _ => {}
        }
    }
    for (at, standing) in outcome.options.iter().enumerate() {
        let stale = standing.stale.iter().enumerate().filter(|(_, stale)| !stale.is_empty());
        let names: Vec<&str> = stale.map(|(criterion, _)| writing.criterion(criterion)).collect();
        if !names.is_empty() {
            steps.push(inline![
                "Check the evidence of ",
                strong(writing.name(at)),
                " for ",
                names.join(", "),
                ": a page that it rests on has aged."
            ]);
        }
        if let Some(by) = standing.dominated_by
            && standing.passes
        {
            steps.push(inline![
                "Leave ",
                strong(writing.name(at)),
                " out: it is never better than ",
                writing.name(by),
                ", whatever the weights."
            ]);
        }
    }
    page.section("What to do next");
    if steps.is_empty() {
        page.paragraph("Nothing is open. The next review is the next step.");
    } else {
        page.numbered(steps);
    }
}
