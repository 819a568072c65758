//! `plugin new`: the files of a plugin that builds, has a test and an example.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};
use stratbook_model::names;

use crate::arguments::{PluginLanguage, PluginNew};
use crate::commands::{Context, Outcome};
use crate::failure::Failure;
use crate::render::human::{GOOD, command};

/// The SDK's sources. Rust plugins are built beside them until the SDK can be had from a registry.
static SDK: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../plugin/src");
const SDK_MANIFEST: &str = include_str!("../../starter/plugin/sdk/Cargo.toml.txt");
const HEADER: &str = include_str!("../../../../plugin/include/stratbook_plugin.h");
/// Folder of the SDK beside the plugins.
const SDK_FOLDER: &str = "stratbook-plugin";

const RUST: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("../../starter/plugin/rust/Cargo.toml.txt")),
    ("plugin.toml", include_str!("../../starter/plugin/rust/plugin.toml")),
    ("example.md", include_str!("../../starter/plugin/rust/example.md")),
    (".gitignore", include_str!("../../starter/plugin/rust/gitignore")),
    ("src/lib.rs", include_str!("../../starter/plugin/rust/lib.rs.txt")),
    ("tests/plugin.rs", include_str!("../../starter/plugin/rust/test.rs.txt")),
];
const C: &[(&str, &str)] = &[
    ("plugin.toml", include_str!("../../starter/plugin/c/plugin.toml")),
    ("Makefile", include_str!("../../starter/plugin/c/Makefile.txt")),
    ("plugin.c", include_str!("../../starter/plugin/c/plugin.c")),
    ("example.md", include_str!("../../starter/plugin/c/example.md")),
    ("stratbook_plugin.h", HEADER),
];

pub(super) fn run(arguments: &PluginNew, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let id = &*arguments.id;
    if !is_id(id) {
        return Err(Failure::new(format!("`{id}` cannot be a plugin's id"))
            .hint("lower-case letters, digits and hyphens, beginning with a letter: `okr`"));
    }
    let plugins = context.workspace()?.root().join("plugins");
    let folder = plugins.join(id);
    let shown = context.shown(&folder);
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file() {
        return Err(Failure::new(format!("`{shown}` is there already")).hint("take another id"));
    }
    let sdk = match &arguments.sdk {
        None => Sdk::Beside,
        Some(version) if is_version(version) => Sdk::Version(version.clone()),
        Some(path) => Sdk::Folder(found_sdk(&context.here.join(path), &folder)?),
    };
    let mut files = plugin_files(id, arguments.lang, &sdk);
    let needs_sdk = arguments.lang == PluginLanguage::Rust && sdk == Sdk::Beside;
    // One that is there may have been looked after by hand.
    if needs_sdk && !plugins.join(SDK_FOLDER).join("Cargo.toml").exists() {
        files.extend(sdk_files());
    }
    write(&plugins, &files).map_err(|(path, error)| {
        Failure::system(format!("write `{}`", context.shown(&plugins.join(path))), &error)
    })?;
    context.terminal.say(&format!("{GOOD}made{GOOD:#} {shown}"));
    let (build, check) = (format!("stratbook plugin build {id}"), format!("stratbook plugin check {id}"));
    context.terminal.say(&format!("build it with {}, then try it with {}", command(&build), command(&check)));
    Ok(Outcome::Done)
}

/// Where the SDK of a Rust plugin comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sdk {
    /// From `plugins/stratbook-plugin`, which is written too.
    Beside,
    /// From a folder, as seen from the plugin's.
    Folder(String),
    /// From crates.io.
    Version(String),
}

impl Sdk {
    /// The inside of a dependency's table.
    fn dependency(&self) -> String {
        let (key, value) = match self {
            Self::Beside => ("path", format!("../{SDK_FOLDER}")),
            Self::Folder(path) => ("path", path.clone()),
            Self::Version(version) => ("version", version.clone()),
        };
        format!("{key} = {}", serde_json::Value::from(value))
    }
}

