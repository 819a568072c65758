//! What readers get.

use insta::assert_snapshot;

use super::*;
use crate::{HtmlPolicy, Term, Terms};

#[test]
fn text_and_links() {
    assert_snapshot!(html(
        "Lead with [link](a.md \"t\"), [[Wiki]], [[Wiki#Part|label]], [x](gone.md), https://example.org/a_b.\n\n==high **bold**== [js](javascript:alert(1)) [[1]](https://example.org/c_d) ~~old~~"
    ));
}

#[test]
fn headings() {
    assert_snapshot!(html(
        "# What's *new*?\n\n## Set {a, b}\n\n## Same\n\n## Same\n\n## Own {#mine}\n\n## 🚀 Größe"
    ));
    assert_eq!(codes("# A {#x}\n\n# B {#x}"), ["duplicate-anchor"]);
}

#[test]
fn callouts() {
    assert_snapshot!(html(
        "> [!tip]- My *title*\n> Body\n> - x\n\n> [!NOTE]\n> Alert\n\n> [!faq] Why?\n\n> [!warning]\n>\n> Text\n\n> Just a quote"
    ));
}

#[test]
fn tables() {
    assert_snapshot!(html("## Costs\n\n| A | B | |\n|:--|--:|---|\n| [[x\\|y]] | `a\\|b` | z |"));
}

#[test]
fn lists() {
    assert_snapshot!(html("- [x] done\n- [ ] todo ^item\n- plain\n\n3. three\n4. four\n\nTerm\n: Meaning"));
}

#[test]
fn footnotes() {
    assert_snapshot!(html(
        "One[^b], two[^a], again[^b].\n\n[^a]: First *a*.\n[^b]: Second [x](x.md).\n[^c]: Never used."
    ));
}

#[test]
fn embeds() {
    assert_snapshot!(html(
        "![[image.png|300]]\n\n![[Note#Part]]\n\ntext ![[Secret]] and **![[b.png|a text|20x30]]** ![[Other]] end"
    ));
}

#[test]
fn code_blocks() {
    assert_snapshot!(html(
        "```rust title=\"a b.rs\"\nfn main() { let s = \"<hi>\"; } // end\n```\n\n```{.yaml}\nkey: 1 # why\n```\n\n```\nplain <b>\n```\n\n```mermaid\nA-->B\n```\n\n```chart\nkind: bar\n```"
    ));
    let plain = Options { mermaid: false, ..Options::default() };
    assert!(html_of("```mermaid\nA-->B\n```", Part::Whole, &plain).contains("code-title\">mermaid<"));
}

#[test]
fn math() {
    assert_snapshot!(html("$a^2$ and $$\\frac{1}{2}$$ but $5 and $10, and $\\nonsense$"));
    assert_eq!(codes("$\\nonsense$"), ["invalid-math"]);
}

#[test]
fn raw_html() {
    let text = "<div class=\"wide\" id=\"w\">\n\n**md** <b>open\n\n</div></section>\n\n<!-- gone -->x <img src=y.png> <a name=\"p\">\n\n<script>if (1 < 2) {}</script>";
    for (name, policy) in
        [("allow", HtmlPolicy::Allow), ("sanitize", HtmlPolicy::Sanitize), ("escape", HtmlPolicy::Escape)]
    {
        assert_snapshot!(
            format!("raw_html_{name}"),
            html_of(text, Part::Whole, &Options { html: policy, ..Options::default() })
        );
    }
    assert_eq!(codes(text), ["unbalanced-html", "unbalanced-html"]);
}

#[test]
fn targets_with_spaces_are_targets() {
    let page =
        html("[a plan](My plan.md#part) ![x](my image.png) [b](#Some part) [see](page 3) [c](and so on)");
    assert_eq!(
        page,
        "<p><a href=\"/to-0/\">a plan</a> <img src=\"/to-1/\" alt=\"x\" loading=\"lazy\" decoding=\"async\"> \
         <a href=\"/to-2/\">b</a> [see](page 3) [c](and so on)</p>\n"
    );
}

#[test]
fn placeholders_in_angle_brackets_are_text() {
    assert!(
        html("Ask <your-name> or <host>, <my-tag>x</my-tag>")
            .contains("Ask &lt;your-name&gt; or &lt;host&gt;, <my-tag>x")
    );
    assert_eq!(codes("Ask <your-name>"), ["unbalanced-html"]);
}

