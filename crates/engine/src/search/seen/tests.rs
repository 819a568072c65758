use std::fs::{self, File};
use std::time::Duration;

use jiff::civil::date;
use stratbook_content::{DiscoverOptions, discover};

use super::*;

/// When the tests look: long after the times that they set, and before those that files have by themselves.
const LOOKED: u64 = 1_500_000_000;

fn at(seconds: u64, nanoseconds: u32) -> SystemTime {
    UNIX_EPOCH + Duration::new(seconds, nanoseconds)
}

/// A look at a folder that took no time.
fn look_at(folder: &Path, when: SystemTime) -> Look {
    Look {
        root: folder.to_owned(),
        circumstances: "here".to_owned(),
        found: discover(folder, "", &DiscoverOptions::default()).expect("can be read"),
        span: LookSpan { from: when, to: when },
    }
}

fn look(folder: &Path) -> Look {
    look_at(folder, at(LOOKED, 5))
}

fn written(look: &Look) -> String {
    write(look, look.span, &Sources::default())
}

fn holds(written: &str, circumstances: &str) -> bool {
    super::holds(written, circumstances, &|| panic!("nobody asks for the day"))
}

fn changed(written: &str, circumstances: &str, look: &Look) -> Option<usize> {
    super::changed(written, circumstances, &look.found).map(|changed| changed.len())
}

fn set(path: &Path, time: SystemTime) {
    File::open(path).and_then(|file| file.set_modified(time)).expect("can be set");
}

fn set_time(path: &Path, seconds: u64) {
    set(path, at(seconds, 0));
}

/// Two documents in one folder of a settled time.
fn settled() -> (tempfile::TempDir, [PathBuf; 2]) {
    let folder = tempfile::tempdir().expect("can be made");
    let files = ["a.md", "b.md"].map(|name| folder.path().join(name));
    for file in &files {
        fs::write(file, "text").expect("can be written");
        set_time(file, 1_000_000_000);
    }
    set_time(folder.path(), 1_000_000_000);
    (folder, files)
}

#[test]
fn every_sort_of_change_is_seen() {
    let folder = tempfile::tempdir().expect("can be made");
    let root = folder.path();
    let inner = root.join("über uns/tief er");
    fs::create_dir_all(&inner).expect("can be made");
    let files = [root.join("a.md"), inner.join("b c.md"), inner.join("d.md")];
    for file in &files {
        fs::write(file, "text").expect("can be written");
        set_time(file, 1_000_000_000);
    }
    let before = look(root);
    let text = written(&before);
    assert!(holds(&text, "here") && !holds(&text, "there") && !holds("", "here"));
    assert_eq!(changed(&text, "here", &before), Some(0));
    assert_eq!(changed(&text, "there", &before), None);

    // Another time, another size.
    set_time(&files[1], 1_000_000_001);
    assert!(!holds(&text, "here"));
    assert_eq!(changed(&text, "here", &look(root)), Some(1));
    set_time(&files[1], 1_000_000_000);
    assert!(holds(&text, "here"));
    fs::write(&files[2], "texts").expect("can be written");
    set_time(&files[2], 1_000_000_000);
    assert!(!holds(&text, "here"));
    fs::write(&files[2], "text").expect("can be written");
    set_time(&files[2], 1_000_000_000);
    assert!(holds(&text, "here"));

    // One more, one less, and a folder where a file was.
    fs::write(inner.join("e.md"), "").expect("can be written");
    assert_eq!(changed(&text, "here", &look(root)), None);
    let text = written(&look(root));
    fs::remove_file(inner.join("e.md")).expect("is there");
    assert!(!holds(&text, "here"));
    assert_eq!(changed(&text, "here", &look(root)), None);
    let text = written(&look(root));
    fs::remove_dir_all(root.join("über uns")).expect("is there");
    fs::write(root.join("über uns"), "").expect("can be written");
    assert!(!holds(&text, "here"));
}

