//! The folder itself: opening, writing, tidying up.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::OutputError;
use super::manifest::{self, Entry, Manifest, Stamp};

/// Name of the file that makes a folder ours.
const MARKER: &str = ".stratbook-output";
const MARKER_TEXT: &str =
    "This folder is written by Stratbook. Its files are replaced and removed by every build.\n";
/// End of the names of files that are being written.
const TEMPORARY: &str = ".stratbook-tmp";

/// How an output folder is opened.
pub struct Open<'a> {
    /// The folder.
    pub path: &'a Path,
    /// Where manifests are kept: the workspace's cache folder.
    pub cache: &'a Path,
    /// Called when another build holds the folder, before waiting for it. Without it, the other build is an error.
    pub on_wait: Option<&'a dyn Fn()>,
}

/// What a build did to the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files written.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files removed.
    pub removed: usize,
}

/// An output folder, held by this build. All of it can be used from many threads at once.
pub struct OutputDir {
    root: PathBuf,
    manifest_file: PathBuf,
    journal_file: PathBuf,
    /// Keeps the folder locked; the lock ends with the file.
    _lock: File,
    before: Manifest,
    /// Files that a killed build may have left.
    leftovers: BTreeSet<Box<str>>,
    /// The last build did not end, or its manifest is lost.
    unclean: bool,
    /// There is no manifest: what lies there may be of any earlier build, at any clearance.
    lost: bool,
    planned: Mutex<Vec<Box<str>>>,
    journaled: AtomicBool,
    after: Mutex<Vec<(Box<str>, Entry)>>,
    /// Folders that are there, and whether this build made them.
    folders: Mutex<HashMap<PathBuf, bool>>,
    written: AtomicUsize,
    unchanged: AtomicUsize,
}

impl OutputDir {
    /// Opens or makes the folder. A folder with files but without our marker is refused and not touched.
    pub fn open(open: &Open<'_>) -> Result<Self, OutputError> {
        make_folder(open.path)?;
        let root = open.path.canonicalize().map_err(|error| OutputError::io("read", open.path, error))?;
        let lock = lock(&root, open)?;
        let key = blake3::hash(root.as_os_str().as_encoded_bytes()).to_hex();
        let folder = open.cache.join("output");
        make_folder(&folder)?;
        let manifest_file = folder.join(format!("{}.manifest", &key[..16]));
        let journal_file = folder.join(format!("{}.journal", &key[..16]));
        let before = fs::read_to_string(&manifest_file).ok().as_deref().and_then(manifest::read);
        let journal = fs::read_to_string(&journal_file).ok();
        let leftovers = journal.iter().flat_map(|text| text.lines()).map(Into::into).collect();
        Ok(Self {
            unclean: before.is_none() || journal.is_some(),
            lost: before.is_none(),
            journaled: AtomicBool::new(false),
            before: before.unwrap_or_default(),
            root,
            manifest_file,
            journal_file,
            _lock: lock,
            leftovers,
            planned: Mutex::default(),
            after: Mutex::default(),
            folders: Mutex::default(),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
        })
    }

