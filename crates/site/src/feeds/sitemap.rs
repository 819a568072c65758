//! `sitemap.xml`, in parts where one file may not hold all.

use std::fmt::Write as _;

use super::{SITEMAP_LIMIT, xml};
use crate::site::Site;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap's files. Its standard wants absolute URLs, so there is none where the base URL is not known.
pub(super) fn files(site: &Site<'_>) -> Vec<(String, String)> {
    if site.shared.base_url.is_empty() {
        return Vec::new();
    }
    let urls: Vec<String> = site
        .listed_pages()
        .map(|(url, updated)| {
            let mut line = format!("<url><loc>{}</loc>", xml(&site.absolute(url)));
            if let Some(updated) = updated {
                // Writing to a string cannot fail.
                let _ = write!(line, "<lastmod>{}</lastmod>", updated.0);
            }
            line.push_str("</url>\n");
            line
        })
        .collect();
    if urls.len() <= SITEMAP_LIMIT {
        return vec![("sitemap.xml".to_owned(), set(&urls))];
    }
    let mut index = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    let mut files = Vec::new();
    for (at, part) in urls.chunks(SITEMAP_LIMIT).enumerate() {
        let name = format!("sitemap-{}.xml", at + 1);
        let _ = writeln!(index, "<sitemap><loc>{}{name}</loc></sitemap>", xml(&site.shared.base_url));
        files.push((name, set(part)));
    }
    index.push_str("</sitemapindex>\n");
    files.push(("sitemap.xml".to_owned(), index));
    files
}

fn set(urls: &[String]) -> String {
    format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\">\n{}</urlset>\n", urls.concat())
}
