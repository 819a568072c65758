//! `check`: everything that can be said about a workspace, and no output.

use jiff::civil::Date;
use rayon::prelude::*;
use stratbook_model::{Diagnostic, Tally};

use crate::inputs::Inputs;
use crate::pipeline::{Scope, link};
use crate::{EngineError, Progress, Workspace, build};

/// What a check looks at.
#[derive(Debug, Clone)]
pub struct CheckOptions {
    /// Highest level looked at, by name; `None` is all.
    pub clearance: Option<String>,
    /// Whether drafts are looked at too.
    pub drafts: bool,
    /// The day that reviews and dates are judged by.
    pub today: Date,
}

/// What a check found.
#[derive(Debug, Clone)]
pub struct CheckReport {
    /// Sorted; the level table is applied.
    pub diagnostics: Vec<Diagnostic>,
    /// How many of each.
    pub tally: Tally,
    /// Documents looked at.
    pub documents: usize,
}

/// Checks a workspace: reads, links and renders all pages, writes nothing.
pub fn check(
    workspace: &Workspace,
    options: &CheckOptions,
    progress: &dyn Progress,
) -> Result<CheckReport, EngineError> {
    let scope = Scope::new(workspace, options.clearance.as_deref(), options.drafts, options.today)?;
    let inputs = Inputs::read(workspace, &workspace.output(), progress)?;
    let (theme, mut diagnostics) = build::theme(&inputs)?;
    let mut linked = link(workspace, inputs, &scope, progress);
    diagnostics.append(&mut linked.diagnostics);
    let site_options = build::site_options(workspace, workspace.base_url(None)?, options.today);
    let (site, found) = build::site(&linked, &theme, &site_options);
    diagnostics.extend(found);
    // Failing templates and embeds that go in a circle show only when pages are made.
    progress.stage("rendering", site.pages().len() as u64);
    let rendered: Vec<Vec<Diagnostic>> = site
        .pages()
        .par_iter()
        .map(|page| {
            let (_, found) = site.render(*page);
            progress.advance(1);
            found
        })
        .collect();
    diagnostics.extend(rendered.into_iter().flatten());
    diagnostics.extend(site.global_files().1);
    let (diagnostics, tally) = build::conclude(workspace, diagnostics);
    Ok(CheckReport { diagnostics, tally, documents: linked.documents.len() })
}
