//! A site from a few lines.

use jiff::civil::{Date, date};
use stratbook_graph::{Graph, Options as GraphOptions, Withheld};
use stratbook_model::{
    Clearance, ContentPath, Diagnostic, Document, Metadata, RelationEntry, SourceText, Span, Spanned,
    TitleSource,
};
use stratbook_site::{Options, PageKey, Site, Theme, ThemeFile};

/// Inputs of a site, to be changed by a test.
pub(crate) struct Book {
    pub(crate) documents: Vec<Document>,
    pub(crate) withheld: Vec<Document>,
    pub(crate) assets: Vec<ContentPath>,
    pub(crate) options: Options,
    pub(crate) theme: Vec<ThemeFile>,
}

pub(crate) fn spanned(value: &str) -> Spanned<String> {
    Spanned::new(value.to_owned(), Span::default())
}

pub(crate) fn relation(kind: &str, target: &str) -> RelationEntry {
    RelationEntry { kind: kind.into(), target: target.to_owned(), span: Span::default() }
}

pub(crate) const TODAY: Date = date(2026, 3, 1);

/// A document as the engine makes it. The title is the first heading's.
pub(crate) fn document(path: &str, body: &str, fill: impl FnOnce(&mut Metadata)) -> Document {
    let source = SourceText::new(format!("content/{path}"), body);
    let span = Span::new(0, body.len());
    let (outline, _) = stratbook_markdown::parse(&source, span, &stratbook_markdown::Options::default());
    let mut metadata = Metadata::default();
    fill(&mut metadata);
    let path = ContentPath::new(path);
    let heading =
        outline.headings.iter().find(|heading| heading.level == 1).map(|heading| heading.text.clone());
    let given = metadata.title.as_ref().map(|title| title.value.clone());
    let title = given.or(heading).unwrap_or_else(|| stratbook_model::names::humanise(path.stem()));
    let mut hash = blake3::Hasher::new();
    hash.update(body.as_bytes()).update(format!("{metadata:?}").as_bytes());
    Document {
        path,
        hash: *hash.finalize().as_bytes(),
        front_matter: None,
        body: span,
        metadata,
        outline,
        title: title.into(),
        title_source: TitleSource::Heading,
        clearance: Clearance(1),
        report: None,
        source,
    }
}

impl Book {
    pub(crate) fn new(documents: impl IntoIterator<Item = Document>) -> Self {
        let mut documents: Vec<Document> = documents.into_iter().collect();
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            documents,
            withheld: Vec::new(),
            assets: Vec::new(),
            options: Options::new(TODAY, "0.1.0"),
            theme: Vec::new(),
        }
    }

    /// Plans the site and hands it over; diagnostics are the plan's.
    pub(crate) fn with<T>(&self, look: impl FnOnce(&Site<'_>, &[Diagnostic]) -> T) -> T {
        let withheld = Withheld::new(&self.withheld);
        let (graph, _) = Graph::build(&self.documents, &self.assets, &withheld, &GraphOptions::new(TODAY));
        let (theme, found) = Theme::load(self.theme.clone(), "0.1.0").expect("loads");
        assert_eq!(found, []);
        let (site, diagnostics) = Site::new(&self.documents, &graph, &self.assets, &theme, &self.options);
        look(&site, &diagnostics)
    }

    /// The HTML of the page whose first file this is.
    pub(crate) fn page(&self, path: &str) -> String {
        self.files(path, 0)
    }

    /// The Markdown twin of the page whose first file this is.
    pub(crate) fn twin(&self, path: &str) -> String {
        self.files(path, 1)
    }

    fn files(&self, path: &str, at: usize) -> String {
        self.with(|site, _| {
            let page = key(site, path);
            let (files, diagnostics) = site.render(page);
            assert!(files.len() > at, "{diagnostics:#?}");
            String::from_utf8(files[at].bytes.clone()).unwrap()
        })
    }

    /// A file of the whole site.
    pub(crate) fn global(&self, path: &str) -> String {
        self.with(|site, _| {
            let (files, diagnostics) = site.global_files();
            assert_eq!(diagnostics, []);
            let file = files.into_iter().find(|file| file.path == path).expect("is made");
            String::from_utf8(file.bytes).unwrap()
        })
    }
}

/// The page whose first file lies there.
pub(crate) fn key(site: &Site<'_>, path: &str) -> PageKey {
    *site.pages().iter().find(|page| site.files_of(**page)[0] == path).expect("is planned")
}
