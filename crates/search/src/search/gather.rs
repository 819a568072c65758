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

    fn push(&mut self, entry: DocId, impact: u8) {
        self.entries.push(entry);
        self.impacts.push(impact);
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
    /// Frequencies of the term at hand, by entry.
    frequencies: Vec<f64>,
    /// Which entries have it, as a bit each: read in order, so that nothing has to be sorted.
    touched: Vec<u64>,
    impacts: [Impacts; Field::COUNT],
}

/// Occurrences in a field up to which impacts are kept.
const FEW: usize = 4;

/// Impacts of a field that is the only one with the term, by length and number of occurrences: worked out when they
/// are first asked for, 0 until then. Most entries have a term in one field only.
#[derive(Clone)]
struct Impacts(Vec<u8>);

impl Impacts {
    #[inline]
    fn of(&mut self, norm: u8, count: u32, scale: &FieldScale, saturation: f64) -> Option<u8> {
        let count_here = count as usize;
        if count_here > FEW {
            return of_frequency(f64::from(count) * scale.of(norm), saturation);
        }
        if self.0.is_empty() {
            self.0 = vec![0; 256 * (FEW + 1)];
        }
        let slot = &mut self.0[usize::from(norm) * (FEW + 1) + count_here];
        if *slot == 0 {
            *slot = of_frequency(f64::from(count) * scale.of(norm), saturation)?;
        }
        Some(*slot)
    }
}

/// Of a field without weight nothing is left.
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
            frequencies: Vec::new(),
            touched: Vec::new(),
            impacts: std::array::from_fn(|_| Impacts(Vec::new())),
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
        let most = list.doc_freq() as usize + self.add_up(number, segment, lists);
        Ok(self.finish(number, segment, last, list, most))
    }

    /// Adds up what the fields give. Tells how many entries there are at most.
    fn add_up(
        &mut self,
        number: usize,
        segment: &SegmentReader,
        lists: Vec<(Field, BlockSegmentPostings)>,
    ) -> usize {
        if lists.is_empty() {
            return 0;
        }
        let entries = segment.max_doc() as usize;
        self.frequencies.resize(self.frequencies.len().max(entries), 0.0);
        self.touched.resize(self.frequencies.len().div_ceil(64), 0);
        let alive = segment.alive_bitset();
        let mut most = 0;
        for (field, mut list) in lists {
            most += list.doc_freq() as usize;
            let scale = &self.scales[field as usize];
            let Some(norms) = &self.norms[number][field as usize] else { continue };
            while !list.docs().is_empty() {
                for (entry, count) in list.docs().iter().zip(list.freqs()) {
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
        most
    }

    /// Brings what was added up together with the last field.
    fn finish(
        &mut self,
        number: usize,
        segment: &SegmentReader,
        field: Field,
        mut list: BlockSegmentPostings,
        most: usize,
    ) -> List {
        let mut found = List::with_capacity(most);
        let alive = segment.alive_bitset();
        let (scale, saturation) = (&self.scales[field as usize], self.saturation);
        let impacts = &mut self.impacts[field as usize];
        let mut earlier = Earlier { touched: &mut self.touched, word: 0, bits: 0 };
        let mut next = earlier.next().unwrap_or(DocId::MAX);
        if let Some(norms) = &self.norms[number][field as usize] {
            while !list.docs().is_empty() {
                for (entry, count) in list.docs().iter().copied().zip(list.freqs().iter().copied()) {
                    if alive.is_some_and(|alive| !alive.is_alive(entry)) {
                        continue;
                    }
                    while next < entry {
                        let frequency = std::mem::take(&mut self.frequencies[next as usize]);
                        if let Some(impact) = of_frequency(frequency, saturation) {
                            found.push(next, impact);
                        }
                        next = earlier.next().unwrap_or(DocId::MAX);
                    }
                    let norm = norms.fieldnorm_id(entry);
                    let here = if next == entry {
                        let before = std::mem::take(&mut self.frequencies[next as usize]);
                        next = earlier.next().unwrap_or(DocId::MAX);
                        of_frequency(before + f64::from(count) * scale.of(norm), saturation)
                    } else {
                        impacts.of(norm, count, scale, saturation)
                    };
                    if let Some(impact) = here {
                        found.push(entry, impact);
                    }
                }
                list.advance();
            }
        }
        while next != DocId::MAX {
            let frequency = std::mem::take(&mut self.frequencies[next as usize]);
            if let Some(impact) = of_frequency(frequency, saturation) {
                found.push(next, impact);
            }
            next = earlier.next().unwrap_or(DocId::MAX);
        }
        found
    }
}

/// Entries that were touched, in order; none is touched afterwards.
struct Earlier<'a> {
    touched: &'a mut [u64],
    /// Number of the word after the one at hand.
    word: usize,
    bits: u64,
}

impl Iterator for Earlier<'_> {
    type Item = DocId;

    fn next(&mut self) -> Option<DocId> {
        while self.bits == 0 {
            self.bits = std::mem::take(self.touched.get_mut(self.word)?);
            self.word += 1;
        }
        let entry = (self.word - 1) as DocId * 64 + self.bits.trailing_zeros();
        self.bits &= self.bits - 1;
        Some(entry)
    }
}
