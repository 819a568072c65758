//! `cargo xtask dist`: a folder that can be unpacked and used.
//!
//! It lies in `dist/` of the target folder: the release binary, man pages, shell completions, licences, README, and a
//! `tar.gz` of it all where `tar` is on this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Context as _, Failure, Outcome};

/// Arguments of `cargo xtask dist`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Leave the archive out
    #[arg(long)]
    no_archive: bool,
}

/// Builds the release and lays it out.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    shell::run(shell::cargo().args([
        "build",
        "--release",
        "--package",
        "stratbook-cli",
        "--bin",
        "stratbook",
    ]))?;
    let dist = shell::target_dir().join("dist");
    let folder = dist.join(name(&version()?));
    if folder.exists() {
        fs::remove_dir_all(&folder).could_not(format!("remove the last `{}`", folder.display()))?;
    }
    fs::create_dir_all(&folder).could_not(format!("make `{}`", folder.display()))?;

    let binary = if cfg!(windows) { "stratbook.exe" } else { "stratbook" };
    copy(&shell::target_dir().join("release").join(binary), &folder.join(binary))?;
    for (task, place) in [("man", "man"), ("completions", "completions")] {
        let mut command = shell::cargo();
        command
            .args(["run", "--quiet", "--release", "--package", "xtask-reference", "--", task])
            .arg(folder.join(place));
        shell::run(&mut command)?;
    }
    for file in documents(&shell::root())? {
        copy(&file, &folder.join(file.file_name().unwrap_or_default()))?;
    }
    println!("{}", folder.display());
    if !arguments.no_archive {
        archive(&dist, &folder)?;
    }
    Ok(())
}

/// `stratbook-0.1.0-x86_64-linux`
fn name(version: &str) -> String {
    format!("stratbook-{version}-{}-{}", std::env::consts::ARCH, std::env::consts::OS)
}

fn version() -> Outcome<String> {
    let text = fs::read_to_string(shell::root().join("Cargo.toml")).could_not("read the root manifest")?;
    let manifest: toml::Table = text.parse().could_not("read the root manifest")?;
    let version = manifest
        .get("workspace")
        .and_then(|table| table.get("package"))
        .and_then(|table| table.get("version"));
    let version = version.and_then(toml::Value::as_str).map(str::to_owned);
    version.ok_or_else(|| Failure("the root manifest has no `workspace.package.version`".to_owned()))
}

/// README and licence texts at the root.
fn documents(root: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(root).could_not("read the root folder")?;
    let mut files: Vec<_> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| is_shipped(path)).collect();
    files.sort();
    Ok(files)
}

fn is_shipped(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
    path.is_file()
        && ["LICENSE", "LICENCE", "README", "CHANGELOG"].iter().any(|start| name.starts_with(start))
}

fn archive(dist: &Path, folder: &Path) -> Outcome {
    let Some(tar) = shell::find("tar") else {
        println!("no `tar` on this machine: the folder is all there is");
        return Ok(());
    };
    let name = folder.file_name().unwrap_or_default();
    let mut file = name.to_os_string();
    file.push(".tar.gz");
    let file = dist.join(file);
    shell::run(Command::new(tar).arg("-czf").arg(&file).arg("-C").arg(dist).arg(name))?;
    println!("{}", file.display());
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).could_not(format!("copy `{}` to `{}`", from.display(), to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_comes_from_the_workspace() {
        assert_eq!(version().unwrap(), env!("CARGO_PKG_VERSION"));
        assert!(name("1.2.3").starts_with("stratbook-1.2.3-"));
    }

    #[test]
    fn licences_and_the_readme_are_shipped() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["README.md", "LICENSE-MIT", "Cargo.toml"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let found = documents(folder.path()).unwrap();
        let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_string_lossy()).collect();
        assert_eq!(names, ["LICENSE-MIT", "README.md"]);
    }
}
