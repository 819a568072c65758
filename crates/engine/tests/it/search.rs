//! What makes an index catch up: documents, the data files of reports, and the day.

use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::{Date, date};
use stratbook_engine::search::{self, Refresh, SearchOptions};
use stratbook_engine::{Silent, Workspace};
use stratbook_search::{Language, Options, Query};

use crate::reports::probe;
use crate::workspace::Site;

const TOOL: &str = "---\ntitle: Tool\nreport: probe\ninputs_file: tool.yaml\n---\n# Tool\n\nMy words.\n";

fn options(clearance: Option<&str>, today: fn() -> Option<Date>) -> SearchOptions {
    SearchOptions { clearance: clearance.map(str::to_owned), drafts: false, refresh: Refresh::Auto, today }
}

/// How many documents have these words, in this order.
fn found(workspace: &Workspace, options: &SearchOptions, words: &str) -> usize {
    let query = Query::parse(words, Language::ENGLISH);
    let limit = Options { limit: 10, explain: false };
    let settings = &workspace.config().search;
    let asked = search::answer(workspace, options, &Silent, |index| index.search(&query, settings, &limit));
    let hits = asked.expect("answers").answer.hits;
    hits.iter().filter(|hit| hit.snippet.text.contains(words)).count()
}

#[test]
fn an_edited_data_file_is_read() {
    for clearance in [None, Some("Internal")] {
        let options = options(clearance, || Some(date(2026, 3, 1)));
        let site = Site::new(
            &[("content/tool.md", TOOL), ("content/tool.yaml", "score: 2\n"), ("content/a.md", "# Other\n")],
            &probe(),
        );
        let open = || search::open(&site.workspace(), &options, &Silent).expect("opens").updated;
        let count = |words| found(&site.workspace(), &options, words);
        assert_eq!(count("Scored 2"), 1, "{clearance:?}");
        assert_eq!(open(), 0);
        site.write("content/tool.yaml", "score: 4\n");
        assert_eq!((count("Scored 4"), count("Scored 2")), (1, 0), "{clearance:?}");
        assert_eq!(open(), 0);
        // One that comes and goes is noticed too.
        site.remove("content/tool.yaml");
        assert_eq!(count("Scored 4"), 0);
        site.write("content/tool.yaml", "score: 5\n");
        assert_eq!(count("Scored 5"), 1);
        // A document that reads another one brings it along.
        site.write("content/tool.md", &TOOL.replace("tool.yaml", "/more.yaml"));
        site.write("more.yaml", "score: 1\n");
        assert_eq!(count("Scored 1"), 1);
        site.write("more.yaml", "score: 3\n");
        assert_eq!(count("Scored 3"), 1);
    }
}

#[test]
fn texts_of_plugins_are_those_of_the_day() {
    let site = Site::new(&[("content/tool.md", "# Tool\n\n[probe to=\"day\"]\n")], &probe());
    let count = |today, words| found(&site.workspace(), &options(None, today), words);
    let (first, second): (fn() -> _, fn() -> _) = (|| Some(date(2026, 3, 1)), || Some(date(2026, 3, 2)));
    assert_eq!((count(first, "Hello 2026-03-01"), count(first, "Hello 2026-03-02")), (1, 0));
    assert_eq!((count(second, "Hello 2026-03-02"), count(second, "Hello 2026-03-01")), (1, 0));
    let opened = search::open(&site.workspace(), &options(None, second), &Silent).expect("opens");
    assert_eq!(opened.updated, 0);
}

static ASKED: AtomicUsize = AtomicUsize::new(0);

#[test]
fn the_day_is_not_asked_for_where_it_does_not_count() {
    let site = Site::new(&[("content/a.md", "# Other\n\nWords.\n")], &probe());
    site.settle("content/a.md");
    site.settle("content");
    let options = options(None, || {
        ASKED.fetch_add(1, Ordering::Relaxed);
        Some(date(2026, 3, 1))
    });
    assert_eq!(found(&site.workspace(), &options, "Words"), 1);
    let once = ASKED.load(Ordering::Relaxed);
    assert_eq!(found(&site.workspace(), &options, "Words"), 1);
    assert_eq!(ASKED.load(Ordering::Relaxed), once);
    assert!(site.list(".stratbook/search").iter().all(|name| !name.contains("sources")));
}
