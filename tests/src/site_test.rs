//! A workspace in a temporary folder, and commands run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::binary;

/// A workspace made of inline files. Dropped, it is gone.
pub struct SiteTest {
    folder: TempDir,
}

/// What a run of the binary gave.
pub struct Run {
    /// Exit code; -1 where a signal ended it.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Default for SiteTest {
    fn default() -> Self {
        Self::new()
    }
}

#[expect(clippy::expect_used, reason = "a test that cannot set up its folder has failed")]
impl SiteTest {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// Adds a file; its folders are made.
    #[must_use]
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file now.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("lies in the folder")).expect("folders are made");
        fs::write(path, text).expect("is written");
    }

    /// Absolute path of something in the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Text of a file.
    pub fn read(&self, path: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}")))
            .into_owned()
    }

    /// The command, ready to run in the folder with a plain environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("CI")
            .stdin(Stdio::null());
        command
    }

    /// Runs the binary in the folder and waits.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().expect("the binary starts"))
    }

    /// Runs, and fails the test unless the exit code is 0.
    pub fn ok(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}\nstdout:\n{}\nstderr:\n{}", run.stdout, run.stderr);
        run
    }

    /// All files under a folder of the workspace: path (with `/`) and bytes, sorted.
    pub fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.path(folder);
        let mut files = BTreeMap::new();
        collect(&root, &root, &mut files);
        files
    }

    /// Paths under a folder.
    pub fn list(&self, folder: &str) -> Vec<String> {
        self.tree(folder).into_keys().collect()
    }

    /// Text with what differs between machines and runs replaced: the folder, times.
    pub fn filtered(&self, text: &str) -> String {
        let shown = self.folder.path().to_string_lossy();
        let canonical = self.folder.path().canonicalize().unwrap_or_default();
        text.replace(&*canonical.to_string_lossy(), "[ROOT]").replace(&*shown, "[ROOT]")
    }
}

impl Run {
    #[expect(clippy::needless_pass_by_value, reason = "the output is used up")]
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout, self.stderr))
    }
}

#[expect(clippy::expect_used, reason = "a test's own folder can be read")]
fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("is listed").path();
        if path.is_dir() && !path.is_symlink() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("lies inside").to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap_or_default());
        }
    }
}
