//! The calendar as a server renders it, asserted by what it says.

use std::rc::Rc;

use ran_feed::Limits;
use ran_feed::civil::CivilDateTime;
use ran_feed::model::EventTime;
use ran_parts::heading::Level;
use ran_parts::{Attributes, Clocks, FeedState, Ready, WidgetProps};
use yew::{Callback, Html, LocalServerRenderer, NodeRef, component};

use crate::EventCalendar;
use crate::days::{WeekStart, YearStyle};
use crate::scene::{Scene, Shown};
use crate::state::{State, Subject};
use crate::{detail, entry};

const FEED: &str = r#"{
    "version": 1,
    "calendar_url": "events.ics",
    "members": [{ "id": "m", "name": "NPO法人MEGURU" }],
    "campaigns": [{ "id": "fes", "title": "全国フェス" }],
    "events": [
        { "id": "rule", "title": "定例会", "kind": "meeting", "start": "2026-04-14T19:00", "end": "2026-04-14T20:30",
          "rrule": "FREQ=MONTHLY;BYDAY=2TU", "mode": "online", "host": "m" },
        { "id": "span", "title": "GOSEN KNIT FES", "kind": "festival", "start": "2026-04-03", "end": "2026-04-06", "campaign": "fes" },
        { "id": "off", "title": "中止の会", "kind": "seminar", "start": "2026-04-20T10:00", "status": "cancelled" },
        { "id": "late", "title": "締切後の会", "kind": "seminar", "start": "2026-04-21T10:00", "deadline": "2026-04-10" },
        { "id": "a", "title": "一", "kind": "seminar", "start": "2026-04-28T10:00" },
        { "id": "b", "title": "二", "kind": "seminar", "start": "2026-04-28T11:00" },
        { "id": "c", "title": "三", "kind": "seminar", "start": "2026-04-28T12:00" },
        { "id": "d", "title": "四", "kind": "seminar", "start": "2026-04-28T13:00" },
        { "id": "e", "title": "五", "kind": "seminar", "start": "2026-04-28T14:00" },
        { "id": "abroad", "title": "New York", "kind": "seminar", "start": "2026-04-30T18:00", "time_zone": "America/New_York" },
        { "id": "fuzzy", "title": "いつか", "kind": "conference", "when": { "label": "2026年4月以降", "sort": "2026-04" } }
    ]
}"#;

fn props_of(feed: &str, attributes: &[(&str, &str)]) -> WidgetProps {
    let feed = ran_feed::read(feed.into(), &Limits::default()).unwrap().feed;
    let attributes: Attributes = attributes
        .iter()
        .map(|(name, value)| ((*name).to_owned().into(), (*value).to_owned().into()))
        .collect();
    let feed = FeedState::Ready(Ready::new(Rc::new(feed), "https://feed.example/x/feed.json", None));
    let now = EventTime::parse("2026-04-15T12:00").unwrap().time();
    WidgetProps { attributes, feed, now, ..WidgetProps::default() }
}

async fn rendered_of(feed: &str, attributes: &[(&str, &str)]) -> String {
    rendered(props_of(feed, attributes)).await
}

async fn rendered(props: WidgetProps) -> String {
    LocalServerRenderer::<EventCalendar>::with_props(props).hydratable(false).render().await
}

/// What is read, without where its lines break.
fn unbroken(html: &str) -> String {
    let mut parts = html.split("<span class=\"piece\">");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        text += &part.replacen("</span>", "", 1);
    }
    text
}

async fn check(attributes: &[(&str, &str)], parts: &[&str], absent: &[&str]) {
    let html = rendered_of(FEED, attributes).await;
    let read = unbroken(&html);
    let is_there = |part: &str| html.contains(part) || read.contains(part);
    for part in parts {
        assert!(is_there(part), "{part} is missing in {html}");
    }
    for part in absent {
        assert!(!is_there(part), "{part} is in {html}");
    }
}

