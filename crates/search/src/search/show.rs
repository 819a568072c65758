//! From ranked documents to hits that a person can read.

use super::Options;
use super::foremost::Ranked;
use super::groups::Gathered;
use super::rank::wanted;
use crate::answer::{Explanation, Hit, Marked, WordShare};
use crate::bm25::share;
use crate::evidence::Wanted;
use crate::index::Analyzers;
use crate::query::Query;
use crate::schema::{Stored, StoredSection};
use crate::snippet::{marks, snippet};
use crate::{Block, Index, IndexError, Language, Settings};

pub(crate) fn show(
    index: &Index,
    query: &Query,
    gathered: &Gathered,
    ranked: Vec<Ranked>,
    settings: &Settings,
    options: &Options,
) -> Result<Vec<Hit>, IndexError> {
    let wanted = wanted(gathered);
    let mut analyzers = Analyzers::default();
    let listing = query.words.is_empty();
    ranked
        .into_iter()
        .map(|one| {
            let explanation = (options.explain && !listing).then(|| explain(&one, gathered, settings));
            let mut hit = hit(index, one, &wanted, &mut analyzers)?;
            hit.explanation = explanation;
            Ok(hit)
        })
        .collect()
}

fn hit(index: &Index, one: Ranked, wanted: &Wanted, analyzers: &mut Analyzers) -> Result<Hit, IndexError> {
    let analyzer = analyzers.of(Language::of_tag(&one.about.language));
    let stored = match one.section {
        Some(entry) => index.stored(one.found.segment, entry)?,
        None => Stored::Section(StoredSection::default()),
    };
    let Stored::Section(section) = stored else {
        return Err(IndexError::Damaged("its entries are out of order".to_owned()));
    };
    // Where the front matter answers better than any section, the page is shown from its beginning.
    let whole = one.found.best == one.found.first && one.found.best_score > 0.0 && section_is_first(&one);
    let blocks = if section.blocks.is_empty() && !one.about.summary.is_empty() {
        vec![Block { line: section.line.max(1), text: one.about.summary.clone(), ..Block::default() }]
    } else {
        section.blocks()
    };
    let (line, shown) =
        snippet(wanted, analyzer, &blocks).unwrap_or_else(|| (section.line.max(1), Marked::default()));
    // Words that stand in the heading alone are in its line.
    let in_heading = shown.marks.is_empty() && !marks(wanted, analyzer, &section.heading).is_empty();
    let line = if in_heading { section.line } else { line };
    let anchor = if whole { String::new() } else { section.anchor };
    let mut headings = section.above;
    if !section.heading.is_empty() && section.heading != one.about.title {
        headings.push(section.heading);
    }
    let url = if anchor.is_empty() { one.about.url.clone() } else { format!("{}#{anchor}", one.about.url) };
    Ok(Hit {
        path: one.about.path.clone(),
        file: one.about.file.clone(),
        title_marks: marks(wanted, analyzer, &one.about.title),
        title: one.about.title.clone(),
        section: if whole { Vec::new() } else { headings },
        anchor,
        url,
        line,
        score: (one.score * 1e6).round() / 1e6,
        snippet: shown,
        fields: one.about,
        explanation: None,
    })
}

fn section_is_first(one: &Ranked) -> bool {
    one.section.is_none_or(|section| section <= one.found.first + 1)
}

fn explain(one: &Ranked, gathered: &Gathered, settings: &Settings) -> Explanation {
    let mut words = Vec::new();
    for group in &gathered.groups {
        let shares = group.alternatives.iter().filter_map(|(alternative, postings)| {
            let best = one.found.best;
            let (_, impact) = postings.segments[one.found.segment].between(best, best + 1).next()?;
            let impact = share(impact);
            Some(WordShare {
                word: group.surface.clone(),
                term: alternative.term.clone(),
                how: alternative.how,
                idf: group.idf,
                impact,
                score: group.worth(alternative.how, settings) * impact,
            })
        });
        words.extend(shares.max_by(|a, b| a.score.total_cmp(&b.score)));
    }
    Explanation {
        best: one.found.best_score,
        second: one.found.second_score,
        whole: one.found.whole,
        name: one.found.name,
        kind: one.found.kind,
        pairs: one.pairs,
        coverage: one.coverage,
        words,
    }
}
