//! The plugin on whole documents, through its C table, and the ladders of the bundled handbook.

#![expect(clippy::needless_pass_by_value, reason = "tests take what `json!` gives")]

mod handbook;
mod ladders;
mod laws;
mod positions;
mod reports;
