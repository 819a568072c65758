//! A look at the files of a workspace: what was found, when that was, and the state of an index that is made from it.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use stratbook_content::Discovery;

use super::seen;
use super::sources::Sources;
use crate::inputs::discover;
use crate::pipeline::Scope;
use crate::{EngineError, VERSION, Workspace, build};

/// What was found, and when.
pub(super) struct Look {
    /// The workspace's folder.
    pub(super) root: PathBuf,
    /// What decides beside the files.
    pub(super) circumstances: String,
    pub(super) found: Discovery,
    pub(super) span: LookSpan,
}

impl Look {
    /// Looks at the files.
    pub(super) fn take(workspace: &Workspace, scope: &Scope) -> Result<Self, EngineError> {
        let from = SystemTime::now();
        let found = discover(workspace, &workspace.output())?;
        let circumstances = circumstances(workspace, scope);
        let root = workspace.root().to_owned();
        Ok(Self { root, circumstances, found, span: LookSpan::since(from) })
    }

    /// A hash of everything that decides what the index holds, without reading a document.
    ///
    /// What may have changed again while it was looked at has the time of this look in it: nothing found later gives the
    /// same state, so it is read once more.
    pub(super) fn state(&self, sources: &Sources) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.circumstances.as_bytes());
        for file in self.found.files.iter().filter(|file| file.path.is_markdown()) {
            hasher.update(&(file.path.as_str().len() as u64).to_le_bytes());
            hasher.update(file.path.as_str().as_bytes());
            hasher.update(&file.size.to_le_bytes());
            hasher.update(&seen::nanoseconds(file.modified).to_le_bytes());
            if !self.span.settled(file.modified) {
                hasher.update(&seen::nanoseconds(Some(self.span.from)).to_le_bytes());
            }
        }
        sources.digest(&mut hasher);
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

/// When it was looked.
#[derive(Debug, Clone, Copy)]
pub(super) struct LookSpan {
    pub(super) from: SystemTime,
    pub(super) to: SystemTime,
}

/// A change is timed by the system's tick, which is behind the clock by up to 16 ms.
const TICK: Duration = Duration::from_millis(50);
/// Some file systems tell whole seconds, or every second one.
const COARSE: Duration = Duration::from_secs(2);

impl LookSpan {
    /// From then to now.
    pub(super) fn since(from: SystemTime) -> Self {
        Self { from, to: SystemTime::now() }
    }

    /// Whether what has this time has not changed while it was looked, and every later change gives it another time.
    ///
    /// What has changed just before is not settled either: a further change may get the same time, as the times of files
    /// are coarser than the clock. How much coarser is seen from the time itself: only a file system of whole seconds gives
    /// whole seconds (and whoever sets times by hand). So the margin costs next to nothing where times are fine; where they
    /// are coarse, a search within two seconds of an edit reads the edited file again. A time yet to come, as on a file
    /// from a machine whose clock is wrong, is settled: an edit gives it another.
    pub(super) fn settled(&self, time: Option<SystemTime>) -> bool {
        let Some(time) = time else { return true };
        let margin = if seen::nanoseconds(Some(time)).is_multiple_of(1_000_000_000) { COARSE } else { TICK };
        let before = time.checked_add(margin).is_some_and(|end| end < self.from);
        before || self.to.checked_add(margin).is_some_and(|end| end < time)
    }
}

/// A hash of what decides, beside the files, what the index holds.
pub(super) fn circumstances(workspace: &Workspace, scope: &Scope) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    add(VERSION);
    add(&build::program());
    add(workspace.config_text().unwrap_or(""));
    add(&workspace.content_root().to_string_lossy());
    add(&format!("{:?} {}", scope.clearance, scope.drafts));
    for plugin in workspace.host().0.plugins() {
        add(&format!("{} {} {}", plugin.manifest.id, plugin.identity(), plugin.is_usable()));
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
