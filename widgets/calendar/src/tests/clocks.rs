//! Times on more than one clock, and what is over.

use ran_feed::civil::CivilDateTime;
use ran_feed::model::EventTime;
use ran_parts::Clocks;

use super::{check_opened, check_opened_with, props_of, rendered_of};

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
async fn a_time_abroad_is_said_on_both_clocks() {
    check_opened(
        "abroad",
        "ja",
        &["2026年4月21日（火）9:00", "現地時間", "2026年4月20日（月）20:00（UTC−4）", "無料"],
        &["くり返し", "今後の開催"],
    )
    .await;
}

#[tokio::test]
async fn the_visitors_time_of_several_days_says_each_of_them_once() {
    let feed = r#"{ "version": 1, "alliance": { "name": "RAN", "time_zone": "Europe/Berlin" }, "members": [],
        "events": [{ "id": "e", "title": "合宿", "start": "2026-04-20T10:00", "end": "2026-04-22T12:00",
            "sessions": [{ "title": "夜通し", "start": "2026-04-20T22:00", "end": "2026-04-21T23:00" }] }] }"#;
    let mut props = props_of(feed, &[("open", "e")]);
    props.clocks = Some(SUMMER);
    check_opened_with(
        props,
        &[
            ">2026年4月20日（月）17:00〜4月22日（水）19:00<",
            ">2026年4月20日（月）22:00〜4月21日（火）23:00 <strong>夜通し",
        ],
        &[],
    )
    .await;
}

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
async fn a_rule_is_said_on_the_clock_of_the_times_around_it() {
    let check = async |start: &str, more: &str, expected: &str| {
        let feed = format!(
            r#"{{ "version": 1, "events": [
                {{ "id": "e", "title": "会", "start": "{start}", "rrule": "FREQ=WEEKLY"{more} }}] }}"#
        );
        let absent: &[&str] = if expected.is_empty() { &["繰り返し"] } else { &[] };
        check_opened_with(props_of(&feed, &[("open", "e")]), &[expected], absent).await;
    };
    check("2026-04-01T10:00Z", "", "毎週水曜日 19:00</dd>").await;
    check("2026-04-01T19:00+09:00", "", "毎週水曜日 19:00</dd>").await;
    // It is on Thursdays in Japan, at 7:00.
    check("2026-04-01T22:00Z", "", "").await;
    let york = r#", "time_zone": "America/New_York""#;
    check("2026-04-01T19:00", york, "毎週水曜日 19:00（New York時間）</dd>").await;
    check("2026-04-01", york, "毎週水曜日</dd>").await;
}

#[tokio::test]
async fn what_comes_next_abroad_is_told_by_its_own_clock() {
    // It is 19:00 of 14 April in New York.
    let feed = r#"{ "version": 1, "events": [{ "id": "e", "title": "会", "start": "2026-04-13T20:00",
        "time_zone": "America/New_York", "rrule": "FREQ=DAILY;COUNT=3" }] }"#;
    let check = async |now: &str, on: &str, expected: &[&str], absent: &[&str]| {
        let mut props = super::at(now, props_of(feed, &[("open", "e"), ("on", on)]));
        props.clocks = Some(SUMMER);
        check_opened_with(props, expected, absent).await;
    };
    let (today, tomorrow) = ("2026年4月14日（火）20:00", "2026年4月15日（水）20:00");
    // An address of a day without one leads to the next, and that one is followed by what comes after it.
    let of_today = ["2026-04-14T20:00\">", "<dt>今後の開催</dt>", tomorrow];
    check("2026-04-15T08:00", "2026-01-01", &of_today, &[]).await;
    check("2026-04-15T09:30", "2026-01-01", &["2026-04-15T20:00\">"], &[today]).await;
}

#[tokio::test]
async fn what_ends_with_a_day_says_it() {
    let feed = r#"{ "version": 1, "events": [
        { "id": "e", "title": "合宿", "start": "2026-04-20T10:00", "end": "2026-04-22" },
        { "id": "f", "title": "会", "start": "2026-04-21T10:00", "end": "2026-04-21" }] }"#;
    for (lang, expected) in [
        ("ja", "2026年4月20日（月）10:00〜4月22日（水）</time>"),
        ("en", "Mon, 20 April 2026, 10:00 – Wed, 22 April</time>"),
    ] {
        check_opened_with(props_of(feed, &[("open", "e"), ("lang", lang)]), &[expected], &[]).await;
    }
    check_opened_with(props_of(feed, &[("open", "f")]), &["2026年4月21日（火）10:00</time>"], &[]).await;
    let list = super::unbroken(&rendered_of(feed, &[("view", "agenda")]).await);
    assert!(list.contains("4月20日（月）10:00〜4月22日（水）"), "{list}");
}

