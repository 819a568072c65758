//! `plugin.toml`: what a plugin says of itself before any of it runs.

mod keys;
mod reader;

use stratbook_model::{Diagnostic, Severity, SourceText};

use crate::{Hash, Limits};

/// What lies beside a library: `plugins/<id>/plugin.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// What documents name it by. Lower-case letters, digits and hyphens.
    pub id: String,
    /// Its name for people; its id where none is given.
    pub name: String,
    /// Its own version.
    pub version: String,
    /// What it is for.
    pub summary: String,
    /// The oldest and the newest protocol that it speaks; the first one where it does not say.
    pub protocol: (u32, u32),
    /// What it makes.
    pub makes: Makes,
    /// What it may ask for.
    pub reads: Reads,
    /// What it asks for; the user's configuration caps it.
    pub limits: Limits,
    /// Its libraries, one a system.
    pub libraries: Vec<LibraryEntry>,
}

/// What a plugin makes: `makes = ["report", "rollup", "check"]` and `shortcodes = ["okr-status"]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Makes {
    /// Reports of documents.
    pub report: bool,
    /// Pages from the results of many reports.
    pub rollup: bool,
    /// Findings about documents.
    pub check: bool,
    /// Front-matter keys (`checks = ["ladder"]`): only documents with one of them are checked. None where all are.
    pub check_keys: Vec<String>,
    /// Shortcodes, by name.
    pub shortcodes: Vec<String>,
}

/// What a plugin may ask the host for: the table `[reads]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    /// Documents that the build contains.
    pub documents: bool,
    /// Search.
    pub search: bool,
    /// Results of the reports of these plugins; `*` is all.
    pub reports: Vec<String>,
}

impl Reads {
    /// Whether it may read results of that plugin's reports.
    pub fn report_of(&self, plugin: &str) -> bool {
        self.reports.iter().any(|name| name == "*" || name == plugin)
    }
}

/// A library: one `[[library]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryEntry {
    /// Target triple that it was built for.
    pub target: String,
    /// Its file, relative to the manifest.
    pub file: String,
    /// Hash of its bytes, where the manifest gives one.
    pub hash: Option<Hash>,
}

impl Manifest {
    /// Reads a manifest. Every mistake is said with its place; what can be read is there as long as there is an id, but a
    /// manifest with an error among its mistakes is not to be used.
    pub fn parse(source: &SourceText) -> (Option<Self>, Vec<Diagnostic>) {
        reader::read(source)
    }

    /// A manifest that says nothing but an id, for what has no better one.
    pub(crate) fn stub(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: id.to_owned(),
            version: String::new(),
            summary: String::new(),
            protocol: (1, 1),
            makes: Makes::default(),
            reads: Reads::default(),
            limits: Limits::default(),
            libraries: Vec::new(),
        }
    }
}

/// Whether a text can be a plugin's id (or a shortcode's name).
pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('-')
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether one of these is an error.
pub(crate) fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| {
        diagnostic.rule.severity == Severity::Error && diagnostic.severity == Severity::Error
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Option<Manifest>, Vec<String>) {
        let (manifest, diagnostics) = Manifest::parse(&SourceText::new("plugins/okr/plugin.toml", text));
        let shown = diagnostics
            .iter()
            .map(|it| {
                let place =
                    it.place.as_ref().map_or_else(String::new, |at| format!("{}:{} ", at.line, at.column));
                let hint = it.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
                format!("{place}{}{hint}", it.message)
            })
            .collect();
        (manifest, shown)
    }

    const WHOLE: &str = r#"
id = "okr"
name = "Objectives and key results"
version = "1.2.0"
summary = "What we want and how far we are."
protocol = [1, 1]
makes = ["report", "rollup"]
shortcodes = ["okr-status"]

[reads]
documents = true
reports = ["smart"]

[limits]
seconds = 2.5
memory_mib = 128

