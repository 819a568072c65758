//! The form of the index.

use serde::{Deserialize, Serialize};
use tantivy::schema::{
    Field as TantivyField, IndexRecordOption, STORED, STRING, Schema as TantivySchema, TextFieldIndexing,
    TextOptions,
};
use unicode_normalization::char::is_combining_mark;

use crate::analysis::fold;
use crate::bm25::Lengths;
use crate::record::About;
use crate::terms::TOKENIZER;
use crate::{Block, Field};

/// Raised whenever the form of the index or the analysis changes: an index of another form is made anew.
pub const FORM: u32 = 3;

/// Marks the entries that begin a document.
pub(crate) const DOCUMENT: &str = "document";

/// Handles of the fields.
#[derive(Debug, Clone)]
pub(crate) struct Schema {
    pub(crate) tantivy: TantivySchema,
    /// Text fields, by number.
    pub(crate) texts: [TantivyField; Field::COUNT],
    /// Surface words of a document, on its first entry.
    pub(crate) words: TantivyField,
    /// Whole names of a document, on its first entry.
    pub(crate) names: TantivyField,
    /// What filters ask for, and what makes a document count less, on its first entry.
    pub(crate) facets: TantivyField,
    /// [`DOCUMENT`] on the first entry of a document.
    pub(crate) kind: TantivyField,
    /// The document's path, on all entries.
    pub(crate) key: TantivyField,
    /// [`Stored`], as JSON.
    pub(crate) stored: TantivyField,
}

impl Schema {
    pub(crate) fn new() -> Self {
        let mut builder = TantivySchema::builder();
        let terms = |option: IndexRecordOption, norms: bool| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(TOKENIZER)
                    .set_index_option(option)
                    .set_fieldnorms(norms),
            )
        };
        let texts = Field::ALL.map(|field| {
            let option = if has_positions(field) {
                IndexRecordOption::WithFreqsAndPositions
            } else {
                IndexRecordOption::WithFreqs
            };
            builder.add_text_field(field.name(), terms(option, true))
        });
        let words = builder.add_text_field("words", terms(IndexRecordOption::Basic, false));
        let names = builder.add_text_field("names", terms(IndexRecordOption::Basic, false));
        let facets = builder.add_text_field("facets", terms(IndexRecordOption::Basic, false));
        let kind = builder.add_text_field("kind", STRING);
        let key = builder.add_text_field("key", STRING);
        let stored = builder.add_bytes_field("stored", STORED);
        Self { tantivy: builder.build(), texts, words, names, facets, kind, key, stored }
    }
}

/// Whether exact phrases are looked for in a field.
pub(crate) const fn has_positions(field: Field) -> bool {
    // Headings above are those of other entries.
    !matches!(field, Field::Above)
}

/// What is kept of an entry for showing it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stored {
    Document(Box<StoredDocument>),
    Question(String),
    Section(StoredSection),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StoredDocument {
    pub(crate) about: About,
    /// What its entries add to the sums of the index.
    pub(crate) lengths: Lengths,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct StoredSection {
    pub(crate) anchor: String,
    pub(crate) heading: String,
    pub(crate) above: Vec<String>,
    pub(crate) line: u32,
    /// Line and text of each block; `\n` stands where a further line begins, which takes least room.
    pub(crate) blocks: Vec<(u32, String)>,
}

impl StoredSection {
    pub(crate) fn blocks(&self) -> Vec<Block> {
        self.blocks.iter().map(|(line, text)| read_block(*line, text)).collect()
    }
}

/// A block as it is kept.
pub(crate) fn write_block(block: &Block) -> (u32, String) {
    let mut text = String::with_capacity(block.text.len() + 8);
    let mut from = 0;
    for start in &block.line_starts {
        let Some(part) = block.text.get(from..*start as usize) else { continue };
        // Its space is the line end.
        text.push_str(part.strip_suffix(' ').unwrap_or(part));
        text.push('\n');
        from = *start as usize;
    }
    text.push_str(&block.text[from..]);
    (block.line, text)
}

fn read_block(line: u32, written: &str) -> Block {
    let mut block = Block { line, text: String::with_capacity(written.len()), ..Block::default() };
    for (number, part) in written.split('\n').enumerate() {
        if number > 0 {
            if !block.text.is_empty() && !block.text.ends_with(' ') {
                block.text.push(' ');
            }
            block.line_starts.push(block.text.len() as u32);
        }
        block.text.push_str(part);
    }
    block
}

/// A filter's value as it is compared: folded, spaces and underscores as hyphens.
pub(crate) fn facet_value(text: &str) -> String {
    let mut value = fold(text.trim().trim_start_matches('#'));
    if value.contains([' ', '_', '-', '\n', '\t']) {
        let parts = value.split([' ', '_', '-', '\n', '\t']).filter(|part| !part.is_empty());
        let mut joined = String::with_capacity(value.len());
        for part in parts {
            if !joined.is_empty() {
                joined.push('-');
            }
            joined.push_str(part);
        }
        value = joined;
    }
    value
}

/// One word of a name is enough to ask for it: as it stands between spaces, and between any marks.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let is_mark = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
    folded.split_whitespace().chain(folded.split(is_mark)).map(str::to_owned).collect()
}

/// All that filters can ask of a document, as `key:value`.
pub(crate) fn facets(about: &About) -> Vec<String> {
    let mut facets = Vec::new();
    let mut add = |key: &str, value: &str| {
        let value = facet_value(value);
        if !value.is_empty() {
            facets.push(format!("{key}:{value}"));
        }
    };
    for tag in &about.tags {
        // A nested tag is found by each of its beginnings.
        for (at, _) in tag.match_indices('/') {
            add("tag", &tag[..at]);
        }
        add("tag", tag);
    }
    add("type", &about.doc_type);
    add("status", &about.status);
    add("level", &about.level);
    add("id", &about.id);
    for name in [&about.owner, &about.steward] {
        add("owner", name);
        for word in words(name) {
            add("owner", &word);
        }
    }
    for audience in &about.audience {
        add("audience", audience);
        for word in words(audience) {
            add("audience", &word);
        }
    }
    for (at, _) in about.path.match_indices('/') {
        add("in", &about.path[..at]);
    }
    add("in", &about.path);
    if let Some(date) = about.updated {
        add("updated", &date.to_string());
    }
    for (key, holds) in
        [("is:index", about.index_page), ("is:template", about.template), ("is:retired", about.retired)]
    {
        if holds {
            facets.push(key.to_owned());
        }
    }
    facets.sort();
    facets.dedup();
    facets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_read_as_it_was_written() {
        for (text, line_starts) in [
            ("one line", vec![]),
            ("two lines here", vec![4]),
            ("code is kept", vec![0, 5, 5, 8]),
            ("ünd so", vec![0, 0, 5]),
        ] {
            let block = Block { line: 7, text: text.to_owned(), line_starts };
            let (line, written) = write_block(&block);
            assert_eq!(read_block(line, &written), block);
            assert!(written.len() <= text.len() + 2);
        }
    }
}
