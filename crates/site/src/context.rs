//! What templates see: the contract between this crate and themes.
//!
//! Every template gets two values, `site` ([`SiteContext`], the same on every page) and `page` ([`PageContext`]).
//! All fields are always there: what a page does not have is `null`, an empty string or an empty list, so a
//! template can ask `{% if page.lesson %}` on every page. Every URL begins with the site's base path and is ready
//! for an attribute; every text is plain and escaped by the template engine, except the fields named `…html`,
//! `content` and `json_ld`, which are safe as they are (`{{ page.content | safe }}`).

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// Text that is mostly borrowed from documents and the graph.
pub type Text<'p> = Cow<'p, str>;

/// `site`: the same on every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteContext {
    /// Name of the handbook.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// BCP 47 tag.
    pub language: String,
    /// `/`, or `/sub/` where the site lives under a sub-path; always ends with `/`.
    pub base_path: String,
    /// `https://host/sub/`, ends with `/`; empty where it is not known.
    pub base_url: String,
    /// Version of Stratbook.
    pub version: String,
    /// The day of the build, `2026-01-31`. A theme that prints it gets every page written anew every day.
    pub built: String,
    /// The configured footer as HTML; may be empty.
    pub footer_html: String,
    /// URL of the logo; may be empty.
    pub logo: String,
    /// The sections of the header, at most twelve.
    pub nav: Vec<NavItem>,
    /// URLs of the pages and files that belong to the whole site.
    pub urls: SiteUrls,
    /// Names of the security levels, from the most open.
    pub levels: Vec<String>,
    /// Name of the highest level that the build contains; empty where there is no document.
    pub highest_level: String,
}

/// One entry of the header.
#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Equals `page.section_key` on the pages within it.
    pub key: String,
}

/// URLs of the pages and files that belong to the whole site. Empty strings stand for pages that there are not.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SiteUrls {
    /// The front page.
    pub home: String,
    /// All documents.
    pub all: String,
    /// The glossary; empty where no term is defined.
    pub glossary: String,
    /// All tags; empty where there is none.
    pub tags: String,
    /// All document types.
    pub types: String,
    /// All owners.
    pub owners: String,
    /// All statuses.
    pub statuses: String,
    /// The Atom feed.
    pub feed: String,
    /// `assets/handbook.css`, with its content hash.
    pub css: String,
    /// `assets/code.css`, with its content hash: colours of highlighted code. Link it where `page.needs.code`.
    pub code_css: String,
    /// `assets/handbook.js`, with its content hash.
    pub js: String,
    /// The search index; empty where the site is built without.
    pub search: String,
    /// The summary for AI readers.
    pub llms: String,
}

/// What kind of page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageKind {
    /// The front page.
    Home,
    /// One document.
    Document,
    /// A folder, with the text of its index document if it has one.
    Folder,
    /// All documents with one tag, type, owner or status.
    Listing,
    /// All tags, all types, all owners or all statuses.
    Taxonomy,
    /// All documents.
    All,
    /// All terms.
    Glossary,
    /// What a server shows for an address that leads nowhere.
    NotFound,
    /// An old address.
    Redirect,
}

