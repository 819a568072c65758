//! `[ladder of="…"]`: the steps of a ladder, so that a page need not say again what its front matter says.

use stratbook_plugin::prelude::*;

use crate::assess::page_link;
use crate::ladder::{self, Ladder};

use crate::report::{listed, need_in_words, pictured};

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
    let mut help = Vec::new();
    for step in ladder.steps.iter().filter(|step| !step.links.is_empty()) {
        let mut words = inline![strong(&step.name), ": "];
        for (index, name) in step.links.iter().enumerate() {
            words.push(if index > 0 { ", " } else { "" });
            words.push(page_link(call.host(), &page.path, name)?);
        }
        help.push(words);
    }
    markdown.list(help);
    Ok(Shortcoded::new(markdown))
}

fn table(markdown: &mut Markdown, ladder: &Ladder) {
    let any = |text: fn(&ladder::Step) -> bool| ladder.steps.iter().any(text);
    let mut table = Table::new().column("Step").column("You may begin when").column("It delivers");
    let effort = any(|step| !step.effort.is_empty());
    if effort {
        table = table.column("Takes");
    }
    for (index, step) in ladder.steps.iter().enumerate() {
        let needs: Vec<String> = step
            .prerequisites
            .iter()
            .map(|prerequisite| match prerequisite.question.as_str() {
                "" => need_in_words(ladder, &prerequisite.need),
                question => format!("{question} ({})", need_in_words(ladder, &prerequisite.need)),
            })
            .collect();
        let needs = if needs.is_empty() { "always".to_owned() } else { listed(&needs) };
        table.row(cells![inline![index + 1, " ", strong(&step.name)], needs, &*step.output, &*step.effort]);
    }
    markdown.table(&table);
}
