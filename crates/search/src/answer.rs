//! What a search gives back, in the form in which the command line, the server and the browser hand it on.

use serde::{Deserialize, Serialize};

use crate::expand::How;
use crate::record::About;

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The question as typed.
    pub query: String,
    /// Documents that match, of which `hits` are the first.
    pub total: usize,
    /// How long it took, in microseconds.
    pub elapsed_us: u64,
    /// What could not be read as it may have been meant, and words that were mended.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub hints: Vec<String>,
    /// The first documents, best first.
    pub hits: Vec<Hit>,
}

/// A document that matches, shown by its best section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Path under the content root.
    pub path: String,
    /// File as diagnostics name it.
    pub file: String,
    /// The document's title.
    pub title: String,
    /// Headings down to the section that matches best, outermost first; empty for the beginning of the document.
    pub section: Vec<String>,
    /// The section's id on the page; empty for the beginning of the page.
    pub anchor: String,
    /// Path of the page in the site, with the anchor.
    pub url: String,
    /// Line of the file where the snippet stands, from 1.
    pub line: u32,
    /// How well it matches; comparable within one answer only.
    pub score: f64,
    /// A part of the section.
    pub snippet: Marked,
    /// Places in the title that match.
    pub title_marks: Vec<(u32, u32)>,
    /// What is known of the document.
    pub fields: About,
    /// Where the score came from, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub explanation: Option<Explanation>,
}

/// Text with places to be marked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Marked {
    /// Plain text.
    pub text: String,
    /// Begin and end of each place, in characters (Unicode scalar values), ascending.
    pub marks: Vec<(u32, u32)>,
}

/// Where a score came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Score of the best entry.
    pub best: f64,
    /// Score of the second best entry, before its share is taken.
    pub second: f64,
    /// What the words give wherever in the document they are, before its share is taken.
    pub whole: f64,
    /// What the document's name gave, being the question or beginning with it.
    pub name: f64,
    /// Factor for what kind of document it is.
    pub kind: f64,
    /// Share of the question's neighbouring words that stand together in the text.
    pub pairs: f64,
    /// How much of title and question agree.
    pub coverage: f64,
    /// What each word gave to the best entry.
    pub words: Vec<WordShare>,
}

/// What one word gave to a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WordShare {
    /// The word of the question.
    pub word: String,
    /// The term that stood for it, and why.
    pub term: String,
    /// How it came to stand for it.
    pub how: How,
    /// How telling the word is.
    pub idf: f64,
    /// How much of it the entry has, 0 to 1.
    pub impact: f64,
    /// What it gave.
    pub score: f64,
}
