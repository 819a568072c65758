//! `explain`: what a diagnostic means.

use std::fmt::Write as _;

use stratbook_model::{Rule, rules};

use super::{Context, Outcome};
use crate::arguments::Explain;
use crate::failure::Failure;
use crate::render::human::{NAME, QUIET, STRONG};
use crate::render::sarif::explanation;
use crate::text::{nearest, wrap};

pub(super) fn run(arguments: &Explain, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let width = context.terminal.width().min(90);
    let text = match &arguments.code {
        None => list(),
        Some(code) => explain(rules::find(code).ok_or_else(|| unknown(code))?, width),
    };
    context.terminal.result(&text);
    Ok(Outcome::Done)
}

fn unknown(code: &str) -> Failure {
    let known = rules::all().flat_map(|rule| [rule.name, rule.code]);
    let failure = Failure::new(format!("there is no diagnostic `{code}`"));
    match nearest(code, known) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint("`stratbook explain` lists all of them"),
    }
}

/// All rules by group.
fn list() -> String {
    let mut text = String::new();
    for group in rules::groups() {
        let _ = writeln!(text, "{STRONG}{group}{STRONG:#}");
        let in_group: Vec<&Rule> = rules::all().filter(|rule| rule.group == group).collect();
        for rule in in_group {
            let explanation = explanation(rule);
            let first = explanation.split("\n\n").next().unwrap_or_default().replace('\n', " ");
            let _ = writeln!(text, "  {NAME}{}{NAME:#} {:26} {QUIET}{first}{QUIET:#}", rule.code, rule.name);
        }
        text.push('\n');
    }
    text
}

fn explain(rule: &Rule, width: usize) -> String {
    let mut text = format!(
        "{STRONG}{} {}{STRONG:#} {QUIET}({}, {} unless configured){QUIET:#}\n\n",
        rule.code,
        rule.name,
        rule.group,
        rule.severity.name()
    );
    text.push_str(&prose(&explanation(rule), width));
    let _ = writeln!(
        text,
        "\n{QUIET}To change how it is reported, write this into `stratbook.toml`:{QUIET:#}\n\n    [rules]\n    {} = \"off\"    {QUIET}# or info, warn, error; {:?} sets the whole group{QUIET:#}",
        rule.name, rule.group
    );
    text
}

/// Markdown for a terminal: paragraphs are wrapped, code is coloured, blocks stay as they are.
fn prose(markdown: &str, width: usize) -> String {
    let mut text = String::new();
    let mut in_block = false;
    for (at, paragraph) in markdown.split("\n\n").enumerate() {
        if at > 0 {
            text.push('\n');
        }
        let fences = paragraph.lines().filter(|line| line.trim_start().starts_with("```")).count();
        if in_block || fences > 0 {
            for line in paragraph.lines().filter(|line| !line.trim_start().starts_with("```")) {
                let _ = writeln!(text, "    {line}");
            }
            in_block ^= fences % 2 == 1;
        } else if paragraph.lines().any(|line| line.starts_with("- ") || line.starts_with("    ")) {
            for line in paragraph.lines() {
                let _ = writeln!(text, "{}", coloured(line));
            }
        } else {
            let _ = writeln!(text, "{}", coloured(&wrap(paragraph, width, "")));
        }
    }
    text
}

/// Colours what stands between backticks; the backticks stay, for terminals without colours.
fn coloured(text: &str) -> String {
    let mut coloured = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 0 {
            coloured.push_str(part);
        } else {
            let _ = write!(coloured, "{NAME}`{part}`{NAME:#}");
        }
    }
    coloured
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn an_explanation_is_wrapped_and_says_how_to_configure() {
        let text = plain(&explain(&rules::INVALID_UTF8, 60));
        assert!(
            text.lines()
                .take_while(|line| !line.contains("To change"))
                .all(|line| line.chars().count() <= 60),
            "{text}"
        );
        assert!(text.starts_with("SB0101 invalid-utf8 (reading, warning unless configured)\n\n"), "{text}");
        assert!(text.contains("invalid-utf8 = \"off\""), "{text}");
    }

    #[test]
    fn every_rule_can_be_explained_and_is_listed() {
        let list = plain(&list());
        for rule in rules::all() {
            assert!(explain(rule, 80).contains(rule.code));
            assert!(list.contains(rule.code) && list.contains(rule.name));
        }
    }

    #[test]
    fn unknown_codes_get_the_nearest() {
        assert_eq!(unknown("invalid-utf").hint.as_deref(), Some("did you mean `invalid-utf8`?"));
        assert!(unknown("weather").hint.is_some_and(|hint| hint.contains("lists")));
    }

    #[test]
    fn blocks_of_code_stay_as_they_are() {
        let text = plain(&prose("Words `and`\nmore.\n\n```toml\na = 1\n\nb = 2\n```\n\nEnd.", 80));
        assert_eq!(text, "Words `and` more.\n\n    a = 1\n\n    b = 2\n\nEnd.\n");
    }
}
