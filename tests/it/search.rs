//! `stratbook search`: what is found, how it is told, and that nothing that lies in the cache can stop it.

mod clearance;
mod damage;
mod interactive;
mod questions;

use std::fmt::Write as _;

use serde_json::Value;
use stratbook_tests::{Run, SiteTest};

/// A small handbook with something of everything that can be asked for.
fn handbook() -> SiteTest {
    SiteTest::new()
        .file("stratbook.toml", "[site]\ntitle = 'Book'\n")
        .file(
            "content/playbooks/retention.md",
            "---\ntitle: Retention ladder\nid: KB/GROWTH/RET-01\ntags: [growth, loyalty/repeat]\nstatus: Active\n\
             doc_type: Playbook\nowner_team: Growth team\nupdated: 2026-03-10\naliases: [Loyalty steps]\n\
             synthetic_questions:\n  - What makes a buyer come back a second time?\n---\n\
             Some customers return.\n\n## Measuring churn\n\nCount the customers who left in a month, and divide by \
             those who were there at its beginning.\n\n## Writing to them\n\nA friendly letter after thirty days.\n",
        )
        .file(
            "content/playbooks/ads.md",
            "---\ntitle: Paid advertising\nid: KB/GROWTH/ADS-01\ntags: [growth]\nstatus: Draft\ndoc_type: Playbook\n\
             owner_team: Media\nupdated: 2025-11-02\n---\nBudget first, creative second.\n\n## Bidding\n\n\
             Raise bids slowly. The budget of a month is a ceiling.\n",
        )
        .file(
            "content/governance/ethics.md",
            "---\ntitle: Ethics of recommendations\ntags: [ethics]\nstatus: Active\ndoc_type: Policy\nupdated: \
             2026-01-20\n---\nWe recommend what serves the customer.\n\n## Review board\n\nThe review board meets \
             each quarter. A budget is not its subject.\n",
        )
        .file("content/index.md", "# Home\n\nBegin with [retention](playbooks/retention.md).\n")
}

/// The answer as JSON; the exit code must fit it.
fn ask(site: &SiteTest, arguments: &[&str]) -> Value {
    let line: Vec<&str> = ["search", "--format", "json"].iter().chain(arguments).copied().collect();
    let run = site.run(&line);
    sound(&run, arguments);
    let answer = run.json();
    let found = answer["hits"].as_array().is_some_and(|hits| !hits.is_empty());
    assert_eq!(run.code, i32::from(!found), "{arguments:?}\n{}\n{}", run.stdout, run.stderr);
    answer
}

/// Paths of the hits, best first.
fn paths(answer: &Value) -> Vec<&str> {
    answer["hits"].as_array().expect("a list").iter().map(|hit| hit["path"].as_str().expect("text")).collect()
}

/// The first hit's path.
fn first(site: &SiteTest, arguments: &[&str]) -> String {
    let answer = ask(site, arguments);
    paths(&answer).first().map_or_else(String::new, |path| (*path).to_owned())
}

/// It ended by itself, with a code of the contract.
fn sound(run: &Run, what: &[&str]) {
    assert!(matches!(run.code, 0..=2), "{what:?} ended with {}\n{}\n{}", run.code, run.stdout, run.stderr);
    assert!(!run.stderr.contains("panicked"), "{what:?}\n{}", run.stderr);
}

/// Many documents with the same word.
fn many(site: &SiteTest, number: usize) {
    for at in 0..number {
        let mut text = format!("---\ntitle: Note {at}\n---\n");
        for part in 0..5 {
            let _ = write!(text, "## Part {part}\n\nA common word, and number{at}part{part}.\n\n");
        }
        site.write(&format!("content/notes/{at}.md"), text);
    }
}
