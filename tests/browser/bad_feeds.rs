//! Every way in which a feed can be bad: a clear state, a clear word for the page's maker, and what is right is shown.

use ran_tests::{Browser, Html, Key, Page, Reply, Suite, TestServer, strict_policy};
use serde_json::json;

use crate::element::{FEED, put_feed};

pub(crate) fn register(suite: &mut Suite) {
    for case in refused() {
        suite.test(format!("bad_feeds::refused::{}", case.name), move |browser| case.check(browser));
    }
    for case in mended() {
        suite.test(format!("bad_feeds::mended::{}", case.name), move |browser| case.check(browser));
    }
    suite.test("bad_feeds::passing_trouble_is_not_seen", passing_trouble_is_not_seen);
    suite.test("bad_feeds::nothing_in_a_feed_becomes_markup", nothing_in_a_feed_becomes_markup);
    suite.test("bad_feeds::a_copy_is_shown_when_the_network_fails", a_copy_is_shown_when_the_network_fails);
    suite.test("bad_feeds::a_policy_that_forbids_the_feed_is_named", a_policy_that_forbids_the_feed_is_named);
    suite.test("bad_feeds::a_feed_without_cors_is_named", a_feed_without_cors_is_named);
    suite.test("bad_feeds::a_missing_address_is_named", a_missing_address_is_named);
    suite.test("bad_feeds::zones_that_do_not_exist_are_named", zones_that_do_not_exist_are_named);
}

const BOTH: &str = "<ran-member-badge loading=eager feed=/feed.json member=meguru><p>予備</p></ran-member-badge>\
                    <ran-member-profile loading=eager feed=/feed.json member=meguru><p>予備</p></ran-member-profile>";

/// A feed of which nothing can be used.
struct Refused {
    name: &'static str,
    reply: Reply,
    /// The code of `ran-error`.
    code: &'static str,
    /// What the console says.
    says: &'static str,
    /// How often the server is asked: passing trouble is worth another try.
    requests: usize,
}

