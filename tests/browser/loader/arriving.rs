//! Visitors who come by a link that leads to an element far down a page, most of them on a phone.

use ran_tests::{Browser, Html, Page, TestServer};

use crate::element::{Element, FALLBACK, put_feed};

const FEED: &str = r#"{ "version": 1, "alliance": { "name": "RAN" }, "members": [{ "id": "m", "name": "団体" }],
    "events": [{ "id": "fair", "title": "合同説明会", "kind": "festival", "start": "2099-04-17T10:00" }] }"#;

/// Where the calendar is on the screen.
const PLACE: &str = "document.querySelector('ran-event-calendar').getBoundingClientRect()";

fn server() -> TestServer {
    let server = TestServer::start();
    put_feed(&server, FEED);
    server
}

/// A page whose calendar lies far below what a phone shows.
fn address(server: &TestServer, attributes: &str) -> String {
    let news = "<p>町のお知らせ</p>".repeat(200);
    let body = format!(
        r#"{news}<ran-event-calendar feed="/feed.json" {attributes}><p>{FALLBACK}</p></ran-event-calendar>{news}"#
    );
    server.page(&Html::with_kit(&body))
}

fn on_a_phone<'b>(browser: &'b Browser, address: &str) -> Page<'b> {
    // The window keeps its size for the page to come.
    browser.open(&Element::server().page(&Html::plain(""))).resize(360, 640);
    let page = browser.open(address);
    page.wait_for_js("innerWidth === 360 && customElements.get('ran-event-calendar') !== undefined");
    page
}

pub(super) fn a_shared_link_opens_what_it_names(browser: &Browser) {
    let server = server();
    let page =
        on_a_phone(browser, &format!("{}#ran-event=fair&on=2099-04-17", address(&server, "deep-link")));
    page.wait_for_count("ran-event-calendar >>> dialog:modal:not(:has(.waiting))", 1);
    assert!(page.find("dialog").text().contains("合同説明会"));
    assert!(page.find("dialog header button").is_visible());
}

pub(super) fn a_shared_link_leads_to_what_it_shows(browser: &Browser) {
    let server = server();
    let shown = format!("{}#ran-view=agenda&date=2099-04-01", address(&server, "deep-link"));
    let page = on_a_phone(browser, &shown);
    page.wait_for_text("ran-event-calendar >>> [part=agenda]", "合同説明会");
    page.wait_for_js(&format!("Math.abs({PLACE}.top) < 2"));
    // Once: whoever goes away is not brought back.
    page.run("scrollTo(0, 0)", vec![]);
    page.run("return document.querySelector('ran-event-calendar').refresh()", vec![]);
    page.find("ran-event-calendar").set_attribute("lang", "en");
    page.wait_for_count("ran-event-calendar >>> [lang=en]", 1);
    assert_eq!(page.js("scrollY"), 0);
}

const LINKED: &str = "#ran-event=fair&on=2099-04-17";
const DEEP: &str = r#"<ran-event-calendar feed="/feed.json" deep-link></ran-event-calendar>"#;

/// As the browser itself opens a closed part for what a fragment names.
pub(super) fn a_shared_link_opens_the_part_that_holds_it(browser: &Browser) {
    let server = server();
    let body =
        format!("<details><summary>予定</summary><details><summary>今年</summary>{DEEP}</details></details>");
    let page = browser.open(&format!("{}{LINKED}", server.page(&Html::with_kit(&body))));
    page.wait_for_count("ran-event-calendar >>> dialog:modal:not(:has(.waiting))", 1);
    assert!(page.find("dialog header button").is_visible());
}

/// A dialog that nobody sees would be over the page all the same, and a page with it would take no click.
pub(super) fn what_is_not_seen_takes_no_page(browser: &Browser) {
    let server = server();
    let body = format!("<button>予定</button><section style='display: none'>{DEEP}</section>");
    let html = Html::with_kit(&body).policy(None);
    let page = browser.open(&format!("{}{LINKED}", server.page(&html)));
    page.wait_for_count("ran-event-calendar >>> dialog", 1);
    page.run("find('button')[0].onclick = () => { find('section')[0].style.display = '' }", vec![]);
    page.find("main > button").click();
    page.wait_for_count("ran-event-calendar >>> dialog:modal:not(:has(.waiting))", 1);
    assert!(page.find("dialog header button").is_visible());
}

pub(super) fn who_has_scrolled_is_left_there(browser: &Browser) {
    let server = server();
    let gate = server.hold("/feed.json");
    let shown = format!("{}#ran-view=agenda&date=2099-04-01", address(&server, "deep-link"));
    let page = on_a_phone(browser, &shown);
    page.wait_for_count("ran-event-calendar >>> [data-state=loading]", 1);
    page.run("scrollTo(0, 50)", vec![]);
    drop(gate);
    page.wait_for_events("ran-ready", 1);
    page.wait_for_text("ran-event-calendar >>> [part=agenda]", "合同説明会");
    assert_eq!(page.js("scrollY"), 50);
}

pub(super) fn a_link_within_the_page_starts_what_it_names(browser: &Browser) {
    let server = server();
    for attributes in ["deep-link", ""] {
        let page = on_a_phone(browser, &address(&server, attributes));
        let before = server.count("/feed.json");
        // An address of the page's own is none of the calendar's business.
        page.js("location.hash = '#news'");
        page.js("location.hash = '#ran-event=fair&on=2099-04-17'");
        if attributes.is_empty() {
            // The attribute may come later than the address.
            assert_eq!(server.count("/feed.json"), before, "nobody has come near");
            page.find("ran-event-calendar").set_attribute("deep-link", "");
        }
        page.wait_for_count("ran-event-calendar >>> dialog:modal:not(:has(.waiting))", 1);
    }
}
