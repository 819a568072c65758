//! Answers of a search for people.

use std::fmt::Write as _;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use stratbook_search::answer::Explanation;
use stratbook_search::eval::{Latency, Report};
use stratbook_search::expand::How;
use stratbook_search::{Answer, Hit, Query};

use super::human::{NAME, QUIET, STRONG};
use super::marked::Line;
use crate::text::{count, tame};

use super::table::{Column, table};

/// For words that were asked for.
const FOUND: Style = AnsiColor::Magenta.on_default().bold();
/// For those in a title.
const FOUND_IN_TITLE: Style = AnsiColor::Magenta.on_default().bold();

/// What must be written otherwise in the path of a `file:` address.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'\\')
    .add(b';');

/// An answer, with links to its files below `root` where the terminal makes links.
pub(crate) fn answer(answer: &Answer, query: &Query, width: usize, root: Option<&Path>) -> String {
    if answer.total == 0 {
        return nothing(answer, query);
    }
    let mut text =
        format!("{QUIET}{} · {}{QUIET:#}\n", count(answer.total, "document"), time(answer.elapsed_us));
    let digits = answer.hits.len().to_string().len();
    for (number, hit) in answer.hits.iter().enumerate() {
        text.push('\n');
        self::hit(&mut text, number + 1, digits, hit, width, root);
    }
    let more = answer.total.saturating_sub(answer.hits.len());
    // Whoever asked for none wanted the number.
    if more > 0 && !answer.hits.is_empty() {
        let _ = writeln!(
            text,
            "\n{QUIET}… and {more} more: ask for more words, or for more with `--limit`{QUIET:#}"
        );
    }
    text
}

fn hit(text: &mut String, number: usize, digits: usize, hit: &Hit, width: usize, root: Option<&Path>) {
    let indent = digits + 2;
    let mut title = Line::default();
    title.marked(&hit.title, &hit.title_marks, STRONG, FOUND_IN_TITLE);
    for heading in &hit.section {
        title.plain(" › ", QUIET);
        title.plain(heading, QUIET);
    }
    let _ = write!(text, "{QUIET}{number:>digits$}{QUIET:#}  ");
    text.push_str(&title.wrapped(width, indent));
    text.push('\n');
    if !hit.snippet.text.is_empty() {
        let mut snippet = Line::default();
        snippet.marked(&hit.snippet.text, &hit.snippet.marks, Style::new(), FOUND);
        let _ = writeln!(text, "{:indent$}{}", "", snippet.wrapped(width, indent));
    }
    let place = tame(&format!("{}:{}", hit.file, hit.line));
    let _ = write!(text, "{:indent$}", "");
    match root {
        Some(root) => {
            let address = address(&root.join(&hit.file));
            let _ = write!(text, "\u{1b}]8;;{address}\u{1b}\\{NAME}{place}{NAME:#}\u{1b}]8;;\u{1b}\\");
        }
        None => {
            let _ = write!(text, "{NAME}{place}{NAME:#}");
        }
    }
    for known in [&hit.fields.doc_type, &hit.fields.status] {
        if !known.is_empty() {
            let _ = write!(text, "{QUIET} · {}{QUIET:#}", tame(known));
        }
    }
    text.push('\n');
    if let Some(explanation) = &hit.explanation {
        explain(text, hit.score, explanation, indent);
    }
}

/// The `file:` address of a file.
fn address(file: &Path) -> String {
    let path = file.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(&path, PATH))
}

/// `0.4 ms`, `1.21 s`.
pub(crate) fn time(microseconds: u64) -> String {
    if microseconds < 1_000_000 {
        format!("{:.1} ms", microseconds as f64 / 1e3)
    } else {
        format!("{:.2} s", microseconds as f64 / 1e6)
    }
}

fn nothing(answer: &Answer, query: &Query) -> String {
    let mut text = format!("nothing was found {QUIET}· {}{QUIET:#}\n", time(answer.elapsed_us));
    for advice in advice(query) {
        let _ = writeln!(text, "  {advice}");
    }
    text
}

