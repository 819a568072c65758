//! The pages of a report.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use stratbook_plugin::prelude::*;

use super::{Filled, Maker, choices, shown};
use crate::inputs::Values;
use crate::values::Source;

/// More open variables than that are not listed one by one.
const MOST_LISTED: usize = 400;

/// A document among several.
pub(super) struct Row {
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) filled: Filled,
}

/// The result in a line.
pub(super) fn headline(filled: &Filled) -> String {
    let overall = &filled.overall;
    let mut line =
        format!("{} of {} filled", overall.filled.len(), plural(overall.total(), "variable", "variables"));
    if !overall.open.is_empty() {
        let _ = write!(line, " ({})", percent(overall.share()));
    }
    if !filled.doubts.is_empty() {
        let _ = write!(line, ", {} to check", filled.doubts.len());
    }
    line
}

/// A filled document, with what is open in it.
pub(super) fn document(maker: &Maker<'_>, filled: &Filled) -> Markdown {
    let mut page = Markdown::new();
    verdict(&mut page, maker, filled);
    page.raw(&filled.markdown);
    open(&mut page, maker, filled);
    doubts(&mut page, filled);
    chosen(&mut page, maker);
    sources(&mut page, maker, filled);
    links(&mut page, maker);
    page
}

/// The goals that numbers come from, with how they stand.
fn goals(maker: &Maker<'_>) -> Inline {
    let mut words = Inline::default();
    for (index, (path, view)) in maker.goal_reports.iter().enumerate() {
        words.push(if index == 0 { " Numbers come from " } else { ", " });
        words.push(link(format!("/{path}"), &view.document.title));
        if !view.summary.status.is_empty() {
            words.push(inline![" (", strong(&view.summary.status), ")"]);
        }
    }
    if !words.is_empty() {
        words.push(".");
    }
    words
}

fn verdict(page: &mut Markdown, maker: &Maker<'_>, filled: &Filled) {
    let overall = &filled.overall;
    let template = link(format!("/{}", maker.template.document.path), &maker.template.document.title);
    if overall.open.is_empty() {
        let mut body = inline![
            "All ",
            plural(overall.total(), "variable", "variables"),
            " of ",
            template,
            " are filled."
        ];
        if !filled.doubts.is_empty() {
            body.push(inline![
                " ",
                plural(filled.doubts.len(), "value", "values"),
                " cannot be right: see ",
                strong("To check"),
                "."
            ]);
        }
        body.push(goals(maker));
        let (kind, title) = if filled.doubts.is_empty() {
            (Callout::Success, "Complete")
        } else {
            (Callout::Warning, "Complete, with values to check")
        };
        page.callout(kind, title, body);
        return;
    }
    let body = inline![
        plural(overall.filled.len(), "variable", "variables"),
        " of ",
        overall.total(),
        " in ",
        template,
        " have a value (",
        percent(overall.share()),
        "). What is open is highlighted, and listed under ",
        strong("Still open"),
        ".",
        goals(maker)
    ];
    page.callout(
        Callout::Warning,
        inline![plural(overall.open.len(), "variable is", "variables are"), " still open"],
        body,
    );
    if filled.sections.len() > 1 {
        let bars: Vec<Value> = filled
            .sections
            .iter()
            .take(24)
            .map(|section| {
                let share = section.completeness.share();
                let tone = if share >= 1.0 {
                    "good"
                } else if share > 0.0 {
                    "warn"
                } else {
                    "bad"
                };
                let title = if section.title.is_empty() { "Introduction" } else { &section.title };
                json!({"label": title, "value": (share * 1000.0).round() / 10.0, "tone": tone})
            })
            .collect();
        page.chart(&json!({
            "type": "bar", "title": "How complete each section is", "unit": "%", "min": 0, "max": 100, "sort": "given",
            "tones": {"good": "complete", "warn": "begun", "bad": "empty"}, "bars": bars,
        }));
    }
}

fn open(page: &mut Markdown, maker: &Maker<'_>, filled: &Filled) {
    if filled.overall.open.is_empty() {
        return;
    }
    page.section("Still open");
    let mut left = MOST_LISTED;
    for section in filled.sections.iter().filter(|section| !section.completeness.open.is_empty()) {
        let title = if section.title.is_empty() { "Introduction" } else { &section.title };
        let open = &section.completeness.open;
        page.paragraph(inline![
            strong(title),
            ": ",
            open.len(),
            " of ",
            section.completeness.total(),
            " open"
        ]);
        let mut table = Table::new().column("Variable").column("What goes there").column("Example");
        for name in open.iter().take(left) {
            let (mut description, example) = maker.template.description(name);
            if let Some(needs) = filled.resolved.waiting.get(name) {
                let needs: Vec<&str> = needs.iter().map(String::as_str).collect();
                description = format!("is calculated as soon as {} is known", needs.join(", "));
            }
            table.row(cells![code(name), description, example]);
        }
        page.table(&table);
        if open.len() > left {
            page.paragraph(inline!["and ", open.len() - left, " more"]);
        }
        left -= open.len().min(left);
    }
}

fn doubts(page: &mut Markdown, filled: &Filled) {
    if filled.doubts.is_empty() {
        return;
    }
    page.section("To check");
    page.list(filled.doubts.iter().map(|doubt| coded(&doubt.words)));
}

