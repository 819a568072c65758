//! Raw HTML as nodes: balanced, links numbered, by the workspace's policy.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use stratbook_model::{LinkKind, rules};

use super::Walker;
use super::tag::{self, Attribute, Token};
use crate::escape::{decode, is_script_url};
use crate::node::{Container, LinkFact, Node, RawTag, RawValue};
use crate::options::HtmlPolicy;

/// Raw elements nested deeper are shown as text; this also bounds the search for what a closing tag closes.
const DEEPEST: usize = 100;
/// How far the end of a script within a line is looked for.
const LONGEST_OPAQUE: usize = 10_000;

/// Raw HTML that may come in pieces (the lines of a block within a quote), and where each piece stands.
#[derive(Debug, Default)]
pub(super) struct Source {
    text: String,
    pieces: Vec<(usize, usize)>,
}

impl Source {
    pub(super) fn push(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// The place in the body of a place in this text.
    fn place(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.pieces.get(piece).map_or(0, |(start, place)| place + (at - start))
    }

    fn range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        let end = if range.is_empty() { start } else { self.place(range.end - 1) + 1 };
        start..end.max(start)
    }
}

impl Walker<'_, '_> {
    pub(super) fn raw_html(&mut self, source: &Source) {
        for token in tag::tokens(&source.text) {
            match token {
                Token::Comment { range, finished } => {
                    let range = source.range(&range);
                    if !finished {
                        let message = "the comment has no end".to_owned();
                        self.problem(
                            &rules::UNBALANCED_HTML,
                            range.clone(),
                            message,
                            "write `-->` where it ends",
                        );
                    }
                    self.flow.hidden.push(range);
                }
                Token::Text(range) => self.html_text(source, &range),
                Token::Unfinished(range) => {
                    let place = source.range(&range);
                    if self.options.html != HtmlPolicy::Escape {
                        let message = "the tag is not finished".to_owned();
                        let hint = "write `>` where it ends, or put text that is no HTML into backticks";
                        self.problem(&rules::UNBALANCED_HTML, place.clone(), message, hint);
                    }
                    self.leaf(Node::Text(source.text[range].to_owned().into()), place);
                }
                Token::Open { range, .. } | Token::Close { range, .. } | Token::Opaque(range)
                    if self.options.html == HtmlPolicy::Escape =>
                {
                    let place = source.range(&range);
                    self.leaf(Node::Text(source.text[range].to_owned().into()), place);
                }
                // Whatever holds it under this policy is left out, so it is too.
                Token::Opaque(_) if self.options.html == HtmlPolicy::Sanitize => {}
                Token::Opaque(range) => {
                    let place = source.range(&range);
                    // A browser takes `<!--` in a script for the beginning of something longer.
                    self.leaf(Node::Verbatim(source.text[range].replace("<!--", "<\\!--")), place);
                }
                Token::Open { name, attributes, closed, endless, range } => {
                    if endless {
                        let message = format!("`<{name}>` is never closed");
                        let hint = format!("write `</{name}>` in the same block");
                        self.problem(&rules::UNBALANCED_HTML, source.range(&range), message, &hint);
                        *self.ignored_closers.entry(name.clone()).or_default() += 1;
                    }
                    self.open_raw(source, name, &attributes, closed || endless, &range);
                }
                Token::Close { name, range } => self.close_tag(&name, source.range(&range)),
            }
        }
    }

    /// A tag in a line of text. An element with opaque content is taken as a whole.
    pub(super) fn inline_html(&mut self, text: &str, range: Range<usize>) {
        let mut source = Source::default();
        let body = self.text;
        let closing = tag::opaque_name(text).and_then(|name| {
            let at = self.opaque_closing(name, range.end)?;
            let length = at + body[at..].find('>')? + 1 - range.end;
            let inside = &body[range.end..range.end + length];
            (length <= LONGEST_OPAQUE && !inside.contains("\n\n")).then_some(length)
        });
        match closing {
            Some(length) => {
                self.skipped = range.end..range.end + length;
                source.push(&body[range.start..range.end + length], range.start);
            }
            None => source.push(text, range.start),
        }
        self.raw_html(&source);
    }

    fn html_text(&mut self, source: &Source, range: &Range<usize>) {
        let place = source.range(range);
        let text = &source.text[range.clone()];
        if self.text.get(place.clone()) == Some(text) {
            self.pieces(place, true);
        } else {
            self.leaf(Node::HtmlText(text.to_owned()), place);
        }
    }

