//! How often a feed is asked for, and what is kept of it.

use ran_tests::{Browser, Html, Page, Reply, TestServer, wait_for};
use serde_json::json;

use super::{BADGE, BADGE_READS};
use crate::element::{Element, FEED, put_feed};

const ONE: &str = "<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>";

/// Gives the alliance's feed another name for the member that is shown: what is read then.
fn put_news(server: &TestServer) -> &'static str {
    let news = FEED.replace("NPO法人MEGURU", "NPO法人めぐる");
    assert_ne!(news, FEED);
    put_feed(server, news);
    "NPO法人めぐる"
}

#[track_caller]
fn wait_for_requests(server: &TestServer, expected: usize) {
    wait_for(&format!("{expected} requests for the feed"), || match server.count("/feed.json") {
        count if count == expected => Ok(()),
        count => Err(format!("{count} requests")),
    });
}

/// Lets the page's clock run on. Firefox's driver has globals of its own: `window` has the page's.
fn later(page: &Page<'_>, minutes: u32) {
    page.run(
        "const real = window.Date.now; window.Date.now = () => real() + arguments[0] * 60_000",
        vec![json!(minutes)],
    );
}

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

/// The kit takes so long that what was asked for beside it is no longer what the server has.
pub(super) fn what_was_asked_for_ahead_grows_old(browser: &Browser) {
    let server = Element::server();
    let core = server.kit_paths().into_iter().find(|path| path.ends_with("/member-badge.wasm"));
    let gate = server.hold(&format!("/kit/v1/{}", core.unwrap_or_default()));
    let page = browser.open(&server.page(&Html::with_kit(ONE)));
    wait_for_requests(&server, 1);
    let news = put_news(&server);
    later(&page, 60);
    drop(gate);
    page.wait_for_text(BADGE, news);
    wait_for_requests(&server, 2);
}

pub(super) fn a_second_try_asks_for_the_feed_again(browser: &Browser) {
    let server = Element::server();
    let core = server.kit_paths().into_iter().find(|path| path.ends_with("/member-badge.wasm"));
    let core = core.unwrap_or_default();
    let own = Reply::wasm(server.kit_bytes(&core));
    let core = format!("/kit/v1/{core}");
    server.put(&core, Reply::status(503));
    let page = browser.open(&server.page(&Html::with_kit(ONE)));
    page.allow_console("");
    let errors = page.wait_for_events("ran-error", 1);
    assert_eq!(errors[0].detail["code"], "kit-unavailable");
    wait_for_requests(&server, 1);
    let news = put_news(&server);
    server.put(&core, own);
    page.find("ran-member-badge >>> [part=failed] button").click();
    page.wait_for_text(BADGE, news);
    wait_for_requests(&server, 2);
}

