//! JSON Schemas of a workspace, and our own.

use serde_json::json;
use stratbook_content::{Schemas, decode, front_matter_schema, read_front_matter};

use crate::options;

#[test]
fn violations_stand_at_the_key_or_value() {
    let mut schemas = Schemas::default();
    let all = json!({
        "type": "object",
        "required": ["steward"],
        "properties": { "status": { "enum": ["Active", "Draft"] }, "tags": { "items": { "minLength": 2 } } },
    });
    schemas.add(None, &all).expect("is a schema");
    let guides = json!({ "properties": { "title": {}, "status": {}, "tags": {}, "doc_type": {} }, "additionalProperties": false });
    schemas.add(Some("Guide"), &guides).expect("is a schema");
    schemas.add(Some("Other"), &json!(false)).expect("is a schema");
    assert!(schemas.add(None, &json!({ "type": 7 })).is_err());

    let text = "---\ntitle: T\nstatus: Actve\ntags: [ab, c]\ndoc_type: guide\ncolour: red\n---\n";
    let (source, _) = decode("a.md".into(), text);
    let options = stratbook_content::FrontMatterOptions { schemas, statuses: Vec::new(), ..options() };
    let (_, diagnostics) = read_front_matter(&source, &options);
    let said: Vec<String> = diagnostics
        .iter()
        .map(|one| {
            let place = one.place.as_ref().expect("has a place");
            let hint = one.hint.as_deref().unwrap_or_default();
            format!("{}:{} {} {} ({hint})", place.line, place.column, one.rule.name, one.message)
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    1:1 schema-violation the schema asks for the key `steward` (add `steward: …`)
    3:9 schema-violation `status` does not fit the schema: it is not one of the allowed values (did you mean `Active`?)
    4:12 schema-violation `tags.1` does not fit the schema: it is shorter than 2 characters (correct the value, or the schema)
    6:1 schema-violation the schema does not allow the key `colour` (remove it, or allow it in the schema)
    ");
}

#[test]
fn our_own_schema_takes_what_we_take() {
    let schema = front_matter_schema();
    let mut schemas = Schemas::default();
    schemas.add(None, &schema).expect("is a schema");
    let text = "---\ntitle: T\nversion: 1.0\nupdated: 2026-02-21\ntags: a, b\nrelations:\n  - path: a.md\n  - b.md\n\
                cover_image: \"\"\nuse_cases: []\norder: 2\ndraft: false\nsummary:\nown: {a: 1}\n---\n";
    let (source, _) = decode("a.md".into(), text);
    let options = stratbook_content::FrontMatterOptions { schemas, ..options() };
    let (_, diagnostics) = read_front_matter(&source, &options);
    assert_eq!(crate::names(&diagnostics), ["version-number"]);
    for field in
        ["title", "last_updated", "security_level", "synthetic_questions", "related_templates", "owner"]
    {
        assert!(schema["properties"][field]["description"].is_string(), "{field}");
    }
}
