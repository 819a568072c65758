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
    read(&crate::walk::walk(&text, options), body.start)
}

/// The sections of a body that begins at `offset` in its file.
pub(crate) fn read(flow: &Flow<'_>, offset: u32) -> Vec<SectionText> {
    let mut reader = Reader { sections: vec![SectionText::default()], text: String::new(), at: 0, offset };
    reader.read(flow);
    reader.sections
}

struct Reader {
    sections: Vec<SectionText>,
    /// The block at hand.
    text: String,
    at: usize,
    offset: u32,
}

impl Reader {
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
                    let words = crate::chart::words(info, text);
                    self.push(words.as_deref().unwrap_or(text), entry.range.start);
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
            self.at = at;
        }
        self.text.push_str(part);
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
            section.push(self.offset + self.at as u32, words);
        }
        self.text.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<(Option<u32>, Vec<String>)> {
        let source = SourceText::new("a.md", text);
        sections(&source, Span::new(0, text.len()), &Options::default())
            .into_iter()
            .map(|section| (section.heading, section.blocks().map(|(_, text)| text.to_owned()).collect()))
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
        let lines: Vec<u32> =
            found[0].blocks().map(|(at, _)| source.place(Span::new(at as usize, at as usize)).line).collect();
        assert_eq!(lines, [4, 6]);
    }

    proptest! {
        #[test]
        fn any_body_can_be_read(text in "\\PC{0,200}") {
            let source = SourceText::new("a.md", text.as_str());
            let body = Span::new(0, text.len());
            let found = sections(&source, body, &Options::default());
            for section in &found {
                for (at, block) in section.blocks() {
                    prop_assert!(at as usize <= text.len() && !block.is_empty());
                }
            }
            let (outline, _) = crate::parse(&source, body, &Options { texts: true, ..Options::default() });
            prop_assert_eq!(outline.texts, Some(found));
        }
    }
}
