//! The contract of the commands: what they print and how they exit.

use stratbook_tests::SiteTest;

fn broken() -> SiteTest {
    SiteTest::new().file("stratbook.toml", "").file("content/a.md", "# A\n\n[x](nowhere.md)\n")
}

#[test]
fn exit_codes_are_the_contract() {
    let site = broken();
    assert_eq!(site.run(&["build"]).code, 0, "a build makes what it can");
    assert_eq!(site.run(&["build", "--strict"]).code, 1);
    assert_eq!(site.run(&["check"]).code, 1);
    assert_eq!(site.run(&["no-such-command"]).code, 2);
    assert_eq!(site.run(&["-C", "no-such-folder", "build"]).code, 2);
    site.write("stratbook.toml", "[rules]\n\"broken-link\" = \"warn\"\n");
    assert_eq!(site.run(&["check"]).code, 0, "the table of levels decides");
    site.write("stratbook.toml", "[rules]\nlinks = \"off\"\n");
    assert_eq!(site.run(&["build", "--strict"]).code, 0);
}

#[test]
fn the_json_of_build_is_one_object_on_stdout() {
    let run = broken().ok(&["build", "--format", "json"]);
    let report = run.json();
    for key in ["documents", "pages", "written", "unchanged", "removed", "elapsed_ms"] {
        assert!(report[key].is_number(), "{key}: {report}");
    }
    for key in ["error", "warning", "info"] {
        assert!(report["diagnostics"][key].is_u64(), "{key}: {report}");
    }
    assert_eq!(report["diagnostics"]["error"], 1);
}

#[test]
fn a_broken_link_is_shown_with_its_place_and_code() {
    let run = broken().run(&["check"]);
    let said = format!("{}{}", run.stdout, run.stderr);
    assert!(said.contains("SB0401") && said.contains("content/a.md:3:"), "{said}");
    assert!(!said.contains('\u{1b}'), "no colours in a pipe");
    let json = broken().run(&["check", "--format", "json"]).json();
    let first = &json["diagnostics"][0];
    assert_eq!(
        (&first["code"], &first["path"], &first["line"]),
        (&"SB0401".into(), &"content/a.md".into(), &3.into())
    );
    assert_eq!(json["summary"]["error"], 1);
}

#[test]
fn sarif_and_github_name_the_same_place() {
    let site = broken();
    let sarif = site.run(&["check", "--format", "sarif"]).json();
    assert_eq!(sarif["version"], "2.1.0");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "SB0401");
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 3);
    let github = site.run(&["check", "--format", "github"]).stdout;
    assert!(github.starts_with("::error file=content/a.md,line=3,"), "{github}");
}

#[test]
fn init_new_and_check_work_together() {
    let site = SiteTest::new();
    site.ok(&["init", "book"]);
    assert_eq!(site.run(&["init", "book"]).code, 2, "nothing is overwritten");
    site.ok(&["-C", "book", "check"]);
    site.ok(&["-C", "book", "new", "plans/next year", "--kind", "reference"]);
    assert_eq!(site.run(&["-C", "book", "new", "plans/next year", "--kind", "reference"]).code, 2);
    let made = site.read("book/content/plans/next year.md");
    assert!(
        made.starts_with("---\n") && made.contains("title: \"Next year\"")
            || made.contains("title: Next year"),
        "{made}"
    );
    let report = site.ok(&["-C", "book", "build", "--strict", "--format", "json"]).json();
    assert_eq!(report["diagnostics"]["error"], 0, "{report}");
    assert!(site.path("book/public/plans/next-year/index.html").is_file());
}

#[test]
fn fix_mends_what_has_one_answer_and_keeps_the_rest() {
    let before = "---\n# who we are\ntitle: 'A'   # quoted\nstatus: active\nrelations:\n  - \"Target\" # by name\ntags: [e-commerce, x]\n---\nText\n";
    let site = SiteTest::new()
        .file("stratbook.toml", "")
        .file("content/a.md", before)
        .file("content/deep/target.md", "---\ntitle: Target\ntags: [E-Commerce]\n---\nText\n")
        .file("content/c.md", "---\ntitle: C\ntags: [e-commerce]\n---\nText\n");
    let shown = site.run(&["check", "--fix", "--dry-run"]);
    assert!(
        shown.stdout.contains("-status: active") && shown.stdout.contains("+status: Active"),
        "{}",
        shown.stdout
    );
    assert_eq!(site.read("content/a.md"), before);
    site.run(&["check", "--fix", "--yes"]);
    assert_eq!(
        site.read("content/a.md"),
        "---\n# who we are\ntitle: 'A'   # quoted\nstatus: Active\nrelations:\n  - \"deep/target.md\" # by name\ntags: [e-commerce, x]\n---\nText\n"
    );
    assert!(site.read("content/deep/target.md").contains("tags: [e-commerce]"));
}

#[test]
fn explain_and_why_answer() {
    let site = broken();
    assert!(site.ok(&["explain", "SB0401"]).stdout.contains("SB0401"));
    assert!(site.ok(&["explain", "broken-link"]).stdout.contains("SB0401"));
    assert_eq!(site.run(&["explain", "SB9999"]).code, 2);
    site.write("content/b.md", "---\nsecurity_level: Public\n---\n# Bee\n\nSee [the first](a.md) page.\n");
    let why = site.ok(&["why", "content/a.md"]);
    assert!(why.stdout.contains("content/b.md") || why.stdout.contains("b.md"), "{}", why.stdout);
    assert!(why.stdout.contains("/a/"), "{}", why.stdout);
    assert_eq!(site.run(&["why", "nothing like it"]).code, 2);
}

#[test]
fn completions_and_schema_are_printed() {
    let site = SiteTest::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(site.ok(&["completions", shell]).stdout.contains("stratbook"), "{shell}");
    }
    let schema = site.ok(&["schema"]).json();
    assert!(schema["properties"]["synthetic_questions"].is_object(), "{schema}");
}

#[test]
fn quiet_is_quiet() {
    let site = broken();
    let run = site.ok(&["--quiet", "build"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn check_says_what_shows_only_in_rendering() {
    let site = SiteTest::new()
        .file("stratbook.toml", "")
        .file("content/a.md", "# A\n\n![[b]]\n")
        .file("content/b.md", "# B\n\n![[a]]\n");
    let said = site.run(&["check", "--format", "json"]).json();
    let found = said["diagnostics"].as_array().expect("a list").iter().any(|d| d["code"] == "SB0704");
    assert!(found, "{said:#}");
}
