//! Goals that say which step of the ladder they belong to.

use stratbook_plugin::Host;
use stratbook_plugin::prelude::*;

use crate::ladder::Ladder;
use crate::path::from_root;

/// A goal of a step, with its live status.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StepGoal {
    /// Place of the step, from 0.
    pub(crate) step: usize,
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) status: String,
    pub(crate) headline: String,
}

pub(super) fn find(host: Host<'_>, page: &Document, ladder: &Ladder) -> Result<Vec<StepGoal>> {
    let mut filter = DocumentFilter::default();
    filter.report = Some("smart".to_owned());
    let mut goals = Vec::new();
    for document in host.documents(&filter)? {
        // A goal that could not be made is not shown here; its own page says why.
        let Ok(Some(report)) = host.report(format!("/{}", document.path)) else { continue };
        let named = report.data["ladder_step"].as_str().unwrap_or_default();
        let (ladder_page, step) = named.split_once('#').unwrap_or((named, ""));
        let same = from_root(&document.path, ladder_page).trim_start_matches('/') == page.path;
        if let Some(step) = ladder.find(step).filter(|_| same) {
            goals.push(StepGoal {
                step,
                path: format!("/{}", document.path),
                title: document.title,
                status: report.summary.status,
                headline: report.summary.headline,
            });
        }
    }
    Ok(goals)
}
