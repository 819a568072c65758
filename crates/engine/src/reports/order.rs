//! Which plugin goes first: who reads the reports of another comes after it.

use std::collections::BTreeSet;

use stratbook_host::Host;
use stratbook_model::{Diagnostic, rules};

/// The order of `wanted` (plugin, and whether it is for rollups). Rollups come last. Plugins that read each other's
/// reports are reported; one of them goes first.
pub(super) fn of<'w>(
    host: &Host,
    wanted: BTreeSet<(&'w str, bool)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'w str, bool)> {
    let (rollups, reports): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|(_, rollup)| *rollup);
    let names: Vec<&str> = reports.into_iter().map(|(name, _)| name).collect();
    let mut order = Vec::new();
    let mut open = Vec::new();
    for name in &names {
        visit(host, &names, name, &mut open, &mut order, diagnostics);
    }
    order.into_iter().map(|name| (name, false)).chain(rollups).collect()
}

fn visit<'w>(
    host: &Host,
    names: &[&'w str],
    name: &'w str,
    open: &mut Vec<&'w str>,
    order: &mut Vec<&'w str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if order.contains(&name) {
        return;
    }
    if let Some(at) = open.iter().position(|known| *known == name) {
        let circle: Vec<String> = open[at..].iter().map(|name| format!("`{name}`")).collect();
        diagnostics.push(
            Diagnostic::new(
                &rules::PLUGIN_UNUSABLE,
                format!("the plugins {} read each other's reports", circle.join(", ")),
            )
            .hint("take one of them out of `reads.reports` in a manifest; until then, one sees no reports of another"),
        );
        return;
    }
    open.push(name);
    let reads = host.find(name).map(|plugin| plugin.manifest.reads.reports.as_slice()).unwrap_or_default();
    for other in names.iter().copied().filter(|other| *other != name) {
        if reads.iter().any(|read| read == other) {
            visit(host, names, other, open, order, diagnostics);
        }
    }
    open.pop();
    if !order.contains(&name) {
        order.push(name);
    }
}
