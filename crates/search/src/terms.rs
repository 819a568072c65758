//! How analysed text goes into tantivy: already as terms, so that it is read once, in parallel, by our own analysis.

use tantivy::tokenizer::{Token as TantivyToken, TokenStream, Tokenizer};

use crate::Analyzer;
use crate::vocabulary::Vocabulary;

/// Before a term that stands at the same place as the next one.
const SAME_PLACE: char = '\u{1}';
const END: char = '\n';

/// Name of the tokenizer that reads what [`prepare`] writes.
pub(crate) const TOKENIZER: &str = "terms";

/// The terms of a text, one a line. Gives every surface word to `surface`, and tells how many terms there are.
pub(crate) fn prepare(
    analyzer: &mut Analyzer,
    text: &str,
    prepared: &mut String,
    mut surface: impl FnMut(&str),
) -> u32 {
    let mut count = 0;
    let mut next = 0;
    analyzer.each(text, |token| {
        // A word that was too long to keep leaves its place empty.
        while next < token.position {
            prepared.push(END);
            next += 1;
        }
        if token.joined {
            prepared.push(SAME_PLACE);
        } else {
            next += 1;
        }
        prepared.push_str(token.term);
        prepared.push(END);
        surface(token.surface);
        count += 1;
    });
    count
}

/// The different words of one document after the other. Most are those of an earlier one, so each is kept once.
#[derive(Default)]
pub(crate) struct Words {
    /// Where a word is in `all`.
    known: Vocabulary<usize>,
    /// Words, with the number of the last document that had each.
    all: Vec<(Box<str>, u64)>,
    /// Words of the document at hand.
    here: Vec<usize>,
    document: u64,
}

/// Words that are kept; beyond that, the next document begins anew.
const MOST_WORDS: usize = 1 << 18;

impl Words {
    /// Goes on with another document.
    pub(crate) fn begin(&mut self) {
        if self.all.len() > MOST_WORDS {
            *self = Self::default();
        }
        self.here.clear();
        self.document += 1;
    }

    /// Adds a word of the document at hand.
    pub(crate) fn add(&mut self, word: &str) {
        let at = if let Some(at) = self.known.get(word) {
            *at
        } else {
            self.known.insert(word, self.all.len());
            self.all.push((word.into(), 0));
            self.all.len() - 1
        };
        let last = &mut self.all[at].1;
        if *last != self.document {
            *last = self.document;
            self.here.push(at);
        }
    }

    /// The words of the document at hand in the order of their coming, one a line.
    pub(crate) fn list(&self) -> String {
        let mut list = String::with_capacity(self.here.len() * 8);
        for at in &self.here {
            list.push_str(&self.all[*at].0);
            list.push(END);
        }
        if list.is_empty() {
            list.push(END);
        }
        list
    }
}

/// Reads prepared terms.
#[derive(Clone, Default)]
pub(crate) struct Terms {
    token: TantivyToken,
}

pub(crate) struct TermStream<'a> {
    rest: &'a str,
    at: usize,
    next: usize,
    token: &'a mut TantivyToken,
}

impl Tokenizer for Terms {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        TermStream { rest: text, at: 0, next: 0, token: &mut self.token }
    }
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        // Terms are short: looking at each byte is quicker than setting out to look for one.
        while let Some(end) = self.rest.bytes().position(|byte| byte == END as u8) {
            let (line, rest) = (&self.rest[..end], &self.rest[end + 1..]);
            self.rest = rest;
            let from = self.at;
            self.at += end + 1;
            let position = self.next;
            let (term, joined) = line.strip_prefix(SAME_PLACE).map_or((line, false), |term| (term, true));
            if !joined {
                self.next += 1;
            }
            if term.is_empty() {
                continue;
            }
            self.token.offset_from = from;
            self.token.offset_to = from + end;
            self.token.position = position;
            self.token.position_length = 1;
            self.token.text.clear();
            self.token.text.push_str(term);
            return true;
        }
        false
    }

    fn token(&self) -> &TantivyToken {
        self.token
    }

    fn token_mut(&mut self) -> &mut TantivyToken {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn words_are_those_of_one_document() {
        let mut words = Words::default();
        let mut list = |document: &[&str]| {
            words.begin();
            for word in document {
                words.add(word);
            }
            words.list()
        };
        assert_eq!(list(&["b", "a", "b"]), "b\na\n");
        assert_eq!(list(&["c", "b"]), "c\nb\n");
        assert_eq!(list(&[]), "\n");
    }

    #[test]
    fn terms_and_places_come_out_as_they_went_in() {
        let mut prepared = String::new();
        let mut words = Vec::new();
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let count = prepare(&mut analyzer, "The e-mails of ADS-01", &mut prepared, |word| {
            words.push(word.to_owned());
        });
        let mut terms = Terms::default();
        let mut stream = terms.token_stream(&prepared);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().text.clone(), stream.token().position));
        }
        let expected =
            [("the", 0), ("email", 1), ("e", 1), ("mail", 2), ("of", 3), ("ads01", 4), ("ad", 4), ("01", 5)];
        assert_eq!(found, expected.map(|(term, place)| (term.to_owned(), place)));
        assert_eq!((count, words.len()), (8, 8));
        assert_eq!(words[1], "emails");
    }
}
