//! Collects what there is for each competency.

use stratbook_overview::read::Reports;
use stratbook_plugin::messages::Document;
use stratbook_plugin::prelude::*;

use crate::inputs::{Domain, Inputs};
use crate::map::meant;

/// What there is for one competency.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) knowledge: Vec<Document>,
    /// Path, title and status.
    pub(crate) goals: Vec<(String, String, String)>,
    pub(crate) assessments: Vec<(String, String, String)>,
}

impl Row {
    pub(crate) fn counts(&self) -> [usize; 3] {
        [self.knowledge.len(), self.goals.len(), self.assessments.len()]
    }
}

/// Pages that the map names, and pages that name a competency.
pub(crate) fn knowledge(
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
pub(crate) fn reports(
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
