//! The numbers that the bundled handbook shows, computed again.

use stratbook_plugin::testing::{Bench, Outcome};
use stratbook_smart::Smart;

const PAGE: &str = include_str!("../../../../content/using-stratbook/report-smart.md");

/// The example of the page on these reports, on a day in October.
fn example() -> Outcome {
    let block = PAGE.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    assert!(block.contains("report: smart"));
    Bench::of::<Smart>().today("2026-10-12").generate("x.md", &format!("---\ntitle: Example\n{block}---\n"))
}

#[track_caller]
fn said(report: &str, page: &str) {
    assert!(example().report().markdown.contains(report), "the report does not say `{report}`");
    assert!(PAGE.contains(page), "the page does not say `{page}`");
}

#[test]
fn the_worked_example_is_right() {
    let data = example().report().data;
    assert_eq!(data["status"], "at risk");
    assert_eq!(data["meets"], "2027-03-03");
    said("(2.62 − 2) / (3 − 2) = **62 %**", "(2.62 − 2) / (3 − 2) = **62 %**");
    said("242 of 334 days = **72.5 %**", "day 242 of 334, so **72.5 %**");
    said("**10.5 % of the way behind**", "72.5 % − 62 % = 10.5 %");
    said("Slope: 0.0025216 a day", "rises by 0.0025216 a day from 2.0038");
    said("= **2.85 %**", "**2.85 %** on 31 December");
    said("= 2.015: **2.65 % to 3.04 %**", "$t = 2.015$ a range from **2.65 %** to **3.04 %**");
    said("on that day: **8.5 %**", "is **8.5 %**");
    said("It would be reached on 3 March 2027", "on **3 March 2027**");
}

#[test]
fn the_page_names_every_input_and_setting() {
    let description = Bench::of::<Smart>().describe();
    let properties = |schema: &serde_json::Value| -> Vec<String> {
        schema["properties"].as_object().map(|it| it.keys().cloned().collect()).unwrap_or_default()
    };
    let inputs = properties(&description.report.map(|it| it.schema).unwrap_or_default());
    assert!(inputs.len() > 15);
    for name in inputs {
        assert!(PAGE.contains(&format!("`{name}`")), "the page does not name `{name}`");
    }
    let settings = description.settings.unwrap_or_default();
    assert_eq!(properties(&settings).len(), 5);
    for (name, property) in settings["properties"].as_object().into_iter().flatten() {
        let value = property["default"].as_f64().unwrap_or(f64::NAN);
        let line = PAGE.lines().find(|line| line.starts_with(&format!("{name} = "))).unwrap_or_default();
        let shown = line.split(['=', '#']).nth(1).map(str::trim).and_then(|text| text.parse::<f64>().ok());
        assert_eq!(shown, Some(value), "{name}");
    }
}

#[test]
fn the_goals_of_the_handbook_are_good_ones() {
    let goals = [
        ("conversion-rate", include_str!("../../../../content/strategy/goals/conversion-rate.md")),
        ("average-order-value", include_str!("../../../../content/strategy/goals/average-order-value.md")),
        ("support-tickets", include_str!("../../../../content/strategy/goals/support-tickets.md")),
        ("catalog-completeness", include_str!("../../../../content/strategy/goals/catalog-completeness.md")),
    ];
    let mut stand = Vec::new();
    for (name, text) in goals {
        let outcome = Bench::of::<Smart>().generate(&format!("strategy/goals/{name}.md"), text);
        let report = outcome.report();
        assert!(report.findings.is_empty(), "{name}: {:#?}", report.findings);
        for (letter, judged) in report.data["letters"].as_object().into_iter().flatten() {
            assert_eq!(judged["verdict"], "good", "{name}: {letter} {judged:#}");
        }
        stand.push(format!("{name}: {}; {}", report.summary.status, report.summary.headline));
    }
    insta::assert_snapshot!(stand.join("\n"));
}
