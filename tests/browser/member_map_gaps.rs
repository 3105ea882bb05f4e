//! What visitors do to the member map that nobody thinks of at first.

use ran_tests::{Browser, Html, Key, Page, Suite, TestServer};
use serde_json::{Value, json};

use crate::element::put_feed;
use crate::member_map::{inside, open, rows, transform};

macro_rules! tests {
    ($suite:ident: $($test:ident),+ $(,)?) => { $($suite.test(concat!("member_map::", stringify!($test)), $test);)+ };
}

pub(crate) fn register(suite: &mut Suite) {
    tests!(suite: a_double_click_goes_closer_and_chooses_nothing, an_open_member_is_printed_whole, everybody_is_printed, back_closes_what_the_address_opened, a_new_feed_lists_nobody_elses_point, the_focus_is_never_lost, a_small_map_shows_all_its_buttons);
}

/// The clicks and the double click of a person, as a browser fires them, in the middle of an element.
fn double_click(page: &Page<'_>, selector: &str) {
    page.js(&format!(
        "(async () => {{
            const {{ left, top, width, height }} = find({selector:?})[0].getBoundingClientRect();
            const at = {{ bubbles: true, composed: true, clientX: left + width / 2, clientY: top + height / 2 }};
            for (const [type, detail] of [['click', 1], ['click', 2], ['dblclick', 2]]) {{
                const target = find({selector:?})[0] ?? find({:?})[0];
                target.dispatchEvent(new MouseEvent(type, {{ ...at, detail }}));
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            }}
        }})()",
        inside(".map > svg")
    ));
}

fn a_double_click_goes_closer_and_chooses_nothing(browser: &Browser) {
    let server = TestServer::start();
    for selector in ["[data-do='prefecture 40']", ".cluster[aria-label='長野県、会員3団体']"] {
        let page = open(browser, &server, "");
        let whole = transform(&page);
        double_click(&page, &inside(selector));
        page.wait_for_count(&inside(".controls .whole"), 1);
        assert_ne!(transform(&page), whole, "{selector}");
        assert_eq!(page.find(&inside(".found")).text(), "6団体が該当します", "{selector}");
        assert_eq!(page.count(&inside("[aria-selected=true]")), 0, "{selector}");
    }
}

fn an_open_member_is_printed_whole(browser: &Browser) {
    let server = TestServer::start();
    let services =
        (0..150).map(|number| json!({ "name": format!("サービス{number}"), "summary": "できること" }));
    let member = json!({ "id": "m", "name": "団体", "services": services.collect::<Vec<_>>(),
        "contact": { "email": "a@example.jp" } });
    let page = open_over(browser, &server, &[member], r#"member="m""#);
    page.wait_for_count(&inside("dialog[open]"), 1);
    assert!(page.sheets(false) > 2, "{} sheets", page.sheets(false));
    page.emulate_paper();
    // All of it lies on the sheets, once, and the list does not lie under it.
    let dialog = page.find(&inside("dialog"));
    assert_eq!(dialog.js("element.scrollHeight <= element.clientHeight + 1"), true);
    assert_eq!(dialog.js("getComputedStyle(element).position"), "absolute");
    assert_eq!(dialog.js("element.getBoundingClientRect().top + scrollY"), 0);
    assert!(!page.find(&inside(".found")).is_visible() && !page.find(&inside("dialog button")).is_visible());
}

fn everybody_is_printed(browser: &Browser) {
    let server = TestServer::start();
    let members: Vec<Value> = (0..100)
        .map(|number| json!({ "id": format!("m{number}"), "name": format!("団体{number}") }))
        .collect();
    let page = open_over(browser, &server, &members, "");
    assert_eq!(rows(&page).len(), 30);
    page.run("dispatchEvent(new Event('beforeprint'))", vec![]);
    page.wait_for_count(&inside(".member"), 100);
    page.run("dispatchEvent(new Event('afterprint'))", vec![]);
    page.wait_for_count(&inside(".member"), 30);
    // The browser says so itself, and waits for the map.
    let count = format!(
        "addEventListener('beforeprint', () => {{ window.printed = find({:?}).length }})",
        inside(".member")
    );
    page.run(&count, vec![]);
    page.sheets(false);
    page.wait_for_js("window.printed === 100");
}

fn back_closes_what_the_address_opened(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "deep-link");
    page.run("location.hash = 'ran-member=naha'", vec![]);
    page.wait_for_count(&inside("dialog[open]"), 1);
    page.run("history.back()", vec![]);
    page.wait_for_count(&inside("dialog"), 0);
    page.wait_for_js("location.hash === ''");
}

