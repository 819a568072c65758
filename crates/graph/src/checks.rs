//! Checks that need all documents but no link: names, tags, stewardship.

pub(crate) mod names;
pub(crate) mod orphans;
pub(crate) mod stewardship;
pub(crate) mod tags;

use stratbook_model::{Document, Span};

/// Where a document's front matter begins, or the document: the place of what is missing.
fn beginning(document: &Document) -> Span {
    let start = document.front_matter.map_or(0, |span| span.start);
    Span { start, end: start }
}

/// A document's place in a note: `file:line`.
fn line_of(document: &Document, span: Span) -> String {
    let place = document.source.place(span);
    format!("{}:{}", place.file, place.line)
}
