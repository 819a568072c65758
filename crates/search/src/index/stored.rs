//! What is kept of entries for showing them.

use tantivy::schema::{IndexRecordOption, TantivyDocument, Value as _};
use tantivy::{DocAddress, DocId, Term};

use super::{Index, IndexError, damaged};
use crate::record::About;
use crate::schema::{DOCUMENT, Stored, StoredDocument};

impl Index {
    /// What is kept of an entry.
    pub(crate) fn stored(&self, segment: usize, entry: DocId) -> Result<Stored, IndexError> {
        let document: TantivyDocument =
            self.searcher.doc(DocAddress::new(segment as u32, entry)).map_err(damaged)?;
        let bytes = document
            .get_first(self.schema.stored)
            .and_then(|value| value.as_bytes())
            .ok_or_else(|| IndexError::Damaged("an entry is empty".to_owned()))?;
        serde_json::from_slice(bytes).map_err(|error| IndexError::Damaged(error.to_string()))
    }

    /// What is known of the document at `path`, if it is in the index.
    pub fn about(&self, path: &str) -> Result<Option<About>, IndexError> {
        Ok(self.stored_document(path)?.map(|document| document.about))
    }

    /// What is kept of the document at `path`, if it is in the index.
    pub(crate) fn stored_document(&self, path: &str) -> Result<Option<StoredDocument>, IndexError> {
        let term = Term::from_field_text(self.schema.key, path);
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(self.schema.key).map_err(damaged)?;
            let Some(mut list) = inverted
                .read_block_postings(&term, IndexRecordOption::Basic)
                .map_err(|error| IndexError::Damaged(error.to_string()))?
            else {
                continue;
            };
            // Entries of a document are together, its first one first; deleted ones may stand before.
            while !list.docs().is_empty() {
                let alive = list
                    .docs()
                    .iter()
                    .copied()
                    .find(|entry| segment.alive_bitset().is_none_or(|alive| alive.is_alive(*entry)));
                if let Some(entry) = alive {
                    return match self.stored(number, entry)? {
                        Stored::Document(document) => Ok(Some(*document)),
                        _ => Err(IndexError::Damaged(format!("an entry of kind `{DOCUMENT}` is missing"))),
                    };
                }
                list.advance();
            }
        }
        Ok(None)
    }
}
