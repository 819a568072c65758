//! What ARCHITECTURE.md names is there, and what is there is named.

use super::{Finding, tree::Tree};

const DOCUMENT: &str = "ARCHITECTURE.md";

/// Folders that a build makes: the document may speak of them though the repository has none.
const MADE: &[&str] = &[".stratbook", "public", "target"];

/// Every member's folder is named outside the layer table; every path in backticks exists.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let Some(document) = tree.files.get(DOCUMENT) else { return Vec::new() };
    let mut findings = Vec::new();
    let mut named = Vec::new();
    let mut fenced = false;
    for (index, line) in document.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        if fenced || line.starts_with("    ") {
            continue;
        }
        for word in line.split('`').skip(1).step_by(2) {
            named.push(word.trim_end_matches('/'));
            if is_path(word) && !tree.has(word) {
                findings.push(Finding::new(DOCUMENT, index + 1, format!("there is no `{word}`")));
            }
        }
    }
    for package in &tree.packages {
        let folder = package.manifest.trim_end_matches("/Cargo.toml");
        // A folder inside a named one (`xtask/reference` in `xtask`) may go without words of its own.
        let is_named =
            |path: &str| named.iter().any(|word| *word == path || word.split(' ').any(|part| part == path));
        let mut above = folder;
        let mut found =
            is_named(above) || named.iter().any(|word| word.starts_with("cargo xtask")) && folder == "xtask";
        while let (false, Some((parent, _))) = (found, above.rsplit_once('/')) {
            above = parent;
            found = above != "crates" && (is_named(above) || above == "xtask");
        }
        if !found {
            findings.push(Finding::new(
                DOCUMENT,
                0,
                format!("`{folder}` ({}) is not described", package.name),
            ));
        }
    }
    findings
}

/// Whether a word in backticks means a path of this repository.
fn is_path(word: &str) -> bool {
    let plain = |character: char| character.is_alphanumeric() || matches!(character, '/' | '.' | '-' | '_');
    word.contains('/')
        && word.chars().all(plain)
        && !word.starts_with('/')
        && !MADE.iter().any(|folder| word.split('/').next() == Some(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(tree: &Tree) -> Vec<String> {
        check(tree).into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn paths_in_backticks_exist() {
        let text = "`crates/site/src/lib.rs` `crates/gone` `themes/` `a | b/c` `.stratbook/` `</head>` `model::A`\n\n    `x/y`\n";
        let tree = Tree::of(&[(DOCUMENT, text), ("crates/site/src/lib.rs", ""), ("themes/a.html", "")]);
        assert_eq!(messages(&tree), ["ARCHITECTURE.md:1: there is no `crates/gone`"]);
    }

    #[test]
    fn every_package_is_described() {
        let text = "## What? (`crates/model`)\n\n| `stratbook-site` | nothing |\n";
        let files = [(DOCUMENT, text), ("crates/model/src/lib.rs", ""), ("crates/site/src/lib.rs", "")];
        let tree = Tree::of(&files).with("stratbook-model", &[]).with("stratbook-site", &[]);
        assert_eq!(messages(&tree), ["ARCHITECTURE.md: `crates/site` (stratbook-site) is not described"]);
    }
}
