//! What an index was made from beside documents: the data files that reports read, and the day, where plugins made any
//! of its texts.
//!
//! Which files those are is known only after plugins have run, so it is kept with the index. Most workspaces have none:
//! then nothing is kept, and nobody asks for the day.

use std::path::Path;

use jiff::civil::Date;

use crate::inputs::hash_of;
use crate::pipeline::Linked;

/// Data files, and the day that counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sources {
    /// The day that texts were made for.
    pub(super) day: Option<String>,
    /// Paths in the workspace, sorted, and hashes of what the files hold; none of what cannot be read.
    pub(super) files: Vec<(String, Option<String>)>,
}

/// Between the parts of a file of sources. No name of a file holds it.
const END: char = '\0';
/// Stands for no day and for no hash.
const NONE: &str = "-";

impl Sources {
    /// Those of documents that were linked on a day.
    pub(super) fn of(linked: &Linked, root: &Path, today: Date) -> Self {
        let mut files: Vec<(String, Option<String>)> = linked
            .files
            .iter()
            .map(|(path, hash)| {
                let path = path.strip_prefix(root).unwrap_or(path);
                (path.to_string_lossy().into_owned(), hash.map(text_of))
            })
            .collect();
        files.sort();
        files.dedup();
        Self { day: linked.by_plugins.then(|| today.to_string()), files }
    }

    /// The same ones as they are now.
    pub(super) fn renewed(self, root: &Path, today: impl FnOnce() -> Date) -> Self {
        let files = self.files.into_iter().map(|(path, _)| {
            let hash = hash_of(&root.join(&path)).map(text_of);
            (path, hash)
        });
        Self { day: self.day.map(|_| today().to_string()), files: files.collect() }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.day.is_none() && self.files.is_empty()
    }

    /// Adds them to a hash; none add nothing.
    pub(super) fn digest(&self, hasher: &mut blake3::Hasher) {
        if !self.is_empty() {
            hasher.update(self.write().as_bytes());
        }
    }

    /// As they are kept.
    pub(super) fn write(&self) -> String {
        let mut text = self.day.clone().unwrap_or_else(|| NONE.to_owned());
        for (path, hash) in &self.files {
            text.push(END);
            text.push_str(hash.as_deref().unwrap_or(NONE));
            text.push(' ');
            text.push_str(path);
        }
        text
    }

    /// Reads what was kept; none where it is damaged.
    pub(super) fn read(text: &str) -> Self {
        let mut parts = text.split(END);
        let day = parts.next().filter(|day| *day != NONE).map(str::to_owned);
        let file = |part: &str| {
            let (hash, path) = part.split_once(' ')?;
            Some((path.to_owned(), Some(hash.to_owned()).filter(|hash| hash != NONE)))
        };
        let files: Option<Vec<_>> = parts.map(file).collect();
        files.map_or_else(Self::default, |files| Self { day, files })
    }
}

fn text_of(hash: [u8; 32]) -> String {
    blake3::Hash::from_bytes(hash).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let sources = Sources {
            day: Some("2026-03-01".to_owned()),
            files: vec![
                ("content/a b.yaml".to_owned(), Some("12".to_owned())),
                ("gone.csv".to_owned(), None),
            ],
        };
        assert_eq!(Sources::read(&sources.write()), sources);
        assert_eq!(Sources::read(&Sources::default().write()), Sources::default());
        assert_eq!(Sources::read("2026-03-01\0garbage"), Sources::default());
    }
}
