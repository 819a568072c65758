//! Bytes to text, whatever the bytes.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use stratbook_model::{Diagnostic, Rule, SourceText, Span, rules};

/// Larger files than this are reported.
const HUGE: usize = 8 << 20;

/// Decodes a file: byte-order mark off, UTF-16 with a mark decoded, everything else read as UTF-8 with `�` for what is
/// not. Line ends are kept. `file` is the name that diagnostics show.
pub fn decode(file: Arc<str>, bytes: impl AsRef<[u8]>) -> (SourceText, Vec<Diagnostic>) {
    let bytes = bytes.as_ref();
    let mut found: Vec<Finding> = Vec::new();
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            found.push(Finding {
                rule: &rules::BYTE_ORDER_MARK,
                span: Span::default(),
                message: "the file starts with a byte-order mark".to_owned(),
                hint: "save it as \"UTF-8\" instead of \"UTF-8 with BOM\"",
            });
            utf8(rest, &mut found)
        }
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, &mut found).into(),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, &mut found).into(),
        rest => utf8(rest, &mut found),
    };
    let text = nul(text, &mut found);
    line_ends(&text, &mut found);
    if bytes.len() > HUGE {
        found.push(Finding {
            rule: &rules::HUGE_FILE,
            span: Span::default(),
            message: format!("the file is {} MB long", bytes.len().div_ceil(1_000_000)),
            hint: "split it, or leave it out with `exclude`",
        });
    }
    if text.trim().is_empty() {
        found.push(Finding {
            rule: &rules::EMPTY_DOCUMENT,
            span: Span::default(),
            message: "the document is empty".to_owned(),
            hint: "write a first sentence, add `draft: true`, or remove the file",
        });
    }
    let source = SourceText::new(file, text);
    let diagnostics = found
        .into_iter()
        .map(|one| Diagnostic::at(one.rule, &source, one.span, one.message).hint(one.hint))
        .collect();
    (source, diagnostics)
}

struct Finding {
    rule: &'static Rule,
    span: Span,
    message: String,
    hint: &'static str,
}

fn utf8<'a>(bytes: &'a [u8], found: &mut Vec<Finding>) -> Cow<'a, str> {
    let first = match std::str::from_utf8(bytes) {
        Ok(text) => return text.into(),
        Err(error) => error.valid_up_to(),
    };
    let places = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let byte = bytes.get(first).copied().unwrap_or_default();
    let mut message = format!("the byte {byte:#04X} is not UTF-8");
    if places > 1 {
        let _ = write!(message, " (and {} more places)", places - 1);
    }
    found.push(Finding {
        rule: &rules::INVALID_UTF8,
        span: Span::new(first, first + '\u{FFFD}'.len_utf8()),
        message,
        hint: "save the file as UTF-8; it may be Windows-1252 or Latin-1 now",
    });
    String::from_utf8_lossy(bytes)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, found: &mut Vec<Finding>) -> String {
    found.push(Finding {
        rule: &rules::UTF16,
        span: Span::default(),
        message: "the file is encoded as UTF-16".to_owned(),
        hint: "save it as UTF-8, so that other tools can read it too",
    });
    let (units, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(units.len() + 1);
    let mut bad = Bad::default();
    for character in char::decode_utf16(units.iter().map(|pair| unit(*pair))) {
        bad.note(character.is_err(), text.len());
        text.push(character.unwrap_or('\u{FFFD}'));
    }
    if !rest.is_empty() {
        bad.note(true, text.len());
        text.push('\u{FFFD}');
    }
    if let Some(first) = bad.first {
        let places = bad.count;
        found.push(Finding {
            rule: &rules::INVALID_UTF8,
            span: Span::new(first, first + '\u{FFFD}'.len_utf8()),
            message: format!("{places} {} not UTF-16", if places == 1 { "place is" } else { "places are" }),
            hint: "restore the file, or save it as UTF-8",
        });
    }
    text
}

#[derive(Default)]
struct Bad {
    first: Option<usize>,
    count: usize,
}

impl Bad {
    fn note(&mut self, is_bad: bool, at: usize) {
        if is_bad {
            self.first.get_or_insert(at);
            self.count += 1;
        }
    }
}

/// NUL becomes `�`: it is not allowed in HTML, and C libraries end a text there.
fn nul<'a>(text: Cow<'a, str>, found: &mut Vec<Finding>) -> Cow<'a, str> {
    let Some(first) = text.find('\0') else { return text };
    let count = text.matches('\0').count();
    // Each NUL grows by two bytes, so what was found behind it moves.
    for finding in found.iter_mut() {
        let before = &text[..finding.span.range().start.min(text.len())];
        finding.span = finding.span.shifted(2 * before.matches('\0').count());
    }
    found.push(Finding {
        rule: &rules::NUL_BYTES,
        span: Span::new(first, first + '\u{FFFD}'.len_utf8()),
        message: format!("the text holds {count} NUL character{}", if count == 1 { "" } else { "s" }),
        hint: "restore the file, or save it as UTF-8",
    });
    text.replace('\0', "\u{FFFD}").into()
}

fn line_ends(text: &str, found: &mut Vec<Finding>) {
    let Some(first) = text.find("\r\n") else { return };
    let span = Span::new(first, first + 2);
    let windows = text.matches("\r\n").count();
    let other = text.bytes().filter(|byte| *byte == b'\n').count() - windows;
    found.push(if other == 0 {
        Finding {
            rule: &rules::WINDOWS_LINE_ENDS,
            span,
            message: "lines end as on Windows (CRLF)".to_owned(),
            hint: "nothing has to be done; `*.md text=auto` in `.gitattributes` makes them alike for everyone",
        }
    } else {
        Finding {
            rule: &rules::MIXED_LINE_ENDS,
            span,
            message: format!("{windows} lines end as on Windows (CRLF), {other} do not"),
            hint: "let your editor write one kind of line end",
        }
    });
}