#[test]
fn shortcodes() {
    let text = "Before [fluentform id=\"11\"] after\n\n[poll id=1]\n\n[caption id=\"a\"]inside[/caption] [COMPANY] [1] [sic] [note] `[code id=\"1\"]`";
    assert_snapshot!(html(text));
    assert_eq!(codes(text), ["unknown-shortcode"; 3]);
    let (source, body) = source(text);
    let options = Options { shortcodes: vec!["fluentforms".to_owned()], ..Options::default() };
    let hint = parse(&source, body, &options).1[0].hint.clone();
    assert_eq!(hint.as_deref(), Some("did you mean `fluentforms`?"));
}

#[test]
fn comments_and_block_ids_are_hidden() {
    assert_snapshot!(html(
        "A %%secret%% b ^first\n\n%%\nlong\n\nsecret\n%%\n\n| a |\n|---|\n| b |\n\n^table"
    ));
}

#[test]
fn parts() {
    let text = "# Title\n\nIntro ^in\n\n## One\n\na[^1]\n\n### Deep\n\nb\n\n## Two\n\nc\n\n[^1]: note";
    assert!(!html_of(text, Part::WithoutTitle, &Options::default()).contains("Title"));
    assert_snapshot!(html_of(text, Part::Section("one"), &Options::default()));
    assert_eq!(html_of(text, Part::Section("^in"), &Options::default()), "<p>Intro</p>\n");
    assert_eq!(html_of(text, Part::Section("none"), &Options::default()), "");
}

#[test]
fn terms_are_explained_once() {
    let terms = Terms::new([Term {
        name: "churn".to_owned(),
        href: "/g/#churn".to_owned(),
        definition: "Loss".to_owned(),
    }]);
    let (source, body) = source("# Churn\n\n`churn` [churn](a.md) **Churn** and churn");
    let (outline, _) = parse(&source, body, &Options::default());
    assert_snapshot!(
        render(&source, body, Part::Whole, &outline, &Options::default(), Some(&terms), &Recorder::default())
            .html
    );
}

#[test]
fn the_outline_is_in_the_file() {
    let text = "Intro. See [the plan](plans/a%20b.md#x) for e.g. more. Last.\n\n## Part\n\n[ref][r] <i@j.co> [](b.md) #topic/sub `#no` [[Long name|short]]\n\n[r]: <c d.md>\n\n<a href=\"e.md\">E &amp; F</a>";
    let front = "---\nx: 1\n---\n";
    let source = SourceText::new("page.md", format!("{front}{text}"));
    let body = Span::new(front.len(), front.len() + text.len());
    let (outline, _) = parse(&source, body, &Options::default());
    let links: Vec<String> = outline
        .links
        .iter()
        .map(|link| {
            let place = &source.text[link.span.range()];
            let target = &source.text[link.target_span.range()];
            format!(
                "{:?} {} | {} {} | {place} | {target} | {} | {:?}",
                link.kind, link.target, link.label, link.labelled, link.context, link.heading
            )
        })
        .collect();
    assert_snapshot!(format!(
        "{}\ntags {:?} lead {:?} words {}",
        links.join("\n"),
        outline.inline_tags,
        outline.lead,
        outline.words
    ));
}

#[test]
fn twins_name_only_what_resolves() {
    let text = "[a](secret.md \"Secret title\") [[secret|Label]] ![[secret]] ![Secret alt](secret.png) <a href=\"secret.md\">Secret</a> [r][s]\n\n[s]: secret.md\n\n%% secret %%\n\n<img src=\"secret.png\">";
    let twin = twin_of(text, &Nothing);
    assert!(!twin.to_lowercase().contains("secret"), "{twin}");
    assert_snapshot!(twin_of(
        "# T\n\n[a](b.md \"t\") [[C]] ![[d.png]] [e][f] https://g.example\n\n[f]: h.md\n\n[form id=\"1\"]\n\nend",
        &Recorder::default()
    ));
    let hidden = html_with(text, &Nothing);
    assert!(!hidden.to_lowercase().contains("secret"), "{hidden}");
}

#[test]
fn false_alarms_of_real_collections() {
    for text in [
        "[VARIABLE] [Company Name] [TBD] [1] [a, b] - [ ] x",
        "a < b and c > d, x <- y, 3 <4",
        "<p>one<p>two</p>\n\n<ul><li>a<li>b</ul>",
        "<a name=\"old-anchor\"></a>\n\n## Heading",
        "<br/> <img src=\"x.png\"/> <hr>",
        "Costs $5 to $10, or $1,000/month ($12k).",
    ] {
        assert_eq!(codes(text), [""; 0], "{text}");
    }
}
