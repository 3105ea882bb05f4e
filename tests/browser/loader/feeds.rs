//! How often a feed is asked for, and what is kept of it.

use ran_tests::{Browser, Html, wait_for};

use super::{BADGE, BADGE_READS};
use crate::element::Element;

pub(super) fn different_elements_share_one_request(browser: &Browser) {
    let server = Element::server();
    let absolute = server.url("/feed.json");
    let body = format!(
        "<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>\
         <ran-member-badge loading=eager feed='{absolute}#top' member=machi></ran-member-badge>\
         <ran-member-profile loading=eager feed=/pages/../feed.json member=meguru></ran-member-profile>"
    );
    let page = browser.open(&server.page(&Html::with_kit(&body)));
    page.wait_for_events("ran-ready", 3);
    assert_eq!(server.count("/feed.json"), 1, "{:?}", server.paths());
    let mut loaded: Vec<String> = server.paths().into_iter().filter(|path| path.contains(".wasm")).collect();
    let all = loaded.len();
    loaded.sort();
    loaded.dedup();
    assert_eq!(loaded.len(), all, "each piece once: {loaded:?}");
}

pub(super) fn the_feed_is_asked_for_beside_the_kit(browser: &Browser) {
    let server = Element::server();
    let core = server.kit_paths().into_iter().find(|path| path.ends_with("/member-badge.wasm"));
    let gate = server.hold(&format!("/kit/v1/{}", core.unwrap_or_default()));
    let body = "<ran-member-badge loading=eager feed=/feed.json#top member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    wait_for("the request for the feed", || match server.count("/feed.json") {
        1 => Ok(()),
        count => Err(format!("{count} requests")),
    });
    assert_eq!(page.record().events.len(), 0, "the kit has not come yet");
    drop(gate);
    page.wait_for_events("ran-ready", 1);
    assert_eq!(server.count("/feed.json"), 1, "the kit reads what the loader asked for");
}

/// A page that goes to another address within itself means the same feed as before.
pub(super) fn the_feed_stays_when_the_address_changes(browser: &Browser) {
    let server = Element::server();
    let body = "<ran-member-badge loading=eager feed=../feed.json member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.wait_for_text(BADGE, BADGE_READS);
    let asked = server.paths().into_iter().filter(|path| path.ends_with("feed.json")).count();
    page.run("history.pushState(null, '', '/x/y/')", vec![]);
    page.find("ran-member-badge").set_attribute("theme", "dark");
    page.wait_for_count("ran-member-badge >>> .ran[data-theme=dark]", 1);
    let now = server.paths().into_iter().filter(|path| path.ends_with("feed.json")).count();
    assert_eq!(now, asked, "{:?}", server.paths());
    page.wait_for_text(BADGE, BADGE_READS);
}

pub(super) fn a_page_that_was_away_asks_for_news(browser: &Browser) {
    let server = Element::server();
    let body = "<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.wait_for_events("ran-ready", 1);
    browser.while_away(|| {});
    // The clock runs on by eleven minutes whenever nobody looks. Firefox's driver has globals of its own: `window` has the page's.
    page.run(
        "const real = window.Date.now; let away = 0;
         document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') away += 660_000; }, { capture: true });
         window.Date.now = () => real() + away;
         window.seen = 0; document.addEventListener('visibilitychange', () => { window.seen += 1; });",
        vec![],
    );
    assert_eq!(server.count("/feed.json"), 1, "a short absence asks nothing");
    browser.while_away(|| {});
    page.wait_for_js("window.seen === 2");
    wait_for("the feed to be asked for again", || match server.count("/feed.json") {
        2 => Ok(()),
        count => Err(format!("{count} requests")),
    });
}

/// A site that writes the time into the feed's address gets a new copy with each visit.
pub(super) fn a_changing_address_fills_no_disk(browser: &Browser) {
    let server = Element::server();
    let body = "<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.wait_for_text(BADGE, BADGE_READS);
    let kept = |at_end: &str| {
        page.wait_for_js(&format!(
            "caches.open('ran-feed-v1').then((cache) => cache.keys()).then((all) => all.at(-1)?.url.endsWith('{at_end}'))"
        ));
    };
    kept("/feed.json");
    for time in 1..=12 {
        page.find("ran-member-badge").set_attribute("feed", &format!("/feed.json?t={time}"));
        kept(&format!("/feed.json?t={time}"));
    }
    // The oldest have gone, the newest are there.
    let all = "caches.open('ran-feed-v1').then((cache) => cache.keys()).then((all) => all.map(({ url }) => new URL(url).search).join())";
    page.wait_for_js(&format!("({all}).then((all) => all === '?t=5,?t=6,?t=7,?t=8,?t=9,?t=10,?t=11,?t=12')"));
    assert_eq!(server.count("/feed.json"), 13);
}
