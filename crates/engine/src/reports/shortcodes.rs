//! Shortcodes of plugins: what stands in their place.

use std::collections::BTreeMap;

use stratbook_model::{Diagnostic, Insertion, rules};
use stratbook_plugin::messages::Shortcode;

use super::asks::{Caller, World};
use super::outcome::{rule, said};
use super::page;

/// What goes in the place of every plugin's shortcode, by document and place.
pub(super) fn expand(
    world: &World<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<usize, Vec<Insertion>> {
    let own = &world.workspace.config().shortcodes;
    let mut plugins: BTreeMap<&str, &str> = BTreeMap::new();
    for plugin in world.host.plugins() {
        for name in &plugin.manifest.makes.shortcodes {
            // The workspace's own template goes first, then the first plugin by id.
            if own.iter().all(|(configured, _)| configured != name) {
                plugins.entry(name).or_insert(&plugin.manifest.id);
            }
        }
    }
    if plugins.is_empty() {
        return BTreeMap::new();
    }
    let wanted: Vec<(usize, usize, &str)> = world
        .documents
        .iter()
        .enumerate()
        .flat_map(|(at, document)| {
            let plugins = &plugins;
            document
                .outline
                .shortcodes
                .iter()
                .enumerate()
                .filter_map(move |(number, code)| Some((at, number, *plugins.get(&*code.name)?)))
        })
        .collect();
    let made: Vec<(usize, Insertion, Vec<Diagnostic>)> = wanted
        .iter()
        .map(|(at, number, plugin)| {
            let (insertion, found) = one(world, *at, *number, plugin);
            (*at, insertion, found)
        })
        .collect();
    let mut insertions: BTreeMap<usize, Vec<Insertion>> = BTreeMap::new();
    for (at, insertion, found) in made {
        diagnostics.extend(found);
        insertions.entry(at).or_default().push(insertion);
    }
    for list in insertions.values_mut() {
        list.sort_by_key(|insertion| insertion.span);
        let mut end = 0;
        list.retain(|insertion| {
            let apart = insertion.span.start >= end;
            end = end.max(insertion.span.end);
            apart
        });
    }
    insertions
}

fn one(world: &World<'_>, at: usize, number: usize, plugin: &str) -> (Insertion, Vec<Diagnostic>) {
    let document = &world.documents[at];
    let code = &document.outline.shortcodes[number];
    let mut request = Shortcode::default();
    request.name.clone_from(&code.name);
    request.attributes.clone_from(&code.attributes);
    request.document = world.view(at, false);
    request.settings = world.settings(plugin);
    request.today = world.today();
    let caller = Caller::new(world, at, plugin);
    let answer = world.cache.through(world.host, "shortcode", &request, &caller, || {
        world.host.shortcode(plugin, &request, &caller)
    });
    let mut diagnostics = Vec::new();
    let text = match answer {
        Ok(answer) => {
            diagnostics
                .extend(answer.findings.iter().map(|found| said(found, plugin, &document.source, code.span)));
            answer.markdown
        }
        Err(failure) => {
            let rule = match rule(failure.kind).0 {
                found if *found == rules::PLUGIN_FAILED => &rules::PLUGIN_SHORTCODE,
                found => found,
            };
            let mut diagnostic = Diagnostic::at(rule, &document.source, code.span, &failure.message);
            diagnostic.notes = failure.notes;
            diagnostic.hint = failure.hint;
            diagnostics.push(diagnostic);
            format!("*(`{}` could not be shown)*", code.name.replace('`', ""))
        }
    };
    let insertion = Insertion { span: code.span, text, by: Some(page::by(plugin)), shown: None };
    (insertion, diagnostics)
}
