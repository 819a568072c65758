//! Inputs that nobody should write, and somebody will.

use stratbook_plugin::prelude::*;
use stratbook_plugin::testing::Bench;
use stratbook_strive::Strive;

fn findings(inputs: Value) -> Vec<(String, String, String)> {
    Bench::of::<Strive>()
        .generate_from(inputs)
        .findings()
        .into_iter()
        .map(|found| (found.at.unwrap_or_default(), found.message, found.hint.unwrap_or_default()))
        .collect()
}

fn one(inputs: Value) -> (String, String, String) {
    let found = findings(inputs);
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().expect("there is one")
}

fn places(found: &(String, String, String)) -> (&str, &str, &str) {
    (&found.0, &found.1, &found.2)
}

#[test]
fn a_mistake_is_named_where_it_is_with_what_to_do() {
    let found = one(json!({"options": [{"name": "A", "scores": {"integration": 7}}]}));
    let hint = "1 is poor, 3 is sufficient, 5 is very good; leave the score out where nobody knows";
    assert_eq!(
        places(&found),
        ("/options/0/scores/integration", "7 is not a number of points from 1 to 5", hint)
    );

    let found = one(json!({"options": [{"name": "A", "scores": {"integraton": 4}}]}));
    let message = "there is no criterion `integraton`";
    assert_eq!(places(&found), ("/options/0/scores/integraton", message, "did you mean `integration`?"));

    let found = one(json!({"weights": {"ethics": 5}, "options": [{"name": "A"}]}));
    assert_eq!(places(&found).2, "did you mean `ethics_compliance`?");

    let found = one(json!({"weights": {"integration": -1}, "options": [{"name": "A"}]}));
    assert_eq!(found.0, "/weights/integration");

    let zero = json!({"strategic_fit": 0, "technical_efficacy": 0, "roi_value": 0, "integration": 0, "vendor_viability": 0, "ethics_compliance": 0});
    let found = one(json!({"weights": zero, "options": [{"name": "A"}]}));
    assert_eq!((found.0.as_str(), found.1.as_str()), ("/weights", "all weights are 0, so nothing counts"));

    let found = one(json!({"options": [{"name": "A"}, {"name": " a "}]}));
    assert_eq!((found.0.as_str(), found.1.as_str()), ("/options/1/name", "two options are named `a`"));

    assert_eq!(one(json!({"options": []})).0, "/options");
    assert_eq!(
        one(json!({"options": [{"name": "A", "scores": {"integration": "four"}}]})).0,
        "/options/0/scores/integration"
    );
    assert_eq!(one(json!({"options": [{"name": "A"}], "assessed": "soon"})).0, "/assessed");
    assert_eq!(one(json!({"options": [{"name": "A"}], "gates": {"juggling": 3}})).0, "/gates/juggling");
    let history = json!([{"assessed": "2025-01-01", "options": [{"name": "A", "scores": {"x": 3}}]}]);
    assert_eq!(
        one(json!({"options": [{"name": "A"}], "history": history})).0,
        "/history/0/options/0/scores/x"
    );
}

#[test]
fn several_mistakes_are_named_at_once() {
    let found = findings(
        json!({"weights": {"x": 1}, "options": [{"name": "A", "scores": {"roi_value": 9, "y": 2}}]}),
    );
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn nothing_at_all_is_an_answer() {
    let report = Bench::of::<Strive>().generate_from(json!({"options": [{"name": "A"}]})).report();
    assert_eq!(report.data["options"][0]["verdict"], "reject");
    let open = Bench::of::<Strive>()
        .document("goal.md", "---\ntitle: Goal\ndoc_type: Goal\n---\n")
        .generate_from(
            json!({"goals": "/goal.md", "options": [{"name": "A", "scores": {"roi_value": null}}]}),
        )
        .report();
    let option = &open.data["options"][0];
    assert_eq!((&option["verdict"], &option["score"]), (&json!("incomplete"), &Value::Null));
    assert_eq!((&option["low"], &option["high"]), (&json!(1.0), &json!(5.0)));
}

#[test]
fn what_is_left_empty_is_nothing() {
    let empty = json!({
        "goals": null, "weights": null, "gates": null, "reviews": null, "history": null, "competencies": null,
        "options": [{"name": "A", "scores": null, "costs": null, "benefits": null, "goals": null, "risks": null}],
    });
    assert_eq!(Bench::of::<Strive>().generate_from(empty).report().findings, []);
}

#[test]
fn names_are_data() {
    let name = "| <script>alert(1)</script> [x](javascript:1) ``` # [!NOTE] {{ shortcode }}";
    let text = format!("{name}\n\n```\nopen");
    let report = Bench::of::<Strive>()
        .document("goal.md", "---\ntitle: Goal\ndoc_type: Goal\n---\n")
        .generate_from(json!({
            "goals": ["/goal.md"], "question": text, "decision": text,
            "options": [
                {"name": name, "summary": text, "risks": [text], "scores": {
                    "roi_value": {"score": 3, "evidence": text, "source": "https://example.com/a b"},
                }},
                {"name": "B", "scores": {"roi_value": {"assessors": {name: 2, "B": 5}}}},
            ],
        }))
        .report();
    // All of it is escaped, outside the charts' data.
    let prose: String = report
        .markdown
        .split("```chart")
        .map(|part| part.split_once("\n}\n```").map_or(part, |(_, rest)| rest))
        .collect();
    assert_eq!(prose.matches("<script>").count(), prose.matches("\\<script>").count(), "{prose}");
    assert!(!prose.contains("[x](javascript"), "{prose}");
    assert!(!prose.contains("{{"), "{prose}");
}

#[test]
fn forty_options_of_sixteen_criteria_are_weighed() {
    let criteria: Vec<Value> = (0..10).map(|at| json!({"id": format!("more_{at}")})).collect();
    let options: Vec<Value> = (0..40)
        .map(|at| {
            let scores: Value =
                (0..10).map(|of| (format!("more_{of}"), json!(1 + (at * 7 + of * 3) % 5))).collect();
            json!({"name": format!("Option {at}"), "scores": scores})
        })
        .collect();
    let report = Bench::of::<Strive>()
        .settings(&json!({"criteria": criteria}))
        .document("goal.md", "---\ntitle: Goal\ndoc_type: Goal\n---\n")
        .generate_from(json!({"goals": ["/goal.md"], "options": options}))
        .report();
    assert_eq!(report.data["options"].as_array().unwrap().len(), 40);
}

#[test]
fn settings_that_cannot_be_used_say_so() {
    let fails = |settings: Value| {
        Bench::of::<Strive>()
            .settings(&settings)
            .generate_from(json!({"options": [{"name": "A"}]}))
            .failure()
            .unwrap()
    };
    let gone: Vec<Value> =
        stratbook_strive::criteria::six().iter().map(|one| json!({"id": one.id, "remove": true})).collect();
    assert!(fails(json!({"criteria": gone})).contains("leaves 0 criteria"));
    assert!(fails(json!({"pilot": 4.5})).contains("do not rise"));
    assert!(fails(json!({"adopts": 4})).contains("adopts"));
}