/// Files of a new plugin, by path below the folder of plugins.
fn plugin_files(id: &str, language: PluginLanguage, sdk: &Sdk) -> BTreeMap<String, String> {
    let title = names::humanise(id);
    let quoted = serde_json::Value::from(title.as_str()).to_string();
    let snake = id.replace('-', "_");
    let values = [
        ("{{id}}", id.to_owned()),
        ("{{title}}", title),
        ("{{c_name}}", quoted.replace('"', "\\\"")),
        ("{{name}}", quoted),
        ("{{type}}", format!("{}Plugin", id.split('-').map(names::humanise).collect::<String>())),
        ("{{crate}}", format!("{snake}_plugin")),
        ("{{snake}}", snake),
        ("{{sdk}}", sdk.dependency()),
    ];
    let templates = match language {
        PluginLanguage::Rust => RUST,
        PluginLanguage::C => C,
    };
    let fill =
        |text: &str| values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
    templates.iter().map(|(path, text)| (format!("{id}/{path}"), fill(text))).collect()
}

/// Files of the SDK, by path below the folder of plugins: what a plugin is compiled with, without its own tests.
fn sdk_files() -> BTreeMap<String, String> {
    let manifest = SDK_MANIFEST
        .replace("{{version}}", env!("CARGO_PKG_VERSION"))
        .replace("{{rust}}", env!("CARGO_PKG_RUST_VERSION"));
    let mut files = BTreeMap::from([
        (format!("{SDK_FOLDER}/Cargo.toml"), manifest),
        (format!("{SDK_FOLDER}/.gitignore"), "/target\n".to_owned()),
        (format!("{SDK_FOLDER}/include/stratbook_plugin.h"), HEADER.to_owned()),
    ]);
    collect(&SDK, &mut files);
    files
}

fn collect(folder: &Dir<'_>, files: &mut BTreeMap<String, String>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) if inner.path() != Path::new("tests") => collect(inner, files),
            DirEntry::File(file) if file.path() != Path::new("tests.rs") => {
                if let Some(text) = file.contents_utf8() {
                    let path = file.path().to_string_lossy().replace('\\', "/");
                    // The declaration of the tests goes with them.
                    let text = text.replace("#[cfg(test)]\nmod tests;\n", "");
                    files.insert(format!("{SDK_FOLDER}/src/{path}"), text);
                }
            }
            _ => {}
        }
    }
}

fn write(root: &Path, files: &BTreeMap<String, String>) -> Result<(), (PathBuf, std::io::Error)> {
    for (path, text) in files {
        let target = root.join(path);
        target
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&target, text))
            .map_err(|error| (PathBuf::from(path), error))?;
    }
    Ok(())
}

