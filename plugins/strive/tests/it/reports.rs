//! Whole documents.

use stratbook_plugin::prelude::*;
use stratbook_plugin::testing::{Bench, Outcome};
use stratbook_strive::Strive;

const GOAL: &str = "---\ntitle: Conversion rate\nreport: smart\nupdated: 2026-11-01\n---\n";

fn bench() -> Bench {
    let mut summary = Summary::default();
    "at risk".clone_into(&mut summary.status);
    summary.tone = Tone::Warn;
    "30 % of the way, 50 % expected".clone_into(&mut summary.headline);
    Bench::of::<Strive>()
        .report("goals/conversion.md", GOAL, "smart", summary, json!({"status": "at risk", "progress": 0.3}))
        .document("playbooks/search.md", "---\ntitle: Semantic search\nupdated: 2026-09-01\n---\n")
        .document("old.md", "---\ntitle: Old checklist\nstatus: Deprecated\nupdated: 2024-01-01\n---\n")
        .document("reference.md", "---\ntitle: Reference customer\nupdated: 2026-11-10\n---\n")
        .document("notes.md", "---\ntitle: Notes\n---\n")
}

const LINDEN: &str = r#"---
title: Linden
report: strive
inputs:
  question: What first?
  assessed: 2026-11-02
  goals: ["/goals/conversion.md"]
  currency: EUR
  years: 1
  weights: {strategic_fit: 25, technical_efficacy: 20, roi_value: 20, integration: 15, vendor_viability: 10, ethics_compliance: 10}
  options:
    - name: Semantic search
      page: /playbooks/search.md
      scores:
        strategic_fit: {score: 5, evidence: "Own test on 2,000 queries", source: /playbooks/search.md, confidence: high}
        technical_efficacy: {score: 4, source: [/old.md, "https://example.com/report"], confidence: medium}
        roi_value: {score: 4, evidence: Calculation below, source: "/reference.md#lift"}
        integration: 4
        vendor_viability: {assessors: {Mara: 2, Ines: 4}, evidence: Four suppliers}
        ethics_compliance: {score: 5, evidence: No personal data}
      costs:
        - {name: Set-up, once: 42000}
        - {name: Licence, monthly: 4500}
        - {name: Staff, monthly: 1500, indirect: true}
      benefits:
        - {name: Contribution, monthly: 13641.60, pessimistic: 0.5}
    - name: Recommendations
      scores: {strategic_fit: 4, technical_efficacy: 4, roi_value: 3, integration: 3, vendor_viability: 4, ethics_compliance: 4}
    - name: Assistant
      scores: {strategic_fit: 3, technical_efficacy: 2, roi_value: 3, integration: 2, vendor_viability: 4, ethics_compliance: 3}
    - name: Personal price offers
      scores: {strategic_fit: 4, technical_efficacy: 4, roi_value: 5, integration: 4, vendor_viability: 4, ethics_compliance: 1}
    - name: Demand forecasting
      scores: {strategic_fit: 1}
  reviews:
    - {date: 2026-11-10, kind: light, by: Mara, note: No gate has changed.}
  history:
    - assessed: 2025-10-01
      note: Search was still untested.
      options:
        - {name: Semantic search, scores: {strategic_fit: 4, technical_efficacy: 3, roi_value: 3, integration: 4, vendor_viability: 3, ethics_compliance: 5}}
        - {name: Recommendations, score: 3.7}
---
"#;

fn linden() -> Outcome {
    bench().generate("reports/linden.md", LINDEN)
}

#[test]
fn the_worked_example_is_a_page() {
    insta::assert_snapshot!(linden().snapshot());
}

#[test]
fn the_data_have_what_rollups_read() {
    let data = linden().report().data;
    let options = data["options"].as_array().unwrap();
    let of = |key: &str| -> Vec<Value> { options.iter().map(|option| option[key].clone()).collect() };
    assert_eq!(of("rank"), [1, 2, 3, 4, 5]);
    assert_eq!(of("verdict"), ["adopt", "pilot", "hold", "reject", "reject"]);
    assert_eq!(of("score"), [json!(4.25), json!(3.65), json!(2.75), json!(3.9), Value::Null]);
    assert_eq!(
        of("failed_gates"),
        [json!([]), json!([]), json!([]), json!(["ethics_compliance"]), json!(["strategic_fit"])]
    );
    assert_eq!(
        (&data["winner"], &data["goals"][0]["status"]),
        (&json!("Semantic search"), &json!("at risk"))
    );
}

