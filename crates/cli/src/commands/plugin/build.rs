//! `plugin build`: from sources to a library that the manifest names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use stratbook_host::{Hash, Manifest, TARGET};
use stratbook_model::SourceText;

use super::trust;
use crate::arguments::PluginBuild;
use crate::commands::{Context, Outcome};
use crate::failure::Failure;
use crate::render::human::{GOOD, NAME};

/// The manifest of a plugin.
const MANIFEST: &str = "plugin.toml";

pub(super) fn run(arguments: &PluginBuild, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    let plugins = workspace.root().join("plugins");
    let folders = match &arguments.plugin {
        Some(named) => vec![folder_of(named, &plugins, context)?],
        None => sources(&plugins),
    };
    if folders.is_empty() {
        return Err(Failure::new("there is no plugin with sources here")
            .hint("`stratbook plugin new ID` makes one below `plugins`"));
    }
    for folder in folders {
        build(&folder, arguments, context)?;
    }
    Ok(Outcome::Done)
}

fn build(folder: &Path, arguments: &PluginBuild, context: &mut Context<'_>) -> Result<(), Failure> {
    let shown = context.shown(folder);
    let file = folder.join(MANIFEST);
    let text = fs::read_to_string(&file)
        .map_err(|error| Failure::system(format!("read `{}`", context.shown(&file)), &error))?;
    let (manifest, said) = Manifest::parse(&SourceText::new(context.shown(&file), text.as_str()));
    let Some(manifest) = manifest else {
        let mut failure = Failure::new(format!("the manifest of `{shown}` is not valid"));
        failure.diagnostics = said;
        return Err(failure);
    };
    context.terminal.say(&format!("building {} in {shown}", manifest.id));
    let library = if folder.join("Cargo.toml").is_file() {
        cargo(folder, arguments.debug, context)?
    } else if folder.join("Makefile").is_file() {
        make(folder, &manifest, arguments.debug, context)?
    } else {
        return Err(Failure::new(format!("there is nothing to build in `{shown}`"))
            .hint("a Rust plugin has a `Cargo.toml`, one in C a `Makefile`"));
    };
    let bytes = fs::read(&library)
        .map_err(|error| Failure::system(format!("read `{}`", context.shown(&library)), &error))?;
    let name = library.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let target = folder.join(&name);
    if library != target {
        // Beside and renamed: a running build may have the old one open.
        let beside = folder.join(format!(".{name}.{}", std::process::id()));
        fs::write(&beside, &bytes)
            .and_then(|()| fs::rename(&beside, &target))
            .map_err(|error| Failure::system(format!("write `{}`", context.shown(&target)), &error))?;
    }
    let hash = Hash::of(&bytes);
    let written = with_library(&text, &name, &hash.to_string());
    fs::write(&file, written)
        .map_err(|error| Failure::system(format!("write `{}`", context.shown(&file)), &error))?;
    let shown = context.shown(&target);
    context.terminal.say(&format!("{GOOD}built{GOOD:#} {shown} {hash}"));
    if arguments.no_trust {
        context.terminal.say(&format!("to let it run: {NAME}stratbook plugin trust {}{NAME:#}", manifest.id));
    } else {
        // Whoever builds sources on this machine has run more of them than loading the result does.
        trust::remember(&manifest.id, &target, hash)?;
        context.terminal.say("trusted, since you built it here (`--no-trust` leaves that out)");
    }
    Ok(())
}

/// Has cargo build a library, and finds out from it where the library is.
fn cargo(folder: &Path, debug: bool, context: &Context<'_>) -> Result<PathBuf, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(folder).args(["build", "--lib", "--message-format=json-render-diagnostics"]);
    if !debug {
        command.arg("--release");
    }
    let output = run_tool(command, "cargo", "install Rust: https://rustup.rs")?;
    if !output.status.success() {
        return Err(Failure::new(format!("`{}` could not be built", context.shown(folder))));
    }
    // Of all that was built, the last shared library is the plugin's: its dependencies come before it.
    let text = String::from_utf8_lossy(&output.stdout);
    let mut libraries =
        text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).filter_map(|line| {
            let is_shared = line["target"]["crate_types"].as_array()?.iter().any(|kind| kind == "cdylib");
            let files = line["filenames"].as_array().filter(|_| is_shared)?;
            let is_library = |file: &&str| {
                Path::new(file).extension().is_some_and(|end| {
                    ["so", "dylib", "dll"].iter().any(|known| end.eq_ignore_ascii_case(known))
                })
            };
            files.iter().filter_map(Value::as_str).find(is_library).map(PathBuf::from)
        });
    libraries.next_back().ok_or_else(|| {
        Failure::new(format!("`{}` builds no shared library", context.shown(folder)))
            .hint("its Cargo.toml needs `[lib] crate-type = [\"cdylib\", \"rlib\"]`")
    })
}

