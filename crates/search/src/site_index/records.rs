//! What is kept of documents for showing and looking at them closely: files of one or a few documents each.

use serde::Serialize;

use super::codings::Packer;
use crate::Record;
use crate::record::{Entry, Kind};

/// Bytes from which on a file takes no further document. Several are fetched for each answer, so they are small.
const FULL: usize = 3 << 10;

/// A document. The names are short because they stand in every file.
#[derive(Serialize)]
struct Shown<'a> {
    /// Title.
    t: &'a str,
    /// Path of the page, without the site's base.
    u: &'a str,
    /// Path of the file under the content root.
    f: &'a str,
    /// Language.
    l: &'a str,
    /// One paragraph on it.
    s: &'a str,
    /// Summaries; `null` for one that is `s`.
    m: Vec<Option<&'a str>>,
    /// Kind, owner, status.
    k: [&'a str; 3],
    /// What else a phrase can be of: other names, concepts, tags, id.
    n: [String; 4],
    /// Questions that are entries.
    q: Vec<&'a str>,
    /// Sections that are entries: anchor, heading, headings above, blocks.
    e: Vec<(&'a str, &'a str, &'a [String], Vec<&'a str>)>,
}

/// Files of records, being filled.
pub(super) struct Pack {
    packer: Packer,
    files: Vec<(u32, Vec<u8>)>,
    first: u32,
    open: Vec<u8>,
}

impl Pack {
    pub(super) const fn new(packer: Packer) -> Self {
        Self { packer, files: Vec::new(), first: 0, open: Vec::new() }
    }

    pub(super) fn add(&mut self, number: u32, record: &Record, entries: &[Entry]) {
        let about = &record.about;
        let of_kind = |kind: Kind| entries.iter().filter(move |entry| entry.kind == kind);
        let shown = Shown {
            t: &about.title,
            u: &about.url,
            f: &about.path,
            l: record.language().tag(),
            s: &about.summary,
            m: record
                .summaries
                .iter()
                .map(|summary| (*summary != about.summary).then_some(summary.as_str()))
                .collect(),
            k: [&about.doc_type, &about.owner, &about.status],
            n: [
                record.aliases.join("\n"),
                record.concepts.join("\n"),
                about.tags.join("\n"),
                about.id.clone(),
            ],
            q: of_kind(Kind::Question)
                .filter_map(|entry| entry.fields.first().map(|(_, text)| text.as_str()))
                .collect(),
            e: of_kind(Kind::Section)
                .map(|entry| {
                    let section = &record.sections[entry.section];
                    let blocks = section.blocks[entry.blocks.clone()].iter();
                    (
                        section.anchor.as_str(),
                        section.heading.as_str(),
                        section.above.as_slice(),
                        blocks.map(|block| block.text.as_str()).collect(),
                    )
                })
                .collect(),
        };
        if self.open.is_empty() {
            self.first = number;
        }
        self.open.push(if self.open.is_empty() { b'[' } else { b',' });
        // Text as JSON into memory cannot fail; were it to, the file would be one without documents.
        if serde_json::to_writer(&mut self.open, &shown).is_err() {
            self.open.extend_from_slice(b"null");
        }
        if self.open.len() >= FULL {
            self.close();
        }
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.open.push(b']');
            let packed = self.packer.text(&self.open);
            self.files.push((self.first, packed));
            self.open.clear();
        }
    }

    pub(super) fn finish(mut self) -> Vec<(u32, Vec<u8>)> {
        self.close();
        self.files
    }
}
