//! A document's text as HTML: where its links lead, what its embeds and shortcodes show.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use stratbook_graph::{End, FolderId};
use stratbook_markdown::{Embedded, Part, Rendered, Resolver, Target, Terms};
use stratbook_model::{Diagnostic, DocId, LinkKind, WITHHELD_NAME, rules};
use tera::Context;

use super::standalone::Alone;
use crate::context::Needs;
use crate::site::Site;
use crate::urls::encode;

/// Embeds within embeds go this deep.
const DEEPEST: usize = 8;
/// Embeds that one page shows, those within others counted.
const MOST: usize = 64;

/// Resolves one page's links while it is rendered, those of the notes that it shows in place included.
pub(super) struct Resolution<'s> {
    site: &'s Site<'s>,
    page: DocId,
    needs: Cell<Needs>,
    /// The glossary without the page's own terms.
    terms: Option<Terms>,
    embeds: Cell<usize>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    /// What is being shown, from the page inwards.
    open: RefCell<Vec<(DocId, Option<String>)>>,
    /// Where the page is a file without a site around it: how its links are written.
    alone: Option<&'s Alone<'s>>,
}

/// The links of one document, on the page of another or its own.
struct Links<'r> {
    resolution: &'r Resolution<'r>,
    document: DocId,
}

impl<'s> Resolution<'s> {
    pub(super) fn new(site: &'s Site<'s>, page: DocId) -> Self {
        Self {
            site,
            page,
            needs: Cell::default(),
            terms: site.terms.as_ref().map(|terms| terms.for_page(site.url_of(page))),
            embeds: Cell::new(0),
            diagnostics: RefCell::default(),
            open: RefCell::new(vec![(page, None)]),
            alone: None,
        }
    }

    /// For a page without a site around it. Its words are not linked with the glossary.
    pub(super) fn alone(site: &'s Site<'s>, page: DocId, alone: &'s Alone<'s>) -> Self {
        Self { terms: None, alone: Some(alone), ..Self::new(site, page) }
    }

    /// Renders a part of a document for this page.
    pub(super) fn render(&self, id: DocId, part: Part<'_>) -> Rendered {
        let document = self.site.document(id);
        let rendered = stratbook_markdown::render(
            &document.source,
            document.body,
            part,
            &document.outline,
            &self.site.options.markdown,
            self.terms.as_ref(),
            &Links { resolution: self, document: id },
        );
        let needs = self.needs.get();
        self.needs.set(Needs {
            mermaid: needs.mermaid || rendered.mermaid,
            code: needs.code || rendered.code,
            math: needs.math || rendered.math,
        });
        rendered
    }

    pub(super) fn needs(&self) -> Needs {
        self.needs.get()
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    fn embed_note(&self, from: DocId, index: usize, id: DocId, anchor: Option<&str>) -> Embedded {
        let site = self.site;
        let document = site.document(id);
        let href = crate::site::with_anchor(site.url_of(id), anchor);
        let title = match anchor.and_then(|anchor| heading(site, id, anchor)) {
            Some(heading) => format!("{} › {heading}", document.title),
            None => document.title.to_string(),
        };
        let key = (id, anchor.map(str::to_owned));
        let refused = if self.open.borrow().contains(&key) {
            Some("This note is already being shown, so it is not shown within itself.")
        } else if self.open.borrow().len() > DEEPEST || self.embeds.get() >= MOST {
            Some("This note is not shown here: too many notes are shown within each other.")
        } else {
            None
        };
        if let Some(reason) = refused {
            let source = &site.document(from).source;
            let span = site.document(from).outline.links.get(index).map(|link| link.span).unwrap_or_default();
            let shown = &site.document(self.page).path;
            self.diagnostics.borrow_mut().push(
                Diagnostic::at(
                    &rules::EMBED_CYCLE,
                    source,
                    span,
                    format!(
                        "`{}` is shown within itself, or too deep, on the page of `{shown}`",
                        document.title
                    ),
                )
                .hint("link to the note instead of embedding it: leave out the `!`"),
            );
            return Embedded::Html { html: format!("<p class=\"embed-refused\">{reason}</p>"), title, href };
        }
        self.embeds.set(self.embeds.get() + 1);
        self.open.borrow_mut().push(key);
        let rendered = self.render(id, anchor.map_or(Part::Embedded, Part::Section));
        self.open.borrow_mut().pop();
        Embedded::Html { html: rendered.html, title, href }
    }
}

impl Links<'_> {
    fn end(&self, index: usize) -> Option<&End> {
        self.resolution.site.graph.links(self.document).get(index)
    }

    fn embedded(&self, index: usize, end: Option<&End>) -> Embedded {
        let site = self.resolution.site;
        match end {
            Some(End::Document { id, anchor }) => {
                self.resolution.embed_note(self.document, index, *id, anchor.as_deref())
            }
            Some(End::SamePage(anchor)) => {
                self.resolution.embed_note(self.document, index, self.document, anchor.as_deref())
            }
            Some(End::Folder { folder, .. }) => Embedded::File(site.folder_url(*folder).to_owned()),
            Some(End::Asset(path)) => match site.plan.asset(path) {
                Some(location) if is_image(path.extension()) => Embedded::Image(location.url.to_string()),
                Some(location) => Embedded::File(location.url.to_string()),
                None => Embedded::Broken,
            },
            Some(end @ End::External(url)) if end.is_url() => {
                let path = url.split(['?', '#']).next().unwrap_or("");
                let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
                if is_image(extension) { Embedded::Image(url.clone()) } else { Embedded::File(url.clone()) }
            }
            Some(End::Generated(place)) => Embedded::File(site.generated_url(place)),
            Some(End::External(_)) => Embedded::Text(None),
            Some(End::Withheld { .. }) => Embedded::Text(Some(WITHHELD_NAME.to_owned())),
            Some(End::Broken) | None => Embedded::Broken,
        }
    }
}

