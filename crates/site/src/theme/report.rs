//! A template error as a diagnostic: file, line, column, expression, include chain, and the Tera 2 way.

use std::collections::BTreeMap;

use stratbook_model::{Diagnostic, Rule, SourceText, Span};
use tera::{Error, ErrorKind};

use super::hints;

/// Says what went wrong where in `templates`. Compiling reports several faults at once, rendering one.
pub(super) fn diagnostics(
    rule: &'static Rule,
    templates: &BTreeMap<String, SourceText>,
    error: &Error,
) -> Vec<Diagnostic> {
    let faults = match error.kind() {
        ErrorKind::Msg(text) => faults(text),
        _ => Vec::new(),
    };
    if faults.is_empty() {
        return vec![diagnostic(rule, templates, error)];
    }
    let placed = faults.iter().map(|fault| {
        let diagnostic = match templates.get(fault.template) {
            Some(source) => {
                let start = offset(&source.text, fault.line, fault.column);
                let span = Span::new(start, start + fault.width);
                (Diagnostic::at(rule, source, span, sentence(fault.message)), &*source.text, start)
            }
            None => (Diagnostic::new(rule, sentence(fault.message)), "", 0),
        };
        let (diagnostic, text, start) = diagnostic;
        match hints::hint(fault.message, text, start) {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        }
    });
    placed.collect()
}

/// One of several faults in the text of an error.
struct Fault<'t> {
    message: &'t str,
    template: &'t str,
    line: usize,
    column: usize,
    width: usize,
}

/// Takes `error: …`, ` --> name:line:column`, ` | ^^^` apart.
fn faults(text: &str) -> Vec<Fault<'_>> {
    let mut faults: Vec<Fault<'_>> = Vec::new();
    let mut message = "";
    for line in text.lines() {
        if let Some(said) = line.strip_prefix("error: ") {
            message = said;
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let mut parts = place.rsplitn(3, ':');
            let (column, line, name) = (parts.next(), parts.next(), parts.next());
            if let (Some(Ok(column)), Some(Ok(line)), Some(template)) =
                (column.map(str::parse), line.map(str::parse), name)
            {
                faults.push(Fault { message, template, line, column, width: 1 });
            }
        } else if let Some(marks) = line.trim_start().strip_prefix('|')
            && marks.contains('^')
            && marks.trim().bytes().all(|byte| byte == b'^')
            && let Some(fault) = faults.last_mut()
        {
            fault.width = marks.trim().len();
        }
    }
    faults
}

/// Byte offset of a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at)
}

/// Says what went wrong while a template was rendered.
pub(super) fn diagnostic(
    rule: &'static Rule,
    templates: &BTreeMap<String, SourceText>,
    error: &Error,
) -> Diagnostic {
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
        return elsewhere(rule, templates, error);
    };
    let message = sentence(report.message());
    let Some(source) = templates.get(report.filename()) else {
        return Diagnostic::new(rule, message);
    };
    let range = report.span().range.clone();
    let expression = source.text.get(range.clone()).unwrap_or("").trim();
    let named = if expression.is_empty() || message.contains(expression) || expression.len() > 120 {
        message
    } else {
        format!("in `{}`: {message}", expression.replace('\n', " "))
    };
    let mut diagnostic = Diagnostic::at(rule, source, Span::new(range.start, range.end), named);
    for called in error.to_string().lines().filter_map(|line| line.strip_prefix("note: called from ")) {
        diagnostic = diagnostic.note(format!("called from `{}`", place(templates, called)));
    }
    if let Some(hint) = hints::hint(report.message(), &source.text, range.start) {
        diagnostic = diagnostic.hint(hint);
    }
    diagnostic
}

/// The templates that are at fault, as far as the error names them.
pub(super) fn templates_of(error: &Error) -> Vec<String> {
    match error.kind() {
        ErrorKind::Msg(text) => faults(text).into_iter().map(|fault| fault.template.to_owned()).collect(),
        _ => template_of(error).into_iter().collect(),
    }
}

fn template_of(error: &Error) -> Option<String> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            Some(report.filename().to_owned())
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Some(tpl.clone()),
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        _ => None,
    }
}

/// Errors that concern a whole template.
fn elsewhere(rule: &'static Rule, templates: &BTreeMap<String, SourceText>, error: &Error) -> Diagnostic {
    let message = match error.kind() {
        ErrorKind::MissingParent { parent, .. } => {
            format!("it extends `{parent}`, and there is no such template")
        }
        ErrorKind::CircularExtend { inheritance_chain, .. } => {
            format!("templates extend each other in a circle: {}", inheritance_chain.join(" → "))
        }
        ErrorKind::CircularInclude { include_chain, .. } => {
            format!("templates include each other in a circle: {}", include_chain.join(" → "))
        }
        _ => sentence(&error.to_string()),
    };
    let hint = hints::hint(&message, "", 0);
    let diagnostic = match template_of(error).and_then(|name| templates.get(&name)) {
        Some(source) => {
            let at = source.text.find("{% extends").or_else(|| source.text.find("extends")).unwrap_or(0);
            let end = source.text[at..].find('\n').map_or(source.text.len(), |length| at + length);
            Diagnostic::at(rule, source, Span::new(at, end), message)
        }
        None => Diagnostic::new(rule, message),
    };
    match hint {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}

/// `parts/head.html:3:5` with the name that people know the template by.
fn place(templates: &BTreeMap<String, SourceText>, called: &str) -> String {
    let mut parts = called.rsplitn(3, ':');
    let (Some(column), Some(line), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
        return called.to_owned();
    };
    let shown = templates.get(name).map_or(name, |source| &source.file);
    format!("{shown}:{line}:{column}")
}

/// Lower case at the beginning, no full stop, one line.
fn sentence(message: &str) -> String {
    let message = message.trim().trim_end_matches('.').replace('\n', " ");
    let mut characters = message.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