fn refused() -> Vec<Refused> {
    let case = |name, reply, code, says, requests| Refused { name, reply, code, says, requests };
    let many_brackets = |count: usize| "[".repeat(count) + &"]".repeat(count);
    vec![
        case("missing", Reply::status(404), "http", "the server answers 404", 1),
        case("forbidden", Reply::status(403), "http", "the server answers 403", 1),
        case("broken_server", Reply::status(500), "http", "the server answers 500", 3),
        case("no_answer", Reply::no_answer(), "network", "no answer", 3),
        case("ends_on_the_way", Reply::json(FEED).cut_off(), "network", "no answer", 3),
        case(
            "web_page",
            Reply::html("<!doctype html><title>ログイン</title>"),
            "html",
            "HTML or XML page",
            1,
        ),
        case("empty", Reply::json(""), "empty", "the feed is empty", 1),
        case("not_json", Reply::json("id,name\n1,塩尻\n"), "not-json", "the feed is not JSON", 1),
        case("a_list", Reply::json("[1, 2]"), "not-an-object", "not an object", 1),
        case("newer_version", Reply::json(r#"{ "version": 2 }"#), "version", "version 2", 1),
        case("fifty_megabytes", Reply::json(vec![b' '; 50_000_000]), "too-large", "Split it", 1),
        case("only_brackets", Reply::json(many_brackets(10_000)), "not-an-object", "not an object", 1),
        case("utf_16", Reply::json(utf_16(FEED)), "encoding", "not in UTF-8", 1),
    ]
}

fn utf_16(text: &str) -> Vec<u8> {
    let marked = std::iter::once(0xFEFF).chain(text.encode_utf16());
    marked.flat_map(u16::to_le_bytes).collect()
}

impl Refused {
    fn check(&self, browser: &Browser) {
        let &Self { ref reply, code, says, requests, .. } = self;
        let server = TestServer::start();
        server.put("/feed.json", reply.clone());
        let page = browser.open(&server.page(&Html::with_kit(BOTH)));
        page.expect_console(says);
        let errors = page.wait_for_events("ran-error", 2);
        assert!(errors.iter().all(|error| error.detail["code"] == code), "{errors:?}");
        for tag in ["ran-member-badge", "ran-member-profile"] {
            assert!(page.find(&format!("{tag} >>> [part=failed]")).is_visible(), "{tag} says nothing");
            assert!(page.find(&format!("{tag} > p")).is_visible(), "{tag} hides what the page holds");
        }
        // A browser repeats a request on a connection that ended without an answer, so there may be more.
        let asked = server.count("/feed.json");
        assert!(if requests > 1 { asked >= requests } else { asked == 1 }, "asked {asked} times");
    }
}

/// A feed of which a part is bad, and the member is not.
struct Mended {
    name: &'static str,
    feed: Vec<u8>,
    /// What the console says, with the place.
    says: &'static [&'static str],
}

fn mended() -> Vec<Mended> {
    let with = |name, from: &str, to: &str, says| {
        let feed = FEED.replacen(from, to, 1);
        assert_ne!(feed, FEED, "{name}: {from:?} is not in the feed");
        Mended { name, feed: feed.into_bytes(), says }
    };
    let deep = format!(r#""themes": {}{}, "odd": ["#, "[".repeat(10_000), "]".repeat(10_000));
    let mut broken_text = FEED.as_bytes().to_vec();
    let at = FEED.find("一般財団法人まちと人と").map_or(0, |at| at + 1);
    broken_text[at] = 0xFF;
    vec![
        with(
            "wrong_type",
            "\"members\": [\n",
            "\"members\": [42, \"塩尻\",\n",
            &["members[0]", "members[1]"],
        ),
        with(
            "duplicate_id",
            r#""id": "machi", "name""#,
            r#""id": "meguru", "name""#,
            &["members[1].id: \"meguru\" is the id of an earlier entry"],
        ),
        with(
            "dangling_reference",
            r#""themes": ["senior"]"#,
            r#""themes": ["nothing"]"#,
            &["\"nothing\" is no id of this feed"],
        ),
        with(
            "javascript_address",
            r#""url": "/meguru/""#,
            r#""url": "javascript:alert(1)""#,
            &["members[0].url: \"javascript:alert(1)\""],
        ),
        with("bad_date", "2099-04-01T19:00", "2099-02-30T19:00", &["events[0].start: \"2099-02-30T19:00\""]),
        with("missing_id", r#""id": "machi", "#, "", &["members[1]"]),
        with("deep_nesting", r#""themes": ["#, &deep, &["is nested too deeply"]),
        with(
            "trailing_comma",
            r#""campaigns": []"#,
            r#""campaigns": [],"#,
            &["is a comma with nothing after it"],
        ),
        Mended { name: "invalid_utf_8", feed: broken_text, says: &["is not valid UTF-8"] },
        Mended {
            name: "ends_in_the_middle",
            feed: FEED.split(r#""events": ["#).next().unwrap_or_default().as_bytes().to_vec(),
            says: &["it was cut off"],
        },
    ]
}

impl Mended {
    fn check(&self, browser: &Browser) {
        let server = TestServer::start();
        put_feed(&server, self.feed.clone());
        let page = browser.open(&server.page(&Html::with_kit(BOTH).lang("en")));
        for says in self.says {
            page.expect_console(says);
        }
        // Other findings may follow from the first.
        page.allow_console("/feed.json:");
        page.wait_for_text("ran-member-badge >>> .ran", "NPO法人MEGURU");
        page.wait_for_text("ran-member-profile >>> .ran", "NPO法人MEGURU");
        let notices = page.count("ran-member-profile >>> .notice");
        assert_eq!(
            notices,
            usize::from(self.name == "ends_in_the_middle"),
            "the visitor hears of a cut alone"
        );
        assert_eq!(page.count("ran-member-profile >>> a[href^='javascript:' i]"), 0);
    }
}

fn passing_trouble_is_not_seen(browser: &Browser) {
    let server = TestServer::start();
    put_feed(&server, FEED);
    server.put_in_turn("/feed.json", [Reply::status(503), Reply::status(500), Reply::json(FEED)]);
    let page = browser.open(&server.page(&Html::with_kit(BOTH)));
    page.wait_for_events("ran-ready", 2);
    assert_eq!(server.count("/feed.json"), 3);
    assert!(page.record().events.iter().all(|event| event.name == "ran-ready"));
}

/// HTML in every text of the feed is shown as what it is: text.
fn nothing_in_a_feed_becomes_markup(browser: &Browser) {
    let attack = r#"<img src=x onerror=alert(1)><script>alert(2)</script>"#;
    let feed = FEED
        .replace("NPO法人MEGURU", attack)
        .replace("複業", attack)
        .replace("採用", attack)
        .replace("代表", attack);
    let server = TestServer::start();
    put_feed(&server, feed);
    // Without a policy: it must not be the policy that saves the page.
    let page = browser.open(&server.page(&Html::with_kit(BOTH).policy(None)));
    page.allow_console("/feed.json:");
    page.wait_for_events("ran-ready", 2);
    page.wait_for_text("ran-member-badge >>> .ran", attack);
    page.wait_for_text("ran-member-profile >>> .ran", attack);
    assert_eq!(
        page.count(":is(ran-member-badge, ran-member-profile) >>> :is(script, img[src=x], [onerror])"),
        0
    );
}

fn a_copy_is_shown_when_the_network_fails(browser: &Browser) {
    let server = TestServer::start();
    put_feed(&server, FEED);
    let page = browser.open(&server.page(&Html::with_kit(BOTH)));
    page.wait_for_events("ran-ready", 2);
    page.wait_for_js(
        "caches.open('ran-feed-v1').then((cache) => cache.keys()).then((all) => all.length === 1)",
    );

    server.put("/feed.json", Reply::no_answer());
    // Another page of the site, see `Element::stage`.
    let page = browser.open(&server.page(&Html::with_kit(BOTH)));
    page.expect_console("no answer");
    page.wait_for_text("ran-member-profile >>> .notice", "1分前の情報を表示しています");
    page.wait_for_text("ran-member-badge >>> .ran", "NPO法人MEGURU");

    // When the network is back, the visitor asks and the notice goes.
    server.put("/feed.json", Reply::json(FEED));
    page.find("ran-member-profile >>> .notice button").click();
    page.wait_for_count(".notice", 0);
}

fn a_policy_that_forbids_the_feed_is_named(browser: &Browser) {
    let (server, other) = (TestServer::start(), TestServer::start());
    other.put("/feed.json", Reply::json(FEED));
    let body = format!(
        "<ran-member-badge loading=eager feed='{}' member=meguru></ran-member-badge>",
        other.url("/feed.json")
    );
    assert!(strict_policy().contains("connect-src 'self';"));
    let page = browser.open(&server.page(&Html::with_kit(&body)));
    page.expect_violation("connect-src");
    page.expect_console("`connect-src` of the page's policy");
    // The browser notes the request that it has refused to make.
    page.allow_origin(&other.url("/"));
    page.wait_for_events("ran-error", 1);
    assert_eq!(other.count("/feed.json"), 0);
}

fn a_feed_without_cors_is_named(browser: &Browser) {
    let (server, other) = (TestServer::start(), TestServer::start());
    other.put("/feed.json", Reply::json(FEED).without("access-control-allow-origin"));
    let body = format!(
        "<ran-member-badge loading=eager feed='{}' member=meguru></ran-member-badge>",
        other.url("/feed.json")
    );
    let page =
        browser.open(&server.page(&Html::with_kit(&body).connect(&format!("'self' {}", other.url("")))));
    page.expect_console("(CORS)");
    page.allow_origin(&other.url("/"));
    let errors = page.wait_for_events("ran-error", 1);
    assert_eq!(errors[0].detail["code"], "network");
}

fn a_missing_address_is_named(browser: &Browser) {
    for attribute in
        ["", "feed=''", "feed='javascript:alert(1)'", "feed='ftp://example.jp/feed.json'", "feed='http://'"]
    {
        let server = TestServer::start();
        let body = format!("<ran-member-badge loading=eager member=meguru {attribute}></ran-member-badge>");
        let page: Page<'_> = browser.open(&server.page(&Html::with_kit(&body)));
        let errors = page.wait_for_events("ran-error", 1);
        assert_eq!(errors[0].detail["code"], json!("feed-address"), "{attribute}");
        page.expect_console("is no http or https address");
        assert!(page.find("ran-member-badge >>> [part=failed]").is_visible(), "{attribute}");
    }
}

/// `Intl` throws for a zone that it does not know: the events are on the alliance's clocks then, and that on Japan's.
fn zones_that_do_not_exist_are_named(browser: &Browser) {
    let server = TestServer::start();
    let feed = r#"{ "version": 1, "alliance": { "name": "RAN", "time_zone": "Asia/Tokio" }, "members": [], "events": [
        { "id": "mars", "title": "火星の会", "kind": "seminar", "start": "2099-04-17T10:00", "time_zone": "Mars/Base" },
        { "id": "berlin", "title": "ベルリンの会", "kind": "seminar", "start": "2099-04-18T10:00", "time_zone": "Europe/Berlin" }
    ] }"#;
    put_feed(&server, feed);
    let body =
        "<ran-event-calendar loading=eager feed=/feed.json view=agenda date=2099-04-15></ran-event-calendar>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.expect_console(
        "alliance.time_zone: \"Asia/Tokio\" は、タイムゾーンの名前ではありません。IANAの一覧に",
    );
    page.expect_console(
        "events[0].time_zone: \"Mars/Base\" は、タイムゾーンの名前ではありません。IANAの一覧に",
    );
    page.wait_for_events("ran-ready", 1);
    for (title, time) in [("火星の会", "10:00"), ("ベルリンの会", "10:00")] {
        let row = page
            .find_all("ran-event-calendar >>> button.event")
            .into_iter()
            .find(|row| row.text().contains(title));
        row.unwrap_or_else(|| panic!("no row of {title}")).click();
        page.wait_for_text("ran-event-calendar >>> dialog[open]", title);
        page.wait_for_text("ran-event-calendar >>> dialog[open]", time);
        page.press(Key::Escape);
        page.wait_for_count("ran-event-calendar >>> dialog[open]", 0);
    }
    assert_eq!(page.record().events.iter().filter(|event| event.name == "ran-error").count(), 0);
}