    fn open_raw(
        &mut self,
        source: &Source,
        name: String,
        attributes: &[Attribute],
        closed: bool,
        range: &Range<usize>,
    ) {
        let place = source.range(range);
        if tag::is_page_wide(&name) {
            return;
        }
        if !closed && !tag::is_known(&name) && !self.is_closed_somewhere(&name) {
            let message = format!("`<{name}>` is no HTML element and is never closed; it is shown as text");
            let hint = format!("write it as code: `` `<{name}>` ``");
            self.problem(&rules::UNBALANCED_HTML, place.clone(), message, &hint);
            self.leaf(Node::Text(source.text[range.clone()].to_owned().into()), place);
            return;
        }
        let has_href = attributes.iter().any(|attribute| attribute.name.eq_ignore_ascii_case("href"));
        if name == "a" && has_href && (self.links_open > 0 || self.anchors_open > 0) {
            *self.ignored_closers.entry(name).or_default() += 1;
            return;
        }
        if self.options.html == HtmlPolicy::Sanitize && !allowed().tags.contains(name.as_str()) {
            if matches!(name.as_str(), "script" | "style") && !closed {
                self.open(Container::Dropped, place);
                self.raw_open += 1;
            }
            return;
        }
        while let Some(top) = self.top_raw() {
            if !tag::ends_before(&top, &name) {
                break;
            }
            self.close_raw(place.start);
        }
        let void = tag::is_void(&name);
        if !void && self.raw_open >= DEEPEST {
            self.leaf(Node::Text(source.text[range.clone()].to_owned().into()), place);
            return;
        }
        let attributes = self.attributes(source, &name, attributes, &place);
        let tag = Box::new(RawTag { name, attributes });
        if void {
            self.leaf(Node::Void(tag), place);
            return;
        }
        // `<a name="x">` marks a place: it ends at once, since its end is often forgotten.
        let marks_place = tag.name == "a" && !has_href;
        if marks_place && !closed {
            *self.ignored_closers.entry(tag.name.clone()).or_default() += 1;
        }
        if tag.name == "a" && has_href {
            self.anchors_open += 1;
        }
        self.open(Container::Raw(tag), place.clone());
        self.raw_open += 1;
        if closed || marks_place {
            self.close_raw(place.end);
        }
    }

