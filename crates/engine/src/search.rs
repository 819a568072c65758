//! The search index of a workspace: found, brought up to date, opened.
//!
//! There is one index for each clearance. It is made from admitted documents alone, so that no count, suggestion or
//! score can tell of another.

mod asked;
mod cache;
mod records;

use std::path::Path;
use std::sync::Mutex;

use jiff::civil::Date;
use rayon::prelude::*;
use stratbook_content::Discovery;
use stratbook_search::{Index, IndexError, Record, Update};

use crate::inputs::{Inputs, discover};
use crate::pipeline::{Linked, Scope, link};
use crate::{EngineError, Progress, VERSION, Workspace, build};

pub(crate) use asked::{ask, of_documents};
use cache::{Cache, Kept};

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

/// Opens the index of a workspace, after bringing it up to date.
pub fn open(
    workspace: &Workspace,
    options: &SearchOptions,
    progress: &dyn Progress,
) -> Result<Opened, EngineError> {
    let scope = Scope::new(workspace, options.clearance.as_deref(), options.drafts, ANY_DAY)?;
    let cache = Cache::new(workspace, &scope);
    let newest = cache.open().ok().flatten();
    let ready = |index| Ok(Opened { index, notes: Vec::new(), updated: 0 });
    if options.refresh == Refresh::Never
        && let Some(index) = newest
    {
        return ready(index);
    }
    let circumstances = circumstances(workspace, &scope);
    if let Some(index) = newest
        && cache.is_as_seen(index.state(), &circumstances)
    {
        return ready(index);
    }
    let found = discover(workspace, &workspace.output())?;
    let state = state(&circumstances, &found);
    // With a clearance, the list would name what is withheld.
    if scope.clearance.is_none() {
        cache.see(&state, &circumstances, &found);
    }
    if let Ok(Some(index)) = cache.open()
        && index.state() == state
    {
        return ready(index);
    }
    let scope = Scope { today: (options.today)().unwrap_or(ANY_DAY), ..scope };
    refresh(workspace, &scope, &cache, &state, progress)
}

