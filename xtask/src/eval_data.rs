//! `cargo xtask gen-eval`: questions with known answers, made from a folder of documents.
//!
//! A search is judged by what people would type, and the folder says itself what that is: its headings that are
//! questions, its titles, its codes. What a question was taken from is removed from the copy that is searched, else the
//! words would find themselves. The documents are split into two parts by their paths: settings are tuned on
//! `dev.jsonl` and judged on `held-out.jsonl`.

mod document;
mod front_matter;
mod identifiers;
mod markup;
mod phrases;
mod questions;
pub(crate) mod slip;
mod titles;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use serde_json::json;

use crate::corpus::random::Random;
use crate::shell::{Context as _, Failure, Outcome};
use document::Document;

/// Arguments of `cargo xtask gen-eval`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder of Markdown files
    content: PathBuf,
    /// Where to write the copy and the questions: a new or empty folder
    folder: PathBuf,
    /// Equal seeds give equal slips
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What sort of query it is; each is measured apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A question that the document answers, whose own text is nowhere
    Question,
    /// A title as it stands
    Title,
    /// A title with one typing mistake
    TitleSlip,
    /// Three words of a title, one with a typing mistake
    WordsSlip,
    /// One word of a title, with a typing mistake
    WordSlip,
    /// The beginning of a title
    Prefix,
    /// A code that one document has
    Identifier,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Question => "question",
            Self::Title => "title",
            Self::TitleSlip => "title-slip",
            Self::WordsSlip => "words-slip",
            Self::WordSlip => "word-slip",
            Self::Prefix => "prefix",
            Self::Identifier => "identifier",
        })
    }
}

/// Something that is typed, and the document that it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Query {
    text: String,
    path: String,
    kind: Kind,
}

/// The part of the documents that a query belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// For tuning
    Dev,
    /// For judging
    HeldOut,
}

impl Part {
    /// Three documents of five are for tuning. The path alone decides, so that a document stays where it is.
    fn of(path: &str) -> Self {
        if number_of(&[path]) % 100 < 60 { Self::Dev } else { Self::HeldOut }
    }

    fn file_name(self) -> &'static str {
        match self {
            Self::Dev => "dev.jsonl",
            Self::HeldOut => "held-out.jsonl",
        }
    }
}

/// Makes the questions as the arguments say.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let Arguments { content, folder, seed } = arguments;
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure(format!("{} is not empty", folder.display())));
    }
    let mut documents = read(content)?;
    let queries = make(&mut documents, *seed);
    for document in &documents {
        write(&folder.join("content").join(&document.path), &document.text())?;
    }
    let mut counts: BTreeMap<Kind, [usize; 2]> = BTreeMap::new();
    for part in [Part::Dev, Part::HeldOut] {
        let mut lines = String::new();
        for query in queries.iter().filter(|query| Part::of(&query.path) == part) {
            let line = json!({"query": query.text, "path": query.path, "kind": query.kind.to_string()});
            lines.push_str(&line.to_string());
            lines.push('\n');
            counts.entry(query.kind).or_default()[part as usize] += 1;
        }
        write(&folder.join(part.file_name()), &lines)?;
    }
    println!("{} documents", documents.len());
    for (kind, [dev, held_out]) in counts {
        println!("{:12}{dev:6} dev{held_out:6} held out", kind.to_string());
    }
    Ok(())
}

/// All queries, sorted by document and kind. The documents lose what questions were made from.
fn make(documents: &mut [Document], seed: u64) -> Vec<Query> {
    let mut queries = questions::take(documents);
    queries.extend(titles::queries(documents, seed));
    queries.extend(identifiers::queries(documents));
    queries.sort_by(|left, right| {
        (&left.path, left.kind, &left.text).cmp(&(&right.path, right.kind, &right.text))
    });
    queries
}

