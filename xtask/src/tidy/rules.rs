//! Every code of the catalogue is raised somewhere, or is reserved with a reason.

use super::{Finding, tree::Tree};

const CATALOGUE: &str = "crates/model/src/rules/";

/// Rules that nothing raises yet, and why they are in the catalogue.
const RESERVED: &[(&str, &str)] = &[];

/// Looks for each rule's name in the sources outside the catalogue's crate.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    check_with(tree, RESERVED)
}

fn check_with(tree: &Tree, reserved: &[(&str, &str)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending(".rs").filter(|(path, _)| path.starts_with(CATALOGUE)) {
        for (index, line) in text.lines().enumerate() {
            let Some((name, code)) = entry(line) else { continue };
            let raised = tree.ending(".rs").any(|(other, text)| is_raising(other) && names(text, name));
            let is_reserved = reserved.iter().any(|(other, _)| *other == name);
            match (raised, is_reserved) {
                (false, false) => {
                    findings.push(Finding::new(path, index + 1, format!("nothing raises `{name}` ({code})")));
                }
                (true, true) => {
                    findings.push(Finding::new(
                        path,
                        index + 1,
                        format!("`{name}` ({code}) is reserved, and raised"),
                    ));
                }
                _ => {}
            }
        }
    }
    findings
}

fn is_raising(path: &str) -> bool {
    (path.starts_with("crates/") && !path.starts_with("crates/model/")) || path.starts_with("plugins/")
}

/// `NAME = "SB0101", "name", Severity;`
fn entry(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.trim().split_once(" = \"")?;
    let (code, _) = rest.split_once('"')?;
    let is_name =
        name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_');
    (is_name && code.len() == 6 && code.starts_with("SB")).then_some((name, code))
}

/// Whether the text has the name as a whole word.
fn names(text: &str, name: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(is_word)
            && !text[at + name.len()..].chars().next().is_some_and(is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "crates/model/src/rules/links.rs";
    const RULES: &str =
        "//! Links.\nrules! { \"links\";\n    BROKEN_LINK = \"SB0401\", \"broken-link\", Error;\n}\n";

    fn messages(source: &str, reserved: &[(&str, &str)]) -> Vec<String> {
        let tree = Tree::of(&[(FILE, RULES), ("crates/graph/src/lib.rs", source)]);
        check_with(&tree, reserved).into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn a_raised_rule_is_fine() {
        assert_eq!(messages("Diagnostic::at(&rules::BROKEN_LINK, …)", &[]), [""; 0]);
    }

    #[test]
    fn a_rule_that_nothing_raises_is_found() {
        let wanted = ["crates/model/src/rules/links.rs:3: nothing raises `BROKEN_LINK` (SB0401)"];
        assert_eq!(messages("NOT_BROKEN_LINK BROKEN_LINKS", &[]), wanted);
        assert_eq!(messages("", &[("BROKEN_LINK", "comes with search")]), [""; 0]);
    }

    #[test]
    fn a_reserved_rule_is_not_raised() {
        let wanted = ["crates/model/src/rules/links.rs:3: `BROKEN_LINK` (SB0401) is reserved, and raised"];
        assert_eq!(messages("rules::BROKEN_LINK", &[("BROKEN_LINK", "")]), wanted);
    }
}
