//! What a site is built with.

use std::collections::BTreeMap;

use jiff::civil::Date;
use stratbook_model::Levels;

/// Settings of a site; one value a build.
#[derive(Debug, Clone)]
pub struct Options {
    /// Name of the handbook; `None` is the home page's title.
    pub title: Option<String>,
    /// One sentence about it; `None` is the home page's description.
    pub description: Option<String>,
    /// Where the site will live, such as `https://example.org/handbook/`. A path alone (`/handbook/`) gives the prefix
    /// of links without making them absolute anywhere.
    pub base_url: Option<String>,
    /// BCP 47 tag of documents that do not state theirs.
    pub language: String,
    /// Address behind “Edit this page”; `{path}` stands for the document's path under the content root.
    pub edit_url: Option<String>,
    /// A line of Markdown at the foot of every page.
    pub footer: Option<String>,
    /// Content path of an image beside the title.
    pub logo: Option<String>,
    /// The day of the build.
    pub date: Date,
    /// Version of Stratbook.
    pub version: &'static str,
    /// How Markdown is rendered.
    pub markdown: stratbook_markdown::Options,
    /// The workspace's security levels.
    pub levels: Levels,
    /// Shortcode names with the theme's templates that render them.
    pub shortcodes: BTreeMap<String, String>,
    /// How many of the latest changes the feed holds.
    pub feed_items: usize,
    /// Whether there is a search index, so that pages have a search box.
    pub search: bool,
    /// From the BCP 47 tag of a text's language to the name of the stemmer that the search box needs for it; empty where
    /// it needs none.
    pub stemmer: fn(&str) -> &'static str,
}

impl Options {
    /// Everything as it is without configuration.
    pub fn new(date: Date, version: &'static str) -> Self {
        Self {
            title: None,
            description: None,
            base_url: None,
            language: "en".to_owned(),
            edit_url: None,
            footer: None,
            logo: None,
            date,
            version,
            markdown: stratbook_markdown::Options::default(),
            levels: Levels::default(),
            shortcodes: BTreeMap::new(),
            feed_items: 30,
            search: false,
            stemmer: |_| "",
        }
    }

    /// The path that every URL begins with (`/`, `/sub/`) and the whole base URL (or an empty string).
    pub(crate) fn base(&self) -> (String, String) {
        let given = self.base_url.as_deref().unwrap_or("").trim().trim_end_matches('/');
        let given = given.split(['?', '#']).next().unwrap_or("");
        let (host, path) = match given.split_once("://") {
            Some((scheme, rest)) => match rest.split_once('/') {
                Some((host, path)) => (format!("{scheme}://{host}"), path),
                None => (format!("{scheme}://{rest}"), ""),
            },
            None => (String::new(), given.trim_start_matches('/')),
        };
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{}/", path.trim_matches('/')) };
        let url = if host.is_empty() { String::new() } else { format!("{host}{path}") };
        (path, url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls_come_apart() {
        for (given, path, url) in [
            (None, "/", ""),
            (Some("https://example.org"), "/", "https://example.org/"),
            (Some("https://example.org/a/b"), "/a/b/", "https://example.org/a/b/"),
            (Some("/sub/"), "/sub/", ""),
            (Some("https://example.org/a/?x#y"), "/a/", "https://example.org/a/"),
        ] {
            let mut options = Options::new(jiff::civil::date(2026, 1, 1), "0.1.0");
            options.base_url = given.map(str::to_owned);
            assert_eq!(options.base(), (path.to_owned(), url.to_owned()));
        }
    }
}
