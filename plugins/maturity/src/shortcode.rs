//! `[ladder of="…"]`: the steps of a ladder, so that a page need not say again what its front matter says.

use stratbook_plugin::prelude::*;

use crate::assess::page_link;
use crate::ladder::{self, Ladder};

use crate::report::{asked_in_words, need_in_words, pictured};

pub(crate) fn show(call: &Shortcode<'_>) -> Result<Shortcoded> {
    let asked =
        call.attribute("of").or_else(|| call.attribute("")).map(str::trim).filter(|name| !name.is_empty());
    let page = match asked {
        Some(name) => call.host().document(name)?,
        None => Some(call.document.clone()),
    };
    let Some(page) = page else {
        let name = asked.unwrap_or_default();
        let finding = Finding::error(format!("there is no page `{name}`"))
            .hint("name a page whose front matter has `ladder:`");
        return Ok(Shortcoded::new("").with_finding(finding));
    };
    let Some(value) = page.extra.get("ladder") else {
        let finding =
            Finding::error(format!("`{}` is no ladder: its front matter has no `ladder`", page.path))
                .hint("write `[ladder of=\"/path.md\"]`, or add `ladder:` with `steps:`");
        return Ok(Shortcoded::new("").with_finding(finding));
    };
    // What is wrong with it is said where it stands.
    let (ladder, problems) = ladder::read(value);
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Ok(Shortcoded::new(
            "> [!WARNING] This ladder has mistakes\n> They are listed by `stratbook check`.\n",
        ));
    }
    let mut markdown = Markdown::new();
    pictured(&mut markdown, &ladder, &page.title);
    table(&mut markdown, &ladder);
    let mut notes = Vec::new();
    for step in &ladder.steps {
        let mut words = inline![strong(&step.name)];
        let said = [("takes ", &step.effort), ("skipping it costs: ", &step.skipping)];
        for (index, (label, text)) in said.into_iter().filter(|(_, text)| !text.is_empty()).enumerate() {
            words.push(inline![if index == 0 { ": " } else { "; " }, label, &**text]);
        }
        for (index, name) in step.links.iter().enumerate() {
            words.push(if index == 0 { ". Read " } else { ", " });
            words.push(page_link(call.host(), &page.path, name)?);
        }
        notes.push(words);
    }
    markdown.list(notes);
    Ok(Shortcoded::new(markdown))
}

fn table(markdown: &mut Markdown, ladder: &Ladder) {
    let mut table =
        Table::new().column("Step").column("You may begin when").column("Needed").column("It delivers");
    for (index, step) in ladder.steps.iter().enumerate() {
        let name = inline![index + 1, " ", strong(&step.name)];
        if step.prerequisites.is_empty() {
            table.row(cells![name, "always", "", &*step.output]);
            continue;
        }
        for (place, prerequisite) in step.prerequisites.iter().enumerate() {
            let first = place == 0;
            table.row(cells![
                if first { name.clone() } else { Inline::default() },
                asked_in_words(ladder, prerequisite),
                need_in_words(ladder, &prerequisite.need),
                if first { &*step.output } else { "" },
            ]);
        }
    }
    markdown.table(&table);
}
