//! Charts in a body: drawn, or reported where they are wrong.

use super::*;
use crate::sections;

const BARS: &str = "```chart\ntype: bar\ntitle: Two numbers\nbars:\n- { label: First, value: 3 }\n- { label: Second, value: 12500 }\n```\n";

#[test]
fn a_chart_is_drawn_in_place_of_its_code() {
    let html = html(&format!("Before.\n\n{BARS}\n{BARS}\nAfter ^x.\n"));
    assert_eq!(html.matches("<figure class=\"chart chart-bar\">").count(), 2);
    assert!(html.contains(" id=\"chart-1-wide-title\"") && html.contains(" id=\"chart-2-wide-title\""));
    assert!(html.contains(">12,500<") && !html.contains("<code"));
    assert!(told(BARS).is_empty());
}

#[test]
fn a_block_id_names_the_figure() {
    let html = html(&format!("{BARS}\n^numbers\n"));
    assert!(html.contains("<figure id=\"^numbers\" class=\"chart"), "{html}");
}

#[test]
fn an_embedded_chart_has_no_ids() {
    let text = format!("# Part\n\n{BARS}");
    let html = html_of(&text, Part::Section("part"), &Options::default());
    assert!(html.contains("<svg") && !html.contains(" id="), "{html}");
}

#[test]
fn a_wrong_chart_stays_code_and_says_why() {
    let html = html("```chart\ntype: bar\nbars:\n- { label: <x>, vale: 3 }\n```\n");
    assert!(html.contains("vale: 3 }\n</code>") && !html.contains("<svg"), "{html}");
    assert!(
        html.contains("This chart cannot be drawn: `vale` means nothing here (did you mean `value`?)"),
        "{html}"
    );
}

#[test]
fn mistakes_are_placed_in_the_file() {
    let told_of = |text: &str| {
        let told = told(text);
        assert_eq!(told.len(), 1, "{told:?}");
        told.into_iter().next().expect("one")
    };
    let chart = "```chart\ntype: bar\nbars:\n  - { label: ä, value: x }\n```\n";
    let (line, column, excerpt, message, _) = told_of(&format!("Text.\n\n{chart}"));
    assert_eq!((line, column, &*excerpt), (6, 24, "x"));
    assert_eq!(message, "`x` stands where a number is wanted");

    // In a list, in a quotation, and with the line ends of another system.
    let indented = format!("  {}\n", chart.trim_end().replace('\n', "\n  "));
    assert_eq!(told_of(&format!("- Item\n\n{indented}")).1, 26);
    let quoted = format!("> {}\n", chart.trim_end().replace('\n', "\n> "));
    let (line, column, excerpt, ..) = told_of(&quoted);
    assert_eq!((line, column, &*excerpt), (4, 26, "x"));
    let (line, column, excerpt, ..) = told_of(&chart.replace('\n', "\r\n"));
    assert_eq!((line, column, &*excerpt), (4, 24, "x"));
}

#[test]
fn a_search_finds_the_words_of_a_chart() {
    let (source, body) = source(BARS);
    let found = sections(&source, body, &Options::default());
    let block = found[0].blocks().next().map(|(_, text, _)| text);
    assert_eq!(block, Some("Two numbers · Second · First"));
}
