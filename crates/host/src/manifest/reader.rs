//! From TOML with places to a [`Manifest`].

use std::ops::Range;

use stratbook_model::{Diagnostic, Severity, SourceText, Span, rules};
use toml::de::{DeTable, DeValue};

use super::{LibraryEntry, Makes, Manifest, Reads, is_id, keys};
use crate::Limits;

type Spanned<'a> = toml::Spanned<DeValue<'a>>;

pub(super) fn read(source: &SourceText) -> (Option<Manifest>, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut reader = Reader { source, diagnostics: Vec::new() };
    for error in errors {
        let place = error.span().unwrap_or_default();
        reader.wrong(place, error.message().to_lowercase(), "correct the TOML at this place");
    }
    let broken = !reader.diagnostics.is_empty();
    let manifest = reader.manifest(table.get_ref(), broken);
    (manifest, reader.diagnostics)
}

struct Reader<'a> {
    source: &'a SourceText,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn wrong(&mut self, at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let span = Span::new(at.start, at.end);
        self.diagnostics
            .push(Diagnostic::at(&rules::INVALID_MANIFEST, self.source, span, message).hint(hint));
    }

    fn manifest(&mut self, table: &DeTable<'_>, broken: bool) -> Option<Manifest> {
        self.unknown(table, keys::TOP, "");
        let id = self.text(table, "id").filter(|(id, at)| {
            let good = is_id(id);
            if !good {
                self.wrong(
                    at.clone(),
                    format!("`{id}` cannot be a plugin's id"),
                    "lower-case letters, digits and hyphens, beginning with a letter: `id = \"okr\"`",
                );
            }
            good
        });
        // A text that breaks off has lost keys that its author wrote; to ask for them would mislead.
        if !broken {
            self.missing(
                table,
                "id",
                "`id = \"okr\"`: what documents name the plugin by, and the name of its folder",
            );
            self.missing(table, "version", "`version = \"0.1.0\"`: the plugin's own version");
            if get(table, "makes").is_none() && get(table, "shortcodes").is_none() {
                self.missing(table, "makes", "`makes = [\"report\"]`: any of `report`, `rollup`, `check`");
            }
        }
        let name = self.text(table, "name").map(|(text, _)| text);
        let version = self.text(table, "version").map(|(text, _)| text).unwrap_or_default();
        let summary = self.text(table, "summary").map(|(text, _)| text).unwrap_or_default();
        let protocol = self.protocol(table);
        let makes = self.makes(table);
        let reads = self.reads(table);
        let limits = self.limits(table);
        let libraries = self.libraries(table);
        let (id, _) = id?;
        let name = name.unwrap_or_else(|| id.clone());
        Some(Manifest { id, name, version, summary, protocol, makes, reads, limits, libraries })
    }

    fn unknown(&mut self, table: &DeTable<'_>, known: &'static [&'static str], context: &str) {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let typed: &str = key.get_ref();
            let hint = keys::nearest(typed, known).map_or_else(
                || format!("the keys {context}are {}", keys::list(known)),
                |name| format!("did you mean `{name}`?"),
            );
            let span = Span::new(key.span().start, key.span().end);
            let mut diagnostic = Diagnostic::at(
                &rules::INVALID_MANIFEST,
                self.source,
                span,
                format!("`{typed}` is not a key {context}").trim_end(),
            )
            .hint(hint);
            // A newer Stratbook may know it: it is said, and the plugin is used.
            diagnostic.severity = Severity::Warning;
            self.diagnostics.push(diagnostic);
        }
    }

    fn missing(&mut self, table: &DeTable<'_>, key: &str, hint: &str) {
        if get(table, key).is_none() {
            self.wrong(0..0, format!("`{key}` is missing"), format!("add {hint}"));
        }
    }

    fn misfit(&mut self, value: &Spanned<'_>, key: &str, wanted: &str) {
        let written = self.source.text.get(value.span()).unwrap_or_default();
        let found = if written.is_empty() || written.len() > 60 || written.contains('\n') {
            format!("this {}", value.get_ref().type_str())
        } else {
            format!("`{written}`")
        };
        self.wrong(value.span(), format!("`{key}` cannot be {found}"), format!("it takes {wanted}"));
    }

    fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<(String, Range<usize>)> {
        let value = get(table, key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.misfit(value, key, "a text in quotes");
        }
        text.map(|text| (text.to_owned(), value.span()))
    }

    fn flag(&mut self, table: &DeTable<'_>, key: &str) -> bool {
        let Some(value) = get(table, key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.misfit(value, key, "`true` or `false`");
            false
        })
    }

    fn list(&mut self, table: &DeTable<'_>, key: &str, wanted: &str) -> Vec<(String, Range<usize>)> {
        let Some(value) = get(table, key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.misfit(value, key, wanted);
            return Vec::new();
        };
        let mut taken = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => taken.push((text.to_owned(), item.span())),
                None => self.misfit(item, key, wanted),
            }
        }
        taken
    }

    fn protocol(&mut self, table: &DeTable<'_>) -> (u32, u32) {
        let fallback = (1, 1);
        let Some(value) = get(table, "protocol") else { return fallback };
        let wanted = "two whole numbers, the oldest and the newest protocol: `protocol = [1, 1]`";
        let numbers: Option<Vec<u32>> = value
            .get_ref()
            .as_array()
            .and_then(|items| items.iter().map(|item| whole(item.get_ref())).collect());
        match numbers.as_deref() {
            Some(&[low, high]) if low >= 1 && low <= high => (low, high),
            _ => {
                self.misfit(value, "protocol", wanted);
                fallback
            }
        }
    }

    fn makes(&mut self, table: &DeTable<'_>) -> Makes {
        let mut makes = Makes::default();
        for (word, at) in self.list(table, "makes", "a list of `report`, `rollup`, `check`") {
            match word.as_str() {
                "report" => makes.report = true,
                "rollup" => makes.rollup = true,
                "check" => makes.check = true,
                _ => {
                    let hint = keys::nearest(&word, keys::MAKES).map_or_else(
                        || {
                            format!(
                                "`makes` lists {}; shortcodes are listed in `shortcodes`",
                                keys::list(keys::MAKES)
                            )
                        },
                        |name| format!("did you mean `{name}`?"),
                    );
                    self.wrong(at, format!("a plugin cannot make `{word}`"), hint);
                }
            }
        }
        for (key, _) in self.list(table, "checks", "a list of front-matter keys: `checks = [\"okr\"]`") {
            makes.check_keys.push(key);
        }
        for (name, at) in self.list(table, "shortcodes", "a list of names: `shortcodes = [\"okr-status\"]`") {
            if is_id(&name) {
                makes.shortcodes.push(name);
            } else {
                let hint = "lower-case letters, digits and hyphens, beginning with a letter";
                self.wrong(at, format!("`{name}` cannot be a shortcode's name"), hint);
            }
        }
        makes
    }

    fn table<'t, 'v>(&mut self, table: &'t DeTable<'v>, key: &str) -> Option<&'t DeTable<'v>> {
        let value = get(table, key)?;
        let inner = value.get_ref().as_table();
        if inner.is_none() {
            self.misfit(value, key, &format!("a table: `[{key}]`"));
        }
        inner
    }

    fn reads(&mut self, table: &DeTable<'_>) -> Reads {
        let Some(table) = self.table(table, "reads") else { return Reads::default() };
        self.unknown(table, keys::READS, "of `[reads]` ");
        let documents = self.flag(table, "documents");
        let search = self.flag(table, "search");
        let mut reports = Vec::new();
        for (name, at) in
            self.list(table, "reports", "a list of plugins: `reports = [\"smart\"]`, or `[\"*\"]` for all")
        {
            if name == "*" || is_id(&name) {
                reports.push(name);
            } else {
                self.wrong(
                    at,
                    format!("`{name}` cannot be a plugin's id"),
                    "name plugins by id, or `*` for all",
                );
            }
        }
        Reads { documents, search, reports }
    }

    fn limits(&mut self, table: &DeTable<'_>) -> Limits {
        let mut limits = Limits::default();
        let Some(table) = self.table(table, "limits") else { return limits };
        self.unknown(table, keys::LIMITS, "of `[limits]` ");
        if let Some(value) = get(table, "seconds") {
            match number(value.get_ref()).filter(|seconds| seconds.is_finite() && *seconds > 0.0) {
                Some(seconds) => limits.seconds = seconds,
                None => self.misfit(value, "seconds", "a number above 0: `seconds = 2.5`"),
            }
        }
        for (key, limit) in [("memory_mib", &mut limits.memory_mib), ("answer_mib", &mut limits.answer_mib)] {
            if let Some(value) = get(table, key) {
                match whole(value.get_ref()).filter(|number| *number > 0) {
                    Some(number) => *limit = u64::from(number),
                    None => self.misfit(value, key, &format!("a whole number of MiB above 0: `{key} = 64`")),
                }
            }
        }
        limits
    }

    fn libraries(&mut self, table: &DeTable<'_>) -> Vec<LibraryEntry> {
        let Some(value) = get(table, "library") else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.misfit(value, "library", "one table for each system: `[[library]]`");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.library(item)).collect()
    }

    fn library(&mut self, item: &Spanned<'_>) -> Option<LibraryEntry> {
        let Some(table) = item.get_ref().as_table() else {
            self.misfit(item, "library", "one table for each system: `[[library]]`");
            return None;
        };
        self.unknown(table, keys::LIBRARY, "of a `[[library]]` ");
        for (key, hint) in [
            ("target", format!("`target = \"{}\"`: the system that it was built for", crate::TARGET)),
            ("file", "`file = \"libokr.so\"`: the library, relative to this file".to_owned()),
        ] {
            if get(table, key).is_none() {
                self.wrong(
                    item.span(),
                    format!("`{key}` is missing in a `[[library]]`"),
                    format!("add {hint}"),
                );
            }
        }
        let target = self.text(table, "target");
        let file = self.text(table, "file").filter(|(file, at)| {
            let inside = is_inside(file);
            if !inside {
                let message = format!("`{file}` does not lie in the plugin's folder");
                self.wrong(at.clone(), message, "give a path relative to this file, without `..`");
            }
            inside
        });
        let hash = self.text(table, "hash").and_then(|(text, at)| {
            let hash = text.parse().ok();
            if hash.is_none() {
                let hint =
                    "a hash is `blake3:` and 64 hexadecimal digits; `stratbook plugin build` writes it";
                self.wrong(at, format!("`{text}` is not a hash"), hint);
            }
            hash
        });
        Some(LibraryEntry { target: target?.0, file: file?.0, hash })
    }
}

fn get<'t, 'v>(table: &'t DeTable<'v>, key: &str) -> Option<&'t Spanned<'v>> {
    table.get(key)
}

/// A path that cannot leave the folder it is relative to, on any system.
fn is_inside(file: &str) -> bool {
    !file.is_empty()
        && !file.contains(['\\', ':', '\0'])
        && file.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

fn whole(value: &DeValue<'_>) -> Option<u32> {
    value
        .as_integer()
        .filter(|number| number.radix() == 10)
        .and_then(|number| number.as_str().replace('_', "").parse().ok())
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    let text = value
        .as_integer()
        .filter(|number| number.radix() == 10)
        .map(toml::de::DeInteger::as_str)
        .or_else(|| value.as_float().map(toml::de::DeFloat::as_str))?;
    text.replace('_', "").parse().ok()
}
