//! The browser's Back and Forward lead through the steps of a form, as they would if each were a page of its own.

use ran_tests::{Browser, Html, Page, Reply, TestServer};
use serde_json::{Value, json};

use super::{Desk, inside};

/// Counts the entries that are made, for `history.length` ends at 50; and what a router of the page would hear.
fn watch(page: &Page<'_>) {
    page.run(
        "const push = history.pushState.bind(history);
         window.pushed = 0;
         history.pushState = (...entry) => { window.pushed += 1; push(...entry); };
         window.heard = 0;
         addEventListener('popstate', () => { window.heard += 1; });",
        vec![],
    );
}

pub(super) fn step_by_step(browser: &Browser) {
    let desk = Desk::open(browser);
    let page = &desk.page;
    watch(page);
    desk.to_review();
    assert_eq!(page.js("window.pushed"), 3);
    let go = |way: &str, title: &str| {
        page.js(&format!("history.{way}()"));
        desk.at(title);
        desk.focus_is_on("#step");
    };
    go("back", "関心");
    go("back", "連絡先");
    assert_eq!(
        page.find(&inside("[name=tel]")).js("element.value"),
        "０２６３ー００ー００００",
        "as it was typed"
    );
    go("forward", "関心");
    go("forward", "確認");

    // The form's own button is the same way, and makes no entry; from the review to an answer is a way of its own.
    desk.tick("[data-do=back]");
    desk.at("関心");
    go("forward", "確認");
    assert_eq!(page.js("window.pushed"), 3);
    desk.tick("[data-do='go 0']");
    desk.at("あなたについて");
    go("back", "確認");
    assert_eq!(page.js("window.heard"), 0, "a router would show another page");
}

pub(super) fn out_of_the_page_when_it_is_sent(browser: &Browser) {
    let desk = Desk::open(browser);
    let page = &desk.page;
    // The page has an entry of its own before the form's first step.
    page.run("history.replaceState('before', ''); history.pushState('form', '')", vec![]);
    desk.to_button();
    desk.next();
    desk.thanked();
    let is_seen = "find('ran-sign-up >>> #step')[0].getBoundingClientRect().top";
    page.wait_for_js(&format!("{is_seen} >= 0 && {is_seen} < innerHeight"));
    page.js("history.back()");
    page.wait_for_js("history.state === 'before'");
    desk.thanked();
    // Forward there are steps of a form that was sent: it stays so.
    page.js("history.go(2)");
    page.wait_for_js("history.state['ran-step']?.at === 1");
    desk.thanked();
    page.js("history.back()");
    page.wait_for_js("history.state === 'before'");
    assert_eq!(desk.sent().len(), 1);
}

pub(super) fn past_what_is_the_pages_own(browser: &Browser) {
    let desk = Desk::open(browser);
    let page = &desk.page;
    desk.first_step();
    // A link to a part of the page is no step, and neither is the way back from there.
    page.js("location.hash = '#main'");
    page.wait_for_js("history.state === null");
    desk.at("連絡先");
    page.js("history.back()");
    page.wait_for_js("history.state?.['ran-step']?.at === 1");
    desk.at("連絡先");
    page.js("history.back()");
    desk.at("あなたについて");

    // After a reload the entries are still there. Firefox then loads the page anew for each, others do not.
    page.js("history.forward()");
    desk.at("連絡先");
    page.run("window.old = true; location.reload()", vec![]);
    page.wait_for_js("!window.old && document.readyState === 'complete'");
    page.wait_for_events("ran-ready", 1);
    desk.at("連絡先");
    page.js("history.back()");
    desk.at("あなたについて");
    assert_eq!(page.find(&inside("[name=name]")).js("element.value"), "見本　はな子");

    // A router may copy an entry's state for another of its pages: the way there is its own.
    page.js("history.forward()");
    desk.at("連絡先");
    watch(page);
    page.run("history.pushState(history.state, '', '?page=2'); history.back()", vec![]);
    page.wait_for_js("window.heard === 1");
}

pub(super) fn from_another_page_to_a_step_that_was_not_the_last(browser: &Browser) {
    let desk = Desk::open(browser);
    let page = &desk.page;
    desk.first_step();
    // The entry is there a moment after the step, and a page that is still loading replaces it.
    page.wait_for_js("document.readyState === 'complete' && history.state?.['ran-step']?.at === 1");
    page.run("location.href = '/feed.json'", vec![]);
    page.wait_for_js("location.pathname === '/feed.json'");
    // Chromium's driver runs a script once more in the next page if that was there before the script's answer.
    page.run("if (location.pathname === '/feed.json') history.go(-2)", vec![]);
    desk.at("あなたについて");
}

pub(super) fn of_two_forms_each_its_own(browser: &Browser) {
    let server = TestServer::start();
    let field = |id: &str, step: &str| json!({ "id": id, "type": "text", "label": id, "step": step });
    let form = |id: &str| {
        json!({
            "id": id, "title": id, "fields": [field("one", "first"), field("two", "second")],
            "steps": [{ "id": "first", "title": "甲" }, { "id": "second", "title": "乙" }],
        })
    };
    let feed = json!({ "version": 1, "alliance": { "name": "RAN" }, "forms": [form("a"), form("b")] });
    server.put("/feed.json", Reply::json(feed.to_string()));
    let element =
        |form| format!(r#"<ran-sign-up feed="/feed.json" form="{form}" loading="eager"></ran-sign-up>"#);
    let page = browser.open(&server.page(&Html::with_kit(&[element("a"), element("b")].concat())));
    page.wait_for_events("ran-ready", 2);
    let steps = |expected: Value| {
        let shown = "JSON.stringify(find('ran-sign-up >>> #step').map((step) => step.innerText))";
        page.wait_for_js(&format!("{shown} === {}", json!(expected.to_string())));
    };
    let next = |form: &str| page.find(&format!("ran-sign-up[form={form}] >>> button.main")).click();
    next("a");
    steps(json!(["乙", "甲"]));
    next("b");
    steps(json!(["乙", "乙"]));
    page.js("history.back()");
    steps(json!(["乙", "甲"]));
}
