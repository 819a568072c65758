//! What the page does when it is used: theme, contents, drawer, copying, definitions, diagrams, paper.

use stratbook_tests::Serve;

use crate::{browser, workspace};

const LONG: &str = "/markets/long/";

/// Colour of the ground.
const GROUND: &str = "getComputedStyle(document.documentElement).backgroundColor";

/// A choice in the theme switch.
fn choose(theme: &str) -> String {
    format!(
        "(s => {{ s.value = '{theme}'; s.dispatchEvent(new Event('change')) }})(document.getElementById('sb-theme'))"
    )
}

#[test]
fn the_theme_follows_the_system_until_one_is_chosen() {
    let Some(mut browser) = browser("theme") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let address = format!("{}{LONG}", serve.address);
    let mut page = browser.page(1280, 900, "light");
    page.open(&address);
    let light = page.ask(GROUND);
    page.scheme("dark");
    let dark = page.ask(GROUND);
    assert_ne!(light, dark, "the page follows the system");

    page.ask(&choose("light"));
    assert_eq!(page.ask(GROUND), light, "the choice counts more than the system");
    page.open(&address);
    assert_eq!(page.ask(GROUND), light, "the choice is kept");
    assert_eq!(page.ask("document.getElementById('sb-theme').value"), "light", "the switch shows the choice");

    page.ask(&choose(""));
    assert_eq!(page.ask(GROUND), dark, "without a choice the page follows the system again");
    page.open(&address);
    assert_eq!(page.ask("document.documentElement.hasAttribute('data-theme')"), false, "nothing is kept");
}

#[test]
fn the_contents_mark_the_section_being_read() {
    let Some(mut browser) = browser("contents") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1440, 900, "light");
    page.open(&format!("{}{LONG}", serve.address));
    let current = "[...document.querySelectorAll('.toc [aria-current]')].map(a => a.hash).join(' ')";
    for anchor in ["part-5", "detail-7", "part-2"] {
        page.ask(&format!("document.getElementById('{anchor}').scrollIntoView({{behavior: 'instant'}})"));
        page.until(&format!("{current} === '#{anchor}'"));
    }
    page.ask("scrollTo({top: 0, behavior: 'instant'})");
    page.until(&format!("{current} === '#part-1'"));
}

#[test]
fn the_drawer_of_a_phone_opens_holds_the_focus_and_closes() {
    let Some(mut browser) = browser("drawer") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(390, 844, "light");
    page.open(&format!("{}{LONG}", serve.address));
    let open = "document.getElementById('sb-nav').matches(':popover-open')";
    let inside = "document.getElementById('sb-nav').contains(document.activeElement)";
    assert_eq!(page.ask("getComputedStyle(document.getElementById('sb-nav')).display"), "none");

    page.ask("document.querySelector('.menu').focus()");
    page.press("Enter", 13);
    page.until(&format!("{open} && {inside}"));
    assert_eq!(page.ask("document.querySelector('main').inert"), true, "the page behind cannot be reached");
    let stops = page.ask("document.querySelectorAll('#sb-nav a, #sb-nav button').length");
    let stops = stops.as_u64().expect("a number");
    for _ in 0..=stops {
        page.press("Tab", 9);
        // Between the last stop and the first the focus may be with the browser itself.
        let kept = page.ask(&format!("{inside} || document.activeElement === document.body"));
        assert_eq!(kept, true, "the focus stays in the drawer");
    }
    page.press("Escape", 27);
    page.until(&format!("!{open} && document.activeElement === document.querySelector('.menu')"));
    assert_eq!(page.ask("document.querySelector('main').inert"), false, "the page can be used again");
}

#[test]
fn a_code_block_can_be_copied() {
    let Some(mut browser) = browser("copying") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    browser.allow_clipboard();
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}{LONG}", serve.address));
    page.ask("document.querySelector('.copy').click()");
    page.until("document.querySelector('.copy').textContent === 'Copied'");
    let copied = page.ask("navigator.clipboard.readText()");
    assert!(copied.as_str().is_some_and(|text| text.starts_with("fn main() { println!(")), "{copied}");
}

#[test]
fn a_term_shows_its_definition_on_focus_and_escape_puts_it_away() {
    let Some(mut browser) = browser("definitions") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    for width in [1280, 390] {
        let mut page = browser.page(width, 844, "light");
        page.open(&format!("{}{LONG}", serve.address));
        let shown = "getComputedStyle(document.querySelector('.term'), '::after').content";
        assert_eq!(page.ask(shown), "none");
        page.ask("document.querySelector('.term').focus()");
        let definition = page.ask(shown);
        assert!(definition.as_str().is_some_and(|text| text.contains("customers who leave")), "{definition}");
        let described = page.ask(
            "document.getElementById(document.querySelector('.term').getAttribute('aria-describedby')).textContent",
        );
        assert_eq!(described, "The share of customers who leave.", "it is read out too");
        page.press("Escape", 27);
        page.until(&format!("{shown} === 'none'"));
    }
}

#[test]
fn what_scrolls_can_be_scrolled_by_keyboard() {
    let Some(mut browser) = browser("scrolling") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(390, 844, "light");
    page.open(&format!("{}{LONG}", serve.address));
    page.until("document.querySelector('.table-wrap').tabIndex === 0");
    page.until("document.querySelector('.prose pre').tabIndex === 0");
    page.until("document.querySelectorAll('.prose math[tabindex]').length === 1");
}

#[test]
fn the_list_of_all_documents_is_narrowed_by_words() {
    let Some(mut browser) = browser("filter") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/all/", serve.address));
    let titles = "[...document.querySelectorAll('#sb-documents li')].filter(li => li.offsetParent).map(li => li.textContent.trim()).join(', ')";
    page.ask(
        "(i => { i.value = 'LESSON 2'; i.dispatchEvent(new Event('input')) })(document.querySelector('[data-filters]'))",
    );
    assert_eq!(page.ask(titles), "Lesson 2");
}

#[test]
fn diagrams_are_drawn_only_where_there_are_some() {
    let Some(mut browser) = browser("diagrams") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "dark");
    let asked = page.open(&format!("{}{LONG}", serve.address));
    assert!(!asked.iter().any(|address| address.contains("mermaid")), "{asked:?}");
    page.open(&format!("{}/diagram/", serve.address));
    page.until("document.querySelector('.mermaid svg')");
    let text = page.ask("document.querySelector('.mermaid svg').textContent");
    assert!(text.as_str().is_some_and(|text| text.contains("Answer")), "{text}");
}

#[test]
fn paper_gets_the_text_alone() {
    let Some(mut browser) = browser("print") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "dark");
    page.open(&format!("{}{LONG}", serve.address));
    page.print();
    let chrome = page.ask(
        "[...document.querySelectorAll('.top, .tabs, .side, .rail, .crumbs, .pager, .foot, .copy')] \
         .filter(e => e.checkVisibility()).map(e => e.className).join(', ')",
    );
    assert_eq!(chrome, "", "what only serves the screen is left out");
    assert_eq!(page.ask("document.querySelector('main h1').checkVisibility()"), true);
    assert_eq!(page.ask("getComputedStyle(document.documentElement).colorScheme"), "light", "paper is white");
    let wide = page.ask("getComputedStyle(document.querySelector('.prose pre')).whiteSpaceCollapse + getComputedStyle(document.querySelector('.prose pre')).textWrapMode");
    assert_eq!(wide, "preservewrap", "long lines of code are wrapped");
}
