//! A plugin's example as the `inputs` of a document, with the meaning of each key above it.
//!
//! It goes by lines and changes none of them: only comments are put between, so what the example says stays what it is.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use stratbook_plugin::messages::Inputs;

use crate::render::schema;
use crate::text::{tame, wrap};

/// Blanks before the keys of the example.
const INDENT: &str = "  ";

/// The lines from `inputs:` on; nothing where there is nothing to give.
pub(super) fn inputs(inputs: &Inputs, width: usize) -> String {
    let example = inputs.example.trim_end();
    let given = keys(example);
    let mut text = String::new();
    let more = more(inputs, &given, width);
    if example.is_empty() && more.is_empty() {
        return text;
    }
    if given.is_empty() {
        // Nothing but comments: a key without a value would be an error of its own.
        text.push_str("# inputs:\n");
        for line in example.lines() {
            let _ = writeln!(text, "#   {line}");
        }
        for line in more.lines() {
            let _ = writeln!(text, "# {line}");
        }
        return text;
    }
    text.push_str("inputs:\n");
    let mut explained: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut commented = false;
    let mut open = Open::default();
    for line in example.lines() {
        if open.is_within(line) {
            let _ = writeln!(text, "{}", format!("{INDENT}{line}").trim_end());
            continue;
        }
        if let Some(found) = open.key(line) {
            let new = explained.insert(open.path());
            if new && !commented && !found.has_comment {
                let path = open.path();
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                if let Some(words) = schema::meaning(&inputs.schema, &path) {
                    comment(&mut text, &words, found.indent, width);
                }
            }
        }
        commented = line.trim_start().starts_with('#');
        let _ = writeln!(text, "{}", format!("{INDENT}{line}").trim_end());
    }
    text.push_str(&more);
    text
}

/// What may be given besides: a line for each key.
fn more(inputs: &Inputs, given: &[String], width: usize) -> String {
    let mut text = String::new();
    for (key, kind, must, words) in schema::outermost(&inputs.schema) {
        let is_shown = |line: &str| line.trim_start_matches(['#', ' ']).starts_with(&format!("{key}:"));
        if given.iter().any(|given| given == key) || inputs.example.lines().any(is_shown) {
            continue;
        }
        let must = if must { ", must be given" } else { "" };
        let words = words.map(|words| format!(": {words}")).unwrap_or_default();
        comment(&mut text, &format!("`{key}` ({kind}{must}){words}"), 0, width);
    }
    if !text.is_empty() {
        text.insert_str(0, &format!("{INDENT}# Besides:\n"));
    }
    text
}

fn comment(text: &mut String, words: &str, indent: usize, width: usize) {
    let lead = format!("{INDENT}{}# ", " ".repeat(indent));
    // What is written for people may have paragraphs; the first says what the key is.
    let words = words.split("\n\n").next().unwrap_or_default();
    let hang = lead.clone();
    let wrapped = wrap(&tame(words), width.saturating_sub(lead.len()).max(40), "");
    for line in wrapped.lines() {
        let _ = writeln!(text, "{hang}{line}");
    }
}

/// The outermost keys of an example.
fn keys(example: &str) -> Vec<String> {
    let mut open = Open::default();
    let mut keys = Vec::new();
    for line in example.lines() {
        if !open.is_within(line) && open.key(line).is_some() && open.keys.len() == 1 {
            keys.extend(open.path());
        }
    }
    keys
}

/// The keys that are open at a line.
#[derive(Default)]
struct Open {
    /// Their columns and names.
    keys: Vec<(usize, String)>,
    /// Lines farther in than this are text of the key above.
    text: Option<usize>,
    /// Brackets that are still open, beginning in a line above.
    brackets: usize,
}

/// A key that a line has.
struct Found {
    /// Blanks before the line.
    indent: usize,
    /// Something is explained behind it.
    has_comment: bool,
}

impl Open {
    fn path(&self) -> Vec<String> {
        self.keys.iter().map(|(_, key)| key.clone()).collect()
    }

    /// Whether a line belongs to the value of the line before.
    fn is_within(&mut self, line: &str) -> bool {
        if self.brackets > 0 {
            self.brackets = brackets(line, self.brackets);
            return true;
        }
        let blank = line.trim().is_empty();
        match self.text {
            Some(column) if blank || indent(line) > column => true,
            _ => {
                self.text = None;
                blank
            }
        }
    }

    /// The key of a line, if it has one; then it is the innermost that is open.
    fn key(&mut self, line: &str) -> Option<Found> {
        let start = indent(line);
        let mut rest = &line[start..];
        let mut column = start;
        while let Some(inner) = rest.strip_prefix("- ") {
            let blanks = inner.len() - inner.trim_start().len();
            column += 2 + blanks;
            rest = inner.trim_start();
        }
        let (key, value) = rest.split_once(':')?;
        let named = key.trim_matches(['"', '\'']);
        let is_key = !named.is_empty()
            && named.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
            && (value.is_empty() || value.starts_with(' '));
        if !is_key {
            self.brackets = brackets(line, 0);
            return None;
        }
        self.keys.retain(|(open, _)| *open < column);
        self.keys.push((column, named.to_owned()));
        let value = value.trim();
        let bare = value.split(" #").next().unwrap_or_default().trim_end();
        if bare.starts_with(['|', '>']) {
            self.text = Some(column);
        }
        if bare.starts_with(['[', '{']) {
            self.brackets = brackets(bare, 0);
        }
        Some(Found { indent: start, has_comment: value.contains(" #") || value.starts_with('#') })
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Brackets that are open after a line. Those in quotation marks do not count.
fn brackets(line: &str, before: usize) -> usize {
    let mut quote = None;
    line.chars().fold(before, |open, character| match (quote, character) {
        (Some(mark), _) => {
            if mark == character {
                quote = None;
            }
            open
        }
        (None, '"' | '\'') => {
            quote = Some(character);
            open
        }
        (None, '[' | '{') => open + 1,
        (None, ']' | '}') => open.saturating_sub(1),
        _ => open,
    })
}
