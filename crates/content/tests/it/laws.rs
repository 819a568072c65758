//! What holds for any text.

use proptest::prelude::*;
use stratbook_content::{decode, read_front_matter};
use stratbook_model::Diagnostic;

use crate::{apply, options};

/// Whether something with the same rule is still said about the same key or value.
fn said(diagnostics: &[Diagnostic], one: &Diagnostic) -> usize {
    diagnostics.iter().filter(|other| other.rule.code == one.rule.code).count()
}

fn check(bytes: &[u8]) {
    let (source, decoded) = decode("a.md".into(), bytes);
    let text = source.text.clone();
    let (front_matter, found) = read_front_matter(&source, &options());
    let body = front_matter.body;
    assert!(text.get(body.range()).is_some());
    assert_eq!(body.range().end, text.len());
    if let Some(span) = front_matter.span {
        assert!(text.get(span.range()).is_some() && span.end <= body.start);
    }
    for relation in &front_matter.metadata.relations {
        assert!(text.get(relation.span.range()).is_some());
    }
    for diagnostic in decoded.iter().chain(&found) {
        let place = diagnostic.place.as_ref().expect("all have places");
        assert!(text.get(place.span.range()).is_some(), "{diagnostic:?}");
        assert!(diagnostic.hint.is_some(), "{diagnostic:?}");
        assert!(!diagnostic.message.ends_with('.'), "{diagnostic:?}");
    }
    for diagnostic in &found {
        let Some(fix) = &diagnostic.fix else { continue };
        let fixed = apply(&text, fix);
        let (source, _) = decode("a.md".into(), &fixed);
        let (_, after) = read_front_matter(&source, &options());
        assert!(
            said(&after, diagnostic) < said(&found, diagnostic),
            "the fix does not help: {diagnostic:#?}\nbefore: {text:?}\nafter: {fixed:?}\n{after:#?}"
        );
    }
}

/// Lines of the kind that people get wrong.
fn line() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        Just("title"),
        Just("Title"),
        Just("tags"),
        Just("status"),
        Just("updated"),
        Just("date"),
        Just("related"),
        Just("security_level"),
        Just("Security-Level"),
        Just("sumary"),
        Just("version"),
        Just("draft"),
        Just("order"),
        Just("aliases"),
        Just("other key"),
        Just("'summary'"),
    ];
    let value = prop_oneof![
        Just(""),
        Just("AI: a guide"),
        Just("@anna"),
        Just("`code`"),
        Just("[VARIABLE]: x"),
        Just("[a, b]"),
        Just("[[Plan]]"),
        Just("\"open"),
        Just("'it's'"),
        Just("\"a \"b\" c\""),
        Just("active"),
        Just("' Active '"),
        Just("2026/02/21"),
        Just("2030-01-01"),
        Just("03/04/2026"),
        Just("1.10"),
        Just("#tag"),
        Just("|\n  text: more\n"),
        Just("&a [x]"),
        Just("*a"),
        Just("public"),
        Just("{{title}}"),
        Just("Ärger: ja"),
        Just("yes"),
        Just("a # comment"),
        Just("- x"),
        Just("\n  - one\n  - two: three"),
        Just("\n- #ai\n- b"),
        Just("\n\t- x"),
        Just("\n  a: b\n c: d"),
        Just("!x y"),
        Just("\"C:\\path\""),
        Just("C:\\path: x"),
        Just("x\u{FFFD}: y"),
        Just("'a' b"),
        Just("%x: y"),
    ];
    let indent = prop_oneof![8 => Just(""), 1 => Just(" "), 1 => Just("  "), 1 => Just("\t")];
    let colon = prop_oneof![8 => Just(": "), 1 => Just(":"), 1 => Just(":\t")];
    (indent, key, colon, value).prop_map(|(indent, key, colon, value)| format!("{indent}{key}{colon}{value}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn any_text_between_fences(text in "\\PC{0,200}", fence in "(---|\\+\\+\\+|;;;|---json)") {
        check(format!("{fence}\n{text}\n{}\nbody", &fence[..3]).as_bytes());
    }

    #[test]
    fn yaml_like_text(text in "[a-z:#\\[\\]{}\"'|>&*!@%`?\\-, \t\n\r]{0,80}") {
        check(format!("---\n{text}\n---\nbody").as_bytes());
    }

    #[test]
    fn slips(lines in prop::collection::vec(line(), 1..6), end in "(\n|\r\n)", closed in any::<bool>()) {
        let fence = if closed { "---\nbody\n" } else { "\nbody\n" };
        let text = format!("---\n{}\n{fence}", lines.join("\n"));
        check(text.replace('\n', &end).as_bytes());
    }
}
