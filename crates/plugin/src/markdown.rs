//! Writes Markdown that data cannot break: strings are text, and Markdown only where it is said.

mod escape;
mod inline;
mod table;

use serde_json::Value;

pub use inline::{Inline, code, emphasis, link, md, strong, text, url};
pub use table::Table;

/// A page in the making. Every method writes a block, and an empty one writes nothing.
///
/// What takes an [`Inline`] takes strings too, and shows them as they are, whatever they contain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markdown {
    out: String,
    /// The next list takes the other sign, so that lists that follow each other stay two.
    other_sign: bool,
}

/// The kind of a callout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Callout {
    /// Worth knowing.
    Note,
    /// Makes something easier.
    Tip,
    /// Not to be missed.
    Important,
    /// Can go wrong.
    Warning,
    /// Will go wrong.
    Caution,
    /// Went well.
    Success,
    /// Went wrong.
    Failure,
    /// Is open.
    Question,
    /// Shows something.
    Example,
}

impl Callout {
    fn name(self) -> &'static str {
        match self {
            Self::Note => "NOTE",
            Self::Tip => "TIP",
            Self::Important => "IMPORTANT",
            Self::Warning => "WARNING",
            Self::Caution => "CAUTION",
            Self::Success => "SUCCESS",
            Self::Failure => "FAILURE",
            Self::Question => "QUESTION",
            Self::Example => "EXAMPLE",
        }
    }
}

impl Markdown {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// The Markdown so far.
    pub fn as_str(&self) -> &str {
        &self.out
    }

    /// A heading of level 2, the highest that a report has.
    pub fn section(&mut self, title: impl Into<Inline>) -> &mut Self {
        self.heading(2, title)
    }

    /// A heading of level 3.
    pub fn subsection(&mut self, title: impl Into<Inline>) -> &mut Self {
        self.heading(3, title)
    }

    /// A heading; the level is kept between 2 and 6.
    pub fn heading(&mut self, level: usize, title: impl Into<Inline>) -> &mut Self {
        let title = title.into().line();
        if title.is_empty() {
            return self;
        }
        self.block(&format!("{} {title}", "#".repeat(level.clamp(2, 6))))
    }

    /// A paragraph.
    pub fn paragraph(&mut self, words: impl Into<Inline>) -> &mut Self {
        self.block(&words.into().block_line())
    }

    /// A text of several paragraphs, with empty lines between them, as people write one.
    pub fn paragraphs(&mut self, several: &str) -> &mut Self {
        let several = several.replace("\r\n", "\n");
        let mut paragraph = String::new();
        for line in several.split('\n').chain([""]) {
            if line.trim().is_empty() {
                self.paragraph(text(&paragraph));
                paragraph.clear();
            } else {
                paragraph.push_str(line);
                paragraph.push('\n');
            }
        }
        self
    }

    /// A list.
    pub fn list<I: Into<Inline>>(&mut self, items: impl IntoIterator<Item = I>) -> &mut Self {
        let sign = if self.other_sign { "* " } else { "- " };
        self.items(items.into_iter().map(|item| (sign.to_owned(), item.into())))
    }

    /// A numbered list.
    pub fn numbered<I: Into<Inline>>(&mut self, items: impl IntoIterator<Item = I>) -> &mut Self {
        let sign = if self.other_sign { ")" } else { "." };
        self.items(
            items.into_iter().enumerate().map(|(index, item)| (format!("{}{sign} ", index + 1), item.into())),
        )
    }

    /// A list of what is done and what is not.
    pub fn checklist<I: Into<Inline>>(&mut self, items: impl IntoIterator<Item = (bool, I)>) -> &mut Self {
        let sign = if self.other_sign { '*' } else { '-' };
        self.items(items.into_iter().map(|(done, item)| {
            let mark = if done { 'x' } else { ' ' };
            (format!("{sign} [{mark}] "), item.into())
        }))
    }

    fn items(&mut self, items: impl Iterator<Item = (String, Inline)>) -> &mut Self {
        let mut list = String::new();
        for (sign, item) in items {
            let line = item.block_line();
            list.push_str(&sign);
            // An empty item would end the list, or begin a block of code.
            list.push_str(if line.is_empty() { "&nbsp;" } else { &line });
            list.push('\n');
        }
        self.other_sign = !self.other_sign;
        self.block(&list)
    }

