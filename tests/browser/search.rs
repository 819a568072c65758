//! The search box: what it loads, what it shows, where it leads, and that it answers as the terminal does.

mod agreement;
mod conditions;
mod languages;

use serde_json::Value;
use stratbook_tests::{Browser, Page, Serve, SiteTest};

use crate::{browser, workspace};

const OPEN: &str = "Boolean(document.querySelector('dialog.search[open] select'))";
const HITS: &str = "document.querySelectorAll('.search [role=option]').length";
const FIRST: &str = "document.querySelector('.search [aria-selected=true] .search-title')?.textContent";

/// The answer to what stands in the box is shown: not that to its first letters.
const ANSWERED: &str = "document.querySelector('.search [role=listbox]').ariaBusy === 'false'";

/// Opens the box by its key, types, and waits for the answer.
fn ask(page: &mut Page<'_>, text: &str) {
    page.press("/", 191);
    page.until(OPEN);
    typed(page, text);
}

/// Types where the focus is and waits for the answer.
fn typed(page: &mut Page<'_>, text: &str) {
    page.type_text(text);
    page.until(ANSWERED);
}

/// Lets the page find things by itself, as on a server that only has files.
fn alone(page: &mut Page<'_>) {
    page.block(&["/api/"]);
}

/// Looks at a page of the site twice: with what the server answers, and with nothing but the files of the site.
fn both_ways(browser: &mut Browser, address: &str, look: impl Fn(&mut Page<'_>)) {
    for files_only in [true, false] {
        let mut page = browser.page(1280, 900, "light");
        page.open(address);
        if files_only {
            alone(&mut page);
        }
        look(&mut page);
    }
}

/// A site with text that would do harm as HTML, and with two sections that share a word.
fn hostile() -> SiteTest {
    let image = "<img src=x onerror=window.harmed=1>";
    SiteTest::new()
        .file("stratbook.toml", "[site]\ntitle = 'Traps'\nbase_url = 'https://example.org/sub/'\n[markdown]\nhtml = 'escape'\n")
        .file(
            "content/trap.md",
            format!(
                "---\ntitle: 'Trapdoor {image}'\nsummary: '{image} summary'\ntags: ['{image}']\nowner_team: '</option>{image}'\n---\n\
                 Text with `{image}` and a trapdoor.\n\n## Section `{image}`\n\nOne more trapdoor.\n"
            ),
        )
        .file("content/index.md", "---\ntitle: Traps\n---\n# Traps\n\nStart.\n\n## Ladders\n\nA ladder leads up.\n\n## Snakes\n\nA snake leads down, past the ladders.\n")
}

/// A site of so many documents that say the same.
fn parcels(count: usize) -> SiteTest {
    (0..count).fold(SiteTest::new(), |site, number| {
        site.file(
            &format!("content/parcel-{number}.md"),
            format!("---\ntitle: Page {number}\ntags: [parcels]\n---\nEvery parcel is weighed twice.\n"),
        )
    })
}

#[test]
fn nothing_is_loaded_before_the_box_is_used_and_then_little() {
    let Some(mut browser) = browser("search: loading") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    let asked = page.open(&format!("{}/markets/long/", serve.address));
    assert!(asked.iter().all(|address| !address.contains("search")), "{asked:?}");
    alone(&mut page);
    ask(&mut page, "churn");
    page.until(&format!("{HITS} > 0"));
    let loaded = page.ask(
        "performance.getEntriesByType('resource').filter(r => r.name.includes('/assets/search')).map(r => r.name.replace(/.*assets.search/, ''))",
    );
    let names = loaded.to_string();
    assert!(
        names.contains("-core.js") && names.contains("/index.json") && names.contains("/start.bin"),
        "{names}"
    );
    assert!(!names.contains("/facets/"), "no filter was used: {names}");
}

#[test]
fn results_come_while_typing_and_the_keyboard_leads_to_the_section() {
    let Some(mut browser) = browser("search: keyboard") else { return };
    let site = hostile();
    let serve = Serve::start(&site, &[]);
    both_ways(&mut browser, &format!("{}/", serve.address), |page| {
        page.press("k", 75);
        assert_eq!(
            page.ask("document.querySelector('dialog.search')"),
            Value::Null,
            "a letter alone does nothing"
        );
        ask(page, "snak");
        page.until(&format!("{FIRST} === 'Traps'"));
        assert_eq!(
            page.ask("document.querySelector('.search [role=option] .search-section').textContent"),
            "Snakes"
        );
        assert_eq!(page.ask("document.querySelector('.search [role=option] mark').textContent"), "snake");
        let said = page.ask("document.querySelector('.search [role=status]').textContent");
        assert_eq!(said, "1 document", "what was found is announced");
        let active = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))";
        assert_eq!(page.ask(&format!("{active}.getAttribute('aria-selected')")), "true");

        page.press("Enter", 13);
        page.until("location.hash === '#snakes' && document.documentElement.dataset.marked > 0");
        assert_eq!(page.ask("document.querySelector('dialog.search[open]')"), Value::Null);
        assert_eq!(page.ask("[...CSS.highlights.get('search')].map(r => r.toString()).join()"), "snake");
        page.press("Escape", 27);
        page.until("!CSS.highlights.has('search')");
    });
}

