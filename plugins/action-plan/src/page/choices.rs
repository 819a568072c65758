//! What is wanted, and what was chosen for it.

use stratbook_overview::read::{Assessment, Goal};
use stratbook_plugin::prelude::*;

pub(super) fn objectives(page: &mut Markdown, goals: &[Goal]) {
    page.section("Objectives");
    if goals.is_empty() {
        page.paragraph("No goal is written down. Without one, nobody can say later whether the plan worked.");
    }
    page.numbered(goals.iter().map(|goal| {
        let mut words = strong(goal.common.link());
        if !goal.status.is_empty() {
            words.push(inline![" (", &goal.status, ")"]);
        }
        words.push(inline![": ", goal.statement.trim_end_matches('.'), "."]);
        if let Some(owner) = &goal.owner {
            words.push(inline![" ", owner, " answers for it."]);
        }
        words
    }));
}

pub(super) fn choices(page: &mut Markdown, assessments: &[Assessment]) {
    if assessments.is_empty() {
        return;
    }
    page.section("Chosen categories");
    for assessment in assessments {
        page.subsection(assessment.common.link());
        if let Some(question) = &assessment.question {
            page.paragraph(emphasis(question));
        }
        if let Some(option) = assessment.chosen() {
            let mut words = inline![strong(capital(&option.verdict)), " ", strong(option.link())];
            if let Some(score) = option.score {
                words.push(inline![": ", format!("{score:.2}"), " of 5"]);
            }
            if let Some(share) = option.win_share {
                words.push(inline![", first under ", percent(share), " of all weightings"]);
            }
            if let Some((cost, currency)) = &option.cost {
                words.push(inline![", total cost ", money(*cost, currency)]);
            }
            if let Some(months) = option.payback_months {
                words.push(inline![", paid back after ", quantity(months, 1), " months"]);
            }
            words.push(".");
            page.paragraph(words);
        } else {
            let headline = &assessment.common.summary.headline;
            let colon = if headline.is_empty() { "" } else { ": " };
            page.paragraph(inline![strong("Nothing is chosen yet"), colon, headline, "."]);
        }
        if let Some(decision) = &assessment.decision {
            page.paragraph(inline![strong("Decided: "), decision]);
        }
        let goals: Vec<Inline> = assessment
            .goals
            .iter()
            .map(|(path, title)| {
                path.as_ref().map_or_else(|| emphasis(title), |path| link(format!("/{path}"), title))
            })
            .collect();
        if let Some(goals) = goals.into_iter().reduce(|left, right| left + ", " + right) {
            page.paragraph(inline!["Serves ", goals, "."]);
        }
        let chosen = assessment.chosen().map(|option| option.name.as_str());
        let rest = assessment.options.iter().filter(|option| Some(option.name.as_str()) != chosen);
        let rest: Vec<Inline> = rest
            .map(|option| inline![option.link(), " (", option.verdict.as_str(), "): ", &option.rule])
            .collect();
        if !rest.is_empty() {
            page.paragraph(if chosen.is_some() { "Not chosen:" } else { "The options:" }).list(rest);
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
