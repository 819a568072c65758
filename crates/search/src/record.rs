//! What search knows of a document, and the entries that it becomes in the index.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use stratbook_model::ContentPath;

use crate::{Analyzer, Language};

/// Bytes of a section beyond which it becomes a second entry, at the next paragraph: about 400 words.
const LONG_SECTION: usize = 2400;

/// Bytes of a whole name.
pub(crate) const LONGEST_NAME: usize = 160;

/// A text field of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Field {
    /// The document's title.
    Title,
    /// Its other names.
    Aliases,
    /// Its summaries.
    Summary,
    /// Its key concepts and keywords.
    Concepts,
    /// Its tags.
    Tags,
    /// Its id.
    Id,
    /// A question that it answers.
    Question,
    /// A section's heading.
    Heading,
    /// The headings above a section.
    Above,
    /// A section's text.
    Body,
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = 10;
    /// All of them, in order of their numbers.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Title,
        Self::Aliases,
        Self::Summary,
        Self::Concepts,
        Self::Tags,
        Self::Id,
        Self::Question,
        Self::Heading,
        Self::Above,
        Self::Body,
    ];

    /// The name in the index and in explanations.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Aliases => "aliases",
            Self::Summary => "summary",
            Self::Concepts => "concepts",
            Self::Tags => "tags",
            Self::Id => "id",
            Self::Question => "question",
            Self::Heading => "heading",
            Self::Above => "above",
            Self::Body => "body",
        }
    }
}

/// A block of a section: a paragraph, a list item, a row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// Line in the file, from 1.
    pub line: u32,
    /// Its text.
    pub text: String,
    /// Where in the text further lines of the file begin, in order.
    pub line_starts: Vec<u32>,
}

impl Block {
    /// The line of a place in the text.
    pub fn line_at(&self, place: usize) -> u32 {
        self.line + self.line_starts.iter().take_while(|start| **start as usize <= place).count() as u32
    }
}

/// A heading and what stands under it up to the next one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The heading's id on the page; empty before the first heading.
    pub anchor: String,
    /// The heading's text; empty before the first heading.
    pub heading: String,
    /// Headings above it, outermost first, without one that only repeats the title.
    pub above: Vec<String>,
    /// Line of the heading in the file, from 1.
    pub line: u32,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A document as search sees it: already admitted, and without the names of withheld ones.
#[derive(Debug, Clone)]
pub struct Record {
    /// What is shown and filtered by.
    pub about: About,
    /// Other names.
    pub aliases: Vec<String>,
    /// Summaries.
    pub summaries: Vec<String>,
    /// Key concepts and keywords.
    pub concepts: Vec<String>,
    /// Questions that it answers.
    pub questions: Vec<String>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// What is known of a document beside its text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// Path under the content root.
    pub path: String,
    /// File as diagnostics name it, from the workspace's root.
    pub file: String,
    /// Path of its page in the site, without the site's base.
    pub url: String,
    /// Title.
    pub title: String,
    /// Id, if it has one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// One paragraph on it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Kind of document.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doc_type: String,
    /// Status.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// The team that owns it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The person who looks after it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub steward: String,
    /// Level, by name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// For whom it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Primary subtag of the language of its text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// When it was last updated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
    /// Whether it is the page of a folder.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub index_page: bool,
    /// Whether it is a form to fill in rather than an answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub template: bool,
    /// Whether it is kept only for the record.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

impl About {
    /// The path as the other stages name it.
    pub fn content_path(&self) -> ContentPath {
        ContentPath::new(&self.path)
    }
}

/// What one entry of the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A document's front matter; every document has one, before its other entries.
    Document,
    /// A question that the document answers.
    Question,
    /// A section or a part of one.
    Section,
}

/// One entry of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its texts, by field; never empty ones.
    pub fields: Vec<(Field, String)>,
    /// Which section it is of (0 where it is of none), and which of its blocks.
    pub section: usize,
    /// Blocks of the section that it holds.
    pub blocks: std::ops::Range<usize>,
}

impl Record {
    /// The language of its text.
    pub fn language(&self) -> Language {
        Language::of_tag(&self.about.language)
    }

    /// The whole names that it is known by: title, aliases, id; each as [`name`] makes it, sorted, none twice.
    pub fn names(&self, analyzer: &mut Analyzer) -> Vec<String> {
        let texts = [&self.about.title, &self.about.id].into_iter().chain(&self.aliases);
        let mut names: Vec<String> = texts.map(|text| name(analyzer, text)).collect();
        names.retain(|name| !name.is_empty());
        names.sort();
        names.dedup();
        names
    }

    /// The entries of this document: its front matter, its questions, its sections.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(1 + self.questions.len() + self.sections.len());
        let front = [
            (Field::Title, self.about.title.clone()),
            (Field::Aliases, self.aliases.join("\n")),
            (Field::Summary, self.summaries.join("\n")),
            (Field::Concepts, self.concepts.join("\n")),
            (Field::Tags, self.about.tags.join("\n")),
            (Field::Id, self.about.id.clone()),
        ];
        entries.push(Entry { kind: Kind::Document, fields: filled(front), section: 0, blocks: 0..0 });
        for question in &self.questions {
            let fields = filled([(Field::Question, question.clone())]);
            if !fields.is_empty() {
                entries.push(Entry { kind: Kind::Question, fields, section: 0, blocks: 0..0 });
            }
        }
        for (number, section) in self.sections.iter().enumerate() {
            for blocks in section.parts() {
                let texts: Vec<&str> =
                    section.blocks[blocks.clone()].iter().map(|block| block.text.as_str()).collect();
                let fields = filled([
                    (Field::Heading, section.heading.clone()),
                    (Field::Above, section.above.join("\n")),
                    (Field::Body, texts.join("\n")),
                ]);
                if !fields.is_empty() {
                    entries.push(Entry { kind: Kind::Section, fields, section: number, blocks });
                }
            }
        }
        entries
    }
}

/// A whole name as it is compared: its folded words with a space between them, as many as fit.
pub fn name(analyzer: &mut Analyzer, text: &str) -> String {
    let mut name = String::new();
    analyzer.each(text, |token| {
        if !token.joined && name.len() + token.surface.len() < LONGEST_NAME {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(token.surface);
        }
    });
    name
}

fn filled<const N: usize>(fields: [(Field, String); N]) -> Vec<(Field, String)> {
    fields.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect()
}

impl Section {
    /// Cuts a long section between blocks. A section without text is one part too: its heading can be the answer.
    fn parts(&self) -> Vec<std::ops::Range<usize>> {
        let mut parts = Vec::new();
        let (mut start, mut length) = (0, 0);
        for (at, block) in self.blocks.iter().enumerate() {
            length += block.text.len();
            if length >= LONG_SECTION && at + 1 < self.blocks.len() {
                parts.push(start..at + 1);
                (start, length) = (at + 1, 0);
            }
        }
        if start < self.blocks.len() || parts.is_empty() {
            parts.push(start..self.blocks.len());
        }
        parts
    }
}
