//! What holds for every specification: nothing panics, the HTML is well-formed, everything lies within the picture.

use std::collections::HashSet;

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::EACH;
use crate::read;

/// Checks the HTML of a chart and gives the ids in it.
fn check(html: &str) -> HashSet<String> {
    let mut reader = Reader::from_str(html);
    let mut ids = HashSet::new();
    let mut size = (0.0, 0.0);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in {html}")) {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => element(&tag, &mut size, &mut ids, html),
            Event::Text(text) => {
                assert!(!text.contains("NaN") && !text.contains("inf "), "{html}");
            }
            _ => {}
        }
    }
    ids
}

fn element(tag: &BytesStart<'_>, size: &mut (f64, f64), ids: &mut HashSet<String>, html: &str) {
    let mut turned = false;
    for attribute in tag.attributes() {
        let attribute = attribute.expect("attributes are well-formed and given once");
        let key = attribute.key.as_ref().to_owned();
        let value = attribute.value.clone().into_owned();
        let numbers = || -> Vec<f64> {
            value
                .split(|c: char| c.is_ascii_alphabetic() || c == ' ' || c == ',')
                .filter(|part| !part.is_empty())
                .map(|part| part.parse().unwrap_or_else(|_| panic!("{key}={value} in {html}")))
                .collect()
        };
        let within = |number: f64, most: f64| {
            assert!((-1.0..=most + 1.0).contains(&number), "{key}={value} of {size:?} in {html}");
        };
        match &*key {
            "id" => assert!(ids.insert(value.clone()), "{value} is there twice"),
            "viewBox" => *size = (numbers()[2], numbers()[3]),
            "transform" => turned = true,
            "x" | "cx" => within(numbers()[0], size.0),
            "y" | "cy" => within(numbers()[0], size.1),
            "width" | "height" | "r" => assert!(numbers()[0] >= 0.0, "{key}={value}"),
            "d" => {
                for pair in numbers().chunks(2) {
                    within(pair[0], size.0);
                    within(pair[1], size.1);
                }
            }
            _ => {}
        }
    }
    assert!(!turned || tag.name().as_ref() == "text");
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (-1000..1000i32).prop_map(|number| (f64::from(number) / 10.0).to_string()),
        1 => Just("null".to_owned()),
        1 => Just("0".to_owned()),
        1 => (-1e30..1e30).prop_map(|number: f64| format!("{number:e}")),
        1 => (-1e-20..1e-20).prop_map(|number: f64| format!("{number:e}")),
    ]
}

fn name() -> impl Strategy<Value = String> {
    // A name such as `inf` would be taken for a number that went wrong.
    let quoted = |text: String| {
        format!("\"{}\"", text.replace(['\\', '"'], "'").replace("inf", "x").replace("NaN", "x"))
    };
    prop_oneof!["[a-z ]{0,12}", "\\PC{0,40}", "[あ-ん]{1,30}", "[A-Z]{60,90}", "[<>&']{1,5}"].prop_map(quoted)
}

fn list(count: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(number(), count).prop_map(|numbers| format!("[{}]", numbers.join(", ")))
}

