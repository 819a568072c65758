//! What Stratbook says about content: data first, words for people second.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Place, Rule, SourceText, Span, rules};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Something is probably wrong; the page is as its author wants it.
    Warning,
    /// Something is wrong; the page is not what its author wants.
    Error,
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What configuration makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported as info.
    Info,
    /// Reported as a warning.
    Warn,
    /// Reported as an error.
    Error,
}

impl Level {
    /// The level of that name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "off" => Some(Self::Off),
            "info" => Some(Self::Info),
            "warn" | "warning" => Some(Self::Warn),
            "error" => Some(Self::Error),
            _ => None,
        }
    }

    const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warn => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// One replacement of bytes in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced, in the decoded text.
    pub span: Span,
    /// What takes its place.
    pub replacement: String,
}

/// A mend that has one right answer: what `check --fix` applies, all edits or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, as an instruction: "write `status` as `Active`".
    pub title: String,
    /// Edits of the file that the diagnostic is placed in, not overlapping.
    pub edits: Vec<Edit>,
}

/// A message about content, with code, place and hint.
///
/// Messages are lower case without a full stop, user text in backticks; the hint is something to do or type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What kind of problem it is.
    #[serde(with = "rule_by_code")]
    pub rule: &'static Rule,
    /// How bad it is; the level table may have changed the rule's own severity.
    pub severity: Severity,
    /// What is wrong, here.
    pub message: String,
    /// Where; some messages concern no file.
    pub place: Option<Place>,
    /// Further facts, such as the candidates of an ambiguous name.
    pub notes: Vec<String>,
    /// What to do.
    pub hint: Option<String>,
    /// A mend with one right answer.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A message about no place in particular, with the rule's own severity.
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { rule, severity: rule.severity, message, place: None, notes: Vec::new(), hint: None, fix: None }
    }

    /// A message about a span of a file.
    pub fn at(rule: &'static Rule, source: &SourceText, span: Span, message: impl Into<String>) -> Self {
        let mut diagnostic = Self { place: Some(source.place(span)), ..Self::new(rule, message) };
        if let Some((by, line)) = source.put_in(span) {
            diagnostic.notes.push(format!("{by}: `{line}`"));
        }
        diagnostic
    }

    /// A message about a whole file, placed at its beginning (for files that cannot be read as text).
    pub fn in_file(rule: &'static Rule, file: &str, message: impl Into<String>) -> Self {
        Self { place: Some(SourceText::new(file, "").place(Span::default())), ..Self::new(rule, message) }
    }

    /// Adds the hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds the mend.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { title: title.into(), edits });
        self
    }

    /// The order of reports: by file, place, code, message. Messages without a place come first.
    pub fn sort(diagnostics: &mut [Self]) {
        diagnostics.sort_by(|a, b| a.order_key().cmp(&b.order_key()));
    }

    fn order_key(&self) -> (Option<(&str, Span)>, &str, &str) {
        (self.place.as_ref().map(|place| (&*place.file, place.span)), self.rule.code, &self.message)
    }
}

mod rule_by_code {
    use super::{Deserialize, Deserializer, Rule, Serializer, rules};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference to the field")]
    pub(super) fn serialize<S: Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(rule.code)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Rule, D::Error> {
        let code = String::deserialize(deserializer)?;
        rules::find(&code).ok_or_else(|| serde::de::Error::custom(format!("unknown code {code}")))
    }
}

/// Which rules are reported how: configuration by code, by rule name or by group.
#[derive(Debug, Clone, Default)]
pub struct LevelTable {
    levels: BTreeMap<String, Level>,
}

impl LevelTable {
    /// Sets the level of a code (`SB0401`), a rule name (`broken-link`) or a group (`links`).
    /// Gives `false` where there is no such thing.
    pub fn set(&mut self, name: &str, level: Level) -> bool {
        let known = rules::find(name).map_or_else(
            || rules::is_group(name).then(|| name.to_owned()),
            |rule| Some(rule.code.to_owned()),
        );
        known.is_some_and(|name| {
            self.levels.insert(name, level);
            true
        })
    }

    /// Applies the table: drops what is off, sets severities. A code goes before its group.
    pub fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|diagnostic| {
            let rule = diagnostic.rule;
            match self.levels.get(rule.code).or_else(|| self.levels.get(rule.group)) {
                None => true,
                Some(level) => level.severity().is_some_and(|severity| {
                    diagnostic.severity = severity;
                    true
                }),
            }
        });
    }
}

/// How many of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Infos.
    pub info: usize,
}

impl Tally {
    /// Counts.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut tally = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => tally.error += 1,
                Severity::Warning => tally.warning += 1,
                Severity::Info => tally.info += 1,
            }
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_goes_before_its_group() {
        let mut table = LevelTable::default();
        assert!(table.set("reading", Level::Off));
        assert!(table.set("invalid-utf8", Level::Error));
        assert!(!table.set("no-such-rule", Level::Off));
        let mut found =
            vec![Diagnostic::new(&rules::INVALID_UTF8, "a"), Diagnostic::new(&rules::EMPTY_DOCUMENT, "b")];
        table.apply(&mut found);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].severity, Severity::Error);
    }

    #[test]
    fn diagnostics_survive_a_round_trip() {
        let source = SourceText::new("a.md", "hello");
        let before = Diagnostic::at(&rules::INVALID_UTF8, &source, Span::new(1, 2), "m").hint("h").note("n");
        let json = serde_json::to_string(&before).expect("serialises");
        assert_eq!(serde_json::from_str::<Diagnostic>(&json).expect("parses"), before);
    }
}
