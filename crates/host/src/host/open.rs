//! Finds plugins and decides which can be called, without running any.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use stratbook_model::{Diagnostic, SourceText, rules};

use super::HostOptions;
use crate::manifest::{has_error, is_id};
use crate::runner::Source;
use crate::worker::{Image, Payload};
use crate::{
    Bundled, Failure, FailureKind, Installed, Isolation, Library, Manifest, State, TrustStore, library,
};

const MANIFEST: &str = "plugin.toml";

type Found = Vec<(Installed, Option<Source>)>;

pub(super) fn find(
    folder: &Path,
    shown: &str,
    bundled: &[Bundled],
    options: &HostOptions,
) -> (Found, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut found = BTreeMap::new();
    for plugin in bundled {
        let source = SourceText::new("plugin.toml of a bundled plugin", plugin.manifest);
        let (manifest, mistakes) = Manifest::parse(&source);
        if let Some(manifest) = manifest.filter(|_| !has_error(&mistakes)) {
            found.insert(manifest.id.clone(), of_binary(manifest, plugin, options));
        }
        diagnostics.extend(mistakes);
    }
    for name in folders(folder, shown, &mut diagnostics) {
        if is_source_of_bundled(&folder.join(&name), &name, bundled) {
            continue;
        }
        let plugin =
            of_workspace(&folder.join(&name), &name, &format!("{shown}/{name}"), options, &mut diagnostics);
        found.insert(plugin.0.manifest.id.clone(), plugin);
    }
    (found.into_values().collect(), diagnostics)
}

fn of_binary(manifest: Manifest, plugin: &Bundled, options: &HostOptions) -> (Installed, Option<Source>) {
    let disabled = options.disabled.contains(&manifest.id);
    let identity = format!("bundled {} {} {}", manifest.id, manifest.version, options.bundled_identity);
    let installed = Installed {
        folder: None,
        shown: String::new(),
        library: None,
        state: if disabled { State::Disabled } else { State::Bundled },
        isolation: if options.in_process_bundled { Isolation::in_process() } else { Isolation::here() },
        identity,
        manifest,
    };
    let source = if options.in_process_bundled {
        Source::InProcess(plugin.entry)
    } else {
        Source::Worker(options.worker.clone(), Payload::Bundled)
    };
    (installed, (!disabled).then_some(source))
}

/// Whether a folder holds the source of a plugin that the binary carries, and no other plugin: the manifest is the same to
/// the letter, and names no library that could be meant instead.
fn is_source_of_bundled(folder: &Path, name: &str, bundled: &[Bundled]) -> bool {
    let Ok(text) = std::fs::read_to_string(folder.join(MANIFEST)) else { return false };
    let same = bundled.iter().any(|plugin| plugin.manifest == text);
    same && Manifest::parse(&SourceText::new(MANIFEST, text))
        .0
        .is_some_and(|manifest| manifest.id == name && manifest.libraries.is_empty())
}

/// Names of the folders that hold a manifest, in order.
fn folders(folder: &Path, shown: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            let message =
                format!("the folder `{shown}` cannot be read: {}", error.to_string().to_lowercase());
            diagnostics.push(Diagnostic::new(&rules::PLUGIN_UNUSABLE, message).hint("make it readable"));
            return Vec::new();
        }
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().join(MANIFEST).is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

