//! The machine's compilers, and programs made by them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The crate's folder.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder for what a test makes.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// Whether a tool is there. Where it is not, the test is skipped, visibly.
pub(crate) fn has(tool: &str, test: &str) -> bool {
    let found =
        Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        // Past the harness, which keeps what passing tests print.
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: there is no `{tool}`");
    }
    found
}

/// Compiles one of the programs in `tests/c`.
pub(crate) fn compile(compiler: &str, flags: &[&str], source: &str, program: &Path) {
    let output = Command::new(compiler)
        .args(flags)
        .args(["-Wall", "-Wextra", "-Werror", "-I"])
        .arg(here().join("include"))
        .arg(here().join("tests/c").join(source))
        .arg("-o")
        .arg(program)
        .output()
        .expect("the compiler runs");
    assert!(output.status.success(), "{compiler} {source}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Runs a program on an input.
pub(crate) fn run(program: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("it reads").write_all(input.as_bytes()).expect("it takes the input");
    child.wait_with_output().expect("it ends")
}
