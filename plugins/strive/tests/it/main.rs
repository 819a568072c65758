//! The formulas against values worked out without them, their laws, and the plugin on whole documents.

mod formulas;
mod handbook;
mod hostile;
mod laws;
mod money;
mod reports;
mod reviews;
