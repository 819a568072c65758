//! Finding the files of a content folder.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use stratbook_model::{ContentPath, Diagnostic, rules};
use walkdir::{DirEntry, WalkDir};

/// What is left out.
#[derive(Debug, Clone, Default)]
pub struct DiscoverOptions {
    /// Globs on content paths; one without `/` means names at any depth. A folder that matches is not entered.
    pub exclude: Vec<String>,
    /// Absolute folders never entered: output, caches, themes.
    pub skip: Vec<PathBuf>,
}

/// A file of the content folder: Markdown or something else (`path.is_markdown()` tells).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Its path under the content folder.
    pub path: ContentPath,
    /// Its path on disk.
    pub absolute: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, where the file system tells.
    pub modified: Option<SystemTime>,
}

/// All files found.
#[derive(Debug, Clone, Default)]
pub struct Discovery {
    /// Sorted by path.
    pub files: Vec<FoundFile>,
    /// Folders that were looked into, the content folder first. A file that comes or goes changes one of their times.
    pub folders: Vec<PathBuf>,
    /// What was left out for a reason, and oddities.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a content folder cannot be searched at all.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// The content folder itself cannot be opened.
    #[error("cannot read the content folder `{}`: {error}", folder.display())]
    Root {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        #[source]
        error: io::Error,
    },
    /// An exclude pattern is not a glob.
    #[error("`{pattern}` is not a valid pattern: {reason}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// Deeper folders than this are not entered: no handbook has them, a runaway tool may.
const MAX_DEPTH: usize = 100;

/// Finds all files under `root`, sorted by path.
///
/// Hidden files and folders, `node_modules` and what the options name are left out. Symbolic links are followed as long
/// as they stay within `root`. `shown_prefix` comes before content paths in diagnostics, for example `content/`.
pub fn discover(
    root: &Path,
    shown_prefix: &str,
    options: &DiscoverOptions,
) -> Result<Discovery, DiscoverError> {
    let failed = |error| DiscoverError::Root { folder: root.to_owned(), error };
    let real_root = root.canonicalize().map_err(failed)?;
    // Opened once here, so that an unreadable content folder is an error and not an empty handbook.
    std::fs::read_dir(&real_root).map_err(failed)?;
    let mut walk = Walk {
        skip: options
            .skip
            .iter()
            .map(|folder| folder.canonicalize().unwrap_or_else(|_| folder.clone()))
            .collect(),
        root,
        real_root,
        shown_prefix,
        exclude: compile(&options.exclude)?,
        followed: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut files = Vec::new();
    let mut folders = Vec::new();
    let mut entries =
        WalkDir::new(root).follow_links(true).max_depth(MAX_DEPTH).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if entry.depth() == 0 => folders.push(entry.into_path()),
            Ok(entry) => {
                if !walk.admits(&entry) {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                } else if entry.file_type().is_file() {
                    files.extend(walk.file(&entry));
                } else if entry.file_type().is_dir() {
                    folders.push(entry.into_path());
                }
            }
            Err(error) => walk.failed(&error),
        }
    }
    // Stable, so that of two files with one path the first by file name is kept.
    files.sort_by(|a: &FoundFile, b| a.path.cmp(&b.path));
    files.dedup_by(|later, first| {
        let same = later.path == first.path;
        if same {
            walk.diagnostics.push(
                walk.report(
                    &rules::DUPLICATE_PATH,
                    &first.path,
                    format!("two files come out as `{}`", first.path),
                )
                .note(format!("left out: `{}`", later.absolute.display()))
                .hint("rename one of them"),
            );
        }
        same
    });
    Diagnostic::sort(&mut walk.diagnostics);
    Ok(Discovery { files, folders, diagnostics: walk.diagnostics })
}

fn compile(patterns: &[String]) -> Result<GlobSet, DiscoverError> {
    let failed = |pattern: &str, error: &globset::Error| DiscoverError::Pattern {
        pattern: pattern.to_owned(),
        reason: error.kind().to_string(),
    };
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let bare = pattern.trim().trim_start_matches("./").trim_matches('/');
        if bare.is_empty() {
            continue;
        }
        let anchored = pattern.trim().trim_end_matches('/').contains('/');
        let text = if anchored { bare.to_owned() } else { format!("**/{bare}") };
        // `folder/**` excludes the folder's files one by one; the folder itself must not be walked for that.
        let folder = text.strip_suffix("/**").filter(|folder| !folder.is_empty() && *folder != "**");
        for text in std::iter::once(text.as_str()).chain(folder) {
            let glob = GlobBuilder::new(text).literal_separator(true).build();
            set.add(glob.map_err(|error| failed(pattern, &error))?);
        }
    }
    set.build().map_err(|error| failed(&patterns.join(", "), &error))
}

