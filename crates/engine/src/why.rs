//! `why`: what is known about one document, and where it comes from.

use jiff::civil::Date;
use serde::Serialize;
use stratbook_graph::{BackKind, End, Graph};
use stratbook_model::{DocId, Document, LineIndex, LinkKind, TitleSource, names};

use crate::inputs::Inputs;
use crate::pipeline::{Linked, Scope, link};
use crate::{EngineError, Progress, Workspace, build};

/// Which documents are looked at.
#[derive(Debug, Clone)]
pub struct WhyOptions {
    /// Highest level looked at, by name; `None` is all.
    pub clearance: Option<String>,
    /// The day that dates are judged by.
    pub today: Date,
}

/// What was found for a name.
#[derive(Debug, Clone)]
pub enum WhyOutcome {
    /// The document.
    Found(Box<Why>),
    /// Several documents carry the name: their paths.
    Ambiguous(Vec<String>),
    /// None does; the nearest paths.
    Unknown(Vec<String>),
}

/// A reference to the document.
#[derive(Debug, Clone, Serialize)]
pub struct Incoming {
    /// File of the referring document, relative to the workspace.
    pub path: String,
    /// Its title.
    pub title: String,
    /// `link`, `wikilink`, `embed`, or the relation's field.
    pub kind: String,
    /// Line of the reference in that file.
    pub line: u32,
    /// The sentence around it; empty for a relation.
    pub context: String,
}

/// A reference from the document.
#[derive(Debug, Clone, Serialize)]
pub struct Outgoing {
    /// What was written.
    pub target: String,
    /// `link`, `wikilink`, `embed`, `image`, or the relation's field.
    pub kind: String,
    /// Line in the document's file.
    pub line: u32,
    /// File that it leads to, relative to the workspace, or what became of it: `external`, `broken`, `same page`.
    pub leads_to: String,
}

/// What is known about one document.
#[derive(Debug, Clone, Serialize)]
pub struct Why {
    /// File, relative to the workspace.
    pub path: String,
    /// Address of its page on the site, with the sub-path.
    pub url: String,
    /// Why the address is what it is.
    pub url_source: String,
    /// The title that is shown.
    pub title: String,
    /// Where the title comes from.
    pub title_source: TitleSource,
    /// Name of the level that counts.
    pub level: String,
    /// Why it is that level.
    pub level_source: String,
    /// Clearances that may read it, from the lowest.
    pub readers: Vec<String>,
    /// Who refers to it.
    pub links_in: Vec<Incoming>,
    /// What it refers to.
    pub links_out: Vec<Outgoing>,
    /// Reports that cite it.
    pub reports: Vec<Incoming>,
}

/// Finds a document by path (from the workspace or the content folder), id, file stem, alias or title, and says what is
/// known about it.
pub fn why(
    workspace: &Workspace,
    name: &str,
    options: &WhyOptions,
    progress: &dyn Progress,
) -> Result<WhyOutcome, EngineError> {
    let scope = Scope::new(workspace, options.clearance.as_deref(), true, options.today)?;
    let inputs = Inputs::read(workspace, &workspace.output(), progress)?;
    let (theme, _) = build::theme(&inputs)?;
    let linked = link(workspace, inputs, &scope, progress);
    let prefix = workspace.content_prefix();
    let wanted = name.strip_prefix("./").unwrap_or(name);
    let found = find(&linked.documents, wanted.strip_prefix(&prefix).unwrap_or(wanted));
    let outcome = match found[..] {
        [] => WhyOutcome::Unknown(nearest(&linked.documents, wanted, &prefix)),
        [id] => {
            let site_options = build::site_options(workspace, workspace.base_url(None)?, options.today);
            let (site, _) = build::site(&linked, &theme, &site_options);
            let url = site.url_of(id).to_owned();
            WhyOutcome::Found(Box::new(describe(workspace, &linked, id, url)))
        }
        _ => WhyOutcome::Ambiguous(
            found.iter().map(|id| format!("{prefix}{}", linked.documents[id.index()].path)).collect(),
        ),
    };
    Ok(outcome)
}

