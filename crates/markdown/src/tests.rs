//! Laws that hold for any input, and pages as readers get them.

mod balance;
mod charts;
mod fences;
mod laws;
mod pages;

use std::cell::RefCell;

use stratbook_model::{SourceText, Span};

use crate::{Embedded, Options, Part, Resolver, Target, parse, render, twin};

/// Line, column, excerpt at the place, message and hint of each diagnostic.
fn told(text: &str) -> Vec<(u32, u32, String, String, String)> {
    let (source, body) = source(text);
    let told = parse(&source, body, &Options::default()).1;
    told.iter()
        .map(|one| {
            let place = one.place.as_ref().expect("a place");
            let excerpt = text[place.span.range()].to_owned();
            (place.line, place.column, excerpt, one.message.clone(), one.hint.clone().unwrap_or_default())
        })
        .collect()
}

/// Sends every link to a place that shows its number, and remembers who asked.
#[derive(Default)]
struct Recorder {
    asked: RefCell<Vec<usize>>,
}

impl Resolver for Recorder {
    fn link(&self, index: usize) -> Target {
        self.asked.borrow_mut().push(index);
        match index % 5 {
            3 => Target::Broken,
            4 => Target::External(format!("https://example.org/{index}")),
            _ => Target::Internal { href: format!("/to-{index}/"), text: Some(format!("Title {index}")) },
        }
    }

    fn embed(&self, index: usize) -> Embedded {
        self.asked.borrow_mut().push(index);
        match index % 3 {
            0 => Embedded::Image(format!("/image-{index}.png")),
            1 => Embedded::Html {
                html: "<p>Inside</p>\n".to_owned(),
                title: "Note".to_owned(),
                href: "/note/".to_owned(),
            },
            _ => Embedded::Text(None),
        }
    }

    fn shortcode(&self, index: usize) -> Option<String> {
        index.is_multiple_of(2).then(|| format!("<div>shortcode {index}</div>"))
    }
}

/// Knows nothing.
struct Nothing;

impl Resolver for Nothing {
    fn link(&self, _: usize) -> Target {
        Target::Text(Some("withheld".to_owned()))
    }

    fn embed(&self, _: usize) -> Embedded {
        Embedded::Text(None)
    }

    fn shortcode(&self, _: usize) -> Option<String> {
        None
    }
}

fn source(text: &str) -> (SourceText, Span) {
    (SourceText::new("page.md", text), Span::new(0, text.len()))
}

fn codes(text: &str) -> Vec<&'static str> {
    let (source, body) = source(text);
    parse(&source, body, &Options::default()).1.iter().map(|diagnostic| diagnostic.rule.name).collect()
}

fn html_of(text: &str, part: Part<'_>, options: &Options) -> String {
    let (source, body) = source(text);
    let (outline, _) = parse(&source, body, options);
    render(&source, body, part, &outline, options, None, &Recorder::default()).html
}

fn html(text: &str) -> String {
    html_of(text, Part::Whole, &Options::default())
}

fn html_with(text: &str, resolver: &dyn Resolver) -> String {
    let (source, body) = source(text);
    let (outline, _) = parse(&source, body, &Options::default());
    render(&source, body, Part::Whole, &outline, &Options::default(), None, resolver).html
}

fn twin_of(text: &str, resolver: &dyn Resolver) -> String {
    let (source, body) = source(text);
    let (outline, _) = parse(&source, body, &Options::default());
    twin(&source, body, &outline, resolver)
}
