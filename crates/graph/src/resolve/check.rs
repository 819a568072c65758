//! The links and relations of one document: their ends, and what is to be said about them.

use stratbook_model::{
    ContentPath, Diagnostic, DocId, Document, Edit, Link, LinkKind, RelationEntry, Span, names, rules,
};

use super::{Found, How, Manner, Scope, anchors, suggest::Suggestions};
use crate::names::{Node, key};
use crate::report::{Report, Say, shown};
use crate::target::{Target, is_url, is_url_name, join, relative, strip_markdown, within};
use crate::{End, Relation, scalar};

/// What one document's links and relations lead to.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub(crate) links: Vec<End>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) cover: Option<End>,
    /// Labels that name a withheld document.
    pub(crate) telling: Vec<String>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A target with where and how it was written.
#[derive(Clone, Copy)]
struct Written<'w> {
    text: &'w str,
    span: Span,
    manner: Manner,
    /// The text is at `span` letter by letter, and nothing else is.
    in_place: bool,
}

impl Scope<'_> {
    /// Resolves everything that one document refers to.
    pub(crate) fn resolve(&self, id: DocId) -> Resolved {
        let document = &self.documents[id.index()];
        let mut report = Report::new(document);
        let links: Vec<End> =
            document.outline.links.iter().map(|link| self.link(id, link, &mut report)).collect();
        let relations = document.metadata.relations.iter().enumerate();
        let relations = relations
            .map(|(entry, relation)| {
                let end = self.relation(id, relation, &mut report);
                Relation { kind: relation.kind.clone(), end, entry }
            })
            .collect();
        let cover = document.metadata.cover_image.as_ref().map(|cover| {
            let written =
                Written { text: cover.value.trim(), span: cover.span, manner: Manner::File, in_place: false };
            self.end(id, &written, "", false, &mut report)
        });
        let mut telling: Vec<String> = links
            .iter()
            .zip(&document.outline.links)
            .filter(|(end, link)| {
                matches!(end, End::Withheld { rename: true }) && !link.label.trim().is_empty()
            })
            .map(|(_, link)| link.label.trim().to_owned())
            .collect();
        // The longest first, since one label may hold another.
        telling.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        telling.dedup();
        Resolved { links, relations, cover, telling, diagnostics: report.finish() }
    }

    fn link(&self, from: DocId, link: &Link, report: &mut Report<'_>) -> End {
        let manner = match link.kind {
            LinkKind::Markdown | LinkKind::Html => Manner::Url,
            LinkKind::Image | LinkKind::HtmlSource => Manner::File,
            LinkKind::Wikilink | LinkKind::Embed => Manner::Wiki,
        };
        let written = Written {
            text: link.target.trim(),
            span: link.target_span,
            manner,
            in_place: link.target_span != link.span
                && !matches!(link.kind, LinkKind::Html | LinkKind::HtmlSource),
        };
        // The text of a wikilink without a label is a name of what it leads to.
        let names_itself = manner == Manner::Wiki && !link.labelled;
        self.end(from, &written, &link.label, names_itself, report)
    }

    fn relation(&self, from: DocId, relation: &RelationEntry, report: &mut Report<'_>) -> End {
        let written = Written {
            text: relation.target.trim(),
            span: relation.span,
            manner: Manner::Relation,
            in_place: true,
        };
        self.end(from, &written, "", true, report)
    }

    fn end(
        &self,
        from: DocId,
        written: &Written<'_>,
        label: &str,
        names_itself: bool,
        report: &mut Report<'_>,
    ) -> End {
        let text = written.text;
        if text.is_empty() {
            report.add(&rules::EMPTY_LINK, written.span, |diagnostic| {
                diagnostic.say("the link has no target").hint("write the target, or remove the brackets")
            });
            return End::Broken;
        }
        let by_name = matches!(written.manner, Manner::Wiki | Manner::Relation);
        let prefixes = &self.options.external_prefixes;
        if prefixes.iter().any(|prefix| !prefix.is_empty() && text.starts_with(prefix.as_str())) {
            return End::External(text.to_owned());
        }
        let own = self.options.base_url.as_deref().and_then(|base| within(base, text));
        if own.is_none() && (if by_name { is_url_name(text) } else { is_url(text) }) {
            return End::External(text.to_owned());
        }
        let target = match &own {
            Some(own) => Target::url(own),
            None if by_name => Target::name(text),
            None => Target::url(text),
        };
        // An address of a page is one, wherever it is written.
        let written =
            &Written { manner: if own.is_some() { Manner::Url } else { written.manner }, ..*written };
        if target.path.is_empty() {
            return End::SamePage(self.anchor(from, target.fragment.as_deref(), written, report));
        }
        let document = &self.documents[from.index()];
        let mut found = self.find(document, written.manner, &target);
        let mut fragment = target.fragment.as_deref();
        if found == Found::Nothing && by_name && fragment.is_some() {
            // A name may hold the sign itself: `C# guide`.
            let whole = Target { path: crate::target::nfc(text), fragment: None };
            let by_whole = self.find(document, written.manner, &whole);
            if by_whole != Found::Nothing {
                (found, fragment) = (by_whole, None);
            }
        }
        match found {
            Found::Node { node, how, candidates } => {
                self.remark(document, written, &target, (node, how, &candidates), report);
                match node {
                    Node::Document(id) => {
                        self.remark_document(from, id, written, fragment, report);
                        End::Document { id, anchor: self.anchor(id, fragment, written, report) }
                    }
                    Node::Folder(folder) => End::Folder { folder, anchor: None },
                    Node::Asset(asset) => End::Asset(self.names.asset(asset).clone()),
                }
            }
            Found::Closed(node) => {
                End::Withheld { rename: names_itself || self.withheld.closed().is_named_in(node, label) }
            }
            Found::Draft(_) => {
                report.add(&rules::LINK_TO_DRAFT, written.span, |diagnostic| {
                    diagnostic
                        .say(format!("`{}` is a draft, which this build leaves out", shown(text)))
                        .hint("publish the draft, or build with `--drafts`")
                });
                End::Withheld { rename: false }
            }
            Found::Nothing | Found::Outside
                if self.generated(document, written.manner, &target).is_some() =>
            {
                self.generated(document, written.manner, &target).unwrap_or(End::Broken)
            }
            Found::Outside if written.manner != Manner::Relation => {
                report.add(&rules::OUTSIDE_CONTENT, written.span, |diagnostic| {
                    let diagnostic = diagnostic.say(format!("`{}` leaves the content folder", shown(text)));
                    match self.suggestion(document, written.manner, &target) {
                        Some(name) => diagnostic.hint(format!("did you mean `{name}`?")),
                        None => diagnostic
                            .hint("link to its address on the web, or move the file into the content"),
                    }
                });
                End::Broken
            }
            Found::Outside | Found::Nothing => {
                self.broken(document, written, &target, report);
                End::Broken
            }
        }
    }

    /// A page or file that the site makes of itself. Its address is taken from the site's root or, since pages of
    /// folders have addresses too, from the document's folder.
    fn generated(&self, from: &Document, manner: Manner, target: &Target<'_>) -> Option<End> {
        if manner != Manner::Url {
            return None;
        }
        let path = &*target.path;
        let place = if path.starts_with('/') {
            self.generated.find(path)
        } else {
            let path = join(super::folder_of(from.path.as_str()), path)?;
            self.generated.find(&path)
        }?;
        let fragment = target.fragment.as_deref().filter(|fragment| !fragment.is_empty());
        Some(End::Generated(match fragment {
            Some(fragment) => format!("{place}#{fragment}"),
            None => place,
        }))
    }

    fn broken(&self, from: &Document, written: &Written<'_>, target: &Target<'_>, report: &mut Report<'_>) {
        let (rule, what) = match written.manner {
            Manner::Url | Manner::Wiki => (&rules::BROKEN_LINK, "no document or file is called"),
            Manner::File => (&rules::BROKEN_FILE, "there is no file"),
            Manner::Relation => (&rules::BROKEN_RELATION, "no document is called"),
        };
        report.add(rule, written.span, |diagnostic| {
            let diagnostic = diagnostic.say(format!("{what} `{}`", shown(written.text)));
            match self.suggestion(from, written.manner, target) {
                Some(name) => diagnostic.hint(format!("did you mean `{name}`?")),
                None => diagnostic.hint(match written.manner {
                    Manner::Url | Manner::Wiki => "correct the target, or make the document",
                    Manner::File => "correct the path, or add the file to the content",
                    Manner::Relation => {
                        "correct it, or declare its beginning as external in `stratbook.toml`"
                    }
                }),
            }
        });
    }

    /// The nearest candidate, as it would be written here.
    fn suggestion(&self, from: &Document, manner: Manner, target: &Target<'_>) -> Option<String> {
        let suggestions =
            self.suggestions.get_or_init(|| Suggestions::build(self.documents, self.names.assets()));
        let node = suggestions.nearest(&target.path, self.names, manner != Manner::Relation)?;
        let path = self.path_of(node);
        Some(match (manner, node) {
            (Manner::Wiki, Node::Document(id)) => {
                let stem = path.stem();
                let alone = *self.names.by_stem(stem) == [id];
                if alone { stem.to_owned() } else { path.without_extension().to_owned() }
            }
            (Manner::Wiki | Manner::Relation, _) => path.as_str().to_owned(),
            _ => relative(from.path.folder().as_str(), path.as_str()).replace(' ', "%20"),
        })
    }

    /// What is to be said about how a target was written.
    fn remark(
        &self,
        from: &Document,
        written: &Written<'_>,
        target: &Target<'_>,
        (node, how, candidates): (Node, How, &[Node]),
        report: &mut Report<'_>,
    ) {
        let path = self.path_of(node);
        let text = written.text;
        match how {
            How::Exactly => {}
            _ if !candidates.is_empty() => {
                report.add(&rules::AMBIGUOUS_NAME, written.span, |diagnostic| {
                    const LISTED: usize = 8;
                    let mut diagnostic = diagnostic.say(format!(
                        "`{}` is the name of {} documents; the nearest is `{path}`",
                        shown(text),
                        candidates.len()
                    ));
                    for candidate in candidates.iter().take(LISTED) {
                        diagnostic = diagnostic.note(format!("candidate: `{}`", self.path_of(*candidate)));
                    }
                    if candidates.len() > LISTED {
                        diagnostic = diagnostic.note(format!("and {} more", candidates.len() - LISTED));
                    }
                    diagnostic
                        .hint(format!("write the path: `{}`", self.written_path(from, written.manner, node)))
                });
            }
            // People paste addresses of pages, and pages have slugs.
            How::NearPath if target.is_page_url() && strip_markdown(&target.path).is_none() => {}
            How::NearPath => {
                let right = self.written_path(from, written.manner, node);
                report.add(&rules::SPELLED_DIFFERENTLY, written.span, |diagnostic| {
                    let diagnostic =
                        diagnostic.say(format!("`{}` is spelt `{path}` in the content", shown(text)));
                    with_path(diagnostic, from, written, target, &right)
                });
            }
            How::Name if written.manner == Manner::Relation && matches!(node, Node::Document(_)) => {
                report.add(&rules::RELATION_BY_NAME, written.span, |diagnostic| {
                    let diagnostic =
                        diagnostic.say(format!("`{}` is found by name, at `{path}`", shown(text)));
                    with_path(diagnostic, from, written, target, path.as_str())
                });
            }
            How::Name => {}
        }
    }

    /// A path as that manner writes it: from the content root, or from the document.
    fn written_path(&self, from: &Document, manner: Manner, node: Node) -> String {
        let path = self.path_of(node);
        match manner {
            Manner::Wiki if matches!(node, Node::Document(_)) => path.without_extension().to_owned(),
            Manner::Wiki | Manner::Relation => path.as_str().to_owned(),
            Manner::Url | Manner::File => {
                relative(from.path.folder().as_str(), path.as_str()).replace('%', "%25").replace(' ', "%20")
            }
        }
    }

    /// What is to be said about where a target leads.
    fn remark_document(
        &self,
        from: DocId,
        to: DocId,
        written: &Written<'_>,
        fragment: Option<&str>,
        report: &mut Report<'_>,
    ) {
        let (source, target) = (self.facts[from.index()], self.facts[to.index()]);
        let path = self.names.path(to);
        if from == to {
            if fragment.is_none_or(str::is_empty) {
                report.add(&rules::SELF_LINK, written.span, |diagnostic| {
                    diagnostic
                        .say("the document links to itself")
                        .hint("link to a heading, or remove the link")
                });
            }
            return;
        }
        if source.clearance < target.clearance {
            let levels = &self.options.levels;
            report.add(&rules::LINK_TO_HIGHER_LEVEL, written.span, |diagnostic| {
                diagnostic
                    .say(format!(
                        "`{path}` is {}, this document is {}",
                        levels.name(target.clearance),
                        levels.name(source.clearance)
                    ))
                    .hint("see that the label gives nothing away: readers of this page may not be able to follow")
            });
        }
        if target.deprecated && !source.deprecated {
            report.add(&rules::LINK_TO_DEPRECATED, written.span, |diagnostic| {
                diagnostic.say(format!("`{path}` is deprecated")).hint("link to what replaced it")
            });
        }
    }

    /// Says so where a fragment is an anchor in all but its punctuation, so that it works here and nowhere else. A
    /// heading's own text is how Obsidian writes it, and letter case matters to nobody.
    fn remark_anchor(
        &self,
        to: DocId,
        fragment: &str,
        anchor: &str,
        written: &Written<'_>,
        report: &mut Report<'_>,
    ) {
        let bare = fragment.strip_prefix("user-content-").unwrap_or(fragment);
        let meant_as_slug = written.manner == Manner::Url && !bare.contains([' ', '#', '^']);
        if !meant_as_slug || names::fold(bare) == names::fold(anchor) {
            return;
        }
        let outline = &self.documents[to.index()].outline;
        if outline.headings.iter().any(|heading| heading.text.to_lowercase() == bare.to_lowercase()) {
            return;
        }
        let edit = anchor_edit(report.document(), written, anchor);
        report.add(&rules::SPELLED_DIFFERENTLY, written.span, |diagnostic| {
            let message = format!("the anchor of `#{}` is written `#{anchor}`", shown(fragment));
            let diagnostic = diagnostic.say(message).hint(format!("write `#{anchor}`"));
            match edit {
                Some(edit) => diagnostic.fix(format!("write `#{anchor}`"), vec![edit]),
                None => diagnostic,
            }
        });
    }

    /// The id that a fragment means in a document; `None` for its top, also where the fragment names nothing.
    fn anchor(
        &self,
        document: DocId,
        fragment: Option<&str>,
        written: &Written<'_>,
        report: &mut Report<'_>,
    ) -> Option<String> {
        let fragment = fragment.map(str::trim).filter(|fragment| !fragment.is_empty())?;
        let target = &self.documents[document.index()];
        let found = anchors::find(target, fragment, &self.anchors[document.index()]);
        if let Some(anchor) = &found {
            self.remark_anchor(document, fragment, anchor, written, report);
        }
        // `#`, `#_` and `#!` are written where a link is to lead nowhere.
        let names_nothing = !fragment.contains(char::is_alphanumeric) || fragment.eq_ignore_ascii_case("top");
        if found.is_none() && !names_nothing {
            report.add(&rules::BROKEN_ANCHOR, written.span, |diagnostic| {
                let message = format!("`{}` has no heading or id `{}`", target.path, shown(fragment));
                match anchors::nearest(target, fragment) {
                    Some(anchor) => diagnostic.say(message).hint(format!("did you mean `#{anchor}`?")),
                    None => diagnostic.say(message).hint("link to the page, or to a heading that it has"),
                }
            });
        }
        found
    }
}

