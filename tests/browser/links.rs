//! Links that lead to other sites, in every widget that has them.

use ran_tests::{Browser, Html, Suite, TestServer};

use crate::element::put_feed;

pub(crate) fn register(suite: &mut Suite) {
    suite.test("links::one_that_leads_out_is_marked_alike", one_that_leads_out_is_marked_alike);
}

const FEED: &str = r#"{ "version": 1, "alliance": { "name": "RAN" },
    "members": [{ "id": "m", "name": "団体", "links": [{ "url": "https://example.jp/", "label": "資料" }] }],
    "events": [{ "id": "e", "title": "会", "start": "2099-04-01T19:00", "host": "m", "url": "https://example.jp/e" }] }"#;

/// The mark is for the eye: nobody hears "north east arrow", but that a new tab opens is said.
fn one_that_leads_out_is_marked_alike(browser: &Browser) {
    let server = TestServer::start();
    put_feed(&server, FEED);
    let check = |tag: &str, attributes: &str, link: &str, name: &str| {
        let body = format!(r#"<{tag} feed="/feed.json" loading="eager" {attributes}></{tag}>"#);
        let address = server.page(&Html::with_kit(&body));
        // The calendar opens what the address names.
        let page = browser.open(&format!("{address}#ran-date=2099-04-01&event=e&on=2099-04-01"));
        let link = format!("{tag} >>> {link}");
        page.wait_for_count(&link, 1);
        let link = page.find(&link);
        assert_eq!(link.accessible_name(), name);
        let mark = link.js("getComputedStyle(element, '::after').content");
        assert!(mark.as_str().is_some_and(|mark| mark.contains('↗')), "{mark} after {name}");
        assert_eq!(link.js("element.querySelectorAll('svg').length"), 0);
        page.assert_clean();
    };
    check("ran-member-profile", r#"member="m""#, ".links a", "資料");
    check("ran-member-map", r#"member="m""#, "dialog .links a", "資料");
    check("ran-event-calendar", "deep-link", "dialog a[href='https://example.jp/e']", "イベントのページ");
    check("ran-event-calendar", "deep-link", "dialog a[href*=google]", "Google 新規タブで開きます");
}
