//! Filling an index.

use std::fs;
use std::path::Path;

use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, TantivyDocument};

use crate::Outcome;
use crate::source::{self, Source};

const THREADS: usize = 2;
const MEMORY: usize = 128_000_000;

/// Fields of a document that come from front matter, and what they are called there.
const FIELDS: [(&str, &[&str]); 6] = [
    ("aliases", &["aliases", "alias", "redirect_from"]),
    ("summary", &["summary", "description", "semantic_summary"]),
    ("questions", &["synthetic_questions", "questions"]),
    ("concepts", &["key_concepts", "concepts", "keywords"]),
    ("tags", &["tags", "categories", "topics"]),
    ("id", &["id", "key"]),
];

/// How much was indexed.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Volume {
    pub(crate) documents: usize,
    pub(crate) entries: usize,
    pub(crate) bytes: usize,
}

/// One entry a file.
pub(crate) fn documents(content: &Path, folder: &Path) -> Outcome<Volume> {
    let mut schema = Schema::builder();
    let path = schema.add_text_field("path", STRING | STORED);
    let title = schema.add_text_field("title", text() | STORED);
    let body = schema.add_text_field("body", text());
    fill(content, folder, schema.build(), |source| {
        let mut entry = TantivyDocument::new();
        entry.add_text(path, &source.path);
        entry.add_text(title, &source.title);
        entry.add_text(body, &source.body);
        vec![entry]
    })
}

/// One entry a section; a file's first also has its front matter.
pub(crate) fn sections(content: &Path, folder: &Path, store: bool) -> Outcome<Volume> {
    let mut schema = Schema::builder();
    let path = schema.add_text_field("path", STRING | STORED);
    let title = schema.add_text_field("title", text() | STORED);
    let heading = schema.add_text_field("heading", text() | STORED);
    let body = schema.add_text_field("body", if store { text() | STORED } else { text() });
    let fields: Vec<(Field, &[&str])> =
        FIELDS.into_iter().map(|(name, names)| (schema.add_text_field(name, text()), names)).collect();
    fill(content, folder, schema.build(), |source| {
        let mut entries = Vec::new();
        for (section, text) in source.sections() {
            let mut entry = TantivyDocument::new();
            entry.add_text(path, &source.path);
            entry.add_text(title, &source.title);
            entry.add_text(heading, section);
            entry.add_text(body, text);
            entries.push(entry);
        }
        if entries.is_empty() {
            let mut entry = TantivyDocument::new();
            entry.add_text(path, &source.path);
            entry.add_text(title, &source.title);
            entries.push(entry);
        }
        for (name, value) in &source.fields {
            if let Some((field, _)) = fields.iter().find(|(_, names)| names.contains(&name.as_str())) {
                entries[0].add_text(*field, value);
            }
        }
        entries
    })
}

fn text() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    TextOptions::default().set_indexing_options(indexing)
}

fn fill(
    content: &Path,
    folder: &Path,
    schema: Schema,
    entries_of: impl Fn(&Source) -> Vec<TantivyDocument>,
) -> Outcome<Volume> {
    if folder.join("meta.json").exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let mut writer: IndexWriter =
        Index::create_in_dir(folder, schema)?.writer_with_num_threads(THREADS, MEMORY)?;
    let mut volume = Volume::default();
    source::walk(content, |source| {
        volume.documents += 1;
        volume.bytes += source.bytes;
        for entry in entries_of(&source) {
            writer.add_document(entry)?;
            volume.entries += 1;
        }
        Ok(())
    })?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(volume)
}
