//! The folders that indexes are kept in.
//!
//! `.stratbook/search/<scope>/<number>` holds one index; the highest number counts. A new one is made beside it under
//! another name and renamed when it is whole, so a process that is killed leaves nothing that would be taken for one.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use stratbook_model::Document;
use stratbook_search::{FORM, Index, IndexError, Record};

use super::look::{Look, LookSpan};
use super::sources::Sources;
use super::{records, seen};
use crate::Workspace;
use crate::pipeline::Scope;

/// What is kept of each document in an index, by path.
pub(super) type Kept = BTreeMap<String, Mark>;

/// What tells whether a document has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Hash of all that it gives to the index.
    pub(super) record: String,
    /// Hash of its front matter; none where not all of its text is from its file.
    pub(super) front_matter: Option<String>,
}

/// Stands for no hash.
const NONE: &str = "-";

impl Mark {
    pub(super) fn of(document: &Document, record: &Record, circumstances: &str) -> Self {
        let front_matter = document.front_matter.map_or("", |span| &document.source.text[span.range()]);
        Self {
            record: records::digest(record, circumstances),
            front_matter: (!document.source.is_rewritten())
                .then(|| blake3::hash(front_matter.as_bytes()).to_hex()[..32].to_owned()),
        }
    }
}

/// The indexes of one scope.
pub(super) struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub(super) fn new(workspace: &Workspace, scope: &Scope) -> Self {
        // By hash: the name of a level says something too.
        let name = blake3::hash(format!("{:?} {}", scope.clearance, scope.drafts).as_bytes()).to_hex();
        Self { folder: super::folder(workspace).join(format!("v{FORM}-{}", &name[..12])) }
    }

    /// The index that counts; `None` where there is none.
    pub(super) fn open(&self) -> Result<Option<Index>, IndexError> {
        let mut last = None;
        for folder in self.numbered().iter().rev() {
            match Index::open(folder) {
                Ok(index) => return Ok(Some(index)),
                Err(error) => last = last.or(Some(error)),
            }
        }
        last.map_or(Ok(None), Err)
    }

    /// Whether every file and folder is as it was when the index with this state was looked for.
    pub(super) fn is_as_seen(
        &self,
        state: &str,
        circumstances: &str,
        today: &(dyn Fn() -> Date + Sync),
    ) -> bool {
        fs::read_to_string(self.seen_file(state)).is_ok_and(|text| seen::holds(&text, circumstances, today))
    }

    /// The files that differ from what they were when the index with this state was looked for, by number among those
    /// found; `None` where that is not known, or where there are others than there were.
    pub(super) fn changed(&self, state: &str, look: &Look) -> Option<Vec<usize>> {
        let written = fs::read_to_string(self.seen_file(state)).ok()?;
        seen::changed(&written, &look.circumstances, &look.found)
    }

    /// Writes down what [`Cache::is_as_seen`] compares with. Where it cannot be written, discovery answers.
    pub(super) fn see(&self, state: &str, scope: &Scope, look: &Look, sources: &Sources) {
        // With a clearance, the list would name what is withheld.
        if scope.clearance.is_none() {
            // What reports read was read after the look.
            let span = LookSpan::since(look.span.from);
            self.put(&self.seen_file(state), &seen::write(look, span, sources));
        }
    }

    /// What the index with this state was made from beside documents.
    pub(super) fn sources(&self, state: &str) -> Sources {
        let text = fs::read_to_string(self.sources_file(state));
        text.map_or_else(|_| Sources::default(), |text| Sources::read(&text))
    }

    /// Writes down what [`Cache::sources`] reads. The state is a hash of it too, so what lies there is never of another.
    pub(super) fn keep_sources(&self, state: &str, sources: &Sources) {
        if !sources.is_empty() {
            self.put(&self.sources_file(state), &sources.write());
        }
    }

    fn put(&self, file: &Path, text: &str) {
        let beside = file.with_extension(format!("{}.tmp", std::process::id()));
        let written = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&beside, text))
            .and_then(|()| fs::rename(&beside, file));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
    }

    fn seen_file(&self, state: &str) -> PathBuf {
        self.folder.join(format!("seen-{state}"))
    }

    fn sources_file(&self, state: &str) -> PathBuf {
        self.folder.join(format!("sources-{state}"))
    }

    /// The folder whose index has this state.
    pub(super) fn folder_of(&self, state: &str) -> Option<PathBuf> {
        self.numbered()
            .into_iter()
            .rev()
            .find(|folder| Index::open(folder).is_ok_and(|index| index.state() == state))
    }

    /// Waits until no other process writes here, calling `on_wait` if that takes time.
    pub(super) fn lock(&self, on_wait: &dyn Fn()) -> Result<File, String> {
        let locked = (|| -> io::Result<File> {
            fs::create_dir_all(&self.folder)?;
            let file =
                File::options().create(true).write(true).truncate(false).open(self.folder.join("lock"))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    on_wait();
                    file.lock()?;
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
            Ok(file)
        })();
        locked.map_err(|error| format!("`{}` cannot be written: {error}", self.folder.display()))
    }

    /// An empty folder for a new index. What was begun and never finished is removed.
    pub(super) fn begin(&self) -> io::Result<PathBuf> {
        for entry in fs::read_dir(&self.folder)?.flatten() {
            if entry.file_name().to_string_lossy().starts_with("new") {
                fs::remove_dir_all(entry.path())?;
            }
        }
        let folder = self.folder.join("new");
        fs::create_dir(&folder)?;
        Ok(folder)
    }

    /// Makes the index in `folder` the one that counts, and removes the others.
    pub(super) fn adopt(&self, folder: &Path) -> Result<Index, IndexError> {
        let old = self.numbered();
        let number = old.last().and_then(|last| number(last)).unwrap_or(0) + 1;
        let target = self.folder.join(number.to_string());
        fs::rename(folder, &target).map_err(|error| IndexError::Unwritable(error.to_string()))?;
        for folder in old {
            // One that another process has open on a system that minds is removed the next time.
            let _ = fs::remove_dir_all(folder);
        }
        Index::open(&target)
    }

    /// Writes the hashes of an index's documents, before the index itself says that it has them.
    pub(super) fn keep(folder: &Path, state: &str, kept: &Kept) -> io::Result<()> {
        let mut text = String::new();
        for (path, mark) in kept {
            let _ = writeln!(text, "{} {} {path}", mark.record, mark.front_matter.as_deref().unwrap_or(NONE));
        }
        fs::write(folder.join(format!("documents-{state}")), text)
    }

    /// The hashes of the documents of the index with this state.
    pub(super) fn kept(&self, state: &str) -> Option<Kept> {
        let text = fs::read_to_string(self.folder_of(state)?.join(format!("documents-{state}"))).ok()?;
        text.lines()
            .map(|line| {
                let mut parts = line.splitn(3, ' ').map(str::to_owned);
                let (record, front_matter, path) = (parts.next()?, parts.next()?, parts.next()?);
                let front_matter = Some(front_matter).filter(|hash| hash != NONE);
                Some((path, Mark { record, front_matter }))
            })
            .collect()
    }

    /// Removes what is kept beside the indexes of other states.
    pub(super) fn forget_others(&self, state: &str) {
        let current = [self.seen_file(state), self.sources_file(state)];
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let ours = name.starts_with("seen-") || name.starts_with("sources-");
            if ours && !current.contains(&entry.path()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Removes lists of documents of earlier states.
    pub(super) fn tidy(folder: &Path, state: &str) {
        let current = format!("documents-{state}");
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("documents-") && name != current {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Folders of whole indexes, by number.
    fn numbered(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut folders: Vec<(u64, PathBuf)> =
            entries.filter_map(|entry| Some((number(&entry.path())?, entry.path()))).collect();
        folders.sort();
        folders.into_iter().map(|(_, folder)| folder).collect()
    }
}

fn number(folder: &Path) -> Option<u64> {
    folder.file_name()?.to_str()?.parse().ok()
}
