//! How long work tells what it is doing.

/// Told about stages and their steps; called from several threads at once.
pub trait Progress: Sync {
    /// A stage of `total` steps begins.
    fn stage(&self, name: &'static str, total: u64);
    /// Some steps are done.
    fn advance(&self, steps: u64);
    /// Something worth a line, such as waiting for another build.
    fn message(&self, text: &str);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &'static str, _: u64) {}
    fn advance(&self, _: u64) {}
    fn message(&self, _: &str) {}
}
