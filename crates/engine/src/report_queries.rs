//! Reports for who asks about them: all of a workspace, or one with its page.
//!
//! What is known of a report without rendering it is an [`ReportEntry`]; a [`FoundReport`] has its page too, as the
//! build would write it. Both are made of admitted documents only, so a clearance holds here as it does for a site.

use std::path::PathBuf;

use jiff::civil::Date;
use serde::Serialize;
use stratbook_markdown::blocks::Block;
use stratbook_model::{Diagnostic, DocId, Document, ReportState, Severity};
use stratbook_site::{PageKey, Site};

use crate::inputs::Inputs;
use crate::pipeline::{Linked, Scope, link};
use crate::{EngineError, Progress, Workspace, build, why};

/// Which documents are looked at.
#[derive(Debug, Clone)]
pub struct LookOptions {
    /// Highest level looked at, by name; `None` is all.
    pub clearance: Option<String>,
    /// Whether drafts are looked at too.
    pub drafts: bool,
    /// The day that dates are judged by.
    pub today: Date,
}

/// A report, without its page.
#[derive(Debug, Clone, Serialize)]
pub struct ReportEntry {
    /// File of its document, relative to the workspace.
    pub path: String,
    /// Title of its document.
    pub title: String,
    /// Id of the plugin that makes it.
    pub plugin: String,
    /// The plugin's name for people.
    pub plugin_name: String,
    /// Whether it is made from other reports.
    pub rollup: bool,
    /// Whether it could be made.
    pub state: ReportState,
    /// One or two words, such as `at risk`.
    pub status: String,
    /// `good`, `warn`, `bad` or `neutral`.
    pub tone: String,
    /// One line.
    pub headline: String,
    /// The next day on which somebody must do something (`YYYY-MM-DD`).
    pub due: Option<String>,
    /// What is overdue.
    pub overdue: Vec<String>,
    /// How complete it is, from 0 to 1.
    pub progress: Option<f64>,
}

