//! A command that could not run.

use std::fmt::Display;

use stratbook_engine::EngineError;
use stratbook_model::Diagnostic;
use stratbook_server::ServeError;

use crate::render::human;
use crate::terminal::Terminal;

/// Why a command could not run, and what to do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What happened: lower case, no full stop.
    pub message: String,
    /// Something to do or type.
    pub hint: Option<String>,
    /// Problems that belong to it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Failure {
    /// A failure without a hint.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, diagnostics: Vec::new() }
    }

    /// The system refused something: `cannot write `a.md`: permission denied`.
    pub(crate) fn system(what: impl Display, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {what}: {error}"))
    }

    /// Adds the hint.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Writes it to standard error.
    pub(crate) fn print(&self, terminal: &mut Terminal) {
        let width = terminal.width();
        for diagnostic in &self.diagnostics {
            terminal.always(&human::diagnostic(diagnostic, width));
            terminal.always("");
        }
        terminal.always(&human::failure(&self.message, self.hint.as_deref()));
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        let (hint, diagnostics) = (error.hint(), error.diagnostics().to_vec());
        Self { message: error.to_string(), hint, diagnostics }
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        let hint = error.hint().map(str::to_owned);
        Self { message: error.to_string(), hint, diagnostics: Vec::new() }
    }
}
