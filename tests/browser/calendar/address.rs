//! What is seen, as an address: read, written, followed and copied.

use ran_tests::{Browser, Html, Key, Page};
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
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    assert!(page.find(&inside("dialog")).text().contains("2099年5月12日（火）19:00"));
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

/// An old link names what is gone: that is said, and everything else opens as ever.
pub(super) fn after_a_link_to_what_is_gone_all_else_opens(browser: &Browser) {
    let server = serve(EVENTS);
    let address = server.page(&html("deep-link"));
    let page = browser.open(&format!("{address}#ran-view=agenda&date=2099-04-01&event=gone"));
    page.wait_for_text(&inside(".notice"), "この予定は見つかりませんでした。");
    first_row(&page).click();
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    assert_eq!(page.count(&inside(".notice")), 0);
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
    // So does a link of the page, after another one to what is gone.
    page.js("location.hash = '#ran-event=gone'");
    page.wait_for_count(&inside(".notice"), 1);
    page.js("location.hash = '#ran-event=a&on=2099-04-28'");
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
}

pub(super) fn a_link_within_the_page_is_followed(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "deep-link");
    page.js("location.hash = '#ran-view=agenda&kinds=festival'");
    page.wait_for_text(&inside("[part=agenda]"), "GOSEN KNIT FES");
    assert_eq!(page.count(&inside("button.event")), 1);
    // To another part of the page: what the link had asked for goes, and the page's fragment stays.
    page.js("location.hash = '#main'");
    page.wait_for_count(&inside("[part=grid]"), 1);
    assert_eq!(fragment(&page), "#main");
    // Back to the link, and to the event that it opened.
    page.js("location.hash = '#ran-event=a&on=2099-04-28'");
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    page.js("history.back()");
    page.wait_for_count(&inside("dialog"), 0);
    assert_eq!(fragment(&page), "#main");
}

/// A router takes an entry of the history for a page, and loads that.
pub(super) fn a_router_hears_nothing_of_what_is_opened(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda deep-link");
    page.run("window.heard = 0; addEventListener('popstate', () => { window.heard += 1; })", vec![]);
    let opened = || {
        first_row(&page).click();
        page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
        page.wait_for_js("location.hash.includes('event=')");
    };
    let closed = || {
        page.wait_for_count(&inside("dialog"), 0);
        page.wait_for_js("location.hash === ''");
    };
    opened();
    page.press(Key::Escape);
    closed();
    opened();
    page.js("history.back()");
    closed();
    assert_eq!(page.js("window.heard"), 0);
    // Its own entries it hears of.
    page.run("history.pushState({}, '', '?page=2'); history.back()", vec![]);
    page.wait_for_js("window.heard === 1");
}

/// `#/events` is a page of its own in an application that keeps its state there.
pub(super) fn a_router_keeps_its_fragment(browser: &Browser) {
    let server = serve(EVENTS);
    for route in ["#/events", "#!events"] {
        let page = open(browser, &server, "view=agenda deep-link");
        page.js(&format!("location.hash = '{route}'"));
        first_row(&page).click();
        page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
        page.expect_console(&format!(
            "deep-link has no effect, for the page keeps its own state in its address: {route}"
        ));
        page.press(Key::Escape);
        page.wait_for_count(&inside("dialog"), 0);
        assert_eq!(fragment(&page), route);
        assert_eq!(page.js("history.state"), Value::Null);
    }
}

