//! Words to lines.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use stratbook_engine::blocks::{Run, RunStyle};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::super::human::NAME;
use super::{Line, Look};
use crate::text::tame;

/// A part of a word that looks alike.
#[derive(Debug, Clone)]
struct Piece<'r> {
    text: String,
    style: Style,
    link: Option<&'r str>,
}

/// What stands between two blanks.
type Word<'r> = Vec<Piece<'r>>;

/// Words in lines that are at most as wide as the terminal, where a single word is not wider; then it is broken.
pub(super) fn wrap(runs: &[Run], look: Look, base: Style) -> Vec<Line> {
    let width = look.width.max(1);
    let mut lines = vec![Writer::default()];
    for paragraph in paragraphs(runs, base, look) {
        if lines.last().is_some_and(|line| line.line.width > 0) {
            lines.push(Writer::default());
        }
        for word in paragraph {
            for word in broken(word, width) {
                let wide: usize = word.iter().map(|piece| piece.text.width()).sum();
                let Some(line) = lines.last_mut() else { break };
                if line.line.width > 0 && line.line.width + 1 + wide > width {
                    lines.push(Writer::default());
                }
                let Some(line) = lines.last_mut() else { break };
                line.word(&word, look);
            }
        }
    }
    lines.into_iter().map(|line| line.done(look)).collect()
}

/// How wide the widest line would be that is not wrapped, and the widest word.
pub(super) fn measure(runs: &[Run], look: Look) -> (usize, usize) {
    let endless = Look { width: usize::MAX, ..look };
    let whole = wrap(runs, endless, Style::new()).iter().map(|line| line.width).max().unwrap_or(0);
    let words = paragraphs(runs, Style::new(), look).into_iter().flatten();
    let word = words.map(|word| word.iter().map(|piece| piece.text.width()).sum()).max().unwrap_or(0);
    (whole, word)
}

/// The words between line breaks.
fn paragraphs(runs: &[Run], base: Style, look: Look) -> Vec<Vec<Word<'_>>> {
    let mut all: Vec<Vec<Word<'_>>> = vec![Vec::new()];
    // Whether the next part goes on with the word before.
    let mut glued = false;
    for (at, run) in runs.iter().enumerate() {
        let link = run.link.as_deref().filter(|target| is_address(target));
        let style = look_of(run.style, run.link.is_some(), base);
        for (number, line) in run.text.split('\n').enumerate() {
            if number > 0 {
                all.push(Vec::new());
                glued = false;
            }
            let line = tame(line);
            for part in line.split_inclusive(' ') {
                let (text, ends) = part.strip_suffix(' ').map_or((part, false), |text| (text, true));
                if !text.is_empty() {
                    let piece = Piece { text: text.to_owned(), style, link };
                    let Some(words) = all.last_mut() else { continue };
                    match words.last_mut() {
                        Some(word) if glued => word.push(piece),
                        _ => words.push(vec![piece]),
                    }
                    glued = true;
                }
                if ends {
                    glued = false;
                }
            }
        }
        // Where no link can be made, an address that is not in the words follows them, once the link is over.
        let over = runs.get(at + 1).is_none_or(|next| next.link != run.link);
        if let Some(target) = link.filter(|target| over && !look.links && !run.text.contains(*target))
            && let Some(words) = all.last_mut()
        {
            let text = format!("({})", tame(target));
            words.push(vec![Piece { text, style: base.dimmed(), link: None }]);
            glued = true;
        }
    }
    all
}

/// Whether something leads somewhere from a terminal, too.
fn is_address(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

fn look_of(run: RunStyle, link: bool, base: Style) -> Style {
    let mut style = base;
    if run.code {
        style = style.fg_color(NAME.get_fg_color());
    }
    if run.marked {
        style = style.fg_color(Some(AnsiColor::Black.into())).bg_color(Some(AnsiColor::Yellow.into()));
    }
    if run.strong {
        style = style.bold();
    }
    if run.emphasis {
        style = style.italic();
    }
    if run.struck {
        style = style.strikethrough();
    }
    if link {
        style = style.underline();
    }
    style
}

/// A word in parts that fit into a line each.
fn broken(word: Word<'_>, width: usize) -> Vec<Word<'_>> {
    let wide: usize = word.iter().map(|piece| piece.text.width()).sum();
    if wide <= width {
        return vec![word];
    }
    let mut parts: Vec<Word<'_>> = vec![Vec::new()];
    let mut column = 0;
    for piece in word {
        let mut text = String::new();
        for sign in piece.text.graphemes(true) {
            if column > 0 && column + sign.width() > width {
                if let Some(part) = parts.last_mut()
                    && !text.is_empty()
                {
                    part.push(Piece { text: std::mem::take(&mut text), ..piece.clone() });
                }
                parts.push(Vec::new());
                column = 0;
            }
            text.push_str(sign);
            column += sign.width();
        }
        if let Some(part) = parts.last_mut()
            && !text.is_empty()
        {
            part.push(Piece { text, ..piece });
        }
    }
    parts
}

/// A line being written. Words that look alike are one piece, blanks between them included.
#[derive(Default)]
struct Writer<'r> {
    line: Line,
    style: Style,
    link: Option<&'r str>,
}

impl<'r> Writer<'r> {
    fn word(&mut self, word: &Word<'r>, look: Look) {
        let Some(first) = word.first() else { return };
        let mut blank = self.line.width > 0;
        if blank && (first.style != self.style || first.link != self.link) {
            self.turn(Style::new(), None, look);
            self.put(" ");
            blank = false;
        }
        for piece in word {
            self.turn(piece.style, piece.link, look);
            if std::mem::take(&mut blank) {
                self.put(" ");
            }
            self.put(&piece.text);
        }
    }

    fn put(&mut self, text: &str) {
        self.line.text.push_str(text);
        self.line.width += text.width();
    }

    fn turn(&mut self, style: Style, link: Option<&'r str>, look: Look) {
        if style == self.style && link == self.link {
            return;
        }
        let text = &mut self.line.text;
        let _ = write!(text, "{:#}", self.style);
        if look.links && link != self.link {
            // An address of Markdown has no control characters once it is tamed.
            let target = link.map(tame).unwrap_or_default();
            let _ = write!(text, "\u{1b}]8;;{target}\u{1b}\\");
        }
        let _ = write!(text, "{style}");
        (self.style, self.link) = (style, link);
    }

    fn done(mut self, look: Look) -> Line {
        self.turn(Style::new(), None, look);
        self.line
    }
}
