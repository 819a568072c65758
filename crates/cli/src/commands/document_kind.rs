//! The kinds of documents that `new` makes.

use clap::ValueEnum;

/// What a new document is, and so what its front matter and its first lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentKind {
    /// Any page
    Document,
    /// Facts to look up
    Reference,
    /// Steps to follow
    Playbook,
    /// One part of a course, with its place and duration
    Lesson,
    /// A word of the glossary
    Term,
    /// A text with variables to fill in
    Template,
    /// What was found out, and what follows from it
    Report,
}

impl DocumentKind {
    /// The text, with `{{title}}`, `{{today}}`, `{{status}}` and `{{level}}` to be filled in.
    const fn pattern(self) -> &'static str {
        match self {
            Self::Document => include_str!("../documents/document.md"),
            Self::Reference => include_str!("../documents/reference.md"),
            Self::Playbook => include_str!("../documents/playbook.md"),
            Self::Lesson => include_str!("../documents/lesson.md"),
            Self::Term => include_str!("../documents/term.md"),
            Self::Template => include_str!("../documents/template.md"),
            Self::Report => include_str!("../documents/report.md"),
        }
    }

    /// The document's text.
    pub(crate) fn text(self, title: &str, today: &str, status: &str, level: &str) -> String {
        // The title last: it comes from the user, and is not searched for what else is filled in.
        self.pattern()
            .replace("{{today}}", today)
            .replace("{{status}}", &yaml(status))
            .replace("{{level}}", &yaml(level))
            .replace("{{title}}", &yaml(title))
    }
}

/// A text as a YAML value: plain where that cannot be misread, else in double quotes.
pub(crate) fn yaml(text: &str) -> String {
    let word =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '\'' | '(' | ')' | '/' | '+');
    let misread = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let plain = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(word)
        && !misread.contains(&text.to_lowercase().as_str());
    // A string of JSON is a double-quoted string of YAML.
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_yaml_would_misread_them() {
        assert_eq!(yaml("Next year (draft)"), "Next year (draft)");
        for text in ["2026", "Plan: b", "yes", "#1", "a, b", "- x", "", "a ", "[x]", "Q&A", "a\nb"] {
            assert_eq!(yaml(text), serde_json::Value::from(text).to_string());
        }
    }

    #[test]
    fn every_kind_is_filled_in() {
        for kind in DocumentKind::value_variants() {
            let text = kind.text("Plan: {{today}}", "2026-11-21", "Draft", "Internal");
            assert!(text.starts_with("---\ntitle: \"Plan: {{today}}\"\n"), "{text}");
            assert!(
                text.contains("updated: 2026-11-21\n") && text.contains("security_level: Internal\n"),
                "{text}"
            );
            assert_eq!(text.matches("{{").count(), 1, "{text}");
        }
    }
}
