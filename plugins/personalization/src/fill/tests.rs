use std::collections::{BTreeMap, BTreeSet};

use proptest::prop_assert;
use pulldown_cmark::{Event, Options, Parser};

use super::*;
use crate::variables::scan::scan;

fn filled_with(text: &str, shape: &Shape, values: &[(&str, &str)]) -> String {
    let values: BTreeMap<&str, &str> = values.iter().copied().collect();
    fill(text, &scan(text, &BTreeSet::new()), shape, |found| {
        values.get(&*found.name).copied().map(Written::data)
    })
}

fn filled(text: &str, values: &[(&str, &str)]) -> String {
    filled_with(text, &Shape::default(), values)
}

/// Those of the site, math included.
fn extensions() -> Options {
    let mut site = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    site |= Options::ENABLE_TASKLISTS | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_GFM;
    site | Options::ENABLE_DEFINITION_LIST | Options::ENABLE_WIKILINKS | Options::ENABLE_MATH
}

/// What a reader sees, and the kinds of what is around it.
fn seen(markdown: &str) -> (String, Vec<String>) {
    let mut words = String::new();
    let mut kinds = Vec::new();
    for event in Parser::new_ext(markdown, extensions()) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak => words.push(' '),
            Event::Start(tag) => {
                kinds.push(format!("{tag:?}").split([' ', '(']).next().unwrap_or_default().to_owned());
            }
            Event::End(_) => {}
            other => kinds.push(format!("{other:?}").split('(').next().unwrap_or_default().to_owned()),
        }
    }
    (words, kinds)
}

