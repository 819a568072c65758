//! Whole sites from documents in memory: parsed, linked, planned, rendered.

#![expect(clippy::unwrap_used, reason = "tests")]

mod fingerprints;
mod pages;
mod site;
