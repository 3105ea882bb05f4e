//! One event in full.

use ran_parts::{Detail, WidgetProps, testing};

use super::{FEED, Opened, at, check_opened, check_opened_with, props_of, rendered, rendered_of};

#[tokio::test]
async fn an_event_is_shown_in_full() {
    check_opened(
        "rule",
        "ja",
        &[
            "aria-labelledby=\"detail\"",
            "定例会 &lt;b&gt;",
            "受付終了",
            "2026年4月14日（火）19:00〜20:30",
            "毎月第2火曜日",
            "2026年5月12日（火）19:00〜20:30",
            "2026年7月14日（火）19:00〜20:30",
            "塩尻市大門一番町12-2</bdi><bdi class=\"line\">えんぱーく",
            "会場開催",
            "NPO法人MEGURU",
            "若者",
            "一般",
            "12,000円",
            "30名",
            "2026年4月10日（金）17:00",
            "<strong>だれでも</strong>",
            "href=\"https://feed.example/x/events/1.html\"",
            "href=\"data:text/calendar;charset=utf-8,BEGIN%3AVCALENDAR%0D%0A",
            "https://calendar.google.com/",
            "https://outlook.live.com/calendar/0/deeplink/compose?",
            "https://outlook.office.com/calendar/0/deeplink/compose?",
            "Outlook（職場・学校）",
            "新規タブで開きます",
        ],
        &["2026年8月11日", "現地時間"],
    )
    .await;
}

#[tokio::test]
async fn one_of_a_series_says_which_it_is() {
    let feed = r#"{ "version": 1, "events": [
        { "id": "third", "title": "会", "start": "2026-04-20T10:00", "number": 3 },
        { "id": "other", "title": "会", "start": "2026-04-20T10:00" }
    ] }"#;
    for (lang, said) in [
        ("ja", "<dt>シリーズ</dt><dd>第3回</dd>"),
        ("en", "<dt>Series</dt><dd>No. 3</dd>"),
        ("ja-x-easy", "<dt>シリーズ</dt><dd>3\u{2060}<ruby>回目<rp>"),
    ] {
        check_opened_with(props_of(feed, &[("open", "third"), ("lang", lang)]), &[said], &[]).await;
    }
    check_opened_with(props_of(feed, &[("open", "other")]), &[], &["シリーズ"]).await;
}

#[tokio::test]
async fn an_event_without_a_day_has_none_in_detail_either() {
    check_opened("fuzzy", "ja", &["いつか", "2026年4月以降"], &["カレンダーに追加", "<time"]).await;
    check_opened("nobody", "ja", &[], &["<dialog"]).await;
    check_opened("rule", "en", &["Applications closed", "12,000 yen", "Second Tuesday"], &[]).await;
}

#[tokio::test]
async fn what_is_called_off_says_so_also_without_a_day() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "off", "title": "なし", "kind": "seminar", "when": { "label": "春ごろ" }, "status": "cancelled" },
        { "id": "later", "title": "あと", "kind": "seminar", "when": { "label": "秋ごろ" }, "status": "postponed" }
    ] }"#;
    for view in ["month", "week", "agenda"] {
        let html = rendered_of(feed, &[("view", view)]).await;
        for part in [">中止</span> <strong><bdi>なし", ">延期</span> <strong><bdi>あと"] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }
    check_opened_with(props_of(feed, &[("open", "off")]), &["class=\"status\">中止", "春ごろ"], &[]).await;
    check_opened_with(props_of(feed, &[("open", "later")]), &["class=\"status\">延期", "秋ごろ"], &[]).await;
}

