//! The search index of a workspace: found, brought up to date, opened.
//!
//! There is one index for each clearance. It is made from admitted documents alone, so that no count, suggestion or
//! score can tell of another.

mod asked;
mod cache;
mod look;
mod quick;
mod records;
mod seen;
mod sources;
mod whole;

use std::path::Path;

use jiff::civil::Date;
use stratbook_search::{Index, IndexError, Update};

use crate::pipeline::{Linked, Scope};
use crate::{EngineError, Progress, Workspace};

pub(crate) use asked::{ask, of_documents};
use cache::Cache;
use look::{Look, circumstances};
use sources::Sources;
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
    /// The day that reports are made for; asked for only where documents are read or plugins made some of the texts.
    pub today: fn() -> Option<Date>,
}

impl SearchOptions {
    fn day(&self) -> Date {
        (self.today)().unwrap_or(ANY_DAY)
    }
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
            || cache.is_as_seen(index.state(), &circumstances(workspace, &scope), &|| options.day()))
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
            let today = || options.day();
            let seen = || cache.is_as_seen(index.state(), &circumstances(workspace, &scope), &today);
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
    let look = Look::take(workspace, &scope)?;
    if let Ok(Some(index)) = cache.open()
        && is_current(&index, &look, &scope, cache, options)
    {
        return Ok(Opened::unchanged(index));
    }
    let scope = Scope { today: options.day(), ..scope };
    refresh(workspace, options, &scope, cache, &look, progress)
}

/// Whether an index holds what was found; then what was found is written down for the next time.
fn is_current(index: &Index, look: &Look, scope: &Scope, cache: &Cache, options: &SearchOptions) -> bool {
    let sources = cache.sources(index.state()).renewed(&look.root, || options.day());
    let current = look.state(&sources) == index.state();
    if current {
        cache.see(index.state(), scope, look, &sources);
    }
    current
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
    let scope = scope(workspace, options, options.day())?;
    let cache = Cache::new(workspace, &scope);
    let look = Look::take(workspace, &scope)?;
    let locked =
        cache.lock(&|| progress.message("another process is writing the search index; waiting for it"));
    let _lock = match locked {
        Ok(lock) => lock,
        Err(error) => return in_memory(workspace, &scope, &error, progress),
    };
    let records = Records::read(workspace, &scope, progress)?;
    let sources = records.sources(&scope);
    let state = look.state(&sources);
    cache.keep_sources(&state, &sources);
    let opened = records.rebuild(&cache, &state, progress)?;
    cache.forget_others(&state);
    cache.see(&state, &scope, &look, &sources);
    Ok(opened)
}

/// Another process may have done it by the time the lock is ours, so everything is looked at again.
fn refresh(
    workspace: &Workspace,
    options: &SearchOptions,
    scope: &Scope,
    cache: &Cache,
    look: &Look,
    progress: &dyn Progress,
) -> Result<Opened, EngineError> {
    let locked =
        cache.lock(&|| progress.message("another process is writing the search index; waiting for it"));
    let lock = match locked {
        Ok(lock) => lock,
        Err(error) => return in_memory(workspace, scope, &error, progress),
    };
    let newest = cache.open().ok().flatten();
    if newest.as_ref().is_some_and(|index| is_current(index, look, scope, cache, options))
        && let Some(index) = newest
    {
        drop(lock);
        return Ok(Opened::unchanged(index));
    }
    // Whatever goes wrong with the quick way, the long one is tried next.
    if let Some(index) = &newest
        && let Ok(Some(opened)) = quick::update(workspace, scope, cache, index, look, progress)
    {
        let state = opened.index.state();
        cache.forget_others(state);
        cache.see(state, scope, look, &Sources::default());
        return Ok(opened);
    }
    let records = Records::read(workspace, scope, progress)?;
    let sources = records.sources(scope);
    let state = look.state(&sources);
    // Before the index says that it is made from them: without them it would be made anew each time.
    cache.keep_sources(&state, &sources);
    progress.stage("indexing", records.linked.documents.len() as u64);
    let written = match newest.as_ref().and_then(|index| Some((index, cache.kept(index.state())?))) {
        Some((index, kept)) => records.update(scope, cache, index, &kept, &state, progress),
        None => records.rebuild(cache, &state, progress),
    };
    let opened = match written {
        // An index that cannot be brought up to date is made anew, once.
        Err(EngineError::Search(IndexError::Damaged(_))) => records.rebuild(cache, &state, progress),
        Err(EngineError::Search(error @ IndexError::Unwritable(_))) => {
            drop(lock);
            return in_memory(workspace, scope, &error.to_string(), progress);
        }
        written => written,
    }?;
    cache.forget_others(&state);
    cache.see(&state, scope, look, &sources);
    records.linked.let_go();
    Ok(opened)
}

/// Where nothing can be written, the index lives as long as this process.
fn in_memory(
    workspace: &Workspace,
    scope: &Scope,
    reason: &str,
    progress: &dyn Progress,
) -> Result<Opened, EngineError> {
    let records = Records::read(workspace, scope, progress)?;
    let update = Update::in_memory()?;
    records.put_all(&update, progress)?;
    let note = format!("the index could not be kept, so it is made again each time: {reason}");
    Ok(Opened {
        index: update.commit("in memory")?,
        notes: vec![note],
        updated: records.linked.documents.len(),
    })
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