/// What to try where nothing was found. Spelling is no advice: slips were mended already.
pub(crate) fn advice(query: &Query) -> Vec<&'static str> {
    let mut advice = Vec::new();
    if !query.filters.is_empty() {
        advice.push("leave out a filter: no document passes all of them and has the words");
    }
    if !query.phrases.is_empty() {
        advice.push("leave out the quotation marks: the words may stand apart");
    }
    if !query.title.is_empty() {
        advice.push("leave out `title:`: the word may stand in the text");
    }
    if !query.without.is_empty() {
        advice.push("leave out the words with a hyphen before them");
    }
    if advice.is_empty() && !query.words.is_empty() {
        advice.push("try other words: none of these stands in a document, nor one that is spelt nearly so");
    }
    advice
}

fn explain(text: &mut String, score: f64, explanation: &Explanation, indent: usize) {
    let columns = [
        Column::left("word"),
        Column::left("term"),
        Column::left("how"),
        Column::right("idf"),
        Column::right("impact"),
        Column::right("share"),
    ];
    let rows: Vec<Vec<String>> = explanation
        .words
        .iter()
        .map(|share| {
            let how = match share.how {
                How::Exact => "exact",
                How::Completed => "completed",
                How::Corrected => "corrected",
            };
            let number = |value: f64| format!("{value:.3}");
            vec![
                share.word.clone(),
                share.term.clone(),
                how.to_owned(),
                number(share.idf),
                number(share.impact),
                number(share.score),
            ]
        })
        .collect();
    if !rows.is_empty() {
        text.push_str(&table(&columns, &rows, indent + 2));
    }
    let factors = [
        ("score", score),
        ("best", explanation.best),
        ("second", explanation.second),
        ("whole", explanation.whole),
        ("name", explanation.name),
        ("kind", explanation.kind),
        ("pairs", explanation.pairs),
        ("coverage", explanation.coverage),
    ];
    let _ = write!(text, "{:indent$}", "");
    for (name, value) in factors {
        let _ = write!(text, "  {QUIET}{name}{QUIET:#} {value:.3}");
    }
    text.push('\n');
}

/// How good the answers are.
pub(crate) fn report(report: &Report, width: usize) -> String {
    let columns = [
        Column::left("kind"),
        Column::right("questions"),
        Column::right("MRR@10"),
        Column::right("recall@1"),
        Column::right("recall@5"),
        Column::right("recall@10"),
        Column::right("nDCG@10"),
    ];
    let rows: Vec<Vec<String>> = report
        .kinds
        .iter()
        .map(|kind| {
            let measures = [kind.mrr, kind.recall_1, kind.recall_5, kind.recall_10, kind.ndcg];
            let words = [kind.kind.clone(), kind.questions.to_string()];
            words.into_iter().chain(measures.map(|measure| format!("{measure:.3}"))).collect()
        })
        .collect();
    let mut text = table(&columns, &rows, 0);
    let Latency { p50_us, p95_us, p99_us } = report.latency;
    let _ = writeln!(
        text,
        "\n{QUIET}answers took{QUIET:#} {} {QUIET}(median){QUIET:#}, {} {QUIET}(p95){QUIET:#}, {} {QUIET}(p99){QUIET:#}",
        time(p50_us),
        time(p95_us),
        time(p99_us),
    );
    if !report.worst.is_empty() {
        let _ = writeln!(text, "\n{STRONG}worst misses{STRONG:#}");
    }
    for miss in &report.worst {
        let rank = miss.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
        let mut line = Line::default();
        line.plain(&miss.query, Style::new());
        let _ = writeln!(text, "{rank:>4}  {}", line.wrapped(width, 6));
        let _ = writeln!(text, "      {QUIET}wanted{QUIET:#} {NAME}{}{NAME:#}", tame(&miss.path));
        let first = miss.first.as_deref().map_or_else(|| "nothing".to_owned(), tame);
        let _ = writeln!(text, "      {QUIET}first {QUIET:#} {first}");
    }
    text
}

#[cfg(test)]
mod tests;
