//! The demo's pages, as a visitor sees them: on a phone, a tablet and a desk, by day and by night.

use ran_tests::{Browser, Page, Suite, TestServer, axe};
use serde_json::json;

/// The pages.
const PAGES: &[&str] = &["/", "/town/", "/school/", "/member/", "/join/", "/all/"];
const WIDTHS: [u32; 3] = [360, 768, 1280];

pub(crate) fn register(suite: &mut Suite) {
    for path in PAGES {
        let name = path.trim_matches('/');
        let name = if name.is_empty() { "index" } else { name };
        for scheme in ["light", "dark"] {
            suite.test(format!("demo::{name}::{scheme}"), move |browser| check(browser, path, name, scheme));
        }
        if !["/", "/all/"].contains(path) {
            suite.test(format!("demo::{name}::lists_what_was_pasted"), move |browser| lists(browser, path));
        }
    }
}

fn check(browser: &Browser, path: &str, name: &str, scheme: &str) {
    let server = TestServer::with_demo();
    let page = open(browser, &server, path);
    let asked_for = format!("matchMedia('(prefers-color-scheme: {scheme})').matches");
    // Every browser begins with the light one, and WebKit has no other.
    if page.js(&asked_for) != true {
        page.emulate(&[("prefers-color-scheme", scheme)]);
        assert_eq!(page.js(&asked_for), true);
    }
    for width in WIDTHS {
        page.resize(width, 800);
        assert_eq!(
            page.js("document.documentElement.scrollWidth - innerWidth <= 0"),
            json!(true),
            "{path} at {width}"
        );
        page.screenshot_whole(&format!("demo/{name}-{width}-{scheme}"));
    }
    axe::assert_accessible(&page, "html");
}

/// A page of the demo, when all its elements are ready.
fn open<'b>(browser: &'b Browser, server: &TestServer, path: &str) -> Page<'b> {
    let page = browser.open(&server.url(path));
    // A lazy element shows itself when it is near: bring each near.
    page.run(
        "document.querySelectorAll('[feed]').forEach((element) => element.setAttribute('loading', 'eager'))",
        vec![],
    );
    page.wait_for_js("document.readyState === 'complete'");
    page.wait_for_js(
        "[...document.querySelectorAll('[feed]')].every((element) =>
            element.shadowRoot?.querySelector('[data-state=ready]') != null)",
    );
    page
}

/// What the page says was pasted into it is all that stands in it, with the kit and the feed at the alliance's host.
fn lists(browser: &Browser, path: &str) {
    let server = TestServer::with_demo();
    let page = open(browser, &server, path);
    let listed = page.js("document.querySelector('details code').textContent");
    let shown = page.js(
        "[...document.querySelectorAll('script[src*=\"ran.js\"], main [feed]')]
            .map((element) => element.outerHTML.replaceAll(' loading=\"eager\"', '').replaceAll('=\"\"', '').replaceAll('=\"/', '=\"https://example.jp/'))
            .join('\\n')",
    );
    assert_eq!(listed, shown);
    assert!(shown.as_str().is_some_and(|shown| shown.contains("<ran-")), "{shown}");
}