#[test]
fn a_folder_that_changes_while_it_is_looked_at_is_looked_at_again() {
    let (folder, _) = settled();
    let root = folder.path();
    // The file comes after the folder was listed, and before the folder's time is asked for.
    let before = look(root);
    fs::write(root.join("new.md"), "text").expect("can be written");
    set(root, at(LOOKED, 500));
    let span = LookSpan { from: at(LOOKED, 5), to: at(LOOKED + 1, 5) };
    assert!(!holds(&write(&before, span, &Sources::default()), "here"));
    // The next look finds it, long enough after.
    set_time(&root.join("new.md"), 1_000_000_000);
    let after = look_at(root, at(LOOKED + 9, 5));
    assert!(holds(&written(&after), "here"));
    assert_ne!(before.state(&Sources::default()), after.state(&Sources::default()));
}

#[test]
fn a_file_that_is_edited_while_it_is_looked_at_is_read_again() {
    let (folder, [file, _]) = settled();
    let root = folder.path();
    // Edited, looked at, and edited again within the same tick: nothing that the system tells is different.
    let time = at(LOOKED, 123_000_000);
    set(&file, time);
    let before = look_at(root, time + Duration::from_millis(3));
    let text = written(&before);
    assert!(!holds(&text, "here"));
    let after = look_at(root, time + Duration::from_millis(300));
    assert_eq!(changed(&text, "here", &after), Some(1));
    assert_ne!(before.state(&Sources::default()), after.state(&Sources::default()));
    // From then on it is known.
    assert!(holds(&written(&after), "here"));
    let later = look_at(root, time + Duration::from_mins(5));
    assert_eq!(after.state(&Sources::default()), later.state(&Sources::default()));
}

#[test]
fn how_long_a_time_is_not_settled_depends_on_how_fine_it_is() {
    let looked = LookSpan { from: at(LOOKED, 0), to: at(LOOKED + 1, 0) };
    let settled = |seconds, nanoseconds| looked.settled(Some(at(seconds, nanoseconds)));
    assert!(settled(LOOKED - 1, 900_000_000) && !settled(LOOKED - 1, 999_000_000));
    assert!(settled(LOOKED - 3, 0) && !settled(LOOKED - 2, 0));
    assert!(!settled(LOOKED, 500) && !settled(LOOKED + 1, 500));
    // What is dated ahead is no change of now.
    assert!(settled(LOOKED + 9, 0) && looked.settled(None));
}

#[test]
fn data_files_and_the_day_are_seen() {
    let (folder, _) = settled();
    let root = folder.path();
    fs::create_dir(root.join("data")).expect("can be made");
    let data = root.join("data/a b.yaml");
    fs::write(&data, "x: 1").expect("can be written");
    set_time(&data, 1_000_000_000);
    let look = look(root);
    let mut sources = Sources {
        day: None,
        files: vec![("data/a b.yaml".to_owned(), None), ("data/gone.csv".to_owned(), None)],
    };
    let text = write(&look, look.span, &sources);
    assert!(holds(&text, "here"));
    set_time(&data, 1_000_000_002);
    assert!(!holds(&text, "here"));
    set_time(&data, 1_000_000_000);
    fs::write(root.join("data/gone.csv"), "").expect("can be written");
    assert!(!holds(&text, "here"));
    // One that is being written is not known, whatever its time.
    sources.files.pop();
    set(&data, at(LOOKED, 5));
    assert!(!holds(&write(&look, look.span, &sources), "here"));
    set_time(&data, 1_000_000_000);

    sources.day = Some("2026-03-01".to_owned());
    let text = write(&look, look.span, &sources);
    for (today, same) in [(date(2026, 3, 1), true), (date(2026, 3, 2), false)] {
        assert_eq!(super::holds(&text, "here", &move || today), same);
    }
}

#[test]
fn times_before_1970_are_seen_as_written() {
    let folder = tempfile::tempdir().expect("can be made");
    let file = folder.path().join("old.md");
    fs::write(&file, "").expect("can be written");
    set(&file, UNIX_EPOCH - Duration::from_secs(5));
    assert!(holds(&written(&look(folder.path())), "here"));
}

#[test]
fn damaged_lists_hold_nothing() {
    let folder = tempfile::tempdir().expect("can be made");
    fs::write(folder.path().join("a.md"), "").expect("can be written");
    let text = written(&look(folder.path()));
    for cut in (5..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        let _ = super::holds(&text[..cut], "here", &|| date(2026, 3, 1));
    }
    assert!(!holds(&text.replace("a.md", ""), "here"));
    assert!(!holds(&format!("{text}\0x"), "here"));
}
