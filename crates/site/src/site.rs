//! A site: every page planned, everything that pages share worked out once.

mod shared;

pub(crate) use shared::{RECENT, section_key, with_anchor};

use std::collections::HashMap;

use rayon::prelude::*;
use stratbook_graph::FolderId;
use stratbook_graph::{Graph, TaxonomyKind};
use stratbook_markdown::{Term, Terms};
use stratbook_model::{ContentPath, Diagnostic, DocId, Document, names, rules};

use crate::context::SiteContext;
use crate::urls::{DocumentEntry, FolderEntry, Location, PlanInput, UrlPlan, encode, slug};
use crate::{Options, Theme};

/// One page of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageKey {
    /// A document's page; for the index document of a folder, the folder's.
    Document(DocId),
    /// The page of a folder without an index document.
    Folder(FolderId),
    /// All terms of a taxonomy, by its place in the graph's list.
    Taxonomy(usize),
    /// One term of a taxonomy.
    Term(usize, usize),
    /// All documents.
    All,
    /// The glossary.
    Glossary,
    /// What a server shows for an address that leads nowhere.
    NotFound,
    /// An old address.
    Redirect(usize),
}

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutFile {
    /// Path under the output folder, `/` between parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An old address and where it leads.
#[derive(Debug)]
pub(crate) struct Redirect {
    /// Output path of its page.
    pub(crate) path: Box<str>,
    pub(crate) to: DocId,
}

/// Pages that no document or folder is behind.
#[derive(Debug, Default)]
pub(crate) struct Generated {
    pub(crate) all: Location,
    pub(crate) glossary: Option<Location>,
    /// URL of an author's own page in the glossary's place: then none is made.
    pub(crate) own_glossary: Option<Box<str>>,
    /// By taxonomy; none where it has no terms.
    pub(crate) taxonomies: Vec<Option<Location>>,
    /// By taxonomy and term.
    pub(crate) terms: Vec<Vec<Location>>,
}

/// Documents, graph, theme and options as a planned site.
pub struct Site<'a> {
    pub(crate) documents: &'a [Document],
    pub(crate) graph: &'a Graph,
    pub(crate) theme: &'a Theme,
    pub(crate) options: &'a Options,
    pub(crate) plan: UrlPlan,
    pub(crate) generated: Generated,
    pub(crate) redirects: Vec<Redirect>,
    pub(crate) shared: SiteContext,
    /// `shared` as templates take it.
    pub(crate) shared_value: tera::Value,
    /// Hash of everything that all pages depend on.
    pub(crate) shared_hash: [u8; 32],
    pub(crate) terms: Option<Terms>,
    /// Place of a term in its taxonomy, by folded label.
    terms_by_key: Vec<HashMap<&'a str, usize>>,
    /// Documents by day of their last change, the latest first.
    pub(crate) latest: Vec<DocId>,
    pages: Vec<PageKey>,
    /// Some page may show a Mermaid diagram.
    pub(crate) has_diagrams: bool,
}

