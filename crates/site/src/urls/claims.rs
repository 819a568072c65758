//! Which output paths are taken, and by what.

use std::collections::{HashMap, HashSet};

use super::slug::fold;

/// What an output path belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A file of the theme, or one that every site has.
    Site,
    /// The page of that folder.
    Folder(usize),
    /// The page of that document.
    Document(usize),
    /// That asset.
    Asset(usize),
    /// A generated page.
    Generated,
    /// The page of an old URL.
    Redirect,
}

/// Output paths with their owners. Two paths that differ in letter case only are one; a file and a folder of one
/// name exclude each other.
#[derive(Debug, Default)]
pub(super) struct Claims {
    files: HashMap<Box<str>, Owner>,
    folders: HashSet<Box<str>>,
}

impl Claims {
    /// Takes a file, or tells who has it or what is in its way.
    pub(super) fn file(&mut self, path: &str, owner: Owner) -> Result<(), Owner> {
        let key = fold(path);
        if let Some(holder) = self.holder(&key) {
            return Err(holder);
        }
        self.folders_above(&key);
        self.files.insert(key.into(), owner);
        Ok(())
    }

    /// Takes a folder, so that no file can have its name.
    pub(super) fn folder(&mut self, path: &str) {
        let key = fold(path);
        self.folders_above(&key);
        self.folders.insert(key.into());
    }

    fn folders_above(&mut self, key: &str) {
        for (at, _) in key.match_indices('/') {
            self.folders.insert(key[..at].into());
        }
    }

    /// Takes the page of a folder of the output: its HTML and its Markdown twin.
    pub(super) fn page(&mut self, folder: &str, owner: Owner) -> Result<(), Owner> {
        let (html, twin) = if folder.is_empty() {
            ("index.html".to_owned(), "index.md".to_owned())
        } else {
            (format!("{folder}/index.html"), format!("{folder}/index.md"))
        };
        if let Some(holder) = self.holder(&fold(&twin)) {
            return Err(holder);
        }
        self.file(&html, owner)?;
        self.file(&twin, owner)
    }

    fn holder(&self, key: &str) -> Option<Owner> {
        if let Some(holder) = self.files.get(key) {
            return Some(*holder);
        }
        if self.folders.contains(key) {
            return Some(Owner::Site);
        }
        key.match_indices('/').find_map(|(at, _)| self.files.get(&key[..at]).copied())
    }
}
