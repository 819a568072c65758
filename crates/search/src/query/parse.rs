//! Reads the syntax of questions.

use super::{FILTERS, Filter, LONGEST, MOST_WORDS, Query, Word};
use crate::evidence::TOGETHER;
use crate::{Analyzer, Language};

/// A piece of a question: quoted or not, and what stood before it.
struct Piece<'a> {
    not: bool,
    key: Option<&'a str>,
    text: &'a str,
    quoted: bool,
    /// All of it, as typed.
    whole: &'a str,
}

pub(super) fn parse(text: &str, language: Language) -> Query {
    let mut query = Query { text: text.to_owned(), ..Query::default() };
    let cut = text.floor_char_boundary(LONGEST.min(text.len()));
    if cut < text.len() {
        query.hints.push(format!("only the first {LONGEST} bytes of the question were read"));
    }
    let text = &text[..cut];
    let mut analyzer = Analyzer::new(language);
    let mut free = String::new();
    let mut open_title = false;
    for piece in pieces(text, &mut query.hints) {
        // The title's last word may be only begun, as any other one.
        open_title =
            piece.is_title() && !piece.not && !piece.quoted && piece.whole.ends_with(char::is_alphanumeric);
        take(&mut query, &mut free, &mut analyzer, &piece);
    }
    open_title &= !text.ends_with(char::is_whitespace);
    words(&mut query, &mut analyzer, &free, language, text.ends_with(char::is_whitespace));
    if query.phrases.is_empty() && query.title.is_empty() {
        query.name = crate::record::name(&mut analyzer, &free);
    }
    demanded(&mut query, open_title);
    query
}

impl Piece<'_> {
    fn is_title(&self) -> bool {
        self.key.is_some_and(|key| key.eq_ignore_ascii_case(TITLE))
    }
}

/// Asks for words of the title.
const TITLE: &str = "title";

/// What must be there counts for the order too.
fn demanded(query: &mut Query, open_title: bool) {
    let Query { words: free, phrases, title, hints, .. } = query;
    let asked = free.len() + phrases.iter().map(Vec::len).sum::<usize>() + title.len();
    let mut room = MOST_WORDS;
    for phrase in phrases.iter_mut().chain(std::iter::once(&mut *title)) {
        phrase.truncate(room);
        room -= phrase.len();
    }
    // What must be there has the first right to be looked for.
    free.truncate(room);
    if asked > MOST_WORDS {
        hints.push(format!("only {MOST_WORDS} of the question's {asked} words were looked for"));
    }
    phrases.retain(|phrase| !phrase.is_empty());
    // Beyond what counts as standing together.
    let mut position = free.last().map_or(0, |word| word.position + TOGETHER + 1);
    let mut words = Vec::new();
    // The title's words come last, where narrowing looks for them.
    for phrase in phrases.iter().chain(std::iter::once(&*title)) {
        for surface in phrase {
            words.push(Word { surface: surface.clone(), open: false, position, joined: false });
            position += 1;
        }
        position += TOGETHER;
    }
    if let Some(last) = words.last_mut() {
        last.open = open_title;
    }
    query.words.extend(words);
}

fn take(query: &mut Query, free: &mut String, analyzer: &mut Analyzer, piece: &Piece<'_>) {
    if let Some(key) = piece.key {
        if piece.is_title() {
            let found = surfaces(analyzer, piece.text);
            if piece.not {
                query.without_title.extend((!found.is_empty()).then_some(found));
            } else {
                query.title.extend(found);
            }
            return;
        }
        match Filter::new(key, piece.text, piece.not) {
            Ok(filter) => query.filters.push(filter),
            Err(hint) => {
                query.hints.push(format!("{hint}; it was searched as text"));
                free.push(' ');
                free.push_str(piece.whole);
            }
        }
        return;
    }
    if piece.not || piece.quoted {
        let found = surfaces(analyzer, piece.text);
        if found.is_empty() {
            return;
        }
        // A quoted word is one that must be there.
        if piece.not { &mut query.without } else { &mut query.phrases }.push(found);
        return;
    }
    if let Some(key) = piece.text.strip_suffix(':').filter(|key| is_known(key)) {
        query.hints.push(format!("`{key}:` was searched as text: its value follows without a space"));
    }
    free.push(' ');
    free.push_str(piece.text);
}

/// The words of a phrase, parts alone: they stand one after another.
fn surfaces(analyzer: &mut Analyzer, text: &str) -> Vec<String> {
    let mut words = Vec::new();
    analyzer.each(text, |token| {
        if !token.joined {
            words.push(token.surface.to_owned());
        }
    });
    words
}

