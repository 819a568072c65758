use serde_json::json;

use super::*;
use crate::variables::scan::scan;

fn resolved(template: &str, values: &Value) -> Resolved {
    let dictionary = Dictionary::default();
    let contexts = Contexts::of(template, &scan(template, &BTreeSet::new()), &dictionary);
    let (given, findings) = flatten(values.as_object().unwrap(), "/values");
    let mut resolved = resolve(Sources {
        layers: vec![(Source::Given, given)],
        goals: Vec::new(),
        computed: Vec::new(),
        dictionary: &dictionary,
        defaults: BTreeMap::new(),
        contexts: &contexts,
    });
    resolved.findings.extend(findings);
    resolved
}

fn shown(template: &str, values: &Value, name: &str) -> String {
    let resolved = resolved(template, values);
    assert_eq!(resolved.findings, []);
    let found = scan(template, &BTreeSet::new()).uses.into_iter().find(|found| found.name == name).unwrap();
    let scan = scan(template, &BTreeSet::new());
    resolved.entries[name].shown(Unit::around(template, &found.range), scan.is_program(found.place))
}

#[test]
fn units_are_not_doubled() {
    assert_eq!(shown("[A]%", &json!({"A": "2 %"}), "A"), "2");
    assert_eq!(shown("[A]%", &json!({"A": 2}), "A"), "2");
    assert_eq!(shown("[A]", &json!({"A": "2 %"}), "A"), "2 %");
    assert_eq!(shown("$[A]", &json!({"A": "$1.5M"}), "A"), "1.5M");
    assert_eq!(shown("$[A]", &json!({"A": 1200}), "A"), "1,200");
    assert_eq!(shown("of [A] and [A]%", &json!({"A": 2.5}), "A"), "2.5 %");
    assert_eq!(shown("[A]x/yr", &json!({"A": "2.3x/yr"}), "A"), "2.3");
    assert_eq!(shown("[A]", &json!({"A": 200_000}), "A"), "200,000");
    assert_eq!(shown("[A]", &json!({"A": 2026}), "A"), "2026");
    assert_eq!(shown("```\n[AB]\n```", &json!({"AB": 200_000}), "AB"), "200,000");
    assert_eq!(shown("```json\n[AB]\n```", &json!({"AB": 200_000}), "AB"), "200000");
    assert_eq!(shown("[A]", &json!({"A": true}), "A"), "yes");
    assert_eq!(shown("[A]", &json!({"A": ["x", 2]}), "A"), "x, 2");
}

#[test]
fn maps_are_names() {
    let resolved =
        resolved("[VIP_SIZE] [VIP_REVENUE_SHARE]", &json!({"vip": {"SIZE": 1, "revenue": {"share": 2}}}));
    assert_eq!(resolved.entries.keys().collect::<Vec<_>>(), ["VIP_REVENUE_SHARE", "VIP_SIZE"]);
    assert_eq!(resolved.entries["VIP_REVENUE_SHARE"].pointer, "/values/vip/revenue/share");
}

#[test]
fn what_only_asks_for_a_value_is_open() {
    let resolved = resolved("[A]", &json!({"A": "[specify value]", "B": "", "C": null, "D": "n/a"}));
    assert_eq!(resolved.entries.keys().collect::<Vec<_>>(), ["D"]);
}

// Checked by hand: 3 % - 2 % is 1 percentage point, which is half of 2 %; 1,000,000 visitors × 12 months × 0.01 × $96
// = $11,520,000; $96 is $80 × 1.2.
#[test]
fn calculations_know_percentages() {
    let template =
        "[CONV_BASE]% [CONV_TARGET]% [CONV_LIFT]% [POINTS]% $[AOV_BASE] $[AOV_TARGET] [VISITORS] $[IMPACT]";
    let values = json!({
        "CONV_BASE": 2, "CONV_TARGET": "3 %", "AOV_BASE": 80, "VISITORS": "1M",
        "CONV_LIFT": "(CONV_TARGET - CONV_BASE) / CONV_BASE",
        "POINTS": "CONV_TARGET - CONV_BASE",
        "AOV_TARGET": "= AOV_BASE * 120%",
        "IMPACT": "VISITORS * 12 * POINTS * AOV_TARGET",
    });
    let resolved = resolved(template, &values);
    assert_eq!(resolved.findings, []);
    let full = |name: &str| resolved.entries[name].full();
    assert_eq!(full("CONV_LIFT"), "50 %");
    assert_eq!(full("POINTS"), "1 %");
    assert_eq!(full("AOV_TARGET"), "$96");
    assert_eq!(full("IMPACT"), "$11,520,000");
    assert_eq!(resolved.entries["CONV_LIFT"].source, Source::Computed("(3 % - 2 %) / 2 %".to_owned()));
}

