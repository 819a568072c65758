//! The front-matter fields that Stratbook knows, their other names, and how a key is recognised.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One text.
    Text,
    /// Several texts, as a list.
    Texts,
    /// Several texts, as a list or with commas between.
    CommaTexts,
    /// A day.
    Day,
    /// A number.
    Number,
    /// True or false.
    Flag,
    /// Names of other documents.
    Relations,
    /// Whatever it is.
    Data,
}

/// A known field.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its name.
    pub name: &'static str,
    /// Other names, the preferred first.
    pub synonyms: &'static [&'static str],
    /// What it holds.
    pub shape: Shape,
    /// What it is for, as an editor shows it.
    pub description: &'static str,
}

const fn field(
    name: &'static str,
    synonyms: &'static [&'static str],
    shape: Shape,
    description: &'static str,
) -> Field {
    Field { name, synonyms, shape, description }
}

/// All of them, in the order of the reference.
pub(crate) static FIELDS: &[Field] = &[
    field(
        "title",
        &[],
        Shape::Text,
        "The document's title. Without it, the first heading or the file name is used.",
    ),
    field(
        "id",
        &["uid"],
        Shape::Text,
        "A stable name, such as `KB/GROWTH/ADS-01`. Links and relations can use it.",
    ),
    field("version", &[], Shape::Text, "The document's version. In quotes, so that `1.10` stays `1.10`."),
    field("steward", &["owner"], Shape::Text, "The person who answers for the document."),
    field("owner_team", &["team"], Shape::Text, "The team that answers for the document."),
    field(
        "updated",
        &["last_updated", "modified", "lastmod", "last_modified", "date"],
        Shape::Day,
        "The day of the last change, as `2026-02-21`.",
    ),
    field("reviewed", &["last_reviewed"], Shape::Day, "The day of the last review."),
    field("created", &["published", "date_created"], Shape::Day, "The day the document was first written."),
    field(
        "status",
        &[],
        Shape::Text,
        "Where the document stands, in the words of the workspace's vocabulary.",
    ),
    field("doc_type", &["type"], Shape::Text, "What kind of document it is: Reference, Guide, Policy, …"),
    field(
        "summary",
        &["description"],
        Shape::Text,
        "One or two sentences that say what the document is about.",
    ),
    field("semantic_summary", &[], Shape::Text, "A longer summary, written for search."),
    field("excerpt", &[], Shape::Text, "A short piece of the text, for lists."),
    field("tags", &["tag", "keywords"], Shape::CommaTexts, "Topics, without `#`."),
    field(
        "relations",
        &["related", "see_also"],
        Shape::Relations,
        "Related documents: paths, ids, titles or wikilinks.",
    ),
    field("related_templates", &[], Shape::Relations, "Templates that belong to this document."),
    field("related_topics", &[], Shape::Relations, "Documents on neighbouring topics."),
    field("depends_on", &[], Shape::Relations, "Documents that this one builds on."),
    field("supersedes", &[], Shape::Relations, "Documents that this one replaces."),
    field("superseded_by", &[], Shape::Relations, "The document that replaces this one."),
    field(
        "aliases",
        &["alias"],
        Shape::CommaTexts,
        "Other names. One that begins with `/` is an old address of the page.",
    ),
    field("redirect_from", &[], Shape::CommaTexts, "Old addresses of the page."),
    field(
        "synthetic_questions",
        &["questions"],
        Shape::Texts,
        "Questions that the document answers, as people ask them.",
    ),
    field("key_concepts", &[], Shape::CommaTexts, "The concepts that the document explains."),
    field("primary_keyword", &[], Shape::Text, "The one word or phrase that the document is about."),
    field("seo_title", &[], Shape::Text, "The title that search engines show."),
    field("meta_description", &[], Shape::Text, "The description that search engines show."),
    field("cover_image", &["image", "cover"], Shape::Text, "A picture that stands for the document."),
    field("target_audience", &["audience"], Shape::CommaTexts, "Whom the document is for."),
    field("security_level", &["clearance", "classification"], Shape::Text, "Who may read the document."),
    field("category", &[], Shape::Text, "A category."),
    field("use_cases", &[], Shape::Texts, "What the document is good for."),
    field("duration", &[], Shape::Text, "How long a lesson takes, such as `15-20 mins`."),
    field(
        "order",
        &["weight", "nav_order", "sidebar_position", "position"],
        Shape::Number,
        "The place among its neighbours; lower comes first.",
    ),
    field("slug", &[], Shape::Text, "The last part of the page's address."),
    field("lang", &["language"], Shape::Text, "The document's language, such as `en`."),
    field("draft", &[], Shape::Flag, "Whether the page is left out of builds without `--drafts`."),
    field("term", &[], Shape::Flag, "Whether the document defines its title as a term of the glossary."),
    field("template", &[], Shape::Text, "The theme template that renders the page, without `.html`."),
    field("report", &[], Shape::Text, "The plugin that makes a report from this document."),
    field("rollup", &[], Shape::Text, "The plugin that makes a page of many reports here."),
    field("inputs", &[], Shape::Data, "What the report is made from. The plugin says what goes in here."),
    field(
        "inputs_file",
        &[],
        Shape::Text,
        "A file with the inputs in place of `inputs`: TOML, YAML, JSON or CSV, relative to the document.",
    ),
];

