//! Coming, going, and what is left.

use ran_tests::{Browser, Engine, Html, Page, TestServer};
use serde_json::json;

use crate::element::{Element, FALLBACK, State};

pub(super) fn moves_within_the_page(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let page = &stage.page;
    // A node of the rendering is remembered: a move must not render anew.
    let body = "
        const [tag] = arguments;
        const element = document.querySelector(tag);
        window.rendered = element.shadowRoot.querySelector('.ran');
        const section = document.createElement('section');
        document.querySelector('main').prepend(section);
        section.append(element);
    ";
    page.run(body, vec![json!(element.tag)]);
    page.run("return new Promise((done) => setTimeout(done))", vec![]);
    assert_eq!(
        page.js(&format!(
            "rendered === document.querySelector('section > {}').shadowRoot.querySelector('.ran')",
            element.tag
        )),
        true
    );
    let change = &element.changes[0];
    page.find(element.tag).set_attribute(change.attribute, change.value);
    page.wait_for_text(&element.inside(".ran"), change.reads);
    // What is changed while it is in no document is seen when it is in one again.
    let body = "
        const [tag, theme] = arguments;
        const element = document.querySelector(tag);
        element.remove();
        element.setAttribute('theme', theme);
        document.querySelector('main').append(element);
    ";
    for theme in ["dark", "light"] {
        page.run(body, vec![json!(element.tag), json!(theme)]);
        page.wait_for_count(&element.inside(&format!(".ran[data-theme={theme}]")), 1);
    }
    assert_eq!(stage.server.count("/feed.json"), 1);
}

pub(super) fn comes_back_after_removal(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let page = &stage.page;
    page.run("window.kept = document.querySelector(arguments[0]); kept.remove()", vec![json!(element.tag)]);
    page.wait_for_js("kept.shadowRoot.querySelector('.ran') === null");
    page.run("document.querySelector('main').append(kept)", vec![]);
    page.wait_for_text(&element.inside(".ran"), element.reads[0]);
    page.wait_for_events("ran-ready", 2);
    assert_eq!(stage.server.count("/feed.json"), 1, "the feed has been read already");
}

/// Mounts and unmounts so many times, each time waiting until the element is seen.
const CYCLES: &str = "
    const [times] = arguments;
    const main = document.querySelector('main');
    const model = document.querySelector('.model');
    return (async () => {
        for (let cycle = 0; cycle < times; cycle += 1) {
            const element = model.cloneNode(true);
            element.classList.remove('model');
            const ready = new Promise((done) => element.addEventListener('ran-ready', done, { once: true }));
            main.append(element);
            await ready;
            element.remove();
            await new Promise((done) => setTimeout(done));
        }
    })();
";

pub(super) fn leaves_nothing_behind(element: &Element, browser: &Browser) {
    let server = Element::server();
    let html = element.html(element.shows).replacen("feed=", "class=model feed=", 1);
    let page = browser.open(&server.page(&Html::with_kit(&html)));
    page.wait_for_events("ran-ready", 1);
    // The first few fill pools and caches that are meant to stay.
    page.run(CYCLES, vec![json!(10)]);
    let before = Left::behind(&page);
    page.run(CYCLES, vec![json!(100)]);
    let after = Left::behind(&page);
    let nodes = after.nodes - before.nodes;
    let listeners = after.listeners - before.listeners;
    let heap_kib = (after.heap_bytes - before.heap_bytes) / 1024;
    assert!(
        nodes <= 0 && listeners <= 0 && heap_kib < MOST_HEAP_KIB,
        "100 cycles left {nodes} nodes, {listeners} listeners and {heap_kib} KiB behind"
    );
}

/// The recorder's own list of 100 events takes part of it, the engine's statistics about hot code the rest.
const MOST_HEAP_KIB: i64 = 128;

/// What the page holds after the garbage has been collected.
struct Left {
    nodes: i64,
    listeners: i64,
    heap_bytes: i64,
}

impl Left {
    fn behind(page: &Page<'_>) -> Self {
        page.run("__ranRecorder.read().events.length = 0", vec![]);
        if page.engine() != Engine::Chromium {
            // Without DevTools: what is in the document.
            let nodes = page.js("find('*').length").as_i64().unwrap_or_default();
            return Self { nodes, listeners: 0, heap_bytes: 0 };
        }
        for _ in 0..3 {
            // What one collection frees may be what kept something else.
            page.devtools("HeapProfiler.collectGarbage", &json!({}));
        }
        let dom = page.devtools("Memory.getDOMCounters", &json!({}));
        let heap = page.devtools("Runtime.getHeapUsage", &json!({}));
        Self {
            nodes: dom["nodes"].as_i64().unwrap_or(i64::MAX),
            listeners: dom["jsEventListeners"].as_i64().unwrap_or(i64::MAX),
            heap_bytes: heap["usedSize"].as_f64().map_or(i64::MAX, |bytes| bytes as i64),
        }
    }
}

