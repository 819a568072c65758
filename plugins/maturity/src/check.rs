//! What is wrong with ladders, shown in the documents that hold them.

use stratbook_plugin::prelude::*;

use crate::ladder;
use crate::path::from_root;

pub(crate) fn run(call: &Check<'_>) -> Result<Findings> {
    let mut findings = Vec::new();
    for document in &call.documents {
        let Some(value) = document.extra.get("ladder") else { continue };
        let (ladder, problems) = ladder::read(value);
        for problem in problems {
            findings.push(
                Finding::new(problem.severity, problem.message)
                    .of(&document.path)
                    .at(format!("/ladder{}", problem.at))
                    .hint(problem.hint),
            );
        }
        for (step, index, link) in
            ladder.steps.iter().enumerate().flat_map(|(step, it)| {
                it.links.iter().enumerate().map(move |(index, link)| (step, index, link))
            })
        {
            let name = from_root(&document.path, link);
            let page = name.split('#').next().unwrap_or(&name);
            if call.host().document(page)?.is_none() {
                findings.push(
                    Finding::error(format!("`{link}` leads nowhere"))
                        .of(&document.path)
                        .at(format!("/ladder{}", pointer!["steps", step, "links", index]))
                        .hint("give a path that begins with a slash at the content folder"),
                );
            }
        }
    }
    Ok(Findings::new(findings))
}
