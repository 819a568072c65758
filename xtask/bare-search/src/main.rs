//! The least that tantivy needs to search a folder of Markdown: what its own tutorial does, and no more.
//!
//! The product's search is measured beside it, in what it finds and in what it costs. So there is nothing clever here:
//! the default tokenizer with stemming, the default query parser, the default score.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the program talks to the person who started it"
)]

mod evaluate;
mod indexing;
mod searching;
mod source;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use std::{fs, iter};

use clap::{Parser, Subcommand};
use searching::Searching;

/// Searches a folder of Markdown with plain tantivy.
#[derive(Debug, Parser)]
#[command(name = "bare-search", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Index a content folder, one entry a file with title and body
    Index {
        /// The folder of Markdown files
        content: PathBuf,
        /// Where the index goes; what is there is removed
        index: PathBuf,
    },
    /// Index a content folder, one entry a section with nine fields
    IndexSections {
        /// The folder of Markdown files
        content: PathBuf,
        /// Where the index goes; what is there is removed
        index: PathBuf,
        /// Store the sections' text too, as one does who shows snippets
        #[arg(long)]
        store: bool,
    },
    /// Print the ten best files
    Query {
        /// The folder of the index
        index: PathBuf,
        /// What to look for
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Print how well known answers are found
    Eval {
        /// The folder of the index
        index: PathBuf,
        /// Lines of `{"query": …, "path": …, "kind": …}`
        file: PathBuf,
        /// Also print so many queries of each kind that found nothing
        #[arg(long, default_value_t = 0)]
        misses: usize,
    },
    /// Print how long queries take inside of the process
    Latency {
        /// The folder of the index
        index: PathBuf,
        /// One query a line, or lines as for `eval`
        file: PathBuf,
    },
}

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run(&Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Outcome {
    match task {
        Task::Index { content, index } => report(index, || indexing::documents(content, index)),
        Task::IndexSections { content, index, store } => {
            report(index, || indexing::sections(content, index, *store))
        }
        Task::Query { index, words } => {
            for hit in Searching::open(index)?.search(&words.join(" "), 10)? {
                println!("{}\t{}", hit.path, hit.title);
            }
            Ok(())
        }
        Task::Eval { index, file, misses } => {
            print!("{}", evaluate::table(&Searching::open(index)?, &fs::read_to_string(file)?, *misses)?);
            Ok(())
        }
        Task::Latency { index, file } => latency(&Searching::open(index)?, &fs::read_to_string(file)?),
    }
}

/// Runs the indexing and says what it cost.
fn report(index: &Path, work: impl FnOnce() -> Outcome<indexing::Volume>) -> Outcome {
    let start = Instant::now();
    let volume = work()?;
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = volume.bytes as f64 / 1e6;
    let mut size = 0;
    for file in source::files(index)? {
        size += fs::metadata(file)?.len();
    }
    println!(
        "{} documents, {} entries, {megabytes:.1} MB in {seconds:.3} s: {:.0} documents/s, {:.1} MB/s; index {:.1} MB",
        volume.documents,
        volume.entries,
        volume.documents as f64 / seconds,
        megabytes / seconds,
        size as f64 / 1e6,
    );
    Ok(())
}

fn latency(searching: &Searching, lines: &str) -> Outcome {
    let queries = evaluate::queries(lines);
    for query in &queries {
        searching.search(query, 10)?;
    }
    let mut times = Vec::with_capacity(queries.len());
    for query in &queries {
        let start = Instant::now();
        searching.search(query, 10)?;
        times.push(start.elapsed().as_micros());
    }
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).or(times.last()).copied().unwrap_or(0);
    let [half, most, nearly_all] = [50, 95, 99].map(at);
    println!("{} queries: p50 {half} µs, p95 {most} µs, p99 {nearly_all} µs", queries.len());
    Ok(())
}

/// The table of one row after another, with columns as wide as they need to be.
fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(String::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, &width))| {
            if at == 0 { format!("{cell:width$}") } else { format!("  {cell:>width$}") }
        });
        cells.chain(iter::once("\n".to_owned())).collect::<String>()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn what_is_indexed_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir_all(content.join("b")).unwrap();
        fs::write(
            content.join("a.md"),
            "---\ntags:\n  - money\n---\n# Travel\n\n## Trains\nWe pay tickets.\n",
        )
        .unwrap();
        fs::write(content.join("b/c.md"), "---\ntitle: Leave\n---\nSixteen weeks: for parents.\n").unwrap();
        let (documents, sections) = (folder.path().join("documents"), folder.path().join("sections"));
        assert_eq!(indexing::documents(&content, &documents).unwrap().entries, 2);
        assert_eq!(indexing::sections(&content, &sections, true).unwrap().entries, 3);
        for index in [documents, sections] {
            let searching = Searching::open(&index).unwrap();
            let paths = |query| -> Vec<String> {
                searching.search(query, 10).unwrap().into_iter().map(|hit| hit.path).collect()
            };
            assert_eq!(paths("who pays the ticket: \"?"), ["a.md"]);
            assert_eq!(paths("parents leave"), ["b/c.md"]);
            assert_eq!(paths("?!"), Vec::<String>::new());
            let lines = "{\"query\": \"leave\", \"path\": \"b/c.md\", \"kind\": \"title\"}\n";
            assert_eq!(
                evaluate::table(&searching, lines, 0).unwrap(),
                "kind   queries  MRR@10   R@1  R@10\ntitle        1   1.000  1.00  1.00\n"
            );
        }
    }
}
