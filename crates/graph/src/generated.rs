//! Pages and files that a site has beside those of its content.
//!
//! Where they lie is the site's business; what is known here are their usual places, and which terms they list.

use std::collections::{HashMap, HashSet};

use crate::names::NameIndex;
use crate::{Taxonomy, TaxonomyKind};

/// Files at the site's root.
const FILES: &[&str] = &["404.html", "atom.xml", "llms.txt", "robots.txt", "sitemap.xml"];

/// What a site of these documents makes of itself.
#[derive(Debug, Default)]
pub(crate) struct Generated {
    pages: HashSet<String>,
}

impl Generated {
    pub(crate) fn new(taxonomies: &[Taxonomy], glossary: bool, names: &NameIndex) -> Self {
        // A page of the content at such a place moves the site's own elsewhere.
        let free = |place: &str| names.near_path(place).is_empty();
        let mut pages = HashSet::new();
        if free("all") {
            pages.insert("all".to_owned());
        }
        if glossary && free("glossary") {
            pages.insert("glossary".to_owned());
        }
        for taxonomy in taxonomies {
            let place = match taxonomy.kind {
                TaxonomyKind::Tag => "tags",
                TaxonomyKind::DocType => "types",
                TaxonomyKind::Owner => "owners",
                TaxonomyKind::Status => "statuses",
            };
            if taxonomy.terms.is_empty() || !free(place) {
                continue;
            }
            pages.insert(place.to_owned());
            let mut known: HashMap<String, u32> = HashMap::new();
            for term in &taxonomy.terms {
                let slug = slug(&term.label);
                let count = known.entry(slug.clone()).or_default();
                *count += 1;
                // Of terms with the same slug, all but the first are numbered.
                let number = if *count > 1 { format!("-{count}") } else { String::new() };
                pages.insert(format!("{place}/{slug}{number}"));
            }
        }
        Self { pages }
    }

    /// The place of a generated page or file that `path`, taken from the site's root, names.
    pub(crate) fn find(&self, path: &str) -> Option<String> {
        let path = path.trim_matches('/');
        if FILES.contains(&path) {
            return Some(path.to_owned());
        }
        let page = path.strip_suffix("/index.html").unwrap_or(path);
        self.pages.contains(page).then(|| format!("{page}/"))
    }
}

/// A label as a part of a URL: letters and digits in lower case, `-` for all else.
fn slug(label: &str) -> String {
    let mut slug = String::with_capacity(label.len());
    let mut gap = false;
    for character in crate::target::nfc(label).chars().filter(|character| !matches!(character, '\'' | '’'))
    {
        if character.is_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.extend(character.to_lowercase());
        } else {
            gap = true;
        }
    }
    slug
}
