use ran_feed::civil::CivilDateTime;
use ran_parts::testing::{self, check};
use ran_parts::{Clocks, FeedState, Notice, WidgetProps};

use crate::MemberProfile;

const FEED: &str = r#"{
    "version": 1,
    "themes": [{ "id": "young", "label": { "ja": "若者", "ja-easy": "若《わか》い 人《ひと》" } }],
    "programmes": [
        { "id": "p", "name": "ミライブラリー", "members": ["m", "n"], "figures": [{ "label": "再参加希望", "text": "7割以上" }] }
    ],
    "people": [{ "id": "y", "name": "横山暁一", "affiliations": [{ "member": "m", "role": "代表理事" }] }],
    "members": [
        { "id": "m", "name": "NPO法人MEGURU", "brands": [{ "name": "塩尻の人事部", "kana": "しおじりのじんじぶ" }], "tier": "alliance", "themes": ["young"],
          "place": { "municipality": "202151", "municipality_name": "塩尻市" }, "population_band": "50k-100k",
          "summary": "複業人材と企業をつなぐNPO法人です。", "description": "**まち**全体 <script>x</script>",
          "contact": { "email": "info@example.jp" }, "url": "about.html" },
        { "id": "n", "name": "何もない団体" }
    ],
    "events": [
        { "id": "past", "title": "終わった会", "kind": "seminar", "start": "2026-03-31T19:00", "host": "m" },
        { "id": "c", "title": "三番目", "kind": "seminar", "start": "2026-06-01", "host": "m" },
        { "id": "a", "title": "一番目", "kind": "consultation", "start": "2026-04-02T19:00", "host": "m", "status": "cancelled" },
        { "id": "b", "title": "二番目", "kind": "seminar", "start": "2026-05-01T10:00+09:00", "host": "m" },
        { "id": "n", "title": "毎月の会", "kind": "meeting", "start": "2022-05-10T19:00", "rrule": "FREQ=MONTHLY;BYDAY=2TU", "host": "n" },
        { "id": "d", "title": "四番目", "kind": "seminar", "start": "2026-07-01", "host": "m" },
        { "id": "other", "title": "よその会", "kind": "seminar", "start": "2026-04-03", "host": "n" }
    ]
}"#;

async fn rendered(attributes: &[(&str, &str)]) -> String {
    of_feed(FEED, attributes).await
}

async fn of_feed(feed: &str, attributes: &[(&str, &str)]) -> String {
    let props = testing::at("2026-04-01T12:00", testing::props(feed, attributes));
    // Hawaii is nineteen hours behind Japan.
    let clocks = Clocks(|zone, moment| {
        let hours = if zone == Some("Pacific/Honolulu") { -10 } else { 9 };
        CivilDateTime::from_seconds(moment + hours * 3_600)
    });
    testing::rendered::<MemberProfile>(WidgetProps { clocks: Some(clocks), ..props }).await
}

#[tokio::test]
async fn the_profile_says_what_the_feed_says() {
    let html = rendered(&[("member", "m")]).await;
    check(
        &html,
        &[
            "塩尻の人事部</h2>",
            "NPO法人MEGURU",
            "アライアンスメンバー",
            "長野県塩尻市",
            "若者",
            "ミライブラリー",
            "2団体で実施",
            "7割以上",
            "横山暁一",
            "代表理事",
            "<span>地域の人口5万〜10万人</span>",
            "<p>複業人材と企業をつなぐNPO法人です。</p>",
            "<strong>まち</strong>",
            "&lt;script&gt;",
            "mailto:info@example.jp",
            "相談する",
            "href=\"https://feed.example/x/about.html\"",
        ],
        &["<script"],
    );
}

#[tokio::test]
async fn the_next_three_events_come_in_order() {
    let html = rendered(&[("member", "m"), ("sections", "events")]).await;
    check(&html, &["2026年4月2日（木）19:00", "中止"], &["終わった会", "四番目", "よその会", "若者"]);
    let places: Vec<_> =
        ["一番目", "二番目", "三番目"].iter().map(|title| html.find(title).unwrap()).collect();
    assert!(places.is_sorted(), "{html}");
}

