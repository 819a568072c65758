//! Habits of source files: what they begin with, how long they are, what must not stay in them.

use super::{Finding, tree::Tree};

const LONGEST: usize = 800;
const EXCUSE: &str = "// tidy: long because ";

/// Leftovers, assembled so that this file does not hold them.
const LEFTOVERS: &[&str] =
    &[concat!("to", "do!("), concat!("d", "bg!("), concat!("FIX", "ME"), concat!("XX", "X:")];

/// Beginnings of paths that exist on somebody's machine only.
const MACHINES: &[&str] =
    &[concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!("/wo", "rk/"), concat!("../sha", "red/")];
/// Also a URL path in prose and templates, so it is looked for in code alone.
const MACHINES_IN_CODE: &[&str] = &[concat!("/ho", "me/"), concat!("C:\\\\Us", "ers")];

/// Looks at every source file, and at prose for paths of machines.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending(".rs") {
        findings.extend(source(path, text));
    }
    for (path, text) in &tree.files {
        let is_code = [".rs", ".toml", ".sh", ".yml", ".ci/run"].iter().any(|ending| path.ends_with(ending));
        let needles = MACHINES.iter().chain(MACHINES_IN_CODE.iter().filter(|_| is_code));
        for needle in needles {
            findings.extend(
                lines_with(text, |line| is_machine_path(line, needle))
                    .map(|line| Finding::new(path, line, format!("`{needle}…` is a path of one machine"))),
            );
        }
    }
    findings
}

fn source(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("// tidy:"));
    // A `tests.rs` says what it is for by its name.
    if !path.ends_with("/tests.rs") && !first.is_some_and(|line| line.starts_with("//!")) {
        findings.push(Finding::new(path, 1, "a module begins with `//!`: what it is for"));
    }
    if path.ends_with("/mod.rs") {
        let folder = path.trim_end_matches("/mod.rs");
        findings.push(Finding::new(path, 0, format!("write `{folder}.rs` beside the folder instead")));
    }
    let length = text.lines().count();
    if length > LONGEST && !text.lines().any(|line| line.starts_with(EXCUSE)) {
        let message = format!("{length} lines: split it by idea, or write a line `{EXCUSE}…`");
        findings.push(Finding::new(path, 0, message));
    }
    for needle in LEFTOVERS {
        findings.extend(lines_with(text, |line| line.contains(needle)).map(|line| {
            Finding::new(path, line, format!("`{}` is left over", needle.trim_end_matches('(')))
        }));
    }
    findings
}

fn lines_with<'a>(text: &'a str, matches: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = usize> + 'a {
    text.lines().enumerate().filter(move |(_, line)| matches(line)).map(|(index, _)| index + 1)
}

/// Whether the line has the needle where a path can begin: `https://host/work/` does not count.
fn is_machine_path(line: &str, needle: &str) -> bool {
    line.match_indices(needle).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|before| {
            !before.is_alphanumeric() && !matches!(before, '/' | '.' | '-' | '_' | '}' | '>')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)])).into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn a_plain_module_is_fine() {
        assert_eq!(messages("crates/a/src/lib.rs", "//! Words.\n\nfn main() {}\n"), [""; 0]);
        assert_eq!(messages("a.md", "See https://example.org/work/ and docs/home/x.\n"), [""; 0]);
    }

    #[test]
    fn a_module_says_what_it_is_for() {
        assert_eq!(
            messages("a.rs", "use std::fs;\n"),
            ["a.rs:1: a module begins with `//!`: what it is for"]
        );
        assert_eq!(messages("a/tests.rs", "use super::*;\n"), [""; 0]);
        assert_eq!(messages("a/mod.rs", "//! A.\n"), ["a/mod.rs: write `a.rs` beside the folder instead"]);
    }

    #[test]
    fn leftovers_are_found() {
        let text = format!("//! A.\nfn a() {{ {}) }}\n", LEFTOVERS[0]);
        assert_eq!(
            messages("a.rs", &text),
            [format!("a.rs:2: `{}` is left over", LEFTOVERS[0].trim_end_matches('('))]
        );
    }

    #[test]
    fn long_files_have_a_reason() {
        let long = format!("//! A.\n{}", "\n".repeat(900));
        assert_eq!(messages("a.rs", &long).len(), 1);
        assert_eq!(messages("a.rs", &format!("{EXCUSE}it is one table\n{long}")), [""; 0]);
    }

    #[test]
    fn paths_of_machines_are_found() {
        let text = format!("run `cd {}main`\n", MACHINES[2]);
        assert_eq!(messages("a.md", &text).len(), 1);
        let home = format!("see {}ann/notes\n", MACHINES_IN_CODE[0]);
        assert_eq!((messages("a.md", &home).len(), messages("a.toml", &home).len()), (0, 1));
    }
}
