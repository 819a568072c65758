//! `build`: the whole way, from the folder to the output.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rayon::prelude::*;
use stratbook_model::{Diagnostic, Tally};
use stratbook_site::output::{Open, OutputDir};
use stratbook_site::{Options as SiteOptions, SEARCH, Site, Theme};

use crate::inputs::{self, Inputs};
use crate::pipeline::{Linked, Scope, link};
use crate::record::Record;
use crate::{EngineError, Progress, VERSION, Workspace, search};

/// As many diagnostics come with a report. A build is no check, and a workspace can have tens of thousands, which would
/// be most of the work of a build that has nothing to do.
pub const WORST: usize = 50;

/// What a build makes, and where.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// Output folder; `None` is the configured one.
    pub out: Option<PathBuf>,
    /// Highest level contained, by name; `None` is all.
    pub clearance: Option<String>,
    /// Where the site will live; `None` is as configured.
    pub base_url: Option<String>,
    /// Whether drafts are built too.
    pub drafts: bool,
    /// The day of the build.
    pub today: Date,
    /// Whether what is unfinished is to be refused: plugins with a setting `strict` are given it.
    pub strict: bool,
}

/// What a build made.
#[derive(Debug, Clone)]
pub struct BuildReport {
    /// Documents contained.
    pub documents: usize,
    /// Pages made.
    pub pages: usize,
    /// Files written.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files removed.
    pub removed: usize,
    /// The worst of what there is to say, errors first, then by place: at most [`WORST`]. `check` says all.
    pub diagnostics: Vec<Diagnostic>,
    /// How many there are of each.
    pub tally: Tally,
    /// How long it took.
    pub elapsed: Duration,
    /// Name of the highest level contained; none where there is no document.
    pub highest_level: Option<String>,
    /// The output folder.
    pub out: PathBuf,
}

/// Builds the site of a workspace.
pub fn build(
    workspace: &Workspace,
    options: &BuildOptions,
    progress: &dyn Progress,
) -> Result<BuildReport, EngineError> {
    let began = Instant::now();
    let base_url = workspace.base_url(options.base_url.as_deref())?;
    let scope = Scope::new(workspace, options.clearance.as_deref(), options.drafts, options.today)?;
    let texts = workspace.config().search_in_site;
    let scope = Scope { base_url: base_url.clone(), strict: options.strict, texts, ..scope };
    let out = options.out.clone().unwrap_or_else(|| workspace.output());
    refuse_inside_out(workspace, &out)?;
    let cache = workspace.cache();
    let wait = || progress.message("another build is writing to this folder; waiting for it");
    let folder = OutputDir::open(&Open { path: &out, cache: &cache, on_wait: Some(&wait) })?;
    let out = folder.root().to_path_buf();
    let inputs = Inputs::read(workspace, &out, progress)?;
    let digest = digest(workspace, &inputs, &scope, base_url.as_deref());

    if let Some(record) = Record::load(&cache, &out)
        && record.digest == digest
        && record.files.iter().all(|(path, hash)| inputs::hash_of(path) == *hash)
        && let Some(files) = folder.intact()
    {
        return Ok(BuildReport {
            documents: record.documents,
            pages: record.pages,
            written: 0,
            unchanged: files,
            removed: 0,
            diagnostics: record.diagnostics,
            tally: record.tally,
            elapsed: began.elapsed(),
            highest_level: record.highest_level,
            out,
        });
    }

    Record::forget(&cache, &out);
    let (theme, mut diagnostics) = theme(&inputs)?;
    let mut linked = link(workspace, inputs, &scope, progress);
    diagnostics.append(&mut linked.diagnostics);
    let site_options = site_options(workspace, base_url, options.today);
    let (site, found) = site(&linked, &theme, &site_options);
    diagnostics.extend(found);
    let index = if workspace.config().search_in_site {
        progress.stage("indexing", 0);
        search::site_files(workspace, &linked, &site)
    } else {
        Vec::new()
    };
    diagnostics.extend(render(&site, index, &folder, progress)?);
    for asset in &linked.assets {
        if let Some(path) = site.asset_path(&asset.path) {
            folder.copy(path, &asset.absolute, asset.hash)?;
        }
    }
    let pages = site.pages().len();
    let summary = folder.finish()?;
    let highest = linked.documents.iter().map(|document| document.clearance).max();
    let highest_level = highest.map(|level| workspace.config().levels.name(level).to_owned());
    let documents = linked.documents.len();
    let (mut diagnostics, tally) = conclude(workspace, diagnostics);
    diagnostics.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    diagnostics.truncate(WORST);
    let files = linked.files.clone();
    let record =
        Record { digest, files, documents, pages, highest_level, diagnostics, tally, ..Record::default() };
    record.save(&cache, &out);
    drop(site);
    linked.let_go();
    Ok(BuildReport {
        documents,
        pages,
        written: summary.written,
        unchanged: summary.unchanged,
        removed: summary.removed,
        diagnostics: record.diagnostics,
        tally,
        elapsed: began.elapsed(),
        highest_level: record.highest_level,
        out,
    })
}