/// The Markdown files under a folder, sorted by path. Hidden files, templates' folders and drafts are left out.
fn read(content: &Path) -> Outcome<Vec<Document>> {
    let mut documents = Vec::new();
    let mut folders = vec![(content.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let attempt = format_args!("read {}", folder.display()).to_string();
        for entry in fs::read_dir(&folder).could_not(&attempt)? {
            let entry = entry.could_not(&attempt)?;
            let kind = entry.file_type().could_not(&attempt)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name == "node_modules" {
                continue;
            }
            let path = format!("{prefix}{name}");
            if kind.is_dir() {
                folders.push((entry.path(), format!("{path}/")));
            } else if kind.is_file()
                && let Some(stem) = markdown_stem(&path)
            {
                let bytes = fs::read(entry.path()).could_not(&attempt)?;
                let document = Document::parse(format!("{stem}.md"), &String::from_utf8_lossy(&bytes));
                if !document.is_draft() {
                    documents.push(document);
                }
            }
        }
    }
    if documents.is_empty() {
        return Err(Failure(format!("no Markdown files in {}", content.display())));
    }
    documents.sort_by(|left, right| left.path.cmp(&right.path));
    documents.dedup_by(|left, right| left.path == right.path);
    Ok(documents)
}

fn markdown_stem(path: &str) -> Option<&str> {
    [".md", ".markdown", ".mdx"].into_iter().find_map(|ending| path.strip_suffix(ending))
}

fn write(path: &Path, text: &str) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).could_not(format_args!("make {}", folder.display()))?;
    }
    fs::write(path, text).could_not(format_args!("write {}", path.display()))
}

/// A number that depends on the words alone.
fn number_of(words: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for word in words {
        hasher.update(word.as_bytes()).update(&[0]);
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(first)
}

/// The random choices for one kind of query to one document; other documents do not change them.
fn random_for(seed: u64, path: &str, kind: Kind) -> Random {
    Random::of(seed, number_of(&[path, &kind.to_string()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<Document> {
        [
            ("a.md", "# Parental leave\n\nIntro.\n\n## How long is parental leave?\n\nSixteen weeks.\n"),
            (
                "b.md",
                "---\ntitle: Travel costs\nquestions:\n  - Who pays for my train ticket?\n---\n\
                 - [How long is parental leave](a.md#how-long-is-parental-leave)\n\nSee policy KB/HR-07.\n",
            ),
        ]
        .map(|(path, text)| Document::parse(path.to_owned(), text))
        .into()
    }

    #[test]
    fn a_question_is_nowhere_in_the_copy() {
        let mut documents = sample();
        let queries = make(&mut documents, 1);
        let questions: Vec<_> = queries
            .iter()
            .filter(|query| query.kind == Kind::Question)
            .map(|query| (query.text.as_str(), query.path.as_str()))
            .collect();
        assert_eq!(
            questions,
            [("How long is parental leave?", "a.md"), ("Who pays for my train ticket?", "b.md")]
        );
        let texts: Vec<_> = documents.iter().map(Document::text).collect();
        assert_eq!(
            texts,
            [
                "# Parental leave\n\nIntro.\n\n\nSixteen weeks.\n",
                "---\ntitle: Travel costs\n---\n\nSee policy KB/HR-07.\n",
            ]
        );
    }

    #[test]
    fn equal_seeds_give_equal_queries() {
        assert_eq!(make(&mut sample(), 7), make(&mut sample(), 7));
        assert_ne!(make(&mut sample(), 7), make(&mut sample(), 8));
    }

    #[test]
    fn a_document_is_in_one_part_and_three_of_five_are_for_tuning() {
        let paths: Vec<_> = (0..2000).map(|number| format!("folder/{number}.md")).collect();
        let dev = paths.iter().filter(|path| Part::of(path) == Part::Dev).count();
        assert!((1120..1280).contains(&dev), "{dev}");
    }

    #[test]
    fn files_are_written_for_both_parts() {
        let folder = tempfile::tempdir().unwrap();
        let (content, out) = (folder.path().join("content"), folder.path().join("out"));
        fs::create_dir_all(content.join(".hidden")).unwrap();
        fs::write(content.join(".hidden/x.md"), "# Not me").unwrap();
        fs::write(content.join("draft.md"), "---\ndraft: true\n---\n# Not me either").unwrap();
        for number in 0..20 {
            fs::write(content.join(format!("{number}.mdx")), format!("# The title of page {number}\n"))
                .unwrap();
        }
        run(&Arguments { content, folder: out.clone(), seed: 1 }).unwrap();
        assert_eq!(fs::read_dir(out.join("content")).unwrap().count(), 20);
        assert!(out.join("content/7.md").is_file());
        let [dev, held_out] = [Part::Dev, Part::HeldOut].map(|part| {
            let text = fs::read_to_string(out.join(part.file_name())).unwrap();
            text.lines().filter(|line| line.contains(r#""kind":"title""#)).count()
        });
        assert_eq!(dev + held_out, 20);
        assert!(dev > 0 && held_out > 0);
    }
}
