//! What tidy looks at: the files of the repository and the packages of the workspace.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::shell::{self, Context as _, Outcome};

/// A member of the workspace.
#[derive(Debug, Clone, Default)]
pub(super) struct Package {
    pub(super) name: String,
    /// Manifest, relative to the root, `/` between parts.
    pub(super) manifest: String,
    /// Names of the packages it depends on in any way, sorted: members and libraries alike.
    pub(super) dependencies: Vec<String>,
}

/// The repository.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Every file by its path from the root; the text is empty where the file is not source or prose.
    pub(super) files: BTreeMap<String, String>,
    /// Members of the workspace, by name.
    pub(super) packages: Vec<Package>,
}

/// Folders that hold nothing anybody wrote here.
const NOT_OURS: &[&str] = &[".git", "target", "public", ".stratbook", "node_modules", "corpus", "artifacts"];
const TEXT: &[&str] = &["rs", "toml", "md", "html", "css", "js", "json", "sh", "yml", "yaml", "txt"];

impl Tree {
    /// Reads the files, and asks cargo for the packages.
    pub(super) fn read(root: &Path) -> Outcome<Self> {
        let mut files = BTreeMap::new();
        collect(root, "", &mut files)?;
        Ok(Self { files, packages: packages(root)? })
    }

    /// Whether there is such a file or folder.
    pub(super) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        let mut following = self.files.range(folder.clone()..);
        self.files.contains_key(path) || following.next().is_some_and(|(found, _)| found.starts_with(&folder))
    }

    /// Files whose names end so, with their texts.
    pub(super) fn ending<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.ends_with(ending))
            .map(|(path, text)| (&**path, &**text))
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Outcome {
    let entries = fs::read_dir(folder).could_not(format!("read `{}`", folder.display()))?;
    for entry in entries {
        let entry = entry.could_not(format!("read `{}`", folder.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        let kind = entry.file_type().could_not(format!("look at `{path}`"))?;
        if kind.is_dir() {
            // `crates/…/corpus` would be a module; only the fuzzers' own folders are left out.
            let fuzzers = matches!(&*name, "corpus" | "artifacts") && prefix != "fuzz";
            if fuzzers || !NOT_OURS.contains(&&*name) {
                collect(&entry.path(), &path, files)?;
            }
        } else if kind.is_file() {
            let is_text =
                path == ".ci/run" || path.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending));
            let bytes = if is_text {
                fs::read(entry.path()).could_not(format!("read `{path}`"))?
            } else {
                Vec::new()
            };
            files.insert(path, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(())
}

fn packages(root: &Path) -> Outcome<Vec<Package>> {
    let text = shell::output(shell::cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&text).could_not("read what `cargo metadata` says")?;
    let mut packages: Vec<_> = list(&metadata["packages"])
        .map(|package| {
            let manifest = Path::new(text_of(&package["manifest_path"]));
            let mut dependencies: Vec<_> = list(&package["dependencies"])
                .map(|dependency| text_of(&dependency["name"]).to_owned())
                .collect();
            dependencies.sort();
            dependencies.dedup();
            let manifest =
                manifest.strip_prefix(root).unwrap_or(manifest).to_string_lossy().replace('\\', "/");
            Package { name: text_of(&package["name"]).to_owned(), manifest, dependencies }
        })
        .collect();
    packages.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(packages)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
impl Tree {
    /// A made-up tree.
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        Self { files, packages: Vec::new() }
    }

    /// Adds a made-up package.
    pub(super) fn with(mut self, name: &str, dependencies: &[&str]) -> Self {
        let manifest = format!("crates/{}/Cargo.toml", name.trim_start_matches("stratbook-"));
        let dependencies = dependencies.iter().map(|name| (*name).to_owned()).collect();
        self.packages.push(Package { name: name.to_owned(), manifest, dependencies });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_known_by_their_files() {
        let tree = Tree::of(&[("crates/model/src/lib.rs", ""), ("crates/model-x.rs", "")]);
        assert!(tree.has("crates/model") && tree.has("crates/model/") && tree.has("crates/model/src/lib.rs"));
        assert!(!tree.has("crates/mod") && !tree.has("crates/site"));
    }

    #[test]
    fn the_real_tree_can_be_read() {
        let tree = Tree::read(&shell::root()).unwrap();
        assert!(tree.has("xtask/src/tidy/tree.rs"));
        assert!(!tree.has("target"));
        let own = tree.packages.iter().find(|package| package.name == "xtask").unwrap();
        assert_eq!(own.manifest, "xtask/Cargo.toml");
        assert!(own.dependencies.iter().any(|name| name == "clap"));
    }
}