    /// Where the folder is, links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Says which files this build is going to make. Call it before the first [`OutputDir::write`]; a file that is
    /// not among them is still written, but not tidied away should the build be killed.
    pub fn plan<'p>(&self, paths: impl IntoIterator<Item = &'p str>) {
        let new = paths.into_iter().filter(|path| !self.before.contains_key(*path)).map(Into::into);
        self.planned.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(new);
    }

    /// How many files lie there, if the last build ended and all of them are as it left them.
    pub fn intact(&self) -> Option<usize> {
        let whole =
            !self.unclean && self.before.par_iter().all(|(path, entry)| self.is_as_recorded(path, entry));
        whole.then_some(self.before.len())
    }

    /// Whether these files lie there as they were made from the same inputs. Then they are kept.
    pub fn keep(&self, paths: &[impl AsRef<str>], fingerprint: &[u8; 32]) -> bool {
        let mut kept = Vec::with_capacity(paths.len());
        for path in paths {
            let path = path.as_ref();
            let Some(entry) = self.before.get(path).filter(|entry| entry.fingerprint == *fingerprint) else {
                return false;
            };
            if !self.is_as_recorded(path, entry) {
                return false;
            }
            kept.push((path.into(), *entry));
        }
        self.unchanged.fetch_add(kept.len(), Ordering::Relaxed);
        self.record(kept);
        true
    }

    /// Writes a file if its bytes differ from what lies there; tells whether it did.
    pub fn write(&self, path: &str, bytes: &[u8], fingerprint: [u8; 32]) -> Result<bool, OutputError> {
        let hash = *blake3::hash(bytes).as_bytes();
        if let Some(entry) = self.before.get(path)
            && entry.hash == hash
            && self.is_as_recorded(path, entry)
        {
            self.record(vec![(path.into(), Entry { fingerprint, ..*entry })]);
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            return Ok(false);
        }
        let (full, there) = self.place(path)?;
        // A lost manifest is no reason to write everything anew.
        if let Some(metadata) = &there
            && metadata.is_file()
            && metadata.len() == bytes.len() as u64
            && fs::read(&full).is_ok_and(|old| old == bytes)
        {
            self.record(vec![(path.into(), Entry { hash, fingerprint, stamp: Stamp::of(metadata) })]);
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            return Ok(false);
        }
        self.begin()?;
        // Nobody reads yet what is not there yet; should the build be killed, the next one finds no record of it.
        let metadata = if there.is_none() { create(&full, bytes)? } else { replace(&full, bytes)? };
        self.record(vec![(path.into(), Entry { hash, fingerprint, stamp: Stamp::of(&metadata) })]);
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(true)
    }

    /// Copies a file whose bytes have that blake3 hash; tells whether it had to be written.
    pub fn copy(&self, path: &str, from: &Path, hash: [u8; 32]) -> Result<bool, OutputError> {
        if self.keep(&[path], &hash) {
            return Ok(false);
        }
        let bytes = fs::read(from).map_err(|error| OutputError::io("read", from, error))?;
        self.write(path, &bytes, hash)
    }

    /// Removes the files of earlier builds that this one did not make, and folders that are empty then; writes the
    /// manifest. Without it (a build that failed) everything stays and the next build repairs.
    pub fn finish(self) -> Result<Summary, OutputError> {
        let mut after = self.after.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        after.sort_by(|a, b| a.0.cmp(&b.0));
        // Of a file that was written twice, the last one lies there; equal paths have the same stamp but for that.
        after.dedup_by(|later, first| {
            let twice = later.0 == first.0;
            if twice {
                first.1 = later.1;
            }
            twice
        });
        let made: HashSet<&str> = after.iter().map(|(path, _)| &**path).collect();
        let mut vanished: BTreeSet<Box<str>> = self
            .before
            .keys()
            .chain(&self.leftovers)
            .filter(|path| !made.contains(&***path))
            .cloned()
            .collect();
        if self.unclean {
            find_ours(&self.root, &self.root, self.lost, &made, &mut vanished)?;
        }
        let changed = self.unclean
            || !vanished.is_empty()
            || after.len() != self.before.len()
            || after.iter().any(|(path, entry)| self.before.get(path) != Some(entry));
        let mut removed = 0;
        let mut emptied = BTreeSet::new();
        for path in &vanished {
            let Some(full) = within(&self.root, path) else { continue };
            if has_link_above(&self.root, &full) {
                continue;
            }
            match fs::symlink_metadata(&full) {
                Ok(metadata) if !metadata.is_dir() => {
                    fs::remove_file(&full).map_err(|error| OutputError::io("removed", &full, error))?;
                    removed += usize::from(!path.ends_with(TEMPORARY));
                    emptied.extend(full.parent().map(Path::to_owned));
                }
                _ => emptied.extend(full.parent().map(Path::to_owned)),
            }
        }
        remove_empty(&self.root, emptied);
        if changed {
            let text = manifest::write(&mut after);
            replace(&self.manifest_file, text.as_bytes())?;
        }
        match fs::remove_file(&self.journal_file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(OutputError::io("removed", &self.journal_file, error));
            }
            _ => {}
        }
        Ok(Summary { written: self.written.into_inner(), unchanged: self.unchanged.into_inner(), removed })
    }

    fn record(&self, entries: Vec<(Box<str>, Entry)>) {
        self.after.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(entries);
    }

    fn is_as_recorded(&self, path: &str, entry: &Entry) -> bool {
        within(&self.root, path).is_some_and(|full| {
            fs::symlink_metadata(&full).is_ok_and(|found| found.is_file() && Stamp::of(&found) == entry.stamp)
        })
    }

    /// Writes the journal before the first file of this build. Whoever comes first does it, the others wait.
    fn begin(&self) -> Result<(), OutputError> {
        if self.journaled.load(Ordering::Acquire) {
            return Ok(());
        }
        let planned = self.planned.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !self.journaled.load(Ordering::Acquire) {
            let mut names: BTreeSet<&str> = self.leftovers.iter().map(|path| &**path).collect();
            names.extend(planned.iter().map(|path| &**path));
            let mut text = names.into_iter().collect::<Vec<_>>().join("\n");
            text.push('\n');
            replace(&self.journal_file, text.as_bytes())?;
            self.journaled.store(true, Ordering::Release);
        }
        Ok(())
    }

    /// The file's full path, its folders made, and what lies there. What stands in a folder's way (a link, a file) is removed: the
    /// folder is ours, and a link is never followed.
    fn place(&self, path: &str) -> Result<(PathBuf, Option<fs::Metadata>), OutputError> {
        let full = within(&self.root, path).ok_or_else(|| OutputError::Outside(path.to_owned()))?;
        let Some(parent) = full.parent() else { return Err(OutputError::Outside(path.to_owned())) };
        let known =
            self.folders.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(parent).copied();
        let made = match known {
            Some(made) => made,
            None => self.make_parent(parent)?,
        };
        // What this build made holds nothing of an earlier one.
        if made {
            return Ok((full, None));
        }
        // A page may have become a file: `plan/` of an earlier build is in the way of `plan`.
        let mut there = fs::symlink_metadata(&full).ok();
        if there.as_ref().is_some_and(fs::Metadata::is_dir) {
            self.clear_folder(&full)?;
            there = None;
        }
        Ok((full, there))
    }

    /// Makes the folder of a file and those above it. Tells whether it had to be made.
    fn make_parent(&self, parent: &Path) -> Result<bool, OutputError> {
        self.begin()?;
        let below = parent.strip_prefix(&self.root).unwrap_or(Path::new(""));
        let mut path = self.root.clone();
        // One thread at a time: two must not remove what the other has just made.
        let mut known = self.folders.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for part in below.components() {
            path.push(part);
            if known.contains_key(&path) {
                continue;
            }
            let failed = |error| OutputError::io("written", &path, error);
            let made = match fs::symlink_metadata(&path) {
                Ok(metadata) if metadata.is_dir() => false,
                Ok(_) => {
                    fs::remove_file(&path).map_err(|error| OutputError::io("removed", &path, error))?;
                    fs::create_dir(&path).map_err(failed)?;
                    true
                }
                Err(_) => match fs::create_dir(&path) {
                    Ok(()) => true,
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
                    Err(error) => return Err(failed(error)),
                },
            };
            known.insert(path.clone(), made);
        }
        Ok(*known.entry(parent.to_owned()).or_default())
    }

    /// Removes a folder that holds nothing but files of earlier builds.
    fn clear_folder(&self, folder: &Path) -> Result<(), OutputError> {
        let prefix = format!("{}/", relative(&self.root, folder));
        for path in self.before.keys().chain(&self.leftovers).filter(|path| path.starts_with(&prefix)) {
            if let Some(full) = within(&self.root, path).filter(|full| !has_link_above(&self.root, full)) {
                let _ = fs::remove_file(&full);
                remove_empty(&self.root, full.parent().map(Path::to_owned).into_iter().collect());
            }
        }
        match fs::remove_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(OutputError::io("written", folder, error))
            }
            _ => Ok(()),
        }
    }
}

