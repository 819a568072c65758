//! `plugin list`: all plugins, whether they can run, and how they are kept apart.

use std::fmt::Write as _;

use serde::Serialize;
use stratbook_host::{Isolation, State};

use super::{makes, state};
use crate::arguments::{PluginList, ReportFormat};
use crate::commands::{Context, Outcome};
use crate::failure::Failure;
use crate::render::human::{QUIET, diagnostic};
use crate::render::table::{Column, table};
use crate::text::tame;

#[derive(Serialize)]
struct Row<'p> {
    id: &'p str,
    name: &'p str,
    version: &'p str,
    makes: String,
    state: &'static str,
    folder: Option<&'p str>,
    hash: Option<String>,
    isolation: &'p Isolation,
}

pub(super) fn run(arguments: &PluginList, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    let (host, said) = workspace.host();
    let rows: Vec<Row<'_>> = host
        .plugins()
        .iter()
        .map(|plugin| Row {
            id: &plugin.manifest.id,
            name: &plugin.manifest.name,
            version: &plugin.manifest.version,
            makes: makes(plugin),
            state: state(plugin),
            folder: plugin.folder.as_ref().map(|_| plugin.shown.as_str()),
            hash: plugin.library.as_ref().map(|library| library.hash.to_string()),
            isolation: &plugin.isolation,
        })
        .collect();
    if arguments.format == ReportFormat::Json {
        let json = serde_json::json!({ "plugins": rows, "isolation": Isolation::here() });
        context.terminal.result(&format!("{json:#}\n"));
        return Ok(Outcome::Done);
    }
    let columns = [
        Column::left("Plugin"),
        Column::left("Version"),
        Column::left("Makes"),
        Column::left("State"),
        Column::left("Name"),
    ];
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                row.id.to_owned(),
                row.version.to_owned(),
                row.makes.clone(),
                row.state.to_owned(),
                row.name.to_owned(),
            ]
        })
        .collect();
    let mut text = String::new();
    if rows.is_empty() {
        text.push_str("there are no plugins here; `stratbook plugin new ID` makes one\n");
    } else {
        text.push_str(&table(&columns, &cells, 0));
    }
    let loaded = host.plugins().iter().filter(|plugin| plugin.state != State::Bundled);
    let mut any = false;
    for plugin in loaded {
        if !any {
            text.push('\n');
            any = true;
        }
        let _ = write!(text, "{} {QUIET}{}{QUIET:#}", plugin.manifest.id, tame(&plugin.shown));
        if let Some(library) = &plugin.library {
            let _ = write!(text, " {QUIET}{}{QUIET:#}", library.hash);
        }
        text.push('\n');
    }
    let _ =
        writeln!(text, "\n{QUIET}Loaded plugins run here with: {}{QUIET:#}", tame(&Isolation::here().words));
    let width = context.terminal.width();
    for found in said {
        let _ = write!(text, "\n{}\n", diagnostic(found, width));
    }
    context.terminal.result(&text);
    Ok(Outcome::Done)
}
