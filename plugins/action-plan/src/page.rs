//! The plan on a page, in the order in which it is read: what we want, what we chose for it, in which order, how we see that
//! it works, and what could go wrong.

use stratbook_overview::filter::Filter;
use stratbook_overview::read::{Assessment, Choice, Goal, Position, Reports, said};
use stratbook_overview::{value, value_cell};
use stratbook_plugin::prelude::*;

use crate::roadmap::{Ladder, Roadmap, Step};

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
    let risks = risks(&reports);

    answer(&mut page, &reports, chosen.len(), risks.len());
    objectives(&mut page, &reports.goals);
    choices(&mut page, &reports.assessments);
    way(&mut page, &roadmap);
    kpis(&mut page, &reports.goals);
    ethics(&mut page, &reports, &risks);
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

fn objectives(page: &mut Markdown, goals: &[Goal]) {
    page.section("Objectives");
    if goals.is_empty() {
        page.paragraph("No goal is written down. Without one, nobody can say later whether the plan worked.");
    }
    page.numbered(goals.iter().map(|goal| {
        let mut words = strong(goal.common.link());
        if !goal.status.is_empty() {
            words.push(inline![" (", &goal.status, ")"]);
        }
        words.push(inline![": ", goal.statement.trim_end_matches('.'), "."]);
        if let Some(owner) = &goal.owner {
            words.push(inline![" ", owner, " answers for it."]);
        }
        words
    }));
}

fn choices(page: &mut Markdown, assessments: &[Assessment]) {
    if assessments.is_empty() {
        return;
    }
    page.section("Chosen categories");
    for assessment in assessments {
        page.subsection(assessment.common.link());
        if let Some(question) = &assessment.question {
            page.paragraph(emphasis(question));
        }
        if let Some(option) = assessment.chosen() {
            let mut words = inline![strong(capital(&option.verdict)), " ", strong(option.link())];
            if let Some(score) = option.score {
                words.push(inline![": ", format!("{score:.2}"), " of 5"]);
            }
            if let Some(share) = option.win_share {
                words.push(inline![", first under ", percent(share), " of all weightings"]);
            }
            if let Some((cost, currency)) = &option.cost {
                words.push(inline![", total cost ", money(*cost, currency)]);
            }
            if let Some(months) = option.payback_months {
                words.push(inline![", paid back after ", quantity(months, 1), " months"]);
            }
            words.push(".");
            page.paragraph(words);
        } else {
            let headline = &assessment.common.summary.headline;
            let colon = if headline.is_empty() { "" } else { ": " };
            page.paragraph(inline![strong("Nothing is chosen yet"), colon, headline, "."]);
        }
        if let Some(decision) = &assessment.decision {
            page.paragraph(inline![strong("Decided: "), decision]);
        }
        let goals: Vec<Inline> = assessment
            .goals
            .iter()
            .map(|(path, title)| {
                path.as_ref().map_or_else(|| emphasis(title), |path| link(format!("/{path}"), title))
            })
            .collect();
        if let Some(goals) = goals.into_iter().reduce(|left, right| left + ", " + right) {
            page.paragraph(inline!["Serves ", goals, "."]);
        }
        let chosen = assessment.chosen().map(|option| option.name.as_str());
        let rest = assessment.options.iter().filter(|option| Some(option.name.as_str()) != chosen);
        let rest: Vec<Inline> = rest
            .map(|option| inline![option.link(), " (", option.verdict.as_str(), "): ", &option.rule])
            .collect();
        if !rest.is_empty() {
            page.paragraph(if chosen.is_some() { "Not chosen:" } else { "The options:" }).list(rest);
        }
    }
}

