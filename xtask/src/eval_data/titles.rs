//! What people type who know a title, more or less.

use std::collections::BTreeSet;

use super::document::Document;
use super::words::{self, Vocabulary};
use super::{Kind, Query, random_for, slip};
use crate::corpus::random::Random;

/// A title with the forms that it is compared by.
#[derive(Debug)]
struct Title<'a> {
    path: &'a str,
    text: String,
    lower: String,
    words: Vec<String>,
}

/// All titles of a corpus.
#[derive(Debug)]
struct Titles<'a> {
    all: Vec<Title<'a>>,
    /// The words of titles.
    vocabulary: Vocabulary,
    /// The words of everything.
    everything: Vocabulary,
}

/// Makes one query of a title, if it can be fair.
type Maker = fn(&Titles<'_>, &Title<'_>, &mut Random) -> Option<String>;

/// The queries made of titles. Of titles that several documents share, none are made.
pub(super) fn queries(documents: &[Document], seed: u64) -> Vec<Query> {
    let all: Vec<Title> = documents
        .iter()
        .filter_map(|document| {
            let text = document.title()?;
            let (lower, words) = (text.to_lowercase(), words::words(&text));
            Some(Title { path: &document.path, text, lower, words })
        })
        .collect();
    let texts: Vec<Vec<String>> = documents.iter().map(|document| words::words(&document.text())).collect();
    let titles = Titles {
        vocabulary: Vocabulary::of(all.iter().map(|title| title.words.as_slice())),
        everything: Vocabulary::of(texts.iter().map(Vec::as_slice)),
        all,
    };
    let makers: [(Kind, Maker); 5] = [
        (Kind::Title, |_, title, _| Some(title.text.clone())),
        (Kind::TitleSlip, |titles, title, random| titles.title_slip(title, random)),
        (Kind::WordsSlip, |titles, title, random| titles.words_slip(title, random)),
        (Kind::WordSlip, |titles, title, random| titles.word_slip(title, random)),
        (Kind::Prefix, |titles, title, random| titles.prefix(title, random)),
    ];
    let mut queries = Vec::new();
    for title in titles.all.iter().filter(|title| titles.is_good(title)) {
        for (kind, make) in makers {
            let mut random = random_for(seed, title.path, kind);
            if let Some(text) = make(&titles, title, &mut random) {
                queries.push(Query { text, path: title.path.to_owned(), kind });
            }
        }
    }
    queries
}

impl Titles<'_> {
    /// Whether no other document has the title, and it says what its document is about. One without a space is a file's
    /// name more often than a title.
    fn is_good(&self, title: &Title<'_>) -> bool {
        title.text.contains(' ')
            && title.words.len() >= 2
            && title.words.iter().any(|word| words::is_significant(word))
            && self.others(title).all(|other| other.words != title.words)
    }

    fn others(&self, title: &Title<'_>) -> impl Iterator<Item = &Title<'_>> {
        self.all.iter().filter(move |other| other.path != title.path)
    }

    /// The whole title with a mistake that does not make another title of it.
    fn title_slip(&self, title: &Title<'_>, random: &mut Random) -> Option<String> {
        let slipped = slip::text(&title.text, random)?;
        let words = words::words(&slipped);
        self.others(title).all(|other| other.words != words).then_some(slipped)
    }

    /// Three words in order, or all where there are fewer, that are together in no other title; one is mistyped.
    fn words_slip(&self, title: &Title<'_>, random: &mut Random) -> Option<String> {
        let mut seen = BTreeSet::new();
        let mut chosen: Vec<&String> =
            title.words.iter().filter(|word| words::is_significant(word) && seen.insert(*word)).collect();
        while chosen.len() > 3 {
            chosen.remove(random.below(chosen.len()));
        }
        let chosen: Vec<&str> = chosen.into_iter().map(String::as_str).collect();
        let slipped = slip::text(&chosen.join(" "), random)?;
        let typed: Vec<&str> = slipped.split(' ').collect();
        let has_all = |other: &Title<'_>, words: &[&str]| {
            words.iter().all(|word| other.words.iter().any(|own| own == word))
        };
        let is_fair = chosen.len() >= 2
            && !self.others(title).any(|other| has_all(other, &chosen) || has_all(other, &typed));
        is_fair.then_some(slipped)
    }

    /// One word that no other title has in any form; its mistyped form is no word.
    fn word_slip(&self, title: &Title<'_>, random: &mut Random) -> Option<String> {
        let mut candidates: Vec<&str> = title
            .words
            .iter()
            .map(String::as_str)
            .filter(|word| words::is_significant(word) && word.chars().all(char::is_alphabetic))
            .filter(|word| word.chars().count() >= 6 && self.vocabulary.count_beginning(beginning(word)) == 1)
            .collect();
        while !candidates.is_empty() {
            let word = candidates.swap_remove(random.below(candidates.len()));
            if let Some(slipped) = slip::word(word, random)
                && self.everything.count(&slipped) == 0
                && !self.vocabulary.has_near(&slipped, word)
            {
                return Some(slipped);
            }
        }
        None
    }

    /// The first half or more, with which no other title begins.
    fn prefix(&self, title: &Title<'_>, random: &mut Random) -> Option<String> {
        let length = title.text.chars().count();
        let cut = (length * random.between(50, 80) / 100).max(6);
        let prefix = title.text.chars().take(cut).collect::<String>().trim_end().to_owned();
        let lower = prefix.to_lowercase();
        let is_fair = prefix.chars().count() >= 6
            && prefix.len() < title.text.len()
            && self.others(title).all(|other| !other.lower.starts_with(&lower));
        is_fair.then_some(prefix)
    }
}

/// What the forms of a word have in common, about.
fn beginning(word: &str) -> &str {
    let length = word.chars().count().saturating_sub(3).max(5);
    word.char_indices().nth(length).map_or(word, |(at, _)| &word[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queries_of(titles: &[&str]) -> Vec<Query> {
        let documents: Vec<_> = titles
            .iter()
            .enumerate()
            .map(|(number, title)| Document::parse(format!("{number}.md"), &format!("# {title}\n")))
            .collect();
        queries(&documents, 1)
    }

    #[test]
    fn every_kind_is_made_of_a_title() {
        let queries = queries_of(&["Reimbursement of travel costs", "Something else"]);
        let kinds: Vec<_> =
            queries.iter().filter(|query| query.path == "0.md").map(|query| query.kind).collect();
        assert_eq!(kinds, [Kind::Title, Kind::TitleSlip, Kind::WordsSlip, Kind::WordSlip, Kind::Prefix]);
        assert!("Reimbursement of travel costs".starts_with(&queries[4].text));
        assert_eq!(queries[2].text.split(' ').count(), 3);
    }

    #[test]
    fn titles_that_are_not_unique_are_left_out() {
        assert_eq!(queries_of(&["Team meetings", "Team Meetings!", "Overview", "team_rules"]), []);
    }

    #[test]
    fn words_and_beginnings_of_several_titles_are_left_out() {
        let queries = queries_of(&["Release policy", "Release policies of old"]);
        let has = |kind: Kind| queries.iter().any(|query| query.kind == kind && query.path == "0.md");
        assert!(has(Kind::WordsSlip));
        assert!(!has(Kind::WordSlip));
        assert!(!has(Kind::Prefix));
    }
}