#[test]
fn results_have_the_unit_of_their_parts() {
    let values = json!({
        "ORDER": "€48", "VISITS": "1M", "RATE": "2 %", "YEAR": "= VISITS * 12 * RATE * ORDER", "MORE": "= YEAR / YEAR",
        "LESS": "= YEAR - ORDER", "ODD": "= YEAR + VISITS", "MEAN": "= YEAR / (VISITS * 12)", "HALF": "RATE / 2",
    });
    let resolved = resolved("[YEAR]", &values);
    let full = |name: &str| resolved.entries[name].full();
    assert_eq!(
        [full("YEAR"), full("MORE"), full("ODD"), full("MEAN")],
        ["€11,520,000", "1", "12,520,000", "€0.96"]
    );
    assert_eq!(full("HALF"), "1 %");
}

#[test]
fn calculations_wait_for_what_is_open() {
    let resolved = resolved("[A] [B] [C]", &json!({"C": "A + B", "A": 1}));
    assert!(!resolved.entries.contains_key("C"));
    assert_eq!(resolved.waiting["C"], BTreeSet::from(["B".to_owned()]));
}

#[test]
fn what_cannot_be_calculated_is_said() {
    let said = |values: &Value| -> Vec<(String, String)> {
        let resolved = resolved("[A] [B] [C] [NAME]", values);
        resolved.findings.into_iter().map(|found| (found.at.unwrap_or_default(), found.message)).collect()
    };
    let one = |values: &Value| said(values).remove(0);
    assert_eq!(
        one(&json!({"A": "B / C", "B": 1, "C": 0})),
        (
            "/values/A".to_owned(),
            "`A` cannot be calculated: `C` is zero, and nothing can be divided by it".to_owned()
        )
    );
    assert_eq!(
        one(&json!({"A": "B + 1", "B": "C * 2", "C": "A - 1"})).1,
        "calculations go round in a circle: `A` → `B` → `C` → `A`"
    );
    assert_eq!(one(&json!({"A": "= A + 1"})).1, "calculations go round in a circle: `A` → `A`");
    assert_eq!(
        one(&json!({"A": "= NAMES + 1"})).1,
        "`A` is calculated from `NAMES`, and there is no such variable"
    );
    assert_eq!(
        one(&json!({"A": "NAME + 1", "NAME": "Acme"})).1,
        "`A` is calculated from `NAME`, and `Acme` is no number"
    );
    assert_eq!(
        one(&json!({"A": "= 1 +"})).1,
        "the calculation of `A` cannot be read: a number or a name is missing at the end"
    );
    assert_eq!(said(&json!({"A": "up - and - down", "B": "5 - 7", "C": "B2B-B2C"})), []);
    assert_eq!(one(&json!({"NAME": "x", "name": "y"})).1, "`NAME` is given twice; what comes last counts");
    assert!(one(&json!({"A": "x".repeat(1 << 20)})).1.contains("1,048,576 characters"));
    assert!(one(&json!({"A": [[1]]})).1.contains("list of lists"));
}

#[test]
fn long_chains_are_calculated() {
    let mut values = serde_json::Map::new();
    values.insert("V0".to_owned(), json!(1));
    for index in 1..5_000 {
        values.insert(format!("V{index}"), json!(format!("V{} + 1", index - 1)));
    }
    let resolved = resolved("[V4999]", &Value::Object(values));
    assert_eq!(resolved.entries["V4999"].number, Some(5_000.0));
}
