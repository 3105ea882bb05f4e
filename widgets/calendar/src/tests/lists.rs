//! The agenda, the week and the day as lists, and what they say where they have nothing.

use ran_feed::model::EventTime;

use super::{FEED, at, check, check_opened_with, props_of, rendered, rendered_of, unbroken};

#[tokio::test]
async fn a_week_says_an_event_of_several_days_in_full_once() {
    let feed = r#"{ "version": 1, "members": [{ "id": "m", "name": "NPO法人MEGURU" }], "events": [
        { "id": "fes", "title": "GOSEN KNIT FES", "kind": "festival", "start": "2026-04-08", "end": "2026-04-20", "host": "m" },
        { "id": "late", "title": "夕方の会", "kind": "seminar", "start": "2026-04-14T19:00" }
    ] }"#;
    // On Sunday, with which the week begins, and on the six days after it.
    let html = rendered_of(feed, &[("view", "week")]).await;
    assert_eq!(html.matches("GOSEN KNIT FES").count(), 7);
    assert_eq!(html.matches("NPO法人MEGURU").count(), 1, "{html}");
    // What begins on Tuesday stands first there.
    let tuesday = html.split("<li class=\"group\"").nth(3).unwrap();
    assert!(tuesday.contains("夕方の会") && tuesday.find("夕方の会") < tuesday.find("GOSEN"), "{tuesday}");
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
            "複数地域で同時開催",
            "18:00（New York時間）",
            "日程調整中",
            "2026年4月以降",
        ],
        &["role=\"grid\"", "2026年4月1日（水）"],
    )
    .await;
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
async fn what_has_no_day_yet_is_not_denied() {
    let feed = |more: &str| {
        format!(
            r#"{{ "version": 1, "members": [], "events": [{{ "id": "when", "title": "いつかの会", "kind": "seminar",
                "when": {{ "label": "2027年2月ごろ", "sort": "2027-02" }} }}{more}] }}"#
        )
    };
    let later = r#", { "id": "later", "title": "次の会", "kind": "seminar", "start": "2027-03-09T10:00" }"#;
    let over = r#", { "id": "over", "title": "前の会", "kind": "seminar", "start": "2027-02-01T10:00" }"#;
    for (more, now, search, says) in [
        ("", "2027-01-15T12:00", "", &[][..]),
        ("", "2027-01-15T12:00", "いつか", &[]),
        // What comes next is said all the same.
        (later, "2027-01-15T12:00", "", &["次の予定：2027年3月9日（火）"]),
        (over, "2027-02-15T12:00", "", &[]),
    ] {
        for view in ["month", "week", "agenda"] {
            let attributes = [("view", view), ("date", "2027-02-20"), ("search", search)];
            let html = unbroken(&rendered(at(now, props_of(&feed(more), &attributes))).await);
            assert!(html.contains("日程調整中") && html.contains("いつかの会"), "{html}");
            assert!(!html.contains("この期間"), "{html}");
            assert!(says.iter().all(|part| html.contains(part)), "{says:?} in {html}");
            assert_eq!(html.contains("part=\"empty\""), !says.is_empty(), "{html}");
        }
    }
}

