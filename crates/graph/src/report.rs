//! Collecting the diagnostics of one document.

use stratbook_model::{Diagnostic, Document, Rule, Span, rules};

/// Messages of one rule that are kept for one document: a generated file with ten thousand broken links must not
/// bury all others, nor take minutes to report.
const MOST: usize = 100;

/// How many messages of a rule are kept for one document. Remarks on where links lead need only be made once or
/// twice: in a workspace of many levels there would be one for every other link.
fn most(rule: &'static Rule) -> usize {
    if rule == &rules::LINK_TO_HIGHER_LEVEL || rule == &rules::LINK_TO_DEPRECATED { 2 } else { MOST }
}

/// The diagnostics of one document.
pub(crate) struct Report<'d> {
    document: &'d Document,
    diagnostics: Vec<Diagnostic>,
    counts: Vec<(&'static Rule, usize)>,
}

impl<'d> Report<'d> {
    pub(crate) const fn new(document: &'d Document) -> Self {
        Self { document, diagnostics: Vec::new(), counts: Vec::new() }
    }

    /// Whose diagnostics they are.
    pub(crate) const fn document(&self) -> &'d Document {
        self.document
    }

    /// Adds a message at a place of the document. What is costly goes into `make`, which is not called for a message
    /// that is only counted.
    pub(crate) fn add(
        &mut self,
        rule: &'static Rule,
        span: Span,
        make: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let known = self.counts.iter().position(|(known, _)| *known == rule);
        let at = known.unwrap_or(self.counts.len());
        if known.is_none() {
            self.counts.push((rule, 0));
        }
        self.counts[at].1 += 1;
        if self.counts[at].1 <= most(rule) {
            let bare = Diagnostic::at(rule, &self.document.source, span, String::new());
            self.diagnostics.push(make(bare));
        }
    }

    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        for (rule, count) in self.counts.iter().filter(|(rule, count)| *count > most(rule)) {
            if let Some(last) = self.diagnostics.iter_mut().rfind(|diagnostic| diagnostic.rule == *rule) {
                last.notes.push(format!("{} more of these in this file are not shown", count - most(rule)));
            }
        }
        self.diagnostics
    }
}

/// Adding the message to a bare diagnostic.
pub(crate) trait Say {
    /// Sets the message.
    fn say(self, message: impl Into<String>) -> Self;
}

impl Say for Diagnostic {
    fn say(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }
}

/// User text as messages show it: one line, not too long.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 100;
    let mut shown: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
