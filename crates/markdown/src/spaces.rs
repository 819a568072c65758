//! Texts without needless spaces, and the words in them. Every body is read this way several times, and most of its
//! texts are tidy already.

use std::borrow::Cow;

/// The words of a text with one space between them.
pub(crate) fn collapsed(text: &str) -> Cow<'_, str> {
    if is_tidy(text) {
        return Cow::Borrowed(text);
    }
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    Cow::Owned(tidy)
}

/// How many words with a letter or digit a text has.
pub(crate) fn words(text: &str) -> u32 {
    let mut count = 0;
    let mut counted = false;
    if text.is_ascii() {
        // Without branches: whether the next byte ends a word cannot be foreseen.
        for byte in text.bytes() {
            let counts = byte.is_ascii_alphanumeric();
            count += u32::from(counts && !counted);
            counted = (counted | counts) & !matches!(byte, b' ' | b'\t'..=b'\r');
        }
        return count;
    }
    for c in text.chars() {
        if c.is_whitespace() {
            counted = false;
        } else if !counted && c.is_alphanumeric() {
            counted = true;
            count += 1;
        }
    }
    count
}

fn is_tidy(text: &str) -> bool {
    let mut last = b' ';
    let mut ascii = true;
    for byte in text.bytes() {
        if byte < b' ' || (byte == b' ' && last == b' ') {
            return false;
        }
        ascii &= byte < 0x80;
        last = byte;
    }
    (last != b' ' || text.is_empty()) && (ascii || !text.chars().any(|c| !c.is_ascii() && c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_say_what_splitting_says(text in "[a1 .\t\n\u{b}]{0,12}[a1 .\u{a0}\u{3000}\t\né–]{0,6}") {
            let parts: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(collapsed(&text), parts.join(" "));
            let counted = parts.iter().filter(|word| word.contains(char::is_alphanumeric)).count();
            prop_assert_eq!(words(&text) as usize, counted);
        }
    }
}
