//! Names of files inside a workspace.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A path relative to the content root: UTF-8, `/` between parts, no leading `/`, no `.` or `..` part.
///
/// The content root itself is the empty path. Ordering is by bytes, so it is the same on every machine.
/// File names that are not UTF-8 are read with replacement characters; the reader reports them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentPath(Arc<str>);

impl ContentPath {
    /// Makes a path from `text`, folding `\`, empty parts, `.` and `..`; a `..` that would leave the root is dropped.
    pub fn new(text: &str) -> Self {
        Self::normalise(text).0
    }

    /// Like [`ContentPath::new`]; also tells whether a `..` tried to leave the content root.
    pub fn normalise(text: &str) -> (Self, bool) {
        let mut parts: Vec<&str> = Vec::new();
        let mut escaped = false;
        for part in text.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => escaped |= parts.pop().is_none(),
                part => parts.push(part),
            }
        }
        (Self(parts.join("/").into()), escaped)
    }

    /// The whole path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the content root itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The last part, with its extension; empty for the root.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// The last part without its extension: `a/total-rewards.md` gives `total-rewards`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    }

    /// The extension without its dot, as written; empty where there is none.
    pub fn extension(&self) -> &str {
        match self.file_name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension,
            _ => "",
        }
    }

    /// The path without its extension: `a/b.md` gives `a/b`.
    pub fn without_extension(&self) -> &str {
        let extension = self.extension();
        if extension.is_empty() { &self.0 } else { &self.0[..self.0.len() - extension.len() - 1] }
    }

    /// The folder that holds this file; the root for a file in the root and for the root itself.
    pub fn folder(&self) -> Self {
        match self.0.rsplit_once('/') {
            Some((folder, _)) => Self(folder.into()),
            None => Self("".into()),
        }
    }

    /// `relative` taken from this *folder*; a leading `/` starts at the content root.
    /// The flag tells whether a `..` tried to leave the content root.
    pub fn join(&self, relative: &str) -> (Self, bool) {
        if relative.starts_with('/') || self.is_root() {
            return Self::normalise(relative);
        }
        Self::normalise(&format!("{}/{relative}", self.0))
    }

    /// The parts of the path from the root down; none for the root.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }

    /// Whether the extension is one of Markdown's (`md`, `markdown`, `mdown`, `mkd`), in any case.
    pub fn is_markdown(&self) -> bool {
        let extension = self.extension();
        ["md", "markdown", "mdown", "mkd"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    }

    /// Whether this file is, by its name, the page of its folder: `index`, `_index`, `README`, or a folder note
    /// (`Ads/Ads.md`); at the content root also `Home`. Lower numbers win where several lie in one folder.
    pub fn index_rank(&self) -> Option<u8> {
        let stem = self.stem();
        if stem.eq_ignore_ascii_case("index") {
            return Some(0);
        }
        if stem.eq_ignore_ascii_case("_index") {
            return Some(1);
        }
        if stem.eq_ignore_ascii_case("readme") {
            return Some(2);
        }
        let folder = self.folder();
        if folder.is_root() {
            return stem.eq_ignore_ascii_case("home").then_some(3);
        }
        (folder.file_name() == stem).then_some(3)
    }
}

impl fmt::Display for ContentPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for ContentPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl From<&str> for ContentPath {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_and_slashes_fold_and_nothing_leaves_the_root() {
        assert_eq!(ContentPath::new("/a//./b/../c.md").as_str(), "a/c.md");
        assert_eq!(ContentPath::new("a\\b.md").as_str(), "a/b.md");
        assert_eq!(ContentPath::normalise("../../x.md"), (ContentPath::new("x.md"), true));
        assert_eq!(ContentPath::new("a/b.md").folder().join("../c.md"), (ContentPath::new("c.md"), false));
        assert_eq!(ContentPath::new("a/b.md").folder().join("/c.md"), (ContentPath::new("c.md"), false));
    }

    #[test]
    fn names_come_apart() {
        let path = ContentPath::new("Ads/Total Rewards.v2.md");
        assert_eq!(
            (path.file_name(), path.stem(), path.extension()),
            ("Total Rewards.v2.md", "Total Rewards.v2", "md")
        );
        assert_eq!(path.without_extension(), "Ads/Total Rewards.v2");
        assert_eq!(ContentPath::new("Ads/.hidden").extension(), "");
    }

    #[test]
    fn folder_pages_are_known_by_name() {
        let rank = |path: &str| ContentPath::new(path).index_rank();
        assert_eq!(rank("a/index.md"), Some(0));
        assert_eq!(rank("a/README.md"), Some(2));
        assert_eq!(rank("Ads/Ads.md"), Some(3));
        assert_eq!(rank("Ads.md"), None);
        assert_eq!((rank("Home.md"), rank("a/Home.md")), (Some(3), None));
    }
}
