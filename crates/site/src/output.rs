//! The output folder: only what changed is written, nothing foreign is touched, a killed build is repaired.
//!
//! A folder is ours when it carries the marker file. What we wrote is in a manifest, which lies in the cache folder
//! and is written last. Before the first file of a build is written, a journal with the names of all new files is
//! laid beside the manifest, so that the next build knows what a killed one may have left behind. Files of other
//! makers inside the output (`CNAME`, `.git`) are never in the manifest, so they are never removed.

mod error;
mod folder;
mod manifest;

pub use error::OutputError;
pub use folder::{Open, OutputDir, Summary};
