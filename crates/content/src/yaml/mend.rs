//! Broken YAML: reads what is meant, key by key.
//!
//! The text is cut into blocks, one for each key at the outer level. Blocks that parse are used as they are. For the
//! others, mends are tried in order, from "a value wants quotes" to "take the line as it stands"; the first one with
//! which the block parses is taken. A mend with one right answer is offered as a fix.

use std::ops::Range;

use stratbook_model::{Edit, Rule, Span, rules};

use crate::engine::{Notation as _, Parsed};
use crate::fields;
use crate::node::{Data, Entry, Node};
use crate::words::{quoted, shown};
use crate::yaml::Yaml;

/// A mistake, with the edits that mend it (none where it is not clear what was meant).
pub(crate) struct Mistake {
    /// What kind.
    pub rule: &'static Rule,
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
    /// The mend.
    pub edits: Vec<Edit>,
    /// Whether something was left out.
    pub lost: bool,
}

/// Entries of a YAML text that does not parse as a whole.
pub(crate) fn recover(text: &str) -> (Vec<Entry>, Vec<Mistake>) {
    let mut entries = Vec::new();
    let mut mistakes = Vec::new();
    for block in blocks(text) {
        Block { text: &text[block.clone()], start: block.start }.read(&mut entries, &mut mistakes);
    }
    (entries, mistakes)
}

/// Whether a line begins an entry: `key:` and a blank or the end; for known keys the blank may be missing.
pub(crate) fn is_key_line(line: &str) -> bool {
    key_end(line).is_some()
}

