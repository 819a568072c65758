//! No program of a workspace runs unasked, and everything about it that can be seen from outside is looked at first.

use serde_json::json;
use stratbook_host::{FailureKind, Hash, State, TrustStore};

use crate::fixture::{Workspace, generate, good, words};

fn kind(workspace: &Workspace) -> Option<FailureKind> {
    let (host, _) = workspace.open();
    generate(&host, "p", &json!("good")).err().map(|failure| failure.kind)
}

#[test]
fn a_library_is_loaded_only_while_exactly_its_bytes_are_trusted() {
    let mut workspace = Workspace::new();
    if workspace.compile("p", "hostile/exit_at_load.c", &[]).is_none() {
        return;
    }
    workspace.manifest("p", "");
    let (host, diagnostics) = workspace.open();
    assert_eq!(host.find("p").expect("is there").state, State::Untrusted);
    let said = words(&diagnostics);
    let library = host.find("p").and_then(|plugin| plugin.library.clone()).expect("was looked at");
    assert!(said.contains("plugin-untrusted the plugin `p` is not trusted, so it was not run"), "{said}");
    assert!(said.contains(&library.hash.to_string()), "{said}");
    assert!(said.contains("stratbook plugin trust plugins/p"), "{said}");
    // Had it been loaded, its constructor would have ended a process.
    assert_eq!(kind(&workspace), Some(FailureKind::Untrusted));

    let store = TrustStore::new(workspace.root().join("state"));
    workspace.options.trust_store = Some(store.folder().to_owned());
    assert_eq!(kind(&workspace), Some(FailureKind::Untrusted));
    store.trust(library.hash, &library.path, "p").expect("writes");
    assert_eq!(kind(&workspace), Some(FailureKind::Crashed));

    let path = workspace.plugins().join("p/lib.so");
    let mut bytes = std::fs::read(&path).expect("reads");
    bytes.push(0);
    std::fs::write(&path, &bytes).expect("writes");
    assert_eq!(kind(&workspace), Some(FailureKind::Untrusted));
    bytes.pop();
    std::fs::write(&path, &bytes).expect("writes");
    assert_eq!(kind(&workspace), Some(FailureKind::Crashed));

    store.untrust(library.hash).expect("removes");
    assert_eq!(kind(&workspace), Some(FailureKind::Untrusted));
    workspace.options.trusted = vec![library.hash];
    assert_eq!(kind(&workspace), Some(FailureKind::Crashed));
}

#[test]
fn a_file_that_is_swapped_after_the_look_is_not_loaded() {
    let Some(workspace) = Workspace::new().compiled("p", "hostile/abort.c", "") else { return };
    let host = workspace.host();
    // The host has looked. Now another library takes the name, and the old file is written over as well.
    workspace.compile("p", "hostile/exit_at_load.c", &[]).expect("compiles");
    good(&host, "p");
    assert_eq!(kind(&workspace), Some(FailureKind::Untrusted));
}

/// What is said of a plugin whose library is these bytes.
fn library(bytes: &[u8]) -> String {
    let mut workspace = Workspace::new();
    workspace.file("p", "lib.so", bytes);
    workspace.manifest("p", "");
    workspace.trust("p");
    assert_eq!(kind(&workspace), Some(FailureKind::Unusable));
    words(&workspace.open().1)
}

fn elf(machine: u16, kind: u16) -> Vec<u8> {
    let mut bytes = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec();
    bytes.extend(kind.to_le_bytes());
    bytes.extend(machine.to_le_bytes());
    bytes.resize(4096, 0);
    bytes
}

