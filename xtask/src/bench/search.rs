//! Search: making the index, keeping it up to date, asking it, and the index of the built site.
//!
//! The peers are a program that does the least that the search library needs, a search of the plain files, and a
//! search for built sites. Where one is not installed, a line says so.

mod indexing;
mod latency;
mod outputs;
mod queries;
mod site;

use std::fs;
use std::path::{Path, PathBuf};

use super::workspace::{SETTINGS, remove};
use crate::corpus::{self, Flavour, Recipe};
use crate::shell::{self, Context as _, Outcome};

/// Who is measured.
pub(super) struct Programs {
    stratbook: PathBuf,
    bare: PathBuf,
    ripgrep: Option<PathBuf>,
    pagefind: Option<Pagefind>,
    /// A program that does nothing: the floor of starting one.
    nothing: Option<PathBuf>,
}

/// How Pagefind is started.
struct Pagefind {
    program: PathBuf,
    arguments: &'static [&'static str],
}

impl Programs {
    /// Looks for the peers.
    pub(super) fn find(stratbook: PathBuf, bare: PathBuf) -> Self {
        let installed = ["pagefind", "pagefind_extended"].into_iter().find_map(shell::find);
        let pagefind = installed.map(|program| Pagefind { program, arguments: &[] }).or_else(|| {
            let program = shell::find("npx")?;
            let arguments: &[&str] = &["--no-install", "pagefind"];
            shell::answers(&program, &[arguments, &["--version"]].concat())
                .then_some(Pagefind { program, arguments })
        });
        Self { stratbook, bare, ripgrep: shell::find("rg"), pagefind, nothing: shell::find("true") }
    }
}

/// One size of corpus, and who is measured on it.
pub(super) struct Contest<'a> {
    pub(super) programs: &'a Programs,
    /// Where the workspace and the indexes of the peers are.
    pub(super) folder: &'a Path,
    pub(super) size: usize,
    pub(super) runs: usize,
}

/// A question for the runs that are not about questions.
const WORD: &str = "margin";

impl Contest<'_> {
    /// Measures, and says each table when it is there.
    pub(super) fn run(&self, say: &mut dyn FnMut(&str)) -> Outcome {
        let bytes = self.corpus()?;
        say(&indexing::indexing(self, bytes)?);
        say(&indexing::updating(self)?);
        let questions = queries::questions(&self.content(), 1000)?;
        say(&latency::whole_process(self, &questions)?);
        say(&latency::in_process(self, &questions)?);
        say(&site::site(self)?);
        Ok(())
    }

    /// The documents, made if they are not there. Gives their bytes.
    fn corpus(&self) -> Outcome<u64> {
        // Written last, so it stands only beside a whole corpus.
        let done = self.folder.join("corpus-bytes");
        if let Some(bytes) = fs::read_to_string(&done).ok().and_then(|text| text.trim().parse().ok()) {
            return Ok(bytes);
        }
        remove(self.folder)?;
        eprintln!("{} documents: making them", self.size);
        let recipe = Recipe { count: self.size, seed: 1, flavour: Flavour::Stratbook };
        let bytes = corpus::write(&recipe, &self.content())?;
        self.settings(SETTINGS)?;
        fs::write(&done, bytes.to_string()).could_not("write the size of the corpus")?;
        Ok(bytes)
    }

    fn settings(&self, text: &str) -> Outcome {
        fs::write(self.workspace().join("stratbook.toml"), text).could_not("write `stratbook.toml`")
    }

    fn workspace(&self) -> PathBuf {
        self.folder.join("workspace")
    }

    fn content(&self) -> PathBuf {
        self.workspace().join("content")
    }

    /// Where `bare-search` keeps an index of that name.
    fn bare_index(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The heading of a table.
    fn title(&self, what: &str) -> String {
        format!("{} documents: {what}", self.size)
    }
}
