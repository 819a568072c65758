//! The numbers of a chart as a table, for whoever would rather read them, or must.

use std::fmt::Write as _;

use crate::text::escape;

/// A table whose first column names its rows.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// Columns that hold words, not numbers.
    pub(crate) words: Vec<usize>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Self { head: head.iter().map(|text| (*text).to_owned()).collect(), ..Self::default() }
    }

    /// As HTML behind a disclosure.
    pub(crate) fn html(&self, name: &str, out: &mut String) {
        let _ = write!(
            out,
            "<details class=\"chart-data\"><summary>Data</summary>\n<div class=\"table-wrap\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table>\n<thead><tr>",
            escape(&format!("Data: {name}"))
        );
        let align = |column: usize| {
            if column == 0 || self.words.contains(&column) { "" } else { " style=\"text-align: right\"" }
        };
        for (column, text) in self.head.iter().enumerate() {
            let _ = write!(out, "<th scope=\"col\"{}>{}</th>", align(column), escape(text));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in &self.rows {
            out.push_str("<tr>");
            for (column, text) in row.iter().enumerate() {
                if column == 0 {
                    let _ = write!(out, "<th scope=\"row\">{}</th>", escape(text));
                } else {
                    let _ = write!(out, "<td{}>{}</td>", align(column), escape(text));
                }
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div></details>\n");
    }
}
