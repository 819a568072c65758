//! Questions that documents answer: from headings and from front matter, which lose them.

use std::collections::BTreeSet;

use super::document::Document;
use super::words::{self, Vocabulary};
use super::{Kind, Query, front_matter, phrases};

const FIELDS: [&str; 3] = ["synthetic_questions", "questions", "faq"];
const OPENINGS: [&str; 18] = [
    "how", "what", "whats", "why", "when", "who", "whos", "which", "where", "wheres", "can", "do", "does",
    "is", "are", "should", "hows", "whose",
];
/// After an opening that is also an order (`do not merge`), one of these says that it is a question.
const SUBJECTS: [&str; 9] = ["i", "we", "you", "they", "my", "our", "the", "it", "there"];
/// Words that point at what was said before, which a query lacks.
const POINTERS: [&str; 8] = ["this", "these", "those", "it", "its", "they", "them", "here"];
/// A question whose words are together in more documents than this does not say which one it means.
const MOST_EXPECTED: f64 = 5.0;

/// Where a question was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// Above its answer, perhaps only understood there
    Heading,
    /// In a list that was written to stand alone
    FrontMatter,
}

/// Takes the questions out of the documents. Only those are kept that ask for one document and are not written elsewhere.
pub(super) fn take(documents: &mut [Document]) -> Vec<Query> {
    let mut queries = Vec::new();
    for document in &mut *documents {
        let mut gone = Vec::new();
        for heading in document.headings().into_iter().filter(|heading| heading.level > 1) {
            if let Some(question) = question(&heading.text)
                && !heading.is_empty
                && !heading.has_placeholder
            {
                gone.push(heading.line);
                queries.push((query(question, document), Origin::Heading));
            }
        }
        let lines = document.front_matter();
        for name in FIELDS {
            // A list of contacts may also be called `questions`.
            if let Some((range, items)) = front_matter::list(&lines, name)
                && items.iter().all(|item| words::words(item).len() >= 3 && item.contains(' '))
            {
                // The mark `---` comes before the front matter's first line.
                gone.extend(range.map(|line| line + 1));
                queries.extend(items.into_iter().map(|item| (query(item, document), Origin::FrontMatter)));
            }
        }
        document.remove(&gone);
    }
    remove_traces(documents, &queries.iter().map(|(query, _)| words::key(&query.text)).collect());
    fair(queries, documents)
}

/// The question that a heading asks, without its number or `Q:`.
fn question(heading: &str) -> Option<String> {
    let text = heading.trim_start_matches(|first: char| {
        first.is_ascii_digit() || matches!(first, '.' | ')' | ' ' | '(' | ':' | '-')
    });
    let text =
        ["Q:", "Q.", "FAQ:", "Question:"].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    let text = text.trim().trim_end_matches([':', '.']).trim_end();
    let words = words::words(text);
    let is_question = if text.ends_with('?') {
        words.len() >= 3
    } else {
        let opening = words.first()?.as_str();
        OPENINGS.contains(&opening)
            && words.len() >= 4
            && (!matches!(opening, "do" | "can" | "is" | "are" | "should" | "does")
                || SUBJECTS.contains(&words[1].as_str()))
    };
    is_question.then(|| text.to_owned())
}

fn query(text: String, document: &Document) -> Query {
    Query { text, path: document.path.clone(), kind: Kind::Question }
}

/// Tables of contents name the questions, and links end in anchors made of them.
fn remove_traces(documents: &mut [Document], keys: &BTreeSet<String>) {
    for document in documents {
        let gone: Vec<usize> = document
            .body()
            .filter(|(_, line)| {
                let text =
                    super::markup::plain(line.split("]: ").next().unwrap_or(line).trim_start_matches('['));
                keys.contains(&words::key(text.trim_start_matches(|first: char| !first.is_alphabetic())))
            })
            .map(|(at, _)| at)
            .collect();
        document.remove(&gone);
        document.replace(|line| without_anchors(line, keys));
    }
}