/// A report with its page.
#[derive(Debug, Clone)]
pub struct FoundReport {
    /// What is known of it.
    pub entry: ReportEntry,
    /// Address of its page on the site, with the sub-path.
    pub url: String,
    /// Its numbers.
    pub data: serde_json::Value,
    /// The bytes of its `report.json`; none where it has no numbers.
    pub json: Option<Vec<u8>>,
    /// Its page as Markdown, as the site has it beside the page.
    pub markdown: String,
    /// The same, taken apart.
    pub blocks: Vec<Block>,
    /// Its page as one HTML file that needs no other.
    pub html: Option<String>,
    /// What is wrong with its document, worst first.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was found for a name.
#[derive(Debug, Clone)]
pub enum ReportOutcome {
    /// The report.
    Found(Box<FoundReport>),
    /// The document is no report: its path.
    NoReport(String),
    /// Several documents carry the name: their paths.
    Ambiguous(Vec<String>),
    /// None does; the nearest paths.
    Unknown(Vec<String>),
}

/// All reports of a workspace, by plugin, then by path.
pub fn reports(
    workspace: &Workspace,
    options: &LookOptions,
    progress: &dyn Progress,
) -> Result<Vec<ReportEntry>, EngineError> {
    let scope = Scope::new(workspace, options.clearance.as_deref(), options.drafts, options.today)?;
    let inputs = Inputs::read(workspace, &workspace.output(), progress)?;
    let linked = link(workspace, inputs, &scope, progress);
    let mut entries: Vec<ReportEntry> = linked.documents.iter().filter_map(entry).collect();
    entries.sort_by(|a, b| a.plugin.cmp(&b.plugin).then_with(|| a.path.cmp(&b.path)));
    Ok(entries)
}

/// The report of a document, named by path (from the workspace or the content folder), id, file stem, alias or title.
/// `standalone` asks for its page as one file too.
pub fn report(
    workspace: &Workspace,
    name: &str,
    options: &LookOptions,
    standalone: bool,
    progress: &dyn Progress,
) -> Result<ReportOutcome, EngineError> {
    // A document that is named is wanted, draft or not.
    let scope = Scope::new(workspace, options.clearance.as_deref(), true, options.today)?;
    let inputs = Inputs::read(workspace, &workspace.output(), progress)?;
    let (theme, _) = build::theme(&inputs)?;
    let linked = link(workspace, inputs, &scope, progress);
    let prefix = workspace.content_prefix();
    let wanted = name.strip_prefix("./").unwrap_or(name);
    let found = why::find(&linked.documents, wanted.strip_prefix(&prefix).unwrap_or(wanted));
    let id = match found[..] {
        [] => return Ok(ReportOutcome::Unknown(nearest(&linked.documents, wanted, &prefix))),
        [id] => id,
        _ => {
            let paths = found.iter().map(|id| format!("{prefix}{}", linked.documents[id.index()].path));
            return Ok(ReportOutcome::Ambiguous(paths.collect()));
        }
    };
    let Some(entry) = entry(&linked.documents[id.index()]) else {
        return Ok(ReportOutcome::NoReport(linked.documents[id.index()].source.file.to_string()));
    };
    let site_options = build::site_options(workspace, workspace.base_url(None)?, options.today);
    let (site, _) = build::site(&linked, &theme, &site_options);
    Ok(ReportOutcome::Found(Box::new(found_report(workspace, &linked, &site, id, entry, standalone))))
}

fn found_report(
    workspace: &Workspace,
    linked: &Linked,
    site: &Site<'_>,
    id: DocId,
    entry: ReportEntry,
    standalone: bool,
) -> FoundReport {
    let document = &linked.documents[id.index()];
    let (files, _) = site.render(PageKey::Document(id));
    let bytes = |ending: &str| files.iter().find(|file| file.path.ends_with(ending)).map(|file| &file.bytes);
    let own =
        |found: &&Diagnostic| found.place.as_ref().is_some_and(|place| *place.file == *document.source.file);
    let diagnostics = linked.diagnostics.iter().filter(own).cloned().collect();
    let (mut diagnostics, _) = build::conclude(workspace, diagnostics);
    diagnostics.sort_by_key(|found| std::cmp::Reverse(found.severity));
    let markdown = site.markdown_of(id);
    let picture = |path: &stratbook_model::ContentPath| -> Option<PathBuf> {
        let asset = linked.assets.binary_search_by(|asset| asset.path.cmp(path)).ok()?;
        Some(linked.assets[asset].absolute.clone())
    };
    FoundReport {
        url: site.url_of(id).to_owned(),
        data: document.report.as_ref().map(|report| report.data.clone()).unwrap_or_default(),
        json: bytes("report.json").cloned(),
        blocks: stratbook_markdown::blocks::read(&markdown, &workspace.config().markdown),
        markdown,
        html: standalone.then(|| {
            site.standalone(id, &|path| {
                let file = picture(path)?;
                // A picture that is large would make a file that nobody can send.
                let small = std::fs::metadata(&file).is_ok_and(|known| known.len() <= LARGEST_PICTURE);
                if small { std::fs::read(&file).ok() } else { None }
            })
        }),
        diagnostics,
        entry,
    }
}

/// A picture of more bytes is not put into an exported page.
const LARGEST_PICTURE: u64 = 2 * 1024 * 1024;

impl FoundReport {
    /// Why it could not be made, if it could not: the worst that is said of its document.
    pub fn reasons(&self) -> Vec<&Diagnostic> {
        self.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect()
    }
}

/// What is known of a document's report.
fn entry(document: &Document) -> Option<ReportEntry> {
    let report = document.report.as_ref()?;
    Some(ReportEntry {
        path: document.source.file.to_string(),
        title: document.title.to_string(),
        plugin: report.plugin.to_string(),
        plugin_name: report.name.to_string(),
        rollup: report.rollup,
        state: report.state,
        status: report.status.clone(),
        tone: report.tone.clone(),
        headline: report.headline.clone(),
        due: report.due.clone(),
        overdue: report.overdue.clone(),
        progress: report.progress,
    })
}

/// The nearest reports; where none is near, the nearest documents.
fn nearest(documents: &[Document], name: &str, prefix: &str) -> Vec<String> {
    let reports: Vec<Document> =
        documents.iter().filter(|document| document.report.is_some()).cloned().collect();
    let near = why::nearest(&reports, name, prefix);
    if near.is_empty() { why::nearest(documents, name, prefix) } else { near }
}
