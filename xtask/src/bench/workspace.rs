//! The folders that are measured: what stands in them, and changing it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::floor;
use crate::shell::{Context as _, Failure, Outcome};

/// As in the Hugo site: with an address, there are canonical links and a sitemap.
pub(super) const SETTINGS: &str = "[site]\ntitle = \"Handbook\"\nbase_url = \"https://handbook.example/\"\n";

/// The document that edits go into, and its text.
pub(super) fn edited(content: &Path) -> Outcome<Option<(PathBuf, String)>> {
    let files = floor::files(content)?;
    let Some(file) = files.iter().rev().find(|file| !file.ends_with("index.md")) else {
        return Ok(None);
    };
    let path = content.join(file);
    let text = fs::read_to_string(&path).could_not(format!("read `{file}`"))?;
    Ok(Some((path, text)))
}

/// Adds one sentence to one document.
pub(super) fn edit(content: &Path, run: usize) -> Outcome {
    let Some((path, mut text)) = edited(content)? else { return Ok(()) };
    let _ = writeln!(text, "\nOne more sentence, number {run}.");
    fs::write(&path, text).could_not(format!("write `{}`", path.display()))
}

/// Removes a folder, if there is one.
pub(super) fn remove(folder: &Path) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure(format!("could not remove `{}`: {error}", folder.display())))
        }
        _ => Ok(()),
    }
}

/// The bytes of all files below a folder, and how many files there are.
pub(super) fn volume(folder: &Path) -> Outcome<(usize, u64)> {
    let files = floor::files(folder)?;
    let mut bytes = 0;
    for file in &files {
        bytes += fs::metadata(folder.join(file)).could_not(format!("look at `{file}`"))?.len();
    }
    Ok((files.len(), bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_changes_one_file() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.md", "index.md"] {
            fs::write(folder.path().join(name), "text\n").unwrap();
        }
        edit(folder.path(), 2).unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("a.md")).unwrap(),
            "text\n\nOne more sentence, number 2.\n"
        );
        assert_eq!(fs::read_to_string(folder.path().join("index.md")).unwrap(), "text\n");
    }
}
