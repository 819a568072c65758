//! Input that was made to hurt.

use std::fmt::Write as _;

use crate::{names, read};

#[test]
fn deep_nesting_stops_at_a_limit() {
    for text in [
        format!("---\na: {}\n---\nx", "[".repeat(900_000)),
        format!("---\na: {}\n---\nx", "{".repeat(900_000)),
        format!("---\n{}\n---\nx", "- ".repeat(400_000)),
        format!("---\n{}\n---\nx", "? ".repeat(400_000)),
        format!("+++\na = {}\n+++\nx", "[".repeat(100_000)),
        format!("+++\n[{}a]\n+++\nx", "a.".repeat(20_000)),
        format!(";;;\n{{\"a\": {}}}\n;;;\nx", "[".repeat(100_000)),
        format!("{{\"a\": {}{}}}\nx", "[".repeat(100), "]".repeat(100)),
    ] {
        let (front_matter, _) = read(&text);
        assert!(front_matter.body.end as usize == text.len());
    }
    let (front_matter, diagnostics) = read(format!("---\n{}\n---\nx", "[".repeat(10_000_000)));
    assert!(!diagnostics.is_empty());
    assert!(front_matter.body.end > 0);
}

#[test]
fn alias_bombs_stop_at_a_limit() {
    let mut text = "---\ntitle: T\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(text, "a{level}: &a{level} [{aliases}]");
    }
    text.push_str("---\nbody\n");
    let (front_matter, diagnostics) = read(&text);
    assert_eq!(names(&diagnostics), ["front-matter-limit"]);
    assert!(front_matter.damaged);
    assert_eq!(front_matter.metadata.title.expect("was read before the limit").value, "T");
}

#[test]
fn long_keys_and_values_are_shown_short() {
    let text = format!(
        "---\n{}: x\ntitle: {}\nstatus: {}\n---\n",
        "k".repeat(300_000),
        "v".repeat(300_000),
        "s".repeat(300_000)
    );
    let (front_matter, diagnostics) = read(&text);
    assert!(diagnostics.iter().all(|one| one.message.len() < 500));
    assert_eq!(front_matter.metadata.title.expect("is there").value.len(), 300_000);
}

#[test]
fn thousands_of_mistakes_are_counted_not_listed() {
    let (_, diagnostics) = read(format!("---\n{}---\n", "title: a: b\n".repeat(20_000)));
    assert!(diagnostics.len() <= 200, "{}", diagnostics.len());
}
