//! What the scores rest on, with the gaps shown as gaps.

use stratbook_plugin::prelude::*;

use super::Writing;
use crate::data::gaps;
use crate::inputs::Confidence;
use crate::knowledge::Library;

pub(crate) fn write(page: &mut Markdown, writing: &Writing<'_>, library: &mut Library<'_>) -> Result<()> {
    let gaps = gaps(writing.given, writing.outcome);
    page.section("What the scores rest on");
    let mut words = Vec::new();
    if gaps.missing > 0 {
        words.push(plural(gaps.missing, "score is missing", "scores are missing"));
    }
    if gaps.without_evidence > 0 {
        words.push(plural(
            gaps.without_evidence,
            "score rests on nothing that is named",
            "scores rest on nothing that is named",
        ));
    }
    if gaps.stale > 0 {
        words.push(plural(
            gaps.stale,
            "score rests on a page that has aged",
            "scores rest on pages that have aged",
        ));
    }
    page.paragraph(if words.is_empty() {
        text("Every score names its evidence, and no page that is cited has aged since.")
    } else {
        inline![strong(sentence(&words)), "."]
    });
    for &at in &writing.outcome.order {
        option(page, writing, library, at)?;
    }
    Ok(())
}

fn sentence(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    }
}

fn option(page: &mut Markdown, writing: &Writing<'_>, library: &mut Library<'_>, at: usize) -> Result<()> {
    let standing = &writing.outcome.options[at];
    page.subsection(writing.option(at));
    if let Some(summary) = &writing.given.inputs.options[at].summary {
        page.paragraph(summary.as_str());
    }
    let mut table = Table::new()
        .column("Criterion")
        .numbers("Points")
        .column("Evidence")
        .column("Source")
        .column("Confidence");
    let mut unscored = Vec::new();
    for (criterion, asked) in writing.given.criteria.iter().enumerate() {
        let score = writing.given.scores[at][criterion];
        let Some(scoring) = writing.given.scorings[at][criterion] else {
            unscored.push(asked.name.as_str());
            continue;
        };
        let mut evidence = match &scoring.evidence {
            Some(evidence) if !evidence.trim().is_empty() => text(evidence),
            _ if scoring.source.0.is_empty() && score.is_some() => strong("no evidence"),
            _ => text("–"),
        };
        if let Some(date) = scoring.date {
            evidence.push(inline![" (", date, ")"]);
        }
        let mut source = Inline::default();
        for name in &scoring.source.0 {
            if !source.is_empty() {
                source.push("; ");
            }
            source.push(library.link(name.trim())?);
            let reasons = standing.stale[criterion].iter().filter(|(stale, _)| stale == name.trim());
            let reasons: Vec<String> = reasons.map(|(_, reason)| reason.words()).collect();
            if !reasons.is_empty() {
                source.push(inline![" ", strong(format!("({})", reasons.join(", ")))]);
            }
        }
        if source.is_empty() {
            source = text("–");
        }
        let points = score.map_or_else(|| emphasis("missing"), |score| text(number(score)));
        table.row(cells![&asked.name, points, evidence, source, scoring.confidence.map(Confidence::name)]);
    }
    if !table.is_empty() {
        page.table(&table);
    }
    if !unscored.is_empty() {
        let words = if unscored.len() == writing.given.criteria.len() {
            text("Not scored.")
        } else {
            inline!["Not scored: ", unscored.join(", "), "."]
        };
        page.paragraph(words);
    }
    Ok(())
}
