//! Why a call came to nothing.

/// What kind of failure it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// There is no such plugin.
    Missing,
    /// It is switched off.
    Disabled,
    /// Its library is not trusted.
    Untrusted,
    /// It cannot be loaded.
    Unusable,
    /// Its process ended in the middle of a call.
    Crashed,
    /// It took more time than it may.
    TimedOut,
    /// It wanted more memory than it may have.
    OutOfMemory,
    /// Its answer is not one.
    WrongAnswer,
    /// It does not know the method.
    Unsupported,
    /// It said itself that it could not do it; the message is its own.
    Refused,
}

/// Why a call came to nothing, in words for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// What kind of failure it was.
    pub kind: FailureKind,
    /// What went wrong: lower case, no full stop, names the plugin.
    pub message: String,
    /// Further facts, such as what the plugin printed last.
    pub notes: Vec<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl Failure {
    pub(crate) fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), notes: Vec::new(), hint: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds what the plugin printed, if it printed anything.
    pub(crate) fn printed(self, printed: &str) -> Self {
        let printed = printed.trim();
        if printed.is_empty() { self } else { self.note(format!("it printed: {printed}")) }
    }
}
