//! `stratbook.toml` as a tree with places: typed look-ups that report what does not fit.

use std::collections::BTreeMap;

use stratbook_model::{Diagnostic, SourceText, Span, Spanned, rules};
use toml::de::{DeTable, DeValue};

use super::settings::{self, SETTINGS, Setting, Shape};

/// A parsed configuration file and what was wrong with it.
pub(super) struct Reader<'a> {
    source: &'a SourceText,
    values: BTreeMap<String, Spanned<Value>>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Debug, Clone)]
enum Value {
    Text(String),
    Flag(bool),
    Count(u32),
    Number(f64),
    List(Vec<Spanned<String>>),
}

impl<'a> Reader<'a> {
    /// Parses; syntax errors, unknown keys and values of the wrong shape become diagnostics.
    pub(super) fn new(source: &'a SourceText) -> Self {
        let mut reader = Self { source, values: BTreeMap::new(), diagnostics: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        for error in errors {
            let span = error.span().map_or_else(Span::default, |range| Span::new(range.start, range.end));
            reader.diagnostics.push(
                Diagnostic::at(&rules::INVALID_CONFIGURATION, source, span, error.message().to_lowercase())
                    .hint("correct the TOML at this place; the rest of the file is used as it is"),
            );
        }
        reader.walk("", table.get_ref());
        reader
    }

    fn walk(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = if prefix.is_empty() {
                key.get_ref().to_string()
            } else {
                format!("{prefix}.{}", key.get_ref())
            };
            let place = span(&key.span());
            match settings::find(&name) {
                Some(setting) if setting.key == name && setting.shape.is_open() => {
                    match value.get_ref().as_table() {
                        Some(inner) => self.walk(&name, inner),
                        None => self.misfit(setting, span(&value.span()), value.get_ref()),
                    }
                }
                Some(setting) => self.take(setting, name, value.get_ref(), span(&value.span())),
                None => match value.get_ref().as_table() {
                    Some(inner)
                        if SETTINGS.iter().any(|setting| setting.key.starts_with(&format!("{name}."))) =>
                    {
                        self.walk(&name, inner);
                    }
                    _ => self.unknown(&name, place),
                },
            }
        }
    }

    fn take(&mut self, setting: &'static Setting, name: String, value: &DeValue<'_>, place: Span) {
        let taken = match setting.shape {
            Shape::Text | Shape::TextTable => value.as_str().map(|text| Value::Text(text.to_owned())),
            Shape::OneOf(choices) => {
                value.as_str().filter(|text| choices.contains(text)).map(|text| Value::Text(text.to_owned()))
            }
            Shape::Flag => value.as_bool().map(Value::Flag),
            Shape::Count | Shape::CountTable => value
                .as_integer()
                .and_then(|number| number.as_str().replace('_', "").parse().ok())
                .map(Value::Count),
            Shape::NumberTable => number(value).map(Value::Number),
            // Its values are read by who asks for them: that it is a table is all there is to say here.
            Shape::DataTable => value.as_table().map(|_| Value::Flag(true)),
            Shape::List => value.as_array().and_then(|items| {
                items
                    .iter()
                    .map(|item| {
                        item.get_ref().as_str().map(|text| Spanned::new(text.to_owned(), span(&item.span())))
                    })
                    .collect::<Option<Vec<_>>>()
                    .map(Value::List)
            }),
        };
        match taken {
            Some(value) => {
                self.values.insert(name, Spanned::new(value, place));
            }
            None => self.misfit(setting, place, value),
        }
    }

    fn misfit(&mut self, setting: &Setting, place: Span, found: &DeValue<'_>) {
        let wanted = match setting.shape {
            Shape::TextTable => "text".to_owned(),
            Shape::CountTable => "whole number".to_owned(),
            Shape::NumberTable => "number".to_owned(),
            Shape::DataTable => "table".to_owned(),
            shape => shape.words(),
        };
        let found =
            found.as_str().map_or_else(|| format!("this {}", found.type_str()), |text| format!("`{text}`"));
        self.diagnostics.push(
            Diagnostic::at(
                &rules::WRONG_SETTING,
                self.source,
                place,
                format!("`{}` cannot be {found}", setting.key),
            )
            .hint(format!("it takes: {wanted}; without it, {} holds", setting.default)),
        );
    }

    fn unknown(&mut self, name: &str, place: Span) {
        let nearest = SETTINGS
            .iter()
            .map(|setting| (strsim::damerau_levenshtein(name, setting.key), setting.key))
            .min()
            .filter(|(distance, _)| *distance <= 3)
            .map(|(_, key)| key);
        let diagnostic = Diagnostic::at(
            &rules::UNKNOWN_SETTING,
            self.source,
            place,
            format!("there is no setting `{name}`"),
        );
        self.diagnostics.push(match nearest {
            Some(key) => diagnostic.hint(format!("did you mean `{key}`?")),
            None => diagnostic.hint("remove it; the configuration reference lists every setting"),
        });
    }

    /// Reports something about a value that was read.
    pub(super) fn report(&mut self, key: &str, message: impl Into<String>, hint: impl Into<String>) {
        let place = self.values.get(key).map_or_else(Span::default, |value| value.span);
        self.diagnostics.push(Diagnostic::at(&rules::WRONG_SETTING, self.source, place, message).hint(hint));
    }

    /// A text, if it is given and not blank.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        match self.values.get(key).map(|found| &found.value) {
            Some(Value::Text(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => None,
        }
    }

    /// A flag.
    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        match self.values.get(key).map(|found| &found.value) {
            Some(Value::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// A count.
    pub(super) fn count(&self, key: &str) -> Option<u32> {
        match self.values.get(key).map(|found| &found.value) {
            Some(Value::Count(count)) => Some(*count),
            _ => None,
        }
    }

    /// A list of texts.
    pub(super) fn list(&self, key: &str) -> Option<Vec<String>> {
        match self.values.get(key).map(|found| &found.value) {
            Some(Value::List(items)) => Some(items.iter().map(|item| item.value.clone()).collect()),
            _ => None,
        }
    }

    /// The user's own keys of a table of texts.
    pub(super) fn texts(&self, table: &str) -> Vec<(String, String)> {
        self.inside(table)
            .filter_map(|(key, value)| match value {
                Value::Text(text) => Some((key.to_owned(), text.clone())),
                _ => None,
            })
            .collect()
    }

    /// The user's own keys of a table of counts.
    pub(super) fn counts(&self, table: &str) -> Vec<(String, u32)> {
        self.inside(table)
            .filter_map(|(key, value)| match value {
                Value::Count(count) => Some((key.to_owned(), *count)),
                _ => None,
            })
            .collect()
    }

    /// The keys of a table of numbers.
    pub(super) fn numbers(&self, table: &str) -> Vec<(String, f64)> {
        self.inside(table)
            .filter_map(|(key, value)| match value {
                Value::Number(number) => Some((key.to_owned(), *number)),
                _ => None,
            })
            .collect()
    }

    fn inside<'s>(&'s self, table: &'s str) -> impl Iterator<Item = (&'s str, &'s Value)> {
        self.values.iter().filter_map(move |(key, value)| {
            let key = key.strip_prefix(table)?.strip_prefix('.')?;
            Some((key, &value.value))
        })
    }

    /// What was wrong.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    let text = match value {
        DeValue::Float(number) => number.as_str(),
        DeValue::Integer(number) => number.as_str(),
        _ => return None,
    };
    text.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite())
}

fn span(range: &std::ops::Range<usize>) -> Span {
    Span::new(range.start, range.end)
}
