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

/// The parts of the answer that are worth a word.
fn parts(reports: &Reports, overdue: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut add = |count: usize, one: &str, many: &str, more: String| {
        if count > 0 {
            let more = if more.is_empty() { more } else { format!(" ({more})") };
            parts.push(format!("{}{more}", plural(count, one, many)));
        }
    };
    add(reports.goals.len(), "goal", "goals", goals::words(&reports.goals));
    add(reports.assessments.len(), "assessment", "assessments", rest::words(&reports.assessments));
    add(reports.positions.len(), "ladder position", "ladder positions", String::new());
    let open: usize = reports.templates.iter().map(|template| template.open.len()).sum();
    let open = if open > 0 { plural(open, "variable open", "variables open") } else { String::new() };
    add(reports.templates.len(), "filled template", "filled templates", open);
    add(reports.others.len(), "other report", "other reports", String::new());
    add(overdue, "thing overdue", "things overdue", String::new());
    add(reports.broken.len(), "report that could not be made", "reports that could not be made", String::new());
    parts
}

pub(super) fn headline(reports: &Reports, overdue: usize) -> String {
    parts(reports, overdue).join("; ")
}

pub(super) fn answer(page: &mut Markdown, reports: &Reports, overdue: usize) {
    let kind = if overdue > 0 || !reports.broken.is_empty() { Callout::Warning } else { Callout::Success };
    let title = match overdue {
        0 if reports.broken.is_empty() => "Nothing is overdue".to_owned(),
        0 => plural(reports.broken.len(), "report could not be made", "reports could not be made"),
        _ => format!("{} overdue", plural(overdue, "thing is", "things are")),
    };
    let mut body = Markdown::new();
    body.list(parts(reports, 0));
    page.callout(kind, title, &body);
}

pub(super) fn write(page: &mut Markdown, reports: &Reports, overdue: &[Late<'_>]) {
    let off: Vec<&Common> =
        reports.all().into_iter().filter(|report| report.summary.tone == Tone::Bad).collect();
    if overdue.is_empty() && off.is_empty() && reports.broken.is_empty() {
        return;
    }
    page.section("What needs attention");
    let mut table = Table::new().column("What").column("Where").column("Team");
    for report in &reports.broken {
        table.row(cells!["the report could not be made", report.link(), report.team.as_deref()]);
    }
    for late in overdue {
        table.row(cells![inline![strong("overdue: "), &late.what], late.report.link(), late.report.team.as_deref()]);
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