/// Where the key of a line ends: the byte of its colon.
fn key_end(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if !(first.is_alphanumeric() || matches!(first, '_' | '"' | '\'' | '$' | '@' | '.')) {
        return None;
    }
    for (colon, _) in line.match_indices(':').take(4) {
        let key = &line[..colon];
        if key.len() > 200 {
            return None;
        }
        let rest = line[colon + 1..].chars().next();
        if rest.is_none_or(char::is_whitespace) {
            // A sentence with a colon is not a key; keys of several words are rare and short.
            return (key.split_whitespace().count() <= 4).then_some(colon);
        }
        if fields::is_known(key.trim()) && rest != Some('/') {
            return Some(colon);
        }
    }
    None
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    })
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn blocks(text: &str) -> Vec<Range<usize>> {
    let outer = lines(text).find(|(_, line)| is_key_line(line.trim_start_matches(' ')));
    let outer = outer.map_or(0, |(_, line)| indent_of(line));
    let mut starts: Vec<usize> = vec![0];
    for (at, line) in lines(text) {
        if at > 0 && indent_of(line) == outer && is_key_line(&line[outer..]) {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

struct Block<'a> {
    text: &'a str,
    start: usize,
}

/// A mend tried on a block.
struct Attempt {
    rule: &'static Rule,
    span: Range<usize>,
    edits: Vec<(Range<usize>, String)>,
}

impl Attempt {
    fn quotes(found: (&'static Rule, Range<usize>, String), offset: usize) -> Self {
        let (rule, range, replacement) = found;
        let range = offset + range.start..offset + range.end;
        Self { rule, span: range.clone(), edits: vec![(range, replacement)] }
    }
}

impl Block<'_> {
    fn read(&self, entries: &mut Vec<Entry>, mistakes: &mut Vec<Mistake>) {
        let parsed = Yaml::parse(self.text);
        if let Some(found) = good(&parsed) {
            self.take(found, entries, &|at| at as usize);
            return;
        }
        if parsed.problems.is_empty() && parsed.root.as_ref().is_none_or(Node::is_null) {
            return;
        }
        let attempts = [Self::space, Self::tabs, Self::quotes, Self::tabs_and_quotes, Self::dedent];
        for attempt in attempts.iter().filter_map(|attempt| attempt(self)) {
            if self.apply(&attempt, entries, mistakes) {
                return;
            }
        }
        self.as_it_stands(&parsed, entries, mistakes);
    }

    fn take(&self, found: &[Entry], entries: &mut Vec<Entry>, original: &dyn Fn(u32) -> usize) {
        entries.extend(found.iter().cloned().map(|mut entry| {
            entry.relocate(&|span| Span::new(original(span.start), original(span.end)).shifted(self.start));
            entry
        }));
    }

    fn place(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.start)
    }

    fn apply(&self, attempt: &[Attempt], entries: &mut Vec<Entry>, mistakes: &mut Vec<Mistake>) -> bool {
        let mut edits: Vec<&(Range<usize>, String)> = attempt.iter().flat_map(|one| &one.edits).collect();
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut mended = String::with_capacity(self.text.len() + 8);
        let mut steps = Vec::new();
        let mut done = 0;
        for (range, replacement) in edits {
            if range.start < done {
                return false;
            }
            mended.push_str(&self.text[done..range.start]);
            steps.push((mended.len(), replacement.len(), range.clone()));
            mended.push_str(replacement);
            done = range.end;
        }
        mended.push_str(&self.text[done..]);
        let parsed = Yaml::parse(&mended);
        let Some(found) = good(&parsed) else { return false };
        self.take(found, entries, &|at| original(&steps, at as usize));
        mistakes.extend(attempt.iter().map(|one| self.mistake(one)));
        true
    }

    fn mistake(&self, attempt: &Attempt) -> Mistake {
        let text = shown(&self.text[attempt.span.clone()]);
        let rule = attempt.rule;
        let (message, hint) = if rule == &rules::UNQUOTED_COLON {
            (format!("`{text}` has a colon and is not in quotes"), "put quotes around the value")
        } else if rule == &rules::UNQUOTED_START {
            let first = text.chars().next().unwrap_or_default();
            let first = if first == '\'' { "a backtick".to_owned() } else { format!("`{first}`") };
            (format!("a value that begins with {first} wants quotes"), "put quotes around the value")
        } else if rule == &rules::UNMATCHED_QUOTES {
            (format!("the quotes of `{text}` do not match"), "write the value in matching quotes")
        } else if rule == &rules::TAB_INDENTATION {
            ("a tab indents this line, which YAML forbids".to_owned(), "indent with two spaces")
        } else if rule == &rules::MISSING_SPACE {
            (format!("there is no space after the colon of `{text}`"), "put a space after the colon")
        } else {
            (format!("`{text}` is indented but belongs to no other key"), "remove the spaces before it")
        };
        let edit = |(range, replacement): &(Range<usize>, String)| Edit {
            span: self.place(range),
            replacement: replacement.clone(),
        };
        let edits = attempt.edits.iter().map(edit).collect();
        Mistake { rule, span: self.place(&attempt.span), message, hint, edits, lost: false }
    }

    /// `status:Active`.
    fn space(&self) -> Option<Vec<Attempt>> {
        let (_, line) = lines(self.text).next()?;
        let indent = line.len() - line.trim_start().len();
        let colon = indent + key_end(&line[indent..])?;
        let gap = line[colon + 1..].chars().next().is_none_or(char::is_whitespace);
        if gap {
            return None;
        }
        // One place is edited once: the space goes in with the quotes where both are wanted.
        let replaced = quote(line, colon + 1);
        let edit = replaced.map_or_else(
            || (colon + 1..colon + 1, " ".to_owned()),
            |(_, range, replacement)| (range, format!(" {replacement}")),
        );
        let span = indent..line.trim_end().len();
        Some(vec![Attempt { rule: &rules::MISSING_SPACE, span, edits: vec![edit] }])
    }

    fn tabs(&self) -> Option<Vec<Attempt>> {
        let attempts: Vec<Attempt> = lines(self.text)
            .filter_map(|(at, line)| {
                let white = line.len() - line.trim_start_matches([' ', '\t']).len();
                let edit = |(tab, _)| (at + tab..at + tab + 1, "  ".to_owned());
                let edits: Vec<_> = line[..white].match_indices('\t').map(edit).collect();
                let first = edits.first()?.0.start;
                Some(Attempt { rule: &rules::TAB_INDENTATION, span: first..at + white, edits })
            })
            .collect();
        (!attempts.is_empty()).then_some(attempts)
    }

    /// Values that want quotes, line by line.
    fn quotes(&self) -> Option<Vec<Attempt>> {
        let mut attempts = Vec::new();
        let mut text_in: Option<usize> = None;
        for (at, line) in lines(self.text) {
            let indent = line.len() - line.trim_start().len();
            if line.trim().is_empty() || text_in.is_some_and(|outer| indent > outer) {
                continue;
            }
            text_in = None;
            let Some(value) = value_start(line, indent) else { continue };
            let rest = line[value..].trim();
            if rest.starts_with(['|', '>']) && rest.len() <= 3 {
                text_in = Some(indent);
            } else if let Some(found) = quote(line, value) {
                attempts.push(Attempt::quotes(found, at));
            }
        }
        (!attempts.is_empty()).then_some(attempts)
    }

    fn tabs_and_quotes(&self) -> Option<Vec<Attempt>> {
        let mut all = self.tabs()?;
        all.extend(self.quotes()?);
        Some(all)
    }

    /// Keys that are further in than they should be.
    fn dedent(&self) -> Option<Vec<Attempt>> {
        let mut rest = lines(self.text);
        let outer = indent_of(rest.next()?.1);
        let mut attempts: Vec<Attempt> = rest
            .filter_map(|(at, line)| {
                let indent = indent_of(line);
                (indent > outer && is_key_line(&line[indent..])).then(|| Attempt {
                    rule: &rules::BAD_INDENTATION,
                    span: at + indent..at + line.trim_end().len(),
                    edits: vec![(at + outer..at + indent, String::new())],
                })
            })
            .collect();
        if attempts.is_empty() {
            return None;
        }
        attempts.extend(self.quotes().unwrap_or_default());
        Some(attempts)
    }

    /// The last resort: the value is what stands there.
    fn as_it_stands(&self, parsed: &Parsed, entries: &mut Vec<Entry>, mistakes: &mut Vec<Mistake>) {
        let problem = parsed.problems.first();
        let at = problem.map_or(0, |problem| problem.span.start as usize).min(self.text.len());
        let white = self.text.len() - self.text.trim_start().len();
        let line = self.text.trim_start().lines().next().unwrap_or_default();
        let line = white..white + line.trim_end().len();
        // The parser often notices only at the end: a place after the block's text helps nobody.
        let span = if self.text[at..].trim().is_empty() || at < line.end {
            line.clone()
        } else {
            let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
            at..end
        };
        let first = &self.text[line.clone()];
        let mut lost = true;
        let mut message = problem.map_or_else(
            || format!("`{}` is not `key: value`", shown(first)),
            |problem| reason(&problem.message).to_owned(),
        );
        if let Some(colon) = key_end(first) {
            let value = line.start + colon + 1;
            let raw = &self.text[value..];
            let blank = raw.len() - raw.trim_start().len();
            let place = value + blank..(value + raw.trim_end().len()).max(value + blank);
            let name = first[..colon].trim().trim_matches(['"', '\'']).to_owned();
            lost = raw.trim().contains('\n');
            message = format!("the value of `{}` cannot be read: {message}", shown(&name));
            entries.push(Entry {
                key: name,
                key_span: self.place(&(line.start..line.start + colon)),
                value: Node { span: self.place(&place), data: as_text(raw) },
            });
        }
        mistakes.push(Mistake {
            rule: &rules::INVALID_YAML,
            span: self.place(&span),
            message,
            hint: "correct the indentation, or put the value in quotes",
            edits: Vec::new(),
            lost,
        });
    }
}

/// A value that YAML cannot read: a list where all its lines look like items, otherwise text.
fn as_text(raw: &str) -> Data {
    let plain = |text: &str| text.trim().trim_matches(['"', '\'']).to_owned();
    let mut items = raw.trim().lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    if raw.trim().contains('\n') && items.clone().all(|line| line.starts_with("- ")) {
        let node = |line: &str| Node { span: Span::default(), data: Data::Text(plain(&line[2..])) };
        return Data::List(items.by_ref().map(node).collect());
    }
    Data::Text(plain(raw))
}

/// Turns the parser's words into ours.
pub(crate) fn reason(message: &str) -> &str {
    match message {
        message if message.contains("mapping values are not allowed") => {
            "a colon stands where no value can begin"
        }
        message if message.contains("simple key expect") => "a line is not `key: value`",
        message if message.contains("trailing content") => "text follows the closing quote",
        message if message.contains("end of stream") => "a quote or bracket is not closed",
        message if message.contains("unknown anchor") => "there is no anchor of that name",
        message => message,
    }
}

/// The entries of a block that parsed.
fn good(parsed: &Parsed) -> Option<&[Entry]> {
    match parsed.root.as_ref()? {
        Node { data: Data::Map(entries), .. } if parsed.problems.is_empty() => Some(entries),
        _ => None,
    }
}

/// Where a byte of a mended text was before.
fn original(steps: &[(usize, usize, Range<usize>)], at: usize) -> usize {
    let mut before = at;
    for (start, len, range) in steps {
        if at < *start {
            break;
        }
        if at < start + len {
            return range.start + (at - start).min(range.len());
        }
        before = range.end + (at - start - len);
    }
    before
}

/// Where the value of a line begins: after `key:`, `-`, or `- key:`.
fn value_start(line: &str, indent: usize) -> Option<usize> {
    let mut at = indent;
    let item = line[at..].starts_with("- ");
    if item {
        at += 1;
        at += line[at..].len() - line[at..].trim_start().len();
    }
    match key_end(&line[at..]) {
        // An item is a text of its own more often than a group of keys.
        Some(colon) if !item || line[at..at + colon].split_whitespace().count() == 1 => Some(at + colon + 1),
        _ => item.then_some(at),
    }
}

/// The quotes that the value of a line wants, if any: why, what is replaced and by what.
fn quote(line: &str, value: usize) -> Option<(&'static Rule, Range<usize>, String)> {
    let raw = &line[value..];
    let start = value + (raw.len() - raw.trim_start().len());
    let trimmed = line[start..].trim_end();
    if trimmed.is_empty() || trimmed.starts_with('#') {
        return None;
    }
    let first = trimmed.chars().next()?;
    let in_quotes = matches!(first, '"' | '\'');
    // A comment stays a comment, except after an opening quote, where nobody knows.
    let comment = if in_quotes { None } else { trimmed.find(" #") };
    let trimmed = comment.map_or(trimmed, |at| trimmed[..at].trim_end());
    let alone = Yaml::parse(trimmed);
    let is_value = |root: &Node| !matches!(root.data, Data::Map(_)) || first == '{';
    if alone.problems.is_empty() && alone.root.as_ref().is_some_and(is_value) {
        return None;
    }
    let range = start..start + trimmed.len();
    if in_quotes {
        // `"The "best" guide"`: what lies between the outer quotes. `"Open`: all after the quote.
        let inner = trimmed.strip_prefix(first).unwrap_or(trimmed);
        let inner = inner.strip_suffix(first).unwrap_or(inner);
        let inner = if first == '"' { inner.replace("\\\"", "\"") } else { inner.replace("''", "'") };
        return Some((&rules::UNMATCHED_QUOTES, range, quoted(&inner)));
    }
    let special = "@`%&*!|>[{]},?-".contains(first);
    let rule = if special { &rules::UNQUOTED_START } else { &rules::UNQUOTED_COLON };
    Some((rule, range, quoted(trimmed)))
}