#[test]
fn arrows_move_escape_closes_and_the_focus_returns() {
    let Some(mut browser) = browser("search: arrows") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(390, 844, "dark");
    page.open(&format!("{}/", serve.address));
    page.ask("document.getElementById('sb-search').click()");
    page.until(OPEN);
    typed(&mut page, "lesson");
    page.until(&format!("{HITS} > 2"));
    let active = "document.querySelector('.search [aria-selected=true]').id";
    for (key, code, expected) in [
        ("ArrowDown", 40, "sb-hit-1"),
        ("ArrowDown", 40, "sb-hit-2"),
        ("ArrowUp", 38, "sb-hit-1"),
        ("Home", 36, "sb-hit-0"),
    ] {
        page.press(key, code);
        assert_eq!(page.ask(active), expected, "{key}");
    }
    page.press("ArrowUp", 38);
    let last = page.ask(&format!("'sb-hit-' + ({HITS} - 1)"));
    assert_eq!(page.ask(active), last, "up from the first is the last");
    for _ in 0..12 {
        page.press("Tab", 9);
        let inside = "document.querySelector('dialog.search').contains(document.activeElement)";
        let kept = page.ask(&format!("{inside} || document.activeElement === document.body"));
        assert_eq!(kept, true, "the focus stays in the box");
    }
    assert_eq!(page.ask("document.documentElement.scrollWidth <= innerWidth"), true);
    page.press("Escape", 27);
    page.until("!document.querySelector('dialog.search[open]') && document.activeElement.id === 'sb-search'");
}

#[test]
fn an_answer_that_comes_late_takes_nothing_from_a_newer_one() {
    let Some(mut browser) = browser("search: late answers") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/", serve.address));
    page.press("/", 191);
    page.until(OPEN);
    // The server's answers wait until the page lets them go, the newest first.
    page.ask(
        "window.held = []; const asked = fetch; \
         const later = address => new Promise(done => held.push(() => { const answer = asked(address); done(answer); return answer; })); \
         window.fetch = (address, how) => how ? asked(address, how) : later(address)",
    );
    page.type_text("churns");
    assert_eq!(page.ask(&format!("[{HITS}, {ANSWERED}]")), serde_json::json!([0, false]));
    page.until("held.length === 6");
    page.ask("held.pop()()");
    page.until(&format!("{ANSWERED} && {HITS} > 1"));
    page.press("ArrowDown", 40);
    page.ask("Promise.all(held.splice(0).map(go => go())).then(() => fetch('/', {method: 'HEAD'}))");
    let active = "document.querySelector('.search [aria-selected=true]').id";
    assert_eq!(page.ask(active), "sb-hit-1");
    assert_eq!(page.ask(ANSWERED), true);
}

#[test]
fn more_hits_leave_the_reader_in_place() {
    let Some(mut browser) = browser("search: more") else { return };
    let site = parcels(24);
    let serve = Serve::start(&site, &[]);
    both_ways(&mut browser, &format!("{}/parcel-0/", serve.address), |page| {
        ask(page, "parcel");
        page.press("End", 35);
        let state = "[document.querySelector('.search [aria-selected=true]').id, document.querySelector('.search-body').scrollTop]";
        let before = page.ask(state);
        assert!(before[0] == "sb-hit-9" && before[1].as_f64() > Some(0.0), "{before}");
        page.ask("document.querySelector('.search-body > .search-more').click()");
        page.until(&format!("{ANSWERED} && {HITS} === 20"));
        assert_eq!(page.ask(state), before);
        typed(page, "s");
        assert_eq!(page.ask(state), serde_json::json!(["sb-hit-0", 0]));
    });
}

