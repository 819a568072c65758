//! Laws of all kinds of charts, one picture of each, and what is said of mistakes.

mod laws;
mod mistakes;

use crate::read;

/// One chart of each kind, with a gap wherever there can be one.
pub(crate) const EACH: [(&str, &str); 7] = [
    (
        "bar",
        "type: bar\ntitle: Options\nsubtitle: Score, 1 to 5\nunit: points\ntones: { good: adopt, bad: reject }\n\
         marks: [{ label: pilot from, value: 3 }]\nbars:\n- { label: Search & <find>, value: 4.25, low: 4, high: 4.5, tone: good }\n\
         - { label: Prices, value: 2.4, tone: bad, group: Later }\n- { label: Forecast, low: 2.9, high: 4.1 }\n\
         - { label: Open, value: null }\n",
    ),
    (
        "line",
        "type: line\ntitle: Conversion\nunit: '%'\ntoday: 2026-03-10\nseries:\n\
         - { name: Measured, points: [[2026-01-31, 2], [2026-02-28, null], [2026-03-31, 2.3]] }\n\
         - { name: Projection, style: projection, of: Measured, points: [[2026-03-31, 2.3, 2.3, 2.3], [2026-06-30, 2.8, 2.5, 3.1]] }\n\
         targets:\n- { value: 3 }\n- { label: Plan, from: [2026-01-31, 2], to: [2026-06-30, 3] }\n",
    ),
    (
        "radar",
        "type: radar\ntitle: A and B\nmax: 5\naxes: [Fit, Value, Ethics and compliance, 信頼]\nseries:\n\
         - { name: A, values: [4, 3, 5, 2] }\n- { name: B, values: [3, null, 4, 5] }\n",
    ),
    (
        "ladder",
        "type: ladder\nsteps:\n- { name: Data, state: done }\n- { name: Search, state: current, note: 93 % found }\n\
         - { name: Advice, state: next }\n- { name: Personal, state: blocked, note: No consent }\n\
         - { name: Alone, state: unknown }\n- { name: Beyond }\nteams: [{ name: Shop, step: Search }, { name: Market, step: 1 }]\n",
    ),
    (
        "heatmap",
        "type: heatmap\ntitle: Coverage\nrows: [Customers, Prices]\ncolumns: [Data, Models, Ethics]\n\
         values: [[12, 7, null], [3, 0, 1]]\nnote: Counted in March\n",
    ),
    (
        "gauge",
        "type: gauge\ntitle: Complete\nunit: '%'\nvalue: 76\nmax: 100\ntarget: 80\nthresholds:\n\
         - { from: 0, label: off track, tone: bad }\n- { from: 60, label: at risk, tone: warn }\n\
         - { from: 80, label: on track, tone: good }\n",
    ),
    ("sparkline", "type: sparkline\nunit: $\nvalues: [9.1, 8.8, null, 7.1, -2, 5.8]\n"),
];

#[test]
fn each_kind_has_its_picture() {
    for (kind, specification) in EACH {
        let chart = read(specification).unwrap_or_else(|problems| panic!("{kind}: {problems:?}"));
        insta::assert_snapshot!(kind, chart.html(Some("chart-1")));
    }
}

#[test]
fn the_description_says_what_stands_out() {
    let told: Vec<String> =
        EACH.iter().map(|(_, text)| read(text).expect("is right").description()).collect();
    insta::assert_snapshot!("descriptions", told.join("\n"));
}

#[test]
fn json_is_read_too() {
    let chart = read(r#"{"type": "bar", "title": "A", "bars": [{"label": "x", "value": 1.5e3}]}"#);
    assert!(chart.expect("is right").html(None).contains(">1,500<"));
}

#[test]
fn words_are_found_and_numbers_are_not() {
    let words = read(EACH[2].1).expect("is right").words();
    assert_eq!(words, "A and B · Fit · Value · Ethics and compliance · 信頼 · A · B");
}

#[test]
fn without_an_id_there_are_no_ids() {
    for (kind, specification) in EACH {
        let html = read(specification).expect("is right").html(None);
        assert!(!html.contains(" id=") && html.contains("aria-label="), "{kind}");
    }
}
