//! What holds of every workspace.

use std::collections::BTreeSet;

use proptest::prelude::*;
use stratbook_graph::{BackKind, Step};
use stratbook_model::{DocId, LinkKind};

use crate::workspace::{Built, Workspace, document};

/// Folders and names are few, so that they meet.
fn path() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec!["a", "B", "c d", "index", "Ä", "01_x", "README", "b"]);
    prop::collection::vec(part, 1..4).prop_map(|parts| format!("{}.md", parts.join("/")))
}

fn target() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "a",
        "b",
        "c%20d",
        "..",
        ".",
        "",
        "index",
        "x",
        "#",
        "#h",
        "?q",
        ".md",
        "%ff",
        "\\",
        "Ä",
        "README.md",
        "[[",
    ]);
    prop_oneof![
        prop::collection::vec(part, 0..5).prop_map(|parts| parts.join("/")),
        path(),
        "[^\\[\\]()|\n\r]{0,12}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    let link = (target(), any::<bool>(), any::<bool>());
    (prop::collection::vec(link, 0..6), prop::option::of(path())).prop_map(|(links, relation)| {
        let mut text = relation.map_or_else(String::new, |path| format!("---\nrelations: [{path}]\n---\n"));
        for (target, wiki, embed) in links {
            let mark = if embed { "!" } else { "" };
            let (open, middle, close) = if wiki { ("[[", "", "]]") } else { ("[x", "](", ")") };
            text.extend([mark, open, middle, &target, close, "\n"]);
        }
        text + "## H\n"
    })
}

fn files() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::btree_map(path(), text(), 0..10).prop_map(|files| files.into_iter().collect())
}

fn build(files: &[(String, String)], hidden: &[(String, String)]) -> Built {
    let mut workspace = Workspace::new().file("b/c d.png", "");
    workspace.documents = files.iter().map(|(path, text)| document(path, text)).collect();
    workspace.closed = hidden.iter().map(|(path, text)| document(path, text)).collect();
    workspace.build_unsorted()
}

/// Everything about each document by path, so that builds in different orders can be compared.
fn described(built: &Built) -> BTreeSet<String> {
    let step = |step: Option<Step>| match step {
        None => String::new(),
        Some(Step::Document(id)) => built.path(id).to_owned(),
        Some(Step::Folder(id)) => format!("{}/", built.graph.folder(id).path),
    };
    let describe = |document: &stratbook_model::Document| {
        let id = built.id(document.path.as_str());
        let back: Vec<String> = built
            .graph
            .backlinks(id)
            .iter()
            .map(|back| format!("{} {:?} {}", built.path(back.from), back.kind, back.context))
            .collect();
        let related: Vec<String> = built
            .graph
            .related(id)
            .iter()
            .map(|related| format!("{} {:?}", built.path(related.id), related.why))
            .collect();
        let (before, after) = built.graph.neighbours(id);
        let folder = &built.graph.folder(built.graph.folder_of(id)).path;
        let ends = built.ends(document.path.as_str());
        format!("{}: {ends:?} {back:?} {related:?} {} {} {folder}", document.path, step(before), step(after))
    };
    built.documents.iter().map(describe).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_end_exists_and_backlinks_are_the_transpose(files in files(), hidden in files()) {
        let built = build(&files, &hidden);
        let mut forward = BTreeSet::new();
        for at in 0..built.documents.len() {
            let id = DocId(at as u32);
            let outline = &built.documents[at].outline;
            prop_assert_eq!(built.graph.links(id).len(), outline.links.len());
            for (link, end) in outline.links.iter().zip(built.graph.links(id)) {
                let Some(to) = end.document() else { continue };
                prop_assert!(to.index() < built.documents.len());
                let kind = match link.kind {
                    LinkKind::Markdown | LinkKind::Html => BackKind::Link,
                    LinkKind::Wikilink => BackKind::Wikilink,
                    _ => BackKind::Embed,
                };
                if to != id {
                    let context = built.graph.redact(id, &link.context).into_owned();
                    forward.insert((to, id, kind, context));
                }
            }
            for relation in built.graph.relations(id) {
                if let Some(to) = relation.end.document().filter(|to| *to != id) {
                    forward.insert((to, id, BackKind::Relation(relation.kind.clone()), String::new()));
                }
            }
        }
        let mut backward = BTreeSet::new();
        for at in 0..built.documents.len() {
            let to = DocId(at as u32);
            for back in built.graph.backlinks(to) {
                prop_assert!(backward.insert((to, back.from, back.kind.clone(), back.context.clone())));
            }
        }
        prop_assert_eq!(forward, backward);
    }

    #[test]
    fn the_reading_order_has_every_document_once(files in files()) {
        let built = build(&files, &[]);
        let mut read: Vec<DocId> = Vec::new();
        for step in built.graph.reading_order() {
            match step {
                Step::Document(id) => read.push(*id),
                Step::Folder(id) => prop_assert!(built.graph.folder(*id).index.is_none()),
            }
        }
        read.sort();
        prop_assert_eq!(read, (0..built.documents.len() as u32).map(DocId).collect::<Vec<_>>());
    }

    #[test]
    fn the_order_of_documents_does_not_matter(
        (files, shuffled) in files().prop_flat_map(|files| (Just(files.clone()), Just(files).prop_shuffle())),
    ) {
        let (one, other) = (build(&files, &[]), build(&shuffled, &[]));
        prop_assert_eq!(described(&one), described(&other));
        prop_assert_eq!(one.diagnostics, other.diagnostics);
    }

    #[test]
    fn withheld_documents_are_not_named(files in files()) {
        let hidden = [("canary-folder/canary-name.md".to_owned(), "---\ntitle: canary title\n---\n".to_owned())];
        let mut files = files;
        for (_, text) in &mut files {
            text.push_str("[[canary-name]] [canary title](canary-folder/canary-name.md)\n");
        }
        let built = build(&files, &hidden);
        let graph = format!("{:?}", built.graph.glossary());
        prop_assert!(!graph.contains("canary"));
        for diagnostic in &built.diagnostics {
            let said = format!("{} {:?} {:?}", diagnostic.message, diagnostic.notes, diagnostic.hint);
            prop_assert!(!said.contains("canary"), "{}", said);
        }
    }
}
