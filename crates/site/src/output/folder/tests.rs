use tempfile::TempDir;

use super::*;

struct Place {
    root: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { root: TempDir::new().expect("is made") }
    }

    fn path(&self, below: &str) -> PathBuf {
        self.root.path().join(below)
    }

    fn open(&self) -> OutputDir {
        self.try_open().expect("opens")
    }

    fn try_open(&self) -> Result<OutputDir, OutputError> {
        OutputDir::open(&Open { path: &self.path("out"), cache: &self.path("cache"), on_wait: None })
    }

    fn build(&self, files: &[(&str, &str)]) -> Summary {
        let output = self.open();
        output.plan(files.iter().map(|(path, _)| *path));
        for (path, text) in files {
            let fingerprint = *blake3::hash(text.as_bytes()).as_bytes();
            if !output.keep(&[path], &fingerprint) {
                output.write(path, text.as_bytes(), fingerprint).expect("is written");
            }
        }
        output.finish().expect("ends")
    }

    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut open = vec![self.path("out")];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(&folder).expect("is read").map(|entry| entry.expect("is read")) {
                if entry.file_type().expect("is known").is_dir() {
                    open.push(entry.path());
                } else {
                    files.push(relative(&self.path("out"), &entry.path()));
                }
            }
        }
        files.retain(|file| file != MARKER);
        files.sort();
        files
    }
}

const fn summary(written: usize, unchanged: usize, removed: usize) -> Summary {
    Summary { written, unchanged, removed }
}

#[test]
fn only_what_changed_is_written_and_what_vanished_is_removed() {
    let place = Place::new();
    assert_eq!(place.build(&[("a/index.html", "a"), ("b/c/index.html", "b"), ("x", "x")]), summary(3, 0, 0));
    assert_eq!(place.build(&[("a/index.html", "a"), ("b/c/index.html", "b"), ("x", "x")]), summary(0, 3, 0));
    assert_eq!(place.build(&[("a/index.html", "A"), ("x", "x")]), summary(1, 1, 1));
    assert_eq!(place.files(), ["a/index.html", "x"]);
    assert!(!place.path("out/b").exists());
}

#[test]
fn a_foreign_folder_is_left_alone() {
    let place = Place::new();
    fs::create_dir(place.path("out")).expect("is made");
    fs::write(place.path("out/mine.txt"), "mine").expect("is written");
    assert!(matches!(place.try_open(), Err(OutputError::Foreign(_))));
    assert_eq!(place.files(), ["mine.txt"]);
    fs::remove_dir_all(place.path("out")).expect("is removed");
    fs::write(place.path("out"), "a file").expect("is written");
    assert!(matches!(place.try_open(), Err(OutputError::NotAFolder(_))));
}

#[test]
fn foreign_files_in_our_folder_stay() {
    let place = Place::new();
    place.build(&[("a/index.html", "a")]);
    fs::write(place.path("out/CNAME"), "example.org").expect("is written");
    fs::write(place.path("out/a/note.txt"), "mine").expect("is written");
    place.build(&[]);
    assert_eq!(place.files(), ["CNAME", "a/note.txt"]);
}

#[test]
fn damage_is_repaired() {
    let place = Place::new();
    let files = [("a/index.html", "text"), ("b/index.html", "text"), ("c/index.html", "text")];
    assert_eq!(place.open().intact(), None);
    place.build(&files);
    assert_eq!(place.open().intact(), Some(3));
    fs::write(place.path("out/a/index.html"), "half").expect("is written");
    fs::remove_file(place.path("out/b/index.html")).expect("is removed");
    assert_eq!(place.open().intact(), None);
    assert_eq!(place.build(&files), summary(2, 1, 0));
    assert_eq!(fs::read_to_string(place.path("out/a/index.html")).expect("is read"), "text");
}

