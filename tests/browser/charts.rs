//! Charts as readers see them: on the page of the manual that has one of each kind.

use stratbook_tests::{Browser, Serve, SiteTest};

use crate::accessibility::{RUN, axe};
use crate::browser;

const PAGE: &str = include_str!("../../content/using-stratbook/charts.md");

/// The drawings that are shown.
const SHOWN: &str = "[...document.querySelectorAll('figure.chart svg')].filter(s => s.checkVisibility())";

fn site() -> SiteTest {
    SiteTest::new().file("stratbook.toml", "").file("content/charts.md", PAGE)
}

fn open<'b>(browser: &'b mut Browser, serve: &Serve, width: u32, scheme: &str) -> stratbook_tests::Page<'b> {
    let mut page = browser.page(width, 900, scheme);
    page.open(&format!("{}/charts/", serve.address));
    // Every example of the page is drawn.
    page.until("document.querySelectorAll('figure.chart').length === 9");
    page
}

#[test]
fn charts_fit_every_width_and_stay_legible() {
    let Some(mut browser) = browser("charts") else { return };
    let site = site();
    let serve = Serve::start(&site, &[]);
    for width in [320, 380, 768, 1280] {
        let mut page = open(&mut browser, &serve, width, "light");
        assert_eq!(page.ask(&format!("{SHOWN}.length")), 9, "each is shown once, {width}");
        let overflow =
            page.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(overflow, 0, "wider than {width}");
        // Text is estimated when it is drawn, and measured here.
        let cut = page.ask(&format!(
            "{SHOWN}.flatMap(s => {{ const f = s.getBoundingClientRect(); return [...s.querySelectorAll('text')].filter(t => {{ \
             const b = t.getBoundingClientRect(); return b.left < f.left - 4 || b.right > f.right + 4 || b.top < f.top - 4 || b.bottom > f.bottom + 4 }})\
             .map(t => t.textContent) }})"
        ));
        assert_eq!(cut, serde_json::json!([]), "text beyond its drawing, {width}");
        let small = page.ask(&format!(
            "{SHOWN}.flatMap(s => {{ const scale = s.getBoundingClientRect().width / s.viewBox.baseVal.width; return \
             [...s.querySelectorAll('text')].filter(t => parseFloat(t.getAttribute('font-size')) * scale < 9).map(t => t.textContent) }})"
        ));
        assert_eq!(small, serde_json::json!([]), "text too small to read, {width}");
    }
}

#[test]
fn charts_have_names_and_their_numbers() {
    let Some(mut browser) = browser("names of charts") else { return };
    let site = site();
    let serve = Serve::start(&site, &[]);
    let axe = axe();
    for (scheme, width) in [("light", 1280), ("dark", 1280), ("dark", 380)] {
        let mut page = open(&mut browser, &serve, width, scheme);
        let nameless = page.ask(&format!(
            "{SHOWN}.filter(s => s.getAttribute('role') !== 'img' || !s.getAttribute('aria-labelledby').split(' ')\
             .every(id => document.querySelectorAll('#' + id).length === 1 && document.getElementById(id).textContent)).length"
        ));
        assert_eq!(nameless, 0);
        assert_eq!(
            page.ask(
                "[...document.querySelectorAll('figure.chart')].every(f => f.querySelector('.chart-data td'))"
            ),
            true
        );
        page.ask("document.querySelectorAll('.chart-data').forEach(d => d.open = true)");
        if let Some(axe) = &axe {
            page.ask(&format!("{axe};0"));
            assert_eq!(page.ask(RUN), serde_json::json!([]), "{scheme}, {width}");
        }
    }
}

#[test]
fn charts_follow_the_colours_of_the_page() {
    let Some(mut browser) = browser("colours of charts") else { return };
    let site = site();
    let serve = Serve::start(&site, &[]);
    let bar = "getComputedStyle(document.querySelector('.chart-bar .s1')).fill";
    let light = open(&mut browser, &serve, 1280, "light").ask(bar);
    let dark = open(&mut browser, &serve, 1280, "dark").ask(bar);
    assert_eq!(light, "rgb(0, 114, 178)");
    assert_ne!(light, dark);
}
