//! All plugins of a run.

mod open;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;
use stratbook_model::Diagnostic;
use stratbook_plugin::messages::{
    Check, Describe, Description, Findings, Generate, Report, Rollup, Shortcode, Shortcoded,
};

use crate::permissions::{Asks, Broker};
use crate::runner::{Runner, Source};
use crate::{Bundled, Failure, FailureKind, Hash, Installed, Isolation, Limits, answer};

/// How plugins are run.
#[derive(Debug, Clone)]
pub struct HostOptions {
    /// Libraries that are trusted for this run (`--trust`).
    pub trusted: Vec<Hash>,
    /// Folder of the user's trust store; see [`TrustStore::default_path`](crate::TrustStore::default_path).
    pub trust_store: Option<PathBuf>,
    /// How a worker is started.
    pub worker: WorkerCommand,
    /// What a plugin gets at most, whatever it asks for.
    pub caps: Limits,
    /// Plugins that are switched off, by id.
    pub disabled: Vec<String>,
    /// Whether bundled plugins are called in this process; else they get workers like loaded ones.
    pub in_process_bundled: bool,
    /// What tells this binary from another one with the same plugins in other versions: part of their results' cache key.
    pub bundled_identity: String,
}

impl Default for HostOptions {
    fn default() -> Self {
        Self {
            trusted: Vec::new(),
            trust_store: None,
            worker: WorkerCommand::default(),
            caps: Limits::CAPS,
            disabled: Vec::new(),
            in_process_bundled: true,
            bundled_identity: String::new(),
        }
    }
}

/// The program that becomes a worker, and the arguments that make it one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

impl Default for WorkerCommand {
    /// This program with the argument `plugin-worker`.
    fn default() -> Self {
        // On Linux by the kernel's own name for it, which holds when the file was replaced meanwhile.
        let program = if cfg!(target_os = "linux") {
            PathBuf::from("/proc/self/exe")
        } else {
            std::env::current_exe().unwrap_or_default()
        };
        Self { program, arguments: vec!["plugin-worker".into()] }
    }
}

/// All plugins of a run. Calls of different plugins may run at the same time; of one plugin, one after another.
pub struct Host {
    plugins: Vec<Installed>,
    slots: Vec<Slot>,
}

/// What belongs to one plugin while it is used.
struct Slot {
    source: Option<Source>,
    limits: Limits,
    running: Mutex<Running>,
    description: OnceLock<Result<Arc<Description>, Failure>>,
}

#[derive(Default)]
struct Running {
    runner: Option<Runner>,
    /// What came of the last start, where it tells more than what could be known before.
    isolation: Option<Isolation>,
    calls: u64,
    time: Duration,
}

impl Host {
    /// Finds all plugins: the bundled ones and those in `folder`, the workspace's folder of plugins, which may not exist.
    /// `shown` is the folder's name in diagnostics.
    ///
    /// A plugin of the workspace with a bundled one's id takes its place, whether it can be used or not: what a document
    /// names is never silently another plugin. No plugin is run.
    #[expect(clippy::needless_pass_by_value, reason = "who opens has no further use for them")]
    pub fn open(
        folder: &Path,
        shown: &str,
        bundled: &[Bundled],
        options: HostOptions,
    ) -> (Self, Vec<Diagnostic>) {
        let (found, diagnostics) = open::find(folder, shown, bundled, &options);
        let mut plugins = Vec::with_capacity(found.len());
        let mut slots = Vec::with_capacity(found.len());
        for (installed, source) in found {
            let limits = installed.manifest.limits.capped(options.caps);
            plugins.push(installed);
            slots.push(Slot { source, limits, running: Mutex::default(), description: OnceLock::new() });
        }
        (Self { plugins, slots }, diagnostics)
    }

    /// All plugins, by id.
    pub fn plugins(&self) -> &[Installed] {
        &self.plugins
    }

    /// The plugin of that id.
    pub fn find(&self, id: &str) -> Option<&Installed> {
        self.index(id).map(|index| &self.plugins[index])
    }

    /// What a plugin says of itself. It is asked once; the answer, or the failure, is kept.
    pub fn describe(&self, id: &str) -> Result<Arc<Description>, Failure> {
        let slot = &self.slots[self.usable(id)?];
        slot.description
            .get_or_init(|| {
                let description: Description =
                    self.call(id, "describe", &Describe::new(env!("CARGO_PKG_VERSION")), None)?;
                if description.id != id {
                    return Err(Failure::new(
                        FailureKind::WrongAnswer,
                        format!("the plugin `{id}` says that its id is `{}`", description.id.escape_debug()),
                    )
                    .hint("give its manifest and its program the same id"));
                }
                Ok(Arc::new(description))
            })
            .clone()
    }

