//! Laws that hold for every goal.

use proptest::prelude::*;
use serde_json::{Value, json};
use stratbook_plugin::Day;

use crate::goals::on;

fn day(number: i64) -> Day {
    Day::new(2026, 1, 1).unwrap().plus_days(number)
}

/// From the best status to the worst.
fn rank(status: &Value) -> usize {
    let order = ["achieved", "on track", "at risk", "off track", "missed"];
    order.iter().position(|word| status == word).unwrap_or_else(|| panic!("{status}"))
}

fn goal(baseline: f64, target: f64, length: i64, values: &[(i64, f64)]) -> Value {
    let measurements: Vec<Value> =
        values.iter().map(|(at, value)| json!({"date": day(*at), "value": value})).collect();
    json!({
        "statement": "A number", "kpi": "number", "unit": "%", "baseline": baseline, "target": target,
        "start": day(0), "due": day(length), "measurements": measurements,
    })
}

prop_compose! {
    fn measured()(values in prop::collection::btree_map(1_i64..400, -50.0..150.0_f64, 1..12)) -> Vec<(i64, f64)> {
        values.into_iter().collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn less_is_better_is_more_is_better_in_a_mirror(
        baseline in -50.0..50.0_f64, way in 0.5..60.0_f64, values in measured(), today in 0_i64..500,
    ) {
        let mirrored: Vec<(i64, f64)> = values.iter().map(|(at, value)| (*at, -value)).collect();
        let today = day(today).to_string();
        let up = on(&today, goal(baseline, baseline + way, 365, &values)).report();
        let down = on(&today, goal(-baseline, -baseline - way, 365, &mirrored)).report();
        prop_assert_eq!(&up.data["status"], &down.data["status"]);
        prop_assert_eq!(&up.data["progress"], &down.data["progress"]);
        prop_assert_eq!(&up.data["expected"], &down.data["expected"]);
        prop_assert_eq!(&up.data["meets"], &down.data["meets"]);
        let projected = |data: &Value, key: &str| data[key].as_f64();
        prop_assert_eq!(projected(&up.data, "projected"), projected(&down.data, "projected").map(|value| -value));
        prop_assert_eq!(projected(&up.data, "projected_low"), projected(&down.data, "projected_high").map(|value| -value));
    }

    #[test]
    fn a_better_last_value_never_has_a_worse_status(
        way in 0.5..60.0_f64, values in measured(), better in 0.0..40.0_f64, past in 0_i64..60,
    ) {
        let last = values.last().map_or(0, |value| value.0);
        let today = day(last + past).to_string();
        let mut raised = values.clone();
        if let Some(value) = raised.last_mut() {
            value.1 += better;
        }
        let before = on(&today, goal(0.0, way, 365, &values)).report();
        let after = on(&today, goal(0.0, way, 365, &raised)).report();
        prop_assert!(rank(&after.data["status"]) <= rank(&before.data["status"]));
        prop_assert!(after.data["progress"].as_f64() >= before.data["progress"].as_f64());
    }

    #[test]
    fn another_unit_changes_no_share(way in 0.5..60.0_f64, values in measured(), scale in 0.01..1000.0_f64) {
        let today = day(401).to_string();
        let scaled: Vec<(i64, f64)> = values.iter().map(|(at, value)| (*at, value * scale)).collect();
        let one = on(&today, goal(1.0, 1.0 + way, 365, &values)).report();
        let other = on(&today, goal(scale, scale * (1.0 + way), 365, &scaled)).report();
        let (one, other) = (one.data["progress"].as_f64().unwrap_or(0.0), other.data["progress"].as_f64().unwrap_or(0.0));
        prop_assert!((one - other).abs() <= 1e-9 * one.abs().max(1.0), "{one} {other}");
    }

    #[test]
    fn the_order_of_measurements_means_nothing(values in measured(), seed in any::<u64>()) {
        let today = day(401).to_string();
        let mut shuffled = values.clone();
        let count = shuffled.len();
        shuffled.rotate_left((seed % count as u64) as usize);
        shuffled.reverse();
        prop_assert_eq!(
            on(&today, goal(0.0, 9.0, 500, &values)).text(),
            on(&today, goal(0.0, 9.0, 500, &shuffled)).text()
        );
    }

    #[test]
    fn a_range_holds_its_projection_and_grows_with_confidence(values in measured(), chance in 0.5..0.98_f64) {
        let points: Vec<(f64, f64)> = values.iter().map(|(at, value)| (*at as f64, *value)).collect();
        if let Some(trend) = stratbook_smart::trend::fit(&points)
            && let (Some(narrow), Some(wide)) = (trend.range(450.0, chance), trend.range(450.0, chance + 0.01))
        {
            let at = trend.at(450.0);
            prop_assert!(narrow.0 <= at && at <= narrow.1);
            prop_assert!(wide.0 <= narrow.0 && narrow.1 <= wide.1);
        }
    }

    #[test]
    fn the_quantile_turns_the_chance_round(t in -30.0..30.0_f64, degrees in 1_u32..200) {
        let degrees = f64::from(degrees);
        let chance = stratbook_smart::student::below(t, degrees);
        prop_assert!((0.0..=1.0).contains(&chance));
        prop_assert!((chance + stratbook_smart::student::below(-t, degrees) - 1.0).abs() < 1e-12);
        if (0.5..0.999_999).contains(&chance) {
            let back = stratbook_smart::student::quantile(chance, degrees);
            prop_assert!((back - t).abs() <= 1e-4 * t.abs().max(1.0), "{t} {back}");
        }
    }
}
