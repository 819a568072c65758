//! A plugin as it lies there, before any of it ran.

use std::path::PathBuf;

use stratbook_model::Diagnostic;
use stratbook_plugin::abi::Entry;

use crate::{Hash, Isolation, Manifest};

/// A plugin that the binary carries. It goes through the same table and the same permissions as a loaded one.
#[derive(Debug, Clone, Copy)]
pub struct Bundled {
    /// Text of its manifest.
    pub manifest: &'static str,
    /// What its library would export.
    pub entry: Entry,
}

/// A library that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    /// Its absolute path.
    pub path: PathBuf,
    /// Hash of its bytes.
    pub hash: Hash,
}

/// Whether a plugin can be called.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Yes: it came with the binary.
    Bundled,
    /// Yes: the user trusts its library.
    Trusted,
    /// No: nobody said that its library is trusted.
    Untrusted,
    /// No: it is switched off.
    Disabled,
    /// No: something is wrong with it.
    Unusable(Box<Diagnostic>),
}

/// A plugin that is there.
#[derive(Debug, Clone)]
pub struct Installed {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its folder; none for a bundled one.
    pub folder: Option<PathBuf>,
    /// The folder's name as diagnostics show it; empty for a bundled one.
    pub shown: String,
    /// Its library for this system; none for a bundled one, or where it could not be looked at.
    pub library: Option<Library>,
    /// Whether it can be called.
    pub state: State,
    /// How it is kept apart from everything else, as far as this system can.
    pub isolation: Isolation,
    pub(crate) identity: String,
}

impl Installed {
    /// What a result depends on besides its inputs: the hash of the library, or id, version and the binary's identity of
    /// a bundled plugin. Two plugins of equal identity give equal results.
    pub fn identity(&self) -> String {
        self.identity.clone()
    }

    /// Whether it can be called.
    pub const fn is_usable(&self) -> bool {
        matches!(self.state, State::Bundled | State::Trusted)
    }
}
