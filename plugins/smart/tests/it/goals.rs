//! Whole goals: the example, one that is to fall, and all statuses.

use serde_json::{Value, json};
use stratbook_plugin::messages::{Severity, Tone};
use stratbook_plugin::testing::{Bench, Outcome};
use stratbook_smart::Smart;

/// From 10 to 6 tickets within the year: less is better.
pub(crate) fn tickets() -> Value {
    json!({
        "statement": "Lower support tickets from 10 to 6 per 100 orders by 31 December 2026",
        "kpi": "support tickets",
        "unit": "tickets per 100 orders",
        "direction": "down",
        "baseline": 10,
        "target": 6,
        "start": "2026-01-01",
        "due": "2026-12-31",
        "owner": "Ada Moreau",
        "source_of_truth": "help desk, report 12",
        "because": "half of the tickets ask where a parcel is",
        "why": "Every ticket costs €6",
    })
}

pub(crate) fn with(mut goal: Value, changes: Value) -> Value {
    for (key, value) in changes.as_object().cloned().unwrap_or_default() {
        goal[key] = value;
    }
    goal
}

pub(crate) fn on(today: &str, goal: Value) -> Outcome {
    Bench::of::<Smart>().today(today).generate_from(goal)
}

fn example() -> String {
    let inputs = include_str!("../../example.yaml").replace('\n', "\n  ");
    format!("---\ntitle: Conversion rate\nreport: smart\ninputs:\n  {inputs}\n---\n")
}

#[test]
fn the_example_is_a_good_goal() {
    let outcome = Bench::of::<Smart>().today("2026-11-21").generate("goals/conversion.md", &example());
    insta::assert_snapshot!(outcome.snapshot());
}

#[test]
fn a_goal_that_is_to_fall_has_reached_a_quarter() {
    // (9 − 10) / (6 − 10) = 0.25 on day 89 of 364, where 0.2445 is expected.
    let goal = with(tickets(), json!({"measurements": [{"date": "2026-03-31", "value": 9.0}]}));
    let report = on("2026-04-02", goal).report();
    assert_eq!(report.data["progress"], json!(0.25));
    assert_eq!(report.data["expected"], json!(89.0 / 364.0));
    assert_eq!(report.data["status"], "on track");
    assert_eq!(report.summary.tone, Tone::Good);
    // Through (0, 10) and (89, 9): 10 − 364/89.
    let projected = report.data["projected"].as_f64().unwrap();
    assert!((projected - (10.0 - 364.0 / 89.0)).abs() < 1e-12, "{projected}");
    assert_eq!(report.data["projected_low"], Value::Null);
    assert!(
        report.markdown.contains("With one measurement there is a direction, and no uncertainty to give")
    );
}

#[test]
fn two_measurements_give_no_range_and_three_do() {
    let two =
        json!({"measurements": [{"date": "2026-03-31", "value": 9.0}, {"date": "2026-06-30", "value": 8.1}]});
    let report = on("2026-07-01", with(tickets(), two)).report();
    assert_eq!(report.data["projected_low"], Value::Null);
    assert!(
        report.markdown.contains("With two measurements there is a direction, and no uncertainty to give")
    );
    let three = json!({"measurements": [
        {"date": "2026-09-30", "value": 7.9}, {"date": "2026-03-31", "value": 9.0}, {"date": "2026-06-30", "value": 8.1},
    ]});
    let report = on("2026-10-01", with(tickets(), three)).report();
    assert!(report.data["projected_low"].as_f64().unwrap() < report.data["projected"].as_f64().unwrap());
    assert!(!report.markdown.contains("no uncertainty to give"));
}

#[test]
fn every_status_has_its_rule() {
    let measured = |day: &str, value: f64| json!({"measurements": [{"date": day, "value": value}]});
    // Halfway through (2 July, day 182 of 364) half of the way, 8, is expected.
    let cases = [
        ("2025-12-01", json!({}), "not started"),
        ("2026-01-20", json!({}), "not started"),
        ("2026-03-01", json!({}), "at risk"),
        ("2027-02-01", json!({}), "missed"),
        ("2026-07-02", measured("2026-07-02", 8.0), "on track"),
        ("2026-07-02", measured("2026-07-02", 8.4), "on track"),
        ("2026-07-02", measured("2026-07-02", 8.41), "at risk"),
        ("2026-07-02", measured("2026-07-02", 9.0), "at risk"),
        ("2026-07-02", measured("2026-07-02", 9.01), "off track"),
        ("2026-07-02", measured("2026-07-02", 12.0), "off track"),
        ("2026-07-02", measured("2026-07-02", 6.0), "achieved"),
        ("2027-02-01", measured("2026-12-31", 5.9), "achieved"),
        ("2027-02-01", measured("2026-12-31", 6.1), "missed"),
        // A value taken within the two weeks after still decides.
        ("2027-01-10", measured("2026-12-01", 6.5), "on track"),
        ("2027-01-10", measured("2027-01-08", 6.5), "missed"),
        ("2027-02-01", measured("2027-01-14", 6.0), "achieved"),
        ("2027-02-01", measured("2027-01-15", 6.0), "missed"),
    ];
    for (today, changes, status) in cases {
        let report = on(today, with(tickets(), changes.clone())).report();
        assert_eq!(report.data["status"], status, "{today} {changes}");
        assert_eq!(report.summary.status, status);
    }
}

