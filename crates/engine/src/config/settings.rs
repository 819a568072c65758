//! The table of all settings: what `stratbook.toml` may hold, for checking, for hints and for the reference page.

/// What a setting's value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// One of some strings.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number from 0 up.
    Count,
    /// A list of strings.
    List,
    /// A table whose keys are the user's own, with string values.
    TextTable,
    /// A table whose keys are the user's own, with whole numbers.
    CountTable,
    /// A table of named numbers.
    NumberTable,
    /// A table whose keys are the user's own, with tables that others read.
    DataTable,
}

impl Shape {
    /// Whether the keys below it are not in the table of settings.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::TextTable | Self::CountTable | Self::NumberTable | Self::DataTable)
    }

    /// In words, as the reference and the diagnostics say it.
    pub fn words(self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::OneOf(choices) => {
                choices.iter().map(|choice| format!("`\"{choice}\"`")).collect::<Vec<_>>().join(", ")
            }
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Count => "whole number".to_owned(),
            Self::List => "list of text".to_owned(),
            Self::TextTable => "table of text".to_owned(),
            Self::CountTable => "table of whole numbers".to_owned(),
            Self::NumberTable => "table of numbers".to_owned(),
            Self::DataTable => "table of tables".to_owned(),
        }
    }
}

/// One setting.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Table and key, `.` between them.
    pub key: &'static str,
    /// What it may hold.
    pub shape: Shape,
    /// What holds without it, as TOML or in words.
    pub default: &'static str,
    /// What it does.
    pub description: &'static str,
}

const fn setting(
    key: &'static str,
    shape: Shape,
    default: &'static str,
    description: &'static str,
) -> Setting {
    Setting { key, shape, default, description }
}

