//! Where front matter begins and ends.

use stratbook_model::Span;

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// Between `;;;` lines, after `---json`, or an object at the very start.
    Json,
}

/// A text taken apart at its fences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// How it is written.
    pub format: Format,
    /// The front matter with its fences, up to the start of the body.
    pub outer: Span,
    /// The front matter between its fences.
    pub inner: Span,
    /// The text after it.
    pub body: Span,
    /// Whether the closing fence is there. Without it, `inner` reaches to the end and `body` is everything.
    pub closed: bool,
}

/// Finds the front matter of a decoded text. `None` where there is no opening fence.
pub fn split(text: &str) -> Option<Split> {
    let first_end = text.find('\n').map_or(text.len(), |at| at + 1);
    let first = text[..first_end].trim_end();
    let (format, close): (_, &[&str]) = match first {
        "---" | "---yaml" | "---yml" | "--- yaml" => (Format::Yaml, &["---", "..."]),
        "---toml" | "--- toml" => (Format::Toml, &["---"]),
        "---json" | "--- json" => (Format::Json, &["---"]),
        "+++" => (Format::Toml, &["+++"]),
        ";;;" => (Format::Json, &[";;;"]),
        _ if first.starts_with('{') => return json_object(text),
        _ => return None,
    };
    let mut start = first_end;
    for line in text[first_end..].split_inclusive('\n') {
        if close.contains(&line.trim_end()) {
            let body = start + line.len();
            return Some(Split {
                format,
                outer: Span::new(0, body),
                inner: Span::new(first_end, start),
                body: Span::new(body, text.len()),
                closed: true,
            });
        }
        start += line.len();
    }
    let (all, inner) = (Span::new(0, text.len()), Span::new(first_end, text.len()));
    Some(Split { format, outer: all, inner, body: all, closed: false })
}

/// A text that starts with a JSON object: Hugo reads that as front matter. `{` also starts template tags and plain
/// prose, so only `{` followed by a key, or an empty object on a line of its own, counts.
fn json_object(text: &str) -> Option<Split> {
    let after = text[1..].trim_start();
    if !(after.starts_with('"') || after.starts_with('}') && !after[1..].starts_with('}')) {
        return None;
    }
    let mut depth = 0_usize;
    let mut in_text = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return json_end(text, at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn json_end(text: &str, end: usize) -> Option<Split> {
    let rest = &text[end..];
    let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
    rest[..line].trim().is_empty().then(|| Split {
        format: Format::Json,
        outer: Span::new(0, end + line),
        inner: Span::new(0, end),
        body: Span::new(end + line, text.len()),
        closed: true,
    })
}
