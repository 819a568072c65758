//! Code blocks that are never closed.

use super::*;

/// The fence that would close the code block with which a body ends.
fn open_fence(text: &str) -> Option<String> {
    let (source, body) = source(text);
    parse(&source, body, &Options::default()).0.open_fence
}

#[test]
fn a_code_block_without_an_end_is_reported_at_its_beginning() {
    let text = "Text.\n\n````rust title=\"a\"\nlet x = 1;\n```\n\n# No heading\n";
    let told = told(text);
    let [(3, 1, excerpt, _, hint)] = &told[..] else { panic!("{told:?}") };
    assert_eq!(excerpt, "````rust title=\"a\"");
    assert!(hint.contains("`````") && hint.contains("on a line of its own"), "{hint}");
    assert_eq!(open_fence(text).as_deref(), Some("````"));
    assert_eq!(open_fence("~~~\nx").as_deref(), Some("~~~"));
    assert_eq!(open_fence("```").as_deref(), Some("```"));
}

#[test]
fn a_very_long_fence_is_not_repeated() {
    let told = told(&"~".repeat(100_000));
    assert_eq!(told[0].4, "write `~` 100000 times on a line of its own where the code ends");
}

#[test]
fn closed_blocks_are_closed() {
    for text in [
        "```\nx\n```",
        "```\nx\n```  \n\n\n",
        "```\n```\n",
        "~~~~\nx\n~~~~~~\n",
        "```\nx\n   ```\n",
        "> ```\n> x\n> ```\n",
        "- a\n  ```\n  x\n  ```\n",
        "    indented\n",
        "```\nx\n```\n\nText.\n",
    ] {
        assert!(told(text).is_empty() && open_fence(text).is_none(), "{text:?}: {:?}", told(text));
    }
}

#[test]
fn what_follows_a_list_or_a_quotation_ends_the_code_in_it() {
    for text in ["> ```\n> x\n", "- a\n\n  ```\n  x\n"] {
        assert_eq!(told(text).len(), 1, "{text:?}");
        assert_eq!(open_fence(text), None, "{text:?}");
        let (source, body) = source(&format!("{text}\n\n## Report\n"));
        assert_eq!(parse(&source, body, &Options::default()).0.headings.len(), 1, "{text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn the_fence_lets_out_what_follows(text in "([`~]{1,4}|[>#x -]|\n){0,24}") {
        let fence = open_fence(&text).map(|fence| format!("\n{fence}")).unwrap_or_default();
        let (source, body) = source(&format!("{text}{fence}\n\n## Report\n"));
        let outline = parse(&source, body, &Options::default()).0;
        proptest::prop_assert_eq!(outline.headings.last().map(|last| &*last.text), Some("Report"));
    }
}
