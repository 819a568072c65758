//! The competency map: which competencies have knowledge, goals and assessments, and which have none.

pub mod inputs;
pub mod map;

mod collect;
mod page;

use stratbook_plugin::prelude::*;

/// The plugin.
#[derive(Debug)]
pub struct CompetencyMap;

impl Plugin for CompetencyMap {
    const MANIFEST: &'static str = include_str!("../plugin.toml");

    fn methods() -> Methods {
        Methods::new().rollup(include_str!("../example.yaml"), page::make)
    }
}
