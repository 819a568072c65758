//! The map on a page: the answer, the picture, the gaps, and everything by domain.

use stratbook_plugin::prelude::*;

use crate::collect::{Row, knowledge, reports};
use crate::inputs::{Domain, Inputs};
use crate::map;

const KINDS: [&str; 3] = ["Knowledge", "Goals", "Assessments"];

pub(crate) fn make(call: &Rollup<'_, Inputs>) -> Result<Report> {
    let domains = call.inputs.domains()?;
    let mut rows: Vec<Vec<Row>> =
        domains.iter().map(|domain| domain.competencies.iter().map(|_| Row::default()).collect()).collect();
    let mut unknown: Vec<(String, String)> = Vec::new();
    let mut relations = Vec::new();
    knowledge(call, &domains, &mut rows, &mut relations, &mut unknown)?;
    reports(call, &domains, &mut rows, &mut unknown);
    // A page that this build withholds must not be named; whether it exists is checked where it was written.
    let mut known = Vec::new();
    for (name, from) in unknown {
        if let Some(path) = map::page(&name, &from)
            && call.host().document(path)?.is_none()
        {
            continue;
        }
        known.push((name, from));
    }
    let unknown = known;

    let flat: Vec<(&str, &Row)> = domains
        .iter()
        .zip(&rows)
        .flat_map(|(domain, rows)| {
            domain.competencies.iter().map(|competency| competency.name.as_str()).zip(rows)
        })
        .collect();
    if flat.is_empty() {
        return Err(Finding::error("no domain holds a competency")
            .at("/domains")
            .hint("add `competencies:` with one `- name: …` a line")
            .into());
    }
    let mut page = Markdown::new();
    answer(&mut page, &flat);
    picture(&mut page, &flat);
    gaps(&mut page, &flat);
    by_domain(&mut page, &domains, &rows);
    strangers(&mut page, &unknown);

    let covered = |kind: usize| flat.iter().filter(|(_, row)| row.counts()[kind] > 0).count();
    let empty = flat.iter().filter(|(_, row)| row.counts() == [0; 3]).count();
    let whole = flat.iter().filter(|(_, row)| row.counts().iter().all(|count| *count > 0)).count();
    let (status, tone) = match (empty, flat.len() - whole) {
        (0, 0) => ("no gaps".to_owned(), Tone::Good),
        (_, gaps) => (plural(gaps, "gap", "gaps"), Tone::Warn),
    };
    let headline = format!(
        "of {}, {} have knowledge, {} a goal, {} an assessment",
        plural(flat.len(), "competency", "competencies"),
        covered(0),
        covered(1),
        covered(2)
    );
    let mut report = Report::new(page)
        .with_status(status, tone)
        .with_headline(headline)
        .with_progress(whole as f64 / flat.len() as f64);
    report.relations = relations;
    report.with_data(&data(&domains, &rows, &unknown))
}

fn answer(page: &mut Markdown, flat: &[(&str, &Row)]) {
    let covered = |kind: usize| flat.iter().filter(|(_, row)| row.counts()[kind] > 0).count();
    let empty: Vec<&str> =
        flat.iter().filter(|(_, row)| row.counts() == [0; 3]).map(|(name, _)| *name).collect();
    let mut body = Markdown::new();
    body.paragraph(inline![
        "Of ",
        strong(plural(flat.len(), "competency", "competencies")),
        ", ",
        covered(0),
        " have written knowledge, ",
        covered(1),
        " carry a goal, and ",
        covered(2),
        " were looked at in an assessment."
    ]);
    if !empty.is_empty() {
        body.paragraph(inline!["Nothing at all: ", strong(empty.join(", ")), "."]);
    }
    let whole = flat.iter().all(|(_, row)| row.counts().iter().all(|count| *count > 0));
    let (kind, title) = if whole {
        (Callout::Success, "The map has no gaps")
    } else {
        (Callout::Warning, "The map has gaps")
    };
    page.callout(kind, title, &body);
}

fn picture(page: &mut Markdown, flat: &[(&str, &Row)]) {
    let values: Vec<Vec<Option<usize>>> = flat
        .iter()
        .take(60)
        .map(|(_, row)| row.counts().iter().map(|count| (*count > 0).then_some(*count)).collect())
        .collect();
    let names: Vec<&str> = flat.iter().take(60).map(|(name, _)| *name).collect();
    page.chart(&json!({
        "type": "heatmap",
        "title": "What there is for each competency",
        "subtitle": "Number of pages, goals and assessments; hatched is a gap",
        "min": 0,
        "rows": names,
        "columns": KINDS,
        "values": values,
    }));
}

