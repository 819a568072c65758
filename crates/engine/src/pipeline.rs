//! From what was read to a linked set of documents: the part that every command shares.

use jiff::civil::Date;
use stratbook_graph::Graph;
use stratbook_model::{Clearance, ContentPath, Diagnostic, Document};

use crate::admit::admit;
use crate::inputs::{AssetFile, Inputs};
use crate::{EngineError, Progress, Workspace, documents};

/// What decides which documents take part.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    /// Highest level let through; `None` lets all through.
    pub clearance: Option<Clearance>,
    /// Whether drafts take part.
    pub drafts: bool,
    /// The day that reviews and dates are judged by.
    pub today: Date,
}

impl Scope {
    /// Resolves the words of a command.
    pub(crate) fn new(
        workspace: &Workspace,
        clearance: Option<&str>,
        drafts: bool,
        today: Date,
    ) -> Result<Self, EngineError> {
        let levels = &workspace.config().levels;
        let clearance = match clearance {
            None => None,
            Some(wanted) => Some(levels.find(wanted).ok_or_else(|| EngineError::UnknownLevel {
                wanted: wanted.to_owned(),
                known: levels.names().map(str::to_owned).collect(),
            })?),
        };
        Ok(Self { clearance, drafts: drafts || workspace.config().drafts, today })
    }
}

/// Admitted documents, linked.
pub(crate) struct Linked {
    /// Sorted by path.
    pub documents: Vec<Document>,
    /// Files that are copied, sorted by path.
    pub assets: Vec<AssetFile>,
    /// Links, relations, tree.
    pub graph: Graph,
    /// Everything said so far, before the level table.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses, admits and links.
pub(crate) fn link(
    workspace: &Workspace,
    mut inputs: Inputs,
    scope: &Scope,
    progress: &dyn Progress,
) -> Linked {
    let config = workspace.config();
    let mut diagnostics = workspace.diagnostics().to_vec();
    // What cannot be read has no level. With a clearance it may be anything, so its name stays unsaid.
    if scope.clearance.is_none() {
        diagnostics.append(&mut inputs.diagnostics);
    }
    let (parsed, found) = documents::parse(workspace, &mut inputs, scope.today, progress);
    diagnostics.extend(found);
    let admitted = admit(parsed, scope.clearance, scope.drafts);
    diagnostics.extend(admitted.diagnostics);
    let documents = admitted.documents;
    let options = stratbook_graph::Options {
        external_prefixes: config.external_prefixes.clone(),
        statuses: config.statuses.clone(),
        review_after: config.review_after.clone(),
        levels: config.levels.clone(),
        today: scope.today,
        glossary_folders: config.glossary_folders.clone(),
        reading_order: config.reading_order.clone(),
    };
    let paths: Vec<ContentPath> = inputs.assets.iter().map(|asset| asset.path.clone()).collect();
    progress.stage("linking", documents.len() as u64);
    let (graph, found) = Graph::build(&documents, &paths, &admitted.withheld, &options);
    diagnostics.extend(found);
    let mut assets = inputs.assets;
    if scope.clearance.is_some() {
        // A file has no level of its own, so a build for a clearance takes only what admitted documents refer to.
        let logo = config.logo.as_deref().map(ContentPath::new);
        assets.retain(|asset| {
            logo.as_ref() == Some(&asset.path) || graph.used_assets().binary_search(&asset.path).is_ok()
        });
    }
    Linked { documents, assets, graph, diagnostics }
}
