//! Which libraries this user trusts. Kept with the user, not with the workspace: who sends a workspace cannot send trust.

use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Hash;

/// A folder with one small file for each trusted library.
///
/// A file's name is the hash, so that two programs that trust at the same time do not disturb each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustStore {
    folder: PathBuf,
}

/// What is known of a trusted library.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trusted {
    /// The plugin's id at that time.
    pub id: String,
    /// Where the library lay at that time. Trust is for the bytes, wherever they lie.
    pub path: PathBuf,
    /// Hash of the bytes.
    pub hash: Hash,
}

/// What stands in a file.
#[derive(Serialize, Deserialize)]
struct Entry {
    version: u32,
    id: String,
    path: String,
}

const VERSION: u32 = 1;

impl TrustStore {
    /// The store in that folder, which may not exist yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Where the store lies unless told otherwise: `stratbook/trusted` in the user's state folder (`$XDG_STATE_HOME`, else
    /// `~/.local/state`; `%LOCALAPPDATA%` on Windows). None where the user has none.
    pub fn default_path() -> Option<PathBuf> {
        let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let state = if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else {
            folder("XDG_STATE_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/state")))
        };
        state.map(|state| state.join("stratbook").join("trusted"))
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a library is trusted. A store that cannot be read trusts nothing.
    pub fn contains(&self, hash: Hash) -> bool {
        self.file(hash).is_file()
    }

    /// Trusts a library.
    pub fn trust(&self, hash: Hash, path: &Path, id: &str) -> io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let entry = Entry { version: VERSION, id: id.to_owned(), path: path.display().to_string() };
        let text = serde_json::to_string_pretty(&entry)?;
        let beside = self.folder.join(format!(".{}.{}", hash.hex(), std::process::id()));
        let written = std::fs::File::create(&beside)
            .and_then(|mut file| {
                file.write_all(text.as_bytes())?;
                file.write_all(b"\n")?;
                file.sync_all()
            })
            .and_then(|()| std::fs::rename(&beside, self.file(hash)));
        if written.is_err() {
            // What could not be finished is not left lying about; that this may fail as well changes nothing.
            let _ = std::fs::remove_file(&beside);
        }
        written
    }

    /// Ends the trust; says whether there was any.
    pub fn untrust(&self, hash: Hash) -> io::Result<bool> {
        match std::fs::remove_file(self.file(hash)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// All trusted libraries, by id, path and hash. A file whose text cannot be read counts with its name alone.
    pub fn list(&self) -> io::Result<Vec<Trusted>> {
        let entries = match std::fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut all = Vec::new();
        for entry in entries {
            let entry = entry?;
            let Some(hash) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
            let known: Option<Entry> =
                std::fs::read_to_string(entry.path()).ok().and_then(|text| serde_json::from_str(&text).ok());
            let (id, path) = known.map(|known| (known.id, known.path.into())).unwrap_or_default();
            all.push(Trusted { id, path, hash });
        }
        all.sort();
        Ok(all)
    }

    fn file(&self, hash: Hash) -> PathBuf {
        self.folder.join(hash.hex())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_is_kept_until_it_is_taken_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = TrustStore::new(folder.path().join("state/trusted"));
        let (one, two) = (Hash::of(b"1"), Hash::of(b"2"));
        assert!(!store.contains(one));
        assert_eq!(store.list().expect("lists"), []);
        store.trust(one, Path::new("/w/plugins/okr/libokr.so"), "okr").expect("writes");
        store.trust(one, Path::new("/w/plugins/okr/libokr.so"), "okr").expect("writes twice");
        assert!(store.contains(one) && !store.contains(two));
        let all = TrustStore::new(store.folder()).list().expect("lists");
        assert_eq!(all, [Trusted { id: "okr".into(), path: "/w/plugins/okr/libokr.so".into(), hash: one }]);
        assert!(store.untrust(one).expect("removes") && !store.untrust(one).expect("nothing there"));
        assert!(!store.contains(one));
    }

    #[test]
    fn what_lies_about_in_the_folder_is_no_trust() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = TrustStore::new(folder.path());
        std::fs::write(folder.path().join("README"), "hello").expect("writes");
        std::fs::write(folder.path().join(Hash::of(b"1").hex()), "not json").expect("writes");
        let all = store.list().expect("lists");
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].id, "");
    }
}
