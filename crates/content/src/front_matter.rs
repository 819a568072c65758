//! Front matter: from a file's text to typed metadata and what is wrong with it.

use jiff::civil::Date;
use stratbook_model::{Diagnostic, Edit, Levels, Metadata, Rule, SourceText, Span, rules};

use crate::engine::{self, Parsed};
use crate::fences::{self, Format, Split};
use crate::json_notation::Json;
use crate::node::{Data, Entry, Node};
use crate::reader::{MOST, Reader};
use crate::toml_notation::Toml;
use crate::words::shown;
use crate::yaml::Yaml;
use crate::yaml::mend;
use crate::{Schemas, fields};

/// What front matter is checked against.
#[derive(Debug, Clone)]
pub struct FrontMatterOptions {
    /// The vocabulary of `status`; empty where any is good.
    pub statuses: Vec<String>,
    /// Security levels.
    pub levels: Levels,
    /// The day that counts as today.
    pub today: Date,
    /// JSON Schemas of the workspace.
    pub schemas: Schemas,
    /// Further keys that the workspace uses: not reported as misspelt.
    pub known_keys: Vec<String>,
}

/// Front matter, read.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontMatter {
    /// What it says.
    pub metadata: Metadata,
    /// Between its fences, if there is any.
    pub span: Option<Span>,
    /// The text after it.
    pub body: Span,
    /// Whether part of it could not be read, so that something it was meant to say (its level!) may be missing.
    pub damaged: bool,
}

/// Longer front matter is not read.
const LONGEST: usize = 1 << 20;

/// Reads the front matter of a decoded file. Whatever is wrong is reported; what can be read is used.
pub fn read_front_matter(
    source: &SourceText,
    options: &FrontMatterOptions,
) -> (FrontMatter, Vec<Diagnostic>) {
    let everything = Span::new(0, source.text.len());
    let nothing = FrontMatter { metadata: Metadata::default(), span: None, body: everything, damaged: false };
    let Some(split) = fences::split(&source.text) else { return (nothing, Vec::new()) };
    let mut reading = Reading { source, split, diagnostics: Vec::new(), damaged: false };
    let Some(entries) = reading.entries() else {
        let damaged = reading.damaged;
        return (FrontMatter { damaged, ..nothing }, reading.diagnostics);
    };
    let Reading { split, diagnostics, damaged, .. } = reading;
    let mut reader = Reader::new(source, options, split, diagnostics);
    reader.read(&entries);
    let (metadata, diagnostics) = reader.finish();
    (FrontMatter { metadata, span: Some(split.inner), body: split.body, damaged }, diagnostics)
}

/// The value of a front-matter key, with its places; of a key given twice the last.
pub(crate) fn value_of(source: &SourceText, key: &str) -> Option<Node> {
    let split = fences::split(&source.text)?;
    let mut reading = Reading { source, split, diagnostics: Vec::new(), damaged: false };
    let entries = reading.entries()?;
    entries.into_iter().rfind(|entry| entry.key == key && !entry.value.is_empty()).map(|entry| entry.value)
}

/// All of a front matter, with its places.
pub(crate) fn whole(source: &SourceText) -> Option<Node> {
    let split = fences::split(&source.text)?;
    let mut reading = Reading { source, split, diagnostics: Vec::new(), damaged: false };
    let entries = reading.entries()?;
    Some(Node { span: split.inner, data: Data::Map(entries) })
}

struct Reading<'a> {
    source: &'a SourceText,
    split: Split,
    diagnostics: Vec<Diagnostic>,
    damaged: bool,
}