#[tokio::test]
async fn deadlines_and_programmes_with_an_offset_stand_on_the_alliances_clock() {
    // The evening of the 14th in Hawaii is this afternoon in Japan.
    let feed = r#"{ "version": 1, "events": [
        { "id": "e", "title": "会", "start": "2026-04-20T20:00-04:00", "end": "2026-04-20T22:00",
          "deadline": "2026-04-14T22:00-10:00", "sessions": [{ "title": "話", "start": "2026-04-20T20:30" },
            { "title": "宴", "start": "2026-04-21T01:00Z", "end": "2026-04-21T01:30Z" }] }] }"#;
    let list = super::unbroken(&rendered_of(feed, &[("view", "agenda")]).await);
    assert!(list.contains("申込締切 4月15日（水）"), "{list}");
    let expected = ["2026年4月21日（火）9:00〜11:00</time>", ">9:30 <strong>話", ">10:00〜10:30 <strong>宴"];
    check_opened_with(props_of(feed, &[("open", "e")]), &expected, &[]).await;
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
async fn a_time_of_another_clock_names_its_zone() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "here", "title": "塩尻", "kind": "seminar", "start": "2026-04-16T22:00", "end": "2026-04-17T02:00" },
        { "id": "abroad", "title": "紐育", "kind": "seminar", "start": "2026-04-20T20:00", "time_zone": "America/New_York" }
    ] }"#;
    let month = rendered_of(feed, &[]).await;
    // Of a chip that has no room for both, the title is seen.
    let abroad = "<bdi>紐育</bdi> <span class=\"time\">20:00（New York時間）</span></span>";
    assert!(month.contains(abroad) && month.contains(">22:00</span> <bdi>塩尻</bdi>"), "{month}");
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
    let words = [("en", ">Over<"), ("ja-x-easy", "<rt aria-hidden=\"true\">お</rt>")];
    for (lang, expected) in words {
        check_opened_with(props_of(feed, &[("open", "day"), ("lang", lang)]), &[expected], &[]).await;
    }
}

#[tokio::test]
async fn whole_days_are_over_on_their_own_clock() {
    let feed = r#"{ "version": 1, "events": [
        { "id": "e", "title": "会", "start": "2026-04-14", "time_zone": "America/New_York" }] }"#;
    let over = "class=\"status over\">終了<";
    // The 15th begins in New York when it is 13:00 in Japan.
    for (now, is_over) in [("2026-04-15T12:59", false), ("2026-04-15T13:01", true)] {
        let mut props = super::at(now, props_of(feed, &[("open", "e")]));
        props.clocks = Some(SUMMER);
        let (parts, absent): (&[&str], &[&str]) = if is_over { (&[over], &[]) } else { (&[], &[over]) };
        check_opened_with(props, parts, absent).await;
    }
}

#[tokio::test]
async fn a_deadline_says_whose_clock_it_is_on_to_who_sees_another() {
    let feed = r#"{ "version": 1, "events": [
        { "id": "here", "title": "会", "start": "2026-04-20T10:00", "deadline": "2026-04-18T17:00" },
        { "id": "day", "title": "会", "start": "2026-04-20T10:00", "deadline": "2026-04-18" },
        { "id": "there", "title": "会", "start": "2026-04-20T10:00", "time_zone": "America/New_York", "deadline": "2026-04-18T17:00" }
    ] }"#;
    let check = async |id: &str, lang: &str, is_abroad: bool, expected: &str| {
        let mut props = props_of(feed, &[("open", id), ("lang", lang)]);
        if is_abroad {
            props.clocks = Some(Clocks(|zone, moment| {
                CivilDateTime::from_seconds(moment + if zone.is_some() { 9 * 3_600 } else { 4 * 3_600 })
            }));
        }
        check_opened_with(props, &[expected], &[]).await;
    };
    check("here", "ja", false, "2026年4月18日（土）17:00</dd>").await;
    check("here", "ja", true, "2026年4月18日（土）17:00（日本時間）</dd>").await;
    check("here", "en", true, "Sat, 18 April 2026, 17:00 (Japan time)</dd>").await;
    check("day", "ja", true, "2026年4月18日（土）（日本時間）</dd>").await;
    check("there", "ja", false, "2026年4月18日（土）17:00（New York時間）</dd>").await;
}