/// Renders and writes what changed; pages in parallel, each let go as soon as it is written.
fn render(
    site: &Site<'_>,
    index: Vec<stratbook_search::SiteFile>,
    folder: &OutputDir,
    progress: &dyn Progress,
) -> Result<Vec<Diagnostic>, EngineError> {
    let pages = site.pages();
    progress.stage("rendering", pages.len() as u64);
    let global = site.global_files();
    folder.plan(
        pages.iter().flat_map(|page| site.files_of(*page)).collect::<Vec<_>>().iter().map(String::as_str),
    );
    folder.plan(global.0.iter().map(|file| file.path.as_str()));
    let index: Vec<(String, Vec<u8>)> =
        index.into_iter().map(|(path, bytes)| (format!("{SEARCH}/{path}"), bytes)).collect();
    folder.plan(index.iter().map(|(path, _)| path.as_str()));
    index.into_par_iter().try_for_each(|(path, bytes)| folder.write(&path, &bytes, [0; 32]).map(drop))?;
    let said: Mutex<Vec<Diagnostic>> = Mutex::new(global.1);
    let failed = pages.par_iter().map(|page| {
        let fingerprint = site.fingerprint(*page);
        let files = site.files_of(*page);
        if !folder.keep(&files, &fingerprint) {
            let (made, found) = site.render(*page);
            // A page that could not be rendered is not kept from the last build, which may have been for a higher
            // clearance; it is tried again at the next.
            let fingerprint = if found.is_empty() { fingerprint } else { [0; 32] };
            for file in made {
                folder.write(&file.path, &file.bytes, fingerprint)?;
            }
            if !found.is_empty() {
                said.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(found);
            }
        }
        progress.advance(1);
        Ok(())
    });
    failed.collect::<Result<(), EngineError>>()?;
    for file in global.0 {
        folder.write(&file.path, &file.bytes, [0; 32])?;
    }
    Ok(said.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// A hash of everything that decides what a build makes and says.
fn digest(workspace: &Workspace, inputs: &Inputs, scope: &Scope, base_url: Option<&str>) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    add(VERSION);
    add(&program());
    add(workspace.config_text().unwrap_or(""));
    add(&workspace.content_prefix());
    add(&workspace.root().to_string_lossy());
    add(base_url.unwrap_or(""));
    add(&format!("{:?} {} {} {}", scope.clearance, scope.drafts, scope.today, scope.strict));
    for plugin in workspace.host().0.plugins() {
        add(&plugin.manifest.id);
        add(&plugin.identity());
        add(&format!("{} {:?}", plugin.is_usable(), plugin.manifest));
    }
    inputs.digest(&mut hasher);
    hasher.finalize().to_hex().to_string()
}

/// Size and time of the running program: two builds of one version may render differently.
pub(crate) fn program() -> String {
    let metadata = std::env::current_exe().and_then(std::fs::metadata);
    metadata.map_or_else(
        |_| String::new(),
        |metadata| format!("{} {:?}", metadata.len(), metadata.modified().ok()),
    )
}

/// An output folder that holds the workspace or its content would be tidied away with them inside.
fn refuse_inside_out(workspace: &Workspace, out: &Path) -> Result<(), EngineError> {
    let Ok(out) = out.canonicalize() else { return Ok(()) };
    let content = workspace.content_root();
    let content = content.canonicalize().unwrap_or(content);
    if workspace.root().starts_with(&out) || content.starts_with(&out) {
        return Err(EngineError::OutputHoldsInputs(out));
    }
    Ok(())
}

/// The theme of the workspace. What is wrong with single files is said; a theme that cannot be used ends the command.
pub(crate) fn theme(inputs: &Inputs) -> Result<(Theme, Vec<Diagnostic>), EngineError> {
    Theme::load(inputs.theme.clone(), VERSION).map_err(EngineError::Theme)
}

/// The settings of the site.
pub(crate) fn site_options(workspace: &Workspace, base_url: Option<String>, today: Date) -> SiteOptions {
    let config = workspace.config();
    SiteOptions {
        title: config.title.clone(),
        description: config.description.clone(),
        base_url,
        language: config.language.clone(),
        edit_url: config.edit_url.clone(),
        footer: config.footer.clone(),
        logo: config.logo.clone(),
        markdown: config.markdown.clone(),
        levels: config.levels.clone(),
        shortcodes: config.shortcodes.iter().cloned().collect(),
        feed_items: config.feed_items,
        search: config.search_in_site,
        stemmer: |tag| stratbook_search::Language::of_tag(tag).tag(),
        ..SiteOptions::new(today, VERSION)
    }
}

/// The planned site.
pub(crate) fn site<'a>(
    linked: &'a Linked,
    theme: &'a Theme,
    options: &'a SiteOptions,
) -> (Site<'a>, Vec<Diagnostic>) {
    let assets: Vec<_> = linked.assets.iter().map(|asset| asset.path.clone()).collect();
    Site::new(&linked.documents, &linked.graph, &assets, theme, options)
}

/// The one place where the level table is applied: sorted, deduplicated, counted.
pub(crate) fn conclude(workspace: &Workspace, mut diagnostics: Vec<Diagnostic>) -> (Vec<Diagnostic>, Tally) {
    workspace.config().rules.apply(&mut diagnostics);
    Diagnostic::sort(&mut diagnostics);
    diagnostics.dedup();
    let tally = Tally::of(&diagnostics);
    (diagnostics, tally)
}
