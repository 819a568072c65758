//! The quick way to bring an index up to date, for what happens most: the texts of a few documents were edited.
//!
//! What the index holds of a document depends on others in three ways only: where its page is, whether it is its
//! folder's page, and what may not be said in it. The first two come from paths and front matter, so where no file came
//! or went and the front matter of the edited documents is the same, they stay; the third is nothing where no document
//! is withheld. Then the other documents need not even be read.

use std::fs;

use stratbook_search::{Index, IndexError, Update};

use super::cache::{Cache, Kept, Mark};
use super::look::Look;
use super::sources::Sources;
use super::{Opened, records};
use crate::inputs::{Inputs, MarkdownFile};
use crate::pipeline::Scope;
use crate::{EngineError, Progress, Workspace, documents};

/// Of more documents, reading all of them in the other way costs little more.
const MOST: usize = 200;

/// Brings the index up to date; `None` where that takes more than this way can do.
pub(super) fn update(
    workspace: &Workspace,
    scope: &Scope,
    cache: &Cache,
    index: &Index,
    look: &Look,
    progress: &dyn Progress,
) -> Result<Option<Opened>, EngineError> {
    let found = &look.found;
    let Some(kept) = cache.kept(index.state()) else { return Ok(None) };
    let everything = found.files.iter().filter(|file| file.path.is_markdown()).count() == kept.len();
    // What plugins put into one document may come from any other.
    let made = kept.values().any(|mark| mark.front_matter.is_none());
    if scope.clearance.is_some() || !everything || made {
        return Ok(None);
    }
    let Some(changed) = cache.changed(index.state(), look) else { return Ok(None) };
    if changed.len() > MOST {
        return Ok(None);
    }
    let mut markdown = Vec::with_capacity(changed.len());
    for at in changed {
        let file = &found.files[at];
        let Ok(bytes) = fs::read(&file.absolute) else { return Ok(None) };
        markdown.push(MarkdownFile {
            path: file.path.clone(),
            hash: *blake3::hash(&bytes).as_bytes(),
            bytes,
        });
    }
    let Some((records, now)) = records(workspace, scope, look, index, markdown, kept, progress)? else {
        return Ok(None);
    };
    // No plugin made any of the texts.
    let state = &look.state(&Sources::default());
    let folder = cache.folder_of(index.state()).ok_or(IndexError::Missing)?;
    let update = Update::open(&folder)?;
    let mut analyst = update.analyst();
    for record in &records {
        update.remove(index, &record.about.path)?;
        analyst.put(record)?;
    }
    drop(analyst);
    Cache::keep(&folder, state, &now).map_err(|error| IndexError::Unwritable(error.to_string()))?;
    drop(update.commit(state)?);
    let index = Index::open(&folder)?;
    Cache::tidy(&folder, state);
    Ok(Some(Opened { index, notes: Vec::new(), updated: records.len() }))
}

/// The records of documents that were edited, and what is to be kept of all; `None` where more than their text has
/// changed.
fn records(
    workspace: &Workspace,
    scope: &Scope,
    look: &Look,
    index: &Index,
    markdown: Vec<MarkdownFile>,
    mut kept: Kept,
    progress: &dyn Progress,
) -> Result<Option<(Vec<stratbook_search::Record>, Kept)>, EngineError> {
    let mut inputs = Inputs {
        markdown,
        assets: Vec::new(),
        theme: Vec::new(),
        schemas: Vec::new(),
        diagnostics: Vec::new(),
    };
    let (parsed, _) = documents::parse(workspace, &mut inputs, scope, progress);
    let mut changed = Vec::new();
    for (document, _) in parsed {
        let path = document.path.as_str();
        let (Some(before), Some(about)) = (kept.get(path), index.about(path)?) else { return Ok(None) };
        let safe = |text: &str| text.trim().to_owned();
        let record = records::of_document(workspace, &document, (&about.url, about.index_page), &safe);
        let mark = Mark::of(&document, &record, &look.circumstances);
        // What plugins make of a document comes later than this.
        let meta = &document.metadata;
        let made = meta.report.is_some() || meta.rollup.is_some() || !document.outline.shortcodes.is_empty();
        if made || mark.front_matter != before.front_matter {
            return Ok(None);
        }
        if mark.record != before.record {
            kept.insert(path.to_owned(), mark);
            changed.push(record);
        }
    }
    Ok(Some((changed, kept)))
}
