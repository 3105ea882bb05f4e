//! What is seen, as an address: read, written, followed and copied.

use ran_tests::{Browser, Key, Page};
use serde_json::Value;

use super::{EVENTS, first_row, html, inside, open, serve};

/// What the page's address has after the `#`.
fn fragment(page: &Page<'_>) -> Value {
    page.js("location.hash")
}

pub(super) fn the_address_says_what_is_seen(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "deep-link");
    assert_eq!(fragment(&page), "");
    let entries = page.js("history.length");
    page.find(&inside("[data-do='view week']")).click();
    page.wait_for_js("location.hash === '#ran-view=week'");
    page.find(&inside("[data-do='go 2099-04-22']")).click();
    page.wait_for_js("location.hash === '#ran-view=week&date=2099-04-22'");
    first_row(&page).click();
    page.wait_for_js(
        "location.hash === '#ran-view=week&date=2099-04-22&event=off&on=2099-04-20'
        || location.hash === '#ran-view=week&date=2099-04-22&event=night&on=2099-04-24'",
    );
    page.press(Key::Escape);
    page.wait_for_js("location.hash === '#ran-view=week&date=2099-04-22'");
    assert_eq!(page.js("history.length"), entries, "Back leaves the page");
    // Without the attribute the address is the page's own.
    let page = open(browser, &server, "");
    page.find(&inside("[data-do='view week']")).click();
    page.wait_for_text(&inside("#period"), "4月12日");
    assert_eq!(fragment(&page), "");
}

pub(super) fn an_address_brings_it_back(browser: &Browser) {
    let server = serve(EVENTS);
    let address = server.page(&html("deep-link"));
    let page = browser.open(&format!("{address}#ran-date=2099-05-02&event=rule&on=2099-05-12"));
    page.wait_for_count(&inside("dialog:modal"), 1);
    assert!(page.find(&inside("dialog")).text().contains("2099年5月12日(火) 19:00"));
    page.press(Key::Escape);
    page.wait_for_text(&inside("#period"), "5月");
    page.wait_for_js("location.hash === '#ran-date=2099-05-02'");

    // The same page at another fragment would not be loaded again.
    let address = server.page(&html("deep-link lang=ja"));
    let page = browser.open(&format!("{address}#ran-view=agenda&kinds=workshop&search=%E4%BC%9A"));
    page.wait_for_text(&inside("[part=agenda]"), "四の会");
    assert_eq!(page.count(&inside("button.event")), 2);
    page.find(&inside("summary")).click();
    assert_eq!(page.find(&inside("select[name=kinds]")).js("element.value"), "workshop");
    assert_eq!(page.find(&inside("input[type=search]")).js("element.value"), "会");
}

pub(super) fn a_link_within_the_page_is_followed(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "deep-link");
    page.js("location.hash = '#ran-view=agenda&kinds=festival'");
    page.wait_for_text(&inside("[part=agenda]"), "GOSEN KNIT FES");
    assert_eq!(page.count(&inside("button.event")), 1);
    // Another fragment is none of the calendar's business.
    page.js("location.hash = '#main'");
    page.wait_for_text(&inside("[part=agenda]"), "GOSEN KNIT FES");
}

pub(super) fn a_link_is_copied(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda deep-link");
    page.run(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true,
            value: { writeText: async (text) => { window.copied = text } } })",
        vec![],
    );
    first_row(&page).click();
    page.wait_for_count(&inside("dialog:modal"), 1);
    page.find(&inside(".share button")).click();
    page.wait_for_text(&inside(".share [role=status]"), "コピーしました");
    assert_eq!(
        page.js("copied === location.href.split('#')[0] + '#ran-event=fes&on=2099-04-03'"),
        true,
        "{}",
        page.js("copied")
    );
    page.run("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))", vec![]);
    page.find(&inside(".share button")).click();
    page.wait_for_text(&inside(".share [role=status]"), "コピーできませんでした");
}