struct Walk<'a> {
    root: &'a Path,
    real_root: PathBuf,
    shown_prefix: &'a str,
    exclude: GlobSet,
    skip: Vec<PathBuf>,
    /// Linked folders that were entered.
    followed: Vec<PathBuf>,
    diagnostics: Vec<Diagnostic>,
}

impl Walk<'_> {
    /// Whether an entry takes part. Cheap reasons come first: most of what is left out is hidden.
    fn admits(&mut self, entry: &DirEntry) -> bool {
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") || name == OsStr::new("node_modules") {
            return false;
        }
        let path = self.content_path(entry.path());
        if !self.exclude.is_empty() && self.exclude.is_match(path.as_str()) {
            return false;
        }
        if entry.file_type().is_dir() && self.is_skipped(entry.path()) {
            return false;
        }
        !entry.path_is_symlink() || self.follows(entry, &path)
    }

    fn is_skipped(&self, folder: &Path) -> bool {
        let inner = folder.strip_prefix(self.root).unwrap_or(folder);
        let real = self.real_root.join(inner);
        self.skip.iter().any(|skip| *skip == real || skip == folder)
    }

    fn follows(&mut self, entry: &DirEntry, path: &ContentPath) -> bool {
        let Ok(target) = entry.path().canonicalize() else { return false };
        if !target.starts_with(&self.real_root) {
            self.diagnostics.push(
                self.report(&rules::LINK_OUTSIDE, path, format!("`{path}` leads out of the content folder"))
                    .hint("copy what it leads to into the content folder, or leave it out with `exclude`"),
            );
            return false;
        }
        // A link must not be a way around what is left out.
        let inner = target.strip_prefix(&self.real_root).unwrap_or(&target);
        let hidden = inner.components().any(|part| {
            let part = part.as_os_str();
            part.as_encoded_bytes().starts_with(b".") || part == OsStr::new("node_modules")
        });
        if hidden || self.skip.iter().any(|skip| target.starts_with(skip)) {
            return false;
        }
        if entry.file_type().is_dir() {
            if self.followed.iter().any(|folder| entry.path().starts_with(folder)) {
                self.diagnostics.push(
                    self.report(
                        &rules::NESTED_LINK,
                        path,
                        format!("`{path}` is a link inside a linked folder"),
                    )
                    .hint("link to the inner folder directly"),
                );
                return false;
            }
            self.followed.push(entry.path().to_owned());
        }
        true
    }

    fn file(&mut self, entry: &DirEntry) -> Option<FoundFile> {
        let path = self.content_path(entry.path());
        match entry.metadata() {
            Ok(metadata) => {
                if entry.path().strip_prefix(self.root).is_ok_and(|inner| inner.to_str().is_none()) {
                    self.diagnostics.push(
                        self.report(
                            &rules::NAME_NOT_UTF8,
                            &path,
                            format!("the file name of `{path}` is not UTF-8"),
                        )
                        .hint("rename the file"),
                    );
                }
                let absolute = entry.path().to_owned();
                Some(FoundFile { path, absolute, size: metadata.len(), modified: metadata.modified().ok() })
            }
            Err(error) => {
                self.failed(&error);
                None
            }
        }
    }

    fn failed(&mut self, error: &walkdir::Error) {
        let path = error.path().map_or_else(|| ContentPath::new(""), |path| self.content_path(path));
        if path.parts().any(|part| part.starts_with('.') || part == "node_modules")
            || self.exclude.is_match(path.as_str())
        {
            return;
        }
        let diagnostic = if let Some(ancestor) = error.loop_ancestor() {
            let ancestor = self.content_path(ancestor);
            let shown =
                if ancestor.is_root() { "the content folder".to_owned() } else { format!("`{ancestor}`") };
            self.report(&rules::LINK_LOOP, &path, format!("`{path}` leads back to {shown}, which holds it"))
                .hint("remove the link, or leave it out with `exclude`")
        } else if error.path().is_some_and(Path::is_symlink) {
            self.report(&rules::DANGLING_LINK, &path, format!("the symbolic link `{path}` leads nowhere"))
                .hint("correct or remove it")
        } else {
            let reason = error.io_error().map_or_else(|| "unknown reason".to_owned(), ToString::to_string);
            self.report(&rules::UNREADABLE_FILE, &path, format!("`{path}` cannot be read: {reason}"))
                .hint("check that you may read it; everything else is built")
        };
        self.diagnostics.push(diagnostic);
    }

    fn report(
        &self,
        rule: &'static stratbook_model::Rule,
        path: &ContentPath,
        message: String,
    ) -> Diagnostic {
        Diagnostic::in_file(rule, &format!("{}{path}", self.shown_prefix), message)
    }

    fn content_path(&self, path: &Path) -> ContentPath {
        ContentPath::new(&path.strip_prefix(self.root).unwrap_or(path).to_string_lossy())
    }
}
