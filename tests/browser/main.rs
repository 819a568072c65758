//! The built site in a real Chromium. Without a browser each test says that it is skipped, and passes.

mod accessibility;
mod charts;
mod interaction;
mod reading;
mod search;

use std::fmt::Write as _;
use std::io::Write;

use stratbook_tests::{Browser, SiteTest};

/// A workspace with one page of every kind and of everything that Markdown can make.
fn workspace() -> SiteTest {
    let mut site = SiteTest::new()
        .file(
            "stratbook.toml",
            "[site]\ntitle = 'Field guide'\ndescription = 'How we work.'\nedit_url = 'https://example.org/edit/{path}'\n",
        )
        .file(
            "content/index.md",
            "---\ntitle: Field guide\nsummary: How we work.\n---\nRead about [markets](markets/index.md) and the [[Long page]].\n",
        )
        .file(
            "content/markets/index.md",
            "---\ntitle: Markets\nsummary: Where we sell.\nowner_team: Growth\n---\nWe sell in two places.\n",
        )
        .file(
            "content/glossary.md",
            "---\ntitle: Glossary\n---\n## Churn\n\nThe share of customers who leave.\n\n## Margin\n\nWhat is left.\n",
        )
        .file("content/course/index.md", "---\ntitle: Course\ndoc_type: Course\n---\nThree lessons.\n");
    for (number, name) in [(1, "one"), (2, "two"), (3, "three")] {
        site = site.file(
            &format!("content/course/0{number}-{name}.md"),
            format!("---\ntitle: Lesson {number}\ndoc_type: Lesson\nduration: 10 mins\n---\nText of lesson {number}.\n"),
        );
    }
    let mut long = String::from(
        "---\ntitle: Long page\nstatus: Active\nversion: 1.2\nsteward: A. Person\nowner_team: Growth\nupdated: 2026-01-05\n\
         doc_type: Reference\nsummary: Everything at once.\ntags: [growth, everything]\nrelations: [markets/index.md]\n\
         target_audience: All_Staff\n---\nIntro about churn with `code`, **bold**, ==marked==, a note[^1] and [a link](markets/index.md).\n\n\
         [^1]: The note.\n\n> [!warning] Take care\n> A callout.\n\n> [!tip]- Folded\n> Hidden at first.\n\n\
         - [x] done\n- [ ] open\n\n| A rather long column | B | C | D | E | F | G | H |\n|---|---|---|---|---|---|---|---|\n\
         | unbreakable_identifier_that_is_long | 2 | 3 | 4 | 5 | 6 | 7 | a good deal of text in a cell |\n\n\
         ```rust title=\"main.rs\"\nfn main() { println!(\"a very long line of code that does not fit on a phone at all, no, not at all\"); }\n```\n\n\
         Math $a^2 + b^2 = c^2$ inline.\n\n$$\\int_0^1 x\\,dx = \\frac{1}{2}$$\n\n\
         $$a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10} + a_{11} + a_{12} + a_{13} + a_{14} = b$$\n\n",
    );
    for number in 1..=8 {
        let _ = write!(
            long,
            "## Part {number}\n\n{}\n\n### Detail {number}\n\n{}\n\n",
            "Words of prose. ".repeat(60),
            "More. ".repeat(40)
        );
    }
    site.file("content/markets/long.md", long).file(
        "content/diagram.md",
        "---\ntitle: Diagram\n---\nDrawn by script:\n\n```mermaid\nflowchart LR\n  A[Ask] --> B[Answer]\n```\n",
    )
}

/// The browser, or a visible line that the test is skipped.
fn browser(test: &str) -> Option<Browser> {
    let browser = Browser::start();
    if browser.is_none() {
        // Written past the test harness, which would swallow it.
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no Chromium found");
    }
    browser
}

/// One page of each kind: what it is, its path, and what it says of itself.
const KINDS: [(&str, &str, &str); 10] = [
    ("home", "/", "home"),
    ("folder", "/markets/", "folder"),
    ("document", "/markets/long/", "document"),
    ("course", "/course/", "folder"),
    ("lesson", "/course/two/", "document"),
    ("glossary", "/glossary/", "document"),
    ("all documents", "/all/", "all"),
    ("taxonomy", "/tags/", "taxonomy"),
    ("term", "/tags/growth/", "listing"),
    ("not found", "/no/such/page/", "not_found"),
];
