//! The sentence at the top, and what must be done first.

use stratbook_plugin::prelude::*;

use crate::page::{goals, rest};
use crate::read::{Common, Reports};

/// Something that should have happened.
pub(super) struct Late<'a> {
    pub(super) report: &'a Common,
    pub(super) what: String,
}

/// What is overdue: what reports say of themselves, and dates that have passed without a word.
pub(super) fn overdue<'a>(all: &[&'a Common], today: Day) -> Vec<Late<'a>> {
    let mut late = Vec::new();
    for report in all {
        let said = &report.summary.overdue;
        late.extend(said.iter().map(|what| Late { report, what: what.clone() }));
        if said.is_empty()
            && let Some(due) = report.due()
            && due < today
        {
            late.push(Late { report, what: format!("due since {}", due.for_people()) });
        }
    }
    late
}

/// The parts of the answer: what there is, and how it stands.
fn parts(reports: &Reports) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    let mut add = |count: usize, one: &str, many: &str, how: String| {
        if count > 0 {
            parts.push((plural(count, one, many), how));
        }
    };
    add(reports.goals.len(), "goal", "goals", goals::words(&reports.goals));
    let options: usize = reports.assessments.iter().map(|assessment| assessment.options.len()).sum();
    add(options, "option", "options", rest::words(&reports.assessments));
    let steps: Vec<&str> =
        reports.positions.iter().map(|position| position.common.summary.status.as_str()).collect();
    add(reports.positions.len(), "ladder position", "ladder positions", steps.join(", "));
    let open: usize = reports.templates.iter().map(|template| template.open.len()).sum();
    let open =
        if open > 0 { plural(open, "variable open", "variables open") } else { "nothing open".to_owned() };
    add(reports.templates.len(), "filled template", "filled templates", open);
    add(reports.others.len(), "other report", "other reports", String::new());
    add(
        reports.broken.len(),
        "report that could not be made",
        "reports that could not be made",
        String::new(),
    );
    parts
}

pub(super) fn headline(reports: &Reports, overdue: usize) -> String {
    let mut words: Vec<String> = parts(reports)
        .into_iter()
        .map(|(what, how)| if how.is_empty() { what } else { format!("{what} ({how})") })
        .collect();
    if overdue > 0 {
        words.push(plural(overdue, "thing overdue", "things overdue"));
    }
    words.join("; ")
}

pub(super) fn answer(page: &mut Markdown, reports: &Reports, overdue: usize) {
    let kind = if overdue > 0 || !reports.broken.is_empty() { Callout::Warning } else { Callout::Success };
    let title = match overdue {
        0 if reports.broken.is_empty() => "Nothing is overdue".to_owned(),
        0 => plural(reports.broken.len(), "report could not be made", "reports could not be made"),
        _ => format!("{} overdue", plural(overdue, "thing is", "things are")),
    };
    let mut body = Markdown::new();
    body.list(
        parts(reports)
            .into_iter()
            .map(|(what, how)| if how.is_empty() { strong(what) } else { inline![strong(what), ": ", how] }),
    );
    page.callout(kind, title, &body);
}

/// Reports whose result is not good, the worst first.
pub(super) fn off(reports: &Reports) -> Vec<&Common> {
    let mut off: Vec<&Common> = reports
        .all()
        .into_iter()
        .filter(|report| {
            matches!(report.summary.tone, Tone::Bad | Tone::Warn) && !report.summary.status.is_empty()
        })
        .collect();
    off.sort_by_key(|report| report.summary.tone != Tone::Bad);
    off
}

pub(super) fn write(page: &mut Markdown, reports: &Reports, overdue: &[Late<'_>]) {
    let off = off(reports);
    if overdue.is_empty() && off.is_empty() && reports.broken.is_empty() {
        return;
    }
    page.section("What needs attention");
    let mut table = Table::new().column("What").column("Where").column("Team");
    for report in &reports.broken {
        table.row(cells!["the report could not be made", report.link(), report.team.as_deref()]);
    }
    for late in overdue {
        table.row(cells![
            inline![strong("overdue: "), &late.what],
            late.report.link(),
            late.report.team.as_deref()
        ]);
    }
    for report in off {
        let mut what = strong(&report.summary.status);
        if !report.summary.headline.is_empty() {
            what.push(inline![": ", &report.summary.headline]);
        }
        table.row(cells![what, report.link(), report.team.as_deref()]);
    }
    page.table(&table);
}
