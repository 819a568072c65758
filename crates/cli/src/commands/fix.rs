//! `check --fix`: the changes first, then the files.

use std::fmt::Write as _;

use similar::TextDiff;
use stratbook_engine::{CheckOptions, CheckReport, FileFix, Workspace, apply_fixes, plan_fixes};

use super::Context;
use super::check::look;
use crate::arguments::{Check, CheckFormat};
use crate::failure::Failure;
use crate::render::human::{GOOD, STRONG};
use crate::text::{count, tame};

use anstyle::{AnsiColor, Style};

const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const HUNK: Style = AnsiColor::Cyan.on_default();

/// Mends that touch each other take turns; more turns than this mean that two of them undo each other.
const TURNS: usize = 8;

/// Shows and makes the mends of a report, and gives the report of what is left.
pub(super) fn run(
    arguments: &Check,
    workspace: &Workspace,
    options: &CheckOptions,
    mut report: CheckReport,
    context: &mut Context<'_>,
) -> Result<CheckReport, Failure> {
    let mut mended = 0;
    for turn in 0..TURNS {
        let fixes = plan_fixes(workspace, &report.diagnostics);
        if fixes.is_empty() {
            if turn == 0 {
                context.terminal.say("nothing to mend");
            }
            break;
        }
        show(&diff(&fixes), arguments.format, context);
        let mends = fixes.iter().map(|fix| fix.titles.len()).sum::<usize>();
        let asked = format!("{} in {}", count(mends, "mend"), count(fixes.len(), "file"));
        if arguments.dry_run {
            context.terminal.say(&format!("{STRONG}would make{STRONG:#} {asked}\n"));
            break;
        }
        let ask = turn == 0 && context.terminal.interactive() && !arguments.yes;
        if ask && !context.terminal.confirm(&format!("make {asked}?")) {
            context.terminal.say("nothing was changed\n");
            break;
        }
        apply_fixes(workspace, &fixes)?;
        mended += mends;
        report = look(workspace, options, context)?;
    }
    if mended > 0 {
        context.terminal.say(&format!("{GOOD}mended{GOOD:#} {}\n", count(mended, "problem")));
    }
    Ok(report)
}

/// The changes are the result, except where another format has standard output for itself.
fn show(diff: &str, format: CheckFormat, context: &mut Context<'_>) {
    if format == CheckFormat::Human {
        context.terminal.result(diff);
    } else {
        context.terminal.say(diff.trim_end());
    }
}

/// All changes as a unified diff.
fn diff(fixes: &[FileFix]) -> String {
    let mut text = String::new();
    for fix in fixes {
        let file = tame(&fix.file);
        let _ = writeln!(text, "{STRONG}--- {file}\n+++ {file}{STRONG:#}");
        let compared = TextDiff::from_lines(fix.before.as_str(), fix.after.as_str());
        for hunk in compared.unified_diff().context_radius(2).iter_hunks() {
            let _ = writeln!(text, "{HUNK}{}{HUNK:#}", hunk.header());
            for change in hunk.iter_changes() {
                let style = match change.tag() {
                    similar::ChangeTag::Delete => REMOVED,
                    similar::ChangeTag::Insert => ADDED,
                    similar::ChangeTag::Equal => Style::new(),
                };
                let line = change.value().trim_end_matches(['\n', '\r']);
                let _ = writeln!(text, "{style}{}{}{style:#}", change.tag(), tame(line));
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_read_as_a_unified_diff() {
        let fix = FileFix {
            file: "content/a.md".to_owned(),
            before: "---\r\ntitle: A\r\nstatus: active\r\n---\r\none\r\ntwo\r\nthree\u{1b}\r\n".to_owned(),
            after: "---\r\ntitle: A\r\nstatus: Active\r\n---\r\none\r\ntwo\r\nthree\u{1b}\r\n".to_owned(),
            titles: vec!["write `status` as `Active`".to_owned()],
            postponed: 0,
        };
        insta::assert_snapshot!(anstream::adapter::strip_str(&diff(&[fix])), @"
        --- content/a.md
        +++ content/a.md
        @@ -1,5 +1,5 @@
         ---
         title: A
        -status: active
        +status: Active
         ---
         one
        ");
    }
}
