//! Searching on behalf of a plugin: over the documents of the build at hand, before reports are made of them.

use rayon::prelude::*;
use stratbook_graph::{Graph, Options, Withheld};
use stratbook_model::Document;
use stratbook_search::{Answer, Index, IndexError, Language, Query, Update};

use super::records;
use crate::pipeline::Linked;
use crate::{EngineError, Workspace};

/// An index of admitted documents, in memory.
pub(crate) fn of_documents(
    workspace: &Workspace,
    documents: &[Document],
    options: &Options,
) -> Result<Index, EngineError> {
    let (graph, _) = Graph::build(documents, &[], &Withheld::default(), options);
    let linked = Linked {
        documents: documents.to_vec(),
        assets: Vec::new(),
        graph,
        diagnostics: Vec::new(),
        files: Vec::new(),
        by_plugins: false,
    };
    let update = Update::in_memory()?;
    (0..documents.len())
        .into_par_iter()
        .map_init(
            || update.analyst(),
            |analyst, at| analyst.put(&records::record(workspace, &linked, at, "")),
        )
        .collect::<Result<(), IndexError>>()?;
    Ok(update.commit("asked")?)
}

/// The first answers to a question.
pub(crate) fn ask(
    workspace: &Workspace,
    index: &Index,
    question: &str,
    limit: usize,
) -> Result<Answer, EngineError> {
    let query = Query::parse(question, Language::of_tag(&workspace.config().language));
    let options = stratbook_search::Options { limit, explain: false };
    Ok(index.search(&query, &workspace.config().search, &options)?)
}
