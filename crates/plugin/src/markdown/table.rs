//! Tables.

use super::Inline;

/// A table: first its columns, then its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    columns: Vec<(Inline, &'static str)>,
    rows: Vec<Vec<Inline>>,
}

impl Table {
    /// A table without columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column of words.
    pub fn column(mut self, title: impl Into<Inline>) -> Self {
        self.columns.push((title.into(), "---"));
        self
    }

    /// Adds a column of numbers, which stand at its right.
    pub fn numbers(mut self, title: impl Into<Inline>) -> Self {
        self.columns.push((title.into(), "---:"));
        self
    }

    /// Adds a column of signs, which stand in its middle.
    pub fn centred(mut self, title: impl Into<Inline>) -> Self {
        self.columns.push((title.into(), ":---:"));
        self
    }

    /// Adds a row; `cells!` makes one of values of several types. Cells without a column are left out, and columns without
    /// a cell stay empty.
    pub fn row<C: Into<Inline>>(&mut self, cells: impl IntoIterator<Item = C>) -> &mut Self {
        self.rows.push(cells.into_iter().take(self.columns.len()).map(Into::into).collect());
        self
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn write(&self) -> String {
        if self.columns.is_empty() {
            return String::new();
        }
        let mut out = String::new();
        let mut line = |cells: &mut dyn Iterator<Item = String>| {
            out.push('|');
            for cell in cells {
                out.push(' ');
                out.push_str(&cell);
                out.push_str(if cell.is_empty() { "|" } else { " |" });
            }
            out.push('\n');
        };
        line(&mut self.columns.iter().map(|(title, _)| cell(title)));
        line(&mut self.columns.iter().map(|(_, rule)| (*rule).to_owned()));
        for row in &self.rows {
            let missing = self.columns.len() - row.len();
            line(&mut row.iter().map(cell).chain(std::iter::repeat_n(String::new(), missing)));
        }
        out
    }
}

/// A cell's Markdown with every bar escaped, also those in code, where a table wants it so.
fn cell(words: &Inline) -> String {
    let line = words.line();
    let mut out = String::with_capacity(line.len());
    let mut backslashes = 0;
    for character in line.chars() {
        if character == '|' && backslashes % 2 == 0 {
            out.push('\\');
        }
        backslashes = if character == '\\' { backslashes + 1 } else { 0 };
        out.push(character);
    }
    out
}
