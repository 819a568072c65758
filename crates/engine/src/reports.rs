//! Reports: what plugins make of documents, before anything is linked.
//!
//! It stands after the gate, so a plugin sees admitted documents only, and before linking, so that what it makes is read,
//! linked, searched and shown like what people wrote. A plugin that is missing, not trusted or broken leaves a note on the
//! page and a diagnostic; everything else is built.

mod asks;
mod cache;
mod check;
mod given;
mod order;
mod outcome;
mod page;
mod shortcodes;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use stratbook_graph::Withheld;
use stratbook_host::Host;
use stratbook_model::{Diagnostic, Document, Insertion, Severity, Span, Spanned, rules};
use stratbook_plugin::messages::{Generate, Report, Rollup};

use crate::pipeline::Scope;
use crate::{Progress, Workspace, documents};

use asks::{Caller, World};
use outcome::Outcome;

/// A file that was read for a report, and blake3 of its bytes; none where it could not be read.
pub(crate) type FileRead = (PathBuf, Option<[u8; 32]>);

/// What became of the documents.
pub(crate) struct Made {
    /// Those given, with their reports, and those that plugins added; sorted by path.
    pub documents: Vec<Document>,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
    /// Data files that were read.
    pub files: Vec<FileRead>,
    /// Whether anything was put into any document, or beside it.
    pub by_plugins: bool,
}

/// A document that asks a plugin for something.
struct Job {
    document: usize,
    plugin: String,
    /// Where it says so.
    span: Span,
    rollup: bool,
}

/// Has plugins make their reports, shortcodes and findings.
pub(crate) fn make(
    workspace: &Workspace,
    documents: Vec<Document>,
    scope: &Scope,
    withheld: &Withheld,
    options: &stratbook_graph::Options,
    progress: &dyn Progress,
) -> Made {
    let (host, said) = workspace.host();
    let jobs = jobs(&documents);
    // That a plugin cannot run is said at each document that wants it, and at the plugin where none does.
    let wanted: BTreeSet<String> = jobs
        .iter()
        .filter_map(|job| host.find(&job.plugin).filter(|plugin| !plugin.is_usable()))
        .map(|plugin| format!("{}/plugin.toml", plugin.shown))
        .collect();
    let elsewhere = |found: &&Diagnostic| {
        let rules = [&rules::PLUGIN_UNTRUSTED, &rules::PLUGIN_UNUSABLE];
        !rules.contains(&found.rule)
            || found.place.as_ref().is_none_or(|place| !wanted.contains(&*place.file))
    };
    let mut diagnostics: Vec<Diagnostic> = said.iter().filter(elsewhere).cloned().collect();
    let world = World::new(workspace, host, &documents, scope, withheld, options, progress);
    if !jobs.is_empty() {
        progress.stage("reporting", jobs.len() as u64);
    }
    let mut outcomes: BTreeMap<usize, Outcome> = BTreeMap::new();
    let wanted = jobs.iter().map(|job| (job.plugin.as_str(), job.rollup)).collect();
    for (plugin, rollup) in order::of(host, wanted, &mut diagnostics) {
        // One after another, and not on threads that share work: during a call the plugin is locked, and what it asks may
        // be worked out by many threads, none of which may begin another call of it.
        for job in jobs.iter().filter(|job| job.plugin == plugin && job.rollup == rollup) {
            let outcome = report(&world, job);
            world.keep(job.document, outcome.result.clone());
            outcomes.insert(job.document, outcome);
            progress.advance(1);
        }
    }
    let mut insertions = shortcodes::expand(&world, &mut diagnostics);
    diagnostics.extend(check::run(&world));
    world.cache.tidy(outcomes.len());
    drop(world);

    let mut documents = documents;
    let mut pages = Vec::new();
    let mut files = Vec::new();
    for (at, mut outcome) in outcomes {
        let document = &mut documents[at];
        files.extend(outcome.file.take());
        diagnostics.append(&mut outcome.diagnostics);
        let (made, found) = page::further(document, &outcome, &workspace.config().markdown);
        pages.extend(made);
        diagnostics.extend(found);
        document.metadata.relations.extend(outcome.relations);
        document.report = Some(outcome.result.into());
        let end = document.body.end;
        insertions.entry(at).or_default().push(Insertion {
            span: Span { start: end, end },
            text: page::below(document, &outcome.markdown),
            by: Some(page::by(&outcome.plugin)),
            shown: Some(outcome.span),
        });
    }
    for (at, insertions) in &insertions {
        diagnostics.extend(documents::rewrite(&mut documents[*at], insertions, &workspace.config().markdown));
    }
    if !pages.is_empty() {
        diagnostics.extend(page::add(&mut documents, pages));
    }
    settle(&documents, &mut diagnostics);
    Made { documents, diagnostics, files, by_plugins: !insertions.is_empty() }
}