fn words(query: &mut Query, analyzer: &mut Analyzer, free: &str, language: Language, closed: bool) {
    let stop = language.stop_words();
    let mut all: Vec<Word> = Vec::new();
    let mut last_end = 0;
    analyzer.each(free, |token| {
        last_end = token.to;
        if token.is_of_pair() {
            return;
        }
        all.push(Word {
            surface: token.surface.to_owned(),
            open: false,
            position: token.position,
            joined: token.joined,
        });
    });
    let ended = closed || free[last_end..].contains(|c: char| !c.is_whitespace());
    if let Some(last) = all.last_mut() {
        last.open = !ended;
    }
    let telling: Vec<Word> =
        all.iter().filter(|word| stop.binary_search(&word.surface.as_str()).is_err()).cloned().collect();
    let mut words = if telling.is_empty() { all } else { telling };
    // The same word twice does not count twice.
    let mut seen = std::collections::HashSet::new();
    words.retain(|word| seen.insert(word.surface.clone()) || word.open);
    query.words = words;
}

/// Cuts a question at spaces, quoted parts aside.
fn pieces<'a>(text: &'a str, hints: &mut Vec<String>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut unclosed = None;
    while at < text.len() {
        let rest = &text[at..];
        let Some(start) = rest.find(|c: char| !c.is_whitespace()) else { break };
        let start = at + start;
        let not = text[start..].starts_with('-')
            && text[start + 1..].starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
        let mut from = start + usize::from(not);
        let key = key(&text[from..]);
        if let Some(key) = key {
            from += key.len() + 1;
        }
        let opening = text[from..].chars().next().filter(|c| is_quote(*c));
        let (inner, end, quoted) = if let Some(quote) = opening {
            let inside = from + quote.len_utf8();
            if let Some(length) = text[inside..].find(is_quote) {
                let close = inside + length;
                let width = text[close..].chars().next().map_or(1, char::len_utf8);
                (&text[inside..close], close + width, true)
            } else {
                unclosed = Some((key, not));
                let end = word_end(text, inside);
                (&text[inside..end], end, false)
            }
        } else {
            let end = word_end(text, from);
            (&text[from..end], end, false)
        };
        pieces.push(Piece { not, key, text: inner, quoted, whole: &text[start..end] });
        at = end.max(start + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    hints.extend(unclosed.map(|(key, not)| match key {
        None if not => "a quotation mark is not closed; only its first word was left out".to_owned(),
        None => "a quotation mark is not closed; its words were searched one by one".to_owned(),
        Some(key) => format!("a quotation mark is not closed; `{key}:` was read up to the next space"),
    }));
    pieces
}

/// `key:` before a value. Only known keys and words that look like one: times, addresses and ratios are text.
fn key(text: &str) -> Option<&str> {
    let colon = text.find(':')?;
    let (key, value) = (&text[..colon], &text[colon + 1..]);
    let is_word = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let known = is_known(key);
    let has_value = value.starts_with(|c: char| !c.is_whitespace() && c != ':' && (known || c != '/'));
    (is_word && has_value && (known || key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')))
        .then_some(key)
}

fn is_known(key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    lower == TITLE || FILTERS.iter().any(|(name, others)| *name == lower || others.contains(&lower.as_str()))
}

fn word_end(text: &str, from: usize) -> usize {
    text[from..].find(char::is_whitespace).map_or(text.len(), |length| from + length)
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::Compare;

    fn parsed(text: &str) -> Query {
        Query::parse(text, Language::ENGLISH)
    }

    fn surfaces_of(query: &Query) -> Vec<&str> {
        query.words.iter().map(|word| word.surface.as_str()).collect()
    }

    #[test]
    fn stop_words_go_unless_there_is_nothing_else() {
        assert_eq!(surfaces_of(&parsed("How do I measure the churn?")), ["measure", "churn"]);
        assert_eq!(surfaces_of(&parsed("who are we")), ["who", "are", "we"]);
    }

    #[test]
    fn the_last_word_is_open_until_something_follows() {
        assert!(parsed("retention strat").words[1].open);
        assert!(!parsed("retention strat ").words[1].open);
        assert!(!parsed("retention strat?").words[1].open);
    }

    #[test]
    fn syntax_is_read() {
        let query = parsed(
            r#"ladder tag:ethics -draft "exact phrase" owner:"Growth team" title:smart updated:>2026-01"#,
        );
        assert_eq!(surfaces_of(&query), ["ladder", "exact", "phrase", "smart"]);
        assert_eq!(query.phrases, [["exact", "phrase"]]);
        assert_eq!(query.without, [["draft"]]);
        assert_eq!(query.title, ["smart"]);
        let filters: Vec<(&str, &str)> =
            query.filters.iter().map(|filter| (filter.key.as_str(), filter.value.as_str())).collect();
        assert_eq!(filters, [("tag", "ethics"), ("owner", "growth-team"), ("updated", "2026-01")]);
        assert_eq!(query.filters[2].compare, Compare::After);
        assert!(query.hints.is_empty());
    }

    #[test]
    fn what_is_no_syntax_is_text() {
        let query = parsed("colour:red 10:30 https://example.com \"open");
        assert!(surfaces_of(&query).contains(&"red") && surfaces_of(&query).contains(&"open"));
        assert_eq!(query.hints.len(), 2, "{:?}", query.hints);
        assert!(query.filters.is_empty());
        assert_eq!(parsed("updated:soon").hints.len(), 1);
        assert_eq!(parsed("updated: >2026").hints.len(), 1);
        assert_eq!(parsed("the owner:").hints.len(), 1);
        assert!(parsed("see https://a.example and note: this").hints.len() <= 1);
    }

    #[test]
    fn folders_may_begin_with_a_slash() {
        assert_eq!(parsed("in:/playbooks/").filters, parsed("in:playbooks").filters);
    }

    #[test]
    fn titles_are_asked_for_as_one_types() {
        assert!(parsed("title:ladd").words[0].open && parsed("plan title:ladd").words[1].open);
        for closed in ["title:ladd ", "title:ladd plan", "title:\"ladd\"", "title:ladd?"] {
            assert!(parsed(closed).words.iter().all(|word| !word.open || word.surface == "plan"), "{closed}");
        }
        let query = parsed("budget -title:draft -old");
        assert_eq!(
            (query.without_title, query.without),
            (vec![vec!["draft".into()]], vec![vec!["old".into()]])
        );
    }

    #[test]
    fn what_must_be_there_makes_no_pair_with_the_words_before_it() {
        let words = parsed("plan \"two words\" title:smart").words;
        let places: Vec<u32> = words.iter().map(|word| word.position).collect();
        assert!(places[1] - places[0] > TOGETHER && places[3] - places[2] > TOGETHER, "{places:?}");
        assert_eq!(places[2] - places[1], 1);
    }

    #[test]
    fn quoted_words_are_counted_too() {
        let many: Vec<String> = (0..500).map(|number| format!("\"w{number}\"")).collect();
        let query = parsed(&many.join(" "));
        assert_eq!((query.words.len(), query.phrases.len(), query.hints.len()), (MOST_WORDS, MOST_WORDS, 1));
        let query = parsed(&format!("{} title:ladder", many.join(" ").replace('"', "")));
        assert_eq!(
            (query.words.len(), query.title.as_slice(), query.hints.len()),
            (MOST_WORDS, &["ladder".to_owned()][..], 1)
        );
        let query = parsed(&format!("\"{}\"", many.join(" ").replace('"', "")));
        assert_eq!(
            (query.words.len(), query.phrases[0].len(), query.hints.len()),
            (MOST_WORDS, MOST_WORDS, 1)
        );
    }

    #[test]
    fn dates_that_are_not_in_the_calendar_are_none() {
        for date in ["2026-13", "2026-00", "2026-02-30", ">2026-04-31"] {
            assert!(Filter::new("updated", date, false).is_err(), "{date}");
        }
        assert!(Filter::new("updated", "2024-02-29", false).is_ok());
    }

    #[test]
    fn dates_are_compared_by_as_much_as_was_named() {
        let filter = |text: &str| Filter::new("updated", text, false).expect("a date");
        assert!(filter("2026").admits("2026-05-01") && !filter("2026").admits("2025-12-31"));
        assert!(!filter(">2026-01").admits("2026-01-31") && filter(">2026-01").admits("2026-02-01"));
        assert!(filter("<=2026-01-02").admits("2026-01-02"));
    }

    proptest! {
        #[test]
        fn anything_can_be_asked(text in "\\PC{0,120}") {
            let query = parsed(&text);
            prop_assert!(query.words.len() <= MOST_WORDS);
        }

        #[test]
        fn syntax_marks_never_break(text in "[-\":a-z “”<>=/ ]{0,60}") {
            parsed(&text);
        }
    }
}