/// The line without the fragments that are made of one of the questions. `None` where there are none.
fn without_anchors(line: &str, keys: &BTreeSet<String>) -> Option<String> {
    let mut parts = line.split('#');
    let mut out = parts.next()?.to_owned();
    let mut changed = false;
    for part in parts {
        let end = part
            .find(|character: char| !(character.is_alphanumeric() || matches!(character, '-' | '_')))
            .unwrap_or(part.len());
        if keys.contains(&words::key(&part[..end])) {
            changed = true;
            out.push_str(&part[end..]);
        } else {
            out.push('#');
            out.push_str(part);
        }
    }
    changed.then_some(out)
}

/// Leaves out what no search could answer: questions that several documents answer, that are written out elsewhere or
/// that say nothing about their matter.
fn fair(queries: Vec<(Query, Origin)>, documents: &[Document]) -> Vec<Query> {
    let texts: Vec<Vec<String>> = documents.iter().map(|document| words::words(&document.text())).collect();
    let vocabulary = Vocabulary::of(texts.iter().map(Vec::as_slice));
    let wordings: Vec<Vec<String>> = queries.iter().map(|(query, _)| words::words(&query.text)).collect();
    let mut sorted = wordings.clone();
    sorted.sort_unstable();
    let is_single = |wording: &Vec<String>| {
        let at = sorted.partition_point(|other| other < wording);
        sorted.get(at + 1) != Some(wording)
    };
    // In so many documents all of its words would be, were each spread without regard to the others.
    let expected = |wording: &[String]| -> f64 {
        let significant: BTreeSet<_> = wording.iter().filter(|word| words::is_significant(word)).collect();
        let share = |word: &String| vocabulary.count(word).max(5) as f64 / documents.len() as f64;
        documents.len() as f64 * significant.into_iter().map(|word| share(word).min(1.0)).product::<f64>()
    };
    let says_something = |wording: &[String]| {
        expected(wording) <= MOST_EXPECTED && !wording.iter().any(|word| POINTERS.contains(&word.as_str()))
    };
    let elsewhere = phrases::texts_with(&wordings, &texts);
    queries
        .into_iter()
        .zip(wordings.iter().zip(elsewhere))
        .filter(|((_, origin), (wording, elsewhere))| {
            let stands_alone = *origin == Origin::FrontMatter || says_something(wording);
            elsewhere.is_empty() && is_single(wording) && stands_alone
        })
        .map(|((query, _), _)| query)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take_from(texts: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let mut documents: Vec<_> =
            texts.iter().map(|(path, text)| Document::parse((*path).to_owned(), text)).collect();
        let queries = take(&mut documents).into_iter().map(|query| query.text).collect();
        (queries, documents.iter().map(Document::text).collect())
    }

    #[test]
    fn questions_are_told_from_statements() {
        for (heading, expected) in [
            ("What is gRPC?", Some("What is gRPC?")),
            ("Q: Who pays for lunch?", Some("Who pays for lunch?")),
            ("3. How to order a kit", Some("How to order a kit")),
            ("Do we have offices abroad", Some("Do we have offices abroad")),
            ("Do not merge on Fridays", None),
            ("How it works", None),
            ("Why?", None),
            ("Parental leave in the UK", None),
        ] {
            assert_eq!(question(heading).as_deref(), expected, "{heading}");
        }
    }

    #[test]
    fn traces_of_a_question_are_removed() {
        let (queries, texts) = take_from(&[
            (
                "a.md",
                "- [Who feeds the office cat?](#who-feeds-the-office-cat)\n\n## Who feeds the office cat?\nMia.\n",
            ),
            ("b.md", "See [the cat](a.md#who-feeds-the-office-cat) or [here](a.md#top).\n"),
        ]);
        assert_eq!(queries, ["Who feeds the office cat?"]);
        assert_eq!(texts, ["\nMia.\n", "See [the cat](a.md) or [here](a.md#top).\n"]);
    }

    #[test]
    fn unfair_questions_are_left_out() {
        let (queries, _) = take_from(&[
            (
                "a.md",
                "## What is the next step?\nOne.\n\n## Where is the printer?\nThere.\n\n## Is lunch free here?\n",
            ),
            ("b.md", "## What is the next step?\nTwo.\n\nIf you ask where is the printer, look there.\n"),
            ("c.md", "## How does it work for us?\nWell.\n"),
            ("d.md", "---\nquestions:\n  - chat-help\n---\n## Ready?\n"),
        ]);
        assert_eq!(queries, Vec::<String>::new());
    }
}
