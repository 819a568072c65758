//! Reports of plugins: inputs in, pages out, and what happens where something is wrong.

use std::sync::atomic::{AtomicUsize, Ordering};

use stratbook_host::Bundled;
use stratbook_plugin::abi;
use stratbook_plugin::messages::{Finding, Findings, Page, Relation, ShortcodeDescription, Shortcoded, Tone};
use stratbook_plugin::prelude::*;

use crate::workspace::{Site, said};

/// What the test plugin is asked to do.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Inputs {
    /// A number from 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    score: f64,
    /// A document.
    goal: Option<String>,
    /// What to do: `page`, `wrong`, `panic`, `link`, `search`.
    #[serde(default)]
    act: String,
}

static CALLS: AtomicUsize = AtomicUsize::new(0);

struct Probe;

const MANIFEST: &str = r#"
id = "probe"
name = "Probe"
version = "1.0.0"
protocol = [1, 1]
summary = "A plugin of the tests."
makes = ["report", "rollup", "check"]
shortcodes = ["probe"]

[reads]
documents = true
search = true
reports = ["*"]
"#;

impl Plugin for Probe {
    const MANIFEST: &'static str = MANIFEST;

    fn methods() -> Methods {
        Methods::new()
            .report("score: 3\n", report)
            .rollup("", rollup)
            .check(check)
            .shortcode(ShortcodeDescription::new("probe", "Says hello."), hello)
            .settings::<Settings>()
    }
}

