//! The record of the last build: if nothing that it read has changed, there is nothing to do.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use stratbook_model::Diagnostic;

/// Raised whenever the record's form changes; a record of another form is ignored.
const FORM: u32 = 1;

/// What the last build into one output folder was made of and what it said.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    form: u32,
    /// Hash of every input and option.
    pub digest: String,
    /// Documents built.
    pub documents: usize,
    /// Pages made.
    pub pages: usize,
    /// Highest level contained.
    pub highest_level: Option<String>,
    /// What was said, before the level table.
    pub diagnostics: Vec<Diagnostic>,
}

impl Record {
    /// A record of this form.
    pub(crate) const fn new(
        digest: String,
        documents: usize,
        pages: usize,
        highest_level: Option<String>,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        Self { form: FORM, digest, documents, pages, highest_level, diagnostics }
    }

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