const WITH_BACKGROUND: &str = r#"{
    "version": 1,
    "people": [{ "id": "y", "name": "横山暁一" }],
    "members": [{ "id": "m", "name": "NPO法人MEGURU" }, { "id": "n", "name": "まちと人と" }],
    "events": [
        { "id": "e", "title": "シンポジウム", "kind": "conference", "start": "2026-04-18T13:00", "end": "2026-04-18T17:00", "host": "m",
          "supporters": [{ "role": "patron", "name": "みらい県《けん》", "url": "https://pref.example.jp/" }, { "role": "co-host", "member": "n" },
            { "role": "host", "name": "RAN" }, { "role": "media", "name": "みらい新聞" }],
          "place": { "name": "ホール", "parking": "30台" },
          "sessions": [{ "title": "基調対談", "start": "2026-04-18T13:00", "end": "2026-04-18T14:15", "place": { "name": "第1会議室" },
            "speakers": [{ "person": "y" }], "links": [{ "url": "slides.pdf", "kind": "document" }] }],
          "links": [{ "url": "/leaflet.pdf", "kind": "leaflet" }],
          "contact": { "name": "事務局", "tel": "0263-00-0000", "extension": "12", "email": "info@example.jp", "hours": "平日9時から17時" } },
        { "id": "two", "title": "合宿", "kind": "training", "start": "2026-04-25T13:00", "end": "2026-04-26T17:00",
          "sessions": [{ "title": "朝の回", "start": "2026-04-26T09:00" }] }
    ]
}"#;

#[tokio::test]
async fn who_stands_behind_an_event_and_whom_to_ask() {
    let open = |id, lang| props_of(WITH_BACKGROUND, &[("open", id), ("lang", lang)]);
    check_opened_with(
        open("e", "ja"),
        &[
            "<dt>主催</dt><dd><ul><li>NPO法人MEGURU</li><li>RAN</li></ul></dd>",
            "<dt>共催</dt><dd><ul><li>まちと人と</li></ul></dd>",
            "<dt>後援</dt><dd><ul><li><a href=\"https://pref.example.jp/\"",
            "みらい県《けん》",
            "<dt>関係団体</dt><dd><ul><li>みらい新聞</li></ul></dd>",
            "駐車場：30台",
            "13:00〜14:15 <strong>基調対談</strong>",
            "第1会議室",
            "横山暁一",
            "<a href=\"https://feed.example/x/slides.pdf\">資料</a>",
            "<a href=\"https://feed.example/leaflet.pdf\">チラシ</a>",
            "<dt>お問い合わせ</dt><dd><ul><li>事務局</li>",
            "<a href=\"tel:0263000000\">0263-00-0000</a>（内線12）",
            "<a href=\"mailto:info@example.jp\">info@example.jp</a>",
            "受付時間：平日9時から17時",
        ],
        &["leaflet<"],
    )
    .await;
    // On an event of two days a part says its day.
    check_opened_with(open("two", "ja"), &["2026年4月26日（日）9:00 <strong>朝の回</strong>"], &[]).await;
}

