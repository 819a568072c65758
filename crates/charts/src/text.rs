//! Text in a drawing: how wide it is, about, and how it is broken or cut. No font is at hand; the widths are those of
//! common sans-serif faces, a little on the wide side.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Text in one line, control characters and repeated spaces gone.
pub(crate) fn tidy(text: &str) -> String {
    let visible = text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| allowed(*c));
    visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether XML may hold it, and whether it leaves the text around it in its direction.
fn allowed(c: char) -> bool {
    !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Width of a text of this size.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '\u{a0}' | '\u{202f}' | ' ' => 0.29,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.9,
        'A'..='Z' | '+' | '<' | '>' | '=' | '\u{2212}' | '–' | '…' | '&' => 0.69,
        _ => match c.width() {
            Some(0) => 0.0,
            Some(2) => 1.02,
            _ => 0.58,
        },
    }
}

/// At most so many characters, the last being an ellipsis where something was cut.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        text.to_owned()
    } else {
        text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
    }
}

/// The text in one line of this width, cut where it does not fit.
pub(crate) fn fit(text: &str, room: f64, size: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = width("…", size);
    for part in text.graphemes(true) {
        used += width(part, size);
        if used > room {
            break;
        }
        kept.push_str(part);
    }
    format!("{}…", kept.trim_end())
}

/// The text in lines of this width, at most so many; the last is cut where more would follow.
pub(crate) fn wrap(text: &str, room: f64, size: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if lines.len() + 1 >= most {
            lines.push(fit(rest, room, size));
            break;
        }
        let end = line_end(rest, room, size);
        lines.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    lines
}

/// Where the first line ends: after the last word that fits, or within a word that is too long for any line.
fn line_end(text: &str, room: f64, size: f64) -> usize {
    let (mut used, mut at, mut best) = (0.0, 0, 0);
    for part in text.graphemes(true) {
        let part_width = width(part, size);
        if part == " " {
            best = at;
        }
        // A space at the end of a line takes no room.
        if used + part_width > room && part != " " {
            return [best, at, part.len()].into_iter().find(|end| *end > 0).unwrap_or(text.len());
        }
        used += part_width;
        at += part.len();
        if matches!(part, "-" | "/" | "、" | "。")
            || part.chars().next().is_some_and(|c| c.width() == Some(2))
        {
            best = at;
        }
    }
    text.len()
}

/// `&`, `<`, `>`, `"` and `'` as entities.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_broken_at_words_then_cut() {
        assert_eq!(wrap("Ethics and compliance", 80.0, 13.0, 3), ["Ethics and", "compliance"]);
        let lines = wrap("Donaudampfschifffahrtsgesellschaft", 80.0, 13.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| width(line, 13.0) <= 80.0));
        assert_eq!(wrap("戦略的適合性", 40.0, 13.0, 3), ["戦略的", "適合性"]);
        assert!(wrap("", 10.0, 13.0, 3).is_empty());
    }
}
