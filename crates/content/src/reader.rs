//! Entries to typed metadata: which key is which field, and which of several counts.

mod relations;
mod values;

use std::collections::HashMap;

use stratbook_model::{Diagnostic, Edit, Metadata, Rule, SourceText, Span, rules};

use crate::fences::{Format, Split};
use crate::fields::{self, FIELDS, Known, Shape};
use crate::front_matter::FrontMatterOptions;
use crate::node::{Data, Entry};
use crate::words::shown;

/// More messages than this about one front matter help nobody.
pub(crate) const MOST: usize = 50;

/// Reads entries into metadata.
pub(crate) struct Reader<'a> {
    source: &'a SourceText,
    options: &'a FrontMatterOptions,
    split: Split,
    diagnostics: Vec<Diagnostic>,
    left_out: usize,
    metadata: Metadata,
}

/// An entry that stands for a field.
#[derive(Clone, Copy)]
struct Candidate<'e> {
    entry: &'e Entry,
    rank: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        source: &'a SourceText,
        options: &'a FrontMatterOptions,
        split: Split,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        Self { source, options, split, diagnostics, left_out: 0, metadata: Metadata::default() }
    }

    pub(crate) fn finish(mut self) -> (Metadata, Vec<Diagnostic>) {
        if self.left_out > 0
            && let Some(last) = self.diagnostics.last_mut()
        {
            last.notes.push(format!("{} more messages about this front matter are left out", self.left_out));
        }
        (self.metadata, self.diagnostics)
    }

    pub(crate) fn read(&mut self, all: &[Entry]) {
        let entries = self.without_doubles(all);
        let mut candidates: Vec<Vec<Candidate<'_>>> = vec![Vec::new(); FIELDS.len()];
        for entry in &entries {
            match self.field_of(entry, all) {
                Some((field, rank)) => candidates[field].push(Candidate { entry, rank }),
                None => self.keep(entry),
            }
        }
        for (field, candidates) in FIELDS.iter().zip(candidates) {
            if field.shape == Shape::Relations {
                for candidate in candidates {
                    self.relations(field.name, &candidate.entry.value);
                }
            } else {
                self.choose(field, candidates);
            }
        }
        self.metadata.relations.sort_by_key(|relation| relation.span);
        self.finish_terms();
        self.check_schemas(&entries);
    }

    /// Reports a finding; the caller may add to it.
    fn report(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
    ) -> Option<&mut Diagnostic> {
        if self.diagnostics.len() >= 2 * MOST {
            self.left_out += 1;
            return None;
        }
        self.diagnostics.push(Diagnostic::at(rule, self.source, span, message));
        self.diagnostics.last_mut()
    }

    fn report_with(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
        fix: Option<Edit>,
    ) {
        let hint = hint.into();
        if let Some(diagnostic) = self.report(rule, span, message) {
            if let Some(edit) = fix {
                *diagnostic = diagnostic.clone().fix(hint.clone(), vec![edit]);
            }
            diagnostic.hint = Some(hint);
        }
    }

    fn raw(&self, span: Span) -> &'a str {
        self.source.text.get(span.range()).unwrap_or_default()
    }

    fn keep(&mut self, entry: &Entry) {
        self.metadata.extra.insert(entry.key.clone(), entry.value.to_json());
    }

    /// Of keys given twice, the last one that is not empty counts; of security levels the most closed.
    fn without_doubles<'e>(&mut self, entries: &'e [Entry]) -> Vec<&'e Entry> {
        let mut at: HashMap<&str, usize> = HashMap::new();
        let mut kept: Vec<&Entry> = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(first) = at.get(&*entry.key).copied() else {
                at.insert(&entry.key, kept.len());
                kept.push(entry);
                continue;
            };
            let before = kept[first];
            let same = before.value.to_json() == entry.value.to_json();
            let closed = |entry: &Entry| {
                let name = entry.value.scalar().unwrap_or_default();
                self.options.levels.find(name).unwrap_or_else(|| self.options.levels.highest())
            };
            let is_level = field_name(&entry.key) == Some("security_level");
            let later_counts = if before.value.is_empty() || entry.value.is_empty() {
                !entry.value.is_empty()
            } else {
                !is_level || closed(entry) > closed(before)
            };
            let message = match (same, later_counts) {
                (true, _) => format!("`{}` is given twice, with the same value", shown(&entry.key)),
                (_, true) => format!("`{}` is given twice; this one counts", shown(&entry.key)),
                (_, false) => format!("`{}` is given twice; the one before counts", shown(&entry.key)),
            };
            let fix = if same { self.line_of(entry) } else { None };
            let hint = if same { "remove one of the two" } else { "keep one, or join the two values" };
            self.report_with(&rules::DUPLICATE_KEY, entry.key_span, message, hint, fix);
            if later_counts {
                kept[first] = entry;
            }
        }
        kept
    }

    /// The edit that removes an entry's line, where it has one to itself.
    fn line_of(&self, entry: &Entry) -> Option<Edit> {
        if self.split.format == Format::Json {
            return None;
        }
        let text = &self.source.text;
        let start = text[..entry.key_span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let end = start + text[start..].find('\n')? + 1;
        let own_line = text[start..entry.key_span.start as usize].trim().is_empty();
        let one_line = entry.value.span.end as usize <= end
            && matches!(entry.value.data, Data::Plain(_) | Data::Text(_));
        let block = self.raw(entry.value.span).starts_with(['|', '>']);
        (own_line && one_line && !block)
            .then(|| Edit { span: Span::new(start, end), replacement: String::new() })
    }

    /// The field that an entry stands for, with reports about its spelling.
    fn field_of(&mut self, entry: &Entry, all: &[Entry]) -> Option<(usize, usize)> {
        let known = fields::recognise(&entry.key)?;
        if let Known::Exact(field, rank) = known {
            return Some((field, rank));
        }
        if self.options.known_keys.contains(&entry.key) {
            return None;
        }
        let means = |other: &Entry, wanted: &str| match fields::recognise(&other.key) {
            Some(Known::Variant(_, _, name)) => name == wanted,
            _ => other.key == wanted,
        };
        let key = shown(&entry.key);
        match known {
            Known::Exact(field, rank) => Some((field, rank)),
            Known::Variant(field, rank, name) => {
                // Where two keys mean one name, neither can simply take it.
                let alone = all.iter().filter(|other| means(other, name)).count() == 1;
                let fix = if alone { self.replace(entry.key_span, name) } else { None };
                let message = format!("`{key}` is read as `{name}`");
                self.report_with(
                    &rules::KEY_SPELLING,
                    entry.key_span,
                    message,
                    format!("write `{name}`"),
                    fix,
                );
                // A rank below all names that are spelt right.
                Some((field, rank + 10))
            }
            Known::Near(field, rank, name, distance) => {
                let level = FIELDS[field].name == "security_level";
                let free = !all.iter().any(|other| field_name(&other.key) == Some(FIELDS[field].name));
                let used = level || distance == 1 && free && fits(entry, FIELDS[field].shape);
                let message = if used {
                    format!("`{key}` is no known key; it is read as `{name}`")
                } else {
                    format!("`{key}` is no known key; did you mean `{name}`?")
                };
                let hint = format!("write `{name}`, or add `{key}` to `known_keys`");
                self.report_with(&rules::MISSPELT_KEY, entry.key_span, message, hint, None);
                used.then_some((field, rank + 20))
            }
        }
    }

    /// Takes the best of the entries that stand for one field, and keeps the others as extra metadata.
    fn choose(&mut self, field: &'static fields::Field, mut candidates: Vec<Candidate<'_>>) {
        if field.name == "updated" {
            self.date_beside(&mut candidates);
        } else if field.name == "created" {
            candidates.retain(|candidate| !self.published(candidate.entry));
        } else if field.name == "security_level" {
            // The most closed counts, so that a second key never opens a document.
            let levels = &self.options.levels;
            candidates.sort_by_key(|candidate| {
                let name = candidate.entry.value.scalar().unwrap_or_default();
                let level = levels.find(name).unwrap_or_else(|| levels.highest());
                (candidate.entry.value.is_empty(), std::cmp::Reverse(level), candidate.rank)
            });
        }
        if field.name != "security_level" {
            candidates.sort_by_key(|candidate| (candidate.entry.value.is_empty(), candidate.rank));
        }
        let mut candidates = candidates.into_iter();
        let Some(best) = candidates.next() else { return };
        for other in candidates.filter(|other| !other.entry.value.is_empty()) {
            if other.entry.value.to_json() == best.entry.value.to_json() {
                continue;
            }
            self.keep(other.entry);
            let (used, kept) = (shown(&best.entry.key), shown(&other.entry.key));
            let message = format!("`{kept}` and `{used}` are names of one field; `{used}` is used");
            self.report_with(
                &rules::SAME_FIELD_TWICE,
                other.entry.key_span,
                message,
                "keep one of them",
                None,
            );
        }
        self.set(field, best.entry);
    }

    /// `date` beside another key for the last change is the day of writing.
    fn date_beside(&mut self, candidates: &mut Vec<Candidate<'_>>) {
        let filled = candidates.iter().filter(|candidate| !candidate.entry.value.is_empty()).count();
        if filled < 2 {
            return;
        }
        if let Some(at) = candidates.iter().position(|candidate| candidate.entry.key == "date") {
            let date = candidates.remove(at);
            self.metadata.created = self.day("date", &date.entry.value);
        }
    }

    /// `published: false` hides a page; `published: 2026-02-21` is a date.
    fn published(&mut self, entry: &Entry) -> bool {
        let flag = match &entry.value.data {
            Data::Plain(text) => values::flag(text),
            _ => None,
        };
        if let Some(flag) = flag {
            self.metadata.draft |= !flag;
        }
        flag.is_some()
    }

    fn finish_terms(&mut self) {
        let is_term =
            |kind: &str| ["term", "glossary term"].contains(&stratbook_model::names::fold(kind).as_str());
        self.metadata.term |= self.metadata.doc_type.as_ref().is_some_and(|kind| is_term(&kind.value));
    }

    fn check_schemas(&mut self, entries: &[&Entry]) {
        let doc_type = self.metadata.doc_type.as_ref().map(|kind| kind.value.clone());
        for violation in self.options.schemas.check(doc_type.as_deref(), entries) {
            let span = violation.span.unwrap_or_else(|| {
                let line = self.source.text.lines().next().map_or(0, |line| line.trim_end().len());
                Span::new(0, line)
            });
            self.report_with(&rules::SCHEMA_VIOLATION, span, violation.message, violation.hint, None);
        }
    }

    /// The edit that writes `new` in place of a scalar, in the quotes that are there.
    fn replace(&self, span: Span, new: &str) -> Option<Edit> {
        let raw = self.raw(span);
        let quote = raw.chars().next().filter(|first| matches!(first, '"' | '\''));
        if let Some(quote) = quote {
            if raw.len() < 2
                || !raw.ends_with(quote)
                || new.contains(['"', '\'', '\\'])
                || raw.starts_with("\"\"\"")
                || raw.starts_with("'''")
            {
                return None;
            }
            let span = Span::new(span.start as usize + 1, span.end as usize - 1);
            return Some(Edit { span, replacement: new.to_owned() });
        }
        if raw.is_empty() || raw.contains('\n') || raw.starts_with(['|', '>', '*', '&', '!']) {
            return None;
        }
        let plain = !new.is_empty()
            && new.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.'))
            && new.starts_with(char::is_alphanumeric);
        let replacement = if plain { new.to_owned() } else { crate::words::quoted(new) };
        Some(Edit { span, replacement })
    }

    /// The edit that puts quotes around what stands there.
    fn quote(&self, span: Span) -> Option<Edit> {
        let raw = self.raw(span);
        let whole = !raw.is_empty() && !raw.contains('\n') && !raw.contains(" #");
        whole.then(|| Edit { span, replacement: crate::words::quoted(raw) })
    }
}

/// The field that a key names, in any spelling.
fn field_name(key: &str) -> Option<&'static str> {
    match fields::recognise(key)? {
        Known::Exact(field, _) | Known::Variant(field, ..) => Some(FIELDS[field].name),
        Known::Near(..) => None,
    }
}

fn fits(entry: &Entry, shape: Shape) -> bool {
    let value = &entry.value;
    let scalar = value.scalar();
    match shape {
        Shape::Text => scalar.is_some(),
        // `input:` may be a key of somebody's own.
        Shape::Data => false,
        Shape::Texts | Shape::CommaTexts | Shape::Relations => {
            scalar.is_some()
                || matches!(&value.data, Data::List(items) if items.iter().all(|item| item.scalar().is_some()))
        }
        Shape::Day => scalar.is_some_and(|text| crate::dates::read(text).is_some()),
        Shape::Number => scalar.is_some_and(|text| text.trim().parse::<f64>().is_ok()),
        Shape::Flag => scalar.is_some_and(|text| values::flag(text).is_some()),
    }
}
