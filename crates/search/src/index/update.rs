//! Bringing an index up to date: documents are put, replaced and removed, and all of it counts at once or not at all.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tantivy::directory::MmapDirectory;
use tantivy::indexer::UserOperation;
use tantivy::schema::TantivyDocument;
use tantivy::{IndexWriter, Term};

use super::{Analyzers, Index, IndexError, Summary, damaged, register};
use crate::Record;
use crate::bm25::Lengths;
use crate::record::Kind;
use crate::schema::{DOCUMENT, Schema, Stored, StoredDocument, StoredSection, facets, write_block};
use crate::terms::{Words, prepare};

/// Memory that one writing thread fills before it writes a part of the index.
const BUDGET: usize = 120 << 20;
/// The same for an update of few documents.
const SMALL_BUDGET: usize = 16 << 20;

/// What is kept of entries is read for a few of them at a time, from all over the index: in small blocks, less has to
/// be unpacked for each.
fn settings() -> tantivy::IndexSettings {
    tantivy::IndexSettings { docstore_blocksize: 4 << 10, ..tantivy::IndexSettings::default() }
}

/// An index that is being written. Nothing of it counts before [`Update::commit`].
pub struct Update {
    tantivy: tantivy::Index,
    writer: IndexWriter,
    schema: Schema,
    sums: Mutex<Sums>,
}

#[derive(Default)]
struct Sums {
    lengths: Lengths,
    documents: u64,
    languages: Vec<String>,
}

impl Update {
    /// Makes an empty index in `folder`, which must exist; what index is there is dropped.
    pub fn create(folder: &Path) -> Result<Self, IndexError> {
        let schema = Schema::new();
        let directory = MmapDirectory::open(folder).map_err(|error| unwritable(error.into()))?;
        let tantivy =
            tantivy::Index::create(directory, schema.tantivy.clone(), settings()).map_err(unwritable)?;
        Self::begin(tantivy, schema, Sums::default(), true)
    }

    /// Makes an index that lives as long as this process, for where nothing can be written.
    pub fn in_memory() -> Result<Self, IndexError> {
        let schema = Schema::new();
        let tantivy = tantivy::Index::create_in_ram(schema.tantivy.clone());
        Self::begin(tantivy, schema, Sums::default(), true)
    }

    /// Goes on with the index in `folder`.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let index = Index::open(folder)?;
        let directory = MmapDirectory::open(folder).map_err(|error| unwritable(error.into()))?;
        let tantivy = tantivy::Index::open(directory).map_err(damaged)?;
        let sums = Sums {
            lengths: index.summary.lengths,
            documents: index.summary.documents,
            languages: index.summary.languages.clone(),
        };
        Self::begin(tantivy, index.schema, sums, false)
    }

    fn begin(tantivy: tantivy::Index, schema: Schema, sums: Sums, whole: bool) -> Result<Self, IndexError> {
        register(&tantivy);
        let threads = std::thread::available_parallelism().map_or(1, usize::from).clamp(1, 4);
        let (threads, budget) = if whole { (threads, BUDGET) } else { (1, SMALL_BUDGET) };
        let writer = tantivy.writer_with_num_threads(threads, budget * threads).map_err(unwritable)?;
        Ok(Self { tantivy, writer, schema, sums: Mutex::new(sums) })
    }

    /// A reader of documents for one thread.
    pub fn analyst(&self) -> Analyst<'_> {
        Analyst {
            update: self,
            analyzers: Analyzers::default(),
            prepared: String::new(),
            words: Words::default(),
        }
    }

    /// Takes a document out. Unknown ones are no error.
    pub fn remove(&self, index: &Index, path: &str) -> Result<(), IndexError> {
        self.writer.delete_term(Term::from_field_text(self.schema.key, path));
        if let Some(document) = index.stored_document(path)? {
            let mut sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
            sums.lengths.remove(&document.lengths);
            sums.documents = sums.documents.saturating_sub(1);
        }
        Ok(())
    }

    /// Makes it count, under the name of the list of files that it was made from, and opens it.
    pub fn commit(mut self, state: &str) -> Result<Index, IndexError> {
        let sums = self.sums.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut languages = sums.languages;
        languages.sort();
        let summary =
            Summary { state: state.to_owned(), documents: sums.documents, lengths: sums.lengths, languages };
        let payload =
            serde_json::to_string(&summary).map_err(|error| IndexError::Unwritable(error.to_string()))?;
        let mut prepared = self.writer.prepare_commit().map_err(unwritable)?;
        prepared.set_payload(&payload);
        prepared.commit().map_err(unwritable)?;
        self.writer.wait_merging_threads().map_err(unwritable)?;
        Index::of(&self.tantivy)
    }
}

