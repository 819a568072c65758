//! Names as people type them: what counts as the same name, and which known name was meant.

/// Folds a name for comparison: trimmed, lower-cased, runs of white space, `-` and `_` become one space.
///
/// `Total_Rewards`, `total rewards` and ` Total-Rewards` are one name.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut gap = false;
    for character in name.trim().chars() {
        if character.is_whitespace() || character == '-' || character == '_' {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        if character.is_ascii() {
            folded.push(character.to_ascii_lowercase());
        } else {
            folded.extend(character.to_lowercase());
        }
    }
    folded
}

/// A readable title from a file stem: numeric prefix dropped, separators to spaces, first letter raised.
///
/// `01_Strategy` gives `Strategy`, `total-rewards` gives `Total rewards`, `2026-plan` stays `2026 plan`.
pub fn humanise(stem: &str) -> String {
    let rest = strip_order_prefix(stem).1;
    let words: Vec<&str> = rest
        .split(|c: char| c == '-' || c == '_' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let joined = if words.is_empty() { rest.to_owned() } else { words.join(" ") };
    let mut characters = joined.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Splits a leading order number off a file stem: `01_Strategy` gives `(Some(1.0), "Strategy")`.
///
/// A number counts when it has at most three digits and is followed by `_`, `-`, `.` or a space and more text.
pub fn strip_order_prefix(stem: &str) -> (Option<f64>, &str) {
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return (None, stem);
    }
    let rest = &stem[digits..];
    let trimmed = rest.trim_start_matches(['_', '-', '.', ' ']);
    if trimmed.is_empty() || trimmed.len() == rest.len() {
        return (None, stem);
    }
    (stem[..digits].parse().ok(), trimmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_fold_together() {
        assert_eq!(fold(" Total_Rewards"), fold("total   rewards"));
        assert_eq!(fold("A--b"), "a b");
        assert_eq!(fold("Ähre"), "ähre");
    }

    #[test]
    fn stems_read_as_titles() {
        assert_eq!(humanise("01_Strategy"), "Strategy");
        assert_eq!(humanise("total-rewards"), "Total rewards");
        assert_eq!(humanise("2026-plan"), "2026 plan");
        assert_eq!(humanise("000_framework_reference"), "Framework reference");
        assert_eq!(humanise("---"), "---");
    }
}
