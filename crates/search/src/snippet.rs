//! The part of a text that shows best why it was found.

use crate::analysis::LONGEST_JOINED;
use crate::answer::Marked;
use crate::evidence::Wanted;
use crate::{Analyzer, Block};

/// Characters of a snippet.
pub(crate) const LENGTH: usize = 220;

struct Place {
    from: usize,
    to: usize,
    bits: u64,
}

fn places(wanted: &Wanted, analyzer: &mut Analyzer, text: &str) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    analyzer.each_where(
        text,
        |surface| wanted.may_be(surface),
        |token| {
            let bits = wanted.bits(token.term);
            if bits == 0 {
                return;
            }
            match places.last_mut() {
                // A joined word is marked as one with its parts, and pairs of a run without spaces with each other.
                Some(last) if last.to > token.from => {
                    // One that goes on and on is not one word.
                    let long = || text[last.from..token.to].chars().count() > LONGEST_JOINED;
                    if token.to > last.to && long() {
                        let from = last.to;
                        places.push(Place { from, to: token.to, bits });
                    } else if token.to > last.to {
                        (last.to, last.bits) = (token.to, last.bits | bits);
                    }
                }
                _ => places.push(Place { from: token.from, to: token.to, bits }),
            }
        },
    );
    places
}

/// The places in `text` where words of the question stand.
pub fn marks(wanted: &Wanted, analyzer: &mut Analyzer, text: &str) -> Vec<(u32, u32)> {
    characters(text, 0, &places(wanted, analyzer, text))
}

/// The window over `blocks` with the most of the question's words, and its line.
pub fn snippet(wanted: &Wanted, analyzer: &mut Analyzer, blocks: &[Block]) -> Option<(u32, Marked)> {
    let mut best: Option<(u32, usize, usize, Vec<Place>)> = None;
    for (number, block) in blocks.iter().enumerate() {
        let places = places(wanted, analyzer, &block.text);
        let (words, from) = window(&places);
        if best.as_ref().is_none_or(|(most, ..)| words > *most) {
            best = Some((words, number, from, places));
        }
    }
    let (_, number, from, places) = best?;
    let block = &blocks[number];
    let line = block.line_at(from);
    let mut text = cut(&block.text, from);
    let mut shown = places;
    // A short block says more with the ones after it.
    if text.start == 0 && text.end == block.text.len() {
        let mut together = block.text.clone();
        for next in &blocks[number + 1..] {
            if together.len() + next.text.len() > LENGTH {
                break;
            }
            together.push(if together.ends_with(['.', ':', '!', '?', ';']) { ' ' } else { '\n' });
            together.push_str(&next.text);
        }
        if together.len() > block.text.len() {
            let together = together.replace('\n', " · ");
            shown = self::places(wanted, analyzer, &together);
            let marks = characters(&together, 0, &shown);
            return Some((line, Marked { text: together, marks }));
        }
    }
    let before = text.start > 0;
    let after = text.end < block.text.len();
    shown.retain(|place| place.from >= text.start && place.to <= text.end);
    text.end = text.end.max(text.start);
    let inner = &block.text[text.clone()];
    let mut marks = characters(inner, text.start, &shown);
    let mut shown = String::with_capacity(inner.len() + 8);
    if before {
        shown.push('…');
        for (from, to) in &mut marks {
            (*from, *to) = (*from + 1, *to + 1);
        }
    }
    shown.push_str(inner);
    if after {
        shown.push('…');
    }
    Some((line, Marked { text: shown, marks }))
}

/// The most different words within a snippet's length, and the place where that begins.
fn window(places: &[Place]) -> (u32, usize) {
    let mut best = (0, 0);
    for (number, first) in places.iter().enumerate() {
        let bits = places[number..]
            .iter()
            .take_while(|place| place.to - first.from <= LENGTH)
            .fold(0_u64, |bits, place| bits | place.bits);
        if bits.count_ones() > best.0 {
            best = (bits.count_ones(), first.from);
        }
    }
    best
}

/// A range of about [`LENGTH`] bytes around `from`, at the ends of words.
fn cut(text: &str, from: usize) -> std::ops::Range<usize> {
    if text.len() <= LENGTH + LENGTH / 4 {
        return 0..text.len();
    }
    let mut start = text.floor_char_boundary(from.saturating_sub(LENGTH / 5));
    let mut end = text.ceil_char_boundary((start + LENGTH).min(text.len()));
    if end == text.len() {
        start = text.floor_char_boundary(text.len().saturating_sub(LENGTH));
    }
    if start > 0
        && let Some((space, mark)) =
            text[start..from.max(start)].char_indices().find(|(_, c)| c.is_whitespace())
    {
        start += space + mark.len_utf8();
    }
    if end < text.len()
        && let Some(space) = text[start..end].rfind(char::is_whitespace)
        && space > LENGTH / 2
    {
        end = start + space;
    }
    start..end
}

