//! What a page's bytes depend on, as one hash: a page with the same fingerprint need not be rendered again.
//!
//! Cautious by construction: the whole context is hashed as templates would see it. The content is not rendered for
//! that; the documents that it is made of stand for it, with everything that their links resolve to.

use stratbook_graph::End;
use stratbook_model::{DocId, LinkKind};

use crate::site::{PageKey, Site};

impl Site<'_> {
    /// Hash of everything that the page's files are made from.
    pub fn fingerprint(&self, page: PageKey) -> [u8; 32] {
        let mut bytes = Vec::with_capacity(8 * 1024);
        bytes.extend_from_slice(&self.shared_hash);
        let context = self.page_context(page);
        // Writing to memory cannot fail, and every context can be written.
        let _ = serde_json::to_writer(&mut bytes, &context);
        if let PageKey::Document(id) = page {
            if let Some(template) = &self.document(id).metadata.template {
                bytes.extend_from_slice(template.value.as_bytes());
            }
            self.add_content(&mut bytes, id);
            if let Some(report) = &self.document(id).report {
                bytes.extend_from_slice(report.data.to_string().as_bytes());
            }
        }
        for path in self.files_of(page) {
            bytes.extend_from_slice(path.as_bytes());
            bytes.push(0);
        }
        *blake3::hash(&bytes).as_bytes()
    }

    /// The document, where its links lead, and the documents that it shows in place.
    fn add_content(&self, bytes: &mut Vec<u8>, id: DocId) {
        let mut shown = vec![id];
        let mut next = 0;
        while let Some(id) = shown.get(next).copied() {
            next += 1;
            let document = self.document(id);
            bytes.extend_from_slice(&document.hash);
            bytes.extend_from_slice(document.path.as_str().as_bytes());
            for (link, end) in document.outline.links.iter().zip(self.graph.links(id)) {
                self.add_end(bytes, end);
                if link.kind == LinkKind::Embed
                    && let Some(embedded) = end.document()
                    && !shown.contains(&embedded)
                {
                    shown.push(embedded);
                }
            }
        }
    }

    fn add_end(&self, bytes: &mut Vec<u8>, end: &End) {
        let mut add = |tag: u8, parts: [&str; 3]| {
            bytes.push(tag);
            for part in parts {
                bytes.extend_from_slice(part.as_bytes());
                bytes.push(0);
            }
        };
        match end {
            End::Document { id, anchor } => {
                let document = self.document(*id);
                let anchor = anchor.as_deref().unwrap_or("");
                add(b'd', [&document.title, self.url_of(*id), anchor]);
                // A wikilink to a section shows the section's heading.
                if !anchor.is_empty()
                    && let Some(heading) =
                        document.outline.headings.iter().find(|heading| heading.anchor == anchor)
                {
                    add(b'h', [&self.graph.redact(*id, &heading.text), "", ""]);
                }
            }
            End::Folder { folder, .. } => {
                add(b'f', [&self.graph.folder(*folder).title, self.folder_url(*folder), ""]);
            }
            End::Asset(path) => {
                add(b'a', [self.plan.asset(path).map_or("", |location| &*location.url), "", ""]);
            }
            End::External(url) => add(b'e', [url, "", ""]),
            End::Generated(place) => add(b'g', [place, "", ""]),
            End::SamePage(anchor) => add(b's', [anchor.as_deref().unwrap_or(""), "", ""]),
            End::Withheld { rename } => add(b'w', [if *rename { "rename" } else { "" }, "", ""]),
            End::Broken => add(b'b', ["", "", ""]),
        }
    }
}