#[tokio::test]
async fn every_cell_says_its_day_its_holiday_and_its_count() {
    check(
        &[],
        &[
            "role=\"grid\"",
            ">2026年（令和8年）4月</h2>",
            "aria-live=\"polite\"",
            "aria-label=\"日曜日\"",
            ">2026年4月1日（水） 予定なし</span>",
            ">2026年4月14日（火） 予定1件</span>",
            ">2026年4月15日（水） 今日 予定なし</span>",
            ">2026年4月28日（火） 予定5件</span>",
            ">2026年4月29日（水） 昭和の日 予定なし</span>",
            "aria-current=\"date\"",
            ">+2件<",
            "前の月",
            "次の月",
            "webcal://feed.example/x/events.ics",
        ],
        &[],
    )
    .await;
}

#[tokio::test]
async fn the_grid_has_one_tab_stop() {
    let html = rendered_of(FEED, &[]).await;
    assert_eq!(html.matches("role=\"gridcell\"").count(), 35);
    assert_eq!(html.matches("tabindex=\"0\"").count(), 1);
    let cell = html.split("role=\"gridcell\"").find(|cell| cell.contains("tabindex=\"0\"")).unwrap();
    assert!(cell.contains("data-date=\"2026-04-15\""), "{cell}");
}

#[tokio::test]
async fn what_spans_days_is_a_bar_in_each_week() {
    // 3 April 2026 is a Friday: two days of the first week, and two of the second.
    let html = rendered_of(FEED, &[]).await;
    assert!(html.contains("class=\"chip d2 bar goes-on\""), "{html}");
    assert!(html.contains("class=\"chip d2 bar from-before\""), "{html}");
}

#[tokio::test]
async fn weeks_may_begin_on_monday_and_months_be_named_by_attribute() {
    check(
        &[("week-start", "monday"), ("date", "2024-02-29"), ("heading-level", "3")],
        &["2024年（令和6年）2月</h3>", "data-date=\"2024-01-29\"", "data-date=\"2024-03-03\""],
        &["data-date=\"2024-01-28\"", "data-date=\"2024-03-04\""],
    )
    .await;
}

#[tokio::test]
async fn the_agenda_is_a_list_by_day() {
    check(
        &[("view", "agenda")],
        &[
            "2026年4月3日（金）",
            "<span class=\"piece\">4月3日（金）〜</span><span class=\"piece\">4月6日（月）</span>",
            ">19:00〜20:30<",
            "オンライン",
            "NPO法人MEGURU",
            "中止",
            "受付終了",
            "全国同時開催",
            "18:00（America/New York）",
            "日程調整中",
            "2026年4月以降",
        ],
        &["role=\"grid\"", "2026年4月1日（水）"],
    )
    .await;
}

#[tokio::test]
async fn an_empty_month_says_what_comes_next() {
    let attributes: &[(&str, &str)] = &[("date", "2026-05-01"), ("kinds", "seminar")];
    check(attributes, &["この期間の予定はありません"], &["次の予定"]).await;
    let attributes: &[(&str, &str)] = &[("date", "2026-03-01"), ("kinds", "meeting")];
    check(
        attributes,
        &["次の予定：2026年5月12日（火）", "定例会", "data-do=\"next 2026-05-12\""],
        &["次の予定：2026年4月14日（火）"],
    )
    .await;
}

#[tokio::test]
async fn attributes_choose_what_is_shown() {
    check(
        &[("view", "agenda"), ("kinds", "festival conference")],
        &["GOSEN KNIT FES", "いつか"],
        &["定例会", "中止の会"],
    )
    .await;
    check(&[("view", "agenda"), ("host", "m")], &["定例会"], &["GOSEN", "いつか"]).await;
}

