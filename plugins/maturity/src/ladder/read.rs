//! Reads a ladder, and says everything that is wrong with it at once.

use stratbook_plugin::prelude::*;

use super::consistent;
use super::{Ladder, MOST_STEPS, Need, Prerequisite, Problem, Side, Step};
use crate::path::nearest;

const STEP_KEYS: [&str; 8] =
    ["id", "name", "summary", "prerequisites", "output", "effort", "skipping", "links"];
const PREREQUISITE_KEYS: [&str; 10] =
    ["metric", "fact", "step", "at_least", "more_than", "at_most", "less_than", "unit", "is", "question"];

/// Reads the value of the key `ladder`. A ladder with an error among its problems is not to be used.
pub fn read(value: &Value) -> (Ladder, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut ladder = Ladder::default();
    let Some(fields) = value.as_object() else {
        problems.push(Problem::error(
            "",
            "`ladder` holds no steps",
            "write `steps:` below it, the lowest first",
        ));
        return (ladder, problems);
    };
    unknown_keys(fields, "", &["steps"], &mut problems);
    let steps = fields.get("steps").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if steps.is_empty() {
        problems.push(Problem::error(
            "",
            "the ladder has no steps",
            "add `steps:` with `- id: …` and `name: …`, the lowest first",
        ));
    }
    if steps.len() > MOST_STEPS {
        let message = format!("the ladder has {} steps; more than {MOST_STEPS} cannot be shown", steps.len());
        problems.push(Problem::error(
            pointer!["steps", MOST_STEPS],
            message,
            "join steps, or make two ladders of them",
        ));
    }
    // Steps name each other, so all ids must be known before the prerequisites are read.
    let ids: Vec<&str> = steps.iter().map(|step| step["id"].as_str().unwrap_or_default().trim()).collect();
    for (index, value) in steps.iter().enumerate() {
        ladder.steps.push(step(value, index, &ids, &mut problems));
    }
    consistent::check(&ladder, &mut problems);
    (ladder, problems)
}

fn step(value: &Value, index: usize, ids: &[&str], problems: &mut Vec<Problem>) -> Step {
    let at = pointer!["steps", index];
    let Some(fields) = value.as_object() else {
        problems.push(Problem::error(
            at,
            format!("step {} is no group of fields", index + 1),
            "write `- id: …` and `name: …`",
        ));
        return Step::default();
    };
    unknown_keys(fields, &at, &STEP_KEYS, problems);
    let mut text = |key: &str| text(fields, &at, key, problems);
    let (id, name, summary) = (text("id"), text("name"), text("summary"));
    let (output, effort, skipping) = (text("output"), text("effort"), text("skipping"));
    if id.is_empty() {
        let wish = if name.is_empty() { format!("step-{}", index + 1) } else { slug(&name) };
        problems.push(Problem::error(
            &at,
            format!("step {} has no `id`", index + 1),
            format!("add `id: {wish}`"),
        ));
    } else if let Some(first) = ids[..index].iter().position(|other| *other == id) {
        problems.push(Problem::error(
            pointer!["steps", index, "id"],
            format!("`{id}` is the id of step {} already", first + 1),
            "give each step an id of its own",
        ));
    }
    let name = if name.is_empty() { id.clone() } else { name };
    let prerequisites = list(fields, &at, "prerequisites", problems)
        .iter()
        .enumerate()
        .filter_map(|(number, value)| {
            prerequisite(value, &pointer!["steps", index, "prerequisites", number], ids, problems)
        })
        .collect();
    let links = list(fields, &at, "links", problems)
        .iter()
        .filter_map(|link| link.as_str().map(|link| link.trim().to_owned()))
        .filter(|link| !link.is_empty())
        .collect();
    Step { id, name, summary, prerequisites, output, effort, skipping, links }
}

