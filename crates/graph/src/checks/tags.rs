//! Tags that are one tag in several spellings.

use std::collections::HashMap;

use stratbook_model::{Diagnostic, Document, names, rules};

use crate::report::{Report, Say, shown};
use crate::{Taxonomy, scalar};

pub(crate) fn check(documents: &[Document], tags: &Taxonomy, diagnostics: &mut Vec<Diagnostic>) {
    let labels: HashMap<&str, &str> =
        tags.terms.iter().map(|term| (term.key.as_str(), &*term.label)).collect();
    // What each spelling is to be, folded once however often it is used.
    let mut right: HashMap<&str, Option<&str>> = HashMap::new();
    for document in documents {
        let mut report = Report::new(document);
        for tag in &document.metadata.tags {
            let written = tag.value.trim();
            let label = *right.entry(written).or_insert_with(|| {
                labels.get(names::fold(written).as_str()).copied().filter(|label| *label != written)
            });
            let Some(label) = label else { continue };
            report.add(&rules::TAG_SPELLING, tag.span, |diagnostic| {
                let diagnostic = diagnostic
                    .say(format!("the tag `{}` is written `{label}` elsewhere", shown(written)))
                    .hint(format!("write `{label}`"));
                match scalar::replace(&document.source, tag.span, &tag.value, label) {
                    Some(edit) => diagnostic.fix(format!("write `{label}`"), vec![edit]),
                    None => diagnostic,
                }
            });
        }
        diagnostics.extend(report.finish());
    }
}
