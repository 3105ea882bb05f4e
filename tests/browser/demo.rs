//! The demo's pages, as a visitor sees them: on a phone, a tablet and a desk, by day and by night.

use ran_tests::{Browser, Suite, TestServer, axe};
use serde_json::json;

/// The pages, each with how many elements it shows.
const PAGES: &[&str] = &["/", "/town/", "/school/", "/member/", "/join/", "/all/"];
const WIDTHS: [u32; 3] = [360, 768, 1280];

pub(crate) fn register(suite: &mut Suite) {
    for path in PAGES {
        let name = path.trim_matches('/');
        let name = if name.is_empty() { "index" } else { name };
        for scheme in ["light", "dark"] {
            suite.test(format!("demo::{name}::{scheme}"), move |browser| check(browser, path, name, scheme));
        }
    }
}

fn check(browser: &Browser, path: &str, name: &str, scheme: &str) {
    let server = TestServer::with_demo();
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
