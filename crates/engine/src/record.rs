//! The record of the last build: if nothing that it read has changed, there is nothing to do.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use stratbook_model::{Diagnostic, Tally};

use crate::reports::FileRead;

/// Raised whenever the record's form changes; a record of another form is ignored.
const FORM: u32 = 3;

/// What the last build into one output folder was made of and what it said.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Form of the file.
    pub form: u32,
    /// Hash of every input and option.
    pub digest: String,
    /// Data files that reports were made from, and their hashes.
    pub files: Vec<FileRead>,
    /// Documents built.
    pub documents: usize,
    /// Pages made.
    pub pages: usize,
    /// Highest level contained.
    pub highest_level: Option<String>,
    /// The worst of what was said.
    pub diagnostics: Vec<Diagnostic>,
    /// How much was said.
    pub tally: Tally,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            form: FORM,
            digest: String::new(),
            files: Vec::new(),
            documents: 0,
            pages: 0,
            highest_level: None,
            diagnostics: Vec::new(),
            tally: Tally::default(),
        }
    }
}

impl Record {
    /// Reads the record for an output folder; anything unusable is as none.
    pub(crate) fn load(cache: &Path, out: &Path) -> Option<Self> {
        let bytes = fs::read(file(cache, out)).ok()?;
        serde_json::from_slice::<Self>(&bytes).ok().filter(|record| record.form == FORM)
    }

    /// Writes the record beside itself, then over the old one. A cache that cannot be written costs time, no more.
    pub(crate) fn save(&self, cache: &Path, out: &Path) {
        let target = file(cache, out);
        let beside = target.with_extension(format!("{}.tmp", std::process::id()));
        let written = serde_json::to_vec(self)
            .map_err(std::io::Error::other)
            .and_then(|bytes| fs::create_dir_all(cache).and_then(|()| fs::write(&beside, bytes)))
            .and_then(|()| fs::rename(&beside, &target));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
    }

    /// Forgets the record: from here until the next save, the output is in between.
    pub(crate) fn forget(cache: &Path, out: &Path) {
        let _ = fs::remove_file(file(cache, out));
    }
}

fn file(cache: &Path, out: &Path) -> PathBuf {
    let name = blake3::hash(out.to_string_lossy().as_bytes()).to_hex();
    cache.join(format!("record-{}.json", &name[..16]))
}
