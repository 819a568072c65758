//! The answer in a box, the ranking as a picture and as a table.

use stratbook_plugin::prelude::*;

use super::{Writing, cell, share, span, two};
use crate::criteria::SAME;
use crate::result::Standing;
use crate::verdict::{Failed, Rule, Verdict};

pub(crate) fn write(page: &mut Markdown, writing: &Writing<'_>) {
    page.section("The answer");
    let (kind, title, body) = verdict(writing);
    page.callout(kind, title, body);
    picture(page, writing);
    table(page, writing);
}

/// One line for lists.
pub(crate) fn headline(writing: &Writing<'_>) -> String {
    let outcome = writing.outcome;
    let Some(winner) = outcome.winner else {
        return format!("none of {}: all fail a gate", plural(outcome.options.len(), "option", "options"));
    };
    let standing = &outcome.options[winner];
    let name = writing.name(winner);
    let score = span(&standing.overall);
    if let Some(&open) = outcome.open.first() {
        return format!("open: {name} leads ({score} of 5), {} could still overtake", writing.name(open));
    }
    match standing.verdict {
        Verdict::Reject => format!("none: the best, {name}, has {score} of 5"),
        verdict => format!("{} {name} ({score} of 5)", verdict.name()),
    }
}

fn verdict(writing: &Writing<'_>) -> (Callout, Inline, Markdown) {
    let outcome = writing.outcome;
    let Some(winner) = outcome.winner else {
        let title = text("None of these, yet");
        let body = inline![
            plural(outcome.options.len(), "option fails", "options fail"),
            " a gate, so nothing is chosen. The table says which."
        ];
        return (Callout::Failure, title, body.into());
    };
    let standing = &outcome.options[winner];
    let name = writing.name(winner);
    let (kind, title) = match standing.verdict {
        _ if !outcome.open.is_empty() => (Callout::Question, format!("Not decided yet: {name} leads")),
        Verdict::Adopt => (Callout::Success, format!("Adopt: {name}")),
        Verdict::Pilot => (Callout::Success, format!("Pilot: {name}")),
        Verdict::Hold => (Callout::Warning, format!("Hold: {name} leads, but not by enough to begin")),
        Verdict::Incomplete => (Callout::Question, format!("Incomplete: {name} leads")),
        Verdict::Reject => (Callout::Failure, format!("None of these, yet: {name} is the best of them")),
    };
    let mut body = Markdown::new();
    let mut words = inline![strong(name), " scores ", strong(span(&standing.overall)), " of 5"];
    if let (Some(lead), Some(second)) = (outcome.lead(), outcome.runner_up) {
        let tie = lead < writing.given.thresholds.tie - SAME;
        words = if lead <= SAME {
            words
                + inline![
                    ", and so does ",
                    strong(writing.name(second)),
                    ": the scores do not decide between them."
                ]
        } else if tie {
            words
                + inline![
                    ", only ",
                    two(lead),
                    " ahead of ",
                    strong(writing.name(second)),
                    ". Differences below ",
                    writing.given.thresholds.tie,
                    " are a tie."
                ]
        } else {
            words + inline![", ", two(lead), " ahead of ", strong(writing.name(second)), "."]
        };
        let known = if outcome.open.is_empty() {
            " It wins under "
        } else {
            " With all missing scores as 1, it wins under "
        };
        words.push(inline![known, percent(standing.share.wins), " of all possible weightings."]);
    } else {
        words.push(". No other option passes the gates.");
    }
    body.paragraph(words);
    for &open in &outcome.open {
        let other = &outcome.options[open];
        body.paragraph(inline![
            strong(writing.name(open)),
            " is not fully scored. It reaches ",
            two(other.overall.low),
            " for sure and ",
            two(other.overall.high),
            " at best, and could still come first."
        ]);
    }
    body.paragraph(inline!["Verdict by rule: ", rule(writing.given, standing), "."]);
    if let Some(decision) = &writing.given.inputs.decision {
        body.paragraph(inline![strong("Decided: "), emphasis(decision)]);
    }
    (kind, text(title), body)
}

/// The rule that gave a verdict, in words.
pub(crate) fn rule(given: &crate::assessment::Assessment<'_>, standing: &Standing) -> String {
    let name = |at: usize| given.criteria[at].name.as_str();
    let thresholds = &given.thresholds;
    match &standing.rule {
        Rule::Gates(failed) => {
            let words = failed.iter().map(|failed| match failed {
                Failed::NoGoal { .. } => "it serves no goal that is written down".to_owned(),
                Failed::TooLow { criterion, score, at_least } => {
                    format!(
                        "{} has {}, and the gate asks for {}",
                        name(*criterion),
                        number(*score),
                        number(*at_least)
                    )
                }
            });
            words.collect::<Vec<_>>().join("; ")
        }
        Rule::Missing { criteria, worst, best } => {
            let names: Vec<&str> = criteria.iter().map(|&at| name(at)).collect();
            let follow = if worst == best {
                format!("any score there gives {}", worst.name())
            } else {
                format!("{} at worst, {} at best", worst.name(), best.name())
            };
            format!("no score for {}: {follow}", names.join(", "))
        }
        Rule::Weak { criterion } => format!(
            "{} would be enough to adopt, but {} is below {}",
            two(standing.overall.low),
            name(*criterion),
            number(thresholds.weakest)
        ),
        Rule::Score => {
            let score = two(standing.overall.low);
            match standing.verdict {
                Verdict::Adopt => format!(
                    "{score} is at least {}, and no criterion is below {}",
                    number(thresholds.adopt),
                    number(thresholds.weakest)
                ),
                Verdict::Pilot => {
                    format!(
                        "{score} is at least {}, but below {}",
                        number(thresholds.pilot),
                        number(thresholds.adopt)
                    )
                }
                Verdict::Hold => {
                    format!(
                        "{score} is at least {}, but below {}",
                        number(thresholds.hold),
                        number(thresholds.pilot)
                    )
                }
                Verdict::Reject | Verdict::Incomplete => {
                    format!("{score} is below {}", number(thresholds.hold))
                }
            }
        }
    }
}

