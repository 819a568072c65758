//! What the Markdown stage finds in a document's body: the facts that later stages work with.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Span;

/// A heading, and with it the section that it begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Plain text.
    pub text: String,
    /// The id in the page, unique in its document; GitHub-compatible unless the author gave one.
    pub anchor: String,
    /// The heading's own bytes in the file.
    pub span: Span,
}

/// How a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// `[label](target)` in any Markdown form, autolinks included.
    Markdown,
    /// `[[target]]` or `[[target|label]]`.
    Wikilink,
    /// `![[target]]`: another note, or a part of it, shown in place.
    Embed,
    /// `![alt](target)`, or an embed whose target is an image.
    Image,
    /// `href` of a raw HTML tag.
    Html,
    /// `src` (also `poster`, `srcset`'s parts) of a raw HTML tag.
    HtmlSource,
}

/// A link as it stands in the body, not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// How it was written.
    pub kind: LinkKind,
    /// The target as written, entities decoded, percent-encoding kept, fragment included (`a b.md#part`).
    pub target: String,
    /// The visible text, plain. For `[[Name]]` without a label: the name (`Name#Part` keeps its form).
    pub label: String,
    /// Whether the author gave a label of its own (always true for `Markdown` with text).
    pub labelled: bool,
    /// The whole link in the file.
    pub span: Span,
    /// The target in the file; equals `span` where it has no place of its own (reference links).
    pub target_span: Span,
    /// The sentence around the link, plain text, at most about 240 characters; empty for external links.
    pub context: String,
    /// Index of the heading whose section holds the link; none before the first heading.
    pub heading: Option<u32>,
}

/// A shortcode that stands in the text, like `[fluentform id="11"]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortcode {
    /// Its name.
    pub name: String,
    /// Its attributes in order; a bare value has an empty key.
    pub attributes: Vec<(String, String)>,
    /// Its bytes in the file.
    pub span: Span,
}

/// The structure of a document's body.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Links in the order in which rendering meets them: a link's index here is its name for the resolver.
    pub links: Vec<Link>,
    /// Shortcodes in order.
    pub shortcodes: Vec<Shortcode>,
    /// Other ids that a link may point at: raw HTML `id`/`name`, footnotes, Obsidian block ids (`^id`).
    pub anchors: Vec<String>,
    /// Tags written in the text as Obsidian does (`#topic/part`), without the sign.
    pub inline_tags: Vec<Arc<str>>,
    /// The first paragraph as plain text, at most about 320 characters: a description of last resort.
    pub lead: String,
    /// Words of prose, for a reading time.
    pub words: u32,
    /// The fence that would close the code block with which the body ends, where its author left that out.
    pub open_fence: Option<String>,
    /// The body as plain text, in order, where it was asked for. The first section has no heading and may be empty.
    #[serde(skip)]
    pub texts: Option<Vec<SectionText>>,
}

/// What stands under a heading, up to the next one, as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SectionText {
    /// Index of its heading in [`Outline::headings`]; `None` before the first one.
    pub heading: Option<u32>,
    /// All its blocks, one after the other.
    pub text: String,
    /// Its paragraphs, list items, rows of tables and code blocks: place in the file, and end in `text`.
    pub ends: Vec<(u32, u32)>,
    /// Where in `text` a further line of a block's file begins. The first line of a block is at its place; empty lines
    /// begin where the next one does.
    pub line_starts: Vec<u32>,
}

impl SectionText {
    /// Adds a block that begins at a place in the file, with the places in it where its further lines begin.
    pub fn push(&mut self, place: u32, block: &str, line_starts: impl IntoIterator<Item = usize>) {
        let from = self.text.len();
        self.line_starts.extend(line_starts.into_iter().map(|start| (from + start) as u32));
        self.text.push_str(block);
        self.ends.push((place, self.text.len() as u32));
    }

    /// Its blocks: place in the file, text without markup, and where in it further lines begin.
    pub fn blocks(&self) -> impl Iterator<Item = (u32, &str, Vec<u32>)> {
        let mut from = 0;
        let mut starts = self.line_starts.iter().copied().peekable();
        self.ends.iter().map(move |(place, end)| {
            let block = &self.text[from as usize..*end as usize];
            let mut own = Vec::new();
            while let Some(start) = starts.next_if(|start| start < end) {
                own.push(start - from);
            }
            from = *end;
            (*place, block, own)
        })
    }
}

impl Outline {
    /// Whether `anchor` (already decoded) names a heading or another id of this body.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.headings.iter().any(|heading| heading.anchor == anchor)
            || self.anchors.iter().any(|id| id == anchor)
    }
}
