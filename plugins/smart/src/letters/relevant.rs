//! Relevant: something that matters moves with the number, and nothing that matters more gets worse.

use stratbook_plugin::plural;

use super::Remark;
use crate::goal::Goal;
use crate::inputs::said;

pub(super) fn remarks(goal: &Goal<'_>) -> Vec<Remark> {
    let inputs = goal.inputs;
    let links = [
        (inputs.serves.len(), "aim", "aims"),
        (inputs.competencies.len(), "competency", "competencies"),
        (usize::from(said(inputs.ladder_step.as_ref()).is_some()), "ladder step", "ladder steps"),
    ];
    let links: Vec<String> = links
        .into_iter()
        .filter(|link| link.0 > 0)
        .map(|(count, one, many)| plural(count, one, many))
        .collect();
    let mut remarks = vec![match (said(inputs.why.as_ref()), links.is_empty()) {
        (Some(why), _) => Remark::good(format!("{}.", why.trim_end_matches('.'))),
        (None, false) => Remark::good(format!("It is tied to {}.", links.join(", "))),
        (None, true) => Remark::bad(
            "Nothing says why the number matters.",
            "Say in a sentence what gets better for the business, or link the aim that it serves.",
        )
        .at("why"),
    }];
    for guardrail in goal.broken() {
        remarks.push(Remark::weak(
            format!("It costs something else: {} is out of its limits.", guardrail.name),
            format!("Bring {} back first, or decide that the goal is worth it.", guardrail.name),
        ));
    }
    if inputs.guardrails.is_empty() {
        // Advice, and no mark: a goal may be relevant without one.
        remarks.push(Remark {
            suggestion: "Name a number that must not get worse meanwhile, with its limit.".to_owned(),
            ..Remark::good("No guardrail metric is named.")
        });
    }
    remarks
}
