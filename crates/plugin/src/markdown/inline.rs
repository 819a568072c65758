//! What stands within a line.

use std::fmt;
use std::ops::Add;

use super::escape;
use crate::day::Day;
use crate::number::{group, number};

/// What Markdown takes off the ends of a line. A space that does not break is text.
const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

/// Words within a line, already Markdown. Strings and numbers become one as text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Inline {
    markdown: String,
}

/// Text, shown as it is, whatever it contains. White space becomes single spaces.
pub fn text(text: impl AsRef<str>) -> Inline {
    Inline { markdown: escape::escaped(text.as_ref()) }
}

/// Markdown within a line that the plugin means as such. For blocks there is [`Markdown::raw`](super::Markdown::raw).
pub fn md(markdown: impl Into<String>) -> Inline {
    Inline { markdown: markdown.into() }
}

/// Strong words.
pub fn strong(words: impl Into<Inline>) -> Inline {
    words.into().wrapped("**")
}

/// Emphasised words.
pub fn emphasis(words: impl Into<Inline>) -> Inline {
    words.into().wrapped("*")
}

/// Code within a line.
pub fn code(code: impl AsRef<str>) -> Inline {
    let code: String =
        code.as_ref().chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    if code.is_empty() {
        return Inline::default();
    }
    // Between single backticks white space alone stays; beside a backtick, or between spaces, there is one to be taken off.
    let fence = "`".repeat(escape::longest_run(&code, '`') + 1);
    let blank = code.bytes().all(|byte| byte == b' ');
    let spaced = code.starts_with(' ') && code.ends_with(' ');
    let pad = if code.starts_with('`') || code.ends_with('`') || (spaced && !blank) { " " } else { "" };
    Inline { markdown: format!("{fence}{pad}{code}{pad}{fence}") }
}

/// A link. A path that begins with `/` starts at the content folder: `link("/goals/search.md", "Better search")`.
pub fn link(target: impl AsRef<str>, label: impl Into<Inline>) -> Inline {
    let target = target.as_ref();
    let mut address = String::with_capacity(target.len());
    for character in target.chars() {
        match character {
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '\\' => address.push_str("%5C"),
            '|' => address.push_str("%7C"),
            '&' => address.push_str("&amp;"),
            character if character.is_control() => {}
            character => address.push(character),
        }
    }
    let label = label.into().line();
    let label = if label.is_empty() { escape::escaped(target) } else { label };
    if address.contains([' ', '(', ')']) || address.is_empty() {
        address = format!("<{address}>");
    }
    Inline { markdown: format!("[{label}]({address})") }
}

/// A link to a web address, shown as that address. What is no `http` address stays text.
pub fn url(address: impl AsRef<str>) -> Inline {
    let address = address.as_ref().trim();
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    if is_web { link(address, text(address)) } else { text(address) }
}

impl Inline {
    /// Whether nothing would be seen.
    pub fn is_empty(&self) -> bool {
        self.markdown.trim_matches(BLANK).is_empty()
    }

    /// Adds words.
    pub fn push(&mut self, words: impl Into<Inline>) {
        let words = words.into().markdown;
        // Signs that mean something only beside each other.
        match (self.markdown.chars().next_back(), words.chars().next()) {
            (Some('!'), Some('[')) => self.markdown.insert(self.markdown.len() - 1, '\\'),
            (Some(left @ ('%' | '=')), Some(right)) if left == right => self.markdown.push('\\'),
            (Some(':'), Some('/')) => self.markdown.push('\\'),
            _ => {}
        }
        self.markdown.push_str(&words);
    }

    /// The Markdown on one line.
    pub(super) fn line(&self) -> String {
        self.markdown.replace("\r\n", " ").replace(['\n', '\r'], " ").trim_matches(BLANK).to_owned()
    }

    /// The Markdown on one line that stays a paragraph where it begins a block.
    pub(super) fn block_line(&self) -> String {
        escape::guarded(&self.line())
    }

    /// Spaces at the ends go outside: signs beside a space mean nothing.
    fn wrapped(self, sign: &str) -> Self {
        // Beside such signs every white space counts, not only what Markdown takes off a line.
        let inner = self.markdown.trim();
        if inner.is_empty() {
            return self;
        }
        let start = self.markdown.len() - self.markdown.trim_start().len();
        let (before, after) = (&self.markdown[..start], &self.markdown[start + inner.len()..]);
        Self { markdown: format!("{before}{sign}{inner}{sign}{after}") }
    }
}

impl fmt::Display for Inline {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.markdown)
    }
}

impl fmt::Debug for Inline {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.markdown, formatter)
    }
}

impl<T: Into<Inline>> Add<T> for Inline {
    type Output = Self;

    fn add(mut self, words: T) -> Self {
        self.push(words);
        self
    }
}

impl<T: Into<Inline>> FromIterator<T> for Inline {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Self {
        let mut all = Self::default();
        words.into_iter().for_each(|word| all.push(word));
        all
    }
}

macro_rules! from_text {
    ($($type:ty),*) => {
        $(impl From<$type> for Inline {
            fn from(value: $type) -> Self {
                text(value)
            }
        })*
    };
}

macro_rules! from_count {
    ($($type:ty),*) => {
        $(impl From<$type> for Inline {
            fn from(value: $type) -> Self {
                text(group(&value.to_string()))
            }
        })*
    };
}

from_text!(&str, String, &String);
from_count!(i32, i64, u8, u16, u32, u64, usize);

impl From<f64> for Inline {
    fn from(value: f64) -> Self {
        text(number(value))
    }
}

impl From<&Inline> for Inline {
    fn from(words: &Inline) -> Self {
        words.clone()
    }
}

impl From<char> for Inline {
    fn from(character: char) -> Self {
        text(character.to_string())
    }
}

/// For people: `21 November 2026`.
impl From<Day> for Inline {
    fn from(day: Day) -> Self {
        text(day.for_people())
    }
}

/// What may be missing; then a dash stands there.
impl<T: Into<Inline>> From<Option<T>> for Inline {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self { markdown: "–".to_owned() }, Into::into)
    }
}

/// Words in a line, of strings, numbers and other words: `inline!["Reached ", strong(percent(0.4)), "."]`.
#[macro_export]
macro_rules! inline {
    ($($words:expr),* $(,)?) => {{
        #[allow(unused_mut)]
        let mut all = $crate::Inline::default();
        $(all.push($words);)*
        all
    }};
}

/// Cells of a table's row, of strings, numbers and words: `cells!["Search", 12_500, percent(0.4)]`.
#[macro_export]
macro_rules! cells {
    ($($cell:expr),* $(,)?) => {
        [$($crate::Inline::from($cell)),*]
    };
}
