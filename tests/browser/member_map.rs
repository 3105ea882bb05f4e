//! The member map, as far as only a browser shows it.

use ran_tests::{Browser, Html, Key, Page, Reply, Suite, TestServer, axe, wait_for};
use serde_json::{Value, json};

use crate::element::put_feed;

macro_rules! tests {
    ($suite:ident: $($test:ident),+ $(,)?) => { $($suite.test(concat!("member_map::", stringify!($test)), $test);)+ };
}

pub(crate) fn register(suite: &mut Suite) {
    tests!(suite:
        arrow_keys_walk_over_the_prefectures, enter_filters_by_a_prefecture, the_page_scrolls_unless_asked,
        buttons_zoom_and_pan, a_mouse_drags_and_does_not_click, a_cluster_falls_apart_and_at_last_lists_its_members,
        the_list_lights_up_the_map, the_dialog_keeps_the_focus_and_gives_it_back, filters_narrow_both_and_the_page_hears,
        a_place_typed_sorts_by_nearness, the_address_says_what_is_open, an_address_brings_it_back, an_attribute_opens_a_member,
        the_page_focuses_a_member, asks_no_other_host, it_leads_a_calendar, a_prefectures_own_page_begins_there, tiles_come_when_the_map_is_close, bad_tiles_are_named, targets_are_large_enough, is_accessible_in_every_view, looks);
}

const MEMBERS: &str = r#"
    { "id": "meguru", "name": "NPO法人MEGURU", "tier": "alliance", "kind": "npo", "themes": ["side-jobs"],
      "place": { "municipality": "202151", "municipality_name": "塩尻市", "lat": 36.115, "lng": 137.953 },
      "contact": { "email": "a@example.jp" }, "services": [{ "name": "マッチング" }] },
    { "id": "matsumoto", "name": "松本の団体", "themes": ["foreign"], "place": { "prefecture": "20", "municipality_name": "松本市", "lat": 36.238, "lng": 137.972 } },
    { "id": "same", "name": "同じ場所の団体", "place": { "prefecture": "20", "lat": 36.115, "lng": 137.953 } },
    { "id": "ishinomaki", "name": "石巻人事部", "tier": "alliance", "themes": ["foreign"],
      "place": { "prefecture": "04", "municipality_name": "石巻市", "lat": 38.434, "lng": 141.303 } },
    { "id": "naha", "name": "那覇の団体", "place": { "prefecture": "47", "municipality_name": "那覇市", "lat": 26.212, "lng": 127.679 } },
    { "id": "vague", "name": "高知の団体", "place": { "prefecture": "39" } }
"#;

/// The map over six members, ready.
pub(crate) fn open<'b>(browser: &'b Browser, server: &TestServer, attributes: &str) -> Page<'b> {
    put_feed(
        server,
        format!(
            r#"{{ "version": 1, "alliance": {{ "name": "RAN" }},
                "themes": [{{ "id": "side-jobs", "label": "複業" }}, {{ "id": "foreign", "label": "外国人" }}],
                "programmes": [{{ "id": "p", "name": "ミライブラリー", "members": ["meguru", "ishinomaki"] }}],
                "campaigns": [{{ "id": "c", "title": "春の一斉開催", "programme": "p", "members": ["meguru", "ishinomaki"],
                    "start": "2099-03-30", "end": "2099-04-05", "url": "https://example.jp/spring" }}],
                "members": [{MEMBERS}],
                "events": [{{ "id": "e", "title": "相談会", "kind": "consultation", "start": "2099-04-01T19:00", "host": "meguru" }}] }}"#
        ),
    );
    let body = format!(
        r#"<ran-member-map feed="/feed.json" loading="eager" {attributes}></ran-member-map><p>続き</p>"#
    );
    let page = browser.open(&server.page(&Html::with_kit(&body)));
    page.wait_for_events("ran-ready", 1);
    // The map is measured with the frame that shows it first.
    page.js("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
    page
}

/// A selector for what the map renders.
pub(crate) fn inside(selector: &str) -> String {
    format!("ran-member-map >>> {selector}")
}

pub(crate) fn rows(page: &Page<'_>) -> Vec<String> {
    page.find_all(&inside(".member strong")).iter().map(ran_tests::Node::text).collect()
}

#[track_caller]
fn focused_name(page: &Page<'_>) -> String {
    page.focused().unwrap_or_else(|| panic!("nothing has the focus")).accessible_name()
}

