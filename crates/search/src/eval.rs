//! How good the answers are: questions whose right document is known, and the usual measures over them.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{Index, IndexError, Language, Options, Query, Settings};

/// As many hits are looked at.
const DEPTH: usize = 10;
/// As many misses are told.
const WORST: usize = 10;

/// A question and the document that answers it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Question {
    /// As somebody would type it.
    pub query: String,
    /// The document's path under the content root.
    pub path: String,
    /// What kind of question it is; kinds are measured apart. `all` is none: that row is over all questions.
    #[serde(default)]
    pub kind: Option<String>,
    /// The line that it was read from, from 1.
    #[serde(skip)]
    pub line: usize,
}

/// Measures over all questions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// By kind, by name; the last one, `all`, is over all questions.
    pub kinds: Vec<KindReport>,
    /// How long answers took.
    pub latency: Latency,
    /// Lines whose document is not in the index, so that no answer can be right.
    pub unknown: Vec<usize>,
    /// Questions whose document came late or not at all, worst first.
    pub worst: Vec<Miss>,
}

/// How long answers took within the process, in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Latency {
    /// Half of them were no slower.
    pub p50_us: u64,
    /// 95 of 100 were no slower.
    pub p95_us: u64,
    /// 99 of 100 were no slower.
    pub p99_us: u64,
}

/// Measures over the questions of one kind. Each is between 0 and 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindReport {
    /// Name of the kind.
    pub kind: String,
    /// How many questions.
    pub questions: usize,
    /// Mean of 1/rank of the right document, 0 beyond ten (MRR@10).
    pub mrr: f64,
    /// Share whose right document came first.
    pub recall_1: f64,
    /// Share whose right document was among the first five.
    pub recall_5: f64,
    /// Share whose right document was among the first ten.
    pub recall_10: f64,
    /// Mean of 1/log2(1 + rank), 0 beyond ten (nDCG@10 for one right document).
    pub ndcg: f64,
}

/// A question whose document did not come first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// The question.
    pub query: String,
    /// The right document.
    pub path: String,
    /// Its rank from 1; none beyond ten.
    pub rank: Option<usize>,
    /// What came first instead.
    pub first: Option<String>,
}

/// Name of the row over all questions.
const ALL: &str = "all";

/// Reads questions, one JSON object a line. Empty lines are skipped; what cannot be read is told with its line.
pub fn read(text: &str) -> (Vec<Question>, Vec<String>) {
    let mut questions = Vec::new();
    let mut unread = Vec::new();
    // Some editors put a mark at the beginning of a file.
    let text = text.trim_start_matches('\u{feff}');
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Question>(line) {
            Ok(question) => questions.push(Question { line: number + 1, ..question }),
            Err(error) => unread.push(format!("line {}: {error}", number + 1)),
        }
    }
    (questions, unread)
}

/// Asks all questions.
pub fn evaluate(
    index: &Index,
    language: Language,
    settings: &Settings,
    questions: &[Question],
) -> Result<Report, IndexError> {
    let options = Options { limit: DEPTH, explain: false };
    let outcomes = questions
        .par_iter()
        .map(|question| {
            let answer = index.search(&Query::parse(&question.query, language), settings, &options)?;
            let rank = answer.hits.iter().position(|hit| hit.path == question.path).map(|at| at + 1);
            let first = answer.hits.first().map(|hit| hit.path.clone());
            Ok((question, rank, first, answer.elapsed_us))
        })
        .collect::<Result<Vec<_>, IndexError>>()?;
    let mut kinds: BTreeMap<&str, Vec<Option<usize>>> = BTreeMap::new();
    for (question, rank, ..) in &outcomes {
        if let Some(kind) = question.kind.as_deref().filter(|kind| *kind != ALL) {
            kinds.entry(kind).or_default().push(*rank);
        }
    }
    let mut reports: Vec<KindReport> = kinds.iter().map(|(kind, ranks)| measure(kind, ranks)).collect();
    let all: Vec<Option<usize>> = outcomes.iter().map(|(_, rank, ..)| *rank).collect();
    reports.push(measure(ALL, &all));
    let mut times: Vec<u64> = outcomes.iter().map(|(.., elapsed)| *elapsed).collect();
    times.sort_unstable();
    let at = |share: f64| {
        let place = ((times.len() as f64 * share).ceil() as usize).max(1) - 1;
        times.get(place).copied().unwrap_or(0)
    };
    let latency = Latency { p50_us: at(0.5), p95_us: at(0.95), p99_us: at(0.99) };
    let mut unknown = Vec::new();
    for question in questions {
        if index.about(&question.path)?.is_none() {
            unknown.push(question.line);
        }
    }
    let mut worst: Vec<Miss> = outcomes
        .into_iter()
        .filter(|(_, rank, ..)| *rank != Some(1))
        .map(|(question, rank, first, _)| Miss {
            query: question.query.clone(),
            path: question.path.clone(),
            rank,
            first,
        })
        .collect();
    worst.sort_by_key(|miss| std::cmp::Reverse(miss.rank.unwrap_or(usize::MAX)));
    worst.truncate(WORST);
    Ok(Report { kinds: reports, latency, unknown, worst })
}

fn measure(kind: &str, ranks: &[Option<usize>]) -> KindReport {
    let mean = |value: &dyn Fn(usize) -> f64| {
        // Not `sum`: that of nothing is -0.0.
        let sum = ranks.iter().flatten().fold(0.0, |sum, rank| sum + value(*rank));
        sum / ranks.len().max(1) as f64
    };
    let within = |depth: usize| mean(&|rank| f64::from(u8::from(rank <= depth)));
    KindReport {
        kind: kind.to_owned(),
        questions: ranks.len(),
        mrr: mean(&|rank| 1.0 / rank as f64),
        recall_1: within(1),
        recall_5: within(5),
        recall_10: within(DEPTH),
        ndcg: mean(&|rank| 1.0 / (1.0 + rank as f64).log2()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_what_they_are_called() {
        let report = measure("x", &[Some(1), Some(2), None, Some(10)]);
        assert!((report.mrr - (1.0 + 0.5 + 0.1) / 4.0).abs() < 1e-12);
        assert!((report.recall_1 - 0.25).abs() < 1e-12 && (report.recall_10 - 0.75).abs() < 1e-12);
        assert!((measure("x", &[Some(1)]).ndcg - 1.0).abs() < 1e-12);
        for none in [measure("x", &[]), measure("x", &[None])] {
            assert_eq!(format!("{:?} {:?}", none.mrr, none.recall_1), "0.0 0.0");
        }
    }

    #[test]
    fn lines_that_are_no_questions_are_told() {
        let (questions, unread) = read("{\"query\":\"a\",\"path\":\"a.md\"}\n\nnonsense\n");
        assert_eq!((questions.len(), unread.len()), (1, 1));
        assert!(unread[0].starts_with("line 3"));
    }

    #[test]
    fn a_mark_at_the_beginning_is_no_part_of_the_first_line() {
        let (questions, unread) =
            read("\u{feff}{\"query\":\"a\",\"path\":\"a.md\"}\n\n{\"query\":\"b\",\"path\":\"b.md\"}");
        assert_eq!(
            (questions.iter().map(|question| question.line).collect::<Vec<_>>(), unread),
            (vec![1, 3], vec![])
        );
    }
}
