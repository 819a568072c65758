//! Diagnostics of every shape, for the tests of the formats.

use stratbook_model::{Diagnostic, Edit, Severity, SourceText, Span, Tally, rules};

use super::Findings;

/// One of each shape: with and without place, long line, tab, control characters, notes, hint and mend.
pub(crate) fn diagnostics() -> Vec<Diagnostic> {
    let text = "---\nstatus: active\n---\n# Plan\n\n\tSee [the Äpfel](nowhere.md), please.\n\nMail \u{1b}[31mred\u{202e} alert.\n";
    let source = SourceText::new("content/plans/a.md", text);
    let span = |part: &str| {
        let start = text.find(part).expect("is in the text");
        Span::new(start, start + part.len())
    };
    let long = SourceText::new("content/long.md", format!("{}BAD{}", "a ".repeat(300), " b".repeat(300)));
    let edit = Edit { span: span("active"), replacement: "Active".to_owned() };
    vec![
        Diagnostic::new(&rules::UNKNOWN_RULE, "there is no rule `brokn`"),
        Diagnostic::in_file(&rules::INVALID_UTF8, "content/100% old, really.md", "3 bytes are not UTF-8"),
        Diagnostic::at(&rules::EMPTY_DOCUMENT, &long, Span::new(600, 603), "something in a very long line"),
        Diagnostic {
            severity: Severity::Info,
            ..Diagnostic::at(
                &rules::RELATION_BY_NAME,
                &source,
                span("active"),
                "`active` is written `Active` elsewhere",
            )
        }
        .fix("write `status` as `Active`", vec![edit]),
        Diagnostic::at(
            &rules::BROKEN_LINK,
            &source,
            span("[the Äpfel](nowhere.md)"),
            "no document answers to `nowhere.md`",
        )
        .note("looked in `content/plans` and in `content`")
        .note("two\nlines")
        .hint("did you mean `elsewhere.md`?"),
        Diagnostic::at(
            &rules::AMBIGUOUS_NAME,
            &source,
            span("\u{1b}[31mred"),
            "`\u{1b}[31mred` belongs to\nseveral documents",
        ),
        Diagnostic::at(
            &rules::BROKEN_FILE,
            &source,
            span("nowhere.md), please.\n\nMail"),
            "over several lines",
        ),
        Diagnostic::at(&rules::BROKEN_FILE, &source, Span::new(text.len(), text.len()), "at the very end"),
    ]
}

/// The samples as a report.
pub(crate) fn findings(diagnostics: &[Diagnostic]) -> Findings<'_> {
    Findings { diagnostics, tally: Tally::of(diagnostics), documents: 12 }
}
