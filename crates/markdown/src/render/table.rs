//! Tables: in a box that scrolls on narrow screens and can be reached by keyboard.

use pulldown_cmark::Alignment;

use super::Renderer;
use crate::node::{Container, Node};

/// The columns of a table that is being rendered.
pub(super) struct Columns {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// What the open cell is.
    cell: &'static str,
}

impl Renderer<'_> {
    pub(super) fn start_table(&mut self, index: usize, alignments: &[Alignment]) {
        self.tables += 1;
        let label = match self.heading {
            Some(heading) => format!("Table {}: {}", self.tables, self.flow.headings[heading].text),
            None => format!("Table {}", self.tables),
        };
        self.write("<div class=\"table-wrap\" tabindex=\"0\"");
        self.attribute("role", if self.embedded { "group" } else { "region" });
        self.attribute("aria-label", &label);
        self.block_id(index);
        self.write("><table>\n");
        let alignments = alignments.to_vec();
        self.columns.push(Columns { alignments, column: 0, in_head: true, cell: "td" });
    }

    pub(super) fn end_table(&mut self) {
        self.columns.pop();
        self.write("</tbody>\n</table></div>\n");
    }

    pub(super) fn end_head(&mut self) {
        self.write("</tr>\n</thead>\n<tbody>\n");
        if let Some(columns) = self.columns.last_mut() {
            columns.in_head = false;
        }
    }

    pub(super) fn start_row(&mut self) {
        if let Some(columns) = self.columns.last_mut() {
            columns.column = 0;
        }
        self.write("<tr>");
    }

    pub(super) fn start_cell(&mut self, index: usize) {
        let empty = self.flow.nodes[index].partner == index + 1;
        let Some(columns) = self.columns.last_mut() else { return };
        // An empty heading cell is none to a screen reader.
        columns.cell = if columns.in_head && !empty { "th" } else { "td" };
        let (cell, alignment) = (columns.cell, columns.alignments.get(columns.column).copied());
        columns.column += 1;
        self.write("<");
        self.write(cell);
        if cell == "th" {
            self.write(" scope=\"col\"");
        }
        self.write(match alignment {
            Some(Alignment::Left) => " style=\"text-align:left\"",
            Some(Alignment::Center) => " style=\"text-align:center\"",
            Some(Alignment::Right) => " style=\"text-align:right\"",
            _ => "",
        });
        self.write(">");
    }

    pub(super) fn end_cell(&mut self) {
        let cell = self.columns.last().map_or("td", |columns| columns.cell);
        self.write("</");
        self.write(cell);
        self.write(">");
    }

    /// Whether a block may stand where the next node is written.
    pub(super) fn may_hold_blocks(&self) -> bool {
        let Some(&index) = self.open.last() else { return true };
        match &self.flow.nodes[index].node {
            Node::Start(container) => match container {
                Container::Paragraph
                | Container::Quote
                | Container::Callout(_)
                | Container::Item
                | Container::Definition
                | Container::TableCell
                | Container::Footnote(_) => true,
                Container::Raw(tag) => {
                    matches!(tag.name.as_str(), "div" | "section" | "details" | "td" | "article" | "aside")
                }
                _ => false,
            },
            _ => false,
        }
    }
}