/// What each kind of gap means, and what to do about it.
fn gaps(page: &mut Markdown, flat: &[(&str, &Row)]) {
    let of = |fits: &dyn Fn([usize; 3]) -> bool| -> Vec<&str> {
        flat.iter().filter(|(_, row)| fits(row.counts())).map(|(name, _)| *name).collect()
    };
    let kinds: [(Vec<&str>, &str); 5] = [
        (
            of(&|[pages, goals, _]| pages == 0 && goals > 0),
            "a goal, but no knowledge: it depends on one person. Write the page that a colleague would need.",
        ),
        (
            of(&|[_, goals, assessments]| goals > 0 && assessments == 0),
            "a goal, but no assessment: nobody has compared the ways to it. Weigh at least two.",
        ),
        (
            of(&|[_, goals, assessments]| assessments > 0 && goals == 0),
            "an assessment, but no goal: nobody will be able to say whether the choice helped. Write the goal.",
        ),
        (
            of(&|[pages, goals, assessments]| pages > 0 && goals == 0 && assessments == 0),
            "knowledge, but no goal: a hobby, or the next step. Decide which.",
        ),
        (of(&|counts| counts == [0; 3]), "nothing: not needed, which should be said, or the next surprise."),
    ];
    if kinds.iter().all(|(names, _)| names.is_empty()) {
        return;
    }
    page.section("The gaps");
    page.list(kinds.into_iter().filter(|(names, _)| !names.is_empty()).map(|(names, words)| {
        inline![strong(names.join(", ")), if names.len() == 1 { " has " } else { " have " }, words]
    }));
}

fn by_domain(page: &mut Markdown, domains: &[Domain], rows: &[Vec<Row>]) {
    page.section("Domain by domain");
    let gap = || emphasis("none");
    let mut table =
        Table::new().column("Competency").column("Knowledge").column("Goals").column("Assessments");
    for (domain, rows) in domains.iter().zip(rows) {
        let title = match &domain.page {
            Some(page) => link(page, &domain.name),
            None => text(&domain.name),
        };
        table.row(cells![strong(title)]);
        for (competency, row) in domain.competencies.iter().zip(rows) {
            let name = match &competency.page {
                Some(page) => link(page, &competency.name),
                None => text(&competency.name),
            };
            let pages = join(row.knowledge.iter().map(|document| {
                let overdue = if document.overdue { " (review overdue)" } else { "" };
                inline![link(format!("/{}", document.path), &document.title), overdue]
            }));
            let reports = |list: &[(String, String, String)]| {
                join(list.iter().map(|(path, title, status)| {
                    let status = if status.is_empty() { String::new() } else { format!(" ({status})") };
                    inline![link(format!("/{path}"), title), status]
                }))
            };
            table.row(cells![
                name,
                pages.unwrap_or_else(gap),
                reports(&row.goals).unwrap_or_else(gap),
                reports(&row.assessments).unwrap_or_else(gap),
            ]);
        }
    }
    page.table(&table);
}

fn join(items: impl Iterator<Item = Inline>) -> Option<Inline> {
    items.reduce(|left, right| left + inline!["; ", right])
}

/// Names that are on no map.
fn strangers(page: &mut Markdown, unknown: &[(String, String)]) {
    if unknown.is_empty() {
        return;
    }
    page.section("Named, but not on the map");
    page.list(
        unknown.iter().map(|(name, path)| {
            inline![strong(name), ", named by ", link(format!("/{path}"), path.as_str())]
        }),
    );
}

fn data(domains: &[Domain], rows: &[Vec<Row>], unknown: &[(String, String)]) -> Value {
    let mut competencies = Vec::new();
    for (domain, rows) in domains.iter().zip(rows) {
        for (competency, row) in domain.competencies.iter().zip(rows) {
            let paths = |list: &[(String, String, String)]| {
                list.iter().map(|(path, ..)| path.clone()).collect::<Vec<_>>()
            };
            competencies.push(json!({
                "domain": domain.name,
                "id": competency.id,
                "name": competency.name,
                "knowledge": row.knowledge.iter().map(|document| document.path.as_str()).collect::<Vec<_>>(),
                "goals": paths(&row.goals),
                "assessments": paths(&row.assessments),
            }));
        }
    }
    json!({ "competencies": competencies, "unknown": unknown.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>() })
}