/// The `transform` of the plane: it tells what part of Japan is seen.
pub(crate) fn transform(page: &Page<'_>) -> String {
    page.find(&inside(".map > svg > g[transform]")).attribute("transform").unwrap_or_default()
}

fn arrow_keys_walk_over_the_prefectures(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    assert_eq!(page.count(&inside("[role=option][tabindex='0']")), 1);
    page.find(&inside("[role=option][tabindex='0']")).focus();
    assert!(focused_name(&page).starts_with("長野県、会員3団体"), "{}", focused_name(&page));
    for (key, expected) in [
        (Key::Right, "群馬県、会員なし"),
        (Key::Left, "長野県、会員3団体、次の予定：2099年4月1日(水) 相談会"),
        (Key::Down, "静岡県、会員なし"),
    ] {
        page.press(key);
        page.wait_for_count(&inside(&format!("[aria-label='{expected}']:focus")), 1);
    }
    assert_eq!(page.count(&inside("[role=option][tabindex='0']")), 1);
    page.assert_clean();
}

fn enter_filters_by_a_prefecture(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside("[role=option][tabindex='0']")).focus();
    page.press(Key::Enter);
    page.wait_for_text(&inside(".found"), "3団体が該当します");
    assert_eq!(
        page.find(&inside("[role=option][aria-selected=true]")).attribute("aria-label").as_deref(),
        Some("長野県、会員3団体、次の予定：2099年4月1日(水) 相談会")
    );
    let filters = page.wait_for_events("ran-filter-change", 1);
    assert_eq!(filters[0].detail, json!({ "filters": { "prefecture": ["20"] } }));
    page.press(Key::Enter);
    page.wait_for_text(&inside(".found"), "6団体が該当します");
}

/// WCAG and every visitor's thumb: a wheel over the map scrolls the page; with Ctrl it zooms.
fn the_page_scrolls_unless_asked(browser: &Browser) {
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

fn buttons_zoom_and_pan(browser: &Browser) {
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

fn a_mouse_drags_and_does_not_click(browser: &Browser) {
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
    assert_eq!(page.find(&inside(".found")).text(), "6団体が該当します");
}

fn a_cluster_falls_apart_and_at_last_lists_its_members(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside(".cluster[aria-label='長野県、会員3団体']"))
        .js("element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))");
    page.wait_for_count(&inside(".cluster[aria-label='長野県、会員2団体']"), 1);
    page.wait_for_text(&inside(".scope"), "地図の範囲内");
    page.find(&inside(".cluster[aria-label='長野県、会員2団体']"))
        .js("element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))");
    page.wait_for_text(&inside(".scope"), "この地点：会員2団体");
    assert_eq!(rows(&page), ["NPO法人MEGURU", "同じ場所の団体"]);
    page.find(&inside("[data-do=everybody]")).click();
    page.wait_for_count(&inside(".member"), 6);
}

fn the_list_lights_up_the_map(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside(".member [data-do='open naha']")).focus();
    page.wait_for_count(&inside(".mark.lit[data-do='open naha']"), 1);
    page.find(&inside(".member [data-do='open meguru']")).focus();
    page.wait_for_count(&inside(".cluster.lit"), 1);
}

fn the_dialog_keeps_the_focus_and_gives_it_back(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let row = page.find(&inside("[data-do='open meguru'] strong"));
    row.click();
    page.wait_for_count(&inside("dialog[open]"), 1);
    let selected = page.wait_for_events("ran-select", 1);
    assert_eq!(selected[0].detail, json!({ "type": "member", "id": "meguru" }));
    let text = page.find(&inside("dialog")).text();
    for part in ["マッチング", "ミライブラリー", "相談会", "相談する"] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    axe::assert_accessible(&page, "ran-member-map");
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
    page.wait_for_count(&inside(".member [data-do='open meguru']:focus"), 1);
    page.assert_clean();
}

