//! The script tag and what it does to a page: placeholders, frames, versions, coming back.

use ran_tests::{Browser, Html, Reply, Suite, TestServer, strict_policy, wait_for};
use serde_json::json;

use crate::element::{Element, FALLBACK};

pub(crate) fn register(suite: &mut Suite) {
    suite.test("loader::a_placeholder_becomes_an_element", a_placeholder_becomes_an_element);
    suite.test("loader::a_placeholder_that_comes_later_too", a_placeholder_that_comes_later_too);
    suite.test("loader::an_unknown_placeholder_is_named", an_unknown_placeholder_is_named);
    suite.test("loader::different_elements_share_one_request", different_elements_share_one_request);
    suite.test("loader::the_feed_is_asked_for_beside_the_kit", the_feed_is_asked_for_beside_the_kit);
    suite.test("loader::the_first_of_two_versions_serves", the_first_of_two_versions_serves);
    suite.test("loader::a_foreign_definition_is_left_alone", a_foreign_definition_is_left_alone);
    suite.test("loader::a_frame_is_as_high_as_its_content", a_frame_is_as_high_as_its_content);
    suite.test("loader::a_frame_says_why_it_shows_nothing", a_frame_says_why_it_shows_nothing);
    suite.test("loader::a_frame_without_the_kit_says_so", a_frame_without_the_kit_says_so);
    suite.test("loader::a_frame_in_a_shadow_root_is_resized", a_frame_in_a_shadow_root_is_resized);
    suite.test("loader::another_document_has_the_styles", another_document_has_the_styles);
    suite.test("loader::a_changing_address_fills_no_disk", a_changing_address_fills_no_disk);
    suite.test("loader::paper_has_what_was_never_near", paper_has_what_was_never_near);
    suite.test("loader::ready_waits_for_all_that_is_shown", ready_waits_for_all_that_is_shown);
    suite.test("loader::a_page_that_was_away_asks_for_news", a_page_that_was_away_asks_for_news);
    suite.test("loader::a_hidden_element_is_not_seen", a_hidden_element_is_not_seen);
    suite.test("loader::a_frame_sends_to_no_foreign_receiver", a_frame_sends_to_no_foreign_receiver);
    suite.test("loader::a_late_script_learns_a_frames_height", a_late_script_learns_a_frames_height);
    suite.test("loader::a_placeholders_link_names_the_feed", a_placeholders_link_names_the_feed);
    suite.test("loader::a_replaced_body_is_watched", a_replaced_body_is_watched);
    suite.test("loader::a_call_before_the_program_is_kept", a_call_before_the_program_is_kept);
    suite.test("loader::the_feed_stays_when_the_address_changes", the_feed_stays_when_the_address_changes);
    suite.test("loader::works_from_another_origin", works_from_another_origin);
    suite.test("loader::works_on_a_server_that_knows_no_wasm", works_on_a_server_that_knows_no_wasm);
    suite.test("loader::asks_again_for_a_piece_that_failed", asks_again_for_a_piece_that_failed);
}

const BADGE: &str = "ran-member-badge >>> .ran";
const BADGE_READS: &str = "アライアンスメンバー";

