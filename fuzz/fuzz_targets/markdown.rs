//! Any text as a body: parsing, rendering and the plain twin end without a panic, and every place lies in the file.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use stratbook_markdown::{Embedded, HtmlPolicy, Options, Part, Resolver, Target, Term, Terms};
use stratbook_model::{SourceText, Span};

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    Terms::new(["churn", "source of truth"].map(|name| Term {
        name: name.to_owned(),
        href: "/glossary/".to_owned(),
        definition: "a \"term\" <with> marks".to_owned(),
    }))
});

/// Leads every link to one of the possible ends, in turn.
struct Turns;

impl Resolver for Turns {
    fn link(&self, index: usize) -> Target {
        match index % 4 {
            0 => Target::Internal { href: "/a \"b\"/".to_owned(), text: Some("<b>".to_owned()) },
            1 => Target::External("https://example.org/?a=1&b=2".to_owned()),
            2 => Target::Text((index % 8 == 2).then(|| "withheld & gone".to_owned())),
            _ => Target::Broken,
        }
    }

    fn embed(&self, index: usize) -> Embedded {
        match index % 5 {
            0 => Embedded::Html { html: "<p>in</p>".to_owned(), title: "T & t".to_owned(), href: "/t/".to_owned() },
            1 => Embedded::Image("/i.png".to_owned()),
            2 => Embedded::File("/f.pdf".to_owned()),
            3 => Embedded::Text(None),
            _ => Embedded::Broken,
        }
    }

    fn shortcode(&self, index: usize) -> Option<String> {
        (index % 2 == 0).then(|| "<em>form</em>".to_owned())
    }
}

fuzz_target!(|bytes: &[u8]| {
    // The first byte chooses the options, so that one corpus serves all of them.
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let source = SourceText::new("fuzz.md", text);
    let body = Span::new(0, source.text.len());
    let options = Options {
        html: [HtmlPolicy::Allow, HtmlPolicy::Sanitize, HtmlPolicy::Escape][usize::from(choice) % 3],
        math: choice & 4 != 0,
        mermaid: choice & 8 != 0,
        shortcodes: vec!["form".to_owned()],
    };
    let (outline, _) = stratbook_markdown::parse(&source, body, &options);
    for span in outline.links.iter().map(|link| link.span).chain(outline.headings.iter().map(|heading| heading.span)) {
        assert!(source.text.get(span.range()).is_some(), "{span:?} is no part of the text");
    }
    let terms = (choice & 16 != 0).then_some(&*TERMS);
    let first = outline.headings.first().map_or("none", |heading| &heading.anchor);
    for part in [Part::Whole, Part::WithoutTitle, Part::Section(first)] {
        stratbook_markdown::render(&source, body, part, &outline, &options, terms, &Turns);
    }
    stratbook_markdown::twin(&source, body, &outline, &Turns);
});
