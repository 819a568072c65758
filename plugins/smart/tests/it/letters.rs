//! Letters: what is good, what is weak, and what is missing.

use serde_json::{Value, json};

use crate::goals::{on, tickets, with};

/// Verdict of a letter with the first reason and suggestion.
fn letter(name: &str, changes: Value) -> (String, String, String) {
    let report = on("2026-03-15", with(tickets(), changes)).report();
    let letter = &report.data["letters"][name];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&letter["verdict"]), text(&letter["reasons"][0]), text(&letter["suggestions"][0]))
}

#[track_caller]
fn is(name: &str, changes: Value, verdict: &str, reason: &str) {
    let found = letter(name, changes);
    assert_eq!((&*found.0, &*found.1), (verdict, reason));
    assert!(verdict == "good" || !found.2.is_empty(), "no suggestion");
}

#[test]
fn specific() {
    is("S", json!({}), "good", "The statement says how much is to be reached.");
    is(
        "S",
        json!({"statement": "We want to improve our customer support"}),
        "bad",
        "“improve” does not say what changes.",
    );
    is(
        "S",
        json!({"statement": "Optimising tickets from 10 to 6 in 2026"}),
        "weak",
        "“optimise” does not say what changes.",
    );
    is(
        "S",
        json!({"statement": "Lower the number of tickets a lot"}),
        "weak",
        "The statement does not name the target, 6 tickets per 100 orders.",
    );
    is(
        "S",
        json!({"statement": "Tickets to 6"}),
        "weak",
        "The statement is too short to be understood without asking.",
    );
    // The change, or the change in per cent, is as good as the target: 4, and 40 %.
    is(
        "S",
        json!({"statement": "Cut tickets per 100 orders by 40 % until December"}),
        "good",
        "The statement says how much is to be reached.",
    );
    is(
        "S",
        json!({"statement": "Lower returns from 31,000 to 12,500 by December", "baseline": 31000, "target": 12500}),
        "good",
        "The statement says how much is to be reached.",
    );
    // Words that only contain one of the vague ones.
    is(
        "S",
        json!({"statement": "Lower driver tickets and helpful calls from 10 to 6"}),
        "good",
        "The statement says how much is to be reached.",
    );
}

#[test]
fn measurable() {
    let late = json!({"measurements": [{"date": "2026-01-10", "value": 9.9}]});
    is("M", late, "weak", "The last value is of 10 January 2026; the next was due 33 days ago.");
    let recent = json!({"measurements": [{"date": "2026-03-10", "value": 9.9}]});
    let here = |changes: Value| with(recent.clone(), changes);
    is("M", recent.clone(), "good", "It is read from help desk, report 12.");
    is("M", here(json!({"unit": ""})), "bad", "The numbers have no unit.");
    is("M", here(json!({"source_of_truth": " "})), "bad", "Nothing says where the number is read from.");
    is("M", here(json!({"target": 10})), "bad", "The target is the baseline, so nothing is to change.");
}

#[test]
fn achievable() {
    is("A", json!({"owner": ""}), "bad", "Nobody answers for it.");
    is("A", json!({"because": null}), "weak", "Nothing says that the target can be reached.");
    let range = |low: f64, high: f64, of: &str| json!({"benchmark": {"low": low, "high": high, "of": of, "source": "five shops"}});
    is(
        "A",
        range(7.0, 9.0, "value"),
        "bad",
        "The target asks for 6 tickets per 100 orders, beyond the range that is likely: 7 tickets per 100 orders to 9 tickets per 100 orders (five shops).",
    );
    is("A", range(-50.0, -30.0, "relative_change"), "good", "Ada Moreau answers for it.");
    let asks = |changes: Value| {
        let report = on("2026-03-15", with(tickets(), changes)).report();
        report.data["letters"]["A"]["reasons"][1].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(
        asks(range(-50.0, -30.0, "relative_change")),
        "The target asks for −40 %, within the range that is likely: −50 % to −30 % (five shops)."
    );
    assert_eq!(
        asks(range(5.0, 6.0, "value")),
        "The target asks for 6 tickets per 100 orders, within the range that is likely: 5 tickets per 100 orders to 6 tickets per 100 orders (five shops)."
    );
    assert!(asks(range(3.0, 5.0, "value")).contains("less than others usually reach"));
    assert!(asks(range(-5.0, -3.0, "change")).contains("asks for −4 tickets per 100 orders, within"));
}

#[test]
fn relevant() {
    is("R", json!({}), "good", "Every ticket costs €6.");
    is("R", json!({"why": null}), "bad", "Nothing says why the number matters.");
    is(
        "R",
        json!({"why": null, "competencies": ["Measure"], "ladder_step": "Assistance"}),
        "good",
        "It is tied to 1 competency, 1 ladder step.",
    );
}

#[test]
fn time_bound() {
    is("T", json!({}), "good", "It runs from 1 January 2026 to 31 December 2026, 364 days.");
    is(
        "T",
        json!({"start": "2025-01-01", "due": "2026-03-01"}),
        "bad",
        "It was due on 1 March 2026, 14 days ago.",
    );
    is("T", json!({"due": "2030-12-31"}), "weak", "It runs for more than three years.");
    let reached = json!({"start": "2025-01-01", "due": "2026-03-01", "measurements": [{"date": "2026-03-01", "value": 6}]});
    is("T", reached, "good", "It runs from 1 January 2025 to 1 March 2026, 424 days.");
}
