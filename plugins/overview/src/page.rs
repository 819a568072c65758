//! The page: what needs attention, then each kind of report, and at last the dates.

mod attention;
mod goals;
mod rest;

use stratbook_plugin::prelude::*;

use crate::filter::Filter;
use crate::read::Reports;

pub(crate) fn make(call: &Rollup<'_, Filter>) -> Result<Report> {
    let reports = Reports::of(call.reports.iter().filter(|report| call.inputs.takes(report)));
    let mut page = Markdown::new();
    if let Some(words) = call.inputs.words() {
        page.paragraph(emphasis(inline!["Only reports that fit: ", words, "."]));
    }
    let all = reports.all();
    if all.is_empty() && reports.broken.is_empty() {
        page.paragraph(inline![
            "There is no report yet. ",
            code("stratbook report new smart content/strategy/goals/first.md"),
            " begins one."
        ]);
        return Report::new(page).with_status("empty", Tone::Neutral).with_data(&json!({ "reports": 0 }));
    }

    let overdue = attention::overdue(&all, call.today);
    attention::answer(&mut page, &reports, overdue.len());
    goals::picture(&mut page, &reports.goals);
    attention::write(&mut page, &reports, &overdue);
    goals::write(&mut page, &reports.goals);
    rest::options(&mut page, &reports.assessments);
    rest::positions(&mut page, &reports.positions);
    rest::templates(&mut page, &reports.templates);
    rest::others(&mut page, &reports.others);
    rest::dates(&mut page, &all, call.today);

    let mut report = Report::new(page).with_headline(attention::headline(&reports, overdue.len()));
    let off = attention::off(&reports);
    let attention = off.len() + overdue.len() + reports.broken.len();
    report = match off.first().map(|report| report.summary.tone) {
        _ if attention == 0 => report.with_status("in order", Tone::Good),
        Some(Tone::Bad) => report.with_status(format!("{attention} to look at"), Tone::Bad),
        _ => report.with_status(format!("{attention} to look at"), Tone::Warn),
    };
    if let Some(due) = all.iter().filter_map(|report| report.due()).filter(|day| *day >= call.today).min() {
        report = report.with_due(due);
    }
    for late in &overdue {
        report = report.with_overdue(format!("{}: {}", late.report.title, late.what));
    }
    for made in &all {
        report = report.with_relation(Relation::new("sums_up", format!("/{}", made.path)));
    }
    report.with_data(&json!({
        "reports": all.len(),
        "goals": goals::counts(&reports.goals),
        "options": rest::counts(&reports.assessments),
        "positions": reports.positions.iter().map(|position| json!({
            "path": position.common.path, "status": position.common.summary.status,
        })).collect::<Vec<_>>(),
        "open_variables": reports.templates.iter().map(|template| template.open.len()).sum::<usize>(),
        "overdue": overdue.iter().map(|late| json!({ "path": late.report.path, "what": late.what })).collect::<Vec<_>>(),
        "broken": reports.broken.iter().map(|report| report.path.as_str()).collect::<Vec<_>>(),
    }))
}
