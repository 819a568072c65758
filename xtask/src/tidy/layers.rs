//! Which package may depend on which, and which package owns a heavy library.

use std::collections::BTreeMap;

use super::{Finding, tree::Tree};

const DOCUMENT: &str = "ARCHITECTURE.md";

/// Libraries that show their types everywhere once they are let in: each is named by its owners alone.
const OWNERS: &[(&str, &[&str])] = &[
    ("axum", &["stratbook-server"]),
    ("clap", &["stratbook-cli", "xtask", "xtask-bare-search", "xtask-reference"]),
    ("gray_matter", &["stratbook-content"]),
    ("libloading", &["stratbook-host"]),
    // The SDK tests with it that escaped text stays text; a template's variables are found in the text that it sees.
    ("pulldown-cmark", &["stratbook-markdown", "stratbook-plugin", "stratbook-personalization"]),
    ("saphyr-parser", &["stratbook-charts", "stratbook-content"]),
    ("syntect", &["stratbook-markdown"]),
    ("tantivy", &["stratbook-search", "xtask-bare-search"]),
    ("tera", &["stratbook-site"]),
    ("walkdir", &["stratbook-content"]),
];

/// Ends the name of a row that stands for all packages in a folder: `plugins/*`.
const ALL_IN: &str = "/*";

/// Holds the dependencies of every package against the table and the owners.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let Some(document) = tree.files.get(DOCUMENT) else {
        return vec![Finding::new(DOCUMENT, 0, "there is no such file, so there is no layer table")];
    };
    let table = table(document);
    let mut findings = Vec::new();
    if table.is_empty() {
        findings.push(Finding::new(DOCUMENT, 0, "there is no table that begins with `| crate | may use |`"));
    }
    for row in table.values() {
        let named = Some(&row.name).filter(|name| !name.ends_with(ALL_IN));
        for name in row.may_use.iter().filter(|name| !name.ends_with(ALL_IN)).chain(named) {
            if !tree.packages.iter().any(|package| package.name == *name) {
                findings.push(Finding::new(
                    DOCUMENT,
                    row.line,
                    format!("the layer table names `{name}`, which is no member"),
                ));
            }
        }
    }
    for package in &tree.packages {
        let members =
            package.dependencies.iter().filter(|name| tree.packages.iter().any(|other| other.name == **name));
        // Packages of one folder of the group belong together: a plugin and its library.
        let group = table.values().find_map(|row| {
            let folder = row.name.strip_suffix(ALL_IN)?;
            let own = package.manifest.strip_prefix(folder)?.strip_prefix('/')?.split('/').next()?;
            Some((row, format!("{folder}/{own}/")))
        });
        let beside = |name: &str| {
            let other = tree.packages.iter().find(|other| other.name == name);
            group.as_ref().is_some_and(|(_, own)| other.is_some_and(|other| other.manifest.starts_with(own)))
        };
        match table.get(&*package.name).or(group.as_ref().map(|(row, _)| *row)) {
            None => findings.push(Finding::new(
                DOCUMENT,
                0,
                format!("the layer table has no row for `{}`", package.name),
            )),
            Some(row) => {
                let in_folder = |name: &str| {
                    let other = tree.packages.iter().find(|other| other.name == name);
                    let mut folders = row.may_use.iter().filter_map(|may| may.strip_suffix(ALL_IN));
                    folders.any(|folder| other.is_some_and(|other| other.manifest.starts_with(folder)))
                };
                let allowed =
                    |name: &str| row.may_use.iter().any(|may| may == name) || beside(name) || in_folder(name);
                findings.extend(members.filter(|name| !allowed(name)).map(|name| {
                    let message =
                        format!("`{}` may not use `{name}`: the layer table does not allow it", package.name);
                    Finding::new(&package.manifest, 0, message)
                }));
            }
        }
        for (library, owners) in OWNERS {
            if package.dependencies.iter().any(|name| name == library) && !owners.contains(&&*package.name) {
                let message =
                    format!("`{}` may not use {library}: it belongs to {}", package.name, owners.join(", "));
                findings.push(Finding::new(&package.manifest, 0, message));
            }
        }
    }
    findings
}

struct Row {
    name: String,
    may_use: Vec<String>,
    line: usize,
}

/// The rows below `| crate | may use |`, by name. A cell holds names in backticks; `nothing` or an empty cell holds none.
fn table(document: &str) -> BTreeMap<&str, Row> {
    let cells = |line: &str| -> Option<Vec<String>> {
        let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
        Some(inner.split('|').map(|cell| cell.trim().to_owned()).collect())
    };
    let mut rows = BTreeMap::new();
    let mut inside = false;
    for (index, line) in document.lines().enumerate() {
        let Some(cells) = cells(line) else {
            inside = false;
            continue;
        };
        if cells == ["crate", "may use"] {
            inside = true;
        } else if inside && cells.len() == 2 && !cells[0].starts_with("--") {
            let names =
                |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
            let Some(key) = line.split('`').nth(1) else { continue };
            rows.insert(key, Row { name: key.to_owned(), may_use: names(&cells[1]), line: index + 1 });
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# A\n\n| crate | may use |\n|---|---|\n| `stratbook-model` | nothing |\n| `stratbook-graph` | `stratbook-model` |\n| `stratbook-site` | `stratbook-model`, `stratbook-graph` |\n\n| other | table |\n|---|---|\n| `x` | `y` |\n";

    fn tree() -> Tree {
        Tree::of(&[(DOCUMENT, TABLE)]).with("stratbook-model", &["serde"])
    }

    fn messages(tree: &Tree) -> Vec<String> {
        check(tree).into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn edges_downwards_are_fine() {
        let tree = tree()
            .with("stratbook-graph", &["stratbook-model", "strsim"])
            .with("stratbook-site", &["stratbook-graph", "tera"]);
        assert_eq!(messages(&tree), [""; 0]);
    }

    #[test]
    fn edges_upwards_are_found() {
        let tree = tree().with("stratbook-graph", &["stratbook-site"]).with("stratbook-site", &[]);
        assert_eq!(
            messages(&tree),
            [
                "crates/graph/Cargo.toml: `stratbook-graph` may not use `stratbook-site`: the layer table does not allow it"
            ]
        );
    }

    #[test]
    fn a_heavy_library_has_one_owner() {
        let tree = tree().with("stratbook-graph", &["tera"]).with("stratbook-site", &[]);
        assert_eq!(
            messages(&tree),
            ["crates/graph/Cargo.toml: `stratbook-graph` may not use tera: it belongs to stratbook-site"]
        );
    }

    #[test]
    fn the_table_and_the_workspace_name_the_same_packages() {
        let tree = tree().with("stratbook-graph", &[]).with("stratbook-extra", &[]);
        assert_eq!(
            messages(&tree),
            [
                "ARCHITECTURE.md:7: the layer table names `stratbook-site`, which is no member",
                "ARCHITECTURE.md: the layer table has no row for `stratbook-extra`",
            ]
        );
    }

    #[test]
    fn a_missing_table_is_said() {
        assert_eq!(
            messages(&Tree::default()),
            ["ARCHITECTURE.md: there is no such file, so there is no layer table"]
        );
        let tree = Tree::of(&[(DOCUMENT, "# Architecture\n")]);
        assert_eq!(
            messages(&tree),
            ["ARCHITECTURE.md: there is no table that begins with `| crate | may use |`"]
        );
    }
}