#[tokio::test]
async fn the_week_has_seven_days() {
    let html = unbroken(&rendered_of(FEED, &[("view", "week"), ("date", "2026-04-14")]).await);
    assert_eq!(html.matches("class=\"group\"").count(), 7);
    for part in ["2026年（令和8年）4月12日（日）〜4月18日（土）", "前の週", "定例会", "予定なし"]
    {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

#[tokio::test]
async fn three_languages() {
    check(
        &[("lang", "en"), ("view", "agenda")],
        &[">April 2026</h2>", "19:00 – 20:30", "Cancelled", "Applications closed", "Previous month"],
        &[],
    )
    .await;
    check(
        &[("lang", "ja-x-easy")],
        &[
            "<ruby>前<rp>",
            ">2026年4月28日 火曜日 予定が 5</span>",
            ">2026年4月29日 水曜日 昭和の 日 予定は ありません</span>",
        ],
        &["《"],
    )
    .await;
}

#[tokio::test]
async fn long_titles_and_many_events_stay_small() {
    let event = |id: usize| {
        format!(
            r#"{{"id":"e{id}","title":"{}","kind":"seminar","start":"2026-04-15T10:00"}}"#,
            "長".repeat(10_000)
        )
    };
    let events: Vec<String> = (0..300).map(event).collect();
    let feed = format!(r#"{{"version":1,"members":[],"events":[{}]}}"#, events.join(","));
    for view in ["month", "week", "agenda"] {
        let html = rendered_of(&feed, &[("view", view)]).await;
        assert!(html.len() < 200_000, "{view} has {} bytes", html.len());
    }
    let html = rendered_of(&feed, &[]).await;
    assert!(html.contains("+297件") && html.contains("さらに100件表示"), "{html}");
}

#[tokio::test]
async fn a_feed_without_events_is_a_calendar_without_events() {
    let html = rendered_of(r#"{"version":1,"members":[],"events":[]}"#, &[]).await;
    assert!(html.contains("この期間の予定はありません") && html.contains("role=\"grid\""), "{html}");
}

const IN_DETAIL: &str = r#"{
    "version": 1,
    "themes": [{ "id": "young", "label": "若者" }],
    "members": [{ "id": "m", "name": "NPO法人MEGURU" }],
    "events": [
        { "id": "rule", "title": "定例会 <b>", "kind": "meeting", "start": "2026-04-14T19:00", "end": "2026-04-14T20:30",
          "rrule": "FREQ=MONTHLY;BYDAY=2TU", "host": "m", "themes": ["young"], "audience": ["public"],
          "place": { "name": "えんぱーく", "address": "塩尻市大門一番町12-2" }, "price": 12000, "capacity": 30,
          "deadline": "2026-04-10T17:00", "url": "events/1.html", "description": "**だれでも** 来てください。" },
        { "id": "abroad", "title": "New York", "kind": "seminar", "start": "2026-04-20T20:00-04:00", "price": 0 },
        { "id": "fuzzy", "title": "いつか", "kind": "conference", "when": { "label": "2026年4月以降" } }
    ]
}"#;

/// The dialog of the event that the attribute `open` names.
#[component]
fn Opened(props: &WidgetProps) -> Html {
    let ready = props.ready().unwrap();
    let day = props.now.unwrap().date();
    let id = props.attributes.get("open");
    let entries =
        entry::between(&ready.feed, day.first_of_month(), day.plus_days(30).unwrap(), &|_, event| {
            event.id == *id
        });
    let scene = Scene {
        props,
        ready,
        state: &State::default(),
        shown: &Shown::default(),
        lang: props.lang(),
        today: Some(day),
        cursor: day,
        week_start: WeekStart::Sunday,
        year: YearStyle::Era,
        level: Level::read("2"),
    };
    let subject =
        Subject { id: id.to_owned().into(), entry: entries.first().copied(), on: None, linked: false };
    detail::dialog(&subject, &scene, NodeRef::default(), Callback::noop())
}

/// The same at another time.
fn at(now: &str, props: WidgetProps) -> WidgetProps {
    WidgetProps { now: EventTime::parse(now).unwrap().time(), ..props }
}

async fn check_opened(id: &str, lang: &str, parts: &[&str], absent: &[&str]) {
    check_opened_with(
        at("2026-04-12T12:00", props_of(IN_DETAIL, &[("open", id), ("lang", lang)])),
        parts,
        absent,
    )
    .await;
}

async fn check_opened_with(props: WidgetProps, parts: &[&str], absent: &[&str]) {
    let html = unbroken(&LocalServerRenderer::<Opened>::with_props(props).hydratable(false).render().await);
    for part in parts {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    for part in absent {
        assert!(!html.contains(part), "{part} is in {html}");
    }
}

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
            "https://outlook.live.com/",
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
async fn a_time_abroad_is_said_on_both_clocks() {
    check_opened(
        "abroad",
        "ja",
        &["2026年4月21日（火）9:00", "現地時間", "2026年4月20日（月）20:00（UTC−4）", "無料"],
        &["くり返し", "今後の開催"],
    )
    .await;
}

/// Clocks of which New York's are behind by four hours, Berlin's ahead by two, and others not known.
const SUMMER: Clocks = Clocks(|zone, moment| {
    let hours = match zone {
        Some("America/New_York") => -4,
        Some("Europe/Berlin") => 2,
        Some("Asia/Tokyo") | None => 9,
        Some(_) => return None,
    };
    CivilDateTime::from_seconds(moment + hours * 3_600)
});

#[tokio::test]
async fn a_deadline_is_over_on_its_own_clock() {
    let check = async |home: &str, now: &str, event: &str, is_over: bool| {
        let feed = format!(
            r#"{{ "version": 1, "alliance": {{ "name": "RAN", "time_zone": "{home}" }}, "members": [],
                "events": [{{ "id": "e", "title": "会", "start": "2026-04-20T10:00", {event} }}] }}"#
        );
        let mut props = props_of(&feed, &[("open", "e")]);
        props.now = EventTime::parse(now).unwrap().time();
        props.clocks = Some(SUMMER);
        let (parts, absent): (&[&str], &[&str]) = if is_over {
            (&["受付終了"], &[])
        } else {
            (&["カレンダーに追加"], &["受付終了"])
        };
        check_opened_with(props, parts, absent).await;
    };
    let york = r#""time_zone": "America/New_York", "deadline": "2026-04-10T17:00""#;
    check("Asia/Tokyo", "2026-04-11T05:59", york, false).await;
    check("Asia/Tokyo", "2026-04-11T06:01", york, true).await;
    let day = r#""time_zone": "America/New_York", "deadline": "2026-04-10""#;
    check("Asia/Tokyo", "2026-04-11T12:59", day, false).await;
    check("Asia/Tokyo", "2026-04-11T13:01", day, true).await;
    let offset = r#""deadline": "2026-04-10T17:00+02:00""#;
    check("Europe/Berlin", "2026-04-10T16:59", offset, false).await;
    check("Europe/Berlin", "2026-04-10T17:01", offset, true).await;
    // Where nobody knows the clock, what is days ago is over, and of today nothing is said.
    let moon = r#""time_zone": "Moon/Base", "deadline": "2026-04-10T17:00""#;
    check("Asia/Tokyo", "2026-04-11T12:00", moon, false).await;
    check("Asia/Tokyo", "2026-04-12T12:00", moon, true).await;
}

#[tokio::test]
async fn a_file_is_stamped_with_the_time_of_utc() {
    let feed = r#"{ "version": 1, "alliance": { "name": "RAN", "time_zone": "Europe/Berlin" }, "members": [],
        "events": [{ "id": "e", "title": "会", "start": "2026-04-20T10:00" }] }"#;
    let mut props = props_of(feed, &[("open", "e")]);
    props.clocks = Some(SUMMER);
    check_opened_with(props, &["DTSTAMP%3A20260415T100000Z"], &[]).await;
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

#[tokio::test]
async fn what_does_not_take_place_is_not_what_comes_next() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "off", "title": "なし", "kind": "seminar", "start": "2026-05-02T10:00", "status": "cancelled" },
        { "id": "later", "title": "あと", "kind": "seminar", "start": "2026-05-03T10:00", "status": "postponed" },
        { "id": "full", "title": "満員の会", "kind": "seminar", "start": "2026-05-04T10:00", "status": "full" },
        { "id": "rule", "title": "定例会", "kind": "meeting", "start": "2026-06-02T19:00", "rrule": "FREQ=WEEKLY;COUNT=3",
          "overrides": [{ "recurrence_id": "2026-06-09T19:00", "status": "postponed" }] }
    ] }"#;
    let html = rendered_of(feed, &[]).await;
    assert!(html.contains("次の予定：2026年5月4日（月）") && html.contains("満員の会"), "{html}");
    let mut props = props_of(feed, &[("open", "rule")]);
    props.now = EventTime::parse("2026-06-01T12:00").unwrap().time();
    let postponed = "2026年6月9日（火）19:00 <strong class=\"status\">延期</strong></li>";
    check_opened_with(props, &[postponed, "2026年6月16日（火）19:00</li>"], &[]).await;
}