pub(super) fn back_closes_what_the_visitor_has_opened(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda deep-link");
    // Not by `history.length`, which ends at 50: the tests before have been here too.
    page.run(
        "const push = history.pushState.bind(history);
         history.pushState = (...entry) => { window.pushed = (window.pushed ?? 0) + 1; push(...entry); };",
        vec![],
    );
    page.find(&inside("[data-do='go 2099-05-01']")).click();
    let month = "#ran-date=2099-05-01";
    page.wait_for_js(&format!("location.hash === '{month}'"));
    assert_eq!(page.js("window.pushed"), Value::Null, "a month is no entry");
    let open_first = || {
        page.run("window.pushed = 0", vec![]);
        first_row(&page).click();
        page.wait_for_js(&format!("location.hash === '{month}&event=rule&on=2099-05-12'"));
        assert_eq!(page.count(&inside("dialog:modal:not(:has(.waiting))")), 1);
        assert_eq!(page.js("window.pushed"), 1);
    };
    let is_as_before = || {
        page.wait_for_js(&format!("location.hash === '{month}'"));
        page.wait_for_count(&inside("dialog"), 0);
        page.wait_for_count(&inside("button.event:focus"), 1);
        assert!(page.find(&inside("#period")).text().contains("5月"));
    };
    open_first();
    page.js("history.back()");
    is_as_before();
    page.js("history.forward()");
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    page.press(Key::Escape);
    page.wait_for_js(&format!("location.hash === '{month}'"));
    page.wait_for_count(&inside("dialog"), 0);
    // Whoever closes it is back where it was opened: no entry is left that shows the same.
    for close in [Key::Escape, Key::Enter] {
        open_first();
        page.press(close);
        is_as_before();
        assert_eq!(page.js("history.state && history.state['ran-opened']"), Value::Null);
    }
    // A page that keeps something in its entries finds it again.
    page.run("history.replaceState({ own: 1 }, '')", vec![]);
    open_first();
    assert_eq!(page.js("history.state.own"), 1);
    page.press(Key::Escape);
    is_as_before();
    assert_eq!(page.js("JSON.stringify(history.state)"), r#"{"own":1}"#);
}

pub(super) fn an_opened_event_that_is_loaded_again_leaves_no_entry_behind(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda deep-link");
    first_row(&page).click();
    page.wait_for_js("location.hash === '#ran-event=fes&on=2099-04-03'");
    page.run("window.before = true; location.reload()", vec![]);
    page.wait_for_js("!window.before && document.querySelector('ran-event-calendar')?.shadowRoot?.querySelector('dialog:modal:not(:has(.waiting))') != null");
    page.press(Key::Escape);
    page.wait_for_js("location.hash === '' && !history.state?.['ran-opened']");
    page.wait_for_count(&inside("dialog"), 0);
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
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    page.find(&inside(".sheet > .share:last-child button")).click();
    page.wait_for_text(&inside(".sheet > .share:last-child [role=status]"), "コピーしました");
    assert_eq!(
        page.js("copied === location.href.split('#')[0] + '#ran-event=fes&on=2099-04-03'"),
        true,
        "{}",
        page.js("copied")
    );
    page.run("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))", vec![]);
    page.find(&inside(".sheet > .share:last-child button")).click();
    page.wait_for_text(&inside(".sheet > .share:last-child [role=status]"), "コピーできませんでした");
}

pub(super) fn after_a_dialog_that_an_address_opened_the_focus_is_in_the_calendar(browser: &Browser) {
    let server = serve(
        r#"{ "id": "a", "title": "相談会", "kind": "seminar", "start": "2099-04-21T10:00",
            "rrule": "FREQ=DAILY;BYHOUR=10,14;COUNT=2" }"#,
    );
    let address = server.page(&html("deep-link"));
    let page = browser.open(&format!("{address}#ran-event=a&on=2099-04-21T14%3A00"));
    page.wait_for_text(&inside("dialog"), "2099年4月21日（火）14:00");
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
    page.wait_for_count(&inside("[role=gridcell]:focus"), 1);
}

pub(super) fn of_two_with_addresses_the_first_has_the_pages(browser: &Browser) {
    let server = serve(EVENTS);
    let one = r#"<ran-event-calendar feed="/feed.json" loading="eager" deep-link date="2099-04-15"></ran-event-calendar>"#;
    let page = browser.open(&server.page(&Html::with_kit(&one.repeat(2))));
    page.expect_console("ran: <ran-event-calendar deep-link> has no effect");
    page.wait_for_events("ran-ready", 2);
    let press = |view: &str, place: usize| {
        page.find_all(&inside(&format!("[data-do='view {view}']")))[place].click();
        page.wait_for_js(&format!(
            "document.querySelectorAll('ran-event-calendar')[{place}].shadowRoot.querySelector('[data-do=\"view {view}\"]').ariaPressed === 'true'"
        ));
    };
    press("agenda", 0);
    page.wait_for_js("location.hash === '#ran-view=agenda'");
    press("week", 1);
    press("week", 0);
    page.wait_for_js("location.hash === '#ran-view=week'");
    // The second one keeps to itself what it shows.
    press("agenda", 1);
    press("month", 0);
    page.wait_for_js("location.hash === ''");
    assert_eq!(page.count(&inside("[part=agenda]")), 1);
}
