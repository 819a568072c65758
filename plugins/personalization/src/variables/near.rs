//! Names that are probably meant to be the same.

use std::collections::BTreeMap;

/// How many letters differ: put in, left out, replaced, or swapped with their neighbour.
pub fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let width = right.len() + 1;
    let mut rows = [vec![0; width], (0..width).collect::<Vec<usize>>(), vec![0; width]];
    for (i, a) in left.iter().enumerate() {
        rows[2][0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let replaced = rows[1][j] + usize::from(a != b);
            let mut best = replaced.min(rows[1][j + 1] + 1).min(rows[2][j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                best = best.min(rows[0][j - 1] + 1);
            }
            rows[2][j + 1] = best;
        }
        rows.rotate_left(1);
    }
    rows[1][right.len()]
}

/// What is known of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'n> {
    /// The name.
    pub name: &'n str,
    /// Whether the author of the template certainly means it: it is declared and used.
    pub certain: bool,
}

/// Pairs of names that are probably meant to be the same, each in the order of the alphabet.
///
/// Names that differ in underscores, in the order of their words or in a plural are; and names that differ in one letter,
/// if one of them is not both declared and used. `CART_LIFT` and `CAT_LIFT` are two if a table declares both.
pub fn duplicates<'n>(names: &[Known<'n>]) -> Vec<(&'n str, &'n str)> {
    let mut pairs = std::collections::BTreeSet::new();
    let mut same: BTreeMap<String, Vec<&'n str>> = BTreeMap::new();
    let mut close: BTreeMap<String, Vec<Known<'n>>> = BTreeMap::new();
    for known in names {
        same.entry(folded(known.name)).or_default().push(known.name);
        // Short names differ in one letter by nature.
        if known.name.chars().count() >= 6 {
            close.entry(known.name.to_owned()).or_default().push(*known);
            for (at, character) in known.name.char_indices() {
                let without = format!("{}{}", &known.name[..at], &known.name[at + character.len_utf8()..]);
                close.entry(without).or_default().push(*known);
            }
        }
    }
    for group in same.values() {
        for (index, left) in group.iter().enumerate() {
            for right in &group[index + 1..] {
                pairs.insert(ordered(left, right));
            }
        }
    }
    for group in close.values() {
        for (index, left) in group.iter().enumerate() {
            for right in &group[index + 1..] {
                let certain = left.certain && right.certain;
                if !certain && left.name != right.name && is_slip(left.name, right.name) {
                    pairs.insert(ordered(left.name, right.name));
                }
            }
        }
    }
    pairs.into_iter().collect()
}

fn ordered<'n>(left: &'n str, right: &'n str) -> (&'n str, &'n str) {
    if left <= right { (left, right) } else { (right, left) }
}

/// A name without what does not make it another: underscores, the order of its words, plurals.
fn folded(name: &str) -> String {
    let mut words: Vec<&str> = name
        .split('_')
        .map(|word| word.strip_suffix('S').filter(|word| word.len() > 2).unwrap_or(word))
        .collect();
    words.sort_unstable();
    // `COMPANYNAME` is one word, and the letters of `COMPANY_NAME` in order.
    if words.len() == 1 {
        words[0].to_owned()
    } else {
        name.split('_')
            .map(|word| word.strip_suffix('S').filter(|word| word.len() > 2).unwrap_or(word))
            .collect()
    }
}

/// Whether one letter differs, and no digit and no word of one letter: `Q1_GOAL` and `Q2_GOAL` are two.
fn is_slip(left: &str, right: &str) -> bool {
    if distance(left, right) != 1 {
        return false;
    }
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(left) != digits(right) {
        return false;
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (left.split('_').collect(), right.split('_').collect());
    a.len() != b.len()
        || a.iter().zip(&b).all(|(a, b)| a == b || (a.chars().count() > 2 && b.chars().count() > 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs<'n>(certain: &[&'n str], doubtful: &[&'n str]) -> Vec<(&'n str, &'n str)> {
        let known = |certain| move |name: &&'n str| Known { name, certain };
        let names: Vec<Known<'n>> =
            certain.iter().map(known(true)).chain(doubtful.iter().map(known(false))).collect();
        duplicates(&names)
    }

    #[test]
    fn distances() {
        assert_eq!(distance("", "ab"), 2);
        assert_eq!(distance("NAME", "NAEM"), 1);
        assert_eq!(distance("COMPANY", "COMPNY"), 1);
        assert_eq!(distance("KITTEN", "SITTING"), 3);
    }

    #[test]
    fn slips_are_found_and_families_are_not() {
        assert_eq!(pairs(&["COMPANY_NAME"], &["COMPANYNAME"]), [("COMPANYNAME", "COMPANY_NAME")]);
        assert_eq!(pairs(&["COMPANY_NAME"], &["COMPNY_NAME"]), [("COMPANY_NAME", "COMPNY_NAME")]);
        assert_eq!(pairs(&["GOAL", "GOALS"], &[]), [("GOAL", "GOALS")]);
        assert_eq!(pairs(&["CART_LIFT", "CAT_LIFT"], &[]), []);
        assert_eq!(
            pairs(
                &[],
                &[
                    "Q1_TARGET",
                    "Q2_TARGET",
                    "OPTION_A",
                    "OPTION_B",
                    "MV_TESTS",
                    "UX_TESTS",
                    "STEP_1",
                    "STEP_12"
                ]
            ),
            []
        );
    }
}