    /// Makes a report.
    pub fn generate(&self, id: &str, request: &Generate, asks: &dyn Asks) -> Result<Report, Failure> {
        self.call(id, "generate", request, Some(asks))
    }

    /// Makes a page of the results of many reports.
    pub fn rollup(&self, id: &str, request: &Rollup, asks: &dyn Asks) -> Result<Report, Failure> {
        self.call(id, "rollup", request, Some(asks))
    }

    /// Checks documents.
    pub fn check(&self, id: &str, request: &Check, asks: &dyn Asks) -> Result<Findings, Failure> {
        self.call(id, "check", request, Some(asks))
    }

    /// Says what stands in a shortcode's place.
    pub fn shortcode(&self, id: &str, request: &Shortcode, asks: &dyn Asks) -> Result<Shortcoded, Failure> {
        self.call(id, "shortcode", request, Some(asks))
    }

    /// How often each plugin was called, and how long that took, by id. Plugins that were not called are left out.
    pub fn timings(&self) -> Vec<(String, u64, Duration)> {
        let timing = |(plugin, slot): (&Installed, &Slot)| {
            let running = lock(&slot.running);
            (running.calls > 0).then(|| (plugin.manifest.id.clone(), running.calls, running.time))
        };
        self.plugins.iter().zip(&self.slots).filter_map(timing).collect()
    }

    /// How a plugin is kept apart: as its worker said when it started, or as expected before that.
    pub fn isolation(&self, id: &str) -> Option<Isolation> {
        let index = self.index(id)?;
        let reached = lock(&self.slots[index].running).isolation.clone();
        Some(reached.unwrap_or_else(|| self.plugins[index].isolation.clone()))
    }

    fn call<T: DeserializeOwned>(
        &self,
        id: &str,
        method: &str,
        request: &impl Serialize,
        asks: Option<&dyn Asks>,
    ) -> Result<T, Failure> {
        let index = self.usable(id)?;
        let (plugin, slot) = (&self.plugins[index], &self.slots[index]);
        let request = serde_json::to_vec(request).map_err(|error| {
            Failure::new(
                FailureKind::Refused,
                format!("the request for the plugin `{id}` cannot be written: {error}"),
            )
        })?;
        let largest = slot.limits.answer_bytes();
        let broker = Broker { manifest: &plugin.manifest, asks };
        let raw = {
            let mut running = lock(&slot.running);
            let began = Instant::now();
            let raw = running.call(plugin, slot, method, &request, &broker);
            running.calls += 1;
            running.time += began.elapsed();
            raw
        };
        answer::read(id, method, raw?, largest)
    }

    fn index(&self, id: &str) -> Option<usize> {
        self.plugins.binary_search_by(|plugin| plugin.manifest.id.as_str().cmp(id)).ok()
    }

    /// Where the plugin is, if it can be called.
    fn usable(&self, id: &str) -> Result<usize, Failure> {
        let Some(index) = self.index(id) else {
            let near = self
                .plugins
                .iter()
                .map(|plugin| (strsim::damerau_levenshtein(id, &plugin.manifest.id), &plugin.manifest.id))
                .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
                .min();
            let hint = near.map_or_else(
                || "`stratbook plugin list` shows which plugins there are".to_owned(),
                |(_, name)| format!("did you mean `{name}`?"),
            );
            return Err(Failure::new(
                FailureKind::Missing,
                format!("there is no plugin `{}`", id.escape_debug()),
            )
            .hint(hint));
        };
        open::failure_of(&self.plugins[index]).map_or(Ok(index), Err)
    }
}

impl Running {
    fn call(
        &mut self,
        plugin: &Installed,
        slot: &Slot,
        method: &str,
        request: &[u8],
        broker: &Broker<'_>,
    ) -> Result<crate::table::RawAnswer, Failure> {
        let Some(source) = &slot.source else {
            return Err(Failure::new(
                FailureKind::Unusable,
                format!("the plugin `{}` has no library", plugin.manifest.id),
            ));
        };
        let runner = self.runner.get_or_insert_with(|| Runner::new(source.clone(), slot.limits, plugin));
        let answer = runner.call(method, request, broker);
        if let Some(isolation) = runner.isolation() {
            self.isolation = Some(isolation.clone());
        }
        answer
    }
}

/// A call that panicked (in a caller's `Asks`) leaves nothing half done that matters: the next call starts anew.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