fn filters_narrow_both_and_the_page_hears(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside("input[name=q]")).focus();
    page.type_text("ｶﾞｲｺｸ");
    page.wait_for_text(&inside(".found"), "該当する会員はいません");
    assert!(page.count(&inside(".member")) > 0, "nobody is offered instead");
    let heard = page.wait_for_events("ran-filter-change", 1);
    assert!(heard.iter().all(|event| event.detail["filters"]["search"].is_array()));
    page.find(&inside(".list [data-do=clear]")).click();
    page.wait_for_text(&inside(".found"), "6団体が該当します");
    assert_eq!(page.find(&inside("input[name=q]")).js("element.value"), "");
    page.find(&inside("summary")).click();
    page.run(
        "const [select] = find(arguments[0]); select.value = 'foreign'; select.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))",
        vec![json!(inside("select[name=themes]"))],
    );
    page.wait_for_text(&inside(".found"), "2団体が該当します");
    page.wait_for_count(&inside(".mark"), 2);
}

fn a_place_typed_sorts_by_nearness(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    assert_eq!(rows(&page)[0], "石巻人事部");
    page.find(&inside("summary")).click();
    page.find(&inside("input[name=near]")).focus();
    page.type_text("900-8585");
    page.wait_for_js(&format!("find({:?})[0].innerText === '那覇の団体'", inside(".member strong")));
    let asked = page.record().resources;
    assert!(asked.iter().all(|address| !address.contains("900")), "{asked:?}");
}

fn the_address_says_what_is_open(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "deep-link");
    page.find(&inside("[data-do='open naha'] strong")).click();
    page.wait_for_js("location.hash === '#ran-member=naha'");
    assert_eq!(page.count(&inside("dialog a[href='#ran-member=naha']")), 1);
    page.press(Key::Escape);
    page.wait_for_js("location.hash === ''");
}

fn an_attribute_opens_a_member(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, r#"member="naha""#);
    page.wait_for_count(&inside("dialog[open]"), 1);
}

fn an_address_brings_it_back(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "deep-link");
    page.run("location.hash = 'ran-themes=foreign&member=matsumoto'", vec![]);
    page.wait_for_count(&inside("dialog[open]"), 1);
    page.wait_for_text(&inside(".found"), "2団体が該当します");
}

fn the_page_focuses_a_member(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let whole = transform(&page);
    page.run("document.querySelector('ran-member-map').focusMember('naha')", vec![]);
    page.wait_for_count(&inside(".mark.lit[data-do='open naha']"), 1);
    assert_ne!(transform(&page), whole);
}

fn asks_no_other_host(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside(".controls .closer")).click();
    page.wait_for_count(&inside(".controls .whole"), 1);
    let own = server.url("/");
    let foreign: Vec<String> =
        page.record().resources.into_iter().filter(|address| !address.starts_with(&own)).collect();
    assert_eq!(foreign, Vec::<String>::new());
    page.assert_clean();
}

fn a_prefectures_own_page_begins_there(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, r#"prefecture="20""#);
    // Not all of Japan is seen, and yet nothing is said of a part of the list: it is all that the page asks for.
    page.wait_for_count(&inside(".controls .whole"), 1);
    assert_eq!((rows(&page).len(), page.count(&inside(".scope"))), (3, 0));
    let home = transform(&page);
    page.find(&inside(".controls .closer")).click();
    page.wait_for_count(&inside(".scope"), 1);
    page.find(&inside("[data-do=everybody]")).click();
    page.wait_for_count(&inside(".scope"), 0);
    assert_eq!(transform(&page), home);
    // All of Japan is a button away, and another prefecture an attribute.
    page.find(&inside(".controls .whole")).click();
    page.wait_for_count(&inside(".controls .whole"), 0);
    page.find("ran-member-map").set_attribute("prefecture", "47");
    page.wait_for_text(&inside(".found"), "1団体が該当します");
    page.wait_for_count(&inside(".controls .whole"), 1);
}

/// As the README has it.
fn it_leads_a_calendar(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let readme = include_str!("../../README.md");
    let snippet =
        readme.split("```js\n").skip(1).find(|part| part.contains("ran-select")).unwrap_or_default();
    let snippet = snippet.split("```").next().unwrap_or_default();
    page.run(
        &format!(
            "const calendar = document.createElement('ran-event-calendar');
            Object.assign(calendar, {{ feed: '/feed.json', loading: 'eager', view: 'agenda', date: '2099-04-01' }});
            document.body.append(calendar);
            {snippet}"
        ),
        vec![],
    );
    let event = "ran-event-calendar >>> [data-do^='entry ']";
    page.wait_for_count(event, 1);
    page.find(&inside("[data-do='open naha'] strong")).click();
    page.wait_for_count(event, 0);
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
    page.find(&inside("[data-do='open meguru'] strong")).click();
    page.wait_for_count(event, 1);
    // A programme is chosen too, and holds nothing by itself.
    page.find(&inside("[data-do='programme p']")).click();
    page.wait_for_text(&inside(".found"), "2団体が該当します");
    assert_eq!(page.find("ran-event-calendar").js("element.host"), "meguru");
    page.wait_for_count(event, 1);
}

