//! The search index of a workspace: found, brought up to date, opened.
//!
//! There is one index for each clearance. It is made from admitted documents alone, so that no count, suggestion or
//! score can tell of another.

mod asked;
mod cache;
mod quick;
mod records;
mod seen;
mod whole;

use std::path::Path;

use jiff::civil::Date;
use stratbook_content::Discovery;
use stratbook_search::{Index, IndexError, Update};

use crate::inputs::discover;
use crate::pipeline::{Linked, Scope};
use crate::{EngineError, Progress, VERSION, Workspace, build};

pub(crate) use asked::{ask, of_documents};
use cache::Cache;
use whole::Records;

/// Whether the index catches up with the files first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Refresh {
    /// If files have changed.
    #[default]
    Auto,
    /// Not if there is one at all.
    Never,
}

/// Stands in until a document is read: the day decides what reports say, and finding it out takes as long as a search.
const ANY_DAY: Date = Date::constant(2000, 1, 1);

/// What is searched.
#[derive(Debug, Clone)]
pub struct SearchOptions {
    /// Highest level searched, by name; `None` is all.
    pub clearance: Option<String>,
    /// Whether drafts are searched too.
    pub drafts: bool,
    /// Whether to look for changes.
    pub refresh: Refresh,
    /// The day that reports are made for; asked for only where documents are read.
    pub today: fn() -> Option<Date>,
}

/// An index, ready to be asked.
pub struct Opened {
    /// The index.
    pub index: Index,
    /// What a person should know of how it was opened.
    pub notes: Vec<String>,
    /// Documents that were read anew.
    pub updated: usize,
}

/// What an index answered.
pub struct Asked<A> {
    /// The answer.
    pub answer: A,
    /// What a person should know of how the index was opened.
    pub notes: Vec<String>,
}

fn scope(workspace: &Workspace, options: &SearchOptions, today: Date) -> Result<Scope, EngineError> {
    let scope = Scope::new(workspace, options.clearance.as_deref(), options.drafts, today)?;
    Ok(Scope { texts: true, ..scope })
}

/// Opens the index of a workspace, after bringing it up to date.
pub fn open(
    workspace: &Workspace,
    options: &SearchOptions,
    progress: &dyn Progress,
) -> Result<Opened, EngineError> {
    let scope = scope(workspace, options, ANY_DAY)?;
    let cache = Cache::new(workspace, &scope);
    if let Ok(Some(index)) = cache.open()
        && (options.refresh == Refresh::Never
            || cache.is_as_seen(index.state(), &circumstances(workspace, &scope)))
    {
        return Ok(Opened::unchanged(index));
    }
    catch_up(workspace, options, scope, &cache, progress)
}

/// Opens the index of a workspace, brought up to date, and asks it something.
///
/// The question is asked while the files are looked at, and again where the index had to catch up: most of the time
/// nothing has changed. Some damage shows only when an index is read; then it is made anew, once.
pub fn answer<A: Send>(
    workspace: &Workspace,
    options: &SearchOptions,
    progress: &dyn Progress,
    question: impl Fn(&Index) -> Result<A, IndexError> + Sync,
) -> Result<Asked<A>, EngineError> {
    let scope = scope(workspace, options, ANY_DAY)?;
    let cache = Cache::new(workspace, &scope);
    let mut opened = None;
    let mut answer = None;
    if let Ok(Some(index)) = cache.open() {
        if options.refresh == Refresh::Never {
            answer = Some(question(&index));
        } else {
            let seen = || cache.is_as_seen(index.state(), &circumstances(workspace, &scope));
            let (early, seen) = rayon::join(|| question(&index), seen);
            answer = seen.then_some(early);
        }
        opened = answer.is_some().then(|| Opened::unchanged(index));
    }
    let (opened, answer) = if let (Some(opened), Some(answer)) = (opened, answer) {
        (opened, answer)
    } else {
        let opened = catch_up(workspace, options, scope, &cache, progress)?;
        let answer = question(&opened.index);
        (opened, answer)
    };
    match answer {
        Err(IndexError::Damaged(_)) => {
            drop(opened);
            let anew = renew(workspace, options, progress)?;
            Ok(Asked { answer: question(&anew.index)?, notes: anew.notes })
        }
        answer => Ok(Asked { answer: answer?, notes: opened.notes }),
    }
}

/// Looks for what has changed, and makes the index hold it.
fn catch_up(
    workspace: &Workspace,
    options: &SearchOptions,
    scope: Scope,
    cache: &Cache,
    progress: &dyn Progress,
) -> Result<Opened, EngineError> {
    let circumstances = circumstances(workspace, &scope);
    let found = discover(workspace, &workspace.output())?;
    let state = state(&circumstances, &found);
    // With a clearance, the list would name what is withheld.
    if scope.clearance.is_none() {
        cache.see(&state, &circumstances, &found);
    }
    if let Ok(Some(index)) = cache.open()
        && index.state() == state
    {
        return Ok(Opened::unchanged(index));
    }
    let scope = Scope { today: (options.today)().unwrap_or(ANY_DAY), ..scope };
    refresh(workspace, &scope, cache, (&state, &found), progress)
}

