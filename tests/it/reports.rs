//! Working with reports: `report` and `vars` on the real binary.

use stratbook_tests::SiteTest;

const GOAL: &str = "---\ntitle: Conversion\nreport: smart\ninputs:\n  statement: Raise conversion from 2 % to 3 % by 30 June 2027\n  kpi: conversion rate\n  unit: \"%\"\n  baseline: 2.0\n  target: 3.0\n  start: 2026-06-01\n  due: 2027-06-30\n  owner: Ada\n  source_of_truth: shop analytics\n  measurements:\n    - { date: 2026-09-30, value: 2.4 }\n---\n\nWhy it matters: see [the plan](/plan.md).\n";

/// 2026-11-21 as seconds since 1970: reports depend on the day.
const DAY: &str = "1795219200";

fn book() -> SiteTest {
    SiteTest::new()
        .file("stratbook.toml", "[site]\ntitle = \"Book\"\n")
        .file("content/plan.md", "---\ntitle: Plan\nsecurity_level: Public\n---\n# Plan\n\n![](dot.png)\n")
        .file("content/goals/conversion.md", GOAL)
        .file("content/goals/wrong.md", "---\ntitle: Wrong\nreport: smart\ninputs: { target: much }\n---\n")
        .file("content/goals/gone.md", "---\ntitle: Gone\nreport: no-such-plugin\n---\n")
}

