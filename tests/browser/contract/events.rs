//! What an element tells the page, and what the page can ask of it.

use ran_tests::{Browser, Html, Reply};
use serde_json::json;

use crate::element::{Element, FEED, State};

pub(super) fn ready_is_announced_when_it_is_seen(element: &Element, browser: &Browser) {
    let server = Element::server();
    let script = "document.addEventListener('ran-ready', ({ target }) => {
        window.heard = target.shadowRoot.querySelector('.ran').innerText;
    })";
    server.put("/page.js", Reply::script(script));
    let html = Html::with_kit(&element.html(element.shows)).head(r#"<script src="/page.js"></script>"#);
    let page = browser.open(&server.page(&html));
    let fired = page.wait_for_events("ran-ready", 1);
    assert_eq!(fired.len(), 1);
    assert_eq!((fired[0].target.as_str(), fired[0].bubbles, fired[0].composed), (element.tag, true, true));
    let heard = page.js("heard");
    assert!(heard.as_str().is_some_and(|text| text.contains(element.reads[0])), "{heard}");
}

pub(super) fn failure_is_announced(element: &Element, browser: &Browser) {
    let stage = element.stage(browser, State::Failed, "");
    let fired = stage.page.wait_for_events("ran-error", 1);
    let error = &fired[0];
    assert_eq!((error.target.as_str(), error.bubbles, error.composed), (element.tag, true, true));
    assert_eq!(error.detail["code"], "http");
    assert!(error.detail["message"].as_str().is_some_and(|message| message.contains("404")), "{error:?}");
    assert!(stage.page.record().events.iter().all(|event| event.name == "ran-error"));
}

pub(super) fn refresh_recovers(element: &Element, browser: &Browser) {
    let stage = element.stage(browser, State::Failed, "");
    stage.server.put("/feed.json", Reply::json(FEED));
    // The visitor's way: the button beside the failure.
    stage.page.find(&element.inside("[data-state=failed] button")).click();
    stage.page.wait_for_text(&element.inside(".ran"), element.reads[0]);
    stage.page.wait_for_events("ran-ready", 1);
    assert_eq!(stage.page.count(&element.inside("[data-state=failed]")), 0);
}

pub(super) fn refresh_asks_the_server(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let newer = FEED
        .replace("NPO法人MEGURU", "新しい名前")
        .replace("得意", "")
        .replace("採用なんでも相談会", "新しい名前の会");
    assert_ne!(newer, FEED);
    // The page's way: the method, which says when it has been passed on.
    stage.server.put("/feed.json", Reply::json(newer));
    assert_eq!(
        stage
            .page
            .js(&format!("document.querySelector({}).refresh().then(() => 'done')", json!(element.tag))),
        "done"
    );
    ran_tests::wait_for("the second request", || match stage.server.count("/feed.json") {
        2 => Ok(()),
        count => Err(format!("{count} requests")),
    });
    let asked = stage.server.requests("/feed.json");
    let by_etag = asked[1].header("if-none-match").is_some();
    assert_eq!(by_etag, browser.engine().has_http_cache(), "the server is asked by ETag: {:?}", asked[1]);
    stage.page.wait_for_js(&format!(
        "find({}).some((root) => root.innerText.includes('新しい名前'))",
        json!(element.inside(".ran"))
    ));
}

/// What fills in forms, and many a script, fires an `Event` in the place of a `KeyboardEvent` or an `InputEvent`.
pub(super) fn plain_events_of_a_script_break_nothing(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let kinds = stage.page.js(&format!(
        "(() => {{
            const kinds = new Map();
            for (const one of document.querySelector({}).shadowRoot.querySelectorAll('*')) kinds.set(one.tagName + one.part, one);
            for (const type of ['focusin', 'input', 'keydown', 'mouseover', 'pointerdown', 'pointermove', 'pointerup',
                'touchmove', 'touchstart', 'wheel']) {{
                for (const one of kinds.values()) one.dispatchEvent(new Event(type, {{ bubbles: true, composed: true }}));
            }}
            return kinds.size;
        }})()",
        json!(element.tag)
    ));
    assert!(kinds.as_u64() > Some(3), "{kinds}");
    stage.page.wait_for_text(&element.inside("[data-state=ready]"), element.reads[0]);
    let events = stage.page.record().events;
    assert!(events.iter().all(|event| event.name != "ran-error"), "{events:?}");
}
