//! Each mistake is told where it is, with something to do.

use std::fmt::Write as _;

use crate::read;

/// What is said of a specification: the text at the place, the message, the hint.
fn told(specification: &str) -> Vec<(String, String, String)> {
    let problems = read(specification).err().unwrap_or_default();
    problems
        .into_iter()
        .map(|problem| (specification[problem.span.range()].to_owned(), problem.message, problem.hint))
        .collect()
}

#[test]
fn mistakes_have_a_place_and_a_hint() {
    let many = (0..10_000).map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
    let cases = [
        "",
        "just words",
        "type: pie",
        "type: baar\nbars: []",
        "title: no type",
        "type: bar",
        "type: bar\nbars: none",
        "type: bar\nbars: [{ label: a, vale: 3 }]",
        "type: bar\nbars: [{ value: 3 }]",
        "type: bar\nbars: [{ label: a, value: .nan }]",
        "type: bar\nbars: [{ label: a, value: 12 % }]",
        "type: bar\nbars: [{ label: a, value: '4' }]",
        "type: bar\nbars: [{ label: a, value: '12,500' }]",
        "type: bar\nbars: [{ label: ä, value: 1e400 }]",
        "type: bar\nbars: [{ label: a, value: [1] }]",
        "type: bar\nbars: [{ label: a, value: 3, tone: god }]",
        "type: bar\nbars: [{ label: a, value: 3, low: 4 }]",
        "type: bar\nparts: [x, y]\nbars: [{ label: a, values: [1] }]",
        "type: bar\nparts: [x]\nbars: [{ label: a, values: [-1] }]",
        "type: bar\nmin: 2\nbars: [{ label: a, value: 3 }]",
        "type: bar\ndecimals: 1.5\nbars: []",
        "type: radar\naxes: [a, b]\nseries: []",
        "type: radar\naxes: [a, b, c]\nseries: [{ name: A, values: [1, 2] }]",
        "type: radar\nmax: 5\naxes: [a, b, c]\nseries: [{ name: A, values: [1, 7, 2] }]",
        "type: line\nseries: [{ name: A, points: [[2026-13-01, 2]] }]",
        "type: line\nseries: [{ name: A, points: [[2026-01-01, 2], [5, 2]] }]",
        "type: line\nseries: [{ name: A, points: [3] }]",
        "type: line\nseries: [{ name: A, points: [[1]] }]",
        "type: line\nseries: [{ name: B, of: A, points: [] }]",
        "type: line\nseries: []\ntargets: [{ label: x }]",
        "type: ladder\nsteps: [{ name: One }]\nteams: [{ name: A, step: Too }]",
        "type: heatmap\nrows: [a]\ncolumns: [b, c]\nvalues: [[1]]",
        "type: gauge\nvalue: 3",
        "type: gauge\nvalue: 30\nmax: 5",
        "type: gauge\nvalue: 3\nmax: 5\nthresholds: [{ from: 3 }, { from: 1 }]",
        "type: bar\ntype: bar",
        "type: bar\nbars: [",
        "type: &a bar\ntitle: *a",
        "type: bar\n---\ntype: bar",
        &format!("type: sparkline\nvalues: [{many}]"),
        &format!("type: sparkline\ntitle: {}", "x".repeat(300_000)),
        &"[".repeat(5000),
    ];
    let mut all = String::new();
    for case in cases {
        let told = told(case);
        assert!(!told.is_empty(), "{case}");
        let shown: String = case.chars().take(90).collect();
        let _ = writeln!(all, "{}", shown.replace('\n', " ⏎ "));
        for (place, message, hint) in told {
            assert!(!message.is_empty() && !hint.is_empty() && !message.ends_with('.'), "{message}");
            let _ = writeln!(all, "  [{place}] {message}\n      {hint}");
        }
    }
    insta::assert_snapshot!("mistakes", all);
}
