//! Running other programs, and finding them.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why a task could not do its work. Shown to the person who started it.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// What tasks give.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// Adds the thing that was attempted to an error of the world.
pub(crate) trait Context<T> {
    /// `attempt` reads on from "could not": `read the manifest`.
    fn could_not(self, attempt: impl fmt::Display) -> Outcome<T>;
}

impl<T, E: fmt::Display> Context<T> for Result<T, E> {
    fn could_not(self, attempt: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Failure(format!("could not {attempt}: {error}")))
    }
}

/// The workspace's root folder.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable while it runs us; the compiled-in value serves a binary that was started directly.
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map_or_else(|| manifest.clone(), Path::to_path_buf)
}

/// The folder that cargo builds into.
pub(crate) fn target_dir() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR").map(PathBuf::from) {
        Some(folder) if folder.is_absolute() => folder,
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The cargo that started us.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    // Set by the cargo that runs us, for us: they would make the inner cargo rebuild crates that read them.
    for (name, _) in env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
        {
            command.env_remove(name);
        }
    }
    command
}

/// The program of that name on `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|folder| [folder.join(program), folder.join(format!("{program}.exe"))])
        .find(|candidate| candidate.is_file())
}

/// A Chromium-like browser: `$CHROME`, else the usual names on `PATH`.
pub(crate) fn browser() -> Option<PathBuf> {
    let named = env::var_os("CHROME").filter(|name| !name.is_empty());
    if let Some(named) = named {
        let path = PathBuf::from(&named);
        return if path.is_file() { Some(path) } else { named.to_str().and_then(find) };
    }
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].into_iter().find_map(find)
}

/// Runs a program with our own input and output; an exit code other than 0 is a failure.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let shown = show(command);
    let status = command.status().could_not(format!("start `{shown}`"))?;
    if status.success() { Ok(()) } else { Err(Failure(format!("`{shown}` failed ({status})"))) }
}

/// Runs a program and gives its standard output; its errors stay visible.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let shown = show(command);
    let output = command.stderr(Stdio::inherit()).output().could_not(format!("start `{shown}`"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failure(format!("`{shown}` failed ({})", output.status)))
    }
}

/// Whether a program can be started and says yes to these arguments.
pub(crate) fn answers(program: impl AsRef<OsStr>, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The command line as a person would type it.
pub(crate) fn show(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy();
    let mut text = name.into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["test", "--workspace"]);
        assert_eq!(show(&command), "cargo test --workspace");
    }

    #[test]
    fn a_failing_program_is_a_failure() {
        let failure =
            run(Command::new("cargo").arg("no-such-subcommand-at-all").stderr(Stdio::null())).unwrap_err();
        assert!(failure.to_string().starts_with("`cargo no-such-subcommand-at-all` failed"), "{failure}");
        assert!(!answers("no-such-program-at-all", &[]));
    }

    #[test]
    fn the_root_holds_the_workspace_manifest() {
        assert!(root().join("Cargo.toml").is_file());
        assert!(root().join("xtask").is_dir());
    }
}
