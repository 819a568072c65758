//! From text to terms: the one way in which documents, questions and snippets are read.
//!
//! A word is folded (lower case, Latin and Greek letters without their marks, Hebrew and
//! Arabic ones without points) and brought to its stem. Parts joined by
//! `-`, `/`, `.` or `_` are also read as one word, so that `KB/GROWTH/ADS-01` and `e-mail` are found whole and in
//! parts. Scripts without spaces are read as overlapping pairs of characters.

use frostem::Stemmer;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Language;
use crate::vocabulary::Vocabulary;

/// Longer words are no words: encoded data, hashes of files.
pub(crate) const LONGEST_WORD: usize = 64;
/// A word joined of more parts is a path or an address, which nobody types whole.
pub(crate) const MOST_PARTS: usize = 8;
pub(crate) const LONGEST_JOINED: usize = 48;
/// What an apostrophe ties to the word before it; `'s` is left out altogether.
const TIED: [&str; 6] = ["t", "d", "m", "ll", "re", "ve"];
/// Stems kept by one analyzer; beyond that it begins anew.
const MOST_STEMS: usize = 1 << 16;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What is indexed and looked up.
    pub term: &'a str,
    /// The folded word before stemming.
    pub surface: &'a str,
    /// Where it begins in the text, in bytes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Its number among the words of the text; a joined word has that of its first part.
    pub position: u32,
    /// Whether it is several parts read as one, or a character of a run without spaces.
    pub joined: bool,
}

impl Token<'_> {
    /// Whether it is a single character beside the pair that it belongs to.
    pub fn is_of_pair(&self) -> bool {
        self.joined && self.surface.chars().next().is_some_and(is_unspaced)
    }
}

/// Reads texts of one language. Keeps the stems that it has met, so it is worth keeping.
pub struct Analyzer {
    stemmer: Option<Stemmer>,
    drops_beginnings: bool,
    stems: Stems,
    arena: String,
    parts: Vec<Part>,
}

/// Stems that were found before.
#[derive(Default)]
struct Stems {
    /// By folded word, where its stem is.
    known: Vocabulary<usize>,
    all: Vec<Box<str>>,
}

/// A word between joiners: its place in the text and its surface in the arena.
#[derive(Debug, Clone, Copy)]
struct Part {
    from: usize,
    to: usize,
    start: usize,
    end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Unspaced,
    Other,
}

impl Analyzer {
    /// An analyzer for texts of `language`.
    pub fn new(language: Language) -> Self {
        Self {
            stemmer: language.stemmer(),
            drops_beginnings: language.tag() == "nl",
            stems: Stems::default(),
            arena: String::new(),
            parts: Vec::new(),
        }
    }

    /// The stem of a folded word.
    pub fn stem<'a>(&'a mut self, surface: &'a str) -> &'a str {
        stem(self.stemmer.as_ref(), &mut self.stems, surface)
    }

