//! Earlier assessments, and the reviews since.

use stratbook_plugin::prelude::*;

use super::answer::round;
use super::{Writing, two};
use crate::assessment::Assessment;
use crate::criteria::SAME;
use crate::inputs::{Earlier, ReviewKind};
use crate::score::overall;

/// Scores by the name of the option.
type Scores = Vec<(String, Option<f64>)>;

/// What the options scored in an earlier assessment, where it can be known.
pub(crate) fn earlier_scores(given: &Assessment<'_>, earlier: &Earlier) -> Scores {
    let weights = given.weights_of(&earlier.weights);
    let score = |option: &crate::inputs::EarlierOption| {
        if option.scores.is_empty() {
            return option.score.map(|score| score.0);
        }
        let points: Vec<Option<f64>> = given
            .criteria
            .iter()
            .map(|criterion| option.scores.get(&criterion.id).and_then(|points| points.0))
            .collect();
        overall(&weights, &points).score()
    };
    earlier.options.iter().map(|option| (option.name.trim().to_owned(), score(option))).collect()
}

pub(crate) fn write(page: &mut Markdown, writing: &Writing<'_>) {
    reviews(page, writing);
    history(page, writing);
}

fn reviews(page: &mut Markdown, writing: &Writing<'_>) {
    page.section("Reviews");
    let inputs = writing.given.inputs;
    let Some((due, assessed)) = writing.outcome.due.zip(inputs.assessed) else {
        page.paragraph(inline![
            "Nobody can tell how old these scores are: give the day on which they were given as ",
            code("assessed: YYYY-MM-DD"),
            "."
        ]);
        return;
    };
    let when = |day: Day| {
        let days = writing.today.until(day);
        match days {
            ..0 => inline![strong(inline!["overdue since ", day])],
            0 => inline![strong("today")],
            _ => inline![day, " (in ", plural(days as usize, "day", "days"), ")"],
        }
    };
    let mut table = Table::new().column("").column("When");
    table.row(cells!["Scores given", assessed]);
    table.row(cells!["Next light review: has a gate changed?", when(due.light)]);
    table.row(cells!["Next deep review: score anew", when(due.deep)]);
    page.table(&table);
    let mut reviews: Vec<_> = inputs.reviews.iter().collect();
    reviews.sort_by_key(|review| std::cmp::Reverse(review.date));
    page.list(reviews.into_iter().map(|review| {
        let kind = match review.kind {
            ReviewKind::Light => "light review",
            ReviewKind::Deep => "deep review",
        };
        let mut words = inline![review.date, ", ", kind];
        if let Some(by) = &review.by {
            words.push(inline![" by ", by]);
        }
        if let Some(note) = &review.note {
            words.push(inline![": ", note]);
        }
        words
    }));
}

fn history(page: &mut Markdown, writing: &Writing<'_>) {
    let inputs = writing.given.inputs;
    if inputs.history.is_empty() {
        return;
    }
    page.section("Earlier assessments");
    let mut earlier: Vec<&Earlier> = inputs.history.iter().collect();
    earlier.sort_by_key(|earlier| earlier.assessed);
    let scores: Vec<(Day, Scores)> =
        earlier.iter().map(|earlier| (earlier.assessed, earlier_scores(writing.given, earlier))).collect();
    let found = |scores: &[(String, Option<f64>)], name: &str| {
        scores.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).and_then(|(_, score)| *score)
    };

    if let Some(assessed) = inputs.assessed {
        let series: Vec<Value> = writing
            .outcome
            .order
            .iter()
            .filter_map(|&at| {
                let mut points: Vec<Value> = scores
                    .iter()
                    .filter_map(|(day, scores)| {
                        found(scores, writing.name(at)).map(|score| json!([day, round(score)]))
                    })
                    .collect();
                if points.is_empty() {
                    return None;
                }
                points.push(json!([assessed, round(writing.outcome.options[at].overall.score()?)]));
                Some(json!({ "name": writing.name(at), "points": points }))
            })
            .take(8)
            .collect();
        if !series.is_empty() {
            page.chart(&json!({
                "type": "line",
                "title": "Scores from assessment to assessment",
                "decimals": 2,
                "today": writing.today,
                "series": series,
            }));
        }
    }
    let mut table = Table::new().column("Option");
    for (day, _) in &scores {
        table = table.numbers(*day);
    }
    table = table.numbers("Now").numbers("Change");
    for &at in &writing.outcome.order {
        let name = writing.name(at);
        let mut cells = Vec::from(cells![name]);
        for (_, scores) in &scores {
            cells.push(found(scores, name).map(two).into());
        }
        let now = writing.outcome.options[at].overall;
        cells.push(text(super::cell(&now)));
        let before = scores.iter().rev().find_map(|(_, scores)| found(scores, name));
        cells.push(before.zip(now.score()).map(|(before, now)| signed(now - before)).into());
        table.row(cells);
    }
    page.table(&table);
    changes(page, writing, &earlier);
    page.list(earlier.iter().rev().filter_map(|earlier| {
        earlier.note.as_ref().map(|note| inline![strong(earlier.assessed), ": ", note])
    }));
}

/// Scores that changed since the last assessment.
fn changes(page: &mut Markdown, writing: &Writing<'_>, earlier: &[&Earlier]) {
    let Some(last) = earlier.last() else { return };
    let mut table =
        Table::new().column("Option").column("Criterion").numbers("Then").numbers("Now").numbers("Change");
    for &at in &writing.outcome.order {
        let name = writing.name(at);
        let Some(then) = last.options.iter().find(|option| option.name.trim().eq_ignore_ascii_case(name))
        else {
            continue;
        };
        for (criterion, asked) in writing.given.criteria.iter().enumerate() {
            let before = then.scores.get(&asked.id).and_then(|points| points.0);
            let now = writing.given.scores[at][criterion];
            if let (Some(before), Some(now)) = (before, now)
                && (before - now).abs() > SAME
            {
                table.row(cells![name, &asked.name, number(before), number(now), signed(now - before)]);
            }
        }
    }
    if !table.is_empty() {
        page.paragraph(inline!["What changed since ", last.assessed, ":"]);
        page.table(&table);
    }
}

fn signed(change: f64) -> String {
    if change.abs() < 0.005 {
        "0".to_owned()
    } else if change > 0.0 {
        format!("+{}", number(change))
    } else {
        format!("−{}", number(-change))
    }
}
