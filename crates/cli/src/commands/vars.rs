//! `vars`: the variables of templates, as lists and as forms to fill in.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use stratbook_content::{Data, DataFormat};
use stratbook_engine::{LookOptions, TextDocument, Texts, TextsOutcome};
use stratbook_personalization::variables::dictionary::{self, Dictionary};
use stratbook_personalization::variables::library::{library, names};
use stratbook_personalization::variables::listing::{Source, list};
use stratbook_personalization::variables::show::{self, Format};

use super::{Context, Outcome, today};
use crate::arguments::{Vars, VarsFormat};
use crate::failure::Failure;
use crate::render::human::WARN;
use crate::text::{tame, tame_lines};

pub(super) fn run(arguments: &Vars, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let format = match arguments.format {
        VarsFormat::Human => Format::Human,
        VarsFormat::Json => Format::Json,
        VarsFormat::Toml => Format::Toml,
        VarsFormat::Yaml => Format::Yaml,
        VarsFormat::Csv => Format::Csv,
    };
    if arguments.values.is_some() && matches!(format, Format::Human | Format::Json) {
        return Err(Failure::new("`--values` fills a form, and this format is none")
            .hint("add `--format toml`, `yaml` or `csv`"));
    }
    if arguments.values.is_some() && arguments.all {
        return Err(
            Failure::new("`--values` is for one template").hint("name the template instead of `--all`")
        );
    }
    let old = arguments.values.as_deref().map(|path| values(path, context)).transpose()?;
    let name = arguments.document.as_deref();
    let texts = texts(name, arguments, context)?;
    let mut dictionary = Dictionary::default();
    for document in &texts.documents {
        if let Some(value) = document.extra.get(dictionary::KEY) {
            dictionary.add(&document.file, value);
        }
    }
    for problem in &dictionary.problems {
        context.terminal.say(&format!("{WARN}warning{WARN:#}: in the variable dictionary {}", tame(problem)));
    }
    let width = context.terminal.width();
    let text = if let Some(document) = texts.named.map(|at| &texts.documents[at]) {
        // What other templates call a variable decides about names with spaces in this one.
        let others = if document.body.contains('[') {
            names(texts.documents.iter().map(source), &dictionary)
        } else {
            BTreeSet::new()
        };
        let mut listing = list(source(document), &dictionary, &others);
        // A form names its template from the content folder on; everything else goes by files.
        if matches!(format, Format::Human | Format::Json) {
            listing.path.clone_from(&document.file);
        }
        show::listing(&listing, format, old.as_ref(), width)
    } else {
        let files =
            texts.documents.iter().map(|document| Source { path: &document.file, ..source(document) });
        show::library(&library(files, &dictionary), format, width)
    };
    // Forms and JSON are for programs, which are to get the bytes that were written.
    let text = if format == Format::Human { tame_lines(&text) } else { text };
    context.terminal.result(&text);
    Ok(Outcome::Done)
}

fn texts(name: Option<&str>, arguments: &Vars, context: &Context<'_>) -> Result<Texts, Failure> {
    let workspace = context.workspace()?;
    let options = LookOptions {
        clearance: arguments.scope.clearance.clone(),
        drafts: arguments.scope.drafts,
        today: today()?,
    };
    let name = name.map(|name| context.document_name(name, &workspace)).transpose()?;
    let name = name.as_deref();
    match stratbook_engine::texts(&workspace, name, &options, &context.bar())? {
        TextsOutcome::Found(texts) => Ok(texts),
        TextsOutcome::Ambiguous(paths) => Err(super::ambiguous(name.unwrap_or_default(), &paths)),
        TextsOutcome::Unknown(near) => Err(super::unknown(name.unwrap_or_default(), &near)),
    }
}

fn source(document: &TextDocument) -> Source<'_> {
    Source { path: &document.path, body: &document.body, body_line: document.body_line }
}

/// The data of a form that was filled in before.
fn values(path: &Path, context: &Context<'_>) -> Result<Value, Failure> {
    let path = context.here.join(path);
    let shown = context.shown(&path);
    let format = DataFormat::of(&path.to_string_lossy()).ok_or_else(|| {
        Failure::new(format!("`{shown}` is not the name of a form"))
            .hint("a form ends in .toml, .yaml, .yml, .json, .csv or .tsv")
    })?;
    let bytes = fs::read(&path).map_err(|error| Failure::system(format!("read `{shown}`"), &error))?;
    let (source, mut said) = stratbook_content::decode(shown.as_str().into(), bytes);
    let (data, found) = Data::of_file(&source, format);
    said.extend(found);
    match data {
        Some(data) if said.is_empty() => Ok(data.value()),
        // An empty form has no values.
        None if said.is_empty() => Ok(Value::Null),
        _ => {
            let mut failure = Failure::new(format!("the form `{shown}` cannot be read"));
            failure.diagnostics = said;
            Err(failure)
        }
    }
}