fn make_folder(path: &Path) -> Result<(), OutputError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(OutputError::NotAFolder(path.to_owned())),
        Err(_) => fs::create_dir_all(path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                OutputError::NotAFolder(path.to_owned())
            }
            _ => OutputError::io("written", path, error),
        }),
    }
}

/// Checks that the folder is ours or empty, marks it and locks the marker.
fn lock(root: &Path, open: &Open<'_>) -> Result<File, OutputError> {
    let marker = root.join(MARKER);
    let is_ours = fs::symlink_metadata(&marker).is_ok_and(|metadata| metadata.is_file());
    if !is_ours {
        let mut entries = fs::read_dir(root).map_err(|error| OutputError::io("read", root, error))?;
        if entries.next().is_some() {
            // Another build may have marked it since.
            if !fs::symlink_metadata(&marker).is_ok_and(|metadata| metadata.is_file()) {
                return Err(OutputError::Foreign(open.path.to_owned()));
            }
        }
    }
    let failed = |error| OutputError::io("written", &marker, error);
    let mut file =
        File::options().read(true).write(true).create(true).truncate(false).open(&marker).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            let Some(on_wait) = open.on_wait else { return Err(OutputError::Locked(open.path.to_owned())) };
            on_wait();
            file.lock().map_err(failed)?;
        }
        // Some network file systems know no locks; a build alone is the usual case there.
        Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(fs::TryLockError::Error(error)) => return Err(failed(error)),
    }
    if file.metadata().map_err(failed)?.len() == 0 {
        file.write_all(MARKER_TEXT.as_bytes()).map_err(failed)?;
    }
    Ok(file)
}

