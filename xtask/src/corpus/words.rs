//! The lists in `words.txt`, by name.

use std::sync::LazyLock;

/// Lists of words and phrases.
pub(super) struct Words {
    pub(super) areas: Vec<&'static str>,
    pub(super) topics: Vec<&'static str>,
    pub(super) patterns: Vec<&'static str>,
    pub(super) subjects: Vec<&'static str>,
    pub(super) contexts: Vec<&'static str>,
    pub(super) headings: Vec<&'static str>,
    pub(super) subheadings: Vec<&'static str>,
    pub(super) deep: Vec<&'static str>,
    pub(super) teams: Vec<&'static str>,
    pub(super) things: Vec<&'static str>,
    pub(super) actions: Vec<&'static str>,
    pub(super) conditions: Vec<&'static str>,
    pub(super) effects: Vec<&'static str>,
    pub(super) adverbs: Vec<&'static str>,
    pub(super) metrics: Vec<&'static str>,
    pub(super) stewards: Vec<&'static str>,
    pub(super) owners: Vec<&'static str>,
    pub(super) types: Vec<&'static str>,
    pub(super) audiences: Vec<&'static str>,
    pub(super) tags: Vec<&'static str>,
    /// Term and definition.
    pub(super) terms: Vec<(&'static str, &'static str)>,
}

/// All lists.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    areas: list("areas"),
    topics: list("topics"),
    patterns: list("patterns"),
    subjects: list("subjects"),
    contexts: list("contexts"),
    headings: list("headings"),
    subheadings: list("subheadings"),
    deep: list("deep"),
    teams: list("teams"),
    things: list("things"),
    actions: list("actions"),
    conditions: list("conditions"),
    effects: list("effects"),
    adverbs: list("adverbs"),
    metrics: list("metrics"),
    stewards: list("stewards"),
    owners: list("owners"),
    types: list("types"),
    audiences: list("audiences"),
    tags: list("tags"),
    terms: list("terms").into_iter().filter_map(|line| line.split_once('|')).collect(),
});

fn list(name: &str) -> Vec<&'static str> {
    let text: &'static str = include_str!("words.txt");
    let lines = text.lines().skip_while(|line| line.strip_prefix("# ") != Some(name)).skip(1);
    lines.take_while(|line| !line.starts_with("# ")).filter(|line| !line.is_empty()).collect()
}

/// The words in lower case with hyphens between, as file names and anchors have them.
pub(super) fn slug(text: &str) -> String {
    text.to_lowercase().replace(' ', "-").replace([',', ':', '?'], "")
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words() {
        let words = &*WORDS;
        assert_eq!(words.terms.len(), 30);
        assert!(words.tags.len() >= 120);
        for list in
            [&words.areas, &words.topics, &words.headings, &words.teams, &words.actions, &words.audiences]
        {
            assert!(list.len() >= 8, "{list:?}");
        }
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Voice and Tone, part 2"), "voice-and-tone-part-2");
        assert_eq!(capital("the order"), "The order");
    }
}