impl Reading<'_> {
    /// The entries, or `None` where the text has no front matter after all.
    fn entries(&mut self) -> Option<Vec<Entry>> {
        let inner = &self.source.text[self.split.inner.range()];
        if self.split.format == Format::Yaml && is_rule(inner, self.split.closed) {
            return None;
        }
        if !self.split.closed {
            let Some(end) = keys_end(inner, true) else {
                self.damaged = true;
                self.report(
                    &rules::UNTERMINATED_FRONT_MATTER,
                    self.fence(),
                    "the front matter is never closed",
                )
                .hint = Some("put the closing fence on a line of its own after the last key".to_owned());
                return None;
            };
            self.close_at(end);
        }
        if self.split.inner.range().len() > LONGEST {
            self.damaged = true;
            let message = format!("the front matter is longer than {LONGEST} bytes and is not read");
            self.report(&rules::FRONT_MATTER_LIMIT, self.fence(), message).hint =
                Some("check where it ends, or move the data into a file of its own".to_owned());
            return Some(Vec::new());
        }
        self.parse()
    }

    fn parse(&mut self) -> Option<Vec<Entry>> {
        let inner = &self.source.text[self.split.inner.range()];
        let (parsed, content) = run(self.split.format, inner);
        let places = Places::new(inner, self.split);
        let Parsed { root, problems } = parsed;
        if let Some(limit) = problems.iter().find(|problem| problem.limit) {
            self.damaged = true;
            self.report(&rules::FRONT_MATTER_LIMIT, places.span(limit.span), limit.message.clone()).hint =
                Some("move the data into a file of its own".to_owned());
        }
        let problem = problems.iter().find(|problem| !problem.limit);
        let mut entries = match (root, problem) {
            (None, None) => Vec::new(),
            (Some(Node { data: Data::Map(entries), .. }), None) => entries,
            (root, problem) if self.split.format == Format::Yaml => {
                if let Some(end) = keys_end(inner, false).filter(|_| problem.is_some()) {
                    // The fence that was found is a rule in the text.
                    self.close_at(end);
                    return self.parse();
                }
                if root.is_some_and(|root| root.is_null()) && problem.is_none() {
                    return Some(Vec::new());
                }
                let (entries, mistakes) = mend::recover(&content);
                if entries.is_empty() {
                    return self.no_keys(inner);
                }
                if mistakes.is_empty()
                    && let Some(problem) = problem
                {
                    self.damaged = true;
                    let message = mend::reason(&problem.message).to_owned();
                    self.report(&rules::INVALID_YAML, places.span(problem.span), message).hint =
                        Some("correct the line shown".to_owned());
                }
                let left_out = mistakes.len().saturating_sub(MOST);
                for (number, mistake) in mistakes.into_iter().enumerate() {
                    self.damaged |= mistake.lost;
                    if number >= MOST {
                        continue;
                    }
                    let edits: Vec<Edit> = mistake
                        .edits
                        .into_iter()
                        .map(|edit| Edit { span: places.span(edit.span), ..edit })
                        .collect();
                    let diagnostic = self.report(mistake.rule, places.span(mistake.span), mistake.message);
                    diagnostic.hint = Some(mistake.hint.to_owned());
                    if !edits.is_empty() {
                        *diagnostic = diagnostic.clone().fix(mistake.hint, edits);
                    }
                    if left_out > 0 && number + 1 == MOST {
                        diagnostic.notes.push(format!("{left_out} more mistakes like these are left out"));
                    }
                }
                entries
            }
            (root, problem) => {
                let (rule, hint): (_, &str) = match self.split.format {
                    Format::Json => (
                        &rules::INVALID_JSON,
                        "JSON wants double quotes and a comma between members, none after the last",
                    ),
                    _ => (&rules::INVALID_TOML, "TOML wants `key = \"value\"`, with text in quotes"),
                };
                self.damaged |= problem.is_some();
                for problem in problems.iter().filter(|problem| !problem.limit).take(20) {
                    self.report(rule, places.span(problem.span), problem.message.clone()).hint =
                        Some(hint.to_owned());
                }
                match root.map(|root| root.data) {
                    Some(Data::Map(entries)) => entries,
                    Some(_) if problem.is_none() => return self.no_keys(inner),
                    _ => Vec::new(),
                }
            }
        };
        for entry in &mut entries {
            entry.relocate(&|span| places.span(span));
        }
        Some(entries)
    }

    fn no_keys(&mut self, inner: &str) -> Option<Vec<Entry>> {
        let white = inner.len() - inner.trim_start().len();
        let line = inner.trim_start().lines().next().unwrap_or_default();
        let span = Span::new(white, white + line.trim_end().len()).shifted(self.split.inner.start as usize);
        self.damaged = true;
        let message = format!("`{}` is not front matter: there are no keys", shown(line));
        self.report(&rules::NOT_KEYS_AND_VALUES, span, message).hint =
            Some("write `key: value` lines, or put a blank line after the first `---`".to_owned());
        None
    }

    /// Ends the front matter where its keys end, since its closing fence is missing.
    fn close_at(&mut self, end: usize) {
        let text = &self.source.text;
        let at = self.split.inner.start as usize + end;
        let fence = self.fence();
        let line_end = if text[..self.split.inner.start as usize].ends_with("\r\n") { "\r\n" } else { "\n" };
        let mark = match self.split.format {
            Format::Toml if text.starts_with("+++") => "+++",
            Format::Json if text.starts_with(";;;") => ";;;",
            _ => "---",
        };
        let before = if text[..at].ends_with('\n') { "" } else { line_end };
        let edit = Edit { span: Span::new(at, at), replacement: format!("{before}{mark}{line_end}") };
        self.split.inner = Span::new(self.split.inner.start as usize, at);
        self.split.outer = Span::new(0, at);
        self.split.body = Span::new(at, text.len());
        self.split.closed = true;
        // What follows may have been meant as front matter too.
        self.damaged = true;
        let diagnostic = self.report(
            &rules::UNTERMINATED_FRONT_MATTER,
            fence,
            "the front matter is never closed; it is read up to the first blank line",
        );
        diagnostic.hint = Some(format!("put `{mark}` on a line of its own after the last key"));
        *diagnostic = diagnostic.clone().fix("close the front matter", vec![edit]);
    }

    /// The opening fence.
    fn fence(&self) -> Span {
        Span::new(0, self.source.text.lines().next().map_or(0, |line| line.trim_end().len()))
    }

    fn report(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let at = self.diagnostics.len();
        self.diagnostics.push(Diagnostic::at(rule, self.source, span, message));
        &mut self.diagnostics[at]
    }
}

