//! A page as plain Markdown, for AI readers: title, summary, a few facts, and the body with links to other twins.

use std::fmt::Write as _;

use stratbook_graph::End;
use stratbook_markdown::{Embedded, Resolver, Target};
use stratbook_model::{DocId, LinkKind, WITHHELD_NAME};

use super::content::target;
use crate::site::{Site, with_anchor};

/// Name of a twin in its page's folder.
const TWIN: &str = "index.md";

/// The twin of a document's page.
pub(super) fn twin(site: &Site<'_>, id: DocId) -> String {
    let document = site.document(id);
    let meta = &document.metadata;
    let body = stratbook_markdown::twin(
        &document.source,
        document.body,
        &document.outline,
        &Twin { site, document: id },
    );
    let body = without_title(&body);
    let mut text = String::with_capacity(body.len() + 512);
    // Writing to a string cannot fail.
    let _ = writeln!(text, "# {}\n", one_line(&document.title));
    if let Some(summary) = meta.summary.as_ref().filter(|summary| !summary.value.trim().is_empty()) {
        let _ = writeln!(text, "> {}\n", one_line(&site.graph.redact(id, &summary.value)));
    }
    let facts = [
        ("Status", meta.status.as_ref().map(|status| status.value.clone())),
        ("Type", meta.doc_type.as_ref().map(|kind| kind.value.clone())),
        ("Version", meta.version.clone()),
        ("Updated", meta.updated.as_ref().map(|day| day.value.to_string())),
        ("Steward", meta.steward.as_ref().map(|steward| steward.value.clone())),
        ("Level", Some(site.options.levels.name(document.clearance).to_owned())),
    ];
    for (name, value) in facts {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            let _ = writeln!(text, "- {name}: {}", one_line(&value));
        }
    }
    text.push('\n');
    text.push_str(body.trim());
    if !body.trim().is_empty() {
        text.push('\n');
    }
    text
}

/// Leaves out a heading of level 1 at the beginning: the title stands there already.
fn without_title(body: &str) -> &str {
    let trimmed = body.trim_start();
    match trimmed.strip_prefix("# ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest),
        None => trimmed,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Twin<'t> {
    site: &'t Site<'t>,
    document: DocId,
}

impl Resolver for Twin<'_> {
    fn link(&self, index: usize) -> Target {
        let Some(end) = self.site.graph.links(self.document).get(index) else { return Target::Broken };
        let link = self.site.document(self.document).outline.links.get(index);
        let wants_title = link.is_some_and(|link| link.kind == LinkKind::Wikilink && !link.labelled);
        target(self.site, self.document, end, Some(self.document), wants_title, TWIN)
    }

    fn embed(&self, index: usize) -> Embedded {
        let site = self.site;
        match self.site.graph.links(self.document).get(index) {
            Some(End::Document { id, anchor }) => Embedded::Html {
                html: String::new(),
                title: site.document(*id).title.to_string(),
                href: with_anchor(&format!("{}{TWIN}", site.url_of(*id)), anchor.as_deref()),
            },
            Some(End::Generated(place)) => Embedded::File(site.generated_url(place)),
            Some(End::SamePage(_) | End::External(_)) => Embedded::Text(None),
            Some(End::Folder { folder, .. }) => Embedded::File(site.folder_url(*folder).to_owned()),
            Some(End::Asset(path)) => match site.plan.asset(path) {
                Some(location) => Embedded::Image(location.url.to_string()),
                None => Embedded::Broken,
            },
            Some(End::Withheld { .. }) => Embedded::Text(Some(WITHHELD_NAME.to_owned())),
            Some(End::Broken) | None => Embedded::Broken,
        }
    }

    fn shortcode(&self, _: usize) -> Option<String> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_stands_once() {
        assert_eq!(without_title("\n# Title\n\nText\n"), "\nText\n");
        assert_eq!(without_title("## Part\n"), "## Part\n");
        assert_eq!(without_title("# Only"), "");
    }
}
