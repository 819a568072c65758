//! Small workspaces from text. The reading here is as little as the tests need: it is no Markdown parser.

use std::fmt::Write as _;

use jiff::civil::{Date, date};
use stratbook_graph::{End, Graph, Options, Withheld};
use stratbook_model::{
    ContentPath, Diagnostic, DocId, Document, Heading, Levels, Link, LinkKind, Metadata, Outline,
    RelationEntry, SourceText, Span, Spanned, TitleSource, names,
};

/// A workspace in the making.
pub(crate) struct Workspace {
    pub(crate) documents: Vec<Document>,
    pub(crate) assets: Vec<ContentPath>,
    pub(crate) closed: Vec<Document>,
    pub(crate) drafts: Vec<Document>,
    pub(crate) options: Options,
}

/// What was made of it.
pub(crate) struct Built {
    pub(crate) documents: Vec<Document>,
    pub(crate) graph: Graph,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let options = Options::new(date(2026, 6, 30));
        Self { documents: Vec::new(), assets: Vec::new(), closed: Vec::new(), drafts: Vec::new(), options }
    }

    /// A document, or an asset where the name is not Markdown's.
    pub(crate) fn file(mut self, path: &str, text: &str) -> Self {
        if ContentPath::new(path).is_markdown() {
            self.documents.push(document(path, text));
        } else {
            self.assets.push(ContentPath::new(path));
        }
        self
    }

    pub(crate) fn closed(mut self, path: &str, text: &str) -> Self {
        self.closed.push(document(path, text));
        self
    }

    pub(crate) fn draft(mut self, path: &str, text: &str) -> Self {
        self.drafts.push(document(path, text));
        self
    }

    pub(crate) fn build(mut self) -> Built {
        self.documents.sort_by(|a, b| a.path.cmp(&b.path));
        self.build_unsorted()
    }

    pub(crate) fn build_unsorted(self) -> Built {
        let withheld = Withheld::new(&self.closed).with_drafts(&self.drafts);
        let (graph, diagnostics) = Graph::build(&self.documents, &self.assets, &withheld, &self.options);
        Built { documents: self.documents, graph, diagnostics }
    }
}

impl Built {
    pub(crate) fn id(&self, path: &str) -> DocId {
        let at = self.documents.iter().position(|document| document.path.as_str() == path);
        DocId(at.unwrap_or_else(|| panic!("{path} is not in the workspace")) as u32)
    }

    pub(crate) fn path(&self, id: DocId) -> &str {
        self.documents[id.index()].path.as_str()
    }

    /// Ends of a document's links, as text.
    pub(crate) fn ends(&self, path: &str) -> Vec<String> {
        self.graph.links(self.id(path)).iter().map(|end| self.end(end)).collect()
    }

    pub(crate) fn end(&self, end: &End) -> String {
        let anchor =
            |anchor: &Option<String>| anchor.as_ref().map_or_else(String::new, |id| format!("#{id}"));
        match end {
            End::Document { id, anchor: id_in } => format!("{}{}", self.path(*id), anchor(id_in)),
            End::Folder { folder, anchor: id_in } => {
                format!("{}/{}", self.graph.folder(*folder).path, anchor(id_in))
            }
            End::Asset(path) => format!("file {path}"),
            End::External(target) => format!("external {target}"),
            End::SamePage(id) => format!("here{}", anchor(id)),
            End::Generated(place) => format!("site {place}"),
            End::Withheld { rename } => format!("withheld{}", if *rename { ", renamed" } else { "" }),
            End::Broken => "broken".into(),
        }
    }