#[tokio::test]
async fn a_night_is_told_on_its_second_day_as_one_from_the_day_before() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "night", "title": "夜の会", "kind": "seminar", "start": "2026-04-16T22:00", "end": "2026-04-17T02:00" }
    ] }"#;
    let week = rendered_of(feed, &[("view", "week")]).await;
    assert!(week.contains(">22:00〜翌2:00<") && week.contains(">前日22:00〜2:00<"), "{week}");
    let list = rendered_of(feed, &[("date", "2026-04-17")]).await;
    assert!(list.contains(">前日22:00〜2:00<") && !list.contains("翌2:00"), "{list}");
}

#[tokio::test]
async fn a_time_of_another_clock_names_its_zone() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "here", "title": "塩尻", "kind": "seminar", "start": "2026-04-16T22:00", "end": "2026-04-17T02:00" },
        { "id": "abroad", "title": "紐育", "kind": "seminar", "start": "2026-04-20T20:00", "time_zone": "America/New_York" }
    ] }"#;
    let month = rendered_of(feed, &[]).await;
    assert!(month.contains(">20:00（New York）</span> ") && month.contains(">22:00</span> "), "{month}");
    // At home nothing needs to be said; who is five hours behind is told whose clock it is.
    let home = "2026年4月16日（木）22:00〜翌2:00</time>";
    check_opened_with(props_of(feed, &[("open", "here")]), &[home], &["日本時間"]).await;
    for (lang, expected) in [
        ("ja", "22:00〜翌2:00（日本時間）</time>"),
        ("en", "22:00 – 2:00 the next day (Japan time)</time>"),
        ("ja-x-easy", "<ruby>日本<rp>"),
    ] {
        let mut props = props_of(feed, &[("open", "here"), ("lang", lang)]);
        props.clocks = Some(Clocks(|zone, moment| {
            CivilDateTime::from_seconds(moment + if zone.is_some() { 9 * 3_600 } else { 4 * 3_600 })
        }));
        check_opened_with(props, &[expected], &[]).await;
    }
}

