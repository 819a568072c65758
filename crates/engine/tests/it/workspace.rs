//! A workspace of files given in the test, with plugins of the test's own.

use std::cell::Cell;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::civil::date;
use stratbook_engine::{BuildOptions, CheckOptions, Plugins, Silent, Workspace, build, check};
use stratbook_host::Bundled;
use stratbook_model::Diagnostic;
use tempfile::TempDir;

/// A workspace in a folder of its own.
pub(crate) struct Site {
    folder: TempDir,
    bundled: Vec<Bundled>,
    /// Whether it is built with `--strict`.
    pub(crate) strict: Cell<bool>,
}

impl Site {
    /// Files by path in the workspace, and the plugins that the program carries.
    pub(crate) fn new(files: &[(&str, &str)], bundled: &[Bundled]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = Self { folder, bundled: bundled.to_vec(), strict: Cell::new(false) };
        site.write("stratbook.toml", "[rules]\norphan = 'off'\n\"link-to-higher-level\" = 'off'\n");
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("has a folder")).expect("makes the folder");
        fs::write(path, text).expect("writes");
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.folder.path().join(path)).expect("is there");
    }

    /// Gives a file or folder an old time: nobody is writing it.
    pub(crate) fn settle(&self, path: &str) {
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let file = File::open(self.folder.path().join(path));
        file.and_then(|file| file.set_modified(old)).expect("can be set");
    }

    /// Names of all that lies below a folder's folders.
    pub(crate) fn list(&self, folder: &str) -> Vec<String> {
        let names = |folder: &Path| -> Vec<PathBuf> {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| entry.path()).collect()
        };
        let below = names(&self.folder.path().join(folder));
        let all = below.iter().flat_map(|folder| names(folder));
        all.map(|path| path.to_string_lossy().into_owned()).collect()
    }

    /// The workspace, opened.
    pub(crate) fn workspace(&self) -> Workspace {
        let plugins = Plugins { bundled: self.bundled.clone(), ..Plugins::default() };
        Workspace::find(Some(self.folder.path()), self.folder.path()).expect("opens").with_plugins(plugins)
    }

    /// Builds; gives the lines of what was said.
    pub(crate) fn build(&self) -> Vec<String> {
        self.build_for(None)
    }

    /// Builds for a clearance.
    pub(crate) fn build_for(&self, clearance: Option<&str>) -> Vec<String> {
        let options = BuildOptions {
            out: None,
            clearance: clearance.map(str::to_owned),
            base_url: None,
            drafts: false,
            today: date(2026, 11, 21),
            strict: self.strict.get(),
        };
        let report = build(&self.workspace(), &options, &Silent).expect("builds");
        said(&report.diagnostics)
    }

    /// Checks; gives the diagnostics.
    pub(crate) fn check(&self) -> Vec<Diagnostic> {
        let options = CheckOptions { clearance: None, drafts: false, today: date(2026, 11, 21) };
        check(&self.workspace(), &options, &Silent).expect("checks").diagnostics
    }

    /// A file of the output; empty where it is not there.
    pub(crate) fn output(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join("public").join(path)).unwrap_or_default()
    }
}

/// One line a diagnostic: place, rule, message.
pub(crate) fn said(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|found| {
            let place = found
                .place
                .as_ref()
                .map_or_else(String::new, |place| format!("{}:{}:{} ", place.file, place.line, place.column));
            format!("{place}{} {}", found.rule.name, found.message)
        })
        .collect()
}
