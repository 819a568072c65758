//! Who looks after each document, and how fresh it is.
//!
//! A field that few documents of the workspace carry is no habit of its people, so its absence is not reported.

use jiff::civil::Date;
use stratbook_model::{Diagnostic, Document, Metadata, Spanned, names, rules};

use super::beginning;
use crate::Options;
use crate::resolve::check::is_deprecated_status;

pub(crate) fn check(documents: &[Document], options: &Options, diagnostics: &mut Vec<Diagnostic>) {
    let owners = is_habit(documents, has_owner);
    let summaries = is_habit(documents, has_summary);
    for document in documents {
        if owners && !has_owner(&document.metadata) {
            let place = beginning(document);
            diagnostics.push(
                Diagnostic::at(
                    &rules::MISSING_OWNER,
                    &document.source,
                    place,
                    "nobody answers for this document",
                )
                .hint("add `steward` or `owner_team` to its front matter"),
            );
        }
        if summaries && !has_summary(&document.metadata) {
            let place = beginning(document);
            diagnostics.push(
                Diagnostic::at(
                    &rules::MISSING_SUMMARY,
                    &document.source,
                    place,
                    "the document has no summary",
                )
                .hint("add a `summary` of one or two sentences to its front matter"),
            );
        }
        diagnostics.extend(overdue(document, options));
    }
}

/// Whether at least a fifth of the documents carry a field.
fn is_habit(documents: &[Document], carries: fn(&Metadata) -> bool) -> bool {
    let carrying = documents.iter().filter(|document| carries(&document.metadata)).count();
    carrying > 0 && carrying * 5 >= documents.len()
}

fn has_owner(meta: &Metadata) -> bool {
    given(meta.steward.as_ref()) || given(meta.owner_team.as_ref())
}

/// The shorter texts that stand in for a summary count as one.
fn has_summary(meta: &Metadata) -> bool {
    let others = [&meta.excerpt, &meta.meta_description, &meta.semantic_summary];
    given(meta.summary.as_ref()) || others.into_iter().flatten().any(|text| !text.trim().is_empty())
}

fn given(field: Option<&Spanned<String>>) -> bool {
    field.is_some_and(|field| !field.value.trim().is_empty())
}

/// Whether a document wants a review, by the rules of the workspace.
pub fn is_overdue(document: &Document, options: &Options) -> bool {
    overdue(document, options).is_some()
}

fn overdue(document: &Document, options: &Options) -> Option<Diagnostic> {
    let meta = &document.metadata;
    let (what, last) = [("updated", meta.updated.as_ref()), ("reviewed", meta.reviewed.as_ref())]
        .into_iter()
        .filter_map(|(what, date)| Some((what, date?)))
        .max_by_key(|(_, date)| date.value)?;
    let status = meta.status.as_ref().map(|status| status.value.trim());
    let allowed = allowed_days(status, options)?;
    let days = days_between(last.value, options.today)?;
    (days > i64::from(allowed)).then(|| {
        let kind = status.map_or_else(|| "a document".to_owned(), |status| format!("`{status}`"));
        Diagnostic::at(
            &rules::OVERDUE_REVIEW,
            &document.source,
            last.span,
            format!("{what} {days} days ago; {kind} wants a review after {allowed}"),
        )
        .hint("read it through, correct it, and set `reviewed` to today")
    })
}

fn allowed_days(status: Option<&str>, options: &Options) -> Option<u32> {
    let folded = status.map(names::fold).unwrap_or_default();
    let entries = &options.review_after;
    let named = entries.iter().find(|(name, _)| !folded.is_empty() && names::fold(name) == folded);
    let other = || entries.iter().find(|(name, _)| name.trim() == "*");
    let exempt = status.is_some_and(is_deprecated_status);
    named.or_else(|| if exempt { None } else { other() }).map(|(_, days)| *days)
}

fn days_between(from: Date, to: Date) -> Option<i64> {
    from.until(to).ok().map(|span| i64::from(span.get_days()))
}
