//! An index for a clearance knows nothing of what stands above it.

use super::*;
use crate::clearance::{assert_clean, workspace};

/// Questions that would find withheld documents, with and without slips. None of them says the word itself.
const QUESTIONS: &[&str] = &[
    "canar",
    "canrytitle",
    "cnarytitl",
    "cnarybody",
    "canrysection",
    "KB/canarid",
    "canar raw label",
    "kind label",
    "on",
    "home",
    "open",
    "raw label and another",
    "tag:shared",
    "in:Vault",
    "level:confidential",
    "type:canar",
    "\"raw label\"",
    "title:on",
    "updated:>2020",
];

fn said(site: &SiteTest, arguments: &[&str]) -> String {
    let run = site.run(arguments);
    sound(&run, arguments);
    format!("{}{}", run.stdout, run.stderr).to_lowercase()
}

#[test]
fn nothing_that_is_printed_or_kept_tells_of_what_stands_above() {
    let site = workspace();
    for question in QUESTIONS {
        for form in [
            &["--format", "human", "--explain"][..],
            &["--format", "json", "--explain"],
            &["--format", "paths"],
        ] {
            let line: Vec<&str> = ["search", "--clearance", "Public", "--limit", "50", *question]
                .iter()
                .chain(form)
                .copied()
                .collect();
            let said = said(&site, &line);
            assert!(!said.contains("canary"), "{line:?}: {said}");
        }
    }
    site.ok(&["build", "--clearance", "Public"]);
    assert_clean(&site, ".stratbook");
    assert_clean(&site, "public");
}

#[test]
fn totals_and_hints_are_those_of_a_workspace_without_them() {
    let site = workspace();
    for typed in [
        "canarytitle",
        "canarybody text",
        "tag:canarytag",
        "owner:canaryteam",
        "canaryquestion?",
        "canaryslip",
    ] {
        let run = site.run(&["search", "--clearance", "Public", "--format", "json", typed]);
        let answer = run.json();
        // What was typed may be said again; nothing more.
        let mut rest = answer.clone();
        rest["query"] = Value::Null;
        let rest = rest.to_string();
        let told = typed.split([' ', ':', '?']).fold(rest, |rest, word| rest.replace(word, ""));
        assert!(!told.contains("canary"), "{typed}: {answer:#}");
    }
    assert_eq!(ask(&site, &["--clearance", "Public", "tag:shared"])["total"], 1);
    let all = ask(&site, &["tag:shared"]);
    assert!(all["total"].as_u64().is_some_and(|total| total > 1), "{all:#}");
}

#[test]
fn the_cache_holds_the_words_where_they_may_be_read() {
    // The measure of the tests above: what they look for would be seen.
    let site = workspace();
    ask(&site, &["home"]);
    let bytes: Vec<u8> = site.tree(".stratbook").into_values().flatten().collect();
    assert!(String::from_utf8_lossy(&bytes).contains("canary"));
}

#[test]
fn a_document_whose_level_is_raised_leaves_no_trace() {
    let text = |level: &str| format!("---\ntitle: Canarynote\nsecurity_level: {level}\n---\ncanarybody\n");
    let site = SiteTest::new()
        .file("stratbook.toml", "")
        .file("content/index.md", "---\ntitle: Home\nsecurity_level: Public\n---\nSee [[Canarynote]].\n")
        .file("content/note.md", text("Public"));
    many(&site, 40);
    let search = |question| ask(&site, &["--clearance", "Public", question]);
    assert_eq!(paths(&search("canarybody")), ["note.md"]);
    site.write("content/note.md", text("Confidential"));
    let answer = search("canrybody");
    assert!(!answer.to_string().to_lowercase().contains("canary"), "{answer:#}");
    assert!(!search("home").to_string().to_lowercase().contains("canary"), "{answer:#}");
    assert_clean(&site, ".stratbook");
    site.write("content/note.md", text("Public"));
    assert_eq!(paths(&search("canarybody")), ["note.md"], "and back");
    std::fs::remove_file(site.path("content/note.md")).expect("removed");
    search("home");
    site.write("content/index.md", "---\ntitle: Home\nsecurity_level: Public\n---\nNothing.\n");
    search("home");
    assert_clean(&site, ".stratbook");
}

#[test]
fn each_clearance_has_an_index_of_its_own() {
    let site = workspace();
    assert_eq!(ask(&site, &["canarymiddle", "--clearance", "Public"])["total"], 0);
    assert_eq!(ask(&site, &["canarymiddle", "--clearance", "Internal"])["total"], 1);
    assert_eq!(ask(&site, &["canarymiddle", "--clearance", "Public", "--refresh", "never"])["total"], 0);
    assert_eq!(ask(&site, &["canarymiddle"])["total"], 1);
}
