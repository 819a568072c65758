//! The floor: what reading all inputs and writing all outputs once costs, with nothing in between.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use super::measure::Cost;
use crate::shell::{Context as _, Failure, Outcome};

/// Reads and hashes every file, on all cores.
pub(super) fn read_and_hash(folder: &Path) -> Outcome<Cost> {
    let start = Instant::now();
    let files = files(folder)?;
    on_all_cores(&files, |file| {
        let bytes = fs::read(folder.join(file)).could_not(format!("read `{file}`"))?;
        // Kept from being optimised away by looking at the result.
        if blake3::hash(&bytes).as_bytes() == &[0; 32] {
            Err(Failure("a hash of zeros".to_owned()))
        } else {
            Ok(())
        }
    })?;
    Ok(Cost { seconds: start.elapsed().as_secs_f64(), megabytes: None, processor: None })
}

/// Copies a tree of files into a folder that does not exist yet, on all cores.
pub(super) fn copy(from: &Path, to: &Path) -> Outcome<Cost> {
    let start = Instant::now();
    let files = files(from)?;
    let mut folders: Vec<_> = files.iter().filter_map(|file| Path::new(file).parent()).collect();
    folders.dedup();
    for folder in folders {
        fs::create_dir_all(to.join(folder)).could_not(format!("make `{}`", folder.display()))?;
    }
    on_all_cores(&files, |file| {
        let bytes = fs::read(from.join(file)).could_not(format!("read `{file}`"))?;
        fs::write(to.join(file), bytes).could_not(format!("write `{file}`"))
    })?;
    Ok(Cost { seconds: start.elapsed().as_secs_f64(), megabytes: None, processor: None })
}

/// All files below the folder, sorted, `/` between parts.
pub(super) fn files(folder: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(prefix) = waiting.pop() {
        let path = folder.join(&prefix);
        for entry in fs::read_dir(&path).could_not(format!("read `{}`", path.display()))? {
            let entry = entry.could_not(format!("read `{}`", path.display()))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let inner = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            let kind = entry.file_type().could_not(format!("look at `{inner}`"))?;
            if kind.is_dir() { waiting.push(inner) } else { found.push(inner) }
        }
    }
    found.sort();
    Ok(found)
}

fn on_all_cores(files: &[String], work: impl Fn(&str) -> Outcome + Sync) -> Outcome {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let one = || -> Outcome {
            while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                work(file)?;
            }
            Ok(())
        };
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(one)).collect();
        handles.into_iter().try_for_each(|handle| {
            handle.join().unwrap_or_else(|_| Err(Failure("a worker panicked".to_owned())))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_same_files() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::create_dir_all(from.join("a/b")).unwrap();
        fs::write(from.join("a/b/c.md"), "c").unwrap();
        fs::write(from.join("d.md"), "d").unwrap();
        copy(&from, &to).unwrap();
        assert_eq!(files(&to).unwrap(), ["a/b/c.md", "d.md"]);
        assert_eq!(fs::read_to_string(to.join("a/b/c.md")).unwrap(), "c");
        assert!(read_and_hash(&to).unwrap().seconds >= 0.0);
        assert!(read_and_hash(&folder.path().join("gone")).is_err());
    }
}
