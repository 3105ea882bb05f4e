//! Who is found.

use ran_tests::{Browser, Key, TestServer};
use serde_json::json;

use super::{inside, open, rows};

pub(super) fn filters_narrow_both_and_the_page_hears(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside("input[name=q]")).focus();
    page.type_text("ｶﾞｲｺｸ");
    page.wait_for_text(&inside(".found"), "該当する会員はいません");
    assert!(page.count(&inside(".member")) > 0, "nobody is offered instead");
    // On the map they look as what they are.
    page.wait_for_js(&format!("find({:?}).length > 0", inside(".offered .mark")));
    let heard = page.wait_for_events("ran-filter-change", 1);
    assert!(heard.iter().all(|event| event.detail["filters"]["search"].is_array()));
    page.find(&inside(".scope [data-do=clear]")).click();
    page.wait_for_text(&inside(".found"), "全6団体");
    assert_eq!(page.find(&inside("input[name=q]")).js("element.value"), "");
    page.find(&inside("summary")).click();
    page.run(
        "const [select] = find(arguments[0]); select.value = 'foreign'; select.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))",
        vec![json!(inside("select[name=themes]"))],
    );
    page.wait_for_text(&inside(".found"), "6団体中2団体が該当");
    page.wait_for_count(&inside(".mark"), 2);
    assert_eq!(page.count(&inside(".offered")), 0);
}

pub(super) fn a_choice_follows_what_is_filtered(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside("summary")).click();
    let select = inside("select[name=prefecture]");
    let is_shown = |value: &str| page.wait_for_js(&format!("find({select:?})[0].value === '{value}'"));
    page.run(
        "const [select] = find(arguments[0]); select.value = '20'; select.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))",
        vec![json!(select)],
    );
    page.wait_for_text(&inside(".found"), "6団体中3団体が該当（長野県）");
    // A prefecture that was chosen from the list once, left on the map for another, and taken there again.
    let prefecture = |code: u8, found: &str| {
        page.run(
            "find(arguments[0])[0].dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))",
            vec![json!(inside(&format!("[data-do='prefecture {code}']")))],
        );
        page.wait_for_text(&inside(".found"), found);
    };
    prefecture(4, "6団体中1団体が該当（宮城県）");
    is_shown("04");
    prefecture(20, "6団体中3団体が該当（長野県）");
    is_shown("20");
    page.find(&inside(".filters [data-do=clear]")).click();
    page.wait_for_text(&inside(".found"), "全6団体");
    is_shown("");
}

