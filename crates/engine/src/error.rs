//! Why a command could not run at all: the world, not the content.

use std::io;
use std::path::{Path, PathBuf};

use stratbook_model::Diagnostic;

/// A reason to stop. Problems of content never come this way: they are diagnostics.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The workspace folder is missing or is not a folder.
    #[error("there is no folder `{}`", .0.display())]
    NoWorkspace(PathBuf),
    /// The content folder is missing.
    #[error("there is no content folder `{}`", .0.display())]
    NoContent(PathBuf),
    /// A file or folder could not be read or written.
    #[error("cannot {action} `{}`: {error}", path.display())]
    Io {
        /// What was tried: `read`, `write`.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The clearance asked for is not a level of this workspace.
    #[error("there is no security level `{wanted}`")]
    UnknownLevel {
        /// What was asked for.
        wanted: String,
        /// The levels there are.
        known: Vec<String>,
    },
    /// The base URL cannot be used.
    #[error("`{0}` is not an address of a site")]
    BaseUrl(String),
    /// The output folder would hold the workspace or its content.
    #[error("the output folder `{}` holds the workspace or its content", .0.display())]
    OutputHoldsInputs(PathBuf),
    /// The theme cannot be used; the diagnostics say why.
    #[error("the theme cannot be used")]
    Theme(Vec<Diagnostic>),
    /// The output folder cannot be used.
    #[error(transparent)]
    Output(#[from] stratbook_site::output::OutputError),
    /// The search index cannot be used.
    #[error(transparent)]
    Search(#[from] stratbook_search::IndexError),
    /// Content discovery failed.
    #[error(transparent)]
    Discover(#[from] stratbook_content::DiscoverError),
}

impl EngineError {
    pub(crate) fn io(action: &'static str, path: &Path, error: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), error }
    }

    /// What to do about it, if that can be said.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoWorkspace(_) => Some("name a folder of Markdown with `-C DIR`".to_owned()),
            Self::NoContent(_) => {
                Some("make the folder, or set `content.dir` in `stratbook.toml`".to_owned())
            }
            Self::UnknownLevel { known, .. } => Some(format!("the levels here are {}", known.join(" < "))),
            Self::BaseUrl(_) => {
                Some("write it with scheme and host: `https://example.org/handbook/`".to_owned())
            }
            Self::OutputHoldsInputs(_) => Some("name a folder of its own with `--out DIR`".to_owned()),
            Self::Output(error) => error.hint().map(str::to_owned),
            Self::Search(_) => Some("remove the folder `.stratbook/search`; it is made again".to_owned()),
            Self::Io { .. } | Self::Theme(_) | Self::Discover(_) => None,
        }
    }

    /// Diagnostics that belong to the error.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Self::Theme(diagnostics) => diagnostics,
            _ => &[],
        }
    }
}