/// Words with code between backticks.
fn coded(words: &str) -> Inline {
    words
        .split('`')
        .enumerate()
        .map(|(index, part)| if index % 2 == 1 { code(part) } else { text(part) })
        .collect()
}

fn chosen(page: &mut Markdown, maker: &Maker<'_>) {
    if maker.form.choices.is_empty() {
        return;
    }
    page.section("Choices");
    let mut table = Table::new().column("Question").column("Chosen").column("Not chosen");
    for (group, choice) in &maker.form.choices {
        let chosen = choice.options();
        let others: Vec<&str> = choices::find(&maker.template.options, group)
            .map(|group| group.options.iter().map(String::as_str).collect::<Vec<_>>())
            .unwrap_or_default()
            .into_iter()
            .filter(|option| !chosen.iter().any(|one| choices::same(option, one)))
            .collect();
        table.row(cells![group, strong(chosen.join(", ")), others.join(", ")]);
    }
    page.table(&table);
}

fn sources(page: &mut Markdown, maker: &Maker<'_>, filled: &Filled) {
    let mut table = Table::new().column("Variable").column("Value").column("From");
    for (name, entry) in &filled.resolved.entries {
        if !maker.contexts.uses(name) {
            continue;
        }
        let from = match &entry.source {
            Source::Given => text("given here"),
            Source::Profile => text("given for this page"),
            Source::Goal(document, member) => {
                let title = maker
                    .goal_reports
                    .get(document.trim_start_matches('/'))
                    .map_or(document.as_str(), |view| view.document.title.as_str());
                inline![link(document, title), " (", code(member), ")"]
            }
            Source::Computed(how) => inline![text(how)],
            Source::Default => text("default"),
        };
        table.row(cells![code(name), shown(entry), from]);
    }
    if !table.is_empty() {
        let mut body = Markdown::new();
        body.table(&table);
        page.section("Where the values come from");
        page.details(
            inline![plural(filled.overall.filled.len(), "value", "values"), " with their sources"],
            body,
        );
    }
}

fn links(page: &mut Markdown, maker: &Maker<'_>) {
    page.section(if maker.goal_reports.is_empty() { "Template" } else { "Template and goals" });
    let mut items = vec![inline![
        "Template: ",
        link(format!("/{}", maker.template.document.path), &maker.template.document.title)
    ]];
    for (path, view) in &maker.goal_reports {
        let mut item = inline!["Numbers from ", link(format!("/{path}"), &view.document.title)];
        if !view.summary.status.is_empty() {
            item.push(inline![": ", strong(&view.summary.status)]);
        }
        items.push(item);
    }
    for (path, title) in &maker.template.related {
        items.push(inline!["Related template: ", link(format!("/{path}"), title)]);
    }
    page.list(items);
}

/// The page that lists several documents.
pub(super) fn index(maker: &Maker<'_>, rows: &[Row]) -> Markdown {
    let mut page = Markdown::new();
    let complete = rows.iter().filter(|row| row.filled.overall.open.is_empty()).count();
    page.paragraph(inline![
        strong(format!("{complete} of {}", plural(rows.len(), "document", "documents"))),
        " made of ",
        link(format!("/{}", maker.template.document.path), &maker.template.document.title),
        if complete == 1 { " is complete." } else { " are complete." }
    ]);
    let own = &maker.call.document.path;
    let stem = own.strip_suffix(".md").unwrap_or(own);
    let base = stem.strip_suffix("/index").unwrap_or(stem);
    let mut table = Table::new().column("Document").numbers("Filled").numbers("Open").numbers("To check");
    for row in rows {
        table.row(cells![
            link(format!("/{base}/{}.md", row.slug), &row.title),
            percent(row.filled.overall.share()),
            row.filled.overall.open.len(),
            row.filled.doubts.len(),
        ]);
    }
    page.table(&table);
    chosen(&mut page, maker);
    links(&mut page, maker);
    page
}

/// The title of a row's page.
pub(super) fn row_title(row: &Values, index: usize) -> String {
    let text = |key: &str| {
        row.iter()
            .find(|(name, _)| crate::variables::name::meant(name) == key)
            .and_then(|(_, value)| value.as_str())
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    text("TITLE")
        .or_else(|| text("COMPANY_NAME"))
        .or_else(|| text("NAME"))
        .unwrap_or_else(|| format!("Row {}", index + 1))
}

/// A profile's or row's own title, and its values without it.
pub(super) fn titled(title: String, values: &Values) -> (String, Values) {
    let mut values = values.clone();
    let own = values.remove("title").and_then(|own| own.as_str().map(str::to_owned));
    (own.filter(|own| !own.trim().is_empty()).unwrap_or(title), values)
}

/// A name for a page, unlike the others.
pub(super) fn slug(title: &str, taken: &mut BTreeSet<String>) -> String {
    let mut slug = String::new();
    for character in title.chars().flat_map(char::to_lowercase) {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(60);
    let slug = match slug.trim_matches('-') {
        "" | "index" => "document".to_owned(),
        slug => slug.to_owned(),
    };
    let mut one = slug.clone();
    let mut count = 2;
    while !taken.insert(one.clone()) {
        one = format!("{slug}-{count}");
        count += 1;
    }
    one
}
