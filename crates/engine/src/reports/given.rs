//! The inputs of a report: out of the document's front matter, or out of a file that it names.

use std::fs;
use std::path::{Component, Path, PathBuf};

use serde_json::{Map, Value};
use stratbook_content::{Data, DataFormat, Schema};
use stratbook_model::{Diagnostic, Document, SourceText, Span, rules};

use super::FileRead;
use crate::Workspace;

/// Longer data files are not read.
const LONGEST: u64 = 16 << 20;

/// Inputs as they were given.
pub(super) struct Given {
    /// What they are.
    pub value: Value,
    /// The text they stand in, and the value with its places; none where there are no inputs.
    placed: Option<(SourceText, Data)>,
    /// The file that was read for them.
    pub file: Option<FileRead>,
    /// What is wrong with how they were given.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether they could not be read.
    pub broken: bool,
}

/// Reads the inputs of a document whose `report` (or `rollup`) stands at `named`.
pub(super) fn read(workspace: &Workspace, document: &Document, named: Span) -> Given {
    let mut given = Given {
        value: Value::Object(Map::new()),
        placed: None,
        file: None,
        diagnostics: Vec::new(),
        broken: false,
    };
    let Some(file) = &document.metadata.inputs_file else {
        if let Some(data) =
            document.metadata.inputs.as_ref().and_then(|_| Data::of_key(&document.source, "inputs"))
        {
            given.value = data.value();
            given.placed = Some((document.source.clone(), data));
        }
        return given;
    };
    let mut refuse = |message: String, hint: &str| {
        given
            .diagnostics
            .push(Diagnostic::at(&rules::INVALID_DATA_FILE, &document.source, file.span, message).hint(hint));
        given.broken = true;
    };
    if document.metadata.inputs.is_some() {
        refuse("inputs are given here and in a file".to_owned(), "keep either `inputs` or `inputs_file`");
        return given;
    }
    let Some(format) = DataFormat::of(&file.value) else {
        refuse(
            format!("`{}` is not the name of a data file", file.value),
            "use a file that ends in .toml, .yaml, .yml, .json, .csv or .tsv",
        );
        return given;
    };
    let Some(path) = path(workspace, document, &file.value) else {
        refuse(
            format!("`{}` leads out of the workspace", file.value),
            "name a file in the workspace, relative to this document",
        );
        return given;
    };
    let shown = path.strip_prefix(workspace.root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
    let read = fs::metadata(&path).and_then(|found| {
        if found.len() > LONGEST {
            return Err(std::io::Error::other(format!("it is longer than {} MiB", LONGEST >> 20)));
        }
        fs::read(&path)
    });
    given.file = Some((path, read.as_ref().ok().map(|bytes| *blake3::hash(bytes).as_bytes())));
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => {
            given.diagnostics.push(
                Diagnostic::at(
                    &rules::INVALID_DATA_FILE,
                    &document.source,
                    file.span,
                    format!("the data file `{shown}` cannot be read: {error}"),
                )
                .hint("check its path: it is relative to this document"),
            );
            given.broken = true;
            return given;
        }
    };
    let (source, found) = stratbook_content::decode(shown.into(), bytes);
    given.diagnostics.extend(found);
    let (data, found) = Data::of_file(&source, format);
    given.broken = !found.is_empty() || data.is_none();
    given.diagnostics.extend(found);
    if let Some(data) = data {
        given.value = data.value();
        given.placed = Some((source, data));
    } else if given.diagnostics.is_empty() {
        given.diagnostics.push(
            Diagnostic::at(&rules::INVALID_DATA_FILE, &document.source, named, "the data file is empty")
                .hint("write the inputs into it"),
        );
    }
    given
}

/// Where a data file is: relative to the document, or to the workspace where it begins with `/`; never outside the
/// workspace, links followed.
fn path(workspace: &Workspace, document: &Document, written: &str) -> Option<PathBuf> {
    let folder = workspace.content_root().join(document.path.folder().as_str());
    let root = workspace.root();
    let joined = match written.trim().strip_prefix('/') {
        Some(rest) => root.join(rest),
        None => folder.join(written.trim()),
    };
    let mut path = PathBuf::new();
    for part in joined.components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::CurDir => {}
            part => path.push(part),
        }
    }
    let real = |path: &Path| path.canonicalize().ok();
    let inside = path.starts_with(root) && real(&path).is_none_or(|real| real.starts_with(root));
    inside.then_some(path)
}

impl Given {
    /// What does not fit a plugin's schema.
    pub(super) fn misfits(
        &self,
        document: &Document,
        named: Span,
        schema: &Result<Schema, String>,
        plugin: &str,
    ) -> Vec<Diagnostic> {
        let schema = match schema {
            Ok(schema) => schema,
            Err(reason) => {
                let message = format!("the plugin `{plugin}` gives a schema that is none: {reason}");
                return vec![
                    Diagnostic::at(&rules::PLUGIN_ANSWER, &document.source, named, message)
                        .hint("tell who wrote it; `stratbook plugin check` finds this"),
                ];
            }
        };
        let Some((source, data)) = &self.placed else {
            // With no inputs at all there is one thing to say, not one for every key.
            if schema.fits(&self.value) {
                return Vec::new();
            }
            let message = format!("the report has no inputs, and the plugin `{plugin}` wants some");
            return vec![
                Diagnostic::at(&rules::REPORT_INPUT, &document.source, named, message)
                    .hint(format!("add `inputs:`; `stratbook plugin info {plugin}` shows an example")),
            ];
        };
        data.misfits(schema, "the inputs do")
            .into_iter()
            .map(|misfit| {
                let span = misfit.span.unwrap_or(named);
                Diagnostic::at(&rules::REPORT_INPUT, source, span, misfit.message).hint(misfit.hint)
            })
            .collect()
    }

    /// The text and place of an input, or of the report where it has none.
    pub(super) fn place<'g>(
        &'g self,
        document: &'g Document,
        named: Span,
        pointer: Option<&str>,
    ) -> (&'g SourceText, Span) {
        match (&self.placed, pointer) {
            (Some((source, data)), Some(pointer)) => (source, data.place(pointer)),
            _ => (&document.source, named),
        }
    }

    /// Whether the inputs stand in the document itself.
    pub(super) fn in_document(&self) -> bool {
        self.file.is_none() && self.placed.is_some()
    }
}
