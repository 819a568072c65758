//! What is wrong with a ladder is said at its place, all of it at once.

use serde_json::{Value, json};
use stratbook_maturity::Maturity;
use stratbook_maturity::ladder::read;
use stratbook_plugin::messages::Severity;
use stratbook_plugin::testing::Bench;

fn problems(ladder: &Value) -> Vec<(Severity, String, String)> {
    let (_, problems) = read(ladder);
    problems.into_iter().map(|it| (it.severity, it.at, format!("{} ({})", it.message, it.hint))).collect()
}

#[track_caller]
fn wrong(ladder: Value, at: &str, said: &str) {
    let found = problems(&ladder);
    let here = found.iter().find(|(severity, place, _)| place == at && *severity == Severity::Error);
    assert_eq!(here.map(|it| &*it.2), Some(said), "{found:#?}");
}

fn steps(steps: Value) -> Value {
    json!({ "steps": steps })
}

#[test]
fn steps_that_wait_for_each_other() {
    let ladder = steps(json!([
        {"id": "a", "name": "A", "prerequisites": [{"step": "c"}]},
        {"id": "b", "name": "B", "prerequisites": [{"step": "a"}]},
        {"id": "c", "name": "C", "prerequisites": [{"step": "b"}]},
    ]));
    wrong(
        ladder,
        "/steps/0/prerequisites/0/step",
        "steps wait for each other: `a` needs `c`, which needs `b`, which needs `a` (remove this prerequisite, or move `c` below `a`)",
    );
    // Without a word of it: a step needs all steps below.
    let ladder = steps(json!([
        {"id": "a", "name": "A", "prerequisites": [{"step": "b"}]},
        {"id": "b", "name": "B"},
    ]));
    wrong(
        ladder,
        "/steps/0/prerequisites/0/step",
        "steps wait for each other: `a` needs `b`, which needs `a` (remove this prerequisite, or move `b` below `a`)",
    );
    let ladder = steps(json!([{"id": "a", "name": "A", "prerequisites": [{"step": "a"}]}]));
    wrong(
        ladder,
        "/steps/0/prerequisites/0/step",
        "the step `a` is its own prerequisite (remove this prerequisite)",
    );
}

#[test]
fn names_that_do_not_exist_or_exist_twice() {
    let ladder = steps(json!([
        {"id": "data", "name": "Data"},
        {"id": "assist", "name": "B", "prerequisites": [{"step": "dat"}, {"step": "nothing like it"}]},
        {"id": "data", "nmae": "C"},
        {"name": "Own models!"},
        "Data",
    ]));
    wrong(
        ladder.clone(),
        "/steps/1/prerequisites/0/step",
        "`dat` is no step of this ladder (did you mean `data`?)",
    );
    wrong(
        ladder.clone(),
        "/steps/2/id",
        "`data` is the id of step 1 already (give each step an id of its own)",
    );
    wrong(ladder.clone(), "/steps/2/nmae", "`nmae` means nothing here (did you mean `name`?)");
    wrong(ladder.clone(), "/steps/3", "step 4 has no `id` (add `id: own-models`)");
    wrong(ladder, "/steps/4", "step 5 is no group of fields (write `- id: …` and `name: …`)");
}