fn prerequisite(value: &Value, at: &str, ids: &[&str], problems: &mut Vec<Problem>) -> Option<Prerequisite> {
    let Some(fields) = value.as_object() else {
        problems.push(Problem::error(
            at,
            "a prerequisite is no group of fields",
            "write `- metric: …` or `- fact: …` with its `question:`",
        ));
        return None;
    };
    unknown_keys(fields, at, &PREREQUISITE_KEYS, problems);
    let kinds: Vec<&str> =
        ["metric", "fact", "step"].into_iter().filter(|kind| fields.contains_key(*kind)).collect();
    let [kind] = kinds[..] else {
        let message = match &*kinds {
            [] => "a prerequisite says neither `metric`, nor `fact`, nor `step`".to_owned(),
            several => format!("a prerequisite is one thing, not `{}`", several.join("` and `")),
        };
        problems.push(Problem::error(
            at,
            message,
            "write one of them; another prerequisite takes a line of its own",
        ));
        return None;
    };
    let id = text(fields, at, kind, problems);
    if id.is_empty() {
        problems.push(Problem::error(
            format!("{at}/{kind}"),
            format!("`{kind}` names nothing"),
            "name it in small letters with hyphens",
        ));
        return None;
    }
    let question = text(fields, at, "question", problems);
    if question.is_empty() && kind != "step" {
        problems.push(Problem::warning(
            at,
            format!("`{id}` has no question"),
            "add `question: …`, so that two people measure the same",
        ));
    }
    let need = match kind {
        "metric" => metric(fields, id, at, problems)?,
        "fact" => {
            sides_are_absent(fields, at, kind, problems);
            Need::Fact { id, is: fields.get("is").is_none_or(|is| !is_no(is)) }
        }
        _ => {
            sides_are_absent(fields, at, kind, problems);
            let Some(index) = ids.iter().position(|known| *known == id) else {
                let hint = match nearest(&id, ids.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the steps are `{}`", ids.join("`, `")),
                };
                problems.push(Problem::error(
                    format!("{at}/step"),
                    format!("`{id}` is no step of this ladder"),
                    hint,
                ));
                return None;
            };
            Need::Step { index }
        }
    };
    Some(Prerequisite { need, question })
}

fn metric(
    fields: &serde_json::Map<String, Value>,
    id: String,
    at: &str,
    problems: &mut Vec<Problem>,
) -> Option<Need> {
    let given: Vec<(&str, Side)> =
        Side::ALL.into_iter().filter(|(key, _)| fields.contains_key(*key)).collect();
    let [(key, side)] = given[..] else {
        let message = match given.len() {
            0 => format!("the metric `{id}` has no threshold"),
            _ => format!("the metric `{id}` has several thresholds"),
        };
        let hint = "write one of `at_least:`, `more_than:`, `at_most:` and `less_than:` with a number; a range is two prerequisites";
        problems.push(Problem::error(at, message, hint));
        return None;
    };
    let Some(threshold) = fields[key].as_f64() else {
        let message = format!("the threshold of `{id}` is not a number: `{}`", shown(&fields[key]));
        problems.push(Problem::error(
            format!("{at}/{key}"),
            message,
            "write a number like 80, and `%` under `unit:`",
        ));
        return None;
    };
    if fields.contains_key("is") {
        problems.push(Problem::error(
            format!("{at}/is"),
            format!("`{id}` is a metric, which is no yes or no"),
            "write `fact:` in place of `metric:`, or leave `is:` out",
        ));
    }
    Some(Need::Metric { id, side, threshold, unit: text(fields, at, "unit", problems) })
}

fn sides_are_absent(
    fields: &serde_json::Map<String, Value>,
    at: &str,
    kind: &str,
    problems: &mut Vec<Problem>,
) {
    for (key, _) in Side::ALL {
        if fields.contains_key(key) {
            problems.push(Problem::error(
                format!("{at}/{key}"),
                format!("a `{kind}` has no threshold"),
                "write `metric:` where a number decides",
            ));
        }
    }
}

fn is_no(value: &Value) -> bool {
    value == &Value::Bool(false) || value.as_str().is_some_and(|text| text.trim().eq_ignore_ascii_case("no"))
}

fn text(fields: &serde_json::Map<String, Value>, at: &str, key: &str, problems: &mut Vec<Problem>) -> String {
    match fields.get(key) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(other) => {
            problems.push(Problem::error(
                format!("{at}/{key}"),
                format!("`{key}` is no text: `{}`", shown(other)),
                "write words, in quotes where they hold a colon",
            ));
            String::new()
        }
    }
}

fn list<'v>(
    fields: &'v serde_json::Map<String, Value>,
    at: &str,
    key: &str,
    problems: &mut Vec<Problem>,
) -> &'v [Value] {
    match fields.get(key) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(list)) => list,
        Some(other) => {
            problems.push(Problem::error(
                format!("{at}/{key}"),
                format!("`{key}` is no list: `{}`", shown(other)),
                "begin each line with a hyphen",
            ));
            &[]
        }
    }
}

fn unknown_keys(
    fields: &serde_json::Map<String, Value>,
    at: &str,
    known: &[&str],
    problems: &mut Vec<Problem>,
) {
    for key in fields.keys().filter(|key| !known.contains(&&***key)) {
        let hint = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are `{}`", known.join("`, `")),
        };
        problems.push(Problem::error(
            format!("{at}{}", pointer![key]),
            format!("`{key}` means nothing here"),
            hint,
        ));
    }
}

/// A value in a message, not too much of it.
fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text }
}

fn slug(name: &str) -> String {
    let words = name.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