    /// Terms with what they mean.
    pub fn definitions<T: Into<Inline>, D: Into<Inline>>(
        &mut self,
        entries: impl IntoIterator<Item = (T, D)>,
    ) -> &mut Self {
        for (term, meaning) in entries {
            let (term, meaning) = (term.into().block_line(), meaning.into().block_line());
            if !term.is_empty() && !meaning.is_empty() {
                self.block(&format!("{term}\n: {meaning}"));
            }
        }
        self
    }

    /// A table; one without columns writes nothing.
    pub fn table(&mut self, table: &Table) -> &mut Self {
        self.block(&table.write())
    }

    /// A chart, of its description as data. Give it a `title` and words for who cannot see it.
    pub fn chart(&mut self, chart: &Value) -> &mut Self {
        // A value always becomes JSON; `{:#}` writes it on several lines, so that a person can read it too.
        self.fence("chart", &format!("{chart:#}"))
    }

    /// A block of code, or of anything else that is shown as it is written.
    pub fn fence(&mut self, language: &str, content: &str) -> &mut Self {
        let content = content.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
        let fence = "`".repeat(escape::longest_run(&content, '`').max(2) + 1);
        let language: String = language
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#'))
            .collect();
        let newline = if content.is_empty() || content.ends_with('\n') { "" } else { "\n" };
        self.block(&format!("{fence}{language}\n{content}{newline}{fence}"))
    }

    /// A box with a title, which may be empty, and what stands in it.
    pub fn callout(
        &mut self,
        kind: Callout,
        title: impl Into<Inline>,
        body: impl Into<Markdown>,
    ) -> &mut Self {
        self.boxed(kind.name(), "", &title.into(), &body.into())
    }

    /// A box that is closed until somebody opens it.
    pub fn details(&mut self, title: impl Into<Inline>, body: impl Into<Markdown>) -> &mut Self {
        self.boxed(Callout::Note.name(), "-", &title.into(), &body.into())
    }

    fn boxed(&mut self, kind: &str, fold: &str, title: &Inline, body: &Markdown) -> &mut Self {
        let title = title.line();
        let space = if title.is_empty() { "" } else { " " };
        let mut block = format!("> [!{kind}]{fold}{space}{title}\n");
        quoted(&mut block, body);
        self.block(&block)
    }

    /// A quotation.
    pub fn quote(&mut self, body: impl Into<Markdown>) -> &mut Self {
        let body = body.into();
        if body.is_empty() {
            return self;
        }
        let mut block = String::new();
        quoted(&mut block, &body);
        self.block(&block)
    }

    /// What was written elsewhere.
    pub fn append(&mut self, other: &Markdown) -> &mut Self {
        self.block(&other.out)
    }

    /// Markdown as it is: blocks that the plugin wrote itself, or that a person was asked to write as Markdown.
    ///
    /// A fence that is left open is closed, so that it cannot swallow what follows.
    pub fn raw(&mut self, markdown: &str) -> &mut Self {
        let markdown = markdown.replace("\r\n", "\n").replace('\r', "\n");
        let closing = escape::open_fence(&markdown).map(|fence| format!("\n{fence}")).unwrap_or_default();
        self.block(&format!("{}{closing}", markdown.trim_matches('\n').trim_end()))
    }

    fn block(&mut self, block: &str) -> &mut Self {
        let block = block.trim_end_matches('\n');
        if !block.is_empty() {
            if !self.out.is_empty() {
                self.out.push('\n');
            }
            self.out.push_str(block);
            self.out.push('\n');
        }
        self
    }
}

/// Every line of the body behind a `>`.
fn quoted(block: &mut String, body: &Markdown) {
    for line in body.out.lines() {
        block.push('>');
        if !line.is_empty() {
            block.push(' ');
            block.push_str(line);
        }
        block.push('\n');
    }
}

impl From<Markdown> for String {
    fn from(markdown: Markdown) -> Self {
        markdown.out
    }
}

impl From<&Markdown> for String {
    fn from(markdown: &Markdown) -> Self {
        markdown.out.clone()
    }
}

impl From<&Markdown> for Markdown {
    fn from(markdown: &Markdown) -> Self {
        markdown.clone()
    }
}

impl From<&mut Markdown> for Markdown {
    fn from(markdown: &mut Markdown) -> Self {
        markdown.clone()
    }
}

impl From<&mut Markdown> for String {
    fn from(markdown: &mut Markdown) -> Self {
        markdown.out.clone()
    }
}

/// A page of one paragraph.
impl<T: Into<Inline>> From<T> for Markdown {
    fn from(words: T) -> Self {
        let mut page = Self::new();
        page.paragraph(words);
        page
    }
}