impl Resolver for Links<'_> {
    fn link(&self, index: usize) -> Target {
        let site = self.resolution.site;
        let Some(end) = self.end(index) else { return Target::Broken };
        let link = site.document(self.document).outline.links.get(index);
        let wants_title = link.is_some_and(|link| link.kind == LinkKind::Wikilink && !link.labelled);
        let on_page = self.document == self.resolution.page;
        let target =
            target(site, self.document, end, on_page.then_some(self.resolution.page), wants_title, "");
        match self.resolution.alone {
            Some(alone) => alone.link(target, end, link.map(|link| link.kind)),
            None => target,
        }
    }

    fn embed(&self, index: usize) -> Embedded {
        let end = self.end(index);
        let embedded = self.embedded(index, end);
        match self.resolution.alone {
            Some(alone) => alone.embed(embedded, end),
            None => embedded,
        }
    }

    fn shortcode(&self, index: usize) -> Option<String> {
        let site = self.resolution.site;
        let document = site.document(self.document);
        let shortcode = document.outline.shortcodes.get(index)?;
        let template =
            site.options.shortcodes.get(&shortcode.name).filter(|name| site.theme.has_template(name))?;
        let mut attributes: BTreeMap<String, &str> = BTreeMap::new();
        let mut bare = 0;
        for (key, value) in &shortcode.attributes {
            // Bare values are found by their place: `attributes["0"]`.
            let key = if key.is_empty() {
                bare += 1;
                (bare - 1).to_string()
            } else {
                key.clone()
            };
            attributes.insert(key, value);
        }
        let mut context = Context::new();
        context.insert_value("site", site.shared_value.clone());
        context.insert("name", &shortcode.name);
        context.insert("attributes", &attributes);
        context.insert(
            "page",
            &BTreeMap::from([("title", &*document.title), ("url", site.url_of(self.document))]),
        );
        match site.theme.render(template, &context, &document.source.file) {
            Ok(html) => Some(html),
            Err(diagnostic) => {
                self.resolution.diagnostics.borrow_mut().push(*diagnostic);
                None
            }
        }
    }
}

/// Where an end leads. `on` is the page that the link stands on where it is its own document's, so that places on it
/// need no URL; `suffix` is put after pages' URLs (the name of the twin).
pub(super) fn target(
    site: &Site<'_>,
    from: DocId,
    end: &End,
    on: Option<DocId>,
    wants_title: bool,
    suffix: &str,
) -> Target {
    match end {
        End::Document { id, anchor } => {
            let text =
                wants_title.then(|| match anchor.as_deref().and_then(|anchor| heading(site, *id, anchor)) {
                    Some(heading) if on == Some(*id) => heading,
                    Some(heading) => format!("{} › {heading}", site.document(*id).title),
                    None => site.document(*id).title.to_string(),
                });
            Target::Internal { href: page_href(site, *id, anchor.as_deref(), on, suffix), text }
        }
        End::SamePage(anchor) => {
            let text =
                anchor.as_deref().filter(|_| wants_title).and_then(|anchor| heading(site, from, anchor));
            Target::Internal { href: page_href(site, from, anchor.as_deref(), on, suffix), text }
        }
        End::Folder { folder, .. } => {
            let text = wants_title.then(|| folder_title(site, *folder));
            Target::Internal { href: site.folder_url(*folder).to_owned(), text }
        }
        End::Asset(path) => match site.plan.asset(path) {
            Some(location) => Target::Internal { href: location.url.to_string(), text: None },
            None => Target::Broken,
        },
        End::Generated(place) => Target::Internal { href: site.generated_url(place), text: None },
        End::External(url) if end.is_url() => Target::External(url.clone()),
        // A path into another vault: a browser has no way there.
        End::External(_) => Target::Text(None),
        End::Withheld { rename } => Target::Text(rename.then(|| WITHHELD_NAME.to_owned())),
        End::Broken => Target::Broken,
    }
}

fn page_href(site: &Site<'_>, id: DocId, anchor: Option<&str>, on: Option<DocId>, suffix: &str) -> String {
    let anchor = anchor.filter(|anchor| !anchor.is_empty());
    match anchor {
        Some(anchor) if on == Some(id) => format!("#{}", encode(anchor)),
        _ => crate::site::with_anchor(&format!("{}{suffix}", site.url_of(id)), anchor),
    }
}

fn heading(site: &Site<'_>, id: DocId, anchor: &str) -> Option<String> {
    let heading = site.document(id).outline.headings.iter().find(|heading| heading.anchor == anchor)?;
    Some(site.graph.redact(id, &heading.text).into_owned())
}

/// A folder's title; the root without an index document has the site's.
pub(super) fn folder_title(site: &Site<'_>, folder: FolderId) -> String {
    let title = &site.graph.folder(folder).title;
    if title.is_empty() { site.shared.title.clone() } else { title.to_string() }
}

fn is_image(extension: &str) -> bool {
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico", "apng"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}
