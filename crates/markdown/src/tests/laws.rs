//! For any text: no panic, balanced HTML, places within the text, links met alike by reading and rendering.

use proptest::prelude::*;

use super::*;
use crate::{HtmlPolicy, Term, Terms};

const FRAGMENTS: &[&str] = &[
    "# Title\n\n",
    "## Part {#id}\n\n",
    "### Set {a, b}\n",
    "> ",
    "> [!tip]- Fold\n> ",
    "- ",
    "1. ",
    "- [x] ",
    "\n",
    "\n\n",
    "    ",
    "word ",
    "**",
    "*",
    "_",
    "~~",
    "==",
    "`",
    "```rust\n",
    "```\n",
    "$",
    "$$",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "![[",
    "|",
    "[[Name#Part|label]]",
    "![[note]]",
    "![[img.png|300]]",
    "[a](b.md)",
    "![alt|20x30](c.png \"t\")",
    "[r]",
    "[r]: target.md\n",
    "[^1]",
    "[^1]: note\n",
    "<https://example.org>",
    "https://example.org/a_b",
    "<a@b.co>",
    "<div>",
    "</div>",
    "<span>",
    "</span>",
    "<a href=\"x.md\">",
    "</a>",
    "<a name=\"p\">",
    "<img src='y.png'>",
    "<br>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<p>",
    "<li>",
    "</ul>",
    "<table><tr><td>",
    "<details><summary>",
    "</summary>",
    "</details>",
    "<textarea>",
    "| a | b |\n|---|:-:|\n",
    "| [[x\\|y]] | z |\n",
    "%%",
    " ^id",
    "\n^block\n",
    "#tag ",
    "[form id=\"1\"]",
    "[note]",
    "[/note]",
    "&amp;",
    "&#0;",
    "term\n: meaning\n",
    "churn ",
    "ü",
    "🚀",
    "\r\n",
    "\t",
    "\0",
    "***",
    "---\n",
    "===\n",
    "<",
    ">",
    "\"",
    "'",
    "[[1]](b \"t\")",
    "<svg><path d='x'/></svg>",
    "</p>",
    "<b",
    "<x-y",
    "srcset",
    "<img srcset=\"a.png 1x, b.png 2x\">",
    "\\|",
    "\\]",
    "{.c}",
    "<?php ?>",
    "<![CDATA[x]]>",
    "</a",
    "<a href='",
    "[!note]",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(FRAGMENTS), 0..40).prop_map(|parts| parts.concat()),
        1 => any::<String>(),
        1 => "[\\[\\]()!<>/a-c\"'=`*_$%#^|\\\\\n -]{0,60}",
    ]
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let front = "---\nü: x\n---\n";
    let source = SourceText::new("page.md", format!("{front}{text}"));
    let body = Span::new(front.len(), front.len() + text.len());
    let terms = Terms::new([Term {
        name: "churn".to_owned(),
        href: "/g/#churn".to_owned(),
        definition: "Loss <b>".to_owned(),
    }]);
    for html in [HtmlPolicy::Allow, HtmlPolicy::Sanitize, HtmlPolicy::Escape] {
        let options = Options { html, ..Options::default() };
        let (outline, _) = parse(&source, body, &options);
        let within = |span: Span| {
            span.start >= body.start && span.end <= body.end && source.text.get(span.range()).is_some()
        };
        for link in &outline.links {
            prop_assert!(within(link.span) && within(link.target_span), "{link:?}");
            prop_assert!(link.context.chars().count() <= 260, "{link:?}");
        }
        prop_assert!(outline.headings.iter().all(|heading| within(heading.span)));
        prop_assert!(outline.shortcodes.iter().all(|shortcode| within(shortcode.span)));
        let mut anchors: Vec<_> = outline.headings.iter().map(|heading| &heading.anchor).collect();
        anchors.sort();
        anchors.dedup();
        prop_assert_eq!(anchors.len(), outline.headings.len());
        let anchor = outline.headings.last().map_or("none", |heading| &heading.anchor);
        for part in
            [Part::Whole, Part::WithoutTitle, Part::Embedded, Part::Section(anchor), Part::Section("^id")]
        {
            for resolver in [&Recorder::default() as &dyn Resolver, &Nothing] {
                let html = render(&source, body, part, &outline, &options, Some(&terms), resolver).html;
                if let Err(problem) = balance::check(&html) {
                    return Err(TestCaseError::fail(format!("{problem}\n--- in\n{html}")));
                }
            }
        }
        if html != HtmlPolicy::Sanitize {
            let recorder = Recorder::default();
            render(&source, body, Part::Whole, &outline, &options, None, &recorder);
            let mut asked = recorder.asked.into_inner();
            asked.sort_unstable();
            asked.dedup();
            prop_assert!(asked.last().is_none_or(|last| *last < outline.links.len()));
        }
        twin(&source, body, &outline, &Recorder::default());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_a_page(text in text()) {
        check(&text)?;
    }

    #[test]
    fn any_code_is_kept(language in prop::sample::select(vec!["rust", "yaml", "html", "css", "diff", "sh", "json", "sql", "lua", "js"]), code in any::<String>()) {
        if let Some(html) = crate::highlight::highlight(language, &code) {
            prop_assert!(balance::check(&html).is_ok());
            let mut plain = String::new();
            let mut tag = false;
            for character in html.chars() {
                match character {
                    '<' => tag = true,
                    '>' if tag => tag = false,
                    _ if !tag => plain.push(character),
                    _ => {}
                }
            }
            let mut expected = String::new();
            crate::escape::push_escaped(&mut expected, &code);
            prop_assert_eq!(plain, expected);
        }
    }
}