impl Opened {
    const fn unchanged(index: Index) -> Self {
        Self { index, notes: Vec::new(), updated: 0 }
    }
}

/// Makes the index anew: for one that could be opened and, when it was asked, could not be read.
pub fn renew(
    workspace: &Workspace,
    options: &SearchOptions,
    progress: &dyn Progress,
) -> Result<Opened, EngineError> {
    let today = (options.today)().unwrap_or(ANY_DAY);
    let scope = scope(workspace, options, today)?;
    let cache = Cache::new(workspace, &scope);
    let state = state(&circumstances(workspace, &scope), &discover(workspace, &workspace.output())?);
    let locked =
        cache.lock(&|| progress.message("another process is writing the search index; waiting for it"));
    let _lock = match locked {
        Ok(lock) => lock,
        Err(error) => return in_memory(workspace, &scope, &state, &error, progress),
    };
    Records::read(workspace, &scope, progress)?.rebuild(&cache, &state, progress)
}

/// Another process may have done it by the time the lock is ours, so everything is looked at again.
fn refresh(
    workspace: &Workspace,
    scope: &Scope,
    cache: &Cache,
    (state, found): (&str, &Discovery),
    progress: &dyn Progress,
) -> Result<Opened, EngineError> {
    let locked =
        cache.lock(&|| progress.message("another process is writing the search index; waiting for it"));
    let lock = match locked {
        Ok(lock) => lock,
        Err(error) => return in_memory(workspace, scope, state, &error, progress),
    };
    let newest = cache.open().ok().flatten();
    if newest.as_ref().is_some_and(|index| index.state() == state)
        && let Some(index) = newest
    {
        drop(lock);
        return Ok(Opened::unchanged(index));
    }
    // Whatever goes wrong with the quick way, the long one is tried next.
    if let Some(index) = &newest
        && let Ok(Some(opened)) = quick::update(workspace, scope, cache, index, (state, found), progress)
    {
        cache.forget_seen(state);
        return Ok(opened);
    }
    let records = Records::read(workspace, scope, progress)?;
    progress.stage("indexing", records.linked.documents.len() as u64);
    let written = match newest.as_ref().and_then(|index| Some((index, cache.kept(index.state())?))) {
        Some((index, kept)) => records.update(scope, cache, index, &kept, state, progress),
        None => records.rebuild(cache, state, progress),
    };
    cache.forget_seen(state);
    match written {
        Ok(opened) => {
            records.linked.let_go();
            Ok(opened)
        }
        // An index that cannot be brought up to date is made anew, once.
        Err(EngineError::Search(IndexError::Damaged(_))) => records.rebuild(cache, state, progress),
        Err(EngineError::Search(error @ IndexError::Unwritable(_))) => {
            drop(lock);
            in_memory(workspace, scope, state, &error.to_string(), progress)
        }
        Err(error) => Err(error),
    }
}

/// Where nothing can be written, the index lives as long as this process.
fn in_memory(
    workspace: &Workspace,
    scope: &Scope,
    state: &str,
    reason: &str,
    progress: &dyn Progress,
) -> Result<Opened, EngineError> {
    let records = Records::read(workspace, scope, progress)?;
    let update = Update::in_memory()?;
    records.put_all(&update, progress)?;
    let note = format!("the index could not be kept, so it is made again each time: {reason}");
    Ok(Opened { index: update.commit(state)?, notes: vec![note], updated: records.linked.documents.len() })
}

/// A hash of what decides, beside the files, what the index holds.
fn circumstances(workspace: &Workspace, scope: &Scope) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    add(VERSION);
    add(&build::program());
    add(workspace.config_text().unwrap_or(""));
    add(&workspace.content_root().to_string_lossy());
    add(&format!("{:?} {}", scope.clearance, scope.drafts));
    for plugin in workspace.host().0.plugins() {
        add(&format!("{} {} {}", plugin.manifest.id, plugin.identity(), plugin.is_usable()));
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// A hash of everything that decides what the index holds, without reading a document.
fn state(circumstances: &str, found: &Discovery) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(circumstances.as_bytes());
    for file in found.files.iter().filter(|file| file.path.is_markdown()) {
        hasher.update(&(file.path.as_str().len() as u64).to_le_bytes());
        hasher.update(file.path.as_str().as_bytes());
        hasher.update(&file.size.to_le_bytes());
        hasher.update(&seen::nanoseconds(file.modified).to_le_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// The search index of a site that is being built, as files below the folder of the index.
pub(crate) fn site_files(
    workspace: &Workspace,
    linked: &Linked,
    site: &stratbook_site::Site<'_>,
) -> Vec<stratbook_search::SiteFile> {
    let config = workspace.config();
    let base = site.base_path();
    let record = |at: usize| {
        let url = site.url_of(stratbook_model::DocId(at as u32));
        records::record(workspace, linked, at, url.strip_prefix(base).unwrap_or(url))
    };
    let language = stratbook_search::Language::of_tag(&config.language);
    stratbook_search::site_index(linked.documents.len(), record, &config.search, language)
}

/// Where the folder of all search indexes is.
pub fn folder(workspace: &Workspace) -> std::path::PathBuf {
    workspace.cache().join(Path::new("search"))
}
