//! Configuration: `stratbook.toml` read, then resolved into what the stages take.

mod reader;
pub mod settings;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use stratbook_markdown::HtmlPolicy;
use stratbook_model::{Diagnostic, Level, LevelTable, Levels, SourceText, rules};

use reader::Reader;

/// Name of the configuration file.
pub const FILE_NAME: &str = "stratbook.toml";

/// A workspace's settings, with every default filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// `site.title`; the home page's title where absent.
    pub title: Option<String>,
    /// `site.description`.
    pub description: Option<String>,
    /// `site.base_url`.
    pub base_url: Option<String>,
    /// `site.language`.
    pub language: String,
    /// `site.edit_url`, with `{path}`.
    pub edit_url: Option<String>,
    /// `site.footer`, Markdown.
    pub footer: Option<String>,
    /// `site.logo`, a path under the content folder.
    pub logo: Option<String>,
    /// `site.theme`.
    pub theme: String,
    /// `site.feed_items`.
    pub feed_items: usize,
    /// `content.dir`; `None` means `content` where it exists, else the workspace.
    pub content_dir: Option<PathBuf>,
    /// `content.exclude`.
    pub exclude: Vec<String>,
    /// `content.drafts`.
    pub drafts: bool,
    /// `build.out`.
    pub out: PathBuf,
    /// `markdown.*` and the names of `shortcodes`.
    pub markdown: stratbook_markdown::Options,
    /// `shortcodes`: name and template.
    pub shortcodes: Vec<(String, String)>,
    /// `links.external_prefixes`.
    pub external_prefixes: Vec<String>,
    /// `front_matter.schema`.
    pub schema: Option<PathBuf>,
    /// `front_matter.schemas`, by document type.
    pub schemas: Vec<(String, PathBuf)>,
    /// `front_matter.known_keys`.
    pub known_keys: Vec<String>,
    /// `vocabulary.status`.
    pub statuses: Vec<String>,
    /// `vocabulary.glossary_folders`.
    pub glossary_folders: Vec<String>,
    /// `stewardship.review_after`: status (or `*`) and days.
    pub review_after: Vec<(String, u32)>,
    /// `clearance.levels` and `clearance.default`.
    pub levels: Levels,
    /// `navigation.order`.
    pub reading_order: Vec<String>,
    /// `search.site`.
    pub search_in_site: bool,
    /// `search.ranking`.
    pub search: stratbook_search::Settings,
    /// `plugins.disable`.
    pub disabled_plugins: Vec<String>,
    /// `plugins.max_seconds`.
    pub plugin_seconds: u32,
    /// `plugins.max_memory`, in MiB.
    pub plugin_memory: u32,
    /// `plugin`: the settings of each, by id.
    pub plugin_settings: BTreeMap<String, Map<String, Value>>,
    /// `rules`.
    pub rules: LevelTable,
}

impl Config {
    /// The settings of a workspace without `stratbook.toml`.
    pub fn without_file() -> Self {
        Self::read(&SourceText::new(FILE_NAME, "")).0
    }

    /// Reads the file's text. What cannot be used is reported and the default holds.
    pub fn read(source: &SourceText) -> (Self, Vec<Diagnostic>) {
        let mut reader = Reader::new(source);
        let levels = levels(&mut reader);
        let (table, mut unknown_rules) = rule_levels(source, &mut reader);
        let shortcodes = reader.texts("shortcodes");
        let base_url = base_url(&mut reader);
        let search = ranking(&mut reader);
        let list = |key: &str| reader.list(key);
        let statuses = list("vocabulary.status")
            .unwrap_or_else(|| ["Draft", "Active", "Deprecated"].map(str::to_owned).into());
        let config = Self {
            title: reader.text("site.title"),
            description: reader.text("site.description"),
            base_url,
            language: reader.text("site.language").unwrap_or_else(|| "en".to_owned()),
            edit_url: reader.text("site.edit_url"),
            footer: reader.text("site.footer"),
            logo: reader.text("site.logo"),
            theme: reader.text("site.theme").unwrap_or_else(|| "handbook".to_owned()),
            feed_items: reader.count("site.feed_items").unwrap_or(30) as usize,
            content_dir: reader.text("content.dir").map(PathBuf::from),
            exclude: list("content.exclude").unwrap_or_default(),
            drafts: reader.flag("content.drafts").unwrap_or(false),
            out: reader.text("build.out").map_or_else(|| PathBuf::from("public"), PathBuf::from),
            markdown: stratbook_markdown::Options {
                html: match reader.text("markdown.html").as_deref() {
                    Some("sanitize") => HtmlPolicy::Sanitize,
                    Some("escape") => HtmlPolicy::Escape,
                    _ => HtmlPolicy::Allow,
                },
                math: reader.flag("markdown.math").unwrap_or(true),
                mermaid: reader.flag("markdown.mermaid").unwrap_or(true),
                shortcodes: shortcodes.iter().map(|(name, _)| name.clone()).collect(),
                // Set where documents are read for searching.
                texts: false,
            },
            shortcodes,
            external_prefixes: list("links.external_prefixes").unwrap_or_default(),
            schema: reader.text("front_matter.schema").map(PathBuf::from),
            schemas: reader
                .texts("front_matter.schemas")
                .into_iter()
                .map(|(kind, file)| (kind, PathBuf::from(file)))
                .collect(),
            known_keys: list("front_matter.known_keys").unwrap_or_default(),
            glossary_folders: list("vocabulary.glossary_folders")
                .unwrap_or_else(|| vec!["glossary".to_owned()]),
            review_after: match reader.counts("stewardship.review_after") {
                // Only documents that state a status take part in reviews unless the workspace says otherwise: notes
                // that merely carry a date are no one's to review.
                given if given.is_empty() => statuses
                    .iter()
                    .filter(|status| !status.eq_ignore_ascii_case("deprecated"))
                    .map(|status| (status.clone(), 365))
                    .collect(),
                given => given,
            },
            statuses,
            levels,
            reading_order: list("navigation.order").unwrap_or_default(),
            search_in_site: reader.flag("search.site").unwrap_or(true),
            search,
            disabled_plugins: list("plugins.disable").unwrap_or_default(),
            plugin_seconds: reader.count("plugins.max_seconds").unwrap_or(60),
            plugin_memory: reader.count("plugins.max_memory").unwrap_or(1024),
            plugin_settings: plugin_settings(source),
            rules: table,
        };
        let mut diagnostics = reader.into_diagnostics();
        diagnostics.append(&mut unknown_rules);
        (config, diagnostics)
    }

