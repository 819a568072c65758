//! `check --fix`: mends applied to files, all edits of a mend or none.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use stratbook_model::{Diagnostic, Edit, Fix};

use crate::{EngineError, Workspace};

/// A file before and after its mends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFix {
    /// File, relative to the workspace.
    pub file: String,
    /// Its text now.
    pub before: String,
    /// Its text with the mends.
    pub after: String,
    /// What is done, one line a mend.
    pub titles: Vec<String>,
    /// Mends left for another run, since they touch the same bytes as one that is done.
    pub postponed: usize,
}

/// Works out what the mends of `diagnostics` would do to the files as they are on disk now.
///
/// Files that are not UTF-8, or that cannot be read, are left alone: their bytes and the spans do not agree.
pub fn plan_fixes(workspace: &Workspace, diagnostics: &[Diagnostic]) -> Vec<FileFix> {
    let mut by_file: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    for diagnostic in diagnostics {
        if let (Some(place), Some(fix)) = (&diagnostic.place, &diagnostic.fix) {
            by_file.entry(&place.file).or_default().push(fix);
        }
    }
    by_file
        .into_iter()
        .filter_map(|(file, fixes)| {
            let bytes = fs::read(workspace.root().join(file)).ok()?;
            let before = String::from_utf8(bytes).ok()?;
            let (after, titles, postponed) = apply(&before, &fixes);
            (after != before).then(|| FileFix { file: file.to_owned(), before, after, titles, postponed })
        })
        .collect()
}

/// Writes the planned texts, each beside its file and then over it. A file that changed since it was planned is refused.
pub fn apply_fixes(workspace: &Workspace, fixes: &[FileFix]) -> Result<(), EngineError> {
    for fix in fixes {
        let path = workspace.root().join(&fix.file);
        let now = fs::read(&path).map_err(|error| EngineError::io("read", &path, error))?;
        if now != fix.before.as_bytes() {
            let changed = std::io::Error::other("it has just been changed by someone else");
            return Err(EngineError::io("mend", &path, changed));
        }
        replace(&path, fix.after.as_bytes()).map_err(|error| EngineError::io("write", &path, error))?;
    }
    Ok(())
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // A linked file is mended where it lies; the link stays a link.
    let target: PathBuf = path.canonicalize()?;
    let beside = target.with_extension(format!("mend-{}", std::process::id()));
    fs::write(&beside, bytes)?;
    let written = fs::metadata(&target)
        .and_then(|metadata| fs::set_permissions(&beside, metadata.permissions()))
        .and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// The text with as many mends as fit together. Spans count from after a byte-order mark.
fn apply(text: &str, fixes: &[&Fix]) -> (String, Vec<String>, usize) {
    let offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut taken: Vec<&Edit> = Vec::new();
    let mut titles: Vec<String> = Vec::new();
    let mut postponed = 0;
    for fix in fixes {
        let fits = fix.edits.iter().all(|edit| {
            let range = edit.span.shifted(offset).range();
            text.get(range).is_some() && taken.iter().all(|other| apart(edit, other))
        });
        let known = fix.edits.iter().all(|edit| taken.contains(&edit));
        if fits && !fix.edits.is_empty() {
            taken.extend(&fix.edits);
            titles.push(fix.title.clone());
        } else if !known {
            postponed += 1;
        }
    }
    taken.sort_by_key(|edit| edit.span);
    let mut after = String::with_capacity(text.len());
    let mut at = 0;
    for edit in taken {
        let range = edit.span.shifted(offset).range();
        after.push_str(&text[at..range.start]);
        after.push_str(&edit.replacement);
        at = range.end;
    }
    after.push_str(&text[at..]);
    (after, titles, postponed)
}

fn apart(a: &Edit, b: &Edit) -> bool {
    a.span != b.span && (a.span.end <= b.span.start || b.span.end <= a.span.start)
}

#[cfg(test)]
mod tests {
    use stratbook_model::Span;

    use super::*;

    fn fix(title: &str, edits: &[(usize, usize, &str)]) -> Fix {
        let edits = edits
            .iter()
            .map(|(start, end, text)| Edit { span: Span::new(*start, *end), replacement: (*text).to_owned() })
            .collect();
        Fix { title: title.to_owned(), edits }
    }

    #[test]
    fn mends_that_touch_wait_for_the_next_run() {
        let (one, two, three) =
            (fix("a", &[(0, 3, "ONE")]), fix("b", &[(2, 5, "x")]), fix("c", &[(8, 13, "3")]));
        let (after, titles, postponed) = apply("one two three", &[&one, &two, &three]);
        assert_eq!((after.as_str(), titles.len(), postponed), ("ONE two 3", 2, 1));
    }

    #[test]
    fn the_same_mend_twice_is_one() {
        let one = fix("a", &[(0, 1, "b")]);
        assert_eq!(apply("a", &[&one, &one]), ("b".to_owned(), vec!["a".to_owned()], 0));
    }

    #[test]
    fn a_byte_order_mark_stays_and_wild_spans_are_refused() {
        let good = fix("a", &[(0, 1, "b")]);
        let wild = fix("w", &[(50, 60, "z")]);
        let split = fix("s", &[(2, 3, "z")]);
        let (after, _, postponed) = apply("\u{feff}a\u{e9}", &[&good, &wild, &split]);
        assert_eq!((after.as_str(), postponed), ("\u{feff}b\u{e9}", 2));
    }
}