#[test]
fn thresholds_are_settings() {
    let goal = with(tickets(), json!({"measurements": [{"date": "2026-07-02", "value": 8.4}]}));
    let bench = Bench::of::<Smart>().today("2026-07-02");
    let strict = bench.settings(&json!({"on_track_within": 0.0, "at_risk_within": 0.05}));
    let report = strict.generate_from(goal.clone()).report();
    assert_eq!(report.data["status"], "off track");
    assert!(report.markdown.contains("at risk up to 5 %"));
    let odd = Bench::of::<Smart>().settings(&json!({"on_track_within": 0.5}));
    assert!(odd.generate_from(goal).failure().unwrap().contains("larger than `at_risk_within`"));
}

#[test]
fn an_unmeasured_goal_is_overdue() {
    let report = on("2026-03-01", tickets()).report();
    assert_eq!(report.summary.overdue, ["measurement of 1 February 2026, 28 days late"]);
    assert_eq!(report.summary.due.as_deref(), Some("2026-02-01"));
    assert!(report.markdown.contains("There is no measurement yet."));
}

#[test]
fn a_guardrail_that_breaks_is_said_first() {
    let goal = with(
        tickets(),
        json!({
            "measurements": [{"date": "2026-07-02", "value": 7.0}],
            "guardrails": [{"name": "satisfaction", "unit": "of 5", "at_least": 4.2, "latest": {"date": "2026-07-01", "value": 4.0}}],
        }),
    );
    let report = on("2026-07-02", goal).report();
    assert_eq!((&*report.summary.status, report.summary.tone), ("on track", Tone::Warn));
    assert!(report.markdown.contains("But **satisfaction** is out of its limits"));
    assert_eq!(report.data["guardrails"][0]["holds"], false);
}

#[test]
fn a_goal_that_keeps_to_its_line_and_will_miss_is_a_warning() {
    // A little more behind at each measurement, and without scatter: the range is as narrow as the line.
    let value = |days: f64| 10.0 - 4.0 * (days / 364.0 * 0.96);
    let measurements = json!([
        {"date": "2026-03-31", "value": value(89.0)},
        {"date": "2026-06-30", "value": value(180.0)},
        {"date": "2026-09-30", "value": value(272.0)},
    ]);
    let report = on("2026-10-01", with(tickets(), json!({ "measurements": measurements }))).report();
    assert_eq!((&*report.summary.status, report.summary.tone), ("on track", Tone::Warn));
    assert!(report.markdown.contains("But if it goes on as measured"));
}

#[test]
fn pages_that_it_names_become_relations() {
    let goal = with(
        tickets(),
        json!({
            "serves": ["/strategy/index.md"],
            "assessments": ["/assessments/assistant.md"],
            "competencies": ["Enhance engagement", "/competencies/04.md#pricing"],
            "ladder_step": "/ladders/ai.md#assist",
            "source_of_truth": "/data/help-desk.md",
        }),
    );
    let outcome = Bench::of::<Smart>()
        .document("competencies/04.md", "---\ntitle: Conversion\n---\n")
        .document("strategy/index.md", "---\ntitle: Strategy\n---\n")
        .document("assessments/assistant.md", "---\ntitle: Assistant\nstatus: Deprecated\n---\n")
        .document(
            "ladders/ai.md",
            "---\ntitle: AI in commerce\nladder:\n  steps:\n    - { id: data, name: Data }\n    - { id: assist, name: Assistance }\n---\n",
        )
        .generate_from(goal);
    let report = outcome.report();
    let relations: Vec<(&str, &str, &str)> = report
        .relations
        .iter()
        .map(|it| (&*it.kind, &*it.target, it.at.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        relations,
        [
            ("serves", "/strategy/index.md", "/serves/0"),
            ("depends_on", "/assessments/assistant.md", "/assessments/0"),
            ("needs", "/competencies/04.md", "/competencies/1"),
            ("measured_by", "/data/help-desk.md", "/source_of_truth"),
            ("belongs_to", "/ladders/ai.md", "/ladder_step"),
        ]
    );
    assert!(report.markdown.contains("Enhance engagement, [Conversion](/competencies/04.md#pricing)"));
    assert!(report.markdown.contains("[Assistant](/assessments/assistant.md) (deprecated)"));
    assert!(report.markdown.contains("Step 2, **Assistance**, of [AI in commerce](/ladders/ai.md)"));
}

#[test]
fn what_a_goal_lacks_is_said_at_its_place() {
    let goal = with(tickets(), json!({"owner": null, "unit": null}));
    let report = on("2026-01-02", goal).report();
    let said: Vec<(Severity, &str)> = report
        .findings
        .iter()
        .map(|finding| (finding.severity, finding.at.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(said, [(Severity::Warning, "/unit"), (Severity::Warning, "/owner")]);
    assert_eq!(report.findings[1].message, "the goal is not achievable: nobody answers for it");
}
