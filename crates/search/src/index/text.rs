//! The text of a document as it was indexed, to be read beside the answer.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, TERMINATED, Term};

use super::{Index, IndexError, damaged};
use crate::Section;
use crate::schema::Stored;

impl Index {
    /// The sections of the document at `path`, in order; none where the index has no such document.
    pub fn sections(&self, path: &str) -> Result<Vec<Section>, IndexError> {
        let term = Term::from_field_text(self.schema.key, path);
        let mut sections: Vec<Section> = Vec::new();
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(self.schema.key).map_err(damaged)?;
            let Some(mut entries) = inverted
                .read_postings(&term, IndexRecordOption::Basic)
                .map_err(|error| IndexError::Damaged(error.to_string()))?
            else {
                continue;
            };
            while entries.doc() != TERMINATED {
                let entry = entries.doc();
                entries.advance();
                if segment.alive_bitset().is_some_and(|alive| alive.is_deleted(entry)) {
                    continue;
                }
                let Stored::Section(stored) = self.stored(number, entry)? else { continue };
                let blocks = stored.blocks();
                match sections.last_mut() {
                    // Part of a long section.
                    Some(last) if last.line == stored.line && last.anchor == stored.anchor => {
                        last.blocks.extend(blocks);
                    }
                    _ => sections.push(Section {
                        anchor: stored.anchor,
                        heading: stored.heading,
                        above: stored.above,
                        line: stored.line,
                        blocks,
                    }),
                }
            }
        }
        Ok(sections)
    }
}
