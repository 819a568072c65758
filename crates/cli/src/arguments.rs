//! What can be typed.

mod report;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use stratbook_host::Hash;

use crate::commands::document_kind::DocumentKind;
use crate::terminal::Color;

pub(crate) use report::{
    ExportFormat, Report, ReportData, ReportExport, ReportList, ReportNew, ReportShow, Vars, VarsFormat,
};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Turn a folder of Markdown into a checked, fast handbook
#[derive(Debug, Parser)]
#[command(
    name = "stratbook",
    version,
    styles = STYLES,
    propagate_version = true,
    max_term_width = 100,
    after_help = "Exit codes: 0 done, 1 errors were found (`check`, `build --strict`) or nothing was (`search`), 2 the \
                  command could not run.\n\
                  Any folder of Markdown works as it is: `stratbook -C my-notes serve`."
)]
pub(crate) struct Arguments {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Arguments of every command.
#[derive(Debug, Clone, Args)]
pub(crate) struct Global {
    /// Folder of the workspace [default: the nearest parent with stratbook.toml, else the current folder]
    #[arg(short = 'C', long, value_name = "DIR", global = true)]
    pub root: Option<PathBuf>,
    /// Print nothing but results and failures
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: Color,
    /// Trust a plugin's library for this run, by the hash that `plugin list` shows; may be given several times
    #[arg(long, value_name = "HASH", global = true)]
    pub trust: Vec<Hash>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a small, complete workspace
    Init(Init),
    /// Make a document with the right front matter
    New(New),
    /// Build the site
    Build(Build),
    /// Say everything that is wrong, and mend what has one right answer
    Check(Check),
    /// Build the site and show it in a browser
    Serve(Serve),
    /// Find the section that answers a question; without one, search while you type
    Search(Search),
    /// Work with reports: documents that a plugin makes a result of
    #[command(subcommand)]
    Report(Report),
    /// List the variables of a template: what they mean, where they stand, what is open
    Vars(Vars),
    /// Look at plugins, make them, build them, check them, trust them
    #[command(subcommand)]
    Plugin(Plugin),
    /// Say what is known about a document: links, level, title, address
    Why(Why),
    /// Say what a diagnostic means and how to mend it
    Explain(Explain),
    /// Print the JSON Schema of front matter, for editors
    Schema(Schema),
    /// Print a completion script for a shell
    Completions(Completions),
}

/// `init`
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Folder to make; it must not exist or be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// `new`
#[derive(Debug, Args)]
pub(crate) struct New {
    /// Where it goes, from the content folder or from here; `.md` is added
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// What kind of document it is
    #[arg(long, short, default_value = "document")]
    pub kind: DocumentKind,
    /// Its title [default: made from the name]
    #[arg(long, short)]
    pub title: Option<String>,
}

/// What a command looks at.
#[derive(Debug, Clone, Args)]
pub(crate) struct Scope {
    /// Leave out every document above this security level
    #[arg(long, value_name = "LEVEL")]
    pub clearance: Option<String>,
    /// Include documents marked `draft: true`
    #[arg(long)]
    pub drafts: bool,
}

/// `build`
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Output folder [default: `build.out` of stratbook.toml, else `public`]
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub scope: Scope,
    /// Where the site will live, such as `https://example.org/handbook/`
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Exit with 1 where errors were found, and have plugins refuse what is unfinished
    #[arg(long)]
    pub strict: bool,
    /// Exit with 1 also where warnings were found
    #[arg(long)]
    pub deny_warnings: bool,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ReportFormat,
}

/// `check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub scope: Scope,
    /// Mend what has one right answer; shows the changes first
    #[arg(long)]
    pub fix: bool,
    /// With `--fix`: show the changes and make none
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// With `--fix`: do not ask
    #[arg(long, short, requires = "fix", conflicts_with = "dry_run")]
    pub yes: bool,
    /// Exit with 1 also where warnings were found
    #[arg(long)]
    pub deny_warnings: bool,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: CheckFormat,
}

/// `serve`
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Port [default: the first free one from 4000 on]
    #[arg(long, short)]
    pub port: Option<u16>,
    /// Address to listen on; `0.0.0.0` lets others on the network in
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    /// Output folder [default: `build.out` of stratbook.toml, else `public`]
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub scope: Scope,
    /// Where the site will live; its path is where the site is shown
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

