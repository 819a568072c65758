//! The words of Stratbook as types: paths, documents, outlines, relations, clearance, diagnostics.
//!
//! Everything here is plain data. This crate knows nothing of files on disk, of Markdown syntax, of templates
//! or of the clock, and does no I/O.

pub mod clearance;
pub mod diagnostic;
pub mod document;
pub mod metadata;
pub mod names;
pub mod outline;
pub mod path;
pub mod report;
pub mod rewritten;
pub mod rules;
pub mod source;
pub mod spanned;

pub use clearance::{Clearance, Levels, WITHHELD_NAME};
pub use diagnostic::{Diagnostic, Edit, Fix, Level, LevelTable, Severity, Tally};
pub use document::{DocId, Document, TitleSource};
pub use metadata::{Metadata, RelationEntry};
pub use outline::{Heading, Link, LinkKind, Outline, SectionText, Shortcode};
pub use path::ContentPath;
pub use report::{ReportResult, ReportState};
pub use rewritten::Insertion;
pub(crate) use rewritten::Rewritten;
pub use rules::Rule;
pub use source::{LineIndex, Place, SourceText, Span};
pub use spanned::Spanned;