#[tokio::test]
async fn what_has_been_today_is_not_what_comes_next() {
    let event = |id: &str, day: u8, hours: [&str; 2]| {
        let [start, end] = hours.map(|hour| format!("2026-04-{day}T{hour}"));
        format!(r#"{{ "id": "{id}", "title": "会", "kind": "seminar", "start": "{start}", "end": "{end}" }}"#)
    };
    let feed = |events: &[String]| format!(r#"{{ "version": 1, "events": [{}] }}"#, events.join(","));
    let over = event("a", 15, ["10:00", "11:00"]);
    let evening = event("b", 15, ["19:00", "20:00"]);
    let later = event("c", 20, ["10:00", "11:00"]);
    for (events, next) in [
        (&[over.clone(), evening, later.clone()][..], "2026年4月15日"),
        (&[over.clone(), later], "2026年4月20日"),
        (&[over], ""),
    ] {
        // Last month's page, today at noon.
        let html = unbroken(&rendered_of(&feed(events), &[("date", "2026-03-01")]).await);
        let said = html.split("次の予定：").nth(1).unwrap_or_default();
        assert!(said.starts_with(next) && (said.is_empty() == next.is_empty()), "{next} in {html}");
    }
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
    // A line breaks before the date, and not within.
    assert!(html.contains(r#"<span class="piece">2026年5月4日（月）</span>"#), "{html}");
    assert!(unbroken(&html).contains("次の予定：2026年5月4日（月）") && html.contains("満員の会"), "{html}");
    let mut props = props_of(feed, &[("open", "rule")]);
    props.now = EventTime::parse("2026-06-01T12:00").unwrap().time();
    let postponed = "2026年6月9日（火）19:00</button> <strong class=\"status\">延期</strong></li>";
    check_opened_with(props, &[postponed, "2026年6月16日（火）19:00</button></li>"], &[]).await;
}

#[tokio::test]
async fn the_last_days_of_a_month_say_what_comes_after_it() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "a", "title": "初めの会", "kind": "seminar", "start": "2026-04-08T19:00" },
        { "id": "b", "title": "来月の会", "kind": "seminar", "start": "2026-05-12T19:00" }
    ] }"#;
    let over = "この期間の予定はすべて終了しました。";
    let next = "<br>次の予定：2026年5月12日（火） <bdi>来月の会</bdi>";
    for view in ["agenda", "month"] {
        let at = async |now: &str| unbroken(&rendered(at(now, props_of(feed, &[("view", view)]))).await);
        let html = at("2026-04-29T09:00").await;
        // The list goes on to it, and need not point there.
        let points = html.contains(&[over, next].concat()) && html.contains("data-do=\"next 2026-05-12\"");
        assert_eq!(points, view == "month", "{view}: {html}");
        assert!(
            html.contains(over) && html.contains("初めの会") && html.contains("来月の会"),
            "{view}: {html}"
        );
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
async fn the_list_of_this_month_goes_on_where_little_is_left_of_it() {
    let event = |id: &str, start: &str, more: &str| {
        format!(r#"{{ "id": "{id}", "title": "会{id}", "kind": "seminar", "start": "{start}"{more} }}"#)
    };
    // Nine in May, of which two are on the day that makes ten with what is left of April.
    let mut events = vec![
        event("over", "2026-04-08T19:00", ""),
        event("on", "2026-04-14", r#", "end": "2026-05-03""#),
        event("left", "2026-04-30T10:00", ""),
    ];
    events.extend((1..=7).map(|day| event(&format!("may-{day}"), &format!("2026-05-0{day}T10:00"), "")));
    events.push(event("may-8a", "2026-05-08T10:00", r#", "status": "cancelled""#));
    events.push(event("may-8b", "2026-05-08T11:00", ""));
    events.push(event("may-9", "2026-05-09T10:00", ""));
    let feed = |events: &[String]| format!(r#"{{ "version": 1, "events": [{}] }}"#, events.join(","));
    let of = async |feed: &str, attributes: &[(&str, &str)]| {
        let attributes: Vec<_> = [("view", "agenda")].iter().chain(attributes).copied().collect();
        unbroken(&rendered_of(feed, &attributes).await)
    };
    let titles = |html: &str| {
        let rows = html.split("<bdi>会").skip(1).map(|row| row.split('<').next().unwrap().to_owned());
        rows.collect::<Vec<_>>().join(" ")
    };
    let html = of(&feed(&events), &[]).await;
    let all = "over on left may-1 may-2 may-3 may-4 may-5 may-6 may-7 may-8a may-8b";
    assert_eq!(titles(&html), all);
    // One level below the month's days, which are one below the calendar's.
    let order = [
        "<h3 class=\"weekday\">2026年4月30日",
        "<h3>2026年（令和8年）5月以降の予定</h3>",
        "<h4 class=\"weekday\">2026年5月1日",
    ];
    let order = order.map(|part| html.find(part).unwrap_or_else(|| panic!("{part} in {html}")));
    assert!(order.is_sorted() && html.contains("data-do=\"next 2026-05-01\""), "{html}");
    // What is counted is the month that the heading names.
    assert!(html.contains("、</span>予定3件"), "{html}");
    // What is looked for may be in the months to come alone.
    let html = of(&feed(&events), &[("search", "may-2")]).await;
    assert!(html.contains("この期間の予定はありません。") && titles(&html) == "may-2", "{html}");
    assert!(!html.contains("次の予定："), "{html}");
    // Of what is called off alone one cannot say that it comes next.
    let off = [
        event("off", "2026-05-08T10:00", r#", "status": "cancelled""#),
        event("later", "2026-09-01T10:00", ""),
    ];
    let html = of(&feed(&off), &[]).await;
    assert!(html.contains("次の予定：2026年9月1日") && titles(&html) == "later off", "{html}");
    // Another month is shown as it is, and so is one that has enough.
    assert!(!of(&feed(&events), &[("date", "2026-03-01")]).await.contains("以降の予定"));
    let full: Vec<String> = (16..=25)
        .map(|day| event("a", &format!("2026-04-{day}T10:00"), "").replace("\"a\"", &format!("\"a{day}\"")))
        .collect();
    let html = of(&feed(&[full, events].concat()), &[]).await;
    assert!(!html.contains("may-") && !html.contains("以降の予定"), "{html}");
}

#[tokio::test]
async fn what_its_rule_does_not_have_is_marked() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "rule", "title": "定例会", "kind": "meeting", "start": "2026-04-07T19:00", "rrule": "FREQ=MONTHLY;BYDAY=1TU;COUNT=1",
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
async fn a_row_says_where_it_is() {
    let feed = r#"{ "version": 1, "events": [
        { "id": "a", "title": "一", "start": "2026-04-16T19:00", "place": { "name": "えんぱーく", "address": "大門一番町12-2" },
          "rrule": "FREQ=DAILY;COUNT=2", "overrides": [{ "recurrence_id": "2026-04-17T19:00", "place": { "name": "市民会館" } }] },
        { "id": "b", "title": "二", "start": "2026-04-18T19:00", "place": { "prefecture": "20", "municipality_name": "塩尻市" } },
        { "id": "c", "title": "三", "start": "2026-04-19T19:00", "mode": "online" },
        { "id": "d", "title": "四", "start": "2026-04-20T19:00", "place": { "address": "大門一番町12-2" } }
    ] }"#;
    let html = rendered_of(feed, &[("view", "agenda")]).await;
    assert!(!html.contains("<span></span>"), "{html}");
    let rows = html.split("class=\"event\"").skip(1).map(|row| row.split("</button>").next().unwrap());
    let places = ["えんぱーく", "市民会館", "長野県塩尻市", "オンライン"];
    let said: Vec<Vec<&str>> =
        rows.map(|row| places.into_iter().filter(|place| row.contains(place)).collect()).collect();
    let expected: Vec<Vec<&str>> = places.map(|place| vec![place]).into_iter().chain([vec![]]).collect();
    assert_eq!(said, expected, "{html}");
}
