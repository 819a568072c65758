//! Why a call gives no result.

use std::fmt;

use crate::messages::{Finding, Findings};

/// What a plugin's functions return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call gives no result. `?` makes one of any error, and of a [`Finding`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The call failed, with a text that says why. It is shown as a fault of the plugin.
    Failed(String),
    /// The inputs are wrong: who wrote them is told where and why, and there is no report.
    Inputs(Vec<Finding>),
}

impl Error {
    /// The call failed.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self::Failed(reason.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(reason) => formatter.write_str(reason),
            Self::Inputs(findings) => {
                for (index, finding) in findings.iter().enumerate() {
                    let at = finding.at.as_deref().unwrap_or_default();
                    let separator = if index == 0 { "" } else { "; " };
                    let colon = if at.is_empty() { "" } else { ": " };
                    write!(formatter, "{separator}{at}{colon}{}", finding.message)?;
                }
                Ok(())
            }
        }
    }
}

// No `std::error::Error` for it: that is what lets `?` take every other error.
impl<E: std::error::Error> From<E> for Error {
    fn from(error: E) -> Self {
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            let said = cause.to_string();
            // Some errors say their cause themselves.
            if !text.ends_with(&said) {
                text.push_str(": ");
                text.push_str(&said);
            }
            source = cause.source();
        }
        Self::Failed(text)
    }
}

impl From<Finding> for Error {
    fn from(finding: Finding) -> Self {
        Self::Inputs(vec![finding])
    }
}

impl From<Findings> for Error {
    fn from(findings: Findings) -> Self {
        Self::Inputs(findings.findings)
    }
}
