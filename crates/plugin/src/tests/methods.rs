//! Methods on the bench: what is answered, asked and refused.

use crate::messages::{LogLevel, Summary};
use crate::prelude::*;
use crate::testing::Bench;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Inputs {
    /// Who asks.
    who: String,
    #[serde(default)]
    scores: Vec<Score>,
    #[serde(default)]
    by: Option<Day>,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Score {
    value: u8,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Settings {
    /// How it greets.
    greeting: String,
}

struct Everything;

impl Plugin for Everything {
    const MANIFEST: &'static str = "id = \"everything\"\nversion = \"0.1.0\"\nsummary = \"Does *all*.\"";

    fn methods() -> Methods {
        Methods::new()
            .report("who: Ada", generate)
            .rollup("", rollup)
            .check(check)
            .shortcode(
                ShortcodeDescription::new("badge", "A badge.")
                    .required("of", "Whose")
                    .optional("", "Its text"),
                shortcode,
            )
            .settings::<Settings>()
    }
}

fn generate(call: &Generate<'_, Inputs>) -> Result<Report> {
    let settings: Settings = call.settings()?;
    let host = call.host();
    host.log(LogLevel::Info, "here");
    host.progress(1, 2, "half");
    let found = host.search("plan", 5)?;
    let mut page = Markdown::new();
    page.paragraph(inline![settings.greeting, ", ", &call.inputs.who, ". ", found.total, " found."]);
    if let Some(document) = host.document("../goals/plan.md")? {
        page.paragraph(link(format!("/{}", document.path), document.title));
    }
    let filter = DocumentFilter::default().tag("goal");
    page.list(host.documents(&filter)?.into_iter().map(|document| text(document.title)));
    let earlier =
        host.report("/goals/plan.md")?.map_or_else(|| "none".to_owned(), |view| view.summary.status);
    page.paragraph(earlier);
    for (index, score) in call.inputs.scores.iter().enumerate() {
        if score.value > 5 {
            return Err(Finding::error("more than 5").at(pointer!["scores", index, "value"]).into());
        }
    }
    Report::new(page)
        .with_due(call.inputs.by)
        .with_progress(f64::NAN)
        .with_data(&json!({"who": call.inputs.who}))
}

#[expect(clippy::unnecessary_wraps, reason = "the SDK calls it")]
fn rollup(call: &Rollup<'_, NoInputs>) -> Result<Report> {
    Ok(Report::new(text(plural(call.reports.len(), "report", "reports")).to_string()))
}

#[expect(clippy::unnecessary_wraps, reason = "the SDK calls it")]
fn check(call: &Check<'_>) -> Result<Findings> {
    let of = |document: &Document| Finding::warning("no owner").of(&*document.path).at("/owner_team");
    Ok(Findings::new(call.documents.iter().filter(|it| it.owner_team.is_none()).map(of).collect()))
}

fn shortcode(call: &Shortcode<'_>) -> Result<Shortcoded> {
    let of = call.attribute("of").ok_or_else(|| Finding::error("`of` is missing"))?;
    Ok(Shortcoded::new(format!("{} in {}", strong(of), call.document.title)))
}

fn bench() -> Bench {
    Bench::of::<Everything>()
        .settings(&json!({"greeting": "Hello"}))
        .document("goals/other.md", "---\ntitle: Other\ntags: [goal/old]\nowner_team: Web\n---\nA plan.")
        .report("goals/plan.md", "---\ntitle: Plan\n---\n", "smart", Summary::default(), Value::Null)
}

#[test]
fn it_describes_itself() {
    let description = bench().describe();
    assert_eq!((&*description.id, &*description.name), ("everything", "everything"));
    assert_eq!(description.summary, "Does *all*.");
    let schema = description.report.expect("reports").schema;
    assert_eq!(schema["properties"]["who"]["description"], "Who asks.");
    assert_eq!(schema["additionalProperties"], false);
    assert!(description.rollup.is_some() && description.check);
    assert_eq!(description.shortcodes[0].attributes.len(), 2);
    assert_eq!(description.settings.expect("settings")["required"][0], "greeting");
    assert_eq!(
        bench().call_raw("describe", b"{}"),
        bench().call_raw("describe", b"{\"host_version\":\"9\"}")
    );
}

#[test]
fn a_report_asks_the_host() {
    let outcome = bench()
        .generate("reports/a.md", "---\nreport: everything\ninputs:\n  who: <Ada>\n  by: 2027-01-31\n---\n");
    let report = outcome.report();
    assert_eq!(report.markdown, "Hello, \\<Ada>. 2 found.\n\n[Plan](/goals/plan.md)\n\n- Other\n");
    assert_eq!((report.summary.due.as_deref(), report.summary.progress), (Some("2027-01-31"), None));
    assert_eq!(report.data, json!({"who": "<Ada>"}));
    let asked: Vec<&str> = outcome.asked.iter().map(|(name, _)| &**name).collect();
    assert_eq!(asked, ["log", "progress", "search", "document", "documents", "report"]);
}

#[test]
fn wrong_inputs_are_pointed_at() {
    let at = |inputs: Value| {
        let outcome = bench().generate_from(inputs);
        let finding = outcome.findings().swap_remove(0);
        (finding.at.unwrap_or_default(), finding.message)
    };
    let place = |inputs: Value| at(inputs).0;
    assert_eq!(
        at(json!({"who": "a", "scores": [{"value": 9}]})),
        ("/scores/0/value".into(), "more than 5".into())
    );
    assert_eq!(place(json!({"who": "a", "scores": [{"value": 1}, {"value": -1}]})), "/scores/1/value");
    assert_eq!(
        at(json!({"who": "a", "by": "soon"})),
        ("/by".into(), "`soon` is not a day; write it like 2026-11-21".into())
    );
    assert_eq!(at(Value::Null), (String::new(), "missing field `who`".into()));
    assert_eq!(at(json!({"who": "a", "a/b~c": 1})).0, "/a~1b~0c");
}

#[test]
fn the_other_methods_work() {
    assert_eq!(bench().rollup("all.md", "").report().markdown, "1 report");
    assert!(
        bench()
            .rollup("all.md", "---\ninputs:\n  a: 1\n---\n")
            .snapshot()
            .contains("error at /a: unknown field")
    );
    let findings = bench().check().findings();
    assert_eq!((findings.len(), findings[0].document.as_deref()), (1, Some("goals/plan.md")));
    let shown = bench().shortcode("badge", &[("of", "A*")], "goals/plan.md").shortcoded();
    assert_eq!(shown.markdown, "**A\\*** in Plan");
    assert_eq!(bench().shortcode("badge", &[], "x.md").findings()[0].message, "`of` is missing");
    assert_eq!(
        bench().shortcode("other", &[], "x.md").failure().as_deref(),
        Some("`shortcode` is not supported")
    );
}

#[test]
fn settings_that_do_not_fit_are_a_failure() {
    let outcome = bench().settings(&json!({})).generate_from(json!({"who": "a"}));
    assert_eq!(
        outcome.failure().as_deref(),
        Some("the plugin's settings in `stratbook.toml`: missing field `greeting`")
    );
}

#[test]
fn a_request_that_is_none_is_a_failure() {
    for request in
        [&b""[..], b"[]", b"{", b"\"x\"", b"{\"today\":\"yesterday\"}", b"\xff\xfe", b"{\"today\":1}"]
    {
        let failure = bench().call_raw("check", request).failure();
        let failure = failure.unwrap_or_else(|| panic!("{request:?} was answered"));
        assert!(
            failure.starts_with("the request is not") || failure.starts_with("the host gave no day"),
            "{failure}"
        );
    }
    assert_eq!(bench().call_raw("no-such", b"{}").failure().as_deref(), Some("`no-such` is not supported"));
}
