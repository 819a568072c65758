//! Options by verdict, ladder positions, templates, other reports, dates.

use stratbook_plugin::prelude::*;

use crate::read::{Assessment, Choice, Common, Position, Template};
use crate::share_cell;

const VERDICTS: [&str; 5] = ["adopt", "pilot", "incomplete", "hold", "reject"];

fn of<'a>(assessments: &'a [Assessment], verdict: &str) -> Vec<(&'a Assessment, &'a Choice)> {
    let all = assessments
        .iter()
        .flat_map(|assessment| assessment.options.iter().map(move |option| (assessment, option)));
    all.filter(|(_, option)| option.verdict == verdict).collect()
}

/// `1 adopt, 2 pilot`.
pub(super) fn words(assessments: &[Assessment]) -> String {
    let words = VERDICTS.iter().filter_map(|verdict| {
        let count = of(assessments, verdict).len();
        (count > 0).then(|| format!("{count} {}{verdict}", if *verdict == "incomplete" { "" } else { "to " }))
    });
    words.collect::<Vec<_>>().join(", ")
}

pub(super) fn counts(assessments: &[Assessment]) -> Value {
    VERDICTS.iter().map(|verdict| ((*verdict).to_owned(), json!(of(assessments, verdict).len()))).collect()
}

pub(super) fn options(page: &mut Markdown, assessments: &[Assessment]) {
    if assessments.is_empty() {
        return;
    }
    page.section("Options");
    let mut table = Table::new()
        .column("Verdict")
        .column("Option")
        .numbers("Score of 5")
        .numbers("Wins under")
        .column("Assessment");
    for verdict in VERDICTS {
        for (assessment, option) in of(assessments, verdict) {
            let score = option.score.map_or_else(
                || format!("{:.2}–{:.2}", option.range.0, option.range.1),
                |score| format!("{score:.2}"),
            );
            let vetoed = !option.failed_gates.is_empty();
            let wins = option.win_share.filter(|_| !vetoed).map(share_cell);
            let score = if vetoed { format!("({score})") } else { score };
            table.row(cells![strong(verdict), option.link(), score, wins, assessment.common.link()]);
        }
    }
    page.table(&table);
    let thin: Vec<&Assessment> =
        assessments.iter().filter(|one| one.gaps.iter().any(|gap| *gap > 0)).collect();
    if !thin.is_empty() {
        page.paragraph("Scores that need work:");
        page.list(thin.into_iter().map(|assessment| {
            let [missing, bare, stale] = assessment.gaps.map(|gap| gap as usize);
            let mut words = Vec::new();
            if missing > 0 {
                words.push(format!("{missing} missing"));
            }
            if bare > 0 {
                words.push(format!("{bare} without evidence"));
            }
            if stale > 0 {
                words.push(format!("{stale} on pages that have aged"));
            }
            inline![assessment.common.link(), ": ", words.join(", ")]
        }));
    }
}

pub(super) fn positions(page: &mut Markdown, positions: &[Position]) {
    if positions.is_empty() {
        return;
    }
    page.section("Ladder positions");
    let mut table = Table::new()
        .column("Position")
        .column("Result")
        .numbers("To do for the next step")
        .column("Steps skipped");
    for position in positions {
        let data = &position.data;
        let todo = data["todo"].as_array().map(Vec::len);
        let skips = data["skips"].as_array().map_or(0, Vec::len);
        let mut result = strong(&position.common.summary.status);
        if !position.common.summary.headline.is_empty() {
            result.push(inline![": ", &position.common.summary.headline]);
        }
        let skips =
            if skips == 0 { text("none") } else { strong(plural(skips, "initiative", "initiatives")) };
        table.row(cells![position.common.link(), result, todo, skips]);
    }
    page.table(&table);
}

pub(super) fn templates(page: &mut Markdown, templates: &[Template]) {
    if templates.is_empty() {
        return;
    }
    page.section("Filled templates");
    let mut table = Table::new()
        .column("Document")
        .numbers("Filled")
        .numbers("Open variables")
        .column("The first of them");
    for template in templates {
        let first: Vec<&str> = template.open.iter().take(5).map(String::as_str).collect();
        let first = if first.is_empty() { text("–") } else { text(first.join(", ")) };
        table.row(cells![
            template.common.link(),
            template.completeness.map(share_cell),
            template.open.len(),
            first
        ]);
    }
    page.table(&table);
}

pub(super) fn others(page: &mut Markdown, others: &[Common]) {
    if others.is_empty() {
        return;
    }
    page.section("Other reports");
    let mut table = Table::new().column("Report").column("Made by").column("Result");
    for report in others {
        let summary = &report.summary;
        let result = if summary.headline.is_empty() { &summary.status } else { &summary.headline };
        table.row(cells![report.link(), &report.plugin, result.as_str()]);
    }
    page.table(&table);
}

/// What comes next, by date.
pub(super) fn dates(page: &mut Markdown, all: &[&Common], today: Day) {
    let mut coming: Vec<(Day, &&Common)> = all
        .iter()
        .filter_map(|report| Some((report.due()?, report)))
        .filter(|(day, _)| *day >= today)
        .collect();
    coming.sort_by(|left, right| left.0.cmp(&right.0).then_with(|| left.1.path.cmp(&right.1.path)));
    if coming.is_empty() {
        return;
    }
    page.section("What comes next");
    let mut table = Table::new().column("When").numbers("In").column("What");
    for (day, report) in coming.into_iter().take(12) {
        table.row(cells![day, plural(today.until(day) as usize, "day", "days"), report.link()]);
    }
    page.table(&table);
}