/// The full path of a file of the output, if it is one.
fn within(root: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path);
    let normal = !path.is_empty()
        && !path.contains('\\')
        && path != MARKER
        && relative.components().all(|part| matches!(part, Component::Normal(_)));
    normal.then(|| root.join(relative))
}

/// Whether a folder between the root and this file is a link (or no folder at all).
fn has_link_above(root: &Path, full: &Path) -> bool {
    full.ancestors()
        .skip(1)
        .take_while(|folder| *folder != root)
        .any(|folder| !fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir()))
}

/// Writes a file where there is none.
fn create(path: &Path, bytes: &[u8]) -> Result<fs::Metadata, OutputError> {
    let failed = |error| OutputError::io("written", path, error);
    // Whatever has come there since, a link too, is not written through.
    let mut file = match File::options().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return replace(path, bytes),
        opened => opened.map_err(failed)?,
    };
    let written = file.write_all(bytes).and_then(|()| file.metadata());
    drop(file);
    written.map_err(|error| {
        let _ = fs::remove_file(path);
        failed(error)
    })
}

/// Replaces a file in one step: whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> Result<fs::Metadata, OutputError> {
    let failed = |error| OutputError::io("written", path, error);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(TEMPORARY);
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    let temporary = path.with_file_name(hidden);
    // A link laid in the temporary file's place would be followed.
    let create = || File::options().write(true).create_new(true).open(&temporary);
    let mut file = create()
        .or_else(|error| {
            if error.kind() == io::ErrorKind::AlreadyExists {
                fs::remove_file(&temporary).and_then(|()| create())
            } else {
                Err(error)
            }
        })
        .map_err(failed)?;
    let written = file.write_all(bytes).and_then(|()| file.metadata());
    drop(file);
    let written = written.and_then(|metadata| fs::rename(&temporary, path).map(|()| metadata));
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        failed(error)
    })
}

/// Temporary files of a killed build; and, where the manifest is lost, everything that is not of this build, except
/// what is hidden or plainly someone else's.
fn find_ours(
    root: &Path,
    folder: &Path,
    everything: bool,
    made: &HashSet<&str>,
    found: &mut BTreeSet<Box<str>>,
) -> Result<(), OutputError> {
    let failed = |error| OutputError::io("read", folder, error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = entry.path();
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            if !name.starts_with('.') {
                find_ours(root, &path, everything, made, found)?;
            }
            continue;
        }
        let shown = relative(root, &path);
        let temporary = name.starts_with('.') && name.ends_with(TEMPORARY);
        let unknown = everything && !name.starts_with('.') && shown != "CNAME" && !made.contains(&*shown);
        if temporary || unknown {
            found.insert(shown.into());
        }
    }
    Ok(())
}

fn relative(root: &Path, path: &Path) -> String {
    let parts: Vec<_> =
        path.strip_prefix(root).unwrap_or(path).iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Removes these folders where they are empty, then the folders around them.
fn remove_empty(root: &Path, mut folders: BTreeSet<PathBuf>) {
    while let Some(folder) = folders.pop_last() {
        // A folder that is not empty is refused by the system.
        if folder != root
            && folder.starts_with(root)
            && !has_link_above(root, &folder)
            && fs::remove_dir(&folder).is_ok()
        {
            folders.extend(folder.parent().map(Path::to_owned));
        }
    }
}

#[cfg(test)]
#[path = "folder/tests.rs"]
mod tests;