pub(super) fn a_place_typed_sorts_by_nearness(browser: &Browser) {
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

pub(super) fn a_town_that_the_feed_does_not_know_is_asked_of_the_kit_alone(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let files = || server.paths().into_iter().filter(|path| path.contains("municipalities")).count();
    page.find(&inside("summary")).click();
    let near = |place: &str, says: &str| {
        page.find(&inside("input[name=near]")).js("element.select()");
        page.type_text(place);
        page.wait_for_text(&inside("#near-note"), says);
    };
    near("松本市", "近い会員から順に並べます");
    assert_eq!(files(), 0);
    // By the haversine formula 13.8 km, 382.5 km and 1481.5 km; of the same town nothing is said.
    let far = |said: &str| {
        let facts = format!("find({:?}).map((fact) => fact.innerText)", inside(".facts > span"));
        page.wait_for_js(&format!("{facts}.filter((fact) => fact.includes('km')).join(' ') === '{said}'"));
    };
    far("直線で約14km 直線で約14km 直線で約380km 直線で約1,480km");
    // From 36.39° N 138.25° E and 35.52° N 137.82° E, as the file has 上田市 and 飯田市: 30.1, 40.6, 352.6 and 1511.0 km, and 67.2,
    // 81.0, 447.9 and 1415.3 km.
    near("上田市", "近い会員から順に並べます");
    far("直線で約30km 直線で約41km 直線で約41km 直線で約350km 直線で約1,510km");
    // The map goes there, and marks the place.
    assert_eq!(page.find(&inside(".own text")).text(), "あなたの場所");
    page.wait_for_count(&inside(".controls .whole"), 1);
    for place in ["395-8501", "長野県飯田市"] {
        near(place, "近い会員から順に並べます");
        far("直線で約67km 直線で約67km 直線で約81km 直線で約450km 直線で約1,420km");
    }
    near("長野県", "長野県の会員を先頭に、その中央から近い順に並べています。");
    far("");
    page.wait_for_count(&inside(".own"), 0);
    page.wait_for_count(&inside(".controls .whole"), 1);
    near("府中市", "「府中市」は複数の都道府県（東京都・広島県）にあります。");
    near("火星", "この地名では探せませんでした。");
    page.wait_for_count(&inside(".controls .whole"), 0);
    assert_eq!(files(), 1);
    let asked = server.paths();
    assert!(asked.iter().all(|path| !path.contains('%') && !path.contains("395")), "{asked:?}");
}

pub(super) fn the_map_goes_to_where_the_visitor_is(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let here = |answer: &str| {
        page.run(&format!("navigator.geolocation.getCurrentPosition = {answer}"), vec![]);
        page.find(&inside(".controls .here")).click();
    };
    // Nobody opens the filters for it.
    here("(found, failed) => failed({ code: 1 })");
    page.wait_for_text(&inside(".found"), "全6団体（現在地を取得できませんでした。");
    page.wait_for_count(&inside(".own"), 0);
    // Of 那覇市役所.
    here("(found) => found({ coords: { latitude: 26.212, longitude: 127.679 } })");
    page.wait_for_text(&inside(".found"), "全6団体（現在地に近い順）");
    assert_eq!(rows(&page)[0], "那覇の団体");
    page.wait_for_count(&inside(".own"), 1);
    page.wait_for_count(&inside(".controls .whole"), 1);
    // Paris is not on the map: nobody is nearest to where the visitor was.
    here("(found) => found({ coords: { latitude: 48.85, longitude: 2.35 } })");
    page.wait_for_text(&inside(".found"), "全6団体（現在地を取得できませんでした。");
    assert_eq!(rows(&page)[0], "石巻人事部");
}

pub(super) fn the_page_hears_what_the_visitor_does_and_nothing_else(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "deep-link");
    page.run("location.hash = 'ran-themes=foreign'", vec![]);
    page.wait_for_text(&inside(".found"), "6団体中2団体が該当（外国人）");
    page.run("location.hash = ''", vec![]);
    page.wait_for_text(&inside(".found"), "全6団体");
    page.find(&inside("[role=option][tabindex='0']")).focus();
    page.press(Key::Enter);
    page.wait_for_text(&inside(".found"), "6団体中3団体が該当（長野県）");
    page.find(&inside("[data-do='open meguru'] strong")).click();
    page.wait_for_count(&inside("dialog[open]"), 1);
    page.find(&inside("[data-do='programme p']")).click();
    page.wait_for_text(&inside(".found"), "6団体中2団体が該当");
    let heard = page.wait_for_events("ran-filter-change", 2);
    let filters: Vec<_> = heard.into_iter().map(|event| event.detail["filters"].clone()).collect();
    assert_eq!(filters, [json!({ "prefecture": ["20"] }), json!({ "programme": ["p"] })]);
}

/// A reader hears what changes in a node that it knows; one that is put in anew with its words, it may miss.
pub(super) fn the_count_is_said_by_one_node(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    let count = page.find(&inside(".found"));
    assert_eq!(count.attribute("role").as_deref(), Some("status"));
    // A button joins the line, and leaves it.
    for (button, line) in [(".controls .closer", "地図の範囲内に"), (".scope button", "全6団体")] {
        page.find(&inside(button)).click();
        page.wait_for_text(&inside(".found"), line);
        assert!(page.find(&inside(".found")).is(&count), "{line} stands in another node");
    }
    page.find(&inside("input[name=q]")).focus();
    page.type_text("zzz");
    page.wait_for_count(&inside(".scope [data-do=clear]"), 1);
    assert!(page.find(&inside(".found")).is(&count), "that nobody is found stands in another node");
    // Also who is listed instead, and near to what.
    page.find(&inside("input[name=q]")).js("element.select()");
    page.type_text("福井県");
    page.wait_for_text(&inside(".found"), "代わりに、福井県に近い会員を表示しています。");
    assert!(page.find(&inside(".found")).is(&count), "who is listed instead stands in another node");
}
