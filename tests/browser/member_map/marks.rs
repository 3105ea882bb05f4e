//! The marks on the map and the rows of the list.

use ran_tests::{Browser, TestServer, wait_for};
use serde_json::{Value, json};

use super::{inside, open, open_over, rows, transform};
use crate::element::put_feed;

pub(super) fn a_cluster_falls_apart_and_at_last_lists_its_members(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside(".cluster[aria-label='長野県、会員3団体']"))
        .js("element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))");
    page.wait_for_count(&inside(".cluster[aria-label='長野県、会員2団体']"), 1);
    page.wait_for_text(&inside(".found"), "6団体のうち、地図の範囲内に3団体");
    page.find(&inside(".cluster[aria-label='長野県、会員2団体']"))
        .js("element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))");
    page.wait_for_text(&inside(".scope"), "団体のうち、この地点に2団体");
    assert_eq!(rows(&page), ["NPO法人MEGURU", "同じ場所の団体"]);
    page.find(&inside("[data-do=everybody]")).click();
    page.wait_for_count(&inside(".member"), 6);
}

pub(super) fn the_list_lights_up_the_map(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.find(&inside(".member [data-do='open naha']")).focus();
    page.wait_for_count(&inside(".mark.lit[data-do='open naha']"), 1);
    page.find(&inside(".member [data-do='open meguru']")).focus();
    page.wait_for_count(&inside(".cluster.lit"), 1);
}

pub(super) fn a_new_feed_lists_nobody_elses_point(browser: &Browser) {
    let server = TestServer::start();
    let at = |id: &str, lat: f64| json!({ "id": id, "name": id, "place": { "prefecture": "20", "lat": lat, "lng": 138.0 } });
    let here = [at("one", 36.0), at("two", 36.0)];
    let page = open_over(browser, &server, &here, "");
    page.find(&inside(".cluster"))
        .js("element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))");
    page.wait_for_text(&inside(".scope"), "団体のうち、この地点に2団体");
    let elsewhere = [at("three", 35.6), at("four", 35.6)];
    let all = [elsewhere, here].concat();
    put_feed(&server, json!({ "version": 1, "alliance": { "name": "RAN" }, "members": all }).to_string());
    page.run("document.querySelector('ran-member-map').refresh()", vec![]);
    page.wait_for_text(&inside(".found"), "4団体");
    page.wait_for_count(&inside(".scope button"), 0);
}

/// How many pixels lie between what can be pressed of any two marks, and who is pressed in the middle of each.
const PRESSED: &str = "const marks = find(arguments[0]).map((mark) => {
            const { x, y, width } = mark.querySelector('circle').getBoundingClientRect();
            return { mark, x: x + width / 2, y: y + width / 2, radius: width / 2 };
        });
        const gaps = marks.flatMap((one, at) => marks.slice(0, at).map((other) =>
            Math.hypot(one.x - other.x, one.y - other.y) - one.radius - other.radius));
        const others = marks.filter(({ mark, x, y }) => mark.getRootNode().elementFromPoint(x, y)?.closest('.mark') !== mark);
        return { count: marks.length, gap: Math.min(...gaps), others: others.length };";

/// Ten around a point, and one that lies beside their middle and is none of them; pixels are those of the closest zoom.
pub(super) fn no_mark_lies_over_another_at_the_closest_zoom(browser: &Browser) {
    let server = TestServer::start();
    let east = |pixels: f64| 138.0 + pixels * 360.0 / f64::from(1 << 22);
    let members: Vec<Value> = [0.0]
        .into_iter()
        .chain([50.0; 9])
        .chain([57.0])
        .enumerate()
        .map(|(at, pixels)| json!({ "id": format!("m{at}"), "name": "団体", "place": { "prefecture": "20", "lat": 36.1, "lng": east(pixels) } }))
        .collect();
    let page = open_over(browser, &server, &members, "");
    page.run("document.querySelector('ran-member-map').focusMember('m0')", vec![]);
    page.wait_for_count(&inside(".mark.lit"), 1);
    let closer = inside(".controls .closer");
    for _ in 0..20 {
        if page.find(&closer).attribute("aria-disabled").as_deref() == Some("true") {
            break;
        }
        let before = transform(&page);
        page.find(&closer).click();
        page.wait_for_js(&format!(
            "find({:?})[0].getAttribute('transform') !== {before:?}",
            inside(".map > svg > g[transform]")
        ));
    }
    page.wait_for_count(&inside(".mark"), 2);
    page.find(&inside(".map")).js("element.scrollIntoView({ block: 'center' })");
    // A map that is still being measured moves its marks.
    wait_for("marks apart", || {
        let pressed = page.run(PRESSED, vec![json!(inside(".mark"))]);
        let is_apart = pressed["gap"].as_f64().is_some_and(|gap| gap >= 0.0);
        if is_apart && pressed["count"] == 2 && pressed["others"] == 0 {
            Ok(())
        } else {
            Err(pressed.to_string())
        }
    });
}