fn way(page: &mut Markdown, roadmap: &Roadmap<'_>) {
    page.section("Roadmap");
    if roadmap.ladders.is_empty() {
        page.paragraph("No position on a ladder is reported, so the order below is that of the documents.");
    }
    for ladder in &roadmap.ladders {
        page.subsection(link(format!("/{}", ladder.path), &ladder.title));
        let now = ladder
            .position
            .and_then(|position| position.data["step_number"].as_u64())
            .map(|step| step as usize);
        if let Some(position) = ladder.position {
            page.paragraph(inline![
                "Where we stand: ",
                position.common.link(),
                ", ",
                &position.common.summary.headline,
                "."
            ]);
        }
        if let Some(position) = ladder.position {
            picture(page, ladder, position);
        }
        for (at, step) in ladder.steps.iter().enumerate() {
            let state = match now {
                Some(now) if at + 1 < now => "done",
                Some(now) if at + 1 == now => "we are here",
                Some(now) if at == now => "next",
                _ => "later",
            };
            page.heading(4, inline!["Step ", at + 1, ": ", &step.name, " (", state, ")"]);
            if now == Some(at)
                && let Some(position) = ladder.position
            {
                page.checklist(
                    list(&position.data["todo"]).iter().filter_map(todo).map(|todo| (false, todo)),
                );
            }
            items(page, step);
        }
    }
    if !roadmap.choices.is_empty() || !roadmap.goals.is_empty() {
        let title = if roadmap.ladders.is_empty() { "All" } else { "At no step" };
        page.subsection(title);
        items(
            page,
            &Step { choices: roadmap.choices.clone(), goals: roadmap.goals.clone(), ..Step::default() },
        );
    }
}

