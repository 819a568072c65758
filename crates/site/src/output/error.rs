//! Why the output folder cannot be used.

use std::io;
use std::path::{Path, PathBuf};

/// A reason to stop writing.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder holds files that Stratbook did not make.
    #[error("the folder `{}` is not empty and was not made by Stratbook, so it is left alone", .0.display())]
    Foreign(PathBuf),
    /// There is something else in the folder's place.
    #[error("`{}` is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// Another build is writing to the folder.
    #[error("another build is writing to `{}`", .0.display())]
    Locked(PathBuf),
    /// An output path would lie outside the folder. Planned paths never do.
    #[error("`{0}` is not a path within the output folder")]
    Outside(String),
    /// The disk is full.
    #[error("the disk is full: `{}` could not be written; what was there before is as it was", .0.display())]
    DiskFull(PathBuf),
    /// The folder or a file in it may not be written.
    #[error("`{}` may not be {action}: permission denied", path.display())]
    Denied {
        /// What was tried: `written`, `read`, `removed`.
        action: &'static str,
        /// What.
        path: PathBuf,
    },
    /// Anything else.
    #[error("`{}` cannot be {action}: {error}", path.display())]
    Io {
        /// What was tried: `written`, `read`, `removed`.
        action: &'static str,
        /// What.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl OutputError {
    pub(super) fn io(action: &'static str, path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull(path),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::Denied { action, path }
            }
            _ => Self::Io { action, path, error },
        }
    }

    /// What to do about it, if that can be said.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Foreign(_) => Some("name another folder with `--out DIR`, or empty this one yourself"),
            Self::NotAFolder(_) => Some("name another folder with `--out DIR`, or move the file away"),
            Self::Locked(_) => Some("wait until it is done, or build into another folder with `--out DIR`"),
            Self::DiskFull(_) => Some("make room and build again; the build goes on where it stopped"),
            Self::Denied { .. } => {
                Some("check whose folder it is, or build into another one with `--out DIR`")
            }
            Self::Outside(_) | Self::Io { .. } => None,
        }
    }
}
