//! The map by keyboard, and where the focus goes.

use ran_tests::{Browser, Key, TestServer, axe};
use serde_json::{Value, json};

use super::{focused_name, inside, open, open_over};
use crate::calendar::assert_the_way_out_stays;

pub(super) fn arrow_keys_walk_over_the_prefectures(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    assert_eq!(page.count(&inside("[role=option][tabindex='0']")), 1);
    page.find(&inside("[role=option][tabindex='0']")).focus();
    assert!(focused_name(&page).starts_with("長野県、会員3団体"), "{}", focused_name(&page));
    for (key, expected) in [
        (Key::Right, "群馬県、会員なし"),
        (Key::Left, "長野県、会員3団体、次の予定：2099年4月1日（水） 相談会"),
        (Key::Down, "静岡県、会員なし"),
    ] {
        page.press(key);
        page.wait_for_count(&inside(&format!("[aria-label='{expected}']:focus")), 1);
    }
    assert_eq!(page.count(&inside("[role=option][tabindex='0']")), 1);
    page.assert_clean();
}

pub(super) fn enter_filters_by_a_prefecture(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside("[role=option][tabindex='0']")).focus();
    page.press(Key::Enter);
    page.wait_for_text(&inside(".found"), "6団体中3団体が該当（長野県）");
    assert_eq!(page.count(&inside(".picked")), 1);
    assert_eq!(
        page.find(&inside("[role=option][aria-selected=true]")).attribute("aria-label").as_deref(),
        Some("長野県、会員3団体、次の予定：2099年4月1日（水） 相談会")
    );
    let filters = page.wait_for_events("ran-filter-change", 1);
    assert_eq!(filters[0].detail, json!({ "filters": { "prefecture": ["20"] } }));
    page.press(Key::Enter);
    page.wait_for_text(&inside(".found"), "全6団体");
}

pub(super) fn what_a_pointer_has_touched_has_no_frame(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside("[data-do='prefecture 7']")).click();
    page.wait_for_count(&inside("[data-do='prefecture 7']:focus"), 1);
    assert_eq!(page.find(&inside("[data-do='prefecture 7']")).style("outline-style"), "none");
    // A key says that it is wanted.
    page.press(Key::Right);
    page.wait_for_count(&inside("[role=option]:focus-visible"), 1);
    assert_eq!(page.find(&inside("[role=option]:focus-visible")).style("outline-style"), "solid");
}

pub(super) fn the_dialog_keeps_the_focus_and_gives_it_back(browser: &Browser) {
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

pub(super) fn the_way_out_of_a_long_member_stays_in_sight(browser: &Browser) {
    let server = TestServer::start();
    let member = json!({ "id": "m", "name": "地域の人事部", "summary": "紹介", "url": "https://example.jp/",
        "links": [{ "url": "/first", "kind": "document" }],
        "services": (0..60).map(|number| json!({ "name": format!("サービス{number}") })).collect::<Vec<_>>(),
        "contact": { "email": "a@example.jp" } });
    let page = open_over(browser, &server, &[member], "view=list");
    let row = page.find(&inside("[data-do='open m']"));
    row.press(Key::Enter);
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    assert_the_way_out_stays(&page, "ran-member-map", "地域の人事部");
    page.find(&inside(".sheet > header button")).press(Key::Enter);
    page.wait_for_count(&inside("dialog"), 0);
    assert!(page.focused().is_some_and(|node| node.is(&row)), "the focus is not where it was");
}

/// Who comes to the map hears what it is; how it is used is told after that, and can be left out.
pub(super) fn the_map_has_a_short_name_and_says_its_keys_apart(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let map = page.find(&inside("[role=listbox]"));
    assert_eq!(map.accessible_name(), "都道府県の地図");
    let described =
        map.js("element.getRootNode().getElementById(element.getAttribute('aria-describedby')).textContent");
    assert_eq!(described, "矢印キーで隣の都道府県へ移動し、Enterキーで絞り込みます。");
}

/// Each of these buttons goes when it is pressed.
pub(super) fn the_focus_is_never_lost(browser: &Browser) {
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
    press(".scope [data-do=clear]", ".member button");
    let members: Vec<Value> = (0..31)
        .map(|number| json!({ "id": format!("m{number}"), "name": format!("団体{number}") }))
        .collect();
    let page = open_over(browser, &server, &members, "");
    page.find(&inside(".more")).press(Key::Enter);
    page.wait_for_count(&inside("[data-do='open m30']:focus"), 1);
}
