//! What is asked: words that the corpus has, as people put them.

use std::fs;
use std::path::Path;

use super::super::floor;
use crate::corpus::random::Random;
use crate::eval_data::slip;
use crate::shell::{Context as _, Outcome};

/// A question, and the document that its words are from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) query: String,
    pub(super) path: String,
}

/// Kinds of questions, each as frequent as any other.
const KINDS: usize = 10;
/// Shorter words say little, and mistyped they are other words.
const LETTERS: usize = 4;
/// As many documents are tried for one question.
const TRIES: u64 = 50;

/// So many questions; the same for the same corpus.
pub(super) fn questions(content: &Path, count: usize) -> Outcome<Vec<Question>> {
    let files: Vec<String> =
        floor::files(content)?.into_iter().filter(|file| !file.ends_with("index.md")).collect();
    let mut questions = Vec::with_capacity(count);
    if files.is_empty() {
        return Ok(questions);
    }
    for number in 0..count {
        for attempt in 0..TRIES {
            let mut random = Random::of(1, number as u64 * TRIES + attempt);
            let path = &files[random.below(files.len())];
            let text = fs::read_to_string(content.join(path)).could_not(format!("read `{path}`"))?;
            if let Some(query) = question(number % KINDS, &text, &mut random) {
                questions.push(Question { query, path: path.clone() });
                break;
            }
        }
    }
    Ok(questions)
}

/// One to six words of a sentence, a title, the beginning of one, words with a slip, a phrase.
fn question(kind: usize, text: &str, random: &mut Random) -> Option<String> {
    match kind {
        count @ 0..=5 => words(text, count + 1, random),
        6 => title(text),
        7 => {
            let title = title(text)?;
            let (before, last) = title.rsplit_once(' ')?;
            let letters: Vec<char> = last.chars().collect();
            let beginning: String = letters.get(..letters.len().div_ceil(2).max(2))?.iter().collect();
            Some(format!("{before} {beginning}"))
        }
        8 => slip::text(&words(text, 3, random)?, random),
        _ => phrase(text, random),
    }
}

fn title(text: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.strip_prefix("title:"))?;
    let title = line.trim().trim_matches(['"', '\'']);
    (!title.is_empty()).then(|| title.to_owned())
}

/// Words of one sentence in their order, without the short ones.
fn words(text: &str, count: usize, random: &mut Random) -> Option<String> {
    let sentence = sentence(text, random)?;
    let mut words: Vec<String> = Vec::new();
    for word in sentence.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if word.chars().count() >= LETTERS && word.chars().all(char::is_alphabetic) && !words.contains(&word)
        {
            words.push(word);
        }
    }
    while words.len() > count {
        words.remove(random.below(words.len()));
    }
    (words.len() == count).then(|| words.join(" "))
}

/// Three words that stand side by side, in quotes.
fn phrase(text: &str, random: &mut Random) -> Option<String> {
    let words: Vec<&str> = sentence(text, random)?.split_whitespace().collect();
    let plain = |words: &&[&str]| words.iter().all(|word| word.chars().all(char::is_alphabetic));
    let candidates: Vec<&[&str]> = words.windows(3).filter(plain).collect();
    let chosen = candidates.get(random.below(candidates.len().max(1)))?;
    Some(format!("\"{}\"", chosen.join(" ")))
}

/// A line of the body that is prose.
fn sentence<'a>(text: &'a str, random: &mut Random) -> Option<&'a str> {
    let body =
        text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body);
    let prose = |line: &&str| {
        line.starts_with(char::is_alphabetic)
            && !line.contains(['[', '`', '|', '<', ':', '='])
            && line.split_whitespace().count() >= 8
    };
    let lines: Vec<&str> = body.lines().filter(prose).collect();
    lines.get(random.below(lines.len().max(1))).copied()
}

/// What a search for plain text would look for: the words, a phrase being one.
pub(super) fn literals(query: &str) -> Vec<String> {
    query.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map_or_else(
        || query.split_whitespace().map(str::to_owned).collect(),
        |phrase| vec![phrase.to_owned()],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: \"The returns desk\"\ntags: [x]\n---\n# Returns\n\nEvery parcel that comes back is weighed, opened and photographed before anybody pays.\n\n- [a link](b.md) with very many words in it that nobody reads\n";

    #[test]
    fn every_kind_of_question_is_made_of_words_of_the_document() {
        let ask = |kind| question(kind, TEXT, &mut Random::of(1, 2)).unwrap();
        for count in 1..=6 {
            let query = ask(count - 1);
            assert_eq!(query.split(' ').count(), count, "{query}");
            assert!(query.split(' ').all(|word| TEXT.to_lowercase().contains(word)), "{query}");
        }
        assert_eq!(ask(6), "The returns desk");
        assert_eq!(ask(7), "The returns de");
        let slipped = ask(8);
        assert!(!slipped.split(' ').all(|word| TEXT.to_lowercase().contains(word)), "{slipped}");
        let phrase = ask(9);
        let literals = literals(&phrase);
        assert!(phrase.starts_with('"') && literals.len() == 1 && TEXT.contains(&literals[0]), "{phrase}");
    }

    #[test]
    fn equal_corpora_give_equal_questions() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(questions(folder.path(), 3).unwrap(), []);
        fs::write(folder.path().join("returns.md"), TEXT).unwrap();
        fs::write(folder.path().join("index.md"), "---\ntitle: Home\n---\n").unwrap();
        let asked = questions(folder.path(), 25).unwrap();
        assert_eq!(asked.len(), 25);
        assert!(asked.iter().all(|question| question.path == "returns.md"));
        assert_eq!(asked, questions(folder.path(), 25).unwrap());
    }

    #[test]
    fn documents_without_prose_give_no_question() {
        for kind in 0..KINDS {
            assert_eq!(question(kind, "# Only a heading\n", &mut Random::of(1, 1)), None);
        }
        assert_eq!(literals("two words"), ["two", "words"]);
    }
}
