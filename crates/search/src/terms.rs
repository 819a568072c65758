//! How analysed text goes into tantivy: already as terms, so that it is read once, in parallel, by our own analysis.

use tantivy::tokenizer::{Token as TantivyToken, TokenStream, Tokenizer};

use crate::Analyzer;

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
        while let Some(end) = self.rest.find(END) {
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