#[tokio::test]
async fn what_a_row_shows_is_found() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "rule", "title": "定例会", "kind": "open-factory", "mode": "online", "start": "2026-04-07T19:00",
          "rrule": "FREQ=WEEKLY;COUNT=2", "overrides": [{ "recurrence_id": "2026-04-14T19:00", "title": "忘年特別回",
          "note": "持ち物あり", "place": { "name": "えんぱーく" } }] },
        { "id": "other", "title": "ほか", "kind": "seminar", "start": "2026-04-08T19:00" }
    ] }"#;
    for words in
        ["忘年特別回", "持ち物", "えんぱーく", "オープンファクトリー", "open factory", "見学", "オンライン"]
    {
        let html = rendered_of(feed, &[("view", "agenda"), ("search", words)]).await;
        assert!(html.contains("定例会") && !html.contains("ほか"), "{words} in {html}");
    }
}

#[tokio::test]
async fn a_page_says_that_something_may_be_missing() {
    let feed = |rule: &str| {
        format!(
            r#"{{ "version": 1, "members": [], "events": [
                {{ "id": "a", "title": "会", "kind": "seminar", "start": "2026-04-01T00:00", "rrule": "{rule}" }}
            ] }}"#
        )
    };
    let said = "一部の予定を表示できていない可能性があります";
    for rule in ["FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=25"] {
        let html = rendered_of(&feed(rule), &[]).await;
        assert!(html.contains(said), "{rule}");
        // Of what is not asked for nothing is missing.
        assert!(!rendered_of(&feed(rule), &[("kinds", "meeting")]).await.contains(said), "{rule}");
    }
    assert!(!rendered_of(&feed("FREQ=DAILY"), &[]).await.contains(said));
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
async fn the_list_of_this_month_begins_with_what_is_still_to_come() {
    // More than a list shows at once are over, and what goes on began before them.
    let over = r#"{ "id": "over-#", "title": "先週の会#", "kind": "seminar", "start": "2026-04-08T19:00" },"#;
    let over: String = (0..100).map(|number| over.replace('#', &number.to_string())).collect();
    let feed = format!(
        r#"{{ "version": 1, "events": [{over}
            {{ "id": "b", "title": "続く展示", "kind": "seminar", "start": "2026-04-02", "end": "2026-04-20" }},
            {{ "id": "c", "title": "今日の会", "kind": "seminar", "start": "2026-04-15T19:00" }},
            {{ "id": "d", "title": "先月の会", "kind": "seminar", "start": "2026-03-08T19:00" }}] }}"#
    );
    let html = rendered_of(&feed, &[("view", "agenda")]).await;
    let past = html.find("これまでの予定（100件）</summary>").unwrap();
    let order = ["先週の会0", "</details>", "続く展示", "今日の会"].map(|words| html.rfind(words).unwrap());
    assert!(past < order[0] && order.is_sorted(), "{html}");
    // Of a month that is over all is shown.
    let html = rendered_of(&feed, &[("view", "agenda"), ("date", "2026-03-01")]).await;
    assert!(html.contains("先月の会") && !html.contains("これまでの予定"), "{html}");
}

