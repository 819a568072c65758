//! What is on the pages.

use stratbook_model::{Clearance, ContentPath};
use stratbook_site::ThemeFile;

use crate::site::{Book, TODAY, document, key, relation, spanned};

fn small() -> Book {
    Book::new([
        document("index.md", "# Field guide\n\nRead [markets](01_Markets/index.md).\n", |_| {}),
        document("01_Markets/index.md", "# Markets\n\nAll of them.\n", |_| {}),
        document(
            "01_Markets/Europe & More.md",
            "# Europe\n\nSee [[Asia]], [the top](../index.md) and ![[Asia#Size]].\n\n## Size\n\nLarge & round.\n",
            |meta| {
                meta.summary = Some(spanned("The <b>old</b> one."));
                meta.tags = vec![spanned("Growth")];
                meta.status = Some(spanned("Active"));
                meta.steward = Some(spanned("Ada"));
                meta.updated = Some(stratbook_model::Spanned::new(TODAY, stratbook_model::Span::default()));
                meta.relations = vec![relation("related_templates", "Asia")];
                meta.redirects =
                    vec![spanned("/old/europe.html"), spanned("/markets/"), spanned("/../../evil")];
            },
        ),
        document("01_Markets/Asia.md", "# Asia\n\n## Size\n\nLarger.\n\n## End\n\n</script>\n", |meta| {
            meta.tags = vec![spanned("growth"), spanned("</script>")];
        }),
    ])
}

#[test]
fn a_document_page_has_everything_around_it() {
    let page = small().page("markets/europe-more/index.html");
    for expected in [
        "<h1>Europe</h1>",
        "The &lt;b&gt;old&lt;/b&gt; one.",
        "href=\"/markets/asia/\">Asia</a>",
        "Larger.",
        "href=\"/tags/growth/\"",
        "Related templates",
        "1 March 2026",
        "href=\"#size\"",
        "\"BreadcrumbList\"",
    ] {
        assert!(page.contains(expected), "{expected} is missing in\n{page}");
    }
    assert_eq!(page.matches("</script>").count(), page.matches("<script").count(), "{page}");
}

#[test]
fn links_stay_within_a_sub_path() {
    let mut book = small();
    book.options.base_url = Some("https://example.org/sub/".to_owned());
    book.with(|site, _| {
        for page in site.pages() {
            for file in site.render(*page).0 {
                let text = String::from_utf8(file.bytes).unwrap();
                for (at, _) in text.match_indices("href=\"/") {
                    assert!(text[at..].starts_with("href=\"/sub/"), "{}: {}", file.path, &text[at..at + 30]);
                }
                assert!(!file.path.ends_with("index.md") || !text.contains("](/markets"), "{text}");
            }
        }
    });
    assert!(book.page("markets/asia/index.html").contains("href=\"https://example.org/sub/markets/asia/\""));
}

#[test]
fn every_page_kind_renders() {
    let mut book = small();
    book.documents[0].metadata.term = true;
    book.with(|site, diagnostics| {
        let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.rule.name).collect();
        assert_eq!(codes, ["redirect-taken", "unsafe-output-name"]);
        let mut paths = Vec::new();
        for page in site.pages() {
            let (files, diagnostics) = site.render(*page);
            assert_eq!(diagnostics, []);
            let named: Vec<_> = files.iter().map(|file| file.path.clone()).collect();
            assert_eq!(named, site.files_of(*page));
            paths.extend(named);
        }
        insta::assert_snapshot!(paths.join("\n"));
    });
}

#[test]
fn old_urls_lead_on_without_script() {
    let page = small().page("old/europe.html");
    assert!(page.contains("http-equiv=\"refresh\" content=\"0; url=/markets/europe-more/\""), "{page}");
}

#[test]
fn twins_are_plain_and_lead_to_twins() {
    let twin = small().twin("markets/europe-more/index.html");
    insta::assert_snapshot!(twin);
}

#[test]
fn a_site_without_a_home_page_gets_one() {
    let book = Book::new([document("a/b.md", "# B\n", |_| {}), document("c.md", "# C\n", |_| {})]);
    let home = book.page("index.html");
    assert!(home.contains("href=\"/a/\"") && home.contains("href=\"/c/\""), "{home}");
    assert!(book.page("a/index.html").contains("href=\"/a/b/\""));
    let empty = Book::new([]);
    assert!(empty.page("index.html").contains("Handbook"));
}

