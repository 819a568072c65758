//! Goes through the Markdown once, and notes what could be a variable and what stands around it.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Address, Block, Candidate, Embed, Heading, Place, Scan, Table};
use crate::variables::name;

/// The extensions that the site reads Markdown with, apart from math: `$[PRICE]` is an amount of money.
fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

pub(super) fn walk(text: &str) -> (Scan, Vec<Candidate>) {
    let parser = Parser::new_ext(text, extensions()).into_offset_iter();
    // `- [ROLE]: Owner` is a definition to Markdown, and a form to people: an address has a slash, a dot, a hash.
    let mut colons = Vec::new();
    let mut definitions = Vec::new();
    for (label, definition) in parser.reference_definitions().iter() {
        let looks_like_address = definition.dest.contains(['/', '.', '#', ':', '@', '<']);
        let colon = text[definition.span.clone()].find("]:");
        if let Some(colon) = colon
            && !looks_like_address
            && name::read(label).is_some()
        {
            colons.push(definition.span.start + colon + 1);
        } else {
            definitions.push((definition.span.clone(), definition.dest.to_string()));
        }
    }
    let mut walker = Walker::new(text);
    if colons.is_empty() {
        for (event, range) in parser {
            walker.event(event, range);
        }
    } else {
        let mut bytes = text.as_bytes().to_vec();
        for at in colons {
            bytes[at] = b';';
        }
        let masked = String::from_utf8(bytes).unwrap_or_default();
        for (event, range) in Parser::new_ext(&masked, extensions()).into_offset_iter() {
            walker.event(event, range);
        }
    }
    walker.flush();
    for (span, target) in definitions {
        walker.definition(span, target);
    }
    (walker.scan, walker.candidates)
}

struct Walker<'t> {
    text: &'t str,
    scan: Scan,
    candidates: Vec<Candidate>,
    /// Text that stands together, and what it stands in.
    run: Option<(Range<usize>, Place)>,
    heading: bool,
    /// Links and pictures that are open: their type, and where what they contain has come to.
    links: Vec<(LinkType, usize)>,
    cell: bool,
    code: Option<usize>,
    /// Whether an HTML comment is open.
    comment: bool,
}

