//! Pages for the terminal: blocks of Markdown, wrapped to its width.
//!
//! It is told the width and whether links can be made, and knows no terminal. What documents say is tamed on the way in
//! (`words`), so nothing here can be steered by it.

mod chart;
mod table;
mod words;

use anstyle::{AnsiColor, Style};
use stratbook_engine::blocks::{Block, Item};

use super::human::{QUIET, STRONG};
use crate::text::tame_lines;
use words::wrap;

/// What the terminal can do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Characters in a line.
    pub width: usize,
    /// Whether links can be made.
    pub links: bool,
}

/// A line with its styles, and how wide it is.
#[derive(Debug, Clone, Default)]
struct Line {
    text: String,
    width: usize,
}

/// Narrower than this, nothing is set farther in.
const NARROWEST: usize = 16;

/// The text of some blocks, each line ended.
pub(crate) fn page(blocks: &[Block], look: Look) -> String {
    let mut text = String::new();
    for line in lines(blocks, look) {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The lines of some blocks, with an empty one between two blocks.
fn lines(blocks: &[Block], look: Look) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for block in blocks {
        let lines = one(block, look);
        if lines.is_empty() {
            continue;
        }
        if !all.is_empty() {
            all.push(String::new());
        }
        all.extend(lines);
    }
    all
}

fn one(block: &Block, look: Look) -> Vec<String> {
    let texts = |lines: Vec<Line>| lines.into_iter().map(|line| line.text).collect::<Vec<_>>();
    match block {
        Block::Heading { level, text } => {
            let lines = wrap(text, look, if *level > 3 { STRONG.italic() } else { STRONG });
            // A line below, so that the parts of a page are told apart where there are no styles, too.
            let rule = match level {
                1 => "═",
                2 => "─",
                _ => "",
            };
            let width = lines.iter().map(|line| line.width).max().unwrap_or(0);
            let mut all = texts(lines);
            if !rule.is_empty() && width > 0 {
                all.push(format!("{QUIET}{}{QUIET:#}", rule.repeat(width)));
            }
            all
        }
        Block::Paragraph(runs) => texts(wrap(runs, look, Style::new())),
        Block::List { first, items } => list(*first, items, look),
        Block::Quote(blocks) => behind(&bar('│', QUIET), &lines(blocks, narrower(look, 2))),
        Block::Callout { kind, title, blocks } => {
            let style = colour(kind);
            let inner = narrower(look, 2);
            let mut all = if title.is_empty() {
                vec![format!("{style}{}{style:#}", capital(kind))]
            } else {
                texts(wrap(title, inner, style))
            };
            all.extend(lines(blocks, inner));
            behind(&bar('┃', style), &all)
        }
        Block::Table { columns, head, rows } => table::table(columns, head, rows, look),
        Block::Code { text, .. } => {
            tame_lines(text).lines().map(|line| format!("    {QUIET}{line}{QUIET:#}")).collect()
        }
        Block::Chart(chart) => chart::chart(chart, look),
        Block::Definition { term, blocks } => {
            let mut all = texts(wrap(term, look, STRONG));
            all.extend(behind("  ", &lines(blocks, narrower(look, 2))));
            all
        }
        Block::Footnote { label, blocks } => {
            let lead = format!("[{}] ", crate::text::tame(label));
            let inner = lines(blocks, narrower(look, lead.chars().count()));
            hang(&format!("{QUIET}{lead}{QUIET:#}"), lead.chars().count(), &inner)
        }
        Block::Rule => vec![format!("{QUIET}{}{QUIET:#}", "─".repeat(look.width.min(24)))],
    }
}

fn list(first: Option<u64>, items: &[Item], look: Look) -> Vec<String> {
    let last = first.unwrap_or(0).saturating_add(items.len() as u64);
    let digits = last.to_string().len();
    let mut all = Vec::new();
    // Items of one paragraph each stand close.
    let close = items
        .iter()
        .all(|item| item.blocks.iter().filter(|block| !matches!(block, Block::List { .. })).count() <= 1);
    for (at, item) in items.iter().enumerate() {
        let sign = match (item.done, first) {
            (Some(true), _) => "☑ ".to_owned(),
            (Some(false), _) => "☐ ".to_owned(),
            (None, Some(first)) => format!("{:>digits$}. ", first.saturating_add(at as u64)),
            (None, None) => "• ".to_owned(),
        };
        let width = sign.chars().count();
        let mut inner = lines(&item.blocks, narrower(look, width));
        if close {
            inner.retain(|line| !line.is_empty());
        }
        if inner.is_empty() {
            inner.push(String::new());
        }
        if !close && at > 0 {
            all.push(String::new());
        }
        all.extend(hang(&format!("{QUIET}{sign}{QUIET:#}"), width, &inner));
    }
    all
}

/// Lines with something before the first, and blanks before the others.
fn hang(lead: &str, width: usize, lines: &[String]) -> Vec<String> {
    let blanks = " ".repeat(width);
    let put = |(at, line): (usize, &String)| match (at, line.is_empty()) {
        (0, _) => format!("{lead}{line}"),
        (_, true) => String::new(),
        _ => format!("{blanks}{line}"),
    };
    lines.iter().enumerate().map(put).collect()
}

/// Lines with something before each.
fn behind(lead: &str, lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| format!("{lead}{line}")).collect()
}

fn bar(sign: char, style: Style) -> String {
    format!("{style}{sign}{style:#} ")
}

fn narrower(look: Look, by: usize) -> Look {
    Look { width: look.width.saturating_sub(by).max(NARROWEST), ..look }
}

fn colour(kind: &str) -> Style {
    let colour = match kind {
        "tip" | "hint" | "success" | "check" | "done" => AnsiColor::Green,
        "warning" | "attention" | "question" | "help" | "faq" => AnsiColor::Yellow,
        "caution" | "danger" | "error" | "failure" | "fail" | "bug" => AnsiColor::BrightRed,
        "important" | "example" => AnsiColor::Magenta,
        _ => AnsiColor::Blue,
    };
    colour.on_default().bold()
}

fn capital(word: &str) -> String {
    let word = crate::text::tame(word);
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
