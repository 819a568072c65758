//! `llms.txt`: what the handbook holds, for AI readers, with links to the plain Markdown of every page.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use stratbook_graph::{Child, FolderId};
use stratbook_model::DocId;

use crate::site::Site;

/// Title, description, then a section for each top-level folder, in reading order.
pub(super) fn summary(site: &Site<'_>) -> String {
    let mut text = format!("# {}\n", one_line(&site.shared.title));
    // Writing to a string cannot fail.
    if !site.shared.description.is_empty() {
        let _ = write!(text, "\n> {}\n", one_line(&site.shared.description));
    }
    let mut sections: BTreeMap<Option<FolderId>, Vec<DocId>> = BTreeMap::new();
    for id in site.public_documents() {
        sections.entry(site.section(id)).or_default().push(id);
    }
    if let Some(documents) = sections.remove(&None) {
        section(&mut text, site, "Documents", &documents);
    }
    let root = site.graph.folders().first();
    for child in root.map_or(&[][..], |root| &root.children) {
        if let Child::Folder(id) = child
            && let Some(documents) = sections.remove(&Some(*id))
        {
            section(&mut text, site, &site.graph.folder(*id).title, &documents);
        }
    }
    text
}

fn section(text: &mut String, site: &Site<'_>, title: &str, documents: &[DocId]) {
    let _ = write!(text, "\n## {}\n\n", one_line(title));
    for id in documents {
        let item = site.item(*id);
        let title = one_line(item.title).replace('[', "\\[").replace(']', "\\]");
        let _ = write!(text, "- [{title}]({})", item.twin_url);
        let summary = one_line(&item.summary);
        let _ = if summary.is_empty() { writeln!(text) } else { writeln!(text, ": {summary}") };
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
