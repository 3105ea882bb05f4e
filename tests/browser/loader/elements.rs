//! The elements themselves: which definition serves, when one begins, and where it may be moved.

use ran_tests::{Browser, Html, Page, Reply, TestServer};
use serde_json::json;

use super::frames::framing;
use super::{BADGE, BADGE_READS};
use crate::element::{Element, put_feed};

/// What the badge renders, in the page's words.
const RAN: &str = "document.querySelector('ran-member-badge').shadowRoot.querySelector('.ran')";

pub(super) fn the_first_of_two_versions_serves(browser: &Browser) {
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

/// A page whose root is small has its style sheet late, and later a visitor chooses larger text: of the page's kind, that
/// changes the root, and what is counted from there.
pub(super) fn text_is_as_large_as_the_page_s_own(browser: &Browser) {
    let server = Element::server();
    server.put(
        "/late.css",
        Reply::style(":root { font-size: 62.5% } :root.large { font-size: 75% } body { font-size: 1.6rem }"),
    );
    let late = server.hold("/late.css");
    let html =
        Html::with_kit("<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>")
            .head(r#"<link rel="stylesheet" href="/late.css" media="not all">"#);
    let page = browser.open(&server.page(&html));
    page.js("document.querySelector('link[media]').media = 'all'");
    page.wait_for_text(BADGE, BADGE_READS);
    // WebKit counts in single precision: 19.200001px.
    let size = |expected: f64| {
        page.wait_for_js(&format!(
            "Math.abs(parseFloat(getComputedStyle({RAN}).fontSize) - {expected}) < 0.01"
        ));
    };
    assert_eq!(page.find(BADGE).style("font-size"), "16px");
    late.release();
    page.wait_for_js("getComputedStyle(document.documentElement).fontSize === '10px' && document.readyState === 'complete'");
    size(16.0);
    page.js("document.documentElement.className = 'large'");
    size(19.2);
}

/// A badge, ready on a page with rules of its own.
fn badge_on_a_page_with<'b>(rules: &'static str, server: &TestServer, browser: &'b Browser) -> Page<'b> {
    server.put("/page.css", Reply::style(rules));
    let html =
        Html::with_kit("<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>")
            .head(r#"<link rel="stylesheet" href="/page.css">"#);
    let page = browser.open(&server.page(&html));
    page.wait_for_text(BADGE, BADGE_READS);
    page
}

pub(super) fn a_text_size_that_the_window_decides_is_followed(browser: &Browser) {
    let server = Element::server();
    let page = badge_on_a_page_with(
        "@media (width < 800px) { :root { font-size: 62.5% } body { font-size: 1.6rem } }",
        &server,
        browser,
    );
    for (width, root) in [(1000, "16px"), (600, "10px"), (1000, "16px")] {
        page.resize(width, 800);
        page.wait_for_js(&format!("getComputedStyle(document.documentElement).fontSize === '{root}'"));
        page.wait_for_js(&format!("getComputedStyle({RAN}).fontSize === '16px'"));
    }
}

/// An attribute on an element that does not take it keeps it from none that does.
pub(super) fn an_element_that_takes_no_address_has_none(browser: &Browser) {
    let server = Element::server();
    let body = "<ran-member-badge deep-link loading=eager feed=/feed.json member=meguru></ran-member-badge>
        <ran-member-map deep-link loading=eager feed=/feed.json></ran-member-map>";
    let page = browser.open(&format!("{}#ran-member=meguru", server.page(&Html::with_kit(body))));
    page.wait_for_count("ran-member-map >>> dialog:modal:not(:has(.waiting))", 1);
}

/// Buttons for larger text and for a dark page change a class of the root or of the body, which another body may follow.
pub(super) fn what_visitors_choose_for_the_page_is_followed(browser: &Browser) {
    let server = Element::server();
    let page = badge_on_a_page_with(
        ".small { font-size: 62.5% } .large { font-size: 150% } .dark { color-scheme: dark }",
        &server,
        browser,
    );
    let check = |change: &str, size: &str, theme: &str| {
        page.js(change);
        page.wait_for_js(&format!(
            "getComputedStyle({RAN}).fontSize === '{size}' && {RAN}.dataset.theme === '{theme}'"
        ));
    };
    check("document.body.className = 'large'", "24px", "light");
    check("document.body.className = 'dark'", "16px", "dark");
    check("document.documentElement.className = 'small'", "16px", "dark");
    check("document.body.className = 'large'", "16px", "light");
    check("document.documentElement.className = ''", "24px", "light");
    let another =
        "(() => { const body = document.createElement('body'); body.append(...document.body.childNodes);
        document.documentElement.replaceChild(body, document.body); })()";
    page.js(another);
    page.wait_for_text(BADGE, BADGE_READS);
    check("document.body.className = 'large dark'", "24px", "dark");
    check("document.body.className = 'large'", "24px", "light");
    let meta = "document.head.append(Object.assign(document.createElement('meta'), { name: 'color-scheme', content: 'dark' }))";
    check(meta, "24px", "dark");
    check("document.querySelector('meta[name=color-scheme]').content = 'light'", "24px", "light");
}

/// A link to a part of this page, where the page's `<base>` would take it to another one.
pub(super) fn a_base_changes_no_link_to_this_page(browser: &Browser) {
    let server = Element::server();
    let html = Html::with_kit("<ran-member-map feed=/feed.json deep-link></ran-member-map>")
        .head("<base href=/other/>");
    let address = server.page(&html);
    let page = browser.open(&format!("{address}#ran-member=meguru"));
    page.wait_for_js(&format!(
        "document.querySelector('ran-member-map').shadowRoot?.querySelector('dialog a[href*=\"#ran-\"]')?.href === '{address}#ran-member=meguru'"
    ));
}

pub(super) fn a_foreign_definition_is_left_alone(browser: &Browser) {
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

/// A constructed style sheet belongs to the document that it was made in.
pub(super) fn another_document_has_the_styles(browser: &Browser) {
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

/// DevTools and some engines tell of paper only by the medium; `contract` tries the event.
pub(super) fn paper_has_what_was_never_near(browser: &Browser) {
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

/// The feed was read for the badge alone: there are no forms in it yet when the form comes.
pub(super) fn ready_waits_for_all_that_is_shown(browser: &Browser) {
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

pub(super) fn a_hidden_element_is_not_seen(browser: &Browser) {
    let server = Element::server();
    let body = "<ran-member-badge hidden loading=eager feed=/feed.json member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.wait_for_events("ran-ready", 1);
    assert!(!page.find("ran-member-badge").is_visible());
    page.find("ran-member-badge").js("element.hidden = false");
    assert!(page.find("ran-member-badge").is_visible());
}

pub(super) fn a_call_before_the_program_is_kept(browser: &Browser) {
    let server = Element::server();
    // The program, and then the feed, come after the calls; the last one counts.
    let called = |tag: &str, attributes: &str, method: &str, arguments: [&str; 2]| {
        let page = browser.open(&server.page(&Html::with_kit("")));
        page.wait_for_js(&format!("customElements.get('{tag}') !== undefined"));
        page.run(
            "const [tag, attributes, method, first, second] = arguments;
             const element = document.createElement(tag);
             for (const pair of ['feed=/feed.json', 'loading=eager', attributes]) element.setAttribute(...pair.split('='));
             element[method](first);
             document.body.append(element);
             element[method](second)",
            [tag, attributes, method, arguments[0], arguments[1]].map(Into::into).to_vec(),
        );
        page
    };
    let page = called("ran-event-calendar", "date=2099-04-15", "goTo", ["2099-05-10", "2099-06-10"]);
    page.wait_for_text("ran-event-calendar >>> .toolbar", "2099年");
    page.wait_for_text("ran-event-calendar >>> .toolbar", "6月");
    let page = called("ran-member-map", "view=list", "focusMember", ["nobody", "meguru"]);
    page.wait_for_js(
        "document.querySelector('ran-member-map').shadowRoot?.querySelector('dialog')?.open === true",
    );
}

/// A page that goes on within itself tells of what it shows now, and of nothing twice.
pub(super) fn search_engines_hear_of_what_is_on_the_page(browser: &Browser) {
    let server = TestServer::start();
    put_feed(
        &server,
        r#"{ "version": 1, "alliance": { "name": "RAN" }, "events": [
            { "id": "a", "title": "定例会", "kind": "meeting", "start": "2020-01-07T19:00", "rrule": "FREQ=WEEKLY" },
            { "id": "b", "title": "勉強会", "kind": "seminar", "start": "2020-01-08T19:00", "rrule": "FREQ=WEEKLY" }] }"#,
    );
    let body = "<ran-event-calendar id=a feed=/feed.json loading=eager json-ld></ran-event-calendar>\
                <ran-event-calendar id=b feed=/feed.json loading=eager json-ld kinds=seminar></ran-event-calendar>";
    let page = browser.open(&server.page(&Html::with_kit(body).policy(None)));
    let told = |expected: &str| {
        page.wait_for_js(&format!(
            "(() => {{
                const scripts = [...document.querySelectorAll('head script[type=\"application/ld+json\"]')];
                const events = scripts.flatMap((script) => JSON.parse(script.textContent));
                const isOnce = scripts.length < 2 && new Set(events.map((event) => event.name + event.startDate)).size === events.length;
                return isOnce && [...new Set(events.map((event) => event.name))].sort().join('+') === '{expected}';
            }})()"
        ));
    };
    told("勉強会+定例会");
    // Each of them has one.
    page.find("#a").set_attribute("kinds", "meeting");
    told("勉強会+定例会");
    page.find("#a").set_attribute("kinds", "seminar");
    told("勉強会");
    page.run("for (const id of ['#a', '#b']) document.querySelector(id).removeAttribute('kinds')", vec![]);
    told("勉強会+定例会");
    page.run("document.querySelector('#a').remove()", vec![]);
    page.find("#b").set_attribute("kinds", "meeting");
    told("定例会");
    page.run("document.querySelector('#b').removeAttribute('json-ld')", vec![]);
    told("");
    page.find("#b").set_attribute("json-ld", "");
    told("定例会");
    page.run("document.querySelector('#b').remove()", vec![]);
    told("");
}
