//! Content as a whole: files found, bytes decoded, front matter read, through the public functions.

mod discovery;
mod encodings;
mod hostile;
mod laws;
mod schemas;
mod snapshots;

use stratbook_content::{FrontMatter, FrontMatterOptions, Schemas, decode, read_front_matter};
use stratbook_model::{Diagnostic, Levels};

fn options() -> FrontMatterOptions {
    FrontMatterOptions {
        statuses: ["Draft", "Active", "Deprecated"].map(String::from).into(),
        levels: Levels::default(),
        today: jiff::civil::date(2026, 3, 1),
        schemas: Schemas::default(),
        known_keys: vec!["sumary2".to_owned()],
    }
}

fn read(bytes: impl AsRef<[u8]>) -> (FrontMatter, Vec<Diagnostic>) {
    let (source, mut diagnostics) = decode("a.md".into(), bytes);
    let (front_matter, found) = read_front_matter(&source, &options());
    diagnostics.extend(found);
    (front_matter, diagnostics)
}

/// Names of the rules that are reported, in order.
fn names(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect()
}

/// Applies a fix's edits, checking that they are in order and inside the text.
fn apply(text: &str, fix: &stratbook_model::Fix) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut fixed = String::new();
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        assert!(range.start >= done, "edits overlap: {fix:?}");
        fixed.push_str(&text[done..range.start]);
        fixed.push_str(&edit.replacement);
        done = range.end;
    }
    fixed.push_str(&text[done..]);
    fixed
}