    /// Gives every word of `text`, in order.
    pub fn each(&mut self, text: &str, give: impl FnMut(Token<'_>)) {
        self.each_where(text, |_| true, give);
    }

    /// Gives the words of `text` whose folded form `wanted` lets through. Finding stems is most of the work of reading
    /// a text, so whoever looks for a few words says which it can be. In a language whose stems may lack the beginning
    /// of their words (Dutch `ge-`), `wanted` is not asked.
    pub fn each_where(&mut self, text: &str, wanted: impl Fn(&str) -> bool, mut give: impl FnMut(Token<'_>)) {
        let all = self.drops_beginnings;
        let wanted = |surface: &str| all || wanted(surface);
        let mut position = 0;
        let mut at = 0;
        loop {
            while let Some(mark) = text.as_bytes().get(at).filter(|byte| is_plain_mark(**byte)) {
                // Nothing stands together across the ends of paragraphs, of names, of tags.
                position += u32::from(*mark == b'\n');
                at += 1;
            }
            if let Some(end) = plain_word(text, at) {
                self.plain(text, at..end, position, &wanted, &mut give);
                position += 1;
                at = end;
                continue;
            }
            let Some(next) = text[at..].chars().next() else { break };
            match class(next) {
                Class::Other => at += next.len_utf8(),
                Class::Unspaced => at = self.unspaced(text, at, &mut position, &wanted, &mut give),
                Class::Word => at = self.compound(text, at, &mut position, &wanted, &mut give),
            }
        }
    }

    /// A word that [`plain_word`] found: what [`Self::compound`] would give, in less time.
    fn plain(
        &mut self,
        text: &str,
        place: std::ops::Range<usize>,
        position: u32,
        wanted: &impl Fn(&str) -> bool,
        give: &mut impl FnMut(Token<'_>),
    ) {
        if place.len() > LONGEST_WORD {
            return;
        }
        self.arena.clear();
        self.arena.push_str(&text[place.clone()]);
        self.arena.make_ascii_lowercase();
        let Self { stemmer, stems, arena: surface, .. } = self;
        if wanted(surface) {
            let term = stem(stemmer.as_ref(), stems, surface);
            give(Token { term, surface, from: place.start, to: place.end, position, joined: false });
        }
    }

    /// Pairs of characters of a run without spaces, each after its first character; a character that stands alone as
    /// it is. The characters are there for questions of one character: like joined words, they have no place of their
    /// own.
    fn unspaced(
        &mut self,
        text: &str,
        from: usize,
        position: &mut u32,
        wanted: &impl Fn(&str) -> bool,
        give: &mut impl FnMut(Token<'_>),
    ) -> usize {
        let run_end = text[from..]
            .char_indices()
            .find(|(_, c)| class(*c) != Class::Unspaced && !is_combining_mark(*c))
            .map_or(text.len(), |(length, _)| from + length);
        let run = &text[from..run_end];
        let mut starts: Vec<usize> = run.char_indices().map(|(at, _)| from + at).collect();
        starts.push(run_end);
        let characters = starts.len() - 1;
        let pairs = characters.saturating_sub(1).max(1);
        for number in 0..pairs {
            let mut one = |from: usize, to: usize, joined: bool| {
                self.arena.clear();
                fold_into(&text[starts[from]..starts[to]], &mut self.arena);
                let surface = self.arena.as_str();
                if wanted(surface) {
                    let (from, to) = (starts[from], starts[to]);
                    give(Token { term: surface, surface, from, to, position: *position, joined });
                }
            };
            if characters > 1 {
                one(number, number + 1, true);
                if number + 2 == characters {
                    one(number + 1, characters, true);
                }
            }
            one(number, (number + 2).min(characters), false);
            *position += 1;
        }
        run_end
    }

    /// One word, or several parts joined by single marks.
    fn compound(
        &mut self,
        text: &str,
        from: usize,
        position: &mut u32,
        wanted: &impl Fn(&str) -> bool,
        give: &mut impl FnMut(Token<'_>),
    ) -> usize {
        self.arena.clear();
        self.parts.clear();
        let mut at = from;
        loop {
            at = self.part(text, at);
            let mut after = text[at..].chars();
            let joins = matches!(after.next(), Some('-' | '/' | '.' | '_'))
                && after.next().is_some_and(|c| class(c) == Class::Word);
            if !joins {
                break;
            }
            at += 1;
        }
        let Self { stemmer, stems, arena, parts, .. } = self;
        let count = parts.len();
        if (2..=MOST_PARTS).contains(&count)
            && arena.len() <= LONGEST_JOINED
            && arena.contains(char::is_alphabetic)
            && wanted(arena)
        {
            give(Token {
                term: stem(stemmer.as_ref(), stems, arena),
                surface: arena,
                from: parts[0].from,
                to: parts[count - 1].to,
                position: *position,
                joined: true,
            });
        }
        for part in parts {
            let surface = &arena[part.start..part.end];
            if !surface.is_empty() && surface.chars().count() <= LONGEST_WORD && wanted(surface) {
                let term = stem(stemmer.as_ref(), stems, surface);
                give(Token {
                    term,
                    surface,
                    from: part.from,
                    to: part.to,
                    position: *position,
                    joined: false,
                });
            }
            *position += 1;
        }
        at
    }

    /// Reads one part and what an apostrophe ties to it; tells where the text goes on.
    fn part(&mut self, text: &str, from: usize) -> usize {
        let start = self.arena.len();
        let mut end = word_end(text, from);
        fold_into(&text[from..end], &mut self.arena);
        let mut next = end;
        let mut after = text[end..].chars();
        if let Some(mark @ ('\'' | '’' | 'ʼ')) = after.next() {
            let tail_from = end + mark.len_utf8();
            let tail_to = word_end(text, tail_from);
            let tail = &text[tail_from..tail_to];
            if tail.eq_ignore_ascii_case("s") {
                next = tail_to;
            } else if TIED.iter().any(|tied| tail.eq_ignore_ascii_case(tied)) {
                // `don't` is one word, `l'IA` is two.
                fold_into(tail, &mut self.arena);
                end = tail_to;
                next = tail_to;
            }
        }
        self.parts.push(Part { from, to: end, start, end: self.arena.len() });
        next
    }
}

fn stem<'a>(stemmer: Option<&Stemmer>, stems: &'a mut Stems, surface: &'a str) -> &'a str {
    let Some(stemmer) = stemmer else { return surface };
    // Numbers and codes have no stem.
    if surface.len() < 3 || surface.bytes().any(|byte| byte.is_ascii_digit()) {
        return surface;
    }
    if let Some(known) = stems.known.get(surface) {
        return &stems.all[*known];
    }
    if stems.all.len() >= MOST_STEMS {
        *stems = Stems::default();
    }
    let mut folded = String::new();
    // A stemmer may give letters with marks, which no folded word has.
    fold_into(&stemmer.stem(surface), &mut folded);
    let number = stems.all.len();
    stems.known.insert(surface, number);
    stems.all.push(folded.into());
    &stems.all[number]
}

fn word_end(text: &str, from: usize) -> usize {
    // Most words are plain letters from one end to the other.
    let plain = text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let from = from + plain;
    if text.as_bytes().get(from).is_none_or(u8::is_ascii) {
        return from;
    }
    let rest = &text[from..];
    rest.char_indices()
        .find(|(_, c)| class(*c) != Class::Word && !is_combining_mark(*c) && !is_unseen(*c))
        .map_or(text.len(), |(length, _)| from + length)
}

/// The end of the word that begins here, if it is plain letters and digits to which nothing is tied. Most words are.
fn plain_word(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = from + bytes[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let alone = match bytes.get(end) {
        None => true,
        // Before a space, these marks end a sentence or are a dash.
        Some(b'-' | b'/' | b'.' | b'_') => bytes.get(end + 1).is_none_or(|next| is_plain_mark(*next)),
        Some(mark) => mark.is_ascii() && *mark != b'\'',
    };
    (end > from && alone).then_some(end)
}

/// Whether this is a character by itself, and no part of a word.
const fn is_plain_mark(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

fn class(c: char) -> Class {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Class::Word } else { Class::Other };
    }
    if is_unspaced(c) {
        return Class::Unspaced;
    }
    if c.is_alphanumeric() { Class::Word } else { Class::Other }
}

/// Scripts that are written without spaces between words, and Hangul, whose words carry their particles.
const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// Characters within words that only say where a line may end.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{2060}' | '\u{feff}')
}

/// Points of Hebrew and Arabic, which most texts are written without.
const fn is_point(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}')
}

/// A word as it is compared: lower case, compatibility forms resolved, Latin and Greek letters without marks,
/// Hebrew and Arabic without points.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        let from = folded.len();
        folded.push_str(text);
        folded[from..].make_ascii_lowercase();
        return;
    }
    // Marks are dropped only after Latin and Greek letters: in other scripts they make another letter (й is not и).
    let mut bare = false;
    let lower: String = text.nfkd().collect::<String>().to_lowercase();
    let kept = lower.nfkd().filter(|c| {
        if is_combining_mark(*c) {
            return !bare && !is_point(*c);
        }
        if is_unseen(*c) {
            return false;
        }
        bare = c.is_ascii_alphabetic() || matches!(c, 'α'..='ω');
        true
    });
    for c in kept.nfc() {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            other => folded.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        Analyzer::new(Language::ENGLISH).each(text, |token| terms.push(token.term.to_owned()));
        terms
    }

    #[test]
    fn words_are_folded_and_stemmed() {
        assert_eq!(terms("Retaining Customers, naïvely"), ["retain", "custom", "naiv"]);
        assert_eq!(fold("Ærøskøbing ﬁnal Straße Ελλάδα"), "aeroskobing final strasse ελλαδα");
        assert_eq!(fold("Йод"), "йод");
        assert_eq!(fold("שָׁלוֹם"), "שלום");
        assert_eq!(fold("مُحَمَّد"), "محمد");
        assert_eq!(terms("Hand\u{ad}books\u{ad} \u{ad}x"), ["handbook", "x"]);
    }

    #[test]
    fn joined_words_are_found_whole_and_in_parts() {
        assert_eq!(terms("KB/GROWTH/ADS-01"), ["kbgrowthads01", "kb", "growth", "ad", "01"]);
        assert_eq!(terms("e-mails"), ["email", "e", "mail"]);
        assert_eq!(terms("1.5"), ["1", "5"]);
        assert_eq!(terms("and - or"), ["and", "or"]);
    }

    #[test]
    fn apostrophes_tie_short_tails() {
        assert_eq!(terms("the team’s goals don't l'equipe"), ["the", "team", "goal", "dont", "l", "equip"]);
        assert_eq!(terms("l'IA d'or we'll"), ["l", "ia", "d", "or", "well"]);
    }

    #[test]
    fn scripts_without_spaces_are_read_in_pairs() {
        assert_eq!(terms("戦略的 AI"), ["戦", "戦略", "略", "的", "略的", "ai"]);
        assert_eq!(terms("法律"), ["法", "律", "法律"]);
        assert_eq!(terms("法"), ["法"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_tokens_within_it(text in ".{0,200}") {
            let mut last = 0;
            Analyzer::new(Language::ENGLISH).each(&text, |token| {
                assert!(text.get(token.from..token.to).is_some());
                assert!(token.position >= last && !token.term.is_empty());
                last = token.position;
            });
        }

        #[test]
        fn plain_words_are_read_as_others_are(text in "[aB1é' .,_/’法\n-]{0,40}") {
            let taken = |token: Token<'_>| {
                (token.term.to_owned(), token.surface.to_owned(), token.from..token.to, token.position)
            };
            let mut found = Vec::new();
            Analyzer::new(Language::ENGLISH).each(&text, |token| found.push(taken(token)));
            let (mut expected, mut analyzer) = (Vec::new(), Analyzer::new(Language::ENGLISH));
            let (mut at, mut position) = (0, 0);
            while let Some(next) = text[at..].chars().next() {
                let mut give = |token: Token<'_>| expected.push(taken(token));
                position += u32::from(next == '\n');
                at = match class(next) {
                    Class::Other => at + next.len_utf8(),
                    Class::Unspaced => analyzer.unspaced(&text, at, &mut position, &|_| true, &mut give),
                    Class::Word => analyzer.compound(&text, at, &mut position, &|_| true, &mut give),
                };
            }
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn folding_twice_is_folding_once(text in ".{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