impl<'t> Walker<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            scan: Scan::default(),
            candidates: Vec::new(),
            run: None,
            heading: false,
            links: Vec::new(),
            cell: false,
            code: None,
            comment: false,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some((_, end)) = self.links.last_mut()
            && !matches!(event, Event::End(TagEnd::Link | TagEnd::Image))
        {
            *end = range.end.max(*end);
        }
        match event {
            Event::Text(words) => {
                self.title(&words);
                self.text(range);
            }
            Event::Code(words) => {
                self.flush();
                self.title(&words);
                let span = self.scan.spans.len();
                self.scan.spans.push(range.clone());
                self.find(range, Place::Code(span, self.cell));
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.flush();
                self.html(range);
            }
            Event::SoftBreak | Event::HardBreak => {
                self.flush();
                self.title(" ");
            }
            Event::Start(tag) => {
                self.flush();
                self.start(&tag, range);
            }
            Event::End(tag) => {
                self.flush();
                self.end(tag, range);
            }
            _ => self.flush(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.heading = true;
                self.scan.headings.push(Heading { level: *level as u8, title: String::new(), range });
            }
            Tag::CodeBlock(kind) => {
                let (fenced, language) = match kind {
                    CodeBlockKind::Indented => (false, String::new()),
                    CodeBlockKind::Fenced(info) => {
                        let word = info.split([' ', ',', '{', ':', '\t']).next().unwrap_or_default();
                        (true, word.to_lowercase())
                    }
                };
                self.code = Some(self.scan.blocks.len());
                self.scan.blocks.push(Block { range, fenced, language });
            }
            Tag::Table(_) => {
                let section = self.scan.headings.len().checked_sub(1);
                self.scan.tables.push(Table { range, rows: Vec::new(), section });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = self.scan.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => {
                self.cell = true;
                if let Some(row) = self.scan.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(range);
                }
            }
            Tag::Link { link_type, .. } => self.links.push((*link_type, range.start + 1)),
            Tag::Image { link_type, dest_url, .. } => {
                if matches!(link_type, LinkType::WikiLink { .. }) {
                    let line = line_of(self.text, range.start);
                    let alone = self.text[line].trim() == self.text[range.clone()].trim();
                    self.scan.embeds.push(Embed {
                        range: range.clone(),
                        target: dest_url.to_string(),
                        alone,
                    });
                }
                self.links.push((*link_type, range.start + 2));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                self.heading = false;
                if let Some(heading) = self.scan.headings.last_mut() {
                    heading.title = heading.title.trim().to_owned();
                }
            }
            TagEnd::CodeBlock => self.code = None,
            TagEnd::TableCell => self.cell = false,
            TagEnd::HtmlBlock => self.comment = false,
            TagEnd::Link | TagEnd::Image => {
                if let Some((LinkType::Inline, end)) = self.links.pop() {
                    self.address(end.min(range.end)..range.end);
                }
            }
            _ => {}
        }
    }

    /// Words of the heading, if one is open.
    fn title(&mut self, words: &str) {
        if self.heading
            && let Some(heading) = self.scan.headings.last_mut()
        {
            heading.title.push_str(words);
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if let Some(block) = self.code {
            self.find(range, Place::Block(block));
            return;
        }
        match &mut self.run {
            Some((run, _)) if run.end == range.start => run.end = range.end,
            _ => {
                self.flush();
                self.run = Some((range, self.place()));
            }
        }
    }

    fn place(&self) -> Place {
        match self.links.last() {
            Some((LinkType::Autolink | LinkType::Email, _)) => return Place::Address,
            Some(_) => return Place::LinkText,
            None => {}
        }
        if self.cell
            && let Some(table) = self.scan.tables.last()
        {
            let row = table.rows.len().saturating_sub(1);
            let column = table.rows.last().map_or(0, |row| row.len().saturating_sub(1));
            return Place::Cell(self.scan.tables.len() - 1, row, column);
        }
        if self.heading { Place::Heading } else { Place::Prose }
    }

    /// What was read of a text is looked through.
    fn flush(&mut self) {
        if let Some((range, place)) = self.run.take() {
            self.find(range, place);
        }
    }

    /// Behind the words of a link: `](address "title")`.
    fn address(&mut self, range: Range<usize>) {
        let Some(tail) = self.text.get(range.clone()) else { return };
        let Some(open) = tail.find("](") else { return };
        let inside = &tail[open + 2..];
        let start = range.start + open + 2 + (inside.len() - inside.trim_start().len());
        let written = &self.text[start..range.end];
        let length = if written.starts_with('<') {
            written.find('>').map_or(written.len(), |end| end + 1)
        } else {
            let mut depth = 0_usize;
            let ends = |character: char| {
                match character {
                    '(' => depth += 1,
                    ')' if depth == 0 => return true,
                    ')' => depth -= 1,
                    _ => {}
                }
                character.is_whitespace()
            };
            written.find(ends).unwrap_or(written.len())
        };
        let end = start + length;
        let target = self.text[start..end].trim_start_matches('<').trim_end_matches('>').to_owned();
        self.find(start..end, Place::Address);
        self.find(end..range.end, Place::LinkTitle);
        self.scan.addresses.push(Address { range: start..end, target });
    }

    /// The address of a definition, for who moves the text elsewhere. Nothing in it is a variable.
    fn definition(&mut self, span: Range<usize>, target: String) {
        let Some(written) = self.text.get(span.clone()) else { return };
        let Some(colon) = written.find("]:") else { return };
        let rest = &written[colon + 2..];
        let start = span.start + colon + 2 + (rest.len() - rest.trim_start().len());
        let rest = &self.text[start..span.end];
        let length = if rest.starts_with('<') {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        self.scan.addresses.push(Address { range: start..start + length, target });
    }

    /// Raw HTML; its comments are nobody's to read.
    fn html(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let Some(rest) = self.text.get(at..range.end) else { break };
            let (sign, length) = if self.comment { ("-->", 3) } else { ("<!--", 4) };
            let found = rest.find(sign);
            let end = found.map_or(range.end, |found| at + found);
            if !self.comment {
                self.find(at..end, Place::Html);
            }
            if found.is_none() {
                break;
            }
            self.comment = !self.comment;
            at = end + length;
        }
    }

    fn find(&mut self, range: Range<usize>, place: Place) {
        let Some(text) = self.text.get(range.clone()) else { return };
        let mut at = 0;
        while let Some(open) = text[at..].find('[') {
            let open = at + open;
            let inside = &text[open + 1..];
            let Some(close) = inside.find(['[', ']', '\n']) else { break };
            at = open + 1 + close;
            if !inside[close..].starts_with(']') {
                continue;
            }
            if let Some(named) = name::read(&inside[..close]) {
                let range = range.start + open..range.start + at + 1;
                self.candidates.push(Candidate { named, range, place });
            }
        }
    }
}

/// The line that a place stands in.
pub(super) fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let end = text[at..].find('\n').map_or(text.len(), |after| at + after);
    start..end
}
