//! Names that more than one document carries.

use stratbook_model::{Diagnostic, DocId, Document, Span, TitleSource, names, rules};

use super::line_of;
use crate::names::{NameIndex, key};
use crate::report::shown;

/// Titles that every second folder has, and nobody confuses.
const RECURRING: &[&str] = &[
    "about",
    "appendix",
    "changelog",
    "conclusion",
    "contents",
    "contributing",
    // Drawings carry these in place of a title.
    "excalidraw data",
    "faq",
    "faqs",
    "getting started",
    "glossary",
    "home",
    "index",
    "intro",
    "introduction",
    "notes",
    "overview",
    "readme",
    "references",
    "resources",
    "summary",
    "table of contents",
    "text elements",
    "welcome",
];

/// Documents listed in a note.
const LISTED: usize = 8;

pub(crate) fn check(documents: &[Document], index: &NameIndex, diagnostics: &mut Vec<Diagnostic>) {
    for (_, ids) in index.ids().filter(|(_, ids)| ids.len() > 1) {
        duplicate_id(documents, ids, diagnostics);
    }
    for (title, ids) in index.titles().filter(|(_, ids)| ids.len() > 1) {
        if !RECURRING.contains(&title) {
            duplicate_title(documents, ids, diagnostics);
        }
    }
    for (at, document) in documents.iter().enumerate() {
        aliases(documents, index, DocId(at as u32), document, diagnostics);
    }
}

fn by_path(documents: &[Document], ids: impl Iterator<Item = DocId>) -> Vec<&Document> {
    let mut found: Vec<&Document> = ids.map(|id| &documents[id.index()]).collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn duplicate_id(documents: &[Document], ids: &[DocId], diagnostics: &mut Vec<Diagnostic>) {
    let place = |document: &Document| document.metadata.id.as_ref().map_or_else(Span::default, |id| id.span);
    let all = by_path(documents, ids.iter().copied());
    let Some((first, others)) = all.split_first() else { return };
    for other in others {
        let id = other.metadata.id.as_ref().map_or("", |id| id.value.as_str());
        diagnostics.push(
            Diagnostic::at(
                &rules::DUPLICATE_ID,
                &other.source,
                place(other),
                format!("the id `{}` belongs to `{}` already", shown(id), first.path),
            )
            .note(format!("first given at {}", line_of(first, place(first))))
            .hint("give one of the two an id of its own"),
        );
    }
}

fn duplicate_title(documents: &[Document], ids: &[DocId], diagnostics: &mut Vec<Diagnostic>) {
    let given = ids.iter().copied().filter(|id| documents[id.index()].title_source != TitleSource::FileName);
    let all = by_path(documents, given);
    // Beside the page of a folder, its `README` is what a repository shows for it.
    let all: Vec<&Document> = all
        .iter()
        .copied()
        .filter(|document| {
            let is_readme = document.path.index_rank() == Some(2);
            let is_page =
                |other: &&Document| other.path.index_rank() < Some(2) && other.path.index_rank().is_some();
            let folder = document.path.folder();
            !(is_readme && all.iter().any(|other| is_page(other) && other.path.folder() == folder))
        })
        .collect();
    let [first, second, ..] = all.as_slice() else { return };
    let heading = || second.outline.headings.first().map(|heading| heading.span);
    let place = match second.title_source {
        TitleSource::FrontMatter => second.metadata.title.as_ref().map(|title| title.span),
        TitleSource::Heading => heading(),
        TitleSource::FileName => None,
    };
    let message = match all.len() {
        2 => format!("`{}` is also the title of `{}`", shown(&second.title), first.path),
        count => format!("`{}` is the title of {count} documents", shown(&second.title)),
    };
    let mut diagnostic =
        Diagnostic::at(&rules::DUPLICATE_TITLE, &second.source, place.unwrap_or_default(), message)
            .hint("make the titles say what sets the documents apart");
    for other in all.iter().filter(|other| other.path != second.path).take(LISTED) {
        diagnostic = diagnostic.note(format!("also `{}`", other.path));
    }
    diagnostics.push(diagnostic);
}

fn aliases(
    documents: &[Document],
    index: &NameIndex,
    id: DocId,
    document: &Document,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for alias in &document.metadata.aliases {
        let name = key(&alias.value);
        let titled = index.by_title(&name).iter();
        // An alias with folders in it (`Plugins/Tags`) is the name of what lies there, not of every `Tags`.
        let filed = index.by_stem(&alias.value);
        let others = index.by_alias(&name).iter().chain(titled).chain(&filed).copied();
        let mut others = by_path(documents, others.filter(|other| *other != id));
        others.dedup_by(|a, b| a.path == b.path);
        // A page that is named after this one's file stem only by its folder is the folder's page.
        others.retain(|other| {
            other.path.index_rank().is_none()
                || key(&other.title) == name
                || names::fold(other.path.stem()) == name
                || other.metadata.aliases.iter().any(|alias| key(&alias.value) == name)
        });
        let Some(first) = others.first() else { continue };
        let mut diagnostic = Diagnostic::at(
            &rules::ALIAS_COLLISION,
            &document.source,
            alias.span,
            format!("the alias `{}` is also a name of `{}`", shown(&alias.value), first.path),
        )
        .hint("keep the name on one document only");
        for other in others.iter().skip(1).take(LISTED) {
            diagnostic = diagnostic.note(format!("also of `{}`", other.path));
        }
        diagnostics.push(diagnostic);
    }
}
