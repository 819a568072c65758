//! How a value is written in each place, so that it is shown there as it is.

use std::fmt::Write as _;

use super::Around;
use crate::variables::scan::Place;

/// In a text, as words. `before` and `after` are the signs beside it.
pub(super) fn text(value: &str, begins_block: bool, before: Option<char>, after: Option<char>) -> String {
    let mut escaped = stratbook_plugin::text(value.trim()).to_string();
    // Signs that mean something only beside each other.
    if let Some(first) = escaped.chars().next() {
        let joins = matches!((before, first), (Some('='), '=') | (Some('%'), '%') | (Some(':'), '/'));
        let word = before.is_some_and(char::is_alphanumeric) && first == '_';
        if joins || word {
            escaped.insert(0, '\\');
        }
    }
    if let Some(last) = escaped.chars().next_back() {
        let joins = matches!(
            (last, after),
            ('=', Some('=')) | ('%', Some('%')) | (':', Some('/')) | ('!', Some('['))
        );
        let escaped_already = escaped.strip_suffix(last).is_some_and(|rest| rest.ends_with('\\'));
        if joins && !escaped_already {
            escaped.insert(escaped.len() - last.len_utf8(), '\\');
        }
    }
    if begins_block { guarded(&escaped) } else { escaped }
}

/// At the beginning of a block, where `- a`, `3. a` and `# a` would make another kind of it.
fn guarded(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    if text.starts_with(['-', '+', '=', '>', '#', ':', '~']) { format!("\\{text}") } else { text.to_owned() }
}

/// Markdown that was asked for.
pub(super) fn markdown(value: &str, place: Place, around: &Around<'_>) -> String {
    let value = value.trim_matches('\n').trim_end().replace("\r\n", "\n");
    match place {
        Place::Prose if around.alone() => value.replace('\n', &format!("\n{}", around.line_before)),
        Place::Cell(..) => {
            let lines: Vec<&str> = value.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            let mut out = String::new();
            let mut before = ' ';
            for character in lines.join("<br>").chars() {
                if character == '|' && before != '\\' {
                    out.push('\\');
                }
                out.push(character);
                before = character;
            }
            out
        }
        _ => value.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// In a block of code, as it is; further lines begin as the first does.
pub(super) fn literal(value: &str, line_before: &str) -> String {
    let value = value.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
    if !value.contains('\n') {
        return value;
    }
    let prefix: String =
        line_before.chars().take_while(|character| matches!(character, ' ' | '\t' | '>')).collect();
    value.trim_end_matches('\n').replace('\n', &format!("\n{prefix}"))
}

/// In code within a line.
pub(super) fn in_code(value: &str, in_cell: bool) -> String {
    let line: String =
        value.trim().chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    if in_cell { line.replace('|', "\\|") } else { line }
}

/// In raw HTML, also within quotation marks.
pub(super) fn html(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for character in value.trim().chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '`' => out.push_str("&#96;"),
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}

/// In the address of a link.
pub(super) fn address(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for character in value.trim().chars() {
        match character {
            ' ' | '<' | '>' | '(' | ')' | '[' | ']' | '\\' | '|' | '"' | '`' | '*' | '_' => {
                let _ = write!(out, "%{:02X}", character as u32);
            }
            '&' => out.push_str("&amp;"),
            character if character.is_control() || character.is_whitespace() => {}
            character => out.push(character),
        }
    }
    out
}

/// An address that is relative to a folder, from the content folder; nothing where it is not.
pub(super) fn absolute(target: &str, folder: &str) -> Option<String> {
    let scheme = target.split(['/', '#', '?']).next().is_some_and(|first| first.contains(':'));
    if target.is_empty() || target.starts_with(['/', '#', '?', '[']) || scheme {
        return None;
    }
    let (path, tail) = target.find(['#', '?']).map_or((target, ""), |at| target.split_at(at));
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let slash = if path.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    let path = format!("/{}{slash}{tail}", parts.join("/"));
    let odd = path.contains([' ', '(', ')', '<', '>']);
    Some(if odd { format!("<{}>", path.replace('<', "%3C").replace('>', "%3E")) } else { path })
}

/// Length of the longest run of a sign.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for character in text.chars() {
        run = if character == sign { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

pub(super) fn run_at_start(text: &str, sign: char) -> usize {
    text.chars().take_while(|character| *character == sign).count()
}
