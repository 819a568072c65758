//! Stylesheets without what only people read: comments and runs of white space.

/// The stylesheet with comments gone and every run of white space as one space (or none at the end of a line).
/// Strings and `url(…)` texts stay as they are; so does a text that does not come out even.
pub(super) fn css(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '/', ' ', '\t', '\n', '\r']) {
        squeezed.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = if let Some(comment) = rest.strip_prefix("/*") {
            // An unclosed comment swallows the rest in a browser too, but the author should see it there.
            let Some(end) = comment.find("*/") else { break };
            end + 4
        } else if rest.starts_with(['"', '\'']) {
            let length = string(rest);
            squeezed.push_str(&rest[..length]);
            length
        } else if rest.starts_with('/') {
            squeezed.push('/');
            1
        } else {
            let length = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            if !squeezed.ends_with(['{', '}', ';', ',', ' ']) && !squeezed.is_empty() {
                squeezed.push(' ');
            }
            length
        };
        rest = &rest[taken..];
    }
    squeezed.push_str(rest);
    squeezed
}

/// Length of the string that `text` begins with, quotes included; up to the end where it is not closed.
fn string(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blanks_go_and_strings_stay() {
        let text = "/* a */\na > b,\n  c {\n  color: red; /* 'x */\n  content: \"/* no */  \\\"\";\n}\n.d .e { width: calc(1px + 2px) }\n";
        assert_eq!(
            css(text),
            "a > b,c {color: red;content: \"/* no */  \\\"\";}.d .e {width: calc(1px + 2px) }"
        );
    }

    #[test]
    fn what_does_not_come_out_even_is_kept() {
        assert_eq!(css("a{} /* open"), "a{}/* open");
        assert_eq!(css("a{content:'open"), "a{content:'open");
        assert_eq!(css(""), "");
    }
}
