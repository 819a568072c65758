//! A body as plain text, section by section, for whoever searches it.

use stratbook_model::{SectionText, SourceText, Span};

use crate::escape::decode;
use crate::node::{Container, Flow, Node};
use crate::options::Options;
use crate::spaces::collapsed;
use crate::{body_text, comments};

/// The sections of a body, in order. The first one has no heading and may be empty. Comments, shortcodes and what raw
/// HTML hides are left out. Where the outline was read with [`Options::texts`], it has them already.
pub fn sections(source: &SourceText, body: Span, options: &Options) -> Vec<SectionText> {
    let (text, _) = comments::mask(body_text(source, body));
    read(&text, &crate::walk::walk(&text, options), body.start)
}

/// The sections of a body, given with its comments masked, that begins at `offset` in its file.
pub(crate) fn read(body: &str, flow: &Flow<'_>, offset: u32) -> Vec<SectionText> {
    let mut reader = Reader {
        sections: vec![SectionText::default()],
        body,
        text: String::new(),
        at: 0,
        last: 0,
        line_starts: Vec::new(),
        offset,
    };
    reader.read(flow);
    reader.sections
}

struct Reader<'a> {
    sections: Vec<SectionText>,
    body: &'a str,
    /// The block at hand.
    text: String,
    at: usize,
    /// Where its last piece stands.
    last: usize,
    /// Where in it further lines begin.
    line_starts: Vec<usize>,
    offset: u32,
}

impl Reader<'_> {
    fn read(&mut self, flow: &Flow<'_>) {
        let mut index = 0;
        while index < flow.nodes.len() {
            let entry = &flow.nodes[index];
            match &entry.node {
                Node::Start(Container::Heading(number)) => {
                    self.end_block();
                    let heading = Some(*number as u32);
                    self.sections.push(SectionText { heading, ..SectionText::default() });
                    // Its text is in the outline.
                    index = entry.partner;
                }
                Node::Start(Container::Dropped) => index = entry.partner,
                Node::Start(container) if !container.is_inline() => {
                    self.boundary(container, entry.range.start);
                }
                Node::End => {
                    if let Some(container) = flow.container(entry.partner)
                        && !container.is_inline()
                    {
                        self.boundary(container, entry.range.end);
                    }
                }
                Node::Text(part) | Node::Code(part) | Node::Math { tex: part, .. } => {
                    self.push(part, entry.range.start);
                }
                Node::HtmlText(part) => self.push(&decode(part), entry.range.start),
                Node::Soft | Node::Hard => self.text.push(' '),
                Node::Image(link) | Node::Embed(link) => {
                    let fact = &flow.links[*link];
                    if fact.labelled {
                        self.push(&fact.label, entry.range.start);
                    }
                }
                Node::CodeBlock { info, text, .. } => {
                    self.end_block();
                    // A chart is found by the words in it, not by its fields and numbers.
                    if let Some(words) = crate::chart::words(info, text) {
                        self.push(&words, entry.range.start);
                    } else {
                        self.code(text, entry.range.start);
                    }
                    self.end_block();
                }
                Node::Rule => self.end_block(),
                Node::Start(_)
                | Node::Void(_)
                | Node::Verbatim(_)
                | Node::Task(_)
                | Node::FootnoteReference(_)
                | Node::Shortcode(_) => {}
            }
            index += 1;
        }
        self.end_block();
    }

    fn push(&mut self, part: &str, at: usize) {
        if self.text.trim().is_empty() {
            self.text.clear();
            self.line_starts.clear();
            self.at = at;
        } else {
            let lines = self.body.get(self.last..at).map_or(0, |between| between.matches('\n').count());
            self.line_starts.extend(std::iter::repeat_n(self.text.len(), lines));
        }
        self.last = at;
        self.text.push_str(part);
    }

    /// A fence is a line before the code's first one.
    fn code(&mut self, code: &str, at: usize) {
        self.push(code, at);
        if self.body.get(at..).is_some_and(|block| block.starts_with(['`', '~'])) {
            self.line_starts.push(0);
        }
        self.line_starts.extend(code.match_indices('\n').map(|(end, _)| end + 1));
    }

    /// A row of a table is read as one text, its cells apart.
    fn boundary(&mut self, container: &Container<'_>, at: usize) {
        if matches!(container, Container::TableCell) {
            if !self.text.trim().is_empty() && !self.text.ends_with(" · ") {
                self.push(" · ", at);
            }
        } else {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        let words = collapsed(&self.text);
        let words = words.trim_end_matches([' ', '·']);
        if !words.is_empty()
            && let Some(section) = self.sections.last_mut()
        {
            let starts = moved(&self.text, &self.line_starts).take_while(|start| *start < words.len());
            section.push(self.offset + self.at as u32, words, starts);
        }
        self.text.clear();
        self.line_starts.clear();
    }
}