#[tokio::test]
async fn what_is_over_says_so_and_goes_into_no_calendar() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "morning", "title": "朝の会", "kind": "seminar", "start": "2026-04-15T09:00", "end": "2026-04-15T11:59", "status": "full" },
        { "id": "noon", "title": "昼の会", "kind": "seminar", "start": "2026-04-15T11:00", "end": "2026-04-15T12:30", "status": "full" },
        { "id": "open", "title": "終わりを決めない会", "kind": "seminar", "start": "2026-04-15T09:30" },
        { "id": "day", "title": "一日の会", "kind": "seminar", "start": "2026-04-14" },
        { "id": "off", "title": "中止の会", "kind": "seminar", "start": "2026-04-13", "status": "cancelled" }
    ] }"#;
    let add = "カレンダーに追加";
    for (id, status, is_over) in [
        ("morning", "class=\"status over\">終了<", true),
        ("noon", "class=\"status\">満席<", false),
        ("open", "", false),
        ("day", "class=\"status over\">終了<", true),
        ("off", "class=\"status\">中止<", true),
    ] {
        let absent = if is_over { [add, "満席"] } else { ["終了", "中止"] };
        check_opened_with(
            props_of(feed, &[("open", id)]),
            &[status, if is_over { "" } else { add }],
            &absent,
        )
        .await;
    }
    // Lists say it too; today's that have ended stay among today's.
    for attributes in [&[("view", "agenda")][..], &[("date", "2026-04-15")]] {
        let html = rendered_of(feed, attributes).await;
        assert!(html.contains("<span class=\"status over\">終了</span> <strong><bdi>朝の会"), "{html}");
        assert!(html.contains("<span class=\"status\">満席</span> <strong><bdi>昼の会"), "{html}");
    }
    let words = [("en", ">Over<"), ("ja-x-easy", "<rt>お</rt>")];
    for (lang, expected) in words {
        check_opened_with(props_of(feed, &[("open", "day"), ("lang", lang)]), &[expected], &[]).await;
    }
}

#[tokio::test]
async fn the_last_days_of_a_month_say_what_comes_after_it() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "a", "title": "初めの会", "kind": "seminar", "start": "2026-04-08T19:00" },
        { "id": "b", "title": "来月の会", "kind": "seminar", "start": "2026-05-12T19:00" }
    ] }"#;
    let next = "この期間の予定はすべて終了しました。<br>次の予定：2026年5月12日（火） <bdi>来月の会</bdi>";
    for view in ["agenda", "month"] {
        let at = async |now: &str| unbroken(&rendered(at(now, props_of(feed, &[("view", view)]))).await);
        let html = at("2026-04-29T09:00").await;
        assert!(html.contains(next) && html.contains("data-do=\"next 2026-05-12\""), "{view}: {html}");
        assert!(html.contains("初めの会"), "{view}: {html}");
        assert!(!at("2026-04-08T09:00").await.contains("次の予定"), "{view}");
    }
    // It stands over all days, and the list of them holds what has been.
    let html = rendered(at("2026-04-29T09:00", props_of(feed, &[("view", "agenda")]))).await;
    let order = ["part=\"filters\"", "part=\"empty\"", "<details class=\"past\">"];
    assert!(order.map(|part| html.find(part).unwrap()).is_sorted(), "{html}");
    // A month that is over altogether is simply shown.
    let past = at("2026-06-01T09:00", props_of(feed, &[("date", "2026-04-01"), ("view", "agenda")]));
    assert!(!rendered(past).await.contains("part=\"empty\""));
}