/// Makes the index anew: for one that could be opened and, when it was asked, could not be read.
pub fn renew(
    workspace: &Workspace,
    options: &SearchOptions,
    progress: &dyn Progress,
) -> Result<Opened, EngineError> {
    let today = (options.today)().unwrap_or(ANY_DAY);
    let scope = Scope::new(workspace, options.clearance.as_deref(), options.drafts, today)?;
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
    state: &str,
    progress: &dyn Progress,
) -> Result<Opened, EngineError> {
    let locked =
        cache.lock(&|| progress.message("another process is writing the search index; waiting for it"));
    let lock = match locked {
        Ok(lock) => lock,
        Err(error) => return in_memory(workspace, scope, state, &error, progress),
    };
    let newest = cache.open().ok().flatten();
    if let Some(index) = newest.as_ref()
        && index.state() == state
    {
        drop(lock);
        return match newest {
            Some(index) => Ok(Opened { index, notes: Vec::new(), updated: 0 }),
            None => Err(IndexError::Missing.into()),
        };
    }
    let records = Records::read(workspace, scope, progress)?;
    progress.stage("indexing", records.linked.documents.len() as u64);
    let written = match newest.as_ref().and_then(|index| Some((index, cache.kept(index.state())?))) {
        Some((index, kept)) => records.update(scope, cache, index, &kept, state, progress),
        None => records.rebuild(cache, state, progress),
    };
    cache.forget_seen(state);
    match written {
        Ok(opened) => Ok(opened),
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
        hasher.update(&cache::nanoseconds(file.modified).to_le_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// Documents as search sees them.
struct Records<'a> {
    workspace: &'a Workspace,
    linked: Linked,
    urls: Vec<String>,
    /// What made them, beside the files: other programs and settings make other entries of the same document.
    circumstances: String,
}

impl<'a> Records<'a> {
    fn read(workspace: &'a Workspace, scope: &Scope, progress: &dyn Progress) -> Result<Self, EngineError> {
        let inputs = Inputs::read(workspace, &workspace.output(), progress)?;
        let (theme, _) = build::theme(&inputs)?;
        let linked = link(workspace, inputs, scope, progress);
        let options = build::site_options(workspace, None, scope.today);
        let (site, _) = build::site(&linked, &theme, &options);
        let ids = (0..linked.documents.len()).map(|at| stratbook_model::DocId(at as u32));
        let urls = ids.map(|id| site.url_of(id).to_owned()).collect();
        drop(site);
        Ok(Self { workspace, linked, urls, circumstances: circumstances(workspace, scope) })
    }

    fn record(&self, at: usize) -> Record {
        records::record(self.workspace, &self.linked, at, &self.urls[at])
    }

    fn put_all(&self, update: &Update, progress: &dyn Progress) -> Result<Kept, EngineError> {
        let all: Vec<usize> = (0..self.linked.documents.len()).collect();
        self.put(update, &all, progress)
    }

    /// Puts some documents; gives the hash of each.
    fn put(&self, update: &Update, which: &[usize], progress: &dyn Progress) -> Result<Kept, EngineError> {
        let kept = Mutex::new(Kept::default());
        which
            .par_iter()
            .map_init(
                || update.analyst(),
                |analyst, at| {
                    let record = self.record(*at);
                    analyst.put(&record)?;
                    let digest = records::digest(&record, &self.circumstances);
                    let mut kept = kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                    kept.insert(record.about.path.clone(), digest);
                    progress.advance(1);
                    Ok(())
                },
            )
            .collect::<Result<(), IndexError>>()?;
        Ok(kept.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    fn rebuild(&self, cache: &Cache, state: &str, progress: &dyn Progress) -> Result<Opened, EngineError> {
        let folder = cache.begin().map_err(|error| IndexError::Unwritable(error.to_string()))?;
        let update = Update::create(&folder)?;
        let kept = self.put_all(&update, progress)?;
        let updated = kept.len();
        Cache::keep(&folder, state, &kept).map_err(|error| IndexError::Unwritable(error.to_string()))?;
        drop(update.commit(state)?);
        let index = cache.adopt(&folder)?;
        Ok(Opened { index, notes: Vec::new(), updated })
    }

    /// Changes what has changed.
    fn update(
        &self,
        scope: &Scope,
        cache: &Cache,
        index: &Index,
        kept: &Kept,
        state: &str,
        progress: &dyn Progress,
    ) -> Result<Opened, EngineError> {
        let digests: Vec<(String, String)> = (0..self.linked.documents.len())
            .into_par_iter()
            .map(|at| {
                let record = self.record(at);
                (record.about.path.clone(), records::digest(&record, &self.circumstances))
            })
            .collect();
        let changed: Vec<usize> =
            (0..digests.len()).filter(|at| kept.get(&digests[*at].0) != Some(&digests[*at].1)).collect();
        let now: Kept = digests.iter().cloned().collect();
        let gone: Vec<&String> = kept.keys().filter(|path| !now.contains_key(*path)).collect();
        // What leaves an index stays in its files for a while. With a clearance it may have left because it is no
        // longer for these readers, so nothing of it may stay.
        let withdrawn = scope.clearance.is_some() && !gone.is_empty();
        if withdrawn || (changed.len() + gone.len()) * 3 > digests.len() + 30 {
            return self.rebuild(cache, state, progress);
        }
        let folder = cache.folder_of(index.state()).ok_or(IndexError::Missing)?;
        let update = Update::open(&folder)?;
        for path in gone.iter().copied().chain(changed.iter().map(|at| &digests[*at].0)) {
            update.remove(index, path)?;
        }
        self.put(&update, &changed, progress)?;
        Cache::keep(&folder, state, &now).map_err(|error| IndexError::Unwritable(error.to_string()))?;
        drop(update.commit(state)?);
        let index = Index::open(&folder)?;
        Cache::tidy(&folder, state);
        Ok(Opened { index, notes: Vec::new(), updated: changed.len() + gone.len() })
    }
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
