//! Whatever text goes into a page, it is read as that text, in the block that it was put in.

use proptest::prelude::{Strategy, any, prop, prop_oneof, proptest};
use proptest::{prop_assert, prop_assert_eq};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use crate::prelude::*;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_MATH
}

/// What a page is read as: names of elements with the texts in them.
fn read(page: &Markdown) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut in_text = false;
    for event in Parser::new_ext(page.as_str(), options()) {
        let (piece, is_text) = match event {
            Event::Text(text) => (text.to_string(), true),
            Event::Code(code) => (format!("code {code}"), false),
            Event::Start(Tag::Heading { level, id: None, .. }) => (format!("<{level}>"), false),
            Event::Start(Tag::Paragraph) => ("<p>".to_owned(), false),
            Event::Start(Tag::Strong) => ("<strong>".to_owned(), false),
            Event::Start(Tag::List(None)) => ("<ul>".to_owned(), false),
            Event::Start(Tag::List(Some(_))) => ("<ol>".to_owned(), false),
            Event::Start(Tag::Item) => ("<li>".to_owned(), false),
            Event::Start(Tag::TableCell) => ("<td>".to_owned(), false),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                (format!("<pre {language}>"), false)
            }
            Event::Start(Tag::Link { dest_url, .. }) => (format!("<a {dest_url}>"), false),
            Event::Start(Tag::BlockQuote(_)) => ("<quote>".to_owned(), false),
            Event::Start(Tag::DefinitionListTitle) => ("<dt>".to_owned(), false),
            Event::Start(Tag::DefinitionListDefinition) => ("<dd>".to_owned(), false),
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::DefinitionList) => continue,
            Event::End(_) => {
                in_text = false;
                continue;
            }
            other => (format!("{other:?}"), false),
        };
        match out.last_mut() {
            Some(last) if in_text && is_text => last.push_str(&piece),
            _ => out.push(piece),
        }
        in_text = is_text;
    }
    out
}

/// The text as it is shown: white space is one space, and what cannot be shown is replaced.
fn shown(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| match c {
            '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Texts that are likely to mean something.
fn hostile() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec![
        "#",
        "##",
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~",
        "~~~",
        "[",
        "]",
        "(",
        ")",
        "](",
        "[[",
        "]]",
        "![",
        "<",
        ">",
        "<!--",
        "<b>",
        "</details>",
        "|",
        "||",
        "|---|",
        "---",
        "===",
        "==",
        "%%",
        "$",
        "$$",
        "\\",
        "\\\\",
        "&",
        "&amp;",
        "&#65;",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "12) ",
        ": ",
        "\n",
        "\n\n",
        "\t",
        "    ",
        "  \n",
        "\r",
        "^id",
        "[^1]",
        "[^1]: ",
        "[!NOTE]",
        "{#id}",
        "{",
        "}",
        "{{",
        "https://a.b/c_d",
        "://",
        ":",
        "[ ] ",
        "[x]",
        "a",
        "word",
        " ",
        "1",
        "ü",
        "\u{0}",
        "\u{7f}",
        "\u{a0}",
        "\u{2028}",
        "!",
        "'",
        "\"",
        "...",
        "@",
        "\u{feff}",
    ]);
    prop_oneof![
        3 => prop::collection::vec(sign, 0..12).prop_map(|parts| parts.concat()),
        1 => any::<String>(),
    ]
    // A mark of byte order at the very beginning is not text.
    .prop_map(|text| text.replace('\u{feff}', "x"))
}

