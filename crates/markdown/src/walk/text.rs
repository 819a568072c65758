//! Plain text, taken apart: callout heads, shortcodes, highlights, bare addresses, block ids.

use std::ops::Range;

use pulldown_cmark::CowStr;
use stratbook_model::{LinkKind, Shortcode, Span};

use super::{Walker, shortcode};
use crate::node::{Callout, Container, LinkFact, Node};

/// Shortcodes and bare addresses are not looked for beyond this length, so that no input is read over and over.
const LONGEST: usize = 2000;

/// The beginning of `text`, cut at a character.
fn window(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}

impl<'a> Walker<'a, '_> {
    pub(super) fn text_event(&mut self, text: CowStr<'a>, mut range: Range<usize>) {
        if self.skipped.contains(&range.start) {
            range.start = self.skipped.end.min(range.end);
            if range.is_empty() {
                return;
            }
        } else if !self.stands(&range, &text) {
            self.flush_run(false);
            self.leaf(Node::Text(text), range);
            return;
        }
        match &mut self.run {
            Some(run) if run.end == range.start => run.end = range.end,
            _ => {
                self.flush_run(false);
                self.run = Some(range);
            }
        }
    }

    /// Whether a text is exactly what the body has there. Mostly it is borrowed from just there.
    fn stands(&self, range: &Range<usize>, text: &str) -> bool {
        self.text.get(range.clone()).is_some_and(|here| std::ptr::eq(here, text) || here == text)
    }

    /// Takes the pending text apart. `block_end`: its block ends with it.
    pub(super) fn flush_run(&mut self, block_end: bool) {
        let Some(mut run) = self.run.take() else { return };
        self.callout_head(&mut run);
        let id = if block_end { self.block_id(&mut run) } else { None };
        self.pieces(run, false);
        if let Some((id, range)) = id {
            self.attach_block_id(id, range);
        }
    }

    /// Text from the body itself, as text nodes and what stands between them.
    pub(super) fn pieces(&mut self, run: Range<usize>, html: bool) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut from = run.start;
        let mut at = run.start;
        while at < run.end {
            let next = match bytes[at] {
                b'[' if self.links_open == 0 => {
                    let shortcode = self.shortcode(&run, &mut from, at, html);
                    if shortcode.is_none() && !html {
                        self.spaced_link(&run, &mut from, at)
                    } else {
                        shortcode
                    }
                }
                b'=' if !html && bytes.get(at + 1) == Some(&b'=') => {
                    Some(self.highlight(&run, &mut from, at))
                }
                b':' if !html && text[at..run.end].starts_with("://") => self.address(&run, &mut from, at),
                _ => None,
            };
            at = next.unwrap_or(at + 1);
        }
        self.plain(from..run.end, html);
    }

    pub(super) fn plain(&mut self, range: Range<usize>, html: bool) {
        if !range.is_empty() {
            let text = &self.text[range.clone()];
            let node = if html { Node::HtmlText(text.to_owned()) } else { Node::Text(text.into()) };
            self.leaf(node, range);
        }
    }

    fn shortcode(&mut self, run: &Range<usize>, from: &mut usize, at: usize, html: bool) -> Option<usize> {
        let candidate = shortcode::scan(window(&self.text[at..run.end], LONGEST))?;
        let end = at + candidate.length;
        let configured = self.options.shortcodes.iter().any(|name| name == candidate.name);
        if !configured && candidate.attributes.is_empty() {
            // `[note]` alone may be anything; with `[/note]` it is a shortcode. A stray `[/note]` is one half of one.
            if !candidate.closing && !self.has_closer(candidate.name) {
                return None;
            }
        }
        self.plain(*from..at, html);
        if candidate.closing {
            self.flow.hidden.push(at..end);
        } else {
            let index = self.flow.shortcodes.len();
            let (name, span) = (candidate.name.to_owned(), Span::new(at, end));
            self.flow.shortcodes.push(Shortcode { name, attributes: candidate.attributes, span });
            self.leaf(Node::Shortcode(index), at..end);
        }
        *from = end;
        Some(end)
    }

    fn has_closer(&mut self, name: &str) -> bool {
        let text = self.text;
        let closers = self.closers.get_or_insert_with(|| {
            text.match_indices("[/")
                .filter_map(|(at, _)| window(&text[at + 2..], 66).split_once(']').map(|(name, _)| name))
                .collect()
        });
        closers.contains(name)
    }

    fn highlight(&mut self, run: &Range<usize>, from: &mut usize, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let length = bytes[at..run.end].iter().take_while(|byte| **byte == b'=').count();
        let end = at + length;
        if length != 2 {
            return end;
        }
        let before = self.text[..at].chars().next_back();
        let after = self.text[end..].chars().next();
        let can_close = before.is_some_and(|c| !c.is_whitespace());
        let can_open = after.is_some_and(|c| !c.is_whitespace());
        let container = self.stack.last().copied().unwrap_or(usize::MAX);
        let opened = self.marks.last().copied().filter(|(holder, _)| *holder == container);
        match opened {
            Some((_, node)) if can_close => {
                self.plain(*from..at, false);
                self.marks.pop();
                let index = self.flow.nodes.len();
                self.flow.nodes[node].node = Node::Start(Container::Mark);
                self.flow.nodes[node].partner = index;
                self.leaf(Node::End, at..end);
                self.flow.nodes[index].partner = node;
            }
            None if can_open => {
                self.plain(*from..at, false);
                self.marks.push((container, self.flow.nodes.len()));
                self.leaf(Node::Text("==".into()), at..end);
            }
            _ => return end,
        }
        *from = end;
        end
    }

    /// A bare `https://…`, which most readers expect to be a link.
    fn address(&mut self, run: &Range<usize>, from: &mut usize, at: usize) -> Option<usize> {
        if self.links_open > 0 || self.anchors_open > 0 {
            return None;
        }
        let before = &self.text[*from..at];
        let scheme = ["https", "http"].into_iter().find(|scheme| {
            before.len() >= scheme.len()
                && before.is_char_boundary(before.len() - scheme.len())
                && before[before.len() - scheme.len()..].eq_ignore_ascii_case(scheme)
        })?;
        let start = at - scheme.len();
        if self.text[*from..start].chars().next_back().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let rest = window(&self.text[at + 3..run.end], LONGEST);
        let length = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|' | '[' | ']'))
            .unwrap_or(rest.len());
        let address = trimmed(&rest[..length]);
        if !address.starts_with(char::is_alphanumeric) {
            return None;
        }
        let range = start..at + 3 + address.len();
        let target = &self.text[range.clone()];
        self.plain(*from..start, false);
        let index = self.flow.links.len();
        self.flow.links.push(LinkFact {
            kind: LinkKind::Markdown,
            target: target.to_owned(),
            label: target.to_owned(),
            labelled: false,
            title: String::new(),
            range: range.clone(),
            target_range: range.clone(),
            size: None,
            embed: false,
        });
        self.open(Container::Link(index), range.clone());
        self.leaf(Node::Text(target.into()), range.clone());
        self.close(range.end);
        *from = range.end;
        Some(range.end)
    }

    /// `[!kind]`, `[!kind]-` or `[!kind]+` at the beginning of a quote makes it a callout.
    fn callout_head(&mut self, run: &mut Range<usize>) {
        let [.., quote, paragraph] = self.stack[..] else { return };
        let count = self.flow.nodes.len();
        if paragraph != quote + 1
            || count != paragraph + 1
            || !matches!(self.flow.nodes[quote].node, Node::Start(Container::Quote))
            || !matches!(self.flow.nodes[paragraph].node, Node::Start(Container::Paragraph))
        {
            return;
        }
        let text = &self.text[run.clone()];
        let Some((kind, rest)) = text.strip_prefix("[!").and_then(|inner| inner.split_once(']')) else {
            return;
        };
        // `[!info|wide]`: Obsidian's metadata after the bar is for themes.
        let kind = kind.split('|').next().unwrap_or_default().trim();
        if kind.is_empty() || !kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ')) {
            return;
        }
        let (fold, title) = match rest.strip_prefix(['-', '+']) {
            Some(title) => (Some(rest.starts_with('+')), title),
            None => (None, rest),
        };
        let kind = kind.to_lowercase().replace(' ', "-");
        self.flow.nodes[quote].node = Node::Start(Container::Callout(Box::new(Callout { kind, fold })));
        self.flow.nodes[paragraph].node = Node::Start(Container::CalloutTitle);
        run.start = run.end - title.trim_start().len();
    }

    /// Takes `^id` off the end of a block's text.
    fn block_id(&mut self, run: &mut Range<usize>) -> Option<(String, Range<usize>)> {
        let text = self.text[run.clone()].trim_end();
        let at = text.rfind('^')?;
        let id = &text[at + 1..];
        let lonely = text[..at].is_empty() || text[..at].ends_with(char::is_whitespace);
        let valid = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !lonely || !valid || self.links_open > 0 {
            return None;
        }
        let range = run.start + at..run.start + text.len();
        let id = format!("^{id}");
        run.end = run.start + text[..at].trim_end().len();
        Some((id, range))
    }

    /// The id belongs to the block that holds it; where it stands alone, to the block before.
    fn attach_block_id(&mut self, id: String, range: Range<usize>) {
        self.flow.hidden.push(range);
        // Parts of a table or of a callout do not stand alone.
        let holder = self.stack.iter().rev().copied().find(|&node| match &self.flow.nodes[node].node {
            Node::Start(
                Container::TableCell | Container::TableRow | Container::TableHead | Container::CalloutTitle,
            ) => false,
            Node::Start(container) => !container.is_inline(),
            _ => false,
        });
        let Some(mut holder) = holder else { return };
        let alone = self.flow.nodes.len() == holder + 1;
        if alone && holder > 0 {
            let before = &self.flow.nodes[holder - 1];
            if matches!(before.node, Node::End) {
                holder = before.partner;
                if matches!(self.flow.nodes[holder].node, Node::Start(Container::CalloutTitle)) {
                    holder -= 1;
                }
            } else if matches!(before.node, Node::CodeBlock { .. } | Node::Rule) {
                holder -= 1;
            }
        }
        self.flow.block_ids.push((holder, id));
    }
}

/// An address without the punctuation that ends its sentence, and without a bracket that it did not open.
fn trimmed(address: &str) -> &str {
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
        let shorter = match shorter.strip_suffix(')') {
            Some(rest) if rest.matches('(').count() <= rest.matches(')').count() => rest,
            _ => shorter,
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}