impl<'a> Site<'a> {
    /// Plans the site. Collisions, unusable slugs and old URLs come back as diagnostics.
    pub fn new(
        documents: &'a [Document],
        graph: &'a Graph,
        assets: &[ContentPath],
        theme: &'a Theme,
        options: &'a Options,
    ) -> (Self, Vec<Diagnostic>) {
        let (base_path, base_url) = options.base();
        let (mut plan, mut diagnostics) = plan(documents, graph, assets, theme, &base_path);
        let generated = generate(&mut plan, documents.len(), graph);
        let redirects = redirects(&mut plan, documents, &mut diagnostics);
        diagnostics.extend(unknown_templates(documents, theme, options));
        let mut latest: Vec<DocId> = (0..documents.len() as u32)
            .map(DocId)
            .filter(|id| {
                documents[id.index()].metadata.updated.is_some() && !documents[id.index()].metadata.draft
            })
            .collect();
        latest.sort_by_key(|id| {
            (
                std::cmp::Reverse(
                    documents[id.index()].metadata.updated.as_ref().map(|updated| updated.value),
                ),
                *id,
            )
        });
        latest.truncate(options.feed_items.max(RECENT));
        let shared =
            shared::context(documents, graph, theme, options, &plan, &generated, base_path, base_url);
        let glossary: Vec<Term> = graph
            .glossary()
            .iter()
            .flat_map(|term| {
                let href = with_anchor(&plan.document(term.doc.index()).url, term.anchor.as_deref());
                std::iter::once(&term.name)
                    .chain(&term.aliases)
                    .map(move |name| Term {
                        name: name.clone(),
                        href: href.clone(),
                        definition: term.definition.clone(),
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        let shared_hash = shared::hash(&shared, theme, options, &glossary);
        let site = Self {
            terms: (!glossary.is_empty()).then(|| Terms::new(glossary)),
            shared_value: tera::Value::from_serializable(&shared),
            terms_by_key: graph
                .taxonomies()
                .iter()
                .map(|taxonomy| {
                    taxonomy.terms.iter().enumerate().map(|(at, term)| (&*term.key, at)).collect()
                })
                .collect(),
            has_diagrams: options.markdown.mermaid
                && documents.par_iter().any(|document| document.body_text().contains("mermaid")),
            pages: pages(documents, graph, &generated, &redirects),
            documents,
            graph,
            theme,
            options,
            plan,
            generated,
            redirects,
            shared,
            shared_hash,
            latest,
        };
        (site, diagnostics)
    }

    /// All pages: documents by path, then generated ones.
    pub fn pages(&self) -> &[PageKey] {
        &self.pages
    }

    /// URL of a document's page, with the base path.
    pub fn url_of(&self, document: DocId) -> &str {
        &self.plan.document(document.index()).url
    }

    /// The path that every URL of the site begins with: `/`, or `/handbook/`.
    pub fn base_path(&self) -> &str {
        &self.shared.base_path
    }

    /// URL of a folder's page, with the base path.
    pub fn folder_url(&self, folder: FolderId) -> &str {
        &self.plan.folder(folder.index()).url
    }

    /// URL of a page or file that the site makes of itself, from its place under the site's root (`tags/ads/`).
    pub(crate) fn generated_url(&self, place: &str) -> String {
        let (path, anchor) =
            place.split_once('#').map_or((place, None), |(path, anchor)| (path, Some(anchor)));
        with_anchor(&format!("{}{}", self.shared.base_path, encode(path)), anchor)
    }

    /// Output path of a file of the content.
    pub fn asset_path(&self, asset: &ContentPath) -> Option<&str> {
        self.plan.asset(asset).map(|location| &*location.path)
    }

    /// What the whole site says about itself.
    pub const fn context(&self) -> &SiteContext {
        &self.shared
    }

    /// Output paths of a page: HTML first, then its Markdown twin if it has one, then a report's numbers. Known without
    /// rendering.
    pub fn files_of(&self, page: PageKey) -> Vec<String> {
        let location = match page {
            PageKey::NotFound => return vec!["404.html".to_owned()],
            PageKey::Redirect(at) => return vec![self.redirects[at].path.to_string()],
            page => self.location(page),
        };
        let folder = &location.path;
        let file = |name| if folder.is_empty() { String::from(name) } else { format!("{folder}/{name}") };
        match page {
            PageKey::Document(id) => {
                let mut files = vec![file("index.html"), file("index.md")];
                if self.document(id).report.as_ref().is_some_and(|report| !report.data.is_null()) {
                    files.push(file(REPORT_DATA));
                }
                files
            }
            _ => vec![file("index.html")],
        }
    }

    /// Where a page lies. Redirects and the 404 page have no folder of their own: they are given the home page's.
    pub(crate) fn location(&self, page: PageKey) -> &Location {
        match page {
            PageKey::Document(id) => self.plan.document(id.index()),
            PageKey::Folder(id) => self.plan.folder(id.index()),
            PageKey::Taxonomy(at) => self.generated.taxonomies[at].as_ref().unwrap_or(&self.generated.all),
            PageKey::Term(taxonomy, at) => &self.generated.terms[taxonomy][at],
            PageKey::All => &self.generated.all,
            PageKey::Glossary => self.generated.glossary.as_ref().unwrap_or(&self.generated.all),
            PageKey::NotFound | PageKey::Redirect(_) => self.plan.folder(0),
        }
    }

    /// The term that a value, however spelt, belongs to: taxonomy and place in it.
    pub(crate) fn term(&self, kind: TaxonomyKind, value: &str) -> Option<(usize, usize)> {
        let taxonomy = self.graph.taxonomies().iter().position(|taxonomy| taxonomy.kind == kind)?;
        let at = self.terms_by_key[taxonomy].get(&*names::fold(value))?;
        Some((taxonomy, *at))
    }

    pub(crate) fn document(&self, id: DocId) -> &'a Document {
        &self.documents[id.index()]
    }
}

/// The file with a report's numbers, beside its page.
pub(crate) const REPORT_DATA: &str = "report.json";

/// The folder of the search index in the output.
pub const SEARCH: &str = "assets/search";

/// Files that every site has beside its pages; the sitemap's parts only where it has any.
fn site_files(theme: &Theme, documents: usize, assets: &[ContentPath]) -> Vec<String> {
    let mut files: Vec<String> = theme.assets().map(|(path, _)| path.to_owned()).collect();
    files.extend(["404.html", "assets/code.css", "sitemap.xml", "atom.xml", "llms.txt"].map(str::to_owned));
    if documents > crate::feeds::SITEMAP_LIMIT / 3 {
        files.extend((1..=documents / 10_000 + 1).map(|number| format!("sitemap-{number}.xml")));
    }
    // The search index is a folder of its own. Claimed as a file, its name is taken with all that could lie below it.
    files.push(SEARCH.to_owned());
    // An author's robots.txt is meant to be the site's.
    if !assets.iter().any(|asset| asset.as_str() == "robots.txt") {
        files.push("robots.txt".to_owned());
    }
    files
}

fn plan(
    documents: &[Document],
    graph: &Graph,
    assets: &[ContentPath],
    theme: &Theme,
    base_path: &str,
) -> (UrlPlan, Vec<Diagnostic>) {
    let site_files = site_files(theme, documents.len(), assets);
    let input = PlanInput {
        folders: graph
            .folders()
            .iter()
            .map(|folder| FolderEntry {
                path: &folder.path,
                parent: folder.parent.map(FolderId::index),
                index: folder.index.map(DocId::index),
            })
            .collect(),
        documents: documents
            .iter()
            .enumerate()
            .map(|(at, document)| DocumentEntry {
                path: &document.path,
                file: &document.source.file,
                slug: document.metadata.slug.as_ref().map(|slug| slug.value.as_str()),
                folder: graph.folder_of(DocId(at as u32)).index(),
            })
            .collect(),
        assets,
        site_files: site_files.iter().map(String::as_str).collect(),
    };
    UrlPlan::new(base_path, &input)
}

/// Places the pages that no document is behind.
fn generate(plan: &mut UrlPlan, documents: usize, graph: &Graph) -> Generated {
    let own_glossary =
        (0..documents).map(|at| plan.document(at)).find(|location| &*location.path == "glossary");
    let own_glossary = own_glossary.map(|location| location.url.clone());
    let mut generated = Generated {
        all: plan.generated(&["all", "all-documents"]),
        glossary: (own_glossary.is_none() && !graph.glossary().is_empty())
            .then(|| plan.generated(&["glossary", "terms", "all-terms"])),
        own_glossary,
        ..Generated::default()
    };
    for taxonomy in graph.taxonomies() {
        if taxonomy.terms.is_empty() {
            generated.taxonomies.push(None);
            generated.terms.push(Vec::new());
            continue;
        }
        let names: &[&str] = match taxonomy.kind {
            TaxonomyKind::Tag => &["tags", "all-tags"],
            TaxonomyKind::DocType => &["types", "all-types"],
            TaxonomyKind::Owner => &["owners", "all-owners"],
            TaxonomyKind::Status => &["statuses", "all-statuses"],
        };
        let location = plan.generated(names);
        let terms = taxonomy
            .terms
            .iter()
            .map(|term| plan.generated(&[&format!("{}/{}", location.path, slug(&term.label))]))
            .collect();
        generated.terms.push(terms);
        generated.taxonomies.push(Some(location));
    }
    generated
}

fn redirects(plan: &mut UrlPlan, documents: &[Document], diagnostics: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        for old in &document.metadata.redirects {
            let (path, escaped) = plan.redirect(&old.value);
            let shown = old.value.escape_debug();
            if escaped {
                diagnostics.push(
                    Diagnostic::at(
                        &rules::UNSAFE_OUTPUT_NAME,
                        &document.source,
                        old.span,
                        format!(
                            "the old URL `{shown}` leads out of the site; what would leave it is dropped"
                        ),
                    )
                    .hint("write the path as it was on this site, beginning with `/`"),
                );
            }
            match path {
                Some(path) => redirects.push(Redirect { path, to: DocId(at as u32) }),
                None => diagnostics.push(
                    Diagnostic::at(
                        &rules::REDIRECT_TAKEN,
                        &document.source,
                        old.span,
                        format!(
                            "the old URL `{shown}` is taken by a page of this site or by an earlier redirect"
                        ),
                    )
                    .hint("remove the entry, or what is in its way"),
                ),
            }
        }
    }
    redirects
}

/// `template` and `shortcodes` that name no template.
fn unknown_templates(documents: &[Document], theme: &Theme, options: &Options) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (name, template) in &options.shortcodes {
        if !theme.has_template(template) {
            diagnostics.push(
                Diagnostic::new(
                    &rules::UNKNOWN_TEMPLATE,
                    format!("the shortcode `{name}` names the template `{template}`, and the theme has none of that name"),
                )
                .hint(format!("add `{template}` to the theme's folder in the workspace")),
            );
        }
    }
    for document in documents {
        let Some(template) = &document.metadata.template else { continue };
        if template_of(document, theme).is_some() {
            continue;
        }
        let message = format!("the theme has no template `{}`", template.value.escape_debug());
        let diagnostic = Diagnostic::at(&rules::UNKNOWN_TEMPLATE, &document.source, template.span, message);
        let known: Vec<&str> = theme
            .template_names()
            .filter(|name| !name.contains('/'))
            .filter_map(|name| name.strip_suffix(".html"))
            .collect();
        let hint = match nearest(&template.value, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the templates are {}", known.join(", ")),
        };
        diagnostics.push(diagnostic.hint(hint));
    }
    diagnostics
}

/// The known name that was probably meant.
fn nearest<'n>(given: &str, known: &[&'n str]) -> Option<&'n str> {
    let given = given.to_lowercase();
    let distance = |name: &str| strsim::osa_distance(&given, name);
    known
        .iter()
        .copied()
        .min_by_key(|name| distance(name))
        .filter(|name| distance(name) <= name.len() / 3 + 1)
}