/// `page`: one page.
#[derive(Debug, Clone, Serialize)]
pub struct PageContext<'p> {
    /// What kind of page it is.
    pub kind: PageKind,
    /// Its title, never empty.
    pub title: Text<'p>,
    /// Title for browser tabs and search engines: `seo_title`, else the title.
    pub head_title: Text<'p>,
    /// Its own URL; for a redirect the new one.
    pub url: Text<'p>,
    /// Its absolute URL; empty where the base URL is not known.
    pub canonical: String,
    /// For search engines and link previews; may be empty.
    pub description: Text<'p>,
    /// Its language.
    pub language: Text<'p>,
    /// The text as HTML, without its first heading of level 1; may be empty.
    pub content: String,
    /// Headings of levels 2 to 4.
    pub toc: Vec<TocEntry<'p>>,
    /// The way from the home page, without this page.
    pub breadcrumbs: Vec<LinkItem<'p>>,
    /// Which entry of `site.nav` the page lies in; empty for none.
    pub section_key: Text<'p>,
    /// `status`.
    pub status: Option<Label<'p>>,
    /// `doc_type`.
    pub doc_type: Option<Label<'p>>,
    /// `owner_team`.
    pub owner_team: Option<Label<'p>>,
    /// `steward`; may be empty.
    pub steward: Text<'p>,
    /// The listing of the steward's documents; may be empty.
    pub steward_url: Text<'p>,
    /// `version`; may be empty.
    pub version: Text<'p>,
    /// `id`; may be empty.
    pub id: Text<'p>,
    /// `updated`.
    pub updated: Option<Day>,
    /// `reviewed`.
    pub reviewed: Option<Day>,
    /// `created`.
    pub created: Option<Day>,
    /// Security level; none on pages that are no document.
    pub level: Option<LevelLabel<'p>>,
    /// `target_audience`, with spaces for underscores.
    pub audience: Vec<Text<'p>>,
    /// `duration` as written; may be empty.
    pub duration: Text<'p>,
    /// Words of prose.
    pub words: u32,
    /// At 220 words a minute, at least 1 where there are words.
    pub reading_minutes: u32,
    /// `category`; may be empty.
    pub category: Text<'p>,
    /// `summary` and nothing else; may be empty.
    pub summary: Text<'p>,
    /// `tags` and tags in the text.
    pub tags: Vec<Label<'p>>,
    /// `key_concepts`.
    pub key_concepts: &'p [String],
    /// `synthetic_questions`: what the document answers.
    pub questions: &'p [String],
    /// `use_cases`.
    pub use_cases: &'p [String],
    /// URL of the cover image; may be empty.
    pub cover: Text<'p>,
    /// Who refers to this page, at most a hundred.
    pub backlinks: Vec<BacklinkItem<'p>>,
    /// How many more refer to it.
    pub backlinks_more: usize,
    /// What to read beside it, at most six.
    pub related: Vec<RelatedItem<'p>>,
    /// Front-matter relations by kind.
    pub relations: Vec<RelationGroup<'p>>,
    /// The page before it in reading order.
    pub previous: Option<LinkItem<'p>>,
    /// The page after it in reading order.
    pub next: Option<LinkItem<'p>>,
    /// The neighbourhood: the way to the page, its siblings and what is in it. Never more than about a hundred.
    pub tree: Vec<TreeItem<'p>>,
    /// Where the page stands in its course.
    pub lesson: Option<LessonPlace<'p>>,
    /// On the page of a course: its lessons in order.
    pub lessons: Vec<LessonItem<'p>>,
    /// What lies in a folder, has a tag, or is a term of a kind; the home page shows the first of the root's.
    pub children: Vec<ChildItem<'p>>,
    /// How many children the page leaves out (the home page of a large folder).
    pub children_more: usize,
    /// For `all` and `glossary`: entries under their first letters.
    pub groups: Vec<Group<'p>>,
    /// On the home page: what was updated last, at most six.
    pub recent: Vec<ChildItem<'p>>,
    /// Where the document can be edited; may be empty.
    pub edit_url: String,
    /// The page as plain Markdown; may be empty.
    pub twin_url: String,
    /// What the content needs to be shown.
    pub needs: Needs,
    /// All other front matter, as it was written.
    pub extra: &'p BTreeMap<String, serde_json::Value>,
    /// JSON-LD, ready to stand in a `<script>`; empty on pages without.
    pub json_ld: String,
    /// `draft: true`.
    pub draft: bool,
    /// What a plugin made of the document.
    pub report: Option<ReportLabel<'p>>,
    /// Reports that rest on this page, by path; at most fifty.
    pub cited_by: Vec<CitingReport<'p>>,
}

/// A report that refers to a page.
#[derive(Debug, Clone, Serialize)]
pub struct CitingReport<'p> {
    /// Its title.
    pub title: Text<'p>,
    /// Its page.
    pub url: Text<'p>,
    /// Name of the plugin that made it.
    pub name: Text<'p>,
    /// How it refers to the page, such as `serves`; empty for a link in its text.
    pub how: String,
    /// One or two words; may be empty.
    pub status: Text<'p>,
    /// `good`, `warn`, `bad` or `neutral`.
    pub tone: Text<'p>,
    /// One line; may be empty.
    pub headline: Text<'p>,
}

/// A report in a few words.
#[derive(Debug, Clone, Serialize)]
pub struct ReportLabel<'p> {
    /// Id of the plugin.
    pub plugin: Text<'p>,
    /// Its name.
    pub name: Text<'p>,
    /// Whether it is made from many reports.
    pub rollup: bool,
    /// Whether it could be made.
    pub made: bool,
    /// One or two words; may be empty.
    pub status: Text<'p>,
    /// `good`, `warn`, `bad` or `neutral`.
    pub tone: Text<'p>,
    /// One line; may be empty.
    pub headline: Text<'p>,
    /// The next day on which somebody must do something, `YYYY-MM-DD`; may be empty.
    pub due: Text<'p>,
    /// What is overdue.
    pub overdue: &'p [String],
    /// Its numbers as JSON; empty where there are none.
    pub data_url: String,
}

/// A page by title and URL.
#[derive(Debug, Clone, Serialize)]
pub struct LinkItem<'p> {
    /// Its title.
    pub title: Text<'p>,
    /// Its page.
    pub url: Text<'p>,
}

/// A value of the front matter with the listing of the documents that share it.
#[derive(Debug, Clone, Serialize)]
pub struct Label<'p> {
    /// As the site spells it.
    pub label: Text<'p>,
    /// Its listing; may be empty.
    pub url: Text<'p>,
}

