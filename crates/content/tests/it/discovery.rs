//! Files found in a folder on disk.

use std::fs;
use std::path::Path;

use stratbook_content::{DiscoverError, DiscoverOptions, Discovery, discover};
use tempfile::TempDir;

use crate::names;

fn tree(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("has a parent")).expect("a folder can be made");
        fs::write(path, "text").expect("a file can be written");
    }
    folder
}

fn found(root: &Path, options: &DiscoverOptions) -> (Vec<String>, Discovery) {
    let discovery = discover(root, "content/", options).expect("can be read");
    (discovery.files.iter().map(|file| file.path.to_string()).collect(), discovery)
}

#[test]
fn hidden_and_excluded_files_are_left_out() {
    let folder = tree(&[
        "b.md",
        "a/z.md",
        "a/B.md",
        "a/b.md",
        ".git/x.md",
        "a/.hidden.md",
        "node_modules/p/README.md",
        "public/index.md",
        "drafts/x.md",
        "a/drafts/y.md",
        "notes.tmp",
        "a/notes.tmp",
        "old/deep/x.md",
        "pic ture.png",
    ]);
    let options = DiscoverOptions {
        exclude: vec!["*.tmp".to_owned(), "/drafts".to_owned(), "old/**".to_owned()],
        skip: vec![folder.path().join("public")],
    };
    let (paths, discovery) = found(folder.path(), &options);
    assert_eq!(paths, ["a/B.md", "a/b.md", "a/drafts/y.md", "a/z.md", "b.md", "pic ture.png"]);
    assert_eq!(discovery.files[0].size, 4);
    assert!(discovery.diagnostics.is_empty());
    let wrong = DiscoverOptions { exclude: vec!["a[".to_owned()], ..DiscoverOptions::default() };
    assert!(matches!(discover(folder.path(), "", &wrong), Err(DiscoverError::Pattern { .. })));
    assert!(matches!(discover(&folder.path().join("none"), "", &options), Err(DiscoverError::Root { .. })));
}

#[cfg(unix)]
#[test]
fn links_stay_inside_and_end() {
    use std::os::unix::fs::symlink;

    let outside = tree(&["secret.md"]);
    let folder = tree(&["a/x.md", "b/y.md", "public/p.md", ".git/config.md"]);
    let root = folder.path();
    symlink(root, root.join("a/loop")).expect("can be made");
    symlink(root.join("b"), root.join("a/inside")).expect("can be made");
    symlink(root.join("a"), root.join("b/nested")).expect("can be made");
    symlink(outside.path(), root.join("outside")).expect("can be made");
    symlink(outside.path().join("secret.md"), root.join("secret.md")).expect("can be made");
    symlink(root.join("gone"), root.join("dangling.md")).expect("can be made");
    symlink(root.join("a/x.md"), root.join("again.md")).expect("can be made");
    symlink(root.join("public/p.md"), root.join("around.md")).expect("can be made");
    symlink(root.join(".git"), root.join("git")).expect("can be made");
    let options = DiscoverOptions { skip: vec![root.join("public")], ..DiscoverOptions::default() };
    let (paths, discovery) = found(root, &options);
    assert_eq!(paths, ["a/inside/y.md", "a/x.md", "again.md", "b/nested/x.md", "b/y.md"]);
    let said: Vec<String> = discovery
        .diagnostics
        .iter()
        .map(|one| format!("{} {}", one.place.as_ref().map_or("", |place| &place.file), one.rule.name))
        .collect();
    assert_eq!(
        said,
        [
            "content/a/inside/nested link-loop",
            "content/a/loop link-loop",
            "content/b/nested/inside link-loop",
            "content/b/nested/loop link-loop",
            "content/dangling.md dangling-link",
            "content/outside link-outside",
            "content/secret.md link-outside",
        ]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_read_and_reported() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = tree(&["a.md"]);
    for name in [&b"caf\xe9.md"[..], b"caf\xe8.md"] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), "x").expect("can be written");
    }
    let (paths, discovery) = found(folder.path(), &DiscoverOptions::default());
    assert_eq!(paths, ["a.md", "caf\u{FFFD}.md"]);
    assert_eq!(names(&discovery.diagnostics), ["name-not-utf8", "name-not-utf8", "duplicate-path"]);
}