fn of_workspace(
    folder: &Path,
    name: &str,
    shown: &str,
    options: &HostOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Installed, Option<Source>) {
    let file = format!("{shown}/{MANIFEST}");
    let mut installed = Installed {
        manifest: Manifest::stub(name),
        folder: Some(folder.to_owned()),
        shown: shown.to_owned(),
        library: None,
        state: State::Disabled,
        isolation: Isolation::here(),
        identity: format!("unusable {name}"),
    };
    let text = match std::fs::read_to_string(folder.join(MANIFEST)) {
        Ok(text) => text,
        Err(error) => {
            let message = format!(
                "the manifest of the plugin `{name}` cannot be read: {}",
                error.to_string().to_lowercase()
            );
            return unusable(
                installed,
                Diagnostic::in_file(&rules::INVALID_MANIFEST, &file, message),
                diagnostics,
            );
        }
    };
    let source = SourceText::new(&*file, text);
    let (manifest, mut mistakes) = Manifest::parse(&source);
    if let Some(manifest) = &manifest
        && manifest.id != name
    {
        let message = format!("the plugin in the folder `{name}` says that its id is `{}`", manifest.id);
        mistakes.push(
            Diagnostic::in_file(&rules::INVALID_MANIFEST, &file, message)
                .hint(format!("name the folder `{}`, or write `id = \"{name}\"`", manifest.id)),
        );
    } else if manifest.is_none() && !is_id(name) && !has_error(&mistakes) {
        mistakes.push(Diagnostic::in_file(
            &rules::INVALID_MANIFEST,
            &file,
            format!("`{name}` cannot be a plugin's id"),
        ));
    }
    // The plugin is known under its folder's name, whatever its manifest says: that is where people look for it.
    installed.manifest = Manifest { id: name.to_owned(), ..manifest.unwrap_or_else(|| Manifest::stub(name)) };
    let error = mistakes.iter().find(|mistake| has_error(std::slice::from_ref(mistake))).cloned();
    if let Some(first) = error {
        installed.state = State::Unusable(Box::new(first));
        diagnostics.extend(mistakes);
        return (installed, None);
    }
    diagnostics.extend(mistakes);
    if options.disabled.iter().any(|id| id == name) {
        return (installed, None);
    }
    let (low, high) = installed.manifest.protocol;
    if let Err(misfit) = crate::table::speak(low, high) {
        let failure = misfit.failure(name, shown);
        return unusable(installed, diagnostic(&rules::PLUGIN_UNUSABLE, &file, failure), diagnostics);
    }
    let checked = match library::check(&installed.manifest, folder, shown) {
        Ok(checked) => checked,
        Err(failure) => {
            return unusable(installed, diagnostic(&rules::PLUGIN_UNUSABLE, &file, failure), diagnostics);
        }
    };
    installed.identity = format!("library {}", checked.hash);
    installed.library = Some(Library { path: checked.path.clone(), hash: checked.hash });
    let trusted = options.trusted.contains(&checked.hash)
        || options.trust_store.as_ref().is_some_and(|store| TrustStore::new(store).contains(checked.hash));
    if !trusted {
        installed.state = State::Untrusted;
        if let Some(failure) = failure_of(&installed) {
            diagnostics.push(diagnostic(&rules::PLUGIN_UNTRUSTED, &file, failure));
        }
        return (installed, None);
    }
    match Image::new(&checked.bytes) {
        Ok(image) => {
            installed.state = State::Trusted;
            let source = Source::Worker(options.worker.clone(), Payload::Library(Arc::new(image)));
            (installed, Some(source))
        }
        Err(error) => {
            let message = format!("the library of the plugin `{name}` cannot be put into memory");
            let diagnostic =
                Diagnostic::in_file(&rules::PLUGIN_UNUSABLE, &file, message).note(error.to_string());
            unusable(installed, diagnostic, diagnostics)
        }
    }
}

fn unusable(
    mut installed: Installed,
    diagnostic: Diagnostic,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Installed, Option<Source>) {
    installed.state = State::Unusable(Box::new(diagnostic.clone()));
    diagnostics.push(diagnostic);
    (installed, None)
}

fn diagnostic(rule: &'static stratbook_model::Rule, file: &str, failure: Failure) -> Diagnostic {
    let mut diagnostic = Diagnostic::in_file(rule, file, failure.message);
    diagnostic.notes = failure.notes;
    diagnostic.hint = failure.hint;
    diagnostic
}

/// Why a plugin cannot be called; none where it can.
pub(super) fn failure_of(plugin: &Installed) -> Option<Failure> {
    let id = &plugin.manifest.id;
    let shown = &plugin.shown;
    match &plugin.state {
        State::Bundled | State::Trusted => None,
        State::Disabled => Some(
            Failure::new(FailureKind::Disabled, format!("the plugin `{id}` is switched off"))
                .hint("take it off the list of disabled plugins in stratbook.toml"),
        ),
        State::Untrusted => {
            let failure = Failure::new(
                FailureKind::Untrusted,
                format!("the plugin `{id}` is not trusted, so it was not run"),
            );
            let failure = match &plugin.library {
                Some(library) => {
                    failure.note(format!("its library is {} ({})", library.path.display(), library.hash))
                }
                None => failure,
            };
            Some(failure.hint(format!(
                "look at what lies in {shown} and where it comes from, then type `stratbook plugin trust {shown}`"
            )))
        }
        State::Unusable(diagnostic) => Some(Failure {
            kind: FailureKind::Unusable,
            message: diagnostic.message.clone(),
            notes: diagnostic.notes.clone(),
            hint: diagnostic.hint.clone(),
        }),
    }
}
