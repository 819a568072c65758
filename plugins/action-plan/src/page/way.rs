//! In which order: step by step on each ladder.

use stratbook_overview::read::{Position, said};
use stratbook_overview::value;
use stratbook_plugin::prelude::*;

use super::list;
use crate::roadmap::{Ladder, Roadmap, Step};

pub(super) fn way(page: &mut Markdown, roadmap: &Roadmap<'_>) {
    page.section("Roadmap");
    if roadmap.ladders.is_empty() {
        page.paragraph("No position on a ladder is reported, so the order below is that of the documents.");
    }
    for ladder in &roadmap.ladders {
        page.subsection(link(format!("/{}", ladder.path), &ladder.title));
        let now = ladder
            .position
            .and_then(|position| position.data["step_number"].as_u64())
            .map(|step| step as usize);
        if let Some(position) = ladder.position {
            let summary = &position.common.summary;
            page.paragraph(inline![
                position.common.link(),
                ": ",
                strong(&summary.status),
                ". ",
                &summary.headline,
                "."
            ]);
        }
        if let Some(position) = ladder.position {
            picture(page, ladder, position);
        }
        for (at, step) in ladder.steps.iter().enumerate() {
            let state = match now {
                Some(now) if at + 1 < now => "done",
                Some(now) if at + 1 == now => "we are here",
                Some(now) if at == now => "next",
                _ => "later",
            };
            page.heading(4, inline!["Step ", at + 1, ": ", &step.name, " (", state, ")"]);
            if now == Some(at)
                && let Some(position) = ladder.position
            {
                page.checklist(
                    list(&position.data["todo"]).iter().filter_map(todo).map(|todo| (false, todo)),
                );
            }
            items(page, step);
        }
    }
    if !roadmap.choices.is_empty() || !roadmap.goals.is_empty() {
        let title = if roadmap.ladders.is_empty() { "All" } else { "At no step" };
        page.subsection(title);
        items(
            page,
            &Step { choices: roadmap.choices.clone(), goals: roadmap.goals.clone(), ..Step::default() },
        );
    }
}

/// The ladder, with what waits at each step.
fn picture(page: &mut Markdown, ladder: &Ladder<'_>, position: &Position) {
    let data = &position.data;
    let known = list(&data["ladder"]["steps"]);
    if known.len() != ladder.steps.len() || !(2..=20).contains(&known.len()) {
        return;
    }
    let steps: Vec<Value> = ladder
        .steps
        .iter()
        .zip(known)
        .map(|(step, known)| {
            let state = known["state"].as_str().filter(|state| ["done", "current", "next"].contains(state));
            let count = step.choices.len() + step.goals.len() + step.initiatives.len();
            let mut shown = json!({ "name": step.name });
            if let Some(state) = state {
                shown["state"] = json!(state);
            }
            if count > 0 {
                shown["note"] = json!(format!("{} in this plan", plural(count, "thing", "things")));
            }
            shown
        })
        .collect();
    page.chart(&json!({ "type": "ladder", "title": position.common.summary.headline, "steps": steps }));
}

/// A prerequisite that does not hold yet, with its distance.
fn todo(todo: &Value) -> Option<Inline> {
    let mut words = inline![said(&todo["question"])?];
    let unit = todo["unit"].as_str().unwrap_or_default();
    let state = match (todo["value"].as_f64(), todo["threshold"].as_f64()) {
        (Some(now), Some(threshold)) => {
            format!("now {}, needed {}", value(now, unit), value(threshold, unit))
        }
        _ if todo["state"] == "unknown" => "nobody knows yet".to_owned(),
        _ => "not yet".to_owned(),
    };
    words.push(inline![" (", state, ")"]);
    Some(words)
}

fn items(page: &mut Markdown, step: &Step<'_>) {
    if step.is_empty() {
        return;
    }
    let choices =
        step.choices.iter().map(|choice| inline![strong(choice.verdict.as_str()), " ", choice.link()]);
    let initiatives = step.initiatives.iter().map(|(name, remark)| {
        let remark = if remark.is_empty() { String::new() } else { format!(" ({remark})") };
        inline!["initiative ", strong(name), remark]
    });
    let goals = step.goals.iter().map(|goal| {
        let due = goal.due.map(|due| format!(", due {}", due.for_people())).unwrap_or_default();
        inline!["goal ", goal.common.link(), due]
    });
    page.list(choices.chain(initiatives).chain(goals));
}
