//! Checks that plugins make of documents.

use stratbook_content::Data;
use stratbook_model::{Diagnostic, Span};
use stratbook_plugin::messages::{Check, Finding};

use super::asks::{Caller, World};
use super::outcome::{body_place, rule, said};

/// As many documents go into one call.
const BATCH: usize = 64;

/// What plugins find wrong with documents.
pub(super) fn run(world: &World<'_>) -> Vec<Diagnostic> {
    let checking =
        world.host.plugins().iter().map(|plugin| &plugin.manifest).filter(|plugin| plugin.makes.check);
    checking
        .flat_map(|plugin| {
            let keys = &plugin.makes.check_keys;
            let wanted = |at: &usize| {
                let extra = &world.documents[*at].metadata.extra;
                keys.is_empty() || keys.iter().any(|key| extra.contains_key(key))
            };
            let documents: Vec<usize> = (0..world.documents.len()).filter(wanted).collect();
            of_plugin(world, &plugin.id, &documents)
        })
        .collect()
}

fn of_plugin(world: &World<'_>, plugin: &str, all: &[usize]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for batch in all.chunks(BATCH) {
        let mut request = Check::default();
        request.documents = batch.iter().map(|at| world.view(*at, true)).collect();
        request.settings = world.settings(plugin);
        request.today = world.today();
        let caller = Caller::new(world, batch[0], plugin);
        let answer = world
            .cache
            .through(world.host, "check", &request, &caller, || world.host.check(plugin, &request, &caller));
        match answer {
            Ok(answer) => {
                diagnostics
                    .extend(answer.findings.iter().map(|finding| place(world, plugin, batch, finding)));
            }
            // What stops one batch stops them all: said once, since every call costs the plugin's deadline.
            Err(failure) => {
                let mut diagnostic = Diagnostic::new(rule(failure.kind).0, failure.message);
                diagnostic.notes = failure.notes;
                diagnostic.hint = failure.hint;
                diagnostics.push(diagnostic);
                break;
            }
        }
    }
    diagnostics
}

fn place(world: &World<'_>, plugin: &str, batch: &[usize], finding: &Finding) -> Diagnostic {
    let named = finding.document.as_deref().unwrap_or_default();
    let found = batch.iter().map(|at| &world.documents[*at]).find(|document| document.path.as_str() == named);
    let Some(document) = found else {
        let mut diagnostic =
            said(finding, plugin, &stratbook_model::SourceText::new("", ""), Span::default());
        diagnostic.place = None;
        return diagnostic;
    };
    let span = match (finding.line, finding.at.as_deref()) {
        (Some(line), _) => body_place(document, line, finding.column),
        (None, Some(pointer)) => {
            Data::of_front_matter(&document.source).map_or_else(Span::default, |data| data.place(pointer))
        }
        (None, None) => Span::new(0, document.source.text.lines().next().map_or(0, str::len)),
    };
    said(finding, plugin, &document.source, span)
}
