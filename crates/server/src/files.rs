//! From the path of a request to a file of the output folder, or to nothing.
//!
//! **Invariant:** no answer lies outside the folder. A path is taken apart before it is joined, every part is looked at,
//! and the file that it leads to (symbolic links followed) must still lie within.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What stays as it is in a path of a URL.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// The files of a site and the path that the site begins at.
#[derive(Debug, Clone)]
pub struct Files {
    root: PathBuf,
    base_path: String,
}

/// What a path of a URL leads to.
#[derive(Debug)]
pub(crate) enum Found {
    /// A file.
    File(PathBuf, Metadata),
    /// The address that is meant.
    Elsewhere(String),
    /// Nothing.
    Nothing,
}

impl Files {
    /// The files in `root`, shown below `base_path` (`/`, or `/handbook/`). The folder must exist.
    pub fn new(root: &Path, base_path: &str) -> io::Result<Self> {
        let parts: Vec<&str> = base_path.split('/').filter(|part| !part.is_empty()).collect();
        let base_path = if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) };
        Ok(Self { root: root.canonicalize()?, base_path })
    }

    /// The path that the site begins at: begins and ends with `/`.
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// What the path of a URL (still percent-encoded, without its query) leads to.
    pub(crate) fn find(&self, url_path: &str) -> Found {
        let Some(below) = url_path.strip_prefix(&self.base_path) else {
            let is_start = url_path == "/" || format!("{url_path}/") == self.base_path;
            return if is_start { Found::Elsewhere(self.base_path.clone()) } else { Found::Nothing };
        };
        let Some(parts) = parts(below) else { return Found::Nothing };
        let wants_folder = below.is_empty() || below.ends_with('/');
        let mut path = self.root.clone();
        path.extend(&parts);
        if wants_folder {
            return self.file(&path.join("index.html"));
        }
        if path.is_dir() {
            return match self.file(&path.join("index.html")) {
                Found::File(..) => Found::Elsewhere(self.address(&parts)),
                _ => Found::Nothing,
            };
        }
        self.file(&path)
    }

    /// The page for paths that lead nowhere, if the site has one.
    pub(crate) fn not_found(&self) -> Found {
        self.file(&self.root.join("404.html"))
    }

    fn file(&self, path: &Path) -> Found {
        let Ok(real) = path.canonicalize() else { return Found::Nothing };
        if !real.starts_with(&self.root) {
            return Found::Nothing;
        }
        match fs::metadata(&real) {
            Ok(metadata) if metadata.is_file() => Found::File(real, metadata),
            _ => Found::Nothing,
        }
    }

    /// The address of a folder. Made from the parts, so that it never names another host (`//example.org/`).
    fn address(&self, parts: &[String]) -> String {
        let mut address = self.base_path.clone();
        for part in parts {
            address.extend(utf8_percent_encode(part, PATH));
            address.push('/');
        }
        address
    }
}

/// The decoded parts of a path, or nothing where one of them could lead astray.
fn parts(path: &str) -> Option<Vec<String>> {
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() {
        return Some(Vec::new());
    }
    path.split('/')
        .map(|part| {
            let part = percent_decode_str(part).decode_utf8().ok()?;
            // Hidden files are the server's own business (`.stratbook-output`); this also covers `.` and `..`.
            let hidden = part.starts_with('.') && part != ".well-known";
            let astray = |c: char| matches!(c, '/' | '\\' | '\0') || cfg!(windows) && c == ':';
            (!part.is_empty() && !hidden && !part.contains(astray)).then(|| part.into_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_that_lead_astray_are_refused() {
        assert_eq!(parts("a/b%20c/"), Some(vec!["a".to_owned(), "b c".to_owned()]));
        for bad in
            ["..", "a/../b", "%2e%2e/x", "a%2Fb", "a%5c..", "a//b", "/etc", "%00", ".stratbook-output", "%ff"]
        {
            assert_eq!(parts(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_base_path_is_normalised() {
        let here = std::env::temp_dir();
        assert_eq!(Files::new(&here, "").unwrap().base_path(), "/");
        assert_eq!(Files::new(&here, "sub").unwrap().base_path(), "/sub/");
        assert_eq!(Files::new(&here, "/a/b/").unwrap().base_path(), "/a/b/");
    }

    proptest! {
        #[test]
        fn no_path_leaves_the_folder(path in "/(\\.|/|\\\\|%2e|%2f|%5c|%00|[a-z ]|\\PC){0,24}") {
            let outside = tempfile::tempdir().unwrap();
            fs::write(outside.path().join("a"), "secret").unwrap();
            let root = outside.path().join("site");
            fs::create_dir(&root).unwrap();
            fs::write(root.join("b"), "public").unwrap();
            if let Found::File(file, _) = Files::new(&root, "/").unwrap().find(&path) {
                prop_assert_eq!(fs::read_to_string(file).unwrap(), "public");
            }
        }
    }
}
