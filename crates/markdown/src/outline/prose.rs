//! Reads the running text: words, the lead, tags, and the sentence around each link.

use std::collections::HashSet;
use std::ops::Range;

use crate::escape::decode;
use crate::node::{Container, Flow, Node, RawValue};
use crate::spaces::{collapsed, words};

const LONGEST_CONTEXT: usize = 240;
const LONGEST_LEAD: usize = 320;

#[derive(Debug, Default)]
pub(super) struct Prose {
    /// One for each link.
    pub(super) links: Vec<LinkPlace>,
    pub(super) tags: Vec<String>,
    pub(super) lead: String,
    pub(super) words: u32,
}

#[derive(Debug, Default, Clone)]
pub(super) struct LinkPlace {
    pub(super) context: String,
    pub(super) heading: Option<u32>,
    pub(super) label: String,
}

/// Text of the block that is being read, and the links in it.
#[derive(Default)]
struct Block {
    text: String,
    links: Vec<(usize, Range<usize>)>,
    /// Where open links began.
    open: Vec<(usize, usize)>,
}

pub(super) fn read(flow: &Flow<'_>) -> Prose {
    let mut prose = Prose { links: vec![LinkPlace::default(); flow.links.len()], ..Prose::default() };
    let mut block = Block::default();
    let mut seen_tags = HashSet::new();
    let mut heading = None;
    let (mut no_tags, mut no_lead, mut in_paragraph) = (0usize, 0usize, false);
    let mut index = 0;
    while index < flow.nodes.len() {
        let entry = &flow.nodes[index];
        match &entry.node {
            Node::Start(container) => {
                if !container.is_inline() {
                    boundary(container, &mut block, &mut prose);
                }
                match container {
                    Container::Heading(number) => {
                        heading = Some(*number as u32);
                        no_tags += 1;
                    }
                    Container::Link(link) => {
                        prose.links[*link].heading = heading;
                        block.open.push((*link, block.text.len()));
                        no_tags += 1;
                    }
                    Container::Raw(tag) => {
                        for (_, value) in &tag.attributes {
                            for link in value_links(value) {
                                prose.links[link].heading = heading;
                                block.open.push((link, block.text.len()));
                            }
                        }
                    }
                    Container::Quote
                    | Container::Callout(_)
                    | Container::Footnote(_)
                    | Container::Table(_) => {
                        no_lead += 1;
                    }
                    Container::Paragraph => in_paragraph = no_lead == 0,
                    Container::Dropped => {
                        index = entry.partner;
                    }
                    _ => {}
                }
            }
            Node::End => {
                if let Some(container) = flow.container(entry.partner) {
                    match container {
                        Container::Link(link) => {
                            no_tags -= 1;
                            close(*link, &mut block, &mut prose);
                        }
                        Container::Raw(tag) => {
                            for link in tag.attributes.iter().flat_map(|(_, value)| value_links(value)) {
                                close(link, &mut block, &mut prose);
                            }
                        }
                        Container::Heading(_) => no_tags -= 1,
                        Container::Quote
                        | Container::Callout(_)
                        | Container::Footnote(_)
                        | Container::Table(_) => {
                            no_lead -= 1;
                        }
                        _ => {}
                    }
                    if matches!(container, Container::Paragraph) {
                        if in_paragraph && prose.lead.is_empty() {
                            prose.lead = shortened(&block.text, LONGEST_LEAD);
                        }
                        in_paragraph = false;
                    }
                    if !container.is_inline() {
                        boundary(container, &mut block, &mut prose);
                    }
                }
            }
            Node::Text(text) => {
                if no_tags == 0 {
                    tags(&block.text, text, &mut seen_tags, &mut prose.tags);
                }
                block.text.push_str(text);
            }
            Node::HtmlText(text) => block.text.push_str(&decode(text)),
            Node::Code(text) | Node::Math { tex: text, .. } => block.text.push_str(text),
            Node::Soft | Node::Hard => block.text.push(' '),
            Node::Image(link) | Node::Embed(link) => {
                prose.links[*link].heading = heading;
                let at = block.text.len();
                block.links.push((*link, at..at));
            }
            Node::Void(tag) => {
                for link in tag.attributes.iter().flat_map(|(_, value)| value_links(value)) {
                    prose.links[link].heading = heading;
                    let at = block.text.len();
                    block.links.push((link, at..at));
                }
            }
            Node::CodeBlock { .. } | Node::Rule => flush(&mut block, &mut prose),
            Node::Verbatim(_) | Node::Task(_) | Node::FootnoteReference(_) | Node::Shortcode(_) => {}
        }
        index += 1;
    }
    flush(&mut block, &mut prose);
    prose
}

fn value_links(value: &RawValue) -> Vec<usize> {
    match value {
        RawValue::Link(link) => vec![*link],
        RawValue::Set(links) => links.iter().map(|(link, _)| *link).collect(),
        RawValue::Empty | RawValue::Text(_) => Vec::new(),
    }
}

