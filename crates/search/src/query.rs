//! What a person typed, taken apart. Nothing is an error: what cannot be read as syntax is searched as text.

mod parse;

use crate::Language;
use crate::schema::facet_value;

/// A question, taken apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// As typed.
    pub text: String,
    /// Words to look for, best match first. Stop words are left out unless there is nothing else.
    pub words: Vec<Word>,
    /// All of it as a document's name would be, stop words included; empty where syntax was used.
    pub name: String,
    /// Phrases that a document must have.
    pub phrases: Vec<Vec<String>>,
    /// Words that must be in the title.
    pub title: Vec<String>,
    /// Words and phrases that a document must not have.
    pub without: Vec<Vec<String>>,
    /// Words that a title must not have, all of one list at once.
    pub without_title: Vec<Vec<String>>,
    /// What a document must be.
    pub filters: Vec<Filter>,
    /// What could not be read as it may have been meant.
    pub hints: Vec<String>,
}

/// A word of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub surface: String,
    /// Whether it may be only begun: the last one, with nothing after it.
    pub open: bool,
    /// Its number among all words of the question, those left out included: pairs are read from it.
    pub position: u32,
    /// Whether it is several parts read as one.
    pub joined: bool,
}

/// What a document must be, or must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// What is asked for: `tag`, `type`, `status`, `owner`, `audience`, `level`, `in`, `id`, `updated`.
    pub key: String,
    /// How it is compared; all but `updated` are only ever equal.
    pub compare: Compare,
    /// The value, normalised.
    pub value: String,
    /// Whether it must not be so.
    pub not: bool,
}

/// How a date is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// Equal, or within the month or year that is named.
    Equal,
    /// Earlier.
    Before,
    /// Earlier or equal.
    UpTo,
    /// Later.
    After,
    /// Later or equal.
    From,
}

/// The keys that can be filtered by, with the other names under which they are known.
pub const FILTERS: &[(&str, &[&str])] = &[
    ("tag", &["tags"]),
    ("type", &["doc_type", "kind"]),
    ("status", &[]),
    ("owner", &["owner_team", "team", "steward"]),
    ("audience", &["target_audience", "for"]),
    ("level", &["security_level", "clearance"]),
    ("in", &["folder", "path"]),
    ("id", &[]),
    ("updated", &["date"]),
];

/// Words of a question beyond this number are left out.
pub(crate) const MOST_WORDS: usize = 48;
/// A question longer than this is cut.
pub(crate) const LONGEST: usize = 4096;

impl Query {
    /// Takes `text` apart, as a question in `language`.
    pub fn parse(text: &str, language: Language) -> Self {
        parse::parse(text, language)
    }

    /// Adds a filter given as `key=value` or `key:value` beside the question. Tells why not where it cannot be read.
    pub fn filter(&mut self, given: &str) -> Result<(), String> {
        let (key, value) = given
            .split_once(['=', ':'])
            .ok_or_else(|| format!("`{given}` is no filter: write it as `key=value`"))?;
        self.filters.push(Filter::new(key.trim(), value.trim(), false)?);
        Ok(())
    }

    /// Whether it asks for nothing at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty() && self.title.is_empty() && self.filters.is_empty()
    }
}

/// Whether there is such a year, month or day.
fn exists(parts: &[&str]) -> bool {
    let number = |at: usize| parts.get(at).map_or(Ok(1), |part| part.parse::<i16>());
    let (Ok(year), Ok(month), Ok(day)) = (number(0), number(1), number(2)) else { return false };
    i8::try_from(month)
        .ok()
        .zip(i8::try_from(day).ok())
        .is_some_and(|(month, day)| jiff::civil::Date::new(year, month, day).is_ok())
}

impl Filter {
    /// Reads a filter. Tells what is wrong with it, and what would be right.
    pub fn new(key: &str, value: &str, not: bool) -> Result<Self, String> {
        let folded = key.to_lowercase();
        let key = FILTERS
            .iter()
            .find(|(name, others)| *name == folded || others.contains(&folded.as_str()))
            .map(|(name, _)| *name)
            .ok_or_else(|| {
                let known: Vec<&str> = FILTERS.iter().map(|(name, _)| *name).collect();
                format!("`{key}` cannot be filtered by; known are {}", known.join(", "))
            })?;
        if key == "updated" {
            return Self::date(value, not);
        }
        let value = value.trim().trim_matches('"');
        let value = if key == "in" { value.trim_matches('/').trim_end_matches("/**") } else { value };
        let value = facet_value(value);
        if value.is_empty() {
            return Err(format!("`{key}:` needs a value"));
        }
        Ok(Self { key: key.to_owned(), compare: Compare::Equal, value, not })
    }

    fn date(value: &str, not: bool) -> Result<Self, String> {
        let value = value.trim().trim_matches('"');
        let (compare, date) = [
            (">=", Compare::From),
            ("<=", Compare::UpTo),
            (">", Compare::After),
            ("<", Compare::Before),
            ("=", Compare::Equal),
        ]
        .iter()
        .find_map(|(sign, compare)| value.strip_prefix(sign).map(|rest| (*compare, rest.trim())))
        .unwrap_or((Compare::Equal, value));
        let parts: Vec<&str> = date.split('-').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !digits || !matches!(lengths.as_slice(), [4] | [4, 2] | [4, 2, 2]) || !exists(&parts) {
            return Err(format!("`{date}` is no date: write it as 2026-01-31, 2026-01 or 2026"));
        }
        Ok(Self { key: "updated".to_owned(), compare, value: date.to_owned(), not })
    }

    /// Whether a document of this date is let through, `not` aside.
    pub(crate) fn admits(&self, date: &str) -> bool {
        // A month stands for all of its days: compared by as much of the date as was named.
        let part = date.get(..self.value.len()).unwrap_or(date);
        match self.compare {
            Compare::Equal => part == self.value,
            Compare::Before => part < self.value.as_str(),
            Compare::UpTo => part <= self.value.as_str(),
            Compare::After => part > self.value.as_str(),
            Compare::From => part >= self.value.as_str(),
        }
    }
}
