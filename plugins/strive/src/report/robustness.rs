//! What would change the result: weights, single scores, doubts, assessors.

use stratbook_plugin::prelude::*;

use super::{Writing, share, two};
use crate::criteria::SAME;
use crate::flip::{Flip, How};
use crate::sensitivity::weight_at;
use crate::weightings::DRAWS;

/// Points apart from which two assessors should talk.
const APART: f64 = 2.0;

pub(crate) fn write(page: &mut Markdown, writing: &Writing<'_>) {
    let outcome = writing.outcome;
    let Some(winner) = outcome.winner else { return };
    page.section("What would change the result");
    if outcome.runner_up.is_some() {
        weights(page, writing, winner);
    }
    scores(page, writing);
    doubts(page, writing, winner);
    assessors(page, writing, winner);
}

fn weights(page: &mut Markdown, writing: &Writing<'_>, winner: usize) {
    let outcome = writing.outcome;
    let sum: f64 = writing.given.weights.iter().sum();
    page.subsection("Other weights");
    let changes: usize = outcome
        .ranges
        .iter()
        .flatten()
        .filter(|range| range.below.is_some() || range.above.is_some())
        .count();
    let name = strong(writing.name(winner));
    page.paragraph(if changes == 0 {
        inline![
            "No change of a single weight makes another option win: ",
            name,
            " stays in front whether a criterion counts for nothing or for everything."
        ]
    } else {
        inline![
            "The table says how far the weight of one criterion can move before ",
            name,
            " is overtaken, while the others keep their proportions."
        ]
    });
    if changes > 0 {
        let mut table = Table::new()
            .column("Criterion")
            .numbers("Weight now")
            .column("Below this, another wins")
            .column("Above this, another wins");
        for (at, range) in outcome.ranges.iter().enumerate() {
            let Some(range) = range else { continue };
            let others = sum - writing.given.weights[at];
            let side = |side: Option<(f64, usize)>| {
                side.map_or_else(
                    || text("no change"),
                    |(at, option)| {
                        let weight = quantity(weight_at(at, others), 1);
                        let at = md(format!("{}&nbsp;%", quantity(at * 100.0, 2)));
                        inline![at, " (weight ", weight, "): ", writing.name(option)]
                    },
                )
            };
            table.row(cells![
                writing.criterion(at),
                share(range.share),
                side(range.below),
                side(range.above)
            ]);
        }
        page.table(&table);
    }
    let mut table = Table::new().column("Option").numbers("Wins under");
    for &at in outcome.order.iter().filter(|&&at| outcome.options[at].passes) {
        table.row(cells![writing.name(at), share(outcome.options[at].share.wins)]);
    }
    let mut body = Markdown::new();
    body.paragraph(inline![
        DRAWS, " weightings were drawn so that every possible one is equally likely; ties were divided. The shares are exact to about half a percentage point, and the same in each build."
    ]);
    body.table(&table);
    page.details("Under which share of all weightings each option wins", &body);
}

fn scores(page: &mut Markdown, writing: &Writing<'_>) {
    let flips = &writing.outcome.flips;
    page.subsection("A single other score");
    let Some(smallest) = flips.first() else {
        page.paragraph("No change of a single score makes another option win.");
        return;
    };
    page.paragraph(inline![
        "The smallest change of one score that makes another option win: ",
        change(writing, smallest),
        "."
    ]);
    if flips.len() > 1 {
        let rest = flips.iter().skip(1).take(4).map(|flip| change(writing, flip));
        let mut body = Markdown::new();
        body.list(rest);
        page.details("The next smallest", &body);
    }
}

