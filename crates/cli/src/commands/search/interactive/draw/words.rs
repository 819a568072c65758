//! From characters with styles to lines of the screen, and which words of a text were asked for.

use std::collections::BTreeSet;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use stratbook_search::Hit;

/// A line of characters with styles.
pub(super) fn spans(characters: &[(char, Style)]) -> Line<'static> {
    let runs = characters.chunk_by(|(_, a), (_, b)| a == b);
    let span = |run: &[(char, Style)]| {
        let text: String = run.iter().map(|(character, _)| *character).collect();
        Span::styled(text, run[0].1)
    };
    runs.map(span).collect()
}

/// The words that are marked in a hit, in lower case: the same words are marked in the rest of its text.
pub(super) fn marked_words(hit: &Hit) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (text, marks) in [(&hit.snippet.text, &hit.snippet.marks), (&hit.title, &hit.title_marks)] {
        let characters: Vec<char> = text.chars().collect();
        for (from, to) in marks {
            let (from, to) = (*from as usize, (*to as usize).min(characters.len()));
            if from < to {
                words.insert(characters[from..to].iter().collect::<String>().to_lowercase());
            }
        }
    }
    words
}

/// The places in a text where one of some words stands, in characters.
pub(super) fn places(text: &str, words: &BTreeSet<String>) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    let mut word = String::new();
    let mut from = 0;
    for (at, character) in (0..).zip(text.chars().chain([' '])) {
        if character.is_alphanumeric() {
            if word.is_empty() {
                from = at;
            }
            word.extend(character.to_lowercase());
        } else if !word.is_empty() {
            if words.contains(&word) {
                places.push((from, at));
            }
            word.clear();
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_marked_everywhere() {
        let words = BTreeSet::from(["plan".to_owned(), "übung".to_owned()]);
        assert_eq!(places("Plan, planner; ÜBUNG plan", &words), [(0, 4), (15, 20), (21, 25)]);
        assert_eq!(places("", &words), []);
    }
}