#[tokio::test]
async fn a_recurring_event_comes_at_its_next_time() {
    let html = rendered(&[("member", "n"), ("sections", "events")]).await;
    check(&html, &["2026年4月14日（火）19:00", "毎月の会"], &["2022年"]);
}

#[tokio::test]
async fn a_time_of_another_clock_stands_on_the_alliances_or_names_its_zone() {
    let of = async |zone: &str, event: &str| {
        let feed = format!(
            r#"{{ "version": 1, "alliance": {{ "name": "RAN", "time_zone": "{zone}" }}, "members": [{{ "id": "m", "name": "M" }}],
                "events": [{{ "id": "e", "title": "会", "host": "m", {event} }}] }}"#
        );
        of_feed(&feed, &[("member", "m"), ("sections", "events")]).await
    };
    let html = of("Asia/Tokyo", r#""start": "2026-04-20T20:00-04:00""#).await;
    check(&html, &[">2026年4月21日（火）9:00</time>"], &["4月20日"]);
    let html = of("Asia/Tokyo", r#""start": "2026-04-20T20:00", "time_zone": "America/New_York""#).await;
    check(&html, &["2026年4月20日（月）20:00（New York時間）"], &[]);
    let html = of("Europe/Berlin", r#""start": "2026-04-20T20:00-04:00""#).await;
    check(&html, &["2026年4月20日（月）20:00（UTC−4）"], &[]);
    // Tonight in Hawaii, where it is 17:00 of the day before; what was to be there this afternoon is one of its days too.
    let html = of("Asia/Tokyo", r#""start": "2026-03-31T19:00", "time_zone": "Pacific/Honolulu""#).await;
    check(&html, &["2026年3月31日（火）19:00（Honolulu時間）"], &[]);
    let html = of("Asia/Tokyo", r#""start": "2026-03-30T19:00", "time_zone": "Pacific/Honolulu""#).await;
    check(&html, &[], &["2026年"]);
    // It is 1 April in Taipei, and this was yesterday there, though in Japan it was after midnight.
    let html = of("Asia/Taipei", r#""start": "2026-03-31T23:30+08:00""#).await;
    check(&html, &[], &["2026年"]);
}

#[tokio::test]
async fn what_is_known_only_in_words_is_to_come_until_it_is_over() {
    let of = async |when: &str| {
        let feed = format!(
            r#"{{ "version": 1, "members": [{{ "id": "m", "name": "M" }}],
                "events": [{{ "id": "e", "title": "会", "host": "m", "when": {{ "label": "春ごろ" {when} }} }}] }}"#
        );
        of_feed(&feed, &[("member", "m"), ("sections", "events")]).await.contains("春ごろ")
    };
    // It is 1 April 2026.
    assert!(of("").await);
    assert!(of(r#", "sort": "2026""#).await && !of(r#", "sort": "2026-03""#).await);
    assert!(of(r#", "sort": "2026-03", "until": "2026-04-01""#).await);
    assert!(!of(r#", "sort": "2026-03", "until": "2026-03-31""#).await);
}

#[tokio::test]
async fn an_event_that_was_moved_comes_when_it_takes_place() {
    let moved =
        r#""start": "2026-06-01", "overrides": [{ "recurrence_id": "2026-06-01", "start": "2026-06-03" }]"#;
    let feed = FEED.replace(
        r#""title": "三番目", "kind": "seminar", "start": "2026-06-01""#,
        &format!(r#""title": "三番目", "kind": "seminar", {moved}"#),
    );
    let html = of_feed(&feed, &[("member", "m"), ("sections", "events")]).await;
    check(&html, &["2026年6月3日（水）"], &["2026年6月1日"]);
}

#[tokio::test]
async fn a_member_with_nothing_but_a_name_has_no_empty_sections() {
    let html = rendered(&[("member", "n"), ("sections", "about themes services people contact")]).await;
    check(&html, &["何もない団体"], &["<section"]);
}

#[tokio::test]
async fn the_name_stands_at_the_level_that_the_page_asks_for() {
    let html = rendered(&[("member", "m"), ("heading-level", "4")]).await;
    check(&html, &["塩尻の人事部</h4>", "<h5>"], &["<h2", "<h3"]);
}

#[tokio::test]
async fn the_reading_of_a_name_is_for_who_reads_kanji() {
    check(&rendered(&[("member", "m")]).await, &["しおじりのじんじぶ"], &[]);
    check(&rendered(&[("member", "m"), ("lang", "en")]).await, &[], &["しおじりのじんじぶ"]);
}

#[tokio::test]
async fn easy_japanese_has_furigana() {
    let html = rendered(&[("member", "m"), ("lang", "ja-x-easy")]).await;
    check(&html, &["<ruby>若<rp>", "<rt aria-hidden=\"true\">わか</rt>", "lang=\"ja-x-easy\""], &["《"]);
}

#[tokio::test]
async fn an_old_copy_is_marked_with_its_age() {
    let mut props = testing::props(FEED, &[("member", "m")]);
    let FeedState::Ready(ready) = &mut props.feed else { unreachable!("a feed that was read") };
    ready.notice = Some(Notice::Stale { minutes: 125 });
    let html = testing::rendered::<MemberProfile>(props).await;
    check(&html, &["2時間前の情報を表示しています", "塩尻の人事部"], &[]);
}

#[tokio::test]
async fn a_figure_says_no_more_and_no_less_than_the_feed() {
    let of = async |figure: &str, lang: &str| {
        let feed = format!(
            r#"{{ "version": 1, "members": [{{ "id": "m", "name": "M" }}],
                "programmes": [{{ "id": "p", "name": "P", "members": ["m"], "figures": [{{ "label": "人数", {figure} }}] }}] }}"#
        );
        let html = of_feed(&feed, &[("member", "m"), ("lang", lang)]).await;
        let (_, said) = html.split_once("class=\"outcome\">").unwrap();
        said.split("</strong>").next().unwrap().split("<strong>").nth(1).unwrap().to_owned()
    };
    assert_eq!(of(r#""value": 12000, "unit": "名", "exactness": "at-least""#, "ja").await, "12,000名以上");
    assert_eq!(of(r#""value": 100, "unit": "名", "text": "100名超""#, "ja").await, "100名超");
    assert_eq!(of(r#""value": 98.6, "unit": "%", "exactness": "about""#, "ja").await, "約98.6%");
    assert_eq!(of(r#""value": 27, "unit": "社", "period": "3年間""#, "ja").await, "27社（3年間）");
    assert_eq!(of(r#""value": 5, "exactness": "at-most""#, "en").await, "at most 5");
}

#[tokio::test]
async fn whoever_can_be_reached_is() {
    let of = async |member: &str| {
        let feed = format!(r#"{{ "version": 1, "members": [{{ "id": "m", "name": "M", {member} }}] }}"#);
        of_feed(&feed, &[("member", "m")]).await
    };
    let html = of(r#""consult": { "tel": "0263-00-0000", "hours": "平日" }"#).await;
    check(
        &html,
        &["class=\"consult\"", "href=\"tel:0263000000\"", ">0263-00-0000</a>", "受付時間：平日"],
        &[],
    );
    let html = of(r#""links": [{ "url": "https://example.jp/", "kind": "leaflet" }]"#).await;
    check(&html, &[">チラシ</a>"], &["leaflet"]);
    // Where nothing else is known than a form of the feed, no link can lead to it.
    check(&of(r#""consult": { "form": "f" }"#).await, &[], &["class=\"consult\""]);
}

#[tokio::test]
async fn a_next_event_has_its_title_on_a_line_of_its_own() {
    let of = async |event: &str, lang: &str| {
        let feed = format!(
            r#"{{ "version": 1, "members": [{{ "id": "m", "name": "M" }}],
                "events": [{{ "id": "e", "title": "会", "host": "m", "kind": "seminar", "mode": "online",
                    "start": "2026-05-01T10:00", {event} }}] }}"#
        );
        of_feed(&feed, &[("member", "m"), ("sections", "events"), ("lang", lang)]).await
    };
    let html = of(r#""status": "full", "provisional": true, "members_only": true"#, "ja").await;
    check(
        &html,
        &[
            "10:00</time> <span class=\"status\">満席</span> <span class=\"status open\">日程は未確定</span></p><strong>会</strong>",
            "<p class=\"facts\"> <span>セミナー</span> <span>オンライン</span> <span>会員限定</span></p>",
            "詳しくは団体へお問い合わせください。",
        ],
        &["／"],
    );
    let html = of(r#""url": "https://example.jp/e""#, "en").await;
    check(&html, &["<strong><a href=\"https://example.jp/e\">会</a></strong>"], &["Please ask", " · "]);
    // Where it has no page, there is one to apply on, as long as one can.
    let apply = r#""sign_up": "https://example.jp/apply""#;
    let html = of(apply, "ja").await;
    check(
        &html,
        &["<strong><a href=\"https://example.jp/apply\">会</a></strong>"],
        &["お問い合わせください"],
    );
    for status in ["full", "cancelled"] {
        let html = of(&format!(r#"{apply}, "status": "{status}""#), "ja").await;
        check(&html, &["<strong>会</strong>", "お問い合わせください"], &["https://example.jp/apply"]);
    }
}

#[tokio::test]
async fn a_member_is_told_of_once_and_in_full() {
    let of = async |member: &str, lang: &str| {
        let feed = format!(r#"{{ "version": 1, "members": [{{ "id": "m", {member} }}] }}"#);
        of_feed(&feed, &[("member", "m"), ("lang", lang)]).await
    };
    // A legal form that stands in the name is no news.
    let form = r#""legal_form": "npo-hojin""#;
    let html = of(&format!(r#""name": "NPO法人MEGURU", {form}"#), "ja").await;
    check(&html, &[], &["<span>NPO法人</span>"]);
    check(&of(&format!(r#""name": "めぐる", {form}"#), "ja").await, &["<span>NPO法人</span>"], &[]);
    // Nor is it that it works where it is.
    let place = r#"{ "municipality": "202151", "municipality_name": "塩尻市" }"#;
    let html = of(&format!(r#""name": "M", "place": {place}, "areas": [{place}]"#), "ja").await;
    check(&html, &["<span>長野県塩尻市</span>"], &["活動地域"]);
    let areas = format!(r#"[{place}, {{ "prefecture": "19" }}]"#);
    let html = of(&format!(r#""name": "M", "place": {place}, "areas": {areas}"#), "ja").await;
    check(&html, &["<span>活動地域：長野県塩尻市・山梨県</span>"], &[]);
    let html = of(&format!(r#""name": "M", "place": {place}"#), "ja-x-easy").await;
    check(&html, &["<ruby>長野県<rp>（</rp><rt aria-hidden=\"true\">ながのけん</rt>"], &[]);
    // The same words under both ways to reach it stand under the last.
    let note = r#""note": "見本です""#;
    let ways = format!(
        r#""consult": {{ "email": "a@example.jp", {note} }}, "contact": {{ "email": "b@example.jp", {note} }}"#
    );
    let html = of(&format!(r#""name": "M", {ways}"#), "ja").await;
    assert_eq!(html.matches("見本です").count(), 1);
    assert!(html.find("b@example.jp") < html.find("見本です"), "{html}");
}

#[tokio::test]
async fn a_programme_has_the_name_and_the_page_that_it_has_here() {
    let of = async |operation: &str| {
        let feed = format!(
            r#"{{ "version": 1, "members": [{{ "id": "m", "name": "M" }}], "programmes": [{{ "id": "p", "name": "ミライブラリー",
                "url": "https://example.jp/p", "operations": [{{ "member": "m" {operation} }}] }}] }}"#
        );
        of_feed(&feed, &[("member", "m"), ("sections", "programmes")]).await
    };
    let html = of(r#", "local_name": "ミライブラリー石巻", "url": "https://example.jp/here""#).await;
    check(
        &html,
        &["href=\"https://example.jp/here\">ミライブラリー</a>", "（当地での名称：ミライブラリー石巻）"],
        &["example.jp/p"],
    );
    check(&of("").await, &["https://example.jp/p"], &["当地"]);
}

#[tokio::test]
async fn quotation_marks_of_the_feed_stay() {
    let feed = r#"{ "version": 1, "members": [{ "id": "m", "name": "M",
        "place": { "municipality": "202151", "municipality_name": "塩尻市《えんぱーく》" } }] }"#;
    check(&of_feed(feed, &[("member", "m")]).await, &["塩尻市《えんぱーく》"], &["<ruby>"]);
}
