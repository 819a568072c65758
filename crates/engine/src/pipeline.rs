//! From what was read to a linked set of documents: the part that every command shares.

use jiff::civil::Date;
use stratbook_graph::{End, Graph};
use stratbook_model::{
    Clearance, ContentPath, Diagnostic, DocId, Document, Insertion, LinkKind, Span, WITHHELD_NAME,
};

use crate::admit::admit;
use crate::inputs::{AssetFile, Inputs};
use crate::reports::{self, FileRead, Made};
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
    /// Whether what is unfinished is to be refused: plugins with a setting `strict` are given it.
    pub strict: bool,
    /// Whether the documents' plain texts are wanted too: something will search them.
    pub texts: bool,
    /// Where the site will live: its own address leads to its pages.
    pub base_url: Option<String>,
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
        Ok(Self {
            clearance,
            drafts: drafts || workspace.config().drafts,
            today,
            strict: false,
            texts: false,
            base_url: workspace.config().base_url.clone(),
        })
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
    /// Data files that were read for reports.
    pub files: Vec<FileRead>,
    /// Whether plugins made any of the texts: then they may be others on another day.
    pub by_plugins: bool,
}

impl Linked {
    /// Lets go of it on another thread: giving back the texts of a whole workspace takes a while, for which nobody who
    /// has the result needs to wait.
    pub(crate) fn let_go(self) {
        rayon::spawn(move || drop(self));
    }
}

/// Parses, admits, has reports made, and links.
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
    let (parsed, found) = documents::parse(workspace, &mut inputs, scope, progress);
    diagnostics.extend(found);
    let admitted = admit(parsed, scope.clearance, scope.drafts);
    diagnostics.extend(admitted.diagnostics);
    let options = graph_options(workspace, scope);
    let made = reports::make(workspace, admitted.documents, scope, &admitted.withheld, &options, progress);
    let mut documents = made.documents;
    diagnostics.extend(made.diagnostics);
    let paths: Vec<ContentPath> = inputs.assets.iter().map(|asset| asset.path.clone()).collect();
    progress.stage("linking", documents.len() as u64);
    let (mut graph, mut found) = Graph::build(&documents, &paths, &admitted.withheld, &options);
    reports::settle(&documents, &mut found);
    reports::insist(&documents, &mut found);
    diagnostics.extend(found);
    if unname(&mut documents, &graph, &config.markdown) {
        // What it says of the rewritten texts would be at places that no file has.
        graph = Graph::build(&documents, &paths, &admitted.withheld, &options).0;
    }
    let mut assets = inputs.assets;
    if scope.clearance.is_some() {
        // A file has no level of its own, so a build for a clearance takes only what admitted documents refer to.
        let logo = config.logo.as_deref().map(ContentPath::new);
        assets.retain(|asset| {
            logo.as_ref() == Some(&asset.path) || graph.used_assets().binary_search(&asset.path).is_ok()
        });
    }
    let Made { files, by_plugins, .. } = made;
    Linked { documents, assets, graph, diagnostics, files, by_plugins }
}

/// Admitted documents as people wrote them: no plugin has run. Names of withheld ones are taken out as everywhere.
pub(crate) fn admitted(
    workspace: &Workspace,
    mut inputs: Inputs,
    scope: &Scope,
    progress: &dyn Progress,
) -> Vec<Document> {
    let (parsed, _) = documents::parse(workspace, &mut inputs, scope, progress);
    let admitted = admit(parsed, scope.clearance, scope.drafts);
    let mut documents = admitted.documents;
    let paths: Vec<ContentPath> = inputs.assets.iter().map(|asset| asset.path.clone()).collect();
    let options = graph_options(workspace, scope);
    let (graph, _) = Graph::build(&documents, &paths, &admitted.withheld, &options);
    unname(&mut documents, &graph, &workspace.config().markdown);
    documents
}

fn graph_options(workspace: &Workspace, scope: &Scope) -> stratbook_graph::Options {
    let config = workspace.config();
    stratbook_graph::Options {
        external_prefixes: config.external_prefixes.clone(),
        statuses: config.statuses.clone(),
        review_after: config.review_after.clone(),
        base_url: scope.base_url.clone(),
        levels: config.levels.clone(),
        today: scope.today,
        glossary_folders: config.glossary_folders.clone(),
        reading_order: config.reading_order.clone(),
    }
}

/// Takes the names of withheld documents out of the texts that link to them: `## About [[Secret plan]]` would otherwise
/// stay in headings, their ids, titles and descriptions. After this no later stage has to remember it. Tells whether
/// there were any.
fn unname(documents: &mut [Document], graph: &Graph, markdown: &stratbook_markdown::Options) -> bool {
    let mut any = false;
    for (at, document) in documents.iter_mut().enumerate() {
        let ends = graph.links(DocId(at as u32));
        let named = document.outline.links.iter().zip(ends).filter(|(link, end)| {
            matches!(end, End::Withheld { rename: true })
                && !matches!(link.kind, LinkKind::Html | LinkKind::HtmlSource)
        });
        let mut spans: Vec<Span> = named.map(|(link, _)| link.span).collect();
        spans.sort();
        // A link may stand within another one's label: the outer one takes it along.
        let mut end = 0;
        spans.retain(|span| {
            let apart = span.start >= end;
            end = end.max(span.end);
            apart
        });
        if !spans.is_empty() {
            let edits: Vec<Insertion> = spans
                .into_iter()
                .map(|span| Insertion { span, text: WITHHELD_NAME.to_owned(), by: None, shown: None })
                .collect();
            documents::rewrite(document, &edits, markdown);
            any = true;
        }
    }
    any
}