fn change(writing: &Writing<'_>, flip: &Flip) -> Inline {
    let criterion = writing.criterion(flip.criterion);
    let name = writing.name(flip.option);
    let winner = writing.name(flip.winner);
    let size = quantity(flip.size(), 2);
    let from = number(flip.from);
    let to = quantity(flip.to, 2);
    let points = if size == "1" { "point" } else { "points" };
    match flip.how {
        How::Overtakes if flip.size() <= SAME => {
            inline![
                "any change of ",
                criterion,
                " of ",
                strong(name),
                ", since the two are level (",
                strong(winner),
                " would win)"
            ]
        }
        How::Overtakes => inline![
            criterion,
            " of ",
            strong(name),
            " from ",
            from,
            if flip.to > flip.from { " to above " } else { " to below " },
            to,
            " (",
            &size,
            " ",
            points,
            "), then ",
            strong(winner),
            " leads"
        ],
        How::WinnerFails if flip.size() <= SAME => inline![
            criterion,
            " of ",
            strong(name),
            " stands exactly at its gate of ",
            to,
            "; anything less ends it, then ",
            strong(winner),
            " leads"
        ],
        How::WinnerFails => inline![
            criterion,
            " of ",
            strong(name),
            " from ",
            from,
            " to below its gate of ",
            to,
            " (",
            &size,
            " ",
            points,
            "), then ",
            strong(winner),
            " leads"
        ],
        How::OtherPasses => inline![
            criterion,
            " of ",
            strong(name),
            " from ",
            from,
            " to ",
            to,
            " (",
            &size,
            " ",
            points,
            "), which passes the gate and puts it in front"
        ],
    }
}

fn doubts(page: &mut Markdown, writing: &Writing<'_>, winner: usize) {
    let outcome = writing.outcome;
    let passing: Vec<usize> =
        outcome.order.iter().copied().filter(|&at| outcome.options[at].passes).collect();
    if passing.iter().all(|&at| outcome.options[at].doubt.is_none()) {
        return;
    }
    let ends = |at: usize| {
        let standing = &outcome.options[at];
        standing.doubt.unwrap_or((standing.overall.low, standing.overall.high))
    };
    page.subsection("Doubtful scores");
    let rivals: Vec<&str> = passing
        .iter()
        .filter(|&&at| at != winner && ends(at).1 > ends(winner).0 + SAME)
        .map(|&at| writing.name(at))
        .collect();
    page.paragraph(if rivals.is_empty() {
        inline![
            strong(writing.name(winner)),
            " stays in front even if every score of medium confidence is half a point off, and every one of low confidence a whole point, all against it."
        ]
    } else {
        inline![
            "If scores of medium confidence are half a point off, and those of low confidence a whole point, ",
            strong(rivals.join(", ")), " could be in front of ", strong(writing.name(winner)),
            ". Make the uncertain scores surer before much money depends on them."
        ]
    });
    let mut table = Table::new()
        .column("Option")
        .numbers("Score")
        .numbers("With all doubts against it")
        .numbers("With all for it");
    for at in passing {
        let (low, high) = ends(at);
        table.row(cells![writing.name(at), super::cell(&outcome.options[at].overall), two(low), two(high)]);
    }
    page.table(&table);
}

fn assessors(page: &mut Markdown, writing: &Writing<'_>, winner: usize) {
    let outcome = writing.outcome;
    let mut table = Table::new()
        .column("Option")
        .column("Criterion")
        .column("Points given")
        .numbers("Apart")
        .numbers("Standard deviation");
    let mut apart = 0;
    for &at in &outcome.order {
        for (criterion, spread) in outcome.options[at].spreads.iter().enumerate() {
            let (Some(spread), Some(scoring)) = (spread, writing.given.scorings[at][criterion]) else {
                continue;
            };
            if spread.people < 2 {
                continue;
            }
            let people = scoring.assessors.iter().map(|(who, points)| format!("{who} {}", number(points.0)));
            let people = people.collect::<Vec<_>>().join(", ");
            let width = spread.high - spread.low;
            let wide = width >= APART - SAME;
            apart += usize::from(wide);
            let width = if wide { strong(number(width)) } else { text(number(width)) };
            table.row(cells![
                writing.name(at),
                writing.criterion(criterion),
                people,
                width,
                two(spread.deviation)
            ]);
        }
    }
    if table.is_empty() {
        return;
    }
    page.subsection("The assessors");
    if apart > 0 {
        page.paragraph(inline![
            "The points for ",
            strong(plural(apart, "score", "scores")),
            " lie ",
            APART,
            " or more apart. Talk about those: the mean of two opposite opinions is nobody's."
        ]);
    } else {
        page.paragraph("No two assessors are two points or more apart.");
    }
    if !outcome.choices.is_empty() {
        page.list(outcome.choices.iter().map(|(who, options)| {
            let names = options.iter().map(|&at| writing.name(at)).collect::<Vec<_>>().join(" and ");
            let other = !options.contains(&winner);
            inline![
                strong(who),
                " alone would choose ",
                names,
                if other { ", not the option in front." } else { "." }
            ]
        }));
    }
    page.details("All scores by assessor", Markdown::new().table(&table));
}
