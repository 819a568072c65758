//! The present step against every combination of facts, worked out by the definition and not by the code.

use serde_json::json;
use stratbook_maturity::facts::{Facts, Known};
use stratbook_maturity::ladder::{Ladder, read};
use stratbook_maturity::position::{find, swings};

/// One question a step, except for the first, which has none.
fn ladder() -> Ladder {
    let (ladder, problems) = read(&json!({"steps": [
        {"id": "one", "name": "One"},
        {"id": "two", "name": "Two", "prerequisites": [{"fact": "a", "question": "?"}]},
        {"id": "three", "name": "Three", "prerequisites": [{"fact": "b", "question": "?"}, {"step": "one"}]},
        {"id": "four", "name": "Four", "prerequisites": [{"fact": "c", "is": "no", "question": "?"}]},
    ]}));
    assert_eq!(problems, []);
    ladder
}

#[test]
fn all_27_combinations() {
    let values = [None, Some(false), Some(true)];
    for a in values {
        for b in values {
            for c in values {
                let mut facts = Facts::default();
                for (name, value) in [("a", a), ("b", b), ("c", c)] {
                    facts.set(name, value.map(Known::Yes));
                }
                // `c` is wanted to be no.
                let holds = [a, b, c.map(|c| !c)];
                let step = 1 + holds.iter().take_while(|it| **it == Some(true)).count();
                let possible = 1 + holds.iter().take_while(|it| **it != Some(false)).count();
                let found = find(&ladder(), &facts);
                assert_eq!((found.step, found.possible), (step, possible), "{a:?} {b:?} {c:?}");
            }
        }
    }
}

#[test]
fn the_answer_that_moves_most_comes_first() {
    let mut facts = Facts::default();
    let order = |facts: &Facts| -> Vec<(String, usize)> {
        swings(&ladder(), facts).into_iter().map(|swing| (swing.fact, swing.worth)).collect()
    };
    let named = |list: &[(&str, usize)]| -> Vec<(String, usize)> {
        list.iter().map(|(name, worth)| ((*name).to_owned(), *worth)).collect()
    };
    // Nothing is known: 1 to 4. `a`: 2 if good, at most 1 if bad: 1 + 3. `b`: nothing, and at most 2. `c`: at most 3.
    assert_eq!(order(&facts), named(&[("a", 4), ("b", 2), ("c", 1)]));
    facts.set("b", Some(Known::Yes(true)));
    // With `b` known to hold, `a` leads to 3 at once.
    assert_eq!(order(&facts), named(&[("a", 5), ("c", 1)]));
    facts.set("a", Some(Known::Yes(false)));
    assert_eq!(order(&facts), named(&[("c", 0)]));
}