    /// Diagnostics as people read them, those of the named rules only (all where none are named).
    pub(crate) fn said(&self, only: &[&str]) -> String {
        let mut said = String::new();
        for diagnostic in &self.diagnostics {
            if !only.is_empty() && !only.contains(&diagnostic.rule.name) {
                continue;
            }
            let place = diagnostic.place.as_ref().expect("is about a file");
            let severity = diagnostic.severity.name();
            let (file, line, column) = (&place.file, place.line, place.column);
            let rule = diagnostic.rule.name;
            let _ = writeln!(said, "{file}:{line}:{column}: {severity} {rule}: {}", diagnostic.message);
            for note in &diagnostic.notes {
                let _ = writeln!(said, "    note: {note}");
            }
            if let Some(hint) = &diagnostic.hint {
                let _ = writeln!(said, "    hint: {hint}");
            }
            if let Some(fix) = &diagnostic.fix {
                let text = &self.documents.iter().find(|document| document.source.file == place.file);
                let text = &text.expect("is a document").source.text;
                for edit in &fix.edits {
                    let _ = writeln!(said, "    fix: {} -> {}", &text[edit.span.range()], edit.replacement);
                }
            }
        }
        said
    }
}

/// A document from front matter of `key: value` lines (lists as `[a, b]`), headings and links.
pub(crate) fn document(path: &str, text: &str) -> Document {
    let source = SourceText::new(path, text);
    let path = ContentPath::new(path);
    let front =
        text.strip_prefix("---\n").and_then(|rest| rest.find("---\n")).map(|end| Span::new(4, 4 + end));
    let body = Span::new(front.map_or(0, |front| front.end as usize + 4), text.len());
    let metadata = front.map(|front| metadata(text, front)).unwrap_or_default();
    let outline = outline(text, body);
    let first = outline.headings.first().filter(|heading| heading.level == 1);
    let folder_page = path.index_rank().is_some() && !path.folder().is_root();
    let name = if folder_page { path.folder().file_name().to_owned() } else { path.stem().to_owned() };
    let (title, title_source) = match (&metadata.title, first) {
        (Some(title), _) => (title.value.clone(), TitleSource::FrontMatter),
        (None, Some(heading)) => (heading.text.clone(), TitleSource::Heading),
        (None, None) => (names::humanise(&name), TitleSource::FileName),
    };
    let levels = Levels::default();
    let level = metadata.security_level.as_ref().and_then(|level| levels.find(&level.value));
    Document {
        path,
        source,
        hash: [0; 32],
        front_matter: front,
        body,
        metadata,
        outline,
        title: title.into(),
        title_source,
        clearance: level.unwrap_or(levels.default_level()),
        report: None,
    }
}

fn metadata(text: &str, front: Span) -> Metadata {
    let mut meta = Metadata::default();
    let mut at = front.start as usize;
    for line in text[front.range()].split_inclusive('\n') {
        let (key, value) = line.split_once(':').expect("is a key and a value");
        let start = at + key.len() + 1 + (value.len() - value.trim_start().len());
        at += line.len();
        let one = scalar(value.trim(), start);
        let list = || list(value.trim(), start);
        let day = || one.value.parse::<Date>().map(|day| Spanned::new(day, one.span)).ok();
        match key {
            "title" => meta.title = Some(one),
            "id" => meta.id = Some(one),
            "steward" => meta.steward = Some(one),
            "owner_team" => meta.owner_team = Some(one),
            "updated" => meta.updated = day(),
            "reviewed" => meta.reviewed = day(),
            "status" => meta.status = Some(one),
            "doc_type" => {
                meta.term = names::fold(&one.value) == "term";
                meta.doc_type = Some(one);
            }
            "summary" => meta.summary = Some(one),
            "security_level" => meta.security_level = Some(one),
            "cover_image" => meta.cover_image = Some(one),
            "slug" => meta.slug = Some(one),
            "duration" => meta.duration = Some(one.value),
            "order" => meta.order = one.value.parse().ok(),
            "term" => meta.term = one.value == "true",
            "tags" => meta.tags = list(),
            "aliases" => meta.aliases = list(),
            kind @ ("relations" | "related_templates") => {
                let entry = |one: Spanned<String>| RelationEntry {
                    kind: kind.into(),
                    target: one.value,
                    span: one.span,
                };
                meta.relations.extend(list().into_iter().map(entry));
            }
            other => panic!("the tests' front matter has no {other}"),
        }
    }
    meta
}

