//! Laws that hold for every ladder and all facts.

use proptest::prelude::*;
use serde_json::{Value, json};
use stratbook_maturity::facts::{Facts, Known};
use stratbook_maturity::ladder::{Ladder, Side, read};
use stratbook_maturity::position::{find, swings};

/// Ladders of up to six steps with up to three prerequisites each, on metrics and on yes or no. Some contradict
/// themselves; the laws hold for them too.
fn ladders() -> impl Strategy<Value = Ladder> {
    let prerequisite = (0_usize..8, 0_usize..4, 0_i32..20).prop_map(|(name, side, threshold)| {
        if name < 4 {
            return json!({"fact": format!("f{name}"), "question": "?"});
        }
        // A name keeps its side, so that better and worse mean something.
        let side = if name % 2 == 0 { Side::ALL[side % 2] } else { Side::ALL[2 + side % 2] };
        json!({"metric": format!("m{name}"), side.0: threshold, "question": "?"})
    });
    let step = prop::collection::vec(prerequisite, 0..4);
    prop::collection::vec(step, 1..7).prop_map(|steps| {
        let steps: Vec<Value> = steps
            .into_iter()
            .enumerate()
            .map(|(index, prerequisites)| json!({"id": format!("s{index}"), "name": "S", "prerequisites": prerequisites}))
            .collect();
        read(&json!({ "steps": steps })).0
    })
}

fn all_facts() -> impl Strategy<Value = Vec<Option<i32>>> {
    prop::collection::vec(prop::option::of(0_i32..20), 8)
}

fn facts(values: &[Option<i32>]) -> Facts {
    let mut facts = Facts::default();
    for (name, value) in values.iter().enumerate() {
        if name < 4 {
            facts.set(&format!("f{name}"), value.map(|value| Known::Yes(value >= 10)));
        } else {
            facts.set(&format!("m{name}"), value.map(|value| Known::Number(f64::from(value))));
        }
    }
    facts
}

proptest! {
    #[test]
    fn a_step_never_rises_when_a_fact_gets_worse(
        ladder in ladders(), values in all_facts(), which in 0_usize..8, by in 0_i32..20,
    ) {
        let mut worse = values.clone();
        // Less of a yes or of a metric with a floor, more of one with a ceiling.
        let down = which < 4 || which % 2 == 0;
        worse[which] = worse[which].map(|value| if down { value - by } else { value + by });
        let (before, after) = (find(&ladder, &facts(&values)), find(&ladder, &facts(&worse)));
        prop_assert!(after.step <= before.step && after.possible <= before.possible);
    }

    #[test]
    fn forgetting_a_fact_never_raises_the_step_nor_lowers_what_is_possible(
        ladder in ladders(), values in all_facts(), which in 0_usize..8,
    ) {
        let mut less = values.clone();
        less[which] = None;
        let (before, after) = (find(&ladder, &facts(&values)), find(&ladder, &facts(&less)));
        prop_assert!(after.step <= before.step && after.possible >= before.possible);
        prop_assert!(after.step <= after.possible && after.possible <= ladder.steps.len());
    }

    #[test]
    fn another_step_above_changes_nothing_below(ladder in ladders(), values in all_facts()) {
        let mut shorter = ladder.clone();
        shorter.steps.pop();
        let facts = facts(&values);
        let (whole, part) = (find(&ladder, &facts), find(&shorter, &facts));
        prop_assert_eq!(whole.step.min(shorter.steps.len()), part.step);
        prop_assert_eq!(whole.possible.min(shorter.steps.len()), part.possible);
    }

    #[test]
    fn missing_answers_keep_their_promise(ladder in ladders(), values in all_facts()) {
        let now = find(&ladder, &facts(&values));
        for swing in swings(&ladder, &facts(&values)) {
            prop_assert!(swing.gain >= now.step && swing.loss <= now.possible);
            prop_assert_eq!(swing.worth, (swing.gain - now.step) + (now.possible - swing.loss));
        }
    }

    #[test]
    fn no_value_makes_reading_fail(text in "[a-z0-9{}\\[\\]\": ,.%-]{0,80}", number in any::<f64>()) {
        let value = serde_json::from_str(&text).unwrap_or_else(|_| json!({"steps": [{"id": text, "prerequisites": [{"metric": "m", "at_least": number}, {"step": text}, {"step": 3, "is": [text]}]}]}));
        let (ladder, _) = read(&value);
        let found = find(&ladder, &Facts::default());
        prop_assert!(found.step <= found.possible);
    }
}