fn report(call: &Generate<'_, Inputs>) -> Result<Report> {
    CALLS.fetch_add(1, Ordering::Relaxed);
    let mut page = Markdown::new();
    page.section("What came of it").paragraph(inline!["Scored ", strong(call.inputs.score), "."]);
    if call.settings::<Settings>()?.strict {
        page.paragraph("Nothing unfinished here.");
    }
    let mut relations = Vec::new();
    if let Some(goal) = &call.inputs.goal {
        relations.push(Relation::new("serves", goal.clone()).at("/goal"));
        if let Some(document) = call.host().document(goal)? {
            page.paragraph(inline![
                "Serves ",
                link(format!("/{}", document.path), document.title.as_str()),
                "."
            ]);
        }
    }
    match call.inputs.act.as_str() {
        "wrong" => {
            return Err(Finding::error("the score is not to my taste").at("/score").hint("try 3").into());
        }
        "panic" => panic!("this plugin is out of its depth"),
        "link" => {
            page.raw("See [what is gone](/gone.md).");
        }
        "search" => {
            let found = call.host().search("catalog attributes", 3)?;
            page.list(found.hits.iter().map(|hit| text(hit.path.as_str())));
        }
        _ => {}
    }
    let mut report = Report::new(page).with_status("fine", Tone::Good).with_headline("all is well");
    for relation in relations {
        report = report.with_relation(relation);
    }
    if call.inputs.act == "page" {
        report = report.with_page(Page::new("costs", "Costs", "## Sums\n\nNone.\n"));
    }
    report.with_data(&json!({ "score": call.inputs.score, "goal": call.inputs.goal }))
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Settings {
    /// Refuse what is unfinished.
    strict: bool,
}

fn rollup(call: &Rollup<'_, NoInputs>) -> Result<Report> {
    let mut table = Table::new().column("Report").column("Score");
    for report in &call.reports {
        let data: Option<Value> = report.data()?;
        let score = data.and_then(|data| data["score"].as_f64());
        table.row(cells![report.document.title.as_str(), score]);
    }
    let mut page = Markdown::new();
    page.table(&table);
    Ok(Report::new(page))
}

#[expect(clippy::unnecessary_wraps, reason = "the methods of plugins can fail")]
fn check(call: &Check<'_>) -> Result<Findings> {
    let teams = call.documents.iter().filter(|document| document.extra.contains_key("nonsense"));
    Ok(Findings::new(
        teams
            .map(|document| Finding::warning("nonsense is not wanted").of(&document.path).at("/nonsense"))
            .collect(),
    ))
}

#[expect(clippy::unnecessary_wraps, reason = "the methods of plugins can fail")]
fn hello(call: &Shortcode<'_>) -> Result<Shortcoded> {
    let whom = match call.attribute("to").unwrap_or("all") {
        "day" => call.today.to_string(),
        whom => whom.to_owned(),
    };
    Ok(Shortcoded::new(format!("**Hello {whom}**")))
}

extern "C" fn entry() -> *const abi::Table {
    stratbook_plugin::table::<Probe>()
}

pub(crate) fn probe() -> [Bundled; 1] {
    [Bundled { manifest: MANIFEST, entry }]
}

fn document(inputs: &str) -> String {
    format!("---\ntitle: Tool\nreport: probe\ninputs: {inputs}\n---\n# Tool\n\nMy words.\n")
}

#[test]
fn a_report_is_a_page_like_any_other() {
    let site = Site::new(
        &[
            ("content/tool.md", &document("{ score: 4, goal: /goal.md, act: page }")),
            ("content/goal.md", "# Sell more\n"),
            ("content/all.md", "---\ntitle: All\nrollup: probe\n---\n"),
        ],
        &probe(),
    );
    assert_eq!(site.build(), Vec::<String>::new());
    let page = site.output("tool/index.html");
    assert!(page.contains("My words.") && page.contains("Scored <strong>4</strong>."), "{page}");
    assert!(page.contains("href=\"/goal/\""), "{page}");
    assert!(page.contains("id=\"what-came-of-it\"") && page.contains("all is well"), "{page}");
    assert_eq!(site.output("tool/report.json"), "{\n  \"goal\": \"/goal.md\",\n  \"score\": 4.0\n}\n");
    assert!(site.output("tool/costs/index.html").contains("Sums"));
    assert!(site.output("goal/index.html").contains("Tool"), "the goal shows who serves it");
    assert!(site.output("all/index.html").contains("<td>4</td>"), "{}", site.output("all/index.html"));
    assert!(site.output("tool/index.md").contains("Scored **4**."), "the twin has the report");
}

#[test]
fn an_open_code_block_does_not_swallow_the_report() {
    let text = document("{ score: 4 }") + "\n~~~~sh\nmake all\n";
    let site = Site::new(&[("content/tool.md", &text)], &probe());
    let said = said(&site.check());
    assert!(said.iter().any(|line| line.starts_with("content/tool.md:10:1 unclosed-code")), "{said:#?}");
    site.build();
    let page = site.output("tool/index.html");
    assert!(page.contains("make all") && page.contains("Scored <strong>4</strong>."), "{page}");
}

#[test]
fn inputs_that_do_not_fit_are_shown_where_they_stand() {
    let site = Site::new(
        &[("content/tool.md", &document("{ score: 7, gaol: x }")), ("content/other.md", "# Other\n")],
        &probe(),
    );
    let found = site.check();
    let lines = said(&found);
    assert!(lines.iter().any(|line| line.starts_with("content/tool.md:4:18 report-input")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.starts_with("content/tool.md:4:21 report-input")), "{lines:#?}");
    assert!(found.iter().any(|found| found.hint.as_deref() == Some("did you mean `goal`?")), "{found:#?}");
    site.build();
    assert!(site.output("tool/index.html").contains("This report could not be made"));
    assert!(site.output("other/index.html").contains("Other"));
}

#[test]
fn findings_and_broken_relations_have_their_places() {
    let site = Site::new(
        &[
            ("content/a.md", &document("\n  score: 2\n  act: wrong")),
            ("content/b.md", &document("\n  score: 2\n  goal: gone.md")),
            ("content/c.md", &document("\n  score: 2\n  act: link")),
            ("content/d.md", &document("\n  score: 2\n  act: panic")),
            ("content/e.md", "---\ntitle: E\nreport: prob\n---\n"),
            ("content/f.md", "---\ntitle: F\nreport: probe\n---\n"),
            ("content/h.md", "---\ntitle: H\nreport: probe\ninputs: 3\n---\n"),
            ("content/g.md", "---\ntitle: G\nnonsense: yes\n---\n"),
        ],
        &probe(),
    );
    let found = site.check();
    let lines = said(&found);
    for wanted in [
        "content/a.md:5:10 report-error the score is not to my taste",
        "content/b.md:6:9 broken-relation",
        "content/c.md:3:9 broken-link",
        "content/d.md:3:9 plugin-failed",
        "content/e.md:3:9 plugin-missing",
        "content/f.md:3:9 report-input",
        "content/h.md:4:9 report-input the inputs do not fit what the plugin wants",
        "content/g.md:3:11 report-warning nonsense is not wanted",
    ] {
        assert!(lines.iter().any(|line| line.starts_with(wanted)), "{wanted} in {lines:#?}");
    }
    let broken = found.iter().find(|found| found.rule.name == "broken-link").expect("is reported");
    assert!(broken.notes.iter().any(|note| note.contains("in what the plugin `probe` made")), "{broken:#?}");
    assert!(broken.fix.is_none());
    let relation = found.iter().find(|found| found.rule.name == "broken-relation").expect("is reported");
    assert_eq!(relation.severity, stratbook_model::Severity::Error, "a renamed goal fails a strict build");
}

#[test]
fn shortcodes_stand_in_the_text() {
    let site =
        Site::new(&[("content/a.md", "# A\n\nWell: [probe to=\"you\"] and [gone](gone.md).\n")], &probe());
    let lines = site.build();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].starts_with("content/a.md:3:"), "{lines:#?}");
    assert!(site.output("a/index.html").contains("Well: <strong>Hello you</strong> and"));
}