fn jobs(documents: &[Document]) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let meta = &document.metadata;
        let job = |named: &Spanned<String>, rollup| Job {
            document: at,
            plugin: named.value.trim().to_owned(),
            span: named.span,
            rollup,
        };
        // A document is made into one thing.
        match (&meta.report, &meta.rollup) {
            (Some(report), _) => jobs.push(job(report, false)),
            (None, Some(rollup)) => jobs.push(job(rollup, true)),
            (None, None) => {}
        }
    }
    jobs
}

/// One report, from the front matter to what goes on the page.
fn report(world: &World<'_>, job: &Job) -> Outcome {
    let document = &world.documents[job.document];
    let mut outcome = Outcome::new(world.host, job);
    if let (Some(_), Some(rollup)) = (&document.metadata.report, &document.metadata.rollup) {
        outcome.diagnostics.push(
            Diagnostic::at(
                &rules::REPORT_INPUT,
                &document.source,
                rollup.span,
                "a document is either a report or a rollup; `rollup` has no effect beside `report`",
            )
            .hint("remove one of the two"),
        );
    }
    let description = match world.cache.description(world.host, &job.plugin) {
        Ok(description) => description,
        Err(failure) => {
            outcome.fail(document, &failure);
            return outcome;
        }
    };
    let inputs = if job.rollup { &description.rollup } else { &description.report };
    let Some(inputs) = inputs else {
        outcome.no_method(document, job.rollup);
        return outcome;
    };
    let given = given::read(world.workspace, document, job.span);
    outcome.file.clone_from(&given.file);
    outcome.diagnostics.extend(given.diagnostics.iter().cloned());
    let misfits = if given.broken {
        Vec::new()
    } else {
        given.misfits(document, job.span, &world.schema(job, &inputs.schema), &job.plugin)
    };
    if given.broken || !misfits.is_empty() {
        outcome.diagnostics.extend(misfits);
        outcome.wrong_inputs();
        return outcome;
    }
    match call(world, job, given.value.clone()) {
        Ok(mut report) => {
            world.redact(job.document, &mut report.data);
            outcome.take(document, &given, report);
        }
        Err(failure) => outcome.fail(document, &failure),
    }
    outcome
}

fn call(world: &World<'_>, job: &Job, inputs: serde_json::Value) -> Result<Report, stratbook_host::Failure> {
    let view = world.view(job.document, true);
    let settings = world.settings(&job.plugin);
    let language = world.language(job.document);
    let caller = Caller::new(world, job.document, &job.plugin);
    if job.rollup {
        let mut request = Rollup::new(view, inputs, world.today());
        request.settings = settings;
        request.language = language;
        request.reports = world.reports_for(&job.plugin);
        world.cache.through(world.host, "rollup", &request, &caller, || {
            world.host.rollup(&job.plugin, &request, &caller)
        })
    } else {
        let mut request = Generate::new(view, inputs, world.today());
        request.settings = settings;
        request.language = language;
        world.cache.through(world.host, "generate", &request, &caller, || {
            world.host.generate(&job.plugin, &request, &caller)
        })
    }
}

/// What a report rests on must be there: a relation that leads nowhere is an error there, and a warning elsewhere.
pub(crate) fn insist(documents: &[Document], diagnostics: &mut [Diagnostic]) {
    let reports: BTreeSet<&str> = documents
        .iter()
        .filter(|document| document.metadata.report.is_some())
        .map(|document| &*document.source.file)
        .collect();
    for found in diagnostics.iter_mut().filter(|found| *found.rule == rules::BROKEN_RELATION) {
        if found.place.as_ref().is_some_and(|place| reports.contains(&*place.file)) {
            found.severity = Severity::Error;
        }
    }
}

/// Mends are edits of files: those of rewritten texts are brought to the file's places, or dropped.
pub(crate) fn settle(documents: &[Document], diagnostics: &mut [Diagnostic]) {
    let rewritten: BTreeMap<&str, &Document> = documents
        .iter()
        .filter(|document| document.source.is_rewritten())
        .map(|document| (&*document.source.file, document))
        .collect();
    if rewritten.is_empty() {
        return;
    }
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.fix.is_some()) {
        let Some(document) = diagnostic.place.as_ref().and_then(|place| rewritten.get(&*place.file)) else {
            continue;
        };
        let Some(fix) = &mut diagnostic.fix else { continue };
        let mut whole = true;
        for edit in &mut fix.edits {
            match document.source.in_file(edit.span) {
                Some(span) => edit.span = span,
                None => whole = false,
            }
        }
        if !whole {
            diagnostic.fix = None;
        }
    }
}

/// Names of shortcodes that plugins show, for the stage that reads them.
pub(crate) fn shortcode_names(host: &Host) -> Vec<String> {
    let mut names: Vec<String> =
        host.plugins().iter().flat_map(|plugin| plugin.manifest.makes.shortcodes.clone()).collect();
    names.sort();
    names.dedup();
    names
}
