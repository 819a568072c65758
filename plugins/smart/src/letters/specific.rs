//! Specific: the sentence says what changes, from where to where.

use std::cmp::Ordering;

use super::Remark;
use crate::goal::Goal;

/// Verbs that nobody can be held to.
const VAGUE: [&str; 22] = [
    "address",
    "boost",
    "drive",
    "embrace",
    "empower",
    "enable",
    "enhance",
    "explore",
    "facilitate",
    "focus",
    "foster",
    "harness",
    "help",
    "improve",
    "leverage",
    "maximise",
    "maximize",
    "modernise",
    "modernize",
    "optimise",
    "optimize",
    "strengthen",
];

/// Fewer words than this cannot name a number, its population and both ends.
const FEW_WORDS: usize = 5;

pub(super) fn remarks(goal: &Goal<'_>) -> Vec<Remark> {
    let statement = &*goal.inputs.statement;
    let numbers = numbers(statement);
    let mut remarks = Vec::new();
    if let Some(verb) = vague(statement) {
        let reason = format!("“{verb}” does not say what changes.");
        let (baseline, target) = (goal.unit.value(goal.line.baseline), goal.unit.value(goal.line.target));
        let change = match goal.line.target.total_cmp(&goal.line.baseline) {
            Ordering::Less => format!("lower {} from {baseline} to {target}", goal.inputs.kpi),
            Ordering::Equal => "which number, from where to where".to_owned(),
            Ordering::Greater => format!("raise {} from {baseline} to {target}", goal.inputs.kpi),
        };
        let suggestion = format!("Replace “{verb}” by what changes: {change}.");
        remarks.push(if numbers.is_empty() {
            Remark::bad(reason, suggestion).at("statement")
        } else {
            Remark::weak(reason, suggestion)
        });
    }
    if statement.split_whitespace().count() < FEW_WORDS {
        remarks.push(Remark::weak(
            "The statement is too short to be understood without asking.",
            "Write a sentence: which number, of what, from where to where, by when.",
        ));
    }
    remarks.push(if says_target(goal, &numbers) {
        Remark::good("The statement says how much is to be reached.")
    } else {
        Remark::weak(
            format!("The statement does not name the target, {}.", goal.unit.value(goal.line.target)),
            format!(
                "Put “from {} to {}” into the sentence.",
                goal.unit.value(goal.line.baseline),
                goal.unit.value(goal.line.target)
            ),
        )
    });
    remarks
}

fn vague(statement: &str) -> Option<&'static str> {
    statement
        .split(|character: char| !character.is_alphabetic())
        .find_map(|word| VAGUE.iter().copied().find(|vague| stem(word, vague)))
}

/// `improve`, `improves`, `improved`, `improving`.
fn stem(word: &str, verb: &str) -> bool {
    let word = word.to_lowercase();
    let bare = verb.strip_suffix('e').unwrap_or(verb);
    word == verb
        || word.strip_prefix(bare).is_some_and(|end| matches!(end, "es" | "ed" | "ing"))
        || word.strip_prefix(verb).is_some_and(|end| end == "s")
}

/// The target itself, or the change, or the change in per cent of the baseline.
fn says_target(goal: &Goal<'_>, numbers: &[f64]) -> bool {
    let change = goal.line.target - goal.line.baseline;
    let relative = 100.0 * change / goal.line.baseline;
    let wanted = [goal.line.target, change.abs(), relative.abs(), 100.0 * goal.line.target];
    let close = |one: f64, other: f64| (one - other).abs() <= 0.005 * other.abs().max(1e-9);
    numbers.iter().any(|number| wanted.iter().any(|wanted| wanted.is_finite() && close(*number, *wanted)))
}

/// Numbers in a text, with points for decimals and commas between thousands.
fn numbers(text: &str) -> Vec<f64> {
    text.split(|character: char| !(character.is_ascii_digit() || matches!(character, '.' | ',')))
        .map(|part| part.trim_matches(['.', ',']))
        .filter(|part| !part.is_empty())
        .flat_map(|part| {
            let thousands = part.replace(',', "").parse().ok();
            // Where the comma is the decimal sign.
            let decimal = part.replace(',', ".").parse().ok();
            thousands.into_iter().chain(decimal)
        })
        .collect()
}
