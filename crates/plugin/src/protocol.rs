//! What the interface says, as data: for its published JSON Schema and its reference page.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::abi;
use crate::messages::{
    Check, Describe, Description, Document, DocumentAsk, DocumentFilter, Finding, Findings, Found, Generate,
    Inputs, LogAsk, LogLevel, ProgressAsk, Relation, Report, ReportAsk, ReportView, Rollup, SearchAsk,
    SearchHit, Shortcode, ShortcodeDescription, Shortcoded, Summary, Tone,
};

/// A method of a plugin, or a question to the host.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Exchange {
    /// Its name.
    pub name: &'static str,
    /// Schema of the request.
    pub request: Value,
    /// Schema of the answer.
    pub answer: Value,
    /// A request, as one was made.
    pub request_example: Value,
    /// The answer to it.
    pub answer_example: Value,
}

/// Collects exchanges and the schemas that they refer to.
struct Collector(SchemaGenerator);

impl Collector {
    fn schema<T: JsonSchema>(&mut self) -> Value {
        self.0.subschema_for::<T>().to_value()
    }

    fn add<Q, A>(&mut self, name: &'static str, request: &Q, answer: &A) -> Exchange
    where
        Q: JsonSchema + Serialize,
        A: JsonSchema + Serialize,
    {
        let example = |value: serde_json::Result<Value>| {
            let mut value = value.unwrap_or_default();
            value.sort_all_objects();
            value
        };
        Exchange {
            name,
            request: self.schema::<Q>(),
            answer: self.schema::<A>(),
            request_example: example(serde_json::to_value(request)),
            answer_example: example(serde_json::to_value(answer)),
        }
    }
}

fn collector() -> Collector {
    Collector(SchemaSettings::draft2020_12().into_generator())
}

/// The methods of a plugin, in the order of the reference page.
pub fn methods() -> Vec<Exchange> {
    methods_into(&mut collector())
}

/// What a plugin can ask, in the order of the reference page.
pub fn asks() -> Vec<Exchange> {
    asks_into(&mut collector())
}

/// The JSON Schema of all messages: `schemas/protocol-1.json`.
pub fn schema() -> Value {
    let mut collector = collector();
    let table = |exchanges: Vec<Exchange>| -> Map<String, Value> {
        let entry =
            |it: Exchange| (it.name.to_owned(), json!({ "request": it.request, "answer": it.answer }));
        exchanges.into_iter().map(entry).collect()
    };
    let methods = table(methods_into(&mut collector));
    let asks = table(asks_into(&mut collector));
    let definitions = collector.0.take_definitions(true);
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Messages between Stratbook and its plugins, protocol {}", abi::PROTOCOL),
        "description": "Every message is one of `$defs`. `methods` and `asks` say which one is the request and which \
            one the answer. Members that a reader does not know are ignored, and every member may be missing.",
        "methods": methods,
        "asks": asks,
        "$defs": definitions,
    });
    plain_descriptions(&mut schema);
    // Another crate may have told serde_json to keep the order of members.
    schema.sort_all_objects();
    schema
}

/// Links between items mean nothing outside of Rust: ``[`Report`](super::Report)`` becomes `` `Report` ``.
fn plain_descriptions(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if name == "description" => *text = plain(text),
                    member => plain_descriptions(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(plain_descriptions),
        _ => {}
    }
}

fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](super::") {
        let Some((label, (_, following))) = before.rsplit_once('[').zip(after.split_once(')')) else { break };
        out.push_str(label.0);
        out.push_str(label.1);
        rest = following;
    }
    out.push_str(rest);
    // What is named as in Rust beside it: [`DocumentAsk`].
    out.replace("[`", "`").replace("`]", "`")
}

fn methods_into(all: &mut Collector) -> Vec<Exchange> {
    vec![
        all.add("describe", &Describe::new("0.1.0"), &description()),
        all.add("generate", &generate(), &report()),
        all.add(
            "rollup",
            &rollup(),
            &Report::new("| Goal | Progress |\n| --- | ---: |\n| [Search](/goals/search.md) | 40 % |\n"),
        ),
        all.add("check", &check(), &found_wrong()),
        all.add("shortcode", &shortcode(), &Shortcoded::new("**40 %** of the way")),
    ]
}

fn asks_into(all: &mut Collector) -> Vec<Exchange> {
    let filter = DocumentFilter::default().tag("goal");
    let listed = Document { body: None, ..document() };
    let hit = SearchHit {
        path: "goals/search.md".to_owned(),
        title: "Better search".to_owned(),
        section: "Baseline".to_owned(),
        anchor: "baseline".to_owned(),
        snippet: "41 % of searches end with a product".to_owned(),
        score: 12.5,
    };
    vec![
        all.add("search", &SearchAsk::new("baseline of search", 5), &Found { total: 1, hits: vec![hit] }),
        all.add("document", &DocumentAsk::new("/goals/search.md"), &Some(document())),
        all.add("documents", &filter, &vec![listed]),
        all.add("report", &ReportAsk::new("/goals/search.md"), &Some(view())),
        all.add("log", &LogAsk::new(LogLevel::Info, "two key results"), &()),
        all.add("progress", &ProgressAsk { done: 1, total: 2, message: "key results".to_owned() }, &()),
    ]
}