/// `search`
#[derive(Debug, Args)]
#[command(
    after_help = "A question is any words; the best section of each document is shown, best first. Also: \
                  `'\"exact phrase\"'`, `-not`, `title:word`, `tag:`, `type:`, `status:`, `owner:`, `audience:`, \
                  `level:`, `in:folder`, `id:`, `'updated:>2026-01'`.\n\
                  Exit codes: 0 something was found, 1 nothing was, 2 the command could not run."
)]
pub(crate) struct Search {
    /// The question; without one, and in a terminal, the search is interactive
    #[arg(value_name = "QUERY", value_parser = crate::commands::typed::value)]
    pub query: Vec<String>,
    /// Show at most so many documents [default: 10]
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
    /// Only documents with this value, such as `tag=ethics`; several must all hold
    #[arg(long = "filter", short, value_name = "KEY=VALUE")]
    pub filters: Vec<String>,
    #[command(flatten)]
    pub scope: Scope,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: SearchFormat,
    /// Open the first document found: in `$VISUAL` or `$EDITOR` at its line, else as the system opens it
    #[arg(long)]
    pub open: bool,
    /// Say where each score came from
    #[arg(long)]
    pub explain: bool,
    /// Whether the index catches up with changed files first
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub refresh: Refresh,
    /// Measure the ranking with the questions of a file, one `{\"query\": …, \"path\": …}` a line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "filters", "open", "explain"])]
    pub eval: Option<PathBuf>,
}

/// `plugin`
#[derive(Debug, Subcommand)]
pub(crate) enum Plugin {
    /// List the plugins of this workspace, the bundled ones included
    List(PluginList),
    /// Say all about one plugin: what it makes, its inputs, what it may read, whether it is trusted
    Info(PluginInfo),
    /// Make a new plugin that builds, with a test and an example
    New(PluginNew),
    /// Build a plugin of the workspace and write its library into its manifest
    Build(PluginBuild),
    /// Run a plugin through everything that a plugin must stand, and print how it did
    Check(PluginCheck),
    /// Let a plugin's library run, as long as its bytes stay the same
    Trust(PluginTrust),
    /// Take that back
    Untrust(PluginTrust),
}

/// `plugin list`
#[derive(Debug, Args)]
pub(crate) struct PluginList {
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ReportFormat,
}

/// `plugin info`
#[derive(Debug, Args)]
pub(crate) struct PluginInfo {
    /// Its id
    #[arg(value_name = "ID")]
    pub id: String,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ReportFormat,
}

/// `plugin new`
#[derive(Debug, Args)]
pub(crate) struct PluginNew {
    /// Its id: lower-case letters, digits and hyphens
    #[arg(value_name = "ID")]
    pub id: String,
    /// What it is written in
    #[arg(long, value_name = "LANGUAGE", default_value = "rust")]
    pub lang: PluginLanguage,
    /// Where the Rust SDK comes from: a folder, or a version on crates.io [default: it is written beside the plugin]
    #[arg(long, value_name = "PATH|VERSION")]
    pub sdk: Option<String>,
}

/// Languages of `plugin new`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PluginLanguage {
    /// Rust, with the SDK
    Rust,
    /// C, with the header alone
    C,
}

/// `plugin build`
#[derive(Debug, Args)]
pub(crate) struct PluginBuild {
    /// Its id, or its folder; without it, every plugin of the workspace that has sources
    #[arg(value_name = "ID|PATH")]
    pub plugin: Option<String>,
    /// Build it to be debugged
    #[arg(long)]
    pub debug: bool,
    /// Do not trust what was built
    #[arg(long)]
    pub no_trust: bool,
}

/// `plugin check`
#[derive(Debug, Args)]
pub(crate) struct PluginCheck {
    /// Its id
    #[arg(value_name = "ID")]
    pub id: String,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ReportFormat,
}

/// `plugin trust` and `plugin untrust`
#[derive(Debug, Args)]
pub(crate) struct PluginTrust {
    /// A plugin's folder, its library, or its id in this workspace
    #[arg(value_name = "PATH|ID")]
    pub plugin: String,
}

/// `why`
#[derive(Debug, Args)]
pub(crate) struct Why {
    /// The document: a path, id, file name, alias or title
    #[arg(value_name = "DOC")]
    pub document: String,
    /// Look with this clearance: documents above it do not exist
    #[arg(long, value_name = "LEVEL")]
    pub clearance: Option<String>,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ReportFormat,
}

/// `explain`
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Code or name of a diagnostic, such as `SB0401` or `broken-link`; without it, all are listed
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `schema`
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Write it into the workspace as `front-matter.schema.json`
    #[arg(long)]
    pub write: bool,
}

/// `completions`
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Formats of `build` and `why`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
}

/// Formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// Formats of `search`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SearchFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
    /// The file of each document found, one a line, from the workspace's folder
    Paths,
}

/// When the search index is brought up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Refresh {
    /// When files have changed
    Auto,
    /// Not when there is one
    Never,
}