/// The square of 塩尻 at the zoom of a municipality, by the slippy map's formula: the map asks for it and its neighbours.
const TILE_OF_SHIOJIRI: (u32, u32, u32) = (11, 1808, 803);

fn tiles_come_when_the_map_is_close(browser: &Browser) {
    let server = TestServer::start();
    let tile = r##"<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><path fill="#cde" d="M1 1h254v254H1z"/></svg>"##;
    server.put("/tile", Reply::html(tile).header("content-type", "image/svg+xml"));
    let page = open(browser, &server, r#"tiles="/tile?{z}/{x}/{y}" tiles-credit="試験地図""#);
    assert_eq!((page.count(&inside("image")), server.count("/tile")), (0, 0));
    assert!(!page.find(&inside(".credit")).text().contains("試験地図"));
    page.run("document.querySelector('ran-member-map').focusMember('naha')", vec![]);
    page.run("document.querySelector('ran-member-map').focusMember('meguru')", vec![]);
    let (zoom, column, row) = TILE_OF_SHIOJIRI;
    page.wait_for_count(&inside(&format!("image[href='/tile?{zoom}/{column}/{row}']")), 1);
    page.wait_for_text(&inside(".credit"), "Natural Earth · 試験地図");
    wait_for(
        "tiles",
        || if server.count("/tile") > 3 { Ok(()) } else { Err("none was asked for".to_owned()) },
    );
    // Prefectures and members stay, to be heard and pressed, and the map may not hide one of them.
    assert_eq!(page.count(&inside("[role=option]")), 47);
    assert_eq!(page.count(&inside(".mark.cluster")), 1);
    axe::assert_accessible(&page, "ran-member-map");
    page.assert_clean();
}

fn bad_tiles_are_named(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, r#"tiles="http://tiles.example/{z}/{x}/{y}.png" tiles-credit="X""#);
    page.expect_console("`tiles` must be an https address");
    let errors = page.wait_for_events("ran-error", 1);
    assert_eq!(errors[0].detail["code"], json!("tiles"));
    page.run("document.querySelector('ran-member-map').focusMember('naha')", vec![]);
    page.wait_for_count(&inside(".mark.lit[data-do='open naha']"), 1);
    assert_eq!(page.count(&inside("image")), 0);
    page.assert_clean();
}

/// What can be pressed, is seen, and is smaller than 24 pixels a side.
const SMALL: &str = "return find(arguments[0]).filter((target) => target.checkVisibility()).map((target) => {
            const { width, height } = target.getBoundingClientRect();
            return width < 24 || height < 24 ? `${target.localName} ${target.className.baseVal ?? target.className} ${target.textContent}: ${width} x ${height}` : '';
        }).filter(Boolean)";

/// WCAG 2.5.8: 24 pixels a side, on the map too.
fn targets_are_large_enough(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.resize(320, 640);
    // The map is drawn anew after the browser has told it of its new size.
    wait_for("targets of 24 pixels", || {
        let small = page.run(SMALL, vec![json!(inside(".mark, button, summary, input"))]);
        if small == json!([]) { Ok(()) } else { Err(small.to_string()) }
    });
}

fn is_accessible_in_every_view(browser: &Browser) {
    let server = TestServer::start();
    for attributes in
        [r#"lang="ja""#, r#"lang="en" view="list""#, r#"lang="ja-x-easy" theme="dark""#, r#"programme="p""#]
    {
        let page = open(browser, &server, attributes);
        page.find(&inside("summary")).click();
        axe::assert_accessible(&page, "ran-member-map");
        page.assert_clean();
    }
}

fn looks(browser: &Browser) {
    let server = TestServer::start();
    for (theme, width) in [("light", 360), ("light", 768), ("light", 1280), ("dark", 360), ("dark", 1280)] {
        let page = open(browser, &server, &format!(r#"theme="{theme}" programme="p""#));
        page.resize(width, 800);
        page.screenshot_whole(&format!("member-map-{theme}-{width}"));
        assert_eq!(page.js("document.documentElement.scrollWidth <= innerWidth"), Value::Bool(true));
    }
}
