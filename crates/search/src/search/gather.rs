//! Reading the postings of a term: which entries have it, and how much of it.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, Term};

use crate::bm25::{FieldScale, impact};
use crate::index::damaged;
use crate::{Field, Index, IndexError, Settings};

/// Entries that have a term, by segment, with the impact of the term on each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Postings {
    pub(crate) segments: Vec<Vec<(DocId, u8)>>,
}

impl Postings {
    /// In how many entries the term is.
    pub(crate) fn frequency(&self) -> u64 {
        self.segments.iter().map(|entries| entries.len() as u64).sum()
    }
}

/// Reads postings; keeps what is the same for every term of a question.
pub(crate) struct Gatherer<'a> {
    index: &'a Index,
    scales: Vec<FieldScale>,
    saturation: f64,
    norms: Vec<[Option<FieldNormReader>; Field::COUNT]>,
    /// Frequencies of the term at hand, by entry.
    frequencies: Vec<f64>,
    /// Which entries have it, as a bit each: read in order, so that nothing has to be sorted.
    touched: Vec<u64>,
}

impl<'a> Gatherer<'a> {
    pub(crate) fn new(index: &'a Index, settings: &Settings) -> Self {
        let scales = Field::ALL.map(|field| FieldScale::new(field, settings, &index.summary.lengths)).into();
        let norms = index
            .searcher
            .segment_readers()
            .iter()
            .map(|segment| {
                Field::ALL.map(|field| segment.get_fieldnorms_reader(index.schema.texts[field as usize]).ok())
            })
            .collect();
        Self {
            index,
            scales,
            saturation: settings.saturation,
            norms,
            frequencies: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// Entries of `term` in `fields`.
    pub(crate) fn read(&mut self, term: &str, fields: &[Field]) -> Result<Postings, IndexError> {
        let mut postings = Postings::default();
        for (number, segment) in self.index.searcher.segment_readers().iter().enumerate() {
            postings.segments.push(self.read_segment(number, segment, term, fields)?);
        }
        Ok(postings)
    }

    fn read_segment(
        &mut self,
        number: usize,
        segment: &SegmentReader,
        term: &str,
        fields: &[Field],
    ) -> Result<Vec<(DocId, u8)>, IndexError> {
        let mut lists: Vec<(Field, BlockSegmentPostings)> = Vec::new();
        for field in fields {
            let handle = self.index.schema.texts[*field as usize];
            let inverted = segment.inverted_index(handle).map_err(damaged)?;
            let found = inverted
                .read_block_postings(&Term::from_field_text(handle, term), IndexRecordOption::WithFreqs)
                .map_err(|error| IndexError::Damaged(error.to_string()))?;
            lists.extend(found.map(|list| (*field, list)));
        }
        let most = lists.iter().map(|(_, list)| list.doc_freq() as usize).sum();
        self.frequencies.resize(self.frequencies.len().max(segment.max_doc() as usize), 0.0);
        self.touched.resize(self.frequencies.len().div_ceil(64), 0);
        let alive = segment.alive_bitset();
        for (field, mut list) in lists {
            let scale = &self.scales[field as usize];
            let Some(norms) = &self.norms[number][field as usize] else { continue };
            loop {
                let (entries, counts) = (list.docs(), list.freqs());
                if entries.is_empty() {
                    break;
                }
                for (entry, count) in entries.iter().zip(counts) {
                    if alive.is_some_and(|alive| !alive.is_alive(*entry)) {
                        continue;
                    }
                    self.touched[*entry as usize / 64] |= 1 << (entry % 64);
                    self.frequencies[*entry as usize] +=
                        f64::from(*count) * scale.of(norms.fieldnorm_id(*entry));
                }
                list.advance();
            }
        }
        let mut found = Vec::with_capacity(most);
        for (word, bits) in self.touched.iter_mut().enumerate() {
            let mut bits = std::mem::take(bits);
            while bits != 0 {
                let entry = word as DocId * 64 + bits.trailing_zeros();
                bits &= bits - 1;
                let frequency = std::mem::take(&mut self.frequencies[entry as usize]);
                if frequency > 0.0 {
                    found.push((entry, impact(frequency, self.saturation)));
                }
            }
        }
        Ok(found)
    }
}
