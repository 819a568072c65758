//! Obsidian's comments, `%% like this %%`: blanked out before the Markdown is read, so that places stay the same.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The body with comments as white space, and where they were.
pub(crate) fn mask(body: &str) -> (Cow<'_, str>, Vec<Range<usize>>) {
    let comments = if body.contains("%%") { find(body) } else { Vec::new() };
    if comments.is_empty() {
        return (Cow::Borrowed(body), comments);
    }
    let mut masked = String::with_capacity(body.len());
    let mut from = 0;
    for comment in &comments {
        masked.push_str(&body[from..comment.start]);
        masked.extend(body[comment.clone()].bytes().map(|byte| match byte {
            b'\n' | b'\r' => byte as char,
            _ => ' ',
        }));
        from = comment.end;
    }
    masked.push_str(&body[from..]);
    (Cow::Owned(masked), comments)
}

/// Pairs of `%%` outside code. An opening pair does not follow a word or a number (`100%%`), and a pair without
/// its second half is text.
fn find(body: &str) -> Vec<Range<usize>> {
    let code = code_ranges(body);
    let mut comments = Vec::new();
    let mut opened: Option<usize> = None;
    let mut code = code.iter().peekable();
    let mut at = 0;
    while let Some(found) = body[at..].find("%%") {
        let here = at + found;
        at = here + 2;
        while code.peek().is_some_and(|range| range.end <= here) {
            code.next();
        }
        if let Some(range) = code.peek().filter(|range| range.start <= here) {
            at = range.end.max(at);
            continue;
        }
        match opened.take() {
            Some(start) => comments.push(start..at),
            None if body[..here].chars().next_back().is_some_and(char::is_alphanumeric) => {}
            None => opened = Some(here),
        }
    }
    comments
}

fn code_ranges(body: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut block = None;
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Code(_) => ranges.push(range),
            Event::Start(Tag::CodeBlock(_)) => block = Some(range),
            Event::End(TagEnd::CodeBlock) => ranges.extend(block.take()),
            _ => {}
        }
    }
    ranges.sort_by_key(|range| range.start);
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_blank_and_places_stay() {
        assert_eq!(mask("a %%b%% c").0, "a       c");
        assert_eq!(mask("a\n%%\nü\n\nc\n%%\nd").0, "a\n  \n  \n\n \n  \nd");
        for text in ["100%% and 50%%", "`%%` and `%%`", "```\n%%\n```\n%%", "one %% only"] {
            assert_eq!(mask(text).0, text);
        }
    }
}