fn run(site: &SiteTest, arguments: &[&str]) -> (i32, String, String) {
    let output = site.command(arguments).env("SOURCE_DATE_EPOCH", DAY).output().expect("the binary starts");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn every_bundled_plugin_makes_a_document_that_can_be_read() {
    let site = SiteTest::new();
    site.ok(&["init", "book"]);
    let plugins = site.ok(&["-C", "book", "plugin", "list", "--format", "json"]).json();
    let plugins = plugins["plugins"].as_array().expect("a list").clone();
    assert!(plugins.len() >= 7, "{plugins:?}");
    for plugin in &plugins {
        let id = plugin["id"].as_str().expect("a text");
        site.ok(&["-C", "book", "report", "new", id, &format!("reports/{id}"), "--title", "A: \"title\""]);
        let made = site.read(&format!("book/content/reports/{id}.md"));
        assert!(made.contains("title: \"A: \\\"title\\\"\"\n"), "{made}");
    }
    // Examples name goals and templates that this workspace has not, and nothing else may be wrong with them.
    let check = site.run(&["-C", "book", "check", "--format", "json"]).json();
    for found in check["diagnostics"].as_array().expect("a list") {
        let message = found["message"].as_str().unwrap_or_default();
        let missing =
            ["leads nowhere", "there is no", "no document", "cannot be found", "finds no", "is not there"];
        assert!(
            found["severity"] != "error" || missing.iter().any(|words| message.contains(words)),
            "{found:#}"
        );
    }
    let (code, _, said) = run(&site, &["-C", "book", "report", "new", "strve", "x"]);
    assert!(code == 2 && said.contains("did you mean `strive`?"), "{said}");
    let again = site.run(&["-C", "book", "report", "new", "smart", "reports/smart"]);
    assert!(again.code == 2 && again.stderr.contains("is there already"), "{}", again.stderr);
    assert_eq!(site.run(&["-C", "book", "report", "new", "smart", "../out"]).code, 2);
}

#[test]
fn the_list_shows_what_was_made_and_what_was_not() {
    let site = book();
    let (code, list, _) = run(&site, &["report", "list"]);
    assert_eq!(code, 0);
    let lines: Vec<&str> = list.lines().collect();
    let line =
        |path: &str| *lines.iter().find(|line| line.contains(path)).unwrap_or_else(|| panic!("{list}"));
    assert!(line("goals/wrong.md").contains("wrong inputs"), "{list}");
    assert!(line("goals/gone.md").contains("no plugin"), "{list}");
    assert!(line("goals/conversion.md").contains("smart"), "{list}");
    assert!(list.contains("\n3 reports"), "{list}");
    let (_, json, _) = run(&site, &["report", "list", "--plugin", "smart", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let reports = json["reports"].as_array().expect("a list");
    let paths: Vec<&str> = reports.iter().filter_map(|report| report["path"].as_str()).collect();
    assert_eq!(paths, ["content/goals/conversion.md", "content/goals/wrong.md"]);
    assert_eq!(reports[0]["state"], "made");
    assert!(reports[0]["progress"].is_number(), "{json:#}");
    assert_eq!(reports[1]["state"], "wrong_inputs");
    let (code, _, said) = run(&site, &["report", "list", "--plugin", "smrt"]);
    assert!(code == 2 && said.contains("did you mean `smart`?"), "{said}");
}

#[test]
fn a_clearance_hides_reports() {
    let site = book();
    let (_, list, _) = run(&site, &["report", "list", "--clearance", "Public"]);
    assert!(!list.contains("conversion"), "{list}");
    let (code, out, said) = run(&site, &["report", "data", "conversion", "--clearance", "Public"]);
    assert!(code == 2 && out.is_empty() && !said.contains("goals/conversion.md"), "{said}");
}

#[test]
fn data_is_what_the_site_has() {
    let site = book();
    run(&site, &["build"]);
    let (code, data, _) = run(&site, &["report", "data", "goals/conversion"]);
    assert_eq!((code, data.as_str()), (0, site.read("public/goals/conversion/report.json").as_str()));
    let (code, exported, _) = run(&site, &["report", "export", "Conversion", "--format", "json"]);
    assert_eq!((code, exported), (0, data));
    let (_, markdown, _) = run(&site, &["report", "export", "Conversion", "--format", "md"]);
    assert_eq!(markdown, site.read("public/goals/conversion/index.md"));
}

#[test]
fn what_could_not_be_made_says_why() {
    let site = book();
    for arguments in [["report", "data", "wrong"], ["report", "data", "gone"]] {
        let (code, out, said) = run(&site, &arguments);
        assert!(code == 1 && out.is_empty() && said.contains("could not be made"), "{said}");
    }
    let (_, _, said) = run(&site, &["report", "data", "wrong"]);
    assert!(said.contains("content/goals/wrong.md:4:"), "{said}");
    let (code, out, _) = run(&site, &["report", "export", "wrong", "--format", "html", "--out", "w.html"]);
    assert!(code == 1 && out.is_empty() && !site.path("w.html").exists());
    let (code, _, said) = run(&site, &["report", "show", "plan"]);
    assert!(code == 2 && said.contains("is no report"), "{said}");
    let (code, _, said) = run(&site, &["report", "show", "conversin"]);
    assert!(code == 2 && said.contains("did you mean"), "{said}");
}

#[test]
fn show_is_for_the_terminal() {
    let site = book();
    let (code, page, _) = run(&site, &["report", "show", "conversion"]);
    assert_eq!(code, 0);
    assert!(page.starts_with("Conversion\n") && !page.contains('\u{1b}'), "{page}");
    assert!(!page.contains("```") && !page.contains("| ---"), "Markdown is set, not printed: {page}");
    assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
    let (_, coloured, _) = run(&site, &["--color", "always", "report", "show", "conversion"]);
    assert!(coloured.contains("\u{1b}[1m"), "{coloured:?}");
}

#[test]
fn html_needs_no_other_file() {
    let dot = include_bytes!("../fixtures/dot.png");
    let site = book().file("content/goals/dot.png", dot).file(
        "content/goals/conversion.md",
        GOAL.replace("Why it matters", "![A dot](dot.png) ![Wide](/wide.md) Why it matters"),
    );
    let (code, said, errors) =
        run(&site, &["report", "export", "conversion", "--format", "html", "-o", "out.html"]);
    assert_eq!(code, 0, "{errors}");
    assert!(said.is_empty() && errors.contains("wrote"), "{errors}");
    let html = site.read("out.html");
    assert!(html.contains("data:image/png;base64,iVBOR"), "the picture is inside");
    assert!(html.contains("<style>") && html.contains("<svg"), "so are styles and charts");
    for outside in ["<script", "<link", "src=\"/", "href=\"/", "url(/"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.contains("the plan") && !html.contains("/plan/"), "without an address, a link is its words");
    site.write("stratbook.toml", "[site]\ntitle = \"Book\"\nbase_url = \"https://example.org/handbook/\"\n");
    let (_, html, _) = run(&site, &["report", "export", "conversion", "--format", "html"]);
    assert!(html.contains("href=\"https://example.org/handbook/plan/\""), "{html}");
}

#[test]
fn csv_has_a_row_for_each_number() {
    let (code, csv, _) = run(&book(), &["report", "export", "conversion", "--format", "csv"]);
    assert_eq!(code, 0);
    assert!(csv.starts_with("name,value\n"), "{csv}");
    assert!(csv.contains("\ntarget,3.0\n") && csv.contains("\nkpi,conversion rate\n"), "{csv}");
}

const TEMPLATE: &str = "---\ntitle: Brief\nsecurity_level: Public\n---\n# Brief\n\nFor [COMPANY_NAME], at $[PRICE], see [the plan](plan.md).\n\n\
    ## Variables\n\n| Variable | Description | Example |\n|---|---|---|\n| `[COMPANY_NAME]` | Who it is for | \"Acme\" |\n| `[UNUSED]` | Nothing | [specify value] |\n";

#[test]
fn variables_are_listed_as_people_and_programs_want_them() {
    let site = book().file("content/brief.md", TEMPLATE).file(
        "content/names.md",
        "---\ntitle: Names\ndictionary:\n  PRICE: { description: What it costs, unit: $ }\n---\n",
    );
    let json = site.ok(&["vars", "brief", "--format", "json"]).json();
    assert_eq!(json["path"], "content/brief.md");
    let company = &json["variables"][0];
    assert_eq!(company["name"], "COMPANY_NAME");
    assert_eq!((&company["description"], &company["example"]), (&"Who it is for".into(), &"Acme".into()));
    assert_eq!(company["uses"], serde_json::json!([{ "line": 7, "column": 5 }]));
    assert_eq!(json["variables"][1]["description"], "What it costs", "the dictionary explains: {json:#}");
    assert_eq!(json["variables"][2]["example"], "", "a request for a value is no example");
    let human = site.ok(&["vars", "content/brief.md"]).stdout;
    assert!(human.contains("COMPANY_NAME") && human.contains("declared, not used"), "{human}");
    // What is not cleared says nothing, as everywhere.
    let json = site.ok(&["vars", "brief", "--format", "json", "--clearance", "Public"]).json();
    assert_eq!(json["variables"][1]["description"], "", "{json:#}");
    let all = site.ok(&["vars", "--all", "--format", "json"]).json();
    assert_eq!(all["documents"][0]["path"], "content/brief.md", "{all:#}");
    assert_eq!(site.run(&["vars"]).code, 2);
    assert_eq!(site.run(&["vars", "no such thing"]).code, 2);
}

#[test]
fn a_form_keeps_its_values() {
    let site = book().file("content/brief.md", TEMPLATE);
    for format in ["toml", "yaml", "csv"] {
        let form = site.ok(&["vars", "brief", "--format", format]).stdout;
        let file = format!("form.{format}");
        let filled = match format {
            "toml" => form.replace("COMPANY_NAME = \"\"", "COMPANY_NAME = \"Linden, \\\"Outdoor\\\"\""),
            "yaml" => form.replace("COMPANY_NAME:", "COMPANY_NAME: 'Linden, \"Outdoor\"' #"),
            _ => form.replace("COMPANY_NAME,,", "COMPANY_NAME,\"Linden, \"\"Outdoor\"\"\","),
        };
        assert_ne!(form, filled, "{form}");
        site.write(&file, &filled);
        site.write("content/brief.md", TEMPLATE.replace("[PRICE]", "[PRICE] and [MORE]"));
        let again = site.ok(&["vars", "brief", "--format", format, "--values", &file]).stdout;
        assert!(again.contains("Linden, ") && again.contains("MORE"), "{format}: {again}");
        site.write("content/brief.md", TEMPLATE);
    }
    let failed = site.run(&["vars", "brief", "--format", "toml", "--values", "none.toml"]);
    assert!(failed.code == 2 && failed.stderr.contains("none.toml"), "{}", failed.stderr);
    assert_eq!(site.run(&["vars", "brief", "--values", "form.toml"]).code, 2, "a list is no form");
    site.write("bad.toml", "= nothing");
    assert_eq!(site.run(&["vars", "brief", "--format", "toml", "--values", "bad.toml"]).code, 2);
}

#[test]
fn a_document_can_be_named_by_its_file_from_anywhere() {
    let site = book().file("content/brief.md", TEMPLATE).file("elsewhere.txt", "");
    let file = site.path("content/brief.md");
    let absolute = site.ok(&["vars", &file.to_string_lossy(), "--format", "json"]).json();
    assert_eq!(absolute["path"], "content/brief.md");
    let run = |arguments: &[&str]| {
        let mut command = site.command(arguments);
        command.current_dir(site.path("content/goals")).output().expect("the binary starts")
    };
    assert!(run(&["report", "data", "conversion.md"]).status.success());
    assert!(run(&["vars", "../brief.md"]).status.success());
    let outside = tempfile::NamedTempFile::new().expect("a file");
    let refused = site.run(&["vars", &outside.path().to_string_lossy()]);
    assert!(refused.code == 2 && refused.stderr.contains("is not in this workspace"), "{}", refused.stderr);
}
