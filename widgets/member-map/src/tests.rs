//! The map as a server renders it, asserted by what it says.

use ran_parts::{WidgetProps, testing};

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
    testing::rendered::<MemberMap>(WidgetProps { fragment: fragment.into(), ..props }).await
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
        &["<b>", "style=", "パリの団体\"", "<span>所在地は都道府県名のみ公開"],
    )
    .await;
}

#[tokio::test]
async fn what_became_of_a_typed_place_is_announced() {
    check(&[], "", &["id=\"near-note\" role=\"status\""], &[]).await;
}

#[tokio::test]
async fn the_prefecture_with_the_tab_stop_says_what_is_held_there() {
    check(&[], "", &["aria-label=\"長野県、会員2団体、次の予定：2026年4月2日（木） 相談会\""], &[]).await;
    let feed = |place: &str| {
        format!(
            r#"{{ "version": 1, "members": [{{ "id": "a", "name": "A", "place": {{ "prefecture": "20" }} }},
                {{ "id": "b", "name": "B", "place": {{ "prefecture": "15" }} }},
                {{ "id": "c", "name": "C", "place": {{ "prefecture": "15" }} }}],
            "events": [{{ "id": "v", "title": "相談会", "kind": "consultation", "start": "2026-04-02T19:00", "host": "a" {place} }}] }}"#
        )
    };
    let html = rendered_of(&feed(r#", "place": { "prefecture": "15" }"#), &[], "").await;
    assert!(html.contains("aria-label=\"新潟県、会員2団体、次の予定：2026年4月2日（木） 相談会\""), "{html}");
    // Its hosts hold it where they are, if it has no place or none that anybody goes to.
    for elsewhere in ["", r#", "mode": "online", "place": { "prefecture": "15" }"#] {
        let html = rendered_of(&feed(elsewhere), &[], "").await;
        assert!(!html.contains("次の予定"), "{html}");
    }
}

#[tokio::test]
async fn what_comes_next_is_said_on_the_alliances_clock_and_takes_place() {
    let check = async |event: &str, expected: &str| {
        let feed = format!(
            r#"{{ "version": 1, "members": [{{ "id": "a", "name": "A", "place": {{ "prefecture": "20" }} }}],
            "events": [{{ "id": "off", "title": "中止の会", "start": "2026-04-02T10:00", "host": "a", "status": "cancelled" }},
                {{ "id": "later", "title": "延期の会", "start": "2026-04-03T10:00", "host": "a", "status": "postponed" }},
                {{ "id": "v", "title": "会", "host": "a", {event} }}] }}"#
        );
        let html = rendered_of(&feed, &[], "").await;
        assert!(html.contains(&format!("会員1団体、次の予定：{expected}\"")), "{expected} in {html}");
    };
    check(r#""start": "2026-04-20T20:00-04:00""#, "2026年4月21日（火） 会").await;
    check(
        r#""start": "2026-04-20T20:00", "time_zone": "America/New_York""#,
        "2026年4月20日（月） (America/New York) 会",
    )
    .await;
    let rule = r#""start": "2026-04-07T19:00", "rrule": "FREQ=WEEKLY", "overrides": [
        { "recurrence_id": "2026-04-07", "status": "postponed" }, { "recurrence_id": "2026-04-14", "status": "cancelled" }]"#;
    check(rule, "2026年4月21日（火） 会").await;
}

#[tokio::test]
async fn a_button_that_does_nothing_keeps_the_focus() {
    check(&[], "", &["title=\"縮小\" aria-disabled=\"true\""], &["disabled=\"\"", " disabled>"]).await;
}

