//! Listings: the values of tags, doc types, owners and statuses, with the documents that carry them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use stratbook_model::{DocId, Document, Spanned, names};

use crate::ranks::Ranks;
use crate::tree::natural;
use crate::{Options, Taxonomy, TaxonomyKind, TaxonomyTerm};

/// A value's spellings and documents, while they are gathered.
#[derive(Default)]
struct Gathered<'d> {
    key: String,
    spellings: BTreeMap<&'d str, usize>,
    documents: Vec<DocId>,
}

/// Tags, doc types, owners, statuses: always all four, in this order.
pub(crate) fn taxonomies(documents: &[Document], ranks: &Ranks, options: &Options) -> Vec<Taxonomy> {
    let places: HashMap<String, usize> =
        options.statuses.iter().enumerate().map(|(at, status)| (names::fold(status), at)).collect();
    let places = |key: &str| places.get(key).copied().unwrap_or(usize::MAX);
    let nowhere = |_: &str| 0;
    [TaxonomyKind::Tag, TaxonomyKind::DocType, TaxonomyKind::Owner, TaxonomyKind::Status]
        .map(|kind| {
            let place: &dyn Fn(&str) -> usize = if kind == TaxonomyKind::Status { &places } else { &nowhere };
            Taxonomy { kind, terms: terms(documents, ranks, kind, place) }
        })
        .into()
}

fn terms(
    documents: &[Document],
    ranks: &Ranks,
    kind: TaxonomyKind,
    place: &dyn Fn(&str) -> usize,
) -> Vec<TaxonomyTerm> {
    let mut gathered: Vec<Gathered<'_>> = Vec::new();
    let mut by_key: HashMap<String, Option<usize>> = HashMap::new();
    // A spelling is folded once, however many documents use it.
    let mut by_spelling: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, document) in documents.iter().enumerate() {
        let id = DocId(at as u32);
        for value in values(document, kind) {
            let place = *by_spelling.entry(value).or_insert_with(|| {
                let key = names::fold(value);
                let fresh = (!key.is_empty()).then_some(gathered.len());
                *by_key.entry(key).or_insert_with_key(|key| {
                    gathered.extend(fresh.map(|_| Gathered { key: key.clone(), ..Gathered::default() }));
                    fresh
                })
            });
            let Some(term) = place.and_then(|place| gathered.get_mut(place)) else { continue };
            *term.spellings.entry(value).or_default() += 1;
            if term.documents.last() != Some(&id) {
                term.documents.push(id);
            }
        }
    }
    let mut terms: Vec<TaxonomyTerm> = gathered
        .into_iter()
        .map(|mut term| {
            term.documents.sort_unstable_by_key(|id| ranks.by_title(*id));
            TaxonomyTerm { label: most_used(&term.spellings), key: term.key, documents: term.documents }
        })
        .collect();
    terms.sort_by(|a, b| {
        let order = place(&a.key).cmp(&place(&b.key));
        order.then_with(|| natural::compare(&a.label, &b.label)).then_with(|| a.key.cmp(&b.key))
    });
    terms
}

fn values(document: &Document, kind: TaxonomyKind) -> Vec<&str> {
    let meta = &document.metadata;
    match kind {
        TaxonomyKind::Tag => {
            let given = meta.tags.iter().map(|tag| tag.value.trim());
            given.chain(document.outline.inline_tags.iter().map(|tag| tag.trim())).collect()
        }
        TaxonomyKind::DocType => text(meta.doc_type.as_ref()).collect(),
        TaxonomyKind::Owner => text(meta.owner_team.as_ref()).chain(text(meta.steward.as_ref())).collect(),
        TaxonomyKind::Status => text(meta.status.as_ref()).collect(),
    }
}

fn text(field: Option<&Spanned<String>>) -> impl Iterator<Item = &str> {
    field.into_iter().map(|field| field.value.trim())
}

/// Of several spellings the one that is used most; among equals the first by bytes.
fn most_used(spellings: &BTreeMap<&str, usize>) -> Arc<str> {
    let best = spellings.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
    best.map_or_else(|| "".into(), |(spelling, _)| (*spelling).into())
}
