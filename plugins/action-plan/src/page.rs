//! The plan on a page, in the order in which it is read: what we want, what we chose for it, in which order, how we see that
//! it works, and what could go wrong.

mod choices;
mod risks;
mod way;

use stratbook_overview::filter::Filter;
use stratbook_overview::read::{Assessment, Choice, Reports};
use stratbook_plugin::prelude::*;

use crate::roadmap::Roadmap;

pub(crate) fn make(call: &Rollup<'_, Filter>) -> Result<Report> {
    let reports = Reports::of(call.reports.iter().filter(|report| call.inputs.takes(report)));
    let mut page = Markdown::new();
    if reports.goals.is_empty() && reports.assessments.is_empty() && reports.positions.is_empty() {
        page.paragraph(inline![
            "There is nothing to plan yet. A plan needs a goal: ",
            code("stratbook report new smart content/strategy/goals/first.md"),
            "."
        ]);
        return Report::new(page).with_status("empty", Tone::Neutral).with_data(&json!({ "goals": 0 }));
    }
    let chosen: Vec<&Choice> = reports.assessments.iter().filter_map(Assessment::chosen).collect();
    let roadmap = Roadmap::of(&reports, &chosen, call.host())?;
    let risks = risks::risks(&reports);

    answer(&mut page, &reports, chosen.len(), risks.len());
    choices::objectives(&mut page, &reports.goals);
    choices::choices(&mut page, &reports.assessments);
    way::way(&mut page, &roadmap);
    risks::kpis(&mut page, &reports.goals);
    risks::ethics(&mut page, &reports, &risks);
    dates(&mut page, &reports, call.today);

    let bad = reports.goals.iter().filter(|goal| goal.common.summary.tone == Tone::Bad).count();
    let (status, tone) = match (bad, risks.len()) {
        (0, 0) => ("in order".to_owned(), Tone::Good),
        (0, risks) => (plural(risks, "risk", "risks"), Tone::Warn),
        (bad, _) => (format!("{} off track", plural(bad, "goal", "goals")), Tone::Bad),
    };
    let mut report = Report::new(page).with_status(status, tone).with_headline(format!(
        "{}, {} chosen, {}",
        plural(reports.goals.len(), "objective", "objectives"),
        plural(chosen.len(), "category", "categories"),
        plural(risks.len(), "risk to look at", "risks to look at"),
    ));
    for made in reports.all() {
        report = report.with_relation(Relation::new("plans", format!("/{}", made.path)));
    }
    report.with_data(&json!({
        "goals": reports.goals.len(),
        "chosen": chosen.iter().map(|choice| json!({
            "name": choice.name, "verdict": choice.verdict, "score": choice.score,
        })).collect::<Vec<_>>(),
        "roadmap": roadmap.ladders.iter().map(|ladder| json!({
            "ladder": ladder.path,
            "steps": ladder.steps.iter().map(|step| json!({
                "name": step.name,
                "options": step.choices.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>(),
                "goals": step.goals.iter().map(|goal| goal.common.path.as_str()).collect::<Vec<_>>(),
                "initiatives": step.initiatives.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "risks": risks.iter().map(|risk| risk.words.as_str()).collect::<Vec<_>>(),
    }))
}

fn answer(page: &mut Markdown, reports: &Reports, chosen: usize, risks: usize) {
    let mut body = Markdown::new();
    let mut words = inline![
        "We pursue ",
        strong(plural(reports.goals.len(), "objective", "objectives")),
        ", have chosen ",
        strong(plural(chosen, "category", "categories")),
        " of tools for them"
    ];
    let skips: usize = reports.positions.iter().map(|position| list(&position.data["skips"]).len()).sum();
    let todo: usize = reports.positions.iter().map(|position| list(&position.data["todo"]).len()).sum();
    if !reports.positions.is_empty() {
        words.push(inline![
            ", and have ",
            strong(plural(todo, "thing", "things")),
            " to do before the next step of the ladder"
        ]);
    }
    words.push(inline![". ", plural(risks, "risk needs", "risks need"), " a decision."]);
    body.paragraph(words);
    if skips > 0 {
        body.paragraph(inline![
            plural(skips, "initiative skips", "initiatives skip"),
            " a step of the ladder."
        ]);
    }
    page.callout(if risks == 0 { Callout::Success } else { Callout::Note }, "The plan in a sentence", &body);
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn dates(page: &mut Markdown, reports: &Reports, today: Day) {
    let all = reports.all();
    let mut coming: Vec<(Day, Inline)> =
        all.iter().filter_map(|report| Some((report.due()?, report.link()))).collect();
    coming.retain(|(day, _)| *day >= today);
    coming.sort_by_key(|(day, _)| *day);
    if coming.is_empty() {
        return;
    }
    page.section("Next dates");
    let mut table = Table::new().column("When").column("What");
    for (day, what) in coming.into_iter().take(12) {
        table.row(cells![day, what]);
    }
    page.table(&table);
}
