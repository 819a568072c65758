//! One file a command, and what they share.

mod build;
mod check;
mod completions;
pub(crate) mod document_kind;
mod explain;
mod fix;
mod init;
mod new;
mod plugin;
mod report;
mod schema;
mod search;
mod serve;
pub(crate) mod typed;
mod vars;
mod why;

use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;
use stratbook_engine::{Plugins, Workspace};
use stratbook_host::{Hash, TrustStore};
use stratbook_model::Tally;

use crate::arguments::{Command, Global};
use crate::failure::Failure;
use crate::progress::Bar;
use crate::terminal::Terminal;

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// Done, and there are errors that the caller wants to know of.
    ErrorsFound,
    /// Done, and there is nothing to show.
    NothingFound,
}

impl Outcome {
    /// What a tally means for who wants to know of errors, or also of warnings.
    const fn of(tally: Tally, deny_warnings: bool) -> Self {
        if tally.error > 0 || deny_warnings && tally.warning > 0 { Self::ErrorsFound } else { Self::Done }
    }
}

/// Where a command runs.
pub(crate) struct Context<'a> {
    /// Where it writes to.
    pub terminal: &'a mut Terminal,
    /// The workspace that was named.
    pub root: Option<PathBuf>,
    /// The current folder.
    pub here: PathBuf,
    /// Libraries that are trusted for this run.
    pub trusted: Vec<Hash>,
}

impl<'a> Context<'a> {
    /// The process's own surroundings.
    pub(crate) fn of_process(global: &Global, terminal: &'a mut Terminal) -> Result<Self, Failure> {
        let here =
            std::env::current_dir().map_err(|error| Failure::system("use the current folder", &error))?;
        Ok(Self { terminal, root: global.root.clone(), here, trusted: global.trust.clone() })
    }

    /// The workspace that the command is about.
    fn workspace(&self) -> Result<Workspace, Failure> {
        let plugins = Plugins {
            bundled: crate::bundled::plugins(),
            trusted: self.trusted.clone(),
            trust_store: TrustStore::default_path(),
        };
        Ok(Workspace::find(self.root.as_deref(), &self.here)?.with_plugins(plugins))
    }

    /// A progress bar for the engine.
    fn bar(&self) -> Bar {
        Bar::new(self.terminal.shows_progress(), self.terminal.quiet())
    }

    /// What a document is called in the workspace: a file that is named from here by its path there, any other name as
    /// it is.
    fn document_name(&self, typed: &str, workspace: &Workspace) -> Result<String, Failure> {
        let path = self.here.join(typed);
        let Some(path) = path.is_file().then(|| path.canonicalize().ok()).flatten() else {
            return Ok(typed.to_owned());
        };
        match path.strip_prefix(workspace.root()) {
            Ok(below) => Ok(below.to_string_lossy().replace('\\', "/")),
            Err(_) if Path::new(typed).components().count() == 1 => Ok(typed.to_owned()),
            Err(_) => Err(Failure::new(format!("`{typed}` is not in this workspace"))
                .hint("name the folder of its workspace with `-C DIR`")),
        }
    }

    /// A path as short as it can be said from here.
    fn shown(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.here).unwrap_or(path);
        let shown = if shown.as_os_str().is_empty() { Path::new(".") } else { shown };
        crate::text::tame(&shown.to_string_lossy())
    }
}

/// The day here and now; `SOURCE_DATE_EPOCH` fixes it, so that a build can be repeated to the byte. Asked for only where
/// it matters: finding the time zone takes as long as a search.
fn today() -> Result<Date, Failure> {
    let Some(fixed) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(Zoned::now().date()) };
    let seconds = fixed.to_str().and_then(|text| text.trim().parse().ok());
    let time = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    time.map(|time| time.to_zoned(jiff::tz::TimeZone::UTC).date()).ok_or_else(|| {
        Failure::new("`SOURCE_DATE_EPOCH` is no time").hint("give it as seconds since 1970, or unset it")
    })
}

/// Several documents answer to a name.
fn ambiguous(name: &str, paths: &[String]) -> Failure {
    Failure::new(format!("several documents answer to `{name}`"))
        .hint(format!("name one by its path:\n{}", paths.join("\n")))
}

/// No document answers to a name.
fn unknown(name: &str, near: &[String]) -> Failure {
    let failure = Failure::new(format!("no document answers to `{name}`"));
    match near {
        [] => failure.hint("name it by path, id, file name, alias or title"),
        [one] => failure.hint(format!("did you mean `{one}`?")),
        several => failure.hint(format!("did you mean one of these?\n{}", several.join("\n"))),
    }
}

/// Runs a command.
pub(crate) fn execute(command: Command, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    match command {
        Command::Init(arguments) => init::run(&arguments, context),
        Command::New(arguments) => new::run(&arguments, context),
        Command::Build(arguments) => build::run(arguments, context),
        Command::Check(arguments) => check::run(&arguments, context),
        Command::Serve(arguments) => serve::run(arguments, context),
        Command::Search(arguments) => search::run(&arguments, context),
        Command::Report(arguments) => report::run(&arguments, context),
        Command::Vars(arguments) => vars::run(&arguments, context),
        Command::Plugin(arguments) => plugin::run(&arguments, context),
        Command::Why(arguments) => why::run(&arguments, context),
        Command::Explain(arguments) => explain::run(&arguments, context),
        Command::Schema(arguments) => schema::run(&arguments, context),
        Command::Completions(arguments) => completions::run(&arguments, context),
    }
}
