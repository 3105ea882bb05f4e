//! What part of Japan is seen, and what moves it.

use ran_tests::{Browser, Key, Page, Reply, TestServer};

use super::{inside, open, rows, transform};

/// WCAG and every visitor's thumb: a wheel over the map scrolls the page; with Ctrl it zooms.
pub(super) fn the_page_scrolls_unless_asked(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.resize(600, 500);
    let map = page.find(&inside(".map"));
    map.js("element.scrollIntoView()");
    let before = (transform(&page), page.js("scrollY"));
    let at = map.rect();
    let over = (at.x + 200.0, 200.0);
    page.wheel(over, 100, None);
    page.wait_for_count(&inside(".hint"), 1);
    page.wait_for_js(&format!("scrollY > {}", before.1));
    assert_eq!(transform(&page), before.0);
    let scrolled = page.js("scrollY");
    page.wheel(over, -100, Some(Key::Control));
    page.wait_for_count(&inside(".controls .whole"), 1);
    assert_ne!(transform(&page), before.0);
    assert_eq!(page.js("scrollY"), scrolled);
}

pub(super) fn buttons_zoom_and_pan(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let whole = transform(&page);
    assert_eq!(page.count(&inside(".controls [aria-disabled=true]")), 1);
    page.find(&inside(".controls .closer")).click();
    page.wait_for_count(&inside(".controls .pan-e"), 1);
    let near = transform(&page);
    assert_ne!(near, whole);
    page.find(&inside(".controls .pan-e")).click();
    page.wait_for_js(&format!(
        "find({:?})[0].getAttribute('transform') !== {near:?}",
        inside(".map > svg > g[transform]")
    ));
    page.find(&inside(".controls .whole")).click();
    page.wait_for_count(&inside(".controls .whole"), 0);
    assert_eq!(transform(&page), whole);
}

/// The middle of Japan is open sea: the buttons and keys hold what is nearest to it, and nobody is led to where nobody is.
pub(super) fn a_step_holds_the_nearest_mark(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let middle = |selector: &str| {
        let at = page.find(&inside(selector)).rect();
        (at.x + at.width / 2.0, at.y + at.height / 2.0)
    };
    let map = middle(".map > svg");
    let far = |at: &(f64, f64)| (at.0 - map.0).hypot(at.1 - map.1);
    let marks = page.find_all(&inside(".mark circle:first-of-type")).into_iter().map(|mark| mark.rect());
    let marks = marks.map(|at| (at.x + at.width / 2.0, at.y + at.height / 2.0));
    let Some(before) = marks.reduce(|a, b| if far(&b) < far(&a) { b } else { a }) else { panic!("no marks") };
    for steps in 1..=4 {
        let was = transform(&page);
        page.find(&inside(".controls .closer")).js("element.click()");
        page.wait_for_js(&format!(
            "find({:?})[0].getAttribute('transform') !== {was:?}",
            inside(".map > svg > g[transform]")
        ));
        let marks = page.find_all(&inside(".mark circle:first-of-type")).into_iter().map(|mark| mark.rect());
        let marks = marks.map(|at| (at.x + at.width / 2.0, at.y + at.height / 2.0));
        let moved = marks.map(|at| (at.0 - before.0).hypot(at.1 - before.1)).fold(f64::INFINITY, f64::min);
        assert!(moved < 30.0, "after {steps} steps the nearest mark has moved by {moved} pixels");
    }
    page.wait_for_text(&inside(".found"), "6団体のうち、地図の範囲内に");
    assert!(!rows(&page).is_empty());
    page.find(&inside(".controls .farther")).click();
    page.wait_for_count(&inside(".mark"), 1);
}

pub(super) fn a_mouse_drags_and_does_not_click(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside(".controls .closer")).click();
    page.wait_for_count(&inside(".controls .whole"), 1);
    let before = transform(&page);
    let at = page.find(&inside(".map")).rect();
    page.drag(&[200.0, 220.0, 260.0].map(|by| (at.x + by, at.y + by)));
    page.wait_for_js(&format!(
        "find({:?})[0].getAttribute('transform') !== {before:?}",
        inside(".map > svg > g[transform]")
    ));
    // Nobody is filtered out.
    assert!(page.find(&inside(".found")).text().starts_with("6団体のうち、地図の範囲内に"));
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

pub(super) fn a_double_click_goes_closer_and_chooses_nothing(browser: &Browser) {
    let server = TestServer::start();
    for selector in ["[data-do='prefecture 40']", ".cluster[aria-label='長野県、会員3団体']"] {
        let page = open(browser, &server, "");
        let whole = transform(&page);
        double_click(&page, &inside(selector));
        page.wait_for_count(&inside(".controls .whole"), 1);
        assert_ne!(transform(&page), whole, "{selector}");
        assert!(page.find(&inside(".found")).text().starts_with("6団体のうち、地図の範囲内に"), "{selector}");
        assert_eq!(page.count(&inside("[aria-selected=true]")), 0, "{selector}");
    }
}

pub(super) fn a_prefectures_own_page_begins_there(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, r#"prefecture="20""#);
    // Not all of Japan is seen, and yet nothing is said of a part of the list: it is all that the page asks for.
    page.wait_for_count(&inside(".controls .whole"), 1);
    assert_eq!((rows(&page).len(), page.count(&inside(".scope button"))), (3, 0));
    let home = transform(&page);
    page.find(&inside(".controls .closer")).click();
    page.wait_for_count(&inside(".scope button"), 1);
    page.find(&inside("[data-do=everybody]")).click();
    page.wait_for_count(&inside(".scope button"), 0);
    assert_eq!(transform(&page), home);
    // All of Japan is a button away, and another prefecture an attribute.
    page.find(&inside(".controls .whole")).click();
    page.wait_for_count(&inside(".controls .whole"), 0);
    page.find("ran-member-map").set_attribute("prefecture", "47");
    page.wait_for_text(&inside(".found"), "全1団体");
    page.wait_for_count(&inside(".controls .whole"), 1);
}

pub(super) fn the_page_focuses_a_member(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let whole = transform(&page);
    page.run("document.querySelector('ran-member-map').focusMember('naha')", vec![]);
    page.wait_for_count(&inside(".mark.lit[data-do='open naha']"), 1);
    assert_ne!(transform(&page), whole);
    // Whom a filter leaves out of the map is opened.
    page.find(&inside("input[name=q]")).focus();
    page.type_text("石巻");
    page.wait_for_text(&inside(".found"), "1団体のうち、地図の範囲内に0団体");
    page.run("document.querySelector('ran-member-map').focusMember('naha')", vec![]);
    page.wait_for_text(&inside("dialog:modal:not(:has(.waiting))"), "那覇の団体");
}

/// Of another feed nothing was asked.
pub(super) fn a_call_is_heeded_once(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, r#"view="list""#);
    let focus = || page.run("document.querySelector('ran-member-map').focusMember('naha')", vec![]);
    focus();
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
    let feed = r#"{ "version": 1, "alliance": { "name": "RAN" }, "members": [{ "id": "naha", "name": "那覇の団体" }] }"#;
    server.put("/other.json", Reply::json(feed));
    page.find("ran-member-map").set_attribute("feed", "/other.json");
    page.wait_for_text(&inside(".found"), "全1団体");
    page.js("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
    assert_eq!(page.count(&inside("dialog")), 0);
    // Asked once more, it is another call.
    focus();
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
}