#[test]
fn notes_that_show_each_other_end() {
    let book = Book::new([
        document("a.md", "# A\n\n![[b]]\n", |_| {}),
        document("b.md", "# B\n\nText of b. ![[a]]\n\n![[a]]\n", |_| {}),
    ]);
    book.with(|site, _| {
        let (files, diagnostics) = site.render(key(site, "a/index.html"));
        let html = String::from_utf8(files[0].bytes.clone()).unwrap();
        assert!(html.contains("already being shown"), "{html}");
        assert!(!diagnostics.is_empty() && diagnostics.iter().all(|found| found.rule.name == "embed-cycle"));
    });
    // Ten notes that each show all others would be ten factorial pages.
    let all = (0..10).map(|number| format!("![[n{number}]]\n")).collect::<Vec<_>>().join("\n");
    let book = Book::new((0..10).map(|number| document(&format!("n{number}.md"), &all, |_| {})));
    assert!(book.page("n0/index.html").contains("too many notes"));
}

#[test]
fn withheld_pages_leave_neutral_words() {
    let mut book = Book::new([document(
        "open.md",
        "# Open\n\nSee [[Secret plan]] and [our plan](secret-plan.md).\n\n## About it\n\nx\n",
        |_| {},
    )]);
    book.withheld = vec![document("secret-plan.md", "# Secret plan\n\nhush\n", |_| {})];
    book.withheld[0].clearance = Clearance(3);
    for text in [book.page("open/index.html"), book.twin("open/index.html"), book.global("llms.txt")] {
        let lower = text.to_lowercase();
        assert!(!lower.contains("secret plan") && !lower.contains("secret-plan"), "{text}");
    }
    assert!(book.page("open/index.html").contains("a page with restricted access"));
}

#[test]
fn hubs_and_large_folders_stay_small() {
    let mut documents = vec![document("hub.md", "# Hub\n", |_| {})];
    for number in 0..400 {
        documents.push(document(&format!("many/n{number:03}.md"), "# N\n\nTo [[hub]].\n", |_| {}));
    }
    let book = Book::new(documents);
    let page = book.page("many/n200/index.html");
    assert!(page.matches("href=\"/many/n").count() < 50, "{}", page.matches("href=\"/many/n").count());
    assert!(page.contains("more</a>"));
    assert!(book.page("hub/index.html").matches("<li>").count() < 250);
}

#[test]
fn files_of_the_whole_site() {
    let mut book = small();
    book.options.base_url = Some("https://example.org/sub/".to_owned());
    book.documents[1].metadata.draft = true;
    let files = ["sitemap.xml", "atom.xml", "llms.txt", "robots.txt"]
        .map(|path| format!("== {path}\n{}", book.global(path)));
    insta::assert_snapshot!(files.join("\n"));
}

#[test]
fn an_authors_robots_file_is_the_sites() {
    let mut book = small();
    book.assets = vec![ContentPath::new("robots.txt")];
    book.with(|site, _| {
        assert_eq!(site.asset_path(&book.assets[0]), Some("robots.txt"));
        assert!(site.global_files().0.iter().all(|file| file.path != "robots.txt"));
    });
}

#[test]
fn a_document_can_ask_for_a_template() {
    let mut book = small();
    let file = |path: &str, text: &str| ThemeFile {
        path: path.to_owned(),
        shown: format!("themes/handbook/{path}"),
        bytes: text.as_bytes().to_vec(),
    };
    book.theme =
        vec![file("landing.html", "<h1>Landing {{ page.title }}</h1>{{ page.extra?.mood or \"calm\" }}")];
    book.documents[0].metadata.template = Some(spanned("landing"));
    book.documents[1].metadata.template = Some(spanned("landnig"));
    book.with(|site, diagnostics| {
        let unknown = diagnostics.iter().find(|found| found.rule.name == "unknown-template").unwrap();
        assert_eq!(unknown.hint.as_deref(), Some("did you mean `landing`?"));
        let (files, _) = site.render(site.pages()[0]);
        assert_eq!(files[0].bytes, b"<h1>Landing Asia</h1>calm");
    });
    book.theme = vec![file("landing.html", "{{ page.missing.thing }}")];
    book.with(|site, _| {
        let (files, diagnostics) = site.render(site.pages()[0]);
        assert_eq!(files, []);
        assert!(
            diagnostics[0].notes.iter().any(|note| note.contains("content/01_Markets/Asia.md")),
            "{diagnostics:?}"
        );
    });
}
