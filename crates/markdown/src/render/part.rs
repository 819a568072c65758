//! Which nodes belong to a part of a body.

use std::ops::Range;

use crate::node::{Container, Flow, Node};

/// What part of a body is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// All of it.
    Whole,
    /// All but a first heading of level 1, which the page shows as its title.
    WithoutTitle,
    /// Like `WithoutTitle`, to be shown within another page: without ids and heading anchors.
    Embedded,
    /// The section of the heading with this anchor, sub-sections included; or the block with this id (`^id`).
    /// It is shown within another page: without ids and heading anchors.
    Section(&'a str),
}

/// The nodes of a part, and whether it is shown within another page. A section that is not there has no nodes.
pub(super) fn select(flow: &Flow<'_>, part: Part<'_>) -> (Vec<Range<usize>>, bool) {
    let all = 0..flow.nodes.len();
    match part {
        Part::Whole => (vec![all], false),
        Part::WithoutTitle => (without_title(flow, all), false),
        Part::Embedded => (without_title(flow, all), true),
        Part::Section(anchor) => (section(flow, anchor).into_iter().collect(), true),
    }
}

fn without_title(flow: &Flow<'_>, all: Range<usize>) -> Vec<Range<usize>> {
    match flow.headings.first() {
        Some(heading) if heading.level == 1 => {
            vec![all.start..heading.node, flow.nodes[heading.node].partner + 1..all.end]
        }
        _ => vec![all],
    }
}

fn section(flow: &Flow<'_>, anchor: &str) -> Option<Range<usize>> {
    if let Some(heading) = flow.headings.iter().find(|heading| heading.anchor == anchor) {
        return Some(heading.node..section_end(flow, heading.node, heading.level));
    }
    let (_, index) = flow.block_ids.iter().map(|(node, id)| (id, *node)).find(|(id, _)| *id == anchor)?;
    let entry = &flow.nodes[index];
    match &entry.node {
        Node::Start(Container::Heading(number)) => {
            Some(index..section_end(flow, index, flow.headings[*number].level))
        }
        // A single item stands without its list.
        Node::Start(Container::Item) => Some(index + 1..entry.partner),
        Node::Start(_) => Some(index..entry.partner + 1),
        _ => Some(index..index + 1),
    }
}

fn section_end(flow: &Flow<'_>, heading: usize, level: u8) -> usize {
    let mut index = flow.nodes[heading].partner + 1;
    while index < flow.nodes.len() {
        match &flow.nodes[index].node {
            Node::End => return index,
            Node::Start(Container::Heading(number)) if flow.headings[*number].level <= level => return index,
            // Partners let whole containers be passed at once.
            Node::Start(_) => index = flow.nodes[index].partner + 1,
            _ => index += 1,
        }
    }
    index
}
