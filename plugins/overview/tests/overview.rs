//! The overview of a small handbook.

use stratbook_overview::Overview;
use stratbook_plugin::prelude::*;
use stratbook_plugin::testing::Bench;

fn summary(status: &str, tone: Tone, headline: &str, due: Option<&str>, overdue: &[&str]) -> Summary {
    let mut summary = Summary::default();
    status.clone_into(&mut summary.status);
    summary.tone = tone;
    headline.clone_into(&mut summary.headline);
    summary.due = due.map(str::to_owned);
    summary.overdue = overdue.iter().map(|what| (*what).to_owned()).collect();
    summary
}

fn bench() -> Bench {
    Bench::of::<Overview>()
        .report(
            "goals/conversion.md",
            "---\ntitle: Conversion rate\nowner_team: Shop\ntags: [growth]\nreport: smart\n---\n",
            "smart",
            summary("at risk", Tone::Warn, "half of the way", Some("2027-06-30"), &["measurement since 1 November 2026"]),
            json!({
                "status": "at risk", "progress": 0.3, "expected": 0.5, "kpi": "conversion rate", "unit": "%",
                "baseline": 2.0, "target": 3.0, "due": "2027-06-30", "owner": "Ines",
                "measurements": [{"date": "2026-09-30", "value": 2.1}, {"date": "2026-10-31", "value": 2.3}],
            }),
        )
        .report(
            "assessments/search.md",
            "---\ntitle: Search or recommendations\nowner_team: Strategy\nreport: strive\n---\n",
            "strive",
            summary("adopt", Tone::Good, "adopt Semantic search (4.25 of 5)", Some("2027-02-01"), &[]),
            json!({"options": [
                {"name": "Prices", "score": 3.9, "low": 3.9, "high": 3.9, "rank": 3, "verdict": "reject", "win_share": 0.0,
                 "rule": "Ethics has 1, and the gate asks for 3", "failed_gates": ["ethics_compliance"]},
                {"name": "Semantic search", "score": 4.25, "low": 4.25, "high": 4.25, "rank": 1, "verdict": "adopt",
                 "win_share": 0.97, "rule": "4.25 is at least 4"},
            ], "gaps": {"missing": 1, "without_evidence": 0, "stale": 2}}),
        )
        .report(
            "position.md",
            "---\ntitle: Where we stand\nreport: maturity\n---\n",
            "maturity",
            summary("step 2 of 5", Tone::Neutral, "Operations automation", Some("2026-12-01"), &[]),
            json!({"step": "operations", "step_number": 2, "steps": 5, "todo": [{"question": "a"}, {"question": "b"}], "skips": []}),
        )
        .report(
            "brief.md",
            "---\ntitle: Brief\nreport: personalization\n---\n",
            "personalization",
            summary("half filled", Tone::Warn, "", None, &[]),
            json!({"completeness": 0.9, "open": ["CONV_BASE", {"name": "AOV"}]}),
        )
}

#[test]
fn all_reports_are_on_one_page() {
    insta::assert_snapshot!(
        bench().rollup("overview.md", "---\ntitle: Overview\nrollup: overview\n---\n").snapshot()
    );
}

#[test]
fn a_filter_takes_what_fits() {
    let data = |inputs: &str| {
        let text = format!("---\ntitle: O\nrollup: overview\ninputs: {inputs}\n---\n");
        bench().rollup("overview.md", &text).report().data["reports"].clone()
    };
    assert_eq!(data("{tag: growth}"), 1);
    assert_eq!(data("{folder: assessments}"), 1);
    assert_eq!(data("{owner_team: strategy}"), 1);
    assert_eq!(data("{status: At Risk}"), 1);
    assert_eq!(data("{plugins: [strive, smart]}"), 2);
    assert_eq!(data("{folder: nowhere}"), 0);
}

#[test]
fn what_other_versions_wrote_is_shown_as_far_as_it_goes() {
    let odd =
        json!({"options": [{"rank": "first"}, 3, null], "measurements": "none", "status": 7, "open": 4});
    for plugin in ["smart", "strive", "maturity", "personalization", "okr"] {
        let text = format!("---\ntitle: Odd\nreport: {plugin}\n---\n");
        let bench = Bench::of::<Overview>().report("odd.md", &text, plugin, Summary::default(), odd.clone());
        assert_eq!(
            bench.rollup("o.md", "---\ntitle: O\nrollup: overview\n---\n").report().data["reports"],
            1
        );
    }
}
