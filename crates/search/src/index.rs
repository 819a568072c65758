//! The index in the cache: a tantivy index, opened for searching or for bringing it up to date.

mod directory;
mod stored;
mod text;
mod update;

use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use tantivy::{ReloadPolicy, Searcher};

use crate::Language;
use crate::bm25::Lengths;
use crate::schema::Schema;
use crate::terms::{TOKENIZER, Terms};

pub use update::{Analyst, Update};

/// What can go wrong with an index. None of these harms the documents: an index can be made anew.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is none yet.
    #[error("there is no search index")]
    Missing,
    /// It cannot be read: cut short, or written by another version.
    #[error("the search index cannot be read: {0}")]
    Damaged(String),
    /// It cannot be written.
    #[error("the search index cannot be written: {0}")]
    Unwritable(String),
}

/// What the last commit says of the whole index.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// Name of the list of files that this index was made from.
    pub(crate) state: String,
    pub(crate) documents: u64,
    pub(crate) lengths: Lengths,
    /// Tags of the languages of its documents.
    pub(crate) languages: Vec<String>,
}

/// An index, open for searching.
pub struct Index {
    pub(crate) searcher: Searcher,
    pub(crate) schema: Schema,
    pub(crate) summary: Summary,
    pub(crate) languages: Vec<Language>,
}

impl Index {
    /// Opens the index in `folder`.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        if !folder.join("meta.json").is_file() {
            return Err(IndexError::Missing);
        }
        let directory = directory::Reading::open(folder)?;
        let tantivy = tantivy::Index::open(directory).map_err(damaged)?;
        Self::of(&tantivy)
    }

    pub(crate) fn of(tantivy: &tantivy::Index) -> Result<Self, IndexError> {
        let schema = Schema::new();
        if tantivy.schema() != schema.tantivy {
            return Err(IndexError::Damaged("it is of another form".to_owned()));
        }
        register(tantivy);
        let metas = tantivy.load_metas().map_err(damaged)?;
        let summary: Summary = metas
            .payload
            .as_deref()
            .and_then(|payload| serde_json::from_str(payload).ok())
            .ok_or_else(|| IndexError::Damaged("it was never finished".to_owned()))?;
        let reader =
            tantivy.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(damaged)?;
        let languages = summary.languages.iter().map(|tag| Language::of_tag(tag)).collect();
        Ok(Self { searcher: reader.searcher(), schema, summary, languages })
    }

    /// Name of the list of files that this index was made from.
    pub fn state(&self) -> &str {
        &self.summary.state
    }

    /// Documents in it.
    pub fn documents(&self) -> u64 {
        self.summary.documents
    }

    /// Entries in it: sections, questions, front matter.
    pub fn entries(&self) -> u64 {
        self.searcher.num_docs()
    }
}

fn register(index: &tantivy::Index) {
    index.tokenizers().register(TOKENIZER, Terms::default());
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
pub(crate) fn damaged(error: tantivy::TantivyError) -> IndexError {
    IndexError::Damaged(error.to_string())
}

/// Analyzers, one a language, kept while many documents are read.
#[derive(Default)]
pub(crate) struct Analyzers(FxHashMap<Language, crate::Analyzer>);

impl Analyzers {
    pub(crate) fn of(&mut self, language: Language) -> &mut crate::Analyzer {
        self.0.entry(language).or_insert_with(|| crate::Analyzer::new(language))
    }
}