fn sees_fallback(page: &Page<'_>) -> bool {
    page.find_all("p").iter().any(|node| node.text() == FALLBACK && node.is_visible())
}

pub(super) fn the_fallback_stays_until_ready(element: &Element, browser: &Browser) {
    let server = Element::server();
    let (script, feed) = (server.hold("/kit/v1/ran.js"), server.hold("/feed.json"));
    let page = browser.open(&server.page(&Html::with_kit(&element.html(element.shows))));
    assert!(sees_fallback(&page), "before the script");
    script.release();
    page.wait_for_count(&element.inside("[data-state=loading]"), 1);
    assert!(sees_fallback(&page), "while the feed is on its way");
    feed.release();
    page.wait_for_events("ran-ready", 1);
    assert!(!sees_fallback(&page), "when there is something better");
}

/// An alert would break into what a screen reader says of the page; whether kit or loader says so, the visitor can mend nothing.
#[track_caller]
fn says_so_without_an_alert(element: &Element, page: &Page<'_>) {
    let failed = page.find(&element.inside("[part=failed]"));
    assert!(failed.is_visible());
    assert_eq!(failed.role(), "status");
}

pub(super) fn the_fallback_stays_when_it_fails(element: &Element, browser: &Browser) {
    let stage = element.stage(browser, State::Failed, "");
    assert!(sees_fallback(&stage.page));
    says_so_without_an_alert(element, &stage.page);
}

pub(super) fn the_fallback_stays_where_wasm_is_forbidden(element: &Element, browser: &Browser) {
    let server = Element::server();
    let policy = ran_tests::strict_policy().replace(" 'wasm-unsafe-eval'", "");
    let page =
        browser.open(&server.page(&Html::with_kit(&element.html(element.shows)).policy(Some(&policy))));
    page.expect_console("'wasm-unsafe-eval'");
    // WebKit forbids it too, but reports no violation of the policy.
    if page.engine() != Engine::Webkit {
        page.expect_violation("script-src");
    }
    let fired = page.wait_for_events("ran-error", 1);
    assert_eq!(fired[0].detail["code"], "kit-unavailable");
    assert!(sees_fallback(&page));
    says_so_without_an_alert(element, &page);
}

/// A page on which the element stands far below what is seen, when its script has run.
fn far_below<'b>(element: &Element, browser: &'b Browser) -> (Page<'b>, TestServer) {
    let server = Element::server();
    server.put("/tall.css", ran_tests::Reply::style(".tall { block-size: 5000px }"));
    let lazy = element.html(element.shows).replace(r#" loading="eager""#, "");
    let body = format!("<div class=tall></div>{lazy}");
    let html = Html::with_kit(&body).head(r#"<link rel="stylesheet" href="/tall.css">"#);
    let page = browser.open(&server.page(&html));
    page.wait_for_js(&format!(
        "customElements.get('{}') !== undefined && document.readyState === 'complete'",
        element.tag
    ));
    page.js("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
    (page, server)
}

pub(super) fn waits_until_it_is_near(element: &Element, browser: &Browser) {
    let (page, server) = far_below(element, browser);
    let kit = |paths: Vec<String>| {
        paths.into_iter().filter(|path| path.contains("kit.js") || path.contains(".wasm")).count()
    };
    assert_eq!(
        (kit(server.paths()), server.count("/feed.json")),
        (0, 0),
        "nothing is loaded for what nobody sees"
    );
    assert!(sees_fallback(&page));
    page.run("document.querySelector(arguments[0]).scrollIntoView()", vec![json!(element.tag)]);
    page.wait_for_text(&element.inside(".ran"), element.reads[0]);
}

pub(super) fn paper_has_it_though_it_was_never_near(element: &Element, browser: &Browser) {
    let (page, server) = far_below(element, browser);
    assert_eq!(server.count("/feed.json"), 0);
    page.run("dispatchEvent(new Event('beforeprint'))", vec![]);
    page.wait_for_text(&element.inside(".ran"), element.reads[0]);
    page.run("dispatchEvent(new Event('beforeprint'))", vec![]);
    assert_eq!((page.wait_for_events("ran-ready", 1).len(), server.count("/feed.json")), (1, 1));
}
