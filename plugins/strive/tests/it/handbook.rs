//! What the handbook says of its own assessments.

use stratbook_plugin::prelude::*;
use stratbook_plugin::testing::Bench;
use stratbook_strive::Strive;
use stratbook_strive::sensitivity::ranges;

const GOAL: &str = "---\ntitle: Goal\ndoc_type: Goal\n---\n";

fn made(text: &str) -> Report {
    let goals = ["conversion-rate", "average-order-value", "support-tickets"];
    goals
        .iter()
        .fold(Bench::of::<Strive>(), |bench, goal| bench.document(&format!("strategy/goals/{goal}.md"), GOAL))
        .generate("strategy/assessments/a.md", text)
        .report()
}

fn of(report: &Report, key: &str) -> Vec<Value> {
    report.data["options"].as_array().expect("a list").iter().map(|option| option[key].clone()).collect()
}

#[test]
fn search_wins_and_prices_are_vetoed() {
    let report = made(include_str!("../../../../content/strategy/assessments/search-and-recommendations.md"));
    assert_eq!(report.findings, []);
    assert_eq!(of(&report, "verdict"), ["adopt", "pilot", "pilot", "incomplete", "reject"]);
    assert_eq!(of(&report, "failed_gates")[4], json!(["ethics_compliance"]));
    assert_eq!((report.summary.status.as_str(), &report.data["open"]), ("adopt", &json!([])));
}

#[test]
fn one_unknown_fact_keeps_the_assistant_open() {
    let report = made(include_str!("../../../../content/strategy/assessments/conversational-assistant.md"));
    assert_eq!(report.findings, []);
    assert_eq!(of(&report, "verdict"), ["pilot", "incomplete", "incomplete", "reject"]);
    assert_eq!(report.data["open"], json!(["Support agent"]));
    // 340 points of 100 weights; 285 + 15 times what nobody knows.
    assert_eq!(of(&report, "score")[0], 3.4);
    assert_eq!((&of(&report, "low")[1], &of(&report, "high")[1]), (&json!(3.0), &json!(3.6)));
    assert_eq!(report.summary.status, "incomplete");
}

/// The numbers of the manual's page on STRIVE reports.
#[test]
fn nearly_half_of_the_weight_would_have_to_lie_on_the_supplier() {
    let rows = [vec![5.0, 4.0, 4.0, 4.0, 3.0, 5.0], vec![4.0, 4.0, 3.0, 3.0, 4.0, 4.0]];
    let found = ranges(&[25.0, 20.0, 20.0, 15.0, 10.0, 10.0], &rows, 0, &[1]);
    let above = found[4].as_ref().unwrap().above.unwrap();
    assert!((above.0 - 0.4375).abs() < 1e-12);
    assert!(found.iter().enumerate().all(|(at, range)| at == 4 || range.as_ref().unwrap().above.is_none()));
}
