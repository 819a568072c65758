//! What is wrong with a specification, where, and what to do about it.

use stratbook_model::Span;

/// A mistake in a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Bytes in the specification.
    pub span: Span,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// Something to do or type.
    pub hint: String,
}

impl Problem {
    pub(crate) fn new(span: Span, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: hint.into() }
    }
}