#[tokio::test]
async fn the_insets_say_what_is_in_them() {
    for (lang, group, okinawa, ogasawara) in [
        ("ja", "別枠で示す島", "沖縄県・奄美群島", "小笠原諸島"),
        ("en", "Islands shown in boxes", "Okinawa and Amami", "Ogasawara"),
        ("ja-x-easy", "わくの 中の 島", "沖縄県と 奄美の 島", "小笠原の 島"),
    ] {
        let html = rendered_of(FEED, &[("lang", lang)], "").await;
        let (_, insets) = html.split_once("class=\"insets\" role=\"group\"").unwrap();
        let (insets, _) = insets.split_once("</g>").unwrap();
        testing::check(
            insets,
            &[
                &format!("aria-label=\"{group}\""),
                &format!(">{okinawa}</text>"),
                &format!(">{ogasawara}</text>"),
            ],
            &[],
        );
    }
}

#[tokio::test]
async fn there_is_one_tab_stop_among_the_prefectures() {
    let html = rendered_of(FEED, &[], "").await;
    assert_eq!(html.matches("role=\"option\"").count(), 47);
    let options = html
        .split("<path")
        .filter(|option| option.contains("role=\"option\"") && option.contains("tabindex=\"0\""));
    assert_eq!(options.count(), 1);
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
async fn attributes_and_the_address_narrow_who_is_shown() {
    check(&[("themes", "young")], "", &["全1団体<", "塩尻の人事部"], &["まちと人と"]).await;
    check(&[], "themes=young&prefecture=20", &["6団体中1団体が該当（若者、長野県）<"], &[]).await;
    check(&[("lang", "en")], "themes=young", &["Of 6 members, 1 found (若者)<"], &[]).await;
    check(&[("prefecture", "04 23")], "", &["全2団体"], &["塩尻の人事部"]).await;
    check(
        &[],
        "themes=foreign",
        &["6団体中1団体が該当（外国人）", "\"多文化センター、愛知県、所在地は都道府県名のみ公開\""],
        &["まちと人と"],
    )
    .await;
}

#[tokio::test]
async fn where_nobody_matches_the_filters_end_beside_the_message() {
    let beside = r#"該当する会員はいません（外国人、宮城県）</p><button type="button" data-do="clear">"#;
    check(&[], "themes=foreign&prefecture=04", &[beside], &[]).await;
}

#[tokio::test]
async fn a_filter_that_is_no_choice_has_a_name_and_can_be_taken_off() {
    let chip = |name: &str, field: &str, label: &str| {
        format!(
            r#"<li><button type="button" data-do="clear {field}" aria-label="{label}">{name}</button></li>"#
        )
    };
    for (fragment, lang, name, field, label) in [
        ("prefecture=47", "ja", "沖縄県", "prefecture", "沖縄県の絞り込みを解除"),
        ("kinds=school", "en", "School", "kinds", "Remove the filter School"),
        ("themes=nothing", "ja", "選択肢にない条件", "themes", "選択肢にない条件の絞り込みを解除"),
        (
            "services=q%26a",
            "en",
            "Filter not listed here",
            "services",
            "Remove the filter Filter not listed here",
        ),
        ("tiers=ran", "ja-x-easy", "RAN会員", "tiers", "RAN会員で さがすのを やめる"),
    ] {
        check(&[("lang", lang)], fragment, &[&chip(name, field, label)], &[]).await;
    }
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
async fn a_movement_is_counted_as_the_list_counts() {
    // One stands in 長野県 and works in 新潟県, too; where it stands is what the list says.
    let feed = FEED.replace(
        r#""name": "NPO法人MEGURU","#,
        r#""name": "NPO法人MEGURU", "areas": [{ "prefecture": "15" }, { "prefecture": "20" }],"#,
    );
    let html = rendered_of(&feed, &[("programme", "p")], "").await;
    assert!(html.contains("2地域で取り組んでいます"), "{html}");
}

#[tokio::test]
async fn where_nobody_matches_the_nearest_the_nearest_with_the_theme_are_offered() {
    check(
        &[],
        "themes=foreign&prefecture=04",
        &[
            "該当する会員はいません",
            "代わりに、同じテーマに取り組む近くの会員を表示しています。",
            "多文化センター",
        ],
        &["塩尻の人事部"],
    )
    .await;
}

#[tokio::test]
async fn what_is_filtered_by_empties_no_other_prefecture() {
    let others =
        ["aria-label=\"長野県、会員2団体", "aria-label=\"宮城県、会員1団体", "aria-label=\"京都府、会員なし"];
    check(&[], "prefecture=23", &others, &[]).await;
    // Another filter does.
    check(&[], "prefecture=23&themes=foreign", &["aria-label=\"長野県、会員なし"], &[]).await;
}

#[tokio::test]
async fn a_prefectures_own_page_offers_the_nearest_outside_of_it() {
    check(
        &[("prefecture", "47"), ("themes", "foreign")],
        "",
        &[
            "該当する会員はいません",
            "代わりに、同じテーマに取り組む近くの会員を表示しています。",
            "多文化センター",
        ],
        // There is nothing that the visitor could take away.
        &["塩尻の人事部", "</p><button type=\"button\" data-do=\"clear\""],
    )
    .await;
    let html = rendered_of(FEED, &[("prefecture", "47"), ("themes", "foreign")], "").await;
    assert_eq!(html.matches("data-do=\"clear\"").count(), 0, "{html}");
    // Who is listed is on the map, quietly.
    assert_eq!(html.matches("part=\"member\"").count(), 1, "{html}");
    assert!(html.contains("class=\"offered\" aria-label=\"地図上の会員\""), "{html}");
    let found = rendered_of(FEED, &[("themes", "foreign")], "").await;
    assert!(found.contains("part=\"member\"") && !found.contains("offered"), "{found}");
    // Nobody is near to nowhere.
    check(
        &[],
        "kinds=school",
        &["該当する会員はいません", ">代わりに、ほかの会員を表示しています。<"],
        &["近くの会員"],
    )
    .await;
}

#[tokio::test]
async fn a_programme_is_shown_as_one_movement() {
    check(
        &[("programme", "p")],
        "",
        &[
            "2地域で取り組んでいます",
            "対話の場",
            "<dt>再参加希望</dt><dd>7割以上</dd>",
            "class=\"movement\"",
            "全2団体",
        ],
        &["多文化センター"],
    )
    .await;
    check(&[], "", &[], &["<polyline"]).await;
    // From north to south, and 那覇 lies in an inset in the north.
    let feed = FEED.replace(r#"{ "id": "d""#, r#"{ "id": "n", "name": "N", "programmes": ["p"], "place": { "lat": 26.212, "lng": 127.679 } }, { "id": "d""#);
    let html = rendered_of(&feed, &[("programme", "p")], "").await;
    let line = html.split("<polyline").nth(1).and_then(|rest| rest.split("points=\"").nth(1)).unwrap();
    let points: Vec<&str> = line.split('"').next().unwrap().split(' ').collect();
    assert_eq!(points.len(), 3);
    let north = |place: usize| points[place].split_once(',').unwrap().1.parse::<f64>().unwrap();
    assert!(north(2) < north(0) && north(0) < north(1), "{points:?}");
}

/// The members of [`FEED`], the programmes `p` and `q`, and these campaigns and events.
async fn with_campaigns(attributes: &[(&str, &str)], campaigns: &str, events: &str) -> String {
    let (head, _) = FEED.split_once(r#""events""#).unwrap();
    let programmes = r#""programmes": [{ "id": "q", "name": "いしのまき学校" }, "#;
    let head = head.replace(r#""programmes": ["#, programmes);
    rendered_of(&format!(r#"{head} "campaigns": [{campaigns}], "events": [{events}] }}"#), attributes, "")
        .await
}

/// The campaigns in a rendered map, without their tags.
fn campaigns_in(html: &str) -> Vec<String> {
    let parts = html.split("<div class=\"campaign\">").skip(1);
    let text = |part: &str| {
        let mut text = String::new();
        for piece in part.split("</div>").next().unwrap_or_default().split('<') {
            let shown = piece.split_once('>').map_or(piece, |(_, shown)| shown);
            if !shown.trim().is_empty() {
                text.push_str(shown.trim());
                text.push('|');
            }
        }
        text
    };
    parts.map(text).collect()
}

#[tokio::test]
async fn a_campaign_of_the_programme_says_when_and_where_it_is_held_as_one() {
    let campaign = r#"{ "id": "c", "title": { "ja": "春の一斉相談会", "en": "Spring week" }, "programme": "p", "url": "spring.html",
        "areas": [{ "prefecture": "20", "municipality_name": "塩尻市" }, { "prefecture": "04" }, { "prefecture": "04" }],
        "start": "2026-03-30", "end": "2026-04-05" }"#;
    let events = r#"{ "id": "late", "title": "石巻の会", "start": "2026-04-05T10:00", "campaign": "c" },
        { "id": "off", "title": "中止の会", "start": "2026-04-02T10:00", "campaign": "c", "status": "cancelled" },
        { "id": "other", "title": "別の会", "start": "2026-04-01T19:00" },
        { "id": "past", "title": "終わった会", "start": "2026-03-30T19:00", "campaign": "c" },
        { "id": "soon", "title": "塩尻の会", "start": "2026-04-02T19:00", "campaign": "c" }"#;
    let html = with_campaigns(&[("programme", "p")], campaign, events).await;
    assert_eq!(
        campaigns_in(&html),
        ["春の一斉相談会|2026年3月30日（月）〜2026年4月5日（日）|2地域で同時開催：長野県塩尻市、宮城県|\
            次の予定：2026年4月2日（木） 塩尻の会|"]
    );
    assert!(html.contains(r#"<a href="https://feed.example/x/spring.html">春の一斉相談会</a>"#), "{html}");
    let english = with_campaigns(&[("programme", "p"), ("lang", "en")], campaign, events).await;
    let said = campaigns_in(&english).concat();
    assert!(
        said.starts_with(
            "Spring week|Mon, 30 March 2026 – Sun, 5 April 2026|In 2 regions at once: 塩尻市, Nagano; Miyagi|"
        ),
        "{said}"
    );
    let easy = with_campaigns(&[("programme", "p"), ("lang", "ja-x-easy")], campaign, events).await;
    assert!(easy.contains("<rt>ちいき</rt>") && !easy.contains('《'), "{easy}");
}

#[tokio::test]
async fn a_date_that_is_called_off_is_no_next_event() {
    let campaign = r#"{ "id": "c", "title": "C", "programme": "p" }"#;
    let weekly = |change: &str| {
        format!(
            r#"{{ "id": "w", "title": "毎週の会", "start": "2026-04-02T19:00", "rrule": "FREQ=WEEKLY;COUNT=2", "campaign": "c",
                "overrides": [{{ "recurrence_id": "2026-04-02T19:00" {change} }}] }}"#
        )
    };
    let check = async |events: &str, expected: &str| {
        let html = with_campaigns(&[("programme", "p")], campaign, events).await;
        assert_eq!(campaigns_in(&html), [expected], "{events}");
    };
    check(&weekly(""), "C|次の予定：2026年4月2日（木） 毎週の会|").await;
    check(&weekly(r#", "status": "cancelled""#), "C|次の予定：2026年4月9日（木） 毎週の会|").await;
}

#[tokio::test]
async fn a_programme_shows_its_campaign_however_many_others_have() {
    let others = (0..150).map(|at| format!(r#"{{ "id": "o{at}", "title": "O", "programme": "q" }}"#));
    let mut campaigns: Vec<String> = others.collect();
    campaigns.push(r#"{ "id": "own", "title": "C", "programme": "p" }"#.to_owned());
    campaigns.push(r#"{ "id": "named", "title": "D" }"#.to_owned());
    let event =
        r#"{ "id": "v", "title": "会", "start": "2026-01-01", "programme": "p", "campaign": "named" }"#;
    let html = with_campaigns(&[("programme", "p")], &campaigns.join(","), event).await;
    assert_eq!(campaigns_in(&html), ["C|", "D|"]);
}

#[tokio::test]
async fn quotation_marks_of_the_feed_are_readings_in_easy_japanese_alone() {
    let feed = r#"{ "version": 1,
        "programmes": [{ "id": "p", "name": "講座《まなび》", "members": ["a", "b"] }],
        "campaigns": [{ "id": "c", "title": "C", "programme": "p", "areas": [{ "name": "会館《ひびき》" }] }],
        "members": [
            { "id": "a", "name": "A", "place": { "name": "文化会館《かいかん》", "prefecture": "20" } },
            { "id": "b", "name": "B", "place": { "prefecture": "04" } }
        ] }"#;
    for (lang, is_reading) in [("ja", false), ("en", false), ("ja-x-easy", true)] {
        let html = rendered_of(feed, &[("lang", lang), ("programme", "p"), ("member", "a")], "").await;
        for mark in ["文化会館《かいかん》", "講座《まなび》", "会館《ひびき》"] {
            // Nothing but the reading itself is left out of what stays as the feed has it.
            assert_eq!(html.contains(mark), !is_reading, "{mark} {lang} {html}");
        }
        assert_eq!(html.contains("<rt>まなび</rt>"), is_reading, "{lang}");
        assert_eq!(html.contains("<rt>ひびき</rt>"), is_reading, "{lang}");
        // The mark on the map, which takes no furigana.
        let joint = if lang == "en" { "A, " } else { "A、" };
        let mut labels = html.split("aria-label=\"").filter(|label| label.starts_with(joint));
        let label = labels.next().is_some_and(|label| label.contains("《かいかん》"));
        assert_eq!(label, !is_reading, "{lang} {html}");
    }
}

#[tokio::test]
async fn the_campaigns_of_a_programme_are_its_own_and_those_of_its_events() {
    let events = r#"{ "id": "v", "title": "会", "start": "2026-01-01", "programme": "p", "campaign": "b", "host": "b" },
        { "id": "w", "title": "会", "start": "2026-01-01", "campaign": "b", "host": "a" },
        { "id": "x", "title": "会", "start": "2026-01-01", "programme": "p", "campaign": "a" },
        { "id": "y", "title": "会", "start": "2026-01-01", "programme": "p", "campaign": "gone" }"#;
    let campaigns = r#"{ "id": "a", "title": "A", "programme": "p", "members": ["a", "d", "c", "a", "x"], "when": { "label": "毎年6月" } },
        { "id": "b", "title": "B" }, { "id": "c", "title": "C", "programme": "q" }, { "id": "d", "title": "D" },
        { "id": "over", "title": "E", "programme": "p", "start": "2026-03-01", "end": "2026-03-31" },
        { "id": "today", "title": "F", "programme": "p", "start": "2026-04-01", "end": "2026-04-01", "areas": [{ "precision": "nation" }] }"#;
    let check = async |programme: &str, expected: &[&str]| {
        let html = with_campaigns(&[("programme", programme)], campaigns, events).await;
        assert_eq!(campaigns_in(&html), expected);
    };
    check(
        "p",
        &["A|毎年6月|3地域で同時開催：長野県塩尻市、長野県、愛知県|", "B|", "F|2026年4月1日（水）|全国|"],
    )
    .await;
    check("q", &["C|"]).await;
    check("p q", &[]).await;
    check("", &[]).await;
}

#[tokio::test]
async fn a_member_is_opened_by_attribute_and_by_address() {
    let parts = ["<dialog", "相談会", "同じ取り組みの会員を地図で見る</h3>"];
    check(&[("member", "a")], "", &parts, &["この会員へのリンク"]).await;
    check(&[("deep-link", "true")], "member=a", &[parts[0], "href=\"#ran-member=a\""], &[]).await;
    check(&[("member", "nobody")], "", &[], &["<dialog"]).await;
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
        &["<rt>かいいん</rt>", "aria-label=\"長野県、会員は 2団体です、"],
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
