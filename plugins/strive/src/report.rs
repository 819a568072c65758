//! Puts an assessment on a page: the answer, the picture, the reasons, the evidence, and what to do next.

mod answer;
mod evidence;
mod history;
mod money;
mod next;
mod robustness;
mod scores;

use stratbook_plugin::prelude::*;

pub(crate) use answer::rule;
pub(crate) use history::earlier_scores;

use crate::assessment::Assessment;
use crate::data::Data;
use crate::inputs::Inputs;
use crate::knowledge::Library;
use crate::result::Outcome;
use crate::settings::Settings;
use crate::verdict::Verdict;

/// What every part of the page is written from.
pub(crate) struct Writing<'a> {
    pub(crate) given: &'a Assessment<'a>,
    pub(crate) outcome: &'a Outcome,
    pub(crate) today: Day,
}

impl Writing<'_> {
    pub(crate) fn name(&self, option: usize) -> &str {
        self.given.name(option)
    }

    pub(crate) fn criterion(&self, at: usize) -> &str {
        &self.given.criteria[at].name
    }

    /// A link to what describes an option, where there is such a page.
    pub(crate) fn option(&self, option: usize) -> Inline {
        match &self.given.inputs.options[option].page {
            Some(page) => link(page, self.name(option)),
            None => text(self.name(option)),
        }
    }
}

pub(crate) fn make(call: &Generate<'_, Inputs>) -> Result<Report> {
    let settings: Settings = call.settings()?;
    let (given, warnings) = Assessment::new(&call.inputs, &settings)?;
    let mut library = Library::new(call.host());
    let months = (settings.light_months, settings.deep_months);
    let outcome = Outcome::new(&given, &mut library, call.today, months)?;
    let writing = Writing { given: &given, outcome: &outcome, today: call.today };

    let mut page = Markdown::new();
    answer::write(&mut page, &writing);
    scores::write(&mut page, &writing);
    robustness::write(&mut page, &writing);
    money::write(&mut page, &writing);
    evidence::write(&mut page, &writing, &mut library)?;
    history::write(&mut page, &writing);
    next::write(&mut page, &writing);

    let (status, tone) = status(&outcome);
    let mut report = Report::new(page).with_status(status, tone).with_headline(answer::headline(&writing));
    if let Some(due) = outcome.due {
        let (day, deep) = due.next();
        report = report.with_due(day);
        if day < call.today {
            let kind = if deep { "deep review" } else { "light review" };
            report = report.with_overdue(format!("{kind} since {}", day.for_people()));
        }
    }
    report.relations.extend(outcome.relations.iter().cloned());
    report.findings.extend(warnings);
    report.findings.extend(outcome.findings.iter().cloned());
    report.with_data(&Data::new(&given, &outcome))
}

/// The result of the whole: the verdict on the option in front, unless another could still overtake it.
fn status(outcome: &Outcome) -> (&'static str, Tone) {
    let Some(winner) = outcome.winner else { return (Verdict::Reject.name(), Tone::Bad) };
    if !outcome.open.is_empty() {
        return (Verdict::Incomplete.name(), Tone::Warn);
    }
    let verdict = outcome.options[winner].verdict;
    (verdict.name(), tone(verdict))
}

pub(crate) fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Adopt | Verdict::Pilot => Tone::Good,
        Verdict::Hold | Verdict::Incomplete => Tone::Warn,
        Verdict::Reject => Tone::Bad,
    }
}

/// A score with two decimals, so that columns of them line up.
pub(crate) fn two(score: f64) -> String {
    format!("{score:.2}")
}

/// A share for a table's cell, where it is not broken before its sign.
pub(crate) fn share(share: f64) -> Inline {
    md(percent(share).replace(' ', "&nbsp;"))
}

/// A score for a table's cell, or the interval that stands for it.
pub(crate) fn cell(overall: &crate::score::Overall) -> String {
    match overall.score() {
        Some(score) => two(score),
        None => format!("{}–{}", two(overall.low), two(overall.high)),
    }
}

/// A score, or the interval that stands for it.
pub(crate) fn span(overall: &crate::score::Overall) -> String {
    match overall.score() {
        Some(score) => two(score),
        None => format!("{} to {}", two(overall.low), two(overall.high)),
    }
}
