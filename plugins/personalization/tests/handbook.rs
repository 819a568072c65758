//! The documents of the bundled handbook.

use stratbook_personalization::Personalization;
use stratbook_plugin::messages::{Summary, Tone};
use stratbook_plugin::prelude::{Value, json};
use stratbook_plugin::testing::Bench;

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{}/../../content/{path}", env!("CARGO_MANIFEST_DIR")))
        .expect("the handbook is there")
}

/// The goals' reports, as far as they are used here.
fn bench() -> Bench {
    let goal = |status: &str, tone: Tone| {
        let mut summary = Summary::default();
        status.clone_into(&mut summary.status);
        summary.tone = tone;
        summary
    };
    let data = |baseline: f64, target: f64, unit: &str| -> Value {
        json!({
            "baseline": baseline, "target": target, "unit": unit, "due": "2027-06-30",
            "latest": {"date": "2026-10-31", "value": 84},
        })
    };
    let mut bench = Bench::of::<Personalization>();
    for (name, baseline, target, unit, status, tone) in [
        ("conversion-rate", 2.0, 3.0, "%", "at risk", Tone::Warn),
        ("average-order-value", 48.0, 57.6, "EUR", "on track", Tone::Good),
        ("catalog-completeness", 74.0, 90.0, "%", "on track", Tone::Good),
    ] {
        let path = format!("strategy/goals/{name}.md");
        bench = bench.report(&path, &read(&path), "smart", goal(status, tone), data(baseline, target, unit));
    }
    let template = "templates/personalization-brief.md";
    [template, "templates/smart-goal-sheet.md", "templates/variable-dictionary.md"]
        .into_iter()
        .fold(bench, |bench, path| bench.document(path, &read(path)))
}

#[test]
fn the_brief_of_the_retailer_is_complete() {
    let path = "strategy/personalization/retailer-brief.md";
    let outcome = bench().generate(path, &read(path));
    assert_eq!(outcome.findings(), []);
    insta::assert_snapshot!(outcome.report().markdown);
}

// Worked by hand. Before: 1,000,000 visitors × 2 % = 20,000 orders a month; × 12 × €48 = €11,520,000 a year.
// After: 1,000,000 × 3 % = 30,000; × 12 × €57.60 = €20,736,000. Change: 20,736,000 / 11,520,000 = 1.5 × 1.2 = 1.8.
// Shares of revenue: 24,000 × 4 × €55 = €5,280,000 (45.8 %), 96,000 × 1 × €46 = €4,416,000 (38.3 %),
// 80,000 × 0.6 × €38 = €1,824,000 (15.8 %); together €11,520,000.
#[test]
fn its_numbers_are_those_of_the_manual() {
    let path = "strategy/personalization/retailer-brief.md";
    let data = bench().generate(path, &read(path)).report().data;
    let shown = |name: &str| data["values"][name]["shown"].as_str().unwrap_or_default().to_owned();
    for (name, expected) in [
        ("CONV_LIFT", "50 %"),
        ("AOV_LIFT", "20 %"),
        ("ORDERS_BASE", "20,000"),
        ("ORDERS_TARGET", "30,000"),
        ("REVENUE_BASE", "€11,520,000"),
        ("REVENUE_TARGET", "€20,736,000"),
        ("REVENUE_LIFT", "80 %"),
        ("REVENUE_MORE", "€9,216,000"),
        ("COST_TOTAL", "€73,000"),
        ("LOYAL_REVENUE", "45.8 %"),
        ("OCCASIONAL_REVENUE", "38.3 %"),
        ("NEW_REVENUE", "15.8 %"),
        ("AOV_TARGET", "€57.60"),
        ("DUE_DATE", "30 June 2027"),
    ] {
        assert_eq!(shown(name), expected, "{name}");
    }
    let manual = read("using-stratbook/report-personalization.md");
    for number in ["€11,520,000", "€20,736,000", "€9,216,000", "80 %", "20,000", "30,000"] {
        assert!(manual.contains(number), "{number}");
    }
}

#[test]
fn the_draft_is_half_filled() {
    let path = "strategy/personalization/gift-shop-brief.md";
    let outcome = bench().generate(path, &read(path));
    insta::assert_snapshot!(outcome.snapshot());
}