proptest! {
    #[test]
    fn text_stays_text_in_every_block(one in hostile(), two in hostile()) {
        let (first, second) = (format!("a{one}"), format!("{two}b"));
        let mut page = Markdown::new();
        let mut table = Table::new().column(&first).numbers("n");
        table.row([&second, "x"]);
        page.section(&first)
            .paragraph(&second)
            .list([&first, &second])
            .list([&second])
            .numbered([&second])
            .table(&table)
            .quote(&*second)
            .definitions([(&first, &second)])
            .paragraph("end");
        let (a, b) = (shown(&first), shown(&second));
        let expected = [
            "<h2>", &a, "<p>", &b, "<ul>", "<li>", &a, "<li>", &b, "<ul>", "<li>", &b, "<ol>", "<li>", &b, "<td>", &a,
            "<td>", "n", "<td>", &b, "<td>", "x", "<quote>", "<p>", &b, "<dt>", &a, "<dd>", &b, "<p>", "end",
        ];
        prop_assert_eq!(read(&page), expected, "{}", page.as_str());
    }

    #[test]
    fn text_alone_stays_text(words in hostile()) {
        let mut page = Markdown::new();
        page.paragraph(&words).paragraph("end");
        let mut expected = vec!["<p>".to_owned(), shown(&words), "<p>".to_owned(), "end".to_owned()];
        if expected[1].is_empty() {
            expected.drain(..2);
        }
        prop_assert_eq!(read(&page), expected, "{}", page.as_str());
    }

    #[test]
    fn text_beside_text_stays_text(parts in prop::collection::vec(hostile(), 1..5)) {
        let words: Inline = parts.iter().map(|part| text(format!("a{part}"))).collect();
        let joined = format!("a{}", parts.join("a"));
        let mut page = Markdown::new();
        page.paragraph(words);
        prop_assert_eq!(read(&page), ["<p>".to_owned(), shown(&joined)], "{}", page.as_str());
    }

    #[test]
    fn links_and_strong_words_hold_any_text(words in hostile(), target in "[a-z/ ()<>#&.|\\\\]{1,12}") {
        let label = format!("a{words}b");
        let mut page = Markdown::new();
        page.paragraph(inline!["see ", strong(&label), ", ", link(format!("/{target}"), &label)]);
        let found = read(&page);
        prop_assert_eq!(found.len(), 7, "{}", page.as_str());
        prop_assert_eq!((&found[3], &found[6]), (&shown(&label), &shown(&label)));
        let address = target.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C").replace('|', "%7C");
        prop_assert_eq!(&found[5], &format!("<a /{address}>"));
    }

    #[test]
    fn code_stays_code(words in hostile()) {
        let mut page = Markdown::new();
        let mut table = Table::new().column("c");
        table.row([code(format!("x{}", words.replace(['|', '\\'], "")))]);
        page.paragraph(inline!["a ", code(format!("x{words}"))]).table(&table).fence("sh", &words).paragraph("end");
        let found = read(&page);
        prop_assert!(found[2].starts_with("code x"), "{}", page.as_str());
        prop_assert_eq!(&found[found.len() - 2..], ["<p>", "end"], "{}", page.as_str());
        prop_assert!(found.contains(&"<pre sh>".to_owned()), "{}", page.as_str());
    }

    #[test]
    fn boxes_hold_whole_pages(words in hostile(), title in hostile()) {
        let mut inner = Markdown::new();
        inner.section("in").fence("", &words).paragraph(&words);
        let mut page = Markdown::new();
        page.callout(Callout::Warning, &title, &inner).details("d", &inner).paragraph("end");
        let found = read(&page);
        prop_assert_eq!(found.iter().filter(|piece| *piece == "<quote>").count(), 2, "{}", page.as_str());
        prop_assert_eq!(found.iter().filter(|piece| *piece == "<h2>").count(), 2, "{}", page.as_str());
        prop_assert_eq!(&found[found.len() - 2..], ["<p>", "end"], "{}", page.as_str());
    }
}

#[test]
fn a_page_is_as_people_write_it() {
    let mut table = Table::new().column("Goal").numbers("Done").centred("On time");
    table.row(cells![link("/goals/a b.md", "A | B"), percent(0.4), "✓"]);
    table.row(["only one"]);
    let mut page = Markdown::new();
    page.section("Result")
        .paragraph(inline!["Reached ", strong("most"), " of ", 12_500, " on ", Day::new(2026, 11, 21), "."])
        .table(&table)
        .checklist([(true, "measured"), (false, "decided")])
        .callout(Callout::Warning, "Late", "By a week.")
        .details("How", inline![code("a|b"), " ", url("https://a.b/c_d")])
        .chart(&json!({"type": "bar"}))
        .definitions([("Gate", "A criterion.")])
        .paragraphs("One\nline.\n\n- Two.")
        .raw("A *deliberate* one:\n\n```\nopen")
        .paragraph(None::<&str>)
        .paragraph("")
        .section("");
    assert_eq!(
        page.as_str(),
        "## Result\n\nReached **most** of 12,500 on 21 November 2026.\n\n\
         | Goal | Done | On time |\n| --- | ---: | :---: |\n| [A \\| B](</goals/a b.md>) | 40 % | ✓ |\n| only one | | |\n\n\
         - [x] measured\n- [ ] decided\n\n\
         > [!WARNING] Late\n> By a week.\n\n\
         > [!NOTE]- How\n> `a|b` [https\\://a.b/c_d](https://a.b/c_d)\n\n\
         ```chart\n{\n  \"type\": \"bar\"\n}\n```\n\n\
         Gate\n: A criterion.\n\nOne line.\n\n\\- Two.\n\nA *deliberate* one:\n\n```\nopen\n```\n\n–\n"
    );
}
