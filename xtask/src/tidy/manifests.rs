//! Members inherit from the workspace what the workspace decides.

use toml::{Table, Value};

use super::{Finding, tree::Tree};

const INHERITED: &[&str] = &["version", "edition", "rust-version", "license", "repository", "publish"];

/// Package data, lints and dependency versions of every member come from the root manifest.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.packages
        .iter()
        .flat_map(|package| match tree.files.get(&package.manifest) {
            Some(text) => manifest(&package.manifest, text),
            None => vec![Finding::new(&package.manifest, 0, "the manifest cannot be found")],
        })
        .collect()
}

fn manifest(path: &str, text: &str) -> Vec<Finding> {
    let table: Table = match text.parse() {
        Ok(table) => table,
        Err(error) => return vec![Finding::new(path, 0, format!("the manifest is not TOML: {error}"))],
    };
    let mut findings = Vec::new();
    for key in INHERITED {
        if !table.get("package").is_some_and(|package| inherits(package.get(key))) {
            findings.push(Finding::new(path, 0, format!("write `{key}.workspace = true` in `[package]`")));
        }
    }
    if !inherits(table.get("lints")) {
        findings.push(Finding::new(path, 0, "write `[lints]` with `workspace = true`"));
    }
    let targets = table.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    for place in targets.filter_map(Value::as_table).chain([&table]) {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let dependencies = place.get(kind).and_then(Value::as_table).into_iter().flatten();
            findings.extend(dependencies.filter(|(_, value)| !inherits(Some(value))).map(|(name, _)| {
                Finding::new(
                    path,
                    0,
                    format!("`{name}` has a version of its own: write `{name}.workspace = true`"),
                )
            }));
        }
    }
    findings
}

fn inherits(value: Option<&Value>) -> bool {
    value.and_then(|value| value.get("workspace")).and_then(Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[package]\nname = \"stratbook-model\"\nversion.workspace = true\nedition.workspace = true\nrust-version.workspace = true\nlicense.workspace = true\nrepository.workspace = true\npublish.workspace = true\n\n[lints]\nworkspace = true\n\n[dependencies]\nserde.workspace = true\ntera = { workspace = true, features = [\"fast\"] }\n";

    fn messages(text: &str) -> Vec<String> {
        manifest("Cargo.toml", text).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn an_inheriting_manifest_is_fine() {
        assert_eq!(messages(GOOD), [""; 0]);
    }

    #[test]
    fn own_decisions_are_found() {
        let text = GOOD
            .replace("edition.workspace = true", "edition = \"2021\"")
            .replace("[lints]\nworkspace = true", "[target.'cfg(unix)'.dependencies]\nnix = \"0.31\"")
            .replace("serde.workspace = true", "serde = \"1\"");
        assert_eq!(
            messages(&text),
            [
                "write `edition.workspace = true` in `[package]`",
                "write `[lints]` with `workspace = true`",
                "`nix` has a version of its own: write `nix.workspace = true`",
                "`serde` has a version of its own: write `serde.workspace = true`",
            ]
        );
    }

    #[test]
    fn a_broken_manifest_is_said() {
        assert!(messages("[package")[0].starts_with("the manifest is not TOML"));
    }
}
