//! The page: the answer, the picture, the reasons with the to-do list, the evidence, and what to do next.

mod answer;
mod evidence;
mod picture;
mod plans;
mod reasons;
mod relations;
mod teams;
mod words;

use stratbook_plugin::prelude::*;

use crate::Inputs;
use crate::assess::Assessed;
use crate::data::Data;

pub(crate) use picture::steps as pictured;
pub(crate) use words::{asked as asked_in_words, need as need_in_words};

pub(crate) fn make(call: &Generate<'_, Inputs>) -> Result<Report> {
    let all = Assessed::new(call)?;
    let mut page = Markdown::new();
    answer::write(&mut page, &all);
    picture::write(&mut page, &all);
    reasons::write(&mut page, &all);
    plans::write(&mut page, &all);
    teams::write(&mut page, &all);
    evidence::write(&mut page, &all);

    let mut report = Report::new(page)
        .with_status(answer::status(&all), answer::tone(&all))
        .with_headline(answer::headline(&all))
        .with_progress(all.position.step as f64 / all.ladder.steps.len().max(1) as f64)
        .with_due(answer::due(&all));
    for (source, age) in all.stale() {
        report = report.with_overdue(format!("{}, {} old", source.fact, plural(age as usize, "day", "days")));
    }
    report.relations = relations::of(&all);
    report.findings.extend(all.warnings.iter().cloned());
    report.with_data(&Data::of(&all))
}
