//! Characters that HTML gives a meaning.

/// Writes `text` so that it reads as text, between tags and in attributes alike.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            b'\0' => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(replacement);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Writes text of raw HTML: entities stay, angle brackets do not.
pub(crate) fn push_html_text(out: &mut String, text: &str) {
    for part in text.split_inclusive(['<', '>']) {
        if let Some(rest) = part.strip_suffix('<') {
            out.push_str(rest);
            out.push_str("&lt;");
        } else if let Some(rest) = part.strip_suffix('>') {
            out.push_str(rest);
            out.push_str("&gt;");
        } else {
            out.push_str(part);
        }
    }
}

/// `text` escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// Decodes the entities that occur in addresses and plain text; others stay as written.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        if let Some((character, end)) = end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            out.push(character);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|character| *character != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "copy" => '©',
        "rarr" => '→',
        "larr" => '←',
        _ => return None,
    })
}

/// Whether an address would run a script rather than lead somewhere.
pub(crate) fn is_script_url(url: &str) -> bool {
    let mut scheme = String::new();
    for character in url.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(24) {
        if character == ':' {
            return matches!(scheme.as_str(), "javascript" | "vbscript" | "livescript" | "data");
        }
        scheme.extend(character.to_lowercase());
    }
    false
}

/// Whether an address names a scheme (`https:`, `mailto:`) or another host (`//host/…`).
pub(crate) fn is_external(url: &str) -> bool {
    if url.starts_with("//") {
        return true;
    }
    let Some(colon) = url.find(':') else { return false };
    let scheme = &url.as_bytes()[..colon];
    scheme.len() > 1
        && scheme[0].is_ascii_alphabetic()
        && scheme.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
}
