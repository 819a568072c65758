//! The page of the plugin interface, from the C header, the types of the messages and examples made of them.

use std::fmt::Write as _;

use serde_json::Value;
use stratbook_plugin::protocol::{self, Exchange};

use crate::page::{Page, cell};

const HEADER: &str = include_str!("../../../crates/plugin/include/stratbook_plugin.h");

/// The page.
pub(crate) fn page() -> Page {
    Page {
        file: "plugin-interface.md",
        title: "Plugin interface",
        summary: "What Stratbook and a plugin say to each other: the C header, every method and question, every member, an example of each.",
        tag: "plugins",
        order: 60,
        questions: &[
            "What does the C interface of a plugin look like?",
            "Which methods can a plugin have?",
            "What can a plugin ask during a call?",
            "What is in a report that a plugin returns?",
        ],
        body: body(&protocol::schema()),
    }
}

/// The published JSON Schema, as a file.
pub(crate) fn schema() -> (&'static str, String) {
    ("protocol-1.json", format!("{:#}\n", protocol::schema()))
}

fn body(schema: &Value) -> String {
    let mut text = String::from(
        "A plugin is a shared library with one exported function. Everything else is JSON that goes through it. \
         [Write a plugin](../using-stratbook/write-a-plugin.md) shows the way in Rust, where none of this has to be known; \
         this page is for other languages, and for who wants to know.\n\n\
         The protocol has a number of its own, which is 1. Members are only ever added, never renamed; a reader ignores \
         members that it does not know, and every member may be missing. So an old plugin works with a new Stratbook and \
         the other way round. The JSON Schema of all messages is `crates/plugin/schemas/protocol-1.json`, the header \
         `crates/plugin/include/stratbook_plugin.h`.\n\n## The header\n\n```c\n",
    );
    text.push_str(HEADER.trim());
    text.push_str("\n```\n\n## Methods\n\nThe host calls `call` with one of these names. A plugin answers `STRATBOOK_UNSUPPORTED` to all others.\n");
    for method in &protocol::methods() {
        exchange(&mut text, method);
    }
    text.push_str(
        "\n## Questions\n\nDuring a call a plugin may call the host's `ask` with one of these names. What is answered holds only \
         documents that the build contains, and only what the plugin's manifest says that it reads.\n",
    );
    for ask in &protocol::asks() {
        exchange(&mut text, ask);
    }
    text.push_str("\n## Messages\n\nWhat requests and answers are made of, by name.\n");
    for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
        message(&mut text, name, definition);
    }
    text
}

fn exchange(text: &mut String, exchange: &Exchange) {
    let Exchange { name, request, answer, request_example, answer_example, .. } = exchange;
    let _ = write!(
        text,
        "\n### `{name}`\n\nRequest: {}. Answer: {}.\n\n```json\n{request_example:#}\n```\n\nis answered with\n\n```json\n{answer_example:#}\n```\n",
        kind(request),
        kind(answer),
    );
}

fn message(text: &mut String, name: &str, definition: &Value) {
    let _ = write!(
        text,
        "\n### {name} {{#{}}}\n\n{}\n",
        anchor(name),
        definition["description"].as_str().unwrap_or_default()
    );
    let members = definition["properties"].as_object();
    if members.is_some_and(|members| !members.is_empty()) {
        text.push_str("\n| Member | Type | Meaning |\n| --- | --- | --- |\n");
    }
    for (member, schema) in members.into_iter().flatten() {
        let meaning = cell(schema["description"].as_str().unwrap_or_default());
        let _ = writeln!(text, "| `{member}` | {} | {meaning} |", kind(schema));
    }
    let values = definition["oneOf"].as_array();
    if values.is_some() {
        text.push_str("\n| Value | Meaning |\n| --- | --- |\n");
    }
    for value in values.into_iter().flatten() {
        let meaning = cell(value["description"].as_str().unwrap_or_default());
        let _ = writeln!(text, "| `{}` | {meaning} |", value["const"].as_str().unwrap_or_default());
    }
}

/// Methods have headings of the same words.
fn anchor(name: &str) -> String {
    format!("message-{}", name.to_lowercase())
}

/// A type in words, with a link where it is a message.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|target| target.strip_prefix("#/$defs/")) {
        return format!("[{name}](#{})", anchor(name));
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        return choices.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    match &schema["type"] {
        Value::String(name) if name == "array" => {
            if let Some(items) = schema["prefixItems"].as_array() {
                return format!(
                    "list of {} ({})",
                    items.len(),
                    items.iter().map(kind).collect::<Vec<_>>().join(", ")
                );
            }
            format!("list of {}", kind(&schema["items"]))
        }
        Value::String(name) => word(name).to_owned(),
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).map(word).collect::<Vec<_>>().join(" or ")
        }
        _ => "any JSON".to_owned(),
    }
}

fn word(name: &str) -> &str {
    match name {
        "string" => "text",
        "integer" => "whole number",
        "boolean" => "`true` or `false`",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_method_and_question_is_on_the_page() {
        let schema = protocol::schema();
        let body = body(&schema);
        for name in schema["$defs"].as_object().into_iter().flatten().map(|(name, _)| name) {
            assert!(body.contains(&format!("\n### {name} {{#message-")), "{name}");
        }
        for table in ["methods", "asks"] {
            for name in schema[table].as_object().into_iter().flatten().map(|(name, _)| name) {
                assert!(body.contains(&format!("\n### `{name}`\n")), "{name}");
            }
        }
        assert!(body.contains("| `attributes` | list of list of 2 (text, text) |"), "{body}");
        assert!(body.contains("Request: [Generate](#message-generate). Answer: [Report](#message-report)."));
        assert!(!body.contains("super::"));
    }
}
