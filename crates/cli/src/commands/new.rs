//! `new`: a document with the right front matter.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};

use stratbook_model::{ContentPath, names};

use super::{Context, Outcome};
use crate::arguments::New;
use crate::failure::Failure;
use crate::render::human::GOOD;

pub(super) fn run(arguments: &New, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    let content = workspace.content_root();
    let content = content.canonicalize().map_err(|error| {
        Failure::system(format!("use the content folder `{}`", context.shown(&content)), &error)
    })?;
    let here = context.here.canonicalize().unwrap_or_else(|_| context.here.clone());
    let path = place(&arguments.path, &here, &content)?;
    let title = arguments.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let title = title.map_or_else(|| title_of(&path), str::to_owned);
    let config = workspace.config();
    let text = arguments.kind.text(
        &title,
        &super::today()?.to_string(),
        config.statuses.first().map_or("Draft", String::as_str),
        config.levels.name(config.levels.default_level()),
    );
    write(&path, &content, &text)?;
    let shown = context.shown(&path);
    context.terminal.say(&format!("{GOOD}made{GOOD:#} {shown}"));
    Ok(Outcome::Done)
}

/// Where the document goes. A path is meant from here where that leads into the content folder, else from the content
/// folder.
pub(super) fn place(typed: &Path, here: &Path, content: &Path) -> Result<PathBuf, Failure> {
    let refused = |why: &str| Failure::new(format!("`{}` {why}", typed.display()));
    let text = typed.to_str().ok_or_else(|| refused("is not UTF-8"))?;
    if text.ends_with(['/', '\\']) || typed.file_name().is_none() {
        return Err(refused("names a folder").hint("name the document: `index` for the folder's own page"));
    }
    if text.chars().any(char::is_control) {
        return Err(refused("has control characters in it"));
    }
    let from_here = fold(&here.join(typed)).filter(|path| path.starts_with(content));
    let path = match from_here {
        Some(path) => path,
        None => fold(&content.join(typed)).filter(|path| path.starts_with(content)).ok_or_else(|| {
            refused("is outside the content folder")
                .hint(format!("documents live under `{}`", content.display()))
        })?,
    };
    let below = path.strip_prefix(content).unwrap_or(&path);
    if below.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.')) {
        return Err(
            refused("is hidden, and hidden files are left out of the site").hint("drop the leading `.`")
        );
    }
    if ContentPath::new(text).is_markdown() {
        Ok(path)
    } else {
        Ok(PathBuf::from(format!("{}.md", path.display())))
    }
}

/// The path without `.` and `..`; nothing where `..` leads above the start.
fn fold(path: &Path) -> Option<PathBuf> {
    let mut folded = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                if !folded.pop() {
                    return None;
                }
            }
            other => folded.push(other),
        }
    }
    Some(folded)
}

/// A title from the name of the file, or of its folder where it is the folder's page.
pub(super) fn title_of(path: &Path) -> String {
    let content_path = ContentPath::new(&path.to_string_lossy());
    if content_path.index_rank().is_some() {
        let folder = content_path.folder();
        return names::humanise(folder.file_name());
    }
    names::humanise(content_path.stem())
}

/// Writes a new file; one that is there is never touched.
pub(super) fn write(path: &Path, content: &Path, text: &str) -> Result<(), Failure> {
    let shown = path.strip_prefix(content).unwrap_or(path).display().to_string();
    let failed = |error: &std::io::Error| Failure::system(format!("make `{shown}`"), error);
    if let Some(folder) = path.parent() {
        // A linked folder may lead out of the content; nothing is made there.
        let existing = folder.ancestors().find_map(|folder| folder.canonicalize().ok());
        if !existing.is_some_and(|existing| existing.starts_with(content)) {
            return Err(Failure::new(format!("`{shown}` is outside the content folder")));
        }
        fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::new(format!("`{shown}` is there already"))
                .hint("choose another name; nothing was changed"));
        }
        Err(error) => return Err(failed(&error)),
    };
    file.write_all(text.as_bytes()).map_err(|error| failed(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(typed: &str, here: &str) -> Result<String, String> {
        let placed = place(Path::new(typed), Path::new(here), Path::new("/w/content"));
        placed.map(|path| path.display().to_string()).map_err(|failure| failure.message)
    }

    #[test]
    fn paths_are_meant_from_here_or_from_the_content() {
        assert_eq!(at("plans/a", "/w").as_deref(), Ok("/w/content/plans/a.md"));
        assert_eq!(at("content/plans/a.md", "/w").as_deref(), Ok("/w/content/plans/a.md"));
        assert_eq!(at("a", "/w/content/plans").as_deref(), Ok("/w/content/plans/a.md"));
        assert_eq!(at("../a.markdown", "/w/content/plans").as_deref(), Ok("/w/content/a.markdown"));
        assert_eq!(at("v1.2 notes", "/elsewhere").as_deref(), Ok("/w/content/v1.2 notes.md"));
        assert_eq!(at("/w/content/b", "/").as_deref(), Ok("/w/content/b.md"));
    }

    #[test]
    fn paths_that_lead_astray_are_refused() {
        for bad in ["../../x", "/etc/x", "plans/", "..", "", ".hidden/x", "a\u{1b}b"] {
            assert!(at(bad, "/w").is_err(), "{bad}");
        }
    }

    #[test]
    fn titles_come_from_names() {
        assert_eq!(title_of(Path::new("/w/content/01_big-plan.md")), "Big plan");
        assert_eq!(title_of(Path::new("/w/content/ads/index.md")), "Ads");
    }

    #[test]
    fn what_is_there_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().canonicalize().unwrap();
        let path = content.join("a/b.md");
        write(&path, &content, "one").unwrap();
        assert!(write(&path, &content, "two").unwrap_err().message.contains("is there already"));
        assert_eq!(fs::read_to_string(path).unwrap(), "one");
    }

    #[cfg(unix)]
    #[test]
    fn a_linked_folder_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        let content = folder.path().canonicalize().unwrap();
        std::os::unix::fs::symlink(outside.path(), content.join("link")).unwrap();
        assert!(write(&content.join("link/a.md"), &content, "x").is_err());
        assert!(!outside.path().join("a.md").exists());
    }
}
