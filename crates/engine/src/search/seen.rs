//! What files and folders were like when an index was last looked for: the quick way to notice that nothing has changed.
//!
//! It asks the system for the times of what is known and lists no folder, which is several times quicker than discovery.
//! On Unix a file is asked for by its name in its open folder, so that the system does not walk to it from the root.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use stratbook_content::{Discovery, FoundFile};

/// Between the parts of a folder. No name of a file holds it.
const END: char = '\0';
/// Between folders.
const ENDS: &str = "\0\0";
/// Stands for the time of a folder that was not looked into, where only single files count.
const UNKNOWN: &str = "-";
/// Files of one folder that are asked for in one go.
const AT_ONCE: usize = 256;

/// Writes it down: what decides beside the files, then folder by folder its time and path, and for each of its files
/// time, size and name. A name that is no text is never as it was seen, so it leads to discovery.
pub(super) fn write(circumstances: &str, found: &Discovery) -> String {
    let mut folders: BTreeMap<&Path, (Option<u64>, Vec<&FoundFile>)> = BTreeMap::new();
    for folder in &found.folders {
        let time = std::fs::metadata(folder).and_then(|folder| folder.modified()).ok();
        folders.entry(folder).or_default().0 = Some(nanoseconds(time));
    }
    for file in found.files.iter().filter(|file| file.path.is_markdown()) {
        folders.entry(file.absolute.parent().unwrap_or(Path::new(""))).or_default().1.push(file);
    }
    let mut text = circumstances.to_owned();
    for (folder, (time, files)) in folders {
        let time = time.map_or_else(|| UNKNOWN.to_owned(), |time| time.to_string());
        let _ = write!(text, "{ENDS}{time} {}", folder.to_string_lossy());
        for file in files {
            let name = file.absolute.file_name().unwrap_or_default().to_string_lossy();
            let _ = write!(text, "{END}{} {} {name}", nanoseconds(file.modified), file.size);
        }
    }
    text
}

/// Whether all that was written down is still so.
pub(super) fn holds(written: &str, circumstances: &str) -> bool {
    let Some(folders) = folders(written, circumstances) else { return false };
    let folders: Vec<&str> = folders.collect();
    folders.par_iter().all(|folder| is_as_it_was(folder).unwrap_or(false))
}

/// The documents that differ from what was written down, by number in `found`; `None` where that is not known, or where
/// there are others than there were.
pub(super) fn changed(written: &str, circumstances: &str, found: &Discovery) -> Option<Vec<usize>> {
    let mut before: BTreeMap<PathBuf, (u64, u64)> = BTreeMap::new();
    for folder in folders(written, circumstances)? {
        let mut lines = folder.split(END);
        let (_, path) = lines.next()?.split_once(' ')?;
        for line in lines {
            let (time, size, name) = file_line(line)?;
            before.insert(Path::new(path).join(name), (time, size));
        }
    }
    let mut changed = Vec::new();
    for (at, file) in found.files.iter().enumerate().filter(|(_, file)| file.path.is_markdown()) {
        if before.remove(&file.absolute)? != (nanoseconds(file.modified), file.size) {
            changed.push(at);
        }
    }
    before.is_empty().then_some(changed)
}

/// A time as nanoseconds since 1970; 0 where the system does not tell it, or it is before.
pub(super) fn nanoseconds(time: Option<SystemTime>) -> u64 {
    let since = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX))
}

fn folders<'a>(written: &'a str, circumstances: &str) -> Option<impl Iterator<Item = &'a str>> {
    let mut parts = written.split(ENDS);
    (parts.next() == Some(circumstances)).then_some(parts)
}

/// Time, size and name of a file.
fn file_line(line: &str) -> Option<(u64, u64, &str)> {
    let (time, rest) = line.split_once(' ')?;
    let (size, name) = rest.split_once(' ')?;
    Some((time.parse().ok()?, size.parse().ok()?, name))
}

fn is_as_it_was(written: &str) -> Option<bool> {
    let mut lines = written.split(END);
    let (time, path) = lines.next()?.split_once(' ')?;
    let folder = system::Folder::open(path)?;
    if time != UNKNOWN && folder.time() != time.parse().ok() {
        return Some(false);
    }
    let lines: Vec<&str> = lines.collect();
    let same = |line: &&str| {
        file_line(line).is_some_and(|(time, size, name)| folder.file(name) == Some((time, size)))
    };
    Some(lines.par_iter().with_min_len(AT_ONCE).all(same))
}

#[cfg(unix)]
mod system {
    use std::fs::File;

    use nix::fcntl::AtFlags;
    use nix::sys::stat::fstatat;

    pub(super) struct Folder(File);

