//! Moving about, on a desk and on a phone.

use stratbook_tests::Serve;

use crate::{KINDS, browser, workspace};

#[test]
fn every_kind_of_page_fits_every_width_and_asks_nobody_else() {
    let Some(mut browser) = browser("widths") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    for width in [320, 390, 768, 1280, 2560] {
        let mut page = browser.page(width, 800, "light");
        for (kind, path, class) in KINDS {
            let asked = page.open(&format!("{}{path}", serve.address));
            for address in &asked {
                assert!(
                    address.starts_with(&serve.address) || address.starts_with("data:"),
                    "{kind} asks {address}"
                );
            }
            assert_eq!(page.ask("document.body.className"), format!("kind-{class}"), "{path}");
            let overflow =
                page.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assert_eq!(overflow, 0, "{kind} is wider than {width} pixels");
            assert!(page.ask("document.querySelectorAll('h1').length") == 1, "{kind} has one main heading");
        }
    }
}

#[test]
fn links_lead_on_and_back() {
    let Some(mut browser) = browser("navigation") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/", serve.address));
    let target = page
        .ask("[...document.querySelectorAll('main a')].find(a => a.textContent.includes('Long page')).href");
    assert_eq!(target, format!("{}/markets/long/", serve.address));
    page.open(target.as_str().expect("an address"));
    let crumbs = page.ask("document.querySelector('nav[aria-label*=readcrumb]').textContent");
    assert!(crumbs.as_str().is_some_and(|text| text.contains("Markets")), "{crumbs}");
    let contents = page.ask("document.querySelectorAll('a[href=\"#part-3\"]').length");
    assert!(contents.as_u64() >= Some(1), "the contents of the page are listed");
    let text = page.ask("document.body.innerText");
    let text = text.as_str().expect("text");
    assert!(text.contains("Active") && text.contains("A. Person"), "the metadata is shown");
    page.open(&format!("{}/course/two/", serve.address));
    let around =
        page.ask("[...document.querySelectorAll('a[rel=prev], a[rel=next]')].map(a => a.pathname).join(' ')");
    assert_eq!(around, "/course/one/ /course/three/");
    let lesson = page.ask("document.body.innerText");
    assert!(
        lesson.as_str().is_some_and(|text| text.contains("2 of 3")),
        "the position in the course is shown"
    );
    page.open(&format!("{}/markets/", serve.address));
    let back = page.ask("document.body.innerText");
    assert!(back.as_str().is_some_and(|text| text.contains("Long page")), "backlinks and children are shown");
}

#[test]
fn every_link_of_the_site_answers() {
    let Some(mut browser) = browser("crawl") else { return };
    let site = workspace();
    for arguments in [&[][..], &["--base-url", "https://example.org/sub/"][..]] {
        let serve = Serve::start(&site, arguments);
        let mut page = browser.page(1280, 900, "light");
        let base = serve.address.clone();
        page.open(&format!("{base}/"));
        let mut pending = vec![format!("{base}/")];
        let mut seen = std::collections::BTreeSet::new();
        while let Some(next) = pending.pop() {
            if !seen.insert(next.clone()) {
                continue;
            }
            let status = page.ask(&format!("fetch('{next}').then(answer => answer.status)"));
            assert_eq!(status, 200, "{next}");
            if !next.ends_with('/') {
                continue;
            }
            page.open(&next);
            let links = page.ask(
                "[...document.querySelectorAll('a[href], link[href], script[src], img[src]')] \
                 .map(e => (e.href || e.src).split('#')[0]).filter(u => u.startsWith(location.origin))",
            );
            for link in links.as_array().expect("a list") {
                let link = link.as_str().expect("text").to_owned();
                assert!(link.starts_with(&format!("{base}/")), "{next} links outside the sub-path: {link}");
                pending.push(link);
            }
        }
        assert!(seen.len() > 15, "{seen:?}");
    }
}

#[test]
fn it_can_be_read_without_script() {
    let Some(mut browser) = browser("no script") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(390, 844, "light");
    page.scripts(false);
    page.open(&format!("{}/markets/long/", serve.address));
    page.scripts(true);
    let visible = page.ask(
        "(() => { const r = document.querySelector('main h1').getBoundingClientRect(); return r.width > 0 && r.height > 0 })()",
    );
    assert_eq!(visible, true);
    let without = page.ask("!document.documentElement.classList.contains('js') && getComputedStyle(document.querySelector('.theme')).display === 'none'");
    assert_eq!(without, true, "nothing is offered that needs script");
}

#[test]
fn the_keyboard_reaches_the_content_first() {
    let Some(mut browser) = browser("keyboard") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/markets/long/", serve.address));
    page.press("Tab", 9);
    let first = page.ask("document.activeElement.getAttribute('href')");
    assert!(
        first.as_str().is_some_and(|href| href.starts_with('#')),
        "the first stop skips to the content: {first}"
    );
    let outline = page.ask("getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow");
    assert_ne!(outline, "nonenone", "the focus is visible");
}

#[test]
fn a_normal_page_is_small() {
    let Some(mut browser) = browser("size") else { return };
    let site = workspace();
    let serve = Serve::start(&site, &[]);
    let mut page = browser.page(1280, 900, "light");
    page.open(&format!("{}/course/two/", serve.address));
    let bytes = page.ask(
        "(async () => { let n = (await (await fetch(location)).arrayBuffer()).byteLength; \
         for (const e of document.querySelectorAll('link[rel=stylesheet], script[src]')) n += (await (await fetch(e.href || e.src)).arrayBuffer()).byteLength; return n })()",
    );
    assert!(bytes.as_u64() < Some(60_000), "{bytes} bytes of HTML, CSS and script");
}
