//! A document as plugins see it.

use stratbook_graph::{Options, is_deprecated, is_overdue};
use stratbook_model::{Document, Spanned};
use stratbook_plugin::messages;

/// What a plugin is told of a document; with its text if it is wanted.
pub(super) fn view(document: &Document, options: &Options, body: bool) -> messages::Document {
    let meta = &document.metadata;
    let text = |field: &Option<Spanned<String>>| field.as_ref().map(|field| field.value.clone());
    let day = |field: &Option<Spanned<jiff::civil::Date>>| field.as_ref().map(|day| day.value.to_string());
    let mut view = messages::Document::new(document.path.as_str(), &*document.title);
    view.id = text(&meta.id);
    view.status = text(&meta.status);
    view.deprecated = is_deprecated(document);
    view.doc_type = text(&meta.doc_type);
    options.levels.name(document.clearance).clone_into(&mut view.level);
    view.owner_team = text(&meta.owner_team);
    view.steward = text(&meta.steward);
    view.updated = day(&meta.updated);
    view.reviewed = day(&meta.reviewed);
    view.overdue = is_overdue(document, options);
    view.tags = meta.tags.iter().map(|tag| tag.value.clone()).collect();
    document.description().clone_into(&mut view.summary);
    view.report = text(&meta.report);
    view.rollup = text(&meta.rollup);
    view.extra = meta.extra.clone().into_iter().collect();
    view.headings = document
        .outline
        .headings
        .iter()
        .map(|heading| messages::Heading::new(heading.level, &heading.text, &heading.anchor))
        .collect();
    view.body = body.then(|| document.body_text().to_owned());
    view.body_line = document.source.place(document.body).line;
    view
}
