//! axe-core finds nothing serious on any kind of page.

use std::io::Write;

use stratbook_tests::Serve;

use crate::{KINDS, browser, workspace};

/// What axe-core finds on the page that is open.
pub(super) const RUN: &str = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))";

/// The text of axe-core, or a visible line that the test is skipped.
pub(super) fn axe() -> Option<String> {
    let Some(path) = std::env::var_os("AXE_CORE_JS") else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED accessibility: AXE_CORE_JS does not name a copy of axe-core"
        );
        return None;
    };
    Some(std::fs::read_to_string(&path).expect("axe-core can be read"))
}

#[test]
fn axe_finds_nothing_serious_in_the_search_box() {
    let Some(axe) = axe() else { return };
    let Some(mut browser) = browser("accessibility of the search") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    for (scheme, width) in [("light", 1280), ("dark", 390)] {
        let mut page = browser.page(width, 900, scheme);
        page.open(&format!("{}/", serve.address));
        page.ask(&format!("{axe};0"));
        page.press("/", 191);
        for question in ["", "lesson", "nothing-has-this-word"] {
            page.until("document.querySelector('dialog.search[open] select')");
            page.ask("document.querySelector('.search input').select()");
            page.type_text(question);
            page.until(&format!(
                "Boolean(document.querySelector('.search-status').textContent) === {}",
                !question.is_empty()
            ));
            assert_eq!(page.ask(RUN), serde_json::json!([]), "{question}, {scheme}, {width}");
        }
    }
}

#[test]
fn axe_finds_nothing_serious() {
    let Some(axe) = axe() else { return };
    let Some(mut browser) = browser("accessibility") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut found = Vec::new();
    for (scheme, width) in [("light", 1280), ("dark", 1280), ("light", 390)] {
        let mut page = browser.page(width, 900, scheme);
        for (kind, path, _) in KINDS {
            page.open(&format!("{}{path}", serve.address));
            page.ask(&format!("{axe};0"));
            let violations = page.ask(RUN);
            for violation in violations.as_array().expect("a list") {
                found.push(format!("{kind}, {scheme}, {width}: {violation}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
