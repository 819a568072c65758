//! Whole reports: the step, the to-do list, skips, history and teams.

use serde_json::{Value, json};
use stratbook_maturity::Maturity;
use stratbook_plugin::messages::{Severity, Summary, Tone};
use stratbook_plugin::testing::{Bench, Outcome};

/// Three steps: nothing, a share above 80 %, and two answers.
pub(crate) const LADDER: &str = "---
title: Three steps
ladder:
  steps:
    - { id: data, name: Data, output: a map, skipping: nobody knows what is there }
    - id: personal
      name: Personalization
      output: conversion rate
      effort: three months
      skipping: recommendations by attributes that are empty
      links: [guide.md]
      prerequisites:
        - { metric: complete, more_than: 80, unit: \"%\", question: What share is complete? }
    - id: assist
      name: Assistance
      output: fewer tickets
      prerequisites:
        - { fact: faq, question: Is there an FAQ? }
        - { metric: minutes, at_most: 5, unit: minutes, question: How old is the stock feed? }
---
";

pub(crate) fn bench() -> Bench {
    Bench::of::<Maturity>()
        .document("ladders/three.md", LADDER)
        .document("ladders/guide.md", "---\ntitle: Guide to completeness\n---\n")
}

fn fact(value: Value) -> Value {
    json!({"value": value, "date": "2026-11-01", "source": "a report"})
}

pub(crate) fn inputs(facts: Value) -> Value {
    json!({"ladder": "/ladders/three.md", "facts": facts})
}

fn made(inputs: Value) -> Outcome {
    bench().generate_from(inputs)
}

#[test]
fn a_report_says_why_it_is_no_higher() {
    let mut all = inputs(json!({"complete": fact(json!(74)), "faq": fact(json!("no"))}));
    all["facts"]["complete"]["of"] = json!(12400);
    all["initiatives"] = json!([
        {"name": "Chatbot", "step": "assist", "cost": "€60,000", "owner": "Ada"},
        {"name": "Recommendations", "step": 2},
        {"name": "Counting", "step": "Data"},
    ]);
    all["history"] = json!([
        {"date": "2026-05-01", "facts": {"complete": 83}, "note": "before the new range"},
        {"date": "2025-11-01", "facts": {"complete": 70}},
    ]);
    all["teams"] =
        json!([{"name": "North", "facts": {"complete": 91, "faq": true, "minutes": 5}}, {"name": "South"}]);
    let outcome = made(all);
    insta::assert_snapshot!(outcome.snapshot());
}

#[test]
fn the_distance_of_the_handbooks_example_is_745_products() {
    // 74 % of 12,400 products are 9,176; more than 80 % is at least 9,921.
    let mut all = inputs(json!({"complete": fact(json!(74))}));
    all["facts"]["complete"]["of"] = json!(12400);
    let report = made(all).report();
    let todo = &report.data["todo"][0];
    assert_eq!((&report.data["step"], &report.data["next"]), (&json!("data"), &json!("personal")));
    assert_eq!((&todo["distance"], &todo["things"]), (&json!(6.0), &json!(745)));
    assert!(report.markdown.contains("6 percentage points, or 745 of 12,400"));
}

#[test]
fn a_threshold_itself_is_not_more_than_it() {
    let report = made(inputs(
        json!({"complete": fact(json!(80)), "faq": fact(json!(true)), "minutes": fact(json!(5))}),
    ))
    .report();
    assert_eq!(report.data["step"], "data");
    assert!(report.markdown.contains("just beyond"));
    let report = made(inputs(
        json!({"complete": fact(json!(80.1)), "faq": fact(json!(true)), "minutes": fact(json!(5))}),
    ))
    .report();
    assert_eq!((&report.data["step"], &report.data["next"]), (&json!("assist"), &Value::Null));
    assert_eq!(report.summary.tone, Tone::Good);
}

#[test]
fn unknown_is_not_no() {
    let report = made(inputs(json!({"complete": fact(json!("unknown"))}))).report();
    assert_eq!((&report.data["step_number"], &report.data["possible"]), (&json!(1), &json!(3)));
    // A good answer on completeness gives a step, a bad one takes two away; the others take one away each.
    assert_eq!(report.data["unknown"][0], json!({"fact": "complete", "gain": 2, "loss": 1, "worth": 3}));
    assert_eq!(report.data["unknown"][1], json!({"fact": "faq", "gain": 1, "loss": 2, "worth": 1}));
    assert!(report.markdown.contains("What share is complete? **unknown**"));
}

#[test]
fn what_got_worse_is_said() {
    let mut all = inputs(json!({"complete": fact(json!(78))}));
    all["history"] =
        json!([{"date": "2026-03-01", "facts": {"complete": 86}}, {"date": "2026-06-01", "facts": {}}]);
    let report = made(all).report();
    assert_eq!(
        report.data["regressed"],
        json!([{"fact": "complete", "step": "personal", "was": 86.0, "on": "2026-03-01", "now": 78.0}])
    );
    assert_eq!(report.summary.tone, Tone::Warn);
}

#[test]
fn a_goal_can_measure_a_fact() {
    let summary = Summary::default();
    let data = json!({"latest": {"date": "2026-10-31", "value": 85.2}, "unit": "%", "ladder_step": "/ladders/three.md#assist"});
    let all = inputs(json!({"complete": {"goal": "/goals/catalog.md", "of": 1000}}));
    let outcome = bench()
        .report("goals/catalog.md", "---\ntitle: Catalog\nreport: smart\n---\n", "smart", summary, data)
        .generate_from(all);
    let report = outcome.report();
    assert_eq!(report.data["step"], "personal");
    assert_eq!(
        report.data["facts"]["complete"],
        json!({
            "value": 85.2, "unit": "%", "date": "2026-10-31", "source": null, "goal": "/goals/catalog.md",
        })
    );
    assert!(report.markdown.contains("[Catalog](/goals/catalog.md)"));
    assert!(report.markdown.contains("| 3 Assistance | [Catalog](/goals/catalog.md) |"));
    let relations: Vec<(&str, &str)> =
        report.relations.iter().map(|it| (&*it.kind, it.at.as_deref().unwrap())).collect();
    assert_eq!(relations, [("climbs", "/ladder"), ("measured_by", "/facts/complete/goal")]);
}

#[test]
fn a_goal_without_a_value_leaves_it_unknown() {
    let all = inputs(json!({"complete": {"goal": "/goals/none.md"}}));
    let report = made(all).report();
    assert_eq!(report.data["step"], "data");
    assert_eq!(report.findings[0].at.as_deref(), Some("/facts/complete/goal"));
}

#[test]
fn an_old_fact_is_overdue_and_counts() {
    let mut all = inputs(json!({"complete": fact(json!(90))}));
    all["facts"]["complete"]["date"] = json!("2025-06-01");
    let report = made(all.clone()).report();
    assert_eq!(report.data["step"], "personal");
    assert_eq!(report.summary.overdue, ["complete, 538 days old"]);
    assert_eq!(report.summary.due.as_deref(), Some("2026-06-01"));
    let patient = bench().settings(&json!({"stale_after_days": 600})).generate_from(all).report();
    assert_eq!(patient.summary.overdue, Vec::<String>::new());
}

#[track_caller]
fn refused(inputs: Value, at: &str, message: &str, hint: &str) {
    let outcome = made(inputs);
    assert_eq!(outcome.failure(), None);
    assert_eq!(outcome.report().markdown, "");
    let found = outcome.findings();
    let finding = found
        .iter()
        .find(|it| it.at.as_deref() == Some(at))
        .unwrap_or_else(|| panic!("nothing at {at}: {found:#?}"));
    assert_eq!(
        (finding.severity, &*finding.message, finding.hint.as_deref()),
        (Severity::Error, message, Some(hint))
    );
}

#[test]
fn wrong_answers_are_errors_at_their_place() {
    refused(
        inputs(json!({"complete": fact(json!("about 80 %"))})),
        "/facts/complete/value",
        "`complete` is a metric, and `about 80 %` is no number",
        "write 80, without words or a unit",
    );
    refused(
        inputs(json!({"complete": fact(json!(true))})),
        "/facts/complete/value",
        "`complete` is a metric, not a yes",
        "write a number, or `unknown`",
    );
    refused(
        inputs(json!({"faq": fact(json!(3))})),
        "/facts/faq/value",
        "`faq` is a yes or no, not 3",
        "write `yes`, `no` or `unknown`",
    );
    refused(
        inputs(json!({"faq": fact(json!("nearly"))})),
        "/facts/faq/value",
        "`nearly` is no answer to `faq`",
        "write `yes`, `no` or `unknown`",
    );
    let mut all = inputs(json!({}));
    all["initiatives"] = json!([{"name": "Bot", "step": "assits"}]);
    refused(all, "/initiatives/0/step", "`assits` is no step of the ladder", "did you mean `assist`?");
    let mut all = inputs(json!({}));
    all["history"] = json!([{"date": "2026-01-01", "facts": {"complete": "x"}}, {"date": "2026-01-01"}]);
    refused(
        all.clone(),
        "/history/1/date",
        "there are two assessments of 2026-01-01",
        "keep the one that counts",
    );
    refused(
        all,
        "/history/0/facts/complete",
        "`complete` is a metric, and `x` is no number",
        "write a number, or `unknown`",
    );
    let mut all = inputs(json!({}));
    all["teams"] = json!([{"name": "A", "facts": {"complet": 1}}]);
    let outcome = made(all);
    assert_eq!(outcome.findings()[0].hint.as_deref(), Some("did you mean `complete`?"));
    refused(
        inputs(json!({"complete": {"value": 3, "goal": "/goals/a.md"}})),
        "/facts/complete/value",
        "`complete` has a value of its own and one of a goal",
        "remove `value`, or remove `goal`",
    );
}

#[test]
fn doubtful_facts_are_warnings() {
    let report = made(inputs(json!({"complete": {"value": 180}, "fqa": fact(json!("yes")), "faq": {"value": true, "date": "2027-01-01", "source": "x"}}))).report();
    let found: Vec<(&str, &str)> =
        report.findings.iter().map(|it| (it.at.as_deref().unwrap_or_default(), &*it.message)).collect();
    assert_eq!(
        found,
        [
            ("/facts/fqa", "the ladder does not ask for `fqa`"),
            ("/facts/complete", "`complete` has no date"),
            ("/facts/complete", "`complete` has no source"),
            ("/facts/complete/value", "`complete` is 180 %"),
            ("/facts/faq/date", "`faq` cannot be known on 2026-11-21: it is of 2027-01-01, and not counted"),
        ]
    );
    assert_eq!(report.data["facts"]["faq"]["value"], Value::Null);
}

#[test]
fn a_page_that_is_no_ladder_is_said() {
    let mut all = inputs(json!({}));
    all["ladder"] = json!("/ladders/guide.md");
    refused(
        all,
        "/ladder",
        "`ladders/guide.md` is no ladder: its front matter has no `ladder`",
        "name a page with a ladder, such as `/ladders/three.md`",
    );
    let mut all = inputs(json!({}));
    all["ladder"] = json!("/ladders/thre.md");
    refused(
        all,
        "/ladder",
        "there is no page `/ladders/thre.md`",
        "name a page with a ladder, such as `/ladders/three.md`",
    );
}

#[test]
fn a_ladder_with_mistakes_is_named_with_their_places() {
    let text = LADDER.replace("more_than: 80", "more_than: eighty").replace("id: assist", "id: data");
    let outcome =
        Bench::of::<Maturity>().document("ladders/three.md", &text).generate_from(inputs(json!({})));
    let finding = &outcome.findings()[0];
    assert_eq!(finding.at.as_deref(), Some("/ladder"));
    assert_eq!(
        finding.message,
        "the ladder `ladders/three.md` cannot be climbed: the threshold of `complete` is not a number: `eighty`"
    );
    assert_eq!(
        finding.hint.as_deref(),
        Some(
            "in `ladders/three.md`, at `ladder/steps/1/prerequisites/0/more_than`: write a number like 80, and `%` under `unit:`"
        )
    );
    assert_eq!(finding.notes, ["also, at `ladder/steps/2/id`: `data` is the id of step 1 already"]);
}

#[test]
fn the_shortcode_shows_a_ladder() {
    let shown = bench().shortcode("ladder", &[("of", "/ladders/three.md")], "index.md").shortcoded();
    assert!(shown.findings.is_empty());
    assert!(
        shown.markdown.contains("| What share is complete? | more than 80\u{a0}% |"),
        "{}",
        shown.markdown
    );
    assert!(shown.markdown.contains("[Guide to completeness](/ladders/guide.md)"));
    let own = bench().shortcode("ladder", &[], "ladders/three.md").shortcoded();
    assert_eq!(own.markdown, shown.markdown);
    let none = bench().shortcode("ladder", &[("of", "/a.md")], "index.md").shortcoded();
    assert_eq!(none.findings[0].message, "there is no page `/a.md`");
}

#[test]
fn words_stay_words() {
    let mut all = inputs(
        json!({"complete": {"value": 74, "date": "2026-11-01", "source": "| <b>x</b> [a](b)", "note": "# x"}}),
    );
    all["initiatives"] = json!([{"name": "**Bot** | x", "step": 3, "cost": "`1`"}]);
    let report = made(all).report();
    assert!(
        !report.markdown.contains("**Bot**") && !report.markdown.contains("[a](b)"),
        "{}",
        report.markdown
    );
}