/// Has gray_matter split and parse. It trims what is between the fences; a comment in front keeps the indentation of
/// the first line.
fn run(format: Format, inner: &str) -> (Parsed, String) {
    match format {
        Format::Yaml => engine::run::<Yaml>(&format!("---\n#\n{inner}\n---\n"), "---"),
        Format::Toml => engine::run::<Toml>(&format!("+++\n#\n{inner}\n+++\n"), "+++"),
        Format::Json => engine::run::<Json>(&format!(";;;\n{inner}\n;;;\n"), ";;;"),
    }
}

/// Places in the text that gray_matter hands on, back to places in the file.
struct Places {
    /// Where the front matter starts in the file.
    start: usize,
    end: usize,
    /// Bytes that were put in front (minus) or trimmed (plus).
    shift: i64,
    /// Offsets of line feeds, in the front matter without carriage returns, that had one.
    returns: Vec<usize>,
}

impl Places {
    fn new(inner: &str, split: Split) -> Self {
        let returns = inner.match_indices("\r\n").enumerate().map(|(count, (at, _))| at - count).collect();
        let shift = if split.format == Format::Json {
            let white = &inner[..inner.len() - inner.trim_start().len()];
            (white.len() - white.matches("\r\n").count()) as i64
        } else {
            -2
        };
        Self { start: split.inner.start as usize, end: split.inner.end as usize, shift, returns }
    }

    fn at(&self, offset: u32) -> usize {
        let plain = (i64::from(offset) + self.shift).max(0) as usize;
        let returns = self.returns.partition_point(|feed| *feed < plain);
        (self.start + plain + returns).min(self.end)
    }

    fn span(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }
}

/// Whether a `---` on the first line is a rule across the page: set off by a blank line, or never closed, and without
/// anything like a key after it.
fn is_rule(inner: &str, closed: bool) -> bool {
    let mut lines = inner.lines().take(60);
    let first = lines.clone().next().unwrap_or_default().trim();
    if !closed {
        let next = inner.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with('#'));
        return first.is_empty() && !inner.is_empty() || !next.is_some_and(mend::is_key_line);
    }
    first.is_empty() && !inner.trim().is_empty() && !lines.any(|line| mend::is_key_line(line.trim_start()))
}

/// Where the keys at the top of a text end, if they are good front matter by themselves: at the first blank line.
/// With a closing fence further down (`open` is false) there must be prose after it, or it is no slip.
fn keys_end(inner: &str, open: bool) -> Option<usize> {
    let mut end = 0;
    for line in inner.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    if end > LONGEST {
        return None;
    }
    let (parsed, _) = run(Format::Yaml, &inner[..end]);
    let Some(Node { data: Data::Map(entries), .. }) = parsed.root else { return None };
    if !parsed.problems.is_empty() || !entries.iter().any(|entry| fields::is_known(&entry.key)) {
        return None;
    }
    let prose = inner[end..]
        .lines()
        .filter(|line| !line.trim().is_empty())
        .any(|line| !line.starts_with([' ', '\t', '-', '#', '}', ']']) && !mend::is_key_line(line));
    let heading =
        inner[end..].lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with('#'));
    let next_is_key =
        inner[end..].lines().find(|line| !line.trim().is_empty()).is_some_and(mend::is_key_line);
    (open || prose && (heading || !next_is_key)).then_some(end)
}