/// The documents that a name means: the first sort of name that any document answers to decides.
pub(crate) fn find(documents: &[Document], name: &str) -> Vec<DocId> {
    let folded = names::fold(name);
    let same = |text: &str| names::fold(text) == folded;
    let sorts: [&dyn Fn(&Document) -> bool; 6] = [
        &|d| d.path.as_str() == name || d.path.without_extension() == name,
        &|d| d.metadata.id.as_ref().is_some_and(|id| id.value == name),
        &|d| same(d.path.as_str()) || same(d.path.without_extension()),
        &|d| same(d.path.stem()) || d.metadata.id.as_ref().is_some_and(|id| same(&id.value)),
        &|d| d.metadata.aliases.iter().any(|alias| same(&alias.value)),
        &|d| same(&d.title),
    ];
    for matches in sorts {
        let found: Vec<DocId> =
            (0..documents.len()).filter(|at| matches(&documents[*at])).map(|at| DocId(at as u32)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

pub(crate) fn nearest(documents: &[Document], name: &str, prefix: &str) -> Vec<String> {
    let folded = names::fold(name);
    let mut scored: Vec<(f64, String)> = documents
        .iter()
        .map(|document| {
            let score = [document.path.as_str(), document.path.stem(), &document.title]
                .into_iter()
                .map(|text| strsim::jaro_winkler(&folded, &names::fold(text)))
                .fold(0.0, f64::max);
            (score, format!("{prefix}{}", document.path))
        })
        .filter(|(score, _)| *score > 0.8)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.into_iter().take(3).map(|(_, path)| path).collect()
}

fn describe(workspace: &Workspace, linked: &Linked, id: DocId, url: String) -> Why {
    let levels = &workspace.config().levels;
    let prefix = workspace.content_prefix();
    let document = &linked.documents[id.index()];
    let metadata = &document.metadata;
    let links_in = incoming(linked, id, &prefix);
    let level_source = match &metadata.security_level {
        Some(level) if levels.find(&level.value).is_some() => {
            "`security_level` in the front matter".to_owned()
        }
        Some(level) => format!("`{}` is no level, so the highest counts", level.value),
        None if document.clearance != levels.default_level() => {
            "the front matter is damaged, so the highest counts".to_owned()
        }
        None => "none is stated, so the default counts".to_owned(),
    };
    let url_source = match &metadata.slug {
        Some(slug) => format!("the path of the file, with `slug: {}` for its last part", slug.value),
        None if document.path.index_rank().is_some() => "the path of its folder, whose page it is".to_owned(),
        None => "the path of the file".to_owned(),
    };
    Why {
        path: document.source.file.to_string(),
        url,
        url_source,
        title: document.title.to_string(),
        title_source: document.title_source,
        level: levels.name(document.clearance).to_owned(),
        level_source,
        readers: levels
            .names()
            .filter(|name| levels.find(name).is_some_and(|level| level >= document.clearance))
            .map(str::to_owned)
            .collect(),
        reports: links_in
            .iter()
            .filter(|link| {
                linked
                    .documents
                    .iter()
                    .any(|other| *other.source.file == *link.path && other.metadata.report.is_some())
            })
            .cloned()
            .collect(),
        links_in,
        links_out: outgoing(linked, id, &prefix),
    }
}

fn incoming(linked: &Linked, id: DocId, prefix: &str) -> Vec<Incoming> {
    let Linked { documents, graph, .. } = linked;
    graph
        .backlinks(id)
        .iter()
        .map(|backlink| {
            let from = &documents[backlink.from.index()];
            Incoming {
                path: format!("{prefix}{}", from.path),
                title: from.title.to_string(),
                kind: backlink.kind.name().to_owned(),
                line: line_of(graph, from, backlink.from, id, &backlink.kind, &backlink.context),
                context: backlink.context.clone(),
            }
        })
        .collect()
}

/// Line of the first reference of that kind from one document to another.
fn line_of(graph: &Graph, from: &Document, from_id: DocId, to: DocId, kind: &BackKind, context: &str) -> u32 {
    let span = if let BackKind::Relation(field) = kind {
        let mut relations = graph.relations(from_id).iter();
        relations
            .find(|relation| relation.kind == *field && relation.end.document() == Some(to))
            .and_then(|relation| from.metadata.relations.get(relation.entry))
            .map(|entry| entry.span)
    } else {
        let ends = graph.links(from_id).iter().zip(&from.outline.links);
        let to_it: Vec<_> =
            ends.filter(|(end, _)| end.document() == Some(to)).map(|(_, link)| link).collect();
        to_it.iter().find(|link| link.context == context).or(to_it.first()).map(|link| link.span)
    };
    span.map_or(1, |span| LineIndex::new(&from.source.text).line(span.start))
}

fn outgoing(linked: &Linked, id: DocId, prefix: &str) -> Vec<Outgoing> {
    let Linked { documents, graph, .. } = linked;
    let document = &documents[id.index()];
    let lines = LineIndex::new(&document.source.text);
    let leads_to = |end: &End| match end {
        End::Document { id, anchor } => {
            let anchor = anchor.as_ref().map_or_else(String::new, |anchor| format!("#{anchor}"));
            format!("{prefix}{}{anchor}", documents[id.index()].path)
        }
        End::Folder { folder, .. } => format!("{prefix}{}/", graph.folder(*folder).path),
        End::Asset(path) => format!("{prefix}{path}"),
        End::Generated(place) => format!("generated: {place}"),
        End::External(_) => "external".to_owned(),
        End::SamePage(_) => "same page".to_owned(),
        End::Withheld { .. } => "withheld".to_owned(),
        End::Broken => "broken".to_owned(),
    };
    let relations = graph.relations(id).iter().filter_map(|relation| {
        let entry = document.metadata.relations.get(relation.entry)?;
        Some(Outgoing {
            target: entry.target.clone(),
            kind: relation.kind.to_string(),
            line: lines.line(entry.span.start),
            leads_to: leads_to(&relation.end),
        })
    });
    let links = graph.links(id).iter().zip(&document.outline.links).map(|(end, link)| Outgoing {
        target: link.target.clone(),
        kind: match link.kind {
            LinkKind::Markdown | LinkKind::Html => "link",
            LinkKind::Wikilink => "wikilink",
            LinkKind::Embed => "embed",
            LinkKind::Image | LinkKind::HtmlSource => "image",
        }
        .to_owned(),
        line: lines.line(link.span.start),
        leads_to: leads_to(end),
    });
    relations.chain(links).collect()
}