/// The template that a document asks for, if there is one.
pub(crate) fn template_of(document: &Document, theme: &Theme) -> Option<String> {
    let asked = document.metadata.template.as_ref()?.value.trim();
    let name = format!("{}.html", asked.strip_suffix(".html").unwrap_or(asked));
    // Not every template makes pages: that one wants its styles handed to it.
    (theme.has_template(&name) && name != crate::render::STANDALONE).then_some(name)
}

fn pages(
    documents: &[Document],
    graph: &Graph,
    generated: &Generated,
    redirects: &[Redirect],
) -> Vec<PageKey> {
    let mut pages: Vec<PageKey> =
        (0..documents.len() as u32).map(|at| PageKey::Document(DocId(at))).collect();
    for (at, folder) in graph.folders().iter().enumerate() {
        if folder.index.is_none() {
            pages.push(PageKey::Folder(FolderId(at as u32)));
        }
    }
    for (taxonomy, location) in generated.taxonomies.iter().enumerate() {
        if location.is_some() {
            pages.push(PageKey::Taxonomy(taxonomy));
            pages.extend((0..generated.terms[taxonomy].len()).map(|term| PageKey::Term(taxonomy, term)));
        }
    }
    pages.push(PageKey::All);
    if generated.glossary.is_some() {
        pages.push(PageKey::Glossary);
    }
    pages.push(PageKey::NotFound);
    pages.extend((0..redirects.len()).map(PageKey::Redirect));
    pages
}