/// `min` and `max` are left out: they rightly refuse values.
fn specification() -> impl Strategy<Value = String> {
    let head =
        (name(), prop_oneof![Just("''".to_owned()), Just("$".to_owned()), Just("'%'".to_owned()), name()])
            .prop_map(|(title, unit)| format!("title: {title}\nunit: {unit}\n"));
    let bars = prop::collection::vec((name(), number(), prop::option::of("good|warn|bad"), name()), 0..12)
        .prop_map(|bars| {
            let bars: Vec<String> = bars
                .into_iter()
                .map(|(label, value, tone, group)| {
                    let tone = tone.map(|tone| format!(", tone: {tone}")).unwrap_or_default();
                    format!("{{ label: {label}, value: {value}, group: {group}{tone} }}")
                })
                .collect();
            format!(
                "type: bar\ntones: {{ good: yes }}\nmarks: [{{ label: m, value: 5 }}]\nbars: [{}]",
                bars.join(", ")
            )
        });
    let intervals = prop::collection::vec((name(), 0.0..1e9, 0.0..1e9), 1..8).prop_map(|bars| {
        let bars: Vec<String> = bars
            .into_iter()
            .map(|(label, low, more): (String, f64, f64)| {
                format!("{{ label: {label}, low: {low}, high: {} }}", low + more)
            })
            .collect();
        format!("type: bar\nbars: [{}]", bars.join(", "))
    });
    let parts =
        prop::collection::vec((name(), 0.0..1e6, prop::option::of(0.0..10.0)), 0..8).prop_map(|bars| {
            let bars: Vec<String> = bars
                .into_iter()
                .map(|(label, first, second): (String, f64, Option<f64>)| {
                    let second = second.map_or_else(|| "null".to_owned(), |value| value.to_string());
                    format!("{{ label: {label}, values: [{first}, {second}] }}")
                })
                .collect();
            format!("type: bar\nparts: [One, Two]\nbars: [{}]", bars.join(", "))
        });
    let radar = (3..12usize).prop_flat_map(|axes| {
        (prop::collection::vec(name(), axes), prop::collection::vec((name(), list(axes)), 0..6)).prop_map(
            |(axes, series)| {
                let series: Vec<String> = series
                    .into_iter()
                    .map(|(name, values)| format!("{{ name: {name}, values: {values} }}"))
                    .collect();
                format!("type: radar\naxes: [{}]\nseries: [{}]", axes.join(", "), series.join(", "))
            },
        )
    });
    let line = (
        any::<bool>(),
        prop::collection::vec(
            (name(), prop::collection::vec((0..30_000i64, number(), number()), 0..20)),
            0..5,
        ),
        prop::option::of(number()),
    )
        .prop_map(|(dates, series, target)| {
            let place =
                |x: i64| if dates { crate::fields::date(x as f64).to_string() } else { x.to_string() };
            let series: Vec<String> = series
                .into_iter()
                .map(|(name, points)| {
                    let points: Vec<String> = points
                        .into_iter()
                        .map(|(x, y, low)| format!("[{}, {y}, {low}, {y}]", place(x)))
                        .collect();
                    format!("{{ name: {name}, points: [{}] }}", points.join(", "))
                })
                .collect();
            let target = target.filter(|value| value != "null");
            let target = target.map(|value| format!("\ntargets: [{{ value: {value} }}]")).unwrap_or_default();
            format!("type: line\ntoday: {}\nseries: [{}]{target}", place(700), series.join(", "))
        });
    let ladder = (
        prop::collection::vec((name(), name(), "done|current|next|blocked|unknown"), 1..12),
        prop::collection::vec(name(), 0..6),
    )
        .prop_map(|(steps, teams)| {
            let steps: Vec<String> = steps
                .into_iter()
                .map(|(name, note, state)| format!("{{ name: {name}, note: {note}, state: {state} }}"))
                .collect();
            let teams: Vec<String> =
                teams.into_iter().map(|name| format!("{{ name: {name}, step: 1 }}")).collect();
            format!("type: ladder\nsteps: [{}]\nteams: [{}]", steps.join(", "), teams.join(", "))
        });
    let heatmap = (1..8usize, 1..20usize).prop_flat_map(|(rows, columns)| {
        (
            prop::collection::vec(name(), rows),
            prop::collection::vec(name(), columns),
            prop::collection::vec(list(columns), rows),
        )
            .prop_map(|(rows, columns, values)| {
                format!(
                    "type: heatmap\nrows: [{}]\ncolumns: [{}]\nvalues: [{}]",
                    rows.join(", "),
                    columns.join(", "),
                    values.join(", ")
                )
            })
    });
    let gauge = (-1e9..1e9, 0.1..1e9, 0.0..=1.0, 0.0..=1.0, name()).prop_map(
        |(min, span, value, target, label): (f64, f64, f64, f64, String)| {
            let max = min + span;
            let at = |share: f64| (min + span * share).clamp(min, max);
            format!(
                "type: gauge\nmin: {min}\nmax: {max}\nvalue: {}\ntarget: {}\nthresholds: [{{ from: {min}, label: {label} }}, {{ from: {}, label: b }}]",
                at(value), at(target), at(0.5)
            )
        },
    );
    let sparkline =
        (0..40usize).prop_flat_map(list).prop_map(|values| format!("type: sparkline\nvalues: {values}"));
    let kind = prop_oneof![bars, intervals, parts, radar, line, ladder, heatmap, gauge, sparkline];
    (head, kind).prop_map(|(head, kind)| format!("{head}{kind}\n"))
}

proptest! {
    #[test]
    fn every_chart_is_well_formed_and_within_its_frame(specification in specification()) {
        match read(&specification) {
            Ok(chart) => {
                check(&chart.html(Some("c")));
                prop_assert_eq!(chart.html(Some("c")), chart.html(Some("c")));
                check(&chart.html(None));
            }
            // A name that is empty counts as missing; an interval may not hold its value.
            Err(problems) => prop_assert!(
                problems.iter().all(|problem| problem.message.contains("missing") || problem.message.contains("unit")),
                "{:?} in {}", problems, specification
            ),
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn any_damage_is_read(kind in 0..EACH.len(), at in 0..400usize, with in "[-:\\[\\]{}#'\"\n a0,.&*!|>%~]{0,4}", cut in 0..30usize) {
        let text = EACH[kind].1;
        let start = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = ((start + cut).min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
        let damaged = format!("{}{with}{}", &text[..start], &text[end..]);
        match read(&damaged) {
            Ok(chart) => { check(&chart.html(Some("c"))); }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(damaged.get(problem.span.range()).is_some(), "{:?} in {}", problem, damaged);
                }
            }
        }
    }
}

#[test]
fn the_pictures_are_well_formed() {
    for (_, specification) in EACH {
        let chart = read(specification).expect("is right");
        let ids = check(&chart.html(Some("one")));
        assert!(ids.iter().all(|id| id.starts_with("one-")));
    }
}