#[test]
fn filters_narrow_and_can_be_taken_away() {
    let Some(mut browser) = browser("search: filters") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    both_ways(&mut browser, &format!("{}/", serve.address), |page| {
        ask(page, "lesson");
        page.until(&format!("{HITS} > 2"));
        let choose = |key: &str, value: &str| {
            format!(
                "(s => {{ s.value = '{value}'; s.dispatchEvent(new Event('change')) }})(document.querySelector('.search select[name={key}]'))"
            )
        };
        page.ask(&choose("owner", "growth"));
        page.until("!document.querySelector('.search-nothing').hidden");
        page.ask("document.querySelector('.search-nothing button').click()");
        page.until(&format!("{HITS} > 2"));
        page.ask(&choose("type", "course"));
        page.until(&format!("{HITS} === 1 && {FIRST} === 'Course'"));
    });
}

#[test]
fn text_stays_text_and_a_sub_path_is_kept() {
    let Some(mut browser) = browser("search: hostile text") else { return };
    let site = hostile();
    let serve = Serve::start(&site, &[]);
    assert!(serve.address.ends_with("/sub"), "{}", serve.address);
    both_ways(&mut browser, &format!("{}/", serve.address), |page| {
        ask(page, "trapdoor");
        page.until(&format!("{HITS} === 1"));
        let title = page.ask("document.querySelector('.search-title').textContent");
        assert_eq!(title, "Trapdoor <img src=x onerror=window.harmed=1>");
        assert_eq!(page.ask("document.querySelectorAll('.search img').length"), 0);
        assert_eq!(page.ask("window.harmed ?? 0"), 0);
        let link = page.ask("document.querySelector('.search [role=option]').href");
        assert!(link.as_str().is_some_and(|link| link.starts_with(&serve.address)), "{link}");
        page.ask("document.querySelector('.search input').value = ''");
        typed(page, "<img src=x onerror=window.harmed=1>\" \\ tag: -");
        page.until("document.querySelector('.search-status').textContent !== ''");
        assert_eq!(page.ask("document.querySelectorAll('.search img').length + (window.harmed ?? 0)"), 0);
    });
}

#[test]
fn without_script_there_is_no_box() {
    let Some(mut browser) = browser("search: no script") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.scripts(false);
    page.open(&format!("{}/", serve.address));
    page.scripts(true);
    assert_eq!(page.ask("getComputedStyle(document.getElementById('sb-search')).display"), "none");
}

#[test]
fn a_site_without_search_has_no_box_and_no_index() {
    let site = SiteTest::new()
        .file("stratbook.toml", "[search]\nsite = false\n")
        .file("content/index.md", "---\ntitle: Home\n---\nText.\n");
    site.ok(&["build"]);
    assert!(!site.read("public/index.html").contains("sb-search"));
    assert!(!site.path("public/assets/search").exists());
}

#[test]
fn the_script_finds_the_stems_that_the_index_was_made_with() {
    // What the search crate's own test compares with its stemmer.
    let stems = include_str!("../../crates/search/tests/stems.txt");
    let Some(mut browser) = browser("search: stems") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/", serve.address));
    let pairs: Vec<Vec<&str>> = stems.lines().map(|line| line.split(' ').collect()).collect();
    assert!(pairs.len() > 3000, "{}", pairs.len());
    let differ = page.ask(&format!(
        "import('/assets/search-core.js').then(core => {}.filter(([word, stem]) => core.fold(core.english(word)) !== stem))",
        serde_json::to_string(&pairs).expect("is JSON")
    ));
    assert_eq!(differ, serde_json::json!([]));
}

#[test]
fn a_phrase_that_many_pages_have_is_counted_as_far_as_it_was_looked_for() {
    let Some(mut browser) = browser("search: phrases") else { return };
    let site = parcels(80);
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/parcel-0/", serve.address));
    alone(&mut page);
    ask(&mut page, "\"weighed twice\"");
    page.until(&format!("{HITS} > 0"));
    let said = page.ask("document.querySelector('.search-status').textContent");
    assert!(said.as_str().is_some_and(|said| said.starts_with("At least ")), "{said}");
    page.ask("document.querySelector('.search input').value = ''");
    typed(&mut page, "\"twice weighed\"");
    page.until("document.querySelector('.search-status').textContent === '80 documents'");
}
