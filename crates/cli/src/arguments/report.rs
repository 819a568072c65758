//! What can be typed of reports and templates.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{ReportFormat, Scope};

/// `report`
#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// Make a document with the inputs of a report, filled with an example and explained
    New(ReportNew),
    /// List the reports: how they stand, what is due, what is overdue
    List(ReportList),
    /// Show a report in the terminal
    Show(ReportShow),
    /// Print the numbers of a report as JSON, as they lie in `report.json` beside its page
    Data(ReportData),
    /// Write a report as one file: for people without the handbook, for paper, for a spreadsheet
    Export(ReportExport),
}

/// `report new`
#[derive(Debug, Args)]
pub(crate) struct ReportNew {
    /// Id of the plugin that makes it; `stratbook plugin list` shows them
    #[arg(value_name = "PLUGIN")]
    pub plugin: String,
    /// Where it goes, from the content folder or from here; `.md` is added
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// Its title [default: made from the name]
    #[arg(long, short)]
    pub title: Option<String>,
}

/// `report list`
#[derive(Debug, Args)]
pub(crate) struct ReportList {
    /// Only those of this plugin
    #[arg(long, value_name = "ID")]
    pub plugin: Option<String>,
    #[command(flatten)]
    pub scope: Scope,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ReportFormat,
}

/// `report show`
#[derive(Debug, Args)]
pub(crate) struct ReportShow {
    /// Its document: a path, id, file name, alias or title
    #[arg(value_name = "DOC")]
    pub document: String,
    /// Look with this clearance: documents above it do not exist
    #[arg(long, value_name = "LEVEL")]
    pub clearance: Option<String>,
}

/// `report data`
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 done, 1 the report could not be made, 2 the command could not run.")]
pub(crate) struct ReportData {
    /// Its document: a path, id, file name, alias or title
    #[arg(value_name = "DOC")]
    pub document: String,
    /// Look with this clearance: documents above it do not exist
    #[arg(long, value_name = "LEVEL")]
    pub clearance: Option<String>,
}

/// `report export`
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 done, 1 the report could not be made, 2 the command could not run.")]
pub(crate) struct ReportExport {
    /// Its document: a path, id, file name, alias or title
    #[arg(value_name = "DOC")]
    pub document: String,
    /// What to write
    #[arg(long, value_name = "FORMAT")]
    pub format: ExportFormat,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Look with this clearance: documents above it do not exist
    #[arg(long, value_name = "LEVEL")]
    pub clearance: Option<String>,
}

/// Formats of `report export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One page that needs no other file
    Html,
    /// Markdown
    Md,
    /// The numbers
    Json,
    /// The numbers, a row each: name and value
    Csv,
}

/// `vars`
#[derive(Debug, Args)]
#[command(
    after_help = "The TOML, YAML and CSV are forms to fill in: `stratbook vars DOC --format yaml > values.yaml`. With \
                  `--values`, a form that was filled in before keeps its values.\n\
                  Exit codes: 0 done, 2 the command could not run."
)]
pub(crate) struct Vars {
    /// The template: a path, id, file name, alias or title
    #[arg(value_name = "DOC", required_unless_present = "all")]
    pub document: Option<String>,
    /// All templates of the workspace together
    #[arg(long, conflicts_with = "document")]
    pub all: bool,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: VarsFormat,
    /// Take the values of this form: TOML, YAML, JSON or CSV
    #[arg(long, value_name = "FILE")]
    pub values: Option<PathBuf>,
    #[command(flatten)]
    pub scope: Scope,
}

/// Formats of `vars`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum VarsFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
    /// A form in TOML
    Toml,
    /// A form in YAML
    Yaml,
    /// A form in CSV
    Csv,
}
