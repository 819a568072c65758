//! `atom.xml`: the latest changes.

use std::fmt::Write as _;

use super::xml;
use crate::site::Site;

/// A feed of the documents that were updated last. Without a base URL its links are paths.
pub(super) fn feed(site: &Site<'_>) -> String {
    let shared = &site.shared;
    let home = site.absolute(&shared.base_path);
    let day = |id: &stratbook_model::DocId| {
        let updated = site.document(*id).metadata.updated.as_ref();
        updated.map_or_else(|| "1970-01-01".to_owned(), |updated| updated.value.to_string())
    };
    let items = &site.latest[..site.latest.len().min(site.options.feed_items)];
    let updated = items.first().map_or_else(|| "1970-01-01".to_owned(), day);
    let mut feed = String::with_capacity(1024 * (items.len() + 1));
    // Writing to a string cannot fail.
    let _ = write!(
        feed,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<updated>{updated}T00:00:00Z</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <author><name>{}</name></author>\n<generator version=\"{}\">Stratbook</generator>\n",
        xml(&shared.language),
        xml(&shared.title),
        xml(&identifier(&home)),
        xml(&site.absolute(&shared.urls.feed)),
        xml(&home),
        xml(&shared.title),
        xml(&shared.version),
    );
    if !shared.description.is_empty() {
        let _ = writeln!(feed, "<subtitle>{}</subtitle>", xml(&shared.description));
    }
    for id in items {
        let item = site.item(*id);
        let _ = write!(
            feed,
            "<entry>\n<title>{}</title>\n<id>{}</id>\n<updated>{}T00:00:00Z</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
            xml(item.title),
            xml(&identifier(&item.url)),
            day(id),
            xml(&item.url),
            xml(&item.summary),
        );
    }
    feed.push_str("</feed>\n");
    feed
}

/// An id must be a URI, also where the site does not know where it lives.
fn identifier(url: &str) -> String {
    if url.contains("://") { url.to_owned() } else { format!("urn:stratbook:{url}") }
}
