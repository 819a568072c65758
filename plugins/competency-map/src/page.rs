//! The map on a page: the answer, the picture, the gaps, and everything by domain.

use stratbook_overview::read::Reports;
use stratbook_plugin::messages::Document;
use stratbook_plugin::prelude::*;

use crate::inputs::{Domain, Inputs};
use crate::map::meant;

/// What there is for one competency.
#[derive(Debug, Default)]
struct Row {
    knowledge: Vec<Document>,
    /// Path, title and status.
    goals: Vec<(String, String, String)>,
    assessments: Vec<(String, String, String)>,
}

impl Row {
    fn counts(&self) -> [usize; 3] {
        [self.knowledge.len(), self.goals.len(), self.assessments.len()]
    }
}

const KINDS: [&str; 3] = ["Knowledge", "Goals", "Assessments"];

pub(crate) fn make(call: &Rollup<'_, Inputs>) -> Result<Report> {
    let domains = call.inputs.domains()?;
    let mut rows: Vec<Vec<Row>> =
        domains.iter().map(|domain| domain.competencies.iter().map(|_| Row::default()).collect()).collect();
    let mut unknown: Vec<(String, String)> = Vec::new();
    let mut relations = Vec::new();
    knowledge(call, &domains, &mut rows, &mut relations, &mut unknown)?;
    reports(call, &domains, &mut rows, &mut unknown);

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

/// Pages that the map names, and pages that name a competency.
fn knowledge(
    call: &Rollup<'_, Inputs>,
    domains: &[Domain],
    rows: &mut [Vec<Row>],
    relations: &mut Vec<Relation>,
    unknown: &mut Vec<(String, String)>,
) -> Result<()> {
    let own = !call.inputs.domains.is_empty();
    let mut relate = |name: &str, at: String| {
        let relation = Relation::new("describes", name.split('#').next().unwrap_or(name));
        relations.push(if own { relation.at(at) } else { relation });
    };
    for (at, domain) in domains.iter().enumerate() {
        if let Some(page) = &domain.page {
            relate(page, pointer!["domains", at, "page"]);
        }
        for (index, competency) in domain.competencies.iter().enumerate() {
            if let Some(page) = &competency.page {
                relate(page, pointer!["domains", at, "competencies", index, "page"]);
            }
            for (nth, name) in competency.knowledge.iter().enumerate() {
                relate(name, pointer!["domains", at, "competencies", index, "knowledge", nth]);
                let name = name.split('#').next().unwrap_or(name);
                if let Some(document) = call.host().document(name)? {
                    add(&mut rows[at][index], document);
                }
            }
        }
    }
    let mut filter = DocumentFilter::default();
    filter.has = Some("competencies".to_owned());
    for document in call.host().documents(&filter)? {
        let named = match &document.extra["competencies"] {
            Value::String(names) => names.split(',').map(|name| name.trim().to_owned()).collect(),
            Value::Array(names) => names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect(),
            _ => Vec::new(),
        };
        for name in named {
            let places = meant(domains, &name, &document.path);
            if places.is_empty() {
                unknown.push((name, document.path.clone()));
            }
            for (at, index) in places {
                add(&mut rows[at][index], document.clone());
            }
        }
    }
    Ok(())
}

/// What is no longer valid is no knowledge, and a report is not a page to learn from.
fn add(row: &mut Row, document: Document) {
    let known = row.knowledge.iter().any(|known| known.path == document.path);
    if !known && !document.deprecated && document.report.is_none() && document.rollup.is_none() {
        row.knowledge.push(document);
    }
}

/// Goals and assessments that name a competency. An assessment takes the competencies of the goals that it serves, too.
fn reports(
    call: &Rollup<'_, Inputs>,
    domains: &[Domain],
    rows: &mut [Vec<Row>],
    unknown: &mut Vec<(String, String)>,
) {
    let reports = Reports::of(&call.reports);
    let places = |names: &[String], path: &str, unknown: &mut Vec<(String, String)>| {
        let mut places = Vec::new();
        for name in names {
            let found = meant(domains, name, path);
            if found.is_empty() {
                unknown.push((name.clone(), path.to_owned()));
            }
            places.extend(found);
        }
        places.sort_unstable();
        places.dedup();
        places
    };
    let mut of_goal = Vec::new();
    for goal in &reports.goals {
        let path = &goal.common.path;
        let places = places(&goal.competencies, path, unknown);
        for &(at, index) in &places {
            rows[at][index].goals.push((path.clone(), goal.common.title.clone(), goal.status.clone()));
        }
        of_goal.push((path, places));
    }
    for assessment in &reports.assessments {
        let path = &assessment.common.path;
        let mut own = places(&assessment.competencies, path, unknown);
        for (goal, _) in &assessment.goals {
            let served = of_goal.iter().filter(|(path, _)| goal.as_ref() == Some(*path));
            own.extend(served.flat_map(|(_, places)| places.iter().copied()));
        }
        own.sort_unstable();
        own.dedup();
        for (at, index) in own {
            let status = assessment.common.summary.status.clone();
            rows[at][index].assessments.push((path.clone(), assessment.common.title.clone(), status));
        }
    }
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