/// Reads documents into an [`Update`]; one a thread.
pub struct Analyst<'a> {
    update: &'a Update,
    analyzers: Analyzers,
    prepared: String,
    words: Words,
}

impl Analyst<'_> {
    /// Puts a document into the index. One that is there already has to be removed first.
    pub fn put(&mut self, record: &Record) -> Result<(), IndexError> {
        let schema = &self.update.schema;
        let analyzer = self.analyzers.of(record.language());
        let mut lengths = Lengths::default();
        self.words.begin();
        let mut operations = Vec::new();
        for entry in record.entries() {
            let mut document = TantivyDocument::new();
            document.add_text(schema.key, &record.about.path);
            for (field, text) in &entry.fields {
                self.prepared.clear();
                let count = prepare(analyzer, text, &mut self.prepared, |word| self.words.add(word));
                if count > 0 {
                    lengths.add(*field, u64::from(count));
                    document.add_text(schema.texts[*field as usize], &self.prepared);
                }
            }
            match entry.kind {
                // It is completed below, when all words are known.
                Kind::Document => {}
                Kind::Question => {
                    let question = entry.fields.first().map(|(_, text)| text.clone()).unwrap_or_default();
                    store(schema, &mut document, &Stored::Question(question))?;
                }
                Kind::Section => {
                    let section = &record.sections[entry.section];
                    let blocks = &section.blocks[entry.blocks.clone()];
                    let stored = StoredSection {
                        anchor: section.anchor.clone(),
                        heading: section.heading.clone(),
                        above: section.above.clone(),
                        line: section.line,
                        blocks: blocks.iter().map(write_block).collect(),
                    };
                    store(schema, &mut document, &Stored::Section(stored))?;
                }
            }
            operations.push(document);
        }
        let first = &mut operations[0];
        first.add_text(schema.kind, DOCUMENT);
        first.add_text(schema.words, self.words.list());
        let mut list = record.names(analyzer).join("\n");
        list.push('\n');
        first.add_text(schema.names, list);
        let mut list = facets(&record.about).join("\n");
        list.push('\n');
        first.add_text(schema.facets, list);
        let stored = StoredDocument { about: record.about.clone(), lengths };
        store(schema, first, &Stored::Document(Box::new(stored)))?;
        let operations: Vec<_> = operations.into_iter().map(UserOperation::Add).collect();
        // As one batch they stay together and in order, which searching relies on.
        self.update.writer.run(operations).map_err(unwritable)?;
        let mut sums = self.update.sums.lock().unwrap_or_else(PoisonError::into_inner);
        sums.lengths.merge(&lengths);
        sums.documents += 1;
        let tag = record.language().tag();
        if !sums.languages.iter().any(|known| known == tag) {
            sums.languages.push(tag.to_owned());
        }
        Ok(())
    }
}

fn store(schema: &Schema, document: &mut TantivyDocument, stored: &Stored) -> Result<(), IndexError> {
    let bytes = serde_json::to_vec(stored).map_err(|error| IndexError::Unwritable(error.to_string()))?;
    document.add_bytes(schema.stored, &bytes);
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn unwritable(error: tantivy::TantivyError) -> IndexError {
    IndexError::Unwritable(error.to_string())
}
