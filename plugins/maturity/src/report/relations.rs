//! Which documents the report rests on.

use stratbook_plugin::prelude::*;

use crate::assess::Assessed;
use crate::path::{names_a_page, said};

pub(super) fn of(all: &Assessed<'_>) -> Vec<Relation> {
    let mut relations = vec![Relation::new("climbs", all.inputs.ladder.trim()).at(pointer!["ladder"])];
    for (name, fact) in &all.inputs.facts {
        if let Some(source) = said(fact.source.as_ref()).filter(|source| names_a_page(source)) {
            relations.push(Relation::new("cites", page(source)).at(pointer!["facts", name, "source"]));
        }
        if let Some(goal) = said(fact.goal.as_ref()) {
            relations.push(Relation::new("measured_by", goal).at(pointer!["facts", name, "goal"]));
        }
    }
    for (index, initiative) in all.inputs.initiatives.iter().enumerate() {
        if let Some(path) = said(initiative.page.as_ref()) {
            relations.push(Relation::new("plans", page(path)).at(pointer!["initiatives", index, "page"]));
        }
        for (place, goal) in initiative.goals.iter().enumerate() {
            relations.push(Relation::new("serves", goal).at(pointer!["initiatives", index, "goals", place]));
        }
    }
    relations
}

/// Without the section.
fn page(path: &str) -> &str {
    path.split('#').next().unwrap_or(path)
}
