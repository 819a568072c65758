//! Inputs that nobody should write, and everybody does.

use serde_json::{Value, json};
use stratbook_plugin::messages::Severity;
use stratbook_plugin::testing::Bench;
use stratbook_smart::Smart;

use crate::goals::{on, tickets, with};

#[track_caller]
fn refused(changes: Value, at: &str, message: &str) {
    let outcome = on("2026-07-02", with(tickets(), changes));
    assert_eq!(outcome.failure(), None);
    assert_eq!(outcome.report().markdown, "");
    let found = outcome.findings();
    let finding = found.iter().find(|finding| finding.at.as_deref() == Some(at));
    let finding = finding.unwrap_or_else(|| panic!("nothing at {at}: {found:#?}"));
    assert_eq!((finding.severity, &*finding.message), (Severity::Error, message));
}

#[test]
fn contradictions_are_errors_at_their_place() {
    refused(json!({"due": "2026-01-01"}), "/due", "the goal is due on 2026-01-01, and starts on 2026-01-01");
    refused(
        json!({"direction": "up"}),
        "/direction",
        "the direction is `up`, but the target 6 is below the baseline 10",
    );
    refused(
        json!({"measurements": [{"date": "2026-02-01", "value": 9}, {"date": "2026-02-01", "value": 8}]}),
        "/measurements/1/date",
        "there are two measurements of 2026-02-01",
    );
    refused(
        json!({"benchmark": {"low": 3, "high": 2}}),
        "/benchmark/low",
        "the range begins at 3 and ends at 2",
    );
    refused(
        json!({"baseline": 0, "direction": null, "target": 3, "benchmark": {"low": 1, "high": 2, "of": "relative_change"}}),
        "/benchmark/of",
        "a change from 0 cannot be given in per cent",
    );
    refused(json!({"guardrails": [{"name": "returns"}]}), "/guardrails/0", "`returns` has no limit");
    refused(json!({"target": -1e300}), "/target", "`-1e300` is too large to be computed with");
}

#[test]
fn types_are_those_of_the_schema() {
    refused(json!({"target": "six"}), "/target", "invalid type: string \"six\", expected f64");
    refused(json!({"due": "2026-02-30"}), "/due", "`2026-02-30` is not a day; write it like 2026-11-21");
    let outcome = on("2026-07-02", with(tickets(), json!({"targt": 3})));
    assert!(outcome.findings()[0].message.starts_with("unknown field `targt`"), "{:?}", outcome.findings());
}

#[test]
fn empty_fields_are_as_good_as_none() {
    let goal = with(
        tickets(),
        json!({"measurements": null, "guardrails": null, "serves": null, "owner": null, "ladder_step": "", "benchmark": null}),
    );
    assert_eq!(on("2026-01-02", goal).report().data["status"], "not started");
}

#[test]
fn a_value_from_the_future_is_not_counted() {
    let goal = with(tickets(), json!({"measurements": [{"date": "2026-12-01", "value": 1}]}));
    let report = on("2026-07-02", goal).report();
    assert_eq!(report.data["progress"], Value::Null);
    assert_eq!(report.findings[0].at.as_deref(), Some("/measurements/0/date"));
}

#[test]
fn a_value_from_before_the_start_is_shown_and_not_counted() {
    let goal = with(tickets(), json!({"measurements": [{"date": "2025-12-01", "value": 1}]}));
    let report = on("2026-07-02", goal).report();
    assert_eq!((&report.data["progress"], &report.data["status"]), (&Value::Null, &json!("at risk")));
    assert!(report.markdown.contains("before the start, not counted"));
}

#[test]
fn the_ends_of_what_is_possible_are_survived() {
    let extremes = [
        json!({"baseline": 1e15, "target": -1e15, "measurements": [{"date": "2026-02-01", "value": -1e15}]}),
        json!({"baseline": 1e-300, "target": 0, "measurements": [{"date": "2026-02-01", "value": 1e15}]}),
        json!({"baseline": 6, "measurements": [{"date": "2026-02-01", "value": 6}]}),
        json!({"start": "0000-01-01", "due": "9999-12-31"}),
        json!({"due": "2026-01-02", "measurements": [{"date": "2026-01-01", "value": 9}]}),
        json!({"statement": "x".repeat(1_000_000)}),
        json!({"statement": "| a \n\n# b <script>alert(1)</script> [c](d)", "kpi": "``` |", "unit": "\u{0}|"}),
    ];
    for changes in extremes {
        let outcome = on("2026-07-02", with(tickets(), changes.clone()));
        assert_eq!(outcome.failure(), None, "{changes}");
        assert!(!outcome.report().markdown.is_empty(), "{changes}");
    }
    let many: Vec<Value> = (0..5000)
        .map(|at| json!({"date": stratbook_plugin::Day::new(2020, 1, 1).unwrap().plus_days(at), "value": at % 7}))
        .collect();
    let goal = with(tickets(), json!({"start": "2020-01-01", "due": "2040-01-01", "measurements": many}));
    let report = on("2036-01-01", goal).report();
    assert!(report.markdown.matches("[\n").count() < 500);
    assert!(report.markdown.contains("[!NOTE]- All 5,000 measurements"));
}

#[test]
fn words_stay_words() {
    let goal =
        with(tickets(), json!({"statement": "<script>alert(1)</script> from 10 to 6\n\n## Not a heading"}));
    let report = on("2026-07-02", goal).report();
    let bare = report.markdown.match_indices("<script").any(|(at, _)| !report.markdown[..at].ends_with('\\'));
    assert!(!bare && !report.markdown.contains("\n## Not") && !report.markdown.contains("> ## Not"));
}

#[test]
fn nothing_is_asked_for_where_nothing_is_named() {
    let outcome = Bench::of::<Smart>().generate_from(tickets());
    assert!(outcome.asked.is_empty(), "{:?}", outcome.asked);
}
