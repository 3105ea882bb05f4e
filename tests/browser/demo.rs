//! The demo's pages, as a visitor sees them: on a phone, a tablet and a desk, by day and by night.

use ran_tests::{Browser, Page, Suite, TestServer, axe};
use serde_json::{Value, json};

/// The pages.
const PAGES: &[&str] = &["/", "/town/", "/school/", "/member/", "/join/", "/all/"];
const WIDTHS: [u32; 3] = [360, 768, 1280];

pub(crate) fn register(suite: &mut Suite) {
    suite.test("demo::town::subscribes", subscribes);
    for path in PAGES {
        let name = path.trim_matches('/');
        let name = if name.is_empty() { "index" } else { name };
        for scheme in ["light", "dark"] {
            suite.test(format!("demo::{name}::{scheme}"), move |browser| check(browser, path, name, scheme));
        }
        suite.test(format!("demo::{name}::leads_nowhere_in_vain"), move |browser| leads(browser, path));
        if *path == "/all/" {
            suite.test("demo::all::offers_feeds_that_fail", offers_feeds_that_fail);
        } else if *path != "/" {
            suite.test(format!("demo::{name}::lists_what_was_pasted"), move |browser| lists(browser, path));
        }
    }
}

/// Each link of a page to its own site answers, also those that stand inside an element until its widget is ready, and
/// those of the widgets.
fn leads(browser: &Browser, path: &str) {
    let server = TestServer::with_demo();
    let page = open(browser, &server, path);
    let links = "const roots = [document, ...find('[feed]').map((element) => element.shadowRoot)];
        return [...new Set(roots.flatMap((root) => [...root.querySelectorAll('a[href]')])
            .filter((link) => link.origin === location.origin)
            .map((link) => link.href.split('#')[0]))];";
    let links = page.run(links, vec![]);
    assert!(links.as_array().is_some_and(|links| !links.is_empty()), "{path} has no links");
    assert_eq!(statuses(&page, &links), vec![200; links.as_array().map_or(0, Vec::len)], "{path}: {links}");
}

/// What the addresses answer.
fn statuses(page: &Page<'_>, links: &Value) -> Vec<u64> {
    let ask = "return Promise.all(arguments[0].map((link) => fetch(link).then((answer) => answer.status, () => 0)))";
    let statuses = page.run(ask, vec![links.clone()]);
    statuses.as_array().into_iter().flatten().filter_map(Value::as_u64).collect()
}

/// Whoever subscribes in the dialog of an event gets a calendar.
fn subscribes(browser: &Browser) {
    let server = TestServer::with_demo();
    let page = open(browser, &server, "/town/");
    let calendar = |part: &str| format!("ran-event-calendar >>> {part}");
    page.run("document.querySelector('ran-event-calendar').view = 'agenda'", vec![]);
    page.wait_for_js("find('ran-event-calendar >>> button.event').length > 0");
    page.run("find('ran-event-calendar >>> button.event')[0].click()", vec![]);
    page.wait_for_count(&calendar("dialog:modal:not(:has(.waiting))"), 1);
    let link = page.run("return find('ran-event-calendar >>> a[href^=\"webcal:\"]')[0].href", vec![]);
    let link = link.as_str().expect("an address").replacen("webcal:", "http:", 1);
    // The town's calendar is narrowed to its audience, and so is what it offers.
    assert_eq!(link, server.url("/events.ics?audience=companies%20executives%20public"));
    let ask = "return fetch(arguments[0]).then(async (answer) => [answer.headers.get('content-type'), await answer.text()])";
    let answer = page.run(ask, vec![json!(link)]);
    assert_eq!(answer[0], "text/calendar; charset=utf-8");
    assert!(answer[1].as_str().is_some_and(|text| text.contains("\r\nBEGIN:VEVENT\r\n")), "{answer}");
}

/// The page of all widgets goes through the feeds that it offers, and recovers.
fn offers_feeds_that_fail(browser: &Browser) {
    let server = TestServer::with_demo();
    let page = open(browser, &server, "/all/");
    let choose = |feed: &str| {
        let choice = "const choice = document.getElementById('feed');
            choice.value = arguments[0]; choice.dispatchEvent(new Event('change'))";
        page.run(choice, vec![json!(feed)]);
    };
    let calendar = |part: &str| format!("ran-event-calendar >>> {part}");
    page.allow_console("broken-feed.json");
    choose("/broken-feed.json");
    // What is right in it is shown.
    page.wait_for_text("ran-member-profile >>> .ran", "<b>採用</b>");
    page.allow_console("the server answers 404");
    page.allow_console("404 (Not Found)");
    choose("/missing.json");
    page.wait_for_text(&calendar("[part=failed]"), "読み込めませんでした");
    choose("/feed.json");
    page.wait_for_count(&calendar("[part=failed]"), 0);
    page.wait_for_count(&calendar("[part=grid]"), 1);
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
