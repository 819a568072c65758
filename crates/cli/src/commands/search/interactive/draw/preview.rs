//! The chosen section, as it was indexed: plain text, so that nothing in a document can steer the terminal, and with
//! nothing in it that the reader's clearance does not cover.

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use stratbook_search::{Block, Hit, Section};

use super::words::{marked_words, places, spans};
use super::{Look, QUIET, STRONG};
use crate::commands::search::interactive::state::State;
use crate::render::marked::Line as Styled;

/// Lines of text are not longer than this, however wide the window is.
const WIDEST: u16 = 88;

pub(super) fn draw(frame: &mut Frame<'_>, state: &State, look: Look, area: Rect) {
    let Some(hit) = state.chosen() else { return };
    let area = Rect { width: area.width.saturating_sub(1).min(WIDEST), ..area };
    let head = head(hit, usize::from(area.width), look);
    let height = usize::from(area.height).saturating_sub(head.len());
    let body = body(hit, state.text().unwrap_or(&[]), usize::from(area.width), height, state.scrolled, look);
    for (line, row) in head.into_iter().chain(body).zip(area.rows()) {
        frame.render_widget(line, row);
    }
}

/// What and where it is.
fn head(hit: &Hit, width: usize, look: Look) -> Vec<Line<'static>> {
    let mut title = Styled::default();
    title.marked(&hit.title, &hit.title_marks, STRONG, look.found());
    let mut place = Styled::default();
    place.plain(&format!("{}:{}", hit.file, hit.line), look.name());
    let updated = hit.fields.updated.map(|date| format!("updated {date}")).unwrap_or_default();
    for known in [&hit.fields.doc_type, &hit.fields.status, &updated] {
        if !known.is_empty() {
            place.plain(&format!(" · {known}"), QUIET);
        }
    }
    vec![spans(&title.cut(width)), spans(&place.cut(width)), Line::default()]
}

/// At most `height` rows of the text, from the section of the hit on.
fn body(
    hit: &Hit,
    sections: &[Section],
    width: usize,
    height: usize,
    scrolled: usize,
    look: Look,
) -> Vec<Line<'static>> {
    let words = marked_words(hit);
    // The section that the hit's line lies in.
    let start = sections.iter().rposition(|section| section.line <= hit.line).unwrap_or(0);
    let mut rows: Vec<Line<'static>> = Vec::new();
    let mut here = 0;
    for (number, section) in sections.iter().enumerate().skip(start) {
        heading(&mut rows, section, width, look, &words);
        let mut last: Option<&Block> = None;
        for block in &section.blocks {
            // A line between paragraphs where the file has one; rows of tables and items of lists stand together.
            if last.is_some_and(|last| block.line > last.line + 1) {
                rows.push(Line::default());
            }
            if number == start && block.line <= hit.line {
                here = rows.len();
            }
            text(&mut rows, &block.text, width, Style::new(), look, &words);
            last = Some(block);
            if rows.len() > here + height + scrolled {
                break;
            }
        }
        if rows.len() > here + height + scrolled {
            break;
        }
        rows.push(Line::default());
    }
    // The section's beginning is shown too, unless the hit would not be seen then.
    let first = if here + 2 < height { 0 } else { here.saturating_sub(height / 3) };
    let first = (first + scrolled).min(rows.len().saturating_sub(1));
    rows.into_iter().skip(first).take(height).collect()
}

fn heading(
    rows: &mut Vec<Line<'static>>,
    section: &Section,
    width: usize,
    look: Look,
    words: &BTreeSet<String>,
) {
    if section.heading.is_empty() {
        return;
    }
    text(rows, &section.heading, width, STRONG, look, words);
    if !section.blocks.is_empty() {
        rows.push(Line::default());
    }
}

fn text(
    rows: &mut Vec<Line<'static>>,
    text: &str,
    width: usize,
    style: Style,
    look: Look,
    words: &BTreeSet<String>,
) {
    let mut line = Styled::default();
    line.marked(text, &places(text, words), style, look.found());
    rows.extend(line.lines(width.max(1)).into_iter().map(spans));
}
