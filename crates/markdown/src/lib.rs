//! Markdown to outline and HTML, by way of pulldown-cmark's events.
//!
//! [`parse`] reads a body once and says what is in it; [`render`] turns it into HTML once every link's end is known.
//! This crate knows nothing of files, of other documents, or of where pages lie: a [`Resolver`] tells it.

use stratbook_model::{Diagnostic, Outline, SourceText, Span};

/// What is done with raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HtmlPolicy {
    /// Kept, but balanced: an unclosed or stray tag cannot break the page around it.
    #[default]
    Allow,
    /// Only harmless elements and attributes stay.
    Sanitize,
    /// Shown as text.
    Escape,
}

/// How bodies are read and rendered; one value a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Raw HTML.
    pub html: HtmlPolicy,
    /// `$…$` and `$$…$$` are math.
    pub math: bool,
    /// Mermaid blocks are diagrams; otherwise labelled code blocks.
    pub mermaid: bool,
    /// Shortcode names that have a template: they are not reported.
    pub shortcodes: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { html: HtmlPolicy::Allow, math: true, mermaid: true, shortcodes: Vec::new() }
    }
}

/// Where a link goes, in terms of the page that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page or file of this site.
    Internal {
        /// Ready for an attribute, not yet escaped.
        href: String,
        /// Text in place of the label, for links that have none of their own (a wikilink shows the page's title).
        text: Option<String>,
    },
    /// Another site.
    External(String),
    /// No link: only the text stays. `Some` replaces the label (it would have named a withheld page).
    Text(Option<String>),
    /// Leads nowhere: the text stays, marked as a broken link.
    Broken,
}

/// What an embed shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Embedded {
    /// Another note's HTML, already rendered, with where it comes from.
    Html {
        /// Rendered HTML of the note or of its part.
        html: String,
        /// The note's title.
        title: String,
        /// Its page.
        href: String,
    },
    /// An image of this site.
    Image(String),
    /// A file of this site that cannot be shown in place (PDF, spreadsheet).
    File(String),
    /// Shown as text, or not at all (`None`): withheld.
    Text(Option<String>),
    /// Leads nowhere.
    Broken,
}

/// Tells rendering where links lead. Links are named by their index in [`Outline::links`].
pub trait Resolver {
    /// Where link number `index` leads.
    fn link(&self, index: usize) -> Target;
    /// What embed number `index` (a link of kind `Embed`, or `Image` written as an embed) shows.
    fn embed(&self, index: usize) -> Embedded;
    /// HTML of shortcode number `index` in [`Outline::shortcodes`]; `None` leaves it out.
    fn shortcode(&self, index: usize) -> Option<String>;
}

/// A body as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// The HTML, well-formed.
    pub html: String,
    /// The page holds a Mermaid diagram, so it needs the script.
    pub mermaid: bool,
    /// The page holds highlighted code.
    pub code: bool,
    /// The page holds math.
    pub math: bool,
}

/// What part of a body is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// All of it.
    Whole,
    /// All but a first heading of level 1, which the page shows as its title.
    WithoutTitle,
    /// The section of the heading with this anchor, sub-sections included; or the block with this id (`^id`).
    Section(&'a str),
}

/// Reads a body: its headings, links, shortcodes and the rest of the outline. Spans are in the file.
pub fn parse(source: &SourceText, body: Span, options: &Options) -> (Outline, Vec<Diagnostic>) {
    let _ = (source, body, options);
    (Outline::default(), Vec::new())
}
