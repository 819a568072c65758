//! Where the binary under test is.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The `stratbook` binary: the one that `STRATBOOK_BIN` names, else built now, in the profile of the tests.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| match std::env::var_os("STRATBOOK_BIN") {
        Some(path) => PathBuf::from(path),
        None => build(),
    })
}

#[expect(clippy::expect_used, reason = "tests cannot go on without the binary")]
fn build() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--package", "stratbook-cli", "--manifest-path"]).arg(manifest);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let status = command.status().expect("cargo runs");
    assert!(status.success(), "the binary does not build");
    // The test program lies in `<target>/<profile>/deps/`.
    let here = std::env::current_exe().expect("a program knows where it is");
    let folder = here.parent().and_then(Path::parent).expect("lies in a target folder");
    folder.join(format!("stratbook{}", std::env::consts::EXE_SUFFIX))
}
