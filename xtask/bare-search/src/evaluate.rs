//! How well known answers are found, each kind of query apart.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::searching::Searching;
use crate::{Outcome, columns};

const DEPTH: usize = 10;

#[derive(Debug, Default)]
struct Tally {
    queries: usize,
    reciprocal_ranks: f64,
    first: usize,
    found: usize,
    misses: Vec<String>,
}

/// A table of mean reciprocal rank and recall, a row a kind, and below it some of what was not found.
pub(crate) fn table(searching: &Searching, lines: &str, misses: usize) -> Outcome<String> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let line: serde_json::Value = serde_json::from_str(line)?;
        let text = |name: &str| line[name].as_str().unwrap_or_default();
        let (query, path) = (text("query"), text("path"));
        let tally = tallies.entry(text("kind").to_owned()).or_default();
        tally.queries += 1;
        match searching.search(query, DEPTH)?.iter().position(|hit| hit.path == path) {
            Some(rank) => {
                tally.reciprocal_ranks += 1.0 / (rank + 1) as f64;
                tally.first += usize::from(rank == 0);
                tally.found += 1;
            }
            None if tally.misses.len() < misses => tally.misses.push(format!("{query} -> {path}")),
            None => {}
        }
    }
    let heading = ["kind", "queries", "MRR@10", "R@1", "R@10"].map(str::to_owned);
    let mut rows = vec![heading.to_vec()];
    for (kind, tally) in &tallies {
        let count = tally.queries as f64;
        rows.push(vec![
            kind.clone(),
            tally.queries.to_string(),
            format!("{:.3}", tally.reciprocal_ranks / count),
            format!("{:.2}", tally.first as f64 / count),
            format!("{:.2}", tally.found as f64 / count),
        ]);
    }
    let mut out = columns(&rows);
    for (kind, tally) in tallies.iter().filter(|(_, tally)| !tally.misses.is_empty()) {
        writeln!(out, "\nnot found, {kind}:\n{}", tally.misses.join("\n"))?;
    }
    Ok(out)
}

/// The queries of a file: its lines, or their `query` where they are JSON.
pub(crate) fn queries(lines: &str) -> Vec<String> {
    lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| match serde_json::from_str::<serde_json::Value>(line) {
            Ok(line) if line["query"].is_string() => line["query"].as_str().unwrap_or_default().to_owned(),
            _ => line.to_owned(),
        })
        .collect()
}