/// Every link of a page is asked for, once, in the order of the outline.
#[test]
fn rendering_asks_for_links_in_order() {
    let text = "[a](a.md) and [[B]] ![c](c.png)\n\n![[D]]\n\n<a href=\"e.md\">e</a> <img src=\"f.png\" srcset=\"g.png 1x, h.png 2x\">\n\n\
        > [!note] [i](i.md)\n> [j][r] https://k.example <https://l.example>\n\n| x |\n|---|\n| [[m\\|n]] |\n\n[r]: j.md\n";
    let (source, body) = source(text);
    let (outline, _) = parse(&source, body, &Options::default());
    let targets: Vec<_> = outline.links.iter().map(|link| link.target.as_str()).collect();
    assert_eq!(
        targets,
        [
            "a.md",
            "B",
            "c.png",
            "D",
            "e.md",
            "f.png",
            "g.png",
            "h.png",
            "i.md",
            "j.md",
            "https://k.example",
            "https://l.example",
            "m"
        ]
    );
    let recorder = Recorder::default();
    render(&source, body, Part::Whole, &outline, &Options::default(), None, &recorder);
    assert_eq!(recorder.asked.into_inner(), (0..outline.links.len()).collect::<Vec<_>>());
}

/// Unclosed tags by the ten thousand: each closing tag is looked for once per name, not once per tag, or this test
/// would not end within patience. What is reported stays bounded, and what is written balanced.
#[test]
fn many_unclosed_tags_are_read_once() {
    for piece in ["<script>", "<style>x", "x<script>", "]]<div>", "<table><tr><td>", "<a name=x></b>"] {
        let text = piece.repeat(200_000 / piece.len());
        assert!(codes(&text).len() <= 41, "{piece}");
        balance::check(&html(&text)).unwrap();
    }
    let text = "<a href=x>y</a> ".repeat(3000);
    assert_eq!(twin_of(&text, &Nothing), format!("{}\n", "withheld ".repeat(3000).trim_end()));
}

/// The search that is done once per name finds the same ends as one from each tag.
#[test]
fn opaque_elements_end_at_the_next_closing_tag() {
    let page = html("a <script>1</script> b <SCRIPT>2</Script > c <style>3</style> d <script>4");
    for whole in ["<script>1</script>", "<script>2</script>", "<style>3</style>", "<script></script>4"] {
        assert!(page.contains(whole), "{page}");
    }
    let block = html("<script>1</script><script>\n<style>2</style>");
    assert!(block.contains("<script>1</script><script></script>"), "{block}");
    assert!(block.contains("<style>2</style>"), "{block}");
}
