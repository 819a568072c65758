//! What all pages share, worked out once: the `site` value of templates and the hash of all that is behind it.

use stratbook_graph::{Child, Graph, TaxonomyKind};
use stratbook_markdown::{Embedded, Part, Resolver, Target, Term};
use stratbook_model::{ContentPath, Document, SourceText, Span};

use super::Generated;
use crate::context::{NavItem, SiteContext, SiteUrls};
use crate::urls::{UrlPlan, encode};
use crate::{Options, Theme};

/// How many documents the home page shows as recently updated.
pub(crate) const RECENT: usize = 6;
/// Most sections in the header.
const NAV: usize = 12;
/// Documents of the root stand in the header only where there are at most this many.
const NAV_DOCUMENTS: usize = 5;
const FALLBACK_TITLE: &str = "Handbook";

/// A URL with a fragment.
pub(crate) fn with_anchor(url: &str, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) if !anchor.is_empty() => format!("{url}#{}", encode(anchor)),
        _ => url.to_owned(),
    }
}

/// The first part of an output path: what ties a page to its section in the header.
pub(crate) fn section_key(path: &str) -> &str {
    path.split('/').next().unwrap_or("")
}

#[expect(clippy::too_many_arguments, reason = "one caller, and each is used once")]
pub(super) fn context(
    documents: &[Document],
    graph: &Graph,
    theme: &Theme,
    options: &Options,
    plan: &UrlPlan,
    generated: &Generated,
    base_path: String,
    base_url: String,
) -> SiteContext {
    let home = graph.folders().first().and_then(|root| root.index);
    let home = home.map(|id| (id, &documents[id.index()]));
    let file = |path: &str| format!("{base_path}{path}");
    let versioned = |path: &str| match theme.asset(path) {
        Some(asset) => format!("{base_path}{path}?v={}", asset.version),
        None => String::new(),
    };
    let taxonomy = |kind: TaxonomyKind| {
        let at = graph.taxonomies().iter().position(|taxonomy| taxonomy.kind == kind);
        let location = at.and_then(|at| generated.taxonomies.get(at)?.as_ref());
        location.map_or_else(String::new, |location| location.url.to_string())
    };
    let code_version = &blake3::hash(stratbook_markdown::theme_css().as_bytes()).to_hex()[..10];
    let title = options.title.clone().or_else(|| home.map(|(_, home)| home.title.to_string()));
    let description = options
        .description
        .clone()
        .or_else(|| home.map(|(id, home)| graph.redact(id, home.description()).into_owned()));
    let logo = options.logo.as_deref().and_then(|logo| plan.asset(&ContentPath::new(logo)));
    let highest = documents.iter().map(|document| document.clearance).max();
    SiteContext {
        title: title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| FALLBACK_TITLE.to_owned()),
        description: description.unwrap_or_default(),
        language: options.language.clone(),
        version: options.version.to_owned(),
        built: options.date.to_string(),
        footer_html: options
            .footer
            .as_deref()
            .map_or_else(String::new, |text| footer(text, &base_path, options)),
        logo: logo.map_or_else(String::new, |location| location.url.to_string()),
        nav: nav(documents, graph, plan),
        urls: SiteUrls {
            home: base_path.clone(),
            all: generated.all.url.to_string(),
            glossary: generated
                .own_glossary
                .as_ref()
                .or(generated.glossary.as_ref().map(|location| &location.url))
                .map_or_else(String::new, ToString::to_string),
            tags: taxonomy(TaxonomyKind::Tag),
            types: taxonomy(TaxonomyKind::DocType),
            owners: taxonomy(TaxonomyKind::Owner),
            statuses: taxonomy(TaxonomyKind::Status),
            feed: file("atom.xml"),
            css: versioned("assets/handbook.css"),
            code_css: format!("{}?v={code_version}", file("assets/code.css")),
            js: versioned("assets/handbook.js"),
            search: if options.search {
                file(&format!("{}/index.json", super::SEARCH))
            } else {
                String::new()
            },
            llms: file("llms.txt"),
        },
        levels: options.levels.names().map(str::to_owned).collect(),
        highest_level: highest.map_or_else(String::new, |level| options.levels.name(level).to_owned()),
        base_path,
        base_url,
    }
}

/// Top-level folders in reading order; documents of the root among them where they are few.
fn nav(documents: &[Document], graph: &Graph, plan: &UrlPlan) -> Vec<NavItem> {
    let Some(root) = graph.folders().first() else { return Vec::new() };
    let loose = root.children.iter().filter(|child| matches!(child, Child::Document(_))).count();
    root.children
        .iter()
        .filter_map(|child| match *child {
            Child::Folder(id) => Some((graph.folder(id).title.to_string(), plan.folder(id.index()))),
            Child::Document(id) if loose <= NAV_DOCUMENTS => {
                Some((documents[id.index()].title.to_string(), plan.document(id.index())))
            }
            Child::Document(_) => None,
        })
        .take(NAV)
        .map(|(title, location)| NavItem {
            title,
            url: location.url.to_string(),
            key: section_key(&location.path).to_owned(),
        })
        .collect()
}

/// The configured footer. Its links are URLs or paths from the root of the site; it belongs to no document.
fn footer(text: &str, base_path: &str, options: &Options) -> String {
    struct Footer<'f> {
        targets: Vec<String>,
        base_path: &'f str,
    }
    impl Resolver for Footer<'_> {
        fn link(&self, index: usize) -> Target {
            match self.targets.get(index).map(String::as_str) {
                Some(path) if path.starts_with('/') && !path.starts_with("//") => {
                    Target::Internal { href: format!("{}{}", self.base_path, &path[1..]), text: None }
                }
                Some(url) if url.contains(':') => Target::External(url.to_owned()),
                _ => Target::Text(None),
            }
        }
        fn embed(&self, _: usize) -> Embedded {
            Embedded::Text(None)
        }
        fn shortcode(&self, _: usize) -> Option<String> {
            None
        }
    }
    let source = SourceText::new("stratbook.toml", text);
    let body = Span::new(0, text.len());
    let (outline, _) = stratbook_markdown::parse(&source, body, &options.markdown);
    let resolver =
        Footer { targets: outline.links.iter().map(|link| link.target.clone()).collect(), base_path };
    let rendered =
        stratbook_markdown::render(&source, body, Part::Whole, &outline, &options.markdown, None, &resolver);
    let html = rendered.html.trim();
    // Themes set the line in a paragraph of their own.
    match html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => html.to_owned(),
    }
}

/// Hash of everything that every page depends on.
pub(super) fn hash(shared: &SiteContext, theme: &Theme, options: &Options, glossary: &[Term]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &[u8]| {
        hasher.update(&(text.len() as u64).to_le_bytes()).update(text);
    };
    add(env!("STRATBOOK_RENDERER").as_bytes());
    add(theme.hash());
    let mut value = serde_json::to_value(shared).unwrap_or_default();
    if !theme.prints_date() {
        // Otherwise every page would be new every day.
        value["built"] = serde_json::Value::Null;
    }
    add(value.to_string().as_bytes());
    add(format!("{:?}", options.markdown).as_bytes());
    for (name, template) in &options.shortcodes {
        add(name.as_bytes());
        add(template.as_bytes());
    }
    for term in glossary {
        add(term.name.as_bytes());
        add(term.href.as_bytes());
        add(term.definition.as_bytes());
    }
    *hasher.finalize().as_bytes()
}
