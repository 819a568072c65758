//! What a document must have and must not have: the box looks as far as it takes, and claims nothing that it did not see.

use std::fmt::Write as _;

use serde_json::json;
use stratbook_tests::{Page, Serve, SiteTest};

use super::super::browser;
use super::{ANSWERED, alone, ask};

const CONFIG: &str = "[site]\ntitle = 'Book'\n";

/// Many pages that nearly fit, and few that do.
fn many() -> SiteTest {
    let mut site = SiteTest::new()
        .file("stratbook.toml", CONFIG)
        .file(
            "content/z.md",
            format!(
                "---\ntitle: Letters\nid: KB/GROWTH/ADS-01\naliases: [Spending roadmap]\nkey_concepts: [Unit economics]\n\
                 owner_team: Growth_Team\ntags: [paid channels]\n---\n{}Ask the data officer for it.\n",
                "Much else is said here, of other things. ".repeat(40)
            ),
        )
        .file("content/y.md", "---\ntitle: A long title in which a gnu and many other words are\n---\nText.\n");
    for number in 0..90 {
        site = site.file(
            &format!("content/officer-{number}.md"),
            format!(
                "---\ntitle: Officer of data {number}\naliases: [gnu {number}]\nsummary: A gnu.\n---\nThe officer has data. \
                 An officer data list of the gnu.\n"
            ),
        );
    }
    site
}

/// Opens a page of the site with `search` asking the site's own files.
fn opened(page: &mut Page<'_>, serve: &Serve) {
    page.open(&format!("{}/z/", serve.address));
    page.ask(
        "(async () => { const { dataset } = document.getElementById('sb-search'); \
         const core = await import(new URL(dataset.core, location.href)); window.search = new core.Search(dataset.index); })()",
    );
}

#[test]
fn conditions_hold_in_the_box_as_in_the_terminal() {
    let Some(mut browser) = browser("search: conditions") else { return };
    let site = many();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    opened(&mut page, &serve);
    let mut differ = String::new();
    for question in [
        "\"data officer\"",
        "officer -\"officer data\"",
        "\"roadmap unit\"",
        "title:offi -\"officer da",
        "title:gnu",
        "title:gn",
        "title:offcer title:89",
        "title:letters",
        "officer -title:officer",
        "\"KB/GROWTH/ADS-01\"",
        "letters -KB/GROWTH/ADS-01",
        "\"spending roadmap\"",
        "\"unit economics\"",
        "\"paid channels\"",
        "\"data officer\" tag:none",
        "\"data officer\" -letters",
        "\"officer the data\"",
        "owner:growth",
        "in:/z.md",
        "gnu updated: >2026",
        "updated:2026-02-30",
        "owner:\"Growth letters",
        "gnu \"officer",
    ] {
        let box_says = page.ask(&format!(
            "(async q => {{ const answer = await search.search(q); return [answer.hits.slice(0, 5).map(h => h.path), answer.hints] }})({})",
            json!(question)
        ));
        let answer = site.run(&["search", "--format", "json", "--", question]).json();
        let hits = answer["hits"].as_array().expect("a list");
        let found: Vec<&str> = hits.iter().take(5).filter_map(|hit| hit["path"].as_str()).collect();
        let terminal_says = json!([found, answer["hints"].as_array().cloned().unwrap_or_default()]);
        if box_says != terminal_says {
            let _ = writeln!(differ, "{question}\n  box      {box_says}\n  terminal {terminal_says}");
        }
    }
    assert!(differ.is_empty(), "{differ}");
}

