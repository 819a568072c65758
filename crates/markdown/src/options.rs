//! What a workspace decides about its Markdown.

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
    /// The outline also holds the body as plain text, for whoever searches it.
    pub texts: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { html: HtmlPolicy::Allow, math: true, mermaid: true, shortcodes: Vec::new(), texts: false }
    }
}
