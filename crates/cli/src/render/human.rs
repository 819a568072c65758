//! For people: the message, the place with the bad part underlined, what is known and what to do.

use std::fmt::Write as _;

use annotate_snippets::renderer::{DEFAULT_TERM_WIDTH, DecorStyle};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use stratbook_model::{Diagnostic, Place, Severity, Tally};

use super::Findings;
use crate::text::{count, tame, tame_lines};

/// For what went well.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// For errors.
pub(crate) const BAD: Style = AnsiColor::BrightRed.on_default().bold();
/// For warnings.
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default().bold();
/// For advice.
const HELP: Style = AnsiColor::BrightCyan.on_default().bold();
/// For names and things to type.
pub(crate) const NAME: Style = AnsiColor::Cyan.on_default();
/// For headings.
pub(crate) const STRONG: Style = Style::new().bold();
/// For what matters less.
pub(crate) const QUIET: Style = Style::new().dimmed();

/// All of a check, with its closing lines.
pub(crate) fn report(findings: &Findings<'_>, width: usize) -> String {
    let mut text = String::new();
    for found in findings.diagnostics {
        text.push_str(&diagnostic(found, width));
        text.push_str("\n\n");
    }
    text.push_str(&closing(findings));
    text
}

/// What a check comes down to.
fn closing(findings: &Findings<'_>) -> String {
    let Findings { diagnostics, tally, documents } = *findings;
    let documents = count(documents, "document");
    if diagnostics.is_empty() {
        return format!("{GOOD}checked{GOOD:#} {documents}: nothing to say\n");
    }
    let mut text = format!("{STRONG}checked{STRONG:#} {documents}: {}\n", tally_words(tally));
    let mendable = diagnostics.iter().filter(|found| found.fix.is_some()).count();
    if mendable > 0 {
        let _ = writeln!(text, "{mendable} can be mended with {}", command("stratbook check --fix"));
    }
    // One code to try is enough: the worst of those shown.
    let worst =
        diagnostics.iter().max_by_key(|found| found.severity).filter(|found| found.severity > Severity::Info);
    if let Some(worst) = worst {
        let example = command(&format!("stratbook explain {}", worst.rule.code));
        let _ = writeln!(text, "{example} says more about a code");
    }
    text
}

/// `2 errors, 3 warnings`; what there is none of is left out.
pub(crate) fn tally_words(tally: Tally) -> String {
    let parts: Vec<String> =
        [(tally.error, "error", BAD), (tally.warning, "warning", WARN), (tally.info, "info", STRONG)]
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, name, style)| format!("{style}{}{style:#}", count(number, name)))
            .collect();
    if parts.is_empty() { "nothing to say".to_owned() } else { parts.join(", ") }
}

/// One diagnostic, without an empty line after it.
pub(crate) fn diagnostic(found: &Diagnostic, width: usize) -> String {
    let title = level(found.severity).primary_title(tame(&found.message)).id(found.rule.code);
    let mut elements: Vec<Element<'_>> = Vec::new();
    if let Some(place) = &found.place {
        elements.push(place_element(place));
    }
    elements.extend(found.notes.iter().map(|note| Level::NOTE.message(tame_lines(note)).into()));
    if let Some(hint) = &found.hint {
        elements.push(Level::HELP.message(tame_lines(hint)).into());
    } else if let Some(fix) = &found.fix {
        elements.push(Level::HELP.message(tame_lines(&fix.title)).into());
    }
    render(&[title.elements(elements)], width)
}

/// Why a command could not run.
pub(crate) fn failure(message: &str, hint: Option<&str>) -> String {
    let mut text = format!("{BAD}error{BAD:#}{STRONG}: {}{STRONG:#}", tame(message));
    if let Some(hint) = hint {
        let _ = write!(text, "\n{HELP}help{HELP:#}: {}", tame_lines(hint).replace('\n', "\n      "));
    }
    text
}

/// Something to type.
pub(crate) fn command(words: &str) -> String {
    format!("{NAME}`{words}`{NAME:#}")
}

/// Columns beyond this are not underlined: the line is no text that somebody reads.
const FARTHEST: usize = 5_000;

/// Where it is, and the line with the place underlined.
fn place_element(place: &Place) -> Element<'static> {
    let file = tame(&place.file);
    // Characters before the excerpt. Blanks stand for them, so that the column that is printed is the file's.
    let before = place.column.saturating_sub(place.excerpt_column) as usize;
    if place.excerpt.trim().is_empty() || before > FARTHEST {
        let whole_file = place.span.start == 0 && place.excerpt.is_empty();
        let origin = Origin::path(file);
        let (line, column) = (place.line as usize, place.column as usize);
        return if whole_file { origin } else { origin.line(line).char_column(column) }.into();
    }
    let (line, marked) = excerpt(place);
    let snippet = Snippet::source(" ".repeat(before) + &line)
        .line_start(place.line as usize)
        .path(file)
        .annotation(AnnotationKind::Primary.span(marked.start + before..marked.end + before));
    snippet.into()
}

/// The line as it can be printed, and the bytes of it that are underlined.
fn excerpt(place: &Place) -> (String, std::ops::Range<usize>) {
    let characters: Vec<char> = tame(&place.excerpt).chars().collect();
    let first = (place.excerpt_column.max(1) as usize - 1).min(characters.len());
    let length = if place.end_line > place.line {
        // It goes on in the next lines: the rest of this one.
        characters.len() - first
    } else {
        (place.end_column.saturating_sub(place.column) as usize).min(characters.len() - first)
    };
    let bytes = |range: std::ops::Range<usize>| characters[range].iter().map(|c| c.len_utf8()).sum::<usize>();
    let start = bytes(0..first);
    let end = start + bytes(first..first + length);
    (characters.into_iter().collect(), start..end)
}

const fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn render(groups: &[Group<'_>], width: usize) -> String {
    let width = width.min(DEFAULT_TERM_WIDTH);
    Renderer::styled().decor_style(DecorStyle::Ascii).term_width(width).render(groups)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn every_shape_reads_well() {
        let diagnostics = samples::diagnostics();
        insta::assert_snapshot!(plain(&report(&samples::findings(&diagnostics), 100)));
    }

    #[test]
    fn a_clean_workspace_is_one_line() {
        insta::assert_snapshot!(plain(&report(&samples::findings(&[]), 100)), @"checked 12 documents: nothing to say");
    }

    #[test]
    fn a_failure_says_what_to_do() {
        let text =
            plain(&failure("there is no folder `a\u{1b}[2J`", Some("name another with `-C DIR`\nor none")));
        insta::assert_snapshot!(text, @"
        error: there is no folder `a␛[2J`
        help: name another with `-C DIR`
              or none
        ");
    }

    #[test]
    fn user_text_never_steers_the_terminal() {
        let text = report(&samples::findings(&samples::diagnostics()), 100);
        let plain = plain(&text);
        assert!(plain.chars().all(|c| c == '\n' || !c.is_control()), "{plain:?}");
        assert!(!plain.contains('\u{202e}'));
    }
}