#[test]
fn values_go_everywhere() {
    let text = "# [NAME]\n\n[NAME] costs $[PRICE].\n\n| A |\n|---|\n| [NAME] |\n\n```\n[NAME]\n```\n\n[of [NAME]](x/[FILE].md) `[NAME]` <b title=\"[NAME]\">[NAME]</b>\n";
    let out = filled(text, &[("NAME", "A|<b>*"), ("PRICE", "5"), ("FILE", "a b(c)")]);
    insta::assert_snapshot!(out, @r#"
    # A\|\<b>\*

    A\|\<b>\* costs \$5.

    | A |
    |---|
    | A\|\<b>\* |

    ```
    A|<b>*
    ```

    [of A\|\<b>\*](x/a%20b%28c%29.md) `A|<b>*` <b title="A|&lt;b&gt;*">A\|\<b>\*</b>
    "#);
}

#[test]
fn code_cannot_be_left() {
    assert_eq!(filled("```\n[AB]\n```\n", &[("AB", "x\n```\ny")]), "````\nx\n```\ny\n````\n");
    assert_eq!(
        filled("> ~~~\n> a: [AB]\n> ~~~\n", &[("AB", "x\n~~~~")]),
        "> ~~~~~\n> a: x\n> ~~~~\n> ~~~~~\n"
    );
    assert_eq!(filled("`a [AB]`", &[("AB", "`` b")]), "``` a `` b ```");
    assert_eq!(filled("| `a [AB]` |\n|---|\n", &[("AB", "x|y")]), "| `a x\\|y` |\n|---|\n");
}

#[test]
fn open_variables_are_highlighted() {
    let shape = Shape { highlight: true, ..Shape::default() };
    let out = filled_with("[A][B] and\n\n```\n[AB]\n```\n", &shape, &[("B", " ")]);
    assert_eq!(out, "==[A]==\u{2060}==[B]== and\n\n```\n[AB]\n```\n\nOpen in this block: ==[AB]==\n\n");
}

#[test]
fn a_part_moves_into_another_page() {
    let text = "# Title\n\nIntro\n\n## Variables\n\nx\n\n### One [A]\n\n[b](../b.md#c) ![](p.png) [c](/c.md) [d](https://d.e) [e](#e) [f][g]\n\nTwo\n---\n\n[g]: g.md\n";
    let cut = text.find("# Title").unwrap()..text.find("### One").unwrap();
    let shape =
        Shape { cuts: vec![cut], shift: -1, folder: Some("templates/x".to_owned()), ..Shape::default() };
    assert_eq!(
        filled_with(text, &shape, &[]),
        "## One [A]\n\n[b](/templates/b.md#c) ![](/templates/x/p.png) [c](/c.md) [d](https://d.e) [e](#e) [f][g]\n\n## Two\n\n[g]: /templates/x/g.md\n"
    );
}

#[test]
fn markdown_is_used_where_it_is_asked_for() {
    let text = "Before [A] after\n\n> [A]\n\n| [A] |\n|---|\n";
    let out = fill(text, &scan(text, &BTreeSet::new()), &Shape::default(), |_| {
        Some(Written { text: "- **a**\n- b|c".to_owned(), markdown: true })
    });
    assert_eq!(out, "Before - **a** - b|c after\n\n> - **a**\n> - b|c\n\n| - **a**<br>- b\\|c |\n|---|\n");
}

proptest::proptest! {
    #[test]
    fn filling_leaves_none_open(value in "[ -~\\n\u{e9}]{1,40}", place in 0_usize..9) {
        let text = [
            "a [NAME] b", "[NAME]", "- [NAME]", "> [NAME]", "## [NAME]", "| a |\n|---|\n| [NAME] |", "[x [NAME]](u)",
            "1. [NAME]c", "**[NAME]** $[NAME]%",
        ][place];
        let out = filled(text, &[("NAME", &value)]);
        let open = scan(&out, &BTreeSet::new());
        if value.trim().is_empty() {
            proptest::prop_assert_eq!(out, text);
        } else {
            proptest::prop_assert!(open.uses.is_empty(), "{}", out);
        }
    }

    #[test]
    fn values_stay_data(value in "[ -~\u{e9}]{1,40}", place in 0_usize..7) {
        proptest::prop_assume!(!value.trim().is_empty());
        let text = [
            "a [NAME] b", "[NAME]", "- [NAME]", "> [NAME]", "## [NAME]", "| a |\n|---|\n| [NAME] |", "**[NAME]**",
        ][place];
        let plain = filled(text, &[("NAME", "word")]);
        let out = filled(text, &[("NAME", &value)]);
        let (expected, kinds) = seen(&plain);
        let (words, found) = seen(&out);
        let squeezed = value.split_whitespace().collect::<Vec<_>>().join(" ");
        proptest::prop_assert_eq!(words, expected.replace("word", &squeezed), "{}", &out);
        proptest::prop_assert_eq!(found, kinds, "{}", out);
    }

    #[test]
    fn code_is_literal(value in "[ -~\u{e9}]{1,40}") {
        proptest::prop_assume!(!value.trim().is_empty());
        let out = filled("```\na [NAME]\n```\n", &[("NAME", &value)]);
        proptest::prop_assert_eq!(seen(&out).0, format!("a {value}\n"));
        let out = filled("`a [NAME] b`", &[("NAME", &value)]);
        proptest::prop_assert_eq!(seen(&out).0, format!("a {} b", value.trim()));
    }

    #[test]
    fn without_brackets_nothing_changes(text in "[^\\[\\]]{0,200}") {
        proptest::prop_assert_eq!(filled(&text, &[("A", "b")]), text);
    }

    #[test]
    fn filling_everything_leaves_nothing_open(text in "[\\[\\]A-C_ \\n`|!(){}<>:#*x0-9\\-\u{e9}]{0,60}") {
        let found = scan(&text, &BTreeSet::new());
        let out = fill(&text, &found, &Shape::default(), |_| Some(Written::data("word")));
        let open = scan(&out, &BTreeSet::new());
        let names: BTreeSet<&str> = found.uses.iter().map(|found| found.name.as_str()).collect();
        prop_assert!(open.uses.iter().all(|left| !names.contains(left.name.as_str())), "{text:?} {out:?}");
    }
}
