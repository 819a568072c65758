//! Pages as a terminal shows them.

use proptest::prelude::*;
use stratbook_engine::blocks::Block;
use unicode_width::UnicodeWidthStr as _;

use super::*;

const PAGE: &str = "\
# Conversion rate

Raise it from **2.0 %** to *3.0 %* by [30 June](https://example.org/calendar), as `analytics` measures; see [the ladder](/ladder/index.md).

## Where it stands

| Letter | Judgement | Why |
| --- | :---: | ---: |
| Specific | good | One number, one owner, and a sentence that is long enough to be wrapped in any window that people use |
| Measurable | at risk | 12 of 14 |

> [!WARNING] Late
> The last measurement is old.

1. Measure
2. Decide
   - with Ada
   - with [x](mailto:a@example.org)

- [x] done
- [ ] open

> Said long ago,
> by somebody.

```chart
type: bar
title: Scores
bars:
  - { label: Semantic search, value: 4.5 }
  - { label: Recommendations, value: 3 }
```

```chart
type: line
title: Measurements
unit: '%'
series:
  - name: measured
    points: [[2026-09-30, 2.05], [2026-10-31, 2.16], [2026-11-15, 2.3]]
```

    stratbook check

---

The end[^1].

[^1]: Of the page.
";

fn blocks(text: &str) -> Vec<Block> {
    stratbook_engine::blocks::read(text, &stratbook_engine::Config::without_file().markdown)
}

fn plain(text: &str, width: usize) -> String {
    anstream::adapter::strip_str(&page(&blocks(text), Look { width, links: false })).to_string()
}

#[test]
fn a_page_reads_well() {
    insta::assert_snapshot!(plain(PAGE, 80));
}

#[test]
fn a_page_reads_well_in_a_narrow_window() {
    insta::assert_snapshot!(plain(PAGE, 40));
}

#[test]
fn styles_and_links_are_made_of_escapes() {
    let text = "**a** [b *c*](https://example.org) [d](/d/)\n";
    let made = page(&blocks(text), Look { width: 80, links: true });
    insta::assert_snapshot!(made.replace('\u{1b}', "␛"));
}

#[test]
fn nothing_that_a_page_says_steers_the_terminal() {
    let text = "a\u{1b}[2Jb [c](<https://example.org/\u{1b}x>)\n\n    code\u{7}\n\n| \u{9b}1 |\n|---|\n| \u{202e}x |\n";
    let made = page(&blocks(text), Look { width: 80, links: true });
    let stripped = anstream::adapter::strip_str(&made).to_string();
    assert!(!stripped.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'), "{stripped:?}");
    assert!(!made.contains("\u{1b}[2J") && !made.contains("/\u{1b}x"), "{made:?}");
}

proptest! {
    #[test]
    fn lines_fit_and_words_stay(words in proptest::collection::vec("[a-z]{1,12}", 1..60), width in 20_usize..100) {
        let text = words.join(" ");
        let made = plain(&text, width);
        prop_assert!(made.lines().all(|line| line.width() <= width));
        prop_assert_eq!(made.split_whitespace().collect::<Vec<_>>(), words);
    }

    #[test]
    fn tables_fit(cells in proptest::collection::vec("[a-zé漢 ]{0,30}", 1..5), width in 40_usize..100) {
        let bars = vec!["---"; cells.len()].join(" | ");
        let row = cells.join(" | ");
        let made = plain(&format!("| {row} |\n| {bars} |\n| {row} |\n"), width);
        prop_assert!(made.lines().all(|line| line.width() <= width), "{}", made);
    }
}
