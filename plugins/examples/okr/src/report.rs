//! One objective.

use stratbook_plugin::prelude::*;

use crate::{Data, Inputs, KeyResult};

pub(crate) fn make(call: &Generate<'_, Inputs>) -> Result<Report> {
    let inputs = &call.inputs;
    let mut table =
        Table::new().column("Key result").numbers("Start").numbers("Now").numbers("Target").column("");
    let mut sum = 0.0;
    for (index, result) in inputs.results.iter().enumerate() {
        let progress = progress(result).ok_or_else(|| {
            Finding::error("the target is the value at the beginning, so nothing is to change")
                .at(pointer!["results", index, "target"])
                .hint("write the value that is to be reached")
        })?;
        sum += progress;
        let value = |value: f64| format!("{} {}", number(value), result.unit);
        table.row(cells![
            &result.name,
            value(result.start),
            value(result.now),
            value(result.target),
            inline![code(bar(progress)), " ", percent(progress)],
        ]);
    }
    let progress = if inputs.results.is_empty() { 0.0 } else { sum / inputs.results.len() as f64 };

    let mut page = Markdown::new();
    page.section("Objective").paragraph(strong(&inputs.objective));
    page.section("Key results").table(&table);
    page.paragraph(inline![percent(progress), " of the way on ", call.today, "."]);

    let (status, tone) = match progress {
        1.0.. => ("reached", Tone::Good),
        0.4.. => ("on the way", Tone::Neutral),
        _ => ("at the start", Tone::Warn),
    };
    Report::new(page)
        .with_status(status, tone)
        .with_headline(format!("{} of {}", percent(progress), inputs.objective))
        .with_progress(progress)
        .with_data(&Data { objective: inputs.objective.clone(), progress })
}

/// How far a result has come, from 0 to 1. Nothing where there is no way to go.
fn progress(result: &KeyResult) -> Option<f64> {
    let way = result.target - result.start;
    (way != 0.0).then(|| ((result.now - result.start) / way).clamp(0.0, 1.0))
}

fn bar(progress: f64) -> String {
    let full = (progress * 10.0).round() as usize;
    "█".repeat(full) + &"░".repeat(10 - full)
}
