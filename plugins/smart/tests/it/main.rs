//! The plugin on whole documents, through its C table, and its formulas against values worked out without it.

mod formulas;
mod goals;
mod hostile;
mod laws;
mod letters;
