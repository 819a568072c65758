//! Links and images as nodes and facts.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use stratbook_model::{LinkKind, rules};

use super::{Walker, link};
use crate::node::{Container, LinkFact, Node};
use crate::spaces::collapsed;

/// An image whose alternative text is being read.
pub(super) struct Image {
    depth: usize,
    alt: String,
    link: usize,
}

/// How far the end of a link with spaces in its target is looked for.
const LONGEST_SPACED: usize = 600;

impl<'a> Walker<'a, '_> {
    /// `[label](My file.md)`: no link to CommonMark, since the target has spaces, but to everybody who writes it.
    pub(super) fn spaced_link(&mut self, run: &Range<usize>, from: &mut usize, at: usize) -> Option<usize> {
        if self.anchors_open > 0 {
            return None;
        }
        let rest = &self.text[at..run.end];
        let rest = &rest[..rest.floor_char_boundary(LONGEST_SPACED)];
        let close = rest.find(']')?;
        let label = &rest[1..close];
        let inside = rest[close + 1..].strip_prefix('(')?;
        let inside = &inside[..inside.find(')')?];
        let target = inside.trim();
        let path = target.split('#').next().unwrap_or_default();
        let is_file = path.rsplit_once('.').is_some_and(|(_, extension)| {
            (2..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        let plausible = target.contains(' ') && (is_file || path.is_empty());
        if !plausible || label.contains('[') || target.contains(['"', '<', '(', '`']) {
            return None;
        }
        let image = at > *from && self.text[..at].ends_with('!');
        let start = if image { at - 1 } else { at };
        let end = at + close + 2 + inside.len() + 1;
        self.plain(*from..start, false);
        let index = self.flow.links.len();
        self.flow.links.push(LinkFact {
            kind: if image { LinkKind::Image } else { LinkKind::Markdown },
            target: target.to_owned(),
            label: label.trim().to_owned(),
            labelled: !label.trim().is_empty(),
            title: String::new(),
            range: start..end,
            target_range: link::range_of(self.text, target),
            size: None,
            embed: false,
        });
        if image {
            self.leaf(Node::Image(index), start..end);
        } else {
            self.open(Container::Link(index), start..end);
            self.plain(at + 1..at + close, false);
            self.close(end);
        }
        *from = end;
        Some(end)
    }

    pub(super) fn in_image(&mut self, event: Event<'a>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) => image.depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                image.alt.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
        if image.depth == 0
            && let Some(image) = self.image.take()
        {
            self.finish_image(&image);
        }
    }

    pub(super) fn start_link(&mut self, link_type: LinkType, target: &str, title: &str, range: Range<usize>) {
        if self.links_open > 0 || self.anchors_open > 0 {
            self.open(Container::Bare, range);
            return;
        }
        let mut fact = LinkFact {
            kind: LinkKind::Markdown,
            target: target.to_owned(),
            label: String::new(),
            labelled: true,
            title: title.to_owned(),
            target_range: range.clone(),
            range,
            size: None,
            embed: false,
        };
        if let LinkType::WikiLink { has_pothole } = link_type {
            if !has_pothole
                && let Some((target, title, end)) = link::after_brackets(self.text, fact.range.end)
            {
                // `[[1]](target)` is a link whose label has brackets.
                target.clone_into(&mut fact.target);
                title.clone_into(&mut fact.title);
                let closed = fact.range.end;
                fact.range.end = end;
                fact.target_range = link::range_of(self.text, target);
                self.skipped = closed..end;
            } else {
                fact.kind = LinkKind::Wikilink;
                fact.labelled = has_pothole;
                (fact.target, fact.target_range) = link::wiki_target(self.text, &fact.range, target, 2);
            }
        } else if link_type == LinkType::Email && !fact.target.starts_with("mailto:") {
            fact.target.insert_str(0, "mailto:");
        }
        if matches!(link_type, LinkType::Autolink | LinkType::Email) {
            fact.labelled = false;
            fact.target_range = link::inner(&fact.range);
        }
        if crate::escape::is_script_url(&fact.target) {
            let message = "the link would run a script".to_owned();
            self.problem(&rules::SCRIPT_LINK, fact.range.clone(), message, "link to a page");
        }
        let index = self.flow.links.len();
        let range = fact.range.clone();
        self.flow.links.push(fact);
        self.open(Container::Link(index), range);
        self.links_open += 1;
    }

    pub(super) fn finish_link(&mut self, link: usize, start: usize, at: usize) {
        let nodes = start..self.flow.nodes.len();
        let label = self.flow.plain_text(nodes.clone());
        let has_image =
            self.flow.nodes[nodes.clone()].iter().any(|entry| matches!(entry.node, Node::Image(_)));
        let label_end = self.flow.nodes[nodes]
            .iter()
            .skip(1)
            .rev()
            .skip(1)
            .map(|entry| entry.range.end)
            .max()
            .unwrap_or(0);
        let fact = &mut self.flow.links[link];
        fact.label = collapsed(&label).into_owned();
        if fact.kind == LinkKind::Markdown {
            fact.labelled = fact.labelled && (has_image || !fact.label.is_empty());
            if fact.target_range == fact.range {
                let from = label_end.clamp(fact.range.start, at.min(fact.range.end));
                let found = link::inline_target(self.text, &fact.range, from);
                fact.target_range = found.unwrap_or_else(|| fact.range.clone());
            }
        } else if fact.label.is_empty() {
            fact.labelled = false;
            fact.label.clone_from(&fact.target);
        }
    }

    pub(super) fn start_image(
        &mut self,
        link_type: LinkType,
        target: &str,
        title: &str,
        range: Range<usize>,
    ) {
        let mut fact = LinkFact {
            kind: LinkKind::Image,
            target: target.to_owned(),
            label: String::new(),
            labelled: true,
            title: title.to_owned(),
            target_range: range.clone(),
            range: range.clone(),
            size: None,
            embed: false,
        };
        if let LinkType::WikiLink { has_pothole } = link_type {
            (fact.target, fact.target_range) = link::wiki_target(self.text, &range, target, 3);
            fact.labelled = has_pothole;
            fact.embed = true;
            if !link::is_image(&fact.target) {
                fact.kind = LinkKind::Embed;
            }
        }
        let index = self.flow.links.len();
        let node = if fact.kind == LinkKind::Embed { Node::Embed(index) } else { Node::Image(index) };
        self.flow.links.push(fact);
        self.leaf(node, range);
        self.image = Some(Image { depth: 1, alt: String::new(), link: index });
    }

    fn finish_image(&mut self, image: &Image) {
        let fact = &mut self.flow.links[image.link];
        let mut alt = image.alt.trim();
        if let Some((rest, size)) = link::size(alt) {
            fact.size = Some(size);
            alt = rest;
        }
        if fact.embed {
            fact.labelled = fact.labelled && !alt.is_empty();
            if !fact.labelled {
                alt = &fact.target;
            }
        } else {
            fact.labelled = !alt.is_empty();
            if fact.target_range == fact.range {
                let found = link::inline_target(self.text, &fact.range, fact.range.start);
                fact.target_range = found.unwrap_or_else(|| fact.range.clone());
            }
        }
        fact.label = alt.to_owned();
    }
}