    /// The content folder of a workspace at `root`.
    pub fn content_root(&self, root: &Path, has_file: bool) -> PathBuf {
        match &self.content_dir {
            Some(folder) => root.join(folder),
            None if has_file && root.join("content").is_dir() => root.join("content"),
            None => root.to_path_buf(),
        }
    }
}

fn levels(reader: &mut Reader<'_>) -> Levels {
    let names = reader.list("clearance.levels");
    let default = reader.text("clearance.default");
    if names.is_none() && default.is_none() {
        return Levels::default();
    }
    let own_names = names.is_some();
    let names = names.unwrap_or_else(|| Levels::default().names().map(str::to_owned).collect());
    // With levels of its own and no default named, a workspace gets its second level: the usual "internal".
    let fallback = names.get(1).or(names.first()).cloned().unwrap_or_default();
    let wanted =
        default.clone().unwrap_or_else(|| if own_names { fallback.clone() } else { "Internal".to_owned() });
    if let Some(levels) = Levels::new(&names, &wanted) {
        return levels;
    }
    if Levels::new(&names, &fallback).is_none() {
        reader.report(
            "clearance.levels",
            "the levels must be different names, at least one and at most 255",
            "list each level once, from the most open to the most closed",
        );
        return Levels::default();
    }
    reader.report(
        "clearance.default",
        format!("`{wanted}` is not one of the levels"),
        format!("use one of: {}", names.join(", ")),
    );
    // A slip here must not publish anything: documents without a level count as the highest.
    names.last().and_then(|highest| Levels::new(&names, highest)).unwrap_or_default()
}

/// The tables below `plugin`, whatever is in them.
fn plugin_settings(source: &SourceText) -> BTreeMap<String, Map<String, Value>> {
    if !source.text.contains("plugin") {
        return BTreeMap::new();
    }
    let (data, _) = stratbook_content::Data::of_file(source, stratbook_content::DataFormat::Toml);
    let value = data.map(|data| data.value()).unwrap_or_default();
    let tables = value.get("plugin").and_then(Value::as_object).cloned().unwrap_or_default();
    tables
        .into_iter()
        .filter_map(|(id, settings)| match settings {
            Value::Object(settings) => Some((id, settings)),
            _ => None,
        })
        .collect()
}

fn ranking(reader: &mut Reader<'_>) -> stratbook_search::Settings {
    let mut settings = stratbook_search::Settings::default();
    for (name, value) in reader.numbers("search.ranking") {
        if value < 0.0 {
            reader.report(
                &format!("search.ranking.{name}"),
                format!("`{name}` cannot be below 0"),
                "0 means that it does not count",
            );
        } else if !settings.set(&name, value) {
            let names = stratbook_search::Settings::names();
            let nearest = names
                .iter()
                .map(|known| (strsim::damerau_levenshtein(&name, known), known))
                .min()
                .filter(|(distance, _)| *distance <= 3);
            let hint = nearest.map_or_else(
                || "the configuration reference lists them all".to_owned(),
                |(_, known)| format!("did you mean `{known}`?"),
            );
            reader.report(
                &format!("search.ranking.{name}"),
                format!("the ranking has no number `{name}`"),
                hint,
            );
        }
    }
    settings
}