    /// The first closing tag of an opaque element at or after `from`, if it is near. The body is searched once per name.
    fn opaque_closing(&mut self, name: String, from: usize) -> Option<usize> {
        let text = self.text;
        let places = match self.opaque_closings.entry(name) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let places = tag::closings(text, new.key()).collect();
                new.insert(places)
            }
        };
        let at = *places.get(places.partition_point(|place| *place < from))?;
        (at - from <= LONGEST_OPAQUE).then_some(at)
    }

    /// Whether `</name` occurs in the body.
    fn is_closed_somewhere(&mut self, name: &str) -> bool {
        let text = self.text;
        let closed = self.closed_names.get_or_insert_with(|| {
            text.match_indices("</")
                .filter_map(|(at, _)| tag::name(&text[at + 2..]))
                .map(str::to_ascii_lowercase)
                .collect()
        });
        closed.contains(name)
    }

    fn attributes(
        &mut self,
        source: &Source,
        name: &str,
        attributes: &[Attribute],
        place: &Range<usize>,
    ) -> Vec<(String, RawValue)> {
        let mut kept: Vec<(String, RawValue)> = Vec::new();
        for attribute in attributes.iter().take(64) {
            let key = attribute.name.to_ascii_lowercase();
            let plain =
                |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.' | b'@');
            if !key.bytes().all(plain) || kept.iter().any(|(known, _)| known.eq_ignore_ascii_case(&key)) {
                continue;
            }
            let value = attribute
                .value
                .clone()
                .map(|range| (source.text[range.clone()].to_owned(), source.range(&range)));
            let Some((value, value_place)) = value else {
                if self.options.html != HtmlPolicy::Sanitize || allowed().attribute(name, &key) {
                    kept.push((attribute.name.clone(), RawValue::Empty));
                }
                continue;
            };
            let decoded = decode(&value);
            if self.options.html == HtmlPolicy::Sanitize {
                let address = matches!(key.as_str(), "href" | "src" | "cite" | "srcset" | "poster");
                if !allowed().attribute(name, &key) || (address && !allowed().address(&decoded)) {
                    continue;
                }
            }
            let value = match key.as_str() {
                "href" | "src" | "poster"
                    if !decoded.trim_start().starts_with("data:") && !is_script_url(&decoded) =>
                {
                    let kind = if key == "href" { LinkKind::Html } else { LinkKind::HtmlSource };
                    RawValue::Link(self.raw_link(kind, decoded.trim(), place, value_place))
                }
                "srcset" => RawValue::Set(self.source_set(&decoded, place, &value_place)),
                "id" => {
                    self.flow.raw_ids.push(decoded);
                    RawValue::Text(value)
                }
                "name" if name == "a" => {
                    self.flow.raw_ids.push(decoded);
                    RawValue::Text(value)
                }
                _ => RawValue::Text(value),
            };
            kept.push((attribute.name.clone(), value));
        }
        kept
    }

    fn source_set(
        &mut self,
        value: &str,
        place: &Range<usize>,
        value_place: &Range<usize>,
    ) -> Vec<(usize, String)> {
        let mut links = Vec::new();
        let mut from = value_place.start;
        for part in value.split(',').take(32) {
            let (target, descriptor) =
                part.trim().split_once(char::is_whitespace).unwrap_or((part.trim(), ""));
            if target.is_empty() {
                continue;
            }
            let inside = self.text.get(from..value_place.end).unwrap_or_default();
            let target_place = match inside.find(target) {
                Some(at) => from + at..from + at + target.len(),
                None => value_place.clone(),
            };
            from = target_place.end.min(value_place.end);
            let link = self.raw_link(LinkKind::HtmlSource, target, place, target_place);
            links.push((link, descriptor.trim().to_owned()));
        }
        links
    }

    fn raw_link(
        &mut self,
        kind: LinkKind,
        target: &str,
        place: &Range<usize>,
        target_range: Range<usize>,
    ) -> usize {
        self.flow.links.push(LinkFact {
            kind,
            target: target.to_owned(),
            label: String::new(),
            labelled: true,
            title: String::new(),
            range: place.clone(),
            target_range,
            size: None,
            embed: false,
        });
        self.flow.links.len() - 1
    }

    fn close_tag(&mut self, name: &str, place: Range<usize>) {
        if name == "br" {
            self.leaf(Node::Hard, place);
            return;
        }
        let sanitized = self.options.html == HtmlPolicy::Sanitize && !allowed().tags.contains(name);
        if tag::is_void(name) || tag::is_page_wide(name) {
            return;
        }
        let mut depth = 0;
        let found = self.stack.iter().rev().take(DEEPEST + 1).find_map(|&index| {
            depth += 1;
            match &self.flow.nodes[index].node {
                Node::Start(Container::Raw(tag)) if tag.name == name => Some(true),
                Node::Start(Container::Dropped) if matches!(name, "script" | "style") => Some(true),
                Node::Start(Container::Raw(_) | Container::Dropped) => None,
                _ => Some(false),
            }
        });
        if found == Some(true) {
            for closing in 0..depth {
                if closing + 1 < depth
                    && let (Some(inner), Some(&top)) = (self.top_raw(), self.stack.last())
                {
                    self.report_unclosed(&inner, top);
                }
                self.close_raw(place.start);
            }
            if let Some(entry) = self.flow.nodes.last_mut() {
                entry.range = place;
            }
            return;
        }
        if let Some(left) = self.ignored_closers.get_mut(name).filter(|left| **left > 0) {
            *left -= 1;
            return;
        }
        if !sanitized && name != "p" {
            let message = format!("`</{name}>` closes nothing");
            let hint = format!("remove it, or open `<{name}>` in the same block");
            self.problem(&rules::UNBALANCED_HTML, place, message, &hint);
        }
    }

    pub(super) fn report_unclosed(&mut self, name: &str, start: usize) {
        if !name.is_empty() && !tag::end_is_optional(name) {
            let range = self.flow.nodes[start].range.clone();
            let message = format!("`<{name}>` is never closed");
            let hint = format!("write `</{name}>` before the end of the block around it");
            self.problem(&rules::UNBALANCED_HTML, range, message, &hint);
        }
    }

    /// The name of the innermost container, if that is a raw element.
    fn top_raw(&self) -> Option<String> {
        match &self.flow.nodes[*self.stack.last()?].node {
            Node::Start(Container::Raw(tag)) => Some(tag.name.clone()),
            Node::Start(Container::Dropped) => Some(String::new()),
            _ => None,
        }
    }

    /// Closes the innermost raw element.
    pub(super) fn close_raw(&mut self, at: usize) {
        let Some(&top) = self.stack.last() else { return };
        if let Node::Start(Container::Raw(tag)) = &self.flow.nodes[top].node
            && tag.name == "a"
            && tag.attributes.iter().any(|(name, _)| name.eq_ignore_ascii_case("href"))
        {
            self.anchors_open = self.anchors_open.saturating_sub(1);
        }
        self.raw_open = self.raw_open.saturating_sub(1);
        self.close(at);
    }
}

/// What may stay under [`HtmlPolicy::Sanitize`]: ammonia's lists.
struct Allowed {
    tags: HashSet<&'static str>,
    generic: HashSet<&'static str>,
    by_tag: HashMap<&'static str, HashSet<&'static str>>,
    schemes: HashSet<&'static str>,
}

impl Allowed {
    fn attribute(&self, tag: &str, name: &str) -> bool {
        self.generic.contains(name) || self.by_tag.get(tag).is_some_and(|names| names.contains(name))
    }

    fn address(&self, url: &str) -> bool {
        let bare: String = url.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        match bare.find([':', '/', '?', '#']) {
            Some(at) if bare[at..].starts_with(':') => {
                self.schemes.contains(bare[..at].to_ascii_lowercase().as_str())
            }
            _ => true,
        }
    }
}

fn allowed() -> &'static Allowed {
    static ALLOWED: OnceLock<Allowed> = OnceLock::new();
    ALLOWED.get_or_init(|| {
        let builder = ammonia::Builder::default();
        Allowed {
            tags: builder.clone_tags(),
            generic: builder.clone_generic_attributes(),
            by_tag: builder.clone_tag_attributes(),
            schemes: builder.clone_url_schemes(),
        }
    })
}