/// The ladder, with what waits at each step.
fn picture(page: &mut Markdown, ladder: &Ladder<'_>, position: &Position) {
    let data = &position.data;
    let known = list(&data["ladder"]["steps"]);
    if known.len() != ladder.steps.len() || !(2..=20).contains(&known.len()) {
        return;
    }
    let steps: Vec<Value> = ladder
        .steps
        .iter()
        .zip(known)
        .map(|(step, known)| {
            let state = known["state"].as_str().filter(|state| ["done", "current", "next"].contains(state));
            let count = step.choices.len() + step.goals.len() + step.initiatives.len();
            let mut shown = json!({ "name": step.name });
            if let Some(state) = state {
                shown["state"] = json!(state);
            }
            if count > 0 {
                shown["note"] = json!(format!("{} in this plan", plural(count, "thing", "things")));
            }
            shown
        })
        .collect();
    page.chart(&json!({ "type": "ladder", "title": position.common.summary.headline, "steps": steps }));
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

/// A prerequisite that does not hold yet, with its distance.
fn todo(todo: &Value) -> Option<Inline> {
    let mut words = inline![said(&todo["question"])?];
    let unit = todo["unit"].as_str().unwrap_or_default();
    let state = match (todo["value"].as_f64(), todo["threshold"].as_f64()) {
        (Some(now), Some(threshold)) => {
            format!("now {}, needed {}", value(now, unit), value(threshold, unit))
        }
        _ if todo["state"] == "unknown" => "nobody knows yet".to_owned(),
        _ => "not yet".to_owned(),
    };
    words.push(inline![" (", state, ")"]);
    Some(words)
}

fn items(page: &mut Markdown, step: &Step<'_>) {
    if step.is_empty() {
        return;
    }
    let choices =
        step.choices.iter().map(|choice| inline![strong(choice.verdict.as_str()), " ", choice.link()]);
    let initiatives = step.initiatives.iter().map(|(name, remark)| {
        let remark = if remark.is_empty() { String::new() } else { format!(" ({remark})") };
        inline!["initiative ", strong(name), remark]
    });
    let goals = step.goals.iter().map(|goal| {
        let due = goal.due.map(|due| format!(", due {}", due.for_people())).unwrap_or_default();
        inline!["goal ", goal.common.link(), due]
    });
    page.list(choices.chain(initiatives).chain(goals));
}

fn kpis(page: &mut Markdown, goals: &[Goal]) {
    if goals.is_empty() {
        return;
    }
    page.section("How we see that it works");
    let mut table = Table::new()
        .column("KPI")
        .numbers("Began at")
        .numbers("Now")
        .numbers("Target")
        .numbers("At this pace")
        .column("Due")
        .column("Status");
    for goal in goals {
        let shown = |number: Option<f64>| number.map(|number| value_cell(number, &goal.unit));
        let kpi = if goal.kpi.is_empty() { &goal.common.title } else { &goal.kpi };
        table.row(cells![
            link(format!("/{}", goal.common.path), kpi),
            shown(goal.baseline),
            shown(goal.measurements.last().map(|(_, latest)| *latest)),
            shown(goal.target),
            shown(goal.projected),
            goal.due,
            strong(&goal.status),
        ]);
    }
    page.table(&table);
}

/// Something that could go wrong, or has.
struct Risk {
    kind: &'static str,
    words: String,
    from: Inline,
}

fn risks(reports: &Reports) -> Vec<Risk> {
    let mut risks = Vec::new();
    let mut add = |kind: &'static str, words: String, from: Inline| risks.push(Risk { kind, words, from });
    for goal in &reports.goals {
        if goal.common.summary.tone == Tone::Bad || goal.common.summary.tone == Tone::Warn {
            let words = format!("{} is {}", goal.common.title, goal.status);
            add("Objective", words, goal.common.link());
        }
        for (name, _) in goal.guardrails.iter().filter(|(_, holds)| *holds == Some(false)) {
            add("Guardrail", format!("{name} does not hold"), goal.common.link());
        }
    }
    for assessment in &reports.assessments {
        if let Some(option) = assessment.chosen() {
            for risk in &option.risks {
                add("Option", format!("{}: {risk}", option.name), assessment.common.link());
            }
        }
        let [_, bare, stale] = assessment.gaps;
        if stale > 0 {
            let words = plural(
                stale as usize,
                "score rests on a page that has aged",
                "scores rest on pages that have aged",
            );
            add("Evidence", words, assessment.common.link());
        }
        if bare > 0 {
            let words = plural(bare as usize, "score has no evidence", "scores have no evidence");
            add("Evidence", words, assessment.common.link());
        }
    }
    for position in &reports.positions {
        for skip in list(&position.data["skips"]) {
            let Some(name) = said(&skip["name"]) else { continue };
            let costs: Vec<String> = list(&skip["costs"]).iter().filter_map(said).collect();
            let costs = if costs.is_empty() { String::new() } else { format!(": {}", costs.join("; ")) };
            add("Ladder", format!("{name} skips a step{costs}"), position.common.link());
        }
    }
    for template in reports.templates.iter().filter(|template| !template.open.is_empty()) {
        let words = plural(template.open.len(), "variable is open", "variables are open");
        add("Template", words, template.common.link());
    }
    for report in reports.all() {
        for what in &report.summary.overdue {
            add("Overdue", what.clone(), report.link());
        }
    }
    risks
}

fn ethics(page: &mut Markdown, reports: &Reports, risks: &[Risk]) {
    page.section("Risks and ethics");
    if risks.is_empty() {
        page.paragraph("No report names a risk.");
    } else {
        let mut table = Table::new().column("Kind").column("Risk").column("Where");
        for risk in risks {
            table.row(cells![risk.kind, strong(&risk.words), &risk.from]);
        }
        page.table(&table);
    }
    let vetoed = reports.assessments.iter().flat_map(|assessment| &assessment.options);
    let vetoed = vetoed.filter(|option| option.failed_gates.iter().any(|gate| gate.contains("ethic")));
    let vetoed: Vec<&str> = vetoed.map(|option| option.name.as_str()).collect();
    let scored: Vec<Inline> = reports
        .assessments
        .iter()
        .filter_map(Assessment::chosen)
        .filter_map(|option| Some(inline![strong(option.link()), ": ", number(option.ethics?), " of 5"]))
        .collect();
    if !scored.is_empty() {
        page.paragraph("Ethics and compliance of what was chosen:");
        page.list(scored);
    }
    if !vetoed.is_empty() {
        page.paragraph(inline![
            "Vetoed on ethical grounds: ",
            strong(vetoed.join(", ")),
            ". High scores elsewhere do not make up for it."
        ]);
    }
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