fn close(link: usize, block: &mut Block, prose: &mut Prose) {
    if let Some(at) = block.open.iter().rposition(|(open, _)| *open == link) {
        let (link, start) = block.open.remove(at);
        let start = start.min(block.text.len());
        prose.links[link].label = collapsed(&block.text[start..]).into_owned();
        block.links.push((link, start..block.text.len()));
    }
}

/// A row of a table is read as one text, its cells apart.
fn boundary(container: &Container<'_>, block: &mut Block, prose: &mut Prose) {
    if matches!(container, Container::TableCell) {
        if !block.text.is_empty() && !block.text.ends_with(" · ") {
            block.text.push_str(" · ");
        }
    } else {
        flush(block, prose);
    }
}

fn flush(block: &mut Block, prose: &mut Prose) {
    prose.words += words(&block.text);
    for (link, place) in block.links.drain(..) {
        prose.links[link].context = sentence(&block.text, place);
    }
    block.text.clear();
    for (_, start) in &mut block.open {
        *start = 0;
    }
}

/// The sentence that holds `place`, cut to size around it.
fn sentence(text: &str, place: Range<usize>) -> String {
    // A longer sentence is cut, so its ends need not be known.
    let window_start = text.floor_char_boundary(place.start.saturating_sub(2 * LONGEST_CONTEXT));
    let window_end = text.ceil_char_boundary((place.end + 2 * LONGEST_CONTEXT).min(text.len()));
    let start = sentence_ends(&text[window_start..place.start])
        .next_back()
        .map_or(window_start, |end| window_start + end);
    let end = sentence_ends(&text[place.end..window_end]).next().map_or(window_end, |end| place.end + end);
    let whole = &text[start..end];
    if whole.chars().count() <= LONGEST_CONTEXT {
        return tidy(whole);
    }
    let room = LONGEST_CONTEXT.saturating_sub(text[place.clone()].chars().count()) / 2;
    let before: Vec<char> = text[start..place.start].chars().collect();
    let from = before.len().saturating_sub(room);
    let mut head: String = before[from..].iter().collect();
    if from > 0 {
        head = format!("…{}", head.split_once(' ').map_or("", |(_, rest)| rest));
    }
    let label: String = text[place.clone()].chars().take(LONGEST_CONTEXT).collect();
    let rest = &text[place.end..end];
    let mut tail: String = rest.chars().take(room).collect();
    if tail.len() < rest.len() {
        tail = format!("{}…", tail.rsplit_once(' ').map_or("", |(rest, _)| rest));
    }
    tidy(&format!("{head}{label}{tail}"))
}

/// Places just after the mark that ends a sentence.
fn sentence_ends(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let candidates =
        text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'.' | b'!' | b'?' | 0xc2 | 0xe3 | 0xef));
    candidates.filter_map(|(at, byte)| {
        if byte >= 0x80 {
            let mark = text[at..].chars().next()?;
            return matches!(mark, '。' | '！' | '？' | '·').then_some(at + mark.len_utf8());
        }
        let after = &text[at + 1..];
        if !after.starts_with(char::is_whitespace) || after.trim_start().starts_with(char::is_lowercase) {
            return None;
        }
        // `e.g.` and initials do not end a sentence, nor does a mark before a small letter.
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let abbreviation = byte == b'.' && (word.contains('.') || word.chars().count() < 2);
        (!abbreviation).then_some(at + 1)
    })
}

fn tidy(text: &str) -> String {
    collapsed(text).trim_matches(['·', ' ']).to_owned()
}

fn shortened(text: &str, longest: usize) -> String {
    let tidy = tidy(text);
    match tidy.char_indices().nth(longest) {
        None => tidy,
        Some((at, _)) => {
            let cut = &tidy[..at];
            let cut = cut.rsplit_once(' ').map_or(cut, |(rest, _)| rest);
            format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' ']))
        }
    }
}

/// Obsidian's tags: `#` at the beginning of a word, and at least one character that is no digit.
fn tags(before: &str, text: &str, seen: &mut HashSet<String>, tags: &mut Vec<String>) {
    for (at, _) in text.match_indices('#') {
        let previous =
            text[..at].chars().next_back().or_else(|| before.chars().next_back().filter(|_| at == 0));
        if previous.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | ',')) {
            continue;
        }
        let rest = &text[at + 1..];
        let end =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '/'))).unwrap_or(rest.len());
        let tag = rest[..end].trim_end_matches(['/', '-']);
        let follows = rest[end..].chars().next();
        let is_word = tag.chars().any(char::is_alphabetic) && !is_colour(tag);
        if is_word && tag.len() <= 100 && follows != Some('#') && seen.insert(tag.to_lowercase()) {
            tags.push(tag.to_owned());
        }
    }
}

fn is_colour(tag: &str) -> bool {
    matches!(tag.len(), 3 | 4 | 6 | 8)
        && tag.bytes().all(|byte| byte.is_ascii_hexdigit())
        && (tag.bytes().any(|byte| byte.is_ascii_digit())
            || tag.bytes().all(|byte| byte.eq_ignore_ascii_case(&tag.as_bytes()[0])))
}