fn document() -> Document {
    Document {
        status: Some("Active".to_owned()),
        owner_team: Some("Web".to_owned()),
        updated: Some("2026-11-02".to_owned()),
        tags: vec!["goal".to_owned()],
        report: Some("okr".to_owned()),
        level: "Public".to_owned(),
        body: Some("Why search matters to us.\n".to_owned()),
        body_line: 19,
        ..Document::new("goals/search.md", "Better search")
    }
}

fn inputs() -> Value {
    json!({
        "objective": "Customers find what they look for",
        "results": [{ "name": "Searches with a result", "start": 41, "now": 49, "target": 61 }],
    })
}

fn view() -> ReportView {
    ReportView::new(document(), "okr", summary(), json!({ "progress": 0.4 }))
}

fn summary() -> Summary {
    Summary {
        status: "on the way".to_owned(),
        tone: Tone::Neutral,
        headline: "40 % of the way".to_owned(),
        due: Some("2027-03-31".to_owned()),
        progress: Some(0.4),
        ..Summary::default()
    }
}

fn description() -> Description {
    let schema = json!({ "type": "object", "properties": { "objective": { "type": "string" } } });
    Description {
        id: "okr".to_owned(),
        name: "Objectives and key results".to_owned(),
        version: "1.0.0".to_owned(),
        summary: "Shows how far key results have come.".to_owned(),
        report: Some(Inputs::new(schema, "objective: Customers find what they look for\n")),
        shortcodes: vec![
            ShortcodeDescription::new("okr-status", "How far an objective is.")
                .required("goal", "Its document."),
        ],
        ..Description::default()
    }
}

fn generate() -> Generate {
    Generate::new(document(), inputs(), "2026-11-21")
}

fn report() -> Report {
    Report {
        summary: summary(),
        data: json!({ "progress": 0.4 }),
        relations: vec![Relation::new("serves", "/strategy/index.md").at("/serves")],
        findings: vec![
            Finding::warning("`now` has not changed for three months")
                .at("/results/0/now")
                .hint("measure it again"),
        ],
        ..Report::new("## Key results\n\n40 % of the way.\n")
    }
}

fn rollup() -> Rollup {
    Rollup {
        document: Document::new("goals/index.md", "All goals"),
        today: "2026-11-21".to_owned(),
        language: "en".to_owned(),
        reports: vec![view()],
        ..Rollup::default()
    }
}

fn check() -> Check {
    Check { documents: vec![document()], today: "2026-11-21".to_owned(), ..Check::default() }
}

fn found_wrong() -> Findings {
    let finding = Finding::warning("the text names no baseline").of("goals/search.md").on_line(1, 1);
    Findings::new(vec![finding.hint("say where you start from")])
}

fn shortcode() -> Shortcode {
    Shortcode {
        name: "okr-status".to_owned(),
        attributes: vec![("goal".to_owned(), "/goals/search.md".to_owned())],
        document: Document::new("index.md", "Home"),
        today: "2026-11-21".to_owned(),
        ..Shortcode::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        let published: Value =
            serde_json::from_str(include_str!("../schemas/protocol-1.json")).expect("JSON");
        assert!(published == schema(), "schemas/protocol-1.json is stale: run `cargo xtask codegen`");
    }

    #[test]
    fn every_reference_leads_somewhere() {
        fn walk(root: &Value, value: &Value) {
            match value {
                Value::Object(members) => {
                    if let Some(Value::String(target)) = members.get("$ref") {
                        let pointer = target.strip_prefix('#').unwrap_or("?");
                        assert!(root.pointer(pointer).is_some(), "{target}");
                    }
                    members.values().for_each(|member| walk(root, member));
                }
                Value::Array(items) => items.iter().for_each(|item| walk(root, item)),
                _ => {}
            }
        }
        let schema = schema();
        walk(&schema, &schema);
        assert_eq!(schema["methods"].as_object().map(Map::len), Some(5));
        assert_eq!(schema["asks"].as_object().map(Map::len), Some(6));
    }

    #[test]
    fn every_member_says_what_it_is() {
        for (name, definition) in schema()["$defs"].as_object().into_iter().flatten() {
            assert!(definition["description"].is_string(), "{name}");
            for (member, schema) in definition["properties"].as_object().into_iter().flatten() {
                assert!(schema["description"].is_string(), "{name}.{member}");
            }
        }
    }
}
