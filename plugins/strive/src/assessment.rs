//! An assessment as it was given, checked and put together with the settings of the workspace.

use std::collections::BTreeMap;

use stratbook_plugin::prelude::*;

use crate::criteria::{Criterion, Gate, SCALE};
use crate::inputs::{Inputs, Scoring, Weight};
use crate::settings::Settings;
use crate::verdict::Thresholds;

/// An assessment that can be computed.
#[derive(Debug)]
pub(crate) struct Assessment<'a> {
    pub(crate) inputs: &'a Inputs,
    pub(crate) criteria: Vec<Criterion>,
    pub(crate) weights: Vec<f64>,
    pub(crate) thresholds: Thresholds,
    /// By option, then criterion.
    pub(crate) scorings: Vec<Vec<Option<&'a Scoring>>>,
    pub(crate) scores: Vec<Vec<Option<f64>>>,
}

impl<'a> Assessment<'a> {
    /// Checks what a schema cannot say. Warnings come beside the assessment, errors in its place.
    pub(crate) fn new(inputs: &'a Inputs, settings: &Settings) -> Result<(Self, Vec<Finding>)> {
        let mut criteria = settings.criteria()?;
        let mut wrong = Vec::new();
        let mut warnings = Vec::new();
        let ids: Vec<String> = criteria.iter().map(|criterion| criterion.id.clone()).collect();

        for (id, weight) in &inputs.weights {
            match known(&ids, id, &pointer!["weights", id]) {
                Ok(at) => criteria[at].weight = weight.0,
                Err(finding) => wrong.push(*finding),
            }
            if !(weight.0 >= 0.0 && weight.0 <= 1e6) {
                wrong.push(
                    Finding::error(format!("the weight {} is not between 0 and 1,000,000", weight.0))
                        .at(pointer!["weights", id])
                        .hint("a criterion that does not matter has the weight 0"),
                );
            }
        }
        if !inputs.weights.is_empty() {
            let missing: Vec<String> = criteria
                .iter()
                .filter(|criterion| !inputs.weights.contains_key(&criterion.id))
                .map(|criterion| format!("`{}` (counts {})", criterion.id, number(criterion.weight)))
                .collect();
            if !missing.is_empty() && missing.len() < criteria.len() {
                warnings.push(
                    Finding::warning(format!("some criteria have no weight here: {}", missing.join(", ")))
                        .at(pointer!["weights"])
                        .hint("give every criterion a weight; 0 leaves one out"),
                );
            }
        }
        for (id, points) in &inputs.gates {
            match known(&ids, id, &pointer!["gates", id]) {
                Ok(at) => {
                    let needs_goal = criteria[at].gate.is_some_and(|gate| gate.needs_goal);
                    criteria[at].gate = points.0.map(|at_least| Gate { at_least, needs_goal });
                }
                Err(finding) => wrong.push(*finding),
            }
            in_scale(points.0, || pointer!["gates", id], &mut wrong);
        }
        let weights: Vec<f64> = criteria.iter().map(|criterion| criterion.weight).collect();
        if weights.iter().sum::<f64>() <= 0.0 {
            let at = if inputs.weights.is_empty() { String::new() } else { pointer!["weights"] };
            wrong.push(
                Finding::error("all weights are 0, so nothing counts")
                    .at(at)
                    .hint("give at least one criterion a weight above 0, such as `strategic_fit: 25`"),
            );
        }

        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let mut scorings = Vec::new();
        for (index, option) in inputs.options.iter().enumerate() {
            if let Some(first) = names.insert(option.name.trim().to_lowercase(), index) {
                wrong.push(
                    Finding::error(format!("two options are named `{}`", option.name.trim()))
                        .at(pointer!["options", index, "name"])
                        .note(format!("the other is option {}", first + 1))
                        .hint("give each option a name of its own"),
                );
            }
            if option.name.trim().is_empty() {
                wrong.push(
                    Finding::error("the option has no name")
                        .at(pointer!["options", index, "name"])
                        .hint("name it"),
                );
            }
            let mut row = vec![None; criteria.len()];
            for (id, scoring) in &option.scores {
                match known(&ids, id, &pointer!["options", index, "scores", id]) {
                    Ok(at) => row[at] = Some(scoring),
                    Err(finding) => wrong.push(*finding),
                }
                let given =
                    scoring.score.into_iter().chain(scoring.assessors.values().map(|points| points.0));
                for points in given {
                    in_scale(Some(points), || pointer!["options", index, "scores", id], &mut wrong);
                }
            }
            scorings.push(row);
        }
        if inputs.options.is_empty() {
            wrong.push(
                Finding::error("there is no option")
                    .at(pointer!["options"])
                    .hint("add at least one `- name: …`"),
            );
        }
        for (entry, earlier) in inputs.history.iter().enumerate() {
            for id in earlier.weights.keys() {
                wrong.extend(
                    known(&ids, id, &pointer!["history", entry, "weights", id]).err().map(|finding| *finding),
                );
            }
            for (index, option) in earlier.options.iter().enumerate() {
                for id in option.scores.keys() {
                    let at = pointer!["history", entry, "options", index, "scores", id];
                    wrong.extend(known(&ids, id, &at).err().map(|finding| *finding));
                }
            }
        }
        if !wrong.is_empty() {
            return Err(Error::Inputs(wrong));
        }
        let scores = scorings
            .iter()
            .map(|row| row.iter().map(|scoring| scoring.and_then(Scoring::points)).collect())
            .collect();
        let thresholds = settings.thresholds();
        Ok((Self { inputs, criteria, weights, thresholds, scorings, scores }, warnings))
    }

