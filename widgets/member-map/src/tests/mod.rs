//! The map as a server renders it, asserted by what it says.

mod filters;
mod prefectures;
mod programmes;

use ran_parts::{Detail, WidgetProps, testing};

use crate::MemberMap;

const FEED: &str = r#"{
    "version": 1,
    "themes": [{ "id": "foreign", "label": "外国人" }, { "id": "young", "label": "若者" }],
    "programmes": [{ "id": "p", "name": "ミライブラリー", "summary": "対話の場", "members": ["a", "b"],
        "figures": [{ "label": "再参加希望", "text": "7割以上" }] }],
    "members": [
        { "id": "a", "name": "NPO法人MEGURU", "brands": [{ "name": "塩尻の人事部" }], "tier": "alliance", "themes": ["young"],
          "place": { "municipality": "202151", "municipality_name": "塩尻市", "lat": 36.115, "lng": 137.953 } },
        { "id": "b", "name": "まちと人と", "place": { "prefecture": "04", "lat": 38.434, "lng": 141.303 } },
        { "id": "c", "name": "多文化センター", "themes": ["foreign"], "place": { "prefecture": "23" } },
        { "id": "d", "name": "隣の団体", "place": { "prefecture": "20", "lat": 36.116, "lng": 137.954 } },
        { "id": "e", "name": "パリの団体", "place": { "lat": 48.85, "lng": 2.35 } },
        { "id": "x", "name": "<b>印</b>" }
    ],
    "events": [{ "id": "v", "title": "相談会", "kind": "consultation", "start": "2026-04-02T19:00", "host": "a" }]
}"#;

async fn rendered_of(feed: &str, attributes: &[(&str, &str)], fragment: &'static str) -> String {
    let props = testing::at("2026-04-01T12:00", testing::props(feed, attributes));
    let detail = Detail::Here(crate::detail());
    testing::rendered::<MemberMap>(WidgetProps { fragment: fragment.into(), detail, ..props }).await
}

async fn check(attributes: &[(&str, &str)], fragment: &'static str, parts: &[&str], absent: &[&str]) {
    testing::check(&rendered_of(FEED, attributes, fragment).await, parts, absent);
}

#[tokio::test]
async fn the_map_says_who_is_where_and_the_list_says_the_same() {
    check(
        &[],
        "",
        &[
            ">会員を探す</h2>",
            "全6団体",
            "aria-label=\"長野県、会員2団体、次の予定",
            "aria-label=\"京都府、会員なし\"",
            "aria-label=\"まちと人と、宮城県\"",
            "塩尻の人事部",
            "長野県塩尻市",
            "アライアンスメンバー",
            "所在地は日本国外",
            "目立つ色や太い線の都道府県に、会員がいます。",
            "aria-label=\"地図の操作\"",
            "&lt;b&gt;印",
            "地図データ：Natural Earth",
        ],
        &["<b>", "style=", "パリの団体\"", "<span>位置の情報がないため"],
    )
    .await;
}

#[tokio::test]
async fn what_became_of_a_typed_place_is_announced() {
    check(&[], "", &["id=\"near-note\" role=\"status\""], &[]).await;
}

#[tokio::test]
async fn a_button_that_does_nothing_keeps_the_focus() {
    // As the server writes the attribute, which browsers heed whatever its value is.
    check(&[], "", &["title=\"縮小\" aria-disabled=\"true\""], &[" disabled"]).await;
}

#[tokio::test]
async fn the_list_stands_alone_where_it_is_asked_for() {
    check(
        &[("view", "list"), ("heading-level", "3")],
        "",
        &[">会員を探す</h3>", "まちと人と"],
        &["role=\"listbox\""],
    )
    .await;
}

