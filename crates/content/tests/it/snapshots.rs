//! What is read from front matter as people write it, and what is said about it.

use std::fmt::Write as _;

use crate::{apply, read};

/// Metadata that is there, then each message with its place and fix.
fn report(text: &str) -> String {
    let (front_matter, diagnostics) = read(text);
    let mut report = String::new();
    let json = serde_json::to_value(&front_matter.metadata).expect("serialises");
    for (key, value) in json.as_object().expect("is an object") {
        let value = brief(value);
        if !(value.is_null()
            || value == serde_json::json!([])
            || value == serde_json::json!({})
            || value == serde_json::json!(false))
        {
            let _ = writeln!(report, "{key} = {value}");
        }
    }
    let body = &text[front_matter.body.range()];
    let _ = writeln!(report, "body {body:?}{}", if front_matter.damaged { ", damaged" } else { "" });
    for one in &diagnostics {
        let place = one.place.as_ref().expect("has a place");
        let _ = write!(
            report,
            "{}:{} {} {}: {}",
            place.line,
            place.column,
            one.severity.name(),
            one.rule.name,
            one.message
        );
        let _ = writeln!(report, "\n    hint: {}", one.hint.as_deref().unwrap_or_default());
        if let Some(fix) = &one.fix {
            let fixed = apply(text, fix);
            let changed = fixed.lines().filter(|line| !text.lines().any(|old| old == *line));
            let _ = writeln!(report, "    fixed: {}", changed.collect::<Vec<_>>().join(" / "));
        }
    }
    report
}

/// Without spans.
fn brief(value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) if map.contains_key("value") && map.contains_key("span") => {
            brief(&map["value"])
        }
        serde_json::Value::Object(map) => map
            .iter()
            .filter(|(key, _)| *key != "span")
            .map(|(key, value)| (key.clone(), brief(value)))
            .collect(),
        serde_json::Value::Array(items) => items.iter().map(brief).collect(),
        other => other.clone(),
    }
}

/// Cases are separated by lines of `=== name`; fences in them are as in a file.
#[test]
fn front_matter_as_people_write_it() {
    let cases = include_str!("cases.txt");
    let mut all = String::new();
    for case in cases.split("\n=== ").skip(1) {
        let (name, text) = case.split_once('\n').expect("has a name");
        let text = text.replace("<TAB>", "\t");
        let _ = writeln!(all, "=== {name}\n{}", report(&text));
    }
    insta::assert_snapshot!(all);
}