#[test]
fn asking_for_more_looks_further() {
    let Some(mut browser) = browser("search: looking further") else { return };
    // Among the pages that have both words, those with the phrase come late.
    let mut site = SiteTest::new().file("stratbook.toml", CONFIG);
    for number in 0..150 {
        let text = if number < 70 {
            "A whale, blue. A blue one is a whale."
        } else {
            "Far away, by chance, there was a blue whale."
        };
        let tags = if number == 0 { "tags: [sea]\n" } else { "" };
        site = site.file(
            &format!("content/page-{number}.md"),
            format!("---\ntitle: Page {number}\n{tags}---\n{text}\n"),
        );
    }
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/page-0/", serve.address));
    alone(&mut page);
    ask(&mut page, "\"by blue\"");
    let said = "document.querySelector('.search-status').textContent";
    assert_eq!(page.ask(said), "150 documents", "nothing has it");
    page.ask("document.querySelector('.search input').value = ''");
    super::typed(&mut page, "whale -\"whale blue\"");
    assert_eq!(page.ask("document.querySelectorAll('.search [role=option]').length"), 10, "a full list");
    page.ask("document.querySelector('.search input').value = ''");
    super::typed(&mut page, "\"blue whale\"");
    assert!(page.ask(said).as_str().is_some_and(|said| said.starts_with("At least ")), "{}", page.ask(said));
    let more = "document.querySelector('.search-body > .search-more')";
    let hits = "document.querySelectorAll('.search [role=option]').length";
    let before = page.ask(hits).as_u64();
    assert_eq!(page.ask(&format!("{more}.hidden")), false);
    page.ask(&format!("{more}.click()"));
    page.until(ANSWERED);
    assert!(page.ask(hits).as_u64() > before);
}

#[test]
fn enter_goes_to_the_answer_of_what_was_typed() {
    let Some(mut browser) = browser("search: enter") else { return };
    let site = SiteTest::new()
        .file("stratbook.toml", CONFIG)
        .file("content/plain.md", "---\ntitle: Plain\ntags: [words]\n---\nPlain words.\n")
        .file("content/zebra.md", "---\ntitle: Animals\n---\nText.\n\n## Stripes\n\nA zebra.\n");
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/zebra/", serve.address));
    ask(&mut page, "plain");
    // The server's answers wait until the page lets them go.
    page.ask(
        "window.held = []; const asked = fetch; \
         window.fetch = address => new Promise(done => held.push(() => done(asked(address))))",
    );
    page.ask("document.querySelector('.search input').value = ''");
    page.type_text("zebra");
    page.press("Enter", 13);
    assert_eq!(
        page.ask(&format!("[{ANSWERED}, document.querySelector('dialog.search').open]")),
        json!([false, true])
    );
    page.ask("held.forEach(go => go())");
    page.until(
        "!document.querySelector('dialog.search').open && document.documentElement.dataset.marked > 0",
    );
    assert_eq!(page.ask("location.pathname"), "/zebra/");
}

#[test]
fn words_without_spaces_are_marked_whole_here_and_on_arrival() {
    let Some(mut browser) = browser("search: scripts without spaces") else { return };
    let site = SiteTest::new().file("stratbook.toml", CONFIG).file(
        "content/ja.md",
        "---\ntitle: 顧客\nlang: ja\ntags: [words]\n---\n## Kapitel\n\n維持率をデータで測る。税の話。\n",
    );
    let serve = Serve::start(&site, &[]);
    for (typed, marked) in [("維持率", "維持率"), ("データ", "データ"), ("税", "税")] {
        for files_only in [true, false] {
            let mut page = browser.page(1280, 900, "light");
            page.open(&format!("{}/ja/", serve.address));
            if files_only {
                alone(&mut page);
            }
            ask(&mut page, typed);
            let marks =
                "[...document.querySelectorAll('.search-snippet mark')].map(m => m.textContent).join()";
            assert_eq!(page.ask(marks), marked, "{typed}");
            page.press("Enter", 13);
            page.until("document.documentElement.dataset.marked > 0");
            let arrived = page.ask("[...CSS.highlights.get('search')].map(r => r.toString())");
            assert!(arrived.as_array().is_some_and(|all| all.iter().all(|one| one == marked)), "{arrived}");
        }
    }
}
