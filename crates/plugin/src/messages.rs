//! What is said across the interface, as JSON. Protocol 1.
//!
//! Members that a reader does not know are ignored, and members that may be missing have a default: so either side may
//! be newer than the other. A member is never renamed and never changes its meaning; what must change is added.

mod ask;
mod describe;
mod document;
mod report;
mod request;

pub use ask::{
    Ask, DocumentAsk, DocumentFilter, Found, LogAsk, LogLevel, ProgressAsk, ReportAsk, SearchAsk, SearchHit,
};
pub use describe::{Attribute, Describe, Description, Inputs, ShortcodeDescription};
pub use document::{Document, Heading};
pub use report::{Finding, Findings, Page, Relation, Report, Severity, Shortcoded, Summary, Tone};
pub use request::{Check, Generate, ReportView, Rollup, Shortcode};
