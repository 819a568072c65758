//! Which documents may answer: filters, phrases, words that must or must not be there.

use tantivy::query::{EnableScoring, PhraseQuery, Query as TantivyQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use crate::index::{Analyzers, damaged};
use crate::query::{Filter, Query};
use crate::schema::{DOCUMENT, has_positions};
use crate::search::groups::Gathered;
use crate::{Field, Index, IndexError};

/// The documents of an index, by segment.
pub(crate) struct Narrowed {
    pub(crate) segments: Vec<Documents>,
}

/// The documents of a segment.
#[derive(Default)]
pub(crate) struct Documents {
    /// First entry of each document, ascending, then the end.
    pub(crate) starts: Vec<DocId>,
    /// Whether each may answer; empty where all may.
    pub(crate) admitted: Vec<bool>,
    /// Factor of each, where it is not 1: document and kind.
    pub(crate) index_pages: Vec<usize>,
    pub(crate) templates: Vec<usize>,
    pub(crate) retired: Vec<usize>,
}

impl Documents {
    /// Number of the document that an entry belongs to.
    pub(crate) fn of(&self, entry: DocId) -> usize {
        self.starts.partition_point(|start| *start <= entry).saturating_sub(1)
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(crate) fn admits(&self, document: usize) -> bool {
        self.admitted.get(document).copied().unwrap_or(true)
    }

    fn require(&mut self, documents: impl Iterator<Item = bool>) {
        if self.admitted.is_empty() {
            self.admitted = vec![true; self.len()];
        }
        for (admitted, required) in self.admitted.iter_mut().zip(documents) {
            *admitted &= required;
        }
    }

    pub(crate) fn admits_any(&self) -> bool {
        (0..self.len()).any(|document| self.admits(document))
    }
}

/// `gathered` are the words of the question, looked up: those of the title last.
pub(crate) fn narrow(index: &Index, query: &Query, gathered: &Gathered) -> Result<Narrowed, IndexError> {
    let titles = &gathered.groups[gathered.groups.len().saturating_sub(query.title.len())..];
    let mut segments = Vec::new();
    let mut analyzers = Analyzers::default();
    for (number, segment) in index.searcher.segment_readers().iter().enumerate() {
        let mut documents = Documents { starts: starts(index, segment)?, ..Documents::default() };
        documents.index_pages = facet(index, segment, &documents, "is:index")?;
        documents.templates = facet(index, segment, &documents, "is:template")?;
        documents.retired = facet(index, segment, &documents, "is:retired")?;
        for filter in &query.filters {
            let passes = filtered(index, segment, &documents, filter)?;
            documents.require(passes.into_iter());
        }
        let mut look = Look { index, segment: number, documents: &documents, analyzers: &mut analyzers };
        let mut required = Vec::new();
        for phrase in &query.phrases {
            required.push((look.having(phrase, None)?, true));
        }
        for group in titles {
            // Completed and mended as the word is that counts for the order.
            let mut having = vec![false; documents.len()];
            for term in group.meant() {
                look.add(&[term.to_owned()], Field::Title, &mut having)?;
            }
            required.push((having, true));
        }
        for without in query.without.iter().filter(|words| !words.is_empty()) {
            required.push((look.having(without, None)?, false));
        }
        for without in &query.without_title {
            let mut all = vec![true; documents.len()];
            for word in without {
                let having = look.having(std::slice::from_ref(word), Some(Field::Title))?;
                all.iter_mut().zip(having).for_each(|(all, has)| *all &= has);
            }
            required.push((all, false));
        }
        for (having, wanted) in required {
            documents.require(having.iter().map(|has| *has == wanted));
        }
        segments.push(documents);
    }
    Ok(Narrowed { segments })
}

fn starts(index: &Index, segment: &SegmentReader) -> Result<Vec<DocId>, IndexError> {
    let mut starts = entries(index, segment, index.schema.kind, DOCUMENT, false)?;
    starts.push(segment.max_doc());
    Ok(starts)
}

/// Entries that have a term in a field without frequencies; deleted ones too where `alive` is false.
fn entries(
    index: &Index,
    segment: &SegmentReader,
    field: tantivy::schema::Field,
    term: &str,
    alive: bool,
) -> Result<Vec<DocId>, IndexError> {
    let _ = index;
    let inverted = segment.inverted_index(field).map_err(damaged)?;
    let found = inverted
        .read_block_postings(&Term::from_field_text(field, term), IndexRecordOption::Basic)
        .map_err(|error| IndexError::Damaged(error.to_string()))?;
    let mut entries = Vec::new();
    if let Some(mut list) = found {
        entries.reserve(list.doc_freq() as usize);
        while !list.docs().is_empty() {
            entries.extend_from_slice(list.docs());
            list.advance();
        }
    }
    if alive && let Some(bits) = segment.alive_bitset() {
        entries.retain(|entry| bits.is_alive(*entry));
    }
    Ok(entries)
}

fn facet(
    index: &Index,
    segment: &SegmentReader,
    documents: &Documents,
    term: &str,
) -> Result<Vec<usize>, IndexError> {
    let entries = entries(index, segment, index.schema.facets, term, true)?;
    Ok(entries.into_iter().map(|entry| documents.of(entry)).collect())
}

fn filtered(
    index: &Index,
    segment: &SegmentReader,
    documents: &Documents,
    filter: &Filter,
) -> Result<Vec<bool>, IndexError> {
    let mut passes = vec![filter.not; documents.len()];
    let mut pass = |found: Vec<usize>| {
        for document in found {
            passes[document] = !filter.not;
        }
    };
    if filter.key == "updated" {
        let inverted = segment.inverted_index(index.schema.facets).map_err(damaged)?;
        let prefix = "updated:";
        let mut stream = inverted
            .terms()
            .range()
            .ge(prefix)
            .lt("updated;")
            .into_stream()
            .map_err(|error| IndexError::Damaged(error.to_string()))?;
        let mut terms = Vec::new();
        while stream.advance() {
            let term = String::from_utf8_lossy(stream.key()).into_owned();
            if filter.admits(&term[prefix.len()..]) {
                terms.push(term);
            }
        }
        for term in terms {
            pass(facet(index, segment, documents, &term)?);
        }
    } else {
        pass(facet(index, segment, documents, &format!("{}:{}", filter.key, filter.value))?);
    }
    Ok(passes)
}

/// Looks for words in one segment.
struct Look<'a> {
    index: &'a Index,
    segment: usize,
    documents: &'a Documents,
    analyzers: &'a mut Analyzers,
}

impl Look<'_> {
    /// Documents that have the words one after another in one of the fields with places, or in `only`.
    fn having(&mut self, words: &[String], only: Option<Field>) -> Result<Vec<bool>, IndexError> {
        let mut having = vec![false; self.documents.len()];
        for language in &self.index.languages {
            let analyzer = self.analyzers.of(*language);
            let stems: Vec<String> = words.iter().map(|word| analyzer.stem(word).to_owned()).collect();
            for field in Field::ALL {
                let wanted = match only {
                    Some(only) => field == only,
                    // A single word may be anywhere.
                    None => words.len() == 1 || has_positions(field),
                };
                if wanted {
                    self.add(&stems, field, &mut having)?;
                }
            }
        }
        Ok(having)
    }

    /// Adds the documents that have the terms one after another in a field.
    fn add(&self, terms: &[String], field: Field, having: &mut [bool]) -> Result<(), IndexError> {
        let handle = self.index.schema.texts[field as usize];
        let terms: Vec<Term> = terms.iter().map(|term| Term::from_field_text(handle, term)).collect();
        let query: Box<dyn TantivyQuery> = match terms.as_slice() {
            [] => return Ok(()),
            [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic)),
            _ => Box::new(PhraseQuery::new(terms)),
        };
        let reader = &self.index.searcher.segment_readers()[self.segment];
        let searcher = &self.index.searcher;
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher)).map_err(damaged)?;
        let mut scorer = weight.scorer(reader, 1.0).map_err(damaged)?;
        while scorer.doc() != TERMINATED {
            let entry = scorer.doc();
            if reader.alive_bitset().is_none_or(|alive| alive.is_alive(entry)) {
                having[self.documents.of(entry)] = true;
            }
            scorer.advance();
        }
        Ok(())
    }
}
