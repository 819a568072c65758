//! The plugin on whole documents, through its C table, and its formulas against values worked out without it.

#![expect(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    clippy::float_cmp,
    reason = "tests fail by panicking, take what `json!` gives, and mean the very number"
)]

mod formulas;
mod goals;
mod handbook;
mod hostile;
mod laws;
mod letters;
