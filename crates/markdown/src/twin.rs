//! A body as plain Markdown for readers that are programs.

use std::ops::Range;

use stratbook_model::{LinkKind, Outline, SourceText, Span};

use crate::node::{Container, Flow, LinkFact, Node, RawValue};
use crate::options::{HtmlPolicy, Options};
use crate::resolver::{Embedded, Resolver, Target};
use crate::{body_text, comments};

/// The body with every link rewritten through the resolver. Comments, shortcodes, block ids and reference definitions
/// are left out, and so is every target that does not resolve.
pub fn twin(source: &SourceText, body: Span, outline: &Outline, resolver: &dyn Resolver) -> String {
    let body = body_text(source, body);
    let (text, hidden) = comments::mask(body);
    // Shortcodes and raw HTML are numbered alike whatever the policy, but for `Escape`, which has no raw links.
    let mut options = Options {
        shortcodes: outline.shortcodes.iter().map(|code| code.name.clone()).collect(),
        ..Options::default()
    };
    let mut flow = crate::walk::walk(&text, &options);
    for (html, math) in POLICIES {
        if same_links(&flow, outline) {
            break;
        }
        (options.html, options.math) = (*html, *math);
        flow = crate::walk::walk(&text, &options);
    }
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let gone = hidden.iter().chain(&flow.hidden).chain(&flow.definitions);
    edits.extend(gone.map(|range| (range.clone(), String::new())));
    let elements = elements(&flow);
    for (index, link) in flow.links.iter().enumerate() {
        if let Some(edit) = edit(&flow, &elements, index, link, resolver) {
            edits.push(edit);
        }
    }
    edits.extend(flow.shortcodes.iter().map(|code| (code.span.range(), String::new())));
    apply(&text, edits)
}

/// The options that an outline may have been made with, beside the default ones.
const POLICIES: &[(HtmlPolicy, bool)] = &[
    (HtmlPolicy::Sanitize, true),
    (HtmlPolicy::Escape, true),
    (HtmlPolicy::Allow, false),
    (HtmlPolicy::Sanitize, false),
    (HtmlPolicy::Escape, false),
];

fn same_links(flow: &Flow<'_>, outline: &Outline) -> bool {
    flow.links.len() == outline.links.len()
        && flow
            .links
            .iter()
            .zip(&outline.links)
            .all(|(fact, link)| fact.kind == link.kind && fact.target == link.target)
}

fn edit(
    flow: &Flow<'_>,
    elements: &[Option<usize>],
    index: usize,
    link: &LinkFact,
    resolver: &dyn Resolver,
) -> Option<(Range<usize>, String)> {
    let whole = link.range.clone();
    let has_place = link.target_range != link.range;
    if link.embed {
        let label = if link.labelled { link.label.as_str() } else { "" };
        return Some((
            whole,
            match resolver.embed(index) {
                Embedded::Html { title, href, .. } => {
                    inline(if label.is_empty() { &title } else { label }, &href)
                }
                Embedded::Image(source) => format!("!{}", inline(label, &source)),
                Embedded::File(href) => inline(if label.is_empty() { &link.label } else { label }, &href),
                Embedded::Text(text) => text.unwrap_or_default(),
                Embedded::Broken => link.label.clone(),
            },
        ));
    }
    let script = crate::escape::is_script_url(&link.target);
    let target = if script { Target::Text(None) } else { resolver.link(index) };
    let raw = matches!(link.kind, LinkKind::Html | LinkKind::HtmlSource);
    let sign = if link.kind == LinkKind::Image { "!" } else { "" };
    match target {
        Target::Internal { href, text } => {
            if raw || (link.kind != LinkKind::Wikilink && has_place && href == link.target) {
                return Some((
                    link.target_range.clone(),
                    if raw { crate::escape::escaped(&href) } else { address(&href) },
                ));
            }
            if link.kind != LinkKind::Wikilink && has_place && link.labelled {
                return Some((link.target_range.clone(), address(&href)));
            }
            let label = text.filter(|_| !link.labelled).unwrap_or_else(|| link.label.clone());
            Some((whole, format!("{sign}{}", inline(&label, &href))))
        }
        Target::External(url) => {
            if raw
                || has_place
                || link.target_range == link.range && !link.labelled && link.kind == LinkKind::Markdown
            {
                return (url != link.target).then(|| (link.target_range.clone(), url));
            }
            Some((whole, format!("{sign}{}", inline(&link.label, &url))))
        }
        Target::Text(text) if raw => {
            let element = elements
                .get(index)
                .copied()
                .flatten()
                .map(|node| &flow.nodes[node])
                .filter(|entry| entry.range == link.range);
            match (element, text) {
                (Some(entry), Some(text)) if link.kind == LinkKind::Html => {
                    Some((entry.range.start..flow.nodes[entry.partner].range.end, text))
                }
                _ => Some((link.target_range.clone(), String::new())),
            }
        }
        Target::Text(text) => Some((whole, text.unwrap_or_else(|| link.label.clone()))),
        Target::Broken if raw => Some((link.target_range.clone(), String::new())),
        Target::Broken => Some((
            whole,
            if link.label == link.target && link.kind == LinkKind::Markdown {
                String::new()
            } else {
                link.label.clone()
            },
        )),
    }
}

/// The raw element that holds each link, by the link's number.
fn elements(flow: &Flow<'_>) -> Vec<Option<usize>> {
    let mut elements = vec![None; flow.links.len()];
    for (node, entry) in flow.nodes.iter().enumerate() {
        let Node::Start(Container::Raw(tag)) = &entry.node else { continue };
        for (_, value) in &tag.attributes {
            if let RawValue::Link(link) = value {
                elements[*link] = Some(node);
            }
        }
    }
    elements
}

fn inline(label: &str, href: &str) -> String {
    let label = label.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    format!("[{label}]({})", address(href))
}

/// An address that Markdown takes as one.
fn address(href: &str) -> String {
    href.replace(' ', "%20").replace('(', "%28").replace(')', "%29").replace('<', "%3C").replace('>', "%3E")
}

/// Applies edits; an edit within another one's range is part of that one. Blank lines that edits leave are folded.
fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.retain(|(range, _)| range.start <= range.end && range.end <= text.len());
    edits.sort_by(|(a, _), (b, _)| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (range, replacement) in edits {
        if range.start < from || !text.is_char_boundary(range.start) || !text.is_char_boundary(range.end) {
            continue;
        }
        out.push_str(&text[from..range.start]);
        out.push_str(&replacement);
        from = range.end;
    }
    out.push_str(&text[from..]);
    fold_blank_lines(&out)
}

fn fold_blank_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut blank, mut fence) = (0, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fence = !fence;
        }
        blank = if bare.is_empty() { blank + 1 } else { 0 };
        if blank < 2 || fence {
            out.push_str(if bare.is_empty() && !fence { "\n" } else { line });
        }
    }
    let trimmed = out.trim_matches('\n').trim_end();
    if trimmed.is_empty() { String::new() } else { format!("{trimmed}\n") }
}
