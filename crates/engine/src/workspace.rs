//! The folder that a command works on.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use stratbook_host::{Bundled, Hash, Host, HostOptions, Limits};
use stratbook_model::{Diagnostic, SourceText};

use crate::config::{Config, FILE_NAME};
use crate::{EngineError, build, config};

/// The folder of a workspace's own plugins.
pub(crate) const PLUGINS: &str = "plugins";

/// Which plugins there are beside those of the workspace, and who may run.
#[derive(Debug, Clone, Default)]
pub struct Plugins {
    /// Plugins that the program carries.
    pub bundled: Vec<Bundled>,
    /// Libraries that are trusted for this run.
    pub trusted: Vec<Hash>,
    /// Folder of the user's trust store.
    pub trust_store: Option<PathBuf>,
}

/// A workspace: its root, its configuration, and what was wrong with that.
#[derive(Clone)]
pub struct Workspace {
    root: PathBuf,
    config: Config,
    config_text: Option<String>,
    diagnostics: Vec<Diagnostic>,
    plugins: Plugins,
    /// Opened when it is first asked for, and kept with its workers.
    host: Arc<OnceLock<(Host, Vec<Diagnostic>)>>,
}

impl std::fmt::Debug for Workspace {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Workspace").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Workspace {
    /// Opens the workspace at `root` if one is named, else at the nearest parent of `here` that has
    /// `stratbook.toml`, else at `here` itself.
    pub fn find(root: Option<&Path>, here: &Path) -> Result<Self, EngineError> {
        let named = match root {
            Some(root) => here.join(root),
            None => {
                here.ancestors().find(|folder| folder.join(FILE_NAME).is_file()).unwrap_or(here).to_path_buf()
            }
        };
        let root =
            named.canonicalize().ok().filter(|root| root.is_dir()).ok_or(EngineError::NoWorkspace(named))?;
        let file = root.join(FILE_NAME);
        let config_text = match fs::read(&file) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(EngineError::io("read", &file, error)),
        };
        let (config, diagnostics) = match &config_text {
            Some(text) => Config::read(&SourceText::new(FILE_NAME, text.trim_start_matches('\u{feff}'))),
            None => (Config::without_file(), Vec::new()),
        };
        Ok(Self { root, config, config_text, diagnostics, plugins: Plugins::default(), host: Arc::default() })
    }

    /// The same workspace with these plugins.
    #[must_use]
    pub fn with_plugins(self, plugins: Plugins) -> Self {
        Self { plugins, host: Arc::default(), ..self }
    }

    /// The plugins, and what is wrong with them. None of them has run.
    pub fn host(&self) -> (&Host, &[Diagnostic]) {
        let (host, said) = self.host.get_or_init(|| self.fresh_host());
        (host, said)
    }

    /// The plugins once more, with workers of their own.
    pub(crate) fn fresh_host(&self) -> (Host, Vec<Diagnostic>) {
        let caps = Limits {
            seconds: f64::from(self.config.plugin_seconds),
            memory_mib: u64::from(self.config.plugin_memory),
            ..Limits::CAPS
        };
        let options = HostOptions {
            trusted: self.plugins.trusted.clone(),
            trust_store: self.plugins.trust_store.clone(),
            caps,
            disabled: self.config.disabled_plugins.clone(),
            bundled_identity: build::program(),
            ..HostOptions::default()
        };
        Host::open(&self.root.join(PLUGINS), PLUGINS, &self.plugins.bundled, options)
    }

    /// The folder itself, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its settings.
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// What was wrong with `stratbook.toml`.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The text of `stratbook.toml`, if there is one.
    pub fn config_text(&self) -> Option<&str> {
        self.config_text.as_deref()
    }

    /// The folder of the documents.
    pub fn content_root(&self) -> PathBuf {
        self.config.content_root(&self.root, self.config_text.is_some())
    }

    /// What diagnostics put before a content path: `content/`, or nothing where the workspace is the content.
    pub fn content_prefix(&self) -> String {
        let content = self.content_root();
        let relative =
            content.strip_prefix(&self.root).unwrap_or(&content).to_string_lossy().replace('\\', "/");
        if relative.is_empty() { relative } else { format!("{relative}/") }
    }

    /// The output folder unless a command names another.
    pub fn output(&self) -> PathBuf {
        self.root.join(&self.config.out)
    }

    /// The folder of caches.
    pub fn cache(&self) -> PathBuf {
        self.root.join(".stratbook")
    }

    /// The folder with the workspace's own theme files.
    pub fn theme_folder(&self) -> PathBuf {
        self.root.join("themes").join(&self.config.theme)
    }

    /// The base URL that counts, given what the command line says.
    pub fn base_url(&self, given: Option<&str>) -> Result<Option<String>, EngineError> {
        match given {
            None => Ok(self.config.base_url.clone()),
            Some(url) => {
                config::normalise_base_url(url).map(Some).ok_or_else(|| EngineError::BaseUrl(url.to_owned()))
            }
        }
    }
}
