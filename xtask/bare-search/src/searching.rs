//! Asking an index.

use std::path::Path;

use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{Field, FieldType, Value};
use tantivy::{Index, Searcher, TantivyDocument};

use crate::Outcome;

/// An open index.
pub(crate) struct Searching {
    searcher: Searcher,
    parser: QueryParser,
    path: Field,
    title: Field,
    /// Whether several entries can be of one file.
    has_sections: bool,
}

/// A file that was found.
#[derive(Debug)]
pub(crate) struct Hit {
    pub(crate) path: String,
    pub(crate) title: String,
}

impl Searching {
    /// Opens the index in a folder.
    pub(crate) fn open(folder: &Path) -> Outcome<Self> {
        let index = Index::open_in_dir(folder)?;
        let schema = index.schema();
        let (path, title) = (schema.get_field("path")?, schema.get_field("title")?);
        let searched: Vec<Field> = schema
            .fields()
            .filter(|(field, entry)| *field != path && matches!(entry.field_type(), FieldType::Str(_)))
            .map(|(field, _)| field)
            .collect();
        let parser = QueryParser::for_index(&index, searched);
        let has_sections = schema.get_field("heading").is_ok();
        Ok(Self { searcher: index.reader()?.searcher(), parser, path, title, has_sections })
    }

    /// The best files, best first.
    pub(crate) fn search(&self, words: &str, limit: usize) -> Outcome<Vec<Hit>> {
        let (query, _) = self.parser.parse_query_lenient(&without_syntax(words));
        let entries = if self.has_sections { limit * 5 } else { limit };
        let mut hits: Vec<Hit> = Vec::with_capacity(limit);
        for (_, address) in self.searcher.search(&query, &TopDocs::with_limit(entries).order_by_score())? {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let value =
                |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
            let path = value(self.path);
            if !hits.iter().any(|hit| hit.path == path) {
                hits.push(Hit { path: path.to_owned(), title: value(self.title).to_owned() });
            }
            if hits.len() == limit {
                break;
            }
        }
        Ok(hits)
    }
}

/// The words as they were meant: a question's mark and a title's colon are no operators.
fn without_syntax(words: &str) -> String {
    let cleared =
        words.replace([':', '"', '(', ')', '[', ']', '{', '}', '^', '~', '*', '!', '?', '\\', '<', '>'], " ");
    let cleared: Vec<String> = cleared
        .split_whitespace()
        .map(|word| {
            let word = word.trim_start_matches(['+', '-', '/', '\'']);
            if matches!(word, "AND" | "OR" | "NOT" | "IN") { word.to_lowercase() } else { word.to_owned() }
        })
        .collect();
    cleared.join(" ")
}
