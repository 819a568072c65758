//! Finds the variables of a template, the way the site reads it: what Markdown makes a link, a footnote or a task box is
//! none.

mod accept;
mod walk;

use std::collections::BTreeSet;
use std::ops::Range;

use super::declared::{self, Declared};
use super::name::Named;

/// A template, read.
#[derive(Debug, Default)]
pub struct Scan {
    /// Where variables are used, from the beginning to the end.
    pub uses: Vec<Use>,
    /// Variables that a table or a list declares, in its order.
    pub declared: Vec<Declared>,
    /// What declares them: tables, and the lines of lists.
    pub declarations: Vec<Range<usize>>,
    /// The headings.
    pub headings: Vec<Heading>,
    /// The tables, those that declare included.
    pub tables: Vec<Table>,
    /// The blocks of code.
    pub blocks: Vec<Block>,
    /// Code within a line.
    pub spans: Vec<Range<usize>>,
    /// Addresses of links and images.
    pub addresses: Vec<Address>,
    /// Documents that are shown in place, as in `![[note]]`.
    pub embeds: Vec<Embed>,
}

/// A variable where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Its name, with underscores.
    pub name: String,
    /// Whether it was written with spaces or hyphens.
    pub variant: bool,
    /// Where it stands, brackets included.
    pub range: Range<usize>,
    /// What it stands in.
    pub place: Place,
    /// The heading that it stands under: an index of [`Scan::headings`].
    pub section: Option<usize>,
}

/// What a variable stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A text.
    Prose,
    /// A heading.
    Heading,
    /// A cell: indexes of the table, of its row (0 is the head) and of its column.
    Cell(usize, usize, usize),
    /// The text of a link, or the words of a picture.
    LinkText,
    /// The address of a link or a picture.
    Address,
    /// What is shown of a link when somebody points at it.
    LinkTitle,
    /// Code within a line: an index of [`Scan::spans`]. In a cell, bars are escaped.
    Code(usize, bool),
    /// A block of code: an index of [`Scan::blocks`].
    Block(usize),
    /// Raw HTML.
    Html,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub title: String,
    /// Its line or lines.
    pub range: Range<usize>,
}

/// A table, by where its cells stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// All of it.
    pub range: Range<usize>,
    /// Its rows, the head first.
    pub rows: Vec<Vec<Range<usize>>>,
    /// The heading that it stands under.
    pub section: Option<usize>,
}

/// A block of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// All of it, fences included.
    pub range: Range<usize>,
    /// Whether it stands between fences; otherwise it is indented.
    pub fenced: bool,
    /// Its language; empty without one.
    pub language: String,
}

/// The address of a link or picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Where it is written, with its angle brackets if it has any.
    pub range: Range<usize>,
    /// What it says.
    pub target: String,
}

/// A document that is shown in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embed {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its name, with the section if one is named.
    pub target: String,
    /// Whether nothing else stands on its line.
    pub alone: bool,
}

/// What could be a variable, before it is known what is declared.
#[derive(Debug)]
struct Candidate {
    named: Named,
    range: Range<usize>,
    place: Place,
}

/// Languages of blocks of code that hold words. In them `v[VERSION]` is no index, and numbers are for people.
const TEXTS: [&str; 9] = ["", "email", "markdown", "md", "text", "txt", "plain", "plaintext", "mail"];

/// Reads a template. `known` are the names of the dictionary.
pub fn scan(text: &str, known: &BTreeSet<String>) -> Scan {
    scan_among(text, known, &BTreeSet::new())
}

/// Reads a template among others: `others` are names that they use, so that `[COMPANY NAME]` is known here too.
pub fn scan_among(text: &str, known: &BTreeSet<String>, others: &BTreeSet<String>) -> Scan {
    let (mut scan, candidates) = walk::walk(text);
    let written: BTreeSet<&str> = candidates.iter().map(|candidate| candidate.named.name.as_str()).collect();
    declared::find(text, &mut scan, &written);
    let declared: BTreeSet<&str> = scan
        .declared
        .iter()
        .map(|declared| declared.name.as_str())
        .chain(known.iter().map(String::as_str))
        .collect();
    let uses = accept::accept(text, candidates, &scan, &declared, others);
    scan.uses = uses;
    scan
}

impl Scan {
    /// The heading that a place stands under.
    pub fn section_at(&self, at: usize) -> Option<usize> {
        self.headings.partition_point(|heading| heading.range.start <= at).checked_sub(1)
    }

    /// The words of the heading that a use stands under.
    pub fn section_title(&self, section: Option<usize>) -> Option<&str> {
        self.headings.get(section?).map(|heading| heading.title.as_str())
    }

    /// From a heading to the next of its level or above.
    pub fn section_range(&self, section: usize, end: usize) -> Range<usize> {
        let heading = &self.headings[section];
        let next = self.headings[section + 1..].iter().find(|next| next.level <= heading.level);
        heading.range.start..next.map_or(end, |next| next.range.start)
    }

    /// Whether a place stands in a program, or in an address: not in words, and not in a block of code that holds words.
    pub fn is_program(&self, place: Place) -> bool {
        match place {
            Place::Block(block) => {
                self.blocks.get(block).is_some_and(|block| !TEXTS.contains(&block.language.as_str()))
            }
            Place::Code(..) | Place::Address => true,
            _ => false,
        }
    }

    /// Whether a place stands in what declares variables.
    pub fn declares(&self, at: usize) -> bool {
        let after = self.declarations.partition_point(|range| range.start <= at);
        after > 0 && self.declarations[after - 1].end > at
    }
}

impl Place {
    /// Whether it is code.
    pub fn is_code(self) -> bool {
        matches!(self, Self::Code(..) | Self::Block(_))
    }
}

#[cfg(test)]
mod tests;
