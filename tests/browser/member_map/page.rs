//! The map among what else is on the page, and the hosts that it asks.

use ran_tests::{Browser, Key, Reply, TestServer, axe, wait_for};
use serde_json::json;

use super::{inside, open};

pub(super) fn asks_no_other_host(browser: &Browser) {
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

/// As the README has it.
pub(super) fn it_leads_a_calendar(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let readme = include_str!("../../../README.md");
    let snippet =
        readme.split("```js\n").skip(1).find(|part| part.contains("ran-select")).unwrap_or_default();
    let snippet = snippet.split("```").next().unwrap_or_default();
    page.run(
        &format!(
            "const calendar = document.createElement('ran-event-calendar');
            Object.assign(calendar, {{ feed: '/feed.json', loading: 'eager', view: 'agenda', date: '2099-04-01' }});
            document.body.append(calendar);
            {{ {snippet} }}"
        ),
        vec![],
    );
    let event = "ran-event-calendar >>> [data-do^='entry ']";
    page.wait_for_count(event, 1);
    page.find(&inside("[data-do='open naha'] strong")).click();
    page.wait_for_count(event, 0);
    page.press(Key::Escape);
    page.wait_for_events("ran-close", 1);
    page.wait_for_count(event, 1);
    page.find(&inside("[data-do='open meguru'] strong")).click();
    page.wait_for_js("document.querySelector('ran-event-calendar').host === 'meguru'");
    page.wait_for_count(event, 1);
    // A programme is chosen too, and holds nothing by itself.
    page.find(&inside("[data-do='programme p']")).click();
    page.wait_for_text(&inside(".found"), "6団体中2団体が該当");
    page.wait_for_events("ran-close", 2);
    assert_eq!(page.find("ran-event-calendar").js("element.host"), "");
    page.wait_for_count(event, 1);
}

/// The square of 塩尻 at the zoom of a municipality, by the slippy map's formula: the map asks for it and its neighbours.
const TILE_OF_SHIOJIRI: (u32, u32, u32) = (11, 1808, 803);

pub(super) fn tiles_come_when_the_map_is_close(browser: &Browser) {
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
    page.wait_for_text(&inside(".credit"), "を加工して作成 · 試験地図");
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

pub(super) fn bad_tiles_are_named(browser: &Browser) {
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
