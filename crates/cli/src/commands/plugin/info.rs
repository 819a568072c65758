//! `plugin info`: all about one plugin.

use std::fmt::Write as _;

use serde_json::{Value, json};
use stratbook_host::State;
use stratbook_plugin::messages::{Description, Inputs};

use super::{find, makes, state};
use crate::arguments::{PluginInfo, ReportFormat};
use crate::commands::{Context, Outcome};
use crate::failure::Failure;
use crate::render::human::{NAME, QUIET, STRONG};
use crate::render::schema;
use crate::text::{tame, tame_lines, wrap};

pub(super) fn run(arguments: &PluginInfo, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let workspace = context.workspace()?;
    let (host, _) = workspace.host();
    let plugin = find(host, &arguments.id)?;
    // What it says of itself is known only once it runs, which needs trust.
    let description = host.describe(&arguments.id);
    let manifest = &plugin.manifest;
    let isolation = host.isolation(&manifest.id).unwrap_or_else(|| plugin.isolation.clone());
    if arguments.format == ReportFormat::Json {
        let json = json!({
            "id": manifest.id,
            "name": manifest.name,
            "version": manifest.version,
            "summary": manifest.summary,
            "state": state(plugin),
            "folder": plugin.folder,
            "library": plugin.library.as_ref().map(|library| &library.path),
            "hash": plugin.library.as_ref().map(|library| library.hash.to_string()),
            "protocol": [manifest.protocol.0, manifest.protocol.1],
            "reads": {
                "documents": manifest.reads.documents,
                "search": manifest.reads.search,
                "reports": manifest.reads.reports,
            },
            "limits": { "seconds": manifest.limits.seconds, "memory_mib": manifest.limits.memory_mib },
            "isolation": isolation,
            "description": description.as_deref().ok(),
        });
        context.terminal.result(&format!("{json:#}\n"));
        return Ok(Outcome::Done);
    }
    let width = context.terminal.width().min(100);
    let mut text = format!(
        "{STRONG}{}{STRONG:#} {} {QUIET}({}){QUIET:#}\n",
        tame(&manifest.name),
        tame(&manifest.version),
        manifest.id
    );
    if !manifest.summary.is_empty() {
        let _ = writeln!(text, "{}", wrap(&tame(&manifest.summary), width, ""));
    }
    text.push('\n');
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(text, "{QUIET}{name:9}{QUIET:#} {}", tame(value));
    };
    fact("makes", &makes(plugin));
    fact("state", state(plugin));
    if plugin.folder.is_some() {
        fact("folder", &plugin.shown);
    }
    if let Some(library) = &plugin.library {
        fact("hash", &library.hash.to_string());
    }
    let mut reads = Vec::new();
    if manifest.reads.documents {
        reads.push("documents of the build".to_owned());
    }
    if manifest.reads.search {
        reads.push("search".to_owned());
    }
    if !manifest.reads.reports.is_empty() {
        reads.push(format!("reports of {}", manifest.reads.reports.join(", ")));
    }
    fact(
        "reads",
        if reads.is_empty() { "nothing but its inputs".to_owned() } else { reads.join("; ") }.as_str(),
    );
    fact(
        "limits",
        &format!("{} s a call, {} MiB of memory", manifest.limits.seconds, manifest.limits.memory_mib),
    );
    fact("isolation", &isolation.words);
    match (&description, &plugin.state) {
        (Ok(description), _) => describe(&mut text, description, &manifest.id, width),
        (Err(_), State::Untrusted) => {
            let folder = if plugin.shown.is_empty() { &manifest.id } else { &plugin.shown };
            let _ = writeln!(
                text,
                "\nIts inputs are known once it may run: {NAME}stratbook plugin trust {}{NAME:#}",
                tame(folder)
            );
        }
        (Err(failure), _) => {
            let _ = writeln!(text, "\n{}", tame(&failure.message));
            if let Some(hint) = &failure.hint {
                let _ = writeln!(text, "{QUIET}{}{QUIET:#}", tame(hint));
            }
        }
    }
    context.terminal.result(&text);
    Ok(Outcome::Done)
}

fn describe(text: &mut String, description: &Description, id: &str, width: usize) {
    if let Some(inputs) = &description.report {
        part(text, &format!("Inputs of a report (`report: {id}`)"), inputs, width);
    }
    if let Some(inputs) = &description.rollup {
        part(text, &format!("Inputs of a rollup (`rollup: {id}`)"), inputs, width);
    }
    for shortcode in &description.shortcodes {
        let _ = writeln!(text, "\n{STRONG}Shortcode [{}]{STRONG:#}", tame(&shortcode.name));
        let _ = writeln!(text, "  {}", tame(&shortcode.summary));
        for attribute in &shortcode.attributes {
            let must = if attribute.required { " (must be given)" } else { "" };
            let _ = writeln!(
                text,
                "  {NAME}{}{NAME:#}{must} {}",
                tame(&attribute.name),
                tame(&attribute.summary)
            );
        }
    }
    if let Some(settings) = description.settings.as_ref().filter(|settings| has_keys(settings)) {
        let _ = writeln!(text, "\n{STRONG}Settings (`[plugin.{id}]` in stratbook.toml){STRONG:#}");
        text.push_str(&schema::keys(settings, width, 1));
    }
}

fn part(text: &mut String, title: &str, inputs: &Inputs, width: usize) {
    if has_keys(&inputs.schema) {
        let _ = writeln!(text, "\n{STRONG}{title}{STRONG:#}");
        text.push_str(&schema::keys(&inputs.schema, width, 1));
    }
    if !inputs.example.trim().is_empty() {
        let _ = writeln!(text, "\n{QUIET}Example{QUIET:#}\n");
        for line in tame_lines(inputs.example.trim_end()).lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
}

fn has_keys(schema: &Value) -> bool {
    schema.get("properties").and_then(Value::as_object).is_some_and(|properties| !properties.is_empty())
}