/// Where nothing is kept of a feed, what is on screen is all that there is.
pub(super) fn a_failed_refresh_keeps_what_is_shown(browser: &Browser) {
    let server = Element::server();
    server.put("/forgets.js", Reply::script("Object.defineProperty(window, 'caches', { value: undefined })"));
    let html = Html::with_kit(ONE).head(r#"<script src="/forgets.js"></script>"#);
    let page = browser.open(&server.page(&html));
    page.wait_for_text(BADGE, BADGE_READS);
    assert_eq!(page.count("ran-member-badge >>> [part=notice]"), 0);
    server.put("/feed.json", Reply::status(404));
    page.expect_console("the server answers 404");
    for (minutes, says) in [(0, "1分前"), (125, "2時間前")] {
        later(&page, minutes);
        page.run("document.querySelector('ran-member-badge').refresh()", vec![]);
        page.wait_for_text("ran-member-badge >>> [part=notice]", says);
        assert!(page.find(BADGE).text().contains("NPO法人MEGURU"));
    }
    assert!(page.record().events.iter().all(|event| event.name != "ran-error"));
    let news = put_news(&server);
    page.find("ran-member-badge >>> [part=notice] button").click();
    page.wait_for_text(BADGE, news);
    assert_eq!(page.count("ran-member-badge >>> [part=notice]"), 0);
}

pub(super) fn a_refresh_while_the_feed_is_read_is_not_forgotten(browser: &Browser) {
    let server = Element::server();
    let gate = server.hold("/feed.json");
    let page = browser.open(&server.page(&Html::with_kit(ONE)));
    page.wait_for_count("ran-member-badge >>> [data-state=loading]", 1);
    page.js("document.querySelector('ran-member-badge').refresh()");
    assert_eq!(server.count("/feed.json"), 1);
    drop(gate);
    wait_for_requests(&server, 2);
}

/// A second element has more of the same bytes read, in slices between which the page breathes.
pub(super) fn a_refresh_while_more_is_read_is_not_forgotten(browser: &Browser) {
    let server = Element::server();
    let long = format!("\n{}\"version\": 1,", " ".repeat(1_000_000));
    let feed = FEED.replacen("\"version\": 1,", &long, 1);
    assert_ne!(feed, FEED);
    put_feed(&server, feed);
    let page = browser.open(&server.page(&Html::with_kit(ONE)));
    page.wait_for_text(BADGE, BADGE_READS);
    // Each look at the clock ends a slice from now on, and the first pause is used.
    page.run(
        "const { now } = window.Date, pause = window.setTimeout; let steps = 0;
         window.Date.now = () => now() + (steps += 20);
         window.setTimeout = (...given) => {
             window.setTimeout = pause;
             window.paused = true;
             document.querySelector('ran-member-badge').refresh();
             return pause(...given);
         };
         const profile = document.createElement('ran-member-profile');
         document.querySelector('main').append(Object.assign(profile, { feed: '/feed.json', member: 'meguru', loading: 'eager' }))",
        vec![],
    );
    page.wait_for_text("ran-member-profile >>> h2", "NPO法人MEGURU");
    assert_eq!(page.js("window.paused"), true);
    wait_for_requests(&server, 2);
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

/// A screen in a lobby is never hidden.
pub(super) fn a_page_in_sight_asks_for_news(browser: &Browser) {
    let server = Element::server();
    let page = browser.open(&server.page(&Html::plain(ONE).policy(None)));
    page.run(
        "const every = window.setInterval, noon = new Date().setHours(12, 0, 0, 0);
         const at = (minutes) => { window.Date.now = () => noon + minutes * 60_000; };
         window.setInterval = (look, ...asked) => {
           window.lookAt = (minutes) => { at(minutes); look(...asked.slice(1)); };
           return every(look, ...asked);
         };
         at(0);
         const script = document.createElement('script');
         script.src = '/kit/v1/ran.js';
         document.head.append(script);",
        vec![],
    );
    page.wait_for_events("ran-ready", 1);
    // Each answer is seen before the clock goes on: news are asked for once, while they are on their way.
    let mut asked = 1;
    let mut after_noon = |minutes: u32, requests: usize| {
        let name = format!("団体{requests}");
        put_feed(&server, FEED.replace("NPO法人MEGURU", &name));
        page.run("window.lookAt(arguments[0])", vec![json!(minutes)]);
        if requests > asked {
            page.wait_for_text(BADGE, &name);
        }
        asked = requests;
        wait_for_requests(&server, requests);
    };
    after_noon(59, 1);
    after_noon(61, 2);
    after_noon(119, 2);
    after_noon(11 * 60 + 50, 3);
    // A quarter of an hour, and another day.
    after_noon(12 * 60 + 5, 4);
    after_noon(12 * 60 + 64, 4);
    after_noon(12 * 60 + 66, 5);
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

/// What no element shows any more is forgotten, but for the newest few.
pub(super) fn a_changing_address_fills_no_memory(browser: &Browser) {
    let server = Element::server();
    let page = browser.open(&server.page(&Html::with_kit(ONE)));
    page.wait_for_text(BADGE, BADGE_READS);
    let go = |time: u32| page.find("ran-member-badge").set_attribute("feed", &format!("/feed.json?t={time}"));
    for time in 1..=8 {
        go(time);
        wait_for_requests(&server, 1 + time as usize);
        page.wait_for_count("ran-member-badge >>> [data-state=ready]", 1);
    }
    // These are here: nobody is asked.
    for time in [7, 6, 5, 8] {
        go(time);
        page.wait_for_count("ran-member-badge >>> [data-state=ready]", 1);
    }
    go(1);
    wait_for_requests(&server, 10);
    page.wait_for_text(BADGE, BADGE_READS);
    assert_eq!(server.count("/feed.json"), 10, "{:?}", server.paths());
}
