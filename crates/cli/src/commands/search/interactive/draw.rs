//! Shows a state: the question above, the list, and beside or below it the chosen section.

mod list;
mod preview;
mod words;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use stratbook_search::Answer;
use unicode_width::UnicodeWidthStr as _;

use super::state::State;
use crate::render::search::time;
use crate::text::{count, tame};

/// From this width on, the chosen section stands beside the list.
const BESIDE: u16 = 100;
/// From this height on, it stands below the list where it cannot stand beside.
const BELOW: u16 = 22;
/// What stands before the question.
const PROMPT: &str = " search  ";

/// How things look. Without colours, weight and lines tell the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Whether colours may be used.
    pub colours: bool,
}

/// For what matters less.
const QUIET: Style = Style::new().add_modifier(Modifier::DIM);
/// For what matters more.
const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);

impl Look {
    fn coloured(self, style: Style, colour: Color) -> Style {
        if self.colours { style.fg(colour) } else { style }
    }

    /// Words that were asked for.
    fn found(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED), Color::Magenta)
    }

    /// What is chosen, and names.
    fn name(self) -> Style {
        self.coloured(Style::new(), Color::Cyan)
    }

    /// What went wrong.
    fn bad(self) -> Style {
        self.coloured(STRONG, Color::Red)
    }
}

/// Draws everything.
pub(crate) fn draw(frame: &mut Frame<'_>, state: &State, look: Look) {
    let [top, rule, body, foot] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(0),
        Constraint::Length(1),
    ])
    .areas(frame.area());
    question(frame, state, top);
    frame.render_widget(Line::styled("─".repeat(usize::from(rule.width)), QUIET), rule);
    if state.hits().is_empty() {
        nothing(frame, state, look, body);
    } else {
        found(frame, state, look, body);
    }
    footer(frame, state, look, foot);
}

fn question(frame: &mut Frame<'_>, state: &State, area: Rect) {
    let summary = match &state.answer {
        Some(answer) => format!("{} · {} ", count(answer.total, "document"), time(answer.elapsed_us)),
        None => format!("{} ", count(state.documents as usize, "document")),
    };
    let prompt = PROMPT.width() as u16;
    let wide = area.width > prompt + summary.width() as u16 + 20;
    let summary_width = if wide { summary.width() as u16 + 2 } else { 0 };
    let [before, typed, after] = Layout::horizontal([
        Constraint::Length(prompt),
        Constraint::Min(1),
        Constraint::Length(summary_width),
    ])
    .areas(area);
    frame.render_widget(Line::styled(PROMPT, STRONG), before);
    // The last column is the cursor's where the question is as long as its place.
    let (shown, column) = state.input.shown(usize::from(typed.width.saturating_sub(1)).max(1));
    frame.render_widget(Line::raw(tame(&shown)), typed);
    frame.render_widget(Line::styled(summary, QUIET).right_aligned(), after);
    frame.set_cursor_position(Position::new(typed.x + column as u16, typed.y));
}

fn found(frame: &mut Frame<'_>, state: &State, look: Look, area: Rect) {
    let beside = area.width >= BESIDE;
    if !state.preview || !beside && area.height < BELOW {
        return list::draw(frame, state, look, area);
    }
    if beside {
        let [left, line, right] =
            Layout::horizontal([Constraint::Percentage(44), Constraint::Length(3), Constraint::Min(0)])
                .areas(area);
        list::draw(frame, state, look, left);
        for row in line.rows() {
            frame.render_widget(Line::styled(" │", QUIET), row);
        }
        preview::draw(frame, state, look, right);
    } else {
        let [above, line, below] =
            Layout::vertical([Constraint::Percentage(55), Constraint::Length(1), Constraint::Min(0)])
                .areas(area);
        list::draw(frame, state, look, above);
        frame.render_widget(Line::styled("─".repeat(usize::from(line.width)), QUIET), line);
        let [_, below] = Layout::horizontal([Constraint::Length(2), Constraint::Min(0)]).areas(below);
        preview::draw(frame, state, look, below);
    }
}

const HELP: &[(&str, &str)] = &[
    ("how do we begin", "any words: the section that fits best comes first"),
    ("\"exact phrase\"", "these words, one after another"),
    ("plan -draft", "without a word"),
    ("title:plan", "a word of the title"),
    ("tag:ethics  type:policy", "by what a document is: also status, owner, audience, level, id"),
    ("in:governance", "in a folder"),
    ("updated:>2026-01", "after a day, month or year; also <, >=, <="),
];

fn nothing(frame: &mut Frame<'_>, state: &State, look: Look, area: Rect) {
    let mut lines = vec![Line::default()];
    if let Some(answer) = &state.answer {
        lines.push(Line::styled("  Nothing was found.", STRONG));
        lines.push(Line::default());
        let advice = answer
            .hints
            .iter()
            .map(|hint| tame(hint))
            .chain(state.advice.iter().map(|one| (*one).to_owned()));
        lines.extend(advice.map(|one| Line::raw(format!("  {one}"))));
    } else {
        lines.push(Line::styled("  Type a question, or words of it.", STRONG));
        lines.push(Line::default());
        for (example, meaning) in HELP {
            lines.push(Line::from(vec![
                Span::styled(format!("  {example:<26}"), look.name()),
                Span::styled(*meaning, QUIET),
            ]));
        }
    }
    for (line, row) in lines.into_iter().zip(area.rows()) {
        frame.render_widget(line, row);
    }
}

fn footer(frame: &mut Frame<'_>, state: &State, look: Look, area: Rect) {
    let hints =
        |answer: &Answer| (!answer.hits.is_empty()).then(|| answer.hints.first().map(|hint| tame(hint)));
    let line = if let Some(said) = &state.said {
        Line::styled(format!(" {}", tame(said)), look.bad())
    } else if let Some(hint) = state.answer.as_ref().and_then(hints).flatten() {
        Line::raw(format!(" {hint}"))
    } else {
        Line::styled(
            " ↑↓ choose · enter open · tab preview · esc leave · ctrl-o print the place · shift ↑↓ move the preview",
            QUIET,
        )
    };
    frame.render_widget(line, area);
}

#[cfg(test)]
mod tests;
