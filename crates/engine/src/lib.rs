//! The pipeline from a folder to a site: discover, read, parse, admit, link, render, write.
//!
//! Each stage lives in a crate of its own; this one calls them in order, holds the workspace's configuration and the
//! record of the last build. It knows no Markdown, no templates and no terminal.

pub mod admit;
pub mod build;
pub mod check;
pub mod config;
pub mod conformance;
mod documents;
mod error;
mod fix;
mod inputs;
mod pipeline;
mod progress;
mod record;
mod report_queries;
mod reports;
pub mod search;
mod texts;
mod why;
mod workspace;

pub use build::{BuildOptions, BuildReport, WORST, build};
pub use check::{CheckOptions, CheckReport, check};
pub use config::Config;
pub use error::EngineError;
pub use fix::{FileFix, apply_fixes, plan_fixes};
pub use progress::{Progress, Silent};
pub use report_queries::{FoundReport, LookOptions, ReportEntry, ReportOutcome, report, reports};
pub use stratbook_markdown::blocks;
pub use texts::{TextDocument, Texts, TextsOutcome, texts};
pub use why::{Incoming, Outgoing, Why, WhyOptions, WhyOutcome, why};
pub use workspace::{Plugins, Workspace};

/// The product's version, as themes and reports see it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