#[tokio::test]
async fn a_place_is_said_from_the_large_to_the_small_and_a_town_has_no_spot_on_a_map() {
    let town = r#""precision": "municipality", "prefecture": "20", "municipality_name": { "ja": "塩尻市", "en": "Shiojiri", "ja-easy": "塩尻市《しおじりし》" }"#;
    let check = async |place: &str, lang, parts: &[&str], absent: &[&str]| {
        let feed = format!(
            r#"{{ "version": 1, "members": [], "events": [{{ "id": "e", "title": "会", "start": "2026-04-20T10:00", "place": {{ {place} }} }}] }}"#
        );
        check_opened_with(props_of(&feed, &[("open", "e"), ("lang", lang)]), parts, absent).await;
    };
    let named = format!(r#""name": {{ "ja": "えんぱーく", "ja-easy": "えんぱーく" }}, {town}"#);
    let map = "地図を見る";
    check(
        &named,
        "ja",
        &["<bdi class=\"line\">長野県塩尻市</bdi><bdi class=\"line\">えんぱーく</bdi>"],
        &[map],
    )
    .await;
    let said = format!(r#""name": {{ "ja": "塩尻市内のホール", "en": "Hall in Shiojiri" }}, {town}"#);
    check(&said, "ja", &["<bdi class=\"line\">長野県塩尻市内のホール</bdi>"], &[map]).await;
    let apart = "<bdi class=\"line\">長野県</bdi><bdi class=\"line\">ホール</bdi>";
    check(r#""name": "ホール", "prefecture": "20""#, "ja", &[apart, map], &[]).await;
    let easy = "<bdi class=\"line\"><ruby>長野県<rp>（</rp><rt aria-hidden=\"true\">ながのけん</rt><rp>）</rp></ruby> <ruby>塩尻市<rp>";
    check(town, "ja-x-easy", &[easy], &["《"]).await;
    // What has its own reading keeps it.
    let whole = r#""prefecture": "20", "address": { "ja": "長野県塩尻市", "ja-easy": "長野県塩尻市《ながのけんしおじりし》" }"#;
    check(
        whole,
        "ja-x-easy",
        &["<ruby>長野県塩尻市<rp>（</rp><rt aria-hidden=\"true\">ながのけんしおじりし</rt>"],
        &[],
    )
    .await;
    check(
        r#""name": "えんぱーく", "address": "長野県塩尻市大門一番町12-2""#,
        "ja",
        &["12-2</bdi><bdi", map],
        &[],
    )
    .await;
}

#[tokio::test]
async fn what_is_open_is_that_of_the_feed_of_now() {
    let event = |time: &str| format!(r#"{{ "id": "e", "title": "会", "start": "2026-04-20T{time}" }}"#);
    let check = async |events: &str, parts: &[&str]| {
        let feed = format!(r#"{{ "version": 1, "events": [{events}] }}"#);
        let props = props_of(&feed, &[("open", "e"), ("on", "2026-04-20")]);
        check_opened_with(props, parts, &["日程調整中"]).await;
    };
    check(&event("10:00"), &["2026年4月20日（月）10:00"]).await;
    let before = r#"{ "id": "new", "title": "新", "start": "2026-04-01T08:00" }"#;
    check(&format!("{before}, {}", event("15:30")), &["2026年4月20日（月）15:30"]).await;
}

#[tokio::test]
async fn a_link_to_a_day_on_which_nothing_is_says_so() {
    let feed = r#"{ "version": 1, "events": [
        { "id": "rule", "title": "定例会", "start": "2026-04-07T19:00", "rrule": "FREQ=WEEKLY;COUNT=3",
          "overrides": [{ "recurrence_id": "2026-04-21T19:00", "start": "2026-04-23T19:00" }] },
        { "id": "once", "title": "会", "start": "2026-04-10T19:00" }
    ] }"#;
    let check = async |(id, on, now): (&str, &str, &str), parts: &[&str], absent: &[&str]| {
        check_opened_with(at(now, props_of(feed, &[("open", id), ("on", on)])), parts, absent).await;
    };
    let note = "リンクの日の開催はありません";
    let today = "2026-04-15T12:00";
    check(("rule", "2026-04-21", today), &["2026年4月23日（木）19:00"], &[note]).await;
    check(("once", "2026-04-24", today), &["2026年4月10日（金）19:00"], &[note, "日程調整中"]).await;
    let next = "リンクの日の開催はありません。次回の日時を表示しています。";
    check(("rule", "2026-04-22", today), &[next, "2026年4月23日（木）19:00"], &[]).await;
    let last = "リンクの日の開催はありません。最終回の日時を表示しています。";
    check(("rule", "2026-04-22", "2026-06-01T12:00"), &[last, "2026年4月23日（木）19:00", "終了"], &[]).await;
}

#[tokio::test]
async fn an_event_that_is_not_in_the_feed_is_missed_in_words() {
    let linked = async |fragment: &'static str| {
        let mut props = props_of(
            r#"{ "version": 1, "events": [{ "id": "e", "title": "会", "start": "2026-04-20" }] }"#,
            &[],
        );
        props.fragment = fragment.into();
        rendered(props).await
    };
    let said = "<p class=\"notice\" role=\"status\">この予定は見つかりませんでした。";
    let html = linked("event=gone&on=2026-04-20").await;
    assert!(html.contains(said) && !html.contains("<dialog"), "{html}");
    let html = linked("event=e").await;
    assert!(!html.contains(said) && html.contains("<dialog"), "{html}");
}

#[tokio::test]
async fn only_what_one_can_still_go_to_invites() {
    let event = |id: &str, more: &str| {
        format!(
            r#"{{ "id": "{id}", "title": "会", "start": "2026-04-20T10:00", "sign_up": "/apply/",
                "online_url": "https://live.example/", "how_to_apply": "電話で", {more} }}"#
        )
    };
    let feed = format!(
        r#"{{ "version": 1, "events": [{}, {}, {}, {}, {}, {}] }}"#,
        event("open", r#""deadline": "2026-04-18""#),
        event("off", r#""status": "cancelled", "deadline": "2026-04-18""#),
        event("later", r#""status": "postponed""#),
        event("full", r#""status": "full""#),
        event("closed", r#""deadline": "2026-04-10""#),
        event("over", r#""end": "2026-04-20T11:00""#).replace("2026-04-20", "2026-04-02"),
    );
    let (apply, join, add) =
        ("class=\"apply\"", "https://live.example/\">オンラインで参加", "カレンダーに追加");
    for (id, parts, absent) in [
        ("open", &[apply, join, add, "電話で", "申込締切"][..], &["締め切りました", "当初の日時"][..]),
        ("off", &["中止"], &[apply, join, add, "電話で", "申込締切"]),
        ("later", &["延期", "当初の日時"], &[apply, join, add, "電話で"]),
        ("full", &["満席のため、申し込みを締め切りました。", join, add], &[apply, "電話で"]),
        ("closed", &["<p>申し込みは締め切りました。</p>", join, add], &[apply, "電話で"]),
        ("over", &["終了"], &[apply, join, add, "電話で"]),
    ] {
        check_opened_with(props_of(&feed, &[("open", id)]), parts, absent).await;
    }
    // The way to apply comes before the other facts.
    let props = props_of(&feed, &[("open", "open")]);
    let html = testing::rendered::<Opened>(props).await;
    let order = ["申込締切", apply, "開催方法"].map(|part| html.find(part).unwrap());
    assert!(order.is_sorted(), "{html}");
}

#[tokio::test]
async fn what_has_a_new_date_takes_place_then() {
    let feed = r#"{ "version": 1, "events": [
        { "id": "rule", "title": "定例会", "start": "2026-04-14T19:00", "rrule": "FREQ=MONTHLY;BYDAY=2TU",
          "overrides": [{ "recurrence_id": "2026-04-14T19:00", "start": "2026-04-21T19:00", "status": "postponed" }] },
        { "id": "hour", "title": "会", "start": "2026-04-16T19:00", "rrule": "FREQ=DAILY;COUNT=2",
          "overrides": [{ "recurrence_id": "2026-04-16T19:00", "start": "2026-04-16T20:00" }] }
    ] }"#;
    let open = |id| props_of(feed, &[("open", id)]);
    check_opened_with(
        open("rule"),
        &["<li>日程変更</li>", "4月14日（火）から変更", "カレンダーに追加"],
        &["延期"],
    )
    .await;
    check_opened_with(open("hour"), &["19:00から変更"], &["4月16日（木）から変更"]).await;
}

#[tokio::test]
async fn events_are_subscribed_to_and_their_address_is_copied() {
    let feed = r#"{ "version": 1, "calendar_url": "/events.ics", "events": [{ "id": "e", "title": "会", "start": "2026-04-20" }] }"#;
    let parts = [
        "href=\"webcal://feed.example/events.ics\"",
        "data-do=\"copy https://feed.example/events.ics\"",
        "登録用アドレスをコピー",
    ];
    let more = "予定も含まれます";
    check_opened_with(props_of(feed, &[("open", "e")]), &parts, &[more]).await;
    // A narrowed calendar whose address answers to nothing says what else it has.
    let narrowed = [("open", "e"), ("kinds", "seminar")];
    check_opened_with(props_of(feed, &narrowed), &[&parts[..], &[more]].concat(), &[]).await;
    let html = rendered_of(feed, &narrowed).await;
    assert!(html.contains(more), "{html}");
    for (lang, said) in [("en", "does not show"), ("ja-x-easy", "ない")] {
        check_opened_with(
            props_of(feed, &[("open", "e"), ("kinds", "seminar"), ("lang", lang)]),
            &[said],
            &[],
        )
        .await;
    }
    // One whose address answers asks for its own, for the link and for the button.
    let asked = feed.replace("/events.ics", "/events.ics?");
    let own = [
        "href=\"webcal://feed.example/events.ics?kinds=seminar\"",
        "data-do=\"copy https://feed.example/events.ics?kinds=seminar\"",
    ];
    check_opened_with(props_of(&asked, &narrowed), &own, &[more]).await;
    // What the visitor picks narrows what is shown, not what is subscribed to.
    let picked = WidgetProps { fragment: "kinds=seminar".into(), ..props_of(&asked, &[]) };
    testing::check(&rendered(picked).await, &parts, &[more]);
}

#[tokio::test]
async fn a_series_that_is_called_off_says_its_next_date() {
    let feed = r#"{ "version": 1, "events": [
        { "id": "all", "title": "会", "start": "2026-03-10T19:00", "rrule": "FREQ=WEEKLY;COUNT=9", "status": "cancelled" },
        { "id": "each", "title": "会", "start": "2026-04-07T19:00", "rrule": "FREQ=WEEKLY;COUNT=3", "overrides": [
            { "recurrence_id": "2026-04-14T19:00", "status": "cancelled" },
            { "recurrence_id": "2026-04-21T19:00", "status": "cancelled" }] },
        { "id": "off", "title": "会", "start": "2026-03-10T19:00", "rrule": "FREQ=WEEKLY;COUNT=9", "status": "postponed" }
    ] }"#;
    for (id, mark, when) in [
        ("all", "中止", "<dt>日時</dt><dd><time datetime=\"2026-04-14T19:00\">"),
        ("each", "中止", "<dt>日時</dt><dd><time datetime=\"2026-04-14T19:00\">"),
        ("off", "延期", "<dt>当初の日時</dt><dd><time datetime=\"2026-04-14T19:00\">"),
    ] {
        let props = props_of(feed, &[("deep-link", "true")]);
        let fragment = format!("event={id}").into();
        let html = rendered(at("2026-04-13T12:00", WidgetProps { fragment, ..props })).await;
        let dialog = html.split("<dialog").nth(1).unwrap_or_else(|| panic!("{html}"));
        assert!(dialog.contains(when) && dialog.contains(mark) && !dialog.contains("日程調整中"), "{dialog}");
    }
}

#[tokio::test]
async fn what_is_not_here_yet_or_will_not_come_is_said_in_its_dialog() {
    let of = async |detail| {
        let props =
            WidgetProps { detail, fragment: "event=a".into(), ..props_of(FEED, &[("deep-link", "true")]) };
        rendered(props).await.split("<dialog").nth(1).unwrap().to_owned()
    };
    let (coming, failed) = (of(Detail::Coming).await, of(Detail::Failed).await);
    let head =
        "<h2 id=\"detail\"><bdi>一</bdi></h2><button type=\"button\" data-do=\"close\">閉じる</button>";
    assert!(coming.contains(head) && failed.contains(head), "{coming} {failed}");
    let again = "data-do=\"again\">もう一度読み込む<";
    assert!(
        coming.contains("class=\"state waiting\" role=\"status\"><p>読み込んでいます</p>")
            && !coming.contains(again),
        "{coming}"
    );
    assert!(failed.contains("読み込めませんでした") && failed.contains(again), "{failed}");
    // A function of another type is none of the calendar's.
    assert_eq!(of(Detail::Here(std::rc::Rc::new(1_u32))).await, coming);
}

/// One date of a series may have a deadline of its own.
#[tokio::test]
async fn one_date_is_open_after_the_others_are_closed() {
    let feed = r#"{ "version": 1, "forms": [{ "id": "f", "title": "F", "fields": [{ "id": "x", "type": "text", "label": "L" }] }],
        "events": [{ "id": "s", "title": "会", "start": "2026-04-14T19:00", "rrule": "FREQ=WEEKLY;COUNT=2", "deadline": "2026-04-10",
            "overrides": [{ "recurrence_id": "2026-04-21T19:00", "deadline": "2026-04-20T17:00" }] }] }"#;
    let opened = async |fragment: &str| {
        let props = props_of(feed, &[("deep-link", "true")]);
        let html =
            rendered(at("2026-04-13T12:00", WidgetProps { fragment: fragment.to_owned().into(), ..props }))
                .await;
        html.split("<dialog").nth(1).unwrap().to_owned()
    };
    let closed = opened("event=s").await;
    assert!(closed.contains("受付終了") && closed.contains("4月10日"), "{closed}");
    let open = opened("event=s&on=2026-04-21").await;
    assert!(!open.contains("受付終了") && open.contains("4月20日（月）<"), "{open}");
}