#[tokio::test]
async fn counters_say_of_when_they_are() {
    let figure = |label: &str, value: u8, date: &str| {
        format!(r#"{{ "label": "{label}", "value": {value}, "unit": "団体", "as_of": "{date}" }}"#)
    };
    let counters = [figure("A", 3, "2022-03"), figure("B", 4, "2022-03"), figure("C", 5, "2024")].join(",");
    let feed = format!(
        r#"{{ "version": 1, "alliance": {{ "name": "RAN", "counters": [{counters}] }}, "members": [{{ "id": "a", "name": "A" }}] }}"#
    );
    for (lang, expected) in [
        ("ja", ["（2022年3月現在）", "（2024年現在）"]),
        ("en", [" (as of March 2022)", " (as of 2024)"]),
        ("ja-x-easy", ["（2022", "（2024"]),
    ] {
        let html = rendered_of(&feed, &[("lang", lang)], "").await;
        assert_eq!(html.matches("<small>").count(), 2, "{html}");
        assert!(expected.iter().all(|date| html.contains(&format!("<small>{date}"))), "{html}");
        assert!(!html.contains('《'), "{html}");
    }
}

#[tokio::test]
async fn a_member_is_opened_by_attribute_and_by_address() {
    let parts = ["<dialog", "相談会", "同じ取り組みの会員を地図で見る</h3>"];
    check(&[("member", "a")], "", &parts, &["この会員へのリンク"]).await;
    check(&[("deep-link", "true")], "member=a", &[parts[0], "href=\"#ran-member=a\""], &[]).await;
    // Who is not there is missed in words.
    let missed = "<p class=\"notice\" role=\"status\">この会員の情報は、現在掲載されていません。";
    check(&[("member", "nobody")], "", &[missed], &["<dialog"]).await;
    check(&[], "member=nobody", &[missed], &["<dialog"]).await;
    check(&[], "member=a", &["<dialog"], &[missed]).await;
    // Its name once, then the way out, then the rest of its head; a click within is not one on the ground, which closes.
    let html = rendered_of(FEED, &[("member", "a")], "").await;
    let dialog = html.split("<dialog").nth(1).unwrap();
    let order = [
        "data-do=\"close\"",
        "<div class=\"sheet\" data-do=\"stay\"><header><h2 id=\"detail\"><bdi>塩尻の人事部</bdi></h2>",
        ">閉じる</button></header>",
        "<p>NPO法人MEGURU</p>",
        "長野県塩尻市",
    ];
    let order =
        order.map(|part| dialog.find(part).unwrap_or_else(|| panic!("{part} is missing in {dialog}")));
    assert!(order.is_sorted(), "{dialog}");
    assert_eq!(dialog.matches("塩尻の人事部").count(), 1, "{dialog}");
}

#[tokio::test]
async fn it_speaks_three_languages() {
    check(
        &[("lang", "en")],
        "",
        &["Find a member", "Members: 6", "aria-label=\"Nagano: 2 members. Next event"],
        &[],
    )
    .await;
    check(
        &[("lang", "ja-x-easy")],
        "",
        &["<rt aria-hidden=\"true\">かいいん</rt>", "aria-label=\"長野県、会員は 2団体です、"],
        &["《"],
    )
    .await;
}

#[tokio::test]
async fn an_empty_feed_says_so() {
    let html = rendered_of(r#"{ "version": 1, "members": [] }"#, &[], "").await;
    assert!(html.contains("会員の情報は、現在掲載されていません。"), "{html}");
}

#[tokio::test]
async fn ten_thousand_at_one_point_are_one_mark() {
    let member = |number: usize| {
        format!(
            r#"{{"id":"m{number}","name":"M{number}","place":{{"lat":36.1,"lng":138,"prefecture":"20"}}}}"#
        )
    };
    let members: Vec<String> = (0..10_000).map(member).collect();
    let html = rendered_of(&format!(r#"{{"version":1,"members":[{}]}}"#, members.join(",")), &[], "").await;
    assert!(html.contains("aria-label=\"長野県、会員10000団体\""));
    assert_eq!(html.matches("part=\"row\"").count(), 30);
}
