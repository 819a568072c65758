//! Typing mistakes.

use crate::corpus::random::Random;

const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The word with one mistake: a letter left out, doubled, replaced by its neighbour on the keyboard, or swapped with the
/// next. `None` where the word has no letters that could go wrong.
pub(super) fn word(word: &str, random: &mut Random) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 2 {
        return None;
    }
    // A swap of equal letters, or a neighbour of a digit, is none: try again.
    (0..20).find_map(|_| {
        let at = random.below(letters.len());
        let mut slipped = letters.clone();
        match random.below(4) {
            0 => {
                slipped.remove(at);
            }
            1 => slipped.insert(at, letters[at]),
            2 => slipped[at] = neighbour(letters[at], random)?,
            _ if at + 1 < letters.len() => slipped.swap(at, at + 1),
            _ => return None,
        }
        (slipped != letters).then(|| slipped.into_iter().collect())
    })
}

/// The text with one of its longer words mistyped, the rest as it was. `None` where no word has four letters.
pub(crate) fn text(text: &str, random: &mut Random) -> Option<String> {
    let mut candidates = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if character.is_alphabetic() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take()
            && text[start..at].chars().count() >= 4
        {
            candidates.push(start..at);
        }
    }
    if candidates.is_empty() {
        return None;
    }
    let range = candidates.swap_remove(random.below(candidates.len()));
    let slipped = word(&text[range.clone()], random)?;
    Some(format!("{}{slipped}{}", &text[..range.start], &text[range.end..]))
}

fn neighbour(letter: char, random: &mut Random) -> Option<char> {
    let lower = letter.to_ascii_lowercase();
    let (row, at) = ROWS.iter().enumerate().find_map(|(row, keys)| keys.find(lower).map(|at| (row, at)))?;
    let keys: Vec<char> =
        [(row, at.wrapping_sub(1)), (row, at + 1), (row.wrapping_sub(1), at), (row + 1, at)]
            .into_iter()
            .filter_map(|(row, at)| ROWS.get(row)?.as_bytes().get(at).map(|&key| char::from(key)))
            .collect();
    let key = keys[random.below(keys.len())];
    Some(if letter.is_ascii_uppercase() { key.to_ascii_uppercase() } else { key })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(text: &str) -> Vec<char> {
        let mut letters: Vec<_> = text.chars().collect();
        letters.sort_unstable();
        letters
    }

    #[test]
    fn a_slip_is_one_mistake() {
        let mut kinds = [0; 4];
        for number in 0..500 {
            let slipped = word("holiday", &mut Random::of(1, number)).unwrap();
            let kind = match slipped.len() {
                6 => 0,
                8 => 1,
                7 if sorted(&slipped) == sorted("holiday") => 3,
                7 => {
                    let differing =
                        slipped.chars().zip("holiday".chars()).filter(|(left, right)| left != right);
                    assert_eq!(differing.count(), 1, "{slipped}");
                    2
                }
                _ => panic!("{slipped}"),
            };
            kinds[kind] += 1;
        }
        assert!(kinds.iter().all(|&count| count > 80), "{kinds:?}");
    }

    #[test]
    fn a_text_keeps_its_other_words() {
        for number in 0..100 {
            let slipped = text("How to (re)book a Flight", &mut Random::of(1, number)).unwrap();
            let [book, flight] = [slipped.contains("(re)book a"), slipped.ends_with(" Flight")];
            assert!(slipped.starts_with("How to (re)") && (book ^ flight), "{slipped}");
        }
        assert_eq!(text("a 12345 be", &mut Random::of(1, 1)), None);
    }

    #[test]
    fn words_without_neighbours_slip_too() {
        for number in 0..100 {
            let slipped = word("größe", &mut Random::of(1, number)).unwrap();
            assert_ne!(slipped, "größe");
        }
        assert_eq!(word("x", &mut Random::of(1, 1)), None);
    }
}
