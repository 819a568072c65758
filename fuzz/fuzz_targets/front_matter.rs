//! Any bytes as a file: decoding and reading the front matter end without a panic, and every place lies in the file.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use stratbook_content::{FrontMatterOptions, Schemas, decode, read_front_matter};
use stratbook_model::{Levels, SourceText, Span};

static OPTIONS: LazyLock<FrontMatterOptions> = LazyLock::new(|| FrontMatterOptions {
    statuses: ["Draft", "Active", "Deprecated"].map(str::to_owned).into(),
    levels: Levels::default(),
    today: jiff::civil::date(2026, 1, 1),
    schemas: Schemas::default(),
    known_keys: vec!["campaign".to_owned()],
});

fn check(source: &SourceText, span: Span) {
    assert!(source.text.get(span.range()).is_some(), "{span:?} is no part of the text");
}

fuzz_target!(|bytes: &[u8]| {
    let (source, said) = decode("fuzz.md".into(), bytes);
    let (front_matter, found) = read_front_matter(&source, &OPTIONS);
    check(&source, front_matter.body);
    if let Some(span) = front_matter.span {
        check(&source, span);
        assert!(span.end <= front_matter.body.start, "the body begins before the front matter ends");
    }
    for relation in &front_matter.metadata.relations {
        check(&source, relation.span);
    }
    for diagnostic in said.iter().chain(&found) {
        if let Some(place) = &diagnostic.place {
            assert!(place.line >= 1 && place.column >= 1);
        }
        for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
            check(&source, edit.span);
        }
    }
});