/// Keys of other tools: they mean what those tools make of them, so they are never taken for a slip.
static FOREIGN: &[&str] = &[
    "author",
    "authors",
    "categories",
    "cascade",
    "css",
    "cssclass",
    "cssclasses",
    "displayed_sidebar",
    "expiryDate",
    "extra",
    "featured",
    "header",
    "headless",
    "hide",
    "hide_title",
    "hide_table_of_contents",
    "icon",
    "images",
    "inputs",
    "items",
    "layout",
    "link",
    "linkTitle",
    "links",
    "locale",
    "location",
    "markup",
    "math",
    "menu",
    "menus",
    "name",
    "names",
    "options",
    "outputs",
    "pagination_next",
    "pagination_prev",
    "params",
    "parent",
    "permalink",
    "priority",
    "project",
    "projects",
    "publish",
    "publishDate",
    "publishdate",
    "redirect",
    "redirects",
    "resource",
    "resources",
    "role",
    "roles",
    "series",
    "sidebar",
    "sidebar_label",
    "sitemap",
    "source",
    "sources",
    "stage",
    "state",
    "subtitle",
    "tagline",
    "target",
    "taxonomies",
    "taxonomy",
    "terms",
    "theme",
    "time",
    "titles",
    "toc",
    "topic",
    "topics",
    "translationKey",
    "types",
    "url",
    "users",
    "variables",
    "versions",
    "video",
    "videos",
    "notes",
    "revised",
    "ordered",
    "reviewer",
    "reviewers",
    "creator",
    "create",
    "update",
    "updates",
    "teams",
    "items",
    "report_type",
];

/// What a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// A field's name or synonym, as it should be: the field and the name's rank (0 is the field's own name).
    Exact(usize, usize),
    /// The same in another spelling; the name that was meant.
    Variant(usize, usize, &'static str),
    /// Close to a name: how many letters differ.
    Near(usize, usize, &'static str, usize),
}

struct Names {
    exact: HashMap<&'static str, (usize, usize)>,
    squashed: HashMap<String, (usize, usize, &'static str)>,
    foreign: Vec<String>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { exact: HashMap::new(), squashed: HashMap::new(), foreign: Vec::new() };
    for (at, field) in FIELDS.iter().enumerate() {
        for (rank, name) in std::iter::once(field.name).chain(field.synonyms.iter().copied()).enumerate() {
            names.exact.insert(name, (at, rank));
            names.squashed.insert(squash(name), (at, rank, name));
        }
    }
    // `synthetic_question` and `key_concept` mean the lists.
    for (at, field) in FIELDS.iter().enumerate() {
        if let Some(singular) = field.name.strip_suffix('s')
            && !matches!(field.shape, Shape::Text | Shape::Flag)
        {
            names.squashed.entry(squash(singular)).or_insert((at, 0, field.name));
        }
    }
    names.foreign = FOREIGN.iter().map(|name| squash(name)).collect();
    names
});

/// A key without case and separators.
fn squash(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Longer keys than this are nobody's slip.
const LONGEST: usize = 40;

/// Whether a key is a known one, in any spelling.
pub(crate) fn is_known(key: &str) -> bool {
    key.len() <= LONGEST && (NAMES.exact.contains_key(key) || NAMES.squashed.contains_key(&squash(key)))
}

/// Recognises a key.
pub(crate) fn recognise(key: &str) -> Option<Known> {
    if let Some((at, rank)) = NAMES.exact.get(key) {
        return Some(Known::Exact(*at, *rank));
    }
    if key.len() > LONGEST {
        return None;
    }
    let squashed = squash(key);
    if let Some((at, rank, name)) = NAMES.squashed.get(&squashed) {
        return Some(Known::Variant(*at, *rank, name));
    }
    let length = squashed.chars().count();
    if length < 5 || NAMES.foreign.contains(&squashed) {
        return None;
    }
    let most = if length < 9 { 1 } else { 2 };
    let mut best: Option<Known> = None;
    let mut least = most + 1;
    for (at, field) in FIELDS.iter().enumerate() {
        for (rank, name) in std::iter::once(field.name).chain(field.synonyms.iter().copied()).enumerate() {
            let target = squash(name);
            if target.chars().count() < 5 || target.len().abs_diff(squashed.len()) > most {
                continue;
            }
            let distance = strsim::osa_distance(&squashed, &target);
            if distance < least {
                least = distance;
                best = Some(Known::Near(at, rank, name, distance));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_recognised_in_any_spelling() {
        let name = |key| match recognise(key) {
            Some(Known::Exact(at, _)) => format!("exact {}", FIELDS[at].name),
            Some(Known::Variant(_, _, name)) => format!("variant {name}"),
            Some(Known::Near(_, _, name, distance)) => format!("near {name} {distance}"),
            None => "unknown".to_owned(),
        };
        assert_eq!(name("updated"), "exact updated");
        assert_eq!(name("description"), "exact summary");
        assert_eq!(name("Primary_Keyword"), "variant primary_keyword");
        assert_eq!(name("Target Audience"), "variant target_audience");
        assert_eq!(name("lastUpdated"), "variant last_updated");
        assert_eq!(name("synthetic_question"), "variant synthetic_questions");
        assert_eq!(name("sumary"), "near summary 1");
        assert_eq!(name("securty_lvel"), "near security_level 2");
        for foreign in ["layout", "author", "menu", "images", "topics", "date2", "foo", "", "permalink"] {
            assert_eq!(name(foreign), "unknown", "{foreign}");
        }
    }
}
