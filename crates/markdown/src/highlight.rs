//! Code as spans with classes, at build time.
//!
//! Common languages are read by a small lexer, since a grammar engine costs more than all the rest of a page
//! together; other languages go through syntect and two-face. Both use the same few classes.

mod grammar;
mod languages;
mod lexer;
mod markup;
mod theme;

pub use theme::theme_css;

use crate::escape::push_escaped;

/// Longer code is shown plain.
const LONGEST: usize = 200_000;

/// What a piece of code is. The class is `h` and the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Comment,
    Text,
    Number,
    Keyword,
    Function,
    Type,
    Property,
    Meta,
    Inserted,
    Deleted,
}

impl Class {
    pub(crate) const ALL: [Self; 10] = [
        Self::Comment,
        Self::Text,
        Self::Number,
        Self::Keyword,
        Self::Function,
        Self::Type,
        Self::Property,
        Self::Meta,
        Self::Inserted,
        Self::Deleted,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Comment => "hc",
            Self::Text => "hs",
            Self::Number => "hn",
            Self::Keyword => "hk",
            Self::Function => "hf",
            Self::Type => "ht",
            Self::Property => "hp",
            Self::Meta => "hm",
            Self::Inserted => "hi",
            Self::Deleted => "hd",
        }
    }
}

/// Collects highlighted code; neighbours of one class become one span.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    html: String,
    open: Option<Class>,
}

impl Sink {
    pub(crate) fn push(&mut self, class: Option<Class>, text: &str) {
        if text.is_empty() {
            return;
        }
        if class != self.open && !(self.open.is_none() && class.is_none()) {
            self.close();
            if let Some(class) = class {
                self.html.push_str("<span class=\"");
                self.html.push_str(class.name());
                self.html.push_str("\">");
            }
            self.open = class;
        }
        push_escaped(&mut self.html, text);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

/// `code` with spans, or `None` where the language is unknown.
pub(crate) fn highlight(language: &str, code: &str) -> Option<String> {
    if language.is_empty() || code.len() > LONGEST {
        return None;
    }
    let language = language.to_ascii_lowercase();
    let mut sink = Sink { html: String::with_capacity(code.len() * 2), open: None };
    match languages::find(&language) {
        Some(languages::Reader::Plain) => return None,
        Some(languages::Reader::Lexer(rules)) => lexer::read(rules, code, &mut sink),
        Some(languages::Reader::Markup) => markup::tags(code, &mut sink),
        Some(languages::Reader::Keys) => markup::keys(code, &mut sink),
        Some(languages::Reader::Diff) => markup::diff(code, &mut sink),
        Some(languages::Reader::Styles) => markup::styles(code, &mut sink),
        None => return grammar::highlight(&language, code),
    }
    Some(sink.finish())
}
