//! From nodes to the outline: what later stages need to know of a body.

mod prose;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use stratbook_model::{Diagnostic, Heading, Link, LinkKind, Outline, Shortcode, SourceText, Span, rules};

use crate::escape::is_external;
use crate::node::{Container, Flow, Node};
use crate::options::Options;
use crate::{body_text, comments};

/// Reads a body: its headings, links, shortcodes and the rest of the outline. Spans are in the file.
pub fn parse(source: &SourceText, body: Span, options: &Options) -> (Outline, Vec<Diagnostic>) {
    let (text, _) = comments::mask(body_text(source, body));
    let flow = crate::walk::walk(&text, options);
    let offset = body.start as usize;
    let span = |range: &Range<usize>| Span::new(range.start, range.end).shifted(offset);
    let facts = prose::read(&flow);
    let headings: Vec<Heading> = flow
        .headings
        .iter()
        .map(|heading| Heading {
            level: heading.level,
            text: heading.text.clone(),
            anchor: heading.anchor.clone(),
            span: span(&heading_range(&text, &heading.range)),
        })
        .collect();
    let links = flow
        .links
        .iter()
        .zip(facts.links)
        .map(|(link, place)| Link {
            kind: link.kind,
            target: link.target.clone(),
            label: if link.kind == LinkKind::Html { place.label } else { link.label.clone() },
            labelled: link.labelled,
            span: span(&link.range),
            target_span: span(&link.target_range),
            context: if is_external(&link.target) { String::new() } else { place.context },
            heading: place.heading,
        })
        .collect();
    let shortcodes: Vec<Shortcode> = flow
        .shortcodes
        .iter()
        .map(|shortcode| Shortcode { span: shortcode.span.shifted(offset), ..shortcode.clone() })
        .collect();
    let diagnostics = diagnostics(source, &flow, &shortcodes, options, offset);
    let outline = Outline {
        headings,
        links,
        shortcodes,
        anchors: anchors(&flow),
        inline_tags: facts.tags.into_iter().map(Arc::from).collect(),
        lead: facts.lead,
        words: facts.words,
        open_fence: flow.open_fence.clone(),
        texts: options.texts.then(|| crate::sections::read(&text, &flow, body.start)),
    };
    (outline, diagnostics)
}

/// A heading without the line end that belongs to its block.
fn heading_range(text: &str, range: &Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}

fn anchors(flow: &Flow<'_>) -> Vec<String> {
    let mut seen = HashSet::new();
    let footnotes = 1..=flow.footnotes().len();
    let all = flow.raw_ids.iter().cloned().chain(flow.block_ids.iter().map(|(_, id)| id.clone()));
    all.chain(footnotes.map(|number| format!("fn-{number}")))
        .filter(|id| !id.is_empty() && seen.insert(id.clone()))
        .collect()
}

fn diagnostics(
    source: &SourceText,
    flow: &Flow<'_>,
    shortcodes: &[Shortcode],
    options: &Options,
    offset: usize,
) -> Vec<Diagnostic> {
    let unknown = shortcodes.iter().filter(|shortcode| !options.shortcodes.contains(&shortcode.name));
    let mut diagnostics: Vec<Diagnostic> = unknown
        .take(40)
        .map(|shortcode| {
            let name = &shortcode.name;
            let message = format!("the shortcode `{name}` has no template, and is left out of the page");
            let near = options
                .shortcodes
                .iter()
                .filter(|known| strsim::damerau_levenshtein(known, name) <= 1 + name.len() / 5)
                .min_by_key(|known| (strsim::damerau_levenshtein(known, name), (*known).clone()));
            let hint = match near {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("add `{name}` to `[shortcodes]` in stratbook.toml, or remove the shortcode"),
            };
            Diagnostic::at(&rules::UNKNOWN_SHORTCODE, source, shortcode.span, message).hint(hint)
        })
        .collect();
    let charts = crate::chart::problems(flow);
    diagnostics.extend(flow.problems.iter().chain(&charts).map(|problem| {
        let span = Span::new(problem.range.start, problem.range.end).shifted(offset);
        Diagnostic::at(problem.rule, source, span, problem.message.clone()).hint(problem.hint.clone())
    }));
    diagnostics
}

impl Flow<'_> {
    /// The container that a start node opens.
    pub(crate) fn container(&self, index: usize) -> Option<&Container<'_>> {
        match &self.nodes[index].node {
            Node::Start(container) => Some(container),
            _ => None,
        }
    }
}