fn scalar(value: &str, start: usize) -> Spanned<String> {
    let bare = value.trim_matches(['"', '\'']);
    let start = start + (value.len() - value.trim_start_matches(['"', '\'']).len());
    let target = bare.trim_start_matches("[[").trim_end_matches("]]");
    let start = start + (bare.len() - bare.trim_start_matches("[[").len());
    Spanned::new(target.to_owned(), Span::new(start, start + target.len()))
}

fn list(value: &str, start: usize) -> Vec<Spanned<String>> {
    let Some(inner) = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) else {
        return vec![scalar(value, start)];
    };
    let mut at = start + 1;
    let mut items = Vec::new();
    for item in inner.split(',') {
        let lead = item.len() - item.trim_start().len();
        items.push(scalar(item.trim(), at + lead));
        at += item.len() + 1;
    }
    items
}

fn outline(text: &str, body: Span) -> Outline {
    let mut outline = Outline::default();
    let mut at = body.start as usize;
    for line in text[body.range()].split_inclusive('\n') {
        let trimmed = line.trim_end();
        let level = trimmed.bytes().take_while(|byte| *byte == b'#').count();
        if level > 0 && trimmed[level..].starts_with(' ') {
            let heading = trimmed[level..].trim();
            let slug: String = heading
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect();
            outline.headings.push(Heading {
                level: level as u8,
                text: heading.to_owned(),
                anchor: slug,
                span: Span::new(at, at + line.len()),
            });
        } else if let Some((_, block)) = trimmed.rsplit_once(" ^") {
            outline.anchors.push(format!("^{block}"));
        }
        if outline.lead.is_empty() && level == 0 {
            trimmed.clone_into(&mut outline.lead);
        }
        links(trimmed, at, &mut outline);
        at += line.len();
    }
    outline
}

/// Labels in place of links.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let wiki = after.strip_prefix('[').and_then(|inner| inner.split_once("]]"));
        let markdown =
            || after.split_once("](").and_then(|(label, rest)| Some((label, rest.split_once(')')?.1)));
        let (label, after) = wiki.or_else(markdown).unwrap_or(("", after));
        text.push_str(label.rsplit('|').next().unwrap_or(label));
        rest = after;
    }
    text + rest
}

fn links(line: &str, at: usize, outline: &mut Outline) {
    let heading = outline.headings.len().checked_sub(1).map(|heading| heading as u32);
    let context = plain(line);
    let mut from = 0;
    while let Some(open) = line[from..].find('[').map(|open| from + open) {
        let embed = line[..open].ends_with('!');
        let rest = &line[open..];
        let mut push = |kind, target: &str, label: &str, labelled, length: usize, target_at: usize| {
            outline.links.push(Link {
                kind,
                target: target.to_owned(),
                label: label.to_owned(),
                labelled,
                span: Span::new(at + open, at + open + length),
                target_span: Span::new(at + open + target_at, at + open + target_at + target.len()),
                context: context.clone(),
                heading,
            });
            from = open + length;
        };
        if let Some(end) = rest.strip_prefix("[[").and_then(|inner| inner.find("]]")) {
            let inner = &rest[2..2 + end];
            let kind = if embed { LinkKind::Embed } else { LinkKind::Wikilink };
            let (target, label) = inner.split_once('|').unwrap_or((inner, inner));
            push(kind, target, label, inner.contains('|'), end + 4, 2);
        } else if let Some(middle) = rest.find("](")
            && let Some(end) = rest[middle..].find(')')
        {
            let kind = if embed { LinkKind::Image } else { LinkKind::Markdown };
            push(kind, &rest[middle + 2..middle + end], &rest[1..middle], true, middle + end + 1, middle + 2);
        } else {
            from = open + 1;
        }
    }
}
