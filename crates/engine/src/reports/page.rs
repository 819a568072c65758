//! Where a report goes: below the document's text, and on further pages below the document.

use std::sync::Arc;

use stratbook_model::{
    ContentPath, Diagnostic, Document, Insertion, RelationEntry, Span, Spanned, TitleSource, rules,
};

use super::outcome::Outcome;

/// Who put something into a document, as diagnostics say it.
pub(super) fn by(plugin: &str) -> Arc<str> {
    format!("in what the plugin `{plugin}` made of this document").into()
}

/// What is put at the end of a document's body.
pub(super) fn below(document: &Document, markdown: &str) -> String {
    // What the text leaves open must not swallow the report: a blank line ends a list or a quotation, a fence code.
    let gap = match &document.outline.open_fence {
        Some(fence) => format!("\n{fence}\n\n"),
        None if document.body_text().trim().is_empty() => "\n".to_owned(),
        None => "\n\n".to_owned(),
    };
    format!("{gap}{}\n", markdown.trim_end())
}

/// The further pages of a report.
pub(super) fn further(
    document: &Document,
    outcome: &Outcome,
    markdown: &stratbook_markdown::Options,
) -> (Vec<Document>, Vec<Diagnostic>) {
    let mut pages = Vec::new();
    let mut diagnostics = Vec::new();
    for page in &outcome.pages {
        let fits = !page.slug.is_empty()
            && page.slug != "index"
            && page.slug.len() <= 80
            && page
                .slug
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !fits {
            let message = format!(
                "the plugin `{}` wants to add a page at `{}`",
                outcome.plugin,
                page.slug.escape_debug()
            );
            diagnostics.push(
                Diagnostic::at(&rules::PLUGIN_ANSWER, &document.source, outcome.span, message)
                    .hint("a slug has lower-case letters, digits and hyphens; tell who wrote the plugin"),
            );
            continue;
        }
        let folder = match document.path.index_rank() {
            Some(_) => document.path.folder().as_str().to_owned(),
            None => document.path.without_extension().to_owned(),
        };
        let path = if folder.is_empty() {
            format!("{}.md", page.slug)
        } else {
            format!("{folder}/{}.md", page.slug)
        };
        let everything = Span::new(0, document.source.text.len());
        let source = document.source.rewrite(&[Insertion {
            span: everything,
            text: format!("{}\n", page.markdown.trim_end()),
            by: Some(by(&outcome.plugin)),
            shown: Some(outcome.span),
        }]);
        let body = Span::new(0, source.text.len());
        let (outline, found) = stratbook_markdown::parse(&source, body, markdown);
        diagnostics.extend(found);
        let mut metadata = document.metadata.clone();
        let title =
            if page.title.trim().is_empty() { page.slug.clone() } else { page.title.trim().to_owned() };
        metadata.title = Some(Spanned::new(title.clone(), outcome.span));
        let summary = page.summary.trim();
        metadata.summary = (!summary.is_empty()).then(|| Spanned::new(summary.to_owned(), outcome.span));
        metadata.relations = vec![RelationEntry {
            kind: "part_of".into(),
            target: format!("/{}", document.path),
            span: outcome.span,
        }];
        // What only one page can say stays with the document.
        metadata.id = None;
        metadata.report = None;
        metadata.rollup = None;
        metadata.inputs = None;
        metadata.inputs_file = None;
        metadata.template = None;
        metadata.slug = None;
        metadata.order = None;
        metadata.excerpt = None;
        metadata.semantic_summary = None;
        metadata.meta_description = None;
        metadata.seo_title = None;
        metadata.cover_image = None;
        metadata.duration = None;
        metadata.term = false;
        metadata.aliases.clear();
        metadata.redirects.clear();
        metadata.synthetic_questions.clear();
        metadata.key_concepts.clear();
        metadata.extra.clear();
        pages.push(Document {
            path: ContentPath::new(&path),
            hash: *blake3::hash(source.text.as_bytes()).as_bytes(),
            front_matter: None,
            body,
            metadata,
            outline,
            title: title.into(),
            title_source: TitleSource::FrontMatter,
            clearance: document.clearance,
            report: None,
            source,
        });
    }
    (pages, diagnostics)
}

/// Puts further pages among the documents. Where one lies already, the author's stays.
pub(super) fn add(documents: &mut Vec<Document>, pages: Vec<Document>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut added: Vec<Document> = Vec::new();
    for page in pages {
        let taken = documents.binary_search_by(|document| document.path.cmp(&page.path)).is_ok()
            || added.iter().any(|other| other.path == page.path);
        if taken {
            let message = format!("a report wants to add the page `{}`, and there is one", page.path);
            diagnostics.push(
                Diagnostic::at(&rules::OUTPUT_COLLISION, &page.source, Span::default(), message)
                    .hint("move or rename the document that lies there"),
            );
        } else {
            added.push(page);
        }
    }
    documents.extend(added);
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    diagnostics
}
