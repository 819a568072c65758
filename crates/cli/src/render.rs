//! Diagnostics as text: one file a format.

pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod marked;
pub(crate) mod reports;
pub(crate) mod sarif;
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod table;

#[cfg(test)]
pub(crate) mod samples;

use stratbook_model::{Diagnostic, Tally};

/// What `check` has to tell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Findings<'a> {
    /// Sorted.
    pub diagnostics: &'a [Diagnostic],
    /// How many of each severity.
    pub tally: Tally,
    /// Documents looked at.
    pub documents: usize,
}
