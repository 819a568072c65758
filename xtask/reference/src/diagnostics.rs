//! The page of diagnostics, from the catalogue of rules.

use std::fmt::Write as _;

use stratbook_model::{Rule, rules};

use crate::page::{Page, cell};

/// The page.
pub(crate) fn page() -> Page {
    Page {
        file: "diagnostics.md",
        title: "Diagnostics",
        summary: "Every problem that Stratbook can report: its code, name, severity, what it means and how to mend it.",
        tag: "diagnostics",
        order: 50,
        questions: &["What does a diagnostic code mean?", "How is a rule switched off?"],
        body: body(),
    }
}

fn body() -> String {
    let mut text = String::from(
        "`stratbook check` reports problems of the content, each with a code that never changes its meaning. Every rule has a \
         level, which `stratbook.toml` can change by code, by name or by group:\n\n\
         ```toml\n[rules]\n\"broken-link\" = \"warn\"     # one rule, by name\n\"SB0501\" = \"off\"           # one rule, by code\n\"stewardship\" = \"info\"     # a group\n```\n\n\
         `stratbook explain <CODE>` prints the same text as this page.\n\n\
         | Code | Name | Group | Severity |\n| --- | --- | --- | --- |\n",
    );
    for rule in rules::all() {
        let Rule { code, name, group, severity, .. } = rule;
        let _ = writeln!(
            text,
            "| [{code}](#{}) | `{name}` | {group} | {} |",
            code.to_lowercase(),
            severity.name()
        );
    }
    for group in rules::groups() {
        let _ = writeln!(text, "\n## {}", heading(group));
        for rule in rules::all().filter(|rule| rule.group == group) {
            let Rule { code, name, severity, explanation, .. } = rule;
            let _ = writeln!(text, "\n### {code}: {name} {{#{}}}\n", code.to_lowercase());
            let _ = writeln!(text, "**Severity:** {}\n\n{}", cell(severity.name()), plain(explanation));
        }
    }
    text
}

/// `front-matter` as a heading: `Front matter`.
fn heading(group: &str) -> String {
    let mut letters = group.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + &letters.as_str().replace('-', " ")
}

/// A doc comment without the space that every line begins with.
fn plain(explanation: &str) -> String {
    let lines = explanation.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_row_and_a_heading() {
        let body = body();
        for rule in rules::all() {
            let anchor = rule.code.to_lowercase();
            assert_eq!(body.matches(&format!("](#{anchor})")).count(), 1, "{anchor}");
            assert_eq!(body.matches(&format!("{{#{anchor}}}")).count(), 1, "{anchor}");
        }
    }

    #[test]
    fn doc_comments_become_paragraphs() {
        assert_eq!(plain(" One.\n\n Two:\n\n     code\n"), "One.\n\nTwo:\n\n    code");
        assert_eq!(heading("front-matter"), "Front matter");
    }
}
