//! The records of a whole workspace: read, put into a new index, or compared with what an index has.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use stratbook_search::{Index, IndexError, Record, Update};

use super::cache::{Cache, Kept, Mark};
use super::sources::Sources;
use super::{Opened, circumstances, records};
use crate::inputs::Inputs;
use crate::pipeline::{Linked, Scope, link};
use crate::{EngineError, Progress, Workspace, build};

/// Documents as search sees them.
pub(super) struct Records<'a> {
    workspace: &'a Workspace,
    pub(super) linked: Linked,
    urls: Vec<String>,
    /// What made them, beside the files: other programs and settings make other entries of the same document.
    circumstances: String,
}

impl<'a> Records<'a> {
    pub(super) fn read(
        workspace: &'a Workspace,
        scope: &Scope,
        progress: &dyn Progress,
    ) -> Result<Self, EngineError> {
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

    /// What the documents were made from beside their files.
    pub(super) fn sources(&self, scope: &Scope) -> Sources {
        Sources::of(&self.linked, self.workspace.root(), scope.today)
    }

    fn record(&self, at: usize) -> Record {
        records::record(self.workspace, &self.linked, at, &self.urls[at])
    }

    /// What is kept of a document, to tell the next time whether it has changed.
    fn mark(&self, at: usize, record: &Record) -> Mark {
        Mark::of(&self.linked.documents[at], record, &self.circumstances)
    }

    pub(super) fn put_all(&self, update: &Update, progress: &dyn Progress) -> Result<Kept, EngineError> {
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
                    let mark = self.mark(*at, &record);
                    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                    kept.insert(record.about.path.clone(), mark);
                    progress.advance(1);
                    Ok(())
                },
            )
            .collect::<Result<(), IndexError>>()?;
        Ok(kept.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn rebuild(
        &self,
        cache: &Cache,
        state: &str,
        progress: &dyn Progress,
    ) -> Result<Opened, EngineError> {
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
    pub(super) fn update(
        &self,
        scope: &Scope,
        cache: &Cache,
        index: &Index,
        kept: &Kept,
        state: &str,
        progress: &dyn Progress,
    ) -> Result<Opened, EngineError> {
        let marks: Vec<(String, Mark)> = (0..self.linked.documents.len())
            .into_par_iter()
            .map(|at| {
                let record = self.record(at);
                let mark = self.mark(at, &record);
                (record.about.path, mark)
            })
            .collect();
        let differs =
            |(path, mark): &(String, Mark)| kept.get(path).is_none_or(|kept| kept.record != mark.record);
        let changed: Vec<usize> = (0..marks.len()).filter(|at| differs(&marks[*at])).collect();
        let now: Kept = marks.iter().cloned().collect();
        let gone: Vec<&String> = kept.keys().filter(|path| !now.contains_key(*path)).collect();
        // What leaves an index stays in its files for a while. With a clearance it may have left because it is no
        // longer for these readers, so nothing of it may stay.
        let withdrawn = scope.clearance.is_some() && !gone.is_empty();
        if withdrawn || (changed.len() + gone.len()) * 3 > marks.len() + 30 {
            return self.rebuild(cache, state, progress);
        }
        let folder = cache.folder_of(index.state()).ok_or(IndexError::Missing)?;
        let update = Update::open(&folder)?;
        for path in gone.iter().copied().chain(changed.iter().map(|at| &marks[*at].0)) {
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