fn a_placeholder_becomes_an_element(browser: &Browser) {
    for placeholder in [
        // For an editor that takes `data-*` but no unknown elements.
        format!(r#"<div data-ran="member-badge" data-feed="/feed.json" data-member="meguru" data-size="l"><p>{FALLBACK}</p></div>"#),
        // For one that takes classes and links only.
        r#"<p class="ran-embed"><a href="/kit/v1/embed.html?widget=member-badge&amp;feed=/feed.json&amp;member=meguru&amp;size=l">会員証</a></p>"#
            .to_owned(),
    ] {
        let server = Element::server();
        let page = browser.open(&server.page(&Html::with_kit(&placeholder)));
        page.wait_for_text(BADGE, BADGE_READS);
        assert_eq!(page.find("ran-member-badge").attribute("size").as_deref(), Some("l"));
        // What stood in the placeholder is the element's fallback now.
        assert_eq!(page.js("document.querySelector('ran-member-badge').children.length"), 1);
    }
}

fn a_placeholder_that_comes_later_too(browser: &Browser) {
    let server = Element::server();
    let page = browser.open(&server.page(&Html::with_kit("")));
    page.wait_for_js("customElements.get('ran-member-badge') !== undefined");
    let body = "
        const section = document.createElement('section');
        const placeholder = document.createElement('div');
        Object.assign(placeholder.dataset, { ran: 'member-badge', feed: '/feed.json', member: 'meguru' });
        section.append(placeholder);
        document.querySelector('main').append(section);
    ";
    page.run(body, vec![]);
    page.wait_for_text(BADGE, BADGE_READS);
}

fn an_unknown_placeholder_is_named(browser: &Browser) {
    let server = Element::server();
    let body = format!(r#"<div data-ran="member-bag"><p>{FALLBACK}</p></div>"#);
    let page = browser.open(&server.page(&Html::with_kit(&body)));
    page.expect_console("names the widget \"member-bag\". There are: ");
    page.wait_for_js("customElements.get('ran-member-badge') !== undefined");
    assert!(page.find("[data-ran] p").is_visible());
}

fn different_elements_share_one_request(browser: &Browser) {
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

fn the_feed_is_asked_for_beside_the_kit(browser: &Browser) {
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

fn the_first_of_two_versions_serves(browser: &Browser) {
    let server = Element::server();
    let newer = server.kit_file("ran.js").replace(env!("CARGO_PKG_VERSION"), "9.9.9");
    server.put("/newer/ran.js", Reply::script(newer));
    let html =
        Html::plain("<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>")
            .head(
                r#"<script defer src="/kit/v1/ran.js"></script><script defer src="/newer/ran.js"></script>"#,
            );
    let page = browser.open(&server.page(&html));
    page.expect_console("ran: version 9.9.9 stands back, because 0.1.0 is on this page already.");
    page.wait_for_text(BADGE, BADGE_READS);
    assert_eq!(page.wait_for_events("ran-ready", 1).len(), 1);
    assert!(!server.paths().iter().any(|path| path.starts_with("/newer/") && path != "/newer/ran.js"));
}

fn a_foreign_definition_is_left_alone(browser: &Browser) {
    let server = Element::server();
    server.put(
        "/page.js",
        Reply::script("customElements.define('ran-member-badge', class extends HTMLElement {})"),
    );
    let html = Html::plain(
        "<ran-member-badge feed=/feed.json></ran-member-badge>\
         <ran-member-profile loading=eager feed=/feed.json member=meguru></ran-member-profile>",
    )
    // The page's own script first: the kit's may run as soon as it is there.
    .head(r#"<script src="/page.js"></script><script async src="/kit/v1/ran.js"></script>"#);
    let page = browser.open(&server.page(&html));
    page.expect_console("<ran-member-badge> was defined by another script; it is left alone.");
    page.wait_for_text("ran-member-profile >>> .ran", "得意なテーマ");
    assert_eq!(page.js("document.querySelector('ran-member-badge').shadowRoot"), json!(null));
}

fn framing() -> String {
    strict_policy() + "; frame-src 'self'"
}

fn a_frame_is_as_high_as_its_content(browser: &Browser) {
    let server = Element::server();
    let frame = "<iframe title=団体の紹介 height=100 src='/kit/v1/embed.html?widget=member-profile&feed=/feed.json&member=meguru'></iframe>";
    let page = browser.open(&server.page(&Html::with_kit(frame).policy(Some(&framing()))));
    page.wait_for_js(
        "(({ contentDocument: inside, height }) =>
            inside?.querySelector('ran-member-profile')?.shadowRoot?.querySelector('[data-state=ready]')?.innerText
                .includes('NPO法人MEGURU')
            && Number(height) > 300
            && Math.abs(inside.documentElement.getBoundingClientRect().height - Number(height)) <= 1
        )(document.querySelector('iframe'))",
    );
    // Nobody else may resize a frame.
    let before = page.find("iframe").attribute("height");
    page.run("postMessage({ type: 'ran-resize', height: 9 }, '*')", vec![]);
    page.run("return new Promise((done) => setTimeout(done))", vec![]);
    assert_eq!(page.find("iframe").attribute("height"), before);
}

fn a_frame_says_why_it_shows_nothing(browser: &Browser) {
    let (server, other) = (Element::server(), Element::server());
    let foreign = format!("widget=member-badge&member=meguru&feed={}", other.url("/feed.json"));
    for (query, says, warns) in [
        (foreign.clone(), "表示できません", "This site does not show this feed."),
        (
            format!("{foreign}&lang=en"),
            "This site does not show this feed.",
            "This site does not show this feed.",
        ),
        (format!("{foreign}&lang=ja-easy"), "見せることが できません", "This site does not show this feed."),
        (String::new(), "部品が指定されていません", "No widget is named."),
        ("lang=en-GB".to_owned(), "No widget is named.", "No widget is named."),
        (
            "widget=nonsense".to_owned(),
            "「nonsense」という部品はありません",
            "There is no widget “nonsense”.",
        ),
        (
            "widget=nonsense&lang=en".to_owned(),
            "takes one of these: event-calendar, member-badge,",
            "sign-up",
        ),
        ("widget=nonsense&lang=ja-x-easy".to_owned(), "「nonsense」は ありません", "“nonsense”"),
        ("widget=%3Cscript%3E".to_owned(), "「<script>」という部品はありません", "“<script>”"),
        ("widget=Member-Badge".to_owned(), "「Member-Badge」という部品はありません", "“Member-Badge”"),
    ] {
        let page = browser.open(&server.url(&format!("/kit/v1/embed.html?{query}")));
        page.expect_console(warns);
        page.wait_for_text("[role=alert]", says);
        let lang = if query.contains("lang=en") { "en" } else { "ja" };
        assert_eq!(page.js("document.documentElement.lang"), lang, "{query}");
        assert_eq!(page.js("document.querySelectorAll('script').length"), 3, "recorder, page and loader");
    }
    assert_eq!(other.count("/feed.json"), 0);
}

/// The kit may be gone while its embed page is still in a cache.
fn a_frame_without_the_kit_says_so(browser: &Browser) {
    let server = Element::server();
    server.put("/kit/v1/ran.js", Reply::status(404));
    let page = browser.open(&server.url("/kit/v1/embed.html?widget=member-badge&member=meguru&lang=en"));
    page.allow_console("404");
    page.expect_console("ran: embed.html: This could not be shown.");
    page.wait_for_text("[role=alert]", "This could not be shown.");
}

fn a_page_that_was_away_asks_for_news(browser: &Browser) {
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

fn a_hidden_element_is_not_seen(browser: &Browser) {
    let server = Element::server();
    let body = "<ran-member-badge hidden loading=eager feed=/feed.json member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.wait_for_events("ran-ready", 1);
    assert!(!page.find("ran-member-badge").is_visible());
    page.find("ran-member-badge").js("element.hidden = false");
    assert!(page.find("ran-member-badge").is_visible());
}

/// A page of one host with the kit and the feed on another, as most partners have them: opens it and waits for the badge.
/// What stands in the body is written when the origin of the kit is known.
fn shows_a_badge_of_another_origin(browser: &Browser, body: impl Fn(&str) -> String) {
    let (town, alliance) = (TestServer::start(), Element::server());
    let origin = alliance.url("");
    let policy = format!(
        "default-src 'none'; script-src 'self' {origin} 'wasm-unsafe-eval'; connect-src {origin}; style-src 'self'; \
         img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let html = Html::plain(&body(&origin))
        .head(&format!(r#"<script async src="{origin}/kit/v1/ran.js"></script>"#))
        .policy(Some(&policy));
    let page = browser.open(&town.page(&html));
    page.allow_origin(&alliance.url("/"));
    page.wait_for_text(BADGE, BADGE_READS);
}

fn works_from_another_origin(browser: &Browser) {
    shows_a_badge_of_another_origin(browser, |origin| {
        format!("<ran-member-badge loading=eager feed='{origin}/feed.json' member=meguru></ran-member-badge>")
    });
}

/// The pieces of the program, by their paths under `/kit/v1/`, and what the server answers for each.
fn pieces(server: &TestServer) -> Vec<(String, Reply)> {
    let paths = server.kit_paths().into_iter().filter(|path| path.ends_with(".wasm"));
    paths
        .map(|path| {
            let bytes = server.kit_bytes(&path);
            (path, Reply::wasm(bytes))
        })
        .collect()
}

/// An old server sends what it does not know as bytes of no kind.
fn works_on_a_server_that_knows_no_wasm(browser: &Browser) {
    let server = Element::server();
    for (path, reply) in pieces(&server) {
        let plain = reply.without("content-type").header("content-type", "application/octet-stream");
        server.put(&format!("/kit/v1/{path}"), plain);
    }
    let body = "<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.wait_for_text(BADGE, BADGE_READS);
}

fn asks_again_for_a_piece_that_failed(browser: &Browser) {
    let server = Element::server();
    let all = pieces(&server);
    let own = all.iter().find(|(path, _)| path.ends_with("/split_member_profile.wasm"));
    let (path, reply) = own.expect("the profile's own piece");
    let address = format!("/kit/v1/{path}");
    server.put(&address, Reply::status(503));
    // What comes first brings the core; the other's piece comes by itself.
    let body = "<ran-member-profile loading=eager feed=/feed.json member=meguru></ran-member-profile>
        <ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.allow_console("");
    let errors = page.wait_for_events("ran-error", 1);
    assert_eq!(errors[0].detail["code"], "kit-unavailable");
    server.put(&address, reply.clone());
    page.find("ran-member-profile >>> [role=alert] button").click();
    page.wait_for_text("ran-member-profile >>> h2", "NPO法人MEGURU");
    let count = |name| server.paths().iter().filter(|path| path.ends_with(name)).count();
    assert_eq!(count("/member-badge.wasm"), 1, "what has come is kept");
    assert_eq!(count("/member-profile.wasm"), 0, "the core came with the badge");
}

fn a_frame_sends_to_no_foreign_receiver(browser: &Browser) {
    let server = Element::server();
    for (endpoint, kept) in [("https://other.example/take", false), ("/take", true)] {
        let query = format!("widget=sign-up&feed=/feed.json&form=join&endpoint={endpoint}");
        let page = browser.open(&server.url(&format!("/kit/v1/embed.html?{query}")));
        page.allow_console("endpoint=\"https://other.example/take\" is left out");
        page.wait_for_count("ran-sign-up", 1);
        assert_eq!(page.find("ran-sign-up").attribute("endpoint").is_some(), kept, "{endpoint}");
    }
}

fn a_late_script_learns_a_frames_height(browser: &Browser) {
    let server = Element::server();
    let frame = "<iframe title=団体の紹介 height=100 src='/kit/v1/embed.html?widget=member-profile&feed=/feed.json&member=meguru'></iframe>";
    let page = browser.open(&server.page(&Html::plain(frame).policy(None)));
    page.wait_for_js(
        "document.querySelector('iframe').contentDocument.querySelector('ran-member-profile')?.shadowRoot?.querySelector('[data-state=ready]') != null",
    );
    page.run(
        "const script = document.createElement('script'); script.src = '/kit/v1/ran.js'; document.head.append(script)",
        vec![],
    );
    page.wait_for_js("Number(document.querySelector('iframe').height) > 200");
}

/// A page's own component holds the frame.
fn a_frame_in_a_shadow_root_is_resized(browser: &Browser) {
    let server = Element::server();
    let page = browser.open(&server.page(&Html::plain("<div class=outer></div>").policy(None)));
    page.run(
        "const outer = document.querySelector('.outer').attachShadow({ mode: 'open' });
         const inner = outer.appendChild(document.createElement('section')).attachShadow({ mode: 'open' });
         window.frame = document.createElement('iframe');
         const src = '/kit/v1/embed.html?widget=member-profile&feed=/feed.json&member=meguru';
         Object.assign(frame, { title: '団体の紹介', height: 100, src });
         inner.append(frame)",
        vec![],
    );
    // There before the script: it is asked, and answers.
    page.wait_for_js(
        "frame.contentDocument.querySelector('ran-member-profile')?.shadowRoot?.querySelector('[data-state=ready]') != null",
    );
    page.run(
        "const script = document.createElement('script'); script.src = '/kit/v1/ran.js'; document.head.append(script)",
        vec![],
    );
    page.wait_for_js("Number(frame.height) > 200");
    // And whenever it changes.
    page.run(
        "frame.contentDocument.querySelector('ran-member-profile').setAttribute('sections', 'contact')",
        vec![],
    );
    page.wait_for_js(
        "frame.contentDocument.querySelector('ran-member-profile').shadowRoot.querySelectorAll('[part=section]').length === 1
         && Math.abs(frame.contentDocument.documentElement.getBoundingClientRect().height - Number(frame.height)) <= 1",
    );
}

/// A constructed style sheet belongs to the document that it was made in.
fn another_document_has_the_styles(browser: &Browser) {
    let server = Element::server();
    let inside = server.page(&Html::plain("<p>枠の中</p>"));
    let body = format!(
        "<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge><iframe title=枠 src='{inside}'></iframe>"
    );
    let page = browser.open(&server.page(&Html::with_kit(&body).policy(Some(&framing()))));
    page.wait_for_text(BADGE, BADGE_READS);
    page.wait_for_js("document.querySelector('iframe').contentDocument?.querySelector('p') != null");
    page.run(
        "window.moved = document.querySelector('ran-member-badge');
         window.within = document.querySelector('iframe').contentDocument.body;
         // How the host, the theme and the widget's own sheet have it.
         window.looks = (element) => [[element, 'display'], ['.ran', 'fontSize'], ['[part=badge]', 'display'], ['[part=badge]', 'padding']]
             .map(([what, property]) => {
                 const node = what === element ? element : element.shadowRoot?.querySelector(what);
                 return node ? node.ownerDocument.defaultView.getComputedStyle(node)[property] : '';
             }).join();
         window.before = looks(moved);",
        vec![],
    );
    // The test would say nothing of a badge that looks as if it had no sheets.
    page.run(
        "window.sheets = [...moved.shadowRoot.adoptedStyleSheets]; moved.shadowRoot.adoptedStyleSheets = []",
        vec![],
    );
    assert_eq!(page.js("looks(moved) === before"), false);
    page.run("moved.shadowRoot.adoptedStyleSheets = sheets", vec![]);

    page.run("within.append(moved)", vec![]);
    page.wait_for_js("looks(moved) === before");
    page.run("document.querySelector('main').append(moved)", vec![]);
    page.wait_for_js("looks(moved) === before && moved.shadowRoot.adoptedStyleSheets.length === 3");

    // And one that begins over there.
    page.run(
        "window.new_ = document.createElement('ran-member-badge');
         for (const [name, value] of Object.entries({ feed: '/feed.json', loading: 'eager', member: 'meguru' })) new_.setAttribute(name, value);
         within.append(new_)",
        vec![],
    );
    page.wait_for_js("looks(new_) === before");
}

/// A site that writes the time into the feed's address gets a new copy with each visit.
fn a_changing_address_fills_no_disk(browser: &Browser) {
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

/// The feed was read for the badge alone: there are no forms in it yet when the form comes.
fn ready_waits_for_all_that_is_shown(browser: &Browser) {
    let server = Element::server();
    let body = "<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.wait_for_text(BADGE, BADGE_READS);
    page.run(
        "const element = document.createElement('ran-sign-up');
         for (const [name, value] of Object.entries({ feed: '/feed.json', loading: 'eager', form: 'join' })) element.setAttribute(name, value);
         element.addEventListener('ran-ready', () => { window.heard = element.shadowRoot.querySelector('.ran').innerText; }, { once: true });
         document.querySelector('main').append(element)",
        vec![],
    );
    page.wait_for_js("window.heard !== undefined");
    let heard = page.js("heard");
    assert!(heard.as_str().is_some_and(|heard| heard.contains("お名前")), "{heard}");
    assert_eq!(server.count("/feed.json"), 1);
}

/// DevTools and some engines tell of paper only by the medium; `contract` tries the event.
fn paper_has_what_was_never_near(browser: &Browser) {
    let server = Element::server();
    server.put("/tall.css", Reply::style(".tall { block-size: 5000px }"));
    let body = "<div class=tall></div><ran-member-badge feed=/feed.json member=meguru></ran-member-badge>";
    let html = Html::with_kit(body).head(r#"<link rel="stylesheet" href="/tall.css">"#);
    let page = browser.open(&server.page(&html));
    page.wait_for_js(
        "customElements.get('ran-member-badge') !== undefined && document.readyState === 'complete'",
    );
    assert_eq!(server.count("/feed.json"), 0);
    page.emulate_paper();
    page.wait_for_text(BADGE, BADGE_READS);
}

/// The alliance's link stands on a town's page: what it says of the feed is said of the alliance's host.
fn a_placeholders_link_names_the_feed(browser: &Browser) {
    for feed in ["&amp;feed=/feed.json", ""] {
        shows_a_badge_of_another_origin(browser, |origin| {
            let link = format!("{origin}/kit/v1/embed.html?widget=member-badge&amp;member=meguru{feed}");
            format!(r#"<p class="ran-embed"><a href="{link}">会員証</a></p>"#)
        });
    }
}

/// Some sites put another body into the same document when a visitor goes on.
fn a_replaced_body_is_watched(browser: &Browser) {
    let server = Element::server();
    let page = browser.open(&server.page(&Html::with_kit("<p>前のページ</p>")));
    page.wait_for_js("customElements.get('ran-member-badge') !== undefined");
    page.run(
        "document.documentElement.replaceChild(document.createElement('body'), document.body);
         const placeholder = document.createElement('div');
         Object.assign(placeholder.dataset, { ran: 'member-badge', feed: '/feed.json', member: 'meguru' });
         document.body.append(placeholder)",
        vec![],
    );
    page.wait_for_text(BADGE, BADGE_READS);
}

fn a_call_before_the_program_is_kept(browser: &Browser) {
    let server = Element::server();
    let page = browser.open(&server.page(&Html::with_kit("")));
    page.wait_for_js("customElements.get('ran-event-calendar') !== undefined");
    page.run(
        "const element = document.createElement('ran-event-calendar');
         for (const [name, value] of Object.entries({ feed: '/feed.json', loading: 'eager', date: '2099-04-15' })) element.setAttribute(name, value);
         element.goTo('2099-05-10');
         document.body.append(element);
         element.goTo('2099-06-10')",
        vec![],
    );
    page.wait_for_text("ran-event-calendar >>> .toolbar", "2099年");
    page.wait_for_text("ran-event-calendar >>> .toolbar", "6月");
}

/// A page that goes to another address within itself means the same feed as before.
fn the_feed_stays_when_the_address_changes(browser: &Browser) {
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
