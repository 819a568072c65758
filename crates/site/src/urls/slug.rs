//! One part of a path, made safe.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest part in bytes: file systems stop at 255, and a temporary name needs room.
const LONGEST: usize = 120;

/// A name as a part of a URL: letters and digits of any script in lower case, `-` for everything else. Never empty.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut gap = false;
    let composed: Cow<'_, str> =
        if name.is_ascii() { name.into() } else { name.nfc().collect::<String>().into() };
    for character in composed.chars() {
        // A title's `what's` reads better as `whats` than as `what-s`.
        if matches!(character, '\'' | '’') {
            continue;
        }
        // Lower case can bring a mark with it (`İ`), which must survive a second pass.
        if character.is_alphanumeric() || (is_combining_mark(character) && !slug.is_empty() && !gap) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.extend(character.to_lowercase());
        } else {
            gap = true;
        }
    }
    if slug.is_empty() {
        return format!("page-{}", short_hash(name));
    }
    finish(slug, "")
}

/// A file's name, cleaned but recognisable: its letters, case and extension stay. Never empty.
pub fn clean_file_name(name: &str) -> String {
    let mut clean = String::with_capacity(name.len());
    for character in name.nfc() {
        let bad = character.is_control()
            || matches!(
                character,
                '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' | '#' | '\u{feff}'
            );
        clean.push(if bad { '-' } else { character });
    }
    let trimmed = clean.trim_end_matches(['.', ' ']).trim_start();
    let mut clean = trimmed.to_owned();
    if clean.starts_with('.') {
        // Hidden files are neither copied by every host nor ours to make: the marker is one.
        clean.replace_range(..1, "_");
    }
    if clean.is_empty() {
        return format!("file-{}", short_hash(name));
    }
    let (stem, extension) = match clean.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 16 => {
            (stem.to_owned(), format!(".{extension}"))
        }
        _ => (clean.clone(), String::new()),
    };
    finish(stem, &extension)
}

/// Puts `number` into a name that is taken.
pub(super) fn numbered(name: &str, number: usize, is_file: bool) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) if is_file && !stem.is_empty() => format!("{stem}-{number}.{extension}"),
        _ => format!("{name}-{number}"),
    }
}

/// Shortens what is too long and changes what Windows reserves.
fn finish(mut stem: String, extension: &str) -> String {
    if stem.len() + extension.len() > LONGEST {
        let hash = short_hash(&stem);
        let mut end = LONGEST - extension.len() - hash.len() - 1;
        while !stem.is_char_boundary(end) {
            end -= 1;
        }
        stem.truncate(end);
        let kept = stem.trim_end_matches(['-', '.', ' ']).len();
        stem.truncate(kept);
        stem.push('-');
        stem.push_str(&hash);
    }
    let device = stem.split('.').next().unwrap_or("").trim_end();
    if is_device(device) {
        stem.insert(0, '_');
    }
    stem.push_str(extension);
    stem
}

/// `con`, `com1` and their like name devices on Windows, whatever their extension.
fn is_device(stem: &str) -> bool {
    let lower = stem.to_ascii_lowercase();
    matches!(&*lower, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || (lower.strip_prefix("com").or_else(|| lower.strip_prefix("lpt"))).is_some_and(|rest| {
            rest.chars().count() == 1 && rest.chars().all(|c| c.is_ascii_digit() || "¹²³".contains(c))
        })
}

fn short_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..8].to_owned()
}

/// What two paths must not have in common: file systems may ignore case and compose characters.
pub(super) fn fold(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.to_lowercase().nfc().collect() }
}

/// A path as part of a URL.
pub fn encode(path: &str) -> Cow<'_, str> {
    const fn plain(byte: u8) -> bool {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/')
    }
    if path.bytes().all(plain) {
        return path.into();
    }
    let mut encoded = String::with_capacity(path.len() + 16);
    for byte in path.bytes() {
        if plain(byte) {
            encoded.push(byte as char);
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            encoded.push('%');
            encoded.push(HEX[usize::from(byte >> 4)] as char);
            encoded.push(HEX[usize::from(byte & 15)] as char);
        }
    }
    encoded.into()
}

/// `%41` to `A`; what is no valid encoding stays.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                decoded.push(byte);
                at += 3;
            }
            _ => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_become_readable_parts() {
        assert_eq!(slug("Ads & More"), "ads-more");
        assert_eq!(slug("What's_new? (v1.2)"), "whats-new-v1-2");
        assert_eq!(slug("Über uns"), "über-uns");
        assert_eq!(slug("U\u{308}ber"), "über");
        assert_eq!(slug("戦略"), "戦略");
        assert_eq!(slug("con"), "_con");
        assert_eq!(slug("COM1"), "_com1");
        assert!(slug("..").starts_with("page-"));
        assert_ne!(slug("🎉"), slug("🚀"));
        assert!(slug(&"long ".repeat(100)).len() <= 120);
    }

    #[test]
    fn file_names_stay_recognisable() {
        assert_eq!(clean_file_name("Plan (final) 100%.PDF"), "Plan (final) 100-.PDF");
        assert_eq!(clean_file_name("aux.txt"), "_aux.txt");
        assert_eq!(clean_file_name("..evil. ."), "_.evil");
        assert_eq!(clean_file_name("a\0b\n.png"), "a-b-.png");
    }

    #[test]
    fn paths_are_encoded_and_decoded() {
        assert_eq!(encode("über uns/a&b.png"), "%C3%BCber%20uns/a%26b.png");
        assert_eq!(decode("%C3%BCber%20uns%2"), "über uns%2");
    }

    fn is_safe(part: &str) -> bool {
        !part.is_empty()
            && part.len() <= 130
            && !part.starts_with('.')
            && !part.ends_with(['.', ' '])
            && !part.contains(['/', '\\', ':', '%'])
            && !part.chars().any(char::is_control)
            && !is_device(part.split('.').next().unwrap_or(""))
    }

    proptest! {
        #[test]
        fn any_name_gives_a_safe_part(name in any::<String>()) {
            let slug = slug(&name);
            prop_assert!(is_safe(&slug), "{slug:?}");
            prop_assert!(is_safe(&clean_file_name(&name)), "{:?}", clean_file_name(&name));
        }

        #[test]
        fn a_slug_is_its_own_slug(name in any::<String>()) {
            let once = slug(&name);
            let twice = slug(&once);
            prop_assert_eq!(twice.trim_start_matches('_'), once.trim_start_matches('_'));
        }

        #[test]
        fn encoding_is_undone_by_decoding(path in any::<String>()) {
            let encoded = encode(&path);
            prop_assert!(encoded.is_ascii());
            prop_assert_eq!(&*decode(&encoded), &*path);
        }
    }
}
