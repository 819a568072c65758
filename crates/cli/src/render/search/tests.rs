//! How answers look.

use stratbook_search::answer::{Marked, WordShare};
use stratbook_search::eval::{KindReport, Miss};
use stratbook_search::{About, Language};

use super::*;

fn found() -> Answer {
    let hit = |title: &str, section: &[&str], file: &str, text: &str, marks: &[(u32, u32)]| Hit {
        path: file.to_owned(),
        file: format!("content/{file}"),
        title: title.to_owned(),
        section: section.iter().map(|heading| (*heading).to_owned()).collect(),
        anchor: String::new(),
        url: "/a/".to_owned(),
        line: 41,
        score: 3.25,
        snippet: Marked { text: text.to_owned(), marks: marks.to_vec() },
        title_marks: Vec::new(),
        fields: About { doc_type: "Playbook".to_owned(), status: "Active".to_owned(), ..About::default() },
        explanation: None,
    };
    let long = "Count the customers who left in a month, and divide by those who were there at its beginning. The \
                churn of a month is not that of a year divided by twelve.";
    let mut first =
        hit("Retention ladder", &["Steps", "Measuring churn"], "playbooks/retention.md", long, &[(98, 103)]);
    first.explanation = Some(Explanation {
        best: 2.5,
        second: 1.5,
        whole: 2.0,
        name: 0.0,
        kind: 1.0,
        pairs: 0.5,
        coverage: 0.0,
        words: vec![WordShare {
            word: "chrun".to_owned(),
            term: "churn".to_owned(),
            how: How::Corrected,
            idf: 3.457,
            impact: 0.835,
            score: 2.021,
        }],
    });
    let mut wild = hit("A \u{1b}[2Jtitle", &[], "a b;#\u{1b}.md", "", &[]);
    wild.fields = About::default();
    Answer {
        query: "chrun".to_owned(),
        total: 12,
        elapsed_us: 1_430,
        hints: Vec::new(),
        hits: vec![first, wild],
    }
}

fn query(text: &str) -> Query {
    Query::parse(text, Language::ENGLISH)
}

fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[test]
fn an_answer_reads_well() {
    insta::assert_snapshot!(plain(&answer(&found(), &query("chrun"), 80, None)));
}

#[test]
fn files_are_links_where_terminals_make_them() {
    let text = answer(&found(), &query("chrun"), 80, Some(Path::new("/my notes")));
    assert!(text.contains("\u{1b}]8;;file:///my%20notes/content/playbooks/retention.md\u{1b}\\"), "{text:?}");
    assert!(text.contains("file:///my%20notes/content/a%20b%3B%23%1B.md\u{1b}\\"), "{text:?}");
    assert_eq!(plain(&text), plain(&answer(&found(), &query("chrun"), 80, None)));
}

#[test]
fn nothing_found_says_what_to_try() {
    let nothing = Answer { hits: Vec::new(), total: 0, ..found() };
    let said = |text: &str| plain(&answer(&nothing, &query(text), 80, None));
    insta::assert_snapshot!(said("xylophone"), @"
    nothing was found · 1.4 ms
      try other words: none of these stands in a document, nor one that is spelt nearly so
    ");
    insta::assert_snapshot!(said("\"a phrase\" -draft tag:x title:y"), @"
    nothing was found · 1.4 ms
      leave out a filter: no document passes all of them and has the words
      leave out the quotation marks: the words may stand apart
      leave out `title:`: the word may stand in the text
      leave out the words with a hyphen before them
    ");
}

#[test]
fn measures_are_a_table() {
    let kind = |kind: &str, questions| KindReport {
        kind: kind.to_owned(),
        questions,
        mrr: 0.8512,
        recall_1: 0.75,
        recall_5: 0.9,
        recall_10: 1.0,
        ndcg: 0.8765,
    };
    let miss = |rank, first: Option<&str>| Miss {
        query: "how do we begin".to_owned(),
        path: "start/index.md".to_owned(),
        rank,
        first: first.map(str::to_owned),
    };
    let report = Report {
        latency: Latency { p50_us: 420, p95_us: 1_300, p99_us: 2_000 },
        kinds: vec![kind("question", 1455), kind("all", 1460)],
        unknown: Vec::new(),
        worst: vec![miss(None, None), miss(Some(7), Some("a.md"))],
    };
    insta::assert_snapshot!(plain(&self::report(&report, 80)));
}

#[test]
fn times_are_short() {
    assert_eq!([time(0), time(1_449), time(2_340_000)], ["0.0 ms", "1.4 ms", "2.34 s"]);
}
