//! What is known of a library before it is opened, since opening runs its constructors.

mod header;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::{Failure, FailureKind, Hash, Manifest};

/// Target triple of this program: libraries for another one cannot be loaded.
pub const TARGET: &str = env!("STRATBOOK_TARGET");

/// No library is this large, and no more than this is read into memory.
const LARGEST: u64 = 512 << 20;

/// A library that was read and looked at, and its bytes.
pub(crate) struct Checked {
    pub(crate) path: PathBuf,
    pub(crate) hash: Hash,
    pub(crate) bytes: Vec<u8>,
}

/// Finds the library for this system and looks at it: that it is a file in the plugin's folder, that its hash is the
/// manifest's where that gives one, that it is a library for this machine.
///
/// The file is opened and read once; the bytes that were hashed are the bytes that are loaded later.
pub(crate) fn check(manifest: &Manifest, folder: &Path, shown: &str) -> Result<Checked, Failure> {
    let unusable = |message: String| Failure::new(FailureKind::Unusable, message);
    let id = &manifest.id;
    let Some(entry) = manifest.libraries.iter().find(|entry| entry.target == TARGET) else {
        let mut others: Vec<_> = manifest.libraries.iter().map(|entry| entry.target.as_str()).collect();
        others.sort_unstable();
        let failure = unusable(format!("the plugin `{id}` has no library for this system"));
        let failure = if others.is_empty() {
            failure.note("its manifest lists no library")
        } else {
            failure.note(format!("it has libraries for: {}", others.join(", ")))
        };
        return Err(
            failure.hint(format!("type `stratbook plugin build {shown}`, which adds one for {TARGET}"))
        );
    };
    let file = format!("{shown}/{}", entry.file);
    let build = format!("type `stratbook plugin build {shown}`");
    let read = |error: &std::io::Error| {
        unusable(format!(
            "the library `{file}` of the plugin `{id}` cannot be read: {}",
            error.to_string().to_lowercase()
        ))
    };
    let path = match folder.join(&entry.file).canonicalize() {
        Ok(path) => path,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(
                unusable(format!("the library `{file}` of the plugin `{id}` does not exist")).hint(build)
            );
        }
        Err(error) => return Err(read(&error)),
    };
    let home = folder.canonicalize().map_err(|error| read(&error))?;
    if !path.starts_with(&home) {
        return Err(unusable(format!(
            "the library `{file}` of the plugin `{id}` lies outside the plugin's folder"
        ))
        .note(format!("it leads to {}", path.display()))
        .hint("put the library itself into the folder, not a link to it"));
    }
    // Asked before it is opened: to open a pipe waits for somebody who writes to it.
    let about = std::fs::metadata(&path).map_err(|error| read(&error))?;
    if !about.is_file() {
        return Err(unusable(format!("the library `{file}` of the plugin `{id}` is not a file")).hint(build));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len().min(LARGEST)).unwrap_or_default());
    std::fs::File::open(&path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| read(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(unusable(format!(
            "the library `{file}` of the plugin `{id}` is larger than {} MiB",
            LARGEST >> 20
        )));
    }
    header::fits(&bytes).map_err(|(found, wanted)| {
        unusable(format!("the library `{file}` of the plugin `{id}` is {found}; wanted is {wanted}"))
            .hint(build.clone())
    })?;
    let hash = Hash::of(&bytes);
    if let Some(stated) = entry.hash.filter(|stated| *stated != hash) {
        return Err(unusable(format!(
            "the library `{file}` is not the one that the manifest of the plugin `{id}` names"
        ))
        .note(format!("the manifest says {stated}"))
        .note(format!("the file has    {hash}"))
        .hint(format!(
            "{build}, which writes the library and its hash; or get both from where the plugin comes from"
        )));
    }
    Ok(Checked { path, hash, bytes })
}