/// A security level.
#[derive(Debug, Clone, Serialize)]
pub struct LevelLabel<'p> {
    /// Its name.
    pub label: Text<'p>,
    /// 0 is the most open.
    pub rank: u8,
}

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// `iso` for machines, `display` for people.
        #[derive(Serialize)]
        struct Written {
            iso: String,
            display: String,
        }
        Written { iso: self.0.to_string(), display: display_date(self.0) }.serialize(serializer)
    }
}

/// `31 January 2026`.
pub fn display_date(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month =
        usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// One heading of the page.
#[derive(Debug, Clone, Serialize)]
pub struct TocEntry<'p> {
    /// 2 to 4.
    pub level: u8,
    /// Plain text.
    pub text: Text<'p>,
    /// Its id, without `#`.
    pub anchor: &'p str,
}

/// A page that refers to this one.
#[derive(Debug, Clone, Serialize)]
pub struct BacklinkItem<'p> {
    /// Its title.
    pub title: Text<'p>,
    /// The section that holds the link.
    pub url: Text<'p>,
    /// `link`, `wikilink`, `embed`, or the relation's field.
    pub kind: &'p str,
    /// The sentence around the link; empty for a relation.
    pub context: &'p str,
}

/// A page worth reading beside this one.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedItem<'p> {
    /// Its title.
    pub title: Text<'p>,
    /// Its page.
    pub url: Text<'p>,
    /// Its description; may be empty.
    pub summary: Text<'p>,
    /// Why, in words: `also about churn`.
    pub why: String,
}

/// Relations of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct RelationGroup<'p> {
    /// The field: `relations`, `related_templates`.
    pub kind: &'p str,
    /// The field in words: `Related templates`.
    pub label: String,
    /// Where they lead.
    pub items: Vec<LinkItem<'p>>,
}

/// One line of the side tree.
#[derive(Debug, Clone, Serialize)]
pub struct TreeItem<'p> {
    /// Its title; for a line that stands for pages left out, `12 more`.
    pub title: Text<'p>,
    /// Its page; for a line that stands for pages left out, their folder's.
    pub url: Text<'p>,
    /// It is this page.
    pub current: bool,
    /// It is a folder that this page lies in, or the folder that this page is.
    pub open: bool,
    /// It is a folder.
    pub folder: bool,
    /// 0 is the outermost line.
    pub depth: usize,
    /// How many pages this line stands for; 0 on all other lines.
    pub more: usize,
}

/// Where a lesson stands in its course.
#[derive(Debug, Clone, Serialize)]
pub struct LessonPlace<'p> {
    /// From 1.
    pub position: usize,
    /// How many lessons there are.
    pub total: usize,
    /// The course's page.
    pub course: LinkItem<'p>,
}

/// A lesson on its course's page.
#[derive(Debug, Clone, Serialize)]
pub struct LessonItem<'p> {
    /// Its title.
    pub title: Text<'p>,
    /// Its page.
    pub url: Text<'p>,
    /// Its description; may be empty.
    pub summary: Text<'p>,
    /// `duration` as written; may be empty.
    pub duration: Text<'p>,
    /// From 1.
    pub position: usize,
}

/// A page in a list of pages, or a term with its number of documents.
#[derive(Debug, Clone, Serialize)]
pub struct ChildItem<'p> {
    /// Its title.
    pub title: Text<'p>,
    /// Its page.
    pub url: Text<'p>,
    /// Its description; may be empty (very long lists go without).
    pub summary: Text<'p>,
    /// It is a folder.
    pub folder: bool,
    /// For a folder the number of its entries, for a term the number of its documents; else 0.
    pub count: usize,
    /// `status`.
    pub status: Option<Label<'p>>,
    /// `doc_type`.
    pub doc_type: Option<Label<'p>>,
    /// `updated`.
    pub updated: Option<Day>,
    /// `duration` as written; may be empty.
    pub duration: Text<'p>,
}

/// Entries under one letter.
#[derive(Debug, Clone, Serialize)]
pub struct Group<'p> {
    /// The letter, or `#` for all that begins with none.
    pub title: String,
    /// Its entries by title.
    pub items: Vec<GroupItem<'p>>,
}

/// One entry of a group.
#[derive(Debug, Clone, Serialize)]
pub struct GroupItem<'p> {
    /// Title or term.
    pub title: Text<'p>,
    /// Its page or section.
    pub url: Text<'p>,
    /// A term's definition; empty for documents.
    pub summary: Text<'p>,
}

/// What the content needs to be shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Needs {
    /// The script for Mermaid diagrams.
    pub mermaid: bool,
    /// The colours of highlighted code.
    pub code: bool,
    /// Nothing for now: math is MathML.
    pub math: bool,
}
