//! The list of what was found: for each document its title, the headings down to the section, a line of its text.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use stratbook_search::Hit;

use super::words::spans;
use super::{Look, QUIET, STRONG};
use crate::commands::search::interactive::state::State;
use crate::render::marked::Line as Styled;

/// Rows of a hit, the empty one after it included.
const ROWS: usize = 3;
/// Columns before a hit's text.
const MARGIN: u16 = 3;

pub(super) fn draw(frame: &mut Frame<'_>, state: &State, look: Look, area: Rect) {
    let fits = (usize::from(area.height) + 1) / ROWS;
    let first = (state.selected + 1).saturating_sub(fits.max(1));
    let width = usize::from(area.width.saturating_sub(MARGIN));
    let mut rows = area.rows();
    for (number, hit) in state.hits().iter().enumerate().skip(first) {
        let chosen = number == state.selected;
        for line in lines(hit, width, chosen, look) {
            let Some(row) = rows.next() else { return };
            if chosen {
                frame.render_widget(Span::styled(" ▌", look.name()), row);
            }
            let text =
                Rect { x: row.x + MARGIN.min(row.width), width: row.width.saturating_sub(MARGIN), ..row };
            frame.render_widget(line, text);
        }
        rows.next();
    }
}

fn lines(hit: &Hit, width: usize, chosen: bool, look: Look) -> [Line<'static>; ROWS - 1] {
    let strong = if chosen { STRONG } else { Style::new() };
    let mut title = Styled::default();
    title.marked(&hit.title, &hit.title_marks, strong, look.found());
    for heading in &hit.section {
        title.plain(" › ", QUIET);
        title.plain(heading, QUIET);
    }
    let mut snippet = Styled::default();
    let (text, marks) = window(hit, width);
    snippet.marked(&text, &marks, QUIET, look.found());
    [spans(&title.cut(width)), spans(&snippet.cut(width))]
}

/// The snippet from where its first marked word can be seen in a line.
fn window(hit: &Hit, width: usize) -> (String, Vec<(u32, u32)>) {
    let text = &hit.snippet.text;
    let end = hit.snippet.marks.first().map_or(0, |(_, to)| *to as usize);
    if end < width {
        return (text.clone(), hit.snippet.marks.clone());
    }
    // Some words before it are kept.
    let wanted = end.saturating_sub(width / 2);
    let characters: Vec<char> = text.chars().collect();
    let word = characters.iter().skip(wanted).position(|c| *c == ' ').map_or(wanted, |at| wanted + at + 1);
    let from = if word < end { word } else { wanted };
    let shown: String = std::iter::once('…').chain(characters.into_iter().skip(from)).collect();
    let shift = |at: u32| at.saturating_sub(from as u32) + 1;
    let marks = hit.snippet.marks.iter().filter(|(start, _)| *start as usize >= from);
    (shown, marks.map(|(start, end)| (shift(*start), shift(*end))).collect())
}
