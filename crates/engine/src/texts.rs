//! Texts of documents as people wrote them, for who reads them in another way than as pages.

use serde_json::Value;
use stratbook_model::Document;

use crate::inputs::Inputs;
use crate::pipeline::{Scope, admitted};
use crate::report_queries::LookOptions;
use crate::{EngineError, Progress, Workspace, why};

/// A document's text.
#[derive(Debug, Clone)]
pub struct TextDocument {
    /// Path under the content folder.
    pub path: String,
    /// File, relative to the workspace.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Its text, without front matter.
    pub body: String,
    /// The line of the file on which the text begins, from 1.
    pub body_line: u32,
    /// What its front matter says besides the known fields, by key.
    pub extra: std::collections::BTreeMap<String, Value>,
}

/// Texts of all admitted documents, by path.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The documents.
    pub documents: Vec<TextDocument>,
    /// Which of them was named, if one was.
    pub named: Option<usize>,
}

/// What was found for a name.
#[derive(Debug, Clone)]
pub enum TextsOutcome {
    /// The texts.
    Found(Texts),
    /// Several documents carry the name: their paths.
    Ambiguous(Vec<String>),
    /// None does; the nearest paths.
    Unknown(Vec<String>),
}

/// Reads the texts of a workspace. `name` names a document by path (from the workspace or the content folder), id, file
/// stem, alias or title; a draft that is named is read too.
pub fn texts(
    workspace: &Workspace,
    name: Option<&str>,
    options: &LookOptions,
    progress: &dyn Progress,
) -> Result<TextsOutcome, EngineError> {
    let drafts = options.drafts || name.is_some();
    let scope = Scope::new(workspace, options.clearance.as_deref(), drafts, options.today)?;
    let inputs = Inputs::read(workspace, &workspace.output(), progress)?;
    let documents = admitted(workspace, inputs, &scope, progress);
    let prefix = workspace.content_prefix();
    let mut named = None;
    if let Some(name) = name {
        let wanted = name.strip_prefix("./").unwrap_or(name);
        match why::find(&documents, wanted.strip_prefix(&prefix).unwrap_or(wanted))[..] {
            [] => return Ok(TextsOutcome::Unknown(why::nearest(&documents, wanted, &prefix))),
            [id] => named = Some(id.index()),
            ref several => {
                let paths = several.iter().map(|id| format!("{prefix}{}", documents[id.index()].path));
                return Ok(TextsOutcome::Ambiguous(paths.collect()));
            }
        }
    }
    Ok(TextsOutcome::Found(Texts { documents: documents.iter().map(text).collect(), named }))
}

fn text(document: &Document) -> TextDocument {
    let before = document.source.text.get(..document.body.start as usize).unwrap_or_default();
    TextDocument {
        path: document.path.to_string(),
        file: document.source.file.to_string(),
        title: document.title.to_string(),
        body: document.body_text().to_owned(),
        body_line: before.matches('\n').count() as u32 + 1,
        extra: document.metadata.extra.clone(),
    }
}
