//! The profiles, the scores with the arithmetic, and the goals that are served.

use stratbook_plugin::prelude::*;

use super::answer::round;
use super::{Writing, cell, share, two};
use crate::criteria::{SAME, SCALE};

/// More profiles than that make a radar unreadable.
const MOST_PROFILES: usize = 3;

/// More options than that are wider than a page, and go into a further table.
const MOST_COLUMNS: usize = 4;

pub(crate) fn write(page: &mut Markdown, writing: &Writing<'_>) {
    page.section("How the scores come about");
    radar(page, writing);
    for options in writing.outcome.order.chunks(MOST_COLUMNS) {
        table(page, writing, options);
    }
    arithmetic(page, writing);
    goals(page, writing);
}

fn radar(page: &mut Markdown, writing: &Writing<'_>) {
    let counted: Vec<usize> = counted(writing);
    if counted.len() < 3 {
        return;
    }
    let shown = writing.outcome.order.iter().copied().take(MOST_PROFILES);
    let series: Vec<Value> = shown
        .filter(|&at| writing.given.scores[at].iter().any(Option::is_some))
        .map(|at| {
            let values: Vec<Option<f64>> =
                counted.iter().map(|&criterion| writing.given.scores[at][criterion].map(round)).collect();
            json!({ "name": writing.name(at), "values": values })
        })
        .collect();
    if series.is_empty() {
        return;
    }
    let title = match series.len() {
        1 => "The profile".to_owned(),
        _ if writing.outcome.order.len() > MOST_PROFILES => {
            format!("The profiles of the first {}", series.len())
        }
        _ => "The profiles".to_owned(),
    };
    page.chart(&json!({
        "type": "radar",
        "title": title,
        "axes": counted.iter().map(|&at| writing.criterion(at)).collect::<Vec<_>>(),
        "max": 5,
        "series": series,
    }));
}

/// Criteria that have a weight.
fn counted(writing: &Writing<'_>) -> Vec<usize> {
    (0..writing.given.criteria.len()).filter(|&at| writing.given.weights[at] > 0.0).collect()
}

fn table(page: &mut Markdown, writing: &Writing<'_>, options: &[usize]) {
    let sum: f64 = writing.given.weights.iter().sum();
    let mut table = Table::new().column("Criterion").numbers("Weight");
    for &at in options {
        table = table.numbers(writing.name(at));
    }
    for (at, criterion) in writing.given.criteria.iter().enumerate() {
        let mut name = text(&criterion.name);
        if let Some(gate) = criterion.gate {
            name.push(inline![" (gate: ", gate.at_least, ")"]);
        }
        // Weights that add up to 100 are percentages already.
        let weight = if (sum - 100.0).abs() < SAME {
            share(criterion.weight / sum)
        } else {
            inline![criterion.weight, " (", share(criterion.weight / sum), ")"]
        };
        let mut cells = Vec::from(cells![name, weight]);
        for &option in options {
            let score = writing.given.scores[option][at];
            let failed = criterion.gate.is_some_and(|gate| score.is_some_and(|score| score < gate.at_least));
            cells.push(match score {
                Some(score) if failed => strong(format!("{} ✗", number(score))),
                Some(score) => text(number(score)),
                None => emphasis("missing"),
            });
        }
        table.row(cells);
    }
    let mut cells = Vec::from(cells![strong("Weighted score"), number(sum)]);
    for &option in options {
        cells.push(strong(cell(&writing.outcome.options[option].overall)));
    }
    table.row(cells);
    page.table(&table);
}

fn arithmetic(page: &mut Markdown, writing: &Writing<'_>) {
    let sum: f64 = writing.given.weights.iter().sum();
    let mut body = Markdown::new();
    body.paragraph("Each score is multiplied by the weight of its criterion, and the sum is divided by the sum of all weights.");
    let line = |option: usize, missing: f64| {
        let scores = &writing.given.scores[option];
        let terms: Vec<String> = counted(writing)
            .into_iter()
            .map(|at| {
                format!("{}×{}", number(writing.given.weights[at]), number(scores[at].unwrap_or(missing)))
            })
            .collect();
        format!("({}) / {}", terms.join(" + "), number(sum))
    };
    let lines = writing.outcome.order.iter().map(|&option| {
        let overall = &writing.outcome.options[option].overall;
        let name = strong(writing.name(option));
        if overall.complete {
            inline![name, ": ", line(option, SCALE.0), " = ", two(overall.low)]
        } else {
            inline![
                name,
                ", missing scores as 1: ",
                line(option, SCALE.0),
                " = ",
                two(overall.low),
                "; as 5: ",
                line(option, SCALE.1),
                " = ",
                two(overall.high)
            ]
        }
    });
    body.list(lines);
    page.details("The arithmetic", &body);
}

fn goals(page: &mut Markdown, writing: &Writing<'_>) {
    let outcome = writing.outcome;
    if outcome.goals.is_empty() {
        return;
    }
    page.subsection("Goals that are served");
    let mut table = Table::new().column("Goal").column("Status today").column("Served by");
    for (at, goal) in outcome.goals.iter().enumerate() {
        let name = match &goal.path {
            Some(path) => link(format!("/{path}"), &goal.title),
            None => emphasis(&goal.title),
        };
        let mut status = if goal.status.is_empty() { text("–") } else { strong(&goal.status) };
        if !goal.headline.is_empty() {
            status.push(inline![": ", &goal.headline]);
        } else if let Some(progress) = goal.progress {
            status.push(inline![", ", percent(progress)]);
        }
        if !goal.counts {
            status.push(" (not a goal)");
        }
        let by = outcome.order.iter().filter(|&&option| outcome.options[option].goals.contains(&at));
        let by: Vec<&str> = by.map(|&option| writing.name(option)).collect();
        let by = if by.len() > 1 && by.len() == outcome.options.len() {
            "all options".to_owned()
        } else {
            by.join(", ")
        };
        table.row(cells![name, status, by]);
    }
    page.table(&table);
}
