//! All that a build reads, as bytes and hashes: the one place where content files are opened.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use stratbook_content::{DiscoverOptions, Discovery, FoundFile};
use stratbook_model::{ContentPath, Diagnostic, rules};
use stratbook_site::ThemeFile;

use crate::{EngineError, Progress, Workspace};

/// A Markdown file, read.
pub(crate) struct MarkdownFile {
    /// Path under the content root.
    pub path: ContentPath,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// blake3 of the bytes.
    pub hash: [u8; 32],
}

/// Another file, hashed but not kept.
#[derive(Debug, Clone)]
pub(crate) struct AssetFile {
    /// Path under the content root.
    pub path: ContentPath,
    /// Where it lies.
    pub absolute: PathBuf,
    /// blake3 of the bytes.
    pub hash: [u8; 32],
}

/// Everything read.
pub(crate) struct Inputs {
    /// Markdown files, by path.
    pub markdown: Vec<MarkdownFile>,
    /// Other files of the content folder, by path.
    pub assets: Vec<AssetFile>,
    /// Theme files of the workspace, by path.
    pub theme: Vec<ThemeFile>,
    /// JSON Schema files: document type (empty for all) and text.
    pub schemas: Vec<(String, PathBuf, Option<Vec<u8>>)>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

enum Read {
    Markdown(MarkdownFile),
    Asset(AssetFile),
    Failed(Diagnostic),
}

impl Inputs {
    /// Reads and hashes everything. `out` is left out of the content.
    pub(crate) fn read(
        workspace: &Workspace,
        out: &Path,
        progress: &dyn Progress,
    ) -> Result<Self, EngineError> {
        let found = discover(workspace, out)?;
        let prefix = workspace.content_prefix();
        let config = workspace.config();
        progress.stage("reading", found.files.len() as u64);
        let read: Vec<Read> = found
            .files
            .into_par_iter()
            .map(|file| {
                let read = read_one(file, &prefix);
                progress.advance(1);
                read
            })
            .collect();
        let mut inputs = Self {
            markdown: Vec::new(),
            assets: Vec::new(),
            theme: theme_files(workspace.root(), &workspace.theme_folder())?,
            schemas: Vec::new(),
            diagnostics: found.diagnostics,
        };
        for one in read {
            match one {
                Read::Markdown(file) => inputs.markdown.push(file),
                Read::Asset(file) => inputs.assets.push(file),
                Read::Failed(diagnostic) => inputs.diagnostics.push(diagnostic),
            }
        }
        let all = config.schema.iter().map(|file| (String::new(), file));
        for (kind, file) in all.chain(config.schemas.iter().map(|(kind, file)| (kind.clone(), file))) {
            inputs.schemas.push((kind, file.clone(), fs::read(workspace.root().join(file)).ok()));
        }
        Ok(inputs)
    }

    /// A hash of everything read.
    pub(crate) fn digest(&self, hasher: &mut blake3::Hasher) {
        let mut add = |name: &str, hash: &[u8]| {
            hasher.update(&(name.len() as u64).to_le_bytes());
            hasher.update(name.as_bytes());
            hasher.update(hash);
        };
        for file in &self.markdown {
            add(file.path.as_str(), &file.hash);
        }
        for file in &self.assets {
            add(file.path.as_str(), &file.hash);
        }
        for file in &self.theme {
            add(&file.path, blake3::hash(&file.bytes).as_bytes());
        }
        for (kind, _, bytes) in &self.schemas {
            add(kind, blake3::hash(bytes.as_deref().unwrap_or_default()).as_bytes());
        }
        for diagnostic in &self.diagnostics {
            add(&diagnostic.message, diagnostic.rule.code.as_bytes());
        }
    }
}

/// The files of the content folder. `out` is left out.
pub(crate) fn discover(workspace: &Workspace, out: &Path) -> Result<Discovery, EngineError> {
    let content = workspace.content_root();
    if !content.is_dir() {
        return Err(EngineError::NoContent(content));
    }
    let mut skip = vec![workspace.output(), workspace.cache(), out.to_path_buf()];
    let is_workspace = content == workspace.root();
    if is_workspace {
        skip.push(workspace.theme_folder());
    }
    let options = DiscoverOptions { exclude: workspace.config().exclude.clone(), skip };
    let mut found = stratbook_content::discover(&content, &workspace.content_prefix(), &options)?;
    if is_workspace {
        found.files.retain(|file| file.path.as_str() != crate::config::FILE_NAME);
    }
    Ok(found)
}

fn read_one(file: FoundFile, prefix: &str) -> Read {
    let failed = |error: std::io::Error| {
        Read::Failed(
            Diagnostic::in_file(
                &rules::UNREADABLE_FILE,
                &format!("{prefix}{}", file.path),
                format!("the file cannot be read: {error}"),
            )
            .hint("check that it exists and that you may read it; everything else is built"),
        )
    };
    if file.path.is_markdown() {
        return match fs::read(&file.absolute) {
            Ok(bytes) => {
                let hash = *blake3::hash(&bytes).as_bytes();
                Read::Markdown(MarkdownFile { path: file.path, bytes, hash })
            }
            Err(error) => failed(error),
        };
    }
    let mut hasher = blake3::Hasher::new();
    match File::open(&file.absolute).and_then(|handle| hasher.update_reader(handle).map(|_| ())) {
        Ok(()) => Read::Asset(AssetFile {
            hash: *hasher.finalize().as_bytes(),
            path: file.path,
            absolute: file.absolute,
        }),
        Err(error) => failed(error),
    }
}

/// blake3 of a file's bytes; none where it cannot be read.
pub(crate) fn hash_of(path: &Path) -> Option<[u8; 32]> {
    fs::read(path).ok().map(|bytes| *blake3::hash(&bytes).as_bytes())
}

fn theme_files(root: &Path, folder: &Path) -> Result<Vec<ThemeFile>, EngineError> {
    let mut files = Vec::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(next) = pending.pop() {
        let entries = match fs::read_dir(&next) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && next == folder => return Ok(files),
            Err(error) => return Err(EngineError::io("read", &next, error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| EngineError::io("read", &next, error))?;
            let path = entry.path();
            // Not following links: a theme is plain files, and a link could lead in a circle or outside.
            let kind = entry.file_type().map_err(|error| EngineError::io("read", &path, error))?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if kind.is_dir() && !hidden {
                pending.push(path);
            } else if kind.is_file() && !hidden {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let bytes = fs::read(&path).map_err(|error| EngineError::io("read", &path, error))?;
                let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                files.push(ThemeFile { path: name, shown, bytes });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
