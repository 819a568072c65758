//! The page of front-matter fields, from the JSON Schema that editors get.

use std::fmt::Write as _;

use serde_json::Value;

use crate::page::{Page, cell};

/// The page.
pub(crate) fn page() -> Page {
    Page {
        file: "front-matter.md",
        title: "Front matter",
        summary: "Every front-matter field that Stratbook knows: its type, other spellings, and what it is for.",
        tag: "front-matter",
        order: 40,
        questions: &[
            "Which front-matter fields are known?",
            "Which other spellings of a field are accepted?",
        ],
        body: body(&stratbook_content::front_matter_schema()),
    }
}

fn body(schema: &Value) -> String {
    let mut text = String::from(
        "All fields are optional, and empty values count as absent. Other keys are kept as they are and reach the templates; \
         one that looks like a misspelt field is reported. Editors complete the fields from the JSON Schema that \
         `stratbook schema` prints.\n\n\
         | Field | Other names | Type | Meaning |\n| --- | --- | --- | --- |\n",
    );
    let properties = schema["properties"].as_object();
    let fields = || properties.into_iter().flatten();
    for (name, field) in fields().filter(|(_, field)| synonym_of(field).is_none()) {
        let others = fields()
            .filter(|(_, other)| synonym_of(other) == Some(name))
            .map(|(other, _)| format!("`{other}`"));
        let others = others.collect::<Vec<_>>().join(", ");
        let meaning = field["description"].as_str().unwrap_or_default();
        let _ =
            writeln!(text, "| `{name}` | {others} | {} | {} |", cell(&kind(schema, field)), cell(meaning));
    }
    text
}

/// The field that this one is another name for, as the end of its description says.
fn synonym_of(field: &Value) -> Option<&str> {
    let (_, name) = field["description"].as_str()?.rsplit_once("Another name for `")?;
    name.strip_suffix("`.")
}

/// The types that a field may have, in words.
fn kind(schema: &Value, field: &Value) -> String {
    if let Some(reference) = field["$ref"].as_str() {
        let target = reference.strip_prefix('#').and_then(|pointer| schema.pointer(pointer));
        return target
            .filter(|target| target["$ref"].is_null())
            .map_or_else(String::new, |target| kind(schema, target));
    }
    let mut kinds: Vec<String> = Vec::new();
    let mut add = |kind: String| {
        if !kind.is_empty() && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    };
    for choice in ["anyOf", "oneOf"].iter().filter_map(|key| field[*key].as_array()).flatten() {
        add(kind(schema, choice));
    }
    let named = field["type"].as_str().into_iter();
    for name in named.chain(field["type"].as_array().into_iter().flatten().filter_map(Value::as_str)) {
        add(match name {
            "string" if field["format"] == "date" => "date".to_owned(),
            "string" => "text".to_owned(),
            "integer" | "number" => "number".to_owned(),
            "boolean" => "`true` or `false`".to_owned(),
            "array" => match kind(schema, &field["items"]) {
                items if items.is_empty() => "list".to_owned(),
                items => format!("list of {items}"),
            },
            "object" => "table".to_owned(),
            // An empty value is absent.
            _ => String::new(),
        });
    }
    // Where text is good, a number is taken as text, and a table only as a long way to write it.
    if kinds.iter().any(|kind| kind == "text") {
        kinds.retain(|kind| kind != "number" && kind != "table");
    }
    kinds.join(" or ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_listed_with_their_types_and_other_names() {
        let schema = json!({ "properties": {
            "title": { "type": ["string", "null"], "description": "Name | of the page." },
            "tags": { "anyOf": [{ "type": "array", "items": { "type": "string" } }, { "type": "string" }], "description": "Topics." },
            "keywords": { "type": "string", "description": "Topics. Another name for `tags`." },
            "updated": { "type": "string", "format": "date" },
            "draft": { "type": "boolean" },
        }});
        let body = body(&schema);
        for row in [
            "| `title` |  | text | Name \\| of the page. |",
            "| `tags` | `keywords` | list of text or text | Topics. |",
            "| `updated` |  | date |  |",
            "| `draft` |  | `true` or `false` |  |",
        ] {
            assert!(body.contains(row), "{row}\n\n{body}");
        }
        assert!(!body.contains("| `keywords` |  |"));
    }

    #[test]
    fn the_real_schema_has_fields_with_other_names() {
        let body = body(&stratbook_content::front_matter_schema());
        assert!(body.contains("| `title` |") && body.contains("`last_updated`"), "{body}");
    }
}
