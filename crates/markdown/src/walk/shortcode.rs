//! Shortcodes of other publishing systems: `[fluentform id="11"]`, and what only looks like one.

/// A bracketed text that may be a shortcode.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Candidate<'t> {
    pub(super) name: &'t str,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) closing: bool,
    pub(super) length: usize,
}

/// Reads a shortcode at the beginning of `text`, which begins with `[`.
///
/// Prose in brackets is none: attributes are `key=value`; a bare word counts only beside a quoted value.
pub(super) fn scan(text: &str) -> Option<Candidate<'_>> {
    let closing = text[1..].starts_with('/');
    let inner = &text[if closing { 2 } else { 1 }..];
    let name_length =
        inner.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    let name = &inner[..name_length];
    let prefix = text.len() - inner.len();
    let valid = name_length > 1
        && name_length <= 64
        && name.as_bytes()[0].is_ascii_alphabetic()
        && name.bytes().any(|byte| byte.is_ascii_lowercase());
    if !valid {
        return None;
    }
    let mut at = name_length;
    let mut attributes = Vec::new();
    let (mut quoted, mut bare) = (false, false);
    loop {
        let rest = inner.get(at..)?;
        let blank = rest.bytes().take_while(u8::is_ascii_whitespace).count();
        let rest = &rest[blank..];
        at += blank;
        if rest.starts_with(']') || rest.starts_with("/]") {
            let length = prefix + at + rest.find(']')? + 1;
            let plausible = if closing { attributes.is_empty() } else { quoted || !bare };
            return plausible.then_some(Candidate { name, attributes, closing, length });
        }
        if blank == 0 || attributes.len() >= 40 {
            return None;
        }
        let key_length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':'))
            .count();
        let (key, after) = rest.split_at(key_length);
        let (key, value_text) = match after.strip_prefix('=') {
            Some(value) if !key.is_empty() => (key, value),
            _ => ("", rest),
        };
        let (value, used) = value(value_text)?;
        quoted |= !key.is_empty() && value_text.starts_with(QUOTES);
        bare |= key.is_empty();
        attributes.push((key.to_owned(), value.to_owned()));
        at += (rest.len() - value_text.len()) + used;
    }
}

const QUOTES: [char; 4] = ['"', '\'', '”', '“'];

/// A value and the bytes it takes up. WordPress editors write curly quotes too.
fn value(text: &str) -> Option<(&str, usize)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    if QUOTES.contains(&first) {
        let inside = characters.as_str();
        let end = match first {
            '"' | '\'' => inside.find(first)?,
            _ => inside.find(['”', '“', '"'])?,
        };
        let closing = inside[end..].chars().next()?.len_utf8();
        return Some((&inside[..end], first.len_utf8() + end + closing));
    }
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, ']' | '[' | '"' | '\'' | '<' | '>'))?;
    let end = if text[..end].ends_with('/') && text[end..].starts_with(']') { end - 1 } else { end };
    (end > 0).then(|| (&text[..end], end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_are_read() {
        let form = scan("[fluentform id=\"11\"] rest").unwrap();
        assert_eq!((form.name, form.length), ("fluentform", 20));
        assert_eq!(form.attributes, [("id".to_owned(), "11".to_owned())]);
        assert_eq!(scan("[contact-form-7 id=3 title='a b' /]").unwrap().attributes.len(), 2);
        assert_eq!(scan("[gallery ids=1,2]").unwrap().attributes[0].1, "1,2");
        assert!(scan("[/caption]").unwrap().closing);
        assert!(scan("[note]").unwrap().attributes.is_empty());
    }

    #[test]
    fn prose_in_brackets_is_no_shortcode() {
        for text in [
            "[COMPANY_NAME]",
            "[1]",
            "[x]",
            "[ ]",
            "[see the plan]",
            "[a link][ref]",
            "[KPI name=\"x\"",
            "[Name, Role]",
            "[see page=3 for more]",
            "[They say \"often\" here]",
            "[]",
            "[^1]",
            "[!note]",
            "[50%]",
        ] {
            assert!(scan(text).is_none(), "{text}");
        }
    }
}