/// Where places of a text are when one space is left between its words: each at the next word.
fn moved<'a>(text: &'a str, places: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let mut places = places.iter().peekable();
    let mut length = 0;
    // Most blocks are of one line: then no word is looked at.
    let words = if places.len() == 0 { "" } else { text };
    words.split_whitespace().flat_map(move |word| {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let mut here = 0;
        while places.next_if(|place| **place <= start).is_some() {
            here += 1;
        }
        let at = length;
        length += word.len() + 1;
        std::iter::repeat_n(at, here)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<(Option<u32>, Vec<String>)> {
        let source = SourceText::new("a.md", text);
        sections(&source, Span::new(0, text.len()), &Options::default())
            .into_iter()
            .map(|section| (section.heading, section.blocks().map(|(_, text, _)| text.to_owned()).collect()))
            .collect()
    }

    #[test]
    fn text_comes_without_markup_and_by_section() {
        let text = "Lead *text*.\n\n## One\n\n- item `code`\n- [link](x.md)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
                    ```rust\nlet x;\n```\n\n%%hidden%%\n\n### Two\n";
        assert_eq!(
            read(text),
            [
                (None, vec!["Lead text.".to_owned()]),
                (Some(0), ["item code", "link", "a · b", "1 · 2", "let x;"].map(str::to_owned).to_vec()),
                (Some(1), vec![]),
            ]
        );
    }

    #[test]
    fn blocks_know_where_they_stand() {
        let source = SourceText::new("a.md", "---\nx: 1\n---\nOne\n\nTwo\n");
        let found = sections(&source, Span::new(13, 22), &Options::default());
        let lines: Vec<u32> = found[0]
            .blocks()
            .map(|(at, ..)| source.place(Span::new(at as usize, at as usize)).line)
            .collect();
        assert_eq!(lines, [4, 6]);
    }

    #[test]
    fn words_know_their_lines() {
        let text = "One *two*\nthree `four\nfive` six\\\nseven\n\n```sh\n\nmake  all\n\n  make test\n```\n\n> - eight\n>   nine\n\n\
                    | a | b |\n|---|---|\n| ten | c |\n\nx %%hidden\nover lines%% eleven\n\n    twelve\n    thirteen\n";
        let source = SourceText::new("a.md", text);
        let sections = sections(&source, Span::new(0, text.len()), &Options::default());
        let line_of = |word: &str| {
            let (at, block, starts) =
                sections[0].blocks().find(|(_, block, _)| block.contains(word)).expect(word);
            let from = block.find(word).expect(word) as u32;
            let further = starts.iter().filter(|start| **start <= from).count();
            source.place(Span::new(at as usize, at as usize)).line as usize + further
        };
        let wanted = text.lines().enumerate();
        for (number, line) in wanted {
            for word in line.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2) {
                if !["hidden", "over", "lines", "five", "make"].contains(&word) {
                    assert_eq!(line_of(word), number + 1, "{word}");
                }
            }
        }
        assert_eq!(line_of("make all"), 8);
    }

    proptest! {
        #[test]
        fn any_body_can_be_read(text in "\\PC{0,200}") {
            let source = SourceText::new("a.md", text.as_str());
            let body = Span::new(0, text.len());
            let found = sections(&source, body, &Options::default());
            for section in &found {
                for (at, block, starts) in section.blocks() {
                    prop_assert!(at as usize <= text.len() && !block.is_empty());
                    prop_assert!(starts.is_sorted() && starts.iter().all(|start| block.is_char_boundary(*start as usize)));
                }
            }
            let (outline, _) = crate::parse(&source, body, &Options { texts: true, ..Options::default() });
            prop_assert_eq!(outline.texts, Some(found));
        }
    }
}