fn is_id(id: &str) -> bool {
    id.len() <= 64
        && id.starts_with(|first: char| first.is_ascii_lowercase())
        && !id.ends_with('-')
        && id != SDK_FOLDER
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether this is a version as Cargo.toml takes it, and no folder.
fn is_version(text: &str) -> bool {
    let digits = text.trim_start_matches(['=', '^', '~']);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+'))
}

/// The SDK's folder as seen from the plugin's.
fn found_sdk(typed: &Path, folder: &Path) -> Result<String, Failure> {
    let manifest = typed.join("Cargo.toml");
    let is_sdk = fs::read_to_string(&manifest).is_ok_and(|text| text.contains("name = \"stratbook-plugin\""));
    let sdk = typed.canonicalize().ok().filter(|_| is_sdk);
    let Some(sdk) = sdk else {
        return Err(Failure::new(format!("there is no SDK in `{}`", typed.display())).hint(
            "name the folder of `stratbook-plugin`, or a version such as `0.1.0`, or leave `--sdk` out",
        ));
    };
    // The folder is not there yet, but one above it is.
    let start = folder.ancestors().find_map(|above| above.canonicalize().ok().map(|real| (above, real)));
    let from = match start {
        Some((above, real)) => real.join(folder.strip_prefix(above).unwrap_or(folder)),
        None => folder.to_owned(),
    };
    Ok(relative(&from, &sdk))
}

/// A path as seen from a folder, both absolute; the path itself where they have nothing in common.
fn relative(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
    let is_root = |part: &Component<'_>| matches!(part, Component::Prefix(_) | Component::RootDir);
    let up = from.len() - common;
    let path: PathBuf = if to[..common].iter().all(is_root) {
        to.iter().collect()
    } else {
        std::iter::repeat_n(Component::ParentDir, up).chain(to[common..].iter().copied()).collect()
    };
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_filled_in() {
        for language in [PluginLanguage::Rust, PluginLanguage::C] {
            for (path, text) in plugin_files("big-plan", language, &Sdk::Beside) {
                assert!(!text.contains("{{"), "{path}");
                assert!(path.starts_with("big-plan/"), "{path}");
            }
        }
        let files = plugin_files("big-plan", PluginLanguage::Rust, &Sdk::Version("0.1".to_owned()));
        assert!(files["big-plan/Cargo.toml"].contains("stratbook-plugin = { version = \"0.1\" }"));
        assert!(files["big-plan/src/lib.rs"].contains("export_plugin!(BigPlanPlugin);"));
        assert!(files["big-plan/tests/plugin.rs"].contains("use big_plan_plugin::BigPlanPlugin;"));
        assert!(files["big-plan/plugin.toml"].contains("id = \"big-plan\"\nname = \"Big plan\"\n"));
        let files = plugin_files("big-plan", PluginLanguage::C, &Sdk::Beside);
        assert!(files["big-plan/plugin.c"].contains("\\\"name\\\":\\\"Big plan\\\""));
        assert!(files["big-plan/Makefile"].contains("libbig_plan.so"));
    }

    #[test]
    fn the_manifests_are_valid() {
        for language in [PluginLanguage::Rust, PluginLanguage::C] {
            let files = plugin_files("okr", language, &Sdk::Beside);
            let source = stratbook_model::SourceText::new("plugin.toml", files["okr/plugin.toml"].as_str());
            let (manifest, said) = stratbook_host::Manifest::parse(&source);
            assert!(manifest.is_some() && said.is_empty(), "{said:#?}");
        }
    }

    #[test]
    fn the_sdk_is_whole_and_takes_what_the_workspace_takes() {
        let files = sdk_files();
        for path in
            ["Cargo.toml", "src/lib.rs", "src/testing.rs", "src/markdown/escape.rs", "src/messages/ask.rs"]
        {
            assert!(files.contains_key(&format!("{SDK_FOLDER}/{path}")), "{path}");
        }
        assert!(!files.keys().any(|path| path.contains("/tests")));
        assert!(!files["stratbook-plugin/src/lib.rs"].contains("mod tests;"));

        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let own = fs::read_to_string(root.join("crates/plugin/Cargo.toml")).unwrap();
        let workspace = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let dependencies = own.split_once("[dependencies]\n").unwrap().1.split("\n\n").next().unwrap();
        for line in dependencies.lines() {
            let name = line.split(['.', ' ']).next().unwrap();
            let version = |text: &str| -> String {
                let line =
                    text.lines().find(|line| line.starts_with(&format!("{name} = "))).unwrap_or_default();
                line.split('"').nth(1).unwrap_or_default().to_owned()
            };
            let given = version(&files["stratbook-plugin/Cargo.toml"]);
            assert!(!given.is_empty() && given == version(&workspace), "{name}: {given}");
        }
    }

    #[test]
    fn ids_versions_and_folders_are_told_apart() {
        assert!(
            is_id("okr-2") && !is_id("Okr") && !is_id("../okr") && !is_id("") && !is_id("stratbook-plugin")
        );
        assert!(is_version("0.1.0") && is_version("^1") && is_version("1.0.0-rc.1"));
        assert!(!is_version("../sdk") && !is_version("sdk") && !is_version("1/2"));
        assert_eq!(relative(Path::new("/a/b/plugins/okr"), Path::new("/a/sdk")), "../../../sdk");
        assert_eq!(relative(Path::new("/a/b"), Path::new("/c/sdk")), "/c/sdk");
    }
}
