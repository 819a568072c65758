//! Bytes to documents: decode, front matter, outline, title and level.

use std::sync::Arc;

use rayon::prelude::*;
use stratbook_content::{FrontMatterOptions, Schemas};
use stratbook_model::{
    Clearance, ContentPath, Diagnostic, Document, Insertion, Levels, Metadata, Outline, Span, TitleSource,
    names, rules,
};

use crate::inputs::{Inputs, MarkdownFile};
use crate::pipeline::Scope;
use crate::{Progress, Workspace, reports};

/// Parses all Markdown files. Documents come sorted by path, each with its own diagnostics.
pub(crate) fn parse(
    workspace: &Workspace,
    inputs: &mut Inputs,
    scope: &Scope,
    progress: &dyn Progress,
) -> (Vec<(Document, Vec<Diagnostic>)>, Vec<Diagnostic>) {
    let config = workspace.config();
    let (schemas, diagnostics) = schemas(inputs);
    let options = FrontMatterOptions {
        statuses: config.statuses.clone(),
        levels: config.levels.clone(),
        today: scope.today,
        schemas,
        known_keys: config.known_keys.clone(),
    };
    let mut markdown = config.markdown.clone();
    markdown.shortcodes.extend(reports::shortcode_names(workspace.host().0));
    markdown.texts = scope.texts;
    let prefix = workspace.content_prefix();
    let files = std::mem::take(&mut inputs.markdown);
    progress.stage("parsing", files.len() as u64);
    let documents = files
        .into_par_iter()
        .map(|file| {
            let parsed = parse_one(file, &prefix, &options, &markdown);
            progress.advance(1);
            parsed
        })
        .collect();
    (documents, diagnostics)
}

fn parse_one(
    file: MarkdownFile,
    prefix: &str,
    options: &FrontMatterOptions,
    markdown: &stratbook_markdown::Options,
) -> (Document, Vec<Diagnostic>) {
    let name: Arc<str> = format!("{prefix}{}", file.path).into();
    let (source, mut diagnostics) = stratbook_content::decode(name, file.bytes);
    let (front_matter, found) = stratbook_content::read_front_matter(&source, options);
    diagnostics.extend(found);
    let (outline, found) = stratbook_markdown::parse(&source, front_matter.body, markdown);
    diagnostics.extend(found);
    let metadata = front_matter.metadata;
    let (title, title_source) = title(&metadata, &outline, &file.path);
    let clearance = clearance(&metadata, front_matter.damaged, &options.levels);
    let document = Document {
        path: file.path,
        hash: file.hash,
        front_matter: front_matter.span,
        body: front_matter.body,
        metadata,
        outline,
        title: title.into(),
        title_source,
        clearance,
        report: None,
        source,
    };
    (document, diagnostics)
}

/// Gives a document another body: `insertions` are in it, in order and apart. Gives what is to be said of what was put
/// in; what is said of the rest was said before.
pub(crate) fn rewrite(
    document: &mut Document,
    insertions: &[Insertion],
    markdown: &stratbook_markdown::Options,
) -> Vec<Diagnostic> {
    let after_body = document.source.text.len() - document.body.range().end;
    document.source = document.source.rewrite(insertions);
    let text = &document.source.text;
    document.body = Span::new(document.body.range().start, text.len() - after_body);
    document.hash = *blake3::hash(text.as_bytes()).as_bytes();
    let (outline, found) = stratbook_markdown::parse(&document.source, document.body, markdown);
    document.outline = outline;
    let (title, title_source) = title(&document.metadata, &document.outline, &document.path);
    document.title = title.into();
    document.title_source = title_source;
    found
}

/// The level that counts. A document whose front matter is damaged and gives no level may have been meant for few:
/// it counts as the highest, like one with an unknown level.
fn clearance(metadata: &Metadata, damaged: bool, levels: &Levels) -> Clearance {
    match &metadata.security_level {
        Some(level) => levels.find(&level.value).unwrap_or_else(|| levels.highest()),
        None if damaged => levels.highest(),
        None => levels.default_level(),
    }
}

fn title(metadata: &Metadata, outline: &Outline, path: &ContentPath) -> (String, TitleSource) {
    if let Some(title) = &metadata.title
        && !title.value.trim().is_empty()
    {
        return (title.value.trim().to_owned(), TitleSource::FrontMatter);
    }
    if let Some(heading) =
        outline.headings.iter().find(|heading| heading.level == 1 && !heading.text.trim().is_empty())
    {
        return (heading.text.trim().to_owned(), TitleSource::Heading);
    }
    let folder = path.folder();
    let stem = match path.index_rank() {
        Some(_) if !folder.is_root() => folder.file_name(),
        _ => path.stem(),
    };
    (names::humanise(stem), TitleSource::FileName)
}

fn schemas(inputs: &mut Inputs) -> (Schemas, Vec<Diagnostic>) {
    let mut schemas = Schemas::default();
    let mut diagnostics = Vec::new();
    for (kind, file, bytes) in &inputs.schemas {
        let name = file.to_string_lossy();
        let failed = match bytes {
            None => Some("the file cannot be read".to_owned()),
            Some(bytes) => serde_json::from_slice(bytes)
                .map_err(|error| error.to_string())
                .and_then(|schema| schemas.add((!kind.is_empty()).then_some(kind.as_str()), &schema))
                .err(),
        };
        if let Some(reason) = failed {
            diagnostics.push(
                Diagnostic::in_file(
                    &rules::MISSING_CONFIGURED_FILE,
                    &name,
                    format!("the schema `{name}` cannot be used: {reason}"),
                )
                .hint("correct its path or its text; front matter is not checked against it until then"),
            );
        }
    }
    (schemas, diagnostics)
}
