//! Goals by status, with the line that each has drawn.

use std::collections::BTreeMap;

use stratbook_plugin::prelude::*;

use crate::read::Goal;
use crate::{share_cell, value_cell};

/// The worst first. A status that is not listed comes last.
const ORDER: [&str; 6] = ["missed", "off track", "at risk", "not started", "on track", "achieved"];

/// With more goals than that, the page shows tables alone.
const MOST_LINES: usize = 24;

fn by_status(goals: &[Goal]) -> Vec<(&str, Vec<&Goal>)> {
    let mut groups: BTreeMap<(usize, &str), Vec<&Goal>> = BTreeMap::new();
    for goal in goals {
        let place = ORDER.iter().position(|known| *known == goal.status).unwrap_or(ORDER.len());
        groups.entry((place, &goal.status)).or_default().push(goal);
    }
    groups.into_iter().map(|((_, status), goals)| (status, goals)).collect()
}

/// `1 at risk, 2 on track`.
pub(super) fn words(goals: &[Goal]) -> String {
    let words = by_status(goals).into_iter().map(|(status, goals)| format!("{} {status}", goals.len()));
    words.collect::<Vec<_>>().join(", ")
}

pub(super) fn counts(goals: &[Goal]) -> Value {
    by_status(goals).into_iter().map(|(status, goals)| (status.to_owned(), json!(goals.len()))).collect()
}

fn tone(goal: &Goal) -> &'static str {
    match goal.common.summary.tone {
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
        _ => "neutral",
    }
}

/// How far all goals have come.
pub(super) fn picture(page: &mut Markdown, goals: &[Goal]) {
    let shown: Vec<&Goal> = goals.iter().filter(|goal| goal.progress.is_some()).take(40).collect();
    if shown.is_empty() {
        return;
    }
    let mut tones: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for goal in &shown {
        let words = tones.entry(tone(goal)).or_default();
        if !words.contains(&goal.status.as_str()) {
            words.push(&goal.status);
        }
    }
    let tones: BTreeMap<&str, String> =
        tones.into_iter().map(|(tone, words)| (tone, words.join(" or "))).collect();
    let percent = |share: f64| (share * 1000.0).round() / 10.0;
    let bars: Vec<Value> = shown
        .iter()
        .map(|goal| {
            json!({
                "label": goal.common.title,
                "value": percent(goal.progress.unwrap_or_default()),
                "tone": tone(goal),
            })
        })
        .collect();
    let (low, high) = shown.iter().fold((0.0_f64, 1.0_f64), |(low, high), goal| {
        let progress = goal.progress.unwrap_or_default();
        (low.min(progress), high.max(progress))
    });
    let mut chart = json!({
        "type": "bar",
        "title": "How far the goals have come",
        "subtitle": "Share of the way from the baseline to the target",
        "unit": "%",
        "tones": tones,
        "marks": [{ "label": "target", "value": 100 }],
        "bars": bars,
    });
    if low >= 0.0 && high <= 1.0 {
        chart["min"] = json!(0);
        chart["max"] = json!(100);
    }
    page.chart(&chart);
}

pub(super) fn write(page: &mut Markdown, goals: &[Goal]) {
    if goals.is_empty() {
        return;
    }
    page.section("Goals");
    for (status, group) in by_status(goals) {
        page.subsection(inline![capital(status), " (", group.len(), ")"]);
        let mut table = Table::new()
            .column("Goal")
            .numbers("Latest")
            .numbers("Target")
            .numbers("Of the way (expected)")
            .column("Due")
            .column("Owner");
        for goal in &group {
            let latest = goal.measurements.last().map(|(_, latest)| value_cell(*latest, &goal.unit));
            table.row(cells![
                goal.common.link(),
                latest,
                goal.target.map(|target| value_cell(target, &goal.unit)),
                goal.progress.map(|gone| match goal.expected {
                    Some(expected) => inline![share_cell(gone), " (", share_cell(expected), ")"],
                    None => share_cell(gone),
                }),
                goal.due,
                goal.owner.as_deref(),
            ]);
        }
        page.table(&table);
        if goals.len() <= MOST_LINES {
            for goal in group.iter().filter(|goal| goal.measurements.len() > 1) {
                let values: Vec<f64> = goal.measurements.iter().map(|(_, value)| *value).collect();
                let unit = crate::chart_unit(&goal.unit);
                let title = &goal.common.title;
                let told = goal.kpi.is_empty() || title.to_lowercase().contains(&goal.kpi.to_lowercase());
                let title = if told { title.clone() } else { format!("{title}, {}", goal.kpi) };
                page.chart(&json!({
                    "type": "sparkline",
                    "title": title,
                    "unit": unit,
                    "values": values,
                }));
            }
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(
        || "No status".to_owned(),
        |first| first.to_uppercase().collect::<String>() + letters.as_str(),
    )
}