#[test]
fn relations_lead_to_everything_that_is_named() {
    let report = linden().report();
    let relations: Vec<(&str, &str, &str)> = report
        .relations
        .iter()
        .map(|one| (one.kind.as_str(), one.target.as_str(), one.at.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        relations,
        [
            ("serves", "/goals/conversion.md", "/goals/0"),
            ("assesses", "/playbooks/search.md", "/options/0/page"),
            ("cites", "/playbooks/search.md", "/options/0/scores/strategic_fit/source"),
            ("cites", "/old.md", "/options/0/scores/technical_efficacy/source/0"),
            ("cites", "/reference.md", "/options/0/scores/roi_value/source"),
        ]
    );
}

#[test]
fn evidence_that_has_aged_is_flagged() {
    let found: Vec<(String, String)> = linden()
        .report()
        .findings
        .into_iter()
        .map(|found| (found.at.unwrap_or_default(), found.message))
        .collect();
    let expected = [
        (
            "/options/0/scores/technical_efficacy/source/0",
            "a score rests on `/old.md`, which is no longer valid",
        ),
        (
            "/options/0/scores/roi_value/source",
            "a score rests on `/reference.md#lift`, which is changed on 10 November 2026, after the score",
        ),
    ];
    assert_eq!(found, expected.map(|(at, message)| (at.to_owned(), message.to_owned())));
}

fn options(inputs: &Value) -> Vec<Value> {
    bench().generate_from(inputs.clone()).report().data["options"].as_array().expect("a list").clone()
}

fn all(points: f64) -> Value {
    stratbook_strive::criteria::six().iter().map(|criterion| (criterion.id.clone(), json!(points))).collect()
}

#[test]
fn strategic_fit_needs_a_goal_that_is_one() {
    let verdict = |inputs: Value| options(&inputs)[0]["verdict"].clone();
    let option = || json!([{"name": "A", "scores": all(4.0)}]);
    assert_eq!(verdict(json!({"options": option()})), "reject");
    assert_eq!(verdict(json!({"options": option(), "goals": "/goals/conversion.md"})), "adopt");
    assert_eq!(verdict(json!({"options": option(), "goals": ["Conversion rate"]})), "adopt");
    // A page that is no goal opens no gate, and the author is told.
    let inputs = json!({"options": option(), "goals": ["/notes.md"]});
    assert_eq!(verdict(inputs.clone()), "reject");
    assert_eq!(
        bench().generate_from(inputs).report().findings[0].message,
        "`/notes.md` is not a goal, so it opens no gate"
    );
    // A page that this build does not show may be one; the relation says whether it exists.
    let inputs = json!({"options": option(), "goals": ["/secret/goal.md"]});
    assert_eq!(verdict(inputs.clone()), "adopt");
    assert!(!bench().generate_from(inputs).report().markdown.contains("secret"));
    // One of the options alone.
    let own = json!({"options": [{"name": "A", "scores": all(4.0), "goals": "/goals/conversion.md"}, {"name": "B", "scores": all(5.0)}]});
    assert_eq!(options(&own).iter().map(|option| option["rank"].clone()).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn gates_weights_and_criteria_are_configuration() {
    let settings = json!({"criteria": [
        {"id": "vendor_viability", "name": "Supplier", "gate": 4},
        {"id": "time_to_value", "weight": 2},
        {"id": "ethics_compliance", "gate": 0},
        {"id": "roi_value", "remove": true},
    ], "adopt": 3.5, "weakest": 2});
    let scores = |vendor: f64| {
        json!({
            "strategic_fit": 4, "technical_efficacy": 4, "integration": 4, "vendor_viability": vendor, "ethics_compliance": 2, "time_to_value": 5,
        })
    };
    let report = bench()
        .settings(&settings)
        .generate_from(json!({"goals": "/goals/conversion.md", "options": [
            {"name": "A", "scores": scores(4.0)}, {"name": "B", "scores": scores(3.0)},
        ]}))
        .report();
    let options = report.data["options"].as_array().unwrap();
    // (4 + 4 + 4 + 4 + 2 + 2·5) / 7
    assert_eq!((&options[0]["score"], &options[0]["verdict"]), (&json!(4.0), &json!("adopt")));
    assert_eq!(options[1]["rule"], "Supplier has 3, and the gate asks for 4");
    assert!(report.markdown.contains("| Time to value | 2 (28.6&nbsp;%) | 5 | 5 |"), "{}", report.markdown);
    // A document can set a gate of its own, or take one away.
    let verdict = |gates: Value| {
        let inputs = json!({"goals": "/goals/conversion.md", "gates": gates, "options": [{"name": "A", "scores": {
            "strategic_fit": 4, "technical_efficacy": 4, "roi_value": 4, "integration": 4, "vendor_viability": 4, "ethics_compliance": 2,
        }}]});
        super::reports::options(&inputs)[0]["verdict"].clone()
    };
    assert_eq!(verdict(json!({})), "reject");
    assert_eq!(verdict(json!({"ethics_compliance": 2})), "pilot");
    assert_eq!(verdict(json!({"ethics_compliance": null, "roi_value": 5})), "reject");
}

#[test]
fn a_missing_score_can_leave_the_result_open() {
    let mut half = all(5.0);
    half["roi_value"] = Value::Null;
    let inputs = json!({"goals": "/goals/conversion.md", "options": [{"name": "A", "scores": all(4.5)}, {"name": "B", "scores": half}]});
    let report = bench().generate_from(inputs).report();
    assert_eq!(report.summary.status, "incomplete");
    assert_eq!(report.data["open"], json!(["B"]));
    assert_eq!(report.summary.headline, "open: A leads (4.50 of 5), B could still overtake");
    let b = &report.data["options"][1];
    assert_eq!((&b["rank"], &b["best_rank"], &b["score"]), (&json!(2), &json!(1), &Value::Null));
}

#[test]
fn what_a_build_withholds_is_not_named_in_data() {
    let inputs = json!({
        "goals": "/secret/goal.md", "competencies": ["/secret/competency.md", "Evaluate tools"],
        "options": [{
            "name": "A", "page": "/secret/page.md", "ladder_step": "/secret/ladder.md#one",
            "scores": {"roi_value": {"score": 4, "source": "/secret/source.md"}},
        }],
    });
    let report = bench().generate_from(inputs).report();
    assert!(!report.data.to_string().contains("secret"), "{:#}", report.data);
    assert_eq!(report.data["competencies"], json!(["Evaluate tools"]));
    // In the text there are links alone, which the host takes away; the relations say what they mean.
    assert_eq!(
        report.markdown.matches("secret").count(),
        report.markdown.matches("(/secret/page.md)").count()
    );
    assert_eq!(report.relations.len(), 5);
}

#[test]
fn a_review_that_was_missed_is_overdue() {
    let inputs = json!({"goals": "/goals/conversion.md", "assessed": "2025-11-01", "options": [{"name": "A", "scores": all(4.0)}]});
    let summary = bench().generate_from(inputs).report().summary;
    assert_eq!(
        (summary.due.as_deref(), summary.overdue),
        (Some("2026-02-01"), vec!["light review since 1 February 2026".to_owned()])
    );
}

#[test]
fn the_example_is_one() {
    let yaml = include_str!("../../example.yaml").trim_end().replace('\n', "\n  ");
    let text = format!("---\ntitle: Example\nreport: strive\ninputs:\n  {yaml}\n---\n");
    let report =
        bench().generate("a.md", &text.replace("goals: []", "goals: [/goals/conversion.md]")).report();
    assert_eq!(report.data["options"][0]["score"], 4.25);
    assert_eq!(report.data["options"][1]["verdict"], "incomplete");
}

#[test]
fn the_schema_says_what_is_allowed() {
    let description = Bench::of::<Strive>().describe();
    let schema = description.report.unwrap().schema;
    let scoring = &schema["$defs"]["Scoring"];
    assert_eq!(scoring["type"], json!(["number", "object", "null"]));
    assert_eq!((&scoring["minimum"], &scoring["maximum"]), (&json!(1), &json!(5)));
    assert_eq!(scoring["additionalProperties"], false);
    assert_eq!(schema["$defs"]["Weight"]["minimum"], 0);
    assert_eq!(schema["$defs"]["Points"]["maximum"], 5);
    // No alternatives, so that a host can say what is wrong with a value.
    assert!(!schema.to_string().contains("anyOf") && !schema.to_string().contains("oneOf"), "{schema:#}");
    assert!(description.settings.is_some());
}