fn rule_levels(source: &SourceText, reader: &mut Reader<'_>) -> (LevelTable, Vec<Diagnostic>) {
    let mut table = LevelTable::default();
    let mut diagnostics = Vec::new();
    for (name, level) in reader.texts("rules") {
        let key = format!("rules.{name}");
        match Level::parse(&level) {
            None => {
                reader.report(
                    &key,
                    format!("`{level}` is not a level"),
                    "use `error`, `warn`, `info` or `off`",
                );
            }
            Some(level) if table.set(&name, level) => {}
            Some(_) => {
                let nearest = rules::all()
                    .flat_map(|rule| [rule.code, rule.name])
                    .chain(rules::groups())
                    .map(|known| (strsim::damerau_levenshtein(&name, known), known))
                    .min()
                    .filter(|(distance, _)| *distance <= 3);
                let diagnostic = Diagnostic::in_file(
                    &rules::UNKNOWN_RULE,
                    &source.file,
                    format!("there is no rule or group `{name}`"),
                );
                diagnostics.push(match nearest {
                    Some((_, known)) => diagnostic.hint(format!("did you mean `{known}`?")),
                    None => diagnostic.hint("the diagnostics reference lists every code, name and group"),
                });
            }
        }
    }
    (table, diagnostics)
}

fn base_url(reader: &mut Reader<'_>) -> Option<String> {
    let url = reader.text("site.base_url")?;
    let normal = normalise_base_url(&url);
    if normal.is_none() {
        reader.report(
            "site.base_url",
            format!("`{url}` is not an address of a site"),
            "write it with its scheme and host: `https://example.org/handbook/`",
        );
    }
    normal
}

/// An `http` or `https` URL with host, without query and fragment, ending in `/`; else `None`.
pub fn normalise_base_url(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or("");
    let clean =
        |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '?' | '#' | '"' | '<' | '>' | '\\');
    if host.is_empty() || !rest.chars().all(clean) || rest.split('/').any(|part| part == "..") {
        return None;
    }
    Some(format!("{}/", url.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<String>) {
        let (config, diagnostics) = Config::read(&SourceText::new(FILE_NAME, text));
        let said = diagnostics
            .iter()
            .map(|d| {
                let place =
                    d.place.as_ref().map_or_else(String::new, |p| format!("{}:{} ", p.line, p.column));
                format!("{place}{} {}; {}", d.rule.name, d.message, d.hint.as_deref().unwrap_or(""))
            })
            .collect();
        (config, said)
    }

    #[test]
    fn no_file_means_defaults_without_complaint() {
        let (config, said) = read("");
        assert_eq!(said, Vec::<String>::new());
        assert_eq!((config.language.as_str(), config.feed_items), ("en", 30));
    }

    #[test]
    fn unknown_and_misplaced_settings_are_named_with_the_nearest() {
        let (_, said) = read("[site]\ntitel = 'x'\n[shortcodes]\npoll = 'a.html'\n[link]\nx = 1\n");
        assert_eq!(
            said,
            [
                "5:2 unknown-setting there is no setting `link`; remove it; the configuration reference lists every setting",
                "2:1 unknown-setting there is no setting `site.titel`; did you mean `site.title`?",
            ]
        );
    }

    #[test]
    fn wrong_shapes_and_levels_fall_back_safely() {
        let (config, said) = read(
            "[markdown]\nhtml = 'yes'\nmath = 'no'\n[clearance]\nlevels = ['Open', 'Secret']\ndefault = 'Opne'\n[rules]\n\"broken-lnk\" = 'off'\nlinks = 'maybe'\n",
        );
        assert_eq!(config.levels.name(config.levels.default_level()), "Secret");
        assert_eq!(said.len(), 5, "{said:#?}");
        assert!(said.iter().any(|line| line.contains("did you mean `broken-link`?")), "{said:#?}");
    }

    #[test]
    fn a_syntax_error_keeps_the_rest() {
        let (config, said) = read("[site]\ntitle = 'Kept'\nlanguage = \n[content]\nexclude = ['a/**']\n");
        assert_eq!(config.title.as_deref(), Some("Kept"));
        assert_eq!(config.exclude, ["a/**"]);
        assert_eq!(said.len(), 1, "{said:#?}");
    }

    #[test]
    fn the_ranking_can_be_changed_and_slips_are_named() {
        let (config, said) = read("[search.ranking]\ntitle = 3\nbody_length = 0.4\ntitel = 1\npair = -1\n");
        assert!((config.search.weights[0] - 3.0).abs() < 1e-9);
        assert_eq!(said.len(), 2, "{said:#?}");
        assert!(said.iter().any(|line| line.contains("did you mean `title`?")), "{said:#?}");
    }

    #[test]
    fn base_urls_need_scheme_and_host() {
        assert_eq!(normalise_base_url("https://x.org/sub").as_deref(), Some("https://x.org/sub/"));
        for bad in ["x.org", "ftp://x", "https://", "https://x/?q", "https://x/../y", "javascript:alert(1)"] {
            assert_eq!(normalise_base_url(bad), None, "{bad}");
        }
    }
}