#[test]
fn demands_that_contradict() {
    let two = |one: Value, other: Value| {
        steps(json!([
            {"id": "a", "name": "A", "prerequisites": [one]}, {"id": "b", "name": "B", "prerequisites": [other]},
        ]))
    };
    let q = "?";
    wrong(
        two(
            json!({"metric": "m", "at_most": 30, "unit": "%", "question": q}),
            json!({"metric": "m", "more_than": 30, "question": q}),
        ),
        "/steps/1/prerequisites/0",
        "no value of `m` can do: `b` asks for more than 30, and `a` for at most 30 % (change one of the two; a step needs what all steps below it need)",
    );
    wrong(
        two(json!({"fact": "f", "question": q}), json!({"fact": "f", "is": false, "question": q})),
        "/steps/1/prerequisites/0",
        "no value of `f` can do: `b` asks for no, and `a` for yes (change one of the two; a step needs what all steps below it need)",
    );
    // A single value is enough.
    let touching = two(
        json!({"metric": "m", "at_most": 30, "question": q}),
        json!({"metric": "m", "at_least": 30, "question": q}),
    );
    assert_eq!(problems(&touching), []);
    let weaker = two(
        json!({"metric": "m", "more_than": 80, "question": q}),
        json!({"metric": "m", "at_least": 80, "question": q}),
    );
    assert_eq!(problems(&weaker)[0].0, Severity::Warning);
    assert!(
        problems(&weaker)[0]
            .2
            .starts_with("this adds nothing: `b` asks for at least 80, and `a` for more than 80 already")
    );
    wrong(
        two(json!({"metric": "m", "at_least": 1, "question": q}), json!({"fact": "m", "question": q})),
        "/steps/1/prerequisites/0/fact",
        "`m` is a metric in another prerequisite (write `metric:` with a threshold, or use another name)",
    );
    wrong(
        two(
            json!({"metric": "m", "at_least": 1, "unit": "%", "question": q}),
            json!({"metric": "m", "at_least": 2, "unit": "months", "question": q}),
        ),
        "/steps/1/prerequisites/0/unit",
        "`m` is counted in `months` here and in `%` before (use one unit, and convert the threshold)",
    );
}

#[test]
fn prerequisites_that_are_none() {
    let one = |prerequisite: Value| steps(json!([{"id": "a", "name": "A", "prerequisites": [prerequisite]}]));
    let at = "/steps/0/prerequisites/0";
    wrong(
        one(json!({"question": "?"})),
        at,
        "a prerequisite says neither `metric`, nor `fact`, nor `step` (write one of them; another prerequisite takes a line of its own)",
    );
    wrong(
        one(json!({"metric": "m", "fact": "f"})),
        at,
        "a prerequisite is one thing, not `metric` and `fact` (write one of them; another prerequisite takes a line of its own)",
    );
    wrong(
        one(json!({"metric": "m"})),
        at,
        "the metric `m` has no threshold (write one of `at_least:`, `more_than:`, `at_most:` and `less_than:` with a number; a range is two prerequisites)",
    );
    wrong(
        one(json!({"metric": "m", "at_least": "80 %"})),
        "/steps/0/prerequisites/0/at_least",
        "the threshold of `m` is not a number: `80 %` (write a number like 80, and `%` under `unit:`)",
    );
    wrong(
        one(json!({"fact": "f", "at_least": 3})),
        "/steps/0/prerequisites/0/at_least",
        "a `fact` has no threshold (write `metric:` where a number decides)",
    );
    assert!(problems(&one(json!({"fact": "f"})))[0].2.starts_with("`f` has no question"));
}

#[test]
fn what_is_no_ladder_at_all() {
    for (value, said) in [
        (json!(null), "`ladder` holds no steps"),
        (json!("five steps"), "`ladder` holds no steps"),
        (json!({}), "the ladder has no steps"),
        (json!({"steps": []}), "the ladder has no steps"),
        (json!({"steps": {"a": 1}}), "the ladder has no steps"),
    ] {
        assert!(problems(&value)[0].2.starts_with(said), "{value}");
    }
    let many: Vec<Value> = (0..31).map(|index| json!({"id": format!("s{index}"), "name": "S"})).collect();
    wrong(
        steps(json!(many)),
        "/steps/20",
        "the ladder has 31 steps; more than 20 cannot be shown (join steps, or make two ladders of them)",
    );
}

#[test]
fn a_check_shows_it_in_the_ladder_itself() {
    let text = "---\ntitle: L\nladder:\n  steps:\n    - { id: a, name: A, links: [b.md, /c.md], prerequisites: [{step: a}] }\n---\n";
    let findings = Bench::of::<Maturity>()
        .document("x/l.md", text)
        .document("x/b.md", "---\ntitle: B\n---\n")
        .document("other.md", "---\ntitle: O\n---\n")
        .check()
        .findings();
    let found: Vec<(Option<&str>, Option<&str>, &str)> =
        findings.iter().map(|it| (it.document.as_deref(), it.at.as_deref(), &*it.message)).collect();
    assert_eq!(
        found,
        [
            (
                Some("x/l.md"),
                Some("/ladder/steps/0/prerequisites/0/step"),
                "the step `a` is its own prerequisite"
            ),
            (Some("x/l.md"), Some("/ladder/steps/0/links/1"), "`/c.md` leads nowhere"),
        ]
    );
}
