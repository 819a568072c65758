//! The gate: only documents that a build may contain go further.
//!
//! It stands before everything that could leak. Whatever comes after it has never seen a withheld document; only the
//! withheld names are kept, so that a link to one becomes plain text instead of an error that names it.

use stratbook_graph::Withheld;
use stratbook_model::{Clearance, Diagnostic, Document, rules};

/// What the gate let through.
pub(crate) struct Admitted {
    /// Documents of the build, sorted by path.
    pub documents: Vec<Document>,
    /// Diagnostics of those documents.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of the documents left out.
    pub withheld: Withheld,
}

/// Lets through what is at most `clearance` (all where none is given) and, without `drafts`, is no draft.
pub(crate) fn admit(
    parsed: Vec<(Document, Vec<Diagnostic>)>,
    clearance: Option<Clearance>,
    drafts: bool,
) -> Admitted {
    let mut documents = Vec::with_capacity(parsed.len());
    let mut diagnostics = Vec::new();
    let mut closed = Vec::new();
    let mut left_out_drafts = Vec::new();
    let mut unknown_levels = 0;
    for (document, found) in parsed {
        let too_high = clearance.is_some_and(|clearance| document.clearance > clearance);
        if too_high {
            // Their own diagnostics would name them, in logs that people of this clearance read.
            unknown_levels +=
                usize::from(found.iter().any(|diagnostic| diagnostic.rule == &rules::UNKNOWN_LEVEL));
            closed.push(document);
            continue;
        }
        diagnostics.extend(found);
        if document.metadata.draft && !drafts {
            left_out_drafts.push(document);
        } else {
            documents.push(document);
        }
    }
    if unknown_levels > 0 {
        let (documents, were) = if unknown_levels == 1 { ("document", "was") } else { ("documents", "were") };
        diagnostics.push(
            Diagnostic::new(
                &rules::UNKNOWN_LEVEL,
                format!("{unknown_levels} {documents} with an unknown security level {were} withheld"),
            )
            .hint("run `stratbook check` without `--clearance` to see which"),
        );
    }
    let withheld = Withheld::new(&closed).with_drafts(&left_out_drafts);
    Admitted { documents, diagnostics, withheld }
}