/// So many members, each in the middle of a prefecture of its own.
fn across_japan(count: u8) -> Vec<Value> {
    let member = |code| json!({ "id": format!("m{code}"), "name": "団体", "place": { "prefecture": format!("{code:02}") } });
    (1..=count).map(member).collect()
}

pub(super) fn a_mark_brings_its_row_into_view_in_the_list_alone(browser: &Browser) {
    let server = TestServer::start();
    // The last row is one of the first portion, or of none that is shown yet.
    for others in [24, 46] {
        let mut members = across_japan(others);
        members.push(json!({ "id": "naha", "name": "那覇の団体", "place": { "prefecture": "47", "lat": 26.212, "lng": 127.679 } }));
        let page = open_over(browser, &server, &members, "");
        let point_at_naha = || {
            page.find(&inside(".mark[data-do='open naha']"))
                .js("element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true, composed: true }))");
            page.wait_for_count(&inside(".member.lit"), 1);
        };
        let row = inside(".member:has([data-do='open naha'])");
        let is_seen = format!(
            "(() => {{ const [row, list] = [find({row:?})[0], find({:?})[0]].map((element) => element?.getBoundingClientRect());
                return Boolean(row) && row.top >= list.top - 1 && row.bottom <= list.bottom + 1; }})()",
            inside(".list")
        );
        page.resize(1280, 500);
        page.wait_for_js(&format!(
            "find({:?})[0].scrollHeight > find({0:?})[0].clientHeight + 100",
            inside(".list")
        ));
        assert_eq!(page.js(&is_seen), false);
        point_at_naha();
        page.wait_for_js(&is_seen);
        assert_eq!(page.js("scrollY"), 0);
        // A list without a bar of its own leaves the page where it is.
        page.resize(360, 500);
        page.wait_for_js(&format!(
            "find({:?})[0].scrollHeight === find({0:?})[0].clientHeight",
            inside(".list")
        ));
        page.find(&inside("input[name=q]")).focus();
        page.wait_for_count(&inside(".member.lit"), 0);
        let before = page.js("scrollY");
        point_at_naha();
        assert_eq!(page.js("scrollY"), before);
    }
}

/// While the list goes on changing, its beginning is enough; the rest follows, and is there from the start at first.
pub(super) fn the_rest_of_the_list_follows(browser: &Browser) {
    let server = TestServer::start();
    let page = open_over(browser, &server, &across_japan(46), "");
    let rows = inside(".members > .member");
    assert_eq!(page.count(&rows), 30);
    let typed = page.js(&format!(
        "(async () => {{
            // What WebKit's driver calls itself is no script on the stack: after the event all promises would be kept.
            await null;
            const [field] = find({:?});
            field.value = '団体';
            field.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true }}));
            const counted = find({rows:?}).length;
            for (let turns = 0; turns < 50; turns++) await null;
            return [counted, find({rows:?}).length];
        }})()",
        inside("input[name=q]")
    ));
    assert_eq!(typed, json!([30, 12]));
    page.wait_for_count(&rows, 30);
    assert!(page.find(&inside(".more")).text().contains("16"));
}

/// Names and marks that lie over each other. Of a name its letters count, 12 px high: how high a line is around them is
/// the browser's own.
const COVERED: &str = "const box = (element) => {
            const { left, right, top, bottom } = (element.querySelector('circle') ?? element).getBoundingClientRect();
            const spare = element.localName === 'text' ? (bottom - top - 12) / 2 : 3;
            return { left, right, top: top + spare, bottom: bottom - spare };
        };
        const boxes = find(arguments[0]).map((element) => [element, box(element)]);
        return boxes.flatMap(([one, a], at) => boxes.slice(0, at).filter(([other]) => one.localName === 'text' || other.localName === 'text')
            .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom && b.top < a.bottom)
            .map(([other]) => `${one.textContent} ${other.textContent}`));";

pub(super) fn prefectures_are_named_once_the_map_is_closer(browser: &Browser) {
    let server = TestServer::start();
    for lang in ["ja", "en", "ja-x-easy"] {
        let page = open(browser, &server, &format!(r#"lang="{lang}""#));
        page.resize(1280, 800);
        assert_eq!(page.count(&inside(".names:not(.of-insets)")), 0);
        page.find(&inside(".controls .closer")).click();
        page.wait_for_count(&inside(".names[aria-hidden=true]"), 1);
        let names: Vec<String> =
            page.find_all(&inside(".names:not(.of-insets) text")).iter().map(ran_tests::Node::text).collect();
        assert!(names.len() > 5, "{names:?}");
        let expected = if lang == "en" { "Nagano" } else { "長野県" };
        assert!(names.iter().any(|name| name == expected), "{names:?}");
        let covered = page.run(COVERED, vec![json!(inside(".names:not(.of-insets) text, .mark"))]);
        assert_eq!(covered, json!([]), "{lang}");
    }
}
