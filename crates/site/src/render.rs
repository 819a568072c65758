//! Pages to HTML: context, content, template, Markdown twin.

mod content;
mod document;
mod fingerprint;
mod generated;
pub(crate) mod json_ld;
mod neighbourhood;
mod parts;
pub(crate) mod standalone;
mod twin;

use stratbook_markdown::Part;
use stratbook_model::Diagnostic;
use tera::Context;

use crate::context::{PageContext, PageKind};
use crate::site::{OutFile, PageKey, Site, template_of};
use content::Resolution;
pub(crate) use standalone::TEMPLATE as STANDALONE;

impl Site<'_> {
    /// Renders a page: its HTML and, for a document, its Markdown twin. A template that fails gives a diagnostic and
    /// no file; what an earlier build left in its place is not kept, since it may have been made for other readers.
    pub fn render(&self, page: PageKey) -> (Vec<OutFile>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut context = self.page_context(page);
        if let PageKey::Document(id) = page {
            let resolution = Resolution::new(self, id);
            let rendered = resolution.render(id, Part::WithoutTitle);
            context.content = rendered.html;
            context.needs = resolution.needs();
            diagnostics = resolution.into_diagnostics();
            // A body of nothing but its title renders to white space.
            if context.content.trim().is_empty() {
                context.content.clear();
            }
        }
        context.json_ld = json_ld::page(self, &context);
        let template = self.template(page, &context);
        let mut values = Context::new();
        values.insert_value("site", self.shared_value.clone());
        values.insert("page", &context);
        drop(context);
        let mut paths = self.files_of(page).into_iter();
        let mut files = Vec::with_capacity(2);
        match self.theme.render(&template, &values, &self.name_of(page)) {
            Ok(html) => {
                files.extend(paths.next().map(|path| OutFile { path, bytes: html.into_bytes() }));
                if let PageKey::Document(id) = page {
                    let bytes = twin::twin(self, id).into_bytes();
                    files.extend(paths.next().map(|path| OutFile { path, bytes }));
                    // The last file, where there is one, holds the numbers of a report.
                    if let (Some(path), Some(report)) = (paths.next(), &self.document(id).report) {
                        let mut bytes = serde_json::to_vec_pretty(&report.data).unwrap_or_default();
                        bytes.push(b'\n');
                        files.push(OutFile { path, bytes });
                    }
                }
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
        (files, diagnostics)
    }

    /// What a page says, apart from its content and its JSON-LD.
    pub(crate) fn page_context(&self, page: PageKey) -> PageContext<'_> {
        match page {
            PageKey::Document(id) => self.document_context(id),
            PageKey::Folder(id) => self.folder_context(id),
            PageKey::Taxonomy(at) => self.taxonomy_context(at),
            PageKey::Term(taxonomy, at) => self.term_context(taxonomy, at),
            PageKey::All => self.all_context(),
            PageKey::Glossary => self.glossary_context(),
            PageKey::NotFound => self.not_found_context(),
            PageKey::Redirect(at) => self.redirect_context(at),
        }
    }

    fn template(&self, page: PageKey, context: &PageContext<'_>) -> String {
        if let PageKey::Document(id) = page
            && let Some(template) = template_of(self.document(id), self.theme)
        {
            return template;
        }
        match context.kind {
            PageKind::Home => "home.html",
            PageKind::Document => "document.html",
            PageKind::Folder => "folder.html",
            PageKind::Listing => "listing.html",
            PageKind::Taxonomy => "taxonomy.html",
            PageKind::All => "all.html",
            PageKind::Glossary => "glossary.html",
            PageKind::NotFound => "404.html",
            PageKind::Redirect => "redirect.html",
        }
        .to_owned()
    }

    /// The name that a report of a failure calls a page by.
    fn name_of(&self, page: PageKey) -> String {
        match page {
            PageKey::Document(id) => self.document(id).source.file.to_string(),
            PageKey::NotFound => "404.html".to_owned(),
            PageKey::Redirect(at) => self.redirects[at].path.to_string(),
            page => self.location(page).url.to_string(),
        }
    }
}
