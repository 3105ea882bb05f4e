//! The calendar: where the keyboard's focus is after each step, and what is on paper.

use ran_tests::{Browser, Html, Key, Page, Suite, TestServer};

use crate::element::put_feed;

pub(crate) fn register(suite: &mut Suite) {
    macro_rules! tests {
        ($($test:ident),+ $(,)?) => { $(suite.test(concat!("calendar::", stringify!($test)), $test);)+ };
    }
    tests!(
        enter_opens_the_day_that_has_the_focus,
        the_focus_goes_along_to_what_comes_next,
        after_a_dialog_that_an_address_opened_the_focus_is_in_the_calendar
    );
}

/// A calendar of April 2099 with these events and attributes, at this fragment.
fn open<'b>(
    browser: &'b Browser,
    server: &TestServer,
    events: &str,
    attributes: &str,
    fragment: &str,
) -> Page<'b> {
    let feed = format!(
        r#"{{ "version": 1, "alliance": {{ "name": "RAN" }}, "members": [], "events": [{events}] }}"#
    );
    put_feed(server, feed);
    let html = Html::with_kit(&format!(
        r#"<ran-event-calendar feed="/feed.json" loading="eager" {attributes} date="2099-04-15"></ran-event-calendar>"#
    ));
    let page = browser.open(&format!("{}{fragment}", server.page(&html)));
    page.wait_for_events("ran-ready", 1);
    page
}

/// A selector for what the calendar renders.
fn inside(selector: &str) -> String {
    format!("ran-event-calendar >>> {selector}")
}

fn enter_opens_the_day_that_has_the_focus(browser: &Browser) {
    let server = TestServer::start();
    let events = r#"{ "id": "a", "title": "相談会", "kind": "seminar", "start": "2099-04-21T10:00" }"#;
    let page = open(browser, &server, events, "", "");
    // As a screen reader's browse mode does, or a click on what stands in the cell: the tab stop is on another day.
    page.find(&inside("[data-date='2099-04-21']")).focus();
    page.press(Key::Enter);
    page.wait_for_count(&inside("#day:focus"), 1);
    page.wait_for_text(&inside(".day"), "相談会");
    // The arrows go on from there too.
    page.find(&inside("[data-date='2099-04-07']")).focus();
    page.press(Key::Right);
    page.wait_for_count(&inside("[data-date='2099-04-08']:focus"), 1);
}

fn the_focus_goes_along_to_what_comes_next(browser: &Browser) {
    let server = TestServer::start();
    let events = r#"{ "id": "a", "title": "相談会", "kind": "seminar", "start": "2099-06-21T10:00" }"#;
    let page = open(browser, &server, events, "", "");
    page.find(&inside("[data-do='next 2099-06-21']")).press(Key::Enter);
    page.wait_for_count(&inside("[data-date='2099-06-21']:focus"), 1);
}

fn after_a_dialog_that_an_address_opened_the_focus_is_in_the_calendar(browser: &Browser) {
    let server = TestServer::start();
    let events = r#"{ "id": "a", "title": "相談会", "kind": "seminar", "start": "2099-04-21T10:00",
        "rrule": "FREQ=DAILY;BYHOUR=10,14;COUNT=2" }"#;
    let page = open(browser, &server, events, "deep-link", "#ran-event=a&on=2099-04-21T14%3A00");
    page.wait_for_text(&inside("dialog"), "2099年4月21日(火) 14:00");
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
    page.wait_for_count(&inside("[role=gridcell]:focus"), 1);
}
