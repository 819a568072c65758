//! The plan of a small handbook.

use stratbook_action_plan::ActionPlan;
use stratbook_plugin::prelude::*;
use stratbook_plugin::testing::Bench;

fn summary(status: &str, tone: Tone, headline: &str, due: Option<&str>) -> Summary {
    let mut summary = Summary::default();
    status.clone_into(&mut summary.status);
    summary.tone = tone;
    headline.clone_into(&mut summary.headline);
    summary.due = due.map(str::to_owned);
    summary
}

fn bench() -> Bench {
    Bench::of::<ActionPlan>()
        .document(
            "ladder.md",
            "---\ntitle: The ladder\nladder:\n  steps:\n    - { id: data, name: Data diagnostics }\n    - { id: operations, name: Operations automation }\n    - { id: experience, name: Experience personalization }\n---\n",
        )
        .report(
            "goals/conversion.md",
            "---\ntitle: Conversion rate\nreport: smart\n---\n",
            "smart",
            summary("at risk", Tone::Warn, "30 % of the way", Some("2027-06-30")),
            json!({
                "status": "at risk", "statement": "Raise the conversion rate from 2 % to 3 % by 30 June 2027.",
                "kpi": "conversion rate", "unit": "%", "baseline": 2.0, "target": 3.0, "projected": 2.8, "due": "2027-06-30",
                "owner": "Ines", "ladder_step": "/ladder.md#experience",
                "measurements": [{"date": "2026-10-31", "value": 2.3}],
                "guardrails": [{"name": "Returns", "holds": false}, {"name": "Margin", "holds": true}],
            }),
        )
        .report(
            "assessments/search.md",
            "---\ntitle: Search or recommendations\nreport: strive\n---\n",
            "strive",
            summary("adopt", Tone::Good, "adopt Semantic search (4.25 of 5)", None),
            json!({
                "question": "What first?", "winner": "Semantic search", "decision": "Pilot from February.",
                "goals": [{"path": "goals/conversion.md", "title": "Conversion rate"}],
                "options": [
                    {"name": "Semantic search", "score": 4.25, "low": 4.25, "high": 4.25, "rank": 1, "verdict": "adopt",
                     "win_share": 0.97, "rule": "4.25 is at least 4", "ladder_step": "Experience personalization",
                     "risks": ["The catalog is thin."], "ethics": 5.0, "cost": 258_000.0, "currency": "EUR", "payback_months": 5.49},
                    {"name": "Personal prices", "score": 3.9, "low": 3.9, "high": 3.9, "rank": 2, "verdict": "reject",
                     "rule": "Ethics has 1", "failed_gates": ["ethics_compliance"]},
                ],
            }),
        )
        .report(
            "position.md",
            "---\ntitle: Where we stand\nreport: maturity\n---\n",
            "maturity",
            summary("step 2 of 3", Tone::Neutral, "step 2 of 3, Operations automation", None),
            json!({
                "ladder": {"path": "/ladder.md", "title": "The ladder", "steps": [
                    {"name": "Data diagnostics", "state": "done"}, {"name": "Operations automation", "state": "current"},
                    {"name": "Experience personalization", "state": "next"},
                ]}, "step": "operations", "step_number": 2, "next": "experience",
                "todo": [
                    {"question": "What share of the catalog is complete?", "state": "unmet", "value": 76.0, "threshold": 80.0, "unit": "%"},
                    {"question": "Is behaviour recorded?", "state": "unknown", "value": null},
                ],
                "skips": [{"name": "Assistant", "step": "experience", "costs": ["it answers from a thin catalog"]}],
            }),
        )
}

#[test]
fn a_plan_is_read_from_top_to_bottom() {
    insta::assert_snapshot!(
        bench().rollup("plan.md", "---\ntitle: Plan\nrollup: action-plan\n---\n").snapshot()
    );
}

#[test]
fn without_reports_it_says_how_to_begin() {
    let report =
        Bench::of::<ActionPlan>().rollup("plan.md", "---\ntitle: Plan\nrollup: action-plan\n---\n").report();
    assert!(report.markdown.contains("stratbook report new smart"), "{}", report.markdown);
}

#[test]
fn what_other_versions_wrote_is_shown_as_far_as_it_goes() {
    let odd = json!({
        "options": [{"rank": "first"}, 3, null], "measurements": "none", "status": 7, "open": 4, "winner": {}, "ladder": [1],
        "todo": [1, {"question": null}], "skips": {"name": "x"}, "guardrails": [[]], "step_number": -1, "competencies": [{}],
    });
    for plugin in ["smart", "strive", "maturity", "personalization", "okr"] {
        let text = format!("---\ntitle: Odd\nreport: {plugin}\n---\n");
        let bench =
            Bench::of::<ActionPlan>().report("odd.md", &text, plugin, Summary::default(), odd.clone());
        assert_eq!(bench.rollup("plan.md", "---\ntitle: Plan\nrollup: action-plan\n---\n").failure(), None);
    }
}