#[tokio::test]
async fn where_nothing_matches_the_filters_are_named() {
    let open = |lang, place: &'static str, view| WidgetProps {
        place: place.into(),
        ..props_of(FEED, &[("lang", lang), ("view", view)])
    };
    for (view, days) in [("month", "part=\"grid\""), ("week", "part=\"week\""), ("agenda", "")] {
        let html = rendered(open("ja", "kinds=seminar&search=%E3%81%82", view)).await;
        let said = "<p>「セミナー」「あ」に合う予定は、この期間にはありません。</p>";
        // Under the filters, before the days.
        let places = ["part=\"filters\"", said, ">絞り込みを解除<", days].map(|part| html.rfind(part));
        assert!(places.is_sorted() && places[0].is_some(), "{view}: {places:?} in {html}");
        assert!(!html.contains("この日の予定はありません"), "{view}: {html}");
    }
    let html = rendered(open("en", "kinds=seminar&search=zz", "month")).await;
    assert!(html.contains("No events in this period match “Seminar”, “zz”."), "{html}");
    // A month that has nothing anyway blames no filter.
    let html = rendered_of(FEED, &[("date", "2030-01-01"), ("kinds", "seminar")]).await;
    assert!(html.contains("この期間の予定はありません。") && !html.contains("絞り込みを解除"), "{html}");
}

#[tokio::test]
async fn filters_that_are_on_can_be_taken_off_one_by_one() {
    let place = "kinds=seminar&mode=hybrid&search=%E4%BC%9A";
    let props = WidgetProps { place: place.into(), ..props_of(FEED, &[]) };
    let html = rendered(props).await;
    for part in [
        "data-do=\"clear kinds\" aria-label=\"セミナーの絞り込みを解除\">セミナー</button>",
        // What no choice has can be taken off too.
        "data-do=\"clear mode\" aria-label=\"一覧にない条件の絞り込みを解除\">一覧にない条件</button>",
        "data-do=\"clear\">すべて解除</button>",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!rendered_of(FEED, &[]).await.contains("data-do=\"clear"));
}

#[tokio::test]
async fn what_its_rule_does_not_have_is_marked() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "rule", "title": "定例会", "kind": "meeting", "start": "2026-04-07T19:00", "rrule": "FREQ=MONTHLY;BYDAY=1TU",
          "rdate": ["2026-04-21T19:00", "2026-04-22"], "overrides": [{ "recurrence_id": "2026-04-07T19:00", "start": "2026-04-09T19:00" }] },
        { "id": "twice", "title": "二日の会", "kind": "meeting", "start": "2026-04-24T19:00", "rdate": ["2026-04-25T19:00"] }
    ] }"#;
    let html = rendered_of(feed, &[("view", "agenda")]).await;
    let rows: Vec<(&str, bool, bool)> = html
        .split("class=\"event\"")
        .skip(1)
        .map(|row| {
            let name = if row.contains("二日の会") { "二日の会" } else { "定例会" };
            (name, row.contains("<span>日程変更</span>"), row.contains("<span>臨時開催</span>"))
        })
        .collect();
    let expected = [
        ("定例会", true, false),
        ("定例会", false, true),
        ("定例会", false, true),
        ("二日の会", false, false),
        ("二日の会", false, false),
    ];
    assert_eq!(rows, expected, "{html}");
    let html = unbroken(&html);
    assert!(html.contains("4月9日（木）") && html.contains("4月22日（水）"), "{html}");
    check_opened_with(props_of(feed, &[("open", "rule")]), &["<li>日程変更</li>", "<dt>繰り返し</dt>"], &[])
        .await;
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
    let easy =
        "<bdi class=\"line\"><ruby>長野県<rp>（</rp><rt>ながのけん</rt><rp>）</rp></ruby> <ruby>塩尻市<rp>";
    check(town, "ja-x-easy", &[easy], &["《"]).await;
    // What has its own reading keeps it.
    let whole = r#""prefecture": "20", "address": { "ja": "長野県塩尻市", "ja-easy": "長野県塩尻市《ながのけんしおじりし》" }"#;
    check(whole, "ja-x-easy", &["<ruby>長野県塩尻市<rp>（</rp><rt>ながのけんしおじりし</rt>"], &[]).await;
    check(
        r#""name": "えんぱーく", "address": "長野県塩尻市大門一番町12-2""#,
        "ja",
        &["12-2</bdi><bdi", map],
        &[],
    )
    .await;
}
