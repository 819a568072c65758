//! Files that belong to the whole site: theme assets, sitemap, Atom feed, robots.txt, llms.txt.
//!
//! A theme may bring templates named `atom.xml`, `robots.txt` or `llms.txt`; they get `site` and `items` (documents
//! with title, url, twin_url, summary and updated: the latest for the feed, else all by path).

mod atom;
mod llms;
mod sitemap;
mod stemmers;

use serde::Serialize;
use stratbook_graph::FolderId;
use stratbook_model::{Diagnostic, DocId};
use tera::Context;

use crate::context::{Day, Text};
use crate::site::{OutFile, PageKey, Site};

/// Most URLs in one sitemap, by its standard.
pub(crate) const SITEMAP_LIMIT: usize = 50_000;

/// A document as the feed templates of a theme see it.
#[derive(Serialize)]
struct Item<'s> {
    title: &'s str,
    url: String,
    twin_url: String,
    summary: Text<'s>,
    updated: Option<Day>,
}

/// Theme files that only diagrams need. They are megabytes, and most sites show none.
const DIAGRAM_SCRIPTS: &str = "assets/vendor/mermaid";

impl Site<'_> {
    /// Files that no page owns. They are made anew by every build, and written where they differ.
    pub fn global_files(&self) -> (Vec<OutFile>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let idle = self.idle_stemmers();
        let mut files: Vec<OutFile> = self
            .theme
            .assets()
            .filter(|(path, _)| self.has_diagrams || !path.starts_with(DIAGRAM_SCRIPTS))
            .filter(|(path, _)| !idle.contains(path))
            .map(|(path, asset)| OutFile { path: path.to_owned(), bytes: asset.bytes.to_vec() })
            .collect();
        let mut text = |path: &str, text: String| {
            files.push(OutFile { path: path.to_owned(), bytes: text.into_bytes() });
        };
        text("assets/code.css", stratbook_markdown::theme_css());
        for (path, sitemap) in sitemap::files(self) {
            text(&path, sitemap);
        }
        let all: Vec<DocId> = self.public_documents().collect();
        for (path, made, documents) in [
            ("atom.xml", atom::feed as fn(&Self) -> String, &self.latest),
            ("llms.txt", llms::summary, &all),
            ("robots.txt", robots, &all),
        ] {
            if path == "robots.txt" && self.plan.has_asset_at(path) {
                continue;
            }
            if !self.theme.has_template(path) {
                text(path, made(self));
                continue;
            }
            let mut context = Context::new();
            context.insert_value("site", self.shared_value.clone());
            context.insert("items", &documents.iter().map(|id| self.item(*id)).collect::<Vec<_>>());
            match self.theme.render(path, &context, path) {
                Ok(rendered) => text(path, rendered),
                Err(diagnostic) => {
                    diagnostics.push(*diagnostic);
                    text(path, made(self));
                }
            }
        }
        (files, diagnostics)
    }

    /// Output paths of [`Site::global_files`], for [`crate::output::OutputDir::plan`].
    pub fn global_paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.theme.assets().map(|(path, _)| path.to_owned()).collect();
        paths.extend(
            ["assets/code.css", "atom.xml", "llms.txt", "robots.txt", "sitemap.xml"].map(str::to_owned),
        );
        paths
    }

    /// Documents that feeds and sitemaps name: all but drafts.
    fn public_documents(&self) -> impl Iterator<Item = DocId> {
        (0..self.documents.len() as u32).map(DocId).filter(|id| !self.document(*id).metadata.draft)
    }

    /// Absolute where the base URL is known.
    fn absolute(&self, url: &str) -> String {
        match url.strip_prefix(&*self.shared.base_path) {
            Some(rest) if !self.shared.base_url.is_empty() => format!("{}{rest}", self.shared.base_url),
            _ => url.to_owned(),
        }
    }

    fn item(&self, id: DocId) -> Item<'_> {
        let document = self.document(id);
        Item {
            title: &document.title,
            url: self.absolute(self.url_of(id)),
            twin_url: self.absolute(&format!("{}index.md", self.url_of(id))),
            summary: self.graph.redact(id, document.description()),
            updated: document.metadata.updated.as_ref().map(|updated| Day(updated.value)),
        }
    }

    /// The top-level folder that a document lies in; none for documents of the root.
    fn section(&self, id: DocId) -> Option<FolderId> {
        let mut folder = self.graph.folder_of(id);
        while let Some(parent) = self.graph.folder(folder).parent {
            if parent == FolderId::ROOT {
                return Some(folder);
            }
            folder = parent;
        }
        None
    }

    /// Pages that search engines may list.
    fn listed_pages(&self) -> impl Iterator<Item = (&str, Option<Day>)> {
        self.pages().iter().filter_map(|page| match *page {
            PageKey::Document(id) => {
                let meta = &self.document(id).metadata;
                (!meta.draft)
                    .then(|| (self.url_of(id), meta.updated.as_ref().map(|updated| Day(updated.value))))
            }
            PageKey::NotFound | PageKey::Redirect(_) => None,
            page => Some((&*self.location(page).url, None)),
        })
    }
}

fn robots(site: &Site<'_>) -> String {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if !site.shared.base_url.is_empty() {
        text.push_str("\nSitemap: ");
        text.push_str(&site.shared.base_url);
        text.push_str("sitemap.xml\n");
    }
    text
}

/// Text for XML. Control characters that XML cannot hold vanish.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(character),
            '\u{fffe}' | '\u{ffff}' => {}
            character if character < ' ' => {}
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn xml_holds_any_text() {
        assert_eq!(super::xml("a<b>&\"'\0\u{ffff}\n"), "a&lt;b&gt;&amp;&quot;&#39;\n");
    }
}
