//! Workspaces with plugins that are compiled when a test wants them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::{Value, json};
use stratbook_host::{Asks, Bundled, Failure, Hash, Host, HostOptions, WorkerCommand};
use stratbook_model::Diagnostic;
use stratbook_plugin::messages::{Ask, Document, Generate, Report};
use tempfile::TempDir;

/// The worker of these tests.
pub(crate) fn worker() -> WorkerCommand {
    WorkerCommand {
        program: env!("CARGO_BIN_EXE_stratbook-host-test-worker").into(),
        arguments: vec!["plugin-worker".into()],
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A source below `tests/fixtures/plugins`.
pub(crate) fn source(name: &str) -> PathBuf {
    repository().join("tests/fixtures/plugins").join(name)
}

/// Says in a line that is seen in any case that a test could not do its work.
pub(crate) fn skipped(why: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// A folder of plugins and how they are run.
pub(crate) struct Workspace {
    folder: TempDir,
    pub(crate) options: HostOptions,
    pub(crate) bundled: Vec<Bundled>,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let options = HostOptions { worker: worker(), ..HostOptions::default() };
        Self { folder: tempfile::tempdir().expect("a folder"), options, bundled: Vec::new() }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn plugins(&self) -> PathBuf {
        self.root().join("plugins")
    }

    /// Writes a file of a plugin.
    pub(crate) fn file(&self, plugin: &str, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.plugins().join(plugin).join(name);
        std::fs::create_dir_all(path.parent().expect("has one")).expect("makes folders");
        std::fs::write(&path, bytes).expect("writes");
        path
    }

    /// Writes the manifest of a plugin with the library `lib.so`; `more` stands before `[[library]]`.
    pub(crate) fn manifest(&self, id: &str, more: &str) {
        let target = stratbook_host::TARGET;
        let text = format!(
            "id = \"{id}\"\nversion = \"1.0.0\"\nprotocol = [1, 1]\nmakes = [\"report\"]\n{more}\n\
             [[library]]\ntarget = \"{target}\"\nfile = \"lib.so\"\n"
        );
        self.file(id, "plugin.toml", text);
    }

    /// Compiles a C (or C++) source to a plugin that is trusted. Gives nothing where there is no compiler.
    pub(crate) fn compiled(mut self, id: &str, name: &str, more: &str) -> Option<Self> {
        self.compile(id, name, &[])?;
        self.manifest(id, more);
        self.trust(id);
        Some(self)
    }

    /// Compiles a source to the library of a plugin.
    pub(crate) fn compile(&self, id: &str, name: &str, flags: &[&str]) -> Option<()> {
        // The one in Rust takes long, and many tests use it.
        static RUST: OnceLock<Option<Vec<u8>>> = OnceLock::new();
        if name.strip_suffix(".rs").is_some() {
            let bytes = RUST.get_or_init(|| Self::new().compile_now("hostile", name, &[])).as_ref()?;
            self.file(id, "lib.so", bytes);
        } else {
            self.compile_now(id, name, flags)?;
        }
        Some(())
    }

    fn compile_now(&self, id: &str, name: &str, flags: &[&str]) -> Option<Vec<u8>> {
        let path = source(name);
        let library = self.file(id, "lib.so", "");
        let (compiler, common): (&str, &[&str]) = match path.extension().and_then(|it| it.to_str()) {
            Some("c") => ("cc", &["-shared", "-fPIC", "-w", "-pthread"]),
            Some("cpp") => ("c++", &["-shared", "-fPIC", "-w", "-pthread"]),
            _ => ("rustc", &["--crate-type=cdylib", "--edition=2024", "-Cpanic=unwind", "-Awarnings"]),
        };
        let mut command = Command::new(compiler);
        command.args(common).args(flags).arg("-o").arg(&library).arg(&path);
        if compiler != "rustc" {
            command.arg(format!("-DID=\"{id}\"")).arg("-I").arg(repository().join("crates/plugin/include"));
            command.arg("-I").arg(path.parent().expect("has one"));
        }
        let Ok(output) = command.output() else {
            skipped(&format!("there is no `{compiler}` for {name}"));
            return None;
        };
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        Some(std::fs::read(library).expect("reads"))
    }

    /// Trusts the library of a plugin as it is now.
    pub(crate) fn trust(&mut self, id: &str) -> Hash {
        let bytes = std::fs::read(self.plugins().join(id).join("lib.so")).expect("reads");
        let hash = Hash::of(&bytes);
        self.options.trusted.push(hash);
        hash
    }

    pub(crate) fn open(&self) -> (Host, Vec<Diagnostic>) {
        Host::open(&self.plugins(), "plugins", &self.bundled, self.options.clone())
    }

    /// Opens and expects that nothing is wrong.
    pub(crate) fn host(&self) -> Host {
        let (host, diagnostics) = self.open();
        assert_eq!(words(&diagnostics), "");
        host
    }
}

/// Diagnostics as a person reads them.
pub(crate) fn words(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let place = diagnostic.place.as_ref().map_or_else(String::new, |at| format!("{}: ", at.file));
        let _ = writeln!(text, "{place}{} {}", diagnostic.rule.name, diagnostic.message);
        for note in &diagnostic.notes {
            let _ = writeln!(text, "  note: {note}");
        }
        if let Some(hint) = &diagnostic.hint {
            let _ = writeln!(text, "  hint: {hint}");
        }
    }
    text
}

/// A failure as a person reads it.
pub(crate) fn said(failure: &Failure) -> String {
    let mut text = format!("{:?}: {}\n", failure.kind, failure.message);
    for note in &failure.notes {
        let _ = writeln!(text, "  note: {note}");
    }
    if let Some(hint) = &failure.hint {
        let _ = writeln!(text, "  hint: {hint}");
    }
    text
}

/// Answers everything with what was asked.
pub(crate) struct Echo;

impl Asks for Echo {
    fn ask(&self, ask: Ask) -> Result<Value, String> {
        serde_json::to_value(ask).map_err(|error| error.to_string())
    }
}

pub(crate) fn generate(host: &Host, id: &str, inputs: &Value) -> Result<Report, Failure> {
    let document = Document::new("reports/a.md", "A");
    host.generate(id, &Generate::new(document, inputs.clone(), "2026-01-31"), &Echo)
}

/// A good report, and the process that made it.
#[track_caller]
pub(crate) fn good(host: &Host, id: &str) -> u32 {
    let report = generate(host, id, &json!("good")).unwrap_or_else(|failure| panic!("{}", said(&failure)));
    assert_eq!(report.markdown, "good");
    report.data.get("pid").and_then(Value::as_u64).map_or(0, |pid| pid as u32)
}

/// Whether there is such a process, be it only as one that nobody waited for.
pub(crate) fn exists(pid: u32) -> bool {
    Path::new("/proc").join(pid.to_string()).exists()
}
