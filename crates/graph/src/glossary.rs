//! Terms and their definitions: documents that are terms, and the sections of a glossary.

use std::collections::HashSet;

use stratbook_model::{DocId, Document, names};

use crate::plain::{first_paragraph, shorten};
use crate::resolve::check::{Resolved, redact};
use crate::tree::Tree;
use crate::{GlossaryTerm, Options};

/// Longest definition, in characters.
const LONGEST: usize = 240;

/// All terms as they were written: by document, with names that occur twice.
pub(crate) fn gather(documents: &[Document], tree: &Tree, options: &Options) -> Vec<GlossaryTerm> {
    let folders: HashSet<String> = options.glossary_folders.iter().map(|name| names::fold(name)).collect();
    let mut terms = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let id = DocId(at as u32);
        let folder = document.path.folder();
        let in_glossary = folder.parts().any(|part| folders.contains(&names::fold(part)));
        let index = tree.is_index(id);
        if document.metadata.term || (in_glossary && !index) {
            terms.extend(whole(id, document));
        } else if (in_glossary && index) || is_glossary(document) {
            sections(id, document, &mut terms);
        }
    }
    terms
}

/// Terms by name; of two with the same name the one whose document comes first by path.
pub(crate) fn glossary(
    documents: &[Document],
    resolved: &[Resolved],
    mut terms: Vec<GlossaryTerm>,
) -> Vec<GlossaryTerm> {
    for term in &mut terms {
        let definition = redact(&resolved[term.doc.index()].telling, &term.definition);
        term.definition = shorten(&definition, LONGEST);
    }
    terms.retain(|term| !term.definition.is_empty());
    let key = |term: &GlossaryTerm| names::fold(&term.name);
    terms.sort_by_cached_key(|term| (key(term), documents[term.doc.index()].path.clone()));
    terms.dedup_by(|b, a| key(a) == key(b));
    terms
}

fn is_glossary(document: &Document) -> bool {
    let glossary = |name: &str| names::fold(names::strip_order_prefix(name).1) == "glossary";
    glossary(document.path.stem()) || glossary(&document.title)
}

fn whole(id: DocId, document: &Document) -> Option<GlossaryTerm> {
    let definition = document.description().split_whitespace().collect::<Vec<_>>().join(" ");
    if definition.is_empty() {
        return None;
    }
    let (name, short) = split_name(&document.title);
    let given = document.metadata.aliases.iter().map(|alias| alias.value.trim().to_owned());
    let aliases = short.into_iter().chain(given).filter(|alias| !alias.is_empty()).collect();
    Some(GlossaryTerm { name, aliases, definition, doc: id, anchor: None })
}

/// Headings of level 2 to 4 that have a paragraph under them; letters that divide a list have none.
fn sections(id: DocId, document: &Document, terms: &mut Vec<GlossaryTerm>) {
    let headings = &document.outline.headings;
    for (at, heading) in headings.iter().enumerate().filter(|(_, heading)| (2..=4).contains(&heading.level)) {
        let end = headings.get(at + 1).map_or(document.body.end, |next| next.span.start);
        let section = document.source.text.get(heading.span.end as usize..end as usize).unwrap_or_default();
        let definition = first_paragraph(section);
        let (name, short) = split_name(&heading.text);
        if !definition.is_empty() && !name.is_empty() {
            let aliases = short.into_iter().collect();
            terms.push(GlossaryTerm {
                name,
                aliases,
                definition,
                doc: id,
                anchor: Some(heading.anchor.clone()),
            });
        }
    }
}

/// `Key performance indicator (KPI)` is one term with two names.
fn split_name(name: &str) -> (String, Option<String>) {
    let name = name.trim();
    if let Some((long, short)) = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("))
        && !long.trim().is_empty()
        && !short.is_empty()
        && short.len() <= 12
        && short.chars().all(|c| c.is_alphanumeric() || c == '-')
    {
        return (long.trim().to_owned(), Some(short.to_owned()));
    }
    (name.to_owned(), None)
}
