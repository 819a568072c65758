//! Results of plugins, kept from build to build.
//!
//! A result is good as long as the plugin's bytes, its request and the answers to what it asked are the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use stratbook_host::{Failure, Host};
use stratbook_plugin::messages::{Ask, Description};

use super::asks::{Caller, digest};
use crate::{VERSION, Workspace};

/// Raised whenever the form of an entry changes.
const FORM: u32 = 1;
/// This many entries that a build did not use are let lie: builds for other clearances use them.
const SPARE: usize = 2000;

/// The folder of results.
pub(super) struct Cache {
    folder: PathBuf,
    used: Mutex<BTreeSet<String>>,
}

#[derive(Serialize, Deserialize)]
struct Entry<T> {
    form: u32,
    asked: Vec<(Ask, [u8; 32])>,
    answer: T,
}

impl Cache {
    pub(super) fn new(workspace: &Workspace) -> Self {
        Self { folder: workspace.cache().join("reports"), used: Mutex::default() }
    }

    /// What a plugin says of itself. A library that has not changed is not started for that.
    pub(super) fn description(&self, host: &Host, plugin: &str) -> Result<Arc<Description>, Failure> {
        if host.find(plugin).is_none_or(|found| found.library.is_none() || !found.is_usable()) {
            return host.describe(plugin);
        }
        let Some(key) = key(host, plugin, "describe", &()) else { return host.describe(plugin) };
        if let Some(entry) = self.load::<Description>(&key) {
            return Ok(Arc::new(entry.answer));
        }
        let answer = host.describe(plugin)?;
        self.save(&key, &Entry { form: FORM, asked: Vec::new(), answer: (*answer).clone() });
        Ok(answer)
    }

    /// The kept result of a request, or the one that `call` gives.
    pub(super) fn through<R: Serialize, T: Serialize + DeserializeOwned>(
        &self,
        host: &Host,
        method: &str,
        request: &R,
        caller: &Caller<'_, '_>,
        call: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let Some(key) = key(host, &caller.plugin, method, request) else { return call() };
        if let Some(entry) = self.load::<T>(&key)
            && entry.asked.iter().all(|(ask, hash)| digest(&caller.answer(ask)) == *hash)
        {
            return Ok(entry.answer);
        }
        let answer = call()?;
        let entry = Entry { form: FORM, asked: caller.asked(), answer };
        self.save(&key, &entry);
        Ok(entry.answer)
    }

    fn load<T: DeserializeOwned>(&self, key: &str) -> Option<Entry<T>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
        let bytes = fs::read(self.folder.join(format!("{key}.json"))).ok()?;
        serde_json::from_slice::<Entry<T>>(&bytes).ok().filter(|entry| entry.form == FORM)
    }

    /// A cache that cannot be written costs time, no more.
    fn save<T: Serialize>(&self, key: &str, entry: &Entry<T>) {
        let Ok(bytes) = serde_json::to_vec(entry) else { return };
        let file = self.folder.join(format!("{key}.json"));
        let beside = self.folder.join(format!("{key}.{}.tmp", std::process::id()));
        let written = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&beside, bytes))
            .and_then(|()| fs::rename(&beside, &file));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
    }

    /// Removes what builds no longer use, once there is much of it.
    pub(super) fn tidy(&self, made: usize) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let unused: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| {
                let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
                stem.is_none_or(|stem| !used.contains(&stem))
            })
            .collect();
        if unused.len() > SPARE + 4 * made {
            for path in unused {
                let _ = fs::remove_file(path);
            }
        }
    }
}

fn key<R: Serialize>(host: &Host, plugin: &str, method: &str, request: &R) -> Option<String> {
    let identity = host.find(plugin)?.identity();
    let mut hasher = blake3::Hasher::new();
    for text in [VERSION, &*identity, plugin, method] {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.update(&serde_json::to_vec(request).ok()?);
    Some(hasher.finalize().to_hex()[..40].to_owned())
}
