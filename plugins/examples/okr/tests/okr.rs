//! The plugin on whole documents, through its C table.

use stratbook_okr::Okr;
use stratbook_plugin::messages::{Severity, Summary};
use stratbook_plugin::prelude::json;
use stratbook_plugin::testing::Bench;

fn document() -> String {
    let inputs = include_str!("../example.yaml").replace('\n', "\n  ");
    format!("---\ntitle: Search\nreport: okr\ninputs:\n  {inputs}\n---\n")
}

#[test]
fn an_objective_is_shown() {
    insta::assert_snapshot!(Bench::of::<Okr>().generate("goals/search.md", &document()).snapshot());
}

#[test]
fn a_result_without_a_way_to_go_is_pointed_at() {
    let text = document().replace("target: 10", "target: 30");
    let outcome = Bench::of::<Okr>().generate("goals/search.md", &text);
    let finding = &outcome.findings()[0];
    assert_eq!((finding.severity, finding.at.as_deref()), (Severity::Error, Some("/results/1/target")));
    assert_eq!(outcome.report().markdown, "");
}

#[test]
fn objectives_roll_up() {
    let bench = Bench::of::<Okr>()
        .report("goals/a.md", "", "okr", Summary::default(), json!({"objective": "A | B", "progress": 0.25}))
        .report("goals/b.md", "", "okr", Summary::default(), json!({"objective": "C", "progress": 0.75}));
    insta::assert_snapshot!(bench.rollup("goals/index.md", "").snapshot());
}

#[test]
fn it_says_what_it_takes() {
    let description = Bench::of::<Okr>().describe();
    assert_eq!((&*description.id, &*description.version), ("okr", "1.0.0"));
    let schema = description.report.expect("it makes reports").schema;
    assert_eq!(schema["properties"]["objective"]["description"], "What is to be reached, in words.");
}
