//! The page: the answer, the picture, the reasons, the evidence, and what to do next.

mod answer;
mod connections;
mod evidence;
mod next;
mod picture;
mod reasons;

use stratbook_plugin::prelude::*;

use crate::data::Data;
use crate::goal::Goal;
use crate::letters::Mark;
use crate::settings::Settings;
use crate::status::Status;
use crate::{Inputs, problems};

pub(crate) fn make(call: &Generate<'_, Inputs>) -> Result<Report> {
    let settings: Settings = call.settings()?;
    settings.check()?;
    let problems = problems::find(&call.inputs);
    if !problems.is_empty() {
        return Err(Error::Inputs(problems));
    }
    let goal = Goal::new(&call.inputs, &settings, call.today);
    let links = connections::find(&goal, call.host())?;

    let mut page = Markdown::new();
    answer::write(&mut page, &goal);
    picture::write(&mut page, &goal);
    reasons::write(&mut page, &goal);
    evidence::write(&mut page, &goal, links.source.as_ref());
    connections::write(&mut page, &goal, &links);
    next::write(&mut page, &goal);

    let mut report = Report::new(page)
        .with_status(goal.judged.status.words(), answer::tone(&goal))
        .with_headline(answer::headline(&goal))
        .with_due(goal.next_measurement);
    for overdue in next::overdue(&goal) {
        report = report.with_overdue(overdue);
    }
    if let Some(progress) = goal.progress() {
        report = report.with_progress(progress);
    }
    report.relations.extend(links.relations);
    report.findings.extend(problems::warnings(&call.inputs, call.today));
    report.findings.extend(weaknesses(&goal));
    report.with_data(&Data::of(&goal))
}

/// What the letters lack, said at its place.
fn weaknesses(goal: &Goal<'_>) -> Vec<Finding> {
    let remarks =
        goal.letters.iter().flat_map(|letter| letter.remarks.iter().map(move |remark| (letter, remark)));
    remarks
        .filter(|(_, remark)| remark.mark == Mark::Bad)
        .filter_map(|(letter, remark)| {
            let at = remark.input?;
            let reason = lower_first(remark.reason.trim_end_matches('.'));
            let hint = lower_first(remark.suggestion.trim_end_matches('.'));
            Some(
                Finding::warning(format!("the goal is not {}: {reason}", letter.name.to_lowercase()))
                    .at(pointer![at])
                    .hint(hint),
            )
        })
        .collect()
}

/// A sentence within another.
fn lower_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + characters.as_str())
}

/// A sentence of its own.
fn upper_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + characters.as_str())
}

/// Whether the goal can still be influenced.
fn running(goal: &Goal<'_>) -> bool {
    !goal.decided() && goal.judged.status != Status::Achieved
}