/// Byte places as character places, from `offset` on.
fn characters(text: &str, offset: usize, places: &[Place]) -> Vec<(u32, u32)> {
    let mut marks = Vec::with_capacity(places.len());
    let (mut bytes, mut count) = (0, 0_u32);
    let mut at = |to: usize, text: &str| {
        count += text[bytes..to].chars().count() as u32;
        bytes = to;
        count
    };
    for place in places {
        let from = at(place.from - offset, text);
        let to = at(place.to - offset, text);
        marks.push((from, to));
    }
    marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Language;
    use crate::evidence::WantedWord;

    fn wanted() -> Wanted {
        Wanted::new(&[
            WantedWord { position: 0, terms: vec!["retent"], surfaces: vec![] },
            WantedWord { position: 1, terms: vec!["cost"], surfaces: vec![] },
        ])
    }

    fn shown(texts: &[&str]) -> (u32, String) {
        let blocks: Vec<Block> = texts
            .iter()
            .enumerate()
            .map(|(line, text)| Block { line: line as u32 + 1, text: (*text).to_owned(), ..Block::default() })
            .collect();
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let (line, marked) = snippet(&wanted(), &mut analyzer, &blocks).expect("a snippet");
        let mut text = String::new();
        for (at, c) in marked.text.chars().enumerate() {
            if marked.marks.iter().any(|(from, _)| *from == at as u32) {
                text.push('[');
            }
            if marked.marks.iter().any(|(_, to)| *to == at as u32) {
                text.push(']');
            }
            text.push(c);
        }
        (line, text)
    }

    #[test]
    fn the_block_with_most_words_is_shown() {
        assert_eq!(
            shown(&["Nothing here.", "The costs of rétention are known.", "More."]),
            (2, "The [costs] of [rétention] are known. More.".to_owned())
        );
    }

    #[test]
    fn a_long_block_is_cut_around_its_words() {
        let long = format!("{} and retention costs follow {}", "word ".repeat(100), "word ".repeat(100));
        let (_, text) = shown(&[&long]);
        assert!(
            text.starts_with('…') && text.ends_with('…') && text.contains("[retention] [costs]"),
            "{text}"
        );
    }

    #[test]
    fn wide_spaces_are_spaces() {
        for space in ['\u{3000}', '\u{a0}', '\u{2028}', '\u{85}'] {
            let long = format!("word{space}").repeat(100);
            let (_, text) = shown(&[&format!("{long}retention{space}{long}")]);
            assert!(text.contains("[retention]") && text.starts_with("…word"), "{text}");
        }
    }

    #[test]
    fn overlapping_pairs_are_marked_as_one() {
        let mut analyzer = Analyzer::new(Language::of_tag("ja"));
        let word = |surface| WantedWord { position: 0, terms: vec![surface], surfaces: vec![] };
        let wanted = Wanted::new(&[word("維持"), word("持率")]);
        assert_eq!(marks(&wanted, &mut analyzer, "顧客維持率と維持"), [(2, 5), (6, 8)]);
        assert_eq!(marks(&Wanted::new(&[word("率")]), &mut analyzer, "維持率と維持"), [(2, 3)]);
    }

    #[test]
    fn the_line_is_that_of_the_words() {
        let text = "nothing here, nothing there, retention at last";
        let block = Block { line: 4, text: text.to_owned(), line_starts: vec![0, 14, 14, 29, 39] };
        let (line, _) =
            snippet(&wanted(), &mut Analyzer::new(Language::ENGLISH), &[block]).expect("a snippet");
        assert_eq!(line, 8);
    }

    #[test]
    fn a_run_of_one_character_is_marked() {
        let mut analyzer = Analyzer::new(Language::of_tag("zh"));
        let wanted = Wanted::new(&[WantedWord { position: 0, terms: vec!["哈哈"], surfaces: vec![] }]);
        let block = Block { line: 1, text: "哈".repeat(200), ..Block::default() };
        let (_, marked) = snippet(&wanted, &mut analyzer, &[block]).expect("a snippet");
        assert!(!marked.marks.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_can_be_shown(texts in prop::collection::vec("(retention|cost|é|戦略|[\u{3000}\u{a0}\u{2028}]|[a-z ]{0,80}|[a-z]{40,90}){0,12}", 1..4)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            shown(&texts);
        }
    }
}