    /// The weights of an earlier assessment: its own, or those of now.
    pub(crate) fn weights_of(&self, own: &BTreeMap<String, Weight>) -> Vec<f64> {
        let given =
            |criterion: &Criterion| own.get(&criterion.id).map_or(criterion.weight, |weight| weight.0);
        self.criteria.iter().map(given).collect()
    }

    pub(crate) fn name(&self, option: usize) -> &str {
        self.inputs.options[option].name.trim()
    }
}

/// The index of a criterion, or what to say where there is none of that id.
fn known(ids: &[String], id: &str, at: &str) -> Result<usize, Box<Finding>> {
    ids.iter().position(|known| known == id).ok_or_else(|| {
        let finding = Finding::error(format!("there is no criterion `{id}`")).at(at);
        let all = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        Box::new(match nearest(id, ids) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding
                .hint(format!("the criteria are {all}; `[plugin.strive]` in stratbook.toml adds others")),
        })
    })
}

fn in_scale(points: Option<f64>, at: impl Fn() -> String, wrong: &mut Vec<Finding>) {
    if let Some(points) = points
        && !(points >= SCALE.0 && points <= SCALE.1)
    {
        wrong.push(
            Finding::error(format!("{points} is not a number of points from 1 to 5"))
                .at(at())
                .hint("1 is poor, 3 is sufficient, 5 is very good; leave the score out where nobody knows"),
        );
    }
}

/// The id that was probably meant: the nearest by changed letters, or one whose beginning it is.
fn nearest<'a>(typed: &str, ids: &'a [String]) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let typed = plain(typed);
    ids.iter()
        .map(|id| {
            let begins = typed.len() >= 3
                && id.split('_').any(|word| word.starts_with(&typed) || typed.starts_with(word));
            let distance = distance(&typed, id);
            (if begins { distance.min(2) } else { distance }, id)
        })
        .filter(|(distance, id)| *distance <= 1 + id.len() / 4)
        .min()
        .map(|(_, id)| id.as_str())
}

/// Levenshtein's distance.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().take(80).collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, letter) in left.chars().take(80).enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}
