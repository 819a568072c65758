//! The map of a small handbook.

use stratbook_competency_map::CompetencyMap;
use stratbook_plugin::prelude::*;
use stratbook_plugin::testing::Bench;

fn bench() -> Bench {
    let mut summary = Summary::default();
    "pilot".clone_into(&mut summary.status);
    Bench::of::<CompetencyMap>()
        .document("search.md", "---\ntitle: Semantic search\ncompetencies: [engagement, Govern ethically]\n---\n")
        .document("old.md", "---\ntitle: Old\nstatus: Deprecated\ncompetencies: engagement\n---\n")
        .document("odd.md", "---\ntitle: Odd\ncompetencies: juggling\n---\n")
        .report("goal.md", "---\ntitle: Conversion\nreport: smart\n---\n", "smart", Summary::default(), json!({
            "status": "on track", "competencies": ["Enhance engagement", "conversion"],
        }))
        .report("choice.md", "---\ntitle: Choice\nreport: strive\n---\n", "strive", summary, json!({
            "options": [], "competencies": ["tool-evaluation"], "goals": [{"path": "goal.md", "title": "Conversion"}],
        }))
}

#[test]
fn gaps_are_shown_as_gaps() {
    insta::assert_snapshot!(
        bench().rollup("map.md", "---\ntitle: Map\nrollup: competency-map\n---\n").snapshot()
    );
}

#[test]
fn the_list_can_be_replaced() {
    let text = "---\ntitle: Map\nrollup: competency-map\ninputs:\n  domains:\n    - name: Circus\n      competencies:\n        - { name: Juggling, knowledge: [/search.md] }\n---\n";
    let report = bench().rollup("map.md", text).report();
    assert_eq!(report.data["competencies"][0]["knowledge"], json!(["search.md", "odd.md"]));
    assert_eq!(report.data["competencies"].as_array().unwrap().len(), 1);
    let relation = Relation::new("describes", "/search.md").at("/domains/0/competencies/0/knowledge/0");
    assert_eq!(report.relations, [relation]);
}

#[test]
fn what_a_build_withholds_is_not_named() {
    let report = bench()
        .report(
            "b.md",
            "---\ntitle: B\nreport: smart\n---\n",
            "smart",
            Summary::default(),
            json!({
                "competencies": ["/secret/competency.md", "../odd.md", "odd.md"],
            }),
        )
        .rollup("map.md", "---\ntitle: Map\nrollup: competency-map\n---\n")
        .report();
    assert!(
        !report.markdown.contains("secret") && !report.data.to_string().contains("secret"),
        "{}",
        report.markdown
    );
    assert_eq!(report.data["unknown"], json!(["juggling", "../odd.md", "odd.md"]));
}

#[test]
fn a_map_without_competencies_is_a_mistake() {
    let text = "---\ntitle: Map\nrollup: competency-map\ninputs: {domains: [{name: Empty, competencies: []}]}\n---\n";
    let findings = bench().rollup("map.md", text).findings();
    assert_eq!(findings[0].message, "no domain holds a competency");
}
