//! The evidence: every prerequisite with its answer, date and source, and the rule that gives the step.

use stratbook_plugin::prelude::*;

use super::words::{answer, asked, need};
use crate::assess::{Assessed, Source};
use crate::path::names_a_page;
use crate::position::State;

pub(super) fn write(page: &mut Markdown, all: &Assessed<'_>) {
    page.section("All prerequisites");
    page.paragraph(
        "The present step is the highest whose prerequisites, and those of all steps below it, are known to hold.",
    );
    let mut table = Table::new()
        .column("Step")
        .column("Question")
        .column("Needed")
        .column("Answer")
        .centred("Holds")
        .column("Dated")
        .column("Source");
    for (index, step) in all.ladder.steps.iter().enumerate() {
        let name = inline![strong(index + 1), " ", &*step.name];
        if step.prerequisites.is_empty() {
            table.row(cells![name, "begins without any", "", "", "yes", "", ""]);
            continue;
        }
        for (place, prerequisite) in step.prerequisites.iter().enumerate() {
            let source = prerequisite.need.fact().and_then(|fact| all.source(fact));
            let holds = match all.position.states[index][place] {
                State::Met => text("yes"),
                State::Unmet => strong("no"),
                State::Unknown => text("?"),
            };
            table.row(cells![
                if place == 0 { name.clone() } else { Inline::default() },
                asked(&all.ladder, prerequisite),
                need(&all.ladder, &prerequisite.need),
                source.map(|source| answer(source.value, &source.unit)).unwrap_or_default(),
                holds,
                source.and_then(|source| source.date).map(text_of).unwrap_or_default(),
                source.map(cited).unwrap_or_default(),
            ]);
        }
    }
    page.table(&table);
    notes(page, all);
    stale(page, all);
}

fn text_of(day: Day) -> Inline {
    text(day.to_string())
}

pub(super) fn cited(source: &Source) -> Inline {
    match (&source.goal, &source.cited) {
        (Some((path, title)), _) => link(path, title),
        (None, Some(words)) if names_a_page(words) => link(words, page_name(words)),
        (None, Some(words)) => text(words),
        (None, None) if source.value.is_some() => text("no source"),
        (None, None) => Inline::default(),
    }
}

/// The last part of a path, as words.
fn page_name(path: &str) -> String {
    let page = path.split('#').next().unwrap_or(path);
    let stem = page.rsplit('/').next().unwrap_or(page);
    stem.strip_suffix(".md").unwrap_or(stem).replace(['-', '_'], " ")
}

fn notes(page: &mut Markdown, all: &Assessed<'_>) {
    page.list(
        all.sources
            .iter()
            .filter_map(|source| source.note.as_ref().map(|note| inline![code(&source.fact), ": ", note])),
    );
}

fn stale(page: &mut Markdown, all: &Assessed<'_>) {
    let stale = all.stale();
    if stale.is_empty() {
        return;
    }
    let mut body = Markdown::new();
    body.list(stale.iter().map(|(source, age)| {
        inline![
            code(&source.fact),
            ": ",
            plural(*age as usize, "day", "days"),
            " old, and older than ",
            plural(all.settings.stale_after_days as usize, "day", "days")
        ]
    }));
    page.callout(Callout::Warning, "Time for another look", body);
}
