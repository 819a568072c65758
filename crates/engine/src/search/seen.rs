//! What files and folders were like when an index was last looked for: the quick way to notice that nothing has changed.
//!
//! It asks the system for the times of what is known and lists no folder, which is several times quicker than discovery.
//! On Unix a file is asked for by its name in its open folder, so that the system does not walk to it from the root.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::Date;
use rayon::prelude::*;
use stratbook_content::Discovery;

use super::look::{Look, LookSpan};
use super::sources::Sources;

/// Between the parts of a folder. No name of a file holds it.
const END: char = '\0';
/// Between folders.
const ENDS: &str = "\0\0";
/// Stands for the time of a folder that was not looked into, where only single files count, and for that of a file that
/// is not there.
const NONE: &str = "-";
/// Stands for a time that may have been given again since: nothing is ever as it was then, so the next look is at
/// everything.
const UNSETTLED: &str = "?";
/// Files of one folder that are asked for in one go.
const AT_ONCE: usize = 256;

/// Writes it down: what decides beside the files, with the day where that counts, then folder by folder its time and path,
/// and for each of its files time, size and name. A name that is no text is never as it was seen, so it leads to discovery.
pub(super) fn write(look: &Look, span: LookSpan, sources: &Sources) -> String {
    let mut folders: BTreeMap<&Path, (Option<String>, Vec<String>)> = BTreeMap::new();
    let shown = |time: Option<SystemTime>| {
        if span.settled(time) { nanoseconds(time).to_string() } else { UNSETTLED.to_owned() }
    };
    for folder in &look.found.folders {
        let time = std::fs::metadata(folder).and_then(|folder| folder.modified()).ok();
        folders.entry(folder).or_default().0 = Some(shown(time));
    }
    let place = |path: &'_ Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for file in look.found.files.iter().filter(|file| file.path.is_markdown()) {
        let line = format!("{} {} {}", shown(file.modified), file.size, place(&file.absolute));
        folders.entry(file.absolute.parent().unwrap_or(Path::new(""))).or_default().1.push(line);
    }
    let paths: Vec<PathBuf> = sources.files.iter().map(|(path, _)| look.root.join(path)).collect();
    for path in &paths {
        let line = match std::fs::metadata(path) {
            Ok(about) => format!("{} {} {}", shown(about.modified().ok()), about.len(), place(path)),
            Err(_) => format!("{NONE} 0 {}", place(path)),
        };
        folders.entry(path.parent().unwrap_or(Path::new(""))).or_default().1.push(line);
    }
    let mut text = look.circumstances.clone();
    if let Some(day) = &sources.day {
        let _ = write!(text, "{END}{day}");
    }
    for (folder, (time, files)) in folders {
        let _ = write!(text, "{ENDS}{} {}", time.as_deref().unwrap_or(NONE), folder.to_string_lossy());
        for file in files {
            text.push(END);
            text.push_str(&file);
        }
    }
    text
}

/// Whether all that was written down is still so. The day is asked for only where it counts.
pub(super) fn holds(written: &str, circumstances: &str, today: &(dyn Fn() -> Date + Sync)) -> bool {
    let Some((day, folders)) = parts(written, circumstances) else { return false };
    let folders: Vec<&str> = folders.collect();
    let same = || folders.par_iter().all(|folder| is_as_it_was(folder).unwrap_or(false));
    match day {
        None => same(),
        Some(day) => {
            let (same, today) = rayon::join(same, || today().to_string());
            same && today == day
        }
    }
}

/// The documents that differ from what was written down, by number in `found`; `None` where that is not known, or where
/// there are others than there were.
pub(super) fn changed(written: &str, circumstances: &str, found: &Discovery) -> Option<Vec<usize>> {
    let mut before: BTreeMap<PathBuf, Was> = BTreeMap::new();
    for folder in parts(written, circumstances)?.1 {
        let mut lines = folder.split(END);
        let (_, path) = lines.next()?.split_once(' ')?;
        for line in lines {
            let (was, name) = file_line(line)?;
            before.insert(Path::new(path).join(name), was);
        }
    }
    let mut changed = Vec::new();
    for (at, file) in found.files.iter().enumerate().filter(|(_, file)| file.path.is_markdown()) {
        if before.remove(&file.absolute)? != Was::This(nanoseconds(file.modified), file.size) {
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

/// The day, where it counts, and the folders.
fn parts<'a>(
    written: &'a str,
    circumstances: &str,
) -> Option<(Option<&'a str>, impl Iterator<Item = &'a str>)> {
    let mut parts = written.split(ENDS);
    let mut head = parts.next()?.split(END);
    (head.next() == Some(circumstances)).then(|| (head.next(), parts))
}

/// What a file was.
#[derive(Debug, PartialEq, Eq)]
enum Was {
    /// Of this time and size.
    This(u64, u64),
    /// Not there.
    Gone,
    /// In the middle of being written, for all that is known.
    Unsettled,
}

/// What a file was, and its name.
fn file_line(line: &str) -> Option<(Was, &str)> {
    let (time, rest) = line.split_once(' ')?;
    let (size, name) = rest.split_once(' ')?;
    let was = match time {
        NONE => Was::Gone,
        UNSETTLED => Was::Unsettled,
        time => Was::This(time.parse().ok()?, size.parse().ok()?),
    };
    Some((was, name))
}

fn is_as_it_was(written: &str) -> Option<bool> {
    let mut lines = written.split(END);
    let (time, path) = lines.next()?.split_once(' ')?;
    let folder = system::Folder::open(path)?;
    if time == UNSETTLED || (time != NONE && folder.time() != time.parse().ok()) {
        return Some(false);
    }
    let lines: Vec<&str> = lines.collect();
    let same = |line: &&str| match file_line(line) {
        Some((Was::This(time, size), name)) => folder.file(name) == Some((time, size)),
        Some((Was::Gone, name)) => folder.file(name).is_none(),
        Some((Was::Unsettled, _)) | None => false,
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
mod tests;