#[test]
#[cfg(target_arch = "x86_64")]
fn files_that_are_no_library_for_this_machine_are_refused_by_name() {
    let all = [
        library(b"#!/bin/sh\nrm -rf /\n"),
        library(b""),
        library(&elf(183, 3)),
        library(&elf(62, 1)),
        library(b"MZ\x90\0"),
        library(b"!<arch>\n"),
    ];
    let found: Vec<_> = all.iter().filter_map(|said| said.lines().next()).collect();
    insta::assert_snapshot!(found.join("\n"), @"
    plugins/p/plugin.toml: plugin-unusable the library `plugins/p/lib.so` of the plugin `p` is a text file; wanted is a library for x86_64 (ELF, 64 bit)
    plugins/p/plugin.toml: plugin-unusable the library `plugins/p/lib.so` of the plugin `p` is an empty file; wanted is a library for x86_64 (ELF, 64 bit)
    plugins/p/plugin.toml: plugin-unusable the library `plugins/p/lib.so` of the plugin `p` is a library for aarch64 (ELF, 64 bit); wanted is a library for x86_64 (ELF, 64 bit)
    plugins/p/plugin.toml: plugin-unusable the library `plugins/p/lib.so` of the plugin `p` is an object file that is not linked yet for x86_64 (ELF, 64 bit); wanted is a library for x86_64 (ELF, 64 bit)
    plugins/p/plugin.toml: plugin-unusable the library `plugins/p/lib.so` of the plugin `p` is a file for Windows; wanted is a library for x86_64 (ELF, 64 bit)
    plugins/p/plugin.toml: plugin-unusable the library `plugins/p/lib.so` of the plugin `p` is a static library (an archive of object files); wanted is a library for x86_64 (ELF, 64 bit)
    ");
}

#[test]
fn a_library_that_only_looks_like_one_is_refused_by_the_loader() {
    let mut workspace = Workspace::new();
    let machine = if cfg!(target_arch = "aarch64") { 183 } else { 62 };
    workspace.file("p", "lib.so", elf(machine, 3));
    workspace.manifest("p", "");
    workspace.trust("p");
    let failure = generate(&workspace.host(), "p", &json!("good")).expect_err("cannot be loaded");
    assert_eq!(failure.kind, FailureKind::Unusable);
}

#[test]
fn manifests_say_where_the_library_is_and_which() {
    let target = stratbook_host::TARGET;
    let head = "id = \"p\"\nversion = \"1\"\nprotocol = [1, 1]\nmakes = [\"report\"]\n";
    let manifest = |library: &str| {
        let workspace = Workspace::new();
        workspace.file("p", "lib.so", elf(62, 3));
        workspace.file("p", "plugin.toml", format!("{head}{library}"));
        words(&workspace.open().1)
    };
    let wrong = Hash::of(b"another");
    let all = [
        manifest(""),
        manifest("[[library]]\ntarget = \"wasm32-wasi\"\nfile = \"lib.so\"\n"),
        manifest(&format!("[[library]]\ntarget = \"{target}\"\nfile = \"other.so\"\n")),
        manifest(&format!("[[library]]\ntarget = \"{target}\"\nfile = \"lib.so\"\nhash = \"{wrong}\"\n")),
    ];
    insta::assert_snapshot!(all.join("\n").replace(target, "<target>"), @"
    plugins/p/plugin.toml: plugin-unusable the plugin `p` has no library for this system
      note: its manifest lists no library
      hint: type `stratbook plugin build plugins/p`, which adds one for <target>

    plugins/p/plugin.toml: plugin-unusable the plugin `p` has no library for this system
      note: it has libraries for: wasm32-wasi
      hint: type `stratbook plugin build plugins/p`, which adds one for <target>

    plugins/p/plugin.toml: plugin-unusable the library `plugins/p/other.so` of the plugin `p` does not exist
      hint: type `stratbook plugin build plugins/p`

    plugins/p/plugin.toml: plugin-unusable the library `plugins/p/lib.so` is not the one that the manifest of the plugin `p` names
      note: the manifest says blake3:cee450a2406289497e67bcd0cc5503c073a6f15504e5c6993ab085f4d4e09462
      note: the file has    blake3:7672dacf1f408311cdd4a4f215ef2f9fb12b8e01ef24beead79e74837731d65d
      hint: type `stratbook plugin build plugins/p`, which writes the library and its hash; or get both from where the plugin comes from
    ");
}

#[test]
#[cfg(unix)]
fn a_library_stays_in_its_folder() {
    let mut workspace = Workspace::new();
    let outside = workspace.root().join("outside.so");
    std::fs::write(&outside, elf(62, 3)).expect("writes");
    workspace.manifest("p", "");
    std::os::unix::fs::symlink(&outside, workspace.plugins().join("p/lib.so")).expect("links");
    workspace.trust("p");
    assert!(words(&workspace.open().1).contains("lies outside the plugin's folder"));

    std::fs::remove_file(workspace.plugins().join("p/lib.so")).expect("removes");
    std::fs::create_dir(workspace.plugins().join("p/lib.so")).expect("makes a folder");
    assert!(words(&workspace.open().1).contains("is not a file"));
}

#[test]
fn a_folder_and_a_manifest_that_disagree_are_told_so() {
    let workspace = Workspace::new();
    workspace.file(
        "p",
        "plugin.toml",
        "id = \"q\"\nversion = \"1\"\nprotocol = [1, 1]\nmakes = [\"report\"]\n",
    );
    workspace.file("notes", "README.md", "no plugin");
    let (host, diagnostics) = workspace.open();
    assert_eq!(host.plugins().iter().map(|plugin| plugin.manifest.id.as_str()).collect::<Vec<_>>(), ["p"]);
    assert!(words(&diagnostics).contains("name the folder `q`, or write `id = \"p\"`"));
}

#[test]
fn no_folder_of_plugins_is_no_mistake() {
    let (host, diagnostics) = Workspace::new().open();
    assert!(host.plugins().is_empty() && diagnostics.is_empty());
}
