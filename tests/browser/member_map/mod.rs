//! The member map, as far as only a browser shows it.

mod address;
mod finding;
mod keyboard;
mod layout;
mod marks;
mod moving;
mod page;

use ran_tests::{Browser, Html, Page, Suite, TestServer};
use serde_json::{Value, json};

use crate::element::put_feed;

pub(crate) fn register(suite: &mut Suite) {
    tests!(suite, "member_map":
        keyboard {
            arrow_keys_walk_over_the_prefectures,
            enter_filters_by_a_prefecture,
            what_a_pointer_has_touched_has_no_frame,
            the_dialog_keeps_the_focus_and_gives_it_back,
            the_focus_is_never_lost,
            the_way_out_of_a_long_member_stays_in_sight,
            the_map_has_a_short_name_and_says_its_keys_apart,
        }
        moving {
            the_page_scrolls_unless_asked,
            buttons_zoom_and_pan,
            a_step_holds_the_nearest_mark,
            a_mouse_drags_and_does_not_click,
            a_double_click_goes_closer_and_chooses_nothing,
            a_prefectures_own_page_begins_there,
            the_page_focuses_a_member,
            a_call_is_heeded_once,
        }
        marks {
            a_cluster_falls_apart_and_at_last_lists_its_members,
            the_list_lights_up_the_map,
            a_new_feed_lists_nobody_elses_point,
            no_mark_lies_over_another_at_the_closest_zoom,
            a_mark_brings_its_row_into_view_in_the_list_alone,
            the_rest_of_the_list_follows,
            prefectures_are_named_once_the_map_is_closer,
        }
        finding {
            filters_narrow_both_and_the_page_hears,
            the_count_is_said_by_one_node,
            a_choice_follows_what_is_filtered,
            a_place_typed_sorts_by_nearness,
            a_town_that_the_feed_does_not_know_is_asked_of_the_kit_alone,
            the_map_goes_to_where_the_visitor_is,
            the_page_hears_what_the_visitor_does_and_nothing_else,
        }
        address {
            the_address_says_what_is_open,
            an_address_brings_it_back,
            back_closes_what_the_address_opened,
            back_closes_what_the_visitor_has_opened,
            an_attribute_opens_a_member,
            a_member_that_is_gone_is_missed_and_forgotten,
            a_service_is_linked_too,
        }
        page {
            asks_no_other_host,
            it_leads_a_calendar,
            tiles_come_when_the_map_is_close,
            bad_tiles_are_named,
        }
        layout {
            targets_are_large_enough,
            a_small_map_shows_all_its_buttons,
            a_narrow_map_has_its_buttons_in_even_rows,
            the_list_is_as_high_as_the_map,
            there_is_room_for_words_on_a_telephone,
            the_shades_of_the_map_are_told_apart,
            an_open_member_is_printed_whole,
            everybody_is_printed,
            the_browser_prints_everybody,
            is_accessible_in_every_view,
            looks,
        }
    );
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
pub(super) fn open<'b>(browser: &'b Browser, server: &TestServer, attributes: &str) -> Page<'b> {
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
    ready(browser, server, attributes, "<p>続き</p>")
}

/// The map over these members, ready.
pub(super) fn open_over<'b>(
    browser: &'b Browser,
    server: &TestServer,
    members: &[Value],
    attributes: &str,
) -> Page<'b> {
    put_feed(server, json!({ "version": 1, "alliance": { "name": "RAN" }, "members": members }).to_string());
    ready(browser, server, attributes, "")
}

/// The map over the server's feed, ready; after it stands `rest`.
fn ready<'b>(browser: &'b Browser, server: &TestServer, attributes: &str, rest: &str) -> Page<'b> {
    let body =
        format!(r#"<ran-member-map feed="/feed.json" loading="eager" {attributes}></ran-member-map>{rest}"#);
    let page = browser.open(&server.page(&Html::with_kit(&body)));
    page.wait_for_events("ran-ready", 1);
    // The map is measured with the frame that shows it first.
    page.js("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
    page
}

/// A selector for what the map renders.
pub(super) fn inside(selector: &str) -> String {
    format!("ran-member-map >>> {selector}")
}

pub(super) fn rows(page: &Page<'_>) -> Vec<String> {
    page.find_all(&inside(".member strong")).iter().map(ran_tests::Node::text).collect()
}

#[track_caller]
pub(super) fn focused_name(page: &Page<'_>) -> String {
    page.focused().unwrap_or_else(|| panic!("nothing has the focus")).accessible_name()
}

/// The `transform` of the plane: it tells what part of Japan is seen.
pub(super) fn transform(page: &Page<'_>) -> String {
    page.find(&inside(".map > svg > g[transform]")).attribute("transform").unwrap_or_default()
}