fn picture(page: &mut Markdown, writing: &Writing<'_>) {
    let outcome = writing.outcome;
    let bars = outcome.order.iter().map(|&at| {
        let standing = &outcome.options[at];
        let tone = match standing.verdict {
            Verdict::Adopt => "good",
            Verdict::Pilot | Verdict::Hold => "warn",
            Verdict::Reject => "bad",
            Verdict::Incomplete => "neutral",
        };
        let mut bar = json!({ "label": writing.name(at), "tone": tone });
        if let Some(score) = standing.overall.score() {
            bar["value"] = json!(round(score));
        } else {
            bar["low"] = json!(round(standing.overall.low));
            bar["high"] = json!(round(standing.overall.high));
        }
        bar
    });
    let bars: Vec<Value> = bars.collect();
    let mut tones = serde_json::Map::new();
    for standing in &outcome.options {
        let (tone, word) = match standing.verdict {
            Verdict::Adopt => ("good", "adopt"),
            Verdict::Pilot | Verdict::Hold => ("warn", "pilot or hold"),
            Verdict::Reject => ("bad", "reject"),
            Verdict::Incomplete => ("neutral", "incomplete"),
        };
        tones.insert(tone.to_owned(), json!(word));
    }
    let thresholds = &writing.given.thresholds;
    page.chart(&json!({
        "type": "bar",
        "title": chart_title(writing),
        "subtitle": "Weighted score from 1 to 5; options that fail a gate come last",
        "min": 0,
        "max": 5,
        "decimals": 2,
        "sort": "given",
        "tones": tones,
        "marks": [
            { "label": "pilot", "value": thresholds.pilot },
            { "label": "adopt", "value": thresholds.adopt },
        ],
        "bars": bars,
    }));
}

fn chart_title(writing: &Writing<'_>) -> String {
    let outcome = writing.outcome;
    match (outcome.winner, outcome.runner_up, outcome.lead()) {
        (None, ..) => "No option passes the gates".to_owned(),
        (Some(_), ..) if !outcome.open.is_empty() => "Missing scores could still change the order".to_owned(),
        (Some(winner), Some(_), Some(lead)) if lead > SAME => {
            format!("{} leads by {}", writing.name(winner), two(lead))
        }
        (Some(winner), Some(second), _) => {
            format!("{} and {} are level", writing.name(winner), writing.name(second))
        }
        (Some(winner), ..) => format!("{} is the only option that passes the gates", writing.name(winner)),
    }
}

/// Enough digits for a picture, and no noise in its table.
pub(super) fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn table(page: &mut Markdown, writing: &Writing<'_>) {
    let outcome = writing.outcome;
    let mut table = Table::new()
        .numbers("Rank")
        .column("Option")
        .numbers("Score")
        .numbers("Wins under")
        .column("Verdict")
        .column("Because");
    for &at in &outcome.order {
        let standing = &outcome.options[at];
        let rank = if standing.best_rank < standing.rank && standing.passes {
            format!("{} (up to {})", standing.rank, standing.best_rank)
        } else {
            standing.rank.to_string()
        };
        let wins = if !standing.passes {
            text("–")
        } else if standing.overall.complete {
            share(standing.share.wins)
        } else {
            share(standing.share.wins) + inline![" to "] + share(standing.share.could_win)
        };
        let mut because = text(rule(writing.given, standing));
        if let Some(by) = standing.dominated_by {
            because.push(inline!["; never better than ", writing.name(by), " on any criterion"]);
        }
        let score = cell(&standing.overall);
        let score = if standing.passes { text(score) } else { text(format!("({score})")) };
        table.row(cells![rank, writing.option(at), score, wins, strong(standing.verdict.name()), because]);
    }
    page.table(&table);
    let mut legend = inline![
        "Scores run from 1 to 5. “Wins under” is the share of all possible weightings in which the option comes first."
    ];
    if outcome.options.iter().any(|standing| !standing.passes) {
        legend.push(" A score in brackets does not count: its option fails a gate.");
    }
    if outcome.options.iter().any(|standing| !standing.overall.complete && standing.passes) {
        legend.push(" Where scores are missing, the range runs from “all missing scores are 1” to “all are 5”; the rank counts only what is sure.");
    }
    page.paragraph(legend);
}