#[test]
fn a_killed_build_leaves_nothing_behind() {
    let place = Place::new();
    place.build(&[("a/index.html", "a")]);
    // Killed after some of its files: the manifest still tells of the build before.
    let output = place.open();
    output.plan(["a/index.html", "secret/index.html", "later/index.html"]);
    output.write("secret/index.html", b"s", [1; 32]).expect("is written");
    output.write("a/index.html", b"B", [1; 32]).expect("is written");
    fs::write(place.path("out/secret/.x.html.stratbook-tmp"), "ha").expect("is written");
    drop(output);
    assert_eq!(place.build(&[("a/index.html", "a")]), summary(1, 0, 1));
    assert_eq!(place.files(), ["a/index.html"]);
    // Killed once more before that was known to be mended: the journal is still whole.
    let output = place.open();
    output.plan(["new/index.html"]);
    output.write("new/index.html", b"n", [1; 32]).expect("is written");
    drop(output);
    let output = place.open();
    output.plan(["other/index.html"]);
    output.write("other/index.html", b"o", [1; 32]).expect("is written");
    drop(output);
    assert_eq!(place.build(&[("a/index.html", "a")]), summary(0, 1, 2));
    assert_eq!(place.files(), ["a/index.html"]);
}

#[test]
fn half_a_file_of_a_killed_build_is_made_whole() {
    let place = Place::new();
    place.build(&[("a/index.html", "a")]);
    let output = place.open();
    output.plan(["new/index.html"]);
    output.write("new/index.html", b"whole", [0; 32]).expect("is written");
    drop(output);
    fs::write(place.path("out/new/index.html"), "wh").expect("is written");
    place.build(&[("a/index.html", "a"), ("new/index.html", "whole")]);
    assert_eq!(fs::read_to_string(place.path("out/new/index.html")).expect("is read"), "whole");
}

#[test]
fn without_a_manifest_nothing_of_earlier_builds_stays() {
    let place = Place::new();
    place.build(&[("secret/index.html", "s"), ("a/index.html", "a")]);
    fs::write(place.path("out/.nojekyll"), "").expect("is written");
    fs::remove_dir_all(place.path("cache")).expect("is removed");
    assert_eq!(place.build(&[("a/index.html", "a")]), summary(0, 1, 1));
    assert_eq!(place.files(), [".nojekyll", "a/index.html"]);
}

#[test]
fn a_page_can_become_a_file_and_a_file_a_page() {
    let place = Place::new();
    place.build(&[("plan/index.html", "a"), ("b", "b")]);
    place.build(&[("plan", "a"), ("b/index.html", "b")]);
    assert_eq!(place.files(), ["b/index.html", "plan"]);
}

#[test]
fn paths_out_of_the_folder_are_refused() {
    let place = Place::new();
    let output = place.open();
    for path in ["../evil", "/etc/evil", "a/../../evil", "", "a\\b", MARKER] {
        assert!(matches!(output.write(path, b"x", [0; 32]), Err(OutputError::Outside(_))), "{path}");
    }
}

#[test]
fn a_second_build_says_that_it_waits() {
    let place = Place::new();
    let first = place.open();
    assert!(matches!(place.try_open(), Err(OutputError::Locked(_))));
    drop(first);
    place.open();
}

#[cfg(unix)]
#[test]
fn links_are_never_followed() {
    let place = Place::new();
    place.build(&[("a/index.html", "a"), ("b/index.html", "b")]);
    fs::create_dir(place.path("outside")).expect("is made");
    fs::write(place.path("outside/index.html"), "keep").expect("is written");
    for folder in ["out/a", "out/b"] {
        fs::remove_dir_all(place.path(folder)).expect("is removed");
        std::os::unix::fs::symlink(place.path("outside"), place.path(folder)).expect("is linked");
    }
    // `a` is written anew, `b` has vanished: neither reaches through the link.
    place.build(&[("a/index.html", "a")]);
    assert_eq!(fs::read_to_string(place.path("outside/index.html")).expect("is read"), "keep");
    assert_eq!(fs::read_to_string(place.path("out/a/index.html")).expect("is read"), "a");
    assert!(!fs::symlink_metadata(place.path("out/a")).expect("is there").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_link_in_a_files_place_is_replaced() {
    let place = Place::new();
    fs::write(place.path("precious"), "keep").expect("is written");
    place.build(&[("x", "x")]);
    fs::remove_file(place.path("out/x")).expect("is removed");
    std::os::unix::fs::symlink(place.path("precious"), place.path("out/x")).expect("is linked");
    std::os::unix::fs::symlink(place.path("precious"), place.path("out/.x.stratbook-tmp"))
        .expect("is linked");
    place.build(&[("x", "new"), ("y", "new")]);
    assert_eq!(fs::read_to_string(place.path("precious")).expect("is read"), "keep");
    assert_eq!(place.files(), ["x", "y"]);
}
