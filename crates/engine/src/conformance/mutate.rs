//! Inputs made from an example, for a plugin to stand.

use serde_json::{Map, Value, json};

/// Stands in texts; in Markdown that was made from them it must be escaped.
pub(super) const TAG: &str = "<script>stand()</script>";

/// Texts that break what is not careful.
const TEXTS: &[(&str, &str)] = &[
    ("empty text", ""),
    ("blank text", " \t "),
    ("HTML", TAG),
    ("Markdown", "# a | b\n\n```\n[x](y) **z** ~~~ [[w]] ![i](j)\n\n---\n"),
    ("right to left", "\u{202e}مرحبا שלום\u{202c}"),
    ("emoji", "👩‍👩‍👧‍👦🏳️‍🌈"),
    ("control characters", "a\u{0}b\u{1b}[31mc\u{7f}"),
    ("combining marks", "Z\u{35c}\u{35d}a\u{308}\u{308}"),
];

/// Trials of one kind never exceed this many.
const MOST: usize = 60;

type Trials = Vec<(String, Value)>;

/// Whole inputs, and each part of them, of another kind. The host would refuse most of them before the plugin sees them;
/// a plugin that relies on that falls with the first host that is newer than its schema.
pub(super) fn of_other_kinds(example: &Value) -> Trials {
    let others = [
        json!(null),
        json!(true),
        json!(7),
        json!(-0.5),
        json!("text"),
        json!([]),
        json!({}),
        json!([[[[]]]]),
    ];
    let mut trials: Trials = others.iter().map(|other| (format!("inputs: {other}"), other.clone())).collect();
    for (at, pointer) in pointers(example).into_iter().enumerate() {
        let other = &others[at % others.len()];
        trials.push((format!("{pointer}: {other}"), with(example, &pointer, other.clone())));
        if trials.len() > MOST {
            break;
        }
    }
    trials
}

/// Every text of the inputs in turn as something that is hard to show.
pub(super) fn with_other_texts(example: &Value) -> Trials {
    let texts: Vec<String> = pointers(example)
        .into_iter()
        .filter(|pointer| example.pointer(pointer).is_some_and(Value::is_string))
        .collect();
    TEXTS
        .iter()
        .map(|(name, text)| {
            let changed =
                texts.iter().fold(example.clone(), |value, pointer| with(&value, pointer, json!(text)));
            ((*name).to_owned(), changed)
        })
        .collect()
}

/// All numbers as large, small, zero or below.
pub(super) fn with_other_numbers(example: &Value) -> Trials {
    let numbers: Vec<String> = pointers(example)
        .into_iter()
        .filter(|pointer| example.pointer(pointer).is_some_and(Value::is_number))
        .collect();
    [json!(0), json!(-1), json!(1e308), json!(-1e308), json!(5e-324), json!(i64::MAX), json!(u64::MAX)]
        .into_iter()
        .map(|number| {
            let changed =
                numbers.iter().fold(example.clone(), |value, pointer| with(&value, pointer, number.clone()));
            (format!("all numbers {number}"), changed)
        })
        .collect()
}

/// Long texts, long lists, deep groups.
pub(super) fn enlarged(example: &Value) -> Trials {
    let mut trials = Vec::new();
    let all = pointers(example);
    if let Some(pointer) = all.iter().find(|pointer| example.pointer(pointer).is_some_and(Value::is_string)) {
        trials.push((
            format!("{pointer}: a text of 1 MB"),
            with(example, pointer, json!("a b ".repeat(262_144))),
        ));
    }
    for pointer in all.iter().filter(|pointer| example.pointer(pointer).is_some_and(Value::is_array)).take(4)
    {
        let items = example.pointer(pointer).and_then(Value::as_array).cloned().unwrap_or_default();
        let many: Vec<Value> =
            items.iter().cycle().take(if items.is_empty() { 0 } else { 1000 }).cloned().collect();
        trials.push((
            format!("{pointer}: a list of {}", many.len()),
            with(example, pointer, Value::Array(many)),
        ));
    }
    let mut deep = json!("end");
    for _ in 0..60 {
        deep = json!({ "a": [deep] });
    }
    let mut whole = example.as_object().cloned().unwrap_or_default();
    whole.insert("unknown".to_owned(), deep);
    trials.push(("an unknown key, 120 levels deep".to_owned(), Value::Object(whole)));
    trials
}

/// Keys of a schema that nobody described.
pub(super) fn undescribed(schema: &Value) -> Vec<String> {
    let none = Map::new();
    let mut missing = Vec::new();
    let defs = schema.get("$defs").and_then(Value::as_object).unwrap_or(&none);
    let groups = std::iter::once(("", schema)).chain(defs.iter().map(|(name, group)| (name.as_str(), group)));
    for (name, group) in groups {
        let properties = group.get("properties").and_then(Value::as_object).unwrap_or(&none);
        for (key, property) in properties {
            // A reference takes the words of what it refers to.
            let described =
                ["description", "$ref", "anyOf", "allOf"].iter().any(|word| property.get(word).is_some());
            if !described {
                let dot = if name.is_empty() { "" } else { "." };
                missing.push(format!("`{name}{dot}{key}` has no description"));
            }
        }
    }
    missing
}

/// JSON Pointers of all values within, from the outside in.
fn pointers(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut pending = vec![(String::new(), value)];
    while let Some((at, value)) = pending.pop() {
        if !at.is_empty() {
            found.push(at.clone());
        }
        match value {
            Value::Array(items) => {
                pending.extend(items.iter().enumerate().map(|(index, item)| (format!("{at}/{index}"), item)));
            }
            Value::Object(members) => pending.extend(members.iter().map(|(key, member)| {
                (format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), member)
            })),
            _ => {}
        }
    }
    found.sort();
    found
}

fn with(value: &Value, pointer: &str, new: Value) -> Value {
    let mut value = value.clone();
    if let Some(place) = value.pointer_mut(pointer) {
        *place = new;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_tried() {
        let example = json!({ "name": "A", "list": [1, { "b/c": 2 }] });
        assert_eq!(pointers(&example), ["/list", "/list/0", "/list/1", "/list/1/b~1c", "/name"]);
        assert!(of_other_kinds(&example).iter().any(|(what, _)| what.starts_with("/list/1/b~1c")));
        assert!(with_other_texts(&example).iter().all(|(_, value)| value["name"] != "A"));
        assert!(with_other_numbers(&example).iter().all(|(_, value)| value["list"][0] != 1));
        assert!(
            enlarged(&example)
                .iter()
                .any(|(_, value)| value["list"].as_array().is_some_and(|list| list.len() == 1000))
        );
    }

    #[test]
    fn keys_without_words_are_named() {
        let schema = json!({
            "properties": { "a": { "type": "string" }, "b": { "description": "B." } },
            "$defs": { "D": { "properties": { "c": {} } } },
        });
        assert_eq!(undescribed(&schema), ["`a` has no description", "`D.c` has no description"]);
    }
}
