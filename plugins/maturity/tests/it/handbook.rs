//! The ladders of the bundled handbook, and the numbers that its pages show.

use serde_json::json;
use stratbook_maturity::Maturity;
use stratbook_plugin::messages::{Severity, Summary};
use stratbook_plugin::testing::Bench;

const LADDERS: [(&str, &str); 3] = [
    (
        "frameworks/ladders/ai-in-commerce.md",
        include_str!("../../../../content/frameworks/ladders/ai-in-commerce.md"),
    ),
    ("frameworks/ladders/ecosystem.md", include_str!("../../../../content/frameworks/ladders/ecosystem.md")),
    (
        "frameworks/ladders/personalization.md",
        include_str!("../../../../content/frameworks/ladders/personalization.md"),
    ),
];
const POSITION: &str = include_str!("../../../../content/strategy/position/ai-in-commerce.md");

fn bench() -> Bench {
    LADDERS.iter().fold(Bench::of::<Maturity>(), |bench, (path, text)| bench.document(path, text))
}

#[test]
fn the_ladders_can_be_climbed() {
    // Their links lead to pages that are not here.
    let findings = bench().check().findings();
    let found: Vec<_> = findings.iter().filter(|it| !it.message.ends_with("leads nowhere")).collect();
    assert!(found.is_empty(), "{found:#?}");
    for (index, steps) in [5, 3, 5].into_iter().enumerate() {
        let report = bench().generate_from(json!({"ladder": format!("/{}", LADDERS[index].0)})).report();
        assert_eq!(report.data["steps"], steps);
        assert!(report.findings.iter().all(|it| it.severity != Severity::Error));
    }
}

#[test]
fn the_five_steps_have_the_thresholds_of_the_framework() {
    let value = json!({"ladder": "/frameworks/ladders/ai-in-commerce.md", "facts": {
        "clean-transactions": {"value": true, "date": "2026-01-15", "source": "x"},
        "session-behaviour": {"value": true, "date": "2026-01-15", "source": "x"},
        "attribute-completeness": {"value": 74, "of": 12400, "date": "2026-01-15", "source": "x"},
    }});
    // The example of the page on the ladder: step two, and 745 products to complete.
    let report = bench().generate_from(value.clone()).report();
    assert_eq!(report.data["step"], "operations-automation");
    assert_eq!(report.data["todo"].as_array().map(Vec::len), Some(1));
    assert_eq!(report.data["todo"][0]["things"], 745);
    for (complete, step) in [(69.9, 1), (70.0, 2), (80.0, 2), (80.1, 3), (84.0, 3)] {
        let mut value = value.clone();
        value["facts"]["attribute-completeness"]["value"] = json!(complete);
        assert_eq!(bench().generate_from(value).report().data["step_number"], step, "{complete}");
    }
}

#[test]
fn the_position_is_as_its_page_says() {
    let goal = json!({"latest": {"date": "2026-10-31", "value": 86.4}, "unit": "%", "ladder_step": null});
    let outcome = bench()
        .report(
            "strategy/goals/catalog-completeness.md",
            "---\ntitle: Catalog completeness\nreport: smart\n---\n",
            "smart",
            Summary::default(),
            goal,
        )
        .generate("strategy/position/ai-in-commerce.md", POSITION);
    let report = outcome.report();
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
    assert_eq!(report.data["step"], "experience-personalization");
    assert_eq!(report.data["skips"][0]["name"], "Prices from a model of our own");
    insta::assert_snapshot!(outcome.snapshot());
}

#[test]
fn the_examples_of_the_page_on_these_reports_work() {
    let page = include_str!("../../../../content/using-stratbook/report-maturity.md");
    let blocks: Vec<&str> =
        page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let text = format!("---\ntitle: L\n{}---\n", blocks[0]);
    let findings = Bench::of::<Maturity>()
        .document("l.md", &text)
        .document("playbooks/product-recommendations.md", "")
        .check()
        .findings();
    assert!(findings.is_empty(), "{findings:#?}");
    let outcome = bench().today("2026-01-20").generate("x.md", &format!("---\ntitle: X\n{}---\n", blocks[1]));
    let report = outcome.report();
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
    assert_eq!((&report.data["step_number"], &report.data["possible"]), (&json!(2), &json!(2)));
    assert!(page.contains("The present step is **2**, and so is the possible one"));
    let shown = "6 percentage points, or 745 of 12,400";
    assert!(report.markdown.contains(shown) && page.contains(shown));
    assert_eq!(report.data["skips"][0]["name"], "Assistant");
}

#[test]
fn the_example_of_the_plugin_works() {
    let inputs = include_str!("../../example.yaml").replace('\n', "\n  ");
    let report = bench().generate("x.md", &format!("---\ntitle: X\ninputs:\n  {inputs}\n---\n")).report();
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
    assert_eq!(
        report.data["facts"]["clean-transactions"]["source"],
        "finance, monthly comparison with the ledger"
    );
    assert_eq!((&report.data["step_number"], &report.data["teams"][0]["step"]), (&json!(3), &json!(1)));
}

#[test]
fn the_ladders_show_themselves() {
    for (path, text) in LADDERS {
        let shown = bench().shortcode("ladder", &[("of", &format!("/{path}"))], "index.md").shortcoded();
        assert!(shown.markdown.contains("```chart"), "{path}");
        assert!(text.contains("[ladder of="), "{path}");
    }
}