    impl Folder {
        pub(super) fn open(path: &str) -> Option<Self> {
            Some(Self(File::open(path).ok()?))
        }

        /// When something in it came or went; `None` where it is no folder.
        pub(super) fn time(&self) -> Option<u64> {
            let about = self.0.metadata().ok().filter(std::fs::Metadata::is_dir)?;
            Some(super::nanoseconds(about.modified().ok()))
        }

        /// Time and size of the file with this name.
        pub(super) fn file(&self, name: &str) -> Option<(u64, u64)> {
            let about = fstatat(&self.0, name, AtFlags::empty()).ok()?;
            let (seconds, rest) =
                (u64::try_from(about.st_mtime).ok(), u64::try_from(about.st_mtime_nsec).ok());
            // Times before 1970 count as in `nanoseconds`.
            let time = seconds
                .zip(rest)
                .and_then(|(seconds, rest)| seconds.checked_mul(1_000_000_000)?.checked_add(rest));
            Some((time.unwrap_or(0), u64::try_from(about.st_size).ok()?))
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::path::PathBuf;

    pub(super) struct Folder(PathBuf);

    impl Folder {
        pub(super) fn open(path: &str) -> Option<Self> {
            Some(Self(PathBuf::from(path)))
        }

        /// When something in it came or went; `None` where it is no folder.
        pub(super) fn time(&self) -> Option<u64> {
            let about = self.0.metadata().ok().filter(std::fs::Metadata::is_dir)?;
            Some(super::nanoseconds(about.modified().ok()))
        }

        /// Time and size of the file with this name.
        pub(super) fn file(&self, name: &str) -> Option<(u64, u64)> {
            let about = self.0.join(name).metadata().ok()?;
            Some((super::nanoseconds(about.modified().ok()), about.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::Duration;

    use stratbook_content::{DiscoverOptions, discover};

    use super::*;

    fn found(folder: &Path) -> Discovery {
        discover(folder, "", &DiscoverOptions::default()).expect("can be read")
    }

    fn set_time(path: &Path, seconds: u64) {
        File::options()
            .write(true)
            .open(path)
            .and_then(|file| file.set_modified(UNIX_EPOCH + Duration::from_secs(seconds)))
            .expect("can be set");
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
        let before = found(root);
        let written = write("here", &before);
        assert!(holds(&written, "here") && !holds(&written, "there") && !holds("", "here"));
        assert_eq!(changed(&written, "here", &before), Some(vec![]));
        assert_eq!(changed(&written, "there", &before), None);

        // Another time, another size.
        set_time(&files[1], 1_000_000_001);
        assert!(!holds(&written, "here"));
        assert_eq!(changed(&written, "here", &found(root)).map(|changed| changed.len()), Some(1));
        set_time(&files[1], 1_000_000_000);
        assert!(holds(&written, "here"));
        fs::write(&files[2], "texts").expect("can be written");
        set_time(&files[2], 1_000_000_000);
        assert!(!holds(&written, "here"));
        fs::write(&files[2], "text").expect("can be written");
        set_time(&files[2], 1_000_000_000);
        assert!(holds(&written, "here"));

        // One more, one less, and a folder where a file was.
        fs::write(inner.join("e.md"), "").expect("can be written");
        assert_eq!(changed(&written, "here", &found(root)), None);
        let written = write("here", &found(root));
        fs::remove_file(inner.join("e.md")).expect("is there");
        assert!(!holds(&written, "here"));
        assert_eq!(changed(&written, "here", &found(root)), None);
        let written = write("here", &found(root));
        fs::remove_dir_all(root.join("über uns")).expect("is there");
        fs::write(root.join("über uns"), "").expect("can be written");
        assert!(!holds(&written, "here"));
    }

    #[test]
    fn times_before_1970_are_seen_as_written() {
        let folder = tempfile::tempdir().expect("can be made");
        let file = folder.path().join("old.md");
        fs::write(&file, "").expect("can be written");
        let before = UNIX_EPOCH - Duration::from_secs(5);
        File::options()
            .write(true)
            .open(&file)
            .and_then(|file| file.set_modified(before))
            .expect("can be set");
        let written = write("", &found(folder.path()));
        assert!(holds(&written, ""));
    }

    #[test]
    fn damaged_lists_hold_nothing() {
        let folder = tempfile::tempdir().expect("can be made");
        fs::write(folder.path().join("a.md"), "").expect("can be written");
        let written = write("here", &found(folder.path()));
        for cut in (5..written.len()).filter(|cut| written.is_char_boundary(*cut)) {
            let _ = holds(&written[..cut], "here");
        }
        assert!(!holds(&written.replace("a.md", ""), "here"));
        assert!(!holds(&format!("{written}\0x"), "here"));
    }
}
