//! Reading the postings of a term: which entries have it, and how much of it.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, Term};

use crate::bm25::{FieldScale, impact};
use crate::index::damaged;
use crate::{Field, Index, IndexError, Settings};

/// Entries that have a term, by segment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Postings {
    pub(crate) segments: Vec<List>,
}

/// Entries of one segment, ascending, with the impact of the term on each.
#[derive(Debug, Clone, Default)]
pub(crate) struct List {
    pub(crate) entries: Vec<DocId>,
    pub(crate) impacts: Vec<u8>,
}

impl List {
    fn with_capacity(entries: usize) -> Self {
        Self { entries: Vec::with_capacity(entries), impacts: Vec::with_capacity(entries) }
    }

    /// Adds an entry, if anything of the term is left on it.
    #[inline]
    fn push(&mut self, entry: DocId, impact: Option<u8>) {
        if let Some(impact) = impact {
            self.entries.push(entry);
            self.impacts.push(impact);
        }
    }

    /// Those of the entries from `first` up to `end`, with their impacts.
    pub(crate) fn between(&self, first: DocId, end: DocId) -> impl Iterator<Item = (DocId, u8)> + '_ {
        let from = self.entries.partition_point(|entry| *entry < first);
        let entries = self.entries[from..].iter().copied().take_while(move |entry| *entry < end);
        entries.zip(self.impacts[from..].iter().copied())
    }
}

impl Postings {
    /// In how many entries the term is.
    pub(crate) fn frequency(&self) -> u64 {
        self.segments.iter().map(|list| list.entries.len() as u64).sum()
    }
}

/// Reads postings; keeps what is the same for every term of a question.
pub(crate) struct Gatherer<'a> {
    index: &'a Index,
    scales: Vec<FieldScale>,
    saturation: f64,
    norms: Vec<[Option<FieldNormReader>; Field::COUNT]>,
    /// Frequencies that the fields before the last one gave to entries, in order.
    sums: Vec<(DocId, f64)>,
    /// The same, without the field at hand.
    before: Vec<(DocId, f64)>,
    impacts: [Impacts; Field::COUNT],
}

/// Occurrences in a field up to which impacts are kept.
const FEW: usize = 4;

/// Impacts of a field that is the only one with the term, by length and number of occurrences: worked out when they
/// are first asked for, 0 until then. Most entries have a term in one field only.
#[derive(Clone)]
struct Impacts(Vec<u8>);

impl Impacts {
    fn new() -> Self {
        Self(vec![0; 256 * (FEW + 1)])
    }

    #[inline]
    fn of(&mut self, norm: u8, count: u32, scale: &FieldScale, saturation: f64) -> Option<u8> {
        let count_here = count as usize;
        if count_here > FEW {
            return of_frequency(f64::from(count) * scale.of(norm), saturation);
        }
        let slot = &mut self.0[usize::from(norm) * (FEW + 1) + count_here];
        if *slot == 0 {
            *slot = of_frequency(f64::from(count) * scale.of(norm), saturation)?;
        }
        Some(*slot)
    }
}

/// Of a field without weight nothing is left.
#[inline]
fn of_frequency(frequency: f64, saturation: f64) -> Option<u8> {
    (frequency > 0.0).then(|| impact(frequency, saturation))
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
            sums: Vec::new(),
            before: Vec::new(),
            impacts: std::array::from_fn(|_| Impacts::new()),
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
    ) -> Result<List, IndexError> {
        let mut lists: Vec<(Field, BlockSegmentPostings)> = Vec::new();
        for field in fields {
            let handle = self.index.schema.texts[*field as usize];
            let inverted = segment.inverted_index(handle).map_err(damaged)?;
            let found = inverted
                .read_block_postings(&Term::from_field_text(handle, term), IndexRecordOption::WithFreqs)
                .map_err(|error| IndexError::Damaged(error.to_string()))?;
            lists.extend(found.map(|list| (*field, list)));
        }
        // The last field is the text, where most occurrences are. It is read in one go with what the fields before it
        // gave, in this order, so that the sum is the same to the last bit everywhere.
        let Some((last, list)) = lists.pop() else { return Ok(List::default()) };
        self.sums.clear();
        for (field, list) in lists {
            self.add(number, segment, field, list);
        }
        Ok(self.finish(number, segment, last, list))
    }

    /// Adds what a field gives to the sums.
    fn add(&mut self, number: usize, segment: &SegmentReader, field: Field, mut list: BlockSegmentPostings) {
        let alive = segment.alive_bitset();
        let scale = &self.scales[field as usize];
        let Some(norms) = &self.norms[number][field as usize] else { return };
        std::mem::swap(&mut self.sums, &mut self.before);
        self.sums.clear();
        self.sums.reserve(self.before.len() + list.doc_freq() as usize);
        let mut before = self.before.as_slice();
        while !list.docs().is_empty() {
            for (&entry, &count) in list.docs().iter().zip(list.freqs()) {
                if alive.is_some_and(|alive| !alive.is_alive(entry)) {
                    continue;
                }
                while let [earlier, rest @ ..] = before
                    && earlier.0 < entry
                {
                    self.sums.push(*earlier);
                    before = rest;
                }
                let mut sum = 0.0;
                if let [(same, so_far), rest @ ..] = before
                    && *same == entry
                {
                    sum = *so_far;
                    before = rest;
                }
                sum += f64::from(count) * scale.of(norms.fieldnorm_id(entry));
                self.sums.push((entry, sum));
            }
            list.advance();
        }
        self.sums.extend_from_slice(before);
    }

    /// Brings the sums together with the last field.
    fn finish(
        &mut self,
        number: usize,
        segment: &SegmentReader,
        field: Field,
        mut list: BlockSegmentPostings,
    ) -> List {
        let mut found = List::with_capacity(list.doc_freq() as usize + self.sums.len());
        let alive = segment.alive_bitset();
        let (scale, saturation) = (&self.scales[field as usize], self.saturation);
        let impacts = &mut self.impacts[field as usize];
        let mut sums = self.sums.iter();
        let mut next = *sums.next().unwrap_or(&END);
        if let Some(norms) = &self.norms[number][field as usize] {
            while !list.docs().is_empty() {
                for (&entry, &count) in list.docs().iter().zip(list.freqs()) {
                    if alive.is_some_and(|alive| !alive.is_alive(entry)) {
                        continue;
                    }
                    while next.0 < entry {
                        found.push(next.0, of_frequency(next.1, saturation));
                        next = *sums.next().unwrap_or(&END);
                    }
                    let norm = norms.fieldnorm_id(entry);
                    let impact = if next.0 == entry {
                        let sum = next.1 + f64::from(count) * scale.of(norm);
                        next = *sums.next().unwrap_or(&END);
                        of_frequency(sum, saturation)
                    } else {
                        impacts.of(norm, count, scale, saturation)
                    };
                    found.push(entry, impact);
                }
                list.advance();
            }
        }
        while next.0 != DocId::MAX {
            found.push(next.0, of_frequency(next.1, saturation));
            next = *sums.next().unwrap_or(&END);
        }
        found
    }
}

/// After all sums.
const END: (DocId, f64) = (DocId::MAX, 0.0);
