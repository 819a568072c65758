//! Markdown to outline and HTML, by way of pulldown-cmark's events.
//!
//! [`parse`] reads a body once and says what is in it; [`render()`] turns it into HTML once every link's end is known,
//! [`twin()`] into plain Markdown for readers that are programs, and [`blocks::read`] into a tree for terminals. All walk the same nodes, so that a link has
//! the same number everywhere. This crate knows nothing of files, of other documents, or of where pages lie: a
//! [`Resolver`] tells it.

pub mod blocks;
mod chart;
mod comments;
mod escape;
mod highlight;
mod math;
mod node;
mod options;
mod outline;
mod render;
mod resolver;
mod sections;
mod slug;
mod spaces;
mod terms;
mod twin;
mod walk;

pub use highlight::theme_css;
pub use options::{HtmlPolicy, Options};
pub use outline::parse;
pub use render::{Part, Rendered, render};
pub use resolver::{Embedded, Resolver, Target};
pub use sections::sections;
pub use slug::slug;
pub use terms::{Term, Terms};
pub use twin::twin;

use stratbook_model::{SourceText, Span};

/// The body within the file; empty where the span does not fit the text.
fn body_text(source: &SourceText, body: Span) -> &str {
    source.text.get(body.range()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
