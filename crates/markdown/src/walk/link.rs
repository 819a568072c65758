//! Where a link's target stands, and what belongs to it.

use std::ops::Range;

use crate::spaces::collapsed;

const IMAGES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico", "apng", "jfif"];

/// Whether a target names an image file.
pub(super) fn is_image(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| IMAGES.contains(&extension.to_ascii_lowercase().as_str()))
}

/// The target of a wikilink, without the backslash that a table's `\|` leaves, and its place.
pub(super) fn wiki_target(
    text: &str,
    range: &Range<usize>,
    target: &str,
    sign: usize,
) -> (String, Range<usize>) {
    let bare = target.trim().trim_end_matches('\\').trim_end();
    let start = range.start + sign;
    let inside = text.get(start..range.end).unwrap_or_default();
    let place = inside.find(bare).map_or_else(|| range.clone(), |at| start + at..start + at + bare.len());
    let folded = if bare.contains(['\n', '\r']) { collapsed(bare).into_owned() } else { bare.to_owned() };
    (folded, place)
}

/// What an autolink holds between its angle brackets.
pub(super) fn inner(range: &Range<usize>) -> Range<usize> {
    if range.end >= range.start + 2 { range.start + 1..range.end - 1 } else { range.clone() }
}

/// The place of `part` in `text`, of which it is a slice.
pub(super) fn range_of(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
    start..(start + part.len()).min(text.len())
}

/// `(target "title")` directly after a wikilink: then it was no wikilink.
pub(super) fn after_brackets(text: &str, at: usize) -> Option<(&str, &str, usize)> {
    let rest = text.get(at..)?.strip_prefix('(')?;
    let mut depth = 0usize;
    let end = rest.bytes().take(2000).position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return true,
            b')' => depth -= 1,
            _ => {}
        }
        false
    })?;
    let inside = rest[..end].trim();
    let (target, title) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let title = title.trim();
    let quoted = title.len() >= 2 && title.starts_with(['"', '\'']) && title.ends_with(['"', '\'']);
    if target.is_empty() || inside.contains('\n') || (!title.is_empty() && !quoted) {
        return None;
    }
    let target = target.strip_prefix('<').and_then(|bare| bare.strip_suffix('>')).unwrap_or(target);
    Some((target, title.get(1..title.len().saturating_sub(1)).unwrap_or_default(), at + 1 + end + 1))
}

/// The place of an inline link's target: after `](`, which stands at or after `from`. None for reference links.
pub(super) fn inline_target(text: &str, range: &Range<usize>, from: usize) -> Option<Range<usize>> {
    let whole = text.get(range.clone())?;
    if !whole.ends_with(')') {
        return None;
    }
    let mut from = from.clamp(range.start, range.end);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    // The label may end with code or an image, whose own end is known; what follows up to `](` is punctuation.
    let start = from + text[from..range.end].find("](")? + 2;
    let bytes = text.as_bytes();
    let mut at = start;
    while at < range.end && bytes[at].is_ascii_whitespace() {
        at += 1;
    }
    if bytes.get(at) == Some(&b'<') {
        let end = text[at..range.end].find('>')? + at;
        return Some(at + 1..end);
    }
    let mut end = at;
    let mut depth = 0usize;
    while end < range.end - 1 {
        match bytes[end] {
            b'\\' if end + 2 < range.end => end += 1,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            byte if byte.is_ascii_whitespace() => break,
            _ => {}
        }
        end += 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Some(at..end)
}

type Size = (u32, Option<u32>);

/// A size at the end of an image's text: `alt|300`, `300x200`.
pub(super) fn size(alt: &str) -> Option<(&str, Size)> {
    let (rest, size) = alt.rsplit_once('|').unwrap_or(("", alt));
    let (width, height) = match size.trim().split_once('x') {
        Some((width, height)) => (width, Some(height.parse().ok()?)),
        None => (size.trim(), None),
    };
    if width.is_empty() || !width.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((rest.trim(), (width.parse().ok()?, height)))
}
