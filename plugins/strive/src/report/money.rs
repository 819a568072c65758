//! Cost, benefit, return, payback.

use stratbook_plugin::prelude::*;

use super::answer::round;
use super::{Writing, share};
use crate::cash::{Cash, running, total};
use crate::criteria::SAME;

pub(crate) fn write(page: &mut Markdown, writing: &Writing<'_>) {
    let outcome = writing.outcome;
    let with: Vec<(usize, &Cash)> =
        outcome.order.iter().filter_map(|&at| Some((at, outcome.options[at].cash.as_ref()?))).collect();
    if with.is_empty() {
        return;
    }
    let inputs = writing.given.inputs;
    let currency = &inputs.currency;
    let amount = |value: f64| money(value, currency);
    let years = plural(inputs.years as usize, "year", "years");
    page.section("What it costs and what it brings");

    let mut table = Table::new()
        .column("Option")
        .numbers(inline!["Cost, ", &years])
        .numbers(inline!["Benefit, ", &years])
        .numbers("Net")
        .numbers("Return")
        .numbers("Paid back after");
    for &(at, cash) in &with {
        let mut row = |name: Inline, cash: &Cash| {
            let brings = !inputs.options[at].benefits.is_empty();
            let when = brings.then(|| cash.payback.map_or_else(|| "never".to_owned(), months));
            let benefit = brings.then(|| amount(cash.benefit));
            let net = brings.then(|| amount(cash.net));
            let roi = cash.roi.filter(|_| brings).map(share);
            table.row(cells![name, amount(cash.cost), benefit, net, roi, when]);
        };
        row(strong(writing.name(at)), cash);
        if let Some(careful) = &outcome.options[at].pessimistic {
            row(inline![writing.name(at), ", if things go badly"], careful);
        }
    }
    page.table(&table);

    let silent: Vec<&str> = with
        .iter()
        .filter(|(at, cash)| !inputs.options[*at].costs.is_empty() && cash.indirect <= SAME)
        .map(|(at, _)| writing.name(*at))
        .collect();
    if !silent.is_empty() {
        page.callout(
            Callout::Question,
            "Where are the indirect costs?",
            inline![
                strong(silent.join(", ")),
                " has no cost with `indirect: true`. What an offer does not contain is often half of the whole: training, own hours, preparing data, operation, the way out. Name them, even with 0."
            ],
        );
    }
    for &(at, cash) in &with {
        let late = cash.payback.is_some_and(|when| when > f64::from(inputs.years) * 12.0 + SAME);
        if let Some(careful) = &outcome.options[at].pessimistic
            && careful.net < 0.0
            && cash.net >= 0.0
        {
            page.callout(
                Callout::Caution,
                inline![writing.name(at), ": pays only if things go well"],
                inline![
                    "At the pessimistic end it loses ",
                    amount(-careful.net),
                    " in ",
                    &years,
                    ". That deserves a pilot with an end, not a long contract."
                ],
            );
        } else if late {
            page.callout(
                Callout::Caution,
                inline![writing.name(at), ": pays back only after the ", &years, " looked at"],
                "Ask whether it will still be in use then.",
            );
        }
    }
    if with.iter().any(|(_, cash)| cash.benefit > 0.0) && inputs.years <= 10 {
        picture(page, writing, &with);
    }
    arithmetic(page, writing, &with);
}

fn months(months: f64) -> String {
    if months <= SAME {
        return "at once".to_owned();
    }
    if months > 36.0 {
        return format!("{} years", quantity(months / 12.0, 1));
    }
    let written = quantity(months, 1);
    format!("{written} {}", if written == "1" { "month" } else { "months" })
}

fn picture(page: &mut Markdown, writing: &Writing<'_>, with: &[(usize, &Cash)]) {
    let inputs = writing.given.inputs;
    let series: Vec<Value> = with
        .iter()
        .take(4)
        .map(|(at, cash)| {
            let points: Vec<Value> =
                cash.balance.iter().enumerate().map(|(month, value)| json!([month, round(*value)])).collect();
            json!({ "name": writing.name(*at), "style": "plain", "points": points })
        })
        .collect();
    let sign = match inputs.currency.as_str() {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "JPY" => "¥",
        other => other,
    };
    page.chart(&json!({
        "type": "line",
        "title": "Benefit less cost, added up month by month",
        "subtitle": "Months from the beginning",
        "unit": sign,
        "series": series,
        "targets": [{ "label": "paid back", "value": 0 }],
    }));
}

fn arithmetic(page: &mut Markdown, writing: &Writing<'_>, with: &[(usize, &Cash)]) {
    let inputs = writing.given.inputs;
    let months = inputs.years as usize * 12;
    let amount = |value: f64| money(value, &inputs.currency);
    let mut body = Markdown::new();
    for &(at, cash) in with {
        let option = &inputs.options[at];
        let mut table = Table::new()
            .column(writing.name(at))
            .numbers("Once")
            .numbers("A month")
            .numbers("From month")
            .numbers(inline!["In ", months, " months"]);
        for cost in &option.costs {
            let each = running(cost.monthly, cost.yearly);
            let kind = if cost.indirect { " (indirect cost)" } else { " (cost)" };
            let sum = total(cost.once, each, cost.from_month, months);
            table.row(cells![
                inline![&cost.name, kind],
                amount(cost.once),
                amount(each),
                cost.from_month,
                amount(-sum)
            ]);
        }
        for benefit in &option.benefits {
            let each = running(benefit.monthly, benefit.yearly);
            let sum = total(benefit.once, each, benefit.from_month, months);
            let mut name = inline![&benefit.name, " (benefit"];
            if let Some(share) = benefit.pessimistic {
                name.push(inline!["; ", percent(share), " if things go badly"]);
            }
            name.push(")");
            table.row(cells![name, amount(benefit.once), amount(each), benefit.from_month, amount(sum)]);
        }
        table.row(cells![strong("Net"), "", "", "", strong(amount(cash.net))]);
        body.table(&table);
        let mut words = inline![
            "Total cost of ownership ",
            amount(cash.cost),
            ", of which ",
            amount(cash.indirect),
            " are indirect."
        ];
        if let Some(roi) = cash.roi.filter(|_| !option.benefits.is_empty()) {
            words.push(inline![
                " Return = (",
                amount(cash.benefit),
                " − ",
                amount(cash.cost),
                ") / ",
                amount(cash.cost),
                " = ",
                percent(roi),
                "."
            ]);
        }
        if let (Some(rate), Some(present)) = (inputs.discount, cash.present) {
            words.push(inline![" Net present value at ", percent(rate), " a year: ", amount(present), "."]);
        }
        body.paragraph(words);
    }
    page.details("The amounts", &body);
}