[[library]]
target = "x86_64-unknown-linux-gnu"
file = "libokr.so"
hash = "blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
"#;

    #[test]
    fn a_whole_manifest_is_read() {
        let (manifest, found) = parse(WHOLE);
        assert_eq!(found, Vec::<String>::new());
        let manifest = manifest.expect("is there");
        assert_eq!(manifest.id, "okr");
        assert_eq!(manifest.protocol, (1, 1));
        assert!(manifest.makes.report && manifest.makes.rollup && !manifest.makes.check);
        assert_eq!(manifest.makes.shortcodes, ["okr-status"]);
        assert!(manifest.reads.documents && !manifest.reads.search);
        assert!(manifest.reads.report_of("smart") && !manifest.reads.report_of("maturity"));
        assert_eq!(manifest.limits, Limits { seconds: 2.5, memory_mib: 128, ..Limits::default() });
        assert_eq!(manifest.libraries[0].hash, Some(Hash::of(b"")));
    }

    #[test]
    fn every_mistake_is_said_with_its_place() {
        let (manifest, found) = parse(
            "id = \"okr\"\nversion = 3\nprotocol = [2, 1]\nmake = [\"report\"]\nmakes = [\"reports\"]\n\n[reads]\n\
             document = true\nsearch = \"yes\"\n\n[limits]\nseconds = -1\nmemory_mb = 3\n\n[[library]]\nfile = \"../x.so\"\n\
             hash = \"sha256:00\"\n",
        );
        assert!(manifest.is_some());
        insta::assert_snapshot!(found.join("\n").replace(crate::TARGET, "<target>"), @r#"
        4:1 `make` is not a key (did you mean `makes`?)
        2:11 `version` cannot be `3` (it takes a text in quotes)
        3:12 `protocol` cannot be `[2, 1]` (it takes two whole numbers, the oldest and the newest protocol: `protocol = [1, 1]`)
        5:10 a plugin cannot make `reports` (did you mean `report`?)
        8:1 `document` is not a key of `[reads]` (did you mean `documents`?)
        9:10 `search` cannot be `"yes"` (it takes `true` or `false`)
        13:1 `memory_mb` is not a key of `[limits]` (did you mean `memory_mib`?)
        12:11 `seconds` cannot be `-1` (it takes a number above 0: `seconds = 2.5`)
        15:1 `target` is missing in a `[[library]]` (add `target = "<target>"`: the system that it was built for)
        16:8 `../x.so` does not lie in the plugin's folder (give a path relative to this file, without `..`)
        17:8 `sha256:00` is not a hash (a hash is `blake3:` and 64 hexadecimal digits; `stratbook plugin build` writes it)
        "#);
    }

    #[test]
    fn an_empty_manifest_says_what_belongs_in_it() {
        let (manifest, found) = parse("");
        assert_eq!(manifest, None);
        insta::assert_snapshot!(found.join("\n"), @r#"
        1:1 `id` is missing (add `id = "okr"`: what documents name the plugin by, and the name of its folder)
        1:1 `version` is missing (add `version = "0.1.0"`: the plugin's own version)
        1:1 `makes` is missing (add `makes = ["report"]`: any of `report`, `rollup`, `check`)
        "#);
    }

    #[test]
    fn broken_toml_is_shown_where_it_breaks() {
        let found = parse("id = \"okr\nversion = \"1\"\n").1;
        assert_eq!(found.len(), 1, "what was lost is not asked for: {found:?}");
        assert!(found[0].starts_with("1:"), "{found:?}");
    }

    #[test]
    fn ids_are_plain() {
        assert!(is_id("okr-2"));
        for wrong in ["", "Okr", "2okr", "okr-", "o_k", "../okr", "ökr", &"a".repeat(65)] {
            assert!(!is_id(wrong), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "(?s).{0,200}") {
            let _ = parse(&text);
        }

        #[test]
        fn no_table_breaks_the_reader(
            key in "(id|version|protocol|makes|reads|limits|library|shortcodes)",
            value in "(1|-1|1e999|\"\"|\"a\"|\\[\\]|\\[1,2\\]|\\[\"a\"\\]|\\{a=1\\}|\\[\\{\\}\\]|true|99999999999999999999|0x10|nan)",
        ) {
            let _ = parse(&format!("{key} = {value}\n"));
        }
    }
}
