//! Languages: how words are brought to their stem, and which of them carry no meaning in a question.

use frostem::{Algorithm, Stemmer};

/// A language that texts and questions are in. Unknown ones are read without stemming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Language(u8);

/// BCP 47 primary subtags and their stemmers. The order is part of the index's form.
const LANGUAGES: &[(&str, Option<Algorithm>)] = &[
    ("", None),
    ("en", Some(Algorithm::English)),
    ("de", Some(Algorithm::German)),
    ("fr", Some(Algorithm::French)),
    ("es", Some(Algorithm::Spanish)),
    ("it", Some(Algorithm::Italian)),
    ("pt", Some(Algorithm::Portuguese)),
    ("nl", Some(Algorithm::Dutch)),
    ("da", Some(Algorithm::Danish)),
    ("sv", Some(Algorithm::Swedish)),
    ("no", Some(Algorithm::Norwegian)),
    ("fi", Some(Algorithm::Finnish)),
    ("ru", Some(Algorithm::Russian)),
    ("ro", Some(Algorithm::Romanian)),
    ("hu", Some(Algorithm::Hungarian)),
    ("tr", Some(Algorithm::Turkish)),
    ("el", Some(Algorithm::Greek)),
    ("ar", Some(Algorithm::Arabic)),
    ("ta", Some(Algorithm::Tamil)),
];

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(1);

    /// The language of a tag such as `en`, `en-GB` or `pt_BR`; one without stemming where the tag is not known.
    pub fn of_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let primary = match primary.as_str() {
            "nb" | "nn" => "no",
            other => other,
        };
        let at = LANGUAGES.iter().position(|(known, _)| *known == primary);
        Self(at.unwrap_or(0) as u8)
    }

    /// The primary subtag; empty for a language without stemming.
    pub fn tag(self) -> &'static str {
        LANGUAGES[usize::from(self.0)].0
    }

    pub(crate) fn stemmer(self) -> Option<Stemmer> {
        LANGUAGES[usize::from(self.0)].1.map(Stemmer::new)
    }

    /// Words that stand in nearly every question and say nothing of its subject, folded, sorted.
    pub fn stop_words(self) -> &'static [&'static str] {
        match self.tag() {
            "en" => ENGLISH,
            "de" => GERMAN,
            "fr" => FRENCH,
            "es" => SPANISH,
            "it" => ITALIAN,
            "pt" => PORTUGUESE,
            "nl" => DUTCH,
            _ => &[],
        }
    }
}

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "a", "about", "all", "am", "an", "and", "any", "are", "arent", "as", "at", "be", "been", "being", "but", "by", "can",
    "cannot", "cant", "could", "did", "didnt", "do", "does", "doesnt", "doing", "done", "dont", "for", "from", "get",
    "had", "has", "have", "having", "he", "her", "here", "him", "his", "how", "i", "id", "if", "ill", "im", "in",
    "into", "is", "isnt", "it", "its", "ive", "let", "lets", "many", "may", "me", "mean", "means", "might", "mine",
    "much", "must", "my", "of", "on", "onto", "or", "our", "ours", "shall", "she", "should", "so", "some", "such",
    "than", "that", "thats", "the", "their", "theirs", "them", "then", "there", "these", "they", "this", "those", "to",
    "too", "us", "very", "was", "we", "were", "weve", "what", "whats", "when", "where", "wheres", "whether", "which",
    "who", "whom", "whose", "why", "will", "with", "would", "you", "your", "youre", "yours",
];

#[rustfmt::skip]
const GERMAN: &[&str] = &[
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "bin", "bis", "da", "das", "dass", "dem", "den", "der",
    "des", "die", "dies", "diese", "dieser", "dieses", "du", "durch", "ein", "eine", "einem", "einen", "einer", "eines",
    "er", "es", "fur", "hat", "ich", "ihr", "im", "in", "ist", "kann", "konnen", "man", "mein", "mit", "muss", "nach",
    "oder", "sein", "sich", "sie", "sind", "so", "soll", "uber", "um", "und", "uns", "unser", "unsere", "vom", "von",
    "vor", "wann", "war", "warum", "was", "welche", "welcher", "welches", "wenn", "wer", "werden", "wie", "wir", "wird",
    "wo", "zu", "zum", "zur",
];

#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "cette", "comment", "dans", "de", "des", "du", "elle", "en", "est", "et",
    "etre", "il", "ils", "je", "la", "le", "les", "leur", "mon", "ne", "nos", "notre", "nous", "on", "ou", "par", "pas",
    "peut", "pour", "pourquoi", "quand", "que", "quel", "quelle", "quelles", "quels", "qui", "quoi", "sa", "se", "ses",
    "son", "sont", "sur", "un", "une", "vous", "y",
];

#[rustfmt::skip]
const SPANISH: &[&str] = &[
    "a", "al", "como", "con", "cual", "cuales", "cuando", "de", "del", "donde", "el", "ella", "en", "es", "esta",
    "este", "esto", "la", "las", "lo", "los", "mi", "no", "nos", "nuestra", "nuestro", "o", "para", "pero", "por",
    "porque", "que", "quien", "se", "ser", "si", "sin", "son", "su", "sus", "un", "una", "y", "yo",
];

#[rustfmt::skip]
const ITALIAN: &[&str] = &[
    "a", "ai", "al", "alla", "che", "chi", "come", "con", "cosa", "da", "dal", "dei", "del", "della", "di", "dove", "e",
    "gli", "i", "il", "in", "io", "la", "le", "lo", "ma", "nel", "nella", "noi", "non", "o", "per", "perche", "quale",
    "quali", "quando", "se", "si", "sono", "su", "sul", "un", "una", "uno",
];

#[rustfmt::skip]
const PORTUGUESE: &[&str] = &[
    "a", "ao", "as", "com", "como", "da", "das", "de", "do", "dos", "e", "ele", "em", "eu", "na", "nao", "nas", "no",
    "nos", "nosso", "o", "onde", "os", "ou", "para", "por", "porque", "quais", "qual", "quando", "que", "quem", "se",
    "sem", "ser", "sua", "um", "uma",
];

#[rustfmt::skip]
const DUTCH: &[&str] = &[
    "aan", "als", "bij", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er", "het", "hij", "hoe", "ik", "in",
    "is", "je", "kan", "met", "mijn", "moet", "naar", "niet", "of", "om", "ons", "onze", "op", "over", "te", "tot",
    "uit", "van", "voor", "waar", "waarom", "wanneer", "wat", "we", "welke", "wie", "wij", "worden", "zijn",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_lead_to_languages() {
        assert_eq!(Language::of_tag("en-GB"), Language::ENGLISH);
        assert_eq!(Language::of_tag("nb").tag(), "no");
        assert_eq!(Language::of_tag("ja").tag(), "");
        assert!(Language::of_tag("ja").stemmer().is_none());
    }

    #[test]
    fn stop_words_are_sorted_so_that_they_can_be_looked_up() {
        for (tag, _) in LANGUAGES {
            let words = Language::of_tag(tag).stop_words();
            assert!(words.is_sorted(), "{tag}");
        }
    }
}