/// Has make build a library: the one that the manifest names, or the only one there.
fn make(folder: &Path, manifest: &Manifest, debug: bool, context: &Context<'_>) -> Result<PathBuf, Failure> {
    let mut command = Command::new("make");
    command.current_dir(folder);
    if debug {
        command.arg("CFLAGS=-g -O0");
    }
    let output = run_tool(command, "make", "install make and a C compiler")?;
    if !output.status.success() {
        return Err(Failure::new(format!("`{}` could not be built", context.shown(folder))));
    }
    let named = manifest.libraries.iter().find(|library| library.target == TARGET);
    let end = std::env::consts::DLL_SUFFIX;
    let mut found: Vec<PathBuf> = match named {
        Some(library) => vec![folder.join(&library.file)],
        None => fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.to_string_lossy().ends_with(end))
            .collect(),
    };
    found.retain(|path| path.is_file());
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(Failure::new(format!("`{}` has not built one shared library", context.shown(folder)))
            .hint(format!("its Makefile makes one file that ends in `{end}`"))),
    }
}

fn run_tool(mut command: Command, name: &str, hint: &str) -> Result<std::process::Output, Failure> {
    command.stdin(Stdio::null()).stderr(Stdio::inherit());
    command.output().map_err(|error| Failure::system(format!("run `{name}`"), &error).hint(hint))
}

/// The manifest with this library for this system, all else as it was.
fn with_library(manifest: &str, file: &str, hash: &str) -> String {
    let mut kept = String::with_capacity(manifest.len() + 200);
    // Tables of other systems stay; the one of this system is written anew at the end.
    let mut table = String::new();
    let mut in_library = false;
    let flush = |table: &mut String, kept: &mut String| {
        let ours = table.lines().any(|line| {
            line.split_once('=').is_some_and(|(key, value)| {
                key.trim() == "target" && value.trim().trim_matches(['"', '\'']) == TARGET
            })
        });
        if !ours {
            kept.push_str(table);
        }
        table.clear();
    };
    for line in manifest.split_inclusive('\n') {
        let head = line.trim_start();
        if head.starts_with('[') {
            if in_library {
                flush(&mut table, &mut kept);
            }
            in_library = head.starts_with("[[library]]");
        }
        if in_library {
            table.push_str(line);
        } else {
            kept.push_str(line);
        }
    }
    if in_library {
        flush(&mut table, &mut kept);
    }
    format!(
        "{}\n\n[[library]]\ntarget = \"{TARGET}\"\nfile = \"{file}\"\nhash = \"{hash}\"\n",
        kept.trim_end()
    )
}

/// Folders with a manifest and something to build.
fn sources(plugins: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(plugins)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|folder| {
            folder.join(MANIFEST).is_file()
                && (folder.join("Cargo.toml").is_file() || folder.join("Makefile").is_file())
        })
        .collect();
    folders.sort();
    folders
}

fn folder_of(named: &str, plugins: &Path, context: &Context<'_>) -> Result<PathBuf, Failure> {
    let typed = context.here.join(named);
    let folder = if typed.join(MANIFEST).is_file() { typed } else { plugins.join(named) };
    if folder.join(MANIFEST).is_file() {
        return Ok(folder);
    }
    Err(Failure::new(format!("there is no plugin `{named}` in this workspace"))
        .hint("name a folder with a `plugin.toml`, or one below `plugins`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_keeps_everything_but_its_own_library() {
        let manifest = format!(
            "# Ours.\nid = \"okr\"\n\n[[library]]\ntarget = \"other\"\nfile = \"a.dll\"\n\n[[library]]\ntarget = \"{TARGET}\"\nfile = \"old.so\"\nhash = \"blake3:00\"\n\n[limits]\nseconds = 1\n"
        );
        let written = with_library(&manifest, "libokr.so", "blake3:11");
        assert!(written.contains("# Ours.") && written.contains("a.dll") && written.contains("seconds = 1"));
        assert!(!written.contains("old.so"));
        assert!(written.ends_with(&format!(
            "[[library]]\ntarget = \"{TARGET}\"\nfile = \"libokr.so\"\nhash = \"blake3:11\"\n"
        )));
        assert_eq!(
            with_library(&written, "libokr.so", "blake3:11"),
            written,
            "writing again changes nothing"
        );
    }
}