fn a_new_feed_lists_nobody_elses_point(browser: &Browser) {
    let server = TestServer::start();
    let at = |id: &str, lat: f64| json!({ "id": id, "name": id, "place": { "prefecture": "20", "lat": lat, "lng": 138.0 } });
    let here = [at("one", 36.0), at("two", 36.0)];
    let page = open_over(browser, &server, &here, "");
    page.find(&inside(".cluster"))
        .js("element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))");
    page.wait_for_text(&inside(".scope"), "この地点：会員2団体");
    let elsewhere = [at("three", 35.6), at("four", 35.6)];
    let all = [elsewhere, here].concat();
    put_feed(&server, json!({ "version": 1, "alliance": { "name": "RAN" }, "members": all }).to_string());
    page.run("document.querySelector('ran-member-map').refresh()", vec![]);
    page.wait_for_text(&inside(".found"), "4団体");
    page.wait_for_count(&inside(".scope"), 0);
}

/// Each of these buttons goes when it is pressed.
fn the_focus_is_never_lost(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let press = |button: &str, expected: &str| {
        page.wait_for_count(&inside(button), 1);
        page.find(&inside(button)).press(Key::Enter);
        page.wait_for_count(&inside(&format!("{expected}:focus")), 1);
    };
    press(".controls .closer", ".controls .closer");
    press(".scope button", ".member button");
    press(".controls .closer", ".controls .closer");
    press(".controls .whole", ".controls .closer");
    press(".controls .closer", ".controls .closer");
    press(".controls .farther", ".controls .farther[aria-disabled=true]");
    page.find(&inside("input[name=q]")).focus();
    page.type_text("zzz");
    press(".list [data-do=clear]", ".member button");
    let members: Vec<Value> = (0..31)
        .map(|number| json!({ "id": format!("m{number}"), "name": format!("団体{number}") }))
        .collect();
    let page = open_over(browser, &server, &members, "");
    page.find(&inside(".more")).press(Key::Enter);
    page.wait_for_count(&inside("[data-do='open m30']:focus"), 1);
}

fn a_small_map_shows_all_its_buttons(browser: &Browser) {
    let server = TestServer::start();
    for (width, letters) in [(320, 16), (390, 16), (390, 32)] {
        let page = open(browser, &server, "");
        page.run(&format!("document.documentElement.style.fontSize = '{letters}px'"), vec![]);
        page.resize(width, 700);
        page.find(&inside(".controls .closer")).click();
        page.wait_for_count(&inside(".controls .pan-n"), 1);
        let map = page.find(&inside(".map")).rect();
        for button in page.find_all(&inside(".controls button")) {
            let at = button.rect();
            let is_within = at.x >= map.x && at.x + at.width <= map.x + map.width && at.y >= map.y;
            assert!(
                is_within && at.y + at.height <= map.y + map.height,
                "{} at {width} px, letters of {letters} px",
                button.accessible_name()
            );
        }
        let wide = page.js("document.documentElement.scrollWidth - innerWidth");
        assert!(wide.as_i64().is_some_and(|wide| wide <= 0), "{wide} px too wide at {width}, {letters}");
    }
}

/// The map over these members, ready.
fn open_over<'b>(browser: &'b Browser, server: &TestServer, members: &[Value], attributes: &str) -> Page<'b> {
    put_feed(server, json!({ "version": 1, "alliance": { "name": "RAN" }, "members": members }).to_string());
    let body = format!(r#"<ran-member-map feed="/feed.json" loading="eager" {attributes}></ran-member-map>"#);
    let page = browser.open(&server.page(&Html::with_kit(&body)));
    page.wait_for_events("ran-ready", 1);
    page
}
