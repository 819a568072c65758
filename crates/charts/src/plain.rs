//! A chart without its picture: what a terminal can show.

/// Words and numbers of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Plain {
    /// `bar`, `line` and so on, as `type` names it.
    pub kind: &'static str,
    /// Its title; empty without one.
    pub title: String,
    /// What stands below the title.
    pub subtitle: String,
    /// What a reader who does not see it is told.
    pub description: String,
    /// What stands below the picture.
    pub note: String,
    /// Of bars and lines, their numbers by name: a bar has one. A gap is none.
    pub rows: Vec<(String, Vec<Option<f64>>)>,
    /// Columns of its table; the first names the rows.
    pub head: Vec<String>,
    /// Columns, from 0, that hold words and not numbers.
    pub words: Vec<usize>,
    /// Rows of its table, numbers written out with their unit.
    pub table: Vec<Vec<String>>,
}