/// All settings, by table.
pub const SETTINGS: &[Setting] = &[
    setting(
        "site.title",
        Shape::Text,
        "the home page's title",
        "Name of the handbook: header, browser tabs, feeds.",
    ),
    setting(
        "site.description",
        Shape::Text,
        "the home page's summary",
        "One sentence for the home page, search engines and feeds.",
    ),
    setting(
        "site.base_url",
        Shape::Text,
        "none",
        "Where the site will live, such as `https://example.org/handbook/`. Its path becomes the prefix of every link; canonical URLs, the sitemap and the feed need it. `--base-url` goes before it.",
    ),
    setting(
        "site.language",
        Shape::Text,
        "\"en\"",
        "Language of documents that do not say theirs, as a BCP 47 tag.",
    ),
    setting(
        "site.edit_url",
        Shape::Text,
        "none",
        "Address behind “Edit this page”; `{path}` stands for the document's path under the content folder.",
    ),
    setting("site.footer", Shape::Text, "none", "A line of Markdown at the foot of every page."),
    setting(
        "site.logo",
        Shape::Text,
        "none",
        "Path of an image under the content folder, shown beside the title.",
    ),
    setting(
        "site.theme",
        Shape::Text,
        "\"handbook\"",
        "Theme to use: the one in the binary, with files of `themes/<name>/` in the workspace laid over it.",
    ),
    setting("site.feed_items", Shape::Count, "30", "How many of the latest changes the Atom feed holds."),
    setting("content.dir", Shape::Text, "\"content\", else the workspace itself", "Folder of the documents."),
    setting(
        "content.exclude",
        Shape::List,
        "[]",
        "Globs on paths under the content folder that are left out, such as `archive/**`.",
    ),
    setting(
        "content.drafts",
        Shape::Flag,
        "false",
        "Build documents marked `draft: true` also without `--drafts`.",
    ),
    setting("build.out", Shape::Text, "\"public\"", "Output folder."),
    setting(
        "markdown.html",
        Shape::OneOf(&["allow", "sanitize", "escape"]),
        "\"allow\"",
        "What happens to raw HTML: kept (and balanced), reduced to harmless elements, or shown as text.",
    ),
    setting("markdown.math", Shape::Flag, "true", "Read `$…$` and `$$…$$` as math."),
    setting(
        "markdown.mermaid",
        Shape::Flag,
        "true",
        "Show `mermaid` blocks as diagrams; otherwise as labelled code.",
    ),
    setting(
        "shortcodes",
        Shape::TextTable,
        "{}",
        "Shortcode names and the theme template that renders each: `fluentform = \"shortcodes/poll.html\"`.",
    ),
    setting(
        "links.external_prefixes",
        Shape::List,
        "[]",
        "Beginnings of link targets that lead into another vault or system; they are taken as external, not as broken.",
    ),
    setting(
        "front_matter.schema",
        Shape::Text,
        "none",
        "A JSON Schema file, relative to the workspace, that every document's front matter must satisfy.",
    ),
    setting("front_matter.schemas", Shape::TextTable, "{}", "JSON Schema files by `doc_type`."),
    setting(
        "front_matter.known_keys",
        Shape::List,
        "[]",
        "Keys of your own that look like a misspelt standard key but are not.",
    ),
    setting(
        "vocabulary.status",
        Shape::List,
        "[\"Draft\", \"Active\", \"Deprecated\"]",
        "The statuses a document may have.",
    ),
    setting(
        "vocabulary.glossary_folders",
        Shape::List,
        "[\"glossary\"]",
        "Folders whose documents define terms.",
    ),
    setting(
        "stewardship.review_after",
        Shape::CountTable,
        "365 for every status but `Deprecated`",
        "Days after which a document of a status is due for review; `\"*\"` is any status not named, and none.",
    ),
    setting(
        "clearance.levels",
        Shape::List,
        "[\"Public\", \"Internal\", \"Confidential\", \"Restricted\"]",
        "Security levels from the most open to the most closed.",
    ),
    setting("clearance.default", Shape::Text, "\"Internal\"", "Level of a document that states none."),
    setting(
        "navigation.order",
        Shape::List,
        "[]",
        "Paths of folders and documents in the order in which they are to be read; the rest follows by `order`, number prefix and title.",
    ),
    setting(
        "search.site",
        Shape::Flag,
        "true",
        "Write the index that the search box of the built site reads, and show the box.",
    ),
    setting(
        "search.ranking",
        Shape::NumberTable,
        "chosen by measurement",
        "Numbers of the ranking: what a word counts in a field (`title`, `aliases`, `summary`, `concepts`, `tags`, `id`, `question`, `heading`, `above`, `body`), how much the field's length tells against it (`title_length` and so on, 0 to 1), and `saturation`, `second`, `whole`, `completion`, `correction`, `pair`, `coverage`, `name`, `index_page`, `template`, `retired`, `rerank`.",
    ),
    setting(
        "plugins.disable",
        Shape::List,
        "[]",
        "Ids of plugins that are not to be used, bundled ones included.",
    ),
    setting(
        "plugins.max_seconds",
        Shape::Count,
        "60",
        "Most seconds that a plugin may ask for in one call, whatever its manifest says.",
    ),
    setting(
        "plugins.max_memory",
        Shape::Count,
        "1024",
        "Most mebibytes of memory that a plugin may ask for, whatever its manifest says.",
    ),
    setting(
        "plugin",
        Shape::DataTable,
        "{}",
        "Settings of plugins: `[plugin.strive]` is handed to the plugin `strive`, which says what may stand there.",
    ),
    setting(
        "rules",
        Shape::TextTable,
        "{}",
        "Levels (`\"error\"`, `\"warn\"`, `\"info\"`, `\"off\"`) of rules, by code, name or group: `\"broken-link\" = \"warn\"`.",
    ),
];

/// The setting of that key; a key inside a user's own table gives the table's setting.
pub fn find(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| {
        setting.key == key
            || (setting.shape.is_open()
                && key.strip_prefix(setting.key).is_some_and(|rest| rest.starts_with('.')))
    })
}
