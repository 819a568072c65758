//! Replacing a front-matter value in place, only where that cannot change how the file is read.

use stratbook_model::{Edit, SourceText, Span};

/// The edit that writes `replacement` over the scalar at `span`, which must read `value` in the file letter by letter
/// (so it has no escapes and no folded lines). `None` where the replacement would need quotes or escapes.
pub(crate) fn replace(source: &SourceText, span: Span, value: &str, replacement: &str) -> Option<Edit> {
    let text = &*source.text;
    if text.get(span.range())? != value || value == replacement {
        return None;
    }
    let before = text[..span.start as usize].trim_end_matches("[[").chars().next_back();
    let after = text[span.end as usize..].trim_start_matches("]]").chars().next();
    let quote = before.filter(|quote| matches!(quote, '"' | '\'') && after == before);
    let safe = match quote {
        Some('"') => !replacement.contains(['"', '\\']) && !replacement.contains(char::is_control),
        Some(_) => !replacement.contains('\'') && !replacement.contains(char::is_control),
        None => is_plain(replacement),
    };
    safe.then(|| Edit { span, replacement: replacement.to_owned() })
}

/// Safe without quotes in YAML, also within a flow list or a comma-separated text, and within quotes.
fn is_plain(text: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    text.starts_with(|c| word(c) || c == '/')
        && text.chars().all(|c| word(c) || " /._-+()&#".contains(c))
        && !text.contains(" #")
        && !text.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(text: &str, value: &str, replacement: &str) -> Option<String> {
        let start = text.find(value).expect("is there");
        let source = SourceText::new("a.md", text);
        let edit = replace(&source, Span::new(start, start + value.len()), value, replacement)?;
        Some(format!("{}{}{}", &text[..start], edit.replacement, &text[start + value.len()..]))
    }

    #[test]
    fn quotes_are_kept_and_never_needed() {
        assert_eq!(replaced("- 'Old'", "Old", "a, b.md").as_deref(), Some("- 'a, b.md'"));
        assert_eq!(replaced("- 'Old'", "Old", "it's.md"), None);
        assert_eq!(replaced("- Old", "Old", "a: b.md"), None);
        assert_eq!(replaced("- [Old, B]", "Old", "a/b c.md").as_deref(), Some("- [a/b c.md, B]"));
        assert_eq!(replaced("- \"[[Old]]\"", "Old", "a, b.md").as_deref(), Some("- \"[[a, b.md]]\""));
        assert_eq!(replaced("x: \"Old, B\"", "Old", "a, b.md"), None);
    }
}