#[test]
fn inputs_come_from_a_file_too() {
    let site = Site::new(
        &[
            (
                "content/reports/tool.md",
                "---\ntitle: Tool\nreport: probe\ninputs_file: ../../data/tool.toml\n---\n",
            ),
            ("data/tool.toml", "score = 3\n"),
            ("content/reports/out.md", "---\ntitle: Out\nreport: probe\ninputs_file: ../../../x.toml\n---\n"),
        ],
        &probe(),
    );
    let lines = site.build();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].contains("leads out of the workspace"), "{lines:#?}");
    assert!(site.output("reports/tool/index.html").contains("Scored <strong>3</strong>"));
    site.write("data/tool.toml", "score = 9\n");
    let lines = site.build();
    assert!(lines.iter().any(|line| line.starts_with("data/tool.toml:1:9 report-input")), "{lines:#?}");
    site.write("data/tool.toml", "score = 2\n");
    site.build();
    assert!(site.output("reports/tool/index.html").contains("Scored <strong>2</strong>"));
}

#[test]
fn a_plugin_sees_admitted_documents_only() {
    let secret =
        "---\ntitle: Secret catalog attributes\nsecurity_level: Restricted\n---\nCatalog attributes.\n";
    let site = Site::new(
        &[
            ("content/tool.md", &document("{ score: 4, goal: secret.md, act: search }")),
            ("content/secret.md", secret),
            ("content/open.md", "# Open\n\nCatalog attributes for all.\n"),
        ],
        &probe(),
    );
    assert_eq!(site.build(), Vec::<String>::new());
    assert!(site.output("tool/index.html").contains("Secret catalog attributes"));
    site.build_for(Some("Internal"));
    let page = site.output("tool/index.html");
    assert!(page.contains("open.md") && !page.contains("Secret"), "{page}");
    let data = site.output("tool/report.json");
    assert!(data.contains("score") && !data.contains("secret"), "{data}");
}

#[test]
fn results_are_kept_until_something_they_rest_on_changes() {
    let site = Site::new(
        &[
            ("content/kept.md", &document("{ score: 1.5, goal: /goal.md }")),
            ("content/goal.md", "# Sell more\n"),
            ("content/other.md", "# Other\n"),
        ],
        &probe(),
    );
    site.build();
    let after_first = CALLS.load(Ordering::Relaxed);
    let kept = || site.output("kept/index.html");
    assert!(kept().contains("Serves"));
    site.write("content/other.md", "# Other, changed\n");
    site.build();
    site.write("content/goal.md", "# Sell better\n");
    site.build();
    assert!(kept().contains("Sell better"), "{}", kept());
    // Other tests call it at the same time, so the count says only that it was called at all.
    assert!(CALLS.load(Ordering::Relaxed) > after_first);
}

#[test]
fn a_strict_build_asks_plugins_to_be_strict() {
    let site = Site::new(&[("content/tool.md", &document("{ score: 4 }"))], &probe());
    site.build();
    assert!(!site.output("tool/index.html").contains("Nothing unfinished here."));
    site.strict.set(true);
    site.build();
    assert!(site.output("tool/index.html").contains("Nothing unfinished here."));
}
