use super::*;

fn names(text: &str) -> Vec<String> {
    scan(text, &BTreeSet::new()).uses.into_iter().map(|found| found.name).collect()
}

#[test]
fn variables_stand_everywhere() {
    let text = "# Plan of [COMPANY_NAME]\n\n[KPI] to **[TARGET]%**, see [the [PLAN_NAME] plan](plans/[PLAN_FILE].md).\n\n\
        | Segment | Size |\n| --- | --- |\n| [SEGMENT] | $[SIZE]x/yr |\n\n```\n- Trigger: [TRIGGER]\n```\n\n    [INDENTED]\n\n\
        > [QUOTED]\n\n- [ ] [TASK]\n\n`deploy [ENV]`\n\n<p>[HTML_TEXT]</p>\n";
    let expected = [
        "COMPANY_NAME",
        "KPI",
        "TARGET",
        "PLAN_NAME",
        "PLAN_FILE",
        "SEGMENT",
        "SIZE",
        "TRIGGER",
        "INDENTED",
        "QUOTED",
        "TASK",
        "ENV",
        "HTML_TEXT",
    ];
    assert_eq!(names(text), expected);
}

#[test]
fn what_markdown_means_otherwise_is_no_variable() {
    for text in [
        "[TEXT](url)",
        "[TEXT](<a b.md>)",
        "![ALT](a.png)",
        "[TEXT][REF]\n\n[REF]: https://example.org",
        "[REF] and [REF][]\n\n[REF]: a.md",
        "A note[^1] and[^NOTE].\n\n[^NOTE]: [^1]",
        "- [X] done\n- [x] done\n- [ ] open\n\n1. [X] done",
        "| Done |\n| --- |\n| [X] |",
        "yes [X] no [ ]",
        "> [!NOTE]\n> Text",
        "> [!WARNING]- Folded\n> Text",
        "a[I] = b[0]; list[INDEX]",
        "`a[I]` and `matrix[ROW][COLUMN]`",
        "```rust\nlet x = a[I] + list[INDEX][K]; vec![N]; &[T]; f(x)[KEY]\n```",
        "```\nlist[INDEX]\n[TEXT](url)\n[[TABLE]]\n[INFO] started\n```",
        "[[NOTE_NAME]] and ![[PICTURE]]",
        "\\[ESCAPED\\] \\[ALSO]",
        "[0] [12] [lower] [Mixed] [A.B] [A, B] []",
        "<!-- [HIDDEN]\n[ALSO_HIDDEN] -->",
        "[FAQ](../a folder/)",
        "[PRODUCT][1]",
        "```\nUsage: tool [FILE] [QUERY]...\n```",
        "| Variable | Description |\n|---|---|\n| `API_KEY` | Of the environment |\n",
    ] {
        assert_eq!(names(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn definitions_of_words_are_forms() {
    let text = "- [ROLE]: Owner\n- [NAME]: somebody else\n";
    assert_eq!(names(text), ["ROLE", "NAME"]);
}

#[test]
fn words_may_stand_before_a_name() {
    assert_eq!(
        names("v[VERSION], Q[QUARTER], FY[YEAR], [FIRST][LAST]s"),
        ["VERSION", "QUARTER", "YEAR", "FIRST", "LAST"]
    );
}

#[test]
fn variants_need_the_name_with_underscores() {
    assert_eq!(names("[COMPANY NAME] and [SOME OTHER WORDS]"), Vec::<String>::new());
    assert_eq!(names("[COMPANY NAME] is [COMPANY_NAME] and [COMPANY-NAME]"), ["COMPANY_NAME"; 3]);
    let known = BTreeSet::from(["COMPANY_NAME".to_owned()]);
    let scan = scan("[COMPANY NAME]", &known);
    assert!(scan.uses[0].variant && scan.uses[0].name == "COMPANY_NAME");
}

#[test]
fn a_table_declares() {
    let text = "[A_B] [X]\n\n## Variables\n\n| Variable | Description | Example |\n|---|---|---|\n\
        | `[A_B]` | Name | \"Acme\" |\n| `[C]`, `[D]` | Two | 1; 2 |\n| [E] | None | \"[specify value]\" |\n| X | Single | |\n";
    let scan = scan(text, &BTreeSet::new());
    let declared: Vec<(&str, &str, &str)> = scan
        .declared
        .iter()
        .map(|one| (one.name.as_str(), one.description.as_str(), one.example.as_str()))
        .collect();
    let expected = [
        ("A_B", "Name", "Acme"),
        ("C", "Two", "1"),
        ("D", "Two", "2"),
        ("E", "None", ""),
        ("X", "Single", ""),
    ];
    assert_eq!(declared, expected);
    // What is declared may be a single letter, and a declaration is no use.
    let uses: Vec<&str> = scan.uses.iter().map(|found| found.name.as_str()).collect();
    assert_eq!(uses, ["A_B", "X"]);
}

#[test]
fn a_list_declares() {
    let text = "Dear [NAME]\n\n## Placeholders\n\n- **[NAME]**: who is addressed (e.g. Ada)\n- `[ROLE]` – what she does\n- other\n";
    let scan = scan(text, &BTreeSet::new());
    assert_eq!(scan.declared.len(), 2);
    assert_eq!(
        (scan.declared[0].description.as_str(), scan.declared[0].example.as_str()),
        ("who is addressed", "Ada")
    );
    assert_eq!(scan.uses.len(), 1);
}

#[test]
fn other_tables_declare_nothing() {
    let text = "| Content Type | Variables |\n|---|---|\n| Homepage | [HOME_VAR] |\n";
    let scan = scan(text, &BTreeSet::new());
    assert!(scan.declared.is_empty());
    assert_eq!(scan.uses[0].place, Place::Cell(0, 1, 1));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "[\\[\\]A-C_ \\n`|!(){}<>\\\\:#*x0-9\\-\u{e9}]{0,80}") {
        let scan = scan(&text, &BTreeSet::new());
        for found in &scan.uses {
            let written = &text[found.range.clone()];
            proptest::prop_assert!(written.starts_with('[') && written.ends_with(']'));
        }
    }

    #[test]
    fn without_brackets_there_is_nothing(text in "[^\\[\\]]{0,200}") {
        proptest::prop_assert!(names(&text).is_empty());
    }
}