/// Adds the hint to write the path, and the mend that does, where the target can be replaced in place.
fn with_path(
    diagnostic: Diagnostic,
    from: &Document,
    written: &Written<'_>,
    target: &Target<'_>,
    path: &str,
) -> Diagnostic {
    let fragment = target.fragment.as_ref().and_then(|_| written.text.split_once('#'));
    let replacement = fragment.map_or_else(|| path.to_owned(), |(_, fragment)| format!("{path}#{fragment}"));
    let diagnostic = diagnostic.hint(format!("write `{replacement}`"));
    let edit = match written.manner {
        Manner::Relation => scalar::replace(&from.source, written.span, written.text, &replacement),
        _ if written.in_place && from.source.text.get(written.span.range()) == Some(written.text) => {
            let plain = !replacement.contains(['(', ')', '<', '>', '|', '[', ']', '\\', '"']);
            plain.then(|| Edit { span: written.span, replacement: replacement.clone() })
        }
        _ => None,
    };
    match edit {
        Some(edit) => diagnostic.fix(format!("write `{replacement}`"), vec![edit]),
        None => diagnostic,
    }
}

/// The edit that writes `anchor` after the `#` of a target, where it can stand there as it is.
fn anchor_edit(from: &Document, written: &Written<'_>, anchor: &str) -> Option<Edit> {
    let plain =
        anchor.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | '.'));
    let as_written = from.source.text.get(written.span.range()) == Some(written.text);
    let at = written.text.find('#').filter(|_| plain && written.in_place && as_written)?;
    let start = written.span.start as usize + at + 1;
    Some(Edit { span: Span::new(start, written.span.end as usize), replacement: anchor.to_owned() })
}

/// Whether a document says that it is no longer valid.
pub fn is_deprecated(document: &Document) -> bool {
    let status = document.metadata.status.as_ref();
    status.is_some_and(|status| is_deprecated_status(&status.value))
}

pub(crate) fn is_deprecated_status(status: &str) -> bool {
    matches!(&*names::fold(status), "deprecated" | "archived" | "obsolete" | "superseded" | "retired")
}

/// Replaces every label that names a withheld document by `…`. A text that holds one in another spelling is
/// dropped, since it cannot be mended safely.
pub(crate) fn redact<'t>(telling: &[String], text: &'t str) -> std::borrow::Cow<'t, str> {
    if telling.is_empty() {
        return text.into();
    }
    let mut redacted = std::borrow::Cow::Borrowed(text);
    for label in telling {
        if redacted.contains(label.as_str()) {
            redacted = redacted.replace(label.as_str(), "…").into();
        }
    }
    let folded = key(&redacted);
    if telling.iter().any(|label| folded.contains(&key(label))) { "".into() } else { redacted }
}

/// Assets that ends lead to.
pub(crate) fn asset(end: &End) -> Option<&ContentPath> {
    match end {
        End::Asset(path) => Some(path),
        _ => None,
    }
}
