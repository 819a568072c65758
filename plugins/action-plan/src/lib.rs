//! The action plan: objectives, chosen options, roadmap by ladder step, KPIs, risks and ethics, in reading order.

mod page;
mod roadmap;

use stratbook_plugin::prelude::*;

/// The plugin.
#[derive(Debug)]
pub struct ActionPlan;

impl Plugin for ActionPlan {
    const MANIFEST: &'static str = include_str!("../plugin.toml");

    fn methods() -> Methods {
        Methods::new().rollup(include_str!("../example.yaml"), page::make)
    }
}
